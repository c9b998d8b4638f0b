//! The gate: which patterns and list entries could match in a window, told by which words stand there.
//!
//! Every pattern needs several things at once: words, entries of word lists, quantities. The gate is a network of such
//! needs. Each unit (a pattern, or an entry of several words) waits for its rarest need alone; only when that stands are
//! the others asked for, and an entry that passes makes its list stand for the units that wait for the list. So common words
//! cost nothing, and ten thousand patterns cost what ten cost. It must not know the order of words: what passes is matched
//! afterwards.

use super::HashMap;
use super::frequency::QUANTITIES;
use super::lexicon::{AtomId, Lexicon};
use super::pattern::{List, Tree};
use super::quantity::{Bound, Quantity, QuantityKind};

/// Something that stands in a window or does not: a word, an entry of a list, a quantity.
type Sign = u32;

/// A pattern, or an entry of several words of a list.
#[derive(Debug)]
struct Unit {
    /// What must stand beside the need it waits for, the rarest first.
    needs: Box<[Sign]>,
    passes: Pass,
}

#[derive(Debug, Clone, Copy)]
enum Pass {
    Pattern(u32),
    Entry { list: u32, entry: u32, sign: Sign },
}

/// The compiled network.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// Ascending: a unit waits only for lists whose entries come before it.
    units: Vec<Unit>,
    /// Per sign: the units that wait for it.
    wakes: Vec<Vec<u32>>,
    /// Per atom: the signs that stand where it stands.
    signs: Vec<Vec<Sign>>,
    quantities: Vec<(QuantityKind, Option<Bound>, Sign)>,
    /// Units that wait for nothing.
    free: Vec<u32>,
}

/// What the gate let through in a window.
#[derive(Debug, Default)]
pub(super) struct Passed {
    /// Patterns by number, ascending.
    pub(super) patterns: Vec<u32>,
    /// Entries as list and index, in order of their lists.
    pub(super) entries: Vec<(u32, u32)>,
    due: Bits,
    /// Per sign: the last window in which it stood.
    stood: Vec<u32>,
    now: u32,
}

/// A set of units that is read in ascending order while larger ones are added.
#[derive(Debug, Default)]
struct Bits {
    words: Vec<u64>,
    any: bool,
}

impl Bits {
    fn insert(&mut self, unit: u32) {
        self.words[unit as usize >> 6] |= 1 << (unit & 63);
        self.any = true;
    }
}

impl Gate {
    /// Builds the network for `patterns`; lists that none of them uses stay outside of it and are marked so.
    pub(super) fn build(patterns: &[&Tree], lists: &mut [List], lexicon: &Lexicon, costs: &[f64]) -> Self {
        let mut used = vec![false; lists.len()];
        for tree in patterns {
            mark(tree, lists, &mut used);
        }
        let mut builder = Builder {
            gate: Self { signs: vec![Vec::new(); lexicon.atoms()], ..Self::default() },
            of_atom: vec![None; lexicon.atoms()],
            of_list: vec![None; lists.len()],
            costs: Vec::new(),
            of_bound: HashMap::default(),
            atom_costs: costs,
        };
        // Lists refer only to lists before them.
        for number in 0..lists.len() {
            if !std::mem::replace(&mut lists[number].is_gated, used[number]) && !used[number] {
                continue;
            }
            builder.list(number as u32, &lists[number]);
        }
        for (number, tree) in patterns.iter().enumerate() {
            builder.unit(tree, Pass::Pattern(number as u32));
        }
        builder.gate
    }

    /// Adds to `signs` what stands where `atom` stands, and to `units` those that wait for it.
    pub(super) fn of_atom(&self, atom: AtomId, signs: &mut Vec<u32>, units: &mut Vec<u32>) {
        for &sign in self.signs.get(atom as usize).into_iter().flatten() {
            signs.push(sign);
            units.extend(&self.wakes[sign as usize]);
        }
    }

    /// Lets through what could match in a window. `units` are those that wait for its words, `signs` what stands by them;
    /// signs are asked for only where a unit waits.
    pub(super) fn open<'a>(
        &self,
        units: impl Iterator<Item = &'a [u32]>,
        signs: impl Iterator<Item = &'a [u32]>,
        quantities: &[Quantity],
        passed: &mut Passed,
    ) {
        passed.patterns.clear();
        passed.entries.clear();
        passed.due.words.resize(self.units.len().div_ceil(64), 0);
        passed.stood.resize(self.wakes.len(), 0);
        for &unit in units.flatten() {
            passed.due.insert(unit);
        }
        self.free.iter().for_each(|&unit| passed.due.insert(unit));
        passed.now = passed.now.wrapping_add(1);
        if passed.now == 0 {
            passed.stood.fill(0);
            passed.now = 1;
        }
        let now = passed.now;
        for quantity in quantities {
            for &(kind, bound, sign) in &self.quantities {
                if kind == quantity.kind && bound.is_none_or(|b| b.admits(quantity.value)) {
                    passed.stood[sign as usize] = now;
                    self.wakes[sign as usize].iter().for_each(|&unit| passed.due.insert(unit));
                }
            }
        }
        if !std::mem::take(&mut passed.due.any) {
            return;
        }
        for &sign in signs.flatten() {
            passed.stood[sign as usize] = now;
        }
        let mut at = 0;
        while at < passed.due.words.len() {
            let word = &mut passed.due.words[at];
            if *word == 0 {
                at += 1;
                continue;
            }
            let number = (at << 6) + word.trailing_zeros() as usize;
            *word &= *word - 1;
            let unit = &self.units[number];
            if !unit.needs.iter().all(|&need| passed.stood[need as usize] == now) {
                continue;
            }
            match unit.passes {
                Pass::Pattern(pattern) => passed.patterns.push(pattern),
                Pass::Entry { list, entry, sign } => {
                    passed.entries.push((list, entry));
                    if std::mem::replace(&mut passed.stood[sign as usize], now) != now {
                        self.wakes[sign as usize].iter().for_each(|&unit| passed.due.insert(unit));
                    }
                }
            }
        }
        passed.due.any = false;
    }
}

