//! Where text is understood: folding, words, phrases, quantities, and the standing of a match.
//!
//! It must not know documents, rules or policies: it takes strings and returns offsets.

/// A map whose hashing is quick, and seeded against chosen collisions.
type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

pub mod arabic;
pub mod cache;
pub mod counted;
pub mod disguise;
pub mod english;
pub mod fold;
mod frequency;
mod gate;
pub mod invisible;
pub mod lexicon;
mod lookalike;
pub mod matcher;
pub mod passage;
pub mod pattern;
pub mod phrase;
pub mod quantity;
mod quiet;
pub mod standing;
pub mod tone;
pub mod window;
pub mod words;
