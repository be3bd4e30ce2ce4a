//! From offsets in the clean text to offsets in the file.

use crate::span::{FileSpan, Span};

/// A stretch of clean text and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it starts in the clean text.
    pub text: u32,
    /// Where it starts in the file.
    pub file: usize,
    /// Its length in the clean text.
    pub len: u32,
    /// Its length in the file: the same for text copied as it is, another for an entity.
    pub file_len: usize,
}

/// Segments in order of the text. Text between segments was put in by the reader and maps to
/// the file's nearest copied place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OffsetMap {
    /// The text is the file from this offset on.
    Shift(usize),
    /// The text is put together from segments.
    Segments(Vec<Segment>),
}

impl OffsetMap {
    /// The file's span for a span of the text. Both ends snap outwards over entities.
    pub fn file_span(&self, span: Span) -> FileSpan {
        match self {
            OffsetMap::Shift(by) => FileSpan::new(span.start as usize + by, span.end as usize + by),
            OffsetMap::Segments(segments) => {
                let start = Self::at(segments, span.start, false);
                let end = if span.is_empty() { start } else { Self::at(segments, span.end, true) };
                FileSpan::new(start, end.max(start))
            }
        }
    }

    fn at(segments: &[Segment], offset: u32, end: bool) -> usize {
        // The segment that holds the offset; for an end, the one that holds the byte before.
        let i = segments.partition_point(|s| if end { s.text < offset } else { s.text <= offset });
        let Some(s) = i.checked_sub(1).map(|i| &segments[i]) else {
            return segments.first().map_or(0, |s| s.file);
        };
        let into = offset - s.text;
        if into > s.len || into == s.len && !end {
            // Between segments.
            return if end { s.file + s.file_len } else { segments.get(i).map_or(s.file + s.file_len, |n| n.file) };
        }
        if s.len as usize == s.file_len {
            s.file + into as usize
        } else if into == 0 {
            s.file
        } else if end {
            s.file + s.file_len
        } else {
            s.file
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_snap() {
        // file: "a&amp;b **c**" -> text "a&b c"
        let map = OffsetMap::Segments(vec![
            Segment { text: 0, file: 0, len: 1, file_len: 1 },
            Segment { text: 1, file: 1, len: 1, file_len: 5 },
            Segment { text: 2, file: 6, len: 2, file_len: 2 },
            Segment { text: 4, file: 10, len: 1, file_len: 1 },
        ]);
        for (span, want) in
            [((0, 1), (0, 1)), ((1, 2), (1, 6)), ((0, 3), (0, 7)), ((4, 5), (10, 11)), ((2, 5), (6, 11))]
        {
            assert_eq!(map.file_span(Span::new(span.0, span.1)), FileSpan::new(want.0, want.1), "{span:?}");
        }
    }
}
