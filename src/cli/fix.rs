//! `--fix` and `--diff`: what fixes make of files, written to them or shown.
//!
//! It must not know where fixes come from.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::cli::{output, say};
use crate::finding::{Fix, Problem};
use crate::lint::Report;
use crate::lint::fix::apply;
use crate::policy::model::Lang;
use crate::report::visible::one_line;

/// What becomes of one file.
pub(super) struct Change {
    /// As findings name it.
    path: String,
    /// Where it lies.
    place: PathBuf,
    before: String,
    after: String,
    applied: usize,
    refused: usize,
}

/// What writing gave.
#[derive(Default)]
pub(super) struct Written {
    pub(super) errors: Vec<Problem>,
    pub(super) notes: Vec<Problem>,
}

/// The changes that the fixes of a report make, in order of paths; files without any are left out.
pub(super) fn changes(report: &Report, root: &Path, unsafe_too: bool) -> Vec<Change> {
    let mut fixes: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    for finding in &report.findings {
        if let Some(fix) = &finding.fix {
            fixes.entry(&finding.path).or_default().push(fix);
        }
    }
    let mend = |(path, fixes): (&str, Vec<&Fix>)| {
        let before = report.sources.get(path)?;
        let done = apply(before, fixes, unsafe_too);
        (done.applied > 0).then(|| Change {
            path: path.to_owned(),
            place: root.join(path),
            before: before.to_string(),
            after: done.text,
            applied: done.applied,
            refused: done.refused,
        })
    };
    fixes.into_iter().filter_map(mend).collect()
}

/// Writes the changes as one unified diff, which `patch` and `git apply` understand.
pub(super) fn write_diff(changes: &[Change], out: &mut dyn Write) -> io::Result<()> {
    for change in changes {
        let diff = TextDiff::from_lines(&change.before, &change.after);
        let path = one_line(&change.path);
        write!(out, "{}", diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")))?;
    }
    Ok(())
}

/// Writes each changed file, whole or not at all; its permissions, line ends and byte order mark stay.
pub(super) fn write(changes: Vec<Change>, lang: Lang) -> Written {
    let mut written = Written::default();
    for change in changes {
        let problem = |message: String| Problem { path: change.path.clone(), message };
        // Offsets are those of the text that was checked; a file that is another one by now, or no UTF-8, is left alone.
        match fs::read(&change.place) {
            Ok(bytes) if bytes == change.before.as_bytes() => {}
            Ok(_) => {
                let why = "was not fixed: it is no UTF-8, or it changed while it was checked";
                written.errors.push(problem(say(lang, why, "لم يُصلَح: ليس UTF-8، أو تغيّر أثناء الفحص").to_owned()));
                continue;
            }
            Err(error) => {
                written.errors.push(problem(format!("cannot be read: {error}; check its permissions")));
                continue;
            }
        }
        match output::write_file(&change.place, |out| out.write_all(change.after.as_bytes())) {
            Ok(()) => {
                let (n, left) = (change.applied, change.refused);
                let mut message = match lang {
                    Lang::En => format!("fixed in {n} place{}", if n == 1 { "" } else { "s" }),
                    Lang::Ar => format!("أُصلح، عدد المواضع: {n}"),
                };
                if left > 0 {
                    let why = match lang {
                        Lang::En => format!("; {left} left out, which overlap: run it again"),
                        Lang::Ar => format!("؛ وتُرك {left} لتداخلها: أعد التشغيل"),
                    };
                    message.push_str(&why);
                }
                written.notes.push(problem(message));
            }
            Err(error) => written.errors.push(problem(format!("could not be written: {error}"))),
        }
    }
    written
}
