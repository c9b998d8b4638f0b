//! Rewrites a cell so that it says another quantity in its own style.
//!
//! Every draft is read back before it is offered: what is written says exactly what was asked for, or there is an error.
//! It must not know files or rules.

use std::ops::Range;

use super::amount::{Agreement, Amount, Extent, Measure};
use super::cell::{Column, Found, Reading, Said, read_cell};
use super::decimal::Decimal;
use super::draft::Drafts;
use super::error::RewriteError;
use super::token::Tokens;
use super::units::Unit;
use super::write::in_case_of;

/// One replacement in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the cell that go.
    pub range: Range<usize>,
    /// What stands there instead.
    pub text: String,
}

/// A cell that says something else now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// The whole new cell.
    pub text: String,
    /// The replacements that make it, ascending, apart from each other, all within the quantity's span; none where the cell
    /// said it already. Apply these where the cell is mapped from a source, so that tags between them stay.
    pub edits: Vec<Edit>,
}

impl Reading {
    /// The cell, saying `truth` in its own style: language, digits, grouping, unit, sign and its side, limit, dash, and
    /// everything around it. The unit gives way to another one only where the number would not be readable (20 minutes in
    /// hours, 1,440 minutes); Arabic unit words follow their number, unless the old one did not.
    ///
    /// # Errors
    /// Where no such text is certain: see [`RewriteError`]. Nothing is guessed.
    pub fn rewrite(&self, truth: &Measure) -> Result<Rewrite, RewriteError> {
        if self.measure.against(truth) == Agreement::Same {
            return Ok(Rewrite { text: self.cell.clone(), edits: Vec::new() });
        }
        match (&self.said, &self.measure, truth) {
            (Said::Truth(places), _, Measure::Truth(_)) => {
                let edit = |(range, opposite): &(Range<usize>, &str)| Edit {
                    range: range.clone(),
                    text: in_case_of(&self.cell[range.clone()], opposite),
                };
                self.apply(places.iter().map(edit).collect(), truth)
            }
            (Said::Parts(found), Measure::Amount(old), Measure::Amount(new)) => self.amount(found, old, new),
            _ => Err(RewriteError::Kind),
        }
    }

    fn amount(&self, found: &Found, old: &Amount, new: &Amount) -> Result<Rewrite, RewriteError> {
        if old.unit.dimension() != new.unit.dimension() {
            return Err(RewriteError::Unit { found: old.unit, expected: new.unit });
        }
        if new.limit.is_some() && new.limit != old.limit {
            return Err(RewriteError::Wording);
        }
        let tokens = Tokens::new(&self.cell);
        let drafts =
            Drafts { tokens: &tokens, found, old, bare: self.column.1.or(self.column.0).unwrap_or(Unit::Plain) };
        if found.first.whole.is_some() {
            return self.apply(drafts.proportion(new).ok_or(RewriteError::Wording)?, &Measure::Amount(*new));
        }
        let Some(new) = plain(new) else { return Err(RewriteError::Wording) };
        let said = new.in_unit(old.unit).is_some();
        let mut last = if said { RewriteError::Wording } else { RewriteError::Inexact { unit: old.unit } };
        for edits in drafts.all(&new) {
            match self.apply(edits, &Measure::Amount(new)) {
                Ok(rewrite) => return Ok(rewrite),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// The cell with the edits, if it then says `truth`, with the limit it had.
    fn apply(&self, mut edits: Vec<Edit>, truth: &Measure) -> Result<Rewrite, RewriteError> {
        edits.sort_by_key(|edit| edit.range.start);
        edits.retain(|edit| self.cell[edit.range.clone()] != edit.text);
        let mut text = String::with_capacity(self.cell.len() + 16);
        let mut at = 0;
        for edit in &edits {
            let gone = &self.cell[edit.range.clone()];
            if gone.contains(['*', '`', '_', '~', '<', '>', '[', ']', '|', '\n']) {
                return Err(RewriteError::Marks);
            }
            if edit.range.start < at {
                return Err(RewriteError::Wording);
            }
            text.push_str(&self.cell[at..edit.range.start]);
            text.push_str(&edit.text);
            at = edit.range.end;
        }
        text.push_str(&self.cell[at..]);
        let column = Column { unit: self.column.0, bare: self.column.1, none: &[] };
        let again = read_cell(&text, &column).map_err(|_| RewriteError::Wording)?;
        let limit = |measure: &Measure| if let Measure::Amount(amount) = measure { amount.limit } else { None };
        let says = again.measure.against(truth) == Agreement::Same && limit(&again.measure) == limit(&self.measure);
        if says { Ok(Rewrite { text, edits }) } else { Err(RewriteError::Wording) }
    }
}

/// The amount without a proportion, where a decimal says it.
fn plain(amount: &Amount) -> Option<Amount> {
    match amount.extent {
        Extent::Proportion { .. } => amount.in_unit(Unit::Percent),
        Extent::One(_) | Extent::Range { .. } => Some(*amount),
    }
}

/// `part`:`whole` for the ratio `value`, keeping `part` where that is possible, else reduced.
pub(super) fn as_proportion(value: Decimal, part: Decimal) -> Option<(Decimal, Decimal)> {
    let power = 10_i128.pow(value.scale());
    if value.mantissa() == 0 {
        return Some((value, Decimal::from(1)));
    }
    let kept = part.times(Decimal::new(power, 0).ok()?).ok()?.over(value.mantissa());
    if let Some(whole) = kept.filter(|whole| whole.whole().is_some_and(|n| n > 0)) {
        return Some((part, whole));
    }
    let (mut a, mut b) = (value.mantissa().abs(), power);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    Some((Decimal::new(value.mantissa() / a, 0).ok()?, Decimal::new(power / a, 0).ok()?))
}
