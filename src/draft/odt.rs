//! OpenDocument text: the body with its tables, lists, text boxes and notes. Tracked changes are read as if accepted;
//! comments are left alone.

use super::archive::Archive;
use super::builder::Builder;
use super::xml::{self, Piece, attribute};
use super::{BlockKind, Draft, Link, ReadError, Reader, pictures};
use crate::settings::Limits;
use crate::span::Span;
use quick_xml::events::BytesStart;
use std::ops::Range;

/// The reader for OpenDocument text.
pub struct Odt;

/// What the first entry of an OpenDocument file says, at a fixed place.
const MIMETYPE: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.";

impl Reader for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") && bytes.get(30..).is_some_and(|b| b.starts_with(MIMETYPE))
    }

    fn read<'a>(&self, bytes: &'a [u8], limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let fail = |message: &str| Err(ReadError { message: message.into(), at: None });
        let mut archive = Archive::open(bytes, limits)?;
        if archive.text("META-INF/manifest.xml")?.is_some_and(|m| m.contains("encryption-data")) {
            return fail("the file is encrypted; save it without a password");
        }
        let Some(content) = archive.text("content.xml")? else {
            return fail("the archive holds no OpenDocument text; save the draft as .odt, .docx or plain text");
        };
        if !content.contains(":text>") && !content.contains(":text ") {
            return fail("the file is an OpenDocument file, but no text; save the draft as .odt, .docx or plain text");
        }
        let mut walk = Walk::new(&content);
        walk.part(0..content.len(), limits)?;
        walk.notes(limits)?;
        let mut notes = pictures(walk.pictures);
        if walk.changes > 0 {
            notes.push("tracked changes were read as if accepted".into());
        }
        let links = std::mem::take(&mut walk.links);
        let places = std::mem::take(&mut walk.places);
        Ok(Draft { links, notes, ..Draft::extracted(self.name(), walk.out, places, bytes) })
    }
}

/// Elements whose text is not the draft's: comments, deleted text, contents and indexes, forms, alternative texts.
const HIDDEN: [&str; 20] = [
    "annotation",
    "tracked-changes",
    "forms",
    "table-of-content",
    "illustration-index",
    "table-index",
    "object-index",
    "user-index",
    "alphabetical-index",
    "bibliography",
    "sequence-decls",
    "user-field-decls",
    "variable-decls",
    "script",
    "title",
    "desc",
    "ruby-text",
    "note-citation",
    "object",
    "event-listeners",
];

/// A note whose text is read after the body.
struct Note {
    /// Where it is referred to in the clean text.
    at: u32,
    /// Its name for people: "footnote 2".
    name: String,
    /// Its text in the XML.
    body: Range<usize>,
}

struct Walk<'x> {
    xml: &'x str,
    out: Builder,
    hidden: usize,
    /// Open paragraphs and headings; text is prose in them only.
    open: Vec<Option<u8>>,
    paragraph: usize,
    /// Numbers of open lists.
    lists: Vec<u32>,
    list_count: u32,
    /// Open tables: number, row, column, and how many columns the open cell takes.
    tables: Vec<(u32, u32, u32, u32)>,
    table_count: u32,
    links: Vec<Link>,
    open_links: Vec<(u32, String)>,
    notes: Vec<Note>,
    footnotes: usize,
    endnotes: usize,
    /// The name of the note that is read.
    note: Option<String>,
    places: Vec<(u32, String)>,
    pictures: usize,
    changes: usize,
}

impl<'x> Walk<'x> {
    fn new(xml: &'x str) -> Self {
        Self {
            xml,
            out: Builder::with_capacity(xml.len() / 4),
            hidden: 0,
            open: Vec::new(),
            paragraph: 0,
            lists: Vec::new(),
            list_count: 0,
            tables: Vec::new(),
            table_count: 0,
            links: Vec::new(),
            open_links: Vec::new(),
            notes: Vec::new(),
            footnotes: 0,
            endnotes: 0,
            note: None,
            places: Vec::new(),
            pictures: 0,
            changes: 0,
        }
    }

    fn part(&mut self, range: Range<usize>, limits: &Limits) -> Result<(), ReadError> {
        let xml = &self.xml[range.clone()];
        xml::pieces(xml, limits, |piece, at| {
            let at = range.start + at.start..range.start + at.end;
            match piece {
                Piece::Open(tag) => self.start(tag, &at),
                Piece::Close(name) => self.end(name, &at),
                Piece::Text(text) => self.text(text, &at),
            }
        })
    }

