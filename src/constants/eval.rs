//! From expressions to values: names in any order, each computed once, cycles told, sizes bounded.
//!
//! It must not know any syntax. Work and memory are linear in the file: what names stand for is shared, never copied, and
//! what must be copied (a spread, a joined text) is drawn from one purse.

use std::collections::HashMap;
use std::sync::Arc;

use super::arithmetic;
use super::collect::Entries;
use super::expr::{Binary, Decl, Dialect, Expr, Id, Key, Name, Node, Program};
use super::value::{Entry, Refusal, Value, ValueKind, Variant};
use crate::finding::Span;
use crate::nearest::suggest;

/// How deep a value may be nested once names are replaced by what they stand for.
const MAX_VALUE_DEPTH: u32 = 200;
/// Most members that `[x; n]` may write out.
const MOST_REPEATS: i128 = 65_536;
const WRITE_VALUE: &str = "write the value itself, or a name of this file that stands for one";

/// The values of all declarations of a program, in its order. `len` is the length of the file in bytes.
pub(super) fn evaluate(program: &Program, len: usize) -> Vec<Value> {
    let mut names: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, decl) in program.decls.iter().enumerate().filter(|(_, d)| !d.hidden) {
        names.entry(&decl.name).or_default().push(i);
    }
    let largest = len as u64 + 1_000_000;
    let mut eval = Eval { program, names, values: vec![None; program.decls.len()], largest, purse: 16 * largest };
    eval.run();
    let lost = || Value::refused(Refusal::new("a value that was not computed", ""), Span::default());
    eval.values.into_iter().map(|v| v.unwrap_or_else(lost)).collect()
}

struct Eval<'a> {
    program: &'a Program,
    names: HashMap<&'a str, Vec<usize>>,
    values: Vec<Option<Value>>,
    /// Most values that one value may hold.
    largest: u64,
    /// Copies and comparisons that may still be made.
    purse: u64,
}

/// What a name leads to: a declaration and the fields to go down from there.
enum Resolved<'n> {
    Decl(usize, &'n str),
    Twice(Vec<usize>),
    Elsewhere,
}

