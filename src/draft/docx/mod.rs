//! Word: the body with its tables, text boxes and footnotes; tracked changes as if accepted; comments left alone.

mod parts;
mod story;

pub use story::{Run, Story};

use super::archive::Archive;
use super::builder::Builder;
use super::{Draft, Link, OffsetMap, ReadError, Reader, pictures};
use crate::settings::Limits;
use crate::span::Span;
use std::borrow::Cow;

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
        let links = links(&body, &parts, limits, &mut out)?;
        let (text, _, blocks) = out.finish();
        Ok(Draft {
            format: self.name(),
            file: Cow::Owned(text.clone()),
            text: Cow::Owned(text),
            map: OffsetMap::Shift(0),
            blocks,
            links,
            ignores: Vec::new(),
            front: Default::default(),
            places: body.places,
            notes,
            original: Some(bytes),
        })
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
        let message = "the archive holds no Word document; save the draft as .docx, Markdown or plain text";
        return Err(ReadError { message: message.into(), at: None });
    };
    let styles = archive.text("word/styles.xml")?.map(|xml| parts::styles(&xml)).unwrap_or_default();
    let targets = archive.text("word/_rels/document.xml.rels")?.map(|xml| parts::targets(&xml)).unwrap_or_default();
    let (footnotes, endnotes) = (archive.text("word/footnotes.xml")?, archive.text("word/endnotes.xml")?);
    Ok(Parts { body, footnotes, endnotes, styles, targets })
}

/// The body of a Word file again, with the way from its clean text to its XML. The text is the start of the draft's.
pub fn body(bytes: &[u8], limits: &Limits) -> Result<(String, OffsetMap, Story), ReadError> {
    let parts = read_parts(bytes, limits)?;
    let mut out = Builder::with_capacity(parts.body.len() / 4);
    let story = story::read(&parts.body, &parts.styles, limits, &mut out)?;
    let (_, map, _) = out.finish();
    Ok((parts.body, map, story))
}

/// Links and footnote references with their targets. The text of the notes is added after the body.
fn links(body: &Story, parts: &Parts, limits: &Limits, out: &mut Builder) -> Result<Vec<Link>, ReadError> {
    let mut links: Vec<Link> = body
        .links
        .iter()
        .filter_map(|(span, id)| Some(Link { span: *span, target: parts.targets.get(id)?.clone(), footnote: false }))
        .collect();
    for (xml, references) in [(&parts.footnotes, &body.footnotes), (&parts.endnotes, &body.endnotes)] {
        let Some(xml) = xml.as_ref().filter(|_| !references.is_empty()) else { continue };
        let notes = story::notes(xml, &parts.styles, limits, out)?;
        for (at, id) in references {
            let target = notes.get(id).cloned().unwrap_or_default();
            links.push(Link { span: Span::new(*at, *at), target, footnote: true });
        }
    }
    links.sort_by_key(|l| l.span);
    Ok(links)
}

#[cfg(test)]
mod tests;
