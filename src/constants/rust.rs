//! Rust: `const`, `static`, enums; in modules, `impl` blocks and traits, too.
//!
//! It must not evaluate anything.

use std::sync::Arc;

use tree_sitter::Node;

use super::expr::{Binary, Dialect, Expr, Program};
use super::lower::{Lower, MAX_SCOPES};
use super::tree::{Trees, children, field, parse, span};
use super::value::{Refusal, ValueKind};

mod calls;
mod expression;

use expression::Context;

/// The words that begin a declaration.
const STARTS: [&str; 8] = ["const ", "static ", "pub ", "pub(", "enum ", "mod ", "impl ", "impl<"];

pub(super) fn read(source: &str) -> Result<Program, Refusal> {
    let trees = parse(&tree_sitter_rust::LANGUAGE.into(), source, &|line| STARTS.iter().any(|s| line.starts_with(s)))?;
    Ok(lower(source, &trees))
}

fn lower(source: &str, trees: &Trees) -> Program {
    let mut lower = Lower::new(source, Dialect::Rust);
    lower.program.broken = trees.broken;
    items(&mut lower, trees.tops(), &"".into(), 0);
    lower.program
}

fn items(lower: &mut Lower<'_>, nodes: Vec<Node<'_>>, scope: &Arc<str>, depth: usize) {
    if depth > MAX_SCOPES {
        return;
    }
    for item in nodes {
        match item.kind() {
            "const_item" | "static_item" => constant(lower, item, &Context::at(scope)),
            "enum_item" => enumeration(lower, item, scope),
            "mod_item" => {
                if let (Some(name), Some(body)) = (field(item, "name"), field(item, "body")) {
                    items(lower, children(body), &super::expr::within(scope, lower.text(name)).into(), depth + 1);
                }
            }
            "impl_item" | "trait_item" => {
                let owner = field(item, if item.kind() == "impl_item" { "type" } else { "name" });
                if let (Some(owner), Some(body)) = (owner, field(item, "body")) {
                    let owner = type_name(lower.text(owner));
                    let context = Context { scope: Arc::clone(scope), owner: owner.into() };
                    for item in children(body).into_iter().filter(|i| i.kind() == "const_item") {
                        constant(lower, item, &context);
                    }
                }
            }
            _ => {}
        }
    }
}

fn constant(lower: &mut Lower<'_>, item: Node<'_>, context: &Context) {
    let (Some(name), Some(value)) = (field(item, "name"), field(item, "value")) else { return };
    let owner = super::expr::within(&context.scope, &context.owner);
    let full = super::expr::within(&owner, lower.text(name));
    let declared = field(item, "type").map_or("", |t| lower.text(t));
    let mutable = children(item).iter().any(|c| c.kind() == "mutable_specifier");
    lower.declare(&full, span(name), |lower| {
        if mutable {
            return lower.not_literal(item, "a `static mut`, which may change");
        }
        let id = expression::expression(lower, value, context);
        // What says its own type keeps it: `Duration::from_secs(5)`, a struct.
        lower.program.set_type(id, &declared.chars().take(80).collect::<String>());
        id
    });
}

fn enumeration(lower: &mut Lower<'_>, item: Node<'_>, scope: &Arc<str>) {
    let (Some(name), Some(body)) = (field(item, "name"), field(item, "body")) else { return };
    let enum_name = lower.text(name);
    let full = super::expr::within(scope, enum_name);
    let context = Context { scope: Arc::clone(scope), owner: enum_name.into() };
    let variants: Vec<Node<'_>> = children(body).into_iter().filter(|v| v.kind() == "enum_variant").collect();
    let units = variants.iter().all(|v| field(*v, "body").is_none());
    let mut members = Vec::new();
    // Counting starts at 0, and anew behind each discriminant that is written.
    let (mut written, mut count): (Option<usize>, i128) = (None, 0);
    for variant in variants {
        let Some(variant_name) = field(variant, "name") else { continue };
        let own = field(variant, "value");
        let path = super::expr::within(&full, lower.text(variant_name));
        let decl = lower.declare(&path, span(variant_name), |lower| {
            let place = span(variant_name);
            let payload = match (own, written) {
                (Some(own), _) => Some(expression::expression(lower, own, &context)),
                (None, _) if !units => None,
                (None, None) => Some(lower.program.scalar(place, ValueKind::Int(count))),
                (None, Some(last)) => {
                    let base = lower.program.add(place, Expr::Decl(last));
                    let more = lower.program.scalar(place, ValueKind::Int(count));
                    Some(lower.program.add(place, Expr::Binary(Binary::Add, base, more)))
                }
            };
            let id = lower.program.add(span(variant), Expr::Variant(lower.text(variant_name).into(), payload));
            lower.program.set_type(id, enum_name);
            id
        });
        if own.is_some() {
            (written, count) = (Some(decl), 0);
        }
        count += 1;
        members.push((decl, span(variant_name), lower.text(variant_name)));
    }
    lower.declare_map(&full, span(name), span(item), &members);
}

/// The last name of a type, without arguments: `a::Limits<T>` is `Limits`.
fn type_name(text: &str) -> &str {
    let text = text.split('<').next().unwrap_or(text).trim_start_matches(['&', ' ']);
    text.rsplit("::").find(|part| !part.trim().is_empty()).unwrap_or(text).trim()
}

#[cfg(test)]
mod tests;
