//! From places on disk to text: which files are read, how their bytes become text, and how offsets are counted.
//!
//! It must not know what a document, a rule or a policy is.

pub mod decode;
pub mod lines;
pub mod map;
#[cfg(feature = "cli")]
pub mod walk;
#[cfg(all(test, feature = "cli"))]
mod walk_tests;
