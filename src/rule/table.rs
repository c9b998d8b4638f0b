//! `table`: the cells of a table, or of a list read as one, agree with constants in code.
//!
//! It must not know how constants are written nor how a table is marked up.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::constants::Found;
use crate::document::{Document, Format};
use crate::finding::{Related, Severity, Span};
use crate::policy::bound::{Rows, Table};
use crate::policy::model::{Policy, RuleBody};
use crate::policy::nearest::nearest;
use crate::rule::bound::cell::Cell;
use crate::rule::bound::compare::fault;
use crate::rule::bound::sheet::{At, Sheet, items, of_items, of_table};
use crate::rule::bound::spoken::both;
use crate::rule::bound::spot;
use crate::rule::bound::truth::{Truth, Unfound, related, select_items, truth};
use crate::rule::bound::{self, Binding, Bound, Wrong, squeeze};
use crate::rule::{Context, Page, Rule, Sink, Tree};

mod missing;
mod padding;

/// All `table` rules of a policy.
#[derive(Debug)]
pub struct Tables {
    rules: Vec<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    bound: Bound,
    table: Table,
    /// What the code says, worked out once.
    truths: OnceLock<Truths>,
}

/// What the code says.
#[derive(Debug, Default)]
struct Truths {
    rows: Vec<Row>,
    by_key: HashMap<String, usize>,
    /// The constant as a whole.
    whole: Vec<Related>,
    errors: Vec<Unfound>,
}

/// A constant that a row of the document shows.
#[derive(Debug)]
struct Row {
    /// As the code writes it.
    key: String,
    key_at: Related,
    /// By column of the rule; `None` where it could not be had, which is an error of its own.
    cells: Vec<Option<Truth>>,
}

impl Tables {
    /// Takes the `table` rules of a policy; those that are off are left out.
    pub fn new(policy: &Policy) -> Self {
        let tables = Bound::all(policy, |spec| match &spec.body {
            RuleBody::Table(table) => Some(table.clone()),
            _ => None,
        });
        let compiled = |(bound, table)| Compiled { bound, table, truths: OnceLock::new() };
        Self { rules: tables.into_iter().map(compiled).collect() }
    }
}

impl Rule for Tables {
    fn check(&self, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        bound::check(&self.rules, page, cx, sink);
    }

    fn finish(&self, tree: &Tree<'_>, cx: &Context<'_>, sink: &mut Sink) {
        bound::finish(&self.rules, tree, cx, sink);
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
        let key = &self.table.key.column.value;
        let read = if let Some(pattern) = &self.table.item {
            spot::list(document, &self.table.place).map(|spot| of_items(document, items(document, spot), pattern))
        } else {
            let columns = self.table.columns.iter().map(|column| column.name.value.as_str());
            let names: Vec<&str> = std::iter::once(key.as_str()).chain(columns).collect();
            let sheet = |id: u32| of_table(document, &document.tables[id as usize], &names);
            let fits = |id: u32| sheet(id).column(key) != At::Missing;
            spot::table(document, &self.table.place, &fits).map(|id| (sheet(id), Vec::new()))
        };
        let (sheet, strangers) = match read {
            Ok(read) => read,
            Err(missing) => return self.bound.note_missing(page, &missing, cx, sink),
        };
        self.bound.note_found(page, sink);
        let truths = self.truths(cx);
        if truths.rows.is_empty() && !truths.errors.is_empty() {
            return;
        }
        let mut wrong = Wrongs { document, sheet: &sheet, table: &self.table, truths, anchor: None, found: Vec::new() };
        wrong.anchor = Some(wrong.place());
        for stranger in &strangers {
            wrong.stranger(stranger);
        }
        wrong.all();
        let found = wrong.found.into_iter().map(|wrong| self.bound.finding(page, severity, wrong, cx));
        sink.findings.extend(found);
    }
}

impl Compiled {
    fn truths(&self, cx: &Context<'_>) -> &Truths {
        self.truths.get_or_init(|| Truths::read(&self.table, cx))
    }
}

impl Truths {
    fn read(table: &Table, cx: &Context<'_>) -> Self {
        let selected = select_items(&table.equals, table.equals_is_list, cx.policy, &cx.sources);
        let mut out = Self { whole: selected.whole, errors: selected.errors, ..Self::default() };
        for (file, item) in &selected.items {
            out.row(table, file, item);
        }
        out
    }

