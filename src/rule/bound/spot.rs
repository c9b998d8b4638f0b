//! Finding a table, a list or a fenced block in a document: under a heading, by its number, or both.
//!
//! It must not know what stands in it.

use super::spoken::both;
use crate::document::{BlockId, BlockKind, Document};
use crate::finding::Span;
use crate::policy::bound::Where;
use crate::policy::model::Text;
use crate::rule::outline::{heading_key, heading_span, in_section, no_heading, sections_under};
use crate::source::lines::LineIndex;

/// Why something was not found.
#[derive(Debug, PartialEq, Eq)]
pub enum Missing {
    /// It is not there; another document may have it.
    Absent(Text),
    /// It cannot be told which one is meant.
    Unclear(Text),
}

/// What items are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Index into [`Document::lists`].
    List(u32),
    /// A block of code; its lines are the items.
    Code(BlockId),
}

/// The sections that count: all, or those under the heading.
fn inside(document: &Document, place: &Where) -> Result<Vec<bool>, Missing> {
    let Some(under) = &place.under else { return Ok(vec![true; document.sections.len()]) };
    let key = heading_key(&under.value);
    let own = |heading: BlockId| heading_key(document.block_text(heading)) == key;
    let headings: Vec<BlockId> = document.sections.iter().filter_map(|s| s.heading.filter(|h| own(*h))).collect();
    match headings[..] {
        [] => Err(Missing::Absent(no_heading(document, &under.value))),
        [_] => Ok(sections_under(document, &key)),
        _ => {
            let lines = LineIndex::new(document.source.as_str());
            let at = |heading: &BlockId| {
                let start = document.blocks[*heading as usize].range.start as usize;
                lines.position(document.to_source(start..start + 1).start).line.to_string()
            };
            let all = headings.iter().map(at).collect::<Vec<_>>().join(", ");
            let written = &under.value;
            Err(Missing::Unclear(both(
                format!("العنوان «{written}» مكرر، في الأسطر {all}؛ اجعل لكل منهما عنوانًا"),
                format!("the heading `{written}` stands {} times, in lines {all}; give each its own", headings.len()),
            )))
        }
    }
}

/// The table that a policy means, as index into [`Document::tables`]; of several under a heading the only one that `fits`.
pub fn table(document: &Document, place: &Where, fits: &dyn Fn(u32) -> bool) -> Result<u32, Missing> {
    let inside = inside(document, place)?;
    let first = |id: &u32| document.tables[*id as usize].rows.iter().flatten().flatten().next().copied();
    let mut all: Vec<u32> = (0..document.tables.len() as u32).collect();
    all.retain(|id| first(id).is_some_and(|block| in_section(document, &inside, block)));
    if place.nth.is_none() && all.len() > 1 {
        let good: Vec<u32> = all.iter().copied().filter(|id| fits(*id)).collect();
        if let [one] = good[..] {
            return Ok(one);
        }
    }
    choose(&all, place, ("جدول", "table"))
}

/// The list, or without any the fenced block, that a policy means.
pub fn list(document: &Document, place: &Where) -> Result<Spot, Missing> {
    let inside = inside(document, place)?;
    let mut lists: Vec<Spot> = Vec::new();
    let mut end = 0;
    for (id, list) in document.lists.iter().enumerate() {
        // A list within an item of another one belongs to it.
        let nested = list.source.start < end;
        end = end.max(list.source.end);
        let first = list.items.first();
        if !nested && first.is_some_and(|block| in_section(document, &inside, *block)) {
            lists.push(Spot::List(id as u32));
        }
    }
    if lists.is_empty() {
        let blocks = document.blocks.iter().enumerate();
        let code = blocks.filter(|(_, b)| b.kind == BlockKind::Code).map(|(id, _)| id as BlockId);
        lists = code.filter(|id| in_section(document, &inside, *id)).map(Spot::Code).collect();
    }
    choose(&lists, place, ("قائمة", "list"))
}

/// Where the heading stands under which a policy looks.
pub fn heading(document: &Document, place: &Where) -> Option<Span> {
    let key = heading_key(&place.under.as_ref()?.value);
    let mut headings = document.sections.iter().filter_map(|s| s.heading);
    let heading = headings.find(|h| heading_key(document.block_text(*h)) == key)?;
    Some(heading_span(document, heading))
}

fn choose<T: Copy>(all: &[T], place: &Where, (ar, en): (&str, &str)) -> Result<T, Missing> {
    let under = place.under.as_ref().map(|u| u.value.as_str());
    let (where_ar, where_en) = match under {
        Some(heading) => (format!("تحت «{heading}»"), format!("under `{heading}`")),
        None => ("في المستند".to_owned(), "in the document".to_owned()),
    };
    match (all, place.nth) {
        ([], _) => {
            Err(Missing::Absent(both(format!("لا يوجد {ar} {where_ar}"), format!("there is no {en} {where_en}"))))
        }
        (all, Some(nth)) => all.get(nth as usize - 1).copied().ok_or_else(|| {
            let n = all.len();
            Missing::Absent(both(
                format!("لا يوجد {ar} رقم {nth} {where_ar}؛ العدد {n}"),
                format!("there is no {en} number {nth} {where_en}; it has {n}"),
            ))
        }),
        ([one], None) => Ok(*one),
        (all, None) => {
            let n = all.len();
            Err(Missing::Unclear(both(
                format!("{where_ar} أكثر من {ar} ({n})؛ حدّد أيها بـ `nth: 1`"),
                format!("there are {n} {en}s {where_en}; say which with `nth: 1`"),
            )))
        }
    }
}
