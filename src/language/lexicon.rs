//! The lexicon: every word that any phrase or cue uses, and which of them a written word holds.
//!
//! Words of all phrases share one table, so looking a written word up costs the same for ten phrases and for ten thousand.
//! It must not know what the words are used for.

use super::HashMap;

use super::arabic::{self, Classes, readings};
use super::english;
use super::prefilter::frequency;
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
    words: HashMap<(String, Classes), AtomId>,
    // Per atom: the strings of which one stands in any text that holds the atom.
    needles: Vec<Vec<Box<str>>>,
    costs: Vec<f64>,
}

impl Lexicon {
    /// A new atom without words.
    pub fn new_atom(&mut self) -> AtomId {
        self.needles.push(Vec::new());
        self.costs.push(0.0);
        (self.needles.len() - 1) as AtomId
    }

    /// How many atoms there are.
    pub fn atoms(&self) -> usize {
        self.needles.len()
    }

    /// The strings of which at least one stands in any folded text that holds `atom`.
    pub fn needles(&self, atom: AtomId) -> &[Box<str>] {
        &self.needles[atom as usize]
    }

    /// The atom of one word, made if new.
    pub fn word(&mut self, stem: &str, classes: Classes) -> AtomId {
        if let Some(&atom) = self.words.get(&(stem.to_owned(), classes)) {
            return atom;
        }
        let atom = self.new_atom();
        self.words.insert((stem.to_owned(), classes), atom);
        self.add(stem, classes, atom);
        atom
    }

    /// Makes `stem` one of the words of `atom`.
    pub fn add(&mut self, stem: &str, classes: Classes, atom: AtomId) {
        if classes == arabic::OPEN {
            if OPEN_STEM.contains(&stem.len()) {
                self.open_lengths |= 1 << stem.len();
            }
            self.open.entry(stem.into()).or_default().push(atom);
            self.needle(atom, stem);
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
            let shared = forms
                .iter()
                .skip(1)
                .fold(stem.len(), |n, form| n.min(stem.bytes().zip(form.bytes()).take_while(|(a, b)| a == b).count()));
            if shared >= 3 {
                self.needle(atom, &stem[..shared]);
            } else {
                for form in &forms {
                    self.needle(atom, form);
                }
            }
            return;
        }
        self.insert(stem, classes, atom);
        self.needle(atom, stem);
        if classes & (arabic::PLAIN | arabic::NOUN) == 0 {
            return;
        }
        if let Some(base) = stem.strip_suffix('ه').filter(|b| b.len() >= 4) {
            // «نتيجة»: «نتيجته», «نتيجات».
            self.insert(&format!("{base}ت"), arabic::BEFORE_PRONOUN, atom);
            self.needle(atom, &format!("{base}ت"));
            if classes & arabic::NOUN != 0 {
                self.insert(base, arabic::BEFORE_PLURAL, atom);
                self.needle(atom, &format!("{base}ا"));
                self.needle(atom, &format!("{base}ي"));
            }
        } else if stem.ends_with('ا') && stem.len() >= 6 {
            // «عملاء» folds to «عملا»: «عملائك», «عملاؤك», «عملاءك».
            for seat in ['ي', 'و', 'ء'] {
                self.insert(&format!("{stem}{seat}"), arabic::BEFORE_PRONOUN, atom);
            }
        }
    }

    fn insert(&mut self, stem: &str, classes: Classes, atom: AtomId) {
        let entries = self.stems.entry(stem.into()).or_default();
        if !entries.contains(&(classes, atom)) {
            entries.push((classes, atom));
        }
    }

    fn needle(&mut self, atom: AtomId, needle: &str) {
        self.needles[atom as usize].push(needle.into());
        self.costs[atom as usize] += frequency(needle);
    }

    /// A guess at how common the words of an atom are together.
    pub fn cost(&self, atom: AtomId) -> f64 {
        self.costs[atom as usize]
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
