//! The SARIF 2.1.0 report, for code scanning. Comments cite the standard's sections.
//!
//! It must not know what any consumer does with it.

use std::collections::BTreeMap;
use std::io;

use crate::finding::{Finding, Problem, Severity, Suppression};
use crate::lint;
use crate::report::View;
use crate::report::concise::why_allowed;

mod rules;
mod shape;

use rules::Rules;
use shape::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Driver, FixShape, Invocation, Location, Log, Message,
    Notification, PhysicalLocation, Region, Replacement, ResultShape, Run, SuppressionShape, Tool, UriBase,
};

/// Key of the stable name of a finding (§3.27.17); the version grows when the way to compute it changes.
const FINGERPRINT: &str = "poslock/v1";
const ROOT: &str = "%SRCROOT%";

/// Writes findings, suppressed findings (marked as such) and, where asked for, licensed matches of kind `pass`.
pub fn render(report: &lint::Report, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let allowed: &[Finding] = if view.show_allowed { &report.allowed } else { &[] };
    let found = || report.findings.iter().chain(&report.suppressed);
    let rules = Rules::new(view, found().chain(allowed));
    let mut results: Vec<ResultShape> = found().map(|f| result(f, &rules)).collect();
    results.extend(allowed.iter().map(|f| {
        let mut passed = result(f, &rules);
        // §3.27.10: a result that is no failure has level `none`.
        (passed.kind, passed.level) = ("pass", "none");
        passed.message = Message { text: why_allowed(f, view) };
        passed
    }));
    let notifications = |problems: &[Problem], level| -> Vec<Notification> {
        problems.iter().map(|problem| notification(problem, level)).collect()
    };
    let mut said = notifications(&report.errors, "error");
    said.extend(notifications(&report.notes, "note"));
    let version = env!("CARGO_PKG_VERSION");
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    full_name: concat!("poslock ", env!("CARGO_PKG_VERSION")),
                    version,
                    semantic_version: version,
                    rules: rules.into_shapes(),
                },
            },
            invocations: [Invocation {
                execution_successful: report.errors.is_empty(),
                tool_execution_notifications: said,
            }],
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                UriBase { description: Message { text: "The folder that holds the policy.".to_owned() } },
            )]),
            column_kind: "unicodeCodePoints",
            results,
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(f: &Finding, rules: &Rules) -> ResultShape {
    let text = if f.help.is_empty() { f.message.clone() } else { format!("{}\n→ {}", f.message, f.help) };
    let region = Region::of(f.start, f.end).with_snippet(&f.text);
    ResultShape {
        rule_id: f.rule.clone(),
        rule_index: rules.index(&f.rule),
        kind: "fail",
        level: level(f.severity),
        message: Message { text },
        locations: vec![Location { physical_location: physical(&f.path, Some(region)), message: None }],
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, f.fingerprint.clone())]),
        fixes: f.fix.iter().map(|fix| fix_shape(f, &fix.edits)).collect(),
        related_locations: f
            .related
            .iter()
            .map(|r| Location {
                physical_location: physical(&r.path, Some(Region::of(r.start, r.end))),
                message: Some(Message { text: r.message.clone() }),
            })
            .collect(),
        suppressions: f.suppression.iter().map(suppression).collect(),
    }
}

fn fix_shape(f: &Finding, edits: &[crate::finding::Edit]) -> FixShape {
    let replacements = edits
        .iter()
        .map(|edit| Replacement {
            deleted_region: Region::bytes(edit.start, edit.end),
            inserted_content: ArtifactContent { text: edit.replacement.clone() },
        })
        .collect();
    let description = if f.help.is_empty() { &f.message } else { &f.help };
    FixShape {
        description: Message { text: description.clone() },
        artifact_changes: [ArtifactChange { artifact_location: artifact(&f.path), replacements }],
    }
}

fn suppression(s: &Suppression) -> SuppressionShape {
    // §3.35.2: what stands in the file itself is `inSource`, a list beside it is `external`.
    let kind = if s.kind == "inline" { "inSource" } else { "external" };
    let justification = (!s.reason.is_empty()).then(|| s.reason.clone());
    SuppressionShape { kind, status: "accepted", justification }
}

