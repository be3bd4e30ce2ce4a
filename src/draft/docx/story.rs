//! One part of a Word file with paragraphs in it, read in one pass.

use super::parts::Styles;
use crate::draft::builder::Builder;
use crate::draft::xml::{self, Piece, attribute};
use crate::draft::{BlockKind, ReadError};
use crate::settings::Limits;
use crate::span::Span;
use quick_xml::events::BytesStart;
use std::ops::Range;

/// A run: text of one formatting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Its element in the XML.
    pub element: Range<usize>,
    /// Its properties, an element in it.
    pub properties: Range<usize>,
    /// The content of its one text element; empty where it holds anything else, too.
    pub content: Range<usize>,
}

/// Where a note is referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where in the clean text.
    pub at: u32,
    /// The note's id.
    pub id: String,
    /// Number of the run that holds the reference, in [`Story::runs`].
    pub run: usize,
}

/// The text of a footnote or endnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteText {
    pub(super) id: String,
    /// Where it stands in the clean text.
    pub(super) span: Span,
}

/// What a part holds beside its text.
#[derive(Debug, Default)]
pub struct Story {
    /// Where paragraphs start in the clean text, and their names for people.
    pub places: Vec<(u32, String)>,
    /// The runs, in order of the XML.
    pub runs: Vec<Run>,
    /// Linked text, each with the id of its relation.
    pub links: Vec<(Span, String)>,
    /// Where footnotes are referred to.
    pub footnotes: Vec<Reference>,
    /// Where endnotes are referred to.
    pub endnotes: Vec<Reference>,
    /// Pictures.
    pub pictures: usize,
    /// Tracked insertions and deletions.
    pub changes: usize,
}

/// Elements whose text is not the draft's: deleted, moved away, field codes, and what newer programs do not read.
const HIDDEN: [&str; 6] = ["del", "moveFrom", "instrText", "Fallback", "delText", "delInstrText"];

/// Reads the body.
pub(super) fn read(xml: &str, styles: &Styles, limits: &Limits, out: &mut Builder) -> Result<Story, ReadError> {
    let mut walk = Walk::new(xml, styles, out);
    walk.all(limits, |_, _| {})?;
    Ok(walk.story)
}

/// Reads footnotes or endnotes.
pub(super) fn notes(
    xml: &str,
    styles: &Styles,
    limits: &Limits,
    out: &mut Builder,
) -> Result<Vec<NoteText>, ReadError> {
    let mut walk = Walk::new(xml, styles, out);
    walk.note = true;
    let mut notes = Vec::new();
    let mut open: Option<(String, u32)> = None;
    walk.all(limits, |walk, tag| match tag {
        Some(tag) => open = attribute(tag, "id").map(|id| (id, walk.out.len())),
        None => {
            if let Some((id, start)) = open.take() {
                let text = walk.out.since(start);
                let lead = (text.len() - text.trim_start().len()) as u32;
                let span = Span::new(start + lead, start + lead + text.trim().len() as u32);
                notes.push(NoteText { id, span });
            }
        }
    })?;
    Ok(notes)
}

struct Walk<'w> {
    xml: &'w str,
    styles: &'w Styles,
    out: &'w mut Builder,
    story: Story,
    note: bool,
    hidden: usize,
    /// Whether text is prose here: inside a text element.
    text: bool,
    paragraph: usize,
    heading: Option<u8>,
    list: Option<u32>,
    /// Open tables: number, row, column.
    tables: Vec<(u32, u32, u32)>,
    table_count: u32,
    run: Option<Run>,
    /// How many pieces of content the open run holds.
    pieces: usize,
    /// Whether the open run stands above the line, and whether it is hidden.
    raised: bool,
    vanished: bool,
    links: Vec<(u32, Option<String>)>,
}

impl<'w> Walk<'w> {
    fn new(xml: &'w str, styles: &'w Styles, out: &'w mut Builder) -> Self {
        Self {
            xml,
            styles,
            out,
            story: Story::default(),
            note: false,
            hidden: 0,
            text: false,
            paragraph: 0,
            heading: None,
            list: None,
            tables: Vec::new(),
            table_count: 0,
            run: None,
            pieces: 0,
            raised: false,
            vanished: false,
            links: Vec::new(),
        }
    }

