//! TypeScript and JavaScript: `const`, `enum`, static members of classes, namespaces, exports.
//!
//! It must not evaluate anything.

use std::sync::Arc;

use tree_sitter::Node;

use super::Language;
use super::expr::{Binary, Dialect, Expr, Program, within};
use super::lower::{Lower, MAX_SCOPES};
use super::tree::{Trees, children, field, parse, span};
use super::value::{Refusal, ValueKind};
use expression::{expression, key};

mod expression;

/// The words that begin a declaration.
const STARTS: [&str; 10] =
    ["export ", "const ", "let ", "var ", "enum ", "declare ", "namespace ", "class ", "abstract ", "module"];

/// Methods that change what they are called on.
const CHANGES: [&str; 13] = [
    "push",
    "pop",
    "shift",
    "unshift",
    "splice",
    "sort",
    "reverse",
    "fill",
    "copyWithin",
    "set",
    "add",
    "delete",
    "clear",
];

pub(super) fn read(source: &str, language: Language) -> Result<Program, Refusal> {
    // The grammar with JSX reads JavaScript, too; without JSX, `<T>x` is a type assertion.
    let grammar = match language {
        Language::TypeScript => tree_sitter_typescript::LANGUAGE_TYPESCRIPT,
        _ => tree_sitter_typescript::LANGUAGE_TSX,
    };
    let trees = parse(&grammar.into(), source, &|line| STARTS.iter().any(|s| line.starts_with(s)))?;
    Ok(lower(source, &trees))
}

fn lower(source: &str, trees: &Trees) -> Program {
    let mut lower = Lower::new(source, Dialect::Script);
    lower.program.broken = trees.broken;
    statements(&mut lower, trees.tops(), &"".into(), 0);
    lower.program
}

fn statements(lower: &mut Lower<'_>, nodes: Vec<Node<'_>>, scope: &Arc<str>, depth: usize) {
    if depth > MAX_SCOPES {
        return;
    }
    for node in nodes {
        match node.kind() {
            "export_statement" => {
                if let Some(value) = field(node, "value") {
                    let place = span(node);
                    lower.declare(&within(scope, "default"), place, |lower| expression(lower, value, scope));
                } else {
                    statements(lower, children(node), scope, depth + 1);
                }
            }
            "ambient_declaration" => statements(lower, children(node), scope, depth + 1),
            "lexical_declaration" | "variable_declaration" => variables(lower, node, scope),
            "enum_declaration" => enumeration(lower, node, scope),
            "internal_module" | "module" => {
                if let (Some(name), Some(body)) = (field(node, "name"), field(node, "body")) {
                    statements(lower, children(body), &within(scope, lower.text(name)).into(), depth + 1);
                }
            }
            "class_declaration" | "abstract_class_declaration" => class(lower, node, scope),
            "expression_statement" => {
                for inner in children(node) {
                    match inner.kind() {
                        "internal_module" => statements(lower, vec![inner], scope, depth + 1),
                        _ => effect(lower, inner, scope),
                    }
                }
            }
            _ => {}
        }
    }
}

fn variables(lower: &mut Lower<'_>, node: Node<'_>, scope: &Arc<str>) {
    let keyword = lower.text(node).split_whitespace().next().unwrap_or_default();
    for variable in children(node).into_iter().filter(|v| v.kind() == "variable_declarator") {
        let Some(name) = field(variable, "name") else { continue };
        let value = field(variable, "value");
        if name.kind() != "identifier" {
            for part in children(name).into_iter().filter(|p| p.kind() == "shorthand_property_identifier_pattern") {
                lower.declare(&within(scope, lower.text(part)), span(part), |l| {
                    l.not_literal(variable, "unpacked into names")
                });
            }
            continue;
        }
        let full = within(scope, lower.text(name));
        let declared = field(variable, "type").map_or("", |t| lower.text(t).trim_start_matches([':', ' ']));
        lower.declare(&full, span(name), |lower| {
            if keyword != "const" {
                let message = format!("`{}` is declared with `{keyword}`, so that it may change", lower.text(name));
                return lower.program.refuse(span(name), message, "declare it with `const`");
            }
            let Some(value) = value else { return lower.not_literal(variable, "declared without a value") };
            let id = expression(lower, value, scope);
            lower.program.set_type(id, &declared.chars().take(80).collect::<String>());
            id
        });
    }
}

