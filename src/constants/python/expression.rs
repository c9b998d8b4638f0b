//! Expressions of Python.

use std::sync::Arc;

use tree_sitter::Node;

use super::{Python, calls};
use crate::constants::escape::Escapes;
use crate::constants::expr::{Binary, Expr, Id, Key, Name, Unary};
use crate::constants::tree::{broken, children, field, operator, span};

pub(super) fn expression(python: &mut Python<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    if let Err(refused) = python.lower.enter(node) {
        return refused;
    }
    let id = inner(python, node, scope);
    python.lower.leave();
    id
}

fn inner(python: &mut Python<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    let source = python.lower.source;
    let place = span(node);
    match node.kind() {
        "integer" | "float" => python.lower.number(node),
        "true" | "false" => python.lower.bool(node, node.kind() == "true"),
        "none" => python.lower.null(node),
        "string" => string(python, node),
        "concatenated_string" => {
            let parts = children(node).into_iter().map(|p| expression(python, p, scope)).collect();
            python.lower.program.add(place, Expr::Join(parts))
        }
        "parenthesized_expression" => match children(node)[..] {
            [one] => expression(python, one, scope),
            _ => python.lower.other(node),
        },
        "list" | "tuple" | "set" | "expression_list" => list(python, node, scope),
        "dictionary" => dictionary(python, node, scope),
        "unary_operator" | "not_operator" => {
            let Some(argument) = field(node, "argument") else { return python.lower.other(node) };
            let id = expression(python, argument, scope);
            let op = match python.lower.text(node).as_bytes().first() {
                Some(b'-') => Unary::Minus,
                Some(b'+') => Unary::Plus,
                Some(b'~') => Unary::Invert,
                _ => Unary::Not,
            };
            python.lower.program.add(place, Expr::Unary(op, id))
        }
        "binary_operator" => {
            let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else {
                return python.lower.other(node);
            };
            let Some(op) = Binary::of(operator(node, source)) else { return python.lower.other(node) };
            let (left, right) = (expression(python, left, scope), expression(python, right, scope));
            python.lower.program.add(place, Expr::Binary(op, left, right))
        }
        "identifier" => {
            let name = python.lower.text(node);
            python.lower.program.name(place, name, scope)
        }
        "attribute" => attribute(python, node, scope),
        "subscript" => {
            let (Some(value), Some(index)) = (field(node, "value"), field(node, "subscript")) else {
                return python.lower.other(node);
            };
            if index.kind() == "slice" {
                return python.lower.not_literal(node, "a slice");
            }
            let (value, index) = (expression(python, value, scope), expression(python, index, scope));
            python.lower.program.add(place, Expr::Index(value, index))
        }
        "call" => calls::call(python, node, scope),
        _ => python.lower.other(node),
    }
}

fn string(python: &mut Python<'_>, node: Node<'_>) -> Id {
    let parts = children(node);
    if parts.iter().any(|p| p.kind() == "interpolation") {
        return python.lower.not_literal(node, "a text with values in it");
    }
    let (Some(start), Some(end)) =
        (parts.iter().find(|p| p.kind() == "string_start"), parts.iter().rfind(|p| p.kind() == "string_end"))
    else {
        return python.lower.other(node);
    };
    let prefix = python.lower.text(*start).trim_end_matches(['"', '\'']).to_ascii_lowercase();
    let raw = python.lower.source.get(start.end_byte()..end.start_byte()).unwrap_or_default();
    let escapes = (!prefix.contains('r')).then_some(Escapes::Python);
    if prefix.contains('f') && raw.contains(['{', '}']) {
        return python.lower.not_literal(node, "a text with values in it");
    }
    python.lower.string(span(node), raw, escapes)
}

fn list(python: &mut Python<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    let mut members = Vec::new();
    for part in children(node) {
        if part.kind() == "list_splat" {
            let Some(inner) = children(part).into_iter().next() else { continue };
            members.push((true, expression(python, inner, scope)));
        } else {
            members.push((false, expression(python, part, scope)));
        }
    }
    python.lower.list(node, members)
}

fn dictionary(python: &mut Python<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    let mut fields = Vec::new();
    for part in children(node) {
        if broken(part).is_some() {
            return python.lower.not_literal(node, "broken code");
        }
        match part.kind() {
            "pair" => {
                let (Some(key), Some(value)) = (field(part, "key"), field(part, "value")) else { continue };
                let key = Key::Computed(expression(python, key, scope));
                fields.push((key, expression(python, value, scope)));
            }
            "dictionary_splat" => {
                let Some(inner) = children(part).into_iter().next() else { continue };
                fields.push((Key::Spread, expression(python, inner, scope)));
            }
            _ => return python.lower.other(part),
        }
    }
    python.lower.program.add(span(node), Expr::Map(fields))
}

/// `Owner.FOUNDER`, `Owner.FOUNDER.value`, or a field of anything else.
fn attribute(python: &mut Python<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    let (Some(object), Some(name)) = (field(node, "object"), field(node, "attribute")) else {
        return python.lower.other(node);
    };
    let text = python.lower.text(node);
    let dotted = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let owner = python.lower.text(object);
    if dotted && matches!(object.kind(), "identifier" | "attribute") {
        // `.value` and `.name` of a member are looked up in it.
        let own = !matches!(python.lower.text(name), "value" | "name");
        let owner = owner.rsplit('.').next().unwrap_or(owner);
        let variant = own && owner.starts_with(char::is_uppercase) && owner.chars().any(char::is_lowercase);
        let name = Name { path: text.to_owned(), scope: Arc::clone(scope), exact: false, variant };
        return python.lower.program.named(span(node), name);
    }
    let name = python.lower.text(name).to_owned();
    let object = expression(python, object, scope);
    python.lower.program.add(span(node), Expr::Member(object, name))
}