    /// Reads to the end; `note` is told where a footnote opens, with its tag, and where it closes.
    fn all(
        &mut self,
        limits: &Limits,
        mut note: impl FnMut(&mut Self, Option<&BytesStart<'_>>),
    ) -> Result<(), ReadError> {
        xml::pieces(self.xml, limits, |piece, range| match piece {
            Piece::Open(tag) => {
                if matches!(tag.local_name().into_inner(), "footnote" | "endnote") {
                    note(self, Some(tag));
                }
                self.open(tag, range);
            }
            Piece::Close(name) => {
                self.close(name, range);
                if matches!(name, "footnote" | "endnote") {
                    note(self, None);
                }
            }
            Piece::Text(text) if self.text && self.hidden == 0 => self.put(text, range.clone()),
            Piece::Text(_) => {}
        })
    }

    fn put(&mut self, text: &str, range: Range<usize>) {
        if !self.out.is_open() {
            let kind = match (self.tables.last(), self.heading, self.list) {
                _ if self.note => BlockKind::Footnote,
                (Some(&(table, row, column)), ..) => BlockKind::Cell { table, row, column, header: row == 0 },
                (None, Some(level), _) => BlockKind::Heading(level),
                (None, None, Some(list)) => BlockKind::Item { list },
                _ => BlockKind::Paragraph,
            };
            self.out.open(kind);
            let place = match self.tables.last() {
                Some((table, row, column)) => format!("table {}, row {}, column {}", table + 1, row + 1, column + 1),
                None => format!("paragraph {}", self.paragraph),
            };
            self.story.places.push((self.out.len(), place));
        }
        self.out.put(text, range);
    }

    fn open(&mut self, tag: &BytesStart<'_>, range: &Range<usize>) {
        let local = tag.local_name();
        let name = local.into_inner();
        self.story.changes += usize::from(matches!(name, "ins" | "del"));
        self.hidden += usize::from(HIDDEN.contains(&name));
        match name {
            "p" if self.hidden == 0 => {
                self.out.close();
                self.paragraph += 1;
                (self.heading, self.list) = (None, None);
            }
            "pStyle" => {
                let id = attribute(tag, "val").unwrap_or_default();
                self.heading = self.styles.get(&id).copied().or_else(|| super::parts::level(&id));
            }
            "numId" => self.list = attribute(tag, "val").and_then(|v| v.parse().ok()).filter(|n| *n > 0),
            "tbl" => {
                self.out.close();
                self.tables.push((self.table_count, 0, 0));
                self.table_count += 1;
            }
            "r" => {
                self.run = Some(Run { element: range.clone(), ..Run::default() });
                self.pieces = 0;
            }
            "rPr" => {
                if let Some(run) = &mut self.run {
                    run.properties = range.clone();
                }
            }
            "vertAlign" if self.run.is_some() && !self.raised => {
                self.raised = attribute(tag, "val").is_some_and(|v| v == "superscript");
                if self.raised {
                    self.out.raise();
                }
            }
            // What is hidden is in no printed draft.
            "vanish" if self.run.is_some() && !self.vanished => {
                self.vanished = attribute(tag, "val").is_none_or(|v| !matches!(v.as_str(), "0" | "false" | "off"));
                self.hidden += usize::from(self.vanished);
            }
            "t" => {
                self.text = true;
                self.pieces += 1;
                if let Some(run) = &mut self.run {
                    run.content = range.end..range.end;
                }
            }
            "tab" | "br" | "cr" if self.hidden == 0 && self.run.is_some() => {
                self.pieces += 1;
                let sign = if name == "tab" { "\t" } else { "\n" };
                self.put(sign, range.clone());
            }
            "noBreakHyphen" if self.hidden == 0 => {
                self.pieces += 1;
                self.put("\u{2011}", range.clone());
            }
            "footnoteReference" | "endnoteReference" => {
                self.pieces += 1;
                let list = if name.starts_with('f') { &mut self.story.footnotes } else { &mut self.story.endnotes };
                let (at, run) = (self.out.len(), self.story.runs.len());
                list.extend(attribute(tag, "id").map(|id| Reference { at, id, run }));
            }
            "hyperlink" => self.links.push((self.out.len(), attribute(tag, "id"))),
            "pic" if self.hidden == 0 => self.story.pictures += 1,
            "drawing" | "pict" | "object" | "fldChar" => self.pieces += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str, range: &Range<usize>) {
        self.hidden -= usize::from(HIDDEN.contains(&name)).min(self.hidden);
        match name {
            "p" if self.hidden == 0 => {
                self.out.close();
                (self.heading, self.list) = (None, None);
            }
            "tbl" => drop(self.tables.pop()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.1, table.2) = (table.1 + 1, 0);
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.2 += 1;
                }
            }
            "t" => {
                self.text = false;
                if let Some(run) = &mut self.run {
                    run.content.end = range.start.max(run.content.start);
                }
            }
            "rPr" => {
                if let Some(run) = &mut self.run {
                    run.properties.end = range.end;
                }
            }
            "r" => {
                if std::mem::take(&mut self.raised) {
                    self.out.lower();
                }
                self.hidden -= usize::from(std::mem::take(&mut self.vanished)).min(self.hidden);
                if let Some(mut run) = self.run.take() {
                    run.element.end = range.end;
                    if self.pieces != 1 {
                        run.content = 0..0;
                    }
                    self.story.runs.push(run);
                }
            }
            "hyperlink" => {
                if let Some((start, Some(id))) = self.links.pop() {
                    self.story.links.push((Span::new(start, self.out.len()), id));
                }
            }
            _ => {}
        }
    }
}
