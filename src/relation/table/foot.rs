//! Footing: totals of columns and rows, shares, running totals.
//!
//! A total fits if any honest reading fits: all rows above it, those since the last subtotal, the subtotals alone, with or
//! without the rows that break another down. Sums of rounded numbers may be off by half a unit a number.

use super::{Content, Entry, Table};
use crate::span::Span;
use crate::vocab;
use rust_decimal::Decimal;

/// What a cell should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The total of its column.
    Column,
    /// The total of its row.
    Row,
    /// The running total of its column.
    Running,
    /// The last of a column of shares that should make 100.
    Shares,
}

/// A cell that does not foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footing {
    /// The cell at fault, or the column's header for shares.
    pub cell: Span,
    /// What it should be.
    pub rule: Rule,
    /// What it says; for shares, what they add up to.
    pub stated: Decimal,
    /// What the others make.
    pub expected: Decimal,
    /// The numbers that were added, in order.
    pub parts: Vec<Decimal>,
    /// Where they stand.
    pub span: Span,
}

/// A row or column of numbers with their places.
type Line = Vec<(Entry, Span)>;

/// Every cell of a table that does not foot.
pub fn footings(table: &Table<'_>) -> Vec<Footing> {
    let mut found = Vec::new();
    if table.rounded || table.rows.len() < 3 {
        return found;
    }
    for column in 0..table.width() {
        if skip(table, column) {
            continue;
        }
        found.extend(column_total(table, column));
        found.extend(shares(table, column));
    }
    found.extend(row_totals(table));
    found.extend(running(table));
    found
}

/// Columns whose numbers are not for adding.
fn skip(table: &Table<'_>, column: usize) -> bool {
    table.header_says(column, vocab::NOT_ADDITIVE)
}

/// The number in a cell, with its place.
fn entry(table: &Table<'_>, row: usize, column: usize) -> Option<(Entry, Span)> {
    match (table.content(row, column), table.rows[row].get(column).copied().flatten()) {
        (Content::Entry(entry), Some(span)) => Some((entry, span)),
        _ => None,
    }
}

/// How far a sum of these numbers may be off: nothing for whole counts, else half a unit for each number and for the total.
fn slack(line: &Line, total: &Entry, scaled: bool) -> Decimal {
    let step = line.iter().map(|(e, _)| e.step).chain([total.step]).min().unwrap_or(Decimal::ONE);
    if step == Decimal::ONE && !scaled && !total.percent {
        return Decimal::ZERO;
    }
    let numbers = Decimal::from(line.len() as u64 + 1);
    numbers * step / Decimal::TWO
}

fn sum(line: &[(Entry, Span)]) -> Option<Decimal> {
    line.iter().try_fold(Decimal::ZERO, |sum, (e, _)| sum.checked_add(e.value))
}

fn column_total(table: &Table<'_>, column: usize) -> Option<Footing> {
    let last = table.rows.len() - 1;
    let is_total = |row: usize| table.says(row, 0, vocab::TOTAL);
    let total_row = (1..=last).rev().find(|r| is_total(*r)).filter(|r| column > 0 && *r > 0)?;
    let (total, cell) = entry(table, total_row, column)?;
    let rows = if total_row == 1 { 2..=last } else { 1..=total_row - 1 };
    let (mut plain, mut subtotals, mut detail) = (Line::new(), Line::new(), Line::new());
    let mut since = Line::new();
    for row in rows {
        let number = match table.content(row, column) {
            Content::Entry(_) => entry(table, row, column)?,
            Content::Blank => continue,
            // A number that is not given may be anything.
            Content::Text => return None,
        };
        if is_total(row) || table.says(row, 0, vocab::SUBTOTAL) {
            subtotals.push(number);
            since.clear();
        } else if table.says(row, 0, vocab::OF_WHICH) {
            detail.push(number);
        } else {
            plain.push(number);
            since.push(number);
        }
    }
    let alike =
        plain.iter().all(|(e, _)| e.percent == total.percent && e.currency.is_none() == plain[0].0.currency.is_none());
    if plain.len() < 2 || !alike {
        return None;
    }
    let scaled = table.header_says(column, vocab::SCALED) || table.says(0, 0, vocab::SCALED);
    let all: Line = plain.iter().chain(&detail).copied().collect();
    let grouped: Line = subtotals.iter().chain(&since).copied().collect();
    let fits = |line: &Line| sum(line).is_some_and(|s| (s - total.value).abs() <= slack(line, &total, scaled));
    if [&plain, &since, &subtotals, &grouped, &all].into_iter().any(fits) {
        return None;
    }
    let expected = sum(&plain)?;
    let values = || plain.iter().map(|(e, _)| e.value);
    // Between the least and the most it is an average; a total of percentages is one unless it says 100.
    let average = values().min()? <= total.value && total.value <= values().max()?;
    if average || total.percent && total.value != Decimal::ONE_HUNDRED {
        return None;
    }
    Some(footing(cell, Rule::Column, total.value, expected, &plain))
}

