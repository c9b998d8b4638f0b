//! What a constant is worth: plain data with the place of every literal.
//!
//! It must not know languages, files or selectors.

use std::sync::Arc;

use crate::finding::Span;

/// Why something is not a value, or not there. The place is in the source file that was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What is wrong, with the names concerned in backticks.
    pub message: String,
    /// What to write instead, or what exists nearby; may be empty.
    pub help: String,
    /// Bytes of the source file; `None` where no place in it is to blame.
    pub span: Option<Span>,
}

impl Refusal {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), span: None }
    }

    pub(super) fn at(self, span: Span) -> Self {
        Self { span: Some(span), ..self }
    }
}

/// A value and where it is written.
///
/// Cheap to clone: what it holds is shared.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// The literal's own bytes. Of a computed value those of the whole computation; of a name those of the literal that
    /// the name stands for.
    pub span: Span,
    /// The type that the code names: `u32`, `Duration`, the struct or enum. `None` where it names none.
    pub type_name: Option<Arc<str>>,
    /// How many values it holds, itself included.
    weight: u64,
    /// How deep they are nested, itself included.
    depth: u32,
}

/// The kinds of values.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// `None`, `null`, `nil`, `undefined`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A number with a fraction; finite.
    Float(f64),
    /// A text, a character.
    Text(Arc<str>),
    /// A length of time in nanoseconds.
    Duration(i128),
    /// A list, array, tuple or set, in the order of the source.
    List(Arc<[Value]>),
    /// A map, in the order of the source; also an enum (its variants) and a class or module (its constants).
    Map(Arc<[Entry]>),
    /// A structure with named fields, or with numbered ones (`0`, `1`); [`Value::type_name`] names it.
    Struct(Arc<[Entry]>),
    /// A variant of an enum; [`Value::type_name`] names the enum.
    Variant(Variant),
    /// What is no literal, and why. It stands inside of lists and maps so that its neighbours can be read.
    NotLiteral(Arc<Refusal>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key: the name of a field or variant, or the text of a literal.
    pub key: Arc<str>,
    /// Where the key is written.
    pub key_span: Span,
    /// The value.
    pub value: Value,
}

/// A variant of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name, without that of the enum.
    pub name: Arc<str>,
    /// Its discriminant or value; for one with members a list or map of them. `None` where the file does not tell.
    pub payload: Option<Arc<Value>>,
}

/// Key of an entry that stands for unknown ones: the source spreads something there that is no literal.
pub(super) const UNKNOWN_REST: &str = "..";

impl ValueKind {
    /// The plain word for what it is: `a list`, `a number`.
    pub const fn what(&self) -> &'static str {
        match self {
            ValueKind::Null => "nothing (null)",
            ValueKind::Bool(_) => "a truth value",
            ValueKind::Int(_) | ValueKind::Float(_) => "a number",
            ValueKind::Text(_) => "a text",
            ValueKind::Duration(_) => "a duration",
            ValueKind::List(_) => "a list",
            ValueKind::Map(_) => "a map",
            ValueKind::Struct(_) => "a structure",
            ValueKind::Variant(_) => "a variant of an enum",
            ValueKind::NotLiteral(_) => "no literal",
        }
    }
}

impl Value {
    /// A value; its size is counted here and nowhere else.
    pub(super) fn new(kind: ValueKind, span: Span) -> Self {
        let of = |values: &mut dyn Iterator<Item = &Self>| {
            values.fold((0_u64, 0_u32), |(w, d), v| (w.saturating_add(v.weight), d.max(v.depth)))
        };
        let (weight, depth) = match &kind {
            ValueKind::List(items) => of(&mut items.iter()),
            ValueKind::Map(entries) | ValueKind::Struct(entries) => of(&mut entries.iter().map(|e| &e.value)),
            ValueKind::Variant(Variant { payload: Some(payload), .. }) => (payload.weight, payload.depth),
            _ => (0, 0),
        };
        Self { kind, span, type_name: None, weight: weight.saturating_add(1), depth: depth.saturating_add(1) }
    }

    #[cfg(feature = "grammars")]
    pub(super) fn refused(refusal: Refusal, span: Span) -> Self {
        let refusal = if refusal.span.is_some() { refusal } else { refusal.at(span) };
        Self::new(ValueKind::NotLiteral(Arc::new(refusal)), span)
    }

