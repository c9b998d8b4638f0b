//! Measured quantities, and what it means that two of them agree.
//!
//! It must not know how a text writes them.

use std::fmt;

use super::decimal::{Decimal, DecimalError};
use super::units::{Dimension, Unit};

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extent {
    /// One number.
    One(Decimal),
    /// From `low` to `high`; `low` ≤ `high`.
    Range {
        /// The lower end.
        low: Decimal,
        /// The upper end.
        high: Decimal,
    },
    /// `part`:`whole`, a ratio that need not be a decimal (1:3). `whole` is not zero.
    Proportion {
        /// What stands first.
        part: Decimal,
        /// What stands second.
        whole: Decimal,
    },
}

/// On which side of its number a quantity lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// `≥14`, `14+`, «على الأقل», "at least".
    AtLeast,
    /// `>14`, «أكثر من», "more than".
    Above,
    /// `≤14`, «بحد أقصى», "up to".
    AtMost,
    /// `<14`, «أقل من», "less than".
    Below,
    /// `~14`, «حوالي», "about".
    About,
}

/// A number of some unit. `==` compares fields; [`Amount::same`] compares meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// How many of the unit.
    pub extent: Extent,
    /// Of what.
    pub unit: Unit,
    /// On which side of the number, where the text says so.
    pub limit: Option<Limit>,
}

/// What a cell or a constant says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// A number of some unit.
    Amount(Amount),
    /// Yes or no.
    Truth(bool),
    /// That there is none: «—», `n/a`, `null`.
    Absent,
}

/// The result of holding a document's measure against the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// They denote the same quantity.
    Same,
    /// They measure the same thing, and differ.
    Differs,
    /// They measure different things: minutes and riyals, days and months.
    Incompatible {
        /// The document's unit.
        found: Unit,
        /// The true one.
        expected: Unit,
    },
    /// The document's number names no unit, and nothing else does.
    UnitMissing {
        /// The true unit.
        expected: Unit,
    },
    /// The document says that there is none, the truth has one.
    Absent,
    /// The document has one, the truth says that there is none.
    Unexpected,
}

impl Amount {
    /// One number of `unit`.
    pub const fn new(value: Decimal, unit: Unit) -> Self {
        Self { extent: Extent::One(value), unit, limit: None }
    }

    /// From `one` to `other` of `unit`, in either order.
    pub fn range(one: Decimal, other: Decimal, unit: Unit) -> Self {
        Self { extent: Extent::Range { low: one.min(other), high: one.max(other) }, unit, limit: None }
    }

    /// The ratio `part`:`whole`; `None` where `whole` is zero.
    pub fn proportion(part: Decimal, whole: Decimal) -> Option<Self> {
        (whole != Decimal::default()).then_some(Self {
            extent: Extent::Proportion { part, whole },
            unit: Unit::Ratio,
            limit: None,
        })
    }

    /// The amount with a limit.
    #[must_use]
    pub const fn limited(self, limit: Option<Limit>) -> Self {
        Self { limit, ..self }
    }

    /// Months and years read as months of `days` days each; any other amount unchanged. For teams that promise "a month"
    /// and mean 30 days: nothing else converts between the two.
    ///
    /// # Errors
    /// The number of days has more than 19 digits.
    pub fn with_months_of(self, days: u8) -> Result<Self, DecimalError> {
        if self.unit.dimension() != Dimension::Calendar {
            return Ok(self);
        }
        let days = Decimal::from(i64::from(days));
        let scale = Decimal::new(self.unit.size(), 0)?.times(days)?;
        let extent = match self.extent {
            Extent::One(n) => Extent::One(n.times(scale)?),
            Extent::Range { low, high } => Extent::Range { low: low.times(scale)?, high: high.times(scale)? },
            Extent::Proportion { .. } => self.extent,
        };
        Ok(Self { extent, unit: Unit::Day, ..self })
    }

    /// Whether both denote the same quantity: same dimension, same number in whatever unit, same limit. Reflexive,
    /// symmetric and transitive.
    pub fn same(&self, other: &Self) -> bool {
        self.limit == other.limit && self.unit.dimension() == other.unit.dimension() && self.same_extent(other)
    }

