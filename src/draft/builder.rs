//! Puts a clean text together, block by block, and remembers where each stretch came from.

use super::{Block, BlockKind, OffsetMap, Segment};
use crate::span::Span;
use std::ops::Range;

/// Between two blocks of the clean text.
const GAP: &str = "\n\n";

/// What stands in the clean text for something inline that is no prose, such as code: it keeps the
/// words on either side apart.
pub(crate) const OBJECT: &str = "\u{fffc}";

/// A clean text under construction.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    text: String,
    segments: Vec<Segment>,
    blocks: Vec<Block>,
    open: Option<(usize, BlockKind)>,
}

impl Builder {
    /// A builder with room for a file of `len` bytes.
    pub(crate) fn with_capacity(len: usize) -> Self {
        Self { text: String::with_capacity(len), ..Self::default() }
    }

    /// Length of the text so far.
    pub(crate) fn len(&self) -> u32 {
        self.text.len() as u32
    }

    /// The text so far from `start` on.
    pub(crate) fn since(&self, start: u32) -> &str {
        self.text.get(start as usize..).unwrap_or("")
    }

    /// Whether a block is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens a block; the one before is closed.
    pub(crate) fn open(&mut self, kind: BlockKind) {
        self.close();
        if !self.text.is_empty() {
            self.text.push_str(GAP);
        }
        self.open = Some((self.text.len(), kind));
    }

    /// Closes the open block; one without text is dropped.
    pub(crate) fn close(&mut self) {
        let Some((start, kind)) = self.open.take() else { return };
        let text = &self.text[start..];
        let trimmed = text.trim_end().len();
        let lead = text.len() - text.trim_start().len();
        if lead < trimmed {
            let span = Span::new((start + lead) as u32, (start + trimmed) as u32);
            self.blocks.push(Block { span, kind });
        }
    }

    /// Appends text that stands for a stretch of the file. Stretches of equal length are taken for copies.
    pub(crate) fn put(&mut self, text: &str, from: Range<usize>) {
        let (at, len) = (self.text.len() as u32, text.len() as u32);
        self.text.push_str(text);
        if len == 0 {
            return;
        }
        let copied = text.len() == from.len();
        if let Some(last) = self.segments.last_mut() {
            let follows = last.text + last.len == at && last.file + last.file_len == from.start;
            if follows && copied && last.len as usize == last.file_len {
                last.len += len;
                last.file_len += from.len();
                return;
            }
        }
        self.segments.push(Segment { text: at, file: from.start, len, file_len: from.len() });
    }

    /// The text, its map and its blocks.
    pub(crate) fn finish(mut self) -> (String, OffsetMap, Vec<Block>) {
        self.close();
        (self.text, OffsetMap::Segments(self.segments), self.blocks)
    }
}
