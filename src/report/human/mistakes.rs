//! Mistakes in a policy, each with a caret under it.
//!
//! It must not know how a policy is read.

use std::io;
use std::sync::Arc;

use super::snippet::{Mood, Place, Snippet};
use super::{paint, write_labelled};
use crate::finding::Position;
use crate::report::mistake::Mistake;
use crate::report::{View, wording};
use crate::source::lines::LineIndex;

/// Writes each mistake under a heading, with its excerpt and what to write instead.
pub fn render_mistakes(
    mistakes: &[Mistake],
    heading: wording::Both,
    view: &View<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    // Mistakes come by file; one index serves all of a file.
    let mut index: Option<(&Arc<str>, LineIndex)> = None;
    for mistake in mistakes {
        let source = &mistake.source;
        let lines = match &mut index {
            Some((indexed, lines)) if Arc::ptr_eq(indexed, source) => lines,
            slot => &slot.insert((source, LineIndex::new(Arc::clone(source)))).1,
        };
        let (start, end) = if mistake.has_place() {
            (lines.position(mistake.span.start), lines.position(mistake.span.end))
        } else {
            (Position::START, Position::START)
        };
        let place = Place {
            path: &mistake.path,
            start,
            last_line: end.line,
            source: mistake.has_place().then_some((&**source, mistake.span)),
        };
        writeln!(out, "{}", paint(heading.get(view.lang), super::RED, view))?;
        out.write_all(Snippet::new(&mistake.message, Mood::Error, &place, view).draw(view).as_bytes())?;
        write_labelled(wording::HELP.get(view.lang), &mistake.help, view, out)?;
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Span;

    #[test]
    fn a_mistake_has_a_caret_and_a_mistake_without_place_its_file() {
        let source: Arc<str> = "version: 1\nrulse: []\n".into();
        let at = |path: &str, source: &Arc<str>, span, message: &str, help: &str| Mistake {
            path: path.to_owned(),
            source: Arc::clone(source),
            span,
            message: message.to_owned(),
            help: help.to_owned(),
        };
        let mistakes = [
            at("poslock.yaml", &source, Span::new(11, 16), "unknown key `rulse`", "did you mean `rules`?"),
            at("x.yaml", &"".into(), Span::default(), "cannot be read", ""),
        ];
        let mut out = Vec::new();
        render_mistakes(&mistakes, wording::POLICY, &View::default(), &mut out).expect("a vector takes everything");
        let expected = "\
policy
  × unknown key `rulse`
   ╭─[poslock.yaml:2:1]
 2 │ rulse: []
   · ─────
   ╰────
  help: did you mean `rules`?

policy
  × cannot be read
   ╭─[x.yaml]
   ╰────

";
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
    }
}
