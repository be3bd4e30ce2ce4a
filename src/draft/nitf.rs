//! NITF: news in XML, as wires send it, also inside of NewsML-G2. Headlines, paragraphs, lists, tables and captions.

use super::builder::Builder;
use super::xml::{self, Piece, attribute};
use super::{BlockKind, Draft, FrontMatter, Link, ReadError, Reader, ignore, pictures, utf8};
use crate::settings::Limits;
use crate::span::Span;
use jiff::civil::Date;
use quick_xml::events::BytesStart;
use std::ops::Range;

/// The reader for NITF.
pub struct Nitf;

impl Reader for Nitf {
    fn name(&self) -> &'static str {
        "nitf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["nitf"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let head = &bytes[..bytes.len().min(2048)];
        let has = |tag: &[u8]| memchr::memmem::find(head, tag).is_some();
        let news = has(b"<newsMessage") || has(b"<newsItem");
        let body =
            || memchr::memmem::find(bytes, b"<nitf").is_some() || memchr::memmem::find(bytes, b"<body").is_some();
        bytes.starts_with(b"<") && (has(b"<nitf") || news && body())
    }

    fn read<'a>(&self, bytes: &'a [u8], limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let file = utf8(bytes)?;
        let start = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut walk = Walk { out: Builder::with_capacity(file.len() / 2), ..Walk::default() };
        xml::pieces(&file[start..], limits, |piece, at| {
            let at = start + at.start..start + at.end;
            match piece {
                Piece::Open(tag) => walk.start(tag, &at),
                Piece::Close(name) => walk.end(name),
                Piece::Text(text) => walk.text(text, &at),
            }
        })?;
        let (notes, date) = (pictures(walk.pictures), walk.issued.or(walk.written));
        let mut links = walk.links;
        links.sort_by_key(|l| l.span);
        let draft = Draft::of_text(self.name(), file, walk.out);
        let ignores = ignore::find(file, &draft.map, &draft.blocks, |_| false);
        Ok(Draft { links, notes, ignores, front: FrontMatter { date, ..FrontMatter::default() }, ..draft })
    }
}

/// Elements that are no part of a draft.
const HIDDEN: [&str; 13] = [
    "head",
    "itemMeta",
    "contentMeta",
    "byline",
    "dateline",
    "distributor",
    "note",
    "rights",
    "media-metadata",
    "media-object",
    "media-producer",
    "pre",
    "tagline",
];

#[derive(Default)]
struct Walk {
    out: Builder,
    hidden: usize,
    /// What the blocks are that are open; text outside of them is no prose.
    kinds: Vec<BlockKind>,
    lists: u32,
    /// Tables so far, and row and column in the open one.
    tables: u32,
    cell: (u32, u32),
    open_links: Vec<(u32, String)>,
    links: Vec<Link>,
    pictures: usize,
    issued: Option<Date>,
    written: Option<Date>,
}

impl Walk {
    /// What an element is as a block.
    fn kind(&self, name: &str) -> Option<BlockKind> {
        Some(match name {
            "hl1" | "h1" => BlockKind::Heading(1),
            "hl2" | "h2" => BlockKind::Heading(2),
            "h3" | "h4" | "h5" | "h6" => BlockKind::Heading(3),
            "li" => BlockKind::Item { list: self.lists },
            "caption" | "media-caption" | "figcaption" => BlockKind::Caption,
            "fn" => BlockKind::Footnote,
            "td" | "th" => {
                let (row, column) = self.cell;
                BlockKind::Cell { table: self.tables, row, column, header: row == 0 && name == "th" }
            }
            "bq" | "blockquote" => BlockKind::Quote,
            // A paragraph in a list, a table or a quotation is part of it.
            "p" | "dt" | "dd" => self.kinds.last().copied().unwrap_or(BlockKind::Paragraph),
            _ => return None,
        })
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: &Range<usize>) {
        let local = tag.local_name();
        let name = local.into_inner();
        self.hidden += usize::from(HIDDEN.contains(&name));
        let day = |name: &str| attribute(tag, name).as_deref().and_then(day);
        match name {
            "ol" | "ul" => self.lists += 1,
            "table" => self.cell = (0, 0),
            "media-reference" | "img" => self.pictures += 1,
            "br" => self.put("\n", at),
            "frac-den" => self.put("/", &(at.start..at.start)),
            "a" => self.open_links.push((self.out.len(), attribute(tag, "href").unwrap_or_default())),
            "date.issue" => self.issued = self.issued.or(day("norm")),
            "story.date" | "date.release" => self.written = self.written.or(day("norm")),
            _ => {}
        }
        if let Some(kind) = self.kind(name) {
            self.out.close();
            self.kinds.push(kind);
        }
    }

