//! The characters of a PDF with their places. The crate that reads PDF may panic or never end on a damaged file, so it
//! works in a thread of its own, for a limited time.

use super::ReadError;
use crate::settings::Limits;
use flate2::read::ZlibDecoder;
use memchr::memmem;
use pdf_extract::{Dictionary, Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform, output_doc};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Name of the thread that reads a PDF.
pub(crate) const THREAD: &str = "tickmark-pdf";
/// Bytes of that thread's stack.
const STACK: usize = 64 << 20;
/// How deep forms may lie in forms.
const FORMS: usize = 32;

/// A character, or a few that are one sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Left end of its base line, in points.
    pub(super) x: f32,
    /// Height of its base line, from below.
    pub(super) y: f32,
    /// Right end.
    pub(super) end: f32,
    /// Size of its font.
    pub(super) size: f32,
    /// Where it starts in the page's text.
    pub(super) start: u32,
    /// Bytes of it.
    pub(super) len: u32,
}

/// The characters of one page, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
}

fn error(message: impl Into<String>) -> ReadError {
    ReadError { message: message.into(), at: None }
}

/// The pages of a PDF.
pub(super) fn extract(bytes: &[u8], limits: &Limits) -> Result<Vec<Page>, ReadError> {
    check_unpacked(bytes, limits)?;
    let (limit, seconds) = (limits.part, limits.pdf_seconds);
    let time = Duration::from_secs(seconds);
    let (send, receive) = channel();
    let copy = bytes.to_vec();
    let work = move || {
        // Nobody listens any more once the time is over.
        let _ = send.send(pages(&copy, limit, time));
    };
    std::thread::Builder::new()
        .name(THREAD.into())
        .stack_size(STACK)
        .spawn(work)
        .map_err(|e| error(format!("the PDF cannot be read now: {e}")))?;
    match receive.recv_timeout(time) {
        Ok(pages) => pages,
        Err(RecvTimeoutError::Timeout) => {
            Err(error(format!("reading the PDF took longer than {seconds} seconds; raise [limits] pdf_seconds")))
        }
        Err(RecvTimeoutError::Disconnected) => {
            Err(error("the PDF is damaged, or of a kind that cannot be read; save it again, or give its text"))
        }
    }
}

fn pages(bytes: &[u8], limit: u64, time: Duration) -> Result<Vec<Page>, ReadError> {
    let damaged = |e: String| error(format!("the PDF is damaged or cut off ({e}); get it again, or save it again"));
    let mut document = Document::load_mem(bytes).map_err(|e| match e {
        pdf_extract::Error::InvalidPassword | pdf_extract::Error::Decryption(_) => locked(),
        e => damaged(e.to_string()),
    })?;
    if document.is_encrypted() {
        document.decrypt("").map_err(|_| locked())?;
    }
    tame(&mut document)?;
    let mut output = Output { pages: Vec::new(), left: limit, until: Instant::now() + time };
    output_doc(&document, &mut output).map_err(|e| damaged(e.to_string()))?;
    Ok(output.pages)
}

fn locked() -> ReadError {
    error("the PDF is encrypted; save it without a password")
}

/// Refuses a file whose streams unpack to more than is allowed. Pictures are never unpacked, so they do not count.
fn check_unpacked(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let mut left = limits.part;
    let mut sink = [0_u8; 1 << 14];
    for at in memmem::find_iter(bytes, b"stream") {
        let head = &bytes[at.saturating_sub(512)..at];
        let head = memmem::rfind(head, b" obj").map_or(head, |n| &head[n..]);
        let body = bytes[at + 6..].trim_ascii_start();
        // The first byte of a zlib stream.
        if body.first() != Some(&0x78) || memmem::find(head, b"/Image").is_some() {
            continue;
        }
        let mut unpacked = ZlibDecoder::new(body);
        while let Ok(n) = unpacked.read(&mut sink) {
            if n == 0 {
                break;
            }
            left = left.checked_sub(n as u64).ok_or_else(|| {
                let most = limits.part >> 20;
                error(format!("the PDF unpacks to more than {most} MB; raise [limits] part_megabytes"))
            })?;
        }
    }
    Ok(())
}

