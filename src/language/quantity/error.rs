//! Why a cell is no quantity, or cannot be repaired; each says what to write instead.
//!
//! It must not know files or rules: ranges are bytes of the cell.

use std::ops::Range;

use super::units::Unit;

/// Why a cell does not read as one quantity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellError {
    /// Nothing stands in the cell.
    #[error("the cell is empty")]
    Empty,
    /// Text, and no quantity in it.
    #[error("`{text}` holds no quantity")]
    Missing {
        /// The cell.
        text: String,
        /// What the column measures.
        unit: Option<Unit>,
    },
    /// More than one quantity that could be meant.
    #[error("{} could be meant", listed(texts))]
    Several {
        /// The quantities, as they stand; at least two.
        texts: Vec<String>,
        /// Where they stand.
        ranges: Vec<Range<usize>>,
    },
    /// `1.500` or `1,5`: the sign may stand before a fraction or between thousands.
    #[error("`{text}` can be read as {}", readings.join(" or as "))]
    AmbiguousNumber {
        /// The number.
        text: String,
        /// Where it stands.
        range: Range<usize>,
        /// What it may mean, written clearly.
        readings: Vec<String>,
    },
    /// `5m`: minutes or millions.
    #[error("`{text}` can be minutes or millions")]
    AmbiguousUnit {
        /// The quantity.
        text: String,
        /// Where it stands.
        range: Range<usize>,
    },
    /// «3 محاولات» where minutes are due: the number counts something else.
    #[error("`{text}` counts `{word}`, which is not a unit of {unit}")]
    OtherUnit {
        /// The number.
        text: String,
        /// Where it stands.
        range: Range<usize>,
        /// The word after it.
        word: String,
        /// What the column measures.
        unit: Unit,
    },
    /// Digits that are no number: a date, a version, groups of odd length, a ratio to zero.
    #[error("`{text}` is not one number")]
    Malformed {
        /// The digits.
        text: String,
        /// Where they stand.
        range: Range<usize>,
    },
    /// More than 19 digits.
    #[error("`{text}` is too large a number")]
    TooLarge {
        /// The number.
        text: String,
        /// Where it stands.
        range: Range<usize>,
    },
    /// More than 12 digits after the point.
    #[error("`{text}` has more than 12 digits after the point")]
    TooPrecise {
        /// The number.
        text: String,
        /// Where it stands.
        range: Range<usize>,
    },
}

fn listed(texts: &[String]) -> String {
    texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(" and ")
}

impl CellError {
    /// A short name, one a variant: `empty none several ambiguous unit malformed large precise`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Missing { .. } => "none",
            Self::Several { .. } => "several",
            Self::AmbiguousNumber { .. } => "ambiguous",
            Self::AmbiguousUnit { .. } | Self::OtherUnit { .. } => "unit",
            Self::Malformed { .. } => "malformed",
            Self::TooLarge { .. } => "large",
            Self::TooPrecise { .. } => "precise",
        }
    }

    /// Where in the cell the fault stands; `None` for the cell as a whole.
    pub fn range(&self) -> Option<Range<usize>> {
        match self {
            Self::Empty | Self::Missing { .. } => None,
            Self::Several { ranges, .. } => Some(ranges.first()?.start..ranges.last()?.end),
            Self::AmbiguousNumber { range, .. }
            | Self::AmbiguousUnit { range, .. }
            | Self::OtherUnit { range, .. }
            | Self::Malformed { range, .. }
            | Self::TooLarge { range, .. }
            | Self::TooPrecise { range, .. } => Some(range.clone()),
        }
    }

    /// What to write.
    pub fn help(&self) -> String {
        match self {
            Self::Empty => "write the quantity, or `—` where there is none".to_owned(),
            Self::Missing { unit, .. } => format!("write {}, or `—` where there is none", example(*unit)),
            Self::Several { .. } => {
                "leave one of them in the cell, or name the column's `unit` in the policy".to_owned()
            }
            Self::AmbiguousNumber { readings, .. } => {
                let readings: Vec<_> = readings.iter().map(|reading| format!("`{reading}`")).collect();
                format!("write {}", readings.join(" or "))
            }
            Self::AmbiguousUnit { .. } => {
                "write `5 min` or `5 million`, or name the column's `unit` in the policy".to_owned()
            }
            Self::OtherUnit { unit, .. } => {
                format!(
                    "write {}; where the number is only counted, say `unit: count` in the policy",
                    example(Some(*unit))
                )
            }
            Self::Malformed { .. } => "write one number: `1,500`, `1.5`, `1:3`".to_owned(),
            Self::TooLarge { .. } => "write at most 19 digits".to_owned(),
            Self::TooPrecise { .. } => "write at most 12 digits after the point".to_owned(),
        }
    }
}

fn example(unit: Option<Unit>) -> &'static str {
    match unit {
        Some(Unit::Second) => "`30 ثانية` or `30 seconds`",
        Some(Unit::Minute) => "`30 دقيقة` or `30 minutes`",
        Some(Unit::Hour) => "`24 ساعة` or `24 hours`",
        Some(Unit::Day) => "`7 أيام` or `7 days`",
        Some(Unit::Week) => "`أسبوعين` or `2 weeks`",
        Some(Unit::Month) => "`3 أشهر` or `3 months`",
        Some(Unit::Year) => "`سنتين` or `2 years`",
        Some(Unit::Money(_)) => "`499 ريال` or `499 SAR`",
        Some(Unit::Percent) => "`10%`",
        Some(Unit::Ratio) => "`0.25` or `1:4`",
        Some(Unit::Bool) => "`نعم` or `لا`, `yes` or `no`",
        Some(Unit::Points | Unit::Count | Unit::Plain) | None => "a number",
    }
}

/// Why a cell cannot be rewritten to say another quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RewriteError {
    /// The cell's unit does not measure the same thing.
    #[error("the cell measures {found}, the constant {expected}; write the cell anew")]
    Unit {
        /// The cell's unit.
        found: Unit,
        /// The constant's.
        expected: Unit,
    },
    /// A number where the constant says yes or no, a dash where it has a number, or the like.
    #[error("the cell and the constant are of different kinds; write the cell anew")]
    Kind,
    /// No decimal number of the cell's unit says it: 20 minutes in a column of hours.
    #[error("no decimal number of {unit} says this; name a smaller unit in the cell")]
    Inexact {
        /// The unit of the cell.
        unit: Unit,
    },
    /// The quantity spans emphasis or code marks that would be torn.
    #[error("marks stand inside the quantity; write the cell anew")]
    Marks,
    /// The cell says a limit and the constant another one, or nothing in this style reads back as the constant.
    #[error("the cell's wording does not fit the constant; write the cell anew")]
    Wording,
}

impl RewriteError {
    /// A short name, one a variant: `unit kind inexact marks wording`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Unit { .. } => "unit",
            Self::Kind => "kind",
            Self::Inexact { .. } => "inexact",
            Self::Marks => "marks",
            Self::Wording => "wording",
        }
    }
}
