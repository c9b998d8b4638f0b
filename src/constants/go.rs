//! Go: `const` and `var` at the top of a file, with `iota`, and composite literals.
//!
//! It must not evaluate anything.

use std::collections::HashMap;

use tree_sitter::Node;

use super::expr::{Dialect, Program};
use super::lower::Lower;
use super::tree::{Trees, children, field, parse, span};
use super::value::Refusal;
mod composite;
mod expression;

/// Longest list of expressions, in bytes, that a line of a `const` block may repeat without writing it again.
const LONGEST_REPEAT: usize = 4096;

/// What expressions need to know of their file.
struct Go<'a, 't> {
    lower: Lower<'a>,
    /// What the types of the file are made of.
    types: HashMap<&'a str, Node<'t>>,
    /// The line of the `const` block that is being read.
    iota: i128,
}

pub(super) fn read(source: &str) -> Result<Program, Refusal> {
    let starts = |line: &str| ["const ", "const(", "var ", "var(", "type "].iter().any(|s| line.starts_with(s));
    let trees = parse(&tree_sitter_go::LANGUAGE.into(), source, &starts)?;
    Ok(lower(source, &trees))
}

fn lower<'a>(source: &'a str, trees: &'a Trees) -> Program {
    let tops = trees.tops();
    let mut go = Go { lower: Lower::new(source, Dialect::Go), types: HashMap::new(), iota: 0 };
    go.lower.program.broken = trees.broken;
    for top in tops.iter().filter(|t| t.kind() == "type_declaration") {
        for spec in children(*top) {
            if let (Some(name), Some(made_of)) = (field(spec, "name"), field(spec, "type")) {
                go.types.insert(go.lower.text(name), made_of);
            }
        }
    }
    for top in tops {
        match top.kind() {
            "const_declaration" => constants(&mut go, top),
            "var_declaration" => {
                let inner = children(top);
                let specs =
                    inner.into_iter().flat_map(|s| if s.kind() == "var_spec_list" { children(s) } else { vec![s] });
                for spec in specs.filter(|s| s.kind() == "var_spec") {
                    declare(&mut go, spec, field(spec, "value"), field(spec, "type"), false);
                }
            }
            _ => {}
        }
    }
    go.lower.program
}

fn constants<'t>(go: &mut Go<'_, 't>, block: Node<'t>) {
    // A line without values repeats the last one that has some, with its own `iota`.
    let (mut values, mut kind) = (None, None);
    for (i, spec) in children(block).into_iter().filter(|s| s.kind() == "const_spec").enumerate() {
        let own = field(spec, "value");
        if own.is_some() {
            (values, kind) = (own, field(spec, "type"));
        }
        go.iota = i as i128;
        declare(go, spec, values, kind, own.is_none());
    }
}

fn declare<'t>(go: &mut Go<'_, 't>, spec: Node<'t>, values: Option<Node<'t>>, kind: Option<Node<'t>>, repeated: bool) {
    let mut cursor = spec.walk();
    let names: Vec<Node<'_>> =
        spec.children_by_field_name("name", &mut cursor).filter(|n| n.kind() == "identifier").collect();
    let parts = values.map_or_else(Vec::new, children);
    let kind = kind.map_or("", |k| go.lower.text(k));
    for (i, name) in names.iter().enumerate() {
        let text = go.lower.text(*name);
        if text == "_" {
            continue;
        }
        let start = go.lower.program.nodes.len() as u32;
        let too_long = repeated && values.is_some_and(|v| v.byte_range().len() > LONGEST_REPEAT);
        let body = match parts.get(i) {
            Some(_) if too_long => go.lower.not_literal(*name, "the repetition of a long expression"),
            Some(_) if parts.len() != names.len() => go.lower.not_literal(*name, "assigned from several values"),
            Some(part) => expression::typed(go, *part, kind),
            None if values.is_some() => go.lower.not_literal(*name, "assigned from several values"),
            None => go.lower.not_literal(*name, "declared without a value"),
        };
        if repeated {
            // The values stand on another line; this name is what people look for.
            go.lower.program.nodes[body as usize].span = span(*name);
        }
        go.lower.declared(text, span(*name), body, start);
    }
}

#[cfg(test)]
mod tests;
