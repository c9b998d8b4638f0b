//! The outline of a document as policies name it: headings, compared by their words, and what stands under them.
//!
//! It must not know what a rule looks for there.

use crate::document::{BlockId, Document};
use crate::finding::{Position, Span};
use crate::language::fold::fold_text;
use crate::policy::model::{Located, Policy, Text};
use crate::policy::nearest::nearest;
use crate::rule::Place;
use crate::source::lines::LineIndex;

/// How headings are compared: folded words, whatever joins them, however they are emphasised; `GrowthStarter` is two.
pub(super) fn heading_key(text: &str) -> String {
    let mut split = String::with_capacity(text.len());
    let mut was_small = false;
    for c in text.chars() {
        if was_small && c.is_uppercase() {
            split.push(' ');
        }
        was_small = c.is_lowercase();
        split.push(c);
    }
    let folded = fold_text(&split);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Which sections stand under a heading of that key: those it opens and all below. A section comes after its parent.
pub(super) fn sections_under(document: &Document, key: &str) -> Vec<bool> {
    let mut inside = Vec::with_capacity(document.sections.len());
    for section in &document.sections {
        let own = section.heading.is_some_and(|h| heading_key(document.block_text(h)) == key);
        let above = inside.get(section.parent as usize).copied().unwrap_or(false);
        inside.push(own || above);
    }
    inside
}

/// Whether a block stands in one of these sections.
pub(super) fn in_section(document: &Document, inside: &[bool], block: BlockId) -> bool {
    let section = document.blocks.get(block as usize).map(|b| b.section as usize);
    section.and_then(|s| inside.get(s).copied()).unwrap_or(false)
}

/// Where a heading stands in the source.
pub(super) fn heading_span(document: &Document, heading: BlockId) -> Span {
    let range = &document.blocks[heading as usize].range;
    let source = document.to_source(range.start as usize..range.end as usize);
    Span::new(source.start, source.end)
}

/// That a heading is not there, and which ones are.
pub(super) fn no_heading(document: &Document, wanted: &str) -> Text {
    const MOST: usize = 8;
    let mut headings: Vec<&str> =
        document.sections.iter().filter_map(|s| Some(document.block_text(s.heading?).trim())).collect();
    let keys: Vec<String> = headings.iter().map(|h| heading_key(h)).collect();
    let near = nearest(&heading_key(wanted), keys.iter().map(String::as_str));
    let near = near.and_then(|near| headings.get(keys.iter().position(|k| k == near)?));
    let (ar, en) = if let Some(near) = near {
        (format!("؛ هل المقصود «{near}»؟"), format!("; did you mean `{near}`?"))
    } else if headings.is_empty() {
        Default::default()
    } else {
        headings.truncate(MOST);
        let (ar, en) = (headings.join("»، «"), headings.join("`, `"));
        (format!("؛ العناوين هنا: «{ar}»"), format!("; the headings here are `{en}`"))
    };
    Text { ar: format!("لا يوجد عنوان «{wanted}»{ar}"), en: format!("there is no heading `{wanted}`{en}") }
}

/// The place in a policy where a value was written.
pub(super) fn written_at(value: &Located<String>, policy: &Policy) -> Place {
    let Some(file) = policy.files.get(value.file) else {
        return Place { path: String::new(), start: Position::START, end: Position::START, text: String::new() };
    };
    let lines = LineIndex::new(std::sync::Arc::clone(&file.text));
    let text = file.text.get(value.span.start..value.span.end).unwrap_or_default().to_owned();
    Place {
        path: file.name.clone(),
        start: lines.position(value.span.start),
        end: lines.position(value.span.end),
        text,
    }
}
