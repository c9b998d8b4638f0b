//! Laying policy files over each other, lowest first: a later one adds, replaces, re-levels.
//!
//! It must not know where the files came from.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::finding::{Severity, Span};
use crate::policy::error::Issues;
use crate::policy::keys::KINDS;
use crate::policy::layer::{Body, Layer, RuleEntry, WordList};
use crate::policy::model::{Examples, Level, Located, Policy, PolicyFile, RuleBody, RuleSpec};
use crate::policy::nearest::{listed, nearest};
use crate::source::lines::LineIndex;

/// Merges layers, the lowest first. `files` and `issues` are by file.
pub(crate) fn merge(layers: Vec<Layer>, files: &[PolicyFile], issues: &mut [Issues]) -> Policy {
    let mut merger = Merger {
        policy: Policy::default(),
        places: HashMap::new(),
        lists: HashMap::new(),
        broken: HashSet::new(),
        files,
        issues,
    };
    let mut examples = Vec::new();
    for mut layer in layers {
        examples.append(&mut layer.examples);
        merger.lay(layer);
    }
    // An examples file may be read before the file of its rules.
    for (id, more) in examples {
        merger.illustrate(&id, more);
    }
    merger.policy
}

struct Merger<'i> {
    policy: Policy,
    /// Where in `policy.rules` an id is.
    places: HashMap<String, usize>,
    /// By key and name of a list.
    lists: HashMap<(&'static str, String), Definition>,
    /// Ids of rules that could not be read; what builds on them is no mistake.
    broken: HashSet<String>,
    files: &'i [PolicyFile],
    issues: &'i mut [Issues],
}

/// Where a list was defined last.
#[derive(Clone, Copy)]
struct Definition {
    pack: Option<usize>,
    file: usize,
    span: Span,
}

