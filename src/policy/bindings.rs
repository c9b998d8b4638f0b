//! The rule kinds that are bound to constants, from YAML to their shapes.
//!
//! It must not know whether the constants exist, nor names of other files; `check_bound.rs` looks at the names.

use crate::constants::steps;
use crate::finding::Span;
use crate::language::quantity::Unit;
use crate::nearest::suggest;
use crate::policy::bound::{Column, FieldPath, Key, List, Measured, Rows, Style, Table, Value, Where};
use crate::policy::item::ItemPattern;
use crate::policy::keys::{COLUMN, EQUAL, LIST, ORDERS, REACHES, ROWS, TABLE, TABLE_KEY, VALUE};
use crate::policy::layer::Loose;
use crate::policy::model::Located;
use crate::policy::node::{Kind, NodeId};
use crate::policy::read::{Fields, Reader, shown};

/// Reads `table`.
pub(crate) fn table(r: &mut Reader<'_>, id: NodeId, span: Span) -> Option<Table> {
    let fields = r.object(id, &TABLE)?;
    let place = place(r, &fields);
    let within = r.texts_of(&fields, "in");
    let (equals, equals_is_list) = equals(r, &fields);
    let item = fields.get("item").and_then(|id| item(r, id));
    let key = fields.get("key").and_then(|id| key(r, id));
    let columns = fields.get("columns").map(|id| columns(r, id, span)).unwrap_or_default();
    let rows = fields.get("rows").and_then(|id| r.choice(id, "`rows`", ROWS));
    if let Some(pattern) = &item {
        for name in key.iter().map(|key| &key.column).chain(columns.iter().map(|c| &c.name)) {
            if !pattern.names().any(|n| n == name.value) {
                let message = format!("`item` has no `{{{}}}`", shown(&name.value));
                r.issues.add(name.span, message, suggest(&name.value, pattern.names()));
            }
        }
    }
    let Some(key) = key.filter(|_| !equals.is_empty() && !within.is_empty()) else {
        r.loose.push(Loose::Bound { within, equals, phrase: None });
        return None;
    };
    let rows = rows.map_or(Rows::Exact, |i| [Rows::Exact, Rows::Subset, Rows::Superset][i]);
    Some(Table { within, place, equals, equals_is_list, item, key, columns, rows })
}

/// Reads `list`.
pub(crate) fn list(r: &mut Reader<'_>, id: NodeId) -> Option<List> {
    let fields = r.object(id, &LIST)?;
    let place = place(r, &fields);
    let within = r.texts_of(&fields, "in");
    let (equals, equals_is_list) = equals(r, &fields);
    let field = fields.get("field").and_then(|id| field(r, id, "`field`"));
    let style = style(r, &fields);
    let order = fields.get("order").and_then(|id| r.choice(id, "`order`", ORDERS));
    if equals.is_empty() || within.is_empty() {
        r.loose.push(Loose::Bound { within, equals, phrase: None });
        return None;
    }
    Some(List { within, place, equals, equals_is_list, field, style, ordered: order == Some(0) })
}

/// Reads `value`.
pub(crate) fn value(r: &mut Reader<'_>, id: NodeId) -> Option<Value> {
    let fields = r.object(id, &VALUE)?;
    let within = r.texts_of(&fields, "in");
    let phrase = fields.get("phrase").and_then(|id| r.text(id, "`phrase`"));
    let across = fields.get("across").and_then(|id| r.choice(id, "`across`", REACHES));
    let across_group = across == Some(1);
    let equals = fields.get("equals").and_then(|id| {
        if !matches!(r.tree.node(id).kind, Kind::Map(_)) {
            return Some((r.text(id, "`equals`")?, Vec::new(), Style::default()));
        }
        let inner = r.object(id, &EQUAL)?;
        let of = inner.get("of").and_then(|id| r.text(id, "`of`"));
        let ends = ends(r, &inner);
        let style = style(r, &inner);
        Some((of?, ends, style))
    });
    match (phrase, equals) {
        (Some(phrase), Some((equals, fields, style))) if !within.is_empty() => {
            Some(Value { within, phrase, across_group, equals, fields, style })
        }
        (phrase, equals) => {
            let equals = equals.into_iter().map(|(of, ..)| of).collect();
            r.loose.push(Loose::Bound { within, equals, phrase: phrase.map(|phrase| (phrase, across_group)) });
            None
        }
    }
}

fn place(r: &mut Reader<'_>, fields: &Fields) -> Where {
    let under = fields.get("under").and_then(|id| r.text(id, "`under`"));
    let nth = fields.get("nth").and_then(|id| r.number(id, "`nth`", 1, 999));
    if fields.get("under").is_none() && fields.get("nth").is_none() {
        let help = "write `under: Heading` with the heading above it, or `nth: 1` for the first of the document";
        r.issues.add(fields.head, "nothing says where it stands", help);
    }
    Where { under, nth }
}