    fn row(&mut self, table: &Table, file: &crate::constants::File, item: &Found) {
        let key_field = [crate::constants::Step::Field("@key".to_owned())];
        let steps = table.key.field.as_ref().map_or(&key_field[..], |field| &field.steps[..]);
        let key = match item.field(steps) {
            Ok(key) => key,
            Err(refusal) => return self.errors.push(Unfound(file.explain(&refusal))),
        };
        let Some(written) = key.value.plain() else {
            let error = format!("{}: `{}` is {}, which names no row", file.path(), key.name, key.value.what());
            return self.errors.push(Unfound(error));
        };
        let mut cells = Vec::with_capacity(table.columns.len());
        for column in &table.columns {
            match truth(file, item, &column.fields, &column.style) {
                Ok(truth) => cells.push(Some(truth)),
                Err(error) => {
                    self.errors.push(error);
                    cells.push(None);
                }
            }
        }
        let name =
            if table.key.field.is_some() { format!("`{}` = {written}", key.name) } else { format!("`{}`", item.name) };
        let key_at = related(file, key.value.span, name);
        if self.by_key.insert(squeeze(&written), self.rows.len()).is_some() {
            let line = file.position(key.value.span.start).line;
            self.errors.push(Unfound(format!("{}:{line}: the key `{written}` stands twice", file.path())));
        }
        self.rows.push(Row { key: written, key_at, cells });
    }

    /// The row of a key as the document writes it.
    fn find(&self, table: &Table, cell: &str) -> Option<usize> {
        let key = squeeze(cell);
        let named = table.key.words.iter().find(|(word, _)| squeeze(word) == key);
        let key = named.map_or(key, |(_, value)| squeeze(value));
        self.by_key.get(&key).copied()
    }
}

/// What is wrong with one table.
struct Wrongs<'a> {
    document: &'a Document,
    sheet: &'a Sheet,
    table: &'a Table,
    truths: &'a Truths,
    /// Where to point at for what is not there.
    anchor: Option<Span>,
    found: Vec<Wrong>,
}

