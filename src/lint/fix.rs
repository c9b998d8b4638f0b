//! Fixes applied to a text: whole fixes or none of a fix, never two in one place.
//!
//! It must not read or write files.

use std::collections::BTreeMap;

use crate::finding::{Fix, Safety};

/// A text with its fixes applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// How many fixes were applied.
    pub applied: usize,
    /// How many were left out: they overlap one that was applied, or do not fit the text.
    pub refused: usize,
}

/// Applies fixes to the text they were made for. Unsafe ones only where `unsafe_too`; those that are not asked for do not
/// count. Of fixes that overlap, the one whose first edit comes first wins; the others are refused as a whole. Equal
/// fixes count as one.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>, unsafe_too: bool) -> Fixed {
    let mut fixes: Vec<&Fix> = fixes.into_iter().filter(|fix| unsafe_too || fix.safety == Safety::Safe).collect();
    // A stable sort: insertions at one place keep their order.
    fixes.sort_by_key(|fix| fix.edits.first().map(|edit| (edit.start, edit.end)));
    fixes.dedup();
    // Ranges taken so far, by start; they never overlap.
    let mut taken: BTreeMap<(usize, usize, usize), &str> = BTreeMap::new();
    let (mut applied, mut refused) = (0, 0);
    for fix in fixes {
        let mut last = 0;
        let fits = !fix.edits.is_empty()
            && fix.edits.iter().all(|edit| {
                let ascending = edit.start >= last;
                last = edit.end;
                ascending && text.get(edit.start..edit.end).is_some() && is_free(&taken, edit.start, edit.end)
            });
        if fits {
            for edit in &fix.edits {
                taken.insert((edit.start, edit.end, taken.len()), &edit.replacement);
            }
            applied += 1;
        } else {
            refused += 1;
        }
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for ((start, end, _), replacement) in taken {
        out.push_str(&text[at..start]);
        out.push_str(replacement);
        at = end;
    }
    out.push_str(&text[at..]);
    Fixed { text: out, applied, refused }
}

fn is_free(taken: &BTreeMap<(usize, usize, usize), &str>, start: usize, end: usize) -> bool {
    let before = taken.range(..(start, usize::MAX, 0)).next_back().map(|((s, e, _), _)| (*s, *e));
    let after = taken.range((start, usize::MAX, 0)..).next().map(|((s, ..), _)| *s);
    // Two insertions at one place stand one behind the other; anything else needs room of its own.
    let clear_before = before.is_none_or(|(s, e)| e <= start && (s < start || s == e));
    clear_before && after.is_none_or(|next| end <= next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Edit;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edit = |&(start, end, text): &(usize, usize, &str)| Edit { start, end, replacement: text.to_owned() };
        Fix { safety: Safety::Safe, edits: edits.iter().map(edit).collect() }
    }

    fn applied(text: &str, fixes: &[Fix]) -> (String, usize, usize) {
        let mended = apply(text, fixes, false);
        (mended.text, mended.applied, mended.refused)
    }

    #[test]
    fn edits_change_their_bytes_alone() {
        let fixes = [fix(&[(6, 8, "xyz"), (9, 9, "!")]), fix(&[(0, 1, "")])];
        assert_eq!(applied("a bcd ef g", &fixes), (" bcd xyz !g".to_owned(), 2, 0));
    }

    #[test]
    fn overlapping_fixes_are_refused_whole() {
        let fixes = [fix(&[(0, 3, "1")]), fix(&[(2, 4, "2"), (5, 6, "3")]), fix(&[(5, 6, "4")])];
        assert_eq!(applied("abcdef", &fixes), ("1de4".to_owned(), 2, 1));
        assert_eq!(applied("abc", &[fix(&[(0, 1, "x")]), fix(&[(0, 1, "x")])]), ("xbc".to_owned(), 1, 0));
        assert_eq!(applied("abc", &[fix(&[(0, 1, "x")]), fix(&[(0, 1, "y")])]), ("xbc".to_owned(), 1, 1));
    }

    #[test]
    fn insertions_at_one_place_keep_their_order() {
        let fixes = [fix(&[(3, 3, "1")]), fix(&[(3, 3, "2")]), fix(&[(2, 3, "c")]), fix(&[(3, 4, "d")])];
        assert_eq!(applied("abcd", &fixes).0, "abc12d");
    }

    #[test]
    fn what_does_not_fit_the_text_is_refused() {
        let fixes = [fix(&[(1, 2, "x")]), fix(&[(9, 12, "x")]), fix(&[(3, 2, "x")]), fix(&[])];
        assert_eq!(applied("نعم", &fixes), ("نعم".to_owned(), 0, 4));
    }

    #[test]
    fn unsafe_fixes_wait_to_be_asked_for() {
        let risky = Fix { safety: Safety::Unsafe, ..fix(&[(0, 1, "x")]) };
        assert_eq!(apply("abc", [&risky], false), Fixed { text: "abc".to_owned(), applied: 0, refused: 0 });
        assert_eq!(apply("abc", [&risky], true).text, "xbc");
    }
}