    fn end(&mut self, name: &str) {
        self.hidden -= usize::from(HIDDEN.contains(&name)).min(self.hidden);
        if self.kind(name).is_some() {
            self.out.close();
            self.kinds.pop();
        }
        match name {
            "tr" => self.cell = (self.cell.0 + 1, 0),
            "td" | "th" => self.cell.1 += 1,
            "table" => self.tables += 1,
            "a" => {
                if let Some((start, target)) = self.open_links.pop() {
                    let span = Span::new(start, self.out.len());
                    self.links.push(Link { span, target, footnote: false });
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, at: &Range<usize>) {
        if text.len() != at.len() {
            return self.put(text, at);
        }
        let blank = text.trim().is_empty() && !self.out.is_open();
        if self.hidden == 0 && !blank && self.ready() {
            self.out.flow(text, at.start);
        }
    }

    fn put(&mut self, text: &str, at: &Range<usize>) {
        if self.hidden == 0 && self.ready() {
            self.out.put(text, at.clone());
        }
    }

    /// Whether text is prose here; a block is open then.
    fn ready(&mut self) -> bool {
        let Some(kind) = self.kinds.last() else { return false };
        if !self.out.is_open() {
            self.out.open(*kind);
        }
        true
    }
}

/// A date as NITF writes it: "20240314T090000Z" or "2024-03-14".
fn day(norm: &str) -> Option<Date> {
    let digits: String = norm.chars().take_while(|c| *c != 'T').filter(char::is_ascii_digit).collect();
    let part = |range: Range<usize>| digits.get(range)?.parse::<i16>().ok();
    Date::new(part(0..4)?, i8::try_from(part(4..6)?).ok()?, i8::try_from(part(6..8)?).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;

    #[test]
    fn wires() {
        use BlockKind::*;
        let file = "<?xml version=\"1.0\"?>\n<!DOCTYPE nitf SYSTEM \"nitf.dtd\">\n<nitf><head><title>9</title>\
            <docdata><date.issue norm=\"20240314T090000Z\"/></docdata></head><body><body.head><hedline><hl1>Firm &amp; 340</hl1></hedline>\
            <dateline>LONDON 8</dateline></body.head><body.content>\n<p>It has\n  <num>1,720</num> staff, <a href=\"u\">see</a>&nbsp;it.</p>\
            <ul><li>one</li><li><p>two</p></li></ul><bq><p>said</p></bq><table><tr><th>a</th></tr><tr><td>1</td><td>2</td></tr></table>\
            <media><media-reference source=\"x\"/><media-caption><p>A ship</p></media-caption></media></body.content></body></nitf>";
        let draft = draft::read("wire.xml", file.as_bytes()).unwrap();
        assert_eq!((draft.format, draft.front.date.unwrap().to_string().as_str()), ("nitf", "2024-03-14"));
        let found: Vec<_> = draft.blocks.iter().map(|b| (draft.slice(b.span), b.kind)).collect();
        let cell = |row, column, header| Cell { table: 0, row, column, header };
        assert_eq!(
            found,
            [
                ("Firm & 340", Heading(1)),
                ("It has 1,720 staff, see\u{a0}it.", Paragraph),
                ("one", Item { list: 1 }),
                ("two", Item { list: 1 }),
                ("said", Quote),
                ("a", cell(0, 0, true)),
                ("1", cell(1, 0, false)),
                ("2", cell(1, 1, false)),
                ("A ship", Caption),
            ]
        );
        let at = draft.text.find("1,720").unwrap() as u32;
        assert_eq!(&file[draft.file_span(Span::new(at, at + 5)).range()], "1,720");
        assert_eq!(draft.notes, ["1 picture was not read"]);
        for cut in 0..file.len() {
            let _ = draft::read("wire.nitf", &file.as_bytes()[..cut]);
        }
    }

    #[test]
    fn dates() {
        for (norm, want) in
            [("20240314T09", Some("2024-03-14")), ("2024-03-14", Some("2024-03-14")), ("2024", None), ("", None)]
        {
            assert_eq!(day(norm).map(|d| d.to_string()).as_deref(), want, "{norm}");
        }
    }
}
