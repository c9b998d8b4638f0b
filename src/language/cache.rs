//! A memory for words: most words of a text are words that stood there before.
//!
//! It must not know what a word means: it remembers what the lexicon and the numerals said.

use super::HashMap;
use super::lexicon::{AtomId, Lexicon};
use super::quantity::is_quantitative;
use super::words::Script;

/// Most words remembered; then the memory begins anew.
const MOST: usize = 1 << 15;
/// Longest word worth remembering, in bytes.
const LONGEST: usize = 48;

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// Atoms it holds, and whether it negates them itself.
    pub(super) atoms: &'a [(AtomId, bool)],
    /// Whether a quantity may begin with it.
    pub(super) quantitative: bool,
}

/// Words that were looked up. Belongs to one lexicon.
#[derive(Debug, Default)]
pub struct WordCache {
    map: HashMap<Box<str>, (u32, u32, bool)>,
    atoms: Vec<(AtomId, bool)>,
    last: Vec<(AtomId, bool)>,
}

impl WordCache {
    pub(super) fn look_up(&mut self, lexicon: &Lexicon, word: &str, script: Script) -> Known<'_> {
        if script == Script::Identifier {
            return Known { atoms: &[], quantitative: false };
        }
        if let Some(&(from, to, quantitative)) = self.map.get(word) {
            return Known { atoms: &self.atoms[from as usize..to as usize], quantitative };
        }
        let quantitative = script == Script::Number || is_quantitative(word);
        if word.len() > LONGEST {
            self.last.clear();
            lexicon.look_up(word, script, |atom, negated| self.last.push((atom, negated)));
            return Known { atoms: &self.last, quantitative };
        }
        if self.map.len() >= MOST {
            self.map.clear();
            self.atoms.clear();
        }
        let from = self.atoms.len();
        lexicon.look_up(word, script, |atom, negated| self.atoms.push((atom, negated)));
        self.map.insert(word.into(), (from as u32, self.atoms.len() as u32, quantitative));
        Known { atoms: &self.atoms[from..], quantitative }
    }
}
