//! Calls of Python that are plain values: `timedelta(…)`, `frozenset(…)`, `dict(…)`, dataclasses and named tuples.

use std::sync::Arc;

use tree_sitter::Node;

use super::Python;
use super::expression::expression;
use crate::constants::expr::{Binary, Cast, Expr, Id, Key, Name};
use crate::constants::tree::{broken, children, field, span};
use crate::constants::value::ValueKind;

const SECOND: i128 = 1_000_000_000;
/// The parameters of `timedelta`, in order, in nanoseconds.
const TIMEDELTA: [(&str, i128); 7] = [
    ("days", 86_400 * SECOND),
    ("seconds", SECOND),
    ("microseconds", 1000),
    ("milliseconds", 1_000_000),
    ("minutes", 60 * SECOND),
    ("hours", 3600 * SECOND),
    ("weeks", 7 * 86_400 * SECOND),
];

/// An argument: its name, if it has one, and its value.
struct Argument<'t> {
    name: Option<Node<'t>>,
    value: Node<'t>,
}

pub(super) fn call(python: &mut Python<'_>, node: Node<'_>, scope: &Arc<str>) -> Id {
    let (Some(function), Some(arguments_node)) = (field(node, "function"), field(node, "arguments")) else {
        return python.lower.other(node);
    };
    let function = python.lower.text(function);
    let last = function.rsplit('.').next().unwrap_or(function);
    if arguments_node.kind() != "argument_list" || broken(arguments_node).is_some() {
        return python.lower.other(node);
    }
    let mut arguments = Vec::new();
    let mut spread = Vec::new();
    for part in children(arguments_node) {
        match part.kind() {
            "keyword_argument" => {
                let Some(value) = field(part, "value") else { return python.lower.other(node) };
                arguments.push(Argument { name: field(part, "name"), value });
            }
            "dictionary_splat" => spread.extend(children(part)),
            "list_splat" => return python.lower.not_literal(node, "a call with spread arguments"),
            _ => arguments.push(Argument { name: None, value: part }),
        }
    }
    match last {
        "timedelta" => timedelta(python, node, &arguments, scope),
        "frozenset" | "set" | "tuple" | "list" | "MappingProxyType" | "OrderedDict" | "dict" | "frozendict"
            if spread.is_empty() =>
        {
            collection(python, node, last, &arguments, scope)
        }
        "Decimal" | "int" | "float" | "str" => match arguments[..] {
            [Argument { name: None, value }] => {
                let value = expression(python, value, scope);
                let cast = match last {
                    "Decimal" => Cast::Number,
                    "int" => Cast::Int { bits: 128, signed: true },
                    "float" => Cast::Float,
                    _ => Cast::Same,
                };
                python.lower.program.add(span(node), Expr::Cast(value, cast))
            }
            _ => python.lower.other(node),
        },
        _ if last.starts_with(char::is_uppercase) => object(python, node, last, &arguments, &spread, scope),
        _ => python.lower.other(node),
    }
}

fn timedelta(python: &mut Python<'_>, node: Node<'_>, arguments: &[Argument<'_>], scope: &Arc<str>) -> Id {
    let place = span(node);
    let mut sum = python.lower.program.scalar(place, ValueKind::Duration(0));
    for (i, argument) in arguments.iter().enumerate() {
        let unit = match argument.name {
            None => TIMEDELTA.get(i).map(|u| u.1),
            Some(name) => TIMEDELTA.iter().find(|u| u.0 == python.lower.text(name)).map(|u| u.1),
        };
        let Some(unit) = unit else { return python.lower.not_literal(node, "a call with an unknown argument") };
        let count = expression(python, argument.value, scope);
        let part = python.lower.program.add(span(argument.value), Expr::Duration(count, unit));
        sum = python.lower.program.add(place, Expr::Binary(Binary::Add, sum, part));
    }
    python.lower.program.set_type(sum, "timedelta");
    sum
}

fn collection(python: &mut Python<'_>, node: Node<'_>, kind: &str, arguments: &[Argument<'_>], scope: &Arc<str>) -> Id {
    let place = span(node);
    let is_map = !matches!(kind, "frozenset" | "set" | "tuple" | "list");
    let named = arguments.iter().filter_map(|a| Some((a.name?, a.value)));
    let named: Vec<_> = named.collect();
    match arguments {
        [] if is_map => python.lower.program.add(place, Expr::Map(Vec::new())),
        [] => python.lower.list(node, Vec::new()),
        [Argument { name: None, value }] => {
            let inner = expression(python, *value, scope);
            if is_map && matches!(value.kind(), "list" | "tuple") {
                return python.lower.program.add(place, Expr::Pairs(inner));
            }
            inner
        }
        _ if is_map && named.len() == arguments.len() => {
            let fields = named.into_iter().map(|(name, value)| {
                let key = Key::Text(python.lower.text(name).into(), span(name));
                (key, expression(python, value, scope))
            });
            let fields = fields.collect();
            python.lower.program.add(place, Expr::Map(fields))
        }
        _ => python.lower.other(node),
    }
}

fn object(
    python: &mut Python<'_>,
    node: Node<'_>,
    class: &str,
    arguments: &[Argument<'_>],
    spread: &[Node<'_>],
    scope: &Arc<str>,
) -> Id {
    let known = python.classes.get(class).filter(|c| !c.inherits);
    let (names, defaults) = known.map_or_else(Default::default, |c| (c.fields.clone(), c.defaults.clone()));
    let known = known.is_some();
    let mut fields = Vec::new();
    for (i, argument) in arguments.iter().enumerate() {
        let key = match (argument.name, names.get(i)) {
            (Some(name), _) => Key::Text(python.lower.text(name).into(), span(name)),
            (None, Some(name)) => Key::Text((*name).into(), span(argument.value)),
            (None, None) if known => return python.lower.not_literal(node, "a call with more arguments than fields"),
            (None, None) => return python.lower.not_literal(node, "a call whose arguments have no names in this file"),
        };
        fields.push((key, expression(python, argument.value, scope)));
    }
    for map in spread {
        fields.push((Key::Spread, expression(python, *map, scope)));
    }
    // What a call leaves out has the class's default.
    let given: Vec<String> = fields
        .iter()
        .filter_map(|(k, _)| if let Key::Text(name, _) = k { Some(name.to_string()) } else { None })
        .collect();
    for name in defaults.into_iter().filter(|name| !given.iter().any(|g| g == name)) {
        let path = format!("{class}.{name}");
        let default = Name { path, scope: "".into(), exact: true, variant: false };
        let id = python.lower.program.named(span(node), default);
        fields.push((Key::Text(name.into(), span(node)), id));
    }
    let id = python.lower.program.add(span(node), Expr::Struct(fields));
    python.lower.program.set_type(id, class);
    id
}
