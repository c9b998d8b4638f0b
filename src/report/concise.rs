//! One line a finding, for eyes that skim and for `grep`. The severity stays English: scripts look for it.
//!
//! It must not write more than one line for one thing.

use std::io;

use crate::finding::Finding;
use crate::lint;
use crate::report::summary::Summary;
use crate::report::visible::{isolate, one_line, short};
use crate::report::{View, wording};

/// Writes `path:line:column: severity[rule] message`, one line a finding.
pub fn render(report: &lint::Report, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in &report.findings {
        line(finding, finding.severity.name(), &finding.message, view, out)?;
    }
    if view.show_allowed {
        for finding in &report.allowed {
            line(finding, "allowed", &why_allowed(finding, view), view, out)?;
        }
    }
    for note in &report.notes {
        if !view.quiet {
            writeln!(out, "{}: note: {}", one_line(&note.path), isolate(&one_line(&note.message), view.terminal))?;
        }
    }
    for (rule, count) in Summary::of(report, view.statistics).rules.unwrap_or_default() {
        writeln!(out, "{count}\t{rule}")?;
    }
    Ok(())
}

fn line(f: &Finding, level: &str, message: &str, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let (path, rule, message) = (one_line(&f.path), one_line(&f.rule), one_line(message));
    let message = isolate(&message, view.terminal);
    writeln!(out, "{path}:{}:{}: {level}[{rule}] {message}", f.start.line, f.start.column)
}

/// The match, what the text does with it, and the words that say so with their line.
pub(super) fn why_allowed(finding: &Finding, view: &View<'_>) -> String {
    let said = format!("«{}»: {}", short(&finding.text, 80), wording::standing(finding.standing, view.lang));
    match &finding.cue {
        None => said,
        Some(cue) => {
            let (because, words) = (wording::BECAUSE.get(view.lang), short(&cue.text, 80));
            format!("{said} {because} «{words}» ({}:{})", cue.start.line, cue.start.column)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::corpus;

    #[test]
    fn one_line_a_finding_and_the_cue_of_what_is_allowed() {
        let (report, rules) = (corpus::report(), corpus::rules());
        let view = View { rules: &rules, show_allowed: true, statistics: true, ..View::default() };
        let said = corpus::rendered(render, &report, &view);
        assert_eq!(
            said,
            "\
a, b:c/100%.md:2:1: warning[retainers/fee] Agency fees    are not ours. Second line.
landing/companies.html:3:7: error[guaranteed-results/promise] Nobody can promise results.
landing/companies.html:4:3: info[tone/plain] Plain words are understood.
missing.md:1:1: error[landing/page] The page must exist.
landing/companies.html:6:4: allowed[guaranteed-results/promise] «نضمن نتائج»: the text denies it because of «لا» (6:1)
utf.md: note: invalid UTF-8 was read with replacement characters
1\tguaranteed-results/promise
1\tlanding/page
1\tretainers/fee
1\ttone/plain
"
        );
    }
}
