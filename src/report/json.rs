//! The JSON report: one object, the stable contract for other tools (`schemaVersion` 1).
//!
//! It must not reorder or rename: keys come in the order of the structs.

use std::io;

use serde::Serialize;

use crate::finding::{Finding, Problem};
use crate::lint;
use crate::report::View;
use crate::report::summary::Summary;

/// Version of the shape; it grows only when a reader of the old one would break.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Json<'a> {
    schema_version: u32,
    tool: Tool,
    findings: &'a [Finding],
    allowed: &'a [Finding],
    suppressed: &'a [Finding],
    errors: &'a [Problem],
    notes: &'a [Problem],
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Writes the run as one indented object; licensed matches are always counted, and listed only where asked for.
pub fn render(report: &lint::Report, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let json = Json {
        schema_version: SCHEMA_VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        findings: &report.findings,
        allowed: if view.show_allowed { &report.allowed } else { &[] },
        suppressed: &report.suppressed,
        errors: &report.errors,
        notes: &report.notes,
        summary: Summary::of(report, view.statistics),
    };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::corpus;

    fn parsed(view: &View<'_>) -> serde_json::Value {
        serde_json::from_str(&corpus::rendered(render, &corpus::report(), view)).expect("valid JSON")
    }

    #[test]
    fn keys_come_in_the_order_of_the_contract() {
        let text = corpus::rendered(render, &corpus::report(), &View::default());
        let order = ["schemaVersion", "tool", "findings", "allowed", "suppressed", "errors", "notes", "summary"];
        let at: Vec<usize> = order.iter().map(|k| text.find(&format!("\n  \"{k}\":")).expect(k)).collect();
        assert!(at.is_sorted(), "{at:?}");
        let finding = &text[at[2]..at[3]];
        let order = [
            "rule",
            "category",
            "severity",
            "path",
            "start",
            "end",
            "text",
            "standing",
            "message",
            "help",
            "url",
            "related",
            "fix",
            "fingerprint",
        ];
        let at: Vec<usize> = order.iter().map(|k| finding.find(&format!("\n      \"{k}\":")).expect(k)).collect();
        assert!(at.is_sorted(), "{at:?}");
    }

    #[test]
    fn licensed_matches_are_counted_always_and_listed_on_request() {
        let plain = parsed(&View::default());
        assert_eq!(plain["schemaVersion"], 1);
        assert_eq!(plain["allowed"].as_array().map(Vec::len), Some(0));
        assert_eq!(plain["summary"]["allowed"], 1);
        assert!(plain["summary"].get("rules").is_none());
        let listed = parsed(&View { show_allowed: true, statistics: true, ..View::default() });
        assert_eq!(listed["allowed"][0]["cue"]["text"], "لا");
        assert_eq!(listed["allowed"][0]["standing"], "negated");
        assert_eq!(listed["summary"]["rules"]["tone/plain"], 1);
    }

    #[test]
    fn silenced_findings_are_listed_with_the_reason_and_counted() {
        let json = parsed(&View::default());
        let silenced = json["suppressed"].as_array().expect("an array");
        assert_eq!(silenced.len(), 2);
        assert_eq!(silenced[0]["suppression"], serde_json::json!({"kind": "inline", "reason": "agreed with legal"}));
        assert_eq!(silenced[0]["rule"], "guaranteed-results/promise");
        assert_eq!(json["summary"]["suppressed"], 2);
        assert_eq!(json["summary"]["errors"], 2, "a silenced finding is no error");
    }

    #[test]
    fn a_finding_has_every_field_of_the_contract() {
        let json = parsed(&View::default());
        let f = &json["findings"][0];
        assert_eq!(f["start"], serde_json::json!({"byte": 5, "line": 2, "column": 1}));
        assert_eq!(f["end"], serde_json::json!({"byte": 18, "line": 2, "column": 14}));
        assert_eq!(f["fix"]["edits"][0]["start"], 5);
        assert_eq!(f["fix"]["safety"], "safe");
        assert_eq!(f["related"][0]["path"], "landing/companies.html");
        assert!(f.get("cue").is_none() && f.get("suppression").is_none());
        assert_eq!(json["findings"][1]["fix"], serde_json::Value::Null);
        assert_eq!(json["summary"]["skipped"]["binary"], 3);
    }
}
