//! The gate: which patterns and list entries could match in a window, told by which words stand there.
//!
//! Every pattern needs several things at once: words, entries of word lists, quantities. The gate is a network of such
//! needs. Each pattern waits for its rarest need alone, and only when that stands are the others asked for; so common words
//! cost nothing, and ten thousand patterns cost what ten cost. Entries of a list for which patterns wait are units like
//! patterns; those of any other list are looked at when somebody asks for the list. It must not know the order of words:
//! what passes is matched afterwards.

use super::HashMap;
use super::frequency::QUANTITIES;
use super::lexicon::{AtomId, Lexicon};
use super::pattern::{List, Tree};
use super::quantity::{Bound, Quantity, QuantityKind};

/// Something that stands in a window or does not: a word, an entry of a list, a quantity.
type Sign = u32;

/// What must stand together, the rarest first; nothing stands for something that always does.
type Needs = Box<[Sign]>;

/// Needs as they are asked for: the first lies at hand, since it nearly always decides.
#[derive(Debug, Clone, Copy)]
struct Ask {
    /// [`NOTHING`] where there is none.
    first: Sign,
    /// The others, in [`Gate::others`].
    from: u32,
    to: u32,
}

/// No sign has this number.
const NOTHING: Sign = Sign::MAX;

/// What a unit is: a pattern by number, or an entry of several words.
#[derive(Debug, Clone, Copy)]
enum Pass {
    Pattern(u32),
    Entry { list: u32, entry: u32, sign: Sign },
}

/// The compiled network.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// Each with what it needs beside the need it waits for. A unit waits only for lists whose entries come before it.
    units: Vec<(Ask, Pass)>,
    /// Per sign: the units that wait for it.
    wakes: Vec<Vec<u32>>,
    /// Per atom: the signs that stand where it stands.
    signs: Vec<Vec<Sign>>,
    /// Per sign that is a list for which nothing waits: its entries of several words.
    asked: Vec<Box<[Ask]>>,
    others: Vec<Sign>,
    quantities: Vec<(QuantityKind, Option<Bound>, Sign)>,
    /// Units that wait for nothing.
    free: Vec<u32>,
    /// Whether a pattern needs quantities alone.
    by_quantity: bool,
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
    /// Per sign: the last window in which its entries were looked at.
    sought: Vec<u32>,
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

impl Passed {
    fn begin(&mut self, units: usize, signs: usize) {
        self.patterns.clear();
        self.entries.clear();
        self.due.words.resize(units.div_ceil(64), 0);
        self.stood.resize(signs, 0);
        self.sought.resize(signs, 0);
        self.now = self.now.wrapping_add(1);
        if self.now == 0 {
            self.stood.fill(0);
            self.sought.fill(0);
            self.now = 1;
        }
    }
}

impl Gate {
    /// Builds the network for `patterns`; marks the lists whose entries it tells.
    pub(super) fn build(patterns: &[&Tree], lists: &mut [List], lexicon: &Lexicon, costs: &[f64]) -> Self {
        let mut builder = Builder::new(lists.len(), lexicon.atoms(), costs);
        // Lists refer only to lists before them.
        for list in &*lists {
            builder.list(list);
        }
        let patterns: Vec<Needs> = patterns.iter().map(|tree| builder.needs_of(tree)).collect();
        let mut is_waited_for = vec![false; lists.len()];
        for needs in &patterns {
            builder.wait(needs, &mut is_waited_for);
        }
        // A list that is waited for waits for lists before it.
        for number in (0..lists.len()).rev() {
            lists[number].is_gated = is_waited_for[number];
            for needs in is_waited_for[number].then(|| builder.entries[number].clone()).into_iter().flatten() {
                builder.wait(&needs, &mut is_waited_for);
            }
        }
        builder.finish(&patterns, &is_waited_for)
    }

