//! Numbers in digits: how they are grouped, what they may mean, and how another number is written the same way.
//!
//! It must not know units, nor what stands beside the number.

use super::decimal::{Decimal, DecimalError};

/// Which ten digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Glyphs {
    #[default]
    Ascii,
    ArabicIndic,
    Persian,
}

impl Glyphs {
    pub(super) fn of(c: char) -> Self {
        match c {
            '٠'..='٩' => Self::ArabicIndic,
            '۰'..='۹' => Self::Persian,
            _ => Self::Ascii,
        }
    }

    fn write(self, digit: u8) -> char {
        let zero = match self {
            Self::Ascii => '0',
            Self::ArabicIndic => '٠',
            Self::Persian => '۰',
        };
        char::from_u32(u32::from(zero) + u32::from(digit - b'0')).unwrap_or('0')
    }
}

/// How a number is written in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct DigitStyle {
    pub(super) glyphs: Glyphs,
    /// What stands between groups of three, if the number shows it.
    pub(super) group: Option<char>,
    /// What stands before the fraction, if the number shows it.
    pub(super) decimal: Option<char>,
    /// Digits of a fraction that ends in zeros: prices keep them.
    pub(super) pad: usize,
}

/// Why digits are no number yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The separator may stand before a fraction, or between groups.
    Ambiguous {
        decimal: Decimal,
        grouped: Option<Decimal>,
    },
    /// A version, a date, a number with groups of odd length.
    Malformed,
    TooLarge,
    TooPrecise,
}

impl From<DecimalError> for Fault {
    fn from(error: DecimalError) -> Self {
        match error {
            DecimalError::TooLarge => Self::TooLarge,
            DecimalError::TooPrecise => Self::TooPrecise,
            DecimalError::NotANumber => Self::Malformed,
        }
    }
}

/// A number in digits: what it is worth, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) value: Result<Decimal, Fault>,
    pub(super) style: DigitStyle,
}

/// Characters that may stand between two digits of one number.
pub(super) const fn separates(c: char) -> bool {
    matches!(c, ',' | '.' | '\'' | '_' | '٬' | '٫' | '،' | '’')
}

/// Reads runs of ASCII digits with the separators between them, as they stand in the source: one separator fewer than runs,
/// except that an empty first run stands for the zero of `.5`.
pub(super) fn digits(runs: &[&str], separators: &[char], glyphs: Glyphs) -> Digits {
    let mut style = DigitStyle { glyphs, ..DigitStyle::default() };
    let value = value(runs, separators, &mut style);
    if style.decimal.is_some()
        && let Some(last) = runs.last()
        && last.ends_with('0')
    {
        style.pad = last.len();
    }
    Digits { value, style }
}

fn value(runs: &[&str], separators: &[char], style: &mut DigitStyle) -> Result<Decimal, Fault> {
    let [first, rest @ ..] = runs else { return Err(Fault::Malformed) };
    let whole = |runs: &[&str]| -> Result<Decimal, Fault> { Ok(runs.concat().parse()?) };
    let point = |whole: &[&str], fraction: &str| -> Result<Decimal, Fault> {
        Ok(format!("0{}.{fraction}", whole.concat()).parse()?)
    };
    let Some(last) = rest.last() else { return whole(runs) };
    let Some((&last_sign, signs)) = separators.split_last() else { return Err(Fault::Malformed) };
    let grouped = |runs: &[&str]| {
        (1..=3).contains(&runs[0].len()) && !runs[0].starts_with('0') && runs[1..].iter().all(|run| run.len() == 3)
    };
    if signs.is_empty() {
        return match last_sign {
            '.' if grouped(runs) => {
                Err(Fault::Ambiguous { decimal: point(&[first], last)?, grouped: whole(runs).ok() })
            }
            '.' | '٫' => {
                style.decimal = Some(last_sign);
                point(&[first], last)
            }
            _ if grouped(runs) || last_sign == '_' => {
                style.group = Some(last_sign);
                whole(runs)
            }
            ',' | '،' => Err(Fault::Ambiguous { decimal: point(&[first], last)?, grouped: None }),
            _ => Err(Fault::Malformed),
        };
    }
    let group = signs[0];
    if group == '٫' || signs.iter().any(|sign| *sign != group) {
        return Err(Fault::Malformed);
    }
    if last_sign == group {
        if !grouped(runs) && group != '_' {
            return Err(Fault::Malformed);
        }
        style.group = Some(group);
        return whole(runs);
    }
    let groups = &runs[..runs.len() - 1];
    if !grouped(groups) || !matches!(last_sign, '.' | '٫' | ',' | '،') {
        return Err(Fault::Malformed);
    }
    style.group = Some(group);
    style.decimal = Some(last_sign);
    point(groups, last)
}

impl DigitStyle {
    /// The magnitude of `value` in this style, so that it reads as nothing else: a separator that would be ambiguous is
    /// left out, or another one taken.
    pub(super) fn write(&self, value: Decimal) -> String {
        let text = value.magnitude().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut fraction = fraction.to_owned();
        while fraction.len() < self.pad {
            fraction.push('0');
        }
        let groups = (whole.len() - 1) / 3;
        let group = self.group.filter(|sign| groups > usize::from(*sign == '.' && fraction.is_empty()));
        let natural = if self.glyphs == Glyphs::Ascii { '.' } else { '٫' };
        let decimal = self.decimal.filter(|sign| !matches!(sign, ',' | '،') || group.is_some()).unwrap_or(natural);
        let decimal = if Some(decimal) == group { if decimal == '.' { ',' } else { '.' } } else { decimal };
        // `1.125` could be a thousand and more; `1.1250` cannot.
        if decimal == '.' && fraction.len() == 3 && group.is_none() && whole.len() <= 3 && whole != "0" {
            fraction.push('0');
        }
        let mut out = String::new();
        for (i, digit) in whole.bytes().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.extend(group);
            }
            out.push(self.glyphs.write(digit));
        }
        if !fraction.is_empty() {
            out.push(decimal);
            out.extend(fraction.bytes().map(|digit| self.glyphs.write(digit)));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn grouping_is_read_and_written_back() {
        for (runs, separators, number, written) in [
            (&["1", "500"][..], &[','][..], "1500", "1,500"),
            (&["1", "500", "5"], &['٬', '٫'], "1500.5", "١٬٥٠٠٫٥"),
            (&["1", "500", "000"], &['.', '.'], "1500000", "1.500.000"),
            (&["1", "500", "50"], &['.', ','], "1500.5", "1.500,50"),
            (&["499", "00"], &['.'], "499", "499.00"),
            (&["", "5"], &['.'], "0.5", "0.5"),
        ] {
            let glyphs = Glyphs::of(written.chars().next().expect("a digit"));
            let read = digits(runs, separators, glyphs);
            assert_eq!(read.value, Ok(d(number)));
            assert_eq!(read.style.write(d(number)), written);
        }
    }

    #[test]
    fn what_is_written_is_never_ambiguous() {
        let dots = DigitStyle { group: Some('.'), ..DigitStyle::default() };
        assert_eq!(dots.write(d("2500")), "2500");
        assert_eq!(dots.write(d("2500.5")), "2.500,5");
        assert_eq!(DigitStyle::default().write(d("1.125")), "1.1250");
        let comma = DigitStyle { decimal: Some(','), ..dots };
        assert_eq!(comma.write(d("900.5")), "900.5");
    }
}
