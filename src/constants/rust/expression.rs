//! Expressions of Rust.

use std::sync::Arc;

use tree_sitter::Node;

use super::calls;
use super::type_name;
use crate::constants::escape::Escapes;
use crate::constants::expr::{Binary, Cast, Expr, Id, Key, Name, Unary};
use crate::constants::lower::Lower;
use crate::constants::number;
use crate::constants::tree::{children, field, operator, span};
use crate::constants::value::ValueKind;

/// Where an expression stands.
pub(super) struct Context {
    /// The module, its parts joined by dots.
    pub(super) scope: Arc<str>,
    /// What `Self` is; empty outside of `impl`.
    pub(super) owner: Arc<str>,
}

impl Context {
    pub(super) fn at(scope: &Arc<str>) -> Self {
        Self { scope: Arc::clone(scope), owner: "".into() }
    }
}

pub(super) fn expression(lower: &mut Lower<'_>, node: Node<'_>, context: &Context) -> Id {
    if let Err(refused) = lower.enter(node) {
        return refused;
    }
    let id = inner(lower, node, context);
    lower.leave();
    id
}

fn inner(lower: &mut Lower<'_>, node: Node<'_>, context: &Context) -> Id {
    let source = lower.source;
    let text = lower.text(node);
    let place = span(node);
    match node.kind() {
        "integer_literal" | "float_literal" => {
            let id = lower.number(node);
            lower.program.set_type(id, number::suffix(text).unwrap_or_default());
            id
        }
        "boolean_literal" => lower.bool(node, text == "true"),
        "string_literal" | "raw_string_literal" | "char_literal" => literal_text(lower, node),
        "unit_expression" => lower.null(node),
        "parenthesized_expression" | "reference_expression" | "block" | "const_block" => {
            let parts = children(node);
            let parts: Vec<_> =
                parts.into_iter().filter(|p| !matches!(p.kind(), "mutable_specifier" | "attribute_item")).collect();
            match parts[..] {
                [one] if !one.kind().ends_with("statement") && !one.kind().ends_with("_item") => {
                    expression(lower, one, context)
                }
                _ => lower.not_literal(node, "a block of code"),
            }
        }
        "unary_expression" => {
            let Some(operand) = children(node).into_iter().next() else { return lower.other(node) };
            let id = expression(lower, operand, context);
            match text.as_bytes().first() {
                Some(b'-') => lower.program.add(place, Expr::Unary(Unary::Minus, id)),
                Some(b'!') => lower.program.add(place, Expr::Unary(Unary::Not, id)),
                _ => id,
            }
        }
        "binary_expression" => {
            let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else {
                return lower.other(node);
            };
            let Some(op) = Binary::of(operator(node, source)) else { return lower.not_literal(node, "a comparison") };
            let (left, right) = (expression(lower, left, context), expression(lower, right, context));
            lower.program.add(place, Expr::Binary(op, left, right))
        }
        "type_cast_expression" => {
            let (Some(value), Some(to)) = (field(node, "value"), field(node, "type")) else { return lower.other(node) };
            let value = expression(lower, value, context);
            let to = lower.text(to);
            let id = lower.program.add(place, Expr::Cast(value, primitive(to).unwrap_or(Cast::Same)));
            lower.program.set_type(id, to);
            id
        }
        "array_expression" => {
            let parts = children(node);
            let parts: Vec<Node<'_>> = parts.into_iter().filter(|p| p.kind() != "attribute_item").collect();
            if let (Some(length), [value, ..]) = (field(node, "length"), &parts[..]) {
                let (value, length) = (expression(lower, *value, context), expression(lower, length, context));
                return lower.program.add(place, Expr::Repeat(value, length));
            }
            let members = parts.into_iter().map(|p| (false, expression(lower, p, context))).collect();
            lower.list(node, members)
        }
        "tuple_expression" => {
            let members = children(node).into_iter().map(|p| (false, expression(lower, p, context))).collect();
            lower.list(node, members)
        }
        "identifier" | "scoped_identifier" => path(lower, node, context),
        "struct_expression" => structure(lower, node, context),
        "call_expression" => calls::call(lower, node, context),
        "field_expression" => {
            let (Some(value), Some(name)) = (field(node, "value"), field(node, "field")) else {
                return lower.other(node);
            };
            let (value, name) = (expression(lower, value, context), lower.text(name).to_owned());
            lower.program.add(place, Expr::Member(value, name))
        }
        "index_expression" => {
            let parts = children(node);
            let [value, index] = parts[..] else { return lower.other(node) };
            let (value, index) = (expression(lower, value, context), expression(lower, index, context));
            lower.program.add(place, Expr::Index(value, index))
        }
        _ => lower.other(node),
    }
}

fn literal_text(lower: &mut Lower<'_>, node: Node<'_>) -> Id {
    let text = lower.text(node);
    let quote = if node.kind() == "char_literal" { '\'' } else { '"' };
    let raw = match (text.find(quote), text.rfind(quote)) {
        (Some(start), Some(end)) if start < end => &text[start + 1..end],
        _ => return lower.other(node),
    };
    let escapes = (node.kind() != "raw_string_literal").then_some(Escapes::Rust);
    lower.string(span(node), raw, escapes)
}