    /// Adds to `signs` what stands where `atom` stands, and to `units` those that wait for it.
    pub(super) fn of_atom(&self, atom: AtomId, signs: &mut Vec<u32>, units: &mut Vec<u32>) {
        for &sign in self.signs.get(atom as usize).into_iter().flatten() {
            signs.push(sign);
            units.extend(&self.wakes[sign as usize]);
        }
    }

    /// Whether a pattern needs nothing but quantities, and may stand beside no known word («499 SAR»).
    pub(super) const fn wakes_by_quantity(&self) -> bool {
        self.by_quantity
    }

    /// Lets through what could match in a window. `units` are those that wait for its words, `signs` what stands by them;
    /// signs are looked at only where a unit waits.
    pub(super) fn open<'a>(
        &self,
        units: impl Iterator<Item = &'a [u32]>,
        signs: impl Iterator<Item = &'a [u32]>,
        quantities: &[Quantity],
        passed: &mut Passed,
    ) {
        passed.begin(self.units.len(), self.wakes.len());
        let now = passed.now;
        for &unit in units.flatten() {
            passed.due.insert(unit);
        }
        self.free.iter().for_each(|&unit| passed.due.insert(unit));
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
            let (ask, unit) = self.units[number];
            if !self.all_stand(ask, passed) {
                continue;
            }
            match unit {
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

    fn all_stand(&self, ask: Ask, passed: &mut Passed) -> bool {
        (ask.first == NOTHING || self.stands(ask.first, passed))
            && self.others[ask.from as usize..ask.to as usize].iter().all(|&sign| self.stands(sign, passed))
    }

    fn stands(&self, sign: Sign, passed: &mut Passed) -> bool {
        passed.stood[sign as usize] == passed.now || self.is_found(sign, passed)
    }

    /// Whether an entry of a list stands that nobody waits for. Lists lie within lists only as deep as a policy writes them.
    fn is_found(&self, sign: Sign, passed: &mut Passed) -> bool {
        let at = sign as usize;
        let entries = &self.asked[at];
        if entries.is_empty() || std::mem::replace(&mut passed.sought[at], passed.now) == passed.now {
            return false;
        }
        let stands = entries.iter().any(|&ask| self.all_stand(ask, passed));
        if stands {
            passed.stood[at] = passed.now;
        }
        stands
    }
}

struct Builder<'a> {
    gate: Gate,
    of_atom: Vec<Option<Sign>>,
    of_list: Vec<Sign>,
    of_bound: HashMap<(QuantityKind, Option<Bound>), Sign>,
    /// Per sign: its list.
    lists: Vec<Option<u32>>,
    /// Per sign: how often it stands in a sentence, about.
    costs: Vec<f64>,
    /// Per list: what its entries of several words need.
    entries: Vec<Vec<Needs>>,
    atom_costs: &'a [f64],
}

impl<'a> Builder<'a> {
    fn new(lists: usize, atoms: usize, atom_costs: &'a [f64]) -> Self {
        Self {
            gate: Gate { signs: vec![Vec::new(); atoms], ..Gate::default() },
            of_atom: vec![None; atoms],
            of_list: Vec::with_capacity(lists),
            of_bound: HashMap::default(),
            lists: Vec::new(),
            costs: Vec::new(),
            entries: Vec::with_capacity(lists),
            atom_costs,
        }
    }

    fn new_sign(&mut self, cost: f64, list: Option<u32>) -> Sign {
        self.costs.push(cost);
        self.lists.push(list);
        (self.costs.len() - 1) as Sign
    }

    fn list(&mut self, list: &List) {
        let alone = list.atom.map_or(0.0, |a| self.atom_costs[a as usize]);
        let sign = self.new_sign(alone, Some(self.of_list.len() as u32));
        self.of_list.push(sign);
        if let Some(atom) = list.atom {
            self.gate.signs[atom as usize].push(sign);
        }
        let entries: Vec<Needs> = list.phrases.iter().map(|tree| self.needs_of(tree)).collect();
        // What needs nothing stands everywhere.
        let rarest = |needs: &Needs| needs.first().map_or(1e5, |&sign| self.costs[sign as usize]);
        let all: f64 = entries.iter().map(rarest).sum();
        self.costs[sign as usize] += all;
        self.entries.push(entries);
    }

