//! Reads quantities out of a run of words.

use std::ops::Range;

use super::QuantityKind;
use super::numerals::{Numeral, duration_unit, is_currency, is_percent, is_times, numeral};
use crate::language::words::{Break, Script, Word};

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Its words, as indexes into the words it was read from.
    pub words: Range<usize>,
    /// What it measures.
    pub kind: QuantityKind,
    /// How much: percent, hours, or the plain number.
    pub value: f64,
}

/// All quantities of the folded `text` that begin with one of the words `starts`, ascending. One place may hold several
/// readings: «24 ساعة» is a number and a duration. Linear.
pub fn quantities(text: &str, words: &[Word], starts: impl IntoIterator<Item = usize>) -> Vec<Quantity> {
    let mut out = Vec::new();
    let mut next = 0;
    for at in starts {
        if at >= next {
            next = read_at(text, words, at, words.len(), &mut out).max(at + 1);
        }
    }
    out
}

/// Whether a quantity may begin with a folded word that is not written in digits.
pub(in crate::language) fn is_quantitative(word: &str) -> bool {
    spoken(word).is_some() || unit(word).is_some()
}

fn read_at(text: &str, words: &[Word], at: usize, end: usize, out: &mut Vec<Quantity>) -> usize {
    let word = |i: usize| (i < end && (i == at || words[i].before < Break::Clause)).then(|| &text[words[i].range()]);
    // A currency behind a number is that number's: «499 SAR 7 days».
    let taken = out.iter().rev().take(2).any(|q| q.kind == QuantityKind::Money && q.words.end == at);
    let mut push = |words: Range<usize>, kind, value| out.push(Quantity { words, kind, value });
    let Some((value, suffix, next)) = number(text, words, at, end) else {
        // A unit alone: «شهر», «أسبوعين», "week". A bare plural is a vague few.
        if let Some((hours, count)) = word(at).and_then(unit) {
            let count = if count == 0.0 { 3.0 } else { count };
            let one = usize::from(word(at + 1).is_some_and(|w| matches!(w, "واحد" | "واحده")));
            push(at..at + 1 + one, QuantityKind::Duration, hours * count);
            return at + 1 + one;
        }
        return at + 1;
    };
    // "SAR 250"
    let touches = words[at].before == Break::None;
    if at > 0 && touches && is_currency(&text[words[at - 1].range()]) && !word(next).is_some_and(is_currency) && !taken
    {
        push(at - 1..next, QuantityKind::Money, value);
    }
    push(at..next, QuantityKind::Number, value);
    let sign_after = text[words[next - 1].end as usize..].trim_start().chars().next();
    let sign_before = text[..words[at].start as usize].trim_end().chars().next_back();
    if sign_after == Some('%') || sign_before == Some('%') {
        push(at..next, QuantityKind::Percent, value);
    } else if word(next).is_some_and(is_percent) {
        push(at..next + 1, QuantityKind::Percent, value);
    } else if word(next) == Some("في") && word(next + 1).is_some_and(|w| matches!(w, "الميه" | "المايه" | "المئه"))
    {
        push(at..next + 2, QuantityKind::Percent, value);
    }
    if matches!(sign_before, Some('$' | '€' | '£')) || matches!(sign_after, Some('$' | '€' | '£')) {
        push(at..next, QuantityKind::Money, value);
    } else if word(next).is_some_and(|w| is_currency(w) || matches!(w, "ر")) {
        push(at..next + 1, QuantityKind::Money, value);
    }
    match suffix {
        "x" | "X" => push(at..next, QuantityKind::Times, value),
        "h" | "d" | "w" | "min" | "hr" | "hrs" => {
            let hours = duration_unit(suffix).map_or(1.0, |u| u.0);
            push(at..next, QuantityKind::Duration, value * hours);
        }
        _ => {}
    }
    if word(next).is_some_and(is_times) {
        push(at..next + 1, QuantityKind::Times, value);
    }
    if let Some((hours, _)) = word(next).and_then(unit) {
        push(at..next + 1, QuantityKind::Duration, value * hours);
        return next + 1;
    }
    // «24 business hours», "first 30 days"
    if let Some((hours, _)) = word(next + 1).and_then(unit)
        && word(next).is_some_and(|w| matches!(w, "business" | "working" | "calendar" | "short" | "straight"))
    {
        push(at..next + 2, QuantityKind::Duration, value * hours);
    }
    next
}

fn unit(word: &str) -> Option<(f64, f64)> {
    duration_unit(word).or_else(|| duration_unit(strip_proclitic(word)?))
}

fn strip_proclitic(word: &str) -> Option<&str> {
    ["وال", "بال", "هال", "ال", "لل", "و", "ب", "ل"].iter().find_map(|p| word.strip_prefix(p)).filter(|w| w.len() >= 6)
}

