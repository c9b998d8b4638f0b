//! The report for people: each finding with its excerpt, carets under the right characters, and what to say instead.
//!
//! miette draws the excerpts. It counts columns in bytes and shows whole lines, so it is given a source of our own
//! ([`Excerpt`]) that is cut, made visible and counted in characters before miette sees it.

use std::borrow::Cow;
use std::fmt;
use std::io;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceSpan};
use unicode_width::UnicodeWidthStr;

use crate::finding::{Finding, Severity, Span};
use crate::lint;
use crate::report::excerpt::Excerpt;
use crate::report::summary::Summary;
use crate::report::visible::{isolate, one_line, short};
use crate::report::{View, wording};

/// Writes findings, licensed matches where asked for, counts by rule where asked for, notes and the closing line.
/// Problems are left to [`render_problems`]: they belong on standard error.
pub fn render(report: &lint::Report, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in &report.findings {
        write_finding(report, finding, view, out)?;
    }
    if view.show_allowed {
        for finding in &report.allowed {
            write_allowed(report, finding, view, out)?;
        }
    }
    let summary = Summary::of(report, view.statistics);
    if let Some(counts) = summary.rules.as_ref().filter(|counts| !counts.is_empty()) {
        writeln!(out, "{}", paint(wording::BY_RULE.get(view.lang), BOLD, view))?;
        for (rule, count) in counts {
            writeln!(out, "{count:>7}  {}", one_line(rule))?;
        }
        writeln!(out)?;
    }
    if view.quiet {
        return Ok(());
    }
    for note in &report.notes {
        let label = paint(wording::NOTE.get(view.lang), CYAN, view);
        writeln!(out, "{label}: {}", about(&note.path, &note.message, view))?;
    }
    let style = match (summary.errors, summary.warnings) {
        (0, 0) => GREEN,
        (0, _) => YELLOW,
        _ => RED,
    };
    writeln!(out, "{}", paint(&isolate(&summary.sentence(view.lang), view.terminal), style, view))
}

/// Writes what kept the job from being done as asked; nothing if there was nothing.
pub fn render_problems(report: &lint::Report, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for problem in &report.errors {
        let label = paint(wording::PROBLEM.get(view.lang), RED, view);
        writeln!(out, "{label}: {}", about(&problem.path, &problem.message, view))?;
    }
    Ok(())
}

/// `path: message`; a message of several lines keeps its lines.
fn about(path: &str, message: &str, view: &View<'_>) -> String {
    let mut lines = message.lines().map(|line| isolate(&one_line(line), view.terminal).into_owned());
    let mut said = lines.next().unwrap_or_default();
    for line in lines {
        said += "\n  ";
        said += &line;
    }
    if path.is_empty() { said } else { format!("{}: {said}", one_line(path)) }
}

fn write_finding(report: &lint::Report, f: &Finding, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let style = style(f.severity);
    let head = format!("{}[{}]", wording::severity(f.severity, view.lang), one_line(&f.rule));
    writeln!(out, "{}", paint(&isolate(&head, view.terminal), style, view))?;
    write_snippet(report, f, &f.message, Some(f.severity), view, out)?;
    for related in &f.related {
        let place = format!("{}:{}:{}", one_line(&related.path), related.start.line, related.start.column);
        write_labelled(wording::SEE.get(view.lang), &format!("{place}: {}", related.message), view, out)?;
    }
    write_labelled(wording::INSTEAD.get(view.lang), &f.help, view, out)?;
    write_labelled(wording::DOCS.get(view.lang), &f.url, view, out)?;
    writeln!(out)
}

fn write_allowed(report: &lint::Report, f: &Finding, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let head = format!("{}[{}]", wording::ALLOWED.get(view.lang), one_line(&f.rule));
    writeln!(out, "{}", paint(&isolate(&head, view.terminal), GREEN, view))?;
    write_snippet(report, f, wording::standing(f.standing, view.lang), None, view, out)?;
    if let Some(cue) = &f.cue {
        let place = format!("{}:{}", cue.start.line, cue.start.column);
        let words = format!("«{}» ({place}, {})", short(&cue.text, 80), cue.rule);
        write_labelled(wording::BECAUSE.get(view.lang), &words, view, out)?;
    }
    writeln!(out)
}

