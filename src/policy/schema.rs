//! The JSON Schema of `poslock.yaml`, for editors: made from the same table of keys that the reader uses.
//!
//! It must not know any key by name except where keys depend on each other.

use serde_json::{Map, Value, json};

use crate::policy::keys::{ID_PATTERN, KINDS, Key, RULE, Shape, TOP, Table};

/// The JSON Schema (draft 2020-12) of a policy file, indented, with a line feed at its end.
pub fn schema() -> String {
    let mut defs = Map::new();
    let mut root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "poslock policy",
        "description": "What may be said, what must be said, and which numbers are true.",
    });
    merge(&mut root, table(&TOP, &mut defs));
    root["$defs"] = Value::Object(defs);
    format!("{root:#}\n")
}

fn table(table: &'static Table, defs: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for Key { name, about, shape: of } in table.keys {
        let mut property = shape(of, defs);
        property["description"] = json!(about);
        properties.insert((*name).to_owned(), property);
    }
    let mut object = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !table.required.is_empty() {
        object["required"] = json!(table.required);
    }
    if std::ptr::eq(table.keys, RULE.keys) {
        // One kind, or none where the entry changes a rule of a lower layer.
        let needs = |kind: &&str| json!({ "required": [kind] });
        let mut ways: Vec<Value> = KINDS.iter().map(needs).collect();
        ways.push(json!({ "not": { "anyOf": ways } }));
        object["oneOf"] = Value::Array(ways);
    }
    object
}

