//! Runs the examples that rules carry: each bad one must be found, no good one may be.
//!
//! It must not know how results are shown.

use std::collections::BTreeSet;

use super::Linter;
use crate::document::{Format, parse};
use crate::finding::{Finding, Severity};
use crate::policy::model::{Example, ExampleFormat, Lang, Level, Policy, RuleBody};

/// An example that did not do what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule that carries it.
    pub rule: String,
    /// The file in which it stands.
    pub path: String,
    /// Its line there, 1-based.
    pub line: usize,
    /// Whether it is a bad example, which should have been found; else a good one, which should not.
    pub bad: bool,
    /// Its text.
    pub text: String,
    /// The rules that did find something in it.
    pub found_by: Vec<String>,
}

/// What running the examples of a policy gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// Rules that carry examples.
    pub rules: usize,
    /// Examples that were run.
    pub examples: usize,
    /// Those that failed, in order of rule and place.
    pub failures: Vec<Failure>,
}

/// Runs every example of every rule, wherever the rule applies. A bad example counts as found when a rule of its category
/// reports it at that rule's gravity or above; a good one fails on any error or warning of the category.
pub fn run(policy: &Policy) -> Run {
    let everywhere = everywhere(policy);
    let linter = Linter::new(&everywhere, Lang::En);
    let mut run = Run::default();
    for rule in &policy.rules {
        let all = rule.examples.bad.iter().map(|e| (true, e)).chain(rule.examples.good.iter().map(|e| (false, e)));
        let before = run.examples;
        for (bad, example) in all {
            run.examples += 1;
            let found: Vec<Finding> =
                find(&linter, example).into_iter().filter(|f| f.category == rule.category()).collect();
            let least = match rule.level {
                crate::policy::model::Level::On(severity) => severity,
                crate::policy::model::Level::Off => continue,
            };
            let fails = if bad {
                !found.iter().any(|f| f.rule == rule.id.value || f.severity >= least)
            } else {
                found.iter().any(|f| f.severity >= Severity::Warning)
            };
            if fails {
                let file = &policy.files[example.text.file];
                let line = file.text[..example.text.span.start.min(file.text.len())].matches('\n').count() + 1;
                let found_by: BTreeSet<String> = found.into_iter().map(|f| f.rule).collect();
                run.failures.push(Failure {
                    rule: rule.id.value.clone(),
                    path: file.name.clone(),
                    line,
                    bad,
                    text: example.text.value.clone(),
                    found_by: found_by.into_iter().collect(),
                });
            }
        }
        run.rules += usize::from(run.examples > before);
    }
    run
}

/// The policy with its rules about wordings in force in every document: an example has no path.
pub(super) fn everywhere(policy: &Policy) -> Policy {
    let mut everywhere = policy.clone();
    for rule in &mut everywhere.rules {
        match &mut rule.body {
            RuleBody::Forbid(forbid) => forbid.within.clear(),
            RuleBody::Tone(tone) => tone.within.clear(),
            RuleBody::Require(_) => {}
            // An example has no code beside it.
            RuleBody::Table(_) | RuleBody::List(_) | RuleBody::Value(_) => rule.level = Level::Off,
        }
    }
    everywhere
}

fn find(linter: &Linter<'_>, example: &Example) -> Vec<Finding> {
    let (path, format) = match example.format {
        ExampleFormat::Markdown => ("example.md", Format::Markdown),
        ExampleFormat::Html => ("example.html", Format::Html),
        ExampleFormat::Text => ("example.txt", Format::Plain),
    };
    let document = parse(path, format, example.text.value.clone());
    linter.finish(vec![linter.check(&document)], false).findings
}
