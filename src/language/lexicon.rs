//! The lexicon: every word that any phrase or cue uses, and which of them a written word holds.
//!
//! Words of all phrases share one table, so looking a written word up costs the same for ten phrases and for ten thousand.
//! It must not know what the words are used for.

use super::HashMap;

use super::arabic::{self, Classes, readings};
use super::english;
use super::frequency;
use super::words::Script;

/// A word, or a whole word list, as phrases refer to it.
pub type AtomId = u32;

/// Shortest and longest stem of `word*`, in bytes.
const OPEN_STEM: std::ops::RangeInclusive<usize> = 2..=63;

/// All stems and the atoms they belong to.
#[derive(Debug, Default)]
pub struct Lexicon {
    stems: HashMap<Box<str>, Vec<(Classes, AtomId)>>,
    open: HashMap<Box<str>, Vec<AtomId>>,
    // Bit n is set where some open stem has n bytes: the only lengths worth a look-up.
    open_lengths: u64,
    words: HashMap<Box<str>, Vec<(Classes, AtomId)>>,
    // Per atom: how many stems it has.
    stems_of: Vec<u32>,
}

impl Lexicon {
    /// A new atom without words.
    pub fn new_atom(&mut self) -> AtomId {
        self.stems_of.push(0);
        (self.stems_of.len() - 1) as AtomId
    }

    /// How many atoms there are.
    pub fn atoms(&self) -> usize {
        self.stems_of.len()
    }

    /// Per atom: in how many of a hundred thousand sentences one of its words stands, about.
    pub(super) fn costs(&self) -> Vec<f64> {
        let mut costs: Vec<f64> = self.stems_of.iter().map(|&n| f64::from(n) * frequency::OTHERS).collect();
        frequency::words(|word, frequency| {
            let script = if word.is_ascii() { Script::Latin } else { Script::Arabic };
            self.look_up(word, script, |atom, _| costs[atom as usize] += frequency);
        });
        costs
    }

    /// The atom of one word, made if new.
    pub fn word(&mut self, stem: &str, classes: Classes) -> AtomId {
        let known = self.words.get(stem).and_then(|atoms| atoms.iter().find(|a| a.0 == classes));
        if let Some(&(_, atom)) = known {
            return atom;
        }
        let atom = self.new_atom();
        self.words.entry(stem.into()).or_default().push((classes, atom));
        self.add(stem, classes, atom);
        atom
    }

    /// Makes `stem` one of the words of `atom`.
    pub fn add(&mut self, stem: &str, classes: Classes, atom: AtomId) {
        self.stems_of[atom as usize] += 1;
        if classes == arabic::OPEN {
            if OPEN_STEM.contains(&stem.len()) {
                self.open_lengths |= 1 << stem.len();
            }
            self.open.entry(stem.into()).or_default().push(atom);
            return;
        }
        if !stem.starts_with(super::fold::is_arabic_letter) {
            let forms = match classes {
                arabic::VERB | arabic::VERB_FIRST | arabic::VERB_OTHER | arabic::PERFECT => english::verb_forms(stem),
                arabic::NOUN => english::noun_forms(stem),
                _ => vec![stem.to_owned()],
            };
            for form in &forms {
                self.insert(form, arabic::EXACT, atom);
            }
            return;
        }
        self.insert(stem, classes, atom);
        if classes & (arabic::PLAIN | arabic::NOUN) == 0 {
            return;
        }
        if let Some(base) = stem.strip_suffix('ه').filter(|b| b.len() >= 4) {
            // «نتيجة»: «نتيجته», «نتيجات».
            self.insert(&format!("{base}ت"), arabic::BEFORE_PRONOUN, atom);
            if classes & arabic::NOUN != 0 {
                self.insert(base, arabic::BEFORE_PLURAL, atom);
            }
        } else if stem.ends_with('ا') && stem.len() >= 6 {
            // «عملاء» folds to «عملا»: «عملائك», «عملاؤك», «عملاءك».
            for seat in ['ي', 'و', 'ء'] {
                self.insert(&format!("{stem}{seat}"), arabic::BEFORE_PRONOUN, atom);
            }
        }
    }

    fn insert(&mut self, stem: &str, classes: Classes, atom: AtomId) {
        let entry = (classes, atom);
        match self.stems.get_mut(stem) {
            // The same words come one after the other.
            Some(entries) if entries.last() == Some(&entry) => {}
            Some(entries) => entries.push(entry),
            None => _ = self.stems.insert(stem.into(), vec![entry]),
        }
    }

    /// Calls `each` with every atom that the folded word holds, and whether the word itself negates it.
    pub fn look_up(&self, word: &str, script: Script, mut each: impl FnMut(AtomId, bool)) {
        match script {
            Script::Identifier => {}
            Script::Arabic => readings(word, |reading| {
                if reading.classes == arabic::OPEN {
                    self.look_up_open(reading.stem, &mut each);
                } else if let Some(entries) = self.stems.get(reading.stem) {
                    for &(classes, atom) in entries {
                        if classes & reading.classes != 0 {
                            each(atom, reading.negated);
                        }
                    }
                }
            }),
            Script::Latin | Script::Number | Script::Other => {
                if let Some(entries) = self.stems.get(word) {
                    for &(_, atom) in entries {
                        each(atom, false);
                    }
                }
                self.look_up_open(word, &mut each);
            }
        }
    }

    fn look_up_open(&self, word: &str, each: &mut impl FnMut(AtomId, bool)) {
        let mut lengths = self.open_lengths;
        while lengths != 0 {
            let len = lengths.trailing_zeros() as usize;
            lengths &= lengths - 1;
            if let Some(atoms) = word.get(..len).and_then(|stem| self.open.get(stem)) {
                for &atom in atoms {
                    each(atom, false);
                }
            }
        }
    }
}
