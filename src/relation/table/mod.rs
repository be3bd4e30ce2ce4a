//! Tables: what their totals, shares and running totals say of the other cells.

mod cell;
mod foot;

pub use cell::{Content, Entry};
pub use foot::{Footing, Rule, footings};

use crate::draft::{Block, BlockKind};
use crate::prose::Prose;
use crate::span::Span;
use crate::vocab::{Class, WordId, scan::Scanner};

/// The most cells of a table that are looked at.
const LARGEST: usize = 20_000;

/// A table of the draft.
#[derive(Debug)]
pub struct Table<'p> {
    text: &'p str,
    /// Spans of the cells: rows from the header down, each as wide as the header.
    pub rows: Vec<Vec<Option<Span>>>,
    /// Whether a note says that figures may not add up.
    pub rounded: bool,
}

impl<'p> Table<'p> {
    /// The text of a cell; empty where there is none.
    pub fn text(&self, row: usize, column: usize) -> &'p str {
        let span = self.rows.get(row).and_then(|r| r.get(column)).copied().flatten();
        span.map_or("", |s| &self.text[s.range()])
    }

    /// What a cell holds.
    pub fn content(&self, row: usize, column: usize) -> Content {
        cell::read(self.text(row, column))
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether a word of a cell is in a class.
    pub fn says(&self, row: usize, column: usize, class: Class) -> bool {
        says(self.text(row, column), class)
    }

    /// Whether a word of the table's notes or headers is in a class.
    fn header_says(&self, column: usize, class: Class) -> bool {
        self.says(0, column, class)
    }
}

/// Whether a word of a text is in a class.
fn says(text: &str, class: Class) -> bool {
    let mut words = Scanner::new(text);
    words.any(|t| WordId::find(t.hash).lexeme().class.any(class))
}

/// The tables of a draft, in order.
pub fn tables<'p>(prose: &Prose<'p>) -> Vec<Table<'p>> {
    let mut tables = Vec::new();
    let mut at = 0;
    while at < prose.blocks.len() {
        let BlockKind::Cell { table, .. } = prose.blocks[at].kind else {
            at += 1;
            continue;
        };
        let same = |b: &Block| matches!(b.kind, BlockKind::Cell { table: t, .. } if t == table);
        let end = at + prose.blocks[at..].iter().take_while(|b| same(b)).count();
        if end - at <= LARGEST {
            tables.push(table_of(prose, at, end));
        }
        at = end;
    }
    tables
}

fn table_of<'p>(prose: &Prose<'p>, start: usize, end: usize) -> Table<'p> {
    let mut rows: Vec<Vec<Option<Span>>> = Vec::new();
    for block in &prose.blocks[start..end] {
        let BlockKind::Cell { row, column, .. } = block.kind else { continue };
        let (row, column) = (row as usize, column as usize);
        if row > end || column > end {
            continue;
        }
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        let cells = &mut rows[row];
        cells.resize(cells.len().max(column + 1), None);
        cells[column] = Some(block.span);
    }
    let around = prose.blocks[start.saturating_sub(2)..start].iter().chain(prose.blocks[end..].iter().take(2));
    let noted = |b: &Block| says(prose.slice(b.span), crate::vocab::ROUNDING_NOTE);
    let rounded = around.clone().any(noted);
    Table { text: prose.text, rows, rounded }
}
