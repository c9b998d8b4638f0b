//! A memory for words: most words of a text are words that stood there before.
//!
//! It must not know what a word means: it remembers what the lexicon, the gate and the numerals said.

use super::HashMap;
use super::gate::Gate;
use super::lexicon::{AtomId, Lexicon};
use super::quantity::is_quantitative;
use super::words::Script;

/// Most words remembered; then the memory begins anew. What is known of them is kept, so that numbers given out stay good.
const MOST: usize = 1 << 15;
/// Longest word worth remembering, in bytes.
const LONGEST: usize = 48;
/// The number of a word of which nothing is known.
pub(super) const UNKNOWN: u32 = 0;

/// What is known of a word, and of all words of which the same is known.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Atoms it holds.
    pub(super) atoms: Box<[AtomId]>,
    /// Signs of the gate that stand where it stands.
    pub(super) signs: Box<[u32]>,
    /// Units of the gate that wait for it.
    pub(super) units: Box<[u32]>,
    /// Whether it negates one of its atoms itself.
    pub(super) negated: bool,
    /// Whether a quantity may begin with it.
    pub(super) quantitative: bool,
}

/// What the lexicon said of a word, and whether a quantity may begin with it.
type Kind = (Box<[(AtomId, bool)]>, bool);

/// Words that were looked up. Belongs to one matcher.
#[derive(Debug)]
pub struct WordCache {
    numbers: HashMap<Box<str>, u32>,
    // What is known, by what the lexicon said: as many as there are kinds of words, however many words a text makes up.
    kinds: HashMap<Kind, u32>,
    known: Vec<Known>,
    said: Vec<(AtomId, bool)>,
}

impl Default for WordCache {
    fn default() -> Self {
        let kinds = HashMap::from_iter([((Box::default(), false), UNKNOWN)]);
        Self { numbers: HashMap::default(), kinds, known: vec![Known::default()], said: Vec::new() }
    }
}

impl WordCache {
    /// The number of what is known of a word.
    pub(super) fn look_up(&mut self, lexicon: &Lexicon, gate: &Gate, word: &str, script: Script) -> u32 {
        if script == Script::Identifier {
            return UNKNOWN;
        }
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        self.said.clear();
        lexicon.look_up(word, script, |atom, negated| self.said.push((atom, negated)));
        self.said.sort_unstable();
        self.said.dedup();
        let quantitative = script == Script::Number || is_quantitative(word);
        let kind = (self.said.as_slice().into(), quantitative);
        let number = *self.kinds.entry(kind).or_insert_with(|| {
            let (mut signs, mut units) = (Vec::new(), Vec::new());
            let mut atoms: Vec<AtomId> = self.said.iter().map(|s| s.0).collect();
            atoms.dedup();
            for &atom in &atoms {
                gate.of_atom(atom, &mut signs, &mut units);
            }
            for all in [&mut signs, &mut units] {
                all.sort_unstable();
                all.dedup();
            }
            self.known.push(Known {
                atoms: atoms.into(),
                signs: signs.into(),
                units: units.into(),
                negated: self.said.iter().any(|s| s.1),
                quantitative,
            });
            (self.known.len() - 1) as u32
        });
        if word.len() <= LONGEST {
            if self.numbers.len() >= MOST {
                self.numbers.clear();
            }
            self.numbers.insert(word.into(), number);
        }
        number
    }

    /// What is known under a number that [`WordCache::look_up`] gave.
    pub(super) fn known(&self, number: u32) -> &Known {
        &self.known[number as usize]
    }
}