    fn same_extent(&self, other: &Self) -> bool {
        use Extent::{One, Proportion, Range};
        match (self.extent, other.extent) {
            (Proportion { part: a, whole: b }, Proportion { part: c, whole: d }) => a.product(d) == c.product(b),
            (Proportion { part, whole }, One(n)) => share(n, other.unit, part, whole),
            (One(n), Proportion { part, whole }) => share(n, self.unit, part, whole),
            (Proportion { .. }, Range { low, high }) => {
                low == high && self.same_extent(&Self::new(low, other.unit).limited(other.limit))
            }
            (Range { .. }, Proportion { .. }) => other.same_extent(self),
            (One(_) | Range { .. }, One(_) | Range { .. }) => {
                let base = |amount: &Self| {
                    let (low, high) = amount.ends();
                    (amount.unit.base(low), amount.unit.base(high))
                };
                base(self) == base(other)
            }
        }
    }

    /// Both ends of a range; the number twice where there is one; the parts of a proportion.
    pub(super) const fn ends(&self) -> (Decimal, Decimal) {
        match self.extent {
            Extent::One(n) => (n, n),
            Extent::Range { low, high } => (low, high),
            Extent::Proportion { part, whole } => (part, whole),
        }
    }

    /// The amount in another unit of the same dimension, where decimals say it exactly.
    pub fn in_unit(&self, unit: Unit) -> Option<Self> {
        let extent = match self.extent {
            Extent::One(n) => Extent::One(self.unit.convert(n, unit)?),
            Extent::Range { low, high } => {
                Extent::Range { low: self.unit.convert(low, unit)?, high: self.unit.convert(high, unit)? }
            }
            Extent::Proportion { .. } if unit == self.unit => self.extent,
            Extent::Proportion { part, whole } => {
                let whole = whole.whole()?;
                Extent::One(self.unit.convert(part.over(whole)?, unit)?)
            }
        };
        Some(Self { extent, unit, ..*self })
    }
}

/// Whether `n` of a share's unit is `part` to `whole`.
fn share(n: Decimal, unit: Unit, part: Decimal, whole: Decimal) -> bool {
    let (mantissa, scale) = n.product(whole);
    let hundredths = if unit == Unit::Percent { 2 } else { 0 };
    super::decimal::trimmed(mantissa, scale + hundredths) == (part.mantissa(), part.scale())
}

impl Measure {
    /// The unit; [`Unit::Bool`] for yes and no, none for an absent measure.
    pub const fn unit(&self) -> Option<Unit> {
        match self {
            Self::Amount(amount) => Some(amount.unit),
            Self::Truth(_) => Some(Unit::Bool),
            Self::Absent => None,
        }
    }

    /// Holds what a document says (`self`) against the truth. A limit that only one side states is no difference: code says
    /// 14 where a page says «≥14». Two different limits are one.
    pub fn against(&self, truth: &Self) -> Agreement {
        match (self, truth) {
            (Self::Absent, Self::Absent) => Agreement::Same,
            (Self::Absent, _) => Agreement::Absent,
            (_, Self::Absent) => Agreement::Unexpected,
            (Self::Truth(a), Self::Truth(b)) => {
                if a == b {
                    Agreement::Same
                } else {
                    Agreement::Differs
                }
            }
            (Self::Amount(a), Self::Amount(b)) if a.unit.dimension() == b.unit.dimension() => {
                let limits = a.limit.is_none() || b.limit.is_none() || a.limit == b.limit;
                if limits && a.same_extent(b) { Agreement::Same } else { Agreement::Differs }
            }
            _ => {
                let (found, expected) = (self.unit().unwrap_or(Unit::Plain), truth.unit().unwrap_or(Unit::Plain));
                if found == Unit::Plain {
                    Agreement::UnitMissing { expected }
                } else {
                    Agreement::Incompatible { found, expected }
                }
            }
        }
    }
}

impl Limit {
    /// The sign that says it: `≥ > ≤ < ~`.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::Above => ">",
            Self::AtMost => "≤",
            Self::Below => "<",
            Self::About => "~",
        }
    }
}

impl fmt::Display for Amount {
    /// For messages: `≥14 points`, `3000–7500 SAR`, `1:3 ratio`, `42`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.limit.map_or("", Limit::sign))?;
        match self.extent {
            Extent::One(n) => write!(f, "{n}")?,
            Extent::Range { low, high } => write!(f, "{low}–{high}")?,
            Extent::Proportion { part, whole } => write!(f, "{part}:{whole}")?,
        }
        match self.unit {
            Unit::Plain => Ok(()),
            Unit::Percent => f.write_str("%"),
            unit => write!(f, " {unit}"),
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => amount.fmt(f),
            Self::Truth(truth) => f.write_str(if *truth { "yes" } else { "no" }),
            Self::Absent => f.write_str("none"),
        }
    }
}
