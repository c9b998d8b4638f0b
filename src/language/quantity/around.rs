//! What stands around a quantity: limits («على الأقل», `≥`, "up to"), yes and no, signs of absence, words that count nothing.
//!
//! It must not know numbers.

use super::amount::Limit;
use super::token::{Kind, Tokens};

use Limit::{About, Above, AtLeast, AtMost, Below};

/// Wordings before a quantity, folded; the longest one of those that fit counts.
const BEFORE: &[(&[&str], Limit)] = &[
    (&[">", "="], AtLeast),
    (&["<", "="], AtMost),
    (&["≥"], AtLeast),
    (&["≤"], AtMost),
    (&["⩾"], AtLeast),
    (&["⩽"], AtMost),
    (&[">"], Above),
    (&["<"], Below),
    (&["~"], About),
    (&["≈"], About),
    (&["±"], About),
    (&["علي", "الاقل"], AtLeast),
    (&["لا", "يقل", "عن"], AtLeast),
    (&["لا", "تقل", "عن"], AtLeast),
    (&["بحد", "ادني"], AtLeast),
    (&["كحد", "ادني"], AtLeast),
    (&["ابتدا", "من"], AtLeast),
    (&["بدءا", "من"], AtLeast),
    (&["يبدا", "من"], AtLeast),
    (&["تبدا", "من"], AtLeast),
    (&["at", "least"], AtLeast),
    (&["no", "less", "than"], AtLeast),
    (&["minimum"], AtLeast),
    (&["min"], AtLeast),
    (&["starting", "at"], AtLeast),
    (&["starting", "from"], AtLeast),
    (&["اكثر", "من"], Above),
    (&["اكبر", "من"], Above),
    (&["يزيد", "عن"], Above),
    (&["تزيد", "عن"], Above),
    (&["يزيد", "علي"], Above),
    (&["تزيد", "علي"], Above),
    (&["يتجاوز"], Above),
    (&["تتجاوز"], Above),
    (&["فوق"], Above),
    (&["more", "than"], Above),
    (&["over"], Above),
    (&["above"], Above),
    (&["لا", "يزيد", "عن"], AtMost),
    (&["لا", "تزيد", "عن"], AtMost),
    (&["لا", "يزيد", "علي"], AtMost),
    (&["لا", "تزيد", "علي"], AtMost),
    (&["لا", "يتجاوز"], AtMost),
    (&["لا", "تتجاوز"], AtMost),
    (&["بحد", "اقصي"], AtMost),
    (&["كحد", "اقصي"], AtMost),
    (&["علي", "الاكثر"], AtMost),
    (&["حتي"], AtMost),
    (&["up", "to"], AtMost),
    (&["at", "most"], AtMost),
    (&["no", "more", "than"], AtMost),
    (&["not", "exceeding"], AtMost),
    (&["maximum"], AtMost),
    (&["max"], AtMost),
    (&["اقل", "من"], Below),
    (&["دون"], Below),
    (&["less", "than"], Below),
    (&["under"], Below),
    (&["below"], Below),
    (&["حوالي"], About),
    (&["نحو"], About),
    (&["قرابه"], About),
    (&["تقريبا"], About),
    (&["about"], About),
    (&["around"], About),
    (&["approximately"], About),
    (&["approx"], About),
];

/// Wordings after a quantity.
const AFTER: &[(&[&str], Limit)] = &[
    (&["فاكثر"], AtLeast),
    (&["او", "اكثر"], AtLeast),
    (&["وما", "فوق"], AtLeast),
    (&["علي", "الاقل"], AtLeast),
    (&["كحد", "ادني"], AtLeast),
    (&["بحد", "ادني"], AtLeast),
    (&["or", "more"], AtLeast),
    (&["and", "above"], AtLeast),
    (&["at", "least"], AtLeast),
    (&["minimum"], AtLeast),
    (&["كحد", "اقصي"], AtMost),
    (&["بحد", "اقصي"], AtMost),
    (&["علي", "الاكثر"], AtMost),
    (&["فاقل"], AtMost),
    (&["او", "اقل"], AtMost),
    (&["or", "less"], AtMost),
    (&["at", "most"], AtMost),
    (&["max"], AtMost),
    (&["maximum"], AtMost),
    (&["تقريبا"], About),
    (&["approximately"], About),
    (&["approx"], About),
];

