//! Constants brought to a form that documents can be held against: quantities with units, or texts.
//!
//! It must not know documents.

use super::sources::Sources;
use crate::constants::{File, Found, Refusal, Value, ValueKind};
use crate::finding::{Related, Span};
use crate::language::quantity::{Amount, Column, Decimal, Dimension, Extent, Measure, Unit, read_cell};
use crate::policy::bound::{FieldPath, Measured, Style};
use crate::policy::model::{Located, Policy};
use crate::rule::outline::written_at;

/// What a constant is worth.
#[derive(Debug, Clone, PartialEq)]
pub enum Worth {
    /// A quantity, yes or no, or nothing.
    Quantity(Measure),
    /// A text, compared by its words.
    Text(String),
}

/// A constant that a document must agree with.
#[derive(Debug, Clone)]
pub struct Truth {
    /// What it is worth.
    pub worth: Worth,
    /// Its value as the code has it, without units: what `words` of a policy name.
    pub plain: String,
    /// Its name, as a selector writes it.
    pub name: String,
    /// Where it is written: one place, or both ends of a range.
    pub places: Vec<Related>,
}

/// Where something is written in a source, with what stands there.
pub fn related(file: &File, span: Span, message: String) -> Related {
    Related { path: file.path().to_owned(), start: file.position(span.start), end: file.position(span.end), message }
}

/// What a policy's `equals` leads to.
///
/// # Errors
/// Where the selector cannot be followed: the message names file, line and what exists nearby.
pub fn select<'s>(
    named: &Located<String>,
    policy: &Policy,
    sources: &'s Sources,
) -> Result<(&'s File, Found), Unfound> {
    let (selector, written) = policy.selector(named).map_err(|refusal| Unfound(refusal.message))?;
    // The reader needs both ends: what is wrong in the code, and the line of the policy that names it.
    let place = written_at(written, policy);
    let named = |what: &str| {
        Unfound(format!("{what}\n`{selector}` ({}:{}:{})", place.path, place.start.line, place.start.column))
    };
    let file = sources.get(&selector.path).map_err(|why| named(&format!("`{}` {why}", selector.path)))?;
    let found = file.select(&selector).map_err(|refusal| named(&file.explain(&refusal)))?;
    Ok((file, found))
}

/// What several selectors lead to.
#[derive(Debug, Default)]
pub struct Selected<'s> {
    /// Each item with its file, in the order of the policy and of the code.
    pub items: Vec<(&'s File, Found)>,
    /// The constants as wholes.
    pub whole: Vec<Related>,
    /// Why some could not be had.
    pub errors: Vec<Unfound>,
}

/// The items of the constants that a policy's `equals` names; where it is a list, each of its constants is an item.
pub fn select_items<'s>(
    equals: &[Located<String>],
    is_list: bool,
    policy: &Policy,
    sources: &'s Sources,
) -> Selected<'s> {
    let mut out = Selected::default();
    for named in equals {
        let (file, found) = match select(named, policy, sources) {
            Ok(selected) => selected,
            Err(error) => {
                out.errors.push(error);
                continue;
            }
        };
        out.whole.push(related(file, found.key_span, format!("`{}`", found.name)));
        let items = if is_list { Ok(vec![found]) } else { found.items() };
        match items {
            Ok(items) => out.items.extend(items.into_iter().map(|item| (file, item))),
            Err(refusal) => out.errors.push(Unfound(file.explain(&refusal))),
        }
    }
    out
}

/// Why a constant could not be had, as one text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unfound(pub String);

/// The truth at `fields` of `item`: the item itself without any, a range with two.
///
/// # Errors
/// A field that is not there, a value that is no literal, a kind that does not fit the unit.
pub fn truth(file: &File, item: &Found, fields: &[FieldPath], style: &Style) -> Result<Truth, Unfound> {
    let told = |refusal: &Refusal| Unfound(file.explain(refusal));
    let one = |found: &Found| -> Result<Truth, Refusal> {
        let worth = worth(&found.value, style)?;
        let plain = found.value.plain().unwrap_or_default();
        let shown =
            if plain.is_empty() { file.text().get(range(found.value.span)).unwrap_or_default() } else { &plain };
        let message = format!("`{}` = {}", found.name, short(shown));
        let places = vec![related(file, found.value.span, message)];
        let bare = found.value.bare().plain().unwrap_or_else(|| plain.clone());
        Ok(Truth { worth, plain: if style.words.is_empty() { bare } else { plain }, name: found.name.clone(), places })
    };
    let [low, high] = fields else {
        let found = match fields {
            [field] => item.field(&field.steps).map_err(|r| told(&r))?,
            _ => item.clone(),
        };
        return one(&found).map_err(|r| told(&r));
    };
    let end = |field: &FieldPath| {
        let found = item.field(&field.steps).map_err(|refusal| told(&refusal))?;
        let truth = one(&found).map_err(|refusal| told(&refusal))?;
        Ok((found, truth))
    };
    let ((_, first), (high, second)) = (end(low)?, end(high)?);
    let worth = match (&first.worth, &second.worth) {
        (Worth::Quantity(Measure::Absent), Worth::Quantity(Measure::Absent)) => first.worth.clone(),
        (Worth::Quantity(Measure::Amount(from)), Worth::Quantity(Measure::Amount(to))) => {
            match (from.extent, to.extent) {
                // A fixed price has the same number at both ends.
                (Extent::One(least), Extent::One(most)) if from.unit == to.unit && least == most => first.worth.clone(),
                (Extent::One(least), Extent::One(most)) if from.unit == to.unit => {
                    Worth::Quantity(Measure::Amount(Amount::range(least, most, from.unit)))
                }
                _ => {
                    return Err(told(&refusal(
                        "the two fields of a range are single numbers of one unit",
                        high.value.span,
                    )));
                }
            }
        }
        _ => return Err(told(&refusal("the two fields of a range are two numbers", high.value.span))),
    };
    let plain = format!("{}–{}", first.plain, second.plain);
    let name = format!("{}, {}", first.name, second.name);
    Ok(Truth { worth, plain, name, places: first.places.into_iter().chain(second.places).collect() })
}

