//! AsciiDoc: sections, paragraphs, lists, tables and footnotes. Listings, literal and passed-through blocks, comments,
//! attributes and code are left out.

mod markup;

use super::builder::Builder;
use super::inline::{Inline, lines, marker};
use super::{BlockKind, Draft, FrontMatter, Link, ReadError, Reader, front_matter, ignore, pictures, utf8};
use crate::settings::Limits;
use std::ops::Range;

/// The reader for AsciiDoc.
pub struct AsciiDoc;

impl Reader for AsciiDoc {
    fn name(&self) -> &'static str {
        "asciidoc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["adoc", "asciidoc", "asc"]
    }

    fn read<'a>(&self, bytes: &'a [u8], _limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let file = utf8(bytes)?;
        let (front, start) = front_matter::split(file);
        let mut walk = Walk::new(file, lines(file, start), front);
        while walk.at < walk.lines.len() {
            walk.block();
        }
        walk.notes();
        let Walk { out, mut links, front, pictures: n, open, .. } = walk;
        let mut notes = pictures(n);
        notes.extend(
            open.map(|line| format!("the block that opens in line {line} never ends; nothing after it was read")),
        );
        links.sort_by_key(|l| l.span);
        let draft = Draft::of_text(self.name(), file, out);
        let ignores = ignore::find(file, &draft.map, &draft.blocks, |_| false);
        Ok(Draft { links, ignores, front, notes, ..draft })
    }
}

/// Signs that lists' items start with, each up to five times.
const BULLETS: [char; 4] = ['*', '-', '.', '•'];
/// Words before a colon that make a paragraph a notice.
const NOTICES: [&str; 5] = ["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "];

struct Walk<'f> {
    file: &'f str,
    lines: Vec<Range<usize>>,
    at: usize,
    out: Builder,
    front: FrontMatter,
    links: Vec<Link>,
    /// Texts of footnotes, read after everything else, each with the number of its link.
    footnotes: Vec<(usize, Range<usize>)>,
    /// Delimiters of open quotations.
    quotes: Vec<&'f str>,
    /// Whether the next paragraph is a quotation or is no prose, by its attributes.
    style: Style,
    list: Option<u32>,
    lists: u32,
    tables: u32,
    pictures: usize,
    /// The line of a block that never ends.
    open: Option<usize>,
}

/// What attributes make of the next paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Style {
    #[default]
    Plain,
    Quote,
    Hidden,
}

impl<'f> Walk<'f> {
    fn new(file: &'f str, lines: Vec<Range<usize>>, front: FrontMatter) -> Self {
        Self {
            file,
            lines,
            at: 0,
            out: Builder::with_capacity(file.len()),
            front,
            links: Vec::new(),
            footnotes: Vec::new(),
            quotes: Vec::new(),
            style: Style::Plain,
            list: None,
            lists: 0,
            tables: 0,
            pictures: 0,
            open: None,
        }
    }

