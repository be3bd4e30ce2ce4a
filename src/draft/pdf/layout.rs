//! Paragraphs, headings, items and tables from lines.

use super::lines::Line;
use crate::draft::BlockKind;
use crate::draft::builder::Builder;

/// Signs that a list's items start with; some fonts write them as private characters.
const BULLETS: [char; 9] = ['•', '▪', '◦', '‣', '●', '■', '\u{f0b7}', '\u{f0a7}', '\u{e00f}'];

/// Puts lines into blocks, each with its page.
pub(super) fn put(lines: &[Line], out: &mut Builder, places: &mut Vec<(u32, String)>) {
    let body = body_size(lines);
    let mut layout = Layout { body, out, places, tables: 0, lists: 0, open: None, margin: 0.0 };
    let mut i = 0;
    while i < lines.len() {
        let rows = rows(&lines[i..]);
        if rows > 0 {
            layout.table(&lines[i..i + rows]);
            i += rows;
        } else {
            layout.line(i.checked_sub(1).map(|p| &lines[p]), &lines[i]);
            i += 1;
        }
    }
    layout.close();
}

/// The size that most of the text has.
fn body_size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = lines.iter().map(|l| (l.size, l.cells.iter().map(String::len).sum())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|s| s.1).sum::<usize>() / 2;
    let mut seen = 0;
    for (size, n) in &sizes {
        seen += n;
        if seen > half {
            return *size;
        }
    }
    10.0
}

/// How many lines from the first on are rows of one table: at least three, with as many cells each, evenly set.
fn rows(lines: &[Line]) -> usize {
    let Some(cells) = lines.first().map(|l| l.cells.len()).filter(|n| *n > 1) else { return 0 };
    let like = |l: &Line| l.cells.len() == cells && l.page == lines[0].page;
    let drop = |n: usize| lines[n - 1].y - lines[n].y;
    let mut n = 1;
    // A row that stands far below the others is of another table.
    while n < lines.len() && like(&lines[n]) && drop(n) > 0.0 && drop(n) < 1.8 * drop(1) {
        n += 1;
    }
    if n >= 3 { n } else { 0 }
}

/// A block while its lines are put together.
struct Open {
    kind: BlockKind,
    page: usize,
    text: String,
}

struct Layout<'o> {
    body: f32,
    out: &'o mut Builder,
    places: &'o mut Vec<(u32, String)>,
    tables: u32,
    lists: u32,
    open: Option<Open>,
    /// Right end of the page's widest line so far.
    margin: f32,
}

impl Layout<'_> {
    fn close(&mut self) {
        if let Some(Open { kind, page, text }) = self.open.take() {
            self.block(kind, page, &text);
        }
    }

    fn block(&mut self, kind: BlockKind, page: usize, text: &str) {
        self.out.open(kind);
        self.places.push((self.out.len(), format!("page {page}")));
        self.out.put(text.trim(), 0..0);
        self.out.close();
    }

    fn table(&mut self, rows: &[Line]) {
        self.close();
        for (row, line) in rows.iter().enumerate() {
            let header = row == 0 && !line.text().contains(|c: char| c.is_ascii_digit());
            for (column, cell) in line.cells.iter().enumerate() {
                let (table, row, column) = (self.tables, row as u32, column as u32);
                self.block(BlockKind::Cell { table, row, column, header }, line.page, cell);
            }
        }
        self.tables += 1;
    }

    fn line(&mut self, before: Option<&Line>, line: &Line) {
        if before.is_none_or(|b| b.page != line.page) {
            self.margin = 0.0;
        }
        self.margin = self.margin.max(line.end);
        let text = line.text();
        let text = text.trim();
        let bullet = text.starts_with(BULLETS);
        let goes_on = !bullet && before.is_some_and(|b| !self.parts(b, line, text));
        if let Some(open) = self.open.as_mut().filter(|_| goes_on) {
            join(&mut open.text, text);
            return;
        }
        let in_list = matches!(self.open, Some(Open { kind: BlockKind::Item { .. }, .. }));
        self.close();
        let kind = if bullet {
            self.lists += u32::from(!in_list);
            BlockKind::Item { list: self.lists }
        } else if line.size > 1.15 * self.body {
            BlockKind::Heading(if line.size > 1.4 * self.body { 1 } else { 2 })
        } else {
            BlockKind::Paragraph
        };
        self.open = Some(Open { kind, page: line.page, text: text.trim_start_matches(BULLETS).trim_start().into() });
    }

    /// Whether a new block starts with a line.
    fn parts(&self, before: &Line, line: &Line, text: &str) -> bool {
        let size = before.size;
        let ended = before.text().trim_end().ends_with(['.', '!', '?', '”', '"', ':', ')']);
        let lower = text.starts_with(|c: char| c.is_lowercase());
        if line.cells.len() > 1 || before.cells.len() > 1 || (line.size - size).abs() > 0.1 * size {
            return true;
        }
        let drop = before.y - line.y;
        if before.page != line.page || drop < 0.0 {
            // The next page or column goes on with a sentence that is open.
            return ended || !lower;
        }
        let short = before.end < self.margin - 2.0 * size;
        let indented = line.x > before.x + 0.8 * size && ended;
        drop > 1.6 * size || indented || ended && short
    }
}

