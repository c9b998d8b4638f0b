//! Whether what a merged policy refers to is there: phrases that parse, names that are defined, globs and expressions
//! that compile.
//!
//! It must not know YAML; places come with the values.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use crate::finding::Span;
use crate::language::phrase::{self, PhraseError, QUANTITIES};
use crate::policy::error::Issues;
use crate::policy::layer::{Loose, glob_mistake};
use crate::policy::model::{Located, Policy, RuleBody};
use crate::policy::nearest::{nearest, suggest};
use crate::policy::read::shown;

/// Checks a policy. `issues` are by file. Built-in files are trusted unless `thorough`: they are the same in every run,
/// and the tests of this crate check them. `loose` is checked with the policy's own rules.
pub(crate) fn check(policy: &Policy, loose: &[Loose], thorough: bool, issues: &mut [Issues]) {
    let mut checker = Checker { policy, thorough, issues };
    for (name, entries) in &policy.cues {
        for entry in entries {
            if checker.wanted(entry) {
                checker.phrase(entry, &format!("cue list `{name}`"));
            }
        }
    }
    checker.word_lists();
    for selector in policy.constants.values() {
        checker.selector(selector);
    }
    for rule in &policy.rules {
        checker.body(&rule.body);
    }
    for loose in loose {
        match loose {
            Loose::Body(body) => checker.body(body),
            Loose::Bound { within, equals, phrase } => {
                checker.places(within);
                checker.constants(equals);
                if let Some((phrase, across)) = phrase {
                    checker.value_phrase(phrase, *across);
                }
            }
        }
    }
}

pub(super) struct Checker<'c> {
    pub(super) policy: &'c Policy,
    thorough: bool,
    pub(super) issues: &'c mut [Issues],
}

impl<'c> Checker<'c> {
    fn body(&mut self, body: &'c RuleBody) {
        match body {
            RuleBody::Forbid(forbid) => {
                self.places(&forbid.within);
                for frame in &forbid.frames {
                    self.phrases(frame.phrases.iter().chain(&frame.unless).chain(&frame.unless_block));
                    for expression in &frame.regex {
                        self.regex(expression);
                    }
                }
            }
            RuleBody::Require(require) => {
                self.places(&require.within);
                self.phrases(require.all.iter().chain(&require.any));
                for file in require.files_all.iter().chain(&require.files_any) {
                    self.glob(file);
                }
            }
            RuleBody::Table(_) | RuleBody::List(_) => {
                self.places(body.within());
                self.constants(body.constants());
            }
            RuleBody::Value(value) => {
                self.places(&value.within);
                self.constants(body.constants());
                self.value_phrase(&value.phrase, value.across_group);
            }
            RuleBody::Tone(tone) => {
                self.places(&tone.within);
                self.phrases(tone.prefer.iter().chain(&tone.avoid));
            }
        }
    }

    pub(super) fn wanted(&self, value: &Located<String>) -> bool {
        self.thorough || !self.policy.files[value.file].built_in
    }

    fn phrases(&mut self, phrases: impl Iterator<Item = &'c Located<String>>) {
        for phrase in phrases {
            if self.wanted(phrase) {
                self.phrase(phrase, "phrase");
            }
        }
    }

    // Reports what is wrong with a phrase; returns the names of the word lists it uses.
    pub(super) fn phrase(&mut self, phrase: &Located<String>, what: &str) -> Vec<String> {
        let words = &self.policy.words;
        let used = RefCell::new(Vec::new());
        let known = |name: &str| {
            let defined = words.contains_key(name);
            if defined {
                used.borrow_mut().push(name.to_owned());
            }
            defined
        };
        if let Err(mistakes) = phrase::parse(&phrase.value, &known) {
            let holes = Holes::new(&phrase.value, &mistakes);
            for mistake in mistakes.iter().filter(|m| !holes.explain(m)) {
                let span = within(phrase, &self.policy.files[phrase.file].text, mistake.span);
                self.issues[phrase.file].add_with(span, || {
                    let cut = phrase.value.get(mistake.span.start..mistake.span.end).unwrap_or_default();
                    (format!("in the {what}: {}", mistake.message), help(cut, mistake, words))
                });
            }
        }
        used.into_inner()
    }

    fn word_lists(&mut self) {
        let policy = self.policy;
        let mut uses: BTreeMap<&str, Vec<(String, &Located<String>)>> = BTreeMap::new();
        for (name, entries) in &policy.words {
            for entry in entries {
                // A list that uses others may close a circle even where it is trusted by itself.
                if self.wanted(entry) || entry.value.contains('<') {
                    for used in self.phrase(entry, &format!("word list `{name}`")) {
                        uses.entry(name).or_default().push((used, entry));
                    }
                }
            }
        }
        for (path, at) in circles(&uses) {
            let message = format!("the word list `{}` uses itself: {}", path[0], path.join(" → "));
            self.issues[at.file].add(at.span, message, "write the words out in one of the lists");
        }
    }

    fn regex(&mut self, expression: &Located<String>) {
        if !self.wanted(expression) {
            return;
        }
        if let Err(error) = regex::Regex::new(&expression.value) {
            let (message, inner) = regex_mistake(&error, &expression.value);
            let text = &self.policy.files[expression.file].text;
            let span = inner.map_or(expression.span, |inner| within(expression, text, inner));
            let help = "the syntax is that of https://docs.rs/regex, without look-around and back references";
            self.issues[expression.file].add(span, format!("the regular expression cannot be read: {message}"), help);
        }
    }

