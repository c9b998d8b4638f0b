//! Constants: named values out of code and data files, each with the place where it is written.
//!
//! Text comes in, values come out; the room reads no files and knows no documents or rules.
//!
//! A [`File`] is one source file, parsed once: every constant of it is evaluated in the same pass, in any order of
//! declaration, and a [`Selector`] only looks up. Syntax is read by the tree-sitter grammars (YAML by an event parser); this
//! room evaluates literals, arithmetic and names of the same file, and refuses the rest, each refusal with its place.
//! A refused value spoils nothing around it: it stands in its list or map as [`ValueKind::NotLiteral`].
//!
//! The languages need the feature `grammars`; without it, [`File::parse`] says so.

mod file;
mod select;
mod selector;
mod value;

#[cfg(feature = "grammars")]
mod arithmetic;
#[cfg(feature = "grammars")]
mod collect;
#[cfg(feature = "grammars")]
mod data;
#[cfg(feature = "grammars")]
mod escape;
#[cfg(feature = "grammars")]
mod eval;
#[cfg(feature = "grammars")]
mod expr;
#[cfg(feature = "grammars")]
mod go;
#[cfg(feature = "grammars")]
mod lower;
#[cfg(feature = "grammars")]
mod number;
#[cfg(feature = "grammars")]
mod python;
#[cfg(feature = "grammars")]
mod rust;
#[cfg(feature = "grammars")]
mod tree;
#[cfg(feature = "grammars")]
mod typescript;

#[cfg(all(test, feature = "grammars"))]
mod tests;

pub use file::{File, LARGEST, Language};
pub use select::Found;
pub use selector::{Selector, Step, steps};
pub use value::{Entry, Refusal, Value, ValueKind, Variant};
