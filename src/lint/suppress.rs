//! Comments in documents that silence findings: `<!-- poslock: allow RULE -- reason -->`.
//!
//! It must not know how findings come about. A comment that does nothing, or says no reason, is a finding itself.

use std::collections::HashMap;

use crate::document::{Directive, Document};
use crate::finding::{Finding, Severity, Span, Standing, Suppression};
use crate::policy::model::{Lang, Policy, RuleSpec, Text};
use crate::policy::nearest::nearest;
use crate::source::lines::LineIndex;

/// Rule ids of this file's own findings.
pub mod ids {
    /// A comment without a reason; it silences nothing.
    pub const NO_REASON: &str = "suppression/no-reason";
    /// A comment with a verb, rule or category that is not known.
    pub const UNKNOWN: &str = "suppression/unknown";
    /// A comment that silences nothing.
    pub const UNUSED: &str = "suppression/unused";
}

/// The verbs of a comment.
const VERBS: [&str; 2] = ["allow", "allow-file"];

/// Findings of one document after its comments were heard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// What stays, and what is wrong with the comments, in no order.
    pub kept: Vec<Finding>,
    /// What a comment silences, with [`Finding::suppression`] set.
    pub suppressed: Vec<Finding>,
}

/// What comments are judged by.
pub struct Judge<'a> {
    /// The rules there are.
    pub policy: &'a Policy,
    /// Language of messages.
    pub lang: Lang,
    /// Whether a rule ran: a comment about a rule that the command line left out is not called unused.
    pub ran: &'a dyn Fn(&RuleSpec) -> bool,
}

