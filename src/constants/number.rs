//! Number literals: separators, bases, suffixes. Exact or refused.
//!
//! It must not know where the literal stands.

use super::arithmetic::float;
use super::expr::Dialect;
use super::value::ValueKind;

/// Longest literal, in bytes; more digits fit nothing.
const LONGEST: usize = 512;

/// Reads a number literal without sign (data files may have one), or says what it is.
pub(super) fn read(literal: &str, dialect: Dialect) -> Result<ValueKind, String> {
    if literal.len() > LONGEST {
        return Err("a number of more than 512 digits".to_owned());
    }
    let (negative, digits) = match literal.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, literal.strip_prefix('+').unwrap_or(literal)),
    };
    let plain: String = suffixed(digits, dialect)?.chars().filter(|c| *c != '_').collect();
    let lower = plain.to_ascii_lowercase();
    let based = [("0x", 16), ("0o", 8), ("0b", 2)].iter().find_map(|(p, r)| Some((lower.strip_prefix(p)?, *r)));
    let (body, radix) = match based {
        Some(found) => found,
        None if lower.len() > 1 && lower.starts_with('0') && lower.bytes().all(|b| b.is_ascii_digit()) => match dialect
        {
            Dialect::Go => (lower.as_str(), 8),
            Dialect::Rust => (lower.as_str(), 10),
            _ => return Err(format!("`{literal}`, which some read as octal and some as decimal")),
        },
        None => (lower.as_str(), 10),
    };
    let real = dialect == Dialect::Rust && suffix(literal).is_some_and(|s| s.starts_with('f'));
    if radix != 10 || (!real && lower.bytes().all(|b| b.is_ascii_digit())) {
        let whole = i128::from_str_radix(body, radix);
        let negated = whole.as_ref().ok().and_then(|n| if negative { n.checked_neg() } else { Some(*n) });
        return match (negated, whole) {
            (Some(n), _) => Ok(ValueKind::Int(n)),
            (None, Err(e))
                if matches!(e.kind(), std::num::IntErrorKind::InvalidDigit | std::num::IntErrorKind::Empty) =>
            {
                Err(format!("`{literal}`, which is no number"))
            }
            _ => Err(format!("`{literal}`, which is too large")),
        };
    }
    // `inf`, `nan` and names are words, not numbers.
    let is_number = lower.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'+' | b'-'));
    match lower.parse::<f64>() {
        Ok(f) if is_number => {
            float(if negative { -f } else { f }, dialect).map_err(|_| format!("`{literal}`, which is too large"))
        }
        _ => Err(format!("`{literal}`, which is no real number")),
    }
}

/// The literal without the suffix that its language allows.
fn suffixed(literal: &str, dialect: Dialect) -> Result<&str, String> {
    match dialect {
        Dialect::Rust => {
            let hex = literal.starts_with("0x");
            let suffix =
                ["i128", "u128", "isize", "usize", "i16", "u16", "i32", "u32", "i64", "u64", "i8", "u8", "f32", "f64"]
                    .into_iter()
                    .find(|s| literal.ends_with(s) && !(hex && s.starts_with('f')));
            Ok(suffix.map_or(literal, |s| &literal[..literal.len() - s.len()]))
        }
        Dialect::Script => Ok(literal.strip_suffix('n').unwrap_or(literal)),
        Dialect::Python if literal.ends_with(['j', 'J']) => Err(format!("`{literal}`, a complex number")),
        Dialect::Go if literal.ends_with('i') => Err(format!("`{literal}`, a complex number")),
        _ => Ok(literal),
    }
}

/// The type that a Rust literal's suffix names.
pub(super) fn suffix(literal: &str) -> Option<&str> {
    let at = literal.rfind(['i', 'u', 'f'])?;
    let named = !literal.starts_with("0x") || !literal[at..].starts_with('f');
    (named && literal[at + 1..].bytes().all(|b| b.is_ascii_digit()) || literal.ends_with("size")).then(|| {
        let at = if literal.ends_with("size") { literal.len() - 5 } else { at };
        &literal[at..]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ValueKind::{Float, Int};

    #[test]
    fn separators_bases_and_suffixes() {
        let rust = |s| read(s, Dialect::Rust).expect("a number");
        assert_eq!(
            [rust("1_000u32"), rust("0xFFu8"), rust("0b1010_0000"), rust("0o17")],
            [Int(1000), Int(255), Int(160), Int(15)]
        );
        assert_eq!(
            [rust("2."), rust("1.5e3_f64"), rust("3f32"), rust("1e3")],
            [Float(2.0), Float(1500.0), Float(3.0), Float(1000.0)]
        );
        assert_eq!(rust("0x1f32"), Int(0x1f32));
        assert_eq!([read("10n", Dialect::Script), read("1e3", Dialect::Script)], [Ok(Int(10)), Ok(Int(1000))]);
        assert_eq!([read("017", Dialect::Go), read(".5", Dialect::Script)], [Ok(Int(15)), Ok(Float(0.5))]);
        assert_eq!([read("-2.5e3", Dialect::Data), read("-7", Dialect::Data)], [Ok(Float(-2500.0)), Ok(Int(-7))]);
        assert_eq!(
            (suffix("1_000u32"), suffix("5usize"), suffix("0x1f32"), suffix("5")),
            (Some("u32"), Some("usize"), None, None)
        );
    }

    #[test]
    fn traps_are_refused() {
        for (literal, dialect) in [
            ("5j", Dialect::Python),
            ("2i", Dialect::Go),
            ("010", Dialect::Python),
            ("010", Dialect::Data),
            ("1e999", Dialect::Rust),
            ("inf", Dialect::Data),
            ("nan", Dialect::Python),
            ("0x", Dialect::Go),
            ("_", Dialect::Rust),
            ("", Dialect::Rust),
            ("340282366920938463463374607431768211456", Dialect::Rust),
        ] {
            assert!(read(literal, dialect).is_err(), "{literal}");
        }
        assert!(read(&"9".repeat(600), Dialect::Data).is_err());
        assert_eq!(read("-170141183460469231731687303715884105727", Dialect::Data), Ok(Int(i128::MIN + 1)));
    }
}
