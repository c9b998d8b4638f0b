//! Holds a cell against a constant: do they say the same, and if not, what is wrong and how is it mended.
//!
//! It must not know tables or lists: one cell, one truth.

use std::ops::Range;

use super::cell::Cell;
use super::spoken::{self, both, measure};
use super::squeeze;
use super::truth::{Truth, Worth, short};
use crate::language::quantity::{
    Agreement, CellError, Column, Dimension, Edit, Limit, Measure, Reading, RewriteError, Unit, read_cell,
};
use crate::policy::bound::{Measured, Style};
use crate::policy::model::{Lang, Text};

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the cell's text.
    pub range: Range<usize>,
    /// What the cell says, or why it says nothing.
    pub fact: Text,
    /// What to write.
    pub help: Text,
    /// Replacements in the cell's text that mend it; none where that is not certain.
    pub edits: Vec<Edit>,
}

/// What is wrong with a cell that must agree with `truth`; `None` where they agree.
pub fn fault(cell: &Cell, truth: &Truth, style: &Style) -> Option<Fault> {
    let key = squeeze(&cell.text);
    if let Some((_, value)) = style.words.iter().find(|(word, _)| squeeze(word) == key) {
        return (!names(value, truth, style)).then(|| other_word(cell, truth, style));
    }
    match &truth.worth {
        Worth::Text(text) => (squeeze(text) != key).then(|| other_word(cell, truth, style)),
        Worth::Quantity(due) => {
            let none: Vec<&str> = style.none.iter().map(String::as_str).collect();
            match read_cell(&cell.text, &column(due, style, &none)) {
                Ok(reading) => differs(cell, &reading, due),
                // With words for every value, a cell in other words is another value.
                Err(CellError::Missing { .. }) if !style.words.is_empty() => Some(other_word(cell, truth, style)),
                Err(error) => Some(unreadable(cell, &error, due)),
            }
        }
    }
}

