//! What `table`, `list` and `value` share: constants brought to a comparable form, cells cut out of documents, and the
//! comparison of the two.
//!
//! It must not read files: sources come in parsed.

pub mod cell;
pub mod compare;
pub mod sheet;
pub mod sources;
pub mod spoken;
pub mod spot;
pub mod truth;

use self::spot::Missing;
use self::truth::Unfound;
use crate::finding::{Finding, Problem, Related, Severity, Span, Standing};
use crate::language::fold::fold_text;
use crate::policy::model::{Level, Policy, Profile, RuleSpec, Text};
use crate::rule::outline::written_at;
use crate::rule::scope::Scope;
use crate::rule::{Context, Note, Page, Sink, Tree};

/// One rule that is bound to constants.
pub trait Binding {
    /// Which one, and where it looks.
    fn bound(&self) -> &Bound;
    /// Why its constants could not be had.
    fn unfound<'a>(&'a self, cx: &Context<'_>) -> &'a [Unfound];
    /// Looks at one document of its scope.
    fn check(&self, severity: Severity, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink);
}

/// Looks at one document with all the rules that cover it.
pub fn check(rules: &[impl Binding], page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
    for rule in rules {
        if let Some(severity) = rule.bound().severity(page, cx) {
            rule.check(severity, page, cx, sink);
        }
    }
}

/// After all documents: says what places and what constants were not found.
pub fn finish(rules: &[impl Binding], tree: &Tree<'_>, cx: &Context<'_>, sink: &mut Sink) {
    for rule in rules {
        rule.bound().finish(tree, cx, sink);
        rule.bound().report(|| rule.unfound(cx), tree, cx, sink);
    }
}

/// How keys, headers and texts are compared: their folded letters and digits, whatever joins them. `GrowthStarter`,
/// `growth_starter` and «Growth Starter» are one; what holds neither letters nor digits is compared as it is.
pub fn squeeze(text: &str) -> String {
    let folded = fold_text(text);
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '.' | '+' | '#' | '&' | '/' | '%');
    let squeezed: String = folded.chars().filter(|c| kept(*c)).collect();
    let squeezed = squeezed.trim_matches(['.', '/']);
    if squeezed.is_empty() { folded.trim().to_owned() } else { squeezed.to_owned() }
}

/// A rule that is bound to constants: which one, and where it looks.
#[derive(Debug)]
pub struct Bound {
    /// Index into [`Policy::rules`].
    pub rule: usize,
    /// The documents.
    pub scope: Scope,
}

/// Errors of one rule that are shown; more of the same kind teach nothing.
const MOST_ERRORS: usize = 8;

/// What a bound rule remembers of a document: that it found its place, or why not.
const FOUND: &str = "";

impl Bound {
    /// The rules of a policy that `read` makes something of; those that are off are left out.
    pub fn all<'p, T>(policy: &'p Policy, mut read: impl FnMut(&'p RuleSpec) -> Option<T>) -> Vec<(Self, T)> {
        let rules = policy.rules.iter().enumerate().filter(|(_, spec)| spec.level != Level::Off);
        rules
            .filter_map(|(rule, spec)| {
                let inner = read(spec)?;
                Some((Self { rule, scope: Scope::new(policy, spec.body.within()) }, inner))
            })
            .collect()
    }

    /// The rule's gravity in a page, if it looks at it.
    pub fn severity(&self, page: &Page<'_>, cx: &Context<'_>) -> Option<Severity> {
        match cx.policy.rules[self.rule].level_for(page.profile) {
            Level::On(severity) if self.scope.covers(&page.document.path) => Some(severity),
            _ => None,
        }
    }

    /// The rule's gravity where no page tells the profile.
    pub fn public_severity(&self, cx: &Context<'_>) -> Option<Severity> {
        match cx.policy.rules[self.rule].level_for(Profile::Public) {
            Level::On(severity) => Some(severity),
            Level::Off => None,
        }
    }

    /// A finding of the rule: the fact, then the rule's reason; what to do, then what the rule says instead.
    pub fn finding(&self, page: &Page<'_>, severity: Severity, wrong: Wrong, cx: &Context<'_>) -> Finding {
        let found = page.finding(self.rule, wrong.span, severity, Standing::Asserted, None, cx);
        Finding { fix: wrong.fix, related: wrong.related, ..self.speak(found, &wrong.fact, &wrong.help, cx) }
    }

    /// Puts a fact and a help into words.
    pub fn speak(&self, mut found: Finding, fact: &Text, help: &Text, cx: &Context<'_>) -> Finding {
        let spec = &cx.policy.rules[self.rule];
        let join = |first: &str, second: &str, between: &str| match (first.is_empty(), second.is_empty()) {
            (_, true) => first.to_owned(),
            (true, false) => second.to_owned(),
            (false, false) => format!("{first}{between}{second}"),
        };
        found.message = join(fact.get(cx.lang), spec.why.get(cx.lang), ": ");
        found.help = join(help.get(cx.lang), spec.instead.get(cx.lang), "\n");
        found
    }

