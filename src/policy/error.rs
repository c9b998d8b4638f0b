//! Mistakes in a policy as data: what, in which file, at which bytes, and what to type instead.
//!
//! It must not know how they are drawn on a terminal; `Display` is the plain form for logs and library users.

use std::fmt;
use std::sync::Arc;

use crate::finding::{Position, Span};
use crate::source::lines::LineIndex;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyError {
    /// The file as a reader knows it: relative to the root, or `dealix/claims.yaml` for a built-in pack.
    pub file: String,
    /// Its text, for excerpts; empty where the mistake has no place (a file that cannot be read, a flag).
    pub text: Arc<str>,
    /// Bytes of `text`.
    pub span: Span,
    /// What is wrong, in lower case, names in backticks.
    pub message: String,
    /// What to write instead; may be empty.
    pub help: String,
}

impl PolicyError {
    /// A mistake without a place.
    pub fn without_place(file: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        let text = Arc::from("");
        Self { file: file.into(), text, span: Span::default(), message: message.into(), help: help.into() }
    }

    /// Whether `span` means something.
    pub fn has_place(&self) -> bool {
        !self.text.is_empty()
    }

    /// Where it begins. Reads the whole file; for many errors keep a [`LineIndex`].
    pub fn position(&self) -> Position {
        LineIndex::new(Arc::clone(&self.text)).position(self.span.start)
    }
}

/// All mistakes of a policy: never empty, in order of file and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyErrors(pub Vec<PolicyError>);

impl fmt::Display for PolicyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut index: Option<(Arc<str>, LineIndex)> = None;
        for (i, error) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{}", error.file)?;
            if error.has_place() {
                let (_, lines) = match index.take() {
                    Some(kept) if Arc::ptr_eq(&kept.0, &error.text) => index.insert(kept),
                    _ => index.insert((Arc::clone(&error.text), LineIndex::new(Arc::clone(&error.text)))),
                };
                let at = lines.position(error.span.start);
                write!(f, ":{}:{}", at.line, at.column)?;
            }
            write!(f, ": {}", error.message)?;
            if !error.help.is_empty() {
                write!(f, "\n  help: {}", error.help.replace('\n', "\n        "))?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for PolicyErrors {}

/// A mistake at bytes of the file that is being read; [`Issues`] gather them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Issue {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// How many mistakes of one file are kept. Nobody reads more, and looking for near names costs time.
const MOST: usize = 500;

/// The mistakes of one file, in the order they were met.
#[derive(Debug, Default)]
pub(crate) struct Issues {
    list: Vec<Issue>,
    dropped: usize,
}

impl Issues {
    /// Adds a mistake.
    pub(crate) fn add(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.add_with(span, || (message.into(), help.into()));
    }

    /// Adds a mistake whose words cost something to find.
    pub(crate) fn add_with(&mut self, span: Span, words: impl FnOnce() -> (String, String)) {
        if self.list.len() >= MOST {
            self.dropped += 1;
            return;
        }
        let (message, help) = words();
        self.list.push(Issue { span, message, help });
    }

    /// Places the mistakes in their file, sorted, and says how many were left out.
    pub(crate) fn into_errors(self, file: &str, text: &Arc<str>) -> Vec<PolicyError> {
        let mut list = self.list;
        list.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
        list.dedup();
        if self.dropped > 0 {
            let message = format!("{} more mistakes in this file are not shown", self.dropped);
            list.push(Issue { span: Span::new(text.len(), text.len()), message, help: String::new() });
        }
        let place = |issue: Issue| PolicyError {
            file: file.to_owned(),
            text: Arc::clone(text),
            span: issue.span,
            message: issue.message,
            help: issue.help,
        };
        list.into_iter().map(place).collect()
    }
}
