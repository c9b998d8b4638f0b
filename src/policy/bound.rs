//! What a table, a list or a value in a document must agree with: the shapes of the rule kinds that are bound to constants.
//!
//! It must not know how constants are read, nor how documents are compared with them.

use crate::constants::{Refusal, Selector, Step};
use crate::language::phrase::{Node, Phrase};
use crate::language::quantity::Unit;
use crate::policy::item::ItemPattern;
use crate::policy::model::{Located, Policy};

/// Where a table or a list stands in its document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Where {
    /// The heading above it.
    pub under: Option<Located<String>>,
    /// Which one it is, from 1.
    pub nth: Option<u32>,
}

/// What the numbers in the code are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// Quantities of this unit.
    In(Unit),
    /// No quantities: texts, compared by their words.
    Text,
}

/// How a value is written in the code and in the document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Style {
    /// The unit in the code; `None` leaves it to the type of the constant.
    pub unit: Option<Measured>,
    /// The unit of a number in the document that names none.
    pub cell_unit: Option<Unit>,
    /// Words of the document, each with the value in the code.
    pub words: Vec<(String, String)>,
    /// How the document writes that there is no value.
    pub none: Vec<String>,
}

/// A path of fields within a constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPath {
    /// As the policy writes it.
    pub written: Located<String>,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// How a row finds its constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Header of the column that names the row.
    pub column: Located<String>,
    /// The field that it names; `None` is the key of the surrounding map.
    pub field: Option<FieldPath>,
    /// Rows that are named otherwise: the cell's words, the key.
    pub words: Vec<(String, String)>,
}

/// A column that must agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub name: Located<String>,
    /// None: the item itself. One: a field of it. Two: the ends of a range.
    pub fields: Vec<FieldPath>,
    /// How its values are written.
    pub style: Style,
}

/// Which rows a table may leave out or add.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rows {
    /// None.
    #[default]
    Exact,
    /// It may leave rows out.
    Subset,
    /// It may add some.
    Superset,
}

/// `table`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Names of content sets, globs or paths.
    pub within: Vec<Located<String>>,
    /// Where it stands.
    pub place: Where,
    /// The constant that holds the rows, or several, each of them a row.
    pub equals: Vec<Located<String>>,
    /// Whether `equals` was written as a list.
    pub equals_is_list: bool,
    /// For lists and fenced blocks: how an item reads as a row.
    pub item: Option<ItemPattern>,
    /// How a row finds its constant.
    pub key: Key,
    /// What must agree.
    pub columns: Vec<Column>,
    /// Which rows must be there.
    pub rows: Rows,
}

/// `list`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Names of content sets, globs or paths.
    pub within: Vec<Located<String>>,
    /// Where it stands.
    pub place: Where,
    /// The constant that holds the items, or several, each of them an item.
    pub equals: Vec<Located<String>>,
    /// Whether `equals` was written as a list.
    pub equals_is_list: bool,
    /// What the items show of each constant.
    pub field: Option<FieldPath>,
    /// How they write it.
    pub style: Style,
    /// Whether the items stand in the order of the code.
    pub ordered: bool,
}

/// `value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Names of content sets, globs or paths.
    pub within: Vec<Located<String>>,
    /// A phrase with a quantity in it.
    pub phrase: Located<String>,
    /// Whether the phrase may lie across the blocks of one container.
    pub across_group: bool,
    /// The constant.
    pub equals: Located<String>,
    /// None: the constant itself. One: a field of it. Two: the ends of a range.
    pub fields: Vec<FieldPath>,
    /// How its value is written.
    pub style: Style,
}

impl Policy {
    /// What `equals` names: a name under `constants`, else a selector; with the place where the selector is written.
    ///
    /// # Errors
    /// What is neither.
    pub fn selector<'p>(&'p self, named: &'p Located<String>) -> Result<(Selector, &'p Located<String>), Refusal> {
        let written = self.constants.get(&named.value).unwrap_or(named);
        Ok((written.value.parse()?, written))
    }
}

/// The phrase of a `value` in two: the words that tell which container is meant, and what begins with the quantity. `None`
/// where no words come before the quantity.
pub fn split(phrase: &Phrase) -> Option<(Phrase, Phrase)> {
    let Node::Sequence(parts) = &phrase.root else { return None };
    let at = parts.iter().position(|(_, node)| has_quantity(node)).filter(|at| *at > 0)?;
    let (words, quantity) = parts.split_at(at);
    let of = |parts: &[(crate::language::phrase::Join, Node)]| Phrase { root: Node::Sequence(parts.to_vec()) };
    Some((of(words), of(quantity)))
}

/// Whether a phrase asks for a quantity.
pub(crate) fn has_quantity(node: &Node) -> bool {
    // Phrases are as deep as their brackets, which the parser bounds.
    match node {
        Node::Quantity(..) => true,
        Node::Sequence(parts) => parts.iter().any(|(_, node)| has_quantity(node)),
        Node::OneOf(parts) => parts.iter().any(has_quantity),
        Node::Optional(inner) => has_quantity(inner),
        Node::Near(a, _, b) => has_quantity(a) || has_quantity(b),
        Node::Word(..) | Node::List(_) => false,
    }
}
