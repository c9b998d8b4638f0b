//! `poslock constants`: shows what a selector sees, as a table or as JSON.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Map, Value as Json, json};
use unicode_width::UnicodeWidthStr as _;

use crate::cli::args::{ConstantsArgs, ExplainFormat, Global};
use crate::cli::sources::{one, told};
use crate::cli::{Failure, Outcome, Screen, screen, unbroken};
use crate::constants::{File, Found, Refusal, Selector, Value, ValueKind};
use crate::finding::{Problem, Span};
use crate::policy::model::Lang;
use crate::report::View;
use crate::report::mistake::Mistake;
use crate::report::visible::{isolate, short};
use crate::report::wording::{KEY, LINE, MORE_COLUMN, MORE_ROW, NAME, TYPE, VALUE};

/// Widest column, in screen columns.
const WIDEST: usize = 48;
/// Most rows of a table and most columns of one.
const MOST_ROWS: usize = 10_000;
const MOST_COLUMNS: usize = 24;

pub(super) fn run(args: &ConstantsArgs, global: &Global, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let view = Screen::out(global).view(screen::lang(global, None));
    let selector: Selector = args.selector.parse().map_err(|r: Refusal| Failure::of(told(&r)))?;
    let problem = |message| Failure::Problems(vec![Problem { path: selector.path.clone(), message }]);
    let file = one(Path::new("."), &selector.path, "the working folder").map_err(problem)?;
    let found = file.select(&selector).map_err(|refusal| refused(&file, &refusal))?;
    match args.output_format {
        ExplainFormat::Human => unbroken(table(&file, &found, &view, out))?,
        ExplainFormat::Json => {
            let json = json!({
                "schemaVersion": 1,
                "tool": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
                "selector": args.selector,
                "path": file.path(),
                "name": found.name,
                "value": value_json(&file, &found.value),
            });
            unbroken(writeln!(out, "{json:#}"))?;
        }
    }
    Ok(Outcome::Clean)
}

fn refused(file: &File, refusal: &Refusal) -> Failure {
    let Some(span) = refusal.span else {
        return Failure::of(told(refusal));
    };
    Failure::Constant(Mistake {
        path: file.path().to_owned(),
        source: file.text().clone(),
        span,
        message: refusal.message.clone(),
        help: refusal.help.clone(),
    })
}

/// A value on one line.
fn cell(value: &Value) -> String {
    match &value.kind {
        ValueKind::Text(text) => text.to_string(),
        ValueKind::NotLiteral(why) => format!("({})", why.message),
        ValueKind::Variant(v) => match v.payload.as_deref().map(cell) {
            Some(payload) if payload != *v.name => format!("{} = {payload}", v.name),
            _ => v.name.to_string(),
        },
        ValueKind::List(items) => {
            let shown: Vec<String> = items.iter().take(16).map(cell).collect();
            format!("[{}{}]", shown.join(", "), if items.len() > 16 { ", …" } else { "" })
        }
        ValueKind::Map(entries) | ValueKind::Struct(entries) => {
            let shown: Vec<String> =
                entries.iter().take(16).map(|e| format!("{}: {}", e.key, cell(&e.value))).collect();
            format!("{{{}{}}}", shown.join(", "), if entries.len() > 16 { ", …" } else { "" })
        }
        _ => value.plain().unwrap_or_default(),
    }
}

/// The plain word for what a value is.
fn what(value: &Value, lang: Lang) -> &'static str {
    match (&value.kind, lang) {
        (_, Lang::En) => value.what(),
        (ValueKind::Null, _) => "لا شيء (null)",
        (ValueKind::Bool(_), _) => "نعم أو لا",
        (ValueKind::Int(_) | ValueKind::Float(_), _) => "عدد",
        (ValueKind::Text(_), _) => "نص",
        (ValueKind::Duration(_), _) => "مدة",
        (ValueKind::List(_), _) => "قائمة",
        (ValueKind::Map(_), _) => "قائمة بمفاتيح",
        (ValueKind::Struct(_), _) => "بنية",
        (ValueKind::Variant(_), _) => "حالة من تعداد",
        (ValueKind::NotLiteral(_), _) => "ليس قيمة ثابتة",
    }
}