/// The whole number or fraction that a primitive type holds. `usize` is taken for 64 bits.
pub(super) fn primitive(name: &str) -> Option<Cast> {
    if matches!(name, "f32" | "f64") {
        return Some(Cast::Float);
    }
    let bits = match name.get(1..)? {
        "size" => 64,
        bits @ ("8" | "16" | "32" | "64" | "128") => bits.parse().ok()?,
        _ => return None,
    };
    match name.as_bytes()[0] {
        b'i' => Some(Cast::Int { bits, signed: true }),
        b'u' => Some(Cast::Int { bits, signed: false }),
        _ => None,
    }
}

/// The parts of a path without arguments: `a::B::<u8>::C`.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    let bytes = text.as_bytes();
    let mut i = 0;
    while i <= bytes.len() {
        let end = i == bytes.len() || (depth == 0 && bytes[i..].starts_with(b"::"));
        if end {
            let part = text[start..i].split('<').next().unwrap_or_default().trim();
            if !part.is_empty() {
                out.push(part);
            }
            start = (i + 2).min(bytes.len());
            i += 1;
        } else if bytes[i] == b'<' {
            depth += 1;
        } else if bytes[i] == b'>' {
            depth = depth.saturating_sub(1);
        }
        i += 1;
    }
    out
}

pub(super) fn is_type(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

fn path(lower: &mut Lower<'_>, node: Node<'_>, context: &Context) -> Id {
    let place = span(node);
    let text = lower.text(node);
    let parts = parts(text);
    match parts[..] {
        ["None"] | [.., "Option", "None"] => return lower.null(node),
        [.., "Duration", "ZERO"] => return lower.program.scalar(place, ValueKind::Duration(0)),
        [.., "Duration", _] => return lower.not_literal(node, "a constant of another file"),
        [.., kind, limit @ ("MIN" | "MAX" | "BITS")] => {
            if let Some(Cast::Int { bits, signed }) = primitive(kind) {
                return extreme(lower, node, bits, signed, limit);
            }
        }
        _ => {}
    }
    let mut scope: &str = &context.scope;
    let (mut exact, mut rest) = (false, &parts[..]);
    let mut path = String::new();
    while let [first, more @ ..] = rest {
        match *first {
            "self" => exact = true,
            "crate" => (exact, scope) = (true, ""),
            "super" if scope.is_empty() => return lower.not_literal(node, "a constant of another file"),
            "super" => (exact, scope) = (true, scope.rfind('.').map_or("", |dot| &scope[..dot])),
            "Self" => path.push_str(&context.owner),
            _ => break,
        }
        rest = more;
    }
    for part in rest {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(part);
    }
    // A type of another file: `Owner::Founder`.
    let variant = matches!(rest, [.., owner, _] if is_type(owner)) && !exact;
    let name = Name { path, scope: scope.into(), exact, variant };
    lower.program.named(place, name)
}

fn extreme(lower: &mut Lower<'_>, node: Node<'_>, bits: u32, signed: bool, limit: &str) -> Id {
    let max = if signed { i128::MAX >> (128 - bits) } else { i128::MAX >> (127 - bits.min(127)) };
    let value = match limit {
        "BITS" => i128::from(bits),
        "MAX" if bits == 128 && !signed => return lower.not_literal(node, "a number that is too large"),
        "MAX" => max,
        _ if signed => -max - 1,
        _ => 0,
    };
    lower.program.scalar(span(node), ValueKind::Int(value))
}

fn structure(lower: &mut Lower<'_>, node: Node<'_>, context: &Context) -> Id {
    let (Some(name), Some(body)) = (field(node, "name"), field(node, "body")) else { return lower.other(node) };
    let mut fields = Vec::new();
    if crate::constants::tree::broken(body).is_some() {
        return lower.not_literal(node, "broken code");
    }
    for part in children(body) {
        match part.kind() {
            "field_initializer" => {
                let (Some(name), Some(value)) = (field(part, "field"), field(part, "value")) else { continue };
                let id = expression(lower, value, context);
                fields.push((Key::Text(lower.text(name).into(), span(name)), id));
            }
            "shorthand_field_initializer" => {
                let Some(name) = children(part).into_iter().rfind(|p| p.kind() == "identifier") else { continue };
                let id = expression(lower, name, context);
                fields.push((Key::Text(lower.text(name).into(), span(name)), id));
            }
            "base_field_initializer" => {
                let Some(base) = children(part).into_iter().next() else { continue };
                let id = expression(lower, base, context);
                fields.push((Key::Merge, id));
            }
            _ => {}
        }
    }
    let parts = parts(lower.text(name));
    let last = parts.last().copied().unwrap_or_default();
    if let [.., owner, variant] = parts[..]
        && is_type(owner)
    {
        let owner = if owner == "Self" { context.owner.to_string() } else { owner.to_owned() };
        let payload = lower.program.add(span(body), Expr::Map(fields));
        let id = lower.program.add(span(node), Expr::Variant(variant.into(), Some(payload)));
        lower.program.set_type(id, &owner);
        return id;
    }
    let id = lower.program.add(span(node), Expr::Struct(fields));
    lower.program.set_type(id, if last == "Self" { &context.owner } else { type_name(last) });
    id
}
