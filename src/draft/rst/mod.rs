//! reStructuredText: sections, paragraphs, lists, tables and footnotes. Directives are left out but for those that hold
//! prose, such as notes; so are literal blocks, comments and code.

mod markup;
mod table;

use super::builder::Builder;
use super::inline::{Inline, indent, lines, marker};
use super::{BlockKind, Draft, FrontMatter, Link, ReadError, Reader, front_matter, ignore, pictures, utf8};
use crate::settings::Limits;
use std::collections::BTreeMap;
use std::ops::Range;

/// The reader for reStructuredText.
pub struct Rst;

impl Reader for Rst {
    fn name(&self) -> &'static str {
        "rst"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rst", "rest"]
    }

    fn read<'a>(&self, bytes: &'a [u8], _limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let file = utf8(bytes)?;
        let (front, start) = front_matter::split(file);
        let mut walk = Walk::new(file, lines(file, start), front);
        walk.all();
        let Walk { out, mut links, notes, front, pictures: n, unread, .. } = walk;
        let mut said = pictures(n);
        if unread > 0 {
            said.push("tables in csv-table and list-table directives were not read".into());
        }
        for link in links.iter_mut().filter(|l| l.footnote) {
            link.target = notes.get(&link.target).cloned().unwrap_or_default();
        }
        links.sort_by_key(|l| l.span);
        let draft = Draft::of_text(self.name(), file, out);
        let ignores = ignore::find(file, &draft.map, &draft.blocks, |_| false);
        Ok(Draft { links, ignores, front, notes: said, ..draft })
    }
}

/// Directives whose content is prose.
const PROSE: [&str; 17] = [
    "note",
    "warning",
    "admonition",
    "important",
    "tip",
    "hint",
    "caution",
    "danger",
    "attention",
    "error",
    "topic",
    "sidebar",
    "epigraph",
    "highlights",
    "pull-quote",
    "compound",
    "table",
];

/// Signs that lists' items start with.
const BULLETS: [char; 5] = ['-', '*', '+', '•', '‣'];

