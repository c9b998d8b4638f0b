//! A mistake in a file that the user wrote for this tool, with its place: shown with a caret, or as a plain problem.
//!
//! It must not know what the file means.

use std::sync::Arc;

use crate::finding::{Problem, Span};
use crate::source::lines::LineIndex;

/// A mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Path as it is shown.
    pub path: String,
    /// The file's text; empty where the mistake has no place in it.
    pub source: Arc<str>,
    /// Bytes of `source`.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to write instead; may be empty.
    pub help: String,
}

impl Mistake {
    /// Whether `span` means something.
    pub fn has_place(&self) -> bool {
        !self.source.is_empty()
    }

    /// The mistakes as problems, for reports that show no excerpts.
    pub fn problems(mistakes: &[Self]) -> Vec<Problem> {
        let mut index: Option<(&Arc<str>, LineIndex)> = None;
        let mut problems = Vec::with_capacity(mistakes.len());
        for mistake in mistakes {
            let Self { path, source, span, message, help } = mistake;
            let lines = match &mut index {
                Some((indexed, lines)) if Arc::ptr_eq(indexed, source) => lines,
                slot => &slot.insert((source, LineIndex::new(Arc::clone(source)))).1,
            };
            let help = if help.is_empty() { String::new() } else { format!("\nhelp: {help}") };
            let at = lines.position(span.start);
            let at = if source.is_empty() { String::new() } else { format!("{}:{}: ", at.line, at.column) };
            problems.push(Problem { path: path.clone(), message: format!("{at}{message}{help}") });
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_line_column_and_help() {
        let mistake = Mistake {
            path: "poslock.yaml".to_owned(),
            source: "a: 1\nb".into(),
            span: Span::new(5, 6),
            message: "unknown key `b`".to_owned(),
            help: "did you mean `a`?".to_owned(),
        };
        let bare = Mistake { source: "".into(), help: String::new(), ..mistake.clone() };
        let said: Vec<String> = Mistake::problems(&[mistake, bare]).into_iter().map(|p| p.message).collect();
        assert_eq!(said, ["2:1: unknown key `b`\nhelp: did you mean `a`?", "unknown key `b`"]);
    }
}
