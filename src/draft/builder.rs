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
    /// How many open elements raise their text above the line.
    raised: usize,
}

/// Raised digits. They stay such: a power or the mark of a note is no more digits of the number before it.
const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

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

    /// What the last closed block is.
    pub(crate) fn last_kind(&self) -> Option<BlockKind> {
        self.blocks.last().map(|b| b.kind)
    }

    /// How many blocks are closed.
    pub(crate) fn block_count(&self) -> usize {
        self.blocks.len()
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
        self.raised = 0;
        let Some((start, kind)) = self.open.take() else { return };
        let text = &self.text[start..];
        let trimmed = text.trim_end().len();
        let lead = text.len() - text.trim_start().len();
        if lead < trimmed {
            let span = Span::new((start + lead) as u32, (start + trimmed) as u32);
            self.blocks.push(Block { span, kind });
        }
    }

    /// From here on text stands above the line, until [`Self::lower`].
    pub(crate) fn raise(&mut self) {
        self.raised += 1;
    }

    /// Ends what [`Self::raise`] began.
    pub(crate) fn lower(&mut self) {
        self.raised = self.raised.saturating_sub(1);
    }

    /// Appends text that stands for a stretch of the file. Stretches of equal length are taken for copies.
    pub(crate) fn put(&mut self, text: &str, from: Range<usize>) {
        if self.raised == 0 || text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
            return self.put_flat(text, from);
        }
        let each = text.len() == from.len();
        for (i, digit) in text.bytes().enumerate() {
            let from = if each { from.start + i..from.start + i + 1 } else { from.clone() };
            self.put_flat(RAISED[usize::from(digit - b'0')], from);
        }
    }

    fn put_flat(&mut self, text: &str, from: Range<usize>) {
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

    /// Appends a copy of a stretch of the file that starts at `from`, in which a run of white space counts as one
    /// space, and as none where a block starts or white space stands before it.
    pub(crate) fn flow(&mut self, text: &str, from: usize) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < text.len() {
            let space = bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
            if space > 0 {
                let fresh = self.open.is_some_and(|(start, _)| start == self.text.len());
                if !fresh && !self.text.ends_with([' ', '\n', '\t']) {
                    self.put(" ", from + at..from + at + space);
                }
                at += space;
                continue;
            }
            // Up to the next white space that is more than one space.
            let mut end = at;
            let more = |end: usize| bytes.get(end + 1).is_some_and(|b| !b.is_ascii_whitespace());
            while end < text.len() && (!bytes[end].is_ascii_whitespace() || bytes[end] == b' ' && more(end)) {
                end += 1;
            }
            self.put(&text[at..end], from + at..from + end);
            at = end;
        }
    }

    /// Appends the blocks of another text, whose offsets `map` leads to the file.
    pub(crate) fn append(&mut self, text: &str, blocks: &[Block], map: &OffsetMap) {
        for block in blocks {
            self.open(block.kind);
            let range = block.span.range();
            let segments = match map {
                OffsetMap::Shift(by) => {
                    self.put(&text[range.clone()], range.start + by..range.end + by);
                    continue;
                }
                OffsetMap::Segments(segments) => segments,
            };
            let first = segments.partition_point(|s| s.text + s.len <= block.span.start);
            let (mut at, mut file) = (range.start, segments.get(first).map_or(0, |s| s.file));
            for s in segments[first..].iter().take_while(|s| s.text < block.span.end) {
                let (start, end) = ((s.text as usize).max(range.start), ((s.text + s.len) as usize).min(range.end));
                // What its reader put in stands for nothing in the file.
                self.put(&text[at..start], file..file);
                let into = start - s.text as usize;
                let copied = s.len as usize == s.file_len;
                let from =
                    if copied { s.file + into..s.file + into + (end - start) } else { s.file..s.file + s.file_len };
                file = from.end;
                self.put(&text[start..end], from);
                at = end;
            }
            self.put(&text[at..range.end], file..file);
        }
        self.close();
    }

    /// Places for people: the number of a paragraph, a table's row and column.
    pub(crate) fn places(&self) -> Vec<(u32, String)> {
        let mut paragraph = 0;
        let name = |block: &Block| {
            let name = match block.kind {
                BlockKind::Heading(1) => "headline".to_string(),
                BlockKind::Cell { table, row, column, .. } => {
                    format!("table {}, row {}, column {}", table + 1, row + 1, column + 1)
                }
                _ => {
                    paragraph += 1;
                    format!("paragraph {paragraph}")
                }
            };
            (block.span.start, name)
        };
        self.blocks.iter().map(name).collect()
    }

    /// The text, its map and its blocks.
    pub(crate) fn finish(mut self) -> (String, OffsetMap, Vec<Block>) {
        self.close();
        (self.text, OffsetMap::Segments(self.segments), self.blocks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_flows() {
        let file = "\n  One two\r\n  three  \n";
        let mut out = Builder::default();
        out.open(BlockKind::Paragraph);
        out.flow(file, 0);
        out.flow(" four\u{a0}\u{a0}\rfive ", 100);
        let (text, map, blocks) = out.finish();
        assert_eq!(text, "One two three four\u{a0}\u{a0} five ");
        assert_eq!(blocks[0].span, Span::new(0, text.trim_end().len() as u32));
        let at = text.find("three").unwrap() as u32;
        let span = map.file_span(Span::new(at, at + 5));
        assert_eq!(&file[span.range()], "three");
    }
}
