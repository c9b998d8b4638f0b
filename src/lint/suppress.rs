//! Comments in documents that silence findings: `<!-- poslock: allow RULE -- reason -->`.
//!
//! It must not know how findings come about. A comment that does nothing, or says no reason, is a finding itself.

use std::collections::HashMap;

use super::cover::{Reach, reaches};
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
        for (directive, reach) in document.directives.iter().zip(reaches(document)) {
            let mut note =
                |rule, text: &Text, help: &Text| own.push(self.finding(rule, text, help, directive, document, lines));
            orders.extend(self.orders(directive, reach, &mut note));
        }
        let mut active = Active::new(&orders);
        let mut findings = findings;
        findings.sort_by_key(|f| f.start.byte);
        for mut finding in findings {
            if let Some(i) = active.order_for(&orders, &finding) {
                orders[i].used = true;
                finding.suppression = Some(Suppression { kind: "inline", reason: orders[i].reason.to_owned() });
                heard.suppressed.push(finding);
            } else {
                heard.kept.push(finding);
            }
        }
        for order in orders.iter().filter(|o| !o.used && self.all_ran(o.name)) {
            let text = order.reach.unused(order.name);
            let help = Text { ar: UNUSED_AR.to_owned(), en: UNUSED_EN.to_owned() };
            own.push(self.finding(ids::UNUSED, &text, &help, order.directive, document, lines));
        }
        heard.kept.append(&mut own);
        heard
    }

    // What a comment orders, one for each name; what is wrong with it goes to `note`.
    fn orders<'d>(
        &self,
        directive: &'d Directive,
        reach: Reach,
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
        let reach = if verb == "allow-file" { Reach::File } else { reach };
        known.into_iter().map(|name| Order { directive, reach, name, reason, used: false }).collect()
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
const UNUSED_AR: &str =
    "احذف التعليق، أو ضعه قبل ما يغطيه مباشرة: فقرة أو عنوان أو بند أو خلية؛ وقبل الجدول أو القائمة يغطيهما كلهما";
const UNUSED_EN: &str = "delete the comment, or put it right before the block that it is about: a paragraph, a heading, an item or a \
                         cell; before a table or a list it covers all of it";

/// One name of a comment that is followed.
struct Order<'d> {
    directive: &'d Directive,
    /// What it covers.
    reach: Reach,
    /// A rule or a category.
    name: &'d str,
    reason: &'d str,
    /// Whether it silenced anything.
    used: bool,
}

/// The orders that cover the place at hand, while findings are heard in order of their places. What comments cover is nested
/// or apart, so for each name the innermost lies on top.
struct Active<'o> {
    /// Those that cover a span, in order of its beginning, the outer first; not yet begun.
    coming: std::iter::Peekable<std::vec::IntoIter<(Span, usize)>>,
    /// By name: those that have begun, innermost last.
    begun: HashMap<&'o str, Vec<(Span, usize)>>,
    /// By name: the first that covers the file.
    file: HashMap<&'o str, usize>,
}

impl<'o> Active<'o> {
    fn new(orders: &[Order<'o>]) -> Self {
        let mut spans: Vec<(Span, usize)> =
            orders.iter().enumerate().filter_map(|(i, o)| Some((o.reach.span()?, i))).collect();
        spans.sort_by_key(|(span, i)| (span.start, std::cmp::Reverse(span.end), *i));
        let mut file = HashMap::new();
        for (i, order) in orders.iter().enumerate().filter(|(_, o)| o.reach == Reach::File) {
            file.entry(order.name).or_insert(i);
        }
        Self { coming: spans.into_iter().peekable(), begun: HashMap::new(), file }
    }

    // The order that silences a finding: the innermost, and of two about the same place the one that names the rule.
    fn order_for(&mut self, orders: &[Order<'o>], finding: &Finding) -> Option<usize> {
        let at = finding.span();
        while let Some((span, i)) = self.coming.next_if(|(span, _)| span.start <= at.start) {
            let begun = self.begun.entry(orders[i].name).or_default();
            // Of two comments that say the same the first is heard, and the second is of no use.
            if begun.last().is_none_or(|(last, _)| *last != span) {
                begun.push((span, i));
            }
        }
        let mut top = |name: &str| {
            let begun = self.begun.get_mut(name)?;
            while begun.pop_if(|(span, _)| span.end <= at.start).is_some() {}
            begun.last().copied()
        };
        let (rule, category) = (top(&finding.rule), top(&finding.category));
        let innermost = match (rule, category) {
            (Some(rule), Some(category)) if category.0.start > rule.0.start => Some(category),
            (rule, category) => rule.or(category),
        };
        let file = |name: &str| self.file.get(name).copied();
        innermost.map(|(_, i)| i).or_else(|| file(&finding.rule)).or_else(|| file(&finding.category))
    }
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