/// Empties pictures, and refuses forms that hold themselves or lie too deep: the crate would follow them for ever.
fn tame(document: &mut Document) -> Result<(), ReadError> {
    let mut forms: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    for (id, object) in &document.objects {
        if let Object::Stream(stream) = object {
            forms.insert(*id, inner_forms(document, &stream.dict));
        }
    }
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let kind = stream.dict.get(b"Subtype").and_then(|o| o.as_name()).unwrap_or_default();
        if kind == b"Image" {
            stream.content = Vec::new();
            stream.dict.remove(b"Filter");
        } else if kind == b"Form" && !stream.dict.has(b"Resources") {
            // It would use those of its page, itself among them.
            stream.dict.set("Resources", Dictionary::new());
        }
    }
    let mut known: BTreeMap<ObjectId, usize> = BTreeMap::new();
    for id in forms.keys() {
        depth(*id, &forms, &mut known, &mut BTreeSet::new())
            .ok_or_else(|| error("the PDF is damaged: its forms hold themselves; save it again"))?;
    }
    Ok(())
}

/// The forms that a stream's resources name.
fn inner_forms(document: &Document, dict: &Dictionary) -> Vec<ObjectId> {
    let deref = |object| document.dereference(object).ok().map(|(_, o)| o);
    let resources = dict.get(b"Resources").ok().and_then(deref).and_then(|o| o.as_dict().ok());
    let named = resources.and_then(|r| r.get(b"XObject").ok()).and_then(deref).and_then(|o| o.as_dict().ok());
    named.map(|d| d.iter().filter_map(|(_, o)| o.as_reference().ok()).collect()).unwrap_or_default()
}

/// How deep forms lie in this one; `None` where one holds itself, or they lie too deep.
fn depth(
    id: ObjectId,
    forms: &BTreeMap<ObjectId, Vec<ObjectId>>,
    known: &mut BTreeMap<ObjectId, usize>,
    open: &mut BTreeSet<ObjectId>,
) -> Option<usize> {
    if let Some(found) = known.get(&id) {
        return Some(*found);
    }
    if open.len() >= FORMS || !open.insert(id) {
        return None;
    }
    let mut deepest = 0;
    for inner in forms.get(&id).map(Vec::as_slice).unwrap_or_default() {
        deepest = deepest.max(depth(*inner, forms, known, open)? + 1);
    }
    open.remove(&id);
    known.insert(id, deepest);
    Some(deepest).filter(|d| *d < FORMS)
}

/// Collects characters.
struct Output {
    pages: Vec<Page>,
    /// Bytes of text that may still come.
    left: u64,
    until: Instant,
}

impl OutputDev for Output {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.pages.push(Page::default());
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let over = Instant::now() > self.until;
        let left = self.left.checked_sub(text.len() as u64).filter(|_| !over);
        self.left = left.ok_or(OutputError::IoError(std::io::Error::other("too much text")))?;
        let Some(page) = self.pages.last_mut() else { return Ok(()) };
        // Words that run upwards or askew are no prose: water marks, axes of plots.
        if at.m12.abs() > 0.2 * at.m11.abs() || at.m11 <= 0.0 {
            return Ok(());
        }
        let size = (font_size * at.m11).abs().min((font_size * at.m22).abs().max(0.1) * 4.0) as f32;
        let (x, y) = (at.m31 as f32, at.m32 as f32);
        let end = x + width as f32 * size;
        if !(x.is_finite() && y.is_finite() && end.is_finite() && size > 0.0) {
            return Ok(());
        }
        let start = page.text.len() as u32;
        for c in text.chars() {
            match ligature(c) {
                Some(letters) => page.text.push_str(letters),
                None => page.text.push(c),
            }
        }
        page.glyphs.push(Glyph { x, y, end, size, start, len: page.text.len() as u32 - start });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// The letters of a ligature.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_hold_themselves() {
        let id = |n| (n, 0);
        let forms = BTreeMap::from([(id(1), vec![id(2)]), (id(2), vec![id(3)]), (id(3), vec![]), (id(4), vec![id(4)])]);
        let known = &mut BTreeMap::new();
        assert_eq!(depth(id(1), &forms, known, &mut BTreeSet::new()), Some(2));
        assert_eq!(depth(id(4), &forms, known, &mut BTreeSet::new()), None);
        let deep: BTreeMap<_, _> = (0..100).map(|n| (id(n), vec![id(n + 1)])).collect();
        assert_eq!(depth(id(0), &deep, &mut BTreeMap::new(), &mut BTreeSet::new()), None);
    }
}
