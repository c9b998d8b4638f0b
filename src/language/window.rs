//! Windows: patterns matched over a run of words.
//!
//! A set of places in a window is one 64-bit word: bit `i` says that the next word to be read is word `i`. Every node of a
//! phrase turns such a set into another with a few bit operations, so a match costs the same however often its gaps could be
//! filled, and no input makes it slow. It must not know what a pattern is for.

use super::lexicon::AtomId;
use super::pattern::{Lists, Tree};
use super::phrase::Join;
use super::quantity::{Quantity, QuantityKind};
use super::words::Break;

/// Most words in a window; a match lies within one.
pub const WINDOW: usize = 63;

/// A run of at most [`WINDOW`] words of one sentence, ready to be matched.
#[derive(Debug, Default)]
pub struct Window {
    // Per atom: the places where it stands.
    masks: Vec<u64>,
    touched: Vec<AtomId>,
    // Atoms that stand over several words (spaced letters).
    wide: Vec<(AtomId, u32, u32)>,
    comma: u64,
    clause: u64,
    sentence: u64,
    len: u32,
    quantities: Vec<(u32, u32, QuantityKind, f64)>,
    // Per list: where its entries begin and end, once it was read.
    lists: Vec<Vec<(u32, u64)>>,
    is_read: Vec<bool>,
    read: Vec<u32>,
    // Per list: entries of several words that may stand in the window.
    alive: Vec<Vec<u32>>,
    woken: Vec<u32>,
    // Whether the gate has told the entries of its lists.
    is_gated: bool,
    // Whether the entries of all other lists are known.
    is_awake: bool,
}

impl Window {
    /// Empties the window and sets its size and separators.
    pub fn reset(&mut self, atoms: usize, lists: usize, breaks: impl ExactSizeIterator<Item = Break>) {
        self.masks.resize(atoms, 0);
        for atom in self.touched.drain(..) {
            self.masks[atom as usize] = 0;
        }
        self.wide.clear();
        self.quantities.clear();
        for list in self.read.drain(..) {
            self.is_read[list as usize] = false;
            self.lists[list as usize].clear();
        }
        for list in self.woken.drain(..) {
            self.alive[list as usize].clear();
        }
        (self.is_gated, self.is_awake) = (false, false);
        self.lists.resize(lists, Vec::new());
        self.is_read.resize(lists, false);
        self.alive.resize(lists, Vec::new());
        (self.comma, self.clause, self.sentence) = (0, 0, 0);
        self.len = breaks.len().min(WINDOW) as u32;
        for (i, before) in breaks.take(WINDOW).enumerate() {
            let bit = 1u64 << i;
            self.comma |= if before >= Break::Comma { bit } else { 0 };
            self.clause |= if before >= Break::Clause { bit } else { 0 };
            self.sentence |= if before >= Break::Sentence { bit } else { 0 };
        }
    }

    /// Notes that `atom` stands over words `from..to` of the window.
    pub fn put(&mut self, atom: AtomId, from: u32, to: u32) {
        if to != from + 1 {
            self.wide.push((atom, from, to));
            return;
        }
        let mask = &mut self.masks[atom as usize];
        if *mask == 0 {
            self.touched.push(atom);
        }
        *mask |= 1 << from;
    }

    /// Notes which entries the gate let through, each once; only these are looked for in its lists.
    pub(super) fn gated(&mut self, entries: &[(u32, u32)]) {
        self.is_gated = true;
        for &(list, entry) in entries {
            self.let_in(list, entry);
        }
    }

    fn let_in(&mut self, list: u32, entry: u32) {
        let alive = &mut self.alive[list as usize];
        if alive.is_empty() {
            self.woken.push(list);
        }
        alive.push(entry);
    }

    /// Notes which entries may begin with the atoms that stand here.
    fn wake(&mut self, lists: &Lists) {
        let atoms: Vec<AtomId> = self.atoms().collect();
        for (list, entry) in lists.begun_by(atoms.into_iter()) {
            if !self.alive[list as usize].contains(&entry) {
                self.let_in(list, entry);
            }
        }
    }