impl Eval<'_> {
    // Depth first over what declarations name, with an own stack; all that can be known of a name is known before it is used.
    fn run(&mut self) {
        let decls = &self.program.decls;
        let mut seen = vec![false; decls.len()];
        for first in 0..decls.len() {
            let mut stack: Vec<(usize, Id)> = Vec::new();
            if !seen[first] {
                seen[first] = true;
                stack.push((first, decls[first].nodes.start));
            }
            while let Some((decl, next)) = stack.last_mut() {
                let here = *decl;
                if *next < decls[here].nodes.end {
                    let node = &self.program.nodes[*next as usize];
                    *next += 1;
                    if let Some(needed) = self.needs(node).filter(|n| !seen[*n]) {
                        seen[needed] = true;
                        stack.push((needed, decls[needed].nodes.start));
                    }
                } else {
                    stack.pop();
                    self.values[here] = Some(self.declared(&decls[here]));
                }
            }
        }
    }

    fn needs(&self, node: &Node) -> Option<usize> {
        match &node.expr {
            Expr::Decl(decl) => Some(*decl),
            Expr::Name(name) => match self.resolve(name) {
                Resolved::Decl(decl, _) => Some(decl),
                _ => None,
            },
            _ => None,
        }
    }

    fn declared(&mut self, decl: &Decl) -> Value {
        if let Some(at) = self.program.changed.get(&*decl.name) {
            let message = format!("`{}` is changed after its declaration", self.shown(&decl.name));
            let refusal = Refusal::new(message, "declare the whole value in one place").at(*at);
            return Value::refused(refusal, decl.name_span);
        }
        self.value(decl.body)
    }

    fn shown(&self, name: &str) -> String {
        name.replace('.', self.program.dialect.separator())
    }

    fn resolve<'n>(&self, name: &'n Name) -> Resolved<'n> {
        let mut scope: &str = &name.scope;
        loop {
            let mut end = name.path.len();
            loop {
                let part = &name.path[..end];
                let found = if scope.is_empty() {
                    self.names.get(part)
                } else {
                    self.names.get(format!("{scope}.{part}").as_str())
                };
                match found.map(Vec::as_slice) {
                    Some([one]) => return Resolved::Decl(*one, name.path[end..].trim_start_matches('.')),
                    Some(more) => return Resolved::Twice(more.to_vec()),
                    None => {}
                }
                match part.rfind('.') {
                    Some(dot) => end = dot,
                    None => break,
                }
            }
            if scope.is_empty() || name.exact {
                return Resolved::Elsewhere;
            }
            scope = scope.rfind('.').map_or("", |dot| &scope[..dot]);
        }
    }

    /// The value of an expression. Expressions are nested no deeper than [`super::expr::MAX_DEPTH`].
    fn value(&mut self, id: Id) -> Value {
        let program = self.program;
        let node = &program.nodes[id as usize];
        let value = match self.kind(node) {
            Ok(Computed::Kind(kind)) => Value::new(kind, node.span),
            Ok(Computed::Value(value)) => value,
            Err(refusal) => return Value::refused(refusal, node.span),
        };
        let (weight, depth) = value.size();
        if weight > self.largest {
            return Value::refused(too_much(), node.span);
        }
        if depth > MAX_VALUE_DEPTH {
            let message = format!("a value nested more than {MAX_VALUE_DEPTH} levels deep");
            return Value::refused(Refusal::new(message, WRITE_VALUE), node.span);
        }
        // What a name stands for has told its own type.
        match node.expr {
            Expr::Name(_) | Expr::Decl(_) if value.type_name.is_some() => value,
            _ => value.typed(node.type_name.clone()),
        }
    }

    /// A value that is one, or why it is none.
    fn literal(&mut self, id: Id) -> Result<Value, Refusal> {
        let value = self.value(id);
        match &value.kind {
            ValueKind::NotLiteral(why) => Err(Refusal::clone(why)),
            _ => Ok(value),
        }
    }

    fn kind(&mut self, node: &Node) -> Result<Computed, Refusal> {
        let dialect = self.program.dialect;
        let refused = |what: String| Refusal::new(format!("{what} cannot be computed"), WRITE_VALUE).at(node.span);
        Ok(Computed::Kind(match &node.expr {
            Expr::Scalar(kind) => kind.clone(),
            Expr::Refused(refusal) => return Err(refusal.clone()),
            Expr::Decl(decl) => return Ok(Computed::Value(self.declaration(*decl, node.span)?)),
            Expr::Name(name) => return self.name(name, node.span),
            Expr::Unary(op, a) => {
                let a = self.literal(*a)?;
                arithmetic::unary(*op, &a.bare().kind, dialect).map_err(refused)?
            }
            Expr::Binary(op, a, b) => {
                let (a, b) = (self.literal(*a)?, self.literal(*b)?);
                match self.joined(*op, &a, &b)? {
                    Some(kind) => kind,
                    None => arithmetic::binary(*op, &a.bare().kind, &b.bare().kind, dialect).map_err(refused)?,
                }
            }
            Expr::Cast(a, to) => {
                let value = self.literal(*a)?;
                if *to == super::expr::Cast::Same {
                    return Ok(Computed::Value(value));
                }
                let kind = arithmetic::cast(&value.bare().kind, *to, dialect).map_err(refused)?;
                // The digits are where they are; only their type is another.
                return Ok(Computed::Value(Value::new(kind, value.span)));
            }
            Expr::Duration(a, unit) => {
                let a = self.literal(*a)?;
                arithmetic::duration(&a.bare().kind, *unit).map_err(refused)?
            }
            Expr::List(members) => self.list(members)?,
            Expr::Repeat(a, times) => {
                let (a, times) = (self.value(*a), self.literal(*times)?);
                let ValueKind::Int(n @ 0..=MOST_REPEATS) = times.bare().kind else {
                    return Err(Refusal::new(
                        format!("a list of more than {MOST_REPEATS} repeated values"),
                        WRITE_VALUE,
                    ));
                };
                self.pay(n as u64)?;
                ValueKind::List(vec![a; n as usize].into())
            }
            Expr::Map(fields) => ValueKind::Map(self.fields(fields)?.into()),
            Expr::Struct(fields) => ValueKind::Struct(self.fields(fields)?.into()),
            Expr::Pairs(list) => ValueKind::Map(self.pairs(*list)?.into()),
            Expr::Variant(name, payload) => {
                let payload = payload.map(|id| Arc::new(self.value(id)));
                ValueKind::Variant(Variant { name: Arc::clone(name), payload })
            }
            Expr::Join(parts) => {
                let mut text = String::new();
                for part in parts {
                    let value = self.literal(*part)?;
                    let part =
                        value.bare().plain().ok_or_else(|| refused(format!("a text with {} in it", value.what())))?;
                    self.pay(part.len() as u64)?;
                    text.push_str(&part);
                }
                ValueKind::Text(text.into())
            }
            Expr::Member(a, name) => {
                let a = self.literal(*a)?;
                return Ok(Computed::Value(self.member(&a, name, node.span)?));
            }
            Expr::Index(a, index) => {
                let (a, index) = (self.literal(*a)?, self.literal(*index)?);
                let name =
                    index.bare().plain().ok_or_else(|| refused("an index that is no number and no text".to_owned()))?;
                return Ok(Computed::Value(self.member(&a, &name, node.span)?));
            }
        }))
    }

    fn declaration(&self, decl: usize, span: Span) -> Result<Value, Refusal> {
        self.values[decl].clone().ok_or_else(|| {
            let name = self.shown(&self.program.decls[decl].name);
            Refusal::new(format!("`{name}` depends on itself"), "break the circle with a literal value").at(span)
        })
    }

    fn name(&mut self, name: &Name, span: Span) -> Result<Computed, Refusal> {
        match self.resolve(name) {
            Resolved::Decl(decl, rest) => {
                let mut value = self.declaration(decl, span)?;
                for part in rest.split('.').filter(|p| !p.is_empty()) {
                    value = self.member(&value, part, span)?;
                }
                if let ValueKind::NotLiteral(why) = &value.kind {
                    return Err(Refusal::clone(why));
                }
                Ok(Computed::Value(value))
            }
            Resolved::Twice(decls) => {
                let shown = self.shown(&self.program.decls[decls[0]].name);
                let message = format!("`{shown}` is declared {} times", decls.len());
                Err(Refusal::new(message, "give each its own name").at(span))
            }
            Resolved::Elsewhere if name.variant => {
                let (owner, variant) = name.path.rsplit_once('.').unwrap_or(("", &name.path));
                let variant = Variant { name: variant.into(), payload: None };
                let owner = owner.rsplit('.').next().unwrap_or(owner);
                let value = Value::new(ValueKind::Variant(variant), span).typed(Some(owner.into()));
                Ok(Computed::Value(value))
            }
            Resolved::Elsewhere => {
                let near = crate::nearest::nearest(
                    &name.path,
                    self.names.keys().copied().take(1000).filter(|n| !n.is_empty()),
                );
                let help =
                    near.map_or_else(|| WRITE_VALUE.to_owned(), |n| format!("did you mean `{}`?", self.shown(n)));
                let message = format!("`{}` is no constant of this file", self.shown(&name.path));
                Err(Refusal::new(message, help).at(span))
            }
        }
    }

    fn member(&mut self, of: &Value, name: &str, span: Span) -> Result<Value, Refusal> {
        let entries = match &of.kind {
            ValueKind::NotLiteral(why) => return Err(Refusal::clone(why)),
            ValueKind::Map(entries) | ValueKind::Struct(entries) => entries,
            ValueKind::List(items) => {
                let index: Option<usize> = name.parse().ok();
                return index.and_then(|i| items.get(i)).cloned().ok_or_else(|| {
                    Refusal::new(format!("a list of {} has no member `{name}`", items.len()), "").at(span)
                });
            }
            // Python's `.value` and `.name` of an enum.
            ValueKind::Variant(Variant { payload: Some(payload), .. }) if name == "value" => {
                return Ok(Value::clone(payload));
            }
            ValueKind::Variant(v) if name == "name" => {
                return Ok(Value::new(ValueKind::Text(Arc::clone(&v.name)), of.span));
            }
            ValueKind::Variant(Variant { payload: Some(payload), .. }) => {
                return self.member(&payload.clone(), name, span);
            }
            _ => {
                return Err(
                    Refusal::new(format!("`.{name}` of {} cannot be computed", of.what()), WRITE_VALUE).at(span)
                );
            }
        };
        self.pay(entries.len() as u64)?;
        let mut found = entries.iter().filter(|e| &*e.key == name);
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one.value.clone()),
            (Some(_), Some(_)) => Err(Refusal::new(format!("`{name}` stands there twice"), "leave one").at(span)),
            (None, _) => {
                let help = suggest(name, entries.iter().map(|e| &*e.key));
                Err(Refusal::new(format!("there is no `{name}`"), help).at(span))
            }
        }
    }

    fn list(&mut self, members: &[(bool, Id)]) -> Result<ValueKind, Refusal> {
        let mut out = Vec::with_capacity(members.len());
        for (spread, id) in members {
            if !spread {
                out.push(self.value(*id));
                continue;
            }
            let inner = self.literal(*id)?;
            let ValueKind::List(items) = &inner.kind else {
                return Err(Refusal::new(format!("{} is spread into a list", inner.what()), WRITE_VALUE).at(inner.span));
            };
            self.pay(items.len() as u64)?;
            out.extend(items.iter().cloned());
        }
        Ok(ValueKind::List(out.into()))
    }

    /// Lists and maps that Python adds up.
    fn joined(&mut self, op: Binary, a: &Value, b: &Value) -> Result<Option<ValueKind>, Refusal> {
        let plain = |text: &Value| if let ValueKind::Text(t) = &text.kind { t.len() as u64 } else { 0 };
        match (op, &a.kind, &b.kind) {
            (Binary::Add, ValueKind::Text(_), _) => self.pay(plain(a) + plain(b)).map(|()| None),
            (Binary::Add, ValueKind::List(x), ValueKind::List(y)) if self.program.dialect == Dialect::Python => {
                self.pay((x.len() + y.len()) as u64)?;
                Ok(Some(ValueKind::List(x.iter().chain(y.iter()).cloned().collect())))
            }
            (Binary::Or, ValueKind::Map(x), ValueKind::Map(y)) if self.program.dialect == Dialect::Python => {
                self.pay((x.len() + y.len()) as u64)?;
                let mut entries = Entries::default();
                entries.spread(x);
                entries.spread(y);
                Ok(Some(ValueKind::Map(entries.done().into())))
            }
            _ => Ok(None),
        }
    }

    fn fields(&mut self, fields: &[(Key, Id)]) -> Result<Vec<Entry>, Refusal> {
        let mut entries = Entries::default();
        for (key, id) in fields {
            match key {
                Key::Text(key, key_span) => {
                    entries.own(Entry { key: Arc::clone(key), key_span: *key_span, value: self.value(*id) });
                }
                Key::Computed(key) => {
                    let (key, value) = (self.value(*key), self.value(*id));
                    entries.keyed(&key, value);
                }
                Key::Spread | Key::Merge => {
                    let inner = self.value(*id);
                    self.pay(inner.size().0.min(match &inner.kind {
                        ValueKind::Map(e) | ValueKind::Struct(e) => e.len() as u64,
                        ValueKind::List(l) => l.len() as u64,
                        _ => 1,
                    }))?;
                    entries.take_in(&inner, matches!(key, Key::Merge), &mut |n| self.pay(n))?;
                }
            }
        }
        Ok(entries.done())
    }

    fn pairs(&mut self, list: Id) -> Result<Vec<Entry>, Refusal> {
        let list = self.literal(list)?;
        let ValueKind::List(items) = &list.kind else {
            return Err(
                Refusal::new(format!("{} where a list of pairs is due", list.what()), WRITE_VALUE).at(list.span)
            );
        };
        let mut entries = Entries::default();
        for item in items.iter() {
            match &item.kind {
                ValueKind::List(pair) if pair.len() == 2 => entries.keyed(&pair[0], pair[1].clone()),
                ValueKind::NotLiteral(why) => return Err(Refusal::clone(why)),
                _ => {
                    let message = format!("{} where a pair of key and value is due", item.what());
                    return Err(Refusal::new(message, "").at(item.span));
                }
            }
        }
        Ok(entries.done())
    }

    fn pay(&mut self, cost: u64) -> Result<(), Refusal> {
        self.purse = self.purse.checked_sub(cost).ok_or_else(too_much)?;
        Ok(())
    }
}

enum Computed {
    Kind(ValueKind),
    /// A value with a place of its own.
    Value(Value),
}

fn too_much() -> Refusal {
    Refusal::new("a value that grows far beyond its file", "write smaller constants, without so many copies of others")
}