fn footing(cell: Span, rule: Rule, stated: Decimal, expected: Decimal, line: &Line) -> Footing {
    let parts = line.iter().map(|(e, _)| e.value).collect();
    let span = line.iter().fold(line.first().map_or(cell, |l| l.1), |span, l| span.cover(l.1));
    Footing { cell, rule, stated, expected, parts, span }
}

/// A column of shares without a total: more than 100 together, or less where a row takes up the rest.
fn shares(table: &Table<'_>, column: usize) -> Option<Footing> {
    let body = 1..table.rows.len();
    if column == 0 || body.clone().any(|r| table.says(r, 0, vocab::TOTAL) || table.says(r, 0, vocab::OF_WHICH)) {
        return None;
    }
    let line: Option<Line> = body.clone().map(|row| entry(table, row, column)).collect();
    let line = line.filter(|l| l.len() >= 3)?;
    let rest = body.clone().any(|r| table.says(r, 0, vocab::THE_REST));
    let headed = table.header_says(column, vocab::SHARE);
    let percent = line.iter().all(|(e, _)| e.percent) || table.text(0, column).contains('%');
    if !(headed || percent && rest) {
        return None;
    }
    let total = sum(&line)?;
    let steps = line.iter().map(|(e, _)| e.step.min(Decimal::ONE)).min()?;
    let slack = steps * Decimal::from(line.len() as u64) / Decimal::TWO;
    let off = total - Decimal::ONE_HUNDRED;
    // Far from 100 they are no shares of one whole.
    let near = off.abs() <= Decimal::from(25);
    if !near || off <= slack && (off >= -slack || !rest) {
        return None;
    }
    let header = table.rows[0].get(column).copied().flatten().unwrap_or(line[0].1);
    Some(footing(header, Rule::Shares, total, Decimal::ONE_HUNDRED, &line))
}

/// Rows against their column marked Total, where most rows foot.
fn row_totals(table: &Table<'_>) -> Vec<Footing> {
    let Some(column) = (1..table.width()).rev().find(|c| table.header_says(*c, vocab::TOTAL)) else {
        return Vec::new();
    };
    if skip(table, column) {
        return Vec::new();
    }
    let scaled = (0..table.width()).any(|c| table.header_says(c, vocab::SCALED));
    let (mut fit, mut off) = (0, Vec::new());
    for row in 1..table.rows.len() {
        let Some((total, cell)) = entry(table, row, column) else { continue };
        let columns = (1..column).filter(|c| !skip(table, *c) && !table.header_says(*c, vocab::SUBTOTAL));
        let line: Line = columns
            .filter_map(|c| entry(table, row, c))
            .filter(|(e, _)| e.percent == total.percent && (e.currency == total.currency || e.currency.is_none()))
            .collect();
        let Some(expected) = sum(&line).filter(|_| line.len() >= 2) else { continue };
        if (expected - total.value).abs() <= slack(&line, &total, scaled) {
            fit += 1;
        } else {
            off.push(footing(cell, Rule::Row, total.value, expected, &line));
        }
    }
    if fit > off.len() { off } else { Vec::new() }
}

/// A column of running totals beside the column that it runs over, where most rows foot.
fn running(table: &Table<'_>) -> Vec<Footing> {
    let runs = |c: &usize| table.header_says(*c, vocab::RUNNING);
    let Some(column) = (1..table.width()).find(runs) else { return Vec::new() };
    let best = (1..table.width()).filter(|c| *c != column && !skip(table, *c)).map(|c| run(table, c, column));
    best.filter(|(fit, off)| *fit >= 2 && *fit > off.len())
        .max_by_key(|(fit, _)| *fit)
        .map_or(Vec::new(), |(_, off)| off)
}

fn run(table: &Table<'_>, over: usize, column: usize) -> (usize, Vec<Footing>) {
    let (mut fit, mut off) = (0, Vec::new());
    for row in 2..table.rows.len() {
        let before = entry(table, row - 1, column);
        let (Some(before), Some(step), Some((stated, cell))) =
            (before, entry(table, row, over), entry(table, row, column))
        else {
            continue;
        };
        let line = vec![before, step];
        let Some(expected) = sum(&line) else { continue };
        if (expected - stated.value).abs() <= slack(&line, &stated, false) {
            fit += 1;
        } else {
            off.push(footing(cell, Rule::Running, stated.value, expected, &line));
        }
    }
    (fit, off)
}
