//! Arithmetic on values, exact or refused: no wrapping around, no infinities, the rounding of each language.
//!
//! It must not know expressions or places.

use super::expr::{Binary, Cast, Dialect, Unary};
use super::number;
use super::value::ValueKind;

/// Largest whole number that a double counts exactly.
const EXACT: i128 = 1 << 53;

type Outcome = Result<ValueKind, String>;

pub(super) fn unary(op: Unary, value: &ValueKind, dialect: Dialect) -> Outcome {
    use ValueKind::{Bool, Duration, Float, Int};
    let invert = |n: i128| if dialect == Dialect::Rust { None } else { Some(!n) };
    match (op, value) {
        (Unary::Plus, Int(_) | Float(_) | Duration(_)) => Ok(value.clone()),
        (Unary::Minus, Int(n)) => n.checked_neg().map(Int).ok_or_else(too_large),
        (Unary::Minus, Float(f)) => Ok(Float(-f)),
        (Unary::Minus, Duration(n)) => n.checked_neg().map(Duration).ok_or_else(too_large),
        (Unary::Not, Bool(b)) => Ok(Bool(!b)),
        // What `!0` is in Rust depends on the number of bits.
        (Unary::Invert, Int(n)) => invert(*n).map(Int).ok_or_else(|| "`!` of a number".to_owned()),
        _ => Err(format!("{} of {}", sign(op), value.what())),
    }
}

const fn sign(op: Unary) -> &'static str {
    match op {
        Unary::Plus => "`+`",
        Unary::Minus => "`-`",
        Unary::Not => "the negation",
        Unary::Invert => "the inverted bits",
    }
}

pub(super) fn binary(op: Binary, a: &ValueKind, b: &ValueKind, dialect: Dialect) -> Outcome {
    use ValueKind::{Duration, Float, Int, Text};
    match (a, b) {
        (Int(a), Int(b)) => integers(op, *a, *b, dialect),
        (Int(_) | Float(_), Int(_) | Float(_)) => floats(op, double(a), double(b), dialect),
        (Text(a), Text(b)) if op == Binary::Add => Ok(Text(format!("{a}{b}").into())),
        (Duration(_), _) | (_, Duration(_)) => durations(op, a, b, dialect),
        _ => Err(format!("arithmetic on {} and {}", a.what(), b.what())),
    }
}

fn too_large() -> String {
    "a result that is too large".to_owned()
}

fn by_zero() -> String {
    "a division by zero".to_owned()
}

#[allow(clippy::cast_possible_wrap)] // Checked right before.
fn integers(op: Binary, a: i128, b: i128, dialect: Dialect) -> Outcome {
    let whole = |result: Option<i128>| {
        // Beyond this, JavaScript's numbers are rounded.
        result
            .filter(|n| dialect != Dialect::Script || n.abs_diff(0) <= EXACT as u128)
            .map(ValueKind::Int)
            .ok_or_else(too_large)
    };
    let floor = |a: i128, b: i128| Some(a.checked_div_euclid(b)? - i128::from(b < 0 && a.checked_rem_euclid(b)? != 0));
    match op {
        Binary::Add => whole(a.checked_add(b)),
        Binary::Sub => whole(a.checked_sub(b)),
        Binary::Mul => whole(a.checked_mul(b)),
        Binary::Div | Binary::FloorDiv | Binary::Rem if b == 0 => Err(by_zero()),
        Binary::Div if matches!(dialect, Dialect::Rust | Dialect::Go) => whole(a.checked_div(b)),
        Binary::Div if dialect == Dialect::Script && a % b == 0 => whole(a.checked_div(b)),
        Binary::Div => floats(op, a as f64, b as f64, dialect),
        Binary::FloorDiv => whole(floor(a, b)),
        Binary::Rem if dialect == Dialect::Python => whole(floor(a, b).and_then(|q| a.checked_sub(q.checked_mul(b)?))),
        Binary::Rem => whole(a.checked_rem(b)),
        Binary::Pow if b < 0 => floats(op, a as f64, b as f64, dialect),
        Binary::Pow => whole(u32::try_from(b).ok().and_then(|b| a.checked_pow(b))),
        Binary::Shl | Binary::Shr => {
            let by = u32::try_from(b).ok().filter(|by| *by < 127).ok_or_else(|| format!("a shift by {b}"))?;
            if dialect == Dialect::Script {
                return shift32(op, a, by);
            }
            whole(if op == Binary::Shr { Some(a >> by) } else { a.checked_mul(1 << by) })
        }
        Binary::And => Ok(ValueKind::Int(a & b)),
        Binary::Or => Ok(ValueKind::Int(a | b)),
        Binary::Xor => Ok(ValueKind::Int(a ^ b)),
        Binary::AndNot => Ok(ValueKind::Int(a & !b)),
    }
}

