//! Patterns: phrases compiled against a lexicon.
//!
//! Single words of an alternative or a word list become one atom, so that looking for fifty costs what looking for one costs;
//! each list is weighed once, not once for every phrase that uses it. It must not know what a pattern is for.

use std::sync::Arc;

use super::HashMap;
use super::arabic::Classes;
use super::lexicon::{AtomId, Lexicon};
use super::phrase::{Join, Node, Phrase};
use super::prefilter::{Group, QUANTITY};
use super::quantity::{Bound, QuantityKind};

/// A word list, compiled.
#[derive(Debug, Clone, Default)]
pub struct List {
    // All one-word entries at once.
    pub(super) atom: Option<AtomId>,
    // Entries of several words.
    pub(super) phrases: Vec<Tree>,
    // Atoms with which an entry may begin; `None` where one may begin with a quantity.
    firsts: Option<Vec<AtomId>>,
    // Entries of several words that no atom is known to begin.
    pub(super) loose: Vec<u32>,
    // Atoms of which one stands wherever an entry stands, and how common they are; `None` where an entry needs no word.
    anchor: Option<Group>,
    // The same, with quantities counted as words.
    need: Option<Group>,
}

/// A compiled node.
#[derive(Debug, Clone)]
pub enum Tree {
    /// One word.
    Atom(AtomId),
    /// In order, each with what may stand before it.
    Sequence(Vec<(Join, Tree)>),
    /// One of these.
    OneOf(Vec<Tree>),
    /// This or nothing.
    Optional(Box<Tree>),
    /// In either order.
    Near(Box<Tree>, Join, Box<Tree>),
    /// A word list, by index into [`Compiler::lists`].
    List(usize),
    /// A quantity.
    Quantity(QuantityKind, Option<Bound>),
}

/// Compiles phrases against one lexicon.
#[derive(Debug, Default)]
pub struct Compiler {
    /// Words of all phrases.
    pub lexicon: Lexicon,
    /// Word lists by index.
    pub lists: Vec<List>,
    /// Per atom: the entries of several words that may begin with it, as list and index.
    pub begins: Vec<Vec<(u32, u32)>>,
    names: HashMap<String, usize>,
    unions: HashMap<Vec<(String, Classes)>, AtomId>,
}

impl Compiler {
    /// Defines a word list from its parsed entries. Lists it refers to must be defined first.
    pub fn define(&mut self, name: &str, entries: &[Phrase]) {
        let mut list = List::default();
        for node in entries.iter().flat_map(|e| e.root.alternatives()) {
            if let Node::Word(stem, classes) = node {
                let atom = *list.atom.get_or_insert_with(|| self.lexicon.new_atom());
                self.lexicon.add(stem, *classes, atom);
            } else {
                let tree = self.compile(node);
                list.phrases.push(tree);
            }
        }
        let number = self.lists.len() as u32;
        let mut all = Some(Vec::from_iter(list.atom));
        for (i, phrase) in list.phrases.iter().enumerate() {
            let begins = self.firsts(phrase);
            match &begins {
                Some(atoms) => {
                    for &atom in atoms {
                        let at = atom as usize;
                        if self.begins.len() <= at {
                            self.begins.resize(at + 1, Vec::new());
                        }
                        self.begins[at].push((number, i as u32));
                    }
                }
                None => list.loose.push(i as u32),
            }
            all = all.zip(begins).map(|(mut all, begins)| {
                all.extend(begins);
                all
            });
        }
        list.firsts = all;
        // Once for every list, not once for every phrase that uses it.
        let entries: Vec<Tree> = list.atom.map(Tree::Atom).into_iter().chain(list.phrases.iter().cloned()).collect();
        list.anchor = self.either(&mut entries.iter(), false);
        list.need = self.either(&mut entries.iter(), true);
        self.names.insert(name.to_owned(), self.lists.len());
        self.lists.push(list);
    }

    /// Compiles a node. A list that is not defined matches nothing; the policy has reported it.
    pub fn compile(&mut self, node: &Node) -> Tree {
        match node {
            Node::Word(stem, classes) => Tree::Atom(self.lexicon.word(stem, *classes)),
            Node::Sequence(parts) => Tree::Sequence(parts.iter().map(|(j, n)| (*j, self.compile(n))).collect()),
            Node::OneOf(_) => self.one_of(&node.alternatives()),
            Node::Optional(inner) => Tree::Optional(Box::new(self.compile(inner))),
            Node::Near(a, join, b) => Tree::Near(Box::new(self.compile(a)), *join, Box::new(self.compile(b))),
            Node::List(name) => self.names.get(name).map_or_else(|| Tree::OneOf(Vec::new()), |&i| Tree::List(i)),
            Node::Quantity(kind, bound) => Tree::Quantity(*kind, *bound),
        }
    }

