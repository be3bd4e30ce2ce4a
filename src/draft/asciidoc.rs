//! AsciiDoc: sections, paragraphs, lists, tables and footnotes. Listings, literal and passed-through blocks, comments,
//! attributes and code are left out.

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
        let Walk { out, mut links, front, pictures: n, .. } = walk;
        links.sort_by_key(|l| l.span);
        let draft = Draft::of_text(self.name(), file, out);
        let ignores = ignore::find(file, &draft.map, &draft.blocks, |_| false);
        Ok(Draft { links, ignores, front, notes: pictures(n), ..draft })
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
        let (start, end) = (range.start, range.end);
        let bytes = self.file.as_bytes();
        let (mut at, mut from) = (start, start);
        let sign =
            |b: &u8| matches!(b, b'`' | b'*' | b'_' | b'#' | b'^' | b'~' | b'{' | b'<' | b'[' | b'+' | b'\\' | b':');
        while let Some(n) = bytes[at..end].iter().position(sign) {
            let here = at + n;
            let Some((back, next, what)) = markup(&inline, here, from, start, end) else {
                at = here + 1;
                continue;
            };
            inline.flow(from..back);
            match what {
                Markup::Nothing => {}
                Markup::Text(words) => inline.flow(words),
                Markup::Object => inline.object(back..next),
                Markup::Link(words, target) => inline.link(words, &self.file[target]),
                Markup::Note(text) => {
                    self.footnotes.push((inline.links.len(), text));
                    inline.note("");
                }
            }
            (at, from) = (next, next);
        }
        inline.flow(from..end);
    }
}

/// What a mark stands for.
enum Markup {
    Nothing,
    Text(Range<usize>),
    Object,
    Link(Range<usize>, Range<usize>),
    Note(Range<usize>),
}

