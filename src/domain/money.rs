//! Sums in SAR: which are accepted, and how a sentence tells them.
//!
//! It must not know any engine.

use super::Result;
use super::number::{measure, round};
use super::text::Noun;

/// Largest sum that is accepted, in SAR.
const MAX_SAR: f64 = 1e12;

// As subject or predicate; so no sentence may have a sum as its object.
const RIYALS: Noun =
    Noun {
        none: "ريالات", one: "ريال واحد", two: "ريالان", few: "ريالات", many: "ريالًا", hundreds: "ريال"
    };

/// A sum in SAR.
pub(super) fn sar(field: &str, value: f64) -> Result<f64> {
    measure(field, value, &(0.0..=MAX_SAR), "0 to 1,000,000,000,000 SAR")
}

/// A sum that something is divided by, in SAR.
pub(super) fn sar_to_divide_by(field: &str, value: f64) -> Result<f64> {
    measure(field, value, &(1.0..=MAX_SAR), "1 to 1,000,000,000,000 SAR")
}

/// An accepted sum in whole SAR.
pub(super) fn whole(sum: f64) -> u64 {
    round(sum, 0) as u64
}

/// An accepted sum in a sentence, in whole SAR: «12,500 ريال».
pub(super) fn riyals(sum: f64) -> String {
    match whole(sum) {
        0 => "0 ريال".to_owned(),
        sum => RIYALS.count(sum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_in_whole_riyals() {
        let told = [0.0, 0.49, 0.5, 2.0, 3.4, 11.0, 100.0, 2_999.0, 1e12].map(riyals);
        assert_eq!(
            told,
            [
                "0 ريال",
                "0 ريال",
                "ريال واحد",
                "ريالان",
                "3 ريالات",
                "11 ريالًا",
                "100 ريال",
                "2,999 ريالًا",
                "1,000,000,000,000 ريال",
            ]
        );
    }

    #[test]
    fn sums_have_a_range() {
        assert_eq!(sar("x", 0.0), Ok(0.0));
        assert_eq!(sar("x", 1e12), Ok(1e12));
        assert!(sar("x", 1.000_001e12).is_err() && sar("x", -0.01).is_err() && sar("x", f64::NAN).is_err());
        assert_eq!(sar_to_divide_by("x", 1.0), Ok(1.0));
        assert!(sar_to_divide_by("x", 0.99).is_err());
    }
}
