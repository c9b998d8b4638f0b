//! Drafts of a repaired cell, best first: which unit, in digits or in words, with which form of the unit word.
//!
//! A draft may turn out to say something else; whoever asks reads it back. It must not know files or rules.

use crate::language::counted::Counted;
use std::ops::Range;

use super::amount::{Amount, Extent};
use super::cell::Found;
use super::decimal::Decimal;
use super::digits::DigitStyle;
use super::format::{Edit, as_proportion};
use super::lexicon::{Row, Shape, count};
use super::part::{Number, Part, counts_work};
use super::token::Tokens;
use super::units::Unit;
use super::write::{Pen, in_case_of};

/// From this number on, a larger unit is easier to read.
const UNREADABLE: i64 = 1_000;

/// The cell that is repaired.
pub(super) struct Drafts<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) found: &'a Found,
    pub(super) old: &'a Amount,
    /// The unit of numbers that name none.
    pub(super) bare: Unit,
}

/// How one end is to be written.
pub(super) struct Plan {
    pub(super) unit: Unit,
    /// Whether `k` and «ألف» stay.
    scaled: bool,
    /// Whether number words stay words, and «ساعتين» may stand for 2.
    wordy: bool,
}

impl Drafts<'_> {
    /// Drafts for a number or a range, best first.
    pub(super) fn all(&self, new: &Amount) -> Vec<Vec<Edit>> {
        let mut out = Vec::new();
        let last = self.found.second.as_ref().unwrap_or(&self.found.first);
        for unit in self.units(last, new) {
            for (scaled, wordy) in [(true, true), (false, true), (false, false)] {
                let plan = Plan { unit, scaled, wordy };
                out.extend(new.in_unit(unit).and_then(|new| self.draft(&new, &plan)));
            }
        }
        out
    }

    /// The units in which `part` may say `new`, best first.
    fn units(&self, part: &Part, new: &Amount) -> Vec<Unit> {
        let Some(written) = part.word.map(|(word, _)| word.0.unit).or(part.unit) else { return vec![self.bare] };
        let ends = |unit: Unit| new.in_unit(unit).map(|amount| amount.ends());
        let each = |unit: Unit, test: &dyn Fn(Decimal) -> bool| ends(unit).is_some_and(|(a, b)| test(a) && test(b));
        let whole = |n: Decimal| n.whole().is_some();
        let quarters = |n: Decimal| n.times(Decimal::from(4)).is_ok_and(|n| n.whole().is_some());
        let readable = |n: Decimal| n.magnitude() < Decimal::from(UNREADABLE);
        let ladder = if part.word.is_some_and(|(word, _)| word.0.form.is_some()) { written.ladder() } else { &[] };
        let decimals = matches!(part.number, Number::Digits(DigitStyle { decimal: Some(_), .. }));
        let natural = |n: Decimal| {
            ladder.is_empty()
                || whole(n) && (readable(n) || !readable(self.old.ends().1))
                || decimals
                || self.halves() && quarters(n)
        };
        if counts_work(self.tokens, part) {
            // Eight hours of a business day are no third of it.
            return vec![written];
        }
        let mut units = Vec::new();
        if each(written, &natural) || part.compound {
            units.push(written);
        }
        let fits = |unit: &&Unit| each(**unit, &|n| whole(n) && readable(n));
        units.extend(ladder.iter().rev().filter(|unit| unit.size() < written.size()).filter(fits));
        units.extend(ladder.iter().filter(|unit| unit.size() > written.size()).filter(fits));
        units.push(written);
        units.extend(ladder.iter().rev().filter(|unit| unit.size() < written.size()));
        let mut once = Vec::new();
        for unit in units {
            if !once.contains(&unit) {
                once.push(unit);
            }
        }
        once
    }

    fn draft(&self, new: &Amount, plan: &Plan) -> Option<Vec<Edit>> {
        let first = &self.found.first;
        match (&self.found.second, new.extent) {
            (None, Extent::One(value)) => self.end(first, None, value, plan),
            (Some(second), Extent::Range { low, high }) => {
                let descending = first.value.ok()? > second.value.ok()? && first.unit == second.unit;
                let (a, b) = if descending { (high, low) } else { (low, high) };
                // An end with a unit of its own chooses its own.
                let own = first.word.is_some() && first.word.map(|w| w.0) != second.word.map(|w| w.0);
                let mut edits = if own {
                    let a = Amount::new(a, plan.unit);
                    let unit = self.units(first, &a).into_iter().find(|unit| a.in_unit(*unit).is_some())?;
                    let Extent::One(value) = a.in_unit(unit)?.extent else { return None };
                    self.end(first, None, value, &Plan { unit, ..*plan })?
                } else {
                    self.end(first, Some(b), a, plan)?
                };
                edits.extend(self.end(second, Some(a), b, plan)?);
                Some(edits)
            }
            (None, Extent::Range { low, high }) => {
                let Number::Digits(style) = first.number else { return None };
                if first.sign.is_some() || first.factor.is_some() || low.is_negative() {
                    return None;
                }
                let text = format!("{}–{}", style.write(low), style.write(high));
                let mut edits = vec![self.edit(first.number_at.clone(), text)];
                edits.extend(self.unit_edit(first, high, plan)?);
                Some(edits)
            }
            (Some(second), Extent::One(value)) => {
                let (Number::Digits(style), false) = (second.number, self.found.led) else { return None };
                if first.sign.is_some() || second.factor.is_some() || value.is_negative() {
                    return None;
                }
                let mut edits = vec![self.edit(first.number_at.start..second.number_at.end, style.write(value))];
                edits.extend(self.unit_edit(second, value, plan)?);
                Some(edits)
            }
            (_, Extent::Proportion { .. }) => None,
        }
    }

    /// One end of the quantity; `other` is the other end's new number.
    fn end(&self, part: &Part, other: Option<Decimal>, value: Decimal, plan: &Plan) -> Option<Vec<Edit>> {
        match part.number {
            Number::Composed => Some(vec![self.composed(part, value, plan)?]),
            Number::Words(arabic) if plan.wordy => self.in_words(part, arabic, value, plan),
            Number::Words(_) if part.word.is_some() => Some(vec![self.composed(part, value, plan)?]),
            Number::Words(_) => Some(vec![self.edit(part.number_at.clone(), self.style(part).write(value))]),
            Number::Digits(style) => self.in_digits(part, style, other, value, plan),
        }
    }

    fn in_digits(
        &self,
        part: &Part,
        style: DigitStyle,
        other: Option<Decimal>,
        value: Decimal,
        plan: &Plan,
    ) -> Option<Vec<Edit>> {
        if let Some((word, at)) = part.word
            && let Some((row, shape)) = word.0.form
            && self.says_itself(part, shape, row, other, value)
            && plan.wordy
        {
            let row = if word.0.unit == plan.unit { row } else { Row::of(plan.unit)? };
            return Some(vec![self.edit(part.number_at.start..at + 1, self.pen(part)?.quantity(value, row))]);
        }
        let sign = self.sign(part, value)?;
        let Some((scale, factor_at)) = part.factor else {
            let mut edits = vec![self.edit(part.number_at.clone(), format!("{sign}{}", style.write(value)))];
            edits.extend(self.unit_edit(part, value, plan)?);
            return Some(edits);
        };
        let short = |value: Decimal| value.over(scale).filter(|n| n.scale() <= 2 && n.magnitude() >= Decimal::from(1));
        let both = short(value).filter(|_| other.is_none_or(|other| short(other).is_some()));
        let (number, end) = match both {
            Some(n) if plan.scaled => (n, part.number_at.end),
            _ if plan.scaled => return None,
            _ if part.shares_factor => (value, part.number_at.end),
            _ => (value, factor_at + 1),
        };
        let mut edits = vec![self.edit(part.number_at.start..end, format!("{sign}{}", style.write(number)))];
        if plan.scaled && !part.shares_factor {
            edits.extend(self.factor_edit(factor_at, scale, number));
        } else {
            edits.extend(self.unit_edit(part, value, plan)?);
        }
        Some(edits)
    }

    /// Whether Arabic says the new number by the unit word alone: «ساعة واحدة», «ساعتين».
    fn says_itself(&self, part: &Part, shape: Shape, row: &Row, other: Option<Decimal>, value: Decimal) -> bool {
        let start = self.found.first.tokens.start;
        let symbol = start.checked_sub(1).and_then(|i| self.tokens.sign(i)).is_some_and(|s| "≥≤<>=~≈±".contains(s));
        shape.is_arabic()
            && shape != Shape::Short
            && row.counts_itself()
            && other.is_none()
            && self.found.second.is_none()
            && part.sign.is_none()
            && !part.plus
            && !symbol
            && matches!(count(value), Counted::One | Counted::Two)
            && !value.is_negative()
            && Self::inflects(part, shape)
    }

    fn in_words(&self, part: &Part, arabic: bool, value: Decimal, plan: &Plan) -> Option<Vec<Edit>> {
        let form = part.word.and_then(|(word, _)| word.0.form);
        let row = match form {
            Some((row, _)) if row.unit == plan.unit => Some(row),
            Some(_) => Row::of(plan.unit),
            None => None,
        };
        if let (Some((_, at)), Some(row), Counted::One | Counted::Two, true) = (part.word, row, count(value), arabic)
            && row.counts_itself()
        {
            return Some(vec![self.edit(part.number_at.start..at + 1, self.pen(part)?.quantity(value, row))]);
        }
        // Three to ten show the gender of the noun they count.
        let first = self.tokens.word(part.number_at.start);
        let feminine = row.map_or(!first.ends_with('ه'), |row| row.feminine);
        let shape = if arabic { Shape::One } else { Shape::EnglishOne };
        let pen = Pen { shape, ..self.pen(part)? };
        let range = self.tokens.span(part.number_at.clone(), part.proclitic);
        let words = in_case_of(&self.tokens.source[range.clone()], &pen.words(value, feminine)?);
        let mut edits = vec![Edit { range, text: words }];
        edits.extend(self.unit_edit(part, value, plan)?);
        Some(edits)
    }

    /// The whole of the part, written anew.
    fn composed(&self, part: &Part, value: Decimal, plan: &Plan) -> Option<Edit> {
        let tokens = self.tokens;
        let Some((word, _)) = part.word else {
            // «يوميًا» becomes «كل 3 أيام».
            let arabic = tokens.is_arabic(part.tokens.start);
            let (every, shape) = if arabic { ("كل", Shape::One) } else { ("every", Shape::EnglishOne) };
            let pen = Pen { shape, ..self.pen(part)? };
            let text = format!("{every} {}", pen.quantity(value, Row::of(plan.unit)?));
            return part.weak.then(|| self.edit(part.tokens.clone(), text));
        };
        let (row, _) = word.0.form?;
        let row = if row.unit == plan.unit { row } else { Row::of(plan.unit)? };
        let pen = self.pen(part)?;
        let range = tokens.span(part.tokens.clone(), part.proclitic);
        let text = match part.smaller.filter(|_| part.compound && word.0.unit == plan.unit) {
            Some((small, at)) => {
                let whole = Decimal::new(value.mantissa() / 10_i128.pow(value.scale()), 0).ok()?;
                let rest = plan.unit.convert(value.plus(whole.negated()).ok()?, small.0.unit)?;
                let small_text = self.unit_text(small.0.form?, at, rest, small.0.unit)?;
                match (whole == Decimal::default(), rest == Decimal::default()) {
                    (false, true) => pen.quantity(value, row),
                    (true, _) => {
                        let gap = if tokens.glued(at) { "" } else { " " };
                        format!("{}{gap}{small_text}", pen.digits.write(rest))
                    }
                    _ => pen.compound(whole, rest, row, &small_text, tokens.glued(at)),
                }
            }
            None => pen.quantity(value, row),
        };
        // «يوم عمل واحد» becomes «3 أيام عمل».
        let of_work = part.tokens.clone().any(|i| tokens.word(i) == "عمل");
        let text = if of_work { format!("{text} عمل") } else { text };
        Some(Edit { text: in_case_of(&tokens.source[range.clone()], &text), range })
    }

    /// How the part writes.
    fn pen(&self, part: &Part) -> Option<Pen> {
        let shape = match part.word {
            Some((word, _)) => word.0.form?.1,
            None => Shape::One,
        };
        let nominative =
            shape == Shape::DualNominative || part.number_at.clone().any(|i| self.tokens.word(i).ends_with("ون"));
        let composed = part.number == Number::Composed && !shape.is_dual() && !self.says_one(part);
        Some(Pen {
            digits: self.style(part),
            shape,
            nominative,
            halves: self.halves() || composed && !part.compound,
            construct: self.work_follows(part),
        })
    }

    /// Whether one of the ends says halves or quarters in words.
    fn halves(&self) -> bool {
        self.found.first.halves || self.found.second.as_ref().is_some_and(|part| part.halves)
    }

    fn work_follows(&self, part: &Part) -> bool {
        self.tokens.word(part.tokens.end) == "عمل" || part.tokens.clone().any(|i| self.tokens.word(i) == "عمل")
    }

    /// «ساعة واحدة»
    fn says_one(&self, part: &Part) -> bool {
        part.tokens.end.checked_sub(1).is_some_and(|i| matches!(self.tokens.word(i), "واحد" | "واحده"))
    }

    /// The digits of the part, or else of the cell.
    fn style(&self, part: &Part) -> DigitStyle {
        let digits = |range: Range<usize>| range.clone().find_map(|i| self.tokens.number(i)).map(|digits| digits.style);
        let style = digits(part.tokens.clone()).or_else(|| {
            let glyphs = digits(0..self.tokens.len())?.glyphs;
            Some(DigitStyle { glyphs, ..DigitStyle::default() })
        });
        style.unwrap_or_default()
    }

    /// `1:4` with another ratio.
    pub(super) fn proportion(&self, new: &Amount) -> Option<Vec<Edit>> {
        let part = &self.found.first;
        let Number::Digits(style) = part.number else { return None };
        let (a, b) = match new.extent {
            Extent::Proportion { part, whole } => (part, whole),
            Extent::One(_) => {
                let Extent::One(value) = new.in_unit(Unit::Ratio)?.extent else { return None };
                as_proportion(value, part.value.ok()?)?
            }
            Extent::Range { .. } => return None,
        };
        let (first, last) = (part.number_at.start, part.number_at.end.checked_sub(1)?);
        if a.is_negative() || b.is_negative() || part.sign.is_some() {
            return None;
        }
        Some(vec![self.edit(first..first + 1, style.write(a)), self.edit(last..last + 1, style.write(b))])
    }

    pub(super) fn edit(&self, tokens: Range<usize>, text: String) -> Edit {
        let proclitic = if tokens.start == self.found.first.tokens.start { self.found.first.proclitic } else { 0 };
        Edit { range: self.tokens.span(tokens, proclitic), text }
    }
}
