//! Workflow commands of GitHub Actions: the runner shows each as an annotation at its line.
//!
//! Escaping follows the runner: a value's `%`, CR and LF, in a property also `:` and `,`. Columns are kept out where a
//! finding covers several lines, because the runner refuses them there.

use std::io;

use crate::finding::{Finding, Severity};
use crate::lint;
use crate::report::View;
use crate::report::concise::why_allowed;

/// Writes one command a finding, licensed match (where asked for), problem and note.
pub fn render(report: &lint::Report, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in &report.findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let separator = if finding.help.is_empty() { "" } else { "\n→ " };
        let message = format!("{}{separator}{}", finding.message, finding.help);
        at_place(command, finding, &format!("poslock {}", finding.rule), &message, out)?;
    }
    if view.show_allowed {
        for finding in &report.allowed {
            let title = format!("poslock allowed {}", finding.rule);
            at_place("notice", finding, &title, &why_allowed(finding, view), out)?;
        }
    }
    for (command, problems) in [("error", &report.errors), ("notice", &report.notes)] {
        for problem in problems {
            let mut properties = vec![("title", "poslock".to_owned())];
            if !problem.path.is_empty() {
                properties.insert(0, ("file", problem.path.clone()));
            }
            write_command(command, &properties, &problem.message, out)?;
        }
    }
    Ok(())
}

fn at_place(command: &str, f: &Finding, title: &str, message: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut properties =
        vec![("file", f.path.clone()), ("line", f.start.line.to_string()), ("endLine", f.end.line.to_string())];
    if f.start.line == f.end.line {
        properties.push(("col", f.start.column.to_string()));
        properties.push(("endColumn", f.end.column.to_string()));
    }
    properties.push(("title", title.to_owned()));
    write_command(command, &properties, message, out)
}

fn write_command(
    command: &str,
    properties: &[(&str, String)],
    message: &str,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", escape(value, true))).collect();
    writeln!(out, "::{command} {}::{}", properties.join(","), escape(message, false))
}

fn escape(value: &str, property: bool) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            ':' if property => out.push_str("%3A"),
            ',' if property => out.push_str("%2C"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::corpus;

    #[test]
    fn values_are_escaped_as_the_runner_reads_them() {
        let text = corpus::rendered(render, &corpus::report(), &View::default());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0],
            "::warning file=a%2C b%3Ac/100%25.md,line=2,endLine=2,col=1,endColumn=14,title=poslock retainers/fee::\
             Agency fees\tare not ours.%0ASecond line.%0A→ a Proof Pack with the numbers"
        );
        assert!(lines[2].starts_with("::notice file=landing/companies.html,line=4,endLine=5,title="), "{}", lines[2]);
        assert!(lines[4].starts_with("::error title=poslock::no such pack"), "{}", lines[4]);
        assert_eq!(lines[5], "::error file=locked%2C 5%25.md,title=poslock::cannot be read:%0Apermission denied");
        assert_eq!(lines.len(), 7);
    }
}
