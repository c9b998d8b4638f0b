//! Tables and lists as rows of cells under named columns, whichever way the document lays them out.
//!
//! It must not know constants.

use super::cell::Cell;
use super::spot::Spot;
use super::squeeze;
use crate::document::{BlockId, Document, Table};
use crate::policy::item::ItemPattern;

/// A column as a rule asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Its number.
    Column(usize),
    /// No header has that name.
    Missing,
    /// Two headers have it.
    Twice,
}

/// Rows under columns.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Header cells; of several header rows all that stand over the column, the lowest first.
    pub headers: Vec<Vec<Cell>>,
    /// Rows; a cell is `None` where the document leaves it out.
    pub rows: Vec<Vec<Option<Cell>>>,
    /// Names of the columns of a list, which has no header cells.
    names: Vec<String>,
    /// Whether rows are columns of the document.
    pub turned: bool,
}

impl Sheet {
    /// The column of a name.
    pub fn column(&self, name: &str) -> At {
        let key = squeeze(name);
        if let Some(at) = self.names.iter().position(|n| squeeze(n) == key) {
            return At::Column(at);
        }
        // The lowest header row says it best.
        let depth = self.headers.iter().map(Vec::len).max().unwrap_or(0);
        for level in 0..depth {
            let mut found: Vec<(usize, &Cell)> = Vec::new();
            for (at, cells) in self.headers.iter().enumerate() {
                if let Some(cell) = cells.get(level).filter(|cell| squeeze(&cell.text) == key)
                    && found.iter().all(|(_, other)| other.range != cell.range)
                {
                    found.push((at, cell));
                }
            }
            match found[..] {
                [] => {}
                [(at, _)] => return At::Column(at),
                _ => return At::Twice,
            }
        }
        At::Missing
    }

    /// The names of all columns.
    pub fn names(&self) -> Vec<&str> {
        let headers = self.headers.iter().filter_map(|cells| Some(cells.first()?.text.as_str()));
        self.names.iter().map(String::as_str).chain(headers).collect()
    }

    /// The first header cell of a column.
    pub fn header(&self, column: usize) -> Option<&Cell> {
        self.headers.get(column)?.first()
    }
}

/// Reads a table with columns of these names: headers in the first rows, or in the first column, whichever has more of
/// them.
pub fn of_table(document: &Document, table: &Table, names: &[&str]) -> Sheet {
    let known = |sheet: &Sheet| names.iter().filter(|name| sheet.column(name) != At::Missing).count();
    let upright = of_rows(document, &table.rows, table.header_rows.max(1) as usize);
    if known(&upright) == names.len() {
        return upright;
    }
    let width = table.rows.first().map_or(0, Vec::len);
    let turned: Vec<Vec<Option<BlockId>>> =
        (0..width).map(|c| table.rows.iter().map(|row| row.get(c).copied().flatten()).collect()).collect();
    let turned = Sheet { turned: true, ..of_rows(document, &turned, 1) };
    if known(&turned) > known(&upright) { turned } else { upright }
}

fn of_rows(document: &Document, rows: &[Vec<Option<BlockId>>], head: usize) -> Sheet {
    let head = head.min(rows.len());
    let width = rows.first().map_or(0, Vec::len);
    let cell = |id: BlockId| Cell::of_block(document, id);
    let header = |column: usize| -> Vec<Cell> {
        let ids = rows[..head].iter().rev().filter_map(|row| row.get(column).copied().flatten());
        let mut ids: Vec<BlockId> = ids.collect();
        ids.dedup();
        ids.into_iter().map(cell).collect()
    };
    let mut out: Vec<Vec<Option<Cell>>> = Vec::with_capacity(rows.len() - head);
    for (r, row) in rows.iter().enumerate().skip(head) {
        let mut distinct = row.iter().flatten();
        let only = distinct.next().is_none_or(|first| row.len() > 1 && row.iter().all(|slot| *slot == Some(*first)));
        // Empty rows and titles across the whole table hold no data.
        if only {
            continue;
        }
        let in_row = |at: usize, row: &[Option<BlockId>]| row.get(at).copied().flatten();
        let make = |(c, slot): (usize, &Option<BlockId>)| {
            let id = (*slot)?;
            let beside = c > 0 && in_row(c - 1, row) == Some(id) || in_row(c + 1, row) == Some(id);
            let above = r > 0 && in_row(c, &rows[r - 1]) == Some(id);
            let below = rows.get(r + 1).is_some_and(|next| in_row(c, next) == Some(id));
            Some(Cell { spans: beside || above || below, ..cell(id) })
        };
        out.push(row.iter().enumerate().map(make).collect());
    }
    Sheet { headers: (0..width).map(header).collect(), rows: out, ..Sheet::default() }
}

/// The items of a list, or the lines of a fenced block.
pub fn items(document: &Document, spot: Spot) -> Vec<Cell> {
    match spot {
        Spot::List(id) => document.lists[id as usize].items.iter().map(|b| Cell::of_block(document, *b)).collect(),
        Spot::Code(id) => {
            let range = &document.blocks[id as usize].range;
            let mut at = range.start as usize;
            let lines = document.block_text(id).split('\n').map(|line| {
                let start = at;
                at += line.len() + 1;
                Cell::of_range(document, start..start + line.len())
            });
            lines.filter(|cell| !cell.text.is_empty()).collect()
        }
    }
}

/// Reads items as rows; those that the pattern does not fit are given apart.
pub fn of_items(document: &Document, items: Vec<Cell>, pattern: &ItemPattern) -> (Sheet, Vec<Cell>) {
    let mut sheet = Sheet { names: pattern.names().map(str::to_owned).collect(), ..Sheet::default() };
    let mut others = Vec::new();
    for item in items {
        match pattern.read(&item.text) {
            Some(parts) => {
                let part = |range: std::ops::Range<usize>| {
                    let at = item.range.start;
                    Some(Cell::of_range(document, at + range.start..at + range.end))
                };
                sheet.rows.push(parts.into_iter().map(part).collect());
            }
            None => others.push(item),
        }
    }
    (sheet, others)
}
