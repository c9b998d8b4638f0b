//! What all languages have in common, and what hostile files may not do.

use std::fmt::Write as _;

use super::*;

mod hostile;
mod selecting;

/// The value as one line: `SlaTarget(id: "P0", minutes: 30)`.
pub(super) fn show(value: &Value) -> String {
    let entries = |entries: &[Entry]| {
        let shown: Vec<String> = entries.iter().map(|e| format!("{}: {}", e.key, show(&e.value))).collect();
        shown.join(", ")
    };
    let name = value.type_name.as_deref().unwrap_or("?");
    match &value.kind {
        ValueKind::Text(text) => format!("{text:?}"),
        ValueKind::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        ValueKind::Map(map) => format!("{{{}}}", entries(map)),
        ValueKind::Struct(fields) => format!("{name}({})", entries(fields)),
        ValueKind::Variant(variant) => {
            let mut out = format!("{name}::{}", variant.name);
            if let Some(payload) = &variant.payload {
                let _ = write!(out, "={}", show(payload));
            }
            out
        }
        ValueKind::Float(f) => format!("{f:?}"),
        ValueKind::NotLiteral(why) => format!("<{}>", why.message),
        _ => value.plain().unwrap_or_default(),
    }
}

pub(super) fn file(path: &str, text: &str) -> File {
    File::parse(path, text).expect("a file of a known language")
}

pub(super) fn found(file: &File, name: &str) -> Result<Found, Refusal> {
    file.select(&format!("x#{name}").parse().expect("a selector"))
}

/// Each name with what it is to show; a refusal shows as `! line:column: message`.
pub(super) fn expect(path: &str, text: &str, cases: &[(&str, &str)]) {
    let file = file(path, text);
    for (name, shown) in cases {
        let got = match found(&file, name) {
            Ok(found) => show(&found.value),
            Err(refusal) => {
                let at = refusal.span.map_or("-".to_owned(), |s| {
                    let at = file.position(s.start);
                    format!("{}:{}", at.line, at.column)
                });
                format!("! {at}: {}", refusal.message)
            }
        };
        assert_eq!(&got, shown, "{path}#{name}");
    }
}

/// The source text of each name's value.
pub(super) fn expect_spans(path: &str, text: &str, cases: &[(&str, &str)]) {
    let file = file(path, text);
    for (name, source) in cases {
        let span = found(&file, name).unwrap_or_else(|e| panic!("{name}: {e}")).value.span;
        assert_eq!(&text[span.start..span.end], *source, "{path}#{name}");
    }
}
