//! How far a comment reaches that silences findings: the next block, or the whole table or list that it stands before.
//!
//! It must not know rules or findings.

use crate::document::{Block, Directive, Document, Format};
use crate::finding::Span;
use crate::policy::model::Text;

/// What stands after a comment, and is covered by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Nothing stands after it.
    Nothing,
    /// One paragraph, heading, item or cell.
    Block(Span),
    /// A table with all its cells.
    Table(Span),
    /// A list with all its items.
    List(Span),
    /// The file.
    File,
}

impl Reach {
    /// Bytes of the source; `None` where it covers nothing, or everything.
    pub(super) const fn span(self) -> Option<Span> {
        match self {
            Self::Block(span) | Self::Table(span) | Self::List(span) => Some(span),
            Self::Nothing | Self::File => None,
        }
    }

    /// That `name` is allowed there and stands there nowhere.
    pub(super) fn unused(self, name: &str) -> Text {
        let (ar, en) = match self {
            Self::Nothing => ("ولا شيء بعده", "nothing follows it"),
            Self::Block(_) => {
                ("ولا شيء في الفقرة أو البند أو الخلية بعده يخالفها", "nothing in the next block breaks it")
            }
            Self::Table(_) => ("ولا شيء في الجدول بعده يخالفها", "nothing in the table after it breaks it"),
            Self::List(_) => ("ولا شيء في القائمة بعده يخالفها", "nothing in the list after it breaks it"),
            Self::File => ("ولا شيء في الملف يخالفها", "nothing in this file breaks it"),
        };
        Text {
            ar: format!("هذا التعليق يسمح بـ `{name}`، {ar}"),
            en: format!("this comment allows `{name}`, and {en}"),
        }
    }
}

/// What each comment of a document covers if it is no order about the whole file, in the order of the comments.
pub(super) fn reaches(document: &Document) -> Vec<Reach> {
    let source = |block: &Block| document.to_source(block.range.start as usize..block.range.end as usize);
    let mut starts: Vec<usize> = document.blocks.iter().map(|b| source(b).start).collect();
    starts.sort_unstable();
    let has_text = |s: Span| starts.get(starts.partition_point(|at| *at < s.start)).is_some_and(|at| *at < s.end);
    // What has text, outermost first where two begin together. The first of them that begins after a comment is the
    // outermost that may begin with the block after it.
    let tables = document.tables.iter().map(|t| Span::new(t.source.start, t.source.end));
    let lists = document.lists.iter().map(|l| Span::new(l.source.start, l.source.end));
    let mut frames: Vec<Reach> = tables.filter(|s| has_text(*s)).map(Reach::Table).collect();
    frames.extend(lists.filter(|s| has_text(*s)).map(Reach::List));
    frames.sort_by_key(|f| f.span().map(|s| (s.start, std::cmp::Reverse(s.end))));
    let mut between = Between::default();
    let reach = |directive: &Directive| {
        let is_between = between.items(document, directive);
        let Some(block) = directive.before.and_then(|id| document.blocks.get(id as usize)) else {
            return Reach::Nothing;
        };
        let source = source(block);
        let next = frames.partition_point(|f| f.span().is_some_and(|s| s.start < directive.source.end));
        let frame = frames
            .get(next)
            .copied()
            .filter(|f| f.span().is_some_and(|s| s.start <= source.start && source.start < s.end));
        match frame {
            Some(Reach::List(_)) if is_between => Reach::Block(Span::new(source.start, source.end)),
            Some(frame) => frame,
            None => Reach::Block(Span::new(source.start, source.end)),
        }
    };
    document.directives.iter().map(reach).collect()
}

/// Whether a comment stands between two items. Markdown ends the list at a comment that is not indented; who writes one
/// between two lines of a list means the next line all the same.
#[derive(Default)]
struct Between {
    /// Where the last such comment ends.
    last: Option<usize>,
    /// How many lists begin before the comment at hand.
    lists: usize,
    /// Where the last of these lists end.
    end: usize,
}

