//! Patterns: phrases compiled against a lexicon.
//!
//! Single words of an alternative or a word list become one atom, so that looking for fifty costs what looking for one costs;
//! each list is weighed once, not once for every phrase that uses it. It must not know what a pattern is for.

use super::HashMap;
use super::arabic::Classes;
use super::lexicon::{AtomId, Lexicon};
use super::phrase::{Join, Node, Phrase};
use super::quantity::{Bound, QuantityKind};

/// A word list, or an alternative of several words, compiled.
#[derive(Debug, Clone, Default)]
pub struct List {
    // All one-word entries at once.
    pub(super) atom: Option<AtomId>,
    // Entries of several words.
    pub(super) phrases: Vec<Tree>,
    // Atoms with which an entry may begin; `None` where one may begin with a quantity.
    firsts: Option<Vec<AtomId>>,
    // Entries of several words that no atom is known to begin.
    loose: Vec<u32>,
    // Whether the gate tells which entries may stand in a window.
    pub(super) is_gated: bool,
}

/// All lists.
#[derive(Debug, Default)]
pub struct Lists {
    pub(super) all: Vec<List>,
    // Per atom: the entries of several words that may begin with it, as list and index.
    begins: Vec<Vec<(u32, u32)>>,
}

impl Lists {
    /// Entries of several words that may begin with one of `atoms` or with a quantity, as list and index.
    pub(super) fn begun_by(&self, atoms: impl Iterator<Item = AtomId>) -> impl Iterator<Item = (u32, u32)> {
        atoms.filter_map(|a| self.begins.get(a as usize)).flatten().copied()
    }

    /// Entries of list `i` that no atom is known to begin.
    pub(super) fn loose(&self, i: usize) -> &[u32] {
        &self.all[i].loose
    }
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
    /// A word list or an alternative, by index into [`Lists`].
    List(usize),
    /// A quantity.
    Quantity(QuantityKind, Option<Bound>),
}

/// Compiles phrases against one lexicon.
#[derive(Debug, Default)]
pub struct Compiler {
    /// Words of all phrases.
    pub lexicon: Lexicon,
    /// Word lists and alternatives, each after those it refers to.
    pub lists: Lists,
    names: HashMap<String, usize>,
    unions: HashMap<Vec<(String, Classes)>, AtomId>,
    alternatives: HashMap<Vec<Node>, usize>,
}

impl Compiler {
    /// Defines a word list from its parsed entries; returns its number. Lists it refers to must be defined first.
    pub fn define(&mut self, name: &str, entries: &[Phrase]) -> usize {
        let parts: Vec<&Node> = entries.iter().flat_map(|e| e.root.alternatives()).collect();
        let number = self.list(&parts);
        self.names.insert(name.to_owned(), number);
        number
    }

    fn list(&mut self, parts: &[&Node]) -> usize {
        let mut list = List::default();
        for node in parts {
            if let Node::Word(stem, classes) = node {
                let atom = *list.atom.get_or_insert_with(|| self.lexicon.new_atom());
                self.lexicon.add(stem, *classes, atom);
            } else {
                let tree = self.compile(node);
                list.phrases.push(tree);
            }
        }
        let number = self.lists.all.len();
        let mut all = Some(Vec::from_iter(list.atom));
        for (i, phrase) in list.phrases.iter().enumerate() {
            let begins = self.firsts(phrase);
            match &begins {
                Some(atoms) => {
                    for &atom in atoms {
                        let at = atom as usize;
                        if self.lists.begins.len() <= at {
                            self.lists.begins.resize(at + 1, Vec::new());
                        }
                        self.lists.begins[at].push((number as u32, i as u32));
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
        self.lists.all.push(list);
        number
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

    /// All single words of an alternative are one atom: looking for fifty costs what looking for one costs. Longer ones make
    /// it a list without a name, so that only those are looked for whose words stand there.
    fn one_of(&mut self, parts: &[&Node]) -> Tree {
        if parts.iter().any(|node| may_be_empty(node)) {
            return Tree::OneOf(parts.iter().map(|node| self.compile(node)).collect());
        }
        let words: Option<Vec<(String, Classes)>> = parts
            .iter()
            .map(|node| if let Node::Word(stem, classes) = node { Some((stem.clone(), *classes)) } else { None })
            .collect();
        let Some(words) = words else {
            let key: Vec<Node> = parts.iter().map(|&node| node.clone()).collect();
            if let Some(&number) = self.alternatives.get(&key) {
                return Tree::List(number);
            }
            let number = self.list(parts);
            self.alternatives.insert(key, number);
            return Tree::List(number);
        };
        if let Some(&atom) = self.unions.get(&words) {
            return Tree::Atom(atom);
        }
        let atom = self.lexicon.new_atom();
        for (stem, classes) in &words {
            self.lexicon.add(stem, *classes, atom);
        }
        self.unions.insert(words, atom);
        Tree::Atom(atom)
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
            Tree::List(i) => self.lists.all[*i].firsts.clone(),
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
}

/// Whether a node can stand for no word at all.
fn may_be_empty(node: &Node) -> bool {
    match node {
        Node::Optional(_) => true,
        Node::Sequence(parts) => parts.iter().all(|(_, n)| may_be_empty(n)),
        Node::OneOf(parts) => parts.iter().any(may_be_empty),
        Node::Near(a, _, b) => may_be_empty(a) && may_be_empty(b),
        Node::Word(..) | Node::List(_) | Node::Quantity(..) => false,
    }
}