fn equals(r: &mut Reader<'_>, fields: &Fields) -> (Vec<Located<String>>, bool) {
    let is_list = fields.get("equals").is_some_and(|id| matches!(r.tree.node(id).kind, Kind::List(_)));
    (r.texts_of(fields, "equals"), is_list)
}

fn item(r: &mut Reader<'_>, id: NodeId) -> Option<ItemPattern> {
    let text = r.text(id, "`item`")?;
    match ItemPattern::parse(&text.value) {
        Ok(pattern) => Some(pattern),
        Err((message, help)) => {
            r.issues.add(text.span, message, help);
            None
        }
    }
}

fn key(r: &mut Reader<'_>, id: NodeId) -> Option<Key> {
    let fields = r.object(id, &TABLE_KEY)?;
    let column = fields.get("column").and_then(|id| r.text(id, "`column`"));
    let field = fields.get("field").and_then(|id| field(r, id, "`field`"));
    let words = words(r, &fields);
    Some(Key { column: column?, field, words })
}

fn columns(r: &mut Reader<'_>, id: NodeId, span: Span) -> Vec<Column> {
    const EXAMPLE: &str = "write `Price: {field: price, unit: SAR}` under it";
    let named = r.named(id, "`columns`", EXAMPLE);
    if named.is_empty() && matches!(&r.tree.node(id).kind, Kind::Map(_)) {
        r.issues.add(span, "`columns` names no column", EXAMPLE);
    }
    let mut columns = Vec::new();
    for (name, value) in named {
        let Some(fields) = r.object(value, &COLUMN) else { continue };
        let paths = ends(r, &fields);
        let style = style(r, &fields);
        columns.push(Column { name, fields: paths, style });
    }
    columns
}

/// The field that is shown, or the two that are the ends of a range.
fn ends(r: &mut Reader<'_>, fields: &Fields) -> Vec<FieldPath> {
    let one = fields.get("field").and_then(|id| field(r, id, "`field`"));
    let mut paths: Vec<FieldPath> = one.into_iter().collect();
    if let Some(id) = fields.get("fields") {
        let texts = r.texts(id, "`fields`");
        if fields.get("field").is_some() {
            let span = fields.key_span("fields").unwrap_or(fields.head);
            r.issues.add(span, "`field` and `fields` stand side by side", "keep one: `fields` is for a range");
        } else if texts.len() != 2 {
            let help = "write the lower end, then the upper: `fields: [min, max]`";
            r.issues.add(r.tree.head(id), format!("`fields` takes two fields, and here are {}", texts.len()), help);
        }
        paths.extend(texts.into_iter().filter_map(|text| path(r, text)));
    }
    paths
}

fn field(r: &mut Reader<'_>, id: NodeId, what: &str) -> Option<FieldPath> {
    let text = r.text(id, what)?;
    path(r, text)
}

fn path(r: &mut Reader<'_>, written: Located<String>) -> Option<FieldPath> {
    match steps(&written.value) {
        Ok(steps) => Some(FieldPath { written, steps }),
        Err(refusal) => {
            r.issues.add(written.span, refusal.message, refusal.help);
            None
        }
    }
}

fn style(r: &mut Reader<'_>, fields: &Fields) -> Style {
    let own = fields.get("unit").and_then(|id| unit(r, id, "`unit`", true));
    let cell_unit = fields.get("cell-unit").and_then(|id| unit(r, id, "`cell-unit`", false));
    let cell_unit = cell_unit.and_then(|unit| if let Measured::In(unit) = unit { Some(unit) } else { None });
    if let (Some(Measured::In(a)), Some(b)) = (own, cell_unit)
        && a.dimension() != b.dimension()
        && let Some(span) = fields.key_span("cell-unit")
    {
        let message = format!("`cell-unit: {b}` does not measure what `unit: {a}` measures");
        r.issues.add(span, message, "name two units of one kind, such as minutes and hours");
    }
    let words = words(r, fields);
    let none = r.texts_of(fields, "none").into_iter().map(|text| text.value).collect();
    Style { unit: own, cell_unit, words, none }
}

fn unit(r: &mut Reader<'_>, id: NodeId, what: &str, may_be_text: bool) -> Option<Measured> {
    let name = r.text(id, what)?;
    if may_be_text && name.value == "text" {
        return Some(Measured::Text);
    }
    match Unit::of_name(&name.value) {
        Ok(unit) => Some(Measured::In(unit)),
        Err(message) => {
            let (fact, help) = message.split_once(": ").unwrap_or((&message, ""));
            let known = "known: seconds, minutes, hours, days, weeks, months, years, SAR, USD, percent, ratio, points, count, \
                         bool, text";
            r.issues.add(name.span, fact, if help.is_empty() { known } else { help });
            None
        }
    }
}

fn words(r: &mut Reader<'_>, fields: &Fields) -> Vec<(String, String)> {
    let Some(id) = fields.get("words") else { return Vec::new() };
    let named = r.named(id, "`words`", "write `Founder: founder`");
    let read =
        |(cell, value): (Located<String>, NodeId)| Some((cell.value, r.text(value, "a value of `words`")?.value));
    named.into_iter().filter_map(read).collect()
}