/// Goes on with a text; a word that is parted at the end of its line is put together.
fn join(text: &mut String, line: &str) {
    let mut back = text.trim_end().chars().rev();
    let hyphen = matches!(back.next(), Some('-' | '\u{ad}' | '\u{2010}'));
    let parted = hyphen && back.next().is_some_and(char::is_alphabetic) && line.starts_with(|c: char| c.is_lowercase());
    if parted {
        text.truncate(text.trim_end().len());
        text.pop();
    } else if !text.ends_with(' ') {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x: f32, y: f32, end: f32, size: f32, cells: &[&str]) -> Line {
        Line { page: 1, x, y, end, size, cells: cells.iter().map(|c| c.to_string()).collect() }
    }

    #[test]
    fn blocks() {
        use BlockKind::*;
        let cell = |row, column, header| Cell { table: 0, row, column, header };
        let lines = [
            line(50.0, 700.0, 300.0, 18.0, &["A heading"]),
            line(50.0, 660.0, 500.0, 10.0, &["The first sentence of this is long, and its last word is infor-"]),
            line(50.0, 648.0, 200.0, 10.0, &["mation. It ends."]),
            line(50.0, 636.0, 495.0, 10.0, &["A second paragraph follows without a gap and goes on to the end of"]),
            line(50.0, 624.0, 480.0, 10.0, &["this ten-"]),
            line(50.0, 612.0, 480.0, 10.0, &["Year plan."]),
            line(50.0, 590.0, 480.0, 10.0, &["• one"]),
            line(50.0, 578.0, 480.0, 10.0, &["• two"]),
            line(50.0, 550.0, 300.0, 10.0, &["Region", "Jobs"]),
            line(50.0, 538.0, 300.0, 10.0, &["North", "120"]),
            line(50.0, 526.0, 300.0, 10.0, &["South", "180"]),
            line(50.0, 500.0, 300.0, 10.0, &["Left", "over 5"]),
        ];
        let (mut out, mut places) = (Builder::default(), Vec::new());
        put(&lines, &mut out, &mut places);
        let (text, _, blocks) = out.finish();
        let found: Vec<_> = blocks.iter().map(|b| (&text[b.span.range()], b.kind)).collect();
        assert_eq!(
            found,
            [
                ("A heading", Heading(1)),
                ("The first sentence of this is long, and its last word is information. It ends.", Paragraph),
                ("A second paragraph follows without a gap and goes on to the end of this ten- Year plan.", Paragraph),
                ("one", Item { list: 1 }),
                ("two", Item { list: 1 }),
                ("Region", cell(0, 0, true)),
                ("Jobs", cell(0, 1, true)),
                ("North", cell(1, 0, false)),
                ("120", cell(1, 1, false)),
                ("South", cell(2, 0, false)),
                ("180", cell(2, 1, false)),
                ("Left  over 5", Paragraph),
            ]
        );
        assert_eq!(places.len(), blocks.len());
    }
}