/// JavaScript shifts 32 bits; what would fall out is refused.
fn shift32(op: Binary, a: i128, by: u32) -> Outcome {
    let shifted = if op == Binary::Shr { Some(a >> by.min(126)) } else { a.checked_mul(1 << by) };
    let fits = |n: i128| i32::try_from(n).is_ok();
    match shifted {
        Some(n) if by < 32 && fits(a) && fits(n) => Ok(ValueKind::Int(n)),
        _ => Err("a shift out of 32 bits".to_owned()),
    }
}

fn double(value: &ValueKind) -> f64 {
    match value {
        ValueKind::Int(n) => *n as f64,
        ValueKind::Float(f) => *f,
        _ => f64::NAN,
    }
}

fn floats(op: Binary, a: f64, b: f64, dialect: Dialect) -> Outcome {
    let result = match op {
        Binary::Add => a + b,
        Binary::Sub => a - b,
        Binary::Mul => a * b,
        Binary::Div | Binary::FloorDiv | Binary::Rem if b == 0.0 => return Err(by_zero()),
        Binary::Div => a / b,
        Binary::FloorDiv => (a / b).floor(),
        Binary::Rem if dialect == Dialect::Python => a - b * (a / b).floor(),
        Binary::Rem => a % b,
        Binary::Pow => a.powf(b),
        _ => return Err("bits of a number with a fraction".to_owned()),
    };
    float(result, dialect)
}

/// A finite number; a whole one is whole in JavaScript, which knows one kind of numbers only.
pub(super) fn float(f: f64, dialect: Dialect) -> Outcome {
    if !f.is_finite() {
        return Err("a number that is not finite".to_owned());
    }
    let whole = dialect == Dialect::Script && f.fract() == 0.0 && f.abs() <= EXACT as f64;
    Ok(if whole { ValueKind::Int(f as i128) } else { ValueKind::Float(f) })
}

fn durations(op: Binary, a: &ValueKind, b: &ValueKind, dialect: Dialect) -> Outcome {
    use ValueKind::{Duration, Float, Int};
    let nanos = |n: Option<i128>| n.map(Duration).ok_or_else(too_large);
    match (op, a, b) {
        (Binary::Add, Duration(a), Duration(b)) => nanos(a.checked_add(*b)),
        (Binary::Sub, Duration(a), Duration(b)) => nanos(a.checked_sub(*b)),
        (Binary::Rem, Duration(_), Duration(0))
        | (Binary::Div | Binary::FloorDiv, Duration(_), Int(0) | Duration(0)) => Err(by_zero()),
        // In Go a duration is a number of nanoseconds, so `time.Duration(30) * time.Second` is one, too.
        (Binary::Mul, Duration(a), Duration(b)) if dialect == Dialect::Go => nanos(a.checked_mul(*b)),
        (Binary::Mul, Duration(a), Int(b)) | (Binary::Mul, Int(b), Duration(a)) => nanos(a.checked_mul(*b)),
        (Binary::Mul, Duration(a), Float(b)) | (Binary::Mul, Float(b), Duration(a)) => nanos(rounded(*a as f64 * b)),
        (Binary::Div | Binary::FloorDiv, Duration(a), Int(b)) => nanos(a.checked_div(*b)),
        (Binary::Div, Duration(a), Float(b)) => nanos(rounded(*a as f64 / b)),
        (Binary::Div, Duration(a), Duration(b)) if dialect == Dialect::Go => nanos(a.checked_div(*b)),
        (Binary::Div, Duration(a), Duration(b)) => float(*a as f64 / *b as f64, dialect),
        (Binary::FloorDiv, Duration(a), Duration(b)) => integers(op, *a, *b, dialect),
        _ => Err(format!("arithmetic on {} and {}", a.what(), b.what())),
    }
}

/// The nearest whole number, if it is one that fits.
fn rounded(f: f64) -> Option<i128> {
    (f.is_finite() && f.abs() < 1e37).then(|| f.round() as i128)
}

/// `count` units of `unit` nanoseconds.
pub(super) fn duration(count: &ValueKind, unit: i128) -> Outcome {
    let nanos = match count {
        ValueKind::Int(n) => n.checked_mul(unit),
        ValueKind::Float(f) => rounded(f * unit as f64),
        other => return Err(format!("a duration of {}", other.what())),
    };
    nanos.map(ValueKind::Duration).ok_or_else(too_large)
}

pub(super) fn cast(value: &ValueKind, to: Cast, dialect: Dialect) -> Outcome {
    use ValueKind::{Bool, Duration, Float, Int, Text};
    match (to, value) {
        (Cast::Same, _) | (Cast::Number, Int(_) | Float(_)) | (Cast::Float, Float(_)) | (Cast::Nanos, Duration(_)) => {
            Ok(value.clone())
        }
        (Cast::Int { bits, signed }, Int(n)) => Ok(Int(wrap(*n, bits, signed))),
        (Cast::Int { .. }, Bool(b)) => Ok(Int(i128::from(*b))),
        (Cast::Int { .. }, Duration(n)) if dialect == Dialect::Go => Ok(Int(*n)),
        (Cast::Int { bits, signed }, Float(f)) => {
            let n = rounded(f.trunc()).ok_or_else(too_large)?;
            if wrap(n, bits, signed) == n { Ok(Int(n)) } else { Err(too_large()) }
        }
        (Cast::Float, Int(n)) => Ok(Float(*n as f64)),
        (Cast::Nanos, Int(n)) => Ok(Duration(*n)),
        (Cast::Nanos, Float(f)) => rounded(*f).map(Duration).ok_or_else(too_large),
        (Cast::Number, Text(text)) => number::read(text.trim(), Dialect::Python),
        _ => Err(format!("a conversion of {} into a number", value.what())),
    }
}

