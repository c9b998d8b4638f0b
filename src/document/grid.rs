//! Tables while they are read: which slots a cell takes once column and row spans are resolved. It must not know where the
//! cells come from.

use super::BlockId;

/// Column and row spans count up to this many slots.
const MAX_SPAN: u32 = 1000;

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Grid {
    /// Index into the document's tables.
    pub(super) table: u32,
    rows: Vec<Row>,
    /// First block of each cell.
    cells: Vec<Option<BlockId>>,
    /// Cells of rows above that reach into the row being read: cell + 1 and rows left, by column.
    carry: Vec<(u32, u32)>,
    column: usize,
    in_row: bool,
    /// Slots that spans and short rows may still add. It bounds the work that a few bytes of source can ask for.
    budget: usize,
}

#[derive(Debug, Default)]
struct Row {
    /// Cell + 1 by column; 0 where the slot is empty.
    slots: Vec<u32>,
    is_head: bool,
    only_headers: bool,
}

impl Grid {
    /// An empty table; spans may add `budget` slots to those of its cells.
    pub(super) const fn new(table: u32, budget: usize) -> Self {
        Self { table, rows: Vec::new(), cells: Vec::new(), carry: Vec::new(), column: 0, in_row: false, budget }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self, is_head: bool) {
        self.end_row();
        self.rows.push(Row { slots: Vec::new(), is_head, only_headers: true });
        self.column = 0;
        self.in_row = true;
    }

    /// Ends the row, if one is open.
    pub(super) fn end_row(&mut self) {
        if !std::mem::take(&mut self.in_row) {
            return;
        }
        // Cells from above that stand to the right of the last cell.
        while self.column < self.carry.len() {
            if self.budget == 0 {
                self.carry.clear();
            } else if !self.take_carried() {
                self.budget -= 1;
                self.column += 1;
            }
        }
        while self.carry.last().is_some_and(|c| c.1 == 0) {
            self.carry.pop();
        }
    }

    /// Places a cell; gives its index here, its row and its first column.
    pub(super) fn place(&mut self, header: bool, columns: u32, rows: u32) -> (u32, u32, u32) {
        if !self.in_row {
            self.begin_row(false);
        }
        while self.take_carried() {}
        self.cells.push(None);
        let cell = self.cells.len() as u32;
        let first = self.column;
        // Beyond the widest span that counts, a cell takes one slot, whatever it says.
        let columns = if first >= MAX_SPAN as usize { 1 } else { columns.clamp(1, MAX_SPAN) as usize };
        let columns = 1 + (columns - 1).min(self.budget);
        self.budget -= columns - 1;
        for column in first..first + columns {
            self.set(column, cell);
            if rows > 1 {
                if self.carry.len() <= column {
                    self.carry.resize(column + 1, (0, 0));
                }
                self.carry[column] = (cell, rows.min(MAX_SPAN) - 1);
            }
        }
        self.column = first + columns;
        if let Some(row) = self.rows.last_mut() {
            row.only_headers &= header;
        }
        (cell - 1, self.rows.len() as u32 - 1, first as u32)
    }

    /// Names the block of a cell; the first one counts.
    pub(super) fn fill(&mut self, cell: u32, block: BlockId) {
        if let Some(slot) = self.cells.get_mut(cell as usize) {
            slot.get_or_insert(block);
        }
    }

    fn set(&mut self, column: usize, cell: u32) {
        let Some(row) = self.rows.last_mut() else { return };
        if row.slots.len() <= column {
            row.slots.resize(column + 1, 0);
        }
        row.slots[column] = cell;
    }

    /// Puts the cell that reaches into this column from above, if any, and moves on.
    fn take_carried(&mut self) -> bool {
        let Some(carried) = self.carry.get_mut(self.column) else { return false };
        if carried.1 == 0 {
            return false;
        }
        if self.budget == 0 {
            carried.1 = 0;
            return false;
        }
        carried.1 -= 1;
        self.budget -= 1;
        let cell = carried.0;
        self.set(self.column, cell);
        self.column += 1;
        true
    }

    /// The slots, row by row and all of one length, the number of leading header rows, and the budget that is left. A table
    /// whose short rows would take more than the budget to fill up is cut on the right.
    pub(super) fn finish(mut self) -> (Vec<Vec<Option<BlockId>>>, u32, usize) {
        self.end_row();
        let header_rows =
            self.rows.iter().take_while(|r| r.is_head || (r.only_headers && !r.slots.is_empty())).count() as u32;
        let filled: usize = self.rows.iter().map(|r| r.slots.len()).sum();
        let widest = self.rows.iter().map(|r| r.slots.len()).max().unwrap_or(0);
        let width = widest.min((filled + self.budget) / self.rows.len().max(1));
        let added = (width * self.rows.len()).saturating_sub(filled);
        let block = |slot: u32| self.cells.get((slot as usize).wrapping_sub(1)).copied().flatten();
        let rows = self.rows.iter().map(|row| {
            let slots = row.slots.iter().copied().chain(std::iter::repeat(0));
            slots.take(width).map(block).collect()
        });
        (rows.collect(), header_rows, self.budget.saturating_sub(added))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(grid: &mut Grid, block: BlockId, header: bool, columns: u32, rows: u32) -> (u32, u32) {
        let (cell, row, column) = grid.place(header, columns, rows);
        grid.fill(cell, block);
        (row, column)
    }

    #[test]
    fn spans_take_every_slot_they_cover() {
        let mut g = Grid::new(0, 1000);
        g.begin_row(false);
        cell(&mut g, 0, true, 1, 2);
        cell(&mut g, 1, true, 2, 1);
        g.begin_row(false);
        assert_eq!(cell(&mut g, 2, true, 1, 1), (1, 1));
        assert_eq!(cell(&mut g, 3, true, 1, 1), (1, 2));
        g.begin_row(false);
        cell(&mut g, 4, false, 1, 1);
        let (rows, header_rows, _) = g.finish();
        let row = |a: [i32; 3]| a.map(|b| u32::try_from(b).ok()).to_vec();
        assert_eq!(rows, [row([0, 1, 1]), row([0, 2, 3]), row([4, -1, -1])]);
        assert_eq!(header_rows, 2);
    }

    #[test]
    fn a_cell_from_above_on_the_right_is_kept() {
        let mut g = Grid::new(0, 1000);
        g.begin_row(true);
        cell(&mut g, 0, false, 1, 1);
        cell(&mut g, 1, false, 1, 9);
        g.begin_row(false);
        cell(&mut g, 2, false, 1, 1);
        g.begin_row(false);
        let (rows, header_rows, _) = g.finish();
        assert_eq!(rows, [vec![Some(0), Some(1)], vec![Some(2), Some(1)], vec![None, Some(1)]]);
        assert_eq!(header_rows, 1);
    }

    #[test]
    fn hostile_spans_cost_no_more_than_the_budget() {
        let mut g = Grid::new(0, 5000);
        for _ in 0..20_000 {
            g.begin_row(false);
            for _ in 0..3 {
                g.place(false, 1000, 65_534);
            }
        }
        let (rows, _, left) = g.finish();
        let slots: usize = rows.iter().map(Vec::len).sum();
        assert!(slots <= 65_000, "{slots}");
        assert_eq!(rows.len(), 20_000);
        assert!(left <= 5000);
    }
}
