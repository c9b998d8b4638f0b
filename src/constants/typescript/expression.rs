//! Expressions of TypeScript and JavaScript.

use std::sync::Arc;

use tree_sitter::Node;

use crate::constants::escape::{Escapes, unescape};
use crate::constants::expr::{Binary, Expr, Id, Key, Name, Unary};
use crate::constants::lower::Lower;
use crate::constants::tree::{broken, children, field, operator, span};

pub(super) fn expression(lower: &mut Lower<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    if let Err(refused) = lower.enter(node) {
        return refused;
    }
    let id = inner(lower, node, scope);
    lower.leave();
    id
}

fn inner(lower: &mut Lower<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    let source = lower.source;
    let place = span(node);
    match node.kind() {
        "number" => lower.number(node),
        "true" | "false" => lower.bool(node, node.kind() == "true"),
        "null" | "undefined" => lower.null(node),
        "string" => {
            let raw = between(lower.text(node));
            lower.string(place, raw, Some(Escapes::Script))
        }
        "template_string" => {
            if children(node).iter().any(|c| c.kind() == "template_substitution") {
                return lower.not_literal(node, "a text with values in it");
            }
            let raw = between(lower.text(node));
            lower.string(place, raw, Some(Escapes::Script))
        }
        // Types say nothing about values.
        "parenthesized_expression" | "as_expression" | "satisfies_expression" | "non_null_expression" => {
            match children(node).first() {
                Some(first) => expression(lower, *first, scope),
                None => lower.other(node),
            }
        }
        "type_assertion" => match children(node)[..] {
            [.., value] => expression(lower, value, scope),
            [] => lower.other(node),
        },
        "object" => object(lower, node, scope),
        "array" => array(lower, node, scope),
        "unary_expression" => {
            let Some(argument) = field(node, "argument") else { return lower.other(node) };
            let op = match operator(node, source) {
                "-" => Unary::Minus,
                "+" => Unary::Plus,
                "!" => Unary::Not,
                "~" => Unary::Invert,
                _ => return lower.other(node),
            };
            let id = expression(lower, argument, scope);
            lower.program.add(place, Expr::Unary(op, id))
        }
        "binary_expression" => {
            let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else {
                return lower.other(node);
            };
            let Some(op) = Binary::of(operator(node, source)) else { return lower.not_literal(node, "a comparison") };
            let (left, right) = (expression(lower, left, scope), expression(lower, right, scope));
            lower.program.add(place, Expr::Binary(op, left, right))
        }
        "identifier" if matches!(lower.text(node), "NaN" | "Infinity") => lower.not_literal(node, "no finite number"),
        "identifier" => {
            let name = lower.text(node);
            lower.program.name(place, name, scope)
        }
        "member_expression" => member(lower, node, scope),
        "subscript_expression" => {
            let (Some(object), Some(index)) = (field(node, "object"), field(node, "index")) else {
                return lower.other(node);
            };
            let (object, index) = (expression(lower, object, scope), expression(lower, index, scope));
            lower.program.add(place, Expr::Index(object, index))
        }
        "call_expression" => match (field(node, "function").map(|f| lower.text(f)), only_argument(node)) {
            (Some("Object.freeze" | "Object.seal" | "BigInt" | "Number" | "String" | "Symbol.for"), Some(argument)) => {
                expression(lower, argument, scope)
            }
            (Some("Object.fromEntries"), Some(argument)) => {
                let pairs = expression(lower, argument, scope);
                lower.program.add(place, Expr::Pairs(pairs))
            }
            _ => lower.other(node),
        },
        "new_expression" => match (field(node, "constructor").map(|c| lower.text(c)), only_argument(node)) {
            (Some("Map"), Some(argument)) => {
                let pairs = expression(lower, argument, scope);
                lower.program.add(place, Expr::Pairs(pairs))
            }
            (Some("Set"), Some(argument)) => expression(lower, argument, scope),
            (Some("Map"), None) if no_argument(node) => lower.program.add(place, Expr::Map(Vec::new())),
            (Some("Set"), None) if no_argument(node) => lower.list(node, Vec::new()),
            _ => lower.other(node),
        },
        _ => lower.other(node),
    }
}

