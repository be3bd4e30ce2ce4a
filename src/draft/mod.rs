//! Drafts: bytes in, clean text out, with a map from every text offset back to the file.
//!
//! A reader is one file in this room and one line in [`READERS`].

pub(crate) mod archive;
mod asciidoc;
mod builder;
mod columns;
mod csv;
pub mod docx;
mod eml;
mod front_matter;
mod html;
mod ignore;
mod inline;
mod map;
mod markdown;
mod ninjs;
mod nitf;
mod odt;
mod pdf;
mod plain;
mod rst;
mod xlsx;
mod xml;

pub use map::{OffsetMap, Segment};
/// Name of the thread that reads a PDF; what panics in it becomes an error.
pub const PDF_THREAD: &str = pdf::THREAD;

use crate::settings::Limits;
use crate::span::{FileSpan, Span};
use jiff::civil::Date;
use std::borrow::Cow;

/// A reader turns a file's bytes into a draft.
pub trait Reader: Sync {
    /// Name in the JSON contract: "text", "markdown".
    fn name(&self) -> &'static str;
    /// File extensions, lower case, without the point.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether the bytes look like this format, whatever the file is called.
    fn recognises(&self, _bytes: &[u8]) -> bool {
        false
    }
    /// Reads the bytes.
    fn read<'a>(&self, bytes: &'a [u8], limits: &Limits) -> Result<Draft<'a>, ReadError>;
}

/// Every reader; the first is the one for files that no other claims.
pub static READERS: &[&dyn Reader] = &[
    &plain::Plain,
    &markdown::Markdown,
    &rst::Rst,
    &asciidoc::AsciiDoc,
    &odt::Odt,
    &docx::Docx,
    &pdf::Pdf,
    &nitf::Nitf,
    &html::Html,
    &ninjs::Ninjs,
    &eml::Eml,
];

/// Readers for tables, which serve as documents that drafts were written from.
pub static TABLES: &[&dyn Reader] = &[&csv::Csv, &xlsx::Xlsx];

/// Why a file could not be read as a draft. The message names the place and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What is wrong and what to do, one sentence or two, without the file's name.
    pub message: String,
    /// Where in the file, if known.
    pub at: Option<usize>,
}

/// What a stretch of a draft's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading with its level, from 1.
    Heading(u8),
    /// An item of a list; items of one list share its number.
    Item {
        /// Number of the list in the draft.
        list: u32,
    },
    /// A paragraph of a block quotation.
    Quote,
    /// A table cell.
    Cell {
        /// Number of the table in the draft, from 0.
        table: u32,
        /// Row, from 0; the header is row 0.
        row: u32,
        /// Column, from 0.
        column: u32,
        /// Whether it is in the header row.
        header: bool,
    },
    /// A caption of a table or picture.
    Caption,
    /// The text of a footnote.
    Footnote,
}

/// A stretch of text that sentences do not cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where in the clean text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// A link or footnote reference in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The linked words, or the empty span where a footnote is referred to.
    pub span: Span,
    /// Address, or the text of the footnote.
    pub target: String,
    /// Whether it is a footnote.
    pub footnote: bool,
}

/// A mark in the draft that silences checks in the block after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The text that it silences.
    pub span: Span,
    /// The checks that it names; empty for all.
    pub checks: Vec<String>,
    /// How long it stands.
    pub until: Until,
    /// Why it was written.
    pub reason: Option<String>,
}

/// How long an ignore mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// As long as the draft.
    Never,
    /// Up to this day.
    Day(Date),
    /// It names an end that is no day.
    Unreadable,
}

impl Ignore {
    /// Whether it no longer stands on the draft's date. Without that date, no day has passed.
    pub fn has_run_out(&self, on: Option<Date>) -> bool {
        match self.until {
            Until::Never => false,
            Until::Day(day) => on.is_some_and(|on| on > day),
            Until::Unreadable => true,
        }
    }
}

/// What the front matter says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The draft's date.
    pub date: Option<Date>,
    /// Packs that it names.
    pub rules: Vec<String>,
}

/// One document under check.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Name of the reader.
    pub format: &'static str,
    /// The clean text: no markup, no entities, no front matter.
    pub text: Cow<'a, str>,
    /// The file as text, which spans point into. For formats that are not text, the clean text.
    pub file: Cow<'a, str>,
    /// From offsets in `text` to offsets in `file`.
    pub map: OffsetMap,
    /// The blocks of the text, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// Links and footnote references, in order.
    pub links: Vec<Link>,
    /// Silenced stretches.
    pub ignores: Vec<Ignore>,
    /// What the front matter says.
    pub front: FrontMatter,
    /// For formats that are not text: places for people ("paragraph 3"), each from its offset in the text on.
    pub places: Vec<(u32, String)>,
    /// What a reader of the report should know of the reading: pictures left unread, changes taken as accepted.
    pub notes: Vec<String>,
    /// The file as read, for formats that are not text.
    pub original: Option<&'a [u8]>,
}