impl Wrongs<'_> {
    /// The heading above, else the first cell.
    fn place(&self) -> Span {
        spot::heading(self.document, &self.table.place)
            .or_else(|| Some(self.first_cell()?.whole(self.document)))
            .unwrap_or_default()
    }

    fn first_cell(&self) -> Option<&Cell> {
        self.sheet.headers.iter().flatten().next().or_else(|| self.sheet.rows.iter().flatten().flatten().next())
    }

    fn all(&mut self) {
        let sheet = self.sheet;
        let Some(key) = self.column(&self.table.key.column.value) else { return };
        let columns: Vec<Option<usize>> = self.table.columns.iter().map(|c| self.column(&c.name.value)).collect();
        // By row of the code: the key cell of the document that shows it.
        let mut shown: Vec<Option<&Cell>> = vec![None; self.truths.rows.len()];
        for row in &sheet.rows {
            let Some(cell) = row.get(key).and_then(Option::as_ref) else {
                self.nameless(row);
                continue;
            };
            let Some(index) = self.truths.find(self.table, &cell.text) else {
                if self.table.rows != Rows::Superset {
                    self.unknown(cell);
                }
                continue;
            };
            match shown[index] {
                // One key cell beside several rows.
                Some(first) if first.range == cell.range => {}
                Some(_) => {
                    self.twice(cell, index);
                    continue;
                }
                None => shown[index] = Some(cell),
            }
            for (number, column) in columns.iter().enumerate() {
                if let Some(column) = column {
                    self.cell(number, index, cell, row.get(*column).and_then(Option::as_ref));
                }
            }
        }
        if self.table.rows != Rows::Subset {
            let verbatim = missing::is_verbatim(self, key);
            for (index, cell) in shown.iter().enumerate() {
                if cell.is_none() {
                    let wrong = missing::row(self, index, (key, verbatim), &columns);
                    self.found.push(wrong);
                }
            }
        }
    }

    fn anchor(&self) -> Span {
        self.anchor.unwrap_or_default()
    }

    /// The column of a name; tells what is wrong where there is none.
    fn column(&mut self, name: &str) -> Option<usize> {
        let fact = match self.sheet.column(name) {
            At::Column(at) => return Some(at),
            At::Twice => {
                both(format!("العمود «{name}» مكرر في الجدول"), format!("the table has the column `{name}` twice"))
            }
            At::Missing => both(format!("لا يوجد في الجدول عمود «{name}»"), format!("the table has no column `{name}`")),
        };
        let names = self.sheet.names();
        let help = match nearest(name, names.iter().copied()) {
            Some(near) if self.sheet.column(name) == At::Missing => {
                both(format!("هل المقصود «{near}»؟"), format!("did you mean `{near}`?"))
            }
            _ => {
                let (ar, en) = (names.join("»، «"), names.join("`, `"));
                both(format!("أعمدته: «{ar}»"), format!("its columns are `{en}`"))
            }
        };
        let span = self.anchor();
        self.found.push(Wrong { span, fact, help, related: self.truths.whole.clone(), fix: None });
        None
    }

    fn cell(&mut self, column: usize, row: usize, key: &Cell, cell: Option<&Cell>) {
        let Some(truth) = &self.truths.rows[row].cells[column] else { return };
        let asked = &self.table.columns[column];
        let name = &asked.name.value;
        let (key_text, constant) = (key.text.trim(), &truth.name);
        let empty = Cell { text: String::new(), range: key.range.clone(), spans: true };
        let Some(fault) = fault(cell.unwrap_or(&empty), truth, &asked.style) else { return };
        let fact = both(
            format!("«{name}» في صف «{key_text}»: {} (`{constant}`)", fault.fact.ar),
            format!("`{name}` of `{key_text}` {} (`{constant}`)", fault.fact.en),
        );
        // An empty cell has no place; its row's name has one.
        let (span, fix) = match cell.filter(|cell| !cell.text.is_empty()) {
            Some(cell) => {
                let fix = cell.fix(self.document, &fault.edits);
                let source = self.document.source.as_str();
                let in_columns = self.document.format == Format::Markdown && self.table.item.is_none();
                let end = cell.whole(self.document).end;
                let fix = fix.map(|fix| if in_columns { padding::keep(source, end, fix) } else { fix });
                (cell.span(self.document, fault.range), fix)
            }
            None => (key.whole(self.document), None),
        };
        self.found.push(Wrong { span, fact, help: fault.help, related: truth.places.clone(), fix });
    }

    fn unknown(&mut self, cell: &Cell) {
        let text = cell.text.trim();
        let keys = || self.truths.rows.iter().map(|row| row.key.as_str());
        let help = match nearest(text, keys()) {
            Some(near) => both(format!("هل المقصود «{near}»؟"), format!("did you mean `{near}`?")),
            None => both(
                "احذف الصف، أو أضف الثابت إلى الشيفرة، أو اذكر الاسم تحت `key.words`",
                "take the row out, add the constant to the code, or name it under `key.words`",
            ),
        };
        let fact = both(
            format!("الصف «{text}» لا ثابت له في الشيفرة"),
            format!("the row `{text}` has no constant in the code"),
        );
        let span = cell.whole(self.document);
        self.found.push(Wrong { span, fact, help, related: self.truths.whole.clone(), fix: None });
    }

    fn twice(&mut self, cell: &Cell, index: usize) {
        let row = &self.truths.rows[index];
        let text = cell.text.trim();
        let fact = both(
            format!("الصف «{text}» مكرر (`{}`)", row.key),
            format!("the row `{text}` stands twice (`{}`)", row.key),
        );
        let help = both("أبقِ واحدًا منهما", "keep one of them");
        let span = cell.whole(self.document);
        self.found.push(Wrong { span, fact, help, related: vec![row.key_at.clone()], fix: None });
    }

    fn nameless(&mut self, row: &[Option<Cell>]) {
        let Some(cell) = row.iter().flatten().next() else { return };
        if self.table.rows == Rows::Superset {
            return;
        }
        let column = &self.table.key.column.value;
        let fact = both(
            format!("صف بلا اسم: لا شيء تحت «{column}»"),
            format!("a row without a name: nothing stands under `{column}`"),
        );
        let span = cell.whole(self.document);
        self.found.push(Wrong { span, fact, related: self.truths.whole.clone(), ..Wrong::default() });
    }

    fn stranger(&mut self, item: &Cell) {
        let text = crate::rule::bound::truth::short(&item.text);
        let names: Vec<String> = self.sheet.names().iter().map(|n| format!("{{{n}}}")).collect();
        let fact =
            both(format!("«{text}» لا يوافق نمط البنود"), format!("`{text}` does not read as an item of the pattern"));
        let help = both(format!("اكتبه بنمط {}", names.join(" … ")), format!("write it as {}", names.join(" … ")));
        if self.table.rows == Rows::Superset {
            return;
        }
        let span = item.whole(self.document);
        self.found.push(Wrong { span, fact, help, related: self.truths.whole.clone(), fix: None });
    }
}