    /// The texts of the notes, after the body.
    fn notes(&mut self, limits: &Limits) -> Result<(), ReadError> {
        for note in std::mem::take(&mut self.notes) {
            self.out.close();
            let start = self.out.len();
            self.note = Some(note.name);
            self.part(note.body, limits)?;
            let target = self.out.since(start).trim().to_string();
            self.links.push(Link { span: Span::new(note.at, note.at), target, footnote: true });
        }
        self.links.sort_by_key(|l| l.span);
        Ok(())
    }

    fn text(&mut self, text: &str, at: &Range<usize>) {
        if self.hidden > 0 || self.open.is_empty() || text.is_empty() {
            return;
        }
        if text.len() != at.len() {
            return self.put(text, at);
        }
        if !self.out.is_open() && text.trim().is_empty() {
            return;
        }
        self.ready();
        self.out.flow(text, at.start);
    }

    fn put(&mut self, text: &str, at: &Range<usize>) {
        if self.hidden == 0 && !self.open.is_empty() {
            self.ready();
            self.out.put(text, at.clone());
        }
    }

    /// Opens a block, if none is open.
    fn ready(&mut self) {
        if self.out.is_open() {
            return;
        }
        let kind = match (self.tables.last(), self.open.last(), self.lists.last()) {
            _ if self.note.is_some() => BlockKind::Footnote,
            (Some(&(table, row, column, _)), ..) => BlockKind::Cell { table, row, column, header: row == 0 },
            (None, Some(Some(level)), _) => BlockKind::Heading(*level),
            (None, _, Some(&list)) => BlockKind::Item { list },
            _ => BlockKind::Paragraph,
        };
        self.out.open(kind);
        let place = match (&self.note, self.tables.last()) {
            (Some(name), _) => name.clone(),
            (None, Some((table, row, column, _))) => {
                format!("table {}, row {}, column {}", table + 1, row + 1, column + 1)
            }
            (None, None) => format!("paragraph {}", self.paragraph),
        };
        self.places.push((self.out.len(), place));
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: &Range<usize>) {
        let local = tag.local_name();
        let name = local.into_inner();
        self.hidden += usize::from(HIDDEN.contains(&name));
        self.changes += usize::from(name == "changed-region");
        match name {
            // One in a note or a comment does not end the paragraph around it.
            "p" | "h" => {
                if self.hidden == 0 {
                    self.out.close();
                    self.paragraph += 1;
                }
                let level = attribute(tag, "outline-level").and_then(|l| l.parse().ok()).unwrap_or(1);
                self.open.push((name == "h").then_some(level));
            }
            "list" => {
                if self.lists.is_empty() {
                    self.list_count += 1;
                }
                self.lists.push(self.list_count);
            }
            "table" => {
                self.out.close();
                self.tables.push((self.table_count, 0, 0, 1));
                self.table_count += 1;
            }
            "table-cell" | "covered-table-cell" => {
                let n = attribute(tag, "number-columns-repeated").and_then(|n| n.parse().ok()).unwrap_or(1_u32);
                if let Some(table) = self.tables.last_mut() {
                    table.3 = n.clamp(1, 1024);
                }
            }
            "s" => {
                let n = attribute(tag, "c").and_then(|n| n.parse().ok()).unwrap_or(1_usize);
                self.put(&" ".repeat(n.clamp(1, 100)), at);
            }
            "tab" => self.put("\t", at),
            "line-break" => self.put("\n", at),
            "a" => self.open_links.push((self.out.len(), attribute(tag, "href").unwrap_or_default())),
            "image" if self.hidden == 0 => self.pictures += 1,
            "note" => {
                let end = attribute(tag, "note-class").is_some_and(|c| c == "endnote");
                let count = if end { &mut self.endnotes } else { &mut self.footnotes };
                *count += usize::from(self.hidden == 0);
                let name = format!("{} {count}", if end { "endnote" } else { "footnote" });
                if self.hidden == 0 && self.note.is_none() {
                    self.notes.push(Note { at: self.out.len(), name, body: 0..0 });
                }
            }
            "note-body" => {
                if let Some(note) = self.notes.last_mut().filter(|_| self.hidden == 0) {
                    note.body = at.end..at.end;
                }
                self.hidden += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, at: &Range<usize>) {
        self.hidden -= usize::from(HIDDEN.contains(&name)).min(self.hidden);
        match name {
            "p" | "h" => {
                if self.hidden == 0 {
                    self.out.close();
                }
                self.open.pop();
            }
            "list" => drop(self.lists.pop()),
            "table" => {
                self.out.close();
                self.tables.pop();
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = self.tables.last_mut() {
                    table.2 = table.2.saturating_add(table.3);
                }
            }
            "table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.1, table.2) = (table.1 + 1, 0);
                }
            }
            "a" => {
                if let Some((start, target)) = self.open_links.pop() {
                    let span = Span::new(start, self.out.len());
                    self.links.push(Link { span, target, footnote: false });
                }
            }
            "note-body" => {
                self.hidden -= 1.min(self.hidden);
                if let Some(note) = self.notes.last_mut().filter(|_| self.hidden == 0) {
                    note.body.end = at.start.max(note.body.start);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    fn odt(content: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let body = format!("<o:document-content><o:body><o:text>{content}</o:text></o:body></o:document-content>");
        for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &body)] {
            zip.start_file(name, plain).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn blocks_notes_and_places() {
        use BlockKind::*;
        let bytes = odt(
            "<t:tracked-changes><t:changed-region><t:deletion><t:p>99</t:p></t:deletion></t:changed-region></t:tracked-changes>\
            <t:h t:outline-level=\"2\">A &amp; B</t:h>\
            <t:p>Up  1<t:span>2</t:span><t:s t:c=\"2\"/>\n of<t:note t:note-class=\"footnote\"><t:note-citation>1</t:note-citation>\
            <t:note-body><t:p>Of 18 men.</t:p></t:note-body></t:note> all<o:annotation><t:p>7</t:p></o:annotation>.</t:p>\
            <t:list><t:list-item><t:p>one</t:p><t:list><t:list-item><t:p>in</t:p></t:list-item></t:list></t:list-item></t:list>\
            <b:table><b:table-row><b:table-cell><t:p>a</t:p></b:table-cell><b:table-cell b:number-columns-repeated=\"2\"/>\
            <b:table-cell><t:p>b</t:p></b:table-cell></b:table-row></b:table>\
            <t:p>See <t:a x:href=\"https://x.org\">it</t:a><d:image/></t:p>",
        );
        let draft = draft::read("story.doc", &bytes).unwrap();
        let found: Vec<_> = draft.blocks.iter().map(|b| (draft.slice(b.span), b.kind)).collect();
        assert_eq!(
            found,
            [
                ("A & B", Heading(2)),
                ("Up 12  of all.", Paragraph),
                ("one", Item { list: 1 }),
                ("in", Item { list: 1 }),
                ("a", Cell { table: 0, row: 0, column: 0, header: true }),
                ("b", Cell { table: 0, row: 0, column: 3, header: true }),
                ("See it", Paragraph),
                ("Of 18 men.", Footnote),
            ]
        );
        assert_eq!(draft.place(draft.text.find("18").unwrap() as u32), Some("footnote 1"));
        assert_eq!(draft.place(draft.text.find("12").unwrap() as u32), Some("paragraph 2"));
        assert_eq!(draft.notes, ["1 picture was not read", "tracked changes were read as if accepted"]);
        let links: Vec<_> = draft.links.iter().map(|l| (draft.slice(l.span), l.target.as_str())).collect();
        assert_eq!(links, [("", "Of 18 men."), ("it", "https://x.org")]);
    }

    #[test]
    fn bad_files_are_refused_and_nothing_panics() {
        let good = odt("<t:p>About 120 trees.</t:p>");
        for cut in 0..good.len() {
            let _ = draft::read("a.odt", &good[..cut]);
            let mut flipped = good.clone();
            flipped[cut] ^= 0x55;
            let _ = draft::read("a.odt", &flipped);
        }
        let message = |bytes: &[u8]| Odt.read(bytes, &Limits::default()).unwrap_err().message;
        assert!(message(&odt(&"<t:x>".repeat(600))).contains("raise [limits] depth"));
        assert!(message(b"PK\x03\x04").contains("damaged or cut off"));
    }
}
