//! Lines of text from characters with places.

use super::glyphs::{Glyph, Page};
use std::collections::BTreeMap;

/// A line: what stands on one height, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Number of its page, from 1.
    pub(super) page: usize,
    /// Left end, in points.
    pub(super) x: f32,
    /// Height, from below.
    pub(super) y: f32,
    /// Right end.
    pub(super) end: f32,
    /// Size of its font.
    pub(super) size: f32,
    /// Its stretches, parted by wide gaps: more than one is a row of a table, or nearly.
    pub(super) cells: Vec<String>,
}

impl Line {
    /// Its text.
    pub(super) fn text(&self) -> String {
        self.cells.join("  ")
    }
}

/// A gap of this many sizes parts two cells.
const CELL_GAP: f32 = 1.5;
/// A gap of this many sizes parts two words.
const WORD_GAP: f32 = 0.12;

/// The lines of all pages, without what runs along their tops and bottoms.
pub(super) fn lines(pages: &[Page]) -> Vec<Line> {
    let mut all: Vec<Vec<Line>> = pages.iter().enumerate().map(|(n, page)| of_page(page, n + 1)).collect();
    let mut running: BTreeMap<String, usize> = BTreeMap::new();
    for lines in &all {
        let mut edges: Vec<String> = edges(lines).into_iter().map(|i| bare(&lines[i].text())).collect();
        edges.sort();
        edges.dedup();
        for edge in edges {
            *running.entry(edge).or_default() += 1;
        }
    }
    for lines in &mut all {
        for i in edges(lines).into_iter().rev() {
            let text = bare(&lines[i].text());
            let number_only = text.is_empty() || matches!(text.as_str(), "page" | "page of");
            let often = running.get(&text).copied().unwrap_or(0);
            if often >= 3 || number_only && lines.len() > 1 {
                lines.remove(i);
            }
        }
    }
    all.into_iter().flatten().collect()
}

/// The highest and the lowest line of a page.
fn edges(lines: &[Line]) -> Vec<usize> {
    let by_height = |a: &usize, b: &usize| lines[*a].y.total_cmp(&lines[*b].y);
    let mut edges: Vec<usize> =
        [(0..lines.len()).max_by(by_height), (0..lines.len()).min_by(by_height)].into_iter().flatten().collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// A line without its digits, to tell running heads by.
fn bare(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn of_page(page: &Page, number: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut open: Option<Line> = None;
    for glyph in &page.glyphs {
        let text = page.text.get(glyph.start as usize..(glyph.start + glyph.len) as usize).unwrap_or("");
        if open.as_ref().is_some_and(|line| is_label(line, glyph)) {
            open = None;
        }
        let goes_on = open.as_ref().is_some_and(|line| on_line(line, glyph));
        if !goes_on {
            lines.extend(open.take().filter(|l| !l.text().trim().is_empty()));
            if text.trim().is_empty() {
                continue;
            }
            let Glyph { x, y, size, end, .. } = *glyph;
            open = Some(Line { page: number, x, y, end, size, cells: vec![text.to_string()] });
        } else if let Some(line) = &mut open {
            add(line, glyph, text);
        }
    }
    lines.extend(open.filter(|l| !l.text().trim().is_empty()));
    lines
}

/// Whether a line so far is nothing but the small raised number of the note that a character starts.
fn is_label(line: &Line, glyph: &Glyph) -> bool {
    let raised = line.size < 0.85 * glyph.size && line.y > glyph.y + 0.1 * glyph.size;
    let near = (glyph.x - line.end).abs() < 2.0 * glyph.size && line.y - glyph.y < 0.8 * glyph.size;
    raised && near && line.cells.iter().all(|c| c.trim().bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a character goes on with a line: on its height, or a little raised or lowered, and not far back.
fn on_line(line: &Line, glyph: &Glyph) -> bool {
    let size = line.size.max(glyph.size);
    let level = (glyph.y - line.y).abs() < if glyph.size < 0.85 * line.size { 0.6 * size } else { 0.3 * size };
    level && glyph.x > line.end - 0.5 * size
}

fn add(line: &mut Line, glyph: &Glyph, text: &str) {
    let gap = glyph.x - line.end;
    let raised = glyph.size < 0.85 * line.size && glyph.y > line.y + 0.1 * line.size;
    let Some(cell) = line.cells.last_mut() else { return };
    if raised && gap < line.size && text.chars().all(|c| c.is_ascii_digit()) {
        // A raised digit is a power behind a metre, else the mark of a note.
        let power = match (cell.chars().last(), text) {
            (Some('m'), "2") => "²",
            (Some('m'), "3") => "³",
            _ => "",
        };
        cell.push_str(power);
        line.end = glyph.end.max(line.end);
        return;
    }
    if text.trim().is_empty() {
        if !cell.is_empty() && !cell.ends_with(' ') {
            cell.push(' ');
        }
    } else if gap > CELL_GAP * line.size && !cell.trim().is_empty() {
        line.cells.push(text.to_string());
    } else {
        if gap > WORD_GAP * line.size && !cell.ends_with(' ') && !cell.is_empty() {
            cell.push(' ');
        }
        cell.push_str(text);
    }
    if !text.trim().is_empty() {
        line.end = glyph.end.max(line.end);
        if glyph.size > line.size {
            line.size = glyph.size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_numbers() {
        let mut page = Page::default();
        let mut x = 50.0;
        // The mark of a note, a power, and the label of the note itself.
        for (text, y, size) in [
            ("5,000", 700.0, 10.0),
            ("1", 704.0, 6.0),
            (" km", 700.0, 10.0),
            ("2", 704.0, 6.0),
            ("1", 54.0, 6.0),
            ("Of 18", 50.0, 10.0),
        ] {
            if y < 100.0 && text == "1" {
                x = 50.0;
            }
            let start = page.text.len() as u32;
            page.text.push_str(text);
            let end = x + 0.5 * size * text.len() as f32;
            page.glyphs.push(Glyph { x, y, end, size, start, len: text.len() as u32 });
            x = end;
        }
        let found: Vec<_> = of_page(&page, 1).iter().map(Line::text).collect();
        assert_eq!(found, ["5,000 km²", "Of 18"]);
    }
}