fn range(span: Span) -> std::ops::Range<usize> {
    span.start..span.end
}

/// A value as a message shows it: one line, not long.
pub fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut out: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

fn refusal(message: impl Into<String>, span: Span) -> Refusal {
    Refusal { message: message.into(), help: String::new(), span: Some(span) }
}

/// What a value is worth, in the unit that the policy names.
fn worth(value: &Value, style: &Style) -> Result<Worth, Refusal> {
    let unit = match style.unit {
        Some(Measured::Text) => return text(value),
        Some(Measured::In(unit)) => Some(unit),
        None => None,
    };
    if let (ValueKind::Variant(_), None) = (&value.kind, unit) {
        return text(value);
    }
    let bare = value.bare();
    let number = |decimal: Decimal| match unit {
        Some(Unit::Bool) => Measure::Truth(decimal != Decimal::default()),
        _ => Measure::Amount(Amount::new(decimal, unit.unwrap_or(Unit::Plain))),
    };
    let too_large = |_| refusal("the number has more digits than a document's can be compared with", bare.span);
    Ok(Worth::Quantity(match &bare.kind {
        ValueKind::Null => Measure::Absent,
        ValueKind::Bool(truth) => Measure::Truth(*truth),
        ValueKind::Int(n) => number(Decimal::new(*n, 0).map_err(too_large)?),
        ValueKind::Float(f) => number(Decimal::from_f64(*f).map_err(too_large)?),
        ValueKind::Duration(nanos) => duration(*nanos, unit, bare.span)?,
        ValueKind::List(ends) if unit.is_some() && ends.len() == 2 => {
            let end = |value: &Value| match worth(value, style)? {
                Worth::Quantity(Measure::Amount(Amount { extent: Extent::One(n), unit, .. })) => Ok((n, unit)),
                _ => Err(refusal("a range is two numbers", value.span)),
            };
            let ((low, unit), (high, _)) = (end(&ends[0])?, end(&ends[1])?);
            Measure::Amount(Amount::range(low, high, unit))
        }
        ValueKind::Text(written) => {
            let Some(unit) = unit else { return text(value) };
            let column = Column { unit: Some(unit), ..Column::default() };
            let read = read_cell(written, &column).map_err(|error| Refusal {
                message: format!("a quantity of {unit} is due here: {error}"),
                help: error.help(),
                span: Some(bare.span),
            })?;
            read.measure
        }
        ValueKind::NotLiteral(why) => return Err(Refusal::clone(why)),
        ValueKind::Variant(_) | ValueKind::List(_) | ValueKind::Map(_) | ValueKind::Struct(_) => {
            let what = bare.what();
            return Err(Refusal {
                message: format!("this is {what}, and a single value is due"),
                help: "name the `field` that the document shows".to_owned(),
                span: Some(bare.span),
            });
        }
    }))
}

fn text(value: &Value) -> Result<Worth, Refusal> {
    if matches!(value.bare().kind, ValueKind::Null) {
        return Ok(Worth::Quantity(Measure::Absent));
    }
    value.plain().map(Worth::Text).ok_or_else(|| Refusal {
        message: format!("this is {}, and a single value is due", value.what()),
        help: "name the `field` that the document shows".to_owned(),
        span: Some(value.span),
    })
}

fn duration(nanos: i128, unit: Option<Unit>, span: Span) -> Result<Measure, Refusal> {
    let seconds = Decimal::new(nanos, 9).map_err(|_| refusal("the duration has too many digits", span))?;
    let amount = Amount::new(seconds, Unit::Second);
    let amount = match unit {
        Some(unit) if unit.dimension() != Dimension::Time => {
            return Err(refusal(format!("this is a duration, and the policy's unit is {unit}"), span));
        }
        Some(unit) => amount.in_unit(unit).unwrap_or(amount),
        // The largest unit that leaves a whole number reads best.
        None => [Unit::Day, Unit::Hour, Unit::Minute]
            .into_iter()
            .filter_map(|unit| amount.in_unit(unit))
            .find(|amount| matches!(amount.extent, Extent::One(n) if n.whole().is_some_and(|n| n != 0)))
            .unwrap_or(amount),
    };
    Ok(Measure::Amount(amount))
}
