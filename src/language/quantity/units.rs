//! Units of measure: which there are, and which of them measure the same thing.
//!
//! It must not know how a text writes them.

use std::fmt;

use super::decimal::{Decimal, trimmed};
use crate::nearest::suggest;

/// A currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Currency {
    /// Saudi riyal.
    Sar,
    /// United States dollar.
    Usd,
    /// Euro.
    Eur,
    /// Pound sterling.
    Gbp,
    /// Emirati dirham.
    Aed,
    /// Egyptian pound.
    Egp,
    /// Kuwaiti dinar.
    Kwd,
    /// Qatari riyal.
    Qar,
}

/// A unit of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Seconds.
    Second,
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// 24 hours, also where a text says "business day".
    Day,
    /// 7 days.
    Week,
    /// A month of the calendar: no number of days, unless a caller states one ([`super::Amount::with_months_of`]).
    Month,
    /// 12 months.
    Year,
    /// Money, in the currency's main unit.
    Money(Currency),
    /// Hundredths: 15 percent is the ratio 0.15.
    Percent,
    /// A ratio of two numbers: 0.25, 1:4, `3x`.
    Ratio,
    /// Points of a score.
    Points,
    /// Things counted, whatever they are.
    Count,
    /// Yes or no.
    Bool,
    /// A number that names no unit, in a place that names none.
    Plain,
}

/// What a unit measures. Quantities compare only within one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Seconds to weeks.
    Time,
    /// Months and years.
    Calendar,
    /// Money of one currency.
    Money(Currency),
    /// Percent and ratio.
    Share,
    /// Points.
    Points,
    /// Counts and numbers without a unit.
    Number,
    /// Yes or no.
    Truth,
}

/// Names that a policy may write, with their units; the first name of a unit is the one that is shown.
const NAMES: &[(&str, Unit)] = &[
    ("seconds", Unit::Second),
    ("minutes", Unit::Minute),
    ("hours", Unit::Hour),
    ("days", Unit::Day),
    ("weeks", Unit::Week),
    ("months", Unit::Month),
    ("years", Unit::Year),
    ("SAR", Unit::Money(Currency::Sar)),
    ("USD", Unit::Money(Currency::Usd)),
    ("EUR", Unit::Money(Currency::Eur)),
    ("GBP", Unit::Money(Currency::Gbp)),
    ("AED", Unit::Money(Currency::Aed)),
    ("EGP", Unit::Money(Currency::Egp)),
    ("KWD", Unit::Money(Currency::Kwd)),
    ("QAR", Unit::Money(Currency::Qar)),
    ("percent", Unit::Percent),
    ("ratio", Unit::Ratio),
    ("points", Unit::Points),
    ("count", Unit::Count),
    ("bool", Unit::Bool),
];

impl Unit {
    /// The unit that a policy names: `seconds minutes hours days weeks months years SAR USD EUR GBP AED EGP KWD QAR percent
    /// ratio points count bool`. The policy's `text` is no quantity; whoever reads a policy takes it out before.
    ///
    /// # Errors
    /// An unknown name; the message suggests the nearest known one.
    pub fn of_name(name: &str) -> Result<Self, String> {
        NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, unit)| *unit).ok_or_else(|| {
            let near = suggest(name, NAMES.iter().map(|(name, _)| *name));
            format!("`{name}` is not a unit: {near}").trim_end_matches([':', ' ']).to_owned()
        })
    }

    /// The name a policy gives it; `number` for [`Unit::Plain`].
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, unit)| *unit == self).map_or("number", |(name, _)| name)
    }

    /// What it measures.
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Second | Self::Minute | Self::Hour | Self::Day | Self::Week => Dimension::Time,
            Self::Month | Self::Year => Dimension::Calendar,
            Self::Money(currency) => Dimension::Money(currency),
            Self::Percent | Self::Ratio => Dimension::Share,
            Self::Points => Dimension::Points,
            Self::Count | Self::Plain => Dimension::Number,
            Self::Bool => Dimension::Truth,
        }
    }

    /// Its size in the smallest unit of its dimension: seconds, months, percent, or one.
    pub(super) const fn size(self) -> i128 {
        match self {
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
            Self::Week => 604_800,
            Self::Year => 12,
            Self::Ratio => 100,
            _ => 1,
        }
    }

    /// `value` of this unit in the smallest unit of its dimension, exact: mantissa and scale. Two values of one dimension
    /// are equal where these are.
    pub(super) fn base(self, value: Decimal) -> (i128, u32) {
        // At most 10^19 · 604,800: no overflow.
        trimmed(value.mantissa() * self.size(), value.scale())
    }

    /// `value` of this unit in unit `to`; `None` across dimensions and where no decimal says it exactly (20 minutes are
    /// no decimal number of hours).
    pub fn convert(self, value: Decimal, to: Self) -> Option<Decimal> {
        if self.dimension() != to.dimension() {
            return None;
        }
        let (mantissa, scale) = self.base(value);
        Decimal::new(mantissa, scale).ok()?.over(to.size())
    }

    /// Units of the same dimension, smallest first.
    pub(super) const fn ladder(self) -> &'static [Self] {
        match self.dimension() {
            Dimension::Time => &[Self::Second, Self::Minute, Self::Hour, Self::Day, Self::Week],
            Dimension::Calendar => &[Self::Month, Self::Year],
            _ => &[],
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_and_suggest() {
        for (name, unit) in NAMES {
            assert_eq!(Unit::of_name(name), Ok(*unit));
            assert_eq!(unit.name(), *name);
        }
        assert_eq!(Unit::of_name("sar"), Ok(Unit::Money(Currency::Sar)));
        assert_eq!(Unit::of_name("minuts"), Err("`minuts` is not a unit: did you mean `minutes`?".to_owned()));
    }

    #[test]
    fn a_month_is_no_number_of_days() {
        let one = Decimal::from(1);
        assert_eq!(Unit::Week.convert(one, Unit::Hour), Some(Decimal::from(168)));
        assert_eq!(Unit::Month.convert(one, Unit::Day), None);
        assert_eq!(Unit::Year.convert(one, Unit::Month), Some(Decimal::from(12)));
        assert_eq!(Unit::Minute.convert(Decimal::from(20), Unit::Hour), None);
    }
}
