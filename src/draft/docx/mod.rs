//! Word: the body with its tables, text boxes and footnotes; tracked changes as if accepted; comments left alone.

mod parts;
mod story;

pub use story::{Reference, Run, Story};

use super::archive::Archive;
use super::builder::Builder;
use super::{Draft, Link, OffsetMap, ReadError, Reader, pictures};
use crate::settings::Limits;
use crate::span::Span;
use std::collections::BTreeMap;

/// The part that holds the body.
pub const BODY: &str = "word/document.xml";

/// The reader for Word files.
pub struct Docx;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        // The first entries of a Word file are its content types and its relations.
        let head = &bytes[..bytes.len().min(4096)];
        bytes.starts_with(b"PK\x03\x04")
            && (memchr::memmem::find(head, b"[Content_Types].xml").is_some()
                || memchr::memmem::find(head, b"word/").is_some())
    }

    fn read<'a>(&self, bytes: &'a [u8], limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let parts = read_parts(bytes, limits)?;
        let mut out = Builder::with_capacity(parts.body.len() / 4);
        let body = story::read(&parts.body, &parts.styles, limits, &mut out)?;
        let mut notes = pictures(body.pictures);
        if body.changes > 0 {
            notes.push("tracked changes were read as if accepted".into());
        }
        let mut places = body.places.clone();
        let mut links = links(&body, &parts);
        for note in note_texts(&body, &parts, limits, &mut out)? {
            let target = out.since(note.span.start)[..note.span.len() as usize].to_string();
            places.push((note.span.start, note.name));
            links.extend(note.reference.map(|r| Link { span: Span::new(r.at, r.at), target, footnote: true }));
        }
        links.sort_by_key(|l| l.span);
        Ok(Draft { links, notes, ..Draft::extracted(self.name(), out, places, bytes) })
    }
}

/// The parts of a Word file that are read.
struct Parts {
    body: String,
    footnotes: Option<String>,
    endnotes: Option<String>,
    styles: parts::Styles,
    targets: parts::Targets,
}

fn read_parts(bytes: &[u8], limits: &Limits) -> Result<Parts, ReadError> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        super::utf8(bytes)?;
    }
    let mut archive = Archive::open(bytes, limits)?;
    let Some(body) = archive.text(BODY)? else {
        let message = if archive.has("xl/workbook.xml") {
            "the file is an Excel workbook, not a draft; as a source it goes to --against"
        } else {
            "the archive holds no Word document; save the draft as .docx, Markdown or plain text"
        };
        return Err(ReadError { message: message.into(), at: None });
    };
    let styles = archive.text("word/styles.xml")?.map(|xml| parts::styles(&xml)).unwrap_or_default();
    let targets = archive.text("word/_rels/document.xml.rels")?.map(|xml| parts::targets(&xml)).unwrap_or_default();
    let (footnotes, endnotes) = (archive.text("word/footnotes.xml")?, archive.text("word/endnotes.xml")?);
    Ok(Parts { body, footnotes, endnotes, styles, targets })
}

/// A Word file's body with the ways from its clean text to its XML, for putting comments into it.
#[derive(Debug)]
pub struct Anchors {
    /// The XML of the body.
    pub xml: String,
    /// From the clean text of the body to its XML. That text is the start of the draft's.
    pub map: OffsetMap,
    /// What the body holds.
    pub story: Story,
    /// Length of the body's clean text.
    pub end: u32,
    /// Where each note starts in the draft's clean text, its name for people ("footnote 2"), and the number of the run
    /// that refers to it.
    pub notes: Vec<(u32, String, Option<usize>)>,
}

/// Reads a Word file's body again, for comments.
pub fn anchors(bytes: &[u8], limits: &Limits) -> Result<Anchors, ReadError> {
    let parts = read_parts(bytes, limits)?;
    let mut out = Builder::with_capacity(parts.body.len() / 4);
    let story = story::read(&parts.body, &parts.styles, limits, &mut out)?;
    let end = out.len();
    let notes = note_texts(&story, &parts, limits, &mut out)?;
    let notes = notes.into_iter().map(|n| (n.span.start, n.name, n.reference.map(|r| r.run))).collect();
    let (_, map, _) = out.finish();
    Ok(Anchors { xml: parts.body, map, story, end, notes })
}

/// Links with their targets.
fn links(body: &Story, parts: &Parts) -> Vec<Link> {
    let link = |(span, id): &(Span, String)| {
        Some(Link { span: *span, target: parts.targets.get(id)?.clone(), footnote: false })
    };
    body.links.iter().filter_map(link).collect()
}

/// A footnote or endnote of the draft.
struct Note<'s> {
    span: Span,
    /// For people: "footnote 2".
    name: String,
    reference: Option<&'s Reference>,
}

/// The notes, whose text is added after the body, in the order of their parts.
fn note_texts<'s>(
    body: &'s Story,
    parts: &Parts,
    limits: &Limits,
    out: &mut Builder,
) -> Result<Vec<Note<'s>>, ReadError> {
    let mut notes = Vec::new();
    for (xml, references, word) in
        [(&parts.footnotes, &body.footnotes, "footnote"), (&parts.endnotes, &body.endnotes, "endnote")]
    {
        let Some(xml) = xml.as_ref().filter(|_| !references.is_empty()) else { continue };
        let numbers: BTreeMap<&str, usize> = references.iter().enumerate().map(|(n, r)| (r.id.as_str(), n)).collect();
        for text in story::notes(xml, &parts.styles, limits, out)?.into_iter().filter(|t| !t.span.is_empty()) {
            let number = numbers.get(text.id.as_str()).copied();
            let name = number.map_or_else(|| word.to_string(), |n| format!("{word} {}", n + 1));
            notes.push(Note { span: text.span, name, reference: number.map(|n| &references[n]) });
        }
    }
    Ok(notes)
}

#[cfg(test)]
mod tests;
