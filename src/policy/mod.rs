//! The policy: what a team writes down once, and the packs that ship with the tool.
//!
//! It must not know documents or findings of documents.

pub mod model;