impl Between {
    fn items(&mut self, document: &Document, directive: &Directive) -> bool {
        if document.format != Format::Markdown {
            return false;
        }
        let at = directive.source.start;
        while let Some(list) = document.lists.get(self.lists).filter(|l| l.source.start < at) {
            self.end = self.end.max(list.source.end);
            self.lists += 1;
        }
        let before = document.source.get(..at).unwrap_or_default();
        let text = before.trim_end().len();
        let is_next_line = before[text..].matches('\n').count() == 1;
        // A list's end may take in the blanks after it.
        let is_between = is_next_line && (self.last == Some(text) || (text > 0 && text <= self.end && self.end <= at));
        if is_between {
            self.last = Some(directive.source.end);
        }
        is_between
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;

    /// What the comments of a page cover, as its source.
    fn covered(format: Format, source: &str) -> Vec<String> {
        let document = parse("page", format, source.to_owned());
        let cut = |reach: Reach| match reach {
            Reach::Nothing => "nothing".to_owned(),
            Reach::File => "file".to_owned(),
            Reach::Block(s) => format!("block {}", &source[s.start..s.end]),
            Reach::Table(s) => format!("table {}", source[s.start..s.end].trim()),
            Reach::List(s) => format!("list {}", source[s.start..s.end].trim()),
        };
        reaches(&document).into_iter().map(cut).collect()
    }

    const C: &str = "<!-- poslock: allow a -- b -->";

    #[test]
    fn before_a_table_or_a_list_it_is_the_whole() {
        let table = "| a | b |\n|---|---|\n| c | d |";
        assert_eq!(covered(Format::Markdown, &format!("{C}\n\n{table}\n\nafter\n")), [format!("table {table}")]);
        let list = "- a\n  - b\n\n- c";
        assert_eq!(covered(Format::Markdown, &format!("{C}\n\n{list}\n\nafter\n")), [format!("list {list}")]);
        let list = "1. - a\n   - b\n2. c";
        assert_eq!(covered(Format::Markdown, &format!("{C}\n{list}\n")), [format!("list {list}")]);
        for html in ["<ul><li>a<li>b</ul>", "<ul><li><table><tr><td>a</table></ul>"] {
            assert_eq!(covered(Format::Html, &format!("{C}<p></p>{html}<p>c")), [format!("list {html}")]);
        }
        let html = "<table><caption>a</caption><tr><td><ul><li>b</ul><td>c</table>";
        assert_eq!(covered(Format::Html, &format!("<p>x</p>{C}{html}")), [format!("table {html}")]);
    }

    #[test]
    fn within_a_table_or_a_list_it_is_the_next_block() {
        let list = format!("- a\n- {C} b\n- c\n  {C}\n  - d\n  - e\n- f\n");
        assert_eq!(covered(Format::Markdown, &list), ["block b", "list - d\n  - e"]);
        assert_eq!(covered(Format::Markdown, &format!("- a\n{C}\n{C}\n- b\n- c\n")), ["block b", "block b"]);
        assert_eq!(covered(Format::Markdown, &format!("- a\n\n{C}\n\n- b\n- c\n")), ["list - b\n- c"]);
        assert_eq!(covered(Format::Html, &format!("<ul><li>a</li>{C}<li>b</li><li>c</ul>")), ["block b"]);
        assert_eq!(covered(Format::Html, &format!("<table><tr>{C}<td>a<td>b</table>")), ["block a"]);
        assert_eq!(covered(Format::Markdown, &format!("| {C} a | b |\n|---|---|\n| c | d |\n")), ["block a"]);
    }

    #[test]
    fn elsewhere_it_is_the_next_block_or_nothing() {
        assert_eq!(covered(Format::Markdown, &format!("{C}\n\n# a\n\n- b\n")), ["block a"]);
        assert_eq!(covered(Format::Html, &format!("{C}<ul></ul><p>a</p><ul><li>b</ul>{C}")), ["block a", "nothing"]);
    }
}