/// The number in so many bits, as Rust's `as` keeps it.
#[allow(clippy::cast_possible_wrap)] // The point of it.
const fn wrap(n: i128, bits: u32, signed: bool) -> i128 {
    if bits >= 128 {
        return n;
    }
    let kept = n & ((1_i128 << bits) - 1);
    if signed && kept >> (bits - 1) == 1 { kept - (1_i128 << bits) } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ValueKind::{Duration, Float, Int, Text};

    fn of(a: i128, op: &str, b: i128, dialect: Dialect) -> Outcome {
        binary(Binary::of(op).expect("an operator"), &Int(a), &Int(b), dialect)
    }

    #[test]
    fn division_rounds_as_each_language_does() {
        assert_eq!(of(-7, "/", 2, Dialect::Rust), Ok(Int(-3)));
        assert_eq!(of(-7, "/", 2, Dialect::Python), Ok(Float(-3.5)));
        assert_eq!([of(-7, "//", 2, Dialect::Python), of(7, "//", -2, Dialect::Python)], [Ok(Int(-4)), Ok(Int(-4))]);
        assert_eq!(of(-8, "//", -2, Dialect::Python), Ok(Int(4)));
        assert_eq!([of(-7, "%", 3, Dialect::Python), of(7, "%", -3, Dialect::Python)], [Ok(Int(2)), Ok(Int(-2))]);
        assert_eq!(of(-7, "%", 3, Dialect::Go), Ok(Int(-1)));
        assert_eq!([of(7, "/", 2, Dialect::Script), of(8, "/", 2, Dialect::Script)], [Ok(Float(3.5)), Ok(Int(4))]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(of(i128::MAX, "+", 1, Dialect::Python), Err(too_large()));
        assert_eq!(of(i128::MIN, "//", -1, Dialect::Python), Err(too_large()));
        assert_eq!(of(i128::MIN, "%", -1, Dialect::Rust), Err(too_large()));
        assert_eq!(of(2, "**", 1_000_000, Dialect::Python), Err(too_large()));
        assert_eq!(of(1 << 53, "+", 1, Dialect::Script), Err(too_large()));
        assert_eq!(of(1, "/", 0, Dialect::Python), Err(by_zero()));
        assert_eq!(of(1, "<<", 200, Dialect::Go), Err("a shift by 200".to_owned()));
        assert_eq!(of(1, "<<", 31, Dialect::Script), Err("a shift out of 32 bits".to_owned()));
        assert_eq!(unary(Unary::Minus, &Int(i128::MIN), Dialect::Go), Err(too_large()));
        let huge = binary(Binary::Mul, &Float(1e300), &Float(1e300), Dialect::Python);
        assert_eq!(huge, Err("a number that is not finite".to_owned()));
    }

    #[test]
    fn durations_count_nanoseconds() {
        let hour = Duration(3_600_000_000_000);
        assert_eq!(binary(Binary::Mul, &Int(24), &hour, Dialect::Go), Ok(Duration(86_400_000_000_000)));
        assert_eq!(binary(Binary::Mul, &Duration(2), &hour, Dialect::Go), Ok(Duration(7_200_000_000_000)));
        assert!(binary(Binary::Mul, &Duration(2), &hour, Dialect::Rust).is_err());
        assert_eq!(binary(Binary::Div, &hour, &Duration(1_800_000_000_000), Dialect::Python), Ok(Float(2.0)));
        assert!(binary(Binary::Div, &hour, &Int(0), Dialect::Go).is_err());
        assert_eq!(duration(&Float(1.5), 1_000_000_000), Ok(Duration(1_500_000_000)));
        assert!(duration(&Float(1e300), 1_000_000_000).is_err());
        assert_eq!(binary(Binary::FloorDiv, &Duration(i128::MIN), &Duration(-1), Dialect::Python), Err(too_large()));
    }

    #[test]
    fn casts_keep_so_many_bits() {
        let to = |n, bits, signed| cast(&Int(n), Cast::Int { bits, signed }, Dialect::Rust);
        assert_eq!(
            [to(300, 8, false), to(200, 8, true), to(-1, 16, false)],
            [Ok(Int(44)), Ok(Int(-56)), Ok(Int(65535))]
        );
        assert_eq!(to(-5, 128, true), Ok(Int(-5)));
        assert_eq!(cast(&Float(2.9), Cast::Int { bits: 8, signed: false }, Dialect::Rust), Ok(Int(2)));
        assert_eq!(cast(&Text("4.5".into()), Cast::Number, Dialect::Python), Ok(Float(4.5)));
    }
}
