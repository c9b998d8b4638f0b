//! Where text is understood: folding, words, phrases, quantities, and the standing of a match.
//!
//! It must not know documents, rules or policies: it takes strings and returns offsets.

pub mod arabic;
pub mod disguise;
pub mod english;
pub mod fold;
pub mod lexicon;
mod lookalike;
pub mod matcher;
pub mod passage;
pub mod pattern;
pub mod phrase;
pub mod quantity;
pub mod standing;
pub mod tone;
pub mod words;
