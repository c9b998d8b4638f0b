//! The report for people: each finding with its excerpt, carets under the right characters, and what to say instead.
//!
//! It must not know how an excerpt is cut and drawn: see `snippet.rs`.

use std::borrow::Cow;
use std::io;

use unicode_width::UnicodeWidthStr;

use crate::finding::{Finding, Related, Severity, Span};
use crate::lint;
use crate::report::summary::Summary;
use crate::report::visible::{isolate, one_line, short};
use crate::report::{View, wording};

mod mistakes;
mod snippet;

pub use mistakes::render_mistakes;
use snippet::{Mood, Place, Snippet};

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
    // Where nothing was looked at, a count of nothing would read as good news.
    if report.files == 0 && !report.errors.is_empty() {
        return Ok(());
    }
    write_summary(report, view, out)
}

/// Writes the closing line.
pub fn write_summary(report: &lint::Report, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let summary = Summary::of(report, false);
    let style = match (summary.errors + report.errors.len(), summary.warnings) {
        (0, 0) => GREEN,
        (0, _) => YELLOW,
        _ => RED,
    };
    let sentence = summary.sentence(view.lang, report.errors.len());
    for line in wrap(&sentence, view.width) {
        writeln!(out, "{}", paint(&isolate(&line, view.terminal), style, view))?;
    }
    Ok(())
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
    write_snippet(report, f, &f.message, Mood::of(f.severity), view, out)?;
    for related in &f.related {
        write_related(report, related, view, out)?;
    }
    write_labelled(wording::INSTEAD.get(view.lang), &f.help, view, out)?;
    write_labelled(wording::DOCS.get(view.lang), &f.url, view, out)?;
    writeln!(out)
}

/// The other end of a finding: with its excerpt where the text is known, else its place.
fn write_related(report: &lint::Report, r: &Related, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let span = Span::new(r.start.byte, r.end.byte);
    let known = report.sources.get(&r.path).filter(|text| !span.is_empty() && text.get(span.start..span.end).is_some());
    let Some(source) = known else {
        let place = format!("{}:{}:{}", one_line(&r.path), r.start.line, r.start.column);
        return write_labelled(wording::SEE.get(view.lang), &format!("{place}: {}", r.message), view, out);
    };
    let place = Place { path: &r.path, start: r.start, last_line: r.end.line, source: Some((source, span)) };
    out.write_all(Snippet::new(&r.message, Mood::Info, &place, view).draw(view).as_bytes())
}

fn write_allowed(report: &lint::Report, f: &Finding, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let head = format!("{}[{}]", wording::ALLOWED.get(view.lang), one_line(&f.rule));
    writeln!(out, "{}", paint(&isolate(&head, view.terminal), GREEN, view))?;
    write_snippet(report, f, wording::standing(f.standing, view.lang), Mood::Fine, view, out)?;
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
    mood: Mood,
    view: &View<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    // A source that changed since the check must not lend its text to a finding: then the finding's own text is shown.
    let source = report.sources.get(&f.path).filter(|s| s.get(f.start.byte..f.end.byte) == Some(f.text.as_str()));
    let place = match source {
        _ if f.text.is_empty() => None,
        Some(source) => Some((&**source, f.span())),
        None => Some((f.text.as_str(), Span::new(0, f.text.len()))),
    };
    let place = Place { path: &f.path, start: f.start, last_line: f.end.line, source: place };
    out.write_all(Snippet::new(message, mood, &place, view).draw(view).as_bytes())
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
