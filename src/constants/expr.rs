//! What the languages have in common: declarations and the expressions that make their values, in one flat table.
//!
//! A language's file turns its syntax into these; [`super::eval`] turns these into values. It must not know any syntax.

use std::collections::HashMap;
use std::sync::Arc;

use super::value::{Refusal, ValueKind};
use crate::finding::Span;

/// How deep expressions may be nested in a source.
pub(super) const MAX_DEPTH: usize = 100;
/// How many parts a dotted name may have.
const MAX_PARTS: usize = 16;

/// An expression of a [`Program`].
pub(super) type Id = u32;

/// Whose arithmetic is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Rust,
    Python,
    /// TypeScript and JavaScript.
    Script,
    Go,
    /// JSON, YAML, TOML: there is none.
    Data,
}

impl Dialect {
    /// What stands between the parts of a name.
    pub(super) const fn separator(self) -> &'static str {
        if matches!(self, Self::Rust) { "::" } else { "." }
    }
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) expr: Expr,
    pub(super) span: Span,
    pub(super) type_name: Option<Arc<str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unary {
    Plus,
    Minus,
    Not,
    /// `~`, and `!` of a number in Rust, `^` in Go.
    Invert,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    /// `//` of Python.
    FloorDiv,
    Rem,
    Pow,
    Shl,
    Shr,
    And,
    Or,
    Xor,
    /// `&^` of Go.
    AndNot,
}

impl Binary {
    /// The operator of this sign; `None` for comparisons and logic.
    pub(super) fn of(sign: &str) -> Option<Self> {
        Some(match sign {
            "+" => Self::Add,
            "-" => Self::Sub,
            "*" => Self::Mul,
            "/" => Self::Div,
            "//" => Self::FloorDiv,
            "%" => Self::Rem,
            "**" => Self::Pow,
            "<<" => Self::Shl,
            ">>" => Self::Shr,
            "&" => Self::And,
            "|" => Self::Or,
            "^" => Self::Xor,
            "&^" => Self::AndNot,
            _ => return None,
        })
    }
}

/// What a conversion makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cast {
    /// A whole number of so many bits.
    Int { bits: u32, signed: bool },
    /// A number with a fraction.
    Float,
    /// A length of time, from nanoseconds.
    Nanos,
    /// A number, out of digits too: `Decimal("4.5")`.
    Number,
    /// A type that is not known here; the value stays as it is.
    Same,
}

#[derive(Debug)]
pub(super) enum Key {
    Text(Arc<str>, Span),
    Computed(Id),
    /// The entries of another map; later keys replace them.
    Spread,
    /// The entries of another map where the keys are not there already (YAML's `<<`).
    Merge,
}

/// A name in an expression.
#[derive(Debug)]
pub(super) struct Name {
    /// Its parts, joined by dots.
    pub(super) path: String,
    /// The declarations among which it is looked for: here, then in what surrounds it.
    pub(super) scope: Arc<str>,
    /// Only in `scope`, not around it.
    pub(super) exact: bool,
    /// Where nothing in the file has its first part: it is a variant of an enum that is declared elsewhere.
    pub(super) variant: bool,
}

#[derive(Debug)]
pub(super) enum Expr {
    Scalar(ValueKind),
    Name(Name),
    /// The value of a declaration.
    Decl(usize),
    Unary(Unary, Id),
    Binary(Binary, Id, Id),
    Cast(Id, Cast),
    /// Members; `true` for a list whose members stand here.
    List(Vec<(bool, Id)>),
    /// One member, so many times.
    Repeat(Id, Id),
    Map(Vec<(Key, Id)>),
    Struct(Vec<(Key, Id)>),
    /// A list of pairs that is a map.
    Pairs(Id),
    Variant(Arc<str>, Option<Id>),
    /// So many nanoseconds a unit.
    Duration(Id, i128),
    Join(Vec<Id>),
    Member(Id, String),
    Index(Id, Id),
    Refused(Refusal),
}

/// A name that stands for a value.
#[derive(Debug)]
pub(super) struct Decl {
    /// Its parts, joined by dots; empty for a whole data file.
    pub(super) name: Arc<str>,
    pub(super) name_span: Span,
    pub(super) body: Id,
    /// The expressions that its value may need lie here.
    pub(super) nodes: std::ops::Range<Id>,
    /// Part of a larger value (an anchor of YAML): nothing that can be selected.
    pub(super) hidden: bool,
}

/// All that was read from a file.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) dialect: Dialect,
    pub(super) nodes: Vec<Node>,
    pub(super) decls: Vec<Decl>,
    /// Names whose value is changed after their declaration, and where.
    pub(super) changed: HashMap<String, Span>,
    /// The first place that could not be read.
    pub(super) broken: Option<Span>,
}

impl Program {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, nodes: Vec::new(), decls: Vec::new(), changed: HashMap::new(), broken: None }
    }

    pub(super) fn add(&mut self, span: Span, expr: Expr) -> Id {
        self.nodes.push(Node { expr, span, type_name: None });
        (self.nodes.len() - 1) as Id
    }

    pub(super) fn scalar(&mut self, span: Span, kind: ValueKind) -> Id {
        self.add(span, Expr::Scalar(kind))
    }

    pub(super) fn text(&mut self, span: Span, text: &str) -> Id {
        self.scalar(span, ValueKind::Text(text.into()))
    }

    pub(super) fn refuse(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) -> Id {
        self.add(span, Expr::Refused(Refusal::new(message, help).at(span)))
    }

    /// A name of the file; `path` with dots.
    pub(super) fn name(&mut self, span: Span, path: &str, scope: &Arc<str>) -> Id {
        self.named(span, Name { path: path.to_owned(), scope: Arc::clone(scope), exact: false, variant: false })
    }

    pub(super) fn named(&mut self, span: Span, name: Name) -> Id {
        if name.path.split('.').count() > MAX_PARTS {
            return self.refuse(span, format!("a name of more than {MAX_PARTS} parts"), "write the value");
        }
        self.add(span, Expr::Name(name))
    }

    /// Gives an expression the name of a type, unless it has one.
    pub(super) fn set_type(&mut self, id: Id, name: &str) {
        let node = &mut self.nodes[id as usize];
        if node.type_name.is_none() && !name.is_empty() {
            node.type_name = Some(name.into());
        }
    }

    /// Remembers that a name does not keep its value.
    pub(super) fn change(&mut self, name: &str, at: Span) {
        self.changed.entry(name.to_owned()).or_insert(at);
    }
}

/// `scope.name`, or one of them where the other is empty.
pub(super) fn within(scope: &str, name: &str) -> String {
    if scope.is_empty() || name.is_empty() { format!("{scope}{name}") } else { format!("{scope}.{name}") }
}
