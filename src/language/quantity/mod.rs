//! Quantities: numbers, percentages, money, durations and multiples as text writes them, in Arabic and English.
//!
//! Two readers live here. [`quantities`] finds quantities among the folded words of running text, for phrases: fast, and
//! content with a floating-point value. [`read_cell`] reads a whole cell as one quantity, exactly, to hold it against a
//! constant and to rewrite it in its own style: `token` cuts the cell, `part` and `worded` read one number with its unit, `cell`
//! joins ranges and picks the one that the column means, `draft` and `write` say another quantity the same way, `format` reads
//! every draft back. Neither may know what a quantity is compared with.

mod agree;
mod amount;
mod around;
mod cell;
mod decimal;
mod digits;
mod draft;
mod error;
mod format;
mod fraction;
mod lexicon;
mod numerals;
mod part;
mod read;
mod spoken;
#[cfg(test)]
mod tests;
mod token;
mod units;
mod worded;
mod write;

pub use amount::{Agreement, Amount, Extent, Limit, Measure};
pub use cell::{Column, Reading, read_cell};
pub use decimal::{Decimal, DecimalError};
pub use error::{CellError, RewriteError};
pub use format::{Edit, Rewrite};
pub(super) use read::is_quantitative;
pub use read::{Quantity, quantities};
pub use units::{Currency, Dimension, Unit};

/// The kinds of quantity a phrase can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuantityKind {
    /// A bare or counted number.
    Number,
    /// A percentage, in percent.
    Percent,
    /// Money, in its currency's main unit.
    Money,
    /// A duration, in hours.
    Duration,
    /// A multiple: `10x`, «٥ أضعاف», "three times".
    Times,
}

impl QuantityKind {
    /// The kind a phrase names as `<name>`.
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "number" => Self::Number,
            "percent" => Self::Percent,
            "money" => Self::Money,
            "duration" => Self::Duration,
            "times" => Self::Times,
            _ => return None,
        })
    }
}

/// How a quantity is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `>`
    Above,
    /// `=`
    Equal,
}

/// A bound on a quantity, in the unit of its kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// How to compare.
    pub comparison: Comparison,
    /// With what.
    pub value: f64,
}

impl Eq for Bound {}

impl std::hash::Hash for Bound {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        // Bounds are parsed from digits: never negative, so zero is one number.
        (self.comparison, self.value.to_bits()).hash(state);
    }
}

impl Bound {
    /// Reads `<= 24h`; nothing at all is no bound.
    pub fn parse(text: &str, kind: QuantityKind) -> Result<Option<Self>, String> {
        if text.is_empty() {
            return Ok(None);
        }
        let (comparison, rest) = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<", Comparison::Below),
            (">", Comparison::Above),
            ("=", Comparison::Equal),
        ]
        .into_iter()
        .find_map(|(sign, comparison)| Some((comparison, text.strip_prefix(sign)?.trim())))
        .ok_or_else(|| format!("`{text}` is not a bound"))?;
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, unit) = rest.split_at(digits);
        let value: f64 = number.parse().map_err(|_| format!("`{rest}` does not begin with a number"))?;
        let factor = match (kind, unit.trim()) {
            (QuantityKind::Duration, "min" | "minutes") => 1.0 / 60.0,
            (QuantityKind::Duration, "d" | "days") => 24.0,
            (QuantityKind::Duration, "w" | "weeks") => 168.0,
            (QuantityKind::Duration, "h" | "hours" | "")
            | (QuantityKind::Percent, "%" | "")
            | (QuantityKind::Times, "x" | "")
            | (QuantityKind::Number | QuantityKind::Money, "") => 1.0,
            (_, unit) => return Err(format!("`{unit}` is not a unit for this quantity")),
        };
        Ok(Some(Self { comparison, value: value * factor }))
    }

    /// Whether `value` lies within the bound.
    pub fn admits(&self, value: f64) -> bool {
        match self.comparison {
            Comparison::AtMost => value <= self.value,
            Comparison::AtLeast => value >= self.value,
            Comparison::Below => value < self.value,
            Comparison::Above => value > self.value,
            Comparison::Equal => (value - self.value).abs() < f64::EPSILON * value.abs().max(1.0),
        }
    }
}