    /// Remembers that the rule's place was found in a page.
    pub fn note_found(&self, page: &Page<'_>, sink: &mut Sink) {
        let path = page.document.path.clone();
        sink.notes.push(Note { rule: self.rule, path, text: FOUND.to_owned() });
    }

    /// Remembers why the rule's place was not found in a page.
    pub fn note_absent(&self, page: &Page<'_>, why: &Text, cx: &Context<'_>, sink: &mut Sink) {
        let path = page.document.path.clone();
        sink.notes.push(Note { rule: self.rule, path, text: why.get(cx.lang).to_owned() });
    }

    /// Remembers why the place was not found in a page, or that it cannot be told which one is meant.
    pub fn note_missing(&self, page: &Page<'_>, missing: &Missing, cx: &Context<'_>, sink: &mut Sink) {
        match missing {
            Missing::Absent(why) => self.note_absent(page, why, cx, sink),
            Missing::Unclear(why) => {
                self.note_found(page, sink);
                sink.errors.push(self.problem(&page.document.path, why.get(cx.lang), cx));
            }
        }
    }

    /// Whether the rule's place was found in any page.
    pub fn is_found(&self, tree: &Tree<'_>) -> bool {
        tree.notes.iter().any(|note| note.rule == self.rule && note.text == FOUND)
    }

    /// An error of the run about a document.
    pub fn problem(&self, path: &str, what: &str, cx: &Context<'_>) -> Problem {
        let spec = &cx.policy.rules[self.rule];
        let place = written_at(&spec.id, cx.policy);
        let by = spoken::say(cx.lang, "القاعدة", "rule");
        let message = format!("{what}\n{by} `{}` ({}:{})", spec.id.value, place.path, place.start.line);
        Problem { path: path.to_owned(), message }
    }

    /// Says why constants could not be had, if the run looked for them at all.
    pub fn report<'e>(
        &self,
        unfound: impl FnOnce() -> &'e [Unfound],
        tree: &Tree<'_>,
        cx: &Context<'_>,
        sink: &mut Sink,
    ) {
        if !tree.whole && tree.notes.iter().all(|note| note.rule != self.rule) {
            return;
        }
        let path = &cx.policy.files[cx.policy.rules[self.rule].id.file].name;
        let mut errors: Vec<&str> = unfound().iter().map(|error| error.0.as_str()).collect();
        errors.dedup();
        let (first, more) = errors.split_at(errors.len().min(MOST_ERRORS));
        sink.errors.extend(first.iter().map(|error| self.problem(path, error, cx)));
        if !more.is_empty() {
            let n = more.len();
            let what = spoken::both(
                format!("أخطاء أخرى في الثوابت، عددها {n}"),
                format!("{n} more errors in the constants of this rule"),
            );
            sink.errors.push(self.problem(path, what.get(cx.lang), cx));
        }
    }

    /// After all documents: each path that the rule names must hold its place, of each set of files at least one.
    pub fn finish(&self, tree: &Tree<'_>, cx: &Context<'_>, sink: &mut Sink) {
        let notes: Vec<&Note> = tree.notes.iter().filter(|note| note.rule == self.rule).collect();
        for entry in &self.scope.entries {
            let covered = || notes.iter().filter(|note| entry.covers(&note.path));
            if covered().next().is_none() && !tree.paths.iter().any(|path| entry.covers(path)) {
                if tree.whole {
                    let written = &entry.written.value;
                    let fact = Text {
                        ar: format!("لا يوجد مستند يطابق `{written}`"),
                        en: format!("no document matches `{written}`"),
                    };
                    let place = written_at(&entry.written, cx.policy);
                    sink.errors.push(self.problem(&place.path, fact.get(cx.lang), cx));
                }
                continue;
            }
            if covered().any(|note| note.text == FOUND) || !(tree.whole || entry.is_path) {
                continue;
            }
            if let Some(absent) = covered().next() {
                sink.errors.push(self.problem(&absent.path, &absent.text, cx));
            }
        }
    }
}

/// What is wrong at one place.
#[derive(Debug, Default)]
pub struct Wrong {
    /// Bytes of the source.
    pub span: Span,
    /// What is wrong.
    pub fact: Text,
    /// What to write.
    pub help: Text,
    /// The constants.
    pub related: Vec<Related>,
    /// A repair.
    pub fix: Option<crate::finding::Fix>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_letters_and_digits() {
        for same in ["GrowthStarter", "growth_starter", "Growth  Starter", "growth-starter", "GROWTH STARTER:"] {
            assert_eq!(squeeze(same), "growthstarter");
        }
        assert_eq!(squeeze("أَسبوعيّ"), squeeze("اسبوعي"));
        assert_ne!(squeeze("C++"), squeeze("C"));
        assert_ne!(squeeze("v1.5"), squeeze("v15"));
        assert_eq!(squeeze(" — "), squeeze("—"));
    }
}
