//! The only way from a byte offset in a file to a line and a column.

use std::num::NonZeroUsize;

/// A 1-based place in a file: line, and column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: NonZeroUsize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: NonZeroUsize,
}

/// Offsets of the line starts of one file. Lines end at `\n`, `\r\n` or a lone `\r`.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Characters before every [`STEP`]th byte, so that a column in a line of megabytes is found at once.
    /// Empty for ASCII text.
    chars: Vec<u32>,
}

/// Bytes between two counts of characters.
const STEP: usize = 128;

impl LineIndex {
    /// Finds the lines of `text` in one pass.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(at as u32 + 1);
        }
        Self { starts, chars: if text.is_ascii() { Vec::new() } else { counts(bytes) } }
    }

    /// Number of lines, at least 1.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// 0-based line that holds `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&s| s as usize <= offset) - 1
    }

    /// Byte range of 0-based `line` with its line end; empty past the last line.
    pub fn line_range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(line).map_or(text.len(), |&s| s as usize);
        let end = self.starts.get(line + 1).map_or(text.len(), |&s| s as usize);
        start..end
    }

    /// Line and column of `offset` in `text`, the text this index was made of. A byte-order
    /// mark at the start of the file has no column.
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let line = self.line_of(offset);
        let start = self.starts[line] as usize;
        let mark = usize::from(start == 0 && offset > 0 && text.starts_with('\u{feff}'));
        let column = self.chars_before(text, offset).saturating_sub(self.chars_before(text, start) + mark);
        Place { line: NonZeroUsize::MIN.saturating_add(line), column: NonZeroUsize::MIN.saturating_add(column) }
    }

    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let Some(&known) = self.chars.get(offset / STEP) else { return offset };
        let rest = text.as_bytes().get(offset / STEP * STEP..offset).unwrap_or(&[]);
        known as usize + count(rest)
    }
}

fn counts(bytes: &[u8]) -> Vec<u32> {
    let mut chars = vec![0];
    for chunk in bytes.chunks(STEP) {
        chars.push(chars[chars.len() - 1] + count(chunk) as u32);
    }
    chars
}

/// Characters that start in these bytes of UTF-8, at most [`STEP`] of them: few enough to count in a byte, which is what
/// lets a processor count many at once.
fn count(bytes: &[u8]) -> usize {
    usize::from(bytes.iter().fold(0u8, |count, &b| count.wrapping_add(u8::from((b as i8) >= -0x40))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let text = "\u{feff}ab\r\ncé d\rx\n";
        let index = LineIndex::new(text);
        let at = |needle: &str| {
            let p = index.place(text, text.find(needle).unwrap());
            (p.line.get(), p.column.get())
        };
        assert_eq!(at("b"), (1, 2));
        assert_eq!(at("c"), (2, 1));
        assert_eq!(at("d"), (2, 4));
        assert_eq!(at("x"), (3, 1));
        assert_eq!(index.lines(), 4);
    }

    #[test]
    fn columns_of_a_long_line() {
        let text = format!("x\n{}!", "é".repeat(10_000));
        let index = LineIndex::new(&text);
        for (offset, column) in [(2, 1), (2 + 2 * 5_000, 5_001), (text.len() - 1, 10_001), (text.len(), 10_002)] {
            assert_eq!(index.place(&text, offset).column.get(), column);
        }
    }
}