/// The message and the excerpt with its carets.
fn write_snippet(
    report: &lint::Report,
    f: &Finding,
    message: &str,
    severity: Option<Severity>,
    view: &View<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let shown = Shown::new(report, f, message, severity, view);
    let mut text = String::new();
    // The handler fails only where its source does, and ours does not.
    handler(severity, view).render_report(&mut text, &shown).map_err(io::Error::other)?;
    if shown.excerpt.is_none() {
        let place = paint(&one_line(&f.path), UNDERLINE, view).into_owned();
        text += &format!("   ╭─[{place}]\n   ╰────\n");
    }
    out.write_all(text.as_bytes())
}

fn write_labelled(label: &str, text: &str, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let indent = label.width() + 4;
    for (i, line) in wrap(text, view.width.saturating_sub(indent)).iter().enumerate() {
        let line = isolate(line, view.terminal);
        if i == 0 {
            writeln!(out, "  {}: {line}", paint(label, CYAN, view))?;
        } else {
            writeln!(out, "{:indent$}{line}", "")?;
        }
    }
    Ok(())
}

fn handler(severity: Option<Severity>, view: &View<'_>) -> GraphicalReportHandler {
    let mut theme = if view.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    if view.color {
        theme.styles = miette::ThemeStyles::ansi();
        theme.styles.highlights = vec![match severity {
            Some(Severity::Error) => theme.styles.error,
            Some(Severity::Warning) => theme.styles.warning,
            Some(Severity::Info) => theme.styles.advice,
            None => theme.styles.help,
        }];
    }
    if severity.is_none() {
        theme.characters.advice = "✓".to_owned();
    }
    // Messages come wrapped: each of their lines is isolated for itself.
    GraphicalReportHandler::new_themed(theme)
        .with_context_lines(0)
        .with_wrap_lines(false)
        .without_cause_chain()
        .without_syntax_highlighting()
        .with_links(false)
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Shown {
    message: String,
    severity: miette::Severity,
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

impl Shown {
    fn new(report: &lint::Report, f: &Finding, message: &str, severity: Option<Severity>, view: &View<'_>) -> Self {
        let lines = wrap(message, view.width.saturating_sub(4));
        let lines: Vec<_> = lines.iter().map(|line| isolate(line, view.terminal)).collect();
        let columns = view.width.saturating_sub(8 + f.end.line.to_string().len()).max(20);
        // A source that changed since the check must not lend its text to a finding: then the finding's own text is shown.
        let source = report.sources.get(&f.path).filter(|s| s.get(f.start.byte..f.end.byte) == Some(f.text.as_str()));
        let excerpt = match source {
            _ if f.text.is_empty() => None,
            Some(source) => Some(Excerpt::of(source, f.span(), columns, view.terminal)),
            None => Some(Excerpt::of(&f.text, Span::new(0, f.text.len()), columns, view.terminal)),
        };
        let place = |excerpt| Placed {
            path: one_line(&f.path).into_owned(),
            line: f.start.line,
            column: f.start.column,
            excerpt,
        };
        Self {
            message: lines.join("\n"),
            severity: match severity {
                Some(Severity::Error) => miette::Severity::Error,
                Some(Severity::Warning) => miette::Severity::Warning,
                Some(Severity::Info) | None => miette::Severity::Advice,
            },
            excerpt: excerpt.map(place),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
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

/// Lines of at most `columns` columns, broken at spaces; a word that is longer stands alone. Invisible characters are
/// named.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut taken = 0;
    for (i, paragraph) in text.lines().enumerate() {
        if i > 0 {
            lines.push(String::new());
            taken = 0;
        }
        for word in paragraph.split_whitespace() {
            let word = one_line(word);
            let width = word.width();
            if taken > 0 && taken + 1 + width > columns {
                lines.push(String::new());
                taken = 0;
            }
            let line = lines.last_mut().expect("there is always a line");
            if taken > 0 {
                line.push(' ');
                taken += 1;
            }
            line.push_str(&word);
            taken += width;
        }
    }
    lines
}

// Select Graphic Rendition parameters (ECMA-48 §8.3.117), as terminals know them.
const BOLD: &str = "1";
const UNDERLINE: &str = "4";
const RED: &str = "1;31";
const GREEN: &str = "32";
const YELLOW: &str = "1;33";
const CYAN: &str = "36";

const fn style(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => CYAN,
    }
}

fn paint<'a>(text: &'a str, style: &str, view: &View<'_>) -> Cow<'a, str> {
    if view.color { Cow::Owned(format!("\u{1B}[{style}m{text}\u{1B}[0m")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests;
