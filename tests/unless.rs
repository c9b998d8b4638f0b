//! What drops a match must not be a negator that denies something else: `unless: [لا ..4 نضمن]` would silence «لا تقلق، نضمن».
//! Whether a negator denies the claim is for the standing algorithm to say; an `unless` names what the negator stands at.
//!
//! The negators are those of `rules/standing.yaml` with which a pseudo-negator may begin (`لا` of «لا تقلق», "don't" of "don't worry").

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use poslock::finding::Span;
use poslock::language::phrase::{Join, Node, parse};
use poslock::policy::load::{LoadOptions, load};
use poslock::policy::model::{Located, Policy, RuleBody};
use poslock::source::lines::LineIndex;

/// How deep lists that use lists are followed.
const DEEPEST: usize = 8;

/// A word that a phrase may begin with.
struct Opening<'p> {
    word: String,
    /// Whether nothing of the phrase, or other words first, may stand right behind it.
    bare: bool,
    /// The phrase that holds the word: the one asked about, or an entry of a list that it begins with.
    of: &'p Located<String>,
}

/// Collects the words that a phrase may begin with.
struct Opener<'p> {
    policy: &'p Policy,
    found: Vec<Opening<'p>>,
}

impl<'p> Opener<'p> {
    fn phrase(&mut self, of: &'p Located<String>, bare: bool, depth: usize) {
        let phrase = parse(&of.value, &|_| true).unwrap_or_else(|e| panic!("{}: {e:?}", of.value));
        self.node(&phrase.root, bare, of, depth);
    }

    fn node(&mut self, node: &Node, bare: bool, of: &'p Located<String>, depth: usize) {
        match node {
            Node::Word(word, _) => self.found.push(Opening { word: word.clone(), bare, of }),
            Node::Sequence(parts) => {
                for (i, (_, part)) in parts.iter().enumerate() {
                    let Join::Gap { max, .. } = parts.get(i + 1).map_or(Join::TOUCH, |next| next.0);
                    self.node(part, if i + 1 < parts.len() { max > 0 } else { bare }, of, depth);
                    if !matches!(part, Node::Optional(_)) {
                        break;
                    }
                }
            }
            Node::OneOf(parts) => parts.iter().for_each(|p| self.node(p, bare, of, depth)),
            Node::Optional(part) => self.node(part, bare, of, depth),
            Node::Near(a, _, b) => [a, b].into_iter().for_each(|n| self.node(n, true, of, depth)),
            Node::List(name) if depth < DEEPEST => {
                for entry in self.policy.words.get(name).into_iter().flatten() {
                    self.phrase(entry, bare, depth + 1);
                }
            }
            Node::List(_) | Node::Quantity(..) => {}
        }
    }
}

fn openings<'p>(of: &'p Located<String>, bare: bool, policy: &'p Policy) -> Vec<Opening<'p>> {
    let mut opener = Opener { policy, found: Vec::new() };
    opener.phrase(of, bare, 0);
    opener.found
}

/// The one-word negators with which a pseudo-negator may begin.
fn negators(policy: &Policy) -> BTreeSet<String> {
    let entries = |list: &str| policy.cues.get(list).unwrap_or_else(|| panic!("no cue list {list}")).iter();
    let lists = ["negator", "strong-negator", "inner-negator", "ma"];
    let words = lists.into_iter().flat_map(entries).flat_map(|e| openings(e, true, policy));
    let words: BTreeSet<String> = words.filter(|o| o.bare).map(|o| o.word).collect();
    let pseudo = entries("pseudo-negator").flat_map(|e| openings(e, false, policy));
    pseudo.map(|o| o.word).filter(|w| words.contains(w)).collect()
}

fn packs() -> Vec<Policy> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut dirs: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    dirs.sort();
    let pack = |dir: &std::path::PathBuf| {
        let packs = vec![dir.to_string_lossy().into_owned()];
        let options = LoadOptions { start_dir: folder.clone(), isolated: true, packs, ..LoadOptions::default() };
        load(&options).unwrap_or_else(|e| panic!("{}: {e}", dir.display()))
    };
    dirs.iter().map(pack).collect()
}

#[test]
fn the_negators_are_those_that_may_deny_nothing() {
    let packs = packs();
    let known = negators(&packs[0]);
    for word in ["لا", "ما", "لن", "ليس", "بدون", "no", "not", "never", "don't", "can't", "without"] {
        assert!(known.contains(word), "{word} is none of {known:?}");
    }
    for word in ["ممنوع", "نرفض", "forbid", "prohibited", "قلق"] {
        assert!(!known.contains(word), "{word}");
    }
}

#[test]
fn a_negator_is_bare_where_nothing_is_tied_to_it() {
    let policy = packs().remove(0);
    let bare = |text: &str| {
        let of = Located { value: text.to_owned(), file: 0, span: Span::default() };
        openings(&of, true, &policy).into_iter().filter(|o| o.bare).map(|o| o.word).collect::<Vec<_>>()
    };
    assert_eq!(bare("لا ..4 نضمن"), ["لا"]);
    assert_eq!(bare("(لا|never)"), ["لا", "never"]);
    assert_eq!(bare("[we] don't .. guarantee"), ["don't"]);
    assert_eq!(bare("no ~ guarantee"), ["no", "guarantee"]);
    assert!(bare("لا نضمن").is_empty());
    assert!(bare("don't guarantee .. sales").is_empty());
}

#[test]
fn nothing_is_dropped_for_a_bare_negator() {
    let mut wrong: BTreeMap<String, &str> = BTreeMap::new();
    let packs = packs();
    for policy in &packs {
        let known = negators(policy);
        for rule in &policy.rules {
            let RuleBody::Forbid(forbid) = &rule.body else { continue };
            for phrase in forbid.frames.iter().flat_map(|f| f.unless.iter().chain(&f.unless_block)) {
                let bare = openings(phrase, true, policy).into_iter().find(|o| o.bare && known.contains(&o.word));
                let Some(Opening { word, of, .. }) = bare else { continue };
                let file = &policy.files[of.file];
                let line = LineIndex::new(file.text.clone()).position(of.span.start).line;
                wrong.entry(format!("{}:{line}: `{word}` of {}", file.name, of.value)).or_insert(&rule.id.value);
            }
        }
    }
    let told: Vec<String> = wrong.iter().map(|(place, rule)| format!("{place} (in {rule})")).collect();
    assert!(told.is_empty(), "{} phrases begin with a bare negator:\n{}", told.len(), told.join("\n"));
}
