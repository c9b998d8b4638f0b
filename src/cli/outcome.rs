//! How a run ended, as an exit code. Reporters have no part in it.

use std::process::ExitCode;

use crate::finding::Severity;
use crate::lint::Report;

/// How a run ended. The order is the order of weight: what could not be done outweighs what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// No finding at or above the severity that fails a run.
    Clean,
    /// At least one such finding.
    Findings,
    /// The job could not be done as asked: a bad flag, a bad policy, an unreadable file, no file matched.
    Failed,
}

impl Outcome {
    /// The outcome of a run that fails on findings of `fail_on` and graver. Suppressed and licensed matches do not count.
    pub fn of(report: &Report, fail_on: Severity) -> Self {
        if !report.errors.is_empty() {
            Self::Failed
        } else if report.findings.iter().any(|f| f.severity >= fail_on) {
            Self::Findings
        } else {
            Self::Clean
        }
    }

    /// 0, 1 or 2.
    pub const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome.code())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::report::{OutputFormat, View, corpus};

    fn without_errors() -> Report {
        Report { errors: Vec::new(), ..corpus::report() }
    }

    fn only(severity: Severity) -> Report {
        let mut report = without_errors();
        report.findings.retain(|f| f.severity == severity);
        report
    }

    #[test]
    fn problems_outweigh_findings_and_severities_count_from_fail_on_upwards() {
        assert_eq!(Outcome::of(&corpus::report(), Severity::Error).code(), 2);
        assert_eq!(Outcome::of(&without_errors(), Severity::Error).code(), 1);
        assert_eq!(Outcome::of(&Report::default(), Severity::Info).code(), 0);
        assert_eq!(Outcome::of(&only(Severity::Warning), Severity::Error).code(), 0);
        assert_eq!(Outcome::of(&only(Severity::Warning), Severity::Warning).code(), 1);
        assert_eq!(Outcome::of(&only(Severity::Info), Severity::Warning).code(), 0);
        assert_eq!(Outcome::of(&only(Severity::Info), Severity::Info).code(), 1);
    }

    #[test]
    fn what_is_suppressed_or_licensed_never_fails_a_run() {
        let report = Report { findings: Vec::new(), ..without_errors() };
        assert!(!report.suppressed.is_empty() && !report.allowed.is_empty());
        assert_eq!(Outcome::of(&report, Severity::Info), Outcome::Clean);
    }

    /// Findings by severity (error, warning, info), licensed matches, and problems, as read back from a format.
    type Counts = [usize; 5];

    fn count(values: &[Value], wanted: impl Fn(&Value) -> bool) -> usize {
        values.iter().filter(|v| wanted(v)).count()
    }

    fn by(values: &[Value], key: &str, names: [&str; 3]) -> [usize; 3] {
        names.map(|name| count(values, |v| v[key] == name))
    }

    fn array(value: &Value) -> &[Value] {
        value.as_array().expect("an array")
    }

    fn counts(format: OutputFormat, text: &str) -> Counts {
        let parse = |text: &str| serde_json::from_str::<Value>(text).expect("valid JSON");
        let lines = |start: &str| text.lines().filter(|l| l.starts_with(start)).count();
        let holding = |part: &str| text.lines().filter(|l| l.contains(part)).count();
        match format {
            OutputFormat::Json => {
                let json = parse(text);
                let [e, w, i] = by(array(&json["findings"]), "severity", ["error", "warning", "info"]);
                assert_eq!(json["summary"]["errors"], e);
                assert_eq!(json["summary"]["warnings"], w);
                assert_eq!(json["summary"]["infos"], i);
                [e, w, i, array(&json["allowed"]).len(), array(&json["errors"]).len()]
            }
            OutputFormat::Jsonl => {
                let all: Vec<Value> = text.lines().map(parse).collect();
                let found: Vec<Value> = all.iter().filter(|v| v["type"] == "finding").cloned().collect();
                let [e, w, i] = by(&found, "severity", ["error", "warning", "info"]);
                [e, w, i, count(&all, |v| v["type"] == "allowed"), count(&all, |v| v["type"] == "error")]
            }
            OutputFormat::Sarif => {
                let log = parse(text);
                let run = &log["runs"][0];
                let counted: Vec<Value> =
                    array(&run["results"]).iter().filter(|r| r.get("suppressions").is_none()).cloned().collect();
                let [e, w, i] = by(&counted, "level", ["error", "warning", "note"]);
                let said = array(&run["invocations"][0]["toolExecutionNotifications"]);
                [e, w, i, count(&counted, |r| r["kind"] == "pass"), count(said, |n| n["level"] == "error")]
            }
            OutputFormat::Github => {
                let (problems, notes) = (holding("title=poslock::"), lines("::notice file=utf.md"));
                let errors = problems - notes;
                let allowed = holding("title=poslock allowed");
                [lines("::error ") - errors, lines("::warning "), lines("::notice ") - notes - allowed, allowed, errors]
            }
            // For people, problems stand on standard error.
            OutputFormat::Concise => {
                let [e, w, i] = [": error[", ": warning[", ": info["].map(holding);
                [e, w, i, holding(": allowed["), 2]
            }
            OutputFormat::Human => {
                let [e, w, i] = ["error[", "warning[", "info["].map(lines);
                [e, w, i, lines("allowed["), 2]
            }
        }
    }

    #[test]
    fn every_format_tells_the_same_run_and_none_changes_its_exit_code() {
        let rules = corpus::rules();
        for report in [corpus::report(), without_errors(), only(Severity::Info)] {
            let n = |severity| report.findings.iter().filter(|f| f.severity == severity).count();
            let [e, w, i] = Severity::ALL.map(n);
            for &format in OutputFormat::ALL {
                for fail_on in Severity::ALL {
                    let before = Outcome::of(&report, fail_on);
                    let view = View { rules: &rules, show_allowed: true, ..View::default() };
                    let text = corpus::rendered(|r, v, out| format.render(r, v, out), &report, &view);
                    assert_eq!(Outcome::of(&report, fail_on), before, "{format:?}");
                    let mut found = counts(format, &text);
                    if matches!(format, OutputFormat::Human | OutputFormat::Concise) {
                        found[4] = report.errors.len();
                    }
                    assert_eq!(found, [e, w, i, report.allowed_count, report.errors.len()], "{format:?}:\n{text}");
                }
            }
        }
    }
}
