//! The phrase language: from a pattern as a policy writes it to a tree that can be matched.

use crate::finding::Span;

/// What is wrong with a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseError {
    /// Bytes of the phrase.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to write instead; may be empty.
    pub help: String,
}

/// A parsed phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase;

/// Parses a phrase; `known` says whether `<name>` is defined. Every error is reported, not only the first.
pub fn parse(_text: &str, _known: &dyn Fn(&str) -> bool) -> Result<Phrase, Vec<PhraseError>> {
    Ok(Phrase)
}

/// The names of the quantities a phrase may use as `<name>`.
pub const QUANTITIES: [&str; 4] = ["number", "percent", "money", "duration"];
