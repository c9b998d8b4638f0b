//! Composite literals of Go: slices, arrays, maps, structs with and without the names of their fields.

use tree_sitter::Node;

use super::Go;
use super::expression::expression;
use crate::constants::expr::{Expr, Id, Key};
use crate::constants::tree::{broken, children, field, span};

/// Longest array that is written with places of members (`[…]int{9: 1}`).
const LONGEST_ARRAY: usize = 4096;

/// What a type is made of, seen through the names that the file gives.
enum Shape<'t> {
    /// Slices and arrays: of what.
    List(Option<Node<'t>>),
    /// Maps: of what keys and values.
    Map(Option<Node<'t>>, Option<Node<'t>>),
    /// Structs: the names and types of the fields, in order.
    Struct(Vec<(Node<'t>, Node<'t>)>),
    /// A type of another file.
    Unknown,
}

fn shape<'t>(go: &Go<'_, 't>, kind: Node<'t>) -> Shape<'t> {
    let mut kind = kind;
    for _ in 0..16 {
        match kind.kind() {
            "slice_type" | "array_type" | "implicit_length_array_type" => return Shape::List(field(kind, "element")),
            "map_type" => return Shape::Map(field(kind, "key"), field(kind, "value")),
            "struct_type" => return Shape::Struct(fields(kind)),
            "pointer_type" | "parenthesized_type" => match children(kind).first() {
                Some(inner) => kind = *inner,
                None => return Shape::Unknown,
            },
            "type_identifier" => match go.types.get(go.lower.text(kind)) {
                Some(made_of) => kind = *made_of,
                None => return Shape::Unknown,
            },
            _ => return Shape::Unknown,
        }
    }
    Shape::Unknown
}

fn fields(kind: Node<'_>) -> Vec<(Node<'_>, Node<'_>)> {
    let declarations = children(kind).into_iter().flat_map(children).filter(|d| d.kind() == "field_declaration");
    let mut out = Vec::new();
    for declaration in declarations {
        let Some(made_of) = field(declaration, "type") else { continue };
        let mut cursor = declaration.walk();
        let names: Vec<Node<'_>> = declaration.children_by_field_name("name", &mut cursor).collect();
        if names.is_empty() {
            // An embedded type is a field of its own name.
            out.push((made_of, made_of));
        }
        out.extend(names.into_iter().filter(Node::is_named).map(|n| (n, made_of)));
    }
    out
}

/// A literal in braces of the type `kind`; `None` where the type around it is not known here.
pub(super) fn literal<'t>(go: &mut Go<'_, 't>, body: Node<'t>, kind: Option<Node<'t>>) -> Id {
    if let Err(refused) = go.lower.enter(body) {
        return refused;
    }
    let id = inner(go, body, kind);
    if let Some(kind) = kind.filter(|k| matches!(k.kind(), "type_identifier" | "qualified_type" | "pointer_type")) {
        let name = go.lower.text(kind).trim_start_matches('*');
        go.lower.program.set_type(id, name);
    }
    go.lower.leave();
    id
}

fn inner<'t>(go: &mut Go<'_, 't>, body: Node<'t>, kind: Option<Node<'t>>) -> Id {
    let parts = children(body);
    if parts.iter().any(|p| broken(*p).is_some()) {
        return go.lower.not_literal(body, "broken code");
    }
    let keyed = parts.iter().any(|p| p.kind() == "keyed_element");
    match kind.map_or(Shape::Unknown, |k| shape(go, k)) {
        Shape::List(of) => list(go, body, &parts, of),
        Shape::Map(keys, values) => {
            let mut entries = Vec::new();
            for part in &parts {
                let Some((key, value)) = pair(*part) else { return go.lower.other(body) };
                let key = element(go, key, keys);
                entries.push((Key::Computed(key), element(go, value, values)));
            }
            go.lower.program.add(span(body), Expr::Map(entries))
        }
        Shape::Struct(fields) if !keyed => {
            if parts.len() != fields.len() && !parts.is_empty() {
                return go.lower.not_literal(body, "a literal with another number of values than its type has fields");
            }
            let mut entries = Vec::new();
            for (part, (name, made_of)) in parts.iter().zip(&fields) {
                let key = Key::Text(go.lower.text(*name).into(), span(*part));
                entries.push((key, element(go, *part, Some(*made_of))));
            }
            go.lower.program.add(span(body), Expr::Struct(entries))
        }
        Shape::Struct(fields) => named(go, body, &parts, &fields),
        Shape::Unknown if keyed => named(go, body, &parts, &[]),
        Shape::Unknown => go.lower.not_literal(body, "a literal of a type that is not in this file"),
    }
}

/// The two sides of `key: value`.
fn pair(part: Node<'_>) -> Option<(Node<'_>, Node<'_>)> {
    match (part.kind(), &children(part)[..]) {
        ("keyed_element", [key, value]) => Some((*key, *value)),
        _ => None,
    }
}

/// A member: a literal that leaves its type to what surrounds it, or an expression.
fn element<'t>(go: &mut Go<'_, 't>, part: Node<'t>, kind: Option<Node<'t>>) -> Id {
    let inner = if part.kind() == "literal_element" { children(part).into_iter().next().unwrap_or(part) } else { part };
    if inner.kind() == "literal_value" { literal(go, inner, kind) } else { expression(go, inner) }
}

fn named<'t>(go: &mut Go<'_, 't>, body: Node<'t>, parts: &[Node<'t>], fields: &[(Node<'t>, Node<'t>)]) -> Id {
    let mut entries = Vec::new();
    for part in parts {
        let Some((key, value)) = pair(*part) else { return go.lower.other(body) };
        let name = go.lower.text(key);
        let made_of = fields.iter().find(|(n, _)| go.lower.text(*n) == name).map(|(_, made_of)| *made_of);
        entries.push((Key::Text(name.into(), span(key)), element(go, value, made_of)));
    }
    go.lower.program.add(span(body), Expr::Struct(entries))
}

fn list<'t>(go: &mut Go<'_, 't>, body: Node<'t>, parts: &[Node<'t>], of: Option<Node<'t>>) -> Id {
    let mut members = Vec::new();
    for part in parts {
        let Some((place, value)) = pair(*part) else {
            members.push((false, element(go, *part, of)));
            continue;
        };
        // `[…]int{2: 5}`: the members before it are zero, and only literal places can be counted.
        let at =
            go.lower.text(place).trim().parse::<usize>().ok().filter(|at| (members.len()..LONGEST_ARRAY).contains(at));
        let Some(at) = at else { return go.lower.not_literal(*part, "a member whose place cannot be counted") };
        while members.len() < at {
            let gap = go.lower.not_literal(*part, "set by its place, so that the members before it have no literal");
            members.push((false, gap));
        }
        members.push((false, element(go, value, of)));
    }
    go.lower.list(body, members)
}
