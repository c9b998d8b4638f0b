//! poslock: a type checker for a company's positioning.

pub mod document;
pub mod finding;
pub mod language;
pub mod lint;
pub mod policy;
pub mod rule;
pub mod source;
