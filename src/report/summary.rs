//! The totals of a run: as data for machines, and as the closing line for people.
//!
//! It must not decide an exit code: a total is not a verdict.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::{Finding, Severity};
use crate::lint;
use crate::policy::model::Lang;
use crate::report::wording;

/// Totals, in the order of the JSON report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Documents checked.
    pub files: usize,
    /// Findings of severity `error`.
    pub errors: usize,
    /// Findings of severity `warning`.
    pub warnings: usize,
    /// Findings of severity `info`.
    pub infos: usize,
    /// Matches that the text licenses.
    pub allowed: usize,
    /// Findings that a comment or the baseline silences.
    pub suppressed: usize,
    /// Files left out, by reason.
    pub skipped: BTreeMap<&'static str, usize>,
    /// Findings by rule; only where statistics were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<BTreeMap<String, usize>>,
}

impl Summary {
    /// The totals of a run, with counts by rule if `statistics`.
    pub fn of(report: &lint::Report, statistics: bool) -> Self {
        let count = |severity| report.findings.iter().filter(|f| f.severity == severity).count();
        Self {
            files: report.files,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            allowed: report.allowed_count,
            suppressed: report.suppressed.len(),
            skipped: report.skipped.clone(),
            rules: statistics.then(|| by_rule(&report.findings)),
        }
    }

    /// The closing line for people, without a line end. `problems` is how many things kept the job from being done as asked.
    pub fn sentence(&self, lang: Lang, problems: usize) -> String {
        let files = wording::FILE.count_after(self.files, lang);
        let found: Vec<String> =
            [(wording::ERROR, self.errors), (wording::WARNING, self.warnings), (wording::INFO, self.infos)]
                .into_iter()
                .filter(|(_, n)| *n > 0)
                .map(|(noun, n)| noun.count(n, lang))
                .collect();
        let mut parts = vec![match (lang, found.is_empty()) {
            (Lang::En, true) => format!("no findings in {files}"),
            (Lang::En, false) => format!("{} in {files}", join(&found, ", ", " and ")),
            (Lang::Ar, true) => format!("لا مخالفات بعد فحص {files}"),
            (Lang::Ar, false) => format!("{} بعد فحص {files}", join(&found, " و", " و")),
        }];
        if self.suppressed > 0 {
            parts.push(match lang {
                Lang::En => format!("{} suppressed", self.suppressed),
                Lang::Ar => format!("مستثنى: {}", wording::PLACE.count(self.suppressed, lang)),
            });
        }
        if self.allowed > 0 {
            parts.push(match lang {
                Lang::En => format!("{} allowed (listed by --show-allowed)", self.allowed),
                Lang::Ar => {
                    format!("مسموح في سياقه: {} (يعرضها --show-allowed)", wording::PLACE.count(self.allowed, lang))
                }
            });
        }
        for (reason, n) in &self.skipped {
            let reason = wording::skipped(reason, lang);
            parts.push(match lang {
                Lang::En => format!("skipped {} ({reason})", wording::FILE.count(*n, lang)),
                Lang::Ar => format!("تُرك دون فحص: {} ({reason})", wording::FILE.count(*n, lang)),
            });
        }
        if problems > 0 {
            let problems = wording::TROUBLE.count(problems, lang);
            parts.push(match lang {
                Lang::En => format!("{problems}: not everything was checked"),
                Lang::Ar => format!("لم يكتمل الفحص: {problems}"),
            });
        }
        parts.join(" · ")
    }
}

/// How many findings each rule has, for those that have any.
pub fn by_rule(findings: &[Finding]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule.clone()).or_insert(0) += 1;
    }
    counts
}

fn join(parts: &[String], comma: &str, and: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{and}{last}", first.join(comma)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(files: usize, errors: usize, warnings: usize, infos: usize) -> Summary {
        Summary { files, errors, warnings, infos, allowed: 0, suppressed: 0, skipped: BTreeMap::new(), rules: None }
    }

    #[test]
    fn the_closing_line_reads_as_a_sentence() {
        assert_eq!(totals(12, 2, 1, 0).sentence(Lang::En, 0), "2 errors and 1 warning in 12 files");
        assert_eq!(totals(1, 0, 0, 0).sentence(Lang::En, 0), "no findings in 1 file");
        assert_eq!(totals(12, 2, 1, 3).sentence(Lang::Ar, 0), "خطآن وتحذير واحد و3 ملاحظات بعد فحص 12 ملفًا");
        assert_eq!(totals(2, 0, 0, 0).sentence(Lang::Ar, 0), "لا مخالفات بعد فحص ملفين");
    }

    #[test]
    fn what_was_left_out_is_said() {
        let mut summary = totals(3, 1, 0, 0);
        summary.allowed = 7;
        summary.suppressed = 2;
        summary.skipped.insert("binary", 11);
        let ending = |lang| summary.sentence(lang, 2).rsplit(" · ").next().map(str::to_owned);
        assert_eq!(ending(Lang::En).as_deref(), Some("2 problems: not everything was checked"));
        assert_eq!(ending(Lang::Ar).as_deref(), Some("لم يكتمل الفحص: مشكلتان"));
        assert_eq!(
            summary.sentence(Lang::En, 0),
            "1 error in 3 files · 2 suppressed · 7 allowed (listed by --show-allowed) · skipped 11 files (not text)"
        );
        assert_eq!(
            summary.sentence(Lang::Ar, 0),
            "خطأ واحد بعد فحص 3 ملفات · مستثنى: موضعان · مسموح في سياقه: 7 مواضع (يعرضها --show-allowed) · تُرك دون فحص: 11 ملفًا (ليست نصًا)"
        );
    }
}