    fn places(&mut self, places: &[Located<String>]) {
        for place in places {
            if self.policy.content.contains_key(&place.value) {
                continue;
            }
            if place.value.contains(['/', '*', '?', '[', '{', '.']) {
                self.glob(place);
                continue;
            }
            let names = self.policy.content.keys().map(String::as_str);
            self.issues[place.file].add_with(place.span, || {
                let message = format!("`{}` is neither a name under `content` nor a path", shown(&place.value));
                let near = suggest(&place.value, names);
                (
                    message,
                    if near.is_empty() {
                        "name a set of files under `content`, or write a glob".to_owned()
                    } else {
                        near
                    },
                )
            });
        }
    }

    fn glob(&mut self, glob: &Located<String>) {
        if let Some((message, help)) = glob_mistake(&glob.value) {
            self.issues[glob.file].add(glob.span, message, help);
        }
    }
}

/// Where names stand in a phrase that could not be read. Each leaves a hole, and a gap beside a hole is right.
struct Holes<'p> {
    phrase: &'p str,
    /// Where the names end, in order.
    ends: Vec<usize>,
}

impl<'p> Holes<'p> {
    fn new(phrase: &'p str, mistakes: &[PhraseError]) -> Self {
        let is_name = |m: &&PhraseError| phrase.get(m.span.start..m.span.end).is_some_and(|cut| cut.starts_with('<'));
        let mut ends: Vec<usize> = mistakes.iter().filter(is_name).map(|m| m.span.end).collect();
        ends.sort_unstable();
        Self { phrase, ends }
    }

    // Whether a gap is said to lack what is a hole.
    fn explain(&self, mistake: &PhraseError) -> bool {
        let end = match mistake.message.as_str() {
            "a gap needs something after it" => mistake.span.end,
            "a gap needs something before it" => {
                self.phrase.get(..mistake.span.start).unwrap_or_default().trim_end().len()
            }
            _ => return false,
        };
        self.ends.binary_search(&end).is_ok()
    }
}

// An unknown `<name>` gets the nearest known one; the parser cannot know them.
fn help(cut: &str, mistake: &PhraseError, words: &BTreeMap<String, Vec<Located<String>>>) -> String {
    let name = cut.strip_prefix('<').and_then(|c| c.strip_suffix('>')).map(str::trim);
    let unknown = name.filter(|n| !words.contains_key(*n) && !QUANTITIES.contains(n));
    let near = unknown.and_then(|n| nearest(n, words.keys().map(String::as_str).chain(QUANTITIES)));
    near.map_or_else(|| mistake.help.clone(), |near| format!("did you mean `<{near}>`?"))
}

/// The bytes of the file that hold `inner` of a value: exact where the value stands there letter by letter (plain or
/// quoted, on one line, without escapes), else the whole scalar.
pub(crate) fn within(value: &Located<String>, file: &str, inner: Span) -> Span {
    let source = file.get(value.span.start..value.span.end).unwrap_or_default();
    let start = if source == value.value {
        value.span.start
    } else if source.len() == value.value.len() + 2 && source.get(1..source.len() - 1) == Some(value.value.as_str()) {
        value.span.start + 1
    } else {
        return value.span;
    };
    let last = value.value.len();
    Span::new(start + inner.start.min(last), start + inner.end.min(last))
}

// The message without its drawing, and the place that the drawing points at: line two of three is the expression, line
// three the caret, both indented by four.
fn regex_mistake(error: &regex::Error, expression: &str) -> (String, Option<Span>) {
    let whole = error.to_string();
    let message = whole.lines().last().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(message).to_owned();
    let mut lines = whole.lines().skip(1);
    let place = lines.next().filter(|l| l.get(4..) == Some(expression)).and_then(|_| {
        let drawing = lines.next()?.get(4..)?;
        let at = |chars: usize| expression.char_indices().nth(chars).map_or(expression.len(), |(i, _)| i);
        let before = drawing.chars().take_while(|c| *c == ' ').count();
        let carets = drawing.chars().skip(before).take_while(|c| *c == '^').count();
        (carets > 0).then(|| Span::new(at(before), at(before + carets)))
    });
    (message, place)
}

type Uses<'u> = BTreeMap<&'u str, Vec<(String, &'u Located<String>)>>;

// One way round for each list that can be reached from itself, by depth-first search with a stack of its own.
fn circles<'u>(graph: &'u Uses<'u>) -> Vec<(Vec<&'u str>, &'u Located<String>)> {
    let mut found = Vec::new();
    // Absent: not seen; true: on the path; false: done.
    let mut state: HashMap<&str, bool> = HashMap::new();
    for &start in graph.keys() {
        if state.contains_key(start) {
            continue;
        }
        state.insert(start, true);
        let mut path = vec![(start, 0)];
        while let Some((list, next)) = path.last_mut() {
            let list = *list;
            let Some((used, at)) = graph.get(list).and_then(|u| u.get(*next)) else {
                state.insert(list, false);
                path.pop();
                continue;
            };
            *next += 1;
            match state.get(used.as_str()) {
                Some(true) => {
                    let mut circle: Vec<&str> = path.iter().map(|(n, _)| *n).skip_while(|n| n != used).collect();
                    circle.push(used);
                    found.push((circle, *at));
                }
                Some(false) => {}
                None => {
                    state.insert(used, true);
                    path.push((used, 0));
                }
            }
        }
    }
    found
}
