//! Quantities as people write them: tables of cells and repairs, and what holds for all of them.

mod cells;
mod properties;
mod rewrites;

use super::{Amount, CellError, Column, Decimal, Extent, Limit, Measure, Reading, Unit, read_cell};

/// What a case asks for.
#[derive(Debug)]
enum Want {
    Measure(Measure),
    Error(String),
}

fn column(unit: &str) -> Column<'static> {
    Column { unit: (!unit.is_empty()).then(|| Unit::of_name(unit).expect("a unit")), ..Column::default() }
}

fn read(cell: &str, unit: &str) -> Result<Reading, CellError> {
    read_cell(cell, &column(unit))
}

/// `>=14 points`, `3000..7500 SAR`, `1:3`, `yes`, `none`, `!error`.
fn expected(text: &str) -> Want {
    if let Some(error) = text.strip_prefix('!') {
        return Want::Error(error.to_owned());
    }
    let measure = match text {
        "yes" => Measure::Truth(true),
        "no" => Measure::Truth(false),
        "none" => Measure::Absent,
        _ => Measure::Amount(amount(text)),
    };
    Want::Measure(measure)
}

fn amount(text: &str) -> Amount {
    let d = |text: &str| text.parse::<Decimal>().expect("a number");
    if let Some((part, whole)) = text.split_once(':') {
        return Amount::proportion(d(part), d(whole)).expect("a proportion");
    }
    let limits =
        [(">=", Limit::AtLeast), ("<=", Limit::AtMost), (">", Limit::Above), ("<", Limit::Below), ("~", Limit::About)];
    let found = limits.iter().find_map(|(sign, limit)| Some((*limit, text.strip_prefix(sign)?)));
    let (limit, text) = found.map_or((None, text), |(limit, rest)| (Some(limit), rest));
    let (number, unit) = text.split_once(' ').expect("a unit");
    let unit = if unit == "number" { Unit::Plain } else { Unit::of_name(unit).expect("a unit") };
    let amount = match number.split_once("..") {
        Some((low, high)) => Amount::range(d(low), d(high), unit),
        None => Amount::new(d(number), unit),
    };
    amount.limited(limit)
}

/// What the cell reads as, and whether that is what the case wants.
fn outcome(cell: &str, unit: &str, want: &Want) -> (String, bool) {
    match read(cell, unit) {
        Ok(reading) => {
            let fits = match (&reading.measure, want) {
                (Measure::Amount(got), Want::Measure(Measure::Amount(want))) => got.same(want),
                (got, Want::Measure(want)) => got == want,
                _ => false,
            };
            (reading.measure.to_string(), fits)
        }
        Err(error) => (format!("!{}", error.name()), matches!(want, Want::Error(name) if *name == error.name())),
    }
}

#[test]
fn a_proportion_is_a_number() {
    let third = amount("1:3");
    assert!(third.same(&amount("2:6")) && amount("1:4").same(&amount("25 percent")));
    assert!(!third.same(&amount("0.333 ratio")) && amount("0.25 ratio").same(&amount("1:4")));
    assert_eq!(third.extent, Extent::Proportion { part: Decimal::from(1), whole: Decimal::from(3) });
}