/// Rows of a list or map, with a column for each field; one row of anything else. Every row has its line.
fn table(file: &File, found: &Found, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rows = found.items().unwrap_or_default();
    let line = |span: Span| file.position(span.start).line.to_string();
    if rows.is_empty() {
        let kind = found.value.type_name.as_deref().unwrap_or_else(|| what(&found.value, view.lang)).to_owned();
        let header = [NAME, VALUE, TYPE, LINE].map(|word| word.get(view.lang).to_owned()).to_vec();
        let row = vec![found.name.clone(), cell(&found.value), kind, line(found.value.span)];
        return columns(&[header, row], view, out);
    }
    let mut fields: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows.iter().take(MOST_ROWS) {
        for item in inner(row) {
            let name = item.key.as_deref().map_or_else(|| item.name[row.name.len()..].to_owned(), str::to_owned);
            if seen.insert(name.clone()) {
                fields.push(name);
            }
        }
    }
    let left_out = fields.len().saturating_sub(MOST_COLUMNS);
    fields.truncate(MOST_COLUMNS);
    let plain = rows.iter().any(|row| inner(row).is_empty());
    let mut header = vec![KEY.get(view.lang).to_owned()];
    header.extend(plain.then(|| VALUE.get(view.lang).to_owned()));
    header.extend(fields.iter().cloned());
    header.push(LINE.get(view.lang).to_owned());
    let mut lines = vec![header];
    for row in rows.iter().take(MOST_ROWS) {
        let members = inner(row);
        let key = row.key.as_deref().map_or_else(|| row.name[found.name.len()..].to_owned(), str::to_owned);
        let mut cells = vec![key];
        cells.extend(plain.then(|| if members.is_empty() { cell(&row.value) } else { String::new() }));
        for field in &fields {
            let value = members
                .iter()
                .find(|m| m.key.as_deref().map_or_else(|| m.name[row.name.len()..] == **field, |key| key == field));
            cells.push(value.map_or(String::new(), |m| cell(&m.value)));
        }
        cells.push(line(row.value.span));
        lines.push(cells);
    }
    columns(&lines, view, out)?;
    if rows.len() > MOST_ROWS {
        writeln!(out, "… {}", MORE_ROW.count(rows.len() - MOST_ROWS, view.lang))?;
    }
    if left_out > 0 {
        writeln!(out, "… {}", MORE_COLUMN.count(left_out, view.lang))?;
    }
    Ok(())
}

/// The fields of a row; none of a value that has none.
fn inner(row: &Found) -> Vec<Found> {
    match &row.value.kind {
        ValueKind::List(_) | ValueKind::Map(_) | ValueKind::Struct(_) => row.items().unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn columns(lines: &[Vec<String>], view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<Vec<String>> = lines.iter().map(|cells| cells.iter().map(|c| short(c, WIDEST)).collect()).collect();
    let count = lines.first().map_or(0, Vec::len);
    let widths: Vec<usize> =
        (0..count).map(|i| lines.iter().filter_map(|l| l.get(i)).map(|c| c.width()).max().unwrap_or(0)).collect();
    for cells in &lines {
        let mut text = String::new();
        for (i, cell) in cells.iter().enumerate() {
            text.push_str(&isolate(cell, view.terminal));
            if i + 1 < cells.len() {
                text.push_str(&" ".repeat(widths[i] - cell.width() + 2));
            }
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

fn place(file: &File, span: Span) -> [(String, Json); 2] {
    let point = |byte| {
        let at = file.position(byte);
        json!({ "byte": byte, "line": at.line, "column": at.column })
    };
    [("start".to_owned(), point(span.start)), ("end".to_owned(), point(span.end))]
}

/// A value with its kind and place; values are nested as deep as constants may be, which is bounded.
fn value_json(file: &File, value: &Value) -> Json {
    let entries = |entries: &[crate::constants::Entry]| -> Json {
        let list = entries.iter().map(|e| {
            let mut entry = Map::new();
            entry.insert("key".to_owned(), json!(&*e.key));
            entry.insert("value".to_owned(), value_json(file, &e.value));
            Json::Object(entry)
        });
        list.collect()
    };
    let (kind, inner) = match &value.kind {
        ValueKind::Null => ("null", Json::Null),
        ValueKind::Bool(b) => ("bool", json!(b)),
        // What is larger than JSON readers count is written as text.
        ValueKind::Int(n) => ("integer", i64::try_from(*n).map_or_else(|_| json!(n.to_string()), |n| json!(n))),
        ValueKind::Float(f) => ("float", json!(f)),
        ValueKind::Text(text) => ("text", json!(&**text)),
        ValueKind::Duration(_) => ("duration", json!(value.plain())),
        ValueKind::List(items) => ("list", items.iter().map(|i| value_json(file, i)).collect()),
        ValueKind::Map(map) => ("map", entries(map)),
        ValueKind::Struct(fields) => ("struct", entries(fields)),
        ValueKind::Variant(v) => ("variant", v.payload.as_deref().map_or(Json::Null, |p| value_json(file, p))),
        ValueKind::NotLiteral(why) => ("notLiteral", json!(told(why))),
    };
    let mut out = Map::new();
    out.insert("kind".to_owned(), json!(kind));
    if let Some(name) = &value.type_name {
        out.insert("type".to_owned(), json!(&**name));
    }
    if let ValueKind::Variant(v) = &value.kind {
        out.insert("name".to_owned(), json!(&*v.name));
    }
    out.insert("value".to_owned(), inner);
    out.extend(place(file, value.span));
    Json::Object(out)
}
