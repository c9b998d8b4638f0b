//! JSON lines: one object a line, so that a reader can begin before the end. The objects are those of the JSON report with
//! their `type` in front.

use std::io;

use serde::Serialize;

use crate::lint;
use crate::report::View;
use crate::report::json::SCHEMA_VERSION;
use crate::report::summary::Summary;

#[derive(Serialize)]
struct Line<'a, T: Serialize> {
    r#type: &'static str,
    #[serde(flatten)]
    body: &'a T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Last {
    schema_version: u32,
    #[serde(flatten)]
    summary: Summary,
}

/// Writes findings, licensed matches where asked for, silenced findings, errors, notes, and the summary as the last line.
pub fn render(report: &lint::Report, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    lines("finding", &report.findings, out)?;
    if view.show_allowed {
        lines("allowed", &report.allowed, out)?;
    }
    lines("suppressed", &report.suppressed, out)?;
    lines("error", &report.errors, out)?;
    lines("note", &report.notes, out)?;
    let summary = Summary::of(report, view.statistics);
    lines("summary", &[Last { schema_version: SCHEMA_VERSION, summary }], out)
}

fn lines<T: Serialize>(r#type: &'static str, bodies: &[T], out: &mut dyn io::Write) -> io::Result<()> {
    for body in bodies {
        serde_json::to_writer(&mut *out, &Line { r#type, body })?;
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::corpus;

    #[test]
    fn every_line_is_an_object_with_its_type_first_and_the_summary_is_last() {
        let view = View { show_allowed: true, ..View::default() };
        let text = corpus::rendered(render, &corpus::report(), &view);
        let types: Vec<String> = text
            .lines()
            .map(|line| {
                let value: serde_json::Value = serde_json::from_str(line).expect("an object a line");
                let kind = value["type"].as_str().expect("a type").to_owned();
                assert!(line.starts_with(&format!("{{\"type\":\"{kind}\",")), "{line}");
                kind
            })
            .collect();
        let expected =
            [["finding"; 4].as_slice(), &["allowed", "suppressed", "suppressed", "error", "error", "note", "summary"]]
                .concat();
        assert_eq!(types, expected);
    }
}
