//! Tables of reStructuredText: grids drawn with signs, and simple ones with rules.

use std::ops::Range;

/// A table: for each row and column the stretches of the file that its cell is made of.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Vec<Range<usize>>>>,
    /// How many of the rows are its header.
    pub(super) header: usize,
    /// How many lines it takes.
    pub(super) lines: usize,
}

/// Whether a line is a border of a grid: "+---+---+" or "+===+===+".
pub(super) fn is_border(text: &str) -> bool {
    let text = text.trim_end();
    text.len() > 2
        && text.starts_with('+')
        && text.ends_with('+')
        && text.bytes().all(|b| matches!(b, b'+' | b'-' | b'='))
}

/// Whether a line is a rule of a simple table: "=====  =====".
pub(super) fn is_rule(text: &str) -> bool {
    let text = text.trim_end();
    text.starts_with('=') && text.contains(' ') && text.bytes().all(|b| matches!(b, b'=' | b' '))
}

/// A grid at the start of `lines`.
pub(super) fn grid(file: &str, lines: &[Range<usize>]) -> Option<Table> {
    let text = |line: &Range<usize>| file[line.clone()].trim();
    let count = lines.iter().take_while(|l| text(l).starts_with(['+', '|'])).count();
    let mut table = Table { lines: count, ..Table::default() };
    let columns = text(&lines[0]).matches('+').count().checked_sub(1).filter(|n| *n > 0)?;
    let mut row: Vec<Vec<Range<usize>>> = Vec::new();
    for line in &lines[1..count] {
        let body = text(line);
        if is_border(body) {
            if row.iter().any(|cell| !cell.is_empty()) {
                table.rows.push(std::mem::take(&mut row));
            }
            if body.contains('=') {
                table.header = table.rows.len();
            }
            continue;
        }
        row.resize(columns, Vec::new());
        let mut at = line.start + file[line.clone()].find('|').map_or(0, |n| n + 1);
        let mut column = 0;
        while at < line.end && column < columns {
            let end = file[at..line.end].find('|').map_or(line.end, |n| at + n);
            push(file, &mut row[column], at..end);
            (at, column) = (end + 1, column + 1);
        }
    }
    table.header = if table.header == 0 { usize::from(table.rows.len() > 1) } else { table.header };
    (!table.rows.is_empty()).then_some(table)
}

/// A simple table at the start of `lines`.
pub(super) fn simple(file: &str, lines: &[Range<usize>]) -> Option<Table> {
    let rule = &file[lines[0].clone()];
    let mut starts: Vec<usize> = Vec::new();
    for (n, b) in rule.bytes().enumerate() {
        if b == b'=' && (n == 0 || rule.as_bytes()[n - 1] == b' ') {
            starts.push(rule[..n].chars().count());
        }
    }
    // The rules of this table: above it, perhaps under its header, and below it, with a blank line behind.
    let is_rule_at = |n: &usize| is_rule(file[lines[*n].clone()].trim_start());
    let rules: Vec<usize> = (0..lines.len()).filter(is_rule_at).take(3).collect();
    let ends = |n: &usize| lines.get(n + 1).is_none_or(|l| file[l.clone()].trim().is_empty());
    let last = rules.iter().skip(1).copied().find(ends)?;
    let mut table = Table { lines: last + 1, ..Table::default() };
    for (n, line) in lines[..last].iter().enumerate().skip(1) {
        let text = &file[line.clone()];
        if rules.contains(&n) {
            table.header = table.rows.len();
            continue;
        }
        if text.trim().is_empty() || text.trim_start().bytes().all(|b| matches!(b, b'-' | b' ')) {
            continue;
        }
        let cells = cells(file, line, &starts);
        let goes_on = cells.first().is_some_and(Vec::is_empty);
        match table.rows.last_mut().filter(|_| goes_on) {
            Some(row) => row.iter_mut().zip(cells).for_each(|(cell, more)| cell.extend(more)),
            None => table.rows.push(cells),
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

/// The cells of a line, by the columns at which they start.
fn cells(file: &str, line: &Range<usize>, starts: &[usize]) -> Vec<Vec<Range<usize>>> {
    let text = &file[line.clone()];
    let mut offsets: Vec<usize> =
        starts.iter().map(|column| text.char_indices().nth(*column).map_or(text.len(), |(at, _)| at)).collect();
    offsets.push(text.len());
    let mut cells = Vec::with_capacity(starts.len());
    for pair in offsets.windows(2) {
        let mut cell = Vec::new();
        push(file, &mut cell, line.start + pair[0]..line.start + pair[1]);
        cells.push(cell);
    }
    cells
}

/// Adds a stretch to a cell, without the blanks around it.
fn push(file: &str, cell: &mut Vec<Range<usize>>, range: Range<usize>) {
    let text = &file[range.clone()];
    let lead = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    if !trimmed.is_empty() {
        cell.push(range.start + lead..range.start + lead + trimmed.len());
    }
}
