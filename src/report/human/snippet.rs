//! A message with its excerpt, drawn by miette.
//!
//! miette counts the columns of its header in bytes and shows whole lines, so it is given a source of our own that is cut,
//! made visible and counted in characters before miette sees it. It must not know findings.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceSpan};

use super::{UNDERLINE, paint, wrap};
use crate::finding::{Position, Severity, Span};
use crate::report::View;
use crate::report::excerpt::Excerpt;
use crate::report::visible::{isolate, one_line};

/// What colour and sign a message gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Error,
    Warning,
    Info,
    Fine,
}

impl Mood {
    pub(super) const fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }
}

/// Where a message belongs.
pub(super) struct Place<'a> {
    /// Path as it is shown.
    pub(super) path: &'a str,
    /// First point.
    pub(super) start: Position,
    /// The line on which it ends.
    pub(super) last_line: usize,
    /// The text and the bytes in it that carets point at; `None` shows the path alone.
    pub(super) source: Option<(&'a str, Span)>,
}

/// A message as miette wants it.
#[derive(Debug)]
pub(super) struct Snippet {
    message: String,
    mood: Mood,
    path: String,
    excerpt: Option<Placed>,
}

/// An excerpt that knows its place.
#[derive(Debug)]
struct Placed {
    path: String,
    line: usize,
    column: usize,
    excerpt: Excerpt,
}

impl Snippet {
    pub(super) fn new(message: &str, mood: Mood, place: &Place<'_>, view: &View<'_>) -> Self {
        let lines = wrap(message, view.width.saturating_sub(4));
        let lines: Vec<_> = lines.iter().map(|line| isolate(line, view.terminal)).collect();
        let columns = view.width.saturating_sub(8 + place.last_line.to_string().len()).max(20);
        let path = one_line(place.path).into_owned();
        let excerpt = place.source.map(|(source, span)| Placed {
            path: path.clone(),
            line: place.start.line,
            column: place.start.column,
            excerpt: Excerpt::of(source, span, columns, view.terminal),
        });
        Self { message: lines.join("\n"), mood, path, excerpt }
    }

    /// The drawing, ended by a line end.
    pub(super) fn draw(&self, view: &View<'_>) -> String {
        let mut text = String::new();
        // The handler fails only where its source or its writer does, and neither can.
        handler(self.mood, view).render_report(&mut text, self).expect("a string takes everything");
        if self.excerpt.is_none() {
            text += "   ╭─[";
            text += &paint(&self.path, UNDERLINE, view);
            text += "]\n   ╰────\n";
        }
        text
    }
}

fn handler(mood: Mood, view: &View<'_>) -> GraphicalReportHandler {
    let mut theme = if view.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    if view.color {
        let mut styles = miette::ThemeStyles::ansi();
        styles.highlights = vec![match mood {
            Mood::Error => styles.error,
            Mood::Warning => styles.warning,
            Mood::Info => styles.advice,
            Mood::Fine => styles.help,
        }];
        theme.styles = styles;
    }
    if mood == Mood::Fine {
        "✓".clone_into(&mut theme.characters.advice);
    }
    // Messages come wrapped: each of their lines is isolated for itself.
    GraphicalReportHandler::new_themed(theme)
        .with_context_lines(0)
        .with_wrap_lines(false)
        .without_cause_chain()
        .without_syntax_highlighting()
        .with_links(false)
}

impl fmt::Display for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Snippet {}

impl miette::Diagnostic for Snippet {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.mood {
            Mood::Error => miette::Severity::Error,
            Mood::Warning => miette::Severity::Warning,
            Mood::Info | Mood::Fine => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.excerpt.as_ref().map(|e| e as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let marks = &self.excerpt.as_ref()?.excerpt.marks;
        // A blank line inside a claim has nothing to point at.
        let blank = |i: usize| i > 0 && marks[i].is_empty();
        let spans = marks.iter().enumerate().filter(move |(i, _)| !blank(*i));
        Some(Box::new(spans.map(|(_, m)| LabeledSpan::new_with_span(None, (m.start, m.len())))))
    }
}

impl miette::SourceCode for Placed {
    /// The whole excerpt, whatever is asked: it is as large as it may be, and miette reads the header's place from it.
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, MietteError> {
        let text = &self.excerpt.text;
        let (line, column) = (self.line.saturating_sub(1), self.column.saturating_sub(1));
        let all = SourceSpan::from((0, text.len()));
        let lines = self.excerpt.marks.len();
        let contents = MietteSpanContents::new_named(self.path.clone(), text.as_bytes(), all, line, column, lines);
        Ok(Box::new(contents))
    }
}
