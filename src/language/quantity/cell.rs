//! Reads a whole cell, or a run of text, as one quantity, and finds its place.
//!
//! It must not know what the quantity is compared with.

use std::ops::Range;

use super::amount::{Amount, Extent, Limit, Measure};
use super::around::{counts_nothing, is_absent, limit, truth};
use super::decimal::Decimal;
use super::digits::{DigitStyle, Fault};
use super::error::CellError;
use super::part::{Part, Parts, multiply};
use super::token::Tokens;
use super::units::{Dimension, Unit};

/// What a column says about its cells.
#[derive(Debug, Clone, Default)]
pub struct Column<'a> {
    /// What the cells measure, if anything says so. Of several quantities in a cell, the one that measures this is meant; a
    /// number that names no unit has this one.
    pub unit: Option<Unit>,
    /// The unit of a number that names none, where it is another one than `unit`.
    pub bare: Option<Unit>,
    /// Cells that say there is none, besides «—», `n/a`, «لا يوجد» and their like. Compared by their words.
    pub none: &'a [&'a str],
}

/// A quantity found in a cell.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What the cell says.
    pub measure: Measure,
    /// The bytes of the cell that say it: number, sign, unit; without the limit around it, emphasis or other words.
    pub span: Range<usize>,
    pub(super) cell: String,
    pub(super) column: (Option<Unit>, Option<Unit>),
    pub(super) said: Said,
}

/// Where in the cell what is said.
#[derive(Debug, Clone)]
pub(super) enum Said {
    /// One end, or two.
    Parts(Box<Found>),
    /// Places of yes and no, with the opposite word of each.
    Truth(Vec<(Range<usize>, &'static str)>),
    Absent,
}

/// A quantity among the tokens.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) first: Part,
    /// The other end of a range.
    pub(super) second: Option<Part>,
    /// «من … إلى», «بين … و», "between … and".
    pub(super) led: bool,
    limit: Option<Limit>,
}

impl Found {
    const fn tokens(&self) -> Range<usize> {
        let end = match &self.second {
            Some(second) => second.tokens.end,
            None => self.first.tokens.end,
        };
        self.first.tokens.start..end
    }

    fn unit(&self) -> Option<Unit> {
        let second = self.second.as_ref().and_then(|part| part.unit);
        match (self.first.unit, second) {
            // The smaller of the two holds both.
            (Some(a), Some(b)) => Some(if a.size() <= b.size() { a } else { b }),
            (a, b) => a.or(b),
        }
    }