impl Merger<'_> {
    fn lay(&mut self, layer: Layer) {
        for (key, lists) in [("words", &layer.words), ("cues", &layer.cues)] {
            for (name, _) in lists.iter().filter(|(_, list)| !list.adds) {
                self.define(key, name, layer.pack);
            }
        }
        let policy = &mut self.policy;
        policy.language = layer.language.or(policy.language);
        policy.content.extend(layer.content.into_iter().map(|(name, c)| (name.value, c)));
        policy.constants.extend(layer.constants.into_iter().map(|(name, c)| (name.value, c)));
        policy.approved.extend(layer.approved);
        for (name, list) in layer.words {
            if list.adds && !policy.words.contains_key(&name.value) {
                let known = policy.words.keys().map(String::as_str);
                self.issues[name.file].add_with(name.span, || {
                    let help = match nearest(&name.value, known) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("to begin a list, write `{}: [...]`", name.value),
                    };
                    (format!("there is no word list `{}` to add to", name.value), help)
                });
            }
            put(&mut policy.words, name, list);
        }
        for (name, list) in layer.cues {
            put(&mut policy.cues, name, list);
        }
        for entry in layer.rules {
            self.rule(entry);
        }
    }

    // A list replaces that of a lower pack; beside one of its own pack it is a mistake, for the order of files would decide.
    fn define(&mut self, key: &'static str, name: &Located<String>, pack: Option<usize>) {
        let here = Definition { pack, file: name.file, span: name.span };
        let first = *self.lists.entry((key, name.value.clone())).or_insert(here);
        if pack.is_none() || first.pack != pack || (first.file, first.span) == (here.file, here.span) {
            self.lists.insert((key, name.value.clone()), here);
            return;
        }
        let file = &self.files[first.file];
        self.issues[name.file].add_with(name.span, || {
            let at = LineIndex::new(Arc::clone(&file.text)).position(first.span.start);
            let message = format!(
                "the list `{}` is defined twice in this pack, first in {}:{}:{}",
                name.value, file.name, at.line, at.column
            );
            let help = format!("give it another name, or add to the first: `{}: {{add: [...]}}`", name.value);
            (message, help)
        });
    }

    fn rule(&mut self, entry: RuleEntry) {
        let place = self.places.get(&entry.id.value).copied();
        match (entry.body, place) {
            (Body::Broken, _) => {
                self.broken.insert(entry.id.value);
            }
            (Body::Some(body), place) => {
                let level = entry.level.unwrap_or(default_level(&body));
                let id = entry.id.value.clone();
                let spec = RuleSpec {
                    id: entry.id,
                    level,
                    internal: entry.internal,
                    why: entry.why.unwrap_or_default(),
                    instead: entry.instead.unwrap_or_default(),
                    note: entry.note.unwrap_or_default(),
                    body: *body,
                    examples: entry.examples,
                };
                if let Some(at) = place {
                    self.policy.rules[at] = spec;
                } else {
                    self.places.insert(id, self.policy.rules.len());
                    self.policy.rules.push(spec);
                }
            }
            (Body::None, Some(at)) => {
                let nothing = entry.level.is_none() && entry.internal.is_none();
                let same = [&entry.why, &entry.instead, &entry.note].iter().all(|text| text.is_none())
                    && entry.examples == Examples::default();
                if nothing && same {
                    let message = format!("`{}` changes nothing of the rule it names", entry.id.value);
                    self.issues[entry.id.file].add(
                        entry.id.span,
                        message,
                        "write `severity: off` or another level under it",
                    );
                }
                let spec = &mut self.policy.rules[at];
                spec.level = entry.level.unwrap_or(spec.level);
                spec.internal = entry.internal.or(spec.internal);
                spec.why = entry.why.unwrap_or_else(|| std::mem::take(&mut spec.why));
                spec.instead = entry.instead.unwrap_or_else(|| std::mem::take(&mut spec.instead));
                spec.note = entry.note.unwrap_or_else(|| std::mem::take(&mut spec.note));
                spec.examples.bad.extend(entry.examples.bad);
                spec.examples.good.extend(entry.examples.good);
            }
            (Body::None, None) if self.broken.contains(&entry.id.value) => {}
            (Body::None, None) => {
                let known = self.policy.rules.iter().map(|r| r.id.value.as_str());
                self.issues[entry.id.file].add_with(entry.id.span, || {
                    let message = format!(
                        "`{}` has no kind, and no rule of that id stands in the files it builds on",
                        entry.id.value
                    );
                    let help = match nearest(&entry.id.value, known) {
                        Some(near) => format!("did you mean `{near}`? A new rule needs one of {}", listed(KINDS)),
                        None => format!("a new rule needs one of {}", listed(KINDS)),
                    };
                    (message, help)
                });
                self.broken.insert(entry.id.value);
            }
        }
    }

    fn illustrate(&mut self, id: &Located<String>, more: Examples) {
        if let Some(&at) = self.places.get(&id.value) {
            let examples = &mut self.policy.rules[at].examples;
            examples.bad.extend(more.bad);
            examples.good.extend(more.good);
        } else if !self.broken.contains(&id.value) {
            let known = self.policy.rules.iter().map(|r| r.id.value.as_str());
            self.issues[id.file].add_with(id.span, || {
                let help = nearest(&id.value, known).map(|near| format!("did you mean `{near}`?"));
                (format!("these are examples of a rule that is not there: `{}`", id.value), help.unwrap_or_default())
            });
        }
    }
}

fn put(lists: &mut BTreeMap<String, Vec<Located<String>>>, name: Located<String>, list: WordList) {
    if list.adds {
        lists.entry(name.value).or_default().extend(list.entries);
    } else {
        lists.insert(name.value, list.entries);
    }
}

// A tone is a matter of taste; it should not stop a release unless the team says so.
fn default_level(body: &RuleBody) -> Level {
    match body {
        RuleBody::Tone(_) => Level::On(Severity::Warning),
        RuleBody::Forbid(_) | RuleBody::Require(_) | RuleBody::Table(_) | RuleBody::List(_) | RuleBody::Value(_) => {
            Level::On(Severity::Error)
        }
    }
}
