//! Data files: JSON, YAML, TOML. The whole file is one value; keys lead into it.
//!
//! It must not evaluate anything.

pub(super) mod json;
pub(super) mod toml;
pub(super) mod yaml;

use super::expr::{Decl, Id, Program};
use crate::finding::Span;

/// Declares the only value of a data file.
fn declare_root(program: &mut Program, body: Id) {
    let nodes = 0..program.nodes.len() as Id;
    program.decls.push(Decl { name: "".into(), name_span: Span::default(), body, nodes, hidden: false });
}

#[cfg(test)]
mod tests;
