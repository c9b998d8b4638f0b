//! `list`: the items of a list, or the lines of a fenced block, agree with constants in code.
//!
//! It must not know how constants are written nor how a list is marked up.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::document::Document;
use crate::finding::{Related, Severity, Span};
use crate::policy::bound::List;
use crate::policy::model::{Lang, Policy, RuleBody, Text};
use crate::policy::nearest::nearest;
use crate::rule::bound::cell::Cell;
use crate::rule::bound::compare::{Fault, fault, shown};
use crate::rule::bound::sheet::items;
use crate::rule::bound::spoken::both;
use crate::rule::bound::spot;
use crate::rule::bound::truth::{Truth, Unfound, Worth, select_items, short, truth};
use crate::rule::bound::{self, Binding, Bound, Wrong, squeeze};
use crate::rule::{Context, Page, Rule, Sink, Tree};

/// All `list` rules of a policy.
#[derive(Debug)]
pub struct Lists {
    rules: Vec<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    bound: Bound,
    list: List,
    /// What the code says, worked out once.
    truths: OnceLock<Truths>,
}

#[derive(Debug, Default)]
struct Truths {
    items: Vec<Truth>,
    whole: Vec<Related>,
    errors: Vec<Unfound>,
    /// Texts by their letters; what is looked up is not searched for.
    by_text: HashMap<String, Vec<usize>>,
    quantities: Vec<usize>,
}

impl Lists {
    /// Takes the `list` rules of a policy; those that are off are left out.
    pub fn new(policy: &Policy) -> Self {
        let lists = Bound::all(policy, |spec| match &spec.body {
            RuleBody::List(list) => Some(list.clone()),
            _ => None,
        });
        let compiled = |(bound, list)| Compiled { bound, list, truths: OnceLock::new() };
        Self { rules: lists.into_iter().map(compiled).collect() }
    }
}

impl Rule for Lists {
    fn check(&self, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        bound::check(&self.rules, page, cx, sink);
    }

    fn finish(&self, tree: &Tree<'_>, cx: &Context<'_>, sink: &mut Sink) {
        bound::finish(&self.rules, tree, cx, sink);
    }
}

impl Truths {
    fn read(list: &List, cx: &Context<'_>) -> Self {
        let selected = select_items(&list.equals, list.equals_is_list, cx.policy, &cx.sources);
        let mut out = Self { whole: selected.whole, errors: selected.errors, ..Self::default() };
        let fields = list.field.as_slice();
        // Of a map without a field, the keys are the items.
        let keyed = !list.equals_is_list && fields.is_empty() && list.style.unit.is_none();
        let key = [crate::constants::Step::Field("@key".to_owned())];
        for (file, item) in &selected.items {
            let by_key = || item.field(&key).ok().and_then(|k| truth(file, &k, &[], &list.style).ok());
            let named = if keyed && item.key.is_some() { by_key() } else { None };
            match named.map_or_else(|| truth(file, item, fields, &list.style), Ok) {
                Ok(truth) => out.items.push(truth),
                Err(error) => out.errors.push(error),
            }
        }
        for (index, item) in out.items.iter().enumerate() {
            if let Worth::Text(text) = &item.worth {
                let (text, plain) = (squeeze(text), squeeze(&item.plain));
                if plain != text {
                    out.by_text.entry(plain).or_default().push(index);
                }
                out.by_text.entry(text).or_default().push(index);
            } else {
                out.quantities.push(index);
            }
        }
        out
    }

