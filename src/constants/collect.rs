//! How the entries of a map come together: keys in order, spreads that are overridden, merges that override nothing.
//!
//! It must not know where the entries come from.

use std::collections::HashMap;
use std::sync::Arc;

use super::value::{Entry, Refusal, UNKNOWN_REST, Value, ValueKind};

/// The entries of a map that is being read.
#[derive(Debug, Default)]
pub(super) struct Entries {
    list: Vec<Entry>,
    /// Where keys stand; kept only once something was spread.
    places: Option<HashMap<Arc<str>, (usize, bool)>>,
    merged: Vec<Arc<[Entry]>>,
}

impl Entries {
    /// An entry that stands in the map itself: it replaces a spread one. Two of them both stay, for whoever looks to see.
    pub(super) fn own(&mut self, entry: Entry) {
        self.put(entry, true);
    }

    fn put(&mut self, entry: Entry, own: bool) {
        let Some(places) = &mut self.places else {
            self.list.push(entry);
            return;
        };
        match places.get_mut(&entry.key) {
            Some((at, was_own)) if &*entry.key != UNKNOWN_REST && !(own && *was_own) => {
                *was_own = own;
                self.list[*at] = entry;
            }
            _ => {
                places.insert(Arc::clone(&entry.key), (self.list.len(), own));
                self.list.push(entry);
            }
        }
    }

    /// An entry whose key is a value.
    pub(super) fn keyed(&mut self, key: &Value, value: Value) {
        let (name, value) = match (key.plain(), &key.kind) {
            (Some(name), _) => (name, value),
            (None, ValueKind::NotLiteral(why)) => {
                (UNKNOWN_REST.to_owned(), Value::refused(Refusal::clone(why), key.span))
            }
            (None, ValueKind::List(parts)) if parts.iter().all(|p| p.plain().is_some()) => {
                let parts: Vec<String> = parts.iter().filter_map(Value::plain).collect();
                (parts.join(", "), value)
            }
            (None, _) => {
                let refusal = Refusal::new(format!("a key that is {}", key.what()), "write a text or a number");
                (UNKNOWN_REST.to_owned(), Value::refused(refusal, key.span))
            }
        };
        self.own(Entry { key: name.into(), key_span: key.span, value });
    }

    /// The entries of another map.
    pub(super) fn spread(&mut self, entries: &[Entry]) {
        if self.places.is_none() {
            let known = self.list.iter().enumerate().map(|(i, e)| (Arc::clone(&e.key), (i, true)));
            self.places = Some(known.collect());
        }
        for entry in entries {
            self.put(entry.clone(), false);
        }
    }

    /// What is spread or merged; what cannot be stands as the unknown rest. `pay` is asked before more is copied.
    pub(super) fn take_in(
        &mut self,
        inner: &Value,
        merge: bool,
        pay: &mut dyn FnMut(u64) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let refusal = match &inner.kind {
            ValueKind::Map(entries) | ValueKind::Struct(entries) if merge => {
                self.merged.push(Arc::clone(entries));
                return Ok(());
            }
            ValueKind::Map(entries) | ValueKind::Struct(entries) => {
                self.spread(entries);
                return Ok(());
            }
            ValueKind::List(maps) if merge => {
                for map in maps.iter() {
                    if let ValueKind::Map(entries) = &map.kind {
                        pay(entries.len() as u64)?;
                        self.merged.push(Arc::clone(entries));
                    }
                }
                return Ok(());
            }
            ValueKind::NotLiteral(why) => Refusal::clone(why),
            _ => Refusal::new(format!("{} is spread into a map", inner.what()), "write the entries"),
        };
        let value = Value::refused(refusal, inner.span);
        self.put(Entry { key: UNKNOWN_REST.into(), key_span: inner.span, value }, true);
        Ok(())
    }

    pub(super) fn done(mut self) -> Vec<Entry> {
        if self.merged.is_empty() {
            return self.list;
        }
        // What stands in the map wins over what is merged, and the first merged map over the later ones.
        let mut there: std::collections::HashSet<Arc<str>> = self.list.iter().map(|e| Arc::clone(&e.key)).collect();
        for entries in self.merged {
            let new = entries.iter().filter(|e| there.insert(Arc::clone(&e.key))).cloned();
            self.list.extend(new);
        }
        self.list
    }
}
