//! A constant without a row: says so, proposes the row, and writes it where every cell of it is known.
//!
//! The new row is a copy of the last one with each value replaced in its own style, so indentation, padding and emphasis are
//! those of the table.

use std::collections::HashSet;

use super::{Wrongs, padding};
use crate::document::Format;
use crate::finding::{Edit, Fix, Safety};
use crate::policy::model::Lang;
use crate::rule::bound::cell::Cell;
use crate::rule::bound::compare::{reading, shown};
use crate::rule::bound::spoken::both;
use crate::rule::bound::truth::Worth;
use crate::rule::bound::{Wrong, squeeze};

/// What is wrong where the document has no row for constant number `index`. `key` and `columns` are those of the sheet.
/// `verbatim` says whether the document writes keys as the code does.
pub(super) fn row(
    wrongs: &Wrongs<'_>,
    index: usize,
    (key, verbatim): (usize, bool),
    columns: &[Option<usize>],
) -> Wrong {
    let row = &wrongs.truths.rows[index];
    let fact = both(format!("لا صف للثابت `{}` في الجدول", row.key), format!("the table has no row for `{}`", row.key));
    let new = cells(wrongs, index, (key, verbatim), columns);
    let proposal: Vec<&str> = new.iter().map(|cell| cell.as_ref().map_or("…", |(text, _)| text.as_str())).collect();
    let line =
        if wrongs.table.item.is_some() { proposal.join(" — ") } else { format!("| {} |", proposal.join(" | ")) };
    let help = both(format!("أضف: {line}"), format!("add: {line}"));
    let fix = written(wrongs, &new);
    Wrong { span: wrongs.anchor(), fact, help, related: vec![row.key_at.clone()], fix }
}

/// The new row: by column of the sheet the text of the cell, and whether it is certain. `None` where nothing binds it.
fn cells(
    wrongs: &Wrongs<'_>,
    index: usize,
    (key, verbatim): (usize, bool),
    columns: &[Option<usize>],
) -> Vec<Option<(String, bool)>> {
    let row = &wrongs.truths.rows[index];
    let width = wrongs.sheet.headers.len().max(wrongs.sheet.names().len());
    let mut out: Vec<Option<(String, bool)>> = vec![None; width];
    let word = wrongs.table.key.words.iter().find(|(_, value)| squeeze(value) == squeeze(&row.key));
    let name = word.map_or_else(|| row.key.clone(), |(word, _)| word.clone());
    if let Some(slot) = out.get_mut(key) {
        *slot = Some((name, word.is_some() || verbatim));
    }
    for (number, column) in columns.iter().enumerate() {
        let Some(slot) = column.and_then(|at| out.get_mut(at)) else { continue };
        let Some(truth) = &row.cells[number] else { continue };
        let style = &wrongs.table.columns[number].style;
        let last = column.and_then(|at| last_cell(wrongs, at));
        let due = if let Worth::Quantity(due) = &truth.worth { Some(due) } else { None };
        let rewritten = last.zip(due).and_then(|(cell, due)| reading(&cell.text, truth, style)?.rewrite(due).ok());
        let named = style.words.iter().any(|(word, _)| *word == shown(truth, style, Lang::En));
        *slot = Some(match rewritten {
            Some(rewrite) if !named => (rewrite.text, true),
            _ => (shown(truth, style, Lang::En), named),
        });
    }
    out
}

fn last_cell<'w>(wrongs: &'w Wrongs<'_>, column: usize) -> Option<&'w Cell> {
    wrongs.sheet.rows.last()?.get(column)?.as_ref()
}

/// The insertion after the last row, if every cell is certain and the last row is one line of Markdown.
fn written(wrongs: &Wrongs<'_>, new: &[Option<(String, bool)>]) -> Option<Fix> {
    let document = wrongs.document;
    if document.format != Format::Markdown || wrongs.table.item.is_some() || wrongs.sheet.turned {
        return None;
    }
    let last = wrongs.sheet.rows.last()?;
    let source = document.source.as_str();
    let first = last.first()?.as_ref()?.whole(document).start;
    let start = source[..first].rfind('\n').map_or(0, |at| at + 1);
    let end = source[first..].find('\n').map_or(source.len(), |at| first + at + 1);
    let mut line = String::new();
    let mut at = start;
    for (column, cell) in new.iter().enumerate() {
        let (text, certain) = cell.as_ref()?;
        let old = last.get(column)?.as_ref()?;
        let span = old.whole(document);
        let plain = source.get(span.start..span.end)? == old.text;
        let clean = !text.contains(['|', '\n', '<', '`', '*', '_']) || source.get(span.start..span.end)? == text;
        if !certain || !plain || !clean || old.spans || span.start < at || span.end > end {
            return None;
        }
        // A row of bars: rows of tags in a Markdown file may go on in other lines.
        let between = source.get(at..span.start)?;
        if between.contains('<') || column > 0 && !between.contains('|') {
            return None;
        }
        line.push_str(between);
        line.push_str(text);
        at = padding::behind(source, span, text, &mut line);
    }
    let rest = source.get(at..end)?;
    if rest.contains('<') || new.len() == 1 && !line.contains('|') && !rest.contains('|') {
        return None;
    }
    line.push_str(rest);
    if !line.ends_with('\n') {
        line = format!("\n{line}");
    }
    Some(Fix { safety: Safety::Safe, edits: vec![Edit { start: end, end, replacement: line }] })
}

/// Whether every row is named exactly as the code names it; then a new one can be, too.
pub(super) fn is_verbatim(wrongs: &Wrongs<'_>, key: usize) -> bool {
    let keys: HashSet<&str> = wrongs.truths.rows.iter().map(|row| row.key.as_str()).collect();
    let mut shown = wrongs.sheet.rows.iter().filter_map(|row| row.get(key).and_then(Option::as_ref));
    shown.all(|cell| keys.contains(cell.text.as_str()))
}