    /// The constants that an item may show, ascending.
    fn likely(&self, heads: &[Cell], words: &[(String, String)]) -> Vec<usize> {
        let mut out = self.quantities.clone();
        for key in heads.iter().map(|cell| squeeze(&cell.text)) {
            let named = words.iter().filter(|(word, _)| squeeze(word) == key).map(|(_, value)| squeeze(value));
            for key in named.chain([key.clone()]) {
                out.extend(self.by_text.get(&key).into_iter().flatten());
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

impl Binding for Compiled {
    fn bound(&self) -> &Bound {
        &self.bound
    }

    fn unfound<'a>(&'a self, cx: &Context<'_>) -> &'a [Unfound] {
        &self.truths(cx).errors
    }

    fn check(&self, severity: Severity, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        let document = page.document;
        let spot = match spot::list(document, &self.list.place) {
            Ok(spot) => spot,
            Err(missing) => return self.bound.note_missing(page, &missing, cx, sink),
        };
        self.bound.note_found(page, sink);
        let truths = self.truths(cx);
        if !truths.errors.is_empty() {
            return;
        }
        for wrong in self.wrongs(document, &items(document, spot), truths) {
            sink.findings.push(self.bound.finding(page, severity, wrong, cx));
        }
    }
}

impl Compiled {
    fn truths(&self, cx: &Context<'_>) -> &Truths {
        self.truths.get_or_init(|| Truths::read(&self.list, cx))
    }

    fn wrongs(&self, document: &Document, items: &[Cell], truths: &Truths) -> Vec<Wrong> {
        let style = &self.list.style;
        let mut out = Vec::new();
        let mut taken: Vec<Option<usize>> = vec![None; truths.items.len()];
        let mut free: Vec<usize> = Vec::new();
        for (place, item) in items.iter().enumerate() {
            let heads = names(document, item);
            let says = |truth: &Truth| heads.iter().any(|cell| fault(cell, truth, style).is_none());
            let likely = truths.likely(&heads, &style.words);
            let mut fitting = likely.into_iter().filter(|i| says(&truths.items[*i]));
            let found = fitting.clone().find(|i| taken[*i].is_none());
            match (found, fitting.next()) {
                (Some(index), _) => taken[index] = Some(place),
                (None, Some(index)) => {
                    let text = short(&item.text);
                    let fact = both(format!("«{text}» مكرر في القائمة"), format!("the list has `{text}` twice"));
                    let help = both("أبقِ واحدًا منهما", "keep one of them");
                    let related = truths.items[index].places.clone();
                    out.push(Wrong { span: item.whole(document), fact, help, related, fix: None });
                }
                (None, None) => free.push(place),
            }
        }
        let mut left: Vec<usize> = (0..taken.len()).filter(|i| taken[*i].is_none()).collect();
        // One of each left over at the same place is one that differs.
        if items.len() == truths.items.len() {
            free.retain(|place| {
                let Some(at) = left.iter().position(|index| index == place) else { return true };
                let index = left.remove(at);
                out.push(self.differs(document, &items[*place], &truths.items[index]));
                false
            });
        }
        for place in free {
            out.push(unknown(document, &items[place], truths));
        }
        for index in left {
            out.push(self.missing(document, items, &truths.items[index]));
        }
        if self.list.ordered && out.is_empty() {
            out.extend(self.disordered(document, items, truths, &taken));
        }
        out
    }

    fn differs(&self, document: &Document, item: &Cell, truth: &Truth) -> Wrong {
        let Fault { range, fact, help, edits } = fault(item, truth, &self.list.style).unwrap_or_else(|| Fault {
            range: 0..item.text.len(),
            fact: Text::default(),
            help: Text::default(),
            edits: Vec::new(),
        });
        let constant = &truth.name;
        let fact = both(format!("البند: {} (`{constant}`)", fact.ar), format!("the item {} (`{constant}`)", fact.en));
        let fix = matches!(truth.worth, Worth::Quantity(_)).then(|| item.fix(document, &edits)).flatten();
        Wrong { span: item.span(document, range), fact, help, related: truth.places.clone(), fix }
    }

    fn missing(&self, document: &Document, items: &[Cell], truth: &Truth) -> Wrong {
        let style = &self.list.style;
        let (ar, en) = (shown(truth, style, Lang::Ar), shown(truth, style, Lang::En));
        let constant = &truth.name;
        let fact = both(
            format!("لا بند في القائمة لـ«{ar}» (`{constant}`)"),
            format!("the list has no item for `{en}` (`{constant}`)"),
        );
        let help = both(format!("أضف «{ar}»"), format!("add `{en}`"));
        Wrong { span: self.anchor(document, items), fact, help, related: truth.places.clone(), fix: None }
    }

    /// The heading above, else the first item.
    fn anchor(&self, document: &Document, items: &[Cell]) -> Span {
        spot::heading(document, &self.list.place).or_else(|| Some(items.first()?.whole(document))).unwrap_or_default()
    }

    /// The first item that stands before one that comes earlier in the code.
    fn disordered(
        &self,
        document: &Document,
        items: &[Cell],
        truths: &Truths,
        taken: &[Option<usize>],
    ) -> Option<Wrong> {
        let index = (0..taken.len()).find(|i| taken[*i] != Some(*i))?;
        let (truth, item) = (&truths.items[index], items.get(index)?);
        let (number, text) = (index + 1, short(&item.text));
        let (ar, en) = (shown(truth, &self.list.style, Lang::Ar), shown(truth, &self.list.style, Lang::En));
        let fact = both(
            format!("في الموضع {number} من القائمة «{text}»، وفي الشيفرة «{ar}»"),
            format!("`{text}` stands in place {number} of the list, where the code has `{en}`"),
        );
        let help = both("رتّب البنود كما في الشيفرة", "put the items in the order of the code");
        Some(Wrong { span: item.whole(document), fact, help, related: truth.places.clone(), fix: None })
    }
}

/// What may be an item's name. It may go on behind it: «weekly — every Sunday», "**Weekly.** Every Sunday".
fn names(document: &Document, item: &Cell) -> [Cell; 3] {
    [item.clone(), head(document, item), stressed(document, item)]
}

/// The item up to what separates its name from the rest.
fn head(document: &Document, item: &Cell) -> Cell {
    let marks = [" — ", " – ", " - ", ": ", "： ", " ("];
    let end = marks.iter().filter_map(|mark| item.text.find(mark)).min().unwrap_or(item.text.len());
    Cell::of_range(document, item.range.start..item.range.start + end)
}

/// The item's beginning, where that is set off in bold or italics; else the item.
fn stressed(document: &Document, item: &Cell) -> Cell {
    let start = item.range.start as u32;
    let at = document.emphasis.partition_point(|stressed| stressed.start < start);
    match document.emphasis.get(at).filter(|s| s.start == start && s.end as usize <= item.range.end) {
        Some(stressed) => Cell::of_range(document, stressed.start as usize..stressed.end as usize),
        None => item.clone(),
    }
}

fn unknown(document: &Document, item: &Cell, truths: &Truths) -> Wrong {
    let name = names(document, item).into_iter().min_by_key(|name| name.text.len());
    let text = short(&name.unwrap_or_else(|| item.clone()).text);
    let key = squeeze(&text);
    let keys: Vec<String> = truths.items.iter().map(|t| squeeze(&t.plain)).collect();
    let near = nearest(&key, keys.iter().map(String::as_str)).and_then(|near| keys.iter().position(|k| k == near));
    let help = match near {
        Some(near) => {
            let near = &truths.items[near].plain;
            both(format!("هل المقصود «{near}»؟"), format!("did you mean `{near}`?"))
        }
        None => both(
            "احذف البند، أو أضف الثابت إلى الشيفرة، أو اذكره تحت `words`",
            "take the item out, add the constant to the code, or name it under `words`",
        ),
    };
    let fact =
        both(format!("البند «{text}» لا ثابت له في الشيفرة"), format!("the item `{text}` has no constant in the code"));
    Wrong { span: item.whole(document), fact, help, related: truths.whole.clone(), fix: None }
}