// The tables refer to each other without circles, so the depth is that of the contract.
fn shape(of: &'static Shape, defs: &mut Map<String, Value>) -> Value {
    match of {
        Shape::Text => text(),
        Shape::Texts => either(vec![text(), list(text())]),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Number(low, high) if low == high => json!({ "const": low }),
        Shape::Number(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Shape::OneOf(words) => json!({ "enum": words }),
        Shape::SomeOf(words) => either(vec![json!({ "enum": words }), list(json!({ "enum": words }))]),
        Shape::Id => json!({ "type": "string", "pattern": ID_PATTERN }),
        Shape::Selector => json!({ "type": "string", "pattern": "^[^#]+#.+$" }),
        Shape::Object(inner) => reference(inner, defs),
        Shape::ListOf(inner) => json!({ "type": "array", "items": shape(inner, defs) }),
        Shape::MapOf(inner) => json!({ "type": "object", "additionalProperties": shape(inner, defs) }),
        Shape::Either(shapes) => either(shapes.iter().map(|s| shape(s, defs)).collect()),
    }
}

fn reference(inner: &'static Table, defs: &mut Map<String, Value>) -> Value {
    let name = inner.name();
    if !defs.contains_key(&name) {
        let object = table(inner, defs);
        defs.insert(name.clone(), object);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

// A number or a word of YAML is a text too where a text is asked for: `phrases: [24]`.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"], "minLength": 1 })
}

fn list(items: Value) -> Value {
    let mut list = json!({ "type": "array", "minItems": 1 });
    list["items"] = items;
    list
}

fn either(shapes: Vec<Value>) -> Value {
    let mut any = json!({});
    any["anyOf"] = Value::Array(shapes);
    any
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::load::load_text;

    fn valid(policy: &Value) -> bool {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        jsonschema::draft202012::new(&schema).unwrap().is_valid(policy)
    }

    #[test]
    fn the_schema_and_the_reader_agree_on_samples() {
        let rule = |rule: Value| json!({ "version": 1, "rules": [rule] });
        let samples = [
            (json!({ "version": 1 }), true),
            (json!({ "version": 2 }), false),
            (json!({ "rules": [] }), false),
            (json!({ "version": 1, "extends": ["dealix"], "language": "ar" }), true),
            (json!({ "version": 1, "language": "fr" }), false),
            (json!({ "version": 1, "lang": "ar" }), false),
            (json!({ "version": 1, "content": { "a": "x.md", "b": { "files": "y", "profile": "internal" } } }), true),
            (json!({ "version": 1, "content": { "b": { "profile": "internal" } } }), false),
            (json!({ "version": 1, "constants": { "sla": "a.rs#B" } }), true),
            (json!({ "version": 1, "constants": { "sla": "a.rs" } }), false),
            (json!({ "version": 1, "words": { "w": ["a", 24] }, "cues": { "negator": { "add": ["b"] } } }), true),
            (json!({ "version": 1, "words": { "w": [] } }), false),
            (rule(json!({ "id": "a/b", "forbid": { "phrases": ["x"], "standing": "asked" } })), true),
            (rule(json!({ "id": "a/b", "forbid": { "frames": [{ "regex": "x", "unless-block": ["y"] }] } })), true),
            (rule(json!({ "id": "a/b", "forbid": { "phrase": ["x"] } })), false),
            (rule(json!({ "id": "A", "forbid": { "phrases": ["x"] } })), false),
            (rule(json!({ "id": "a/b", "forbid": { "phrases": "x" }, "tone": { "avoid": "y" } })), false),
            (rule(json!({ "id": "a/b", "tone": { "at-least": 50 } })), true),
            (rule(json!({ "id": "a/b", "tone": { "at-least": 101 } })), false),
            (rule(json!({ "id": "a/b", "require": { "in": "a.md", "all": "x", "under": "H" } })), true),
            (rule(json!({ "id": "a/b", "require": { "files": { "any": ["a.md"] } }, "why": { "ar": "x" } })), true),
            (rule(json!({ "id": "a/b", "require": { "files": { "some": ["a.md"] } } })), false),
            (
                rule(json!({ "id": "a/b", "table": { "in": "a.md", "under": "H", "equals": "a.rs#B",
                "key": { "column": "K", "words": { "a": "b" } },
                "columns": { "C": { "fields": ["min", "max"], "unit": "SAR" } }, "rows": "subset" } })),
                true,
            ),
            (rule(json!({ "id": "a/b", "table": { "in": "a.md", "under": "H", "equals": "a.rs#B" } })), false),
            (
                rule(json!({ "id": "a/b", "list": { "in": "a.md", "nth": 1, "equals": ["a.rs#B"], "order": "any" } })),
                true,
            ),
            (rule(json!({ "id": "a/b", "list": { "in": "a.md", "nth": 0, "equals": "a.rs#B" } })), false),
            (
                rule(json!({ "id": "a/b", "value": { "in": "a.md", "phrase": "x <money>", "across": "group",
                "equals": { "of": "a.rs#B", "unit": "SAR" } } })),
                true,
            ),
            (
                rule(json!({ "id": "a/b", "value": { "in": "a.md", "phrase": "x <money>", "across": "page",
                "equals": "a.rs#B" } })),
                false,
            ),
            (rule(json!({ "id": "a/b", "severity": "fatal", "tone": { "avoid": "y" } })), false),
            (
                rule(json!({ "id": "a/b", "tone": { "avoid": "y" },
                "examples": { "bad": ["x", { "text": "y", "as": "html" }], "good": [] } })),
                true,
            ),
            (rule(json!({ "id": "a/b", "tone": { "avoid": "y" }, "examples": { "bad": [{ "as": "html" }] } })), false),
        ];
        for (sample, good) in samples {
            assert_eq!(valid(&sample), good, "schema: {sample}");
            // JSON is YAML.
            let read = load_text("sample.yaml", &sample.to_string());
            assert_eq!(read.is_ok(), good, "reader: {sample}: {read:?}");
        }
    }

    #[test]
    fn a_re_levelled_rule_is_valid() {
        assert!(valid(&json!({ "version": 1, "extends": "dealix", "rules": [{ "id": "a/b", "severity": "off" }] })));
    }

    #[test]
    fn every_key_has_a_description_and_the_same_names_as_the_reader() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let names = |object: &Value| object["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let mut top: Vec<&str> = TOP.names().collect();
        top.sort_unstable();
        assert_eq!(names(&schema), top);
        let mut rule: Vec<&str> = RULE.names().collect();
        rule.sort_unstable();
        assert_eq!(names(&schema["$defs"]["rule"]), rule);
        for def in schema["$defs"].as_object().unwrap().values() {
            for (name, property) in def["properties"].as_object().unwrap() {
                assert!(property["description"].as_str().is_some_and(|d| !d.is_empty()), "{name}");
            }
        }
    }
}
