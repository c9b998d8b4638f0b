//! Rules at work: one file a kind. A rule looks at documents and returns findings.
//!
//! Rules print nothing, read no file and know no output format.

use crate::document::Document;
use crate::finding::{Cue, Finding, Position, Severity, Span, Standing};
use crate::language::fold::Folded;
use crate::policy::model::{Lang, Policy, Profile, RuleBody};
use crate::source::lines::LineIndex;

pub mod forbid;
mod hidden;
mod lists;
pub mod require;
pub mod scope;
mod setting;
#[cfg(test)]
pub(crate) mod testing;
pub mod tone;
pub mod wording;

/// One document as rules get it: parsed, folded once, its profile known.
pub struct Page<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its visible text folded; the map leads from folded text to [`Document::text`].
    pub folded: &'a Folded,
    /// Who reads it.
    pub profile: Profile,
    /// From bytes to lines and columns.
    pub lines: &'a LineIndex,
}

/// What rules run under.
pub struct Context<'a> {
    /// The merged policy.
    pub policy: &'a Policy,
    /// Language of messages.
    pub lang: Lang,
}

/// What rules return.
#[derive(Debug, Default)]
pub struct Sink {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Matches that the text licenses.
    pub allowed: Vec<Finding>,
    /// What a whole-tree rule must remember of a document until [`Rule::finish`].
    pub notes: Vec<Note>,
}

/// A fact about one document for a whole-tree rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Index of the rule in [`Policy::rules`].
    pub rule: usize,
    /// The document's path.
    pub path: String,
    /// What the rule wants to remember.
    pub text: String,
}

/// The whole run, after every document was seen.
pub struct Tree<'a> {
    /// Paths of all documents that were checked, relative to the root, sorted.
    pub paths: &'a [String],
    /// All notes, sorted.
    pub notes: &'a [Note],
    /// Whether the run covers the whole content of the policy; a run over single files must not miss the others.
    pub whole: bool,
}

/// The rules of a policy, compiled: one entry a kind.
pub fn compile(policy: &Policy) -> Vec<Box<dyn Rule>> {
    let mut rules: Vec<Box<dyn Rule>> = Vec::new();
    if let Some(forbids) = forbid::Forbids::compile(policy) {
        rules.push(Box::new(forbids));
    }
    if policy.rules.iter().any(|r| matches!(r.body, RuleBody::Require(_))) {
        rules.push(Box::new(require::Requires::new(policy)));
    }
    if policy.rules.iter().any(|r| matches!(r.body, RuleBody::Tone(_))) {
        rules.push(Box::new(tone::Tones::new(policy)));
    }
    rules
}

/// One or all rules of a kind, compiled.
pub trait Rule: Send + Sync {
    /// Looks at one document.
    fn check(&self, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink);

    /// Looks at the whole tree, after every document.
    fn finish(&self, _tree: &Tree<'_>, _cx: &Context<'_>, _sink: &mut Sink) {}
}

impl Page<'_> {
    /// A finding of rule number `rule` (index into [`Policy::rules`]) at `span` of the source. Message and help come from
    /// the rule's `why` and `instead`; a caller that knows better replaces `message`.
    pub fn finding(
        &self,
        rule: usize,
        span: Span,
        severity: Severity,
        standing: Standing,
        cue: Option<Cue>,
        cx: &Context<'_>,
    ) -> Finding {
        let text = self.document.source.get(span.start..span.end).unwrap_or_default().to_owned();
        let (start, end) = (self.lines.position(span.start), self.lines.position(span.end));
        let place = Place { path: self.document.path.clone(), start, end, text };
        finding(&cx.policy.rules[rule], place, severity, standing, cue, cx.lang)
    }
}

/// Where a finding stands.
pub struct Place {
    /// Path relative to the root.
    pub path: String,
    /// First point.
    pub start: Position,
    /// One past the last point.
    pub end: Position,
    /// The source between them.
    pub text: String,
}

/// Builds a finding; its fingerprint is filled in by `lint`, which knows the neighbours.
pub fn finding(
    spec: &crate::policy::model::RuleSpec,
    place: Place,
    severity: Severity,
    standing: Standing,
    cue: Option<Cue>,
    lang: Lang,
) -> Finding {
    let category = spec.category().to_owned();
    Finding {
        rule: spec.id.value.clone(),
        url: format!("docs/rules/{category}.md"),
        category,
        severity,
        path: place.path,
        start: place.start,
        end: place.end,
        text: place.text,
        standing,
        cue,
        message: spec.why.get(lang).to_owned(),
        help: spec.instead.get(lang).to_owned(),
        related: Vec::new(),
        fix: None,
        fingerprint: String::new(),
        suppression: None,
    }
}