fn mark(tree: &Tree, lists: &[List], used: &mut [bool]) {
    match tree {
        Tree::Atom(_) | Tree::Quantity(..) => {}
        Tree::Sequence(parts) => parts.iter().for_each(|(_, t)| mark(t, lists, used)),
        Tree::OneOf(parts) => parts.iter().for_each(|t| mark(t, lists, used)),
        Tree::Optional(inner) => mark(inner, lists, used),
        Tree::Near(a, _, b) => {
            mark(a, lists, used);
            mark(b, lists, used);
        }
        Tree::List(i) => {
            if !std::mem::replace(&mut used[*i], true) {
                lists[*i].phrases.iter().for_each(|t| mark(t, lists, used));
            }
        }
    }
}

struct Builder<'a> {
    gate: Gate,
    of_atom: Vec<Option<Sign>>,
    of_list: Vec<Option<Sign>>,
    of_bound: HashMap<(QuantityKind, Option<Bound>), Sign>,
    /// Per sign: how often it stands in a window, about.
    costs: Vec<f64>,
    atom_costs: &'a [f64],
}

impl Builder<'_> {
    fn new_sign(&mut self, cost: f64) -> Sign {
        self.costs.push(cost);
        self.gate.wakes.push(Vec::new());
        (self.costs.len() - 1) as Sign
    }

    fn list(&mut self, number: u32, list: &List) {
        let alone = list.atom.map_or(0.0, |a| self.atom_costs[a as usize]);
        let sign = self.new_sign(alone);
        self.of_list[number as usize] = Some(sign);
        if let Some(atom) = list.atom {
            self.gate.signs[atom as usize].push(sign);
        }
        let mut all = alone;
        for (entry, tree) in list.phrases.iter().enumerate() {
            all += self.unit(tree, Pass::Entry { list: number, entry: entry as u32, sign });
        }
        self.costs[sign as usize] = all;
    }

    /// Adds a unit; returns how often it passes, at most.
    fn unit(&mut self, tree: &Tree, passes: Pass) -> f64 {
        let mut needs = Vec::new();
        self.needs(tree, &mut needs);
        needs.sort_by(|&a, &b| self.costs[a as usize].total_cmp(&self.costs[b as usize]).then(a.cmp(&b)));
        needs.dedup();
        let number = self.gate.units.len() as u32;
        let cost = match needs.first() {
            None => {
                self.gate.free.push(number);
                1.0
            }
            Some(&rarest) => {
                self.gate.wakes[rarest as usize].push(number);
                self.costs[rarest as usize]
            }
        };
        self.gate.units.push(Unit { needs: needs.into_iter().skip(1).collect(), passes });
        cost
    }

    fn needs(&mut self, tree: &Tree, out: &mut Vec<Sign>) {
        match tree {
            Tree::Atom(atom) => {
                let at = *atom as usize;
                let sign = self.of_atom[at].unwrap_or_else(|| {
                    let sign = self.new_sign(self.atom_costs[at]);
                    self.gate.signs[at].push(sign);
                    self.of_atom[at] = Some(sign);
                    sign
                });
                out.push(sign);
            }
            Tree::Sequence(parts) => parts.iter().for_each(|(_, t)| self.needs(t, out)),
            Tree::Near(a, _, b) => {
                self.needs(a, out);
                self.needs(b, out);
            }
            Tree::List(i) => out.extend(self.of_list[*i]),
            Tree::Quantity(kind, bound) => {
                let key = (*kind, *bound);
                let sign = self.of_bound.get(&key).copied().unwrap_or_else(|| {
                    let sign = self.new_sign(QUANTITIES);
                    self.gate.quantities.push((*kind, *bound, sign));
                    self.of_bound.insert(key, sign);
                    sign
                });
                out.push(sign);
            }
            // An alternative that may be empty needs nothing.
            Tree::OneOf(_) | Tree::Optional(_) => {}
        }
    }
}
