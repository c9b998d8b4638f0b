//! Python: assignments of modules and classes, Enum classes.
//!
//! It must not evaluate anything.

use std::collections::HashMap;
use std::sync::Arc;

use tree_sitter::Node;

use super::expr::{Binary, Dialect, Expr, Id, Program, within};
use super::lower::{Lower, MAX_SCOPES};
use super::tree::{Trees, children, field, parse, span};
use super::value::{Refusal, ValueKind};
use expression::expression;

mod calls;
mod classes;
mod expression;

/// What expressions need to know of their file.
struct Python<'a> {
    lower: Lower<'a>,
    /// The names of a class's fields, in order; for calls with positional arguments.
    classes: HashMap<&'a str, classes::Class<'a>>,
}

/// Methods that change what they are called on.
const CHANGES: [&str; 14] = [
    "append",
    "extend",
    "insert",
    "remove",
    "pop",
    "popitem",
    "clear",
    "sort",
    "reverse",
    "update",
    "setdefault",
    "add",
    "discard",
    "difference_update",
];

pub(super) fn read(source: &str) -> Result<Program, Refusal> {
    let starts = |line: &str| line.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '@' || c == '(');
    let trees = parse(&tree_sitter_python::LANGUAGE.into(), source, &starts)?;
    Ok(lower(source, &trees))
}

fn lower(source: &str, trees: &Trees) -> Program {
    let mut python = Python { lower: Lower::new(source, Dialect::Python), classes: HashMap::new() };
    python.lower.program.broken = trees.broken;
    let tops = trees.tops();
    classes::collect(&mut python, &tops);
    statements(&mut python, &tops, &"".into(), 0);
    python.lower.program
}

fn statements(python: &mut Python<'_>, nodes: &[Node<'_>], scope: &Arc<str>, depth: usize) {
    if depth > MAX_SCOPES {
        return;
    }
    for node in nodes {
        match node.kind() {
            "expression_statement" => {
                for inner in children(*node) {
                    statement(python, inner, scope);
                }
            }
            "class_definition" => class(python, *node, scope, depth),
            "decorated_definition" => {
                if let Some(definition) = field(*node, "definition").filter(|d| d.kind() == "class_definition") {
                    class(python, definition, scope, depth);
                }
            }
            // What is assigned on a condition has no one value.
            "if_statement" | "try_statement" | "for_statement" | "while_statement" | "with_statement"
            | "match_statement" => {
                conditional(python, *node, scope);
            }
            "delete_statement" => {
                for target in children(*node) {
                    changed(python, target, scope);
                }
            }
            _ => {}
        }
    }
}

fn statement(python: &mut Python<'_>, node: Node<'_>, scope: &Arc<str>) {
    match node.kind() {
        "assignment" => assignment(python, node, scope),
        "augmented_assignment" => {
            if let Some(target) = field(node, "left") {
                changed(python, target, scope);
            }
        }
        "call" => {
            let Some(function) = field(node, "function").filter(|f| f.kind() == "attribute") else { return };
            let method = field(function, "attribute").map_or("", |a| python.lower.text(a));
            if let (true, Some(object)) = (CHANGES.contains(&method), field(function, "object")) {
                changed(python, object, scope);
            }
        }
        _ => {}
    }
}

/// Remembers that the name under a target (`A`, `A["x"]`, `A.b`) is changed.
fn changed(python: &mut Python<'_>, target: Node<'_>, scope: &str) {
    let mut node = target;
    while let Some(inner) = match node.kind() {
        "subscript" => field(node, "value"),
        "attribute" => field(node, "object"),
        _ => None,
    } {
        node = inner;
    }
    if node.kind() == "identifier" {
        let name = within(scope, python.lower.text(node));
        python.lower.program.change(&name, span(target));
    }
}

fn assignment(python: &mut Python<'_>, node: Node<'_>, scope: &Arc<str>) {
    // `A = B = 5`: the innermost right side is the value of all.
    let (mut targets, mut right) = (Vec::new(), None);
    let mut next = Some(node);
    while let Some(node) = next.take() {
        targets.extend(field(node, "left"));
        right = field(node, "right");
        if right.is_some_and(|r| r.kind() == "assignment") {
            next = right;
        }
    }
    let Some(value) = right else { return };
    let declared = field(node, "type").map_or("", |t| python.lower.text(t));
    for target in targets {
        match target.kind() {
            "identifier" => {
                declare(python, target, scope, declared, |python| expression(python, value, scope));
            }
            "pattern_list" | "tuple_pattern" | "list_pattern" => unpack(python, target, value, scope),
            _ => changed(python, target, scope),
        }
    }
}

