//! PDF: the text layer, in paragraphs. Places are pages. What is poor in it is said.

mod glyphs;
mod layout;
mod lines;

pub(crate) use glyphs::THREAD;

use super::builder::Builder;
use super::{Draft, ReadError, Reader};
use crate::settings::Limits;

/// The reader for PDF.
pub struct Pdf;

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        // Some programs write something before the mark.
        memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
    }

    fn read<'a>(&self, bytes: &'a [u8], limits: &Limits) -> Result<Draft<'a>, ReadError> {
        if !self.recognises(bytes) {
            return Err(ReadError {
                message: match bytes {
                    [] => "the file is empty; get it again".into(),
                    _ => "the file is no PDF, whatever its name says; rename it".into(),
                },
                at: None,
            });
        }
        let pages = glyphs::extract(bytes, limits)?;
        if pages.iter().all(|p| p.glyphs.is_empty()) {
            let message = "the PDF has no text: it is a scan or a picture; run text recognition over it first";
            return Err(ReadError { message: message.into(), at: None });
        }
        let notes = poor(&pages);
        let (mut out, mut places) = (Builder::default(), Vec::new());
        layout::put(&lines::lines(&pages), &mut out, &mut places);
        Ok(Draft { notes, ..Draft::extracted(self.name(), out, places, bytes) })
    }
}

/// What is poor in the text: pages without any, and characters that stand for nothing.
fn poor(pages: &[glyphs::Page]) -> Vec<String> {
    let mut notes = Vec::new();
    let empty = pages.iter().filter(|p| p.glyphs.is_empty()).count();
    match empty {
        0 => {}
        1 => notes.push("1 page has no text and was not read: a scan or a picture".into()),
        n => notes.push(format!("{n} pages have no text and were not read: scans or pictures")),
    }
    let (mut all, mut bad) = (0_usize, 0_usize);
    for c in pages.iter().flat_map(|p| p.text.chars()).filter(|c| !c.is_whitespace()) {
        all += 1;
        bad += usize::from(c.is_control() || matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}'));
    }
    if bad * 50 > all {
        notes
            .push("the text of this PDF is poor: many of its characters have no meaning; compare with the page".into());
    }
    notes
}

#[cfg(test)]
mod tests;
