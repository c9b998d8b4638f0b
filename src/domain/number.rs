//! Numbers that come in from outside, and how results are rounded.
//!
//! It must not know any engine.

use std::ops::RangeInclusive;

use super::{Error, Result};

/// A measure: finite and inside of `range`, whose ends belong to it. `accepted` says the range in words, with its unit.
pub(super) fn measure(field: &str, value: f64, range: &RangeInclusive<f64>, accepted: &str) -> Result<f64> {
    if value.is_finite() && range.contains(&value) {
        // -0.0 would be printed with its sign.
        Ok(value + 0.0)
    } else {
        Err(Error::out_of_range(field, value, accepted))
    }
}

/// Rounds half away from zero to so many places behind the point.
pub(super) fn round(value: f64, places: i32) -> f64 {
    let factor = 10_f64.powi(places);
    let rounded = (value * factor).round() / factor;
    // A value too large to be multiplied has no places behind its point.
    if rounded.is_finite() { rounded } else { value }
}

/// `part` of `whole` in percent, to one place; nothing of nothing is 0.
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { round(part as f64 * 100.0 / whole as f64, 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_finite_numbers_of_the_range_pass() {
        let hours = |value| measure("hours", value, &(0.0..=24.0), "0 to 24 hours");
        assert_eq!(hours(0.0), Ok(0.0));
        assert_eq!(hours(24.0), Ok(24.0));
        assert!(hours(-0.0).is_ok_and(f64::is_sign_positive));
        for wrong in [-0.001, 24.001, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX] {
            let error = hours(wrong).expect_err("outside");
            assert!(error.to_string().ends_with("accepted: 0 to 24 hours"), "{error}");
        }
    }

    #[test]
    fn results_are_rounded_half_away_from_zero() {
        assert_eq!(round(12.25, 1), 12.3);
        assert_eq!(round(-12.25, 1), -12.3);
        assert_eq!(round(f64::MAX, 3), f64::MAX);
        assert_eq!(percent(1, 8), 12.5);
        assert_eq!(percent(2, 3), 66.7);
        assert_eq!(percent(0, 0), 0.0);
    }
}
