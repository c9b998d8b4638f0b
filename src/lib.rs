//! poslock: a type checker for a company's positioning.
//!
//! Two libraries live here. The linter reads documents and holds them against a policy: [`policy`] → [`document`] → [`rule`] →
//! [`lint`] → [`report`], over what [`language`] and [`constants`] know; layers import downwards only, from [`finding`] up. The
//! engines in [`domain`] run a company's customer operations and know nothing of linting; `docs/library.md` shows them from
//! another crate.

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

/// The examples of the guide, as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/library.md")]
pub struct LibraryGuide;
