//! JSON, with the comments and trailing commas that settings files have.

use tree_sitter::Node;

use crate::constants::escape::{Escapes, unescape};
use crate::constants::expr::{Dialect, Expr, Id, Key, Program};
use crate::constants::lower::Lower;
use crate::constants::tree::{children, field, parse, span};
use crate::constants::value::{Refusal, UNKNOWN_REST};

pub(in super::super) fn read(source: &str) -> Result<Program, Refusal> {
    let trees = parse(&tree_sitter_json::LANGUAGE.into(), source, &|_| false)?;
    let mut lower = Lower::new(source, Dialect::Data);
    lower.program.broken = trees.broken;
    let root = trees.whole.root_node();
    let body = match children(root).into_iter().find(|c| !c.is_error()) {
        Some(value) if !root.is_error() => expression(&mut lower, value),
        _ => lower.program.refuse(span(root), "the file is no JSON value", "mend its syntax"),
    };
    super::declare_root(&mut lower.program, body);
    Ok(lower.program)
}

fn expression(lower: &mut Lower<'_>, node: Node<'_>) -> Id {
    // Of an object with a mistake in it the other keys can still be read; of an array no place is sure.
    if node.kind() == "object" {
        return object(lower, node);
    }
    if let Err(refused) = lower.enter(node) {
        return refused;
    }
    let id = inner(lower, node);
    lower.leave();
    id
}

fn inner(lower: &mut Lower<'_>, node: Node<'_>) -> Id {
    match node.kind() {
        "number" => lower.number(node),
        "true" | "false" => lower.bool(node, node.kind() == "true"),
        "null" => lower.null(node),
        "string" => {
            let raw = between(lower.text(node));
            lower.string(span(node), raw, Some(Escapes::Script))
        }
        "array" => {
            let members = children(node).into_iter().map(|c| (false, expression(lower, c))).collect();
            lower.list(node, members)
        }
        _ => lower.other(node),
    }
}

fn between(text: &str) -> &str {
    text.get(1..text.len().saturating_sub(1)).unwrap_or_default()
}

fn object(lower: &mut Lower<'_>, node: Node<'_>) -> Id {
    if let Err(refused) = lower.deeper(node) {
        return refused;
    }
    let mut fields = Vec::new();
    let mut cursor = node.walk();
    let parts: Vec<Node<'_>> = node.named_children(&mut cursor).filter(|n| n.kind() != "comment").collect();
    for part in parts {
        // A comma too many hides nothing.
        if part.is_error() && lower.text(part).trim_matches([',', ' ', '\n']).is_empty() {
            continue;
        }
        let (Some(key), Some(value)) = (field(part, "key"), field(part, "value")) else {
            let rest = lower.program.refuse(span(part), "the JSON here cannot be read", "mend its syntax");
            fields.push((Key::Text(UNKNOWN_REST.into(), span(part)), rest));
            continue;
        };
        let name = unescape(between(lower.text(key)), Escapes::Script).unwrap_or_else(|_| lower.text(key).to_owned());
        fields.push((Key::Text(name.into(), span(key)), expression(lower, value)));
    }
    lower.leave();
    lower.program.add(span(node), Expr::Map(fields))
}