fn no_argument(node: Node<'_>) -> bool {
    field(node, "arguments").is_none_or(|a| children(a).is_empty())
}

fn only_argument(node: Node<'_>) -> Option<Node<'_>> {
    let arguments = field(node, "arguments").filter(|a| broken(*a).is_none())?;
    match children(arguments)[..] {
        [one] if one.kind() != "spread_element" => Some(one),
        _ => None,
    }
}

/// What stands between the quotes.
fn between(text: &str) -> &str {
    text.get(1..text.len().saturating_sub(1)).unwrap_or_default()
}

/// The text of a key that is a name, a text or a number.
pub(super) fn key(lower: &Lower<'_>, node: Node<'_>) -> Option<String> {
    let text = lower.text(node);
    match node.kind() {
        "property_identifier" | "shorthand_property_identifier" | "identifier" | "private_property_identifier" => {
            Some(text.to_owned())
        }
        "string" => unescape(between(text), Escapes::Script).ok(),
        _ => None,
    }
}

fn object(lower: &mut Lower<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    let mut fields = Vec::new();
    for part in children(node) {
        if broken(part).is_some() {
            return lower.not_literal(node, "broken code");
        }
        match part.kind() {
            "pair" => {
                let (Some(name), Some(value)) = (field(part, "key"), field(part, "value")) else { continue };
                let key = match (key(lower, name), name.kind()) {
                    (Some(text), _) => Key::Text(text.into(), span(name)),
                    (None, "computed_property_name") => match children(name)[..] {
                        [one] => Key::Computed(expression(lower, one, scope)),
                        _ => return lower.other(part),
                    },
                    (None, _) => Key::Computed(expression(lower, name, scope)),
                };
                fields.push((key, expression(lower, value, scope)));
            }
            "shorthand_property_identifier" => {
                let (text, place) = (lower.text(part), span(part));
                let id = lower.program.name(place, text, scope);
                fields.push((Key::Text(text.into(), place), id));
            }
            "spread_element" => {
                let Some(inner) = children(part).into_iter().next() else { continue };
                fields.push((Key::Spread, expression(lower, inner, scope)));
            }
            "method_definition" => {
                let Some(name) = field(part, "name") else { continue };
                let id = lower.not_literal(part, "a function");
                fields.push((Key::Text(lower.text(name).into(), span(name)), id));
            }
            _ => return lower.other(part),
        }
    }
    lower.program.add(span(node), Expr::Map(fields))
}

fn array(lower: &mut Lower<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    // `[1, , 2]` has a hole, which is a member, too.
    let mut cursor = node.walk();
    let (mut members, mut due) = (Vec::new(), true);
    for part in node.children(&mut cursor) {
        match part.kind() {
            "," if due => members.push((false, lower.null(part))),
            "," => due = true,
            "[" | "]" => {}
            _ if part.is_extra() => {}
            "spread_element" => {
                due = false;
                if let Some(inner) = children(part).into_iter().next() {
                    members.push((true, expression(lower, inner, scope)));
                }
            }
            _ => {
                due = false;
                members.push((false, expression(lower, part, scope)));
            }
        }
    }
    lower.list(node, members)
}

/// `Owner.Founder`, `SLA.P0!.minutes`.
fn member(lower: &mut Lower<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    let (Some(object), Some(name)) = (field(node, "object"), field(node, "property")) else { return lower.other(node) };
    let (text, owner) = (lower.text(node), lower.text(object));
    if object.kind() == "identifier" && owner == "Number" {
        return match lower.text(name) {
            "MAX_SAFE_INTEGER" => {
                let largest = crate::constants::value::ValueKind::Int((1 << 53) - 1);
                lower.program.scalar(span(node), largest)
            }
            _ => lower.other(node),
        };
    }
    if text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '$')) {
        let owner = owner.rsplit('.').next().unwrap_or(owner);
        let variant = owner.starts_with(char::is_uppercase) && owner.chars().any(char::is_lowercase);
        let name = Name { path: text.to_owned(), scope: Arc::clone(scope), exact: false, variant };
        return lower.program.named(span(node), name);
    }
    let name = lower.text(name).to_owned();
    let object = expression(lower, object, scope);
    lower.program.add(span(node), Expr::Member(object, name))
}