/// The limit that stands before token `start` or after token `end`.
pub(super) fn limit(tokens: &Tokens, start: usize, end: usize) -> Option<Limit> {
    let fits = |at: usize, pattern: &[&str]| pattern.iter().enumerate().all(|(i, word)| is(tokens, at + i, word));
    let before = BEFORE
        .iter()
        .filter(|(pattern, _)| start.checked_sub(pattern.len()).is_some_and(|at| fits(at, pattern)))
        .max_by_key(|(pattern, _)| pattern.len());
    let business = usize::from(matches!(tokens.word(end), "عمل" | "business" | "working"));
    let end = end + business;
    let end = end + usize::from(matches!(tokens.sign(end), Some('(' | ',')));
    before.or_else(|| AFTER.iter().find(|(pattern, _)| fits(end, pattern))).map(|(_, limit)| *limit)
}

fn is(tokens: &Tokens, at: usize, text: &str) -> bool {
    match tokens.sign(at) {
        Some(sign) => text.strip_prefix(sign) == Some(""),
        None => tokens.word(at) == text,
    }
}

/// Whether a word after a number says where, when, how or for whom, so that it is not what the number counts.
pub(super) fn counts_nothing(tokens: &Tokens, at: usize) -> bool {
    let word = tokens.word(at);
    match tokens.get(at).map(|token| token.kind) {
        Some(Kind::Arabic) => {
            matches!(
                word,
                "في" | "من"
                    | "الي"
                    | "علي"
                    | "عند"
                    | "خلال"
                    | "قبل"
                    | "بعد"
                    | "كل"
                    | "كحد"
                    | "بحد"
                    | "فقط"
                    | "تقريبا"
                    | "او"
                    | "و"
                    | "شهريا"
                    | "يوميا"
                    | "سنويا"
                    | "اسبوعيا"
                    | "حتي"
                    | "بدون"
                    | "شامل"
                    | "شامله"
                    | "غير"
                    | "مع"
                    | "لكل"
                    | "فاكثر"
                    | "فاقل"
                    | "اذا"
                    | "عمل"
                    | "ثم"
                    | "وما"
                    | "كامل"
                    | "كامله"
                    | "لا"
                    | "ما"
            ) || word.starts_with("لل")
        }
        Some(Kind::Latin) => matches!(
            word,
            "per"
                | "a"
                | "an"
                | "each"
                | "every"
                | "max"
                | "maximum"
                | "minimum"
                | "only"
                | "and"
                | "or"
                | "for"
                | "from"
                | "after"
                | "before"
                | "within"
                | "in"
                | "of"
                | "at"
                | "to"
                | "by"
                | "as"
                | "with"
                | "without"
                | "approx"
                | "approximately"
                | "total"
                | "if"
                | "when"
                | "on"
                | "until"
                | "excl"
                | "incl"
                | "excluding"
                | "including"
                | "flat"
                | "monthly"
                | "daily"
                | "weekly"
                | "yearly"
                | "net"
                | "plus"
                | "not"
        ),
        _ => true,
    }
}

/// Yes and no, as pairs.
pub(super) const TRUTHS: &[(&str, &str)] = &[
    ("نعم", "لا"),
    ("yes", "no"),
    ("true", "false"),
    ("on", "off"),
    ("y", "n"),
    ("✓", "✗"),
    ("✔", "✘"),
    ("✅", "❌"),
    ("☑", "☒"),
    ("✓", "✕"),
    ("✔", "✖"),
];

/// Whether token `at` says yes or no, and what says the opposite.
pub(super) fn truth(tokens: &Tokens, at: usize) -> Option<(bool, &'static str)> {
    TRUTHS.iter().find_map(|(yes, no)| {
        if is(tokens, at, yes) { Some((true, *no)) } else { is(tokens, at, no).then_some((false, *yes)) }
    })
}

/// Whether the cell says that there is none.
pub(super) fn is_absent(tokens: &Tokens) -> bool {
    let said: Vec<&str> = (0..tokens.len().min(4)).map(|i| tokens.word(i)).filter(|word| !word.is_empty()).collect();
    let dashes = (0..tokens.len().min(4)).all(|i| matches!(tokens.sign(i), Some('-' | '—')));
    let slash = tokens.sign(1) == Some('/');
    match (tokens.len(), said.as_slice()) {
        (1..=3, []) => dashes,
        (3, ["n", "a"]) => slash,
        (1, ["na" | "none" | "null" | "nil" | "لايوجد"]) | (2, ["لا", "يوجد" | "ينطبق"]) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fold::fold_text;

    #[test]
    fn wordings_are_folded() {
        for word in BEFORE.iter().chain(AFTER).flat_map(|(pattern, _)| pattern.iter()) {
            assert_eq!(fold_text(word), *word);
        }
    }
}