/// What a statement changes, and what `CommonJS` exports.
fn effect(lower: &mut Lower<'_>, node: Node<'_>, scope: &Arc<str>) {
    match node.kind() {
        "assignment_expression" => {
            let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else { return };
            let target = lower.text(left);
            let exported = target == "module.exports"
                || target.strip_prefix("exports.").is_some_and(is_name)
                || target.strip_prefix("module.exports.").is_some_and(is_name);
            if exported {
                lower.declare(target, span(left), |lower| expression(lower, right, scope));
            } else {
                changed(lower, left, scope);
            }
        }
        "augmented_assignment_expression" => changed_field(lower, node, "left", scope),
        "update_expression" => changed_field(lower, node, "argument", scope),
        "unary_expression" if lower.text(node).starts_with("delete") => changed_field(lower, node, "argument", scope),
        "call_expression" => {
            let Some(function) = field(node, "function").filter(|f| f.kind() == "member_expression") else { return };
            if field(function, "property").is_some_and(|p| CHANGES.contains(&lower.text(p))) {
                changed_field(lower, function, "object", scope);
            } else if lower.text(function) == "Object.assign"
                && let Some(first) = field(node, "arguments").and_then(|a| children(a).into_iter().next())
            {
                changed(lower, first, scope);
            }
        }
        _ => {}
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$')
}

fn changed_field(lower: &mut Lower<'_>, node: Node<'_>, name: &str, scope: &str) {
    if let Some(target) = field(node, name) {
        changed(lower, target, scope);
    }
}

/// Remembers that the name under a target (`A`, `A.b`, `A[0]`) is changed.
fn changed(lower: &mut Lower<'_>, target: Node<'_>, scope: &str) {
    let mut node = target;
    while matches!(node.kind(), "member_expression" | "subscript_expression")
        && let Some(inner) = field(node, "object")
    {
        node = inner;
    }
    if node.kind() == "identifier" {
        lower.program.change(&within(scope, lower.text(node)), span(target));
    }
}

fn class(lower: &mut Lower<'_>, node: Node<'_>, scope: &Arc<str>) {
    let (Some(name), Some(body)) = (field(node, "name"), field(node, "body")) else { return };
    let owner = within(scope, lower.text(name));
    for member in
        children(body).into_iter().filter(|m| matches!(m.kind(), "public_field_definition" | "field_definition"))
    {
        let (Some(name), Some(value)) =
            (field(member, "name").or_else(|| field(member, "property")), field(member, "value"))
        else {
            continue;
        };
        let head = lower.source.get(member.start_byte()..name.start_byte()).unwrap_or_default();
        if head.split_whitespace().any(|w| w == "static") {
            lower.declare(&within(&owner, lower.text(name)), span(name), |lower| expression(lower, value, scope));
        }
    }
}

fn enumeration(lower: &mut Lower<'_>, node: Node<'_>, outer: &Arc<str>) {
    let (Some(name), Some(body)) = (field(node, "name"), field(node, "body")) else { return };
    let enum_name = lower.text(name);
    let full = within(outer, enum_name);
    let scope: Arc<str> = full.as_str().into();
    let mut members = Vec::new();
    let (mut last, mut count): (Option<usize>, i128) = (None, 0);
    for member in children(body) {
        let (target, value) = match member.kind() {
            "enum_assignment" => (field(member, "name"), field(member, "value")),
            _ => (Some(member), None),
        };
        let Some(target) = target else { continue };
        let Some(text) = key(lower, target) else { continue };
        let place = span(target);
        let decl = lower.declare(&within(&full, &text), place, |lower| {
            let payload = match (value, last) {
                (Some(value), _) => expression(lower, value, &scope),
                (None, None) => lower.program.scalar(place, ValueKind::Int(count)),
                (None, Some(last)) => {
                    let base = lower.program.add(place, Expr::Decl(last));
                    let more = lower.program.scalar(place, ValueKind::Int(count));
                    lower.program.add(place, Expr::Binary(Binary::Add, base, more))
                }
            };
            let id = lower.program.add(span(member), Expr::Variant(text.as_str().into(), Some(payload)));
            lower.program.set_type(id, enum_name);
            id
        });
        if value.is_some() {
            (last, count) = (Some(decl), 0);
        }
        count += 1;
        members.push((decl, place, text));
    }
    let members: Vec<_> = members.iter().map(|(d, s, t)| (*d, *s, t.as_str())).collect();
    lower.declare_map(&full, span(name), span(node), &members);
}

#[cfg(test)]
mod tests;