/// The number that begins at word `at`: value, letter suffix, index after it.
fn number<'a>(text: &'a str, words: &[Word], at: usize, end: usize) -> Option<(f64, &'a str, usize)> {
    let first = &text[words[at].range()];
    let (mut value, suffix, mut scaled) = match words[at].script {
        Script::Number => digits(first)?,
        Script::Arabic | Script::Latin => match spoken(first)? {
            Numeral::Value(v) => (v, "", false),
            Numeral::Scale(v) => (v, "", true),
            Numeral::Many(v) => (v * 3.0, "", true),
        },
        _ => return None,
    };
    let mut next = at + 1;
    if !suffix.is_empty() {
        return Some((value, suffix, next));
    }
    // Up to four more number words: «خمسة وعشرين ألف», "two hundred thousand".
    while next < end && next <= at + 4 && words[next].before < Break::Comma {
        let word = &text[words[next].range()];
        match spoken(word) {
            Some(Numeral::Scale(v) | Numeral::Many(v)) => {
                value = if value == 0.0 { v } else { value * v };
                scaled = true;
            }
            Some(Numeral::Value(v)) if words[next].script == Script::Arabic && word.starts_with('و') && v >= 1.0 => {
                value += v;
            }
            Some(Numeral::Value(v)) if words[next].script == Script::Latin && !scaled && value >= 20.0 && v < 10.0 => {
                value += v;
            }
            _ => break,
        }
        next += 1;
    }
    Some((value, "", next))
}

fn spoken(word: &str) -> Option<Numeral> {
    numeral(word).or_else(|| numeral(strip_number_proclitic(word)?))
}

fn strip_number_proclitic(word: &str) -> Option<&str> {
    ["وب", "ول", "و", "ب", "ل"].iter().find_map(|p| word.strip_prefix(p)).filter(|w| w.len() >= 6)
}

/// `1,500`, `10x`, `50k`, `2.5m`: value, a suffix that is no scale, whether a scale was applied.
fn digits(word: &str) -> Option<(f64, &str, bool)> {
    let len = word.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(word.len());
    let (number, suffix) = word.split_at(len);
    let value: f64 = number.replace(',', "").parse().ok().or_else(|| number.split('.').next()?.parse().ok())?;
    Some(match suffix {
        "k" => (value * 1e3, "", true),
        "m" | "mn" => (value * 1e6, "", true),
        "b" => (value * 1e9, "", true),
        _ => (value, suffix, false),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fold::fold_text;
    use crate::language::words::{Words, cut};

    fn read(text: &str) -> Vec<(QuantityKind, f64)> {
        let folded = fold_text(text);
        let mut words = Words::default();
        cut(&folded, 0..folded.len(), &mut words);
        let count = words.words.len();
        quantities(&folded, &words.words, 0..count).into_iter().map(|q| (q.kind, q.value)).collect()
    }

    #[test]
    fn reads_what_people_write() {
        use QuantityKind::{Duration, Money, Number, Percent, Times};
        assert_eq!(read("٣٠ عميلًا"), [(Number, 30.0)]);
        assert_eq!(read("خلال 24 ساعة"), [(Number, 24.0), (Duration, 24.0)]);
        assert_eq!(read("خلال أسبوعين"), [(Duration, 336.0)]);
        assert_eq!(read("خلال ثلث ساعة"), [(Number, 1.0 / 3.0), (Duration, 1.0 / 3.0)]);
        assert_eq!(read("بثلثي ساعة"), [(Number, 2.0 / 3.0), (Duration, 2.0 / 3.0)]);
        assert_eq!(read("ثلثا يوم"), [(Number, 2.0 / 3.0), (Duration, 16.0)]);
        assert_eq!(read("بعشرين صفقة"), [(Number, 20.0)]);
        assert_eq!(read("٥٠ ألف رقم"), [(Number, 50_000.0)]);
        assert_eq!(read("خمسة وعشرين"), [(Number, 25.0)]);
        assert_eq!(read("١٠٠٪"), [(Number, 100.0), (Percent, 100.0)]);
        assert_eq!(read("10x"), [(Number, 10.0), (Times, 10.0)]);
        assert_eq!(read("٥ أضعاف"), [(Number, 5.0), (Times, 5.0)]);
        assert_eq!(read("499 ريال"), [(Number, 499.0), (Money, 499.0)]);
        assert_eq!(read("SAR 250 a month"), [(Money, 250.0), (Number, 250.0), (Duration, 720.0)]);
        assert_eq!(read("499 SAR 7"), [(Number, 499.0), (Money, 499.0), (Number, 7.0)]);
        assert_eq!(read("two hundred thousand leads"), [(Number, 200_000.0)]);
        assert_eq!(read("in a week"), [(Duration, 168.0)]);
        assert_eq!(read("من صفر إلى مليون"), [(Number, 0.0), (Number, 1e6)]);
    }
}
