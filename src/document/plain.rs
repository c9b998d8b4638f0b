//! Plain text: paragraphs are separated by blank lines, single line endings are soft wraps, lines that begin with a bullet or
//! a number are items. It must not know any other convention.

use super::build::Builder;
use super::tag::Tag;

/// Reads a document.
pub(super) fn read(builder: &mut Builder<'_>, source: &str) {
    let mut at = 0;
    let mut list: Option<Tag> = None;
    while at < source.len() {
        let rest = &source.as_bytes()[at..];
        let end = at + memchr::memchr2(b'\n', b'\r', rest).map_or(rest.len(), |i| i + 1);
        let line = &source[at..end];
        let text = line.trim_start();
        let marker = marker(text);
        if text.is_empty() {
            // The line feed of a pair ends the same line.
            if !(line == "\n" && source[..at].ends_with('\r')) {
                builder.end_block();
                if list.is_some() {
                    builder.close(Tag::Li, at);
                }
            }
        } else if let Some((len, tag)) = marker {
            builder.close(Tag::Li, at);
            if list != Some(tag) {
                close_list(builder, list.replace(tag), at);
                builder.open(tag, at, false, (1, 1));
            }
            builder.open(Tag::Li, at, false, (1, 1));
            builder.text(&text[len..], end - text.len() + len);
        } else {
            // A paragraph after a blank line ends the list; right after an item it is the item's next line.
            if list.is_some() && builder.find(Tag::Li).is_none() {
                close_list(builder, list.take(), at);
            }
            builder.text(line, at);
        }
        at = end;
    }
}

fn close_list(builder: &mut Builder<'_>, list: Option<Tag>, at: usize) {
    if let Some(tag) = list {
        builder.close(tag, at);
    }
}

/// The length of an item's marker with the space after it, and the list it belongs to.
fn marker(text: &str) -> Option<(usize, Tag)> {
    for bullet in ["- ", "* ", "• ", "– ", "— ", "+ "] {
        if text.starts_with(bullet) {
            return Some((bullet.len(), Tag::Ul));
        }
    }
    let digits = text.chars().take_while(|c| c.is_numeric()).map(char::len_utf8).sum::<usize>();
    let rest = &text[digits..];
    let is_item = (1..=9).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "));
    is_item.then_some((digits + 2, Tag::Ol))
}
