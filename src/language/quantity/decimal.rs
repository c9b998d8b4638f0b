//! Exact decimal numbers, as documents and code write them.
//!
//! No binary fraction comes in between: 0.1 is a tenth. It must not know units.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A decimal number: at most 19 digits, of which at most 12 stand after the point. Equal numbers are equal values:
/// 1.50 is 1.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// Why a number cannot be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum DecimalError {
    /// More than 19 digits.
    #[error("the number has more than 19 digits")]
    TooLarge,
    /// More than 12 digits after the point.
    #[error("the number has more than 12 digits after the point")]
    TooPrecise,
    /// Not a number.
    #[error("this is not a decimal number")]
    NotANumber,
}

/// The first number of 20 digits. A product of two mantissas stays below `i128::MAX`.
const LIMIT: i128 = 10_i128.pow(19);
const PLACES: u32 = 12;

/// Drops zeros at the end of the fraction.
pub(super) fn trimmed(mut mantissa: i128, mut scale: u32) -> (i128, u32) {
    if mantissa == 0 {
        return (0, 0);
    }
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    (mantissa, scale)
}

impl Decimal {
    /// `mantissa` / 10^`scale`.
    ///
    /// # Errors
    /// More than 19 digits, or more than 12 after the point.
    pub fn new(mantissa: i128, scale: u32) -> Result<Self, DecimalError> {
        let (mantissa, scale) = trimmed(mantissa, scale);
        if scale > PLACES {
            Err(DecimalError::TooPrecise)
        } else if mantissa <= -LIMIT || mantissa >= LIMIT {
            Err(DecimalError::TooLarge)
        } else {
            Ok(Self { mantissa, scale })
        }
    }

    /// The number of the shortest decimal that a program would print for `value`.
    ///
    /// # Errors
    /// Not finite, too large or too precise.
    pub fn from_f64(value: f64) -> Result<Self, DecimalError> {
        if value.is_finite() { format!("{value}").parse() } else { Err(DecimalError::NotANumber) }
    }

    /// Digits without the point.
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// Digits after the point: 0 to 12.
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// The value, where it is whole.
    pub const fn whole(self) -> Option<i128> {
        if self.scale == 0 { Some(self.mantissa) } else { None }
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The sum, or why it cannot be held.
    ///
    /// # Errors
    /// More than 19 digits.
    pub fn plus(self, other: Self) -> Result<Self, DecimalError> {
        let scale = self.scale.max(other.scale);
        // At most 10^19 · 10^12: no overflow.
        let lift = |d: Self| d.mantissa * 10_i128.pow(scale - d.scale);
        Self::new(lift(self) + lift(other), scale)
    }

    /// The product, or why it cannot be held.
    ///
    /// # Errors
    /// More than 19 digits, or more than 12 after the point.
    pub fn times(self, factor: Self) -> Result<Self, DecimalError> {
        let (mantissa, scale) = self.product(factor);
        Self::new(mantissa, scale)
    }

    /// The exact product, which may be longer than a `Decimal`: mantissa and scale, trimmed.
    pub(super) fn product(self, factor: Self) -> (i128, u32) {
        trimmed(self.mantissa * factor.mantissa, self.scale + factor.scale)
    }

    /// The quotient by a whole number, where it is exact.
    pub fn over(self, divisor: i128) -> Option<Self> {
        if divisor == 0 || divisor.abs() >= LIMIT {
            return None;
        }
        let (mut mantissa, mut scale) = (self.mantissa, self.scale);
        while mantissa % divisor != 0 {
            mantissa = mantissa.checked_mul(10)?;
            scale += 1;
            if scale > 2 * PLACES {
                return None;
            }
        }
        Self::new(mantissa / divisor, scale).ok()
    }

    /// The number without its sign.
    #[must_use]
    pub const fn magnitude(self) -> Self {
        Self { mantissa: self.mantissa.abs(), scale: self.scale }
    }

    /// The number with the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self { mantissa: i128::from(value), scale: 0 }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        let lift = |d: &Self| d.mantissa * 10_i128.pow(scale - d.scale);
        lift(self).cmp(&lift(other))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// ASCII digits with an optional sign, point and `_` between digits: how programs write numbers.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let (negative, digits) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (mut mantissa, mut scale, mut point, mut any) = (0_i128, 0_u32, false, false);
        // Zeros at the end of the fraction say nothing, however many there are.
        let digits = if digits.contains('.') { digits.trim_end_matches('0') } else { digits };
        for byte in digits.bytes() {
            match byte {
                b'0'..=b'9' => {
                    any = true;
                    scale += u32::from(point);
                    if scale > PLACES {
                        return Err(DecimalError::TooPrecise);
                    }
                    mantissa = mantissa * 10 + i128::from(byte - b'0');
                    if mantissa >= LIMIT {
                        return Err(DecimalError::TooLarge);
                    }
                }
                b'.' if !point => point = true,
                b'_' if any => {}
                _ => return Err(DecimalError::NotANumber),
            }
        }
        // «0.» lost its only digit to the trimming above.
        if !any && !text.contains('0') {
            return Err(DecimalError::NotANumber);
        }
        Self::new(if negative { -mantissa } else { mantissa }, scale)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn tenths_add_up() {
        assert_eq!(d("0.1").plus(d("0.2")), Ok(d("0.3")));
        assert_eq!(Decimal::from_f64(0.1), Ok(d("0.10")));
        assert_eq!(d("90").over(60), Some(d("1.5")));
        assert_eq!(d("20").over(60), None);
        assert_eq!(d("1_000.250").to_string(), "1000.25");
        assert_eq!(d("-0.05").to_string(), "-0.05");
        assert!(d("-2") < d("-1.5") && d("9.99") < d("10"));
    }

    #[test]
    fn limits_are_errors() {
        assert_eq!("12345678901234567890".parse::<Decimal>(), Err(DecimalError::TooLarge));
        assert_eq!("0.1234567890123".parse::<Decimal>(), Err(DecimalError::TooPrecise));
        assert_eq!(d("9999999999999999999").times(d("10")), Err(DecimalError::TooLarge));
        assert_eq!(d("9999999999999999999").product(d("9999999999999999999")).1, 0);
        for text in ["", ".", "-", "1.2.3", "1e5", "x", "_1"] {
            assert_eq!(text.parse::<Decimal>(), Err(DecimalError::NotANumber), "{text}");
        }
        assert_eq!(d("0.000000000000000000").to_string(), "0");
    }
}
