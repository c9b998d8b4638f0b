//! Expressions of Go.

use tree_sitter::Node;

use super::{Go, composite};
use crate::constants::escape::Escapes;
use crate::constants::expr::{Binary, Cast, Expr, Id, Unary};
use crate::constants::tree::{broken, children, field, operator, span};
use crate::constants::value::ValueKind;

/// `time.Hour` and its like, in nanoseconds.
const UNITS: [(&str, i128); 6] = [
    ("Nanosecond", 1),
    ("Microsecond", 1000),
    ("Millisecond", 1_000_000),
    ("Second", 1_000_000_000),
    ("Minute", 60_000_000_000),
    ("Hour", 3_600_000_000_000),
];

/// The value of a declaration that may name a type.
pub(super) fn typed<'t>(go: &mut Go<'_, 't>, node: Node<'t>, kind: &str) -> Id {
    let id = expression(go, node);
    if kind.is_empty() {
        return id;
    }
    let cast = conversion(go, kind).unwrap_or(Cast::Same);
    let id = match cast {
        Cast::Nanos | Cast::Float => go.lower.program.add(span(node), Expr::Cast(id, cast)),
        _ => id,
    };
    go.lower.program.set_type(id, &kind.chars().take(80).collect::<String>());
    id
}

pub(super) fn expression<'t>(go: &mut Go<'_, 't>, node: Node<'t>) -> Id {
    if let Err(refused) = go.lower.enter(node) {
        return refused;
    }
    let id = inner(go, node);
    go.lower.leave();
    id
}

fn inner<'t>(go: &mut Go<'_, 't>, node: Node<'t>) -> Id {
    let source = go.lower.source;
    let place = span(node);
    match node.kind() {
        "int_literal" | "float_literal" => go.lower.number(node),
        "true" | "false" => go.lower.bool(node, node.kind() == "true"),
        "nil" => go.lower.null(node),
        "iota" => {
            let line = go.iota;
            go.lower.program.scalar(place, ValueKind::Int(line))
        }
        "interpreted_string_literal" | "rune_literal" => {
            let text = go.lower.text(node);
            let raw = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
            go.lower.string(place, raw, Some(Escapes::Go))
        }
        "raw_string_literal" => {
            let raw = go.lower.text(node).trim_matches('`').replace('\r', "");
            go.lower.string(place, &raw, None)
        }
        "parenthesized_expression" => match children(node)[..] {
            [one] => expression(go, one),
            _ => go.lower.other(node),
        },
        "unary_expression" => {
            let Some(operand) = field(node, "operand") else { return go.lower.other(node) };
            let op = match operator(node, source) {
                "&" => return expression(go, operand),
                "-" => Unary::Minus,
                "+" => Unary::Plus,
                "!" => Unary::Not,
                "^" => Unary::Invert,
                _ => return go.lower.other(node),
            };
            let id = expression(go, operand);
            go.lower.program.add(place, Expr::Unary(op, id))
        }
        "binary_expression" => {
            let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else {
                return go.lower.other(node);
            };
            let Some(op) = Binary::of(operator(node, source)) else {
                return go.lower.not_literal(node, "a comparison");
            };
            let (left, right) = (expression(go, left), expression(go, right));
            go.lower.program.add(place, Expr::Binary(op, left, right))
        }
        "identifier" => {
            let name = go.lower.text(node);
            go.lower.program.name(place, name, &"".into())
        }
        "selector_expression" => selector(go, node),
        "index_expression" => {
            let (Some(operand), Some(index)) = (field(node, "operand"), field(node, "index")) else {
                return go.lower.other(node);
            };
            let (operand, index) = (expression(go, operand), expression(go, index));
            go.lower.program.add(place, Expr::Index(operand, index))
        }
        "composite_literal" => match (field(node, "type"), field(node, "body")) {
            (Some(kind), Some(body)) => composite::literal(go, body, Some(kind)),
            _ => go.lower.other(node),
        },
        "call_expression" | "type_conversion_expression" => call(go, node),
        _ => go.lower.other(node),
    }
}

fn selector<'t>(go: &mut Go<'_, 't>, node: Node<'t>) -> Id {
    let (Some(operand), Some(name)) = (field(node, "operand"), field(node, "field")) else {
        return go.lower.other(node);
    };
    let name = go.lower.text(name);
    if go.lower.text(operand) == "time"
        && let Some((_, nanos)) = UNITS.iter().find(|u| u.0 == name)
    {
        let id = go.lower.program.scalar(span(node), ValueKind::Duration(*nanos));
        go.lower.program.set_type(id, "time.Duration");
        return id;
    }
    let operand = expression(go, operand);
    go.lower.program.add(span(node), Expr::Member(operand, name.to_owned()))
}

/// What a conversion to a type does, by the type's name; `None` where the name is none of a type.
fn conversion(go: &Go<'_, '_>, name: &str) -> Option<Cast> {
    let mut name = name;
    // `type A B; type B A` is no Go, and no reason to hang.
    for _ in 0..16 {
        let bits = |n: &str| match n {
            "8" | "16" | "32" | "64" => n.parse().ok(),
            "" => Some(64),
            _ => None,
        };
        return Some(match name {
            "time.Duration" => Cast::Nanos,
            "float64" | "float32" => Cast::Float,
            "byte" => Cast::Int { bits: 8, signed: false },
            "rune" => Cast::Int { bits: 32, signed: true },
            "string" | "bool" | "any" => Cast::Same,
            _ if name.strip_prefix("int").and_then(bits).is_some() => {
                Cast::Int { bits: name.strip_prefix("int").and_then(bits)?, signed: true }
            }
            _ if name.strip_prefix("uint").and_then(bits).is_some() => {
                Cast::Int { bits: name.strip_prefix("uint").and_then(bits)?, signed: false }
            }
            _ => {
                let made_of = go.types.get(name)?;
                if !matches!(made_of.kind(), "type_identifier" | "qualified_type") {
                    return Some(Cast::Same);
                }
                name = go.lower.text(*made_of);
                if name.contains('.') && name != "time.Duration" {
                    return Some(Cast::Same);
                }
                continue;
            }
        });
    }
    None
}

fn call<'t>(go: &mut Go<'_, 't>, node: Node<'t>) -> Id {
    let (Some(function), Some(arguments)) = (field(node, "function"), field(node, "arguments")) else {
        return go.lower.other(node);
    };
    let name = go.lower.text(function);
    let (Some(cast), [argument], None) = (conversion(go, name), &children(arguments)[..], broken(arguments)) else {
        return go.lower.other(node);
    };
    let value = expression(go, *argument);
    let id = go.lower.program.add(span(node), Expr::Cast(value, cast));
    go.lower.program.set_type(id, name);
    id
}
