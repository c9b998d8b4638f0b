//! Calls of Rust that are plain values: `Some(…)`, `Duration::from_secs(…)`, tuple structs, collections from arrays.

use tree_sitter::Node;

use super::expression::{Context, expression, is_type, parts};
use crate::constants::expr::{Expr, Id, Key};
use crate::constants::lower::Lower;
use crate::constants::tree::{children, field, span};

/// Methods that give their receiver in another type.
const SAME: [&str; 13] = [
    "unwrap",
    "expect",
    "to_string",
    "to_owned",
    "into",
    "as_str",
    "as_slice",
    "to_vec",
    "clone",
    "as_ref",
    "as_bytes",
    "into_iter",
    "iter",
];

const SECOND: i128 = 1_000_000_000;

/// Nanoseconds of the unit of `Duration::from_…`.
fn unit(function: &str) -> Option<i128> {
    Some(match function {
        "from_nanos" | "nanoseconds" => 1,
        "from_micros" | "microseconds" => 1000,
        "from_millis" | "milliseconds" => 1_000_000,
        "from_secs" | "from_secs_f64" | "from_secs_f32" | "seconds" => SECOND,
        "from_mins" | "minutes" => 60 * SECOND,
        "from_hours" | "hours" => 3600 * SECOND,
        "from_days" | "days" => 86_400 * SECOND,
        "from_weeks" | "weeks" => 7 * 86_400 * SECOND,
        _ => return None,
    })
}

pub(super) fn call(lower: &mut Lower<'_>, node: Node<'_>, context: &Context) -> Id {
    let (Some(function), Some(arguments)) = (field(node, "function"), field(node, "arguments")) else {
        return lower.other(node);
    };
    if crate::constants::tree::broken(arguments).is_some() {
        return lower.not_literal(node, "broken code");
    }
    let arguments: Vec<Node<'_>> = children(arguments).into_iter().filter(|a| a.kind() != "attribute_item").collect();
    if function.kind() == "field_expression" {
        return method(lower, node, function, context);
    }
    let parts = parts(lower.text(function));
    let wrapped = |lower: &mut Lower<'_>| match arguments[..] {
        [one] => expression(lower, one, context),
        _ => lower.other(node),
    };
    match parts[..] {
        [.., "Duration" | "TimeDelta", name] => match (unit(name), &arguments[..]) {
            (Some(unit), [one]) => {
                let count = expression(lower, *one, context);
                let id = lower.program.add(span(node), Expr::Duration(count, unit));
                lower.program.set_type(id, "Duration");
                id
            }
            _ => lower.other(node),
        },
        [.., "LazyLock" | "Lazy" | "LazyCell", "new"] => match arguments[..] {
            [closure] if closure.kind() == "closure_expression" => match field(closure, "body") {
                Some(body) => expression(lower, body, context),
                None => lower.other(node),
            },
            _ => lower.other(node),
        },
        [.., "HashMap" | "BTreeMap" | "IndexMap", "from" | "from_iter"] => {
            let pairs = wrapped(lower);
            lower.program.add(span(node), Expr::Pairs(pairs))
        }
        ["Some"]
        | [.., "Option", "Some"]
        | [.., "Box" | "Rc" | "Arc" | "Cell" | "RefCell" | "Mutex" | "Wrapping", "new"]
        | [.., "String" | "Vec" | "HashSet" | "BTreeSet" | "IndexSet" | "Box" | "Arc" | "Rc", "from" | "from_iter"]
        | [.., "Cow", "Borrowed" | "Owned"] => wrapped(lower),
        [.., kind, "new"] if kind.starts_with("NonZero") => wrapped(lower),
        [.., owner, variant] if is_type(owner) && is_type(variant) => {
            let members = arguments.iter().map(|a| (false, expression(lower, *a, context))).collect();
            let payload = lower.program.add(span(node), Expr::List(members));
            let id = lower.program.add(span(node), Expr::Variant(variant.into(), Some(payload)));
            lower.program.set_type(id, if owner == "Self" { &context.owner } else { owner });
            id
        }
        // A tuple struct.
        [.., owner] if is_type(owner) && !matches!(owner, "Ok" | "Err") => {
            let fields = arguments.iter().enumerate().map(|(i, argument)| {
                let value = expression(lower, *argument, context);
                (Key::Text(i.to_string().into(), span(*argument)), value)
            });
            let fields = fields.collect();
            let id = lower.program.add(span(node), Expr::Struct(fields));
            lower.program.set_type(id, if owner == "Self" { &context.owner } else { owner });
            id
        }
        _ => lower.other(node),
    }
}

fn method(lower: &mut Lower<'_>, node: Node<'_>, function: Node<'_>, context: &Context) -> Id {
    let (Some(receiver), Some(name)) = (field(function, "value"), field(function, "field")) else {
        return lower.other(node);
    };
    let name = lower.text(name);
    if SAME.contains(&name) {
        return expression(lower, receiver, context);
    }
    lower.other(node)
}
