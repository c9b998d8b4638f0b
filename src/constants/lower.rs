//! What the languages share on the way from a syntax tree to a [`Program`]: depth, excerpts, refusals, literals.
//!
//! It must not know the nodes of any one language.

use tree_sitter::Node;

use super::escape::{Escapes, unescape};
use super::expr::{Decl, Dialect, Expr, Id, Key, MAX_DEPTH, Program};
use super::number;
use super::tree::{broken, span, text};
use super::value::{Refusal, ValueKind};
use crate::finding::Span;

/// What to write where something is no literal.
pub(super) const HELP: &str = "write a literal, arithmetic on literals, or the name of another constant of this file";
/// Most characters of an excerpt in a message.
const EXCERPT: usize = 40;
/// Deepest nesting of modules, classes and namespaces that is looked into.
pub(super) const MAX_SCOPES: usize = 16;

/// A file on its way to a program.
pub(super) struct Lower<'a> {
    pub(super) source: &'a str,
    pub(super) program: Program,
    depth: usize,
}

impl<'a> Lower<'a> {
    pub(super) fn new(source: &'a str, dialect: Dialect) -> Self {
        Self { source, program: Program::new(dialect), depth: 0 }
    }

    pub(super) fn text(&self, node: Node<'_>) -> &'a str {
        text(node, self.source)
    }

    /// Goes one level down, into `node`. Where the levels are too many or the syntax is broken, gives the refusal instead;
    /// else [`Self::leave`] follows.
    pub(super) fn enter(&mut self, node: Node<'_>) -> Result<(), Id> {
        if let Some(place) = broken(node) {
            let refusal = Refusal::new("the code here cannot be read", "mend its syntax").at(place);
            return Err(self.program.add(span(node), Expr::Refused(refusal)));
        }
        self.deeper(node)
    }

    /// As [`Self::enter`], whatever the syntax.
    pub(super) fn deeper(&mut self, node: Node<'_>) -> Result<(), Id> {
        if self.depth >= MAX_DEPTH {
            let message = format!("an expression nested more than {MAX_DEPTH} levels deep");
            return Err(self.program.refuse(span(node), message, "break it into several constants"));
        }
        self.depth += 1;
        Ok(())
    }

    /// Comes back from [`Self::enter`].
    pub(super) const fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Declares a name whose body `lower` adds; gives the number of the declaration.
    pub(super) fn declare(&mut self, name: &str, name_span: Span, lower: impl FnOnce(&mut Self) -> Id) -> usize {
        let start = self.program.nodes.len() as Id;
        let body = lower(self);
        self.declared(name, name_span, body, start)
    }

    /// Declares a name whose body has been added, with all it needs, from the expression `start` on.
    pub(super) fn declared(&mut self, name: &str, name_span: Span, body: Id, start: Id) -> usize {
        let nodes = start..self.program.nodes.len() as Id;
        self.program.decls.push(Decl { name: name.into(), name_span, body, nodes, hidden: false });
        self.program.decls.len() - 1
    }

    /// Declares a name as a map of others that are declared: an enum.
    pub(super) fn declare_map(&mut self, name: &str, name_span: Span, whole: Span, members: &[(usize, Span, &str)]) {
        self.declare(name, name_span, |lower| {
            let fields = members.iter().map(|(decl, place, member)| {
                let value = lower.program.add(*place, Expr::Decl(*decl));
                (Key::Text((*member).into(), *place), value)
            });
            let fields = fields.collect();
            let id = lower.program.add(whole, Expr::Map(fields));
            lower.program.set_type(id, name.rsplit('.').next().unwrap_or(name));
            id
        });
    }

    /// A refusal: the source's words, and what they are.
    pub(super) fn not_literal(&mut self, node: Node<'_>, what: &str) -> Id {
        let message = format!("`{}` is {what}, not a literal value", excerpt(self.text(node)));
        self.program.refuse(span(node), message, HELP)
    }

    /// What no rule of a language's own covers, by the name of its node.
    pub(super) fn other(&mut self, node: Node<'_>) -> Id {
        let what = match node.kind() {
            "call_expression" | "call" => "a function call",
            "macro_invocation" => "a macro call",
            "closure_expression"
            | "lambda"
            | "arrow_function"
            | "function_expression"
            | "func_literal"
            | "function" => "a function",
            "if_expression" | "match_expression" | "conditional_expression" | "ternary_expression" => "a condition",
            "list_comprehension" | "dictionary_comprehension" | "set_comprehension" | "generator_expression" => {
                "a comprehension"
            }
            "comparison_operator" | "boolean_operator" => "a comparison",
            "await_expression" | "await" => "an awaited value",
            "regex" => "a pattern",
            "new_expression" => "a new object",
            "undefined_value" => "nothing",
            _ => "an expression",
        };
        self.not_literal(node, what)
    }

    /// A number literal.
    pub(super) fn number(&mut self, node: Node<'_>) -> Id {
        let place = span(node);
        match number::read(self.text(node), self.program.dialect) {
            Ok(kind) => self.program.scalar(place, kind),
            Err(what) => self.program.refuse(place, format!("{what}, cannot be read"), HELP),
        }
    }

    /// A text literal at `place`, `raw` between its quotes.
    pub(super) fn string(&mut self, place: Span, raw: &str, escapes: Option<Escapes>) -> Id {
        let meant = escapes.map_or_else(|| Ok(raw.replace("\r\n", "\n")), |e| unescape(raw, e));
        match meant {
            Ok(text) => self.program.text(place, &text),
            Err(what) => self.program.refuse(place, format!("{what} cannot be read"), "write the character itself"),
        }
    }

    pub(super) fn null(&mut self, node: Node<'_>) -> Id {
        self.program.scalar(span(node), ValueKind::Null)
    }

    pub(super) fn bool(&mut self, node: Node<'_>, value: bool) -> Id {
        self.program.scalar(span(node), ValueKind::Bool(value))
    }

    /// A list; `spread` tells the members that are lists of members.
    pub(super) fn list(&mut self, node: Node<'_>, members: Vec<(bool, Id)>) -> Id {
        self.program.add(span(node), Expr::List(members))
    }
}

/// The words on one line, cut where they are many.
pub(super) fn excerpt(text: &str) -> String {
    let mut words = String::new();
    for word in text.get(..before(text, 4 * EXCERPT)).unwrap_or(text).split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    match words.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None if text.len() > 4 * EXCERPT => words + "…",
        None => words,
    }
}

/// The last border of a character at or before byte `at`.
pub(super) fn before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
