//! TOML: tables, arrays of tables, dotted keys, inline tables. Dates and times are texts.

use std::collections::HashMap;

use tree_sitter::Node;

use crate::constants::escape::{Escapes, unescape};
use crate::constants::expr::{Dialect, Expr, Id, Key, MAX_DEPTH, Program};
use crate::constants::lower::Lower;
use crate::constants::tree::{broken, children, parse, span};
use crate::constants::value::Refusal;
use crate::finding::Span;

/// A table that is being read.
#[derive(Default)]
struct Table {
    entries: Vec<(String, Span, Item)>,
    /// Where each key stands first.
    places: HashMap<String, usize>,
    span: Span,
}

enum Item {
    Value(Id),
    Table(Table),
    Array(Vec<Table>),
}

pub(in super::super) fn read(source: &str) -> Result<Program, Refusal> {
    let trees = parse(&tree_sitter_toml_ng::LANGUAGE.into(), source, &|_| false)?;
    let mut lower = Lower::new(source, Dialect::Data);
    lower.program.broken = trees.broken;
    let mut root = Table { span: Span::new(0, source.len()), ..Table::default() };
    for node in children(trees.whole.root_node()) {
        match node.kind() {
            "pair" => pair(&mut lower, node, &mut root),
            "table" | "table_array_element" => {
                let parts = children(node);
                let Some(path) = parts.first().and_then(|key| path(&lower, *key)) else { continue };
                if let Some(table) = root.down(&path, span(node), node.kind() == "table_array_element") {
                    table.span = span(node);
                    for inner in parts.into_iter().skip(1).filter(|p| p.kind() == "pair") {
                        pair(&mut lower, inner, table);
                    }
                }
            }
            _ => {}
        }
    }
    let body = build(&mut lower, root);
    super::declare_root(&mut lower.program, body);
    Ok(lower.program)
}

impl Table {
    fn put(&mut self, key: &str, place: Span, item: Item) {
        self.places.entry(key.to_owned()).or_insert(self.entries.len());
        self.entries.push((key.to_owned(), place, item));
    }

    /// The table under a path, made where it is not there; of an array of tables the last, or a `new` one at the end.
    fn down(&mut self, path: &[(String, Span)], whole: Span, new: bool) -> Option<&mut Self> {
        let mut table = self;
        for (i, (key, place)) in path.iter().enumerate() {
            let append = new && i + 1 == path.len();
            let at = if let Some(at) = table.places.get(key) {
                *at
            } else {
                let made = Self { span: whole, ..Self::default() };
                let item = if append { Item::Array(Vec::new()) } else { Item::Table(made) };
                table.put(key, *place, item);
                table.entries.len() - 1
            };
            table = match &mut table.entries[at].2 {
                Item::Table(inner) if !append => inner,
                Item::Array(tables) => {
                    if append {
                        tables.push(Self::default());
                    }
                    tables.last_mut()?
                }
                // A key that is a value and a table, too: no TOML. The value stays.
                _ => return None,
            };
        }
        Some(table)
    }
}

fn pair(lower: &mut Lower<'_>, node: Node<'_>, table: &mut Table) {
    let parts = children(node);
    let [key, value] = parts[..] else { return };
    let Some(path) = path(lower, key) else { return };
    let Some(((last, place), above)) = path.split_last() else { return };
    let id = expression(lower, value);
    if let Some(table) = table.down(above, span(node), false) {
        table.put(last, *place, Item::Value(id));
    }
}

/// The parts of a key; `None` where they are broken or too many.
fn path(lower: &Lower<'_>, key: Node<'_>) -> Option<Vec<(String, Span)>> {
    let mut parts = Vec::new();
    // A dotted key holds the one before its last dot.
    let mut key = key;
    loop {
        if parts.len() > MAX_DEPTH / 2 {
            return None;
        }
        let text = lower.text(key);
        match key.kind() {
            "bare_key" => parts.push((text.to_owned(), span(key))),
            "quoted_key" => {
                let raw = text.get(1..text.len().saturating_sub(1))?;
                let meant = if text.starts_with('"') { unescape(raw, Escapes::Toml).ok()? } else { raw.to_owned() };
                parts.push((meant, span(key)));
            }
            "dotted_key" => {
                let inner = children(key);
                let (first, rest) = inner.split_first()?;
                for part in rest.iter().rev() {
                    let mut piece = path_of_one(lower, *part)?;
                    parts.append(&mut piece);
                }
                key = *first;
                continue;
            }
            _ => return None,
        }
        parts.reverse();
        return Some(parts);
    }
}

fn path_of_one(lower: &Lower<'_>, key: Node<'_>) -> Option<Vec<(String, Span)>> {
    if key.kind() == "dotted_key" { None } else { path(lower, key) }
}

fn expression(lower: &mut Lower<'_>, node: Node<'_>) -> Id {
    if let Err(refused) = lower.enter(node) {
        return refused;
    }
    let id = inner(lower, node);
    lower.leave();
    id
}

fn inner(lower: &mut Lower<'_>, node: Node<'_>) -> Id {
    let (place, text) = (span(node), lower.text(node));
    match node.kind() {
        "integer" | "float" => lower.number(node),
        "boolean" => lower.bool(node, text == "true"),
        "string" => string(lower, node),
        "array" => {
            let members = children(node).into_iter().map(|c| (false, expression(lower, c))).collect();
            lower.list(node, members)
        }
        "inline_table" => {
            let mut table = Table { span: place, ..Table::default() };
            for part in children(node).into_iter().filter(|p| p.kind() == "pair" && broken(*p).is_none()) {
                pair(lower, part, &mut table);
            }
            build(lower, table)
        }
        kind if kind.contains("date") || kind.contains("time") => lower.program.text(place, text),
        _ => lower.other(node),
    }
}

fn string(lower: &mut Lower<'_>, node: Node<'_>) -> Id {
    let text = lower.text(node);
    let quotes = if text.starts_with("\"\"\"") || text.starts_with("'''") { 3 } else { 1 };
    let raw = text.get(quotes..text.len().saturating_sub(quotes)).unwrap_or_default();
    // A line end right behind the quotes does not count.
    let raw =
        if quotes == 3 { raw.strip_prefix("\r\n").or_else(|| raw.strip_prefix('\n')).unwrap_or(raw) } else { raw };
    lower.string(span(node), raw, text.starts_with('"').then_some(Escapes::Toml))
}

/// Tables lie in each other no deeper than their keys have parts, and that is bounded.
fn build(lower: &mut Lower<'_>, table: Table) -> Id {
    let mut fields = Vec::with_capacity(table.entries.len());
    for (key, place, item) in table.entries {
        let id = match item {
            Item::Value(id) => id,
            Item::Table(inner) => build(lower, inner),
            Item::Array(tables) => {
                let members: Vec<(bool, Id)> = tables.into_iter().map(|t| (false, build(lower, t))).collect();
                let spans = members.iter().map(|(_, id)| lower.program.nodes[*id as usize].span);
                let whole = spans.reduce(|a, b| Span::new(a.start.min(b.start), a.end.max(b.end))).unwrap_or(place);
                lower.program.add(whole, Expr::List(members))
            }
        };
        fields.push((Key::Text(key.into(), place), id));
    }
    lower.program.add(table.span, Expr::Map(fields))
}
