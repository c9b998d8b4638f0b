//! Folding: one linear pass from visible text to the text that is matched, with a way back.

use crate::source::map::OffsetMap;

/// Folded text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// From folded text to the text that was folded.
    pub map: OffsetMap,
}

/// Folds a text.
pub fn fold(text: &str) -> Folded {
    let mut map = OffsetMap::new();
    map.push_linear(text.len(), 0);
    Folded { text: text.to_lowercase(), map }
}
