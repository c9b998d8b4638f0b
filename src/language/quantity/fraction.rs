//! Fractions in words: «نصف ساعة», «… وثلثا ساعة», "two thirds of an hour", and what they are worth, exactly.
//!
//! No decimal is a third of an hour, and twenty minutes are. It must not know ranges, limits, nor which of several quantities
//! a cell means.

use super::decimal::Decimal;
use super::digits::Fault;
use super::lexicon::{Shape, unit_word};
use super::spoken::{joins, without_proclitic};
use super::token::Tokens;
use super::units::Unit;

/// `over`/`under` of a unit; below zero where it is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Share {
    over: i128,
    under: i128,
}

const fn share(over: i128, under: i128) -> Share {
    Share { over, under }
}

/// The fraction that a folded Arabic word names. `of_unit` says whether the unit follows: «ثلثا ساعة» are two of them, and
/// «ساعة وثلثًا», which folds to the same letters, is one.
fn arabic(word: &str, of_unit: bool) -> Option<Share> {
    Some(match word {
        "نصف" | "نص" | "نصفا" => share(1, 2),
        "ربع" | "ربعا" => share(1, 4),
        "ثلث" => share(1, 3),
        "ثلثا" if !of_unit => share(1, 3),
        "ثلثا" | "ثلثي" | "ثلثين" | "ثلثان" => share(2, 3),
        _ => return None,
    })
}

/// The fraction that begins at token `at` with its unit behind it: what it is, the bytes of a proclitic, the token after it.
pub(super) fn before_unit(t: &Tokens, at: usize) -> Option<(Share, usize, usize)> {
    if let Some((found, proclitic)) = without_proclitic(t.word(at), |word| arabic(word, true)) {
        return Some((found, proclitic, at + 1));
    }
    if matches!(t.word(at), "ثلاث" | "ثلاثه") && t.word(at + 1) == "ارباع" {
        return Some((share(3, 4), 0, at + 2));
    }
    let at = at + usize::from(matches!(t.word(at), "a" | "one"));
    let parts = at + 1 + usize::from(joins(t, at + 1));
    let (found, end) = match (t.word(at), t.word(parts)) {
        ("half", _) => (share(1, 2), at + 1),
        ("quarter", "of" | "hour" | "to") => (share(1, 4), at + 1),
        // "the third hour" is another thing.
        ("third", "of" | "to") => (share(1, 3), at + 1),
        ("two", "thirds") => (share(2, 3), parts + 1),
        ("three", "quarters" | "quarter") => (share(3, 4), parts + 1),
        _ => return None,
    };
    Some((found, 0, end))
}

/// The fraction that a number goes on with at token `at`, before its unit: «خمسة ونصف», "two and a half". With the token
/// after it.
pub(super) fn after_number(t: &Tokens, at: usize) -> Option<(Share, usize)> {
    joined(t, at, true)
}

/// The fraction that a quantity of `unit` goes on with at token `at`: «… ونصف», «… وثلثا ساعة», «… إلا ربعًا», "… and a half".
/// With the token after it.
pub(super) fn after_unit(t: &Tokens, at: usize, unit: Unit) -> Option<(Share, usize)> {
    // «ونصف الساعة»: the unit may stand again.
    let again = |at: usize| {
        let word = t.word(at);
        let found = unit_word(word.strip_prefix("ال").unwrap_or(word))?;
        found.form.is_some_and(|(_, shape)| shape == Shape::One).then_some(found.unit)
    };
    let (less, at) = if t.word(at) == "الا" { (true, at + 1) } else { (false, at) };
    let next = again(at + 1);
    let (found, end) =
        if less { Some((arabic(t.word(at), next.is_some())?, at + 1)) } else { joined(t, at, next.is_some()) }?;
    let found = if less { share(-found.over, found.under) } else { found };
    match again(end).filter(|_| t.is_arabic(at)) {
        None => Some((found, end)),
        Some(same) if same == unit => Some((found, end + 1)),
        // «يوم ونصف ساعة»
        Some(_) => None,
    }
}

fn joined(t: &Tokens, at: usize, of_unit: bool) -> Option<(Share, usize)> {
    if let Some(found) = t.word(at).strip_prefix('و').and_then(|word| arabic(word, of_unit)) {
        return Some((found, at + 1));
    }
    let found = match (t.word(at), t.word(at + 1), t.word(at + 2)) {
        ("and", "a", "half") => share(1, 2),
        ("and", "a", "quarter") => share(1, 4),
        ("and", "a", "third") => share(1, 3),
        _ => return None,
    };
    Some((found, at + 3))
}

/// `value` of `unit` and a share of one `of`, which measures the same: in `unit`, else in the largest smaller one that says
/// it exactly.
///
/// # Errors
/// No unit says it: a third of a month, of a riyal, of a second. Or a number that is too large.
pub(super) fn plus(value: Decimal, unit: Unit, more: Share, of: Unit) -> Result<(Decimal, Unit), Fault> {
    let smaller = unit.ladder().iter().rev().copied().filter(|other| other.size() < unit.size());
    for unit_of_sum in std::iter::once(unit).chain(smaller) {
        let Some(part) = Decimal::new(more.over * of.size(), 0)?.over(more.under * unit_of_sum.size()) else {
            continue;
        };
        let value = unit.convert(value, unit_of_sum).ok_or(Fault::TooLarge)?;
        return Ok((value.plus(part)?, unit_of_sum));
    }
    Err(Fault::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_in_the_largest_unit_that_holds_it() {
        let of = |more: Share, unit: Unit| plus(Decimal::default(), unit, more, unit);
        let n = |n: i64| Decimal::from(n);
        assert_eq!(of(share(1, 3), Unit::Hour), Ok((n(20), Unit::Minute)));
        assert_eq!(of(share(2, 3), Unit::Day), Ok((n(16), Unit::Hour)));
        assert_eq!(of(share(1, 3), Unit::Week), Ok((n(56), Unit::Hour)));
        assert_eq!(of(share(1, 3), Unit::Year), Ok((n(4), Unit::Month)));
        assert_eq!(of(share(1, 2), Unit::Day), Ok((n(1).over(2).expect("a half"), Unit::Day)));
        assert_eq!(plus(n(20), Unit::Minute, share(1, 4), Unit::Hour), Ok((n(35), Unit::Minute)));
        assert_eq!(plus(n(2), Unit::Hour, share(-1, 3), Unit::Hour), Ok((n(100), Unit::Minute)));
        for unit in [Unit::Month, Unit::Second, Unit::Plain, Unit::Money(super::super::Currency::Sar)] {
            assert_eq!(of(share(1, 3), unit), Err(Fault::Malformed), "{unit}");
        }
    }
}