    fn text(&self, line: usize) -> &'f str {
        self.lines.get(line).map_or("", |r| self.file[r.clone()].trim_end())
    }

    /// One block, or a line that is none; at least one line is used up.
    fn block(&mut self) {
        let text = self.text(self.at);
        let first = text.chars().next().unwrap_or(' ');
        let delimiter = text.len() >= 4 && text.chars().all(|c| c == first);
        if text.trim().is_empty() || text == "+" || text == "'''" || text == "<<<" || text == "--" || text == "---" {
            self.at += 1;
        } else if delimiter && matches!(first, '-' | '.' | '+' | '/') || text.starts_with("```") {
            self.pass(text);
        } else if delimiter && first == '_' {
            if self.quotes.last() == Some(&text) {
                self.quotes.pop();
            } else {
                self.quotes.push(text);
            }
            self.at += 1;
        } else if delimiter && matches!(first, '=' | '*') {
            (self.at, self.list) = (self.at + 1, None);
        } else if matches!(text, "|===" | ",===" | ":===" | "!===") {
            self.table(text);
        } else if text.starts_with("//") {
            self.at += 1;
        } else if let Some((name, value)) = attribute(text) {
            if matches!(name, "revdate" | "date" | "docdate") && self.front.date.is_none() {
                self.front.date = value.trim().get(..10).and_then(|d| d.parse().ok());
            }
            self.at += 1;
        } else if text.starts_with('[') && text.ends_with(']') {
            self.style = style(&text[1..text.len() - 1]).unwrap_or(self.style);
            self.at += 1;
        } else if self.heading(text) || self.macro_line(text) {
            self.at += 1;
        } else if text.starts_with('.')
            && !text.starts_with("..")
            && text[1..].starts_with(|c: char| !c.is_whitespace())
        {
            let start = self.lines[self.at].start + 1;
            let end = self.lines[self.at].end;
            self.at += 1;
            self.put(BlockKind::Caption, start..end);
        } else if let Some(len) = item(text) {
            self.item(len);
        } else {
            self.paragraph(text);
        }
    }

    /// Passes over a block up to its closing delimiter.
    fn pass(&mut self, delimiter: &str) {
        let close = if delimiter.starts_with("```") { "```" } else { delimiter };
        let end = (self.at + 1..self.lines.len()).find(|n| self.text(*n) == close);
        if end.is_none() {
            self.open = Some(self.at + 1);
        }
        self.at = end.map_or(self.lines.len(), |n| n + 1);
        self.style = Style::Plain;
    }

    fn heading(&mut self, text: &str) -> bool {
        let sign = if text.starts_with('#') { '#' } else { '=' };
        let level = text.len() - text.trim_start_matches(sign).len();
        if level == 0 || level > 6 || !text[level..].starts_with(' ') {
            return false;
        }
        let line = self.lines[self.at].clone();
        self.list = None;
        self.put(BlockKind::Heading(level as u8), line.start + level + 1..line.start + text.len());
        // Author and version stand right under the document's title.
        while level == 1 && self.header_line(self.text(self.at + 1)) {
            self.at += 1;
        }
        true
    }

    /// Whether a line under the title is no prose; a version's date is the draft's.
    fn header_line(&mut self, text: &str) -> bool {
        if self.out.block_count() > 1 || text.is_empty() || text.starts_with([':', '[', '/', '.', '=', '|']) {
            return false;
        }
        let date = text
            .split([',', ' '])
            .find_map(|w| w.get(..10).filter(|_| w.len() <= 11)?.trim_end_matches(':').parse().ok());
        let version = text.starts_with('v') && text[1..].starts_with(|c: char| c.is_ascii_digit());
        self.front.date = self.front.date.or(date);
        let author = text.ends_with('>') && text.contains('<') && text.contains('@');
        version || author || date.is_some() && text.len() < 40
    }

    /// A line that is a macro: a picture, an inclusion, a condition.
    fn macro_line(&mut self, text: &str) -> bool {
        let Some((name, rest)) = text.split_once("::") else { return false };
        if !rest.ends_with(']') || name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase()) {
            return false;
        }
        self.pictures += usize::from(matches!(name, "image" | "video"));
        true
    }

    /// The end of the lines that go on with what starts at the line before, and the place of it.
    fn lines_end(&mut self) -> usize {
        loop {
            let text = self.text(self.at);
            let first = text.chars().next().unwrap_or(' ');
            let delimiter = text.len() >= 4 && text.chars().all(|c| c == first) && !first.is_alphanumeric();
            let block =
                text.starts_with("|===") || text.starts_with("```") || text.starts_with('[') && text.ends_with(']');
            if text.trim().is_empty()
                || delimiter
                || block
                || text == "+"
                || text == "--"
                || self.list.is_some() && item(text).is_some()
            {
                return self.lines[self.at - 1].end;
            }
            self.at += 1;
        }
    }

    fn item(&mut self, len: usize) {
        let list = *self.list.get_or_insert_with(|| {
            self.lists += 1;
            self.lists
        });
        let start = self.lines[self.at].start + len;
        self.at += 1;
        let end = self.lines_end();
        self.put(BlockKind::Item { list }, start..end);
    }

    fn paragraph(&mut self, text: &str) {
        let start = self.lines[self.at].start;
        // A line that starts with a blank is literal, unless a list goes on.
        let literal = text.starts_with([' ', '\t']) && self.list.is_none();
        let attached = self.at > 0 && self.text(self.at - 1) == "+";
        let list = self.list.filter(|_| attached);
        if !attached {
            self.list = None;
        }
        self.at += 1;
        let end = self.lines_end();
        let style = std::mem::take(&mut self.style);
        if literal || style == Style::Hidden {
            return;
        }
        let kind = match list {
            Some(list) => BlockKind::Item { list },
            None if style == Style::Quote || !self.quotes.is_empty() => BlockKind::Quote,
            None => BlockKind::Paragraph,
        };
        let notice = NOTICES.iter().find(|n| text.starts_with(**n)).map_or(0, |n| n.len());
        // A term and its meaning stand on one line: "term:: meaning".
        if let Some(n) = text.find(":: ").filter(|n| *n > 0 && notice == 0) {
            self.put(kind, start..start + n);
            return self.put(kind, start + n + 3..end);
        }
        let end = if text.ends_with("::") && end == start + text.len() { end - 2 } else { end };
        self.put(kind, start + notice..end);
    }

    fn table(&mut self, delimiter: &str) {
        let first = self.at + 1;
        let last = (first..self.lines.len()).find(|n| self.text(*n) == delimiter).unwrap_or(self.lines.len());
        self.at = last + 1;
        let sign = match delimiter.as_bytes()[0] {
            b',' => ',',
            b':' => ':',
            b'!' => '!',
            _ => '|',
        };
        let (mut columns, mut cells): (usize, Vec<Range<usize>>) = (0, Vec::new());
        // A blank line behind the first row makes it the header.
        let header = first + 1 < last && self.text(first + 1).trim().is_empty();
        for n in first..last {
            let line = self.lines[n].clone();
            let before = cells.len();
            self.cells(line, sign, &mut cells);
            if columns == 0 {
                columns = cells.len() - before;
            }
        }
        for (n, cell) in cells.into_iter().enumerate() {
            let (row, column) = ((n / columns.max(1)) as u32, (n % columns.max(1)) as u32);
            let kind = BlockKind::Cell { table: self.tables, row, column, header: row == 0 && header };
            self.put(kind, cell);
        }
        self.tables += 1;
        self.style = Style::Plain;
    }

    /// The cells that a line starts; a line without a sign goes on with the last one.
    fn cells(&self, line: Range<usize>, sign: char, cells: &mut Vec<Range<usize>>) {
        let text = &self.file[line.clone()];
        if sign != '|' && sign != '!' {
            let mut at = line.start;
            for part in text.split(sign).filter(|_| !text.trim().is_empty()) {
                cells.push(at..at + part.len());
                at += part.len() + 1;
            }
            return;
        }
        let Some(first) = text.find(sign) else {
            if let Some(last) = cells.last_mut().filter(|_| !text.trim().is_empty()) {
                last.end = line.end;
            }
            return;
        };
        let mut at = line.start + first + 1;
        for part in text[first + 1..].split(sign) {
            // A cell's format stands before its sign: "2+|", "a|".
            let next = at + part.len() + 1;
            let more = next <= line.end;
            let bare = part.trim_end();
            let format = bare.rsplit(' ').next().filter(|f| more && is_format(f)).map_or(0, str::len);
            cells.push(at..at + bare.len() - format.min(bare.len()));
            at = next;
        }
    }

    fn put(&mut self, kind: BlockKind, range: Range<usize>) {
        if self.file[range.clone()].trim().is_empty() {
            return;
        }
        self.out.open(kind);
        self.inline(range);
        self.out.close();
    }

    /// The texts of the footnotes, after everything else.
    fn notes(&mut self) {
        for (link, range) in std::mem::take(&mut self.footnotes) {
            let from = self.out.len();
            self.put(BlockKind::Footnote, range);
            let target = self.out.since(from).trim().to_string();
            if let Some(link) = self.links.get_mut(link) {
                link.target = target;
            }
        }
    }

    fn inline(&mut self, range: Range<usize>) {
        let mut inline = Inline { file: self.file, out: &mut self.out, links: &mut self.links };
        let notes = inline.put(range, markup::is_sign, markup::read);
        self.footnotes.extend(notes);
    }
}

