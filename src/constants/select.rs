//! What a selector finds, and how to go on from there: fields, members, rows.
//!
//! It must not know files or languages.

use std::sync::Arc;

use super::selector::{Step, written};
use super::value::{Entry, Refusal, UNKNOWN_REST, Value, ValueKind, Variant};
use crate::finding::Span;
use crate::nearest::{nearest, suggest};

/// Most values that an error lists.
const MOST: usize = 12;

/// A value, and the key that leads to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The way to it, as a selector writes it: `SLA_TARGETS.P0`.
    pub name: String,
    /// The key of the surrounding map, the name of the variant or constant; `None` for a member of a list.
    pub key: Option<Arc<str>>,
    /// Where the key is written; the value's own place where there is no key.
    pub key_span: Span,
    /// The value.
    pub value: Value,
}

impl Found {
    pub(super) fn at_top(value: Value) -> Self {
        Self { name: String::new(), key: None, key_span: value.span, value }
    }

    fn of_entry(&self, entry: &Entry) -> Self {
        Self {
            name: self.named(&entry.key, true),
            key: Some(Arc::clone(&entry.key)),
            key_span: entry.key_span,
            value: entry.value.clone(),
        }
    }

    fn of_member(&self, index: usize, value: &Value) -> Self {
        Self { name: format!("{}[{index}]", self.name), key: None, key_span: value.span, value: value.clone() }
    }

    fn named(&self, part: &str, dot: bool) -> String {
        let plain = !part.contains(['.', '[', ']', '#', '"']) && !part.is_empty();
        match (plain, self.name.is_empty()) {
            (false, _) => format!("{}[{part:?}]", self.name),
            (true, true) => part.to_owned(),
            (true, false) => format!("{}{}{part}", self.name, if dot { "." } else { "" }),
        }
    }

    /// Its name in messages.
    fn shown(&self) -> &str {
        if self.name.is_empty() { "the file" } else { &self.name }
    }

    /// The rows of a list, map or structure, in the order of the source. Errors: what is none of these, or no literal.
    pub fn items(&self) -> Result<Vec<Self>, Refusal> {
        match &self.value.kind {
            ValueKind::List(items) => Ok(items.iter().enumerate().map(|(i, v)| self.of_member(i, v)).collect()),
            ValueKind::Map(entries) | ValueKind::Struct(entries) => {
                Ok(entries.iter().map(|e| self.of_entry(e)).collect())
            }
            ValueKind::NotLiteral(why) => Err(Refusal::clone(why)),
            ValueKind::Variant(Variant { payload: Some(payload), .. }) if holds_others(payload) => {
                Self { value: Value::clone(payload), ..self.clone() }.items()
            }
            _ => {
                let message = format!("`{}` is {}, without items", self.shown(), self.value.what());
                Err(Refusal::new(message, "select a list, a map or an enum").at(self.value.span))
            }
        }
    }

    /// The value of a field path: `minutes`, `price.min`, `[0]`, and the special fields `@key` (the key of the surrounding map,
    /// the name of a variant or constant) and `@value` (the value without the names around it). Errors as
    /// [`super::File::select`].
    pub fn field(&self, path: &[Step]) -> Result<Self, Refusal> {
        let mut found = self.clone();
        for step in path {
            found = found.step(step)?;
        }
        match &found.value.kind {
            ValueKind::NotLiteral(why) => Err(Refusal::clone(why)),
            _ => Ok(found),
        }
    }

    /// One step further.
    pub(super) fn step(&self, step: &Step) -> Result<Self, Refusal> {
        if let ValueKind::NotLiteral(why) = &self.value.kind {
            return Err(Refusal::clone(why));
        }
        match step {
            Step::Field(name) if name == "@key" => self.special_key(),
            Step::Field(name) if name == "@value" => {
                Ok(Self { name: self.named("@value", true), value: self.value.bare().clone(), ..self.clone() })
            }
            Step::Field(name) => self.by_name(name),
            Step::Index(index) => self.by_index(*index),
            Step::Where(path, wanted) => self.by_condition(path, wanted),
        }
    }

    fn special_key(&self) -> Result<Self, Refusal> {
        let key = match (&self.value.kind, &self.key) {
            (ValueKind::Variant(variant), None) => &variant.name,
            (_, Some(key)) => key,
            (_, None) => {
                let message = format!("`{}` stands in a list and has no key", self.shown());
                return Err(Refusal::new(message, "name a field instead of `@key`").at(self.value.span));
            }
        };
        let value = Value::new(ValueKind::Text(Arc::clone(key)), self.key_span);
        Ok(Self { name: self.named("@key", true), key: None, key_span: self.key_span, value })
    }

    fn entries(&self) -> Option<&[Entry]> {
        match &self.value.kind {
            ValueKind::Map(entries) | ValueKind::Struct(entries) => Some(entries),
            ValueKind::Variant(Variant { payload: Some(payload), .. }) => match &payload.kind {
                ValueKind::Map(entries) | ValueKind::Struct(entries) => Some(entries),
                _ => None,
            },
            _ => None,
        }
    }

