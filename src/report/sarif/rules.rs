//! The rules of a SARIF run: every rule of the policy, then those that findings name beyond it (the tool's own, such as an
//! unused suppression), so that each result has its rule.

use std::collections::HashMap;

use super::level;
use super::shape::{Configuration, Help, Message, Properties, RuleShape};
use crate::finding::Finding;
use crate::policy::model::{Level, RuleSpec};
use crate::report::View;
use crate::report::wording;

pub(super) struct Rules {
    shapes: Vec<RuleShape>,
    index: HashMap<String, usize>,
}

impl Rules {
    pub(super) fn new<'a>(view: &View<'_>, findings: impl Iterator<Item = &'a Finding> + Clone) -> Self {
        let mut urls = HashMap::new();
        for f in findings.clone().filter(|f| !f.url.is_empty()) {
            urls.entry(f.rule.as_str()).or_insert(f.url.as_str());
        }
        let mut rules = Self { shapes: Vec::new(), index: HashMap::new() };
        for spec in view.rules {
            let url = urls.get(spec.id.value.as_str()).copied().unwrap_or_default();
            rules.push(spec.id.value.clone(), || of_policy(spec, url, view));
        }
        for finding in findings {
            rules.push(finding.rule.clone(), || of_tool(finding));
        }
        rules
    }

    fn push(&mut self, id: String, shape: impl FnOnce() -> RuleShape) {
        let next = self.shapes.len();
        self.index.entry(id).or_insert_with(|| {
            self.shapes.push(shape());
            next
        });
    }

    pub(super) fn index(&self, id: &str) -> usize {
        self.index.get(id).copied().unwrap_or_default()
    }

    pub(super) fn into_shapes(self) -> Vec<RuleShape> {
        self.shapes
    }
}

fn of_policy(spec: &RuleSpec, url: &str, view: &View<'_>) -> RuleShape {
    let (why, instead) = (spec.why.get(view.lang), spec.instead.get(view.lang));
    let label = wording::INSTEAD.get(view.lang);
    let (mut text, mut markdown) = (why.to_owned(), why.to_owned());
    if !instead.is_empty() {
        text = format!("{text}\n{label}: {instead}");
        markdown = format!("{markdown}\n\n**{label}:** {instead}");
    }
    let configuration = match spec.level {
        Level::On(severity) => Configuration { enabled: true, level: level(severity) },
        Level::Off => Configuration { enabled: false, level: "none" },
    };
    shape(&spec.id.value, spec.category(), why, Help { text, markdown }, url, configuration)
}

fn of_tool(f: &Finding) -> RuleShape {
    let text = if f.help.is_empty() { &f.message } else { &f.help };
    let help = Help { text: text.clone(), markdown: text.clone() };
    let configuration = Configuration { enabled: true, level: level(f.severity) };
    shape(&f.rule, &f.category, &f.rule, help, &f.url, configuration)
}

fn shape(id: &str, category: &str, why: &str, help: Help, url: &str, configuration: Configuration) -> RuleShape {
    let why = if why.is_empty() { id } else { why };
    RuleShape {
        id: id.to_owned(),
        // §3.49.9: a single sentence; the id names the bad thing in words.
        short_description: Message { text: id.replace(['/', '-'], " ") },
        full_description: Message { text: why.to_owned() },
        // §3.49.12 wants an absolute URI; pages of the repository itself are relative.
        help_uri: url.contains("://").then(|| url.to_owned()),
        help,
        default_configuration: configuration,
        properties: Properties { tags: vec!["positioning".to_owned(), category.to_owned()] },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::model::Lang;
    use crate::report::corpus;

    #[test]
    fn rules_beyond_the_policy_are_added_once() {
        let (report, rules) = (corpus::report(), corpus::rules());
        let view = View { rules: &rules[..1], lang: Lang::Ar, ..View::default() };
        let rules = Rules::new(&view, report.findings.iter().chain(&report.findings));
        assert_eq!(rules.index("guaranteed-results/promise"), 0);
        let shapes = rules.into_shapes();
        let ids: Vec<&str> = shapes.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(ids, ["guaranteed-results/promise", "retainers/fee", "tone/plain", "landing/page"]);
        assert_eq!(shapes[0].help.text, "لا أحد يملك ضمان النتائج.\nالبديل: Proof Pack بالأرقام");
    }

    #[test]
    fn a_rule_that_is_off_says_so_and_only_absolute_pages_are_linked() {
        let (mut report, rules) = (corpus::report(), corpus::rules());
        report.findings[0].url = "https://example.test/fee".to_owned();
        let view = View { rules: &rules, ..View::default() };
        let shapes = Rules::new(&view, report.findings.iter()).into_shapes();
        assert!(!shapes[4].default_configuration.enabled);
        assert_eq!(shapes[1].help_uri.as_deref(), Some("https://example.test/fee"));
        assert_eq!(shapes[0].help_uri, None);
    }
}