impl Judge<'_> {
    /// Sorts the findings of a document.
    pub fn hear(&self, document: &Document, lines: &LineIndex, findings: Vec<Finding>) -> Heard {
        let mut heard = Heard { kept: Vec::with_capacity(findings.len()), suppressed: Vec::new() };
        if document.directives.is_empty() {
            heard.kept = findings;
            return heard;
        }
        let mut own = Vec::new();
        let mut orders: Vec<Order<'_>> = Vec::new();
        for directive in &document.directives {
            let mut note =
                |rule, text: &Text, help: &Text| own.push(self.finding(rule, text, help, directive, document, lines));
            orders.extend(self.orders(directive, document, &mut note));
        }
        // Of two comments that say the same the first is heard, and the second is of no use.
        let mut places: HashMap<(Option<usize>, &str), usize> = HashMap::new();
        for (i, order) in orders.iter().enumerate() {
            places.entry((order.covers.map(|c| c.start), order.name)).or_insert(i);
        }
        let mut blocks: Vec<Span> = orders.iter().filter_map(|o| o.covers).collect();
        blocks.sort_unstable();
        for mut finding in findings {
            let at = finding.span();
            let before = blocks.partition_point(|b| b.start <= at.start).checked_sub(1).map(|i| blocks[i]);
            let block = before.filter(|b| b.contains(at) || b.overlaps(at)).map(|b| Some(b.start));
            let order = block.into_iter().chain([None]).find_map(|place| {
                let by = |name: &str| places.get(&(place, name)).copied();
                by(&finding.rule).or_else(|| by(&finding.category))
            });
            if let Some(i) = order {
                orders[i].used = true;
                finding.suppression = Some(Suppression { kind: "inline", reason: orders[i].reason.to_owned() });
                heard.suppressed.push(finding);
            } else {
                heard.kept.push(finding);
            }
        }
        for order in orders.iter().filter(|o| !o.used && self.all_ran(o.name)) {
            let name = order.name;
            let text = Text {
                ar: format!("هذا التعليق يسمح بـ `{name}`، ولا شيء هنا يخالفها"),
                en: format!("this comment allows `{name}`, and nothing here breaks it"),
            };
            let help = Text { ar: "احذف التعليق".to_owned(), en: "delete the comment".to_owned() };
            own.push(self.finding(ids::UNUSED, &text, &help, order.directive, document, lines));
        }
        heard.kept.append(&mut own);
        heard
    }

    // What a comment orders, one for each name; what is wrong with it goes to `note`.
    fn orders<'d>(
        &self,
        directive: &'d Directive,
        document: &Document,
        note: &mut dyn FnMut(&'static str, &Text, &Text),
    ) -> Vec<Order<'d>> {
        let (head, reason) = split_reason(&directive.text);
        let (verb, names) = head.split_once(char::is_whitespace).unwrap_or((head, ""));
        if !VERBS.contains(&verb) {
            let (ar, en) = near(verb, VERBS.into_iter());
            let text = Text { ar: format!("لا يوجد أمر `{verb}`"), en: format!("there is no order `{verb}`") };
            note(ids::UNKNOWN, &text, &Text { ar: ar + USAGE_AR, en: en + USAGE_EN });
            return Vec::new();
        }
        let names: Vec<&str> = names.split([',', '،', ' ', '\t', '\n', '\r']).filter(|n| !n.is_empty()).collect();
        if names.is_empty() {
            let text = Text {
                ar: "هذا التعليق لا يسمّي قاعدة".to_owned(), en: "this comment names no rule".to_owned()
            };
            note(ids::UNKNOWN, &text, &Text { ar: USAGE_AR.to_owned(), en: USAGE_EN.to_owned() });
            return Vec::new();
        }
        let (known, unknown): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|n| self.is_known(n));
        for name in unknown {
            let text = Text {
                ar: format!("لا توجد قاعدة أو فئة باسم `{name}`"),
                en: format!("there is no rule or category `{name}`"),
            };
            let rules = self.policy.rules.iter();
            let (ar, en) = near(name, rules.clone().map(|r| r.id.value.as_str()).chain(rules.map(RuleSpec::category)));
            note(ids::UNKNOWN, &text, &Text { ar, en });
        }
        if reason.is_empty() {
            let text = Text {
                ar: "هذا التعليق بلا سبب، فلا يُعمل به".to_owned(),
                en: "this comment gives no reason, so it is not followed".to_owned(),
            };
            note(ids::NO_REASON, &text, &Text { ar: USAGE_AR.to_owned(), en: USAGE_EN.to_owned() });
            return Vec::new();
        }
        let covers = match directive.before.and_then(|block| document.blocks.get(block as usize)) {
            _ if verb == "allow-file" => None,
            Some(block) => {
                let source = document.to_source(block.range.start as usize..block.range.end as usize);
                Some(Span::new(source.start, source.end))
            }
            // Nothing follows the comment, so it covers nothing.
            None => Some(Span::new(usize::MAX, usize::MAX)),
        };
        known.into_iter().map(|name| Order { directive, covers, name, reason, used: false }).collect()
    }

    fn is_known(&self, name: &str) -> bool {
        self.policy.rules.iter().any(|r| r.id.value == name || r.category() == name)
    }

    fn all_ran(&self, name: &str) -> bool {
        self.policy.rules.iter().filter(|r| r.id.value == name || r.category() == name).all(self.ran)
    }

    fn finding(
        &self,
        rule: &'static str,
        text: &Text,
        help: &Text,
        directive: &Directive,
        document: &Document,
        lines: &LineIndex,
    ) -> Finding {
        let source = &directive.source;
        Finding {
            rule: rule.to_owned(),
            category: "suppression".to_owned(),
            severity: Severity::Warning,
            path: document.path.clone(),
            start: lines.position(source.start),
            end: lines.position(source.end),
            text: document.source.get(source.clone()).unwrap_or_default().to_owned(),
            standing: Standing::Asserted,
            cue: None,
            message: text.get(self.lang).to_owned(),
            help: help.get(self.lang).to_owned(),
            url: String::new(),
            related: Vec::new(),
            fix: None,
            fingerprint: String::new(),
            suppression: None,
        }
    }
}

const USAGE_AR: &str = "اكتب `<!-- poslock: allow CATEGORY-or-RULE -- السبب -->`";
const USAGE_EN: &str = "write `<!-- poslock: allow CATEGORY-or-RULE -- reason -->`";

/// One name of a comment that is followed.
struct Order<'d> {
    directive: &'d Directive,
    /// Bytes of the source; `None` for the whole file.
    covers: Option<Span>,
    /// A rule or a category.
    name: &'d str,
    reason: &'d str,
    /// Whether it silenced anything.
    used: bool,
}

// A dash of any kind between blanks begins the reason; people's editors turn `--` into `—`.
fn split_reason(text: &str) -> (&str, &str) {
    let mut best: Option<(usize, usize)> = None;
    for dash in ["--", "—", "–"] {
        if let Some(at) = text.find(dash)
            && best.is_none_or(|(first, _)| at < first)
        {
            best = Some((at, dash.len()));
        }
    }
    match best {
        Some((at, len)) => (text[..at].trim(), text[at + len..].trim()),
        None => (text.trim(), ""),
    }
}

fn near<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> (String, String) {
    match nearest(name, names) {
        Some(near) => (format!("هل المقصود `{near}`؟ "), format!("did you mean `{near}`? ")),
        None => (String::new(), String::new()),
    }
}

#[cfg(test)]
#[path = "suppress_tests.rs"]
mod tests;