    fn by_name(&self, name: &str) -> Result<Self, Refusal> {
        let Some(entries) = self.entries() else {
            let message =
                format!("`{}` is {}, without fields; `{name}` was asked for", self.shown(), self.value.what());
            let help = match &self.value.kind {
                ValueKind::List(_) => "choose a member: `[0]` or `[key=value]`",
                _ => "leave the field out",
            };
            return Err(Refusal::new(message, help).at(self.value.span));
        };
        let mut found = entries.iter().filter(|e| &*e.key == name && name != UNKNOWN_REST);
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(self.of_entry(one)),
            (Some(_), Some(second)) => {
                let message = format!("`{}` has `{name}` twice", self.shown());
                Err(Refusal::new(message, "leave one of them").at(second.key_span))
            }
            (None, _) => {
                // It may come from what is spread there.
                if let Some(rest) = entries.iter().find(|e| &*e.key == UNKNOWN_REST)
                    && let ValueKind::NotLiteral(why) = &rest.value.kind
                {
                    return Err(Refusal::clone(why));
                }
                let help = suggest(name, entries.iter().map(|e| &*e.key));
                Err(Refusal::new(format!("`{}` has no `{name}`", self.shown()), help).at(self.value.span))
            }
        }
    }

    fn by_index(&self, index: usize) -> Result<Self, Refusal> {
        let value = match &self.value.kind {
            ValueKind::Variant(Variant { payload: Some(payload), .. }) => payload,
            _ => &self.value,
        };
        let (count, found) = match &value.kind {
            ValueKind::List(items) => (items.len(), items.get(index).map(|v| self.of_member(index, v))),
            ValueKind::Struct(fields) if fields.first().is_none_or(|f| &*f.key == "0") => {
                (fields.len(), fields.get(index).map(|f| self.of_member(index, &f.value)))
            }
            _ => {
                let message = format!("`{}` is {}, without numbered members", self.shown(), value.what());
                let help = match &value.kind {
                    ValueKind::Map(_) | ValueKind::Struct(_) => "choose one by its key: `.key`",
                    _ => "leave the `[…]` out",
                };
                return Err(Refusal::new(message, help).at(self.value.span));
            }
        };
        found.ok_or_else(|| {
            let help = match count {
                0 => "it is empty".to_owned(),
                1 => "it has one member, `[0]`".to_owned(),
                n => format!("it has {n} members, `[0]` to `[{}]`", n - 1),
            };
            Refusal::new(format!("`{}` has no member [{index}]", self.shown()), help).at(self.value.span)
        })
    }

    fn by_condition(&self, path: &[Step], wanted: &str) -> Result<Self, Refusal> {
        let (mut found, mut alike): (Vec<Self>, Vec<(Self, String)>) = (Vec::new(), Vec::new());
        let mut others: Vec<String> = Vec::new();
        let mut lacking = None;
        let wanted_letters = letters(wanted);
        for item in self.items()? {
            match item.field(path) {
                Ok(field) => {
                    let bare = field.value.bare().plain();
                    let texts = [field.value.plain(), bare];
                    if texts.iter().flatten().any(|t| t == wanted) {
                        found.push(item);
                    } else if let Some(text) = texts.iter().flatten().find(|t| are_alike(&wanted_letters, t)) {
                        alike.push((item, text.clone()));
                    } else if let Some(text) = texts.into_iter().flatten().next() {
                        others.push(text);
                    }
                }
                Err(refusal) => lacking = lacking.or(Some(refusal)),
            }
        }
        let condition = format!("[{}={wanted}]", written(path));
        let refuse = |message: String, help: String| Err(Refusal::new(message, help).at(self.value.span));
        match (found.len(), alike.len()) {
            (1, _) => Ok(found.remove(0)),
            (0, 1) => Ok(alike.remove(0).0),
            (0, 0) => match lacking {
                // An item whose field cannot be read might be the one.
                Some(refusal) if others.is_empty() => Err(refusal),
                _ => {
                    let message = format!("`{}` has no item with `{condition}`", self.shown());
                    refuse(message, instead(path, wanted, &others))
                }
            },
            (0, n) => {
                let message = format!("`{}` has {n} items that are written like `{condition}`", self.shown());
                let listed = listed(alike.iter().map(|(_, text)| text));
                refuse(message, format!("write one of them as it stands there: {listed}"))
            }
            (n, _) => {
                let message = format!("`{}` has {n} items with `{condition}`", self.shown());
                refuse(message, "choose one by its place, `[0]`, or by a field that tells them apart".to_owned())
            }
        }
    }
}

/// What a condition may have meant, or what there is.
fn instead(path: &[Step], wanted: &str, others: &[String]) -> String {
    match nearest(wanted, others.iter().map(String::as_str)) {
        _ if others.is_empty() => "it is empty".to_owned(),
        Some(near) => format!("did you mean `[{}={near}]`?", written(path)),
        None => format!("there are {}", listed(others.iter())),
    }
}

fn listed<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    texts.take(MOST).map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ")
}

/// A text without what names of one thing differ in: letter case, spaces, `_` and `-`.
fn letters(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'));
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether a text is written like the wanted one: `GrowthStarter` for `growth_starter`. Of numbers every sign counts.
fn are_alike(wanted_letters: &str, text: &str) -> bool {
    text.contains(char::is_alphabetic) && letters(text) == wanted_letters
}

const fn holds_others(value: &Value) -> bool {
    matches!(value.kind, ValueKind::List(_) | ValueKind::Map(_) | ValueKind::Struct(_))
}
