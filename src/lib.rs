//! poslock: a type checker for a company's positioning.

#[cfg(feature = "cli")]
pub mod cli;
pub mod constants;
pub mod document;
pub mod domain;
pub mod finding;
pub mod language;
pub mod lint;
pub mod nearest;
pub mod policy;
pub mod report;
pub mod rule;
pub mod source;
