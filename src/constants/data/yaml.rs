//! YAML: the core schema of version 1.2, anchors, aliases, merge keys.
//!
//! Read from parser events with an own stack. Words that versions of YAML read differently (`yes`, `1:30`) are texts; numbers
//! that they read differently (`010`) are refused.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::constants::expr::{Decl, Dialect, Expr, Id, Key, MAX_DEPTH, Program};
use crate::constants::lower::before;
use crate::constants::number;
use crate::constants::value::{UNKNOWN_REST, ValueKind};
use crate::finding::Span;

/// A list or map that is not closed yet.
struct Open {
    start: Span,
    first_node: Id,
    anchor: usize,
    items: Vec<Id>,
    is_map: bool,
    refused: Option<Id>,
}

struct Reader<'a> {
    source: &'a str,
    program: Program,
    open: Vec<Open>,
    documents: Vec<Id>,
    anchors: HashMap<usize, usize>,
}

pub(in super::super) fn read(source: &str) -> Program {
    let mut reader = Reader {
        source,
        program: Program::new(Dialect::Data),
        open: Vec::new(),
        documents: Vec::new(),
        anchors: HashMap::new(),
    };
    let options = granit_parser::options! { emit_unresolved_aliases: true, emit_comments: false };
    let mut parser = Parser::new_from_str_with_options(source, options);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::StreamEnd, _)) => break,
            Ok((event, place)) => {
                let range = place.byte_range().unwrap_or_default();
                if !reader.event(event, within(source, range.start, range.end)) {
                    break;
                }
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(source.len());
                let said = error.info();
                let message = if said.contains("recursion limit") {
                    too_deep()
                } else {
                    format!("the YAML here cannot be read: {said}")
                };
                reader.broken(within(source, at, at + 1), &message);
                break;
            }
        }
    }
    reader.done()
}

fn too_deep() -> String {
    format!("lists and maps nested more than {MAX_DEPTH} levels deep")
}