    /// Notes a quantity whose words lie in the window; `base` is the window's first word.
    pub fn put_quantity(&mut self, quantity: &Quantity, base: usize) {
        let (from, to) = (quantity.words.start.checked_sub(base), quantity.words.end.checked_sub(base));
        if let (Some(from), Some(to)) = (from, to)
            && to <= self.len as usize
        {
            self.quantities.push((from as u32, to as u32, quantity.kind, quantity.value));
        }
    }

    /// Whether an atom stands in the window.
    pub fn holds(&self, atom: AtomId) -> bool {
        self.masks[atom as usize] != 0 || self.wide.iter().any(|w| w.0 == atom)
    }

    /// Atoms that stand in the window.
    pub fn atoms(&self) -> impl Iterator<Item = AtomId> + '_ {
        self.touched.iter().copied().chain(self.wide.iter().map(|w| w.0))
    }

    /// How many words it holds.
    pub const fn len(&self) -> u32 {
        self.len
    }

    /// Whether it holds no word.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn breaks(&self, below: Break) -> u64 {
        match below {
            Break::None | Break::Comma => self.comma,
            Break::Clause => self.clause,
            Break::Sentence => self.sentence,
        }
    }

    /// All matches of `tree` as `(first word, one past the last)`: for every first word the shortest, or the longest if
    /// `longest`.
    pub fn find(&mut self, tree: &Tree, lists: &Lists, longest: bool) -> Vec<(u32, u32)> {
        let mut out = Vec::new();
        self.find_among(tree, lists, longest, u64::MAX, &mut out);
        out
    }

    /// Like [`Window::find`], only for matches that begin at one of `starts`; appends.
    pub fn find_among(&mut self, tree: &Tree, lists: &Lists, longest: bool, starts: u64, out: &mut Vec<(u32, u32)>) {
        let all = if self.len == 0 { 0 } else { (1u64 << self.len) - 1 };
        let mut starts = self.first(tree, lists) & all & starts;
        while starts != 0 {
            let start = starts.trailing_zeros();
            starts &= starts - 1;
            let ends = self.step(tree, 1 << start, lists) & !(1 << start);
            if ends != 0 {
                let end = if longest { ends.ilog2() } else { ends.trailing_zeros() };
                out.push((start, end));
            }
        }
    }

    /// Places where a match could begin.
    fn first(&mut self, tree: &Tree, lists: &Lists) -> u64 {
        match tree {
            Tree::Atom(atom) => {
                let wide = self.wide.iter().filter(|w| w.0 == *atom).fold(0, |m, w| m | 1 << w.1);
                self.masks.get(*atom as usize).copied().unwrap_or(0) | wide
            }
            Tree::Sequence(parts) => {
                let mut mask = 0;
                for (_, part) in parts {
                    mask |= self.first(part, lists);
                    if !matches!(part, Tree::Optional(_)) {
                        break;
                    }
                }
                mask
            }
            Tree::OneOf(parts) => parts.iter().fold(0, |m, t| m | self.first(t, lists)),
            Tree::Optional(inner) => self.first(inner, lists),
            Tree::Near(a, _, b) => self.first(a, lists) | self.first(b, lists),
            Tree::List(i) => {
                self.read_list(*i, lists);
                self.lists[*i].iter().fold(0, |m, &(start, _)| m | 1 << start)
            }
            Tree::Quantity(kind, bound) => self
                .quantities
                .iter()
                .filter(|q| q.2 == *kind && bound.is_none_or(|b| b.admits(q.3)))
                .fold(0, |m, q| m | 1 << q.0),
        }
    }

    /// Where reading can go on after `tree` was read from any of `from`.
    fn step(&mut self, tree: &Tree, from: u64, lists: &Lists) -> u64 {
        if from == 0 {
            return 0;
        }
        match tree {
            Tree::Atom(atom) => {
                let narrow = (from & self.masks.get(*atom as usize).copied().unwrap_or(0)) << 1;
                self.wide
                    .iter()
                    .filter(|w| w.0 == *atom && from >> w.1 & 1 == 1)
                    .fold(narrow, |m, w| m | 1 << w.2.min(63))
            }
            Tree::Sequence(parts) => {
                let mut at = from;
                for (i, (join, part)) in parts.iter().enumerate() {
                    let joined = if i > 0 && at != from { self.join(*join, at) } else { at };
                    at = match part {
                        // What is left out also leaves out the gap before it, and the separator that would stop the gap.
                        Tree::Optional(inner) if i + 1 == parts.len() => at | self.step(inner, joined, lists),
                        Tree::Optional(inner) => at | joined | self.step(inner, joined, lists),
                        part => self.step(part, joined, lists),
                    };
                    if at == 0 {
                        break;
                    }
                }
                at
            }
            Tree::OneOf(parts) => parts.iter().fold(0, |m, t| m | self.step(t, from, lists)),
            Tree::Optional(inner) => from | self.step(inner, from, lists),
            Tree::Near(a, join, b) => {
                let ab = self.step(a, from, lists);
                let ab = self.join(*join, ab);
                let ba = self.step(b, from, lists);
                let ba = self.join(*join, ba);
                self.step(b, ab, lists) | self.step(a, ba, lists)
            }
            Tree::List(i) => {
                self.read_list(*i, lists);
                let ends = self.lists[*i].iter();
                ends.filter(|(start, _)| from >> start & 1 == 1).fold(0, |m, (_, ends)| m | ends)
            }
            Tree::Quantity(kind, bound) => self
                .quantities
                .iter()
                .filter(|q| q.2 == *kind && from >> q.0 & 1 == 1 && bound.is_none_or(|b| b.admits(q.3)))
                .fold(0, |m, q| m | 1 << q.1),
        }
    }

    /// Skips up to the join's words, never over a separator it does not allow.
    fn join(&self, Join::Gap { max, below }: Join, from: u64) -> u64 {
        let open = !self.breaks(below);
        let mut at = from & open;
        let mut all = at;
        for _ in 0..max {
            at = (at << 1) & open;
            if at == 0 {
                break;
            }
            all |= at;
        }
        all
    }

    /// Reads a list once a window, whatever the number of patterns that use it.
    fn read_list(&mut self, i: usize, lists: &Lists) {
        if std::mem::replace(&mut self.is_read[i], true) {
            return;
        }
        self.read.push(i as u32);
        let list = &lists.all[i];
        let by_gate = self.is_gated && list.is_gated;
        // Few lists are read where the gate let something in, and many elsewhere.
        if !self.is_gated && !list.phrases.is_empty() && !std::mem::replace(&mut self.is_awake, true) {
            self.wake(lists);
        }
        let mut ends = [0u64; WINDOW + 1];
        if let Some(atom) = list.atom {
            let mut mask = self.masks.get(atom as usize).copied().unwrap_or(0);
            while mask != 0 {
                let start = mask.trailing_zeros();
                mask &= mask - 1;
                ends[start as usize] |= 1 << (start + 1);
            }
            for &(_, from, to) in self.wide.iter().filter(|w| w.0 == atom) {
                ends[from as usize] |= 1 << to.min(63);
            }
        }
        let alive = std::mem::take(&mut self.alive[i]);
        let mut read = |window: &mut Self, entry: u32| {
            let phrase = &list.phrases[entry as usize];
            let mut starts = window.first(phrase, lists);
            while starts != 0 {
                let start = starts.trailing_zeros();
                starts &= starts - 1;
                ends[start as usize] |= window.step(phrase, 1 << start, lists);
            }
        };
        if self.is_gated && !list.is_gated {
            (0..list.phrases.len() as u32).for_each(|entry| read(self, entry));
        } else {
            let loose = if by_gate { &[][..] } else { lists.loose(i) };
            alive.iter().chain(loose).for_each(|&entry| read(self, entry));
        }
        self.alive[i] = alive;
        let found = ends.into_iter().enumerate().filter(|e| e.1 != 0).map(|(start, ends)| (start as u32, ends));
        self.lists[i].extend(found);
    }
}
