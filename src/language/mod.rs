//! Where text is understood: folding, words, phrases, quantities, and the standing of a match.
//!
//! It must not know documents, rules or policies: it takes strings and returns offsets.

pub mod fold;
pub mod phrase;
pub mod tone;