    #[cfg(feature = "grammars")]
    pub(super) fn typed(mut self, name: Option<Arc<str>>) -> Self {
        self.type_name = name.or(self.type_name);
        self
    }

    /// How many values it holds and how deep they are nested, itself included in both.
    #[cfg(feature = "grammars")]
    pub(super) const fn size(&self) -> (u64, u32) {
        (self.weight, self.depth)
    }

    /// The plain word for what it is: `a list`, `a number`.
    pub const fn what(&self) -> &'static str {
        self.kind.what()
    }

    /// What is left when names are taken away: the value of a variant, the only member of a numbered structure.
    pub fn bare(&self) -> &Self {
        let mut value = self;
        // The depth of a value is bounded, and each step goes one deeper.
        loop {
            value = match &value.kind {
                ValueKind::Variant(Variant { payload: Some(payload), .. }) => match &payload.kind {
                    ValueKind::List(items) if items.len() == 1 => &items[0],
                    _ => payload,
                },
                ValueKind::Struct(fields) if fields.len() == 1 && &*fields[0].key == "0" => &fields[0].value,
                _ => return value,
            };
        }
    }

    /// A short text of a single value, as a selector's `[key=value]` compares it: the name of a variant, digits of a number,
    /// `30s` of a duration. `None` for what holds others, and for what is no literal.
    pub fn plain(&self) -> Option<String> {
        match &self.kind {
            ValueKind::Null => Some("null".to_owned()),
            ValueKind::Bool(b) => Some(b.to_string()),
            ValueKind::Int(n) => Some(n.to_string()),
            ValueKind::Float(f) => Some(f.to_string()),
            ValueKind::Text(t) => Some(t.to_string()),
            ValueKind::Duration(nanos) => Some(duration(*nanos)),
            ValueKind::Variant(v) => Some(v.name.to_string()),
            ValueKind::Struct(_) if !std::ptr::eq(self.bare(), self) => self.bare().plain(),
            ValueKind::List(_) | ValueKind::Map(_) | ValueKind::Struct(_) | ValueKind::NotLiteral(_) => None,
        }
    }
}

/// `36h`, `90s`, `1.5s`: the largest unit that leaves a whole number, else seconds.
fn duration(nanos: i128) -> String {
    const SECOND: i128 = 1_000_000_000;
    let units = [(86_400 * SECOND, "d"), (3600 * SECOND, "h"), (60 * SECOND, "min"), (SECOND, "s"), (1_000_000, "ms")];
    if nanos == 0 {
        return "0s".to_owned();
    }
    for (unit, name) in units {
        if nanos % unit == 0 {
            return format!("{}{name}", nanos / unit);
        }
    }
    format!("{nanos}ns")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(n: i128) -> Value {
        Value::new(ValueKind::Int(n), Span::new(0, 1))
    }

    #[cfg(feature = "grammars")]
    #[test]
    fn sizes_count_everything_and_the_deepest_way() {
        let inner = Value::new(ValueKind::List(Arc::new([int(1), int(2)])), Span::default());
        let outer = Value::new(ValueKind::List(Arc::new([inner.clone(), int(3), inner])), Span::default());
        assert_eq!(outer.size(), (8, 3));
    }

    #[test]
    fn a_bare_value_has_no_names_around_it() {
        let field = Entry { key: "0".into(), key_span: Span::default(), value: int(30) };
        let minutes = Value::new(ValueKind::Struct(Arc::new([field])), Span::default());
        assert_eq!(minutes.bare(), &int(30));
        assert_eq!(minutes.plain().as_deref(), Some("30"));
        let variant = Variant { name: "P0".into(), payload: Some(Arc::new(minutes)) };
        let variant = Value::new(ValueKind::Variant(variant), Span::default());
        assert_eq!((variant.bare(), variant.plain().as_deref()), (&int(30), Some("P0")));
    }

    #[test]
    fn durations_are_written_in_their_largest_whole_unit() {
        let of = |nanos: i128| duration(nanos);
        assert_eq!(
            [of(0), of(129_600_000_000_000), of(90_000_000_000), of(-60_000_000_000), of(1_500_000_000), of(7)],
            ["0s", "36h", "90s", "-1min", "1500ms", "7ns"]
        );
    }
}