    fn needs_of(&mut self, tree: &Tree) -> Needs {
        let mut needs = Vec::new();
        self.needs(tree, &mut needs);
        needs.sort_by(|&a, &b| self.costs[a as usize].total_cmp(&self.costs[b as usize]).then(a.cmp(&b)));
        needs.dedup();
        needs.into()
    }

    fn needs(&mut self, tree: &Tree, out: &mut Vec<Sign>) {
        match tree {
            Tree::Atom(atom) => {
                let at = *atom as usize;
                let sign = self.of_atom[at].unwrap_or_else(|| {
                    let sign = self.new_sign(self.atom_costs[at], None);
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
            Tree::List(i) => out.push(self.of_list[*i]),
            Tree::Quantity(kind, bound) => {
                let key = (*kind, *bound);
                let sign = self.of_bound.get(&key).copied().unwrap_or_else(|| {
                    let sign = self.new_sign(QUANTITIES, None);
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

    /// Marks the list for which something with these needs waits.
    fn wait(&self, needs: &Needs, is_waited_for: &mut [bool]) {
        if let Some(list) = needs.first().and_then(|&sign| self.lists[sign as usize]) {
            is_waited_for[list as usize] = true;
        }
    }

    fn ask(&mut self, needs: &[Sign]) -> Ask {
        // What is known before what must be looked for.
        let (known, sought): (Vec<Sign>, Vec<Sign>) =
            needs.iter().partition(|&&sign| self.gate.asked[sign as usize].is_empty());
        let mut ordered = known.into_iter().chain(sought);
        let first = ordered.next().unwrap_or(NOTHING);
        let from = self.gate.others.len() as u32;
        self.gate.others.extend(ordered);
        Ask { first, from, to: self.gate.others.len() as u32 }
    }

    fn unit(&mut self, needs: &Needs, passes: Pass) {
        let number = self.gate.units.len() as u32;
        match needs.first() {
            None => self.gate.free.push(number),
            Some(&rarest) => self.gate.wakes[rarest as usize].push(number),
        }
        let ask = self.ask(needs.get(1..).unwrap_or_default());
        self.gate.units.push((ask, passes));
    }

    /// Whether some of these need quantities and nothing else, also by way of a list.
    fn need_quantities_alone(&self, patterns: &[Needs]) -> bool {
        let mut alone = vec![false; self.costs.len()];
        for (_, _, sign) in &self.gate.quantities {
            alone[*sign as usize] = true;
        }
        let are = |needs: &Needs, alone: &[bool]| !needs.is_empty() && needs.iter().all(|&sign| alone[sign as usize]);
        // Lists refer only to lists before them.
        for (entries, &sign) in self.entries.iter().zip(&self.of_list) {
            alone[sign as usize] = entries.iter().any(|needs| are(needs, &alone));
        }
        patterns.iter().any(|needs| are(needs, &alone))
    }

    fn finish(mut self, patterns: &[Needs], is_waited_for: &[bool]) -> Gate {
        self.gate.wakes = vec![Vec::new(); self.costs.len()];
        self.gate.asked = vec![Box::default(); self.costs.len()];
        self.gate.by_quantity = self.need_quantities_alone(patterns);
        let entries = std::mem::take(&mut self.entries);
        let mut waited_for = Vec::new();
        for (number, entries) in entries.into_iter().enumerate() {
            let sign = self.of_list[number];
            if is_waited_for[number] {
                waited_for.push((number as u32, sign, entries));
            } else {
                self.gate.asked[sign as usize] = entries.iter().map(|needs| self.ask(needs)).collect();
            }
        }
        for (list, sign, entries) in waited_for {
            for (entry, needs) in (0..).zip(&entries) {
                self.unit(needs, Pass::Entry { list, entry, sign });
            }
        }
        for (number, needs) in (0..).zip(patterns) {
            self.unit(needs, Pass::Pattern(number));
        }
        self.gate
    }
}