/// The markup at `at`: where it starts, which may be up to `from` before, where it ends, and what it is.
fn markup(inline: &Inline<'_, '_>, at: usize, from: usize, start: usize, end: usize) -> Option<(usize, usize, Markup)> {
    let rest = &inline.file[at..end];
    let pair = |mark: &str| {
        let close = inline.close(mark, at + mark.len(), end).filter(|_| inline.opens(at, mark.len(), start))?;
        Some((close + mark.len(), at + mark.len()..close))
    };
    let text = |found: Option<(usize, Range<usize>)>| found.map(|(next, words)| (at, next, Markup::Text(words)));
    match rest.as_bytes()[0] {
        b'`' => pair("`").map(|(next, _)| (at, next, Markup::Object)),
        sign @ (b'*' | b'_' | b'#') => {
            let sign = char::from(sign);
            let double = rest[1..].starts_with(sign);
            let mark = if double { format!("{sign}{sign}") } else { sign.to_string() };
            text(pair(&mark).filter(|(next, _)| double || inline.ends(*next, end)))
        }
        sign @ (b'^' | b'~') => {
            let mark = char::from(sign).to_string();
            let close = inline.close(&mark, at + 1, end.min(at + 40)).filter(|c| !inline.file[at..*c].contains(' '))?;
            // A single tilde is "about".
            let after = inline.file[start..at].chars().next_back().is_some_and(char::is_alphanumeric);
            after.then_some((at, close + 1, Markup::Text(at + 1..close)))
        }
        b'\\' => rest[1..].starts_with(|c: char| c.is_ascii_punctuation()).then_some((at, at + 1, Markup::Nothing)),
        b'{' => {
            let close = rest.bytes().take(60).position(|b| b == b'}')?;
            let name = &rest[1..close];
            let fits = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
            let next = at + name.len() + 2;
            let blank = matches!(name, "nbsp" | "sp" | "empty" | "zwsp");
            fits.then_some((at, next, if blank { Markup::Nothing } else { Markup::Object }))
        }
        // "<<target,words>>"
        b'<' if rest.starts_with("<<") => {
            let close = inline.close(">>", at + 2, end)?;
            let inner = &inline.file[at + 2..close];
            let what = match inner.find(',') {
                Some(n) => Markup::Link(at + 3 + n..close, at + 2..at + 2 + n),
                None => Markup::Object,
            };
            Some((at, close + 2, what))
        }
        // " +" at the end of a line breaks it.
        b'+' => {
            let breaks = rest[1..].starts_with(['\n', '\r']) && inline.file[start..at].ends_with(' ');
            breaks.then_some((at, at + 1, Markup::Nothing))
        }
        // "name:target[words]": the name stands before the colon.
        b':' => {
            let before = &inline.file[from..at];
            let name = before.len() - before.bytes().rev().take_while(u8::is_ascii_lowercase).count();
            let (back, name) = (from + name, &before[name..]);
            let address = matches!(name, "http" | "https" | "ftp" | "mailto");
            let known = address
                || matches!(
                    name,
                    "link" | "xref" | "image" | "footnote" | "kbd" | "stem" | "latexmath" | "pass" | "icon"
                );
            let reach = &rest[..rest.len().min(400)];
            let stop = reach[1..].find(|c: char| c.is_whitespace() || c == '[').map(|n| n + 1);
            if !known || name.is_empty() {
                return None;
            }
            let Some(open) = stop.filter(|n| reach.as_bytes()[*n] == b'[') else {
                // An address alone is no prose.
                let next = at + stop.unwrap_or(reach.len());
                return (address && rest[1..].starts_with('/')).then_some((back, next, Markup::Object));
            };
            let open = at + open;
            let close = inline
                .close("]", open + 1, end)
                .or_else(|| inline.file[open + 1..end].starts_with(']').then_some(open + 1))?;
            let words = open + 1..close;
            let what = match name {
                "footnote" => Markup::Note(words),
                "image" | "kbd" | "stem" | "latexmath" | "icon" => Markup::Object,
                "pass" => Markup::Text(words),
                _ if words.is_empty() => Markup::Object,
                _ => Markup::Link(words, if address { back..open } else { at + 1..open }),
            };
            Some((back, close + 1, what))
        }
        _ => None,
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
mod tests {
    use super::*;
    use crate::span::Span;

    fn read(file: &str) -> Draft<'_> {
        AsciiDoc.read(file.as_bytes(), &Limits::default()).unwrap()
    }

    fn blocks(file: &str) -> Vec<(String, BlockKind)> {
        let draft = read(file);
        draft.blocks.iter().map(|b| (draft.slice(b.span).to_string(), b.kind)).collect()
    }

    #[test]
    fn kinds() {
        use BlockKind::*;
        let cell = |row, column, header| Cell { table: 0, row, column, header };
        for (file, want) in [
            (
                "= Title\nAnn B <a@x.org>\nv1.2, 2022-01-10\n:toc:\n\nText.\nMore.\n\n== Sub\n",
                vec![("Title", Heading(1)), ("Text. More.", Paragraph), ("Sub", Heading(2))],
            ),
            (
                "* one\nmore\n* two\n+\nstill two\n** in\n\nB\n\n. x",
                vec![
                    ("one more", Item { list: 1 }),
                    ("two", Item { list: 1 }),
                    ("still two", Item { list: 1 }),
                    ("in", Item { list: 1 }),
                    ("B", Paragraph),
                    ("x", Item { list: 2 }),
                ],
            ),
            (
                "----\ncode 5\n----\n\n[source,c]\nint 6;\n\n // no 7\n\n////\n8\n////\n\n....\n9\n....\n  literal 10\n\nB",
                vec![("B", Paragraph)],
            ),
            (
                ".A caption\n[quote, Ann]\nIt is 5.\n\n____\nAnd 6.\n____\n\nNOTE: Beware of 7.",
                vec![("A caption", Caption), ("It is 5.", Quote), ("And 6.", Quote), ("Beware of 7.", Paragraph)],
            ),
            (
                "|===\n|Region |Jobs\n\n|North\n|120\n2+|both\n|===\n\nB",
                vec![
                    ("Region", cell(0, 0, true)),
                    ("Jobs", cell(0, 1, true)),
                    ("North", cell(1, 0, false)),
                    ("120", cell(1, 1, false)),
                    ("both", cell(2, 0, false)),
                    ("B", Paragraph),
                ],
            ),
            (
                "image::x.png[Two dogs]\ninclude::y.adoc[]\n\nterm:: meaning 5",
                vec![("term", Paragraph), ("meaning 5", Paragraph)],
            ),
            (
                "Up *12* of _13_, `14`, a\\*b, 5 * 6, km^2^, ~7, link:/x[it], https://x.org[that], https://x.org/5 and {v} <<a,see>>.",
                vec![("Up 12 of 13, \u{fffc}, a*b, 5 * 6, km2, ~7, it, that, \u{fffc} and \u{fffc} see.", Paragraph)],
            ),
        ] {
            let want: Vec<_> = want.into_iter().map(|(t, k)| (t.to_string(), k)).collect();
            assert_eq!(blocks(file), want, "{file:?}");
        }
    }

    #[test]
    fn footnotes_dates_marks_and_spans() {
        let file = "= T\n:revdate: 2022-01-10\n\n// tickmark: ignore\nUp *5*.footnote:[By the *office*.]\n";
        let draft = read(file);
        assert_eq!(draft.front.date.unwrap().to_string(), "2022-01-10");
        assert_eq!(draft.slice(draft.ignores[0].span), "Up 5.");
        assert_eq!((draft.links[0].target.as_str(), draft.links[0].footnote), ("By the office.", true));
        assert_eq!(draft.blocks.last().unwrap().kind, BlockKind::Footnote);
        let at = draft.text.find('5').unwrap() as u32;
        assert_eq!(&file[draft.file_span(Span::new(at, at + 1)).range()], "5");
    }
}