/// The name and value of a line such as ":revdate: 2022-01-10".
fn attribute(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.strip_prefix(':')?.split_once(':')?;
    let fits = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'!'));
    (fits && (value.is_empty() || value.starts_with(' '))).then_some((name, value))
}

/// How long the marker of an item is.
fn item(text: &str) -> Option<usize> {
    let lead = text.len() - text.trim_start().len();
    let body = &text[lead..];
    let sign = body.chars().next().filter(|c| BULLETS.contains(c));
    if let Some(sign) = sign {
        let n = body.len() - body.trim_start_matches(sign).len();
        let count = n / sign.len_utf8();
        let rest = &body[n..];
        return (count <= 5 && rest.starts_with(' ') && rest.len() > 1 && !(sign == '-' && count > 1))
            .then_some(lead + n + 1);
    }
    marker(body, &[]).map(|n| lead + n)
}

/// What an attribute list makes of the next block.
fn style(list: &str) -> Option<Style> {
    let name = list.split([',', '%', '.', '#']).next().unwrap_or("").trim();
    match name {
        "quote" | "verse" => Some(Style::Quote),
        "source" | "listing" | "literal" | "stem" | "pass" | "comment" => Some(Style::Hidden),
        _ => None,
    }
}

/// Whether a word before the sign of a cell says how that cell is set.
fn is_format(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 8
        && (matches!(word, "a" | "d" | "e" | "h" | "l" | "m" | "s")
            || word.contains(['+', '^', '<', '>'])
            || word.ends_with('*'))
        && word.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(c, '+' | '*' | '^' | '<' | '>' | '.' | 'a' | 'd' | 'e' | 'h' | 'l' | 'm' | 's')
        })
}

#[cfg(test)]
mod tests;