/// A span inside of the text, at the borders of characters.
fn within(source: &str, start: usize, end: usize) -> Span {
    let start = before(source, start);
    let mut end = end.min(source.len());
    while !source.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

impl Reader<'_> {
    /// Takes in an event; `false` where there is no sense in going on.
    fn event(&mut self, event: Event<'_>, place: Span) -> bool {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let first = self.program.nodes.len() as Id;
                let tag = tag.map(|t| (t.is_yaml_core_schema(), t.suffix().to_owned()));
                let id = self.scalar(&text, style, tag.as_ref(), place);
                self.close(id, anchor, first, place);
            }
            Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag)
                if self.open.len() < MAX_DEPTH =>
            {
                let own = tag.filter(|t| !t.is_yaml_core_schema());
                let refused = own.map(|t| {
                    self.program.refuse(
                        place,
                        format!("the tag `!{}` has no meaning here", t.suffix()),
                        "write the plain value",
                    )
                });
                let first_node = self.program.nodes.len() as Id;
                self.open.push(Open { start: place, first_node, anchor, items: Vec::new(), is_map: false, refused });
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                self.broken(place, &too_deep());
                return false;
            }
            Event::SequenceEnd => self.end(place, false),
            Event::MappingEnd => self.end(place, true),
            Event::Alias(anchor) => {
                let id = match self.anchors.get(&anchor) {
                    Some(decl) => self.program.add(place, Expr::Decl(*decl)),
                    None => self.program.refuse(place, "an alias stands inside of its own anchor", "write the value"),
                };
                let first = self.program.nodes.len() as Id;
                self.close(id, 0, first, place);
            }
            Event::UnresolvedAlias(name) => {
                let id = self.program.refuse(
                    place,
                    format!("no anchor `&{name}` stands above"),
                    "define it, or write the value",
                );
                let first = self.program.nodes.len() as Id;
                self.close(id, 0, first, place);
            }
            _ => {}
        }
        true
    }

    fn end(&mut self, place: Span, is_map: bool) {
        let Some(mut open) = self.open.pop() else { return };
        open.is_map = is_map;
        let last = open.items.last().map_or(open.start.end, |id| self.program.nodes[*id as usize].span.end);
        // The end of a block is found at the next token; it ends with its last value.
        let closed = self.source[..place.end].ends_with([']', '}']) && !place.is_empty();
        let end = if closed { place.end } else { last };
        let span = Span::new(open.start.start, end.max(open.start.end));
        let id = match (open.refused, is_map) {
            (Some(refused), _) => refused,
            (None, false) => {
                let members = open.items.iter().map(|id| (false, *id)).collect();
                self.program.add(span, Expr::List(members))
            }
            (None, true) => {
                let fields = open.items.chunks_exact(2).map(|pair| (self.key(pair[0]), pair[1])).collect();
                self.program.add(span, Expr::Map(fields))
            }
        };
        self.close(id, open.anchor, open.first_node, span);
    }

    fn key(&self, id: Id) -> Key {
        let node = &self.program.nodes[id as usize];
        let written = self.source.get(node.span.start..node.span.end).unwrap_or_default();
        match &node.expr {
            Expr::Scalar(ValueKind::Text(text)) if &**text == "<<" && written == "<<" => Key::Merge,
            Expr::Scalar(ValueKind::Text(text)) => Key::Text(text.clone(), node.span),
            // A key is found by what is written: `1.10`, `true`, `010`.
            Expr::Scalar(_) | Expr::Refused(_) => Key::Text(written.into(), node.span),
            _ => Key::Computed(id),
        }
    }

    /// Puts a finished value where it belongs.
    fn close(&mut self, id: Id, anchor: usize, first: Id, place: Span) {
        let mut id = id;
        if anchor != 0 {
            // What an alias repeats is evaluated once.
            let nodes = first..self.program.nodes.len() as Id;
            self.program.decls.push(Decl { name: "&".into(), name_span: place, body: id, nodes, hidden: true });
            let decl = self.program.decls.len() - 1;
            self.anchors.insert(anchor, decl);
            id = self.program.add(place, Expr::Decl(decl));
        }
        match self.open.last_mut() {
            Some(open) => open.items.push(id),
            None => self.documents.push(id),
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&(bool, String)>, place: Span) -> Id {
        let program = &mut self.program;
        match tag.map(|(core, name)| (*core, name.as_str())) {
            Some((true, "str")) => return program.text(place, text),
            Some((true, _)) => {}
            Some((false, name)) if !name.is_empty() => {
                return program.refuse(
                    place,
                    format!("the tag `!{name}` has no meaning here"),
                    "write the plain value",
                );
            }
            Some(_) => return program.text(place, text),
            None if style != ScalarStyle::Plain => return program.text(place, text),
            None => {}
        }
        let kind = match text {
            "" | "~" | "null" | "Null" | "NULL" => ValueKind::Null,
            "true" | "True" | "TRUE" => ValueKind::Bool(true),
            "false" | "False" | "FALSE" => ValueKind::Bool(false),
            _ if looks_like_a_number(text) => match number::read(text, Dialect::Data) {
                Ok(kind) => kind,
                Err(what) => {
                    return program.refuse(
                        place,
                        format!("{what}, cannot be read"),
                        "write it without ambiguity, or in quotes",
                    );
                }
            },
            _ => ValueKind::Text(text.into()),
        };
        program.scalar(place, kind)
    }

    /// Notes where reading stops, and closes what is open so that what was read stays.
    fn broken(&mut self, place: Span, message: &str) {
        self.program.broken = Some(place);
        while !self.open.is_empty() {
            let refused = self.program.refuse(place, message, "mend its syntax");
            if let Some(open) = self.open.last_mut() {
                // An even number of items in an open map are pairs; keys are texts.
                let is_map = self.source[open.start.start..].starts_with('{')
                    || !self.source[open.start.start..].starts_with(['[', '-']);
                if is_map {
                    if open.items.len() % 2 == 1 {
                        open.items.push(refused);
                    }
                    let key = self.program.text(place, UNKNOWN_REST);
                    if let Some(open) = self.open.last_mut() {
                        open.items.extend([key, refused]);
                    }
                } else {
                    open.items.push(refused);
                }
                self.end(Span::new(place.start, place.start), is_map);
            }
        }
        if self.documents.is_empty() {
            let refused = self.program.refuse(place, message, "mend its syntax");
            self.documents.push(refused);
        }
    }

    fn done(mut self) -> Program {
        let whole = Span::new(0, self.source.len());
        let body = match self.documents[..] {
            [one] => one,
            [] => self.program.scalar(whole, ValueKind::Null),
            // Several documents: `[0]` is the first.
            _ => {
                let members = self.documents.iter().map(|id| (false, *id)).collect();
                self.program.add(whole, Expr::List(members))
            }
        };
        super::declare_root(&mut self.program, body);
        // Anchors are declared before the whole; what is asked for is the whole.
        self.program
    }
}

/// Digits with what the core schema allows around them.
fn looks_like_a_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let special = matches!(digits, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN");
    let hex = digits.strip_prefix("0x").is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_hexdigit()));
    let octal = digits.strip_prefix("0o").is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()));
    let mut parts = digits.splitn(2, ['e', 'E']);
    let mantissa = parts.next().unwrap_or_default();
    let exponent = parts.next().map(|e| e.strip_prefix(['-', '+']).unwrap_or(e));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let plain = mantissa.bytes().any(|b| b.is_ascii_digit())
        && mantissa.splitn(2, '.').all(all_digits)
        && exponent.is_none_or(|e| !e.is_empty() && all_digits(e));
    special || hex || octal || plain
}