fn declare(
    python: &mut Python<'_>,
    target: Node<'_>,
    scope: &Arc<str>,
    declared: &str,
    body: impl FnOnce(&mut Python<'_>) -> Id,
) -> usize {
    let full = within(scope, python.lower.text(target));
    let start = python.lower.program.nodes.len() as Id;
    let id = body(python);
    let declared = declared
        .trim()
        .strip_prefix("Final")
        .map_or(declared, |rest| rest.trim_start_matches('[').trim_end_matches(']'));
    python.lower.program.set_type(id, &declared.trim().chars().take(80).collect::<String>());
    python.lower.declared(&full, span(target), id, start)
}

/// `A, B = 1, 2`.
fn unpack(python: &mut Python<'_>, targets: Node<'_>, values: Node<'_>, scope: &Arc<str>) {
    let (names, parts) = (children(targets), children(values));
    let listed = matches!(values.kind(), "expression_list" | "tuple" | "list") && names.len() == parts.len();
    let plain = listed && !parts.iter().any(|p| p.kind().contains("splat"));
    for (i, name) in names.iter().enumerate().filter(|(_, n)| n.kind() == "identifier") {
        declare(python, *name, scope, "", |python| match parts.get(i).filter(|_| plain) {
            Some(value) => expression(python, *value, scope),
            None => python.lower.not_literal(values, "unpacked into several names"),
        });
    }
}

/// Names that are assigned inside of a condition or loop: none has a value that can be told.
fn conditional(python: &mut Python<'_>, node: Node<'_>, scope: &Arc<str>) {
    let mut stack = vec![(node, 0_usize)];
    while let Some((node, depth)) = stack.pop() {
        let below = stack.len();
        for child in children(node) {
            match child.kind() {
                "assignment" => {
                    if let Some(target) = field(child, "left").filter(|t| t.kind() == "identifier") {
                        declare(python, target, scope, "", |python| {
                            python.lower.not_literal(child, "assigned on a condition or in a loop")
                        });
                    } else if let Some(target) = field(child, "left") {
                        changed(python, target, scope);
                    }
                }
                "augmented_assignment" => {
                    if let Some(target) = field(child, "left") {
                        changed(python, target, scope);
                    }
                }
                "function_definition" | "class_definition" | "lambda" | "decorated_definition" => {}
                kind if depth < 64 && (kind.ends_with("statement") || kind.ends_with("clause") || kind == "block") => {
                    stack.push((child, depth + 1));
                }
                _ => {}
            }
        }
        // The first is looked at first.
        stack[below..].reverse();
    }
}

fn class(python: &mut Python<'_>, node: Node<'_>, scope: &Arc<str>, depth: usize) {
    let (Some(name), Some(body)) = (field(node, "name"), field(node, "body")) else { return };
    let bases = field(node, "superclasses").map_or_else(Vec::new, children);
    let kinds: Vec<&str> = bases.iter().map(|b| python.lower.text(*b)).collect();
    let full = within(scope, python.lower.text(name));
    if kinds.iter().any(|k| k.ends_with("Enum") || k.ends_with("Flag")) {
        return enumeration(python, node, name, body, &full, &kinds);
    }
    statements(python, &children(body), &full.into(), depth + 1);
}

fn enumeration(python: &mut Python<'_>, node: Node<'_>, name: Node<'_>, body: Node<'_>, full: &str, kinds: &[&str]) {
    let scope: Arc<str> = full.into();
    let enum_name = python.lower.text(name);
    let flags = kinds.iter().any(|k| k.ends_with("Flag"));
    let texts = kinds.iter().any(|k| k.ends_with("StrEnum"));
    let mut members = Vec::new();
    // `auto()` counts on from the last value; a flag takes the next bit.
    let (mut last, mut count): (Option<usize>, i128) = (None, 0);
    let assignments = children(body).into_iter().filter(|s| s.kind() == "expression_statement").flat_map(children);
    for assignment in assignments.filter(|a| a.kind() == "assignment") {
        let (Some(target), Some(value)) = (field(assignment, "left"), field(assignment, "right")) else { continue };
        let member = python.lower.text(target);
        if target.kind() != "identifier" || member.starts_with('_') {
            continue;
        }
        let place = span(value);
        let automatic = value.kind() == "call"
            && matches!(field(value, "function").map_or("", |f| python.lower.text(f)), "auto" | "enum.auto");
        let decl = declare(python, target, &scope, enum_name, |python| {
            let payload = if !automatic {
                expression(python, value, &scope)
            } else if texts {
                python.lower.program.text(place, &member.to_lowercase())
            } else if let Some(last) = last {
                let program = &mut python.lower.program;
                let base = program.add(place, Expr::Decl(last));
                let more = program.scalar(place, ValueKind::Int(count));
                program.add(place, Expr::Binary(if flags { Binary::Shl } else { Binary::Add }, base, more))
            } else {
                let first = if flags {
                    1_i128.checked_shl(count as u32).filter(|_| count < 127).unwrap_or(0)
                } else {
                    count + 1
                };
                python.lower.program.scalar(place, ValueKind::Int(first))
            };
            python.lower.program.add(span(assignment), Expr::Variant(member.into(), Some(payload)))
        });
        if !automatic {
            (last, count) = (Some(decl), 0);
        }
        count += 1;
        members.push((decl, span(target), member));
    }
    python.lower.declare_map(full, span(name), span(node), &members);
}

#[cfg(test)]
mod tests;