impl<'a> Draft<'a> {
    /// A draft of a format that is not text: its clean text is what spans point into.
    fn extracted(
        format: &'static str,
        out: builder::Builder,
        places: Vec<(u32, String)>,
        bytes: &'a [u8],
    ) -> Draft<'a> {
        let (text, _, blocks) = out.finish();
        Draft {
            format,
            file: Cow::Owned(text.clone()),
            text: Cow::Owned(text),
            map: OffsetMap::Shift(0),
            blocks,
            links: Vec::new(),
            ignores: Vec::new(),
            front: FrontMatter::default(),
            places,
            notes: Vec::new(),
            original: Some(bytes),
        }
    }

    /// A draft of a format that is text.
    fn of_text(format: &'static str, file: &'a str, out: builder::Builder) -> Draft<'a> {
        let (text, map, blocks) = out.finish();
        Draft {
            format,
            text: Cow::Owned(text),
            file: Cow::Borrowed(file),
            map,
            blocks,
            links: Vec::new(),
            ignores: Vec::new(),
            front: FrontMatter::default(),
            places: Vec::new(),
            notes: Vec::new(),
            original: None,
        }
    }

    /// The text under a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Whether an ignore mark silences this check there.
    pub fn silences(&self, span: Span, check: &str) -> bool {
        // Silenced stretches are whole blocks in order; several marks may name one block.
        let first = self.ignores.partition_point(|i| i.span.end <= span.start);
        let over = self.ignores[first..].iter().take_while(|i| i.span.start < span.end);
        let standing = over.filter(|i| !i.has_run_out(self.front.date));
        standing.into_iter().any(|i| i.checks.is_empty() || i.checks.iter().any(|c| c == check))
    }

    /// Where an offset of the clean text lies, in formats that are not text.
    pub fn place(&self, offset: u32) -> Option<&str> {
        let next = self.places.partition_point(|p| p.0 <= offset);
        self.places.get(next.saturating_sub(1)).map(|p| p.1.as_str())
    }

    /// Where a span of the clean text lies in the file.
    pub fn file_span(&self, span: Span) -> FileSpan {
        self.map.file_span(span)
    }
}

/// Reads a file: by what its bytes look like, else by its extension, else as plain text. Text on standard input, `-`,
/// is taken for Markdown.
pub fn read<'a>(name: &str, bytes: &'a [u8]) -> Result<Draft<'a>, ReadError> {
    read_within(name, bytes, &Limits::default())
}

/// As [`read`], with limits on what is unpacked.
pub fn read_within<'a>(name: &str, bytes: &'a [u8], limits: &Limits) -> Result<Draft<'a>, ReadError> {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    if name == "-" && utf8(bytes).is_ok() {
        return markdown::Markdown.read(bytes, limits);
    }
    let by_content = READERS.iter().find(|r| r.recognises(bytes));
    let by_name = || READERS.iter().find(|r| r.extensions().contains(&extension.as_str()));
    by_content.or_else(by_name).unwrap_or(&READERS[0]).read(bytes, limits)
}

/// Reads a document that drafts were written from: a draft, or a table.
pub fn read_source<'a>(name: &str, bytes: &'a [u8], limits: &Limits) -> Result<Draft<'a>, ReadError> {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let known = READERS.iter().any(|r| r.recognises(bytes));
    let by_content = TABLES.iter().find(|r| r.recognises(bytes));
    let by_name = || TABLES.iter().find(|r| !known && r.extensions().contains(&extension.as_str()));
    match by_content.or_else(by_name) {
        Some(table) => table.read(bytes, limits),
        None => read_within(name, bytes, limits),
    }
}

/// What the front matter of a file says, whatever its format; nothing where it is not text.
pub fn front_matter(bytes: &[u8]) -> FrontMatter {
    let mark = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !(mark.starts_with(b"---") || mark.starts_with(b"+++")) {
        return FrontMatter::default();
    }
    utf8(bytes).map(|text| front_matter::split(text).0).unwrap_or_default()
}

/// The bytes as text, or an error that says what they are instead.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, ReadError> {
    let fail = |message: &str, at| Err(ReadError { message: message.into(), at });
    if bytes.len() > i32::MAX as usize {
        return fail("the file is larger than 2 GB; split it", None);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return fail(
            "the file is an old Word file, or one with a password; save it as .docx without a password",
            Some(0),
        );
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return fail("the file is an archive or a workbook, not text; a workbook is a source, for --against", Some(0));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return fail("the file is UTF-16, not UTF-8; save it as UTF-8", Some(0));
    }
    if let Some(at) = memchr::memchr(0, bytes) {
        return fail("the file is binary, not text; give a text or Markdown file", Some(at));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(e) => fail(
            &format!("the file is not UTF-8: byte {} is invalid; save it as UTF-8", e.valid_up_to() + 1),
            Some(e.valid_up_to()),
        ),
    }
}

/// The note that pictures were not read.
pub(crate) fn pictures(n: usize) -> Vec<String> {
    match n {
        0 => Vec::new(),
        1 => vec!["1 picture was not read".into()],
        n => vec![format!("{n} pictures were not read")],
    }
}