    pub(super) fn span(&self, tokens: &Tokens) -> Range<usize> {
        tokens.span(self.tokens(), self.first.proclitic)
    }
}

/// Reads a cell as one quantity. Linear in its length; nothing in it is looked up by place or file.
///
/// A number takes the unit beside it, else the column's. Digits of any of three scripts, any grouping that cannot be
/// mistaken, number words, halves and quarters, ranges, limits, signs. The text may be source or visible text: emphasis and
/// code marks do not count, struck-out text is not read. A rate («شهريًا», `/month`) is not part of the quantity.
///
/// # Errors
/// No quantity, more than one that could be meant, or one that cannot be read for certain: see [`CellError`].
pub fn read_cell(cell: &str, column: &Column) -> Result<Reading, CellError> {
    let tokens = Tokens::new(cell);
    let done = |measure, span, said| Reading {
        measure,
        span,
        cell: cell.to_owned(),
        column: (column.unit, column.bare),
        said,
    };
    let whole = || tokens.span(0..tokens.len(), 0);
    if column.none.iter().any(|none| same_words(&tokens, &Tokens::new(none))) || is_absent(&tokens) {
        return Ok(done(Measure::Absent, whole(), Said::Absent));
    }
    if tokens.len() == 0 {
        return Err(CellError::Empty);
    }
    let dimension = column.unit.map(Unit::dimension);
    if dimension == Some(Dimension::Truth)
        && let Some((value, places)) = truths(&tokens)?
    {
        return Ok(done(Measure::Truth(value), around(&places), Said::Truth(places)));
    }
    let found = match pick(&tokens, column, &all(&tokens, dimension)) {
        Err(CellError::Missing { .. }) if column.unit.is_none() => {
            let Some((value, places)) = truths(&tokens)? else { return Err(missing(cell, column)) };
            return Ok(done(Measure::Truth(value), around(&places), Said::Truth(places)));
        }
        other => other?,
    };
    let measure = measure(&tokens, &found, column)?;
    let span = found.span(&tokens);
    Ok(done(Measure::Amount(measure), span, Said::Parts(Box::new(found))))
}

/// From the first place to the last.
fn around(places: &[(Range<usize>, &'static str)]) -> Range<usize> {
    places.first().map_or(0, |(first, _)| first.start)..places.last().map_or(0, |(last, _)| last.end)
}

fn same_words(a: &Tokens, b: &Tokens) -> bool {
    let text = |t: &Tokens, i: usize| (t.word(i).to_owned(), t.sign(i), t.number(i).map(|d| d.value));
    a.len() == b.len() && (0..a.len()).all(|i| text(a, i) == text(b, i))
}

fn missing(cell: &str, column: &Column) -> CellError {
    CellError::Missing { text: cell.trim().to_owned(), unit: column.unit }
}

type Truths = (bool, Vec<(Range<usize>, &'static str)>);

/// Yes or no, and its places. Different ones contradict each other.
fn truths(tokens: &Tokens) -> Result<Option<Truths>, CellError> {
    let mut value = None;
    let mut places: Vec<(Range<usize>, &'static str)> = Vec::new();
    for i in 0..tokens.len() {
        let Some((here, opposite)) = truth(tokens, i) else { continue };
        places.push((tokens.span(i..i + 1, 0), opposite));
        if *value.get_or_insert(here) != here {
            return Err(several(tokens, places.into_iter().map(|(range, _)| range).collect()));
        }
    }
    Ok(value.map(|value| (value, places)))
}

fn several(tokens: &Tokens, ranges: Vec<Range<usize>>) -> CellError {
    CellError::Several { texts: ranges.iter().map(|range| tokens.source[range.clone()].to_owned()).collect(), ranges }
}

/// Every quantity of the cell, first to last.
fn all(tokens: &Tokens, context: Option<Dimension>) -> Vec<Found> {
    let parts = Parts { tokens, context };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(first) = parts.read(at) else {
            at += 1;
            continue;
        };
        let found = range(&parts, first);
        at = found.tokens().end.max(at + 1);
        out.push(found);
    }
    out
}

/// Joins `first` with the other end of its range, if one follows.
fn range(parts: &Parts, mut first: Part) -> Found {
    let t = parts.tokens;
    let lead = first.tokens.start.checked_sub(1).map_or("", |i| t.word(i));
    let end = first.tokens.end;
    let between = matches!(lead, "بين" | "between");
    let dash = matches!(t.sign(end), Some('-' | '—' | '~'));
    let word = t.word(end);
    let to = matches!(word, "to" | "الي" | "حتي") || between && matches!(word, "و" | "and");
    let inside = between && !to && word.starts_with('و');
    let single = |first: Part, limit| Found { first, second: None, led: false, limit };
    let second = (dash || to || inside).then(|| parts.read(end + usize::from(!inside))).flatten();
    if let (Some(a), Some(b), true) = (first.unit, second.as_ref().and_then(|part| part.unit), to || inside)
        && matches!(
            (a.dimension(), b.dimension()),
            (Dimension::Time, Dimension::Calendar) | (Dimension::Calendar, Dimension::Time)
        )
    {
        // «من أسبوع إلى شهر»: no one unit holds both.
        first.tokens.end = second.map_or(end, |part| part.tokens.end);
        (first.value, first.weak) = (Err(Fault::Malformed), false);
        return single(first, None);
    }
    let second = second.filter(|second| {
        let units = match (first.unit, second.unit) {
            (Some(a), Some(b)) => a.dimension() == b.dimension(),
            // A unit alone is the end of no range of bare numbers.
            _ => !second.weak && !first.weak,
        };
        units && first.whole.is_none() && second.whole.is_none() && !first.plus
    });
    let Some(mut second) = second else {
        let limit = if first.plus { Some(Limit::AtLeast) } else { limit(t, first.tokens.start, end) };
        return single(first, limit);
    };
    // «3-7 آلاف»
    if let (Some((scale, _)), None, Ok(value)) = (second.factor, first.factor, first.value)
        && first.unit.is_none_or(|unit| second.unit == Some(unit))
        && value < Decimal::from(1000)
    {
        first.value = multiply(value, scale);
        (first.factor, first.shares_factor) = (second.factor, true);
    }
    let unit = first.unit.or(second.unit);
    (first.unit, second.unit) = (unit, second.unit.or(unit));
    first.weak = first.weak && second.weak;
    let worded = between || matches!(lead, "من" | "from");
    let limit = limit(t, first.tokens.start, second.tokens.end);
    Found { first, second: Some(second), led: worded, limit }
}

/// The quantity that the column means.
fn pick(tokens: &Tokens, column: &Column, all: &[Found]) -> Result<Found, CellError> {
    let dimension = column.unit.map(Unit::dimension);
    let strong: Vec<&Found> = all.iter().filter(|found| !found.first.weak).collect();
    let one = |found: &[&Found]| match found {
        [] => None,
        [one] => Some(Ok((*one).clone())),
        many => Some(Err(several(tokens, many.iter().map(|found| found.span(tokens)).collect()))),
    };
    let (Some(unit), Some(dimension)) = (column.unit, dimension) else {
        let weak: Vec<&Found> = all.iter().collect();
        return one(&strong).or_else(|| one(&weak)).unwrap_or_else(|| Err(missing(tokens.source, column)));
    };
    let of_dimension = |found: &&Found| found.unit().is_some_and(|unit| unit.dimension() == dimension);
    let named: Vec<&Found> = strong.iter().copied().filter(of_dimension).collect();
    if let Some(result) = one(&named) {
        return result;
    }
    let bare: Vec<&Found> = strong.iter().copied().filter(|found| found.unit().is_none()).collect();
    let counting = |found: &Found| dimension != Dimension::Number && !counts_nothing(tokens, found.tokens().end);
    let unclear: Vec<&Found> = bare.iter().copied().filter(|found| !counting(found)).collect();
    if let Some(result) = one(&unclear) {
        return result;
    }
    let weak: Vec<&Found> = all.iter().filter(|found| found.first.weak).filter(of_dimension).collect();
    if let Some(result) = one(&weak) {
        return result;
    }
    if let [counted] = bare.as_slice() {
        let range = counted.span(tokens);
        let text = tokens.source[range.clone()].to_owned();
        let noun = counted.tokens().end;
        let word = tokens.source[tokens.span(noun..noun + 1, 0)].to_owned();
        return Err(CellError::OtherUnit { text, range, word, unit });
    }
    // Something else is measured: the comparison says so.
    let others: Vec<&Found> = all.iter().filter(|found| !found.first.weak || strong.is_empty()).collect();
    one(&others).unwrap_or_else(|| Err(missing(tokens.source, column)))
}

/// What the quantity is worth.
fn measure(tokens: &Tokens, found: &Found, column: &Column) -> Result<Amount, CellError> {
    let unit = found.unit().or(column.bare).or(column.unit).unwrap_or(Unit::Plain);
    let value = |part: &Part| -> Result<Decimal, CellError> {
        let range = tokens.span(part.tokens.clone(), part.proclitic);
        let text = tokens.source[range.clone()].to_owned();
        if part.vague {
            return Err(CellError::AmbiguousUnit { text, range });
        }
        let value = part.value.map_err(|fault| fault_at(fault, text.clone(), range.clone()))?;
        match part.unit.filter(|own| *own != unit) {
            None => Ok(value),
            Some(own) => own.convert(value, unit).ok_or(CellError::TooLarge { text, range }),
        }
    };
    let first = value(&found.first)?;
    let amount = match (&found.second, found.first.whole) {
        (Some(second), _) => Amount::range(first, value(second)?, unit),
        (None, Some(whole)) => {
            Amount { extent: Extent::Proportion { part: first, whole }, unit: Unit::Ratio, limit: None }
        }
        (None, None) => Amount::new(first, unit),
    };
    Ok(amount.limited(found.limit))
}

fn fault_at(fault: Fault, text: String, range: Range<usize>) -> CellError {
    match fault {
        Fault::Ambiguous { decimal, grouped } => {
            let clear = |number: Decimal| DigitStyle::default().write(number);
            let readings = grouped.into_iter().chain([decimal]).map(clear).collect();
            CellError::AmbiguousNumber { text, range, readings }
        }
        Fault::Malformed => CellError::Malformed { text, range },
        Fault::TooLarge => CellError::TooLarge { text, range },
        Fault::TooPrecise => CellError::TooPrecise { text, range },
    }
}
