//! Column padding of Markdown tables: a fix that makes a cell longer or shorter takes from or adds to the spaces behind it,
//! so that the bars of a table that is written in columns stay below each other.
//!
//! It must not know what the cell says.

use crate::finding::{Edit, Fix, Span};

/// The fix with the padding behind the cell that ends at byte `end` of the source, where the table is written in columns.
pub(super) fn keep(source: &str, end: usize, mut fix: Fix) -> Fix {
    let grown: isize =
        fix.edits.iter().map(|edit| width(&edit.replacement) - width(&source[edit.start..edit.end])).sum();
    let Some(bar) = bar_after(source, end) else { return fix };
    if grown == 0 || !is_aligned(source, bar) {
        return fix;
    }
    let spaces = source[..bar].len() - source[..bar].trim_end_matches(' ').len();
    // One space stays before the bar.
    let taken = usize::try_from(grown).unwrap_or(0).min(spaces.saturating_sub(1));
    let added = usize::try_from(-grown).unwrap_or(0);
    let edit = Edit { start: bar - taken, end: bar, replacement: " ".repeat(added) };
    if (taken > 0 || added > 0) && fix.edits.last().is_some_and(|last| last.end <= edit.start) {
        fix.edits.push(edit);
    }
    fix
}

/// Writes to `line` what stands behind the cell at `span` of the source, whose place `text` takes in a copy of its row: up
/// to the bar, with as many spaces more or fewer as keep the bars of the copy below those of the row. Returns where the copy
/// goes on.
pub(super) fn behind(source: &str, span: Span, text: &str, line: &mut String) -> usize {
    let grown = width(text) - width(&source[span.start..span.end]);
    let Some(bar) = bar_after(source, span.end).filter(|bar| is_aligned(source, *bar)) else { return span.end };
    let kept = source[span.end..bar].trim_end_matches(' ');
    let spaces = width(&source[span.end + kept.len()..bar]);
    // One space stays before the bar.
    let spaces = (spaces - grown).max(spaces.min(1));
    line.push_str(kept);
    line.push_str(&" ".repeat(usize::try_from(spaces).unwrap_or(0)));
    bar
}

fn width(text: &str) -> isize {
    text.chars().count().cast_signed()
}

/// The bar that closes the cell: only blanks and marks of emphasis stand between.
fn bar_after(source: &str, end: usize) -> Option<usize> {
    let rest = source.get(end..)?;
    let at = rest.find('|')?;
    rest[..at].chars().all(|c| matches!(c, ' ' | '*' | '_' | '`' | '~')).then_some(end + at)
}

/// Whether a bar stands in the same column of the line above or below.
fn is_aligned(source: &str, bar: usize) -> bool {
    let start = source[..bar].rfind('\n').map_or(0, |at| at + 1);
    let column = source[start..bar].chars().count();
    let at_column = |line: &str| line.chars().nth(column) == Some('|');
    let above = source[..start.saturating_sub(1)].rsplit('\n').next().unwrap_or_default();
    let below = source[bar..].split('\n').nth(1).unwrap_or_default();
    start > 0 && at_column(above) || at_column(below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Safety;

    fn fixed(source: &str, old: &str, new: &str) -> String {
        let start = source.find(old).expect("the cell is there");
        let end = start + old.len();
        let edits = vec![Edit { start, end, replacement: new.to_owned() }];
        let fix = keep(source, end, Fix { safety: Safety::Safe, edits });
        let mut out = source.to_owned();
        for edit in fix.edits.iter().rev() {
            out.replace_range(edit.start..edit.end, &edit.replacement);
        }
        out
    }

    #[test]
    fn bars_stay_below_each_other() {
        let table = "| a  | b       |\n|----|---------|\n| P0 | **7** d |\n| P1 | 30 min  |\n";
        assert_eq!(fixed(table, "30 min", "8 min"), table.replace("30 min  |", "8 min   |"));
        assert_eq!(fixed(table, "30 min", "1 hour"), table.replace("30 min", "1 hour"));
        assert_eq!(fixed(table, "30 min", "120 min"), table.replace("30 min  |", "120 min |"));
        assert_eq!(fixed(table, "30 min", "1,440 min"), table.replace("30 min  |", "1,440 min |"));
        assert_eq!(fixed(table, "7", "14"), table.replace("**7** d", "**14** d"));
    }

    #[test]
    fn tables_that_are_not_in_columns_stay_as_they_are() {
        let table = "| a | b |\n|---|---|\n| P1 | 30 min |\n";
        assert_eq!(fixed(table, "30 min", "8 min"), table.replace("30", "8"));
    }
}