    /// All single words of an alternative are one atom: looking for fifty costs what looking for one costs.
    fn one_of(&mut self, parts: &[&Node]) -> Tree {
        let mut words: Vec<(String, Classes)> = Vec::new();
        let mut trees = Vec::new();
        for part in parts {
            if let Node::Word(stem, classes) = part {
                words.push((stem.clone(), *classes));
            } else {
                trees.push(self.compile(part));
            }
        }
        if !words.is_empty() {
            let atom = if let Some(&atom) = self.unions.get(&words) {
                atom
            } else {
                let atom = self.lexicon.new_atom();
                for (stem, classes) in &words {
                    self.lexicon.add(stem, *classes, atom);
                }
                self.unions.insert(words, atom);
                atom
            };
            trees.push(Tree::Atom(atom));
        }
        if trees.len() == 1 { trees.remove(0) } else { Tree::OneOf(trees) }
    }

    /// Atoms with which a match of `tree` may begin; `None` where it may begin with a quantity.
    fn firsts(&self, tree: &Tree) -> Option<Vec<AtomId>> {
        match tree {
            Tree::Atom(atom) => Some(vec![*atom]),
            Tree::Sequence(parts) => {
                // Up to the first part that cannot be left out.
                let must = parts.iter().position(|(_, t)| !matches!(t, Tree::Optional(_))).unwrap_or(parts.len());
                self.firsts_of(&mut parts.iter().take(must + 1).map(|(_, t)| t))
            }
            Tree::OneOf(parts) => self.firsts_of(&mut parts.iter()),
            Tree::Optional(inner) => self.firsts(inner),
            Tree::Near(a, _, b) => self.firsts_of(&mut [&**a, &**b].into_iter()),
            Tree::List(i) => self.lists[*i].firsts.clone(),
            Tree::Quantity(..) => None,
        }
    }

    fn firsts_of(&self, trees: &mut dyn Iterator<Item = &Tree>) -> Option<Vec<AtomId>> {
        let mut all = Vec::new();
        for tree in trees {
            all.extend(self.firsts(tree)?);
        }
        Some(all)
    }

    /// Groups of atoms of which one each stands wherever `tree` matches, the rarest first. With `quantities`, a quantity is an
    /// atom too, [`QUANTITY`].
    pub(super) fn groups(&self, tree: &Tree, quantities: bool) -> Vec<Group> {
        let mut groups = Vec::new();
        self.gather(tree, quantities, &mut groups);
        groups.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        groups
    }

    fn gather(&self, tree: &Tree, quantities: bool, out: &mut Vec<Group>) {
        match tree {
            Tree::Atom(atom) => out.push(Group { cost: self.lexicon.cost(*atom), atoms: Arc::new([*atom]) }),
            Tree::Sequence(parts) => parts.iter().for_each(|(_, t)| self.gather(t, quantities, out)),
            Tree::Near(a, _, b) => [a, b].into_iter().for_each(|t| self.gather(t, quantities, out)),
            Tree::OneOf(parts) => out.extend(self.either(&mut parts.iter(), quantities)),
            Tree::List(i) => {
                let list = &self.lists[*i];
                out.extend(if quantities { list.need.clone() } else { list.anchor.clone() });
            }
            Tree::Quantity(..) if quantities => out.push(Group { cost: 0.25, atoms: Arc::new([QUANTITY]) }),
            Tree::Optional(_) | Tree::Quantity(..) => {}
        }
    }

    /// For one of several parts: the rarest group of each, together; nothing if some part needs no word.
    fn either(&self, parts: &mut dyn Iterator<Item = &Tree>, quantities: bool) -> Option<Group> {
        let (mut cost, mut atoms) = (0.0, Vec::new());
        for part in parts {
            let group = self.groups(part, quantities).into_iter().next()?;
            cost += group.cost;
            atoms.extend_from_slice(&group.atoms);
        }
        atoms.sort_unstable();
        atoms.dedup();
        (!atoms.is_empty()).then(|| Group { cost, atoms: atoms.into() })
    }
}
