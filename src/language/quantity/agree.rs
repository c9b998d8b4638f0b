//! What stands beside a new number and has to agree with it: its sign, its factor, its unit word.
//!
//! It must not know files or rules.

use super::decimal::Decimal;
use super::draft::{Drafts, Plan};
use super::format::Edit;
use super::lexicon::{Row, Shape, count};
use super::part::{Number, Part};
use super::units::Unit;
use super::write::in_case_of;
use crate::language::counted::Counted;

impl Drafts<'_> {
    /// «3 آلاف», «15 ألف».
    pub(super) fn factor_edit(&self, at: usize, scale: i128, number: Decimal) -> Option<Edit> {
        let (one, many) = match scale {
            1_000 => ("ألف", "آلاف"),
            1_000_000 => ("مليون", "ملايين"),
            _ => ("مليار", "مليارات"),
        };
        let plural = matches!(self.tokens.word(at), "الاف" | "ملايين" | "مليارات");
        let wants = count(number) == Counted::Few;
        (self.tokens.is_arabic(at) && plural != wants)
            .then(|| self.edit(at..at + 1, if wants { many } else { one }.into()))
    }

    /// The sign before the new number; `None` where it cannot be written.
    pub(super) fn sign(&self, part: &Part, value: Decimal) -> Option<&'static str> {
        let Some(at) = part.sign else { return Some(if value.is_negative() { "-" } else { "" }) };
        let minus = self.tokens.sign(at) == Some('-');
        if at != part.number_at.start {
            // It stands before the currency, where it stays.
            return (minus == value.is_negative()).then_some("");
        }
        let old = &self.tokens.source[self.tokens.span(at..at + 1, 0)];
        Some(match (minus, value.is_negative()) {
            (true, true) if old == "\u{2212}" => "\u{2212}",
            (_, true) => "-",
            (false, false) => "+",
            (true, false) => "",
        })
    }

    /// Whether the old unit word agrees with the old number.
    pub(super) fn inflects(part: &Part, shape: Shape) -> bool {
        let Ok(value) = part.value else { return false };
        // «2 ساعة», «1 ساعة»: written by someone who does not.
        shape == shape.beside(value) && !matches!(count(value), Counted::One | Counted::Two)
            || shape == Shape::One && count(value) == Counted::Many && !matches!(part.number, Number::Composed)
            || !shape.is_arabic()
    }

    /// The unit word beside the new number, where it has to change; `None` where it cannot.
    #[expect(clippy::option_option, reason = "no edit is needed, or none is possible")]
    fn unit_change(&self, part: &Part, value: Decimal, plan: &Plan) -> Option<Option<Edit>> {
        let Some((word, at)) = part.word else {
            return (part.unit.unwrap_or(self.bare) == plan.unit).then_some(None);
        };
        let Some(form) = word.0.form else { return (word.0.unit == plan.unit).then_some(None) };
        if word.0.unit == plan.unit {
            // «14 يوم» does not say «30 يومًا», and still «7 أيام».
            let uninflected = form.1 == Shape::One && form.1.beside(value) == Shape::Accusative;
            if !Self::inflects(part, form.1) || uninflected || form.1.beside(value) == form.1 {
                return Some(None);
            }
        }
        let text = self.unit_text(form, at, value, plan.unit)?;
        let gap = if self.tokens.glued(at) && text.chars().count() > 3 && form.1 == Shape::Short { " " } else { "" };
        Some(Some(self.edit(at..at + 1, format!("{gap}{text}"))))
    }

    /// The edits that make the unit word agree; `None` where it cannot.
    pub(super) fn unit_edit(&self, part: &Part, value: Decimal, plan: &Plan) -> Option<Vec<Edit>> {
        Some(self.unit_change(part, value, plan)?.into_iter().collect())
    }

    /// The word for `unit` in the form of the word at `at`, beside `value`.
    pub(super) fn unit_text(
        &self,
        (row, shape): (&'static Row, Shape),
        at: usize,
        value: Decimal,
        unit: Unit,
    ) -> Option<String> {
        let old = &self.tokens.source[self.tokens.span(at..at + 1, 0)];
        let beside = shape.beside(value);
        if row.unit == unit && beside == shape {
            return Some(old.to_owned());
        }
        let row = if row.unit == unit { row } else { Row::of(unit)? };
        Some(in_case_of(old, row.text(beside)))
    }
}
