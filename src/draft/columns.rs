//! Tables of plain text: lines whose columns are parted by tabs or by two spaces and more.
//!
//! Nothing but the look of the lines says that they are a table, so all of them must have as many columns, a label in the
//! first, and nothing but numbers in one of the others.

use super::{Block, BlockKind};
use crate::span::Span;

/// The fewest lines of a table, with its header.
const LEAST: usize = 3;

/// The most columns.
const WIDEST: usize = 24;

/// The blocks, with those paragraphs that are tables taken apart into their cells.
pub(super) fn split(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut tables = 0;
    for block in blocks {
        let paragraph = block.kind == BlockKind::Paragraph;
        let Some(table) = paragraph.then(|| Lines::of(text, block.span)).flatten() else {
            out.push(block);
            continue;
        };
        out.extend(table.lead.map(|span| Block { span, kind: BlockKind::Paragraph }));
        out.extend(table.cells(tables));
        tables += 1;
    }
    out
}

/// The lines of a table.
struct Lines {
    /// Lines above the table that belong to the same paragraph.
    lead: Option<Span>,
    /// The cells of every line.
    rows: Vec<Vec<Span>>,
    /// Whether the first line names the columns.
    headed: bool,
}

impl Lines {
    /// The table that a paragraph is, if it is one.
    fn of(text: &str, paragraph: Span) -> Option<Self> {
        let body = &text[paragraph.range()];
        if !body.contains('\t') && !body.contains("  ") {
            return None;
        }
        let mut rows = Vec::new();
        let mut lead: Option<Span> = None;
        for line in lines(body, paragraph.start) {
            let cells = cells(text, line)?;
            if cells.len() < 2 && rows.is_empty() {
                lead = Some(lead.map_or(line, |l| l.cover(line)));
                continue;
            }
            rows.push(cells);
        }
        let width = rows.last().map(Vec::len).filter(|w| *w >= 2)?;
        let first = rows.first()?.len();
        let even = rows[1..].iter().all(|r| r.len() == width) && (first == width || first + 1 == width);
        let number = |span: &Span| is_number(&text[span.range()]);
        let headed = first < width || !rows[0][1..].iter().all(number);
        let values = &rows[usize::from(headed)..];
        let labelled = values.iter().all(|r| text[r[0].range()].contains(char::is_alphabetic));
        let numeric = even && (1..width).any(|c| values.iter().all(|r| number(&r[c])));
        (numeric && labelled && rows.len() >= LEAST).then_some(Self { lead, rows, headed })
    }

    /// The cells as blocks. A table without a header starts at its second row.
    fn cells(&self, table: u32) -> impl Iterator<Item = Block> + '_ {
        let width = self.rows.last().map_or(0, Vec::len);
        let first = u32::from(!self.headed);
        self.rows.iter().enumerate().flat_map(move |(n, row)| {
            let missing = width.saturating_sub(row.len());
            row.iter().enumerate().map(move |(c, span)| {
                let (row, column) = (n as u32 + first, (c + missing) as u32);
                Block { span: *span, kind: BlockKind::Cell { table, row, column, header: row == 0 } }
            })
        })
    }
}

/// The lines of a paragraph, without their ends.
fn lines(body: &str, start: u32) -> impl Iterator<Item = Span> + '_ {
    body.split_inclusive('\n').scan(start, |at, line| {
        let from = *at;
        *at += line.len() as u32;
        let text = line.trim_end();
        Some(Span::new(from, from + text.len() as u32))
    })
}

/// The cells of a line: parted by tabs where it has any, else by two spaces and more. `None` where there are too many.
fn cells(text: &str, line: Span) -> Option<Vec<Span>> {
    let body = &text[line.range()];
    let tabs = body.contains('\t');
    let mut found = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let rest = &body[at..];
        let end = if tabs { rest.find('\t') } else { rest.find("  ") }.unwrap_or(rest.len());
        let cell = rest[..end].trim();
        if !cell.is_empty() {
            let from = line.start + (at + rest[..end].len() - rest[..end].trim_start().len()) as u32;
            found.push(Span::new(from, from + cell.len() as u32));
        }
        let gap = rest[end..].len() - rest[end..].trim_start_matches([' ', '\t']).len();
        at += end + gap.max(1);
        if found.len() > WIDEST {
            return None;
        }
    }
    Some(found)
}

/// Whether a cell is a number with its signs, or a dash for none.
fn is_number(cell: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || " ,.$£€%()+-−–—*/".contains(c);
    cell.chars().all(sign) && (cell.contains(|c: char| c.is_ascii_digit()) || cell.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, u32, &str)> {
        let whole = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let cell = |b: &Block| match b.kind {
            BlockKind::Cell { row, column, .. } => Some((row, column, &text[b.span.range()])),
            _ => None,
        };
        split(text, vec![whole]).iter().filter_map(cell).collect()
    }

    #[test]
    fn tables() {
        let headed = "Ward        Votes\nNorth         410\nSouth End     380\nTotal         790";
        let cells = read(headed);
        assert_eq!(cells.len(), 8);
        assert_eq!((cells[0], cells[4]), ((0, 0, "Ward"), (2, 0, "South End")));
        let bare = read("North\t410\nSouth\t380\nTotal\t790");
        assert_eq!(bare.first(), Some(&(1, 0, "North")));
        let unnamed = read("        2022    2023\nNorth   4       5\nSouth   6       7");
        assert_eq!(unnamed.first(), Some(&(0, 1, "2022")));
    }

    #[test]
    fn prose_is_none() {
        for text in [
            "He came.  He saw.\nHe went on  to win 3\nand lost  4",
            "One line  with 3\nand one without",
            "410  380\n790  210\n11  12",
            "Dear sir,\n\tI write to you\n\tabout 40 things",
        ] {
            assert!(read(text).is_empty(), "{text:?}");
        }
    }
}