/// How a cell is read whose truth is `due`.
pub fn column<'n>(due: &Measure, style: &Style, none: &'n [&'n str]) -> Column<'n> {
    let unit = match (style.unit, due.unit()) {
        (Some(Measured::In(unit)), _) => Some(unit),
        (_, Some(Unit::Plain) | None) => None,
        (_, unit) => unit,
    };
    // A constant that brings its own unit lends it to no number of a document.
    let bare = style.cell_unit.or((style.unit.is_none() && unit.is_some()).then_some(Unit::Plain));
    Column { unit, bare, none }
}

/// A reading of a text as the truth's quantity, for rewriting.
pub fn reading(text: &str, truth: &Truth, style: &Style) -> Option<Reading> {
    let Worth::Quantity(due) = &truth.worth else { return None };
    read_cell(text, &column(due, style, &[])).ok()
}

/// How a document may write a truth: the policy's word for it, a text itself, a quantity in words.
pub fn shown(truth: &Truth, style: &Style, lang: Lang) -> String {
    if let Some((word, _)) = style.words.iter().find(|(_, value)| names(value, truth, style)) {
        return word.clone();
    }
    match &truth.worth {
        Worth::Text(text) => short(text),
        Worth::Quantity(due) => measure(due, lang),
    }
}

// Whether a value that the policy writes is that of the constant.
fn names(value: &str, truth: &Truth, style: &Style) -> bool {
    if squeeze(value) == squeeze(&truth.plain) {
        return true;
    }
    match &truth.worth {
        Worth::Text(text) => squeeze(text) == squeeze(value),
        Worth::Quantity(due) => {
            read_cell(value, &column(due, style, &[])).is_ok_and(|read| read.measure.against(due) == Agreement::Same)
        }
    }
}

fn other_word(cell: &Cell, truth: &Truth, style: &Style) -> Fault {
    let named = style.words.iter().any(|(_, value)| names(value, truth, style));
    let (ar, en) = (shown(truth, style, Lang::Ar), shown(truth, style, Lang::En));
    let certain = match &truth.worth {
        _ if named => true,
        // An identifier is no wording.
        Worth::Text(text) => text.contains(char::is_whitespace) || !text.is_ascii(),
        Worth::Quantity(_) => false,
    };
    let edits = if certain { vec![Edit { range: 0..cell.text.len(), text: en.clone() }] } else { Vec::new() };
    Fault { range: 0..cell.text.len(), fact: says(&cell.text, &ar, &en), help: write(&ar, &en), edits }
}

// «45 دقيقة» where 30 minutes are due.
fn says(found: &str, ar: &str, en: &str) -> Text {
    let found = short(found);
    both(format!("«{found}» والصحيح «{ar}»"), format!("says `{found}`, and it is {en}"))
}

fn write(ar: &str, en: &str) -> Text {
    both(format!("اكتب «{ar}»"), format!("write `{en}`"))
}

fn differs(cell: &Cell, reading: &Reading, due: &Measure) -> Option<Fault> {
    let agreement = reading.measure.against(due);
    if agreement == Agreement::Same {
        return None;
    }
    let rewrite = reading.rewrite(due);
    let (ar, en) = (measure(due, Lang::Ar), measure(due, Lang::En));
    let range = reading.span.clone();
    let found = cell.text.get(range.clone()).unwrap_or(&cell.text);
    let limits = match (&reading.measure, due) {
        (Measure::Amount(a), Measure::Amount(_)) => a.limit.map_or("", Limit::sign),
        _ => "",
    };
    let fact = match agreement {
        Agreement::Same => return None,
        Agreement::Differs => says(&format!("{limits}{found}"), &ar, &en),
        Agreement::Absent => both(
            format!("«{}» أي لا قيمة، والصحيح «{ar}»", short(&cell.text)),
            format!("says `{}`, that there is none, and it is {en}", short(&cell.text)),
        ),
        Agreement::Unexpected => both(
            format!("«{}» ولا قيمة في الشيفرة", short(found)),
            format!("says `{}`, and the code has none", short(found)),
        ),
        Agreement::Incompatible { found: unit, expected } => both(
            format!(
                "«{}» بوحدة {}، والصحيح «{ar}» بوحدة {}",
                short(found),
                spoken::unit(unit, Lang::Ar),
                spoken::unit(expected, Lang::Ar)
            ),
            format!("says `{}`, in {unit}, and it is {en}, in {expected}", short(found)),
        ),
        Agreement::UnitMissing { expected } => both(
            format!("«{}» بلا وحدة، والصحيح «{ar}» ({})", short(found), spoken::unit(expected, Lang::Ar)),
            format!("says `{}` without a unit, and it is {en}", short(found)),
        ),
    };
    let plain = matches!(agreement, Agreement::Incompatible { expected: Unit::Plain, .. });
    let help = match &rewrite {
        _ if plain => both(
            "اذكر في السياسة وحدة الرقم الذي في الشيفرة، مثل `unit: minutes`",
            "name in the policy what the number in the code is, such as `unit: minutes`",
        ),
        Ok(rewrite) => {
            // What stands in the place of the quantity; the rest of the cell stays.
            let after = cell.text.len() - range.end.min(cell.text.len());
            let part = rewrite.text.get(range.start..rewrite.text.len().saturating_sub(after));
            let part = part.unwrap_or(&rewrite.text).trim();
            write(part, part)
        }
        Err(_) if agreement == Agreement::Unexpected => write("—", "—"),
        Err(RewriteError::Inexact { unit }) => both(
            format!("اكتب «{ar}»؛ لا يقال هذا كاملًا بوحدة {}", spoken::unit(*unit, Lang::Ar)),
            format!("write `{en}`; no decimal number of {unit} says this"),
        ),
        Err(_) => write(&ar, &en),
    };
    let edits = rewrite.map(|r| r.edits).unwrap_or_default();
    Some(Fault { range, fact, help, edits })
}

fn unreadable(cell: &Cell, error: &CellError, due: &Measure) -> Fault {
    let range = error.range().filter(|r| r.end <= cell.text.len()).unwrap_or(0..cell.text.len());
    let part = short(cell.text.get(range.clone()).unwrap_or_default());
    let (ar, en) = (measure(due, Lang::Ar), measure(due, Lang::En));
    let said = match error {
        CellError::Empty => "خالية".to_owned(),
        CellError::Missing { .. } => format!("«{part}» بلا كمية"),
        CellError::Several { .. } => format!("«{part}» فيها أكثر من كمية"),
        CellError::AmbiguousNumber { .. } => format!("«{part}» تُقرأ على أكثر من وجه"),
        CellError::AmbiguousUnit { .. } => format!("وحدة «{part}» ملتبسة"),
        CellError::OtherUnit { word, .. } => format!("«{part}» تعدّ «{word}»"),
        CellError::Malformed { .. } => format!("«{part}» ليس رقمًا واحدًا"),
        CellError::TooLarge { .. } => format!("«{part}» رقم أكبر مما يُقرأ"),
        CellError::TooPrecise { .. } => format!("«{part}» كسوره أكثر مما يُقرأ"),
    };
    let help = if due.unit().is_some_and(|unit| unit.dimension() == Dimension::Truth) {
        write(&ar, &en)
    } else {
        both(format!("اكتب «{ar}»"), format!("{}; the code says {en}", error.help()))
    };
    let fact = both(format!("{said}، والصحيح «{ar}»"), format!("cannot be compared: {error}; it is {en}"));
    Fault { range, fact, help, edits: Vec::new() }
}