struct Walk<'f> {
    file: &'f str,
    lines: Vec<Range<usize>>,
    at: usize,
    out: Builder,
    front: FrontMatter,
    links: Vec<Link>,
    /// Texts of footnotes by their labels.
    notes: BTreeMap<String, String>,
    /// Styles of section titles, in the order of their levels.
    styles: Vec<(char, bool)>,
    /// Indents of the texts of open items, each with the number of its list.
    items: Vec<(usize, u32)>,
    lists: u32,
    tables: u32,
    /// Indents of open directives that hold prose.
    open: Vec<usize>,
    pictures: usize,
    /// Tables in directives that are not read.
    unread: usize,
    /// Whether an indented block that comes next is literal.
    literal: bool,
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
            notes: BTreeMap::new(),
            styles: Vec::new(),
            items: Vec::new(),
            lists: 0,
            tables: 0,
            open: Vec::new(),
            pictures: 0,
            unread: 0,
            literal: false,
        }
    }

    fn text(&self, line: usize) -> &'f str {
        self.lines.get(line).map_or("", |r| &self.file[r.clone()])
    }

    fn blank(&self, line: usize) -> bool {
        self.text(line).trim().is_empty()
    }

    fn all(&mut self) {
        while self.at < self.lines.len() {
            if self.blank(self.at) {
                self.at += 1;
            } else {
                self.block();
            }
        }
    }

    /// One block from a line that is not blank; at least that line is used up.
    fn block(&mut self) {
        let text = self.text(self.at);
        let depth = indent(text);
        let body = &text[depth..];
        if std::mem::take(&mut self.literal) && depth > self.base() {
            return self.skip(self.base());
        }
        self.items.retain(|(inner, _)| *inner <= depth);
        self.open.retain(|inner| *inner <= depth);
        if body == ".." || body.starts_with(".. ") || body.starts_with("__ ") {
            self.explicit(depth, &body[2..]);
        } else if self.title(depth) {
        } else if body.starts_with("+-") && table::is_border(body) {
            self.table(table::grid(self.file, &self.lines[self.at..]));
        } else if table::is_rule(body) {
            self.table(table::simple(self.file, &self.lines[self.at..]));
        } else if body.starts_with(">>> ") {
            while self.at < self.lines.len() && !self.blank(self.at) {
                self.at += 1;
            }
        } else if let Some(rest) = field(body) {
            self.field(depth, rest);
        } else if let Some(len) = marker(body, &BULLETS) {
            self.item(depth, len);
        } else {
            self.paragraph(depth);
        }
    }

    /// The indent that text has here.
    fn base(&self) -> usize {
        let item = self.items.last().map_or(0, |i| i.0);
        item.max(self.open.last().copied().unwrap_or(0))
    }

    /// Passes over lines that are indented more than this.
    fn skip(&mut self, depth: usize) {
        while self.at < self.lines.len() && (self.blank(self.at) || indent(self.text(self.at)) > depth) {
            self.at += 1;
        }
    }

    /// What starts with two points: a footnote, a directive, a target or a comment.
    fn explicit(&mut self, depth: usize, rest: &str) {
        let rest = rest.trim_start();
        let start = self.lines[self.at].end - rest.len();
        self.at += 1;
        if let Some((label, _)) = rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
            let note = label.to_string();
            let from = self.out.len();
            let end = self.paragraph_end(depth + 1);
            let text = start + label.len() + 2;
            self.put(BlockKind::Footnote, text..end.max(text));
            self.notes.insert(note, self.out.since(from).trim().to_string());
            return;
        }
        let directive = rest.split_once("::").filter(|(n, _)| !n.starts_with('|') && !n.contains(' '));
        let Some((name, argument)) = directive else { return self.skip(depth) };
        let argument_at = start + name.len() + 2..self.lines[self.at - 1].end;
        match name {
            "image" => {
                self.pictures += 1;
                self.skip(depth);
            }
            "figure" => {
                self.pictures += 1;
                self.options();
                self.skip_blank();
                if !self.blank(self.at) && indent(self.text(self.at)) > depth {
                    let from = self.lines[self.at].start + indent(self.text(self.at));
                    self.at += 1;
                    let end = self.paragraph_end(depth + 1);
                    self.put(BlockKind::Caption, from..end.max(self.lines[self.at - 1].end));
                }
                self.skip(depth);
            }
            name if PROSE.contains(&name) => {
                if !argument.trim().is_empty() {
                    let kind = if name == "table" { BlockKind::Caption } else { BlockKind::Paragraph };
                    let end = self.paragraph_end(depth + 1).max(argument_at.end);
                    self.put(kind, argument_at.start..end);
                }
                self.options();
                self.skip_blank();
                let inner = indent(self.text(self.at));
                if !self.blank(self.at) && inner > depth {
                    self.open.push(inner);
                }
            }
            name => {
                self.unread += usize::from(matches!(name, "csv-table" | "list-table"));
                self.skip(depth);
            }
        }
    }

    fn skip_blank(&mut self) {
        while self.at < self.lines.len() && self.blank(self.at) {
            self.at += 1;
        }
    }

    /// Passes over the options of a directive.
    fn options(&mut self) {
        while field(self.text(self.at).trim_start()).is_some() {
            self.at += 1;
        }
    }

    /// A field such as `:date: 2022-01-10`; its value is no prose.
    fn field(&mut self, depth: usize, (name, value): (&str, &str)) {
        if name == "date" && self.front.date.is_none() {
            self.front.date = value.trim().get(..10).and_then(|d| d.parse().ok());
        }
        self.at += 1;
        self.skip(depth);
    }

    /// A section's title: a line of signs under it, perhaps one above it. Also a line of signs alone, which parts.
    fn title(&mut self, depth: usize) -> bool {
        if depth > 0 && self.open.is_empty() {
            let over = adornment(self.text(self.at));
            if over.is_none() {
                return false;
            }
        }
        let here = adornment(self.text(self.at));
        if let Some(sign) = here {
            let (title, under) = (self.at + 1, self.at + 2);
            if !self.blank(title) && adornment(self.text(under)) == Some(sign) && adornment(self.text(title)).is_none()
            {
                self.heading(title, sign, true);
                self.at += 3;
                return true;
            }
            // A line that parts; one of fewer signs is text.
            if self.text(self.at).trim().len() >= 4 && !table::is_rule(self.text(self.at).trim()) {
                self.at += 1;
                return true;
            }
            return false;
        }
        let under = self.text(self.at + 1);
        let Some(sign) = adornment(under).filter(|_| depth == indent(under)) else { return false };
        let (long, title) = (under.trim().chars().count(), self.text(self.at).trim().chars().count());
        if long < title.min(4) {
            return false;
        }
        self.heading(self.at, sign, false);
        self.at += 2;
        true
    }

    fn heading(&mut self, line: usize, sign: char, over: bool) {
        let style = (sign, over);
        let level = self.styles.iter().position(|s| *s == style).unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        let range = self.lines[line].clone();
        self.items.clear();
        self.put(BlockKind::Heading((level + 1).min(6) as u8), range);
    }

    fn item(&mut self, depth: usize, len: usize) {
        let inner = depth + len;
        let number = match self.items.last() {
            Some((_, number)) => *number,
            None => {
                // Items that follow one another are of one list.
                if !matches!(self.out.last_kind(), Some(BlockKind::Item { .. })) {
                    self.lists += 1;
                }
                self.lists
            }
        };
        self.items.push((inner, number));
        let start = self.lines[self.at].start + inner;
        self.at += 1;
        let end = self.paragraph_end(inner);
        self.put(BlockKind::Item { list: number }, start..end.max(start));
    }

    fn paragraph(&mut self, depth: usize) {
        let first = self.at;
        let start = self.lines[first].start + depth;
        self.at += 1;
        // A term and its definition, which is indented under it.
        let defined = !self.blank(self.at) && indent(self.text(self.at)) > depth;
        let end = if defined { self.lines[first].end } else { self.paragraph_end(depth) };
        if defined {
            self.open.push(indent(self.text(self.at)));
        }
        let kind = match self.items.last() {
            Some((_, list)) => BlockKind::Item { list: *list },
            None if depth > self.open.last().copied().unwrap_or(0) => BlockKind::Quote,
            None => BlockKind::Paragraph,
        };
        if self.file[start..end].starts_with("| ") {
            for line in first..self.at {
                let range = self.lines[line].clone();
                let lead = self.file[range.clone()].find("| ").map_or(0, |n| n + 2);
                self.put(kind, range.start + lead..range.end);
            }
            return;
        }
        self.put(kind, start..end);
    }

    /// Goes to the end of a paragraph whose lines are indented at least this much, and says where it ends.
    fn paragraph_end(&mut self, depth: usize) -> usize {
        while !self.blank(self.at) && indent(self.text(self.at)) >= depth && !self.item_starts() {
            self.at += 1;
        }
        self.lines[self.at - 1].end
    }

    /// Whether a line looks like an item, which a list without blank lines goes on with.
    fn item_starts(&self) -> bool {
        let text = self.text(self.at);
        let depth = indent(text);
        let list = self.items.last().is_some_and(|(inner, _)| depth < *inner);
        list && marker(&text[depth..], &BULLETS).is_some()
    }

    fn table(&mut self, table: Option<table::Table>) {
        let Some(table) = table else { return self.paragraph(indent(self.text(self.at))) };
        self.at += table.lines;
        for (row, cells) in table.rows.into_iter().enumerate() {
            for (column, pieces) in cells.into_iter().enumerate().filter(|(_, p)| !p.is_empty()) {
                let (row, column, header) = (row as u32, column as u32, row < table.header);
                self.out.open(BlockKind::Cell { table: self.tables, row, column, header });
                for (n, piece) in pieces.into_iter().enumerate() {
                    if n > 0 {
                        self.out.put(" ", piece.start..piece.start);
                    }
                    self.inline(piece);
                }
                self.out.close();
            }
        }
        self.tables += 1;
    }

    /// A block of prose. Two colons at its end announce a literal block.
    fn put(&mut self, kind: BlockKind, mut range: Range<usize>) {
        let text = self.file[range.clone()].trim_end();
        self.literal = text.ends_with("::");
        if self.literal {
            // "text::" is shown with one of them, "text ::" with none.
            let bare = text.trim_end_matches(':');
            range.end = range.start + bare.len() + usize::from(!bare.ends_with([' ', '\n']) && !bare.is_empty());
        }
        if self.file[range.clone()].trim().is_empty() {
            return;
        }
        self.out.open(kind);
        self.inline(range);
        self.out.close();
    }

    fn inline(&mut self, range: Range<usize>) {
        let mut inline = Inline { file: self.file, out: &mut self.out, links: &mut self.links };
        for (link, label) in inline.put(range, markup::is_sign, markup::read) {
            self.links[link].target = self.file[label].to_string();
        }
    }
}

/// The name and value of a field at the start of a text.
fn field(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.strip_prefix(':')?.split_once(':')?;
    let fits = !name.is_empty() && name.len() < 40 && !name.starts_with(' ') && !name.contains('`');
    (fits && (value.is_empty() || value.starts_with(' '))).then_some((name, value))
}

/// The sign of a line that is nothing but one sign, at least three times.
fn adornment(text: &str) -> Option<char> {
    let text = text.trim_end();
    let sign = text.chars().next().filter(char::is_ascii_punctuation)?;
    (text.len() >= 3 && text.chars().all(|c| c == sign)).then_some(sign)
}

#[cfg(test)]
mod tests;