fn notification(problem: &Problem, level: &'static str) -> Notification {
    let locations = if problem.path.is_empty() {
        Vec::new()
    } else {
        vec![Location { physical_location: physical(&problem.path, None), message: None }]
    };
    Notification { level, message: Message { text: problem.message.clone() }, locations }
}

fn physical(path: &str, region: Option<Region>) -> PhysicalLocation {
    PhysicalLocation { artifact_location: artifact(path), region }
}

fn artifact(path: &str) -> ArtifactLocation {
    ArtifactLocation { uri: percent_encode(path), uri_base_id: ROOT }
}

/// A relative URI reference (RFC 3986 §4.2): everything but unreserved characters and `/` is encoded, so a colon in the
/// first part of a path is not taken for a scheme.
fn percent_encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            byte => {
                let digit = |value: u8| char::from(b"0123456789ABCDEF"[usize::from(value)]);
                out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::corpus;
    use serde_json::Value;

    fn sarif(show_allowed: bool) -> Value {
        let rules = corpus::rules();
        let view = View { rules: &rules, show_allowed, ..View::default() };
        serde_json::from_str(&corpus::rendered(render, &corpus::report(), &view)).expect("valid JSON")
    }

    #[test]
    fn the_log_is_valid_against_the_published_schema() {
        // The published pattern of `run.language` has a stray bracket, which makes it no regular expression.
        let schema = include_str!("../../../tests/fixtures/sarif-schema-2.1.0.json").replace("{2}]?$", "{2}?$");
        let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a valid schema");
        let mut log = sarif(true);
        let errors: Vec<String> =
            validator.iter_errors(&log).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let empty = corpus::rendered(render, &lint::Report::default(), &View::default());
        assert!(validator.is_valid(&serde_json::from_str(&empty).expect("valid JSON")));
        // The schema does refuse: a log with a level that does not exist is not valid.
        log["runs"][0]["results"][0]["level"] = "fatal".into();
        assert!(!validator.is_valid(&log));
    }

    #[test]
    fn results_point_at_their_rules_and_places() {
        let log = sarif(false);
        let run = &log["runs"][0];
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), 6);
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
        let fee = &results[0];
        assert_eq!(fee["level"], "warning");
        let place = &fee["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%2C%20b%3Ac/100%25.md");
        let region = serde_json::json!({
            "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 14, "byteOffset": 5, "byteLength": 13,
            "snippet": {"text": "retainer: 10%"},
        });
        assert_eq!(place["region"], region);
        assert_eq!(fee["partialFingerprints"]["poslock/v1"], "retainers/fee-retainer: 10%");
        let replacement = &fee["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(replacement["deletedRegion"], serde_json::json!({"byteOffset": 5, "byteLength": 13}));
        assert_eq!(fee["relatedLocations"][0]["message"]["text"], "the title says otherwise");
        assert_eq!(run["columnKind"], "unicodeCodePoints");
    }

    #[test]
    fn silenced_findings_are_marked_and_licensed_matches_pass() {
        let log = sarif(true);
        let results = log["runs"][0]["results"].as_array().expect("results");
        let kinds: Vec<&Value> = results.iter().map(|r| &r["suppressions"][0]["kind"]).collect();
        assert_eq!(kinds[4..6], ["inSource", "external"]);
        assert_eq!(results[4]["suppressions"][0]["justification"], "agreed with legal");
        assert_eq!((&results[6]["kind"], &results[6]["level"]), (&"pass".into(), &"none".into()));
    }

    #[test]
    fn problems_are_notifications_and_fail_the_execution() {
        let log = sarif(false);
        let invocation = &log["runs"][0]["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        let said = invocation["toolExecutionNotifications"].as_array().expect("notifications");
        let levels: Vec<&str> = said.iter().filter_map(|n| n["level"].as_str()).collect();
        assert_eq!(levels, ["error", "error", "note"]);
        assert_eq!(said[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "locked%2C%205%25.md");
    }
}
