//! The policy: what a team writes down once, and the packs that ship with the tool.
//!
//! It must not know documents or findings of documents.

pub mod bound;
pub mod error;
pub mod item;
pub mod load;
pub mod model;
pub mod pack;
pub mod schema;

pub use crate::nearest;

mod bindings;
mod check;
mod check_bound;
mod keys;
mod layer;
mod merge;
mod node;
mod read;
mod rules;
mod yaml;
