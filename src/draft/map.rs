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

    /// The map over two steps: `self` leads from the text to something in between, whose offsets `inner` leads on to
    /// the file.
    pub(crate) fn over(&self, inner: &OffsetMap) -> OffsetMap {
        let (outer, inner) = match (self, inner) {
            (OffsetMap::Segments(outer), OffsetMap::Segments(inner)) => (outer, inner),
            (OffsetMap::Segments(outer), OffsetMap::Shift(by)) => {
                return OffsetMap::Segments(outer.iter().map(|s| Segment { file: s.file + by, ..*s }).collect());
            }
            (OffsetMap::Shift(0), _) => return inner.clone(),
            (OffsetMap::Shift(by), OffsetMap::Shift(more)) => return OffsetMap::Shift(by + more),
            (OffsetMap::Shift(by), OffsetMap::Segments(inner)) => {
                let by = *by as u32;
                let moved = inner.iter().filter(|s| s.text >= by).map(|s| Segment { text: s.text - by, ..*s });
                return OffsetMap::Segments(moved.collect());
            }
        };
        let mut segments: Vec<Segment> = Vec::with_capacity(outer.len());
        for s in outer {
            if s.len as usize != s.file_len {
                let span = Span::new(s.file as u32, (s.file + s.file_len) as u32);
                let at = Self::at(inner, span.start, false);
                let end = Self::at(inner, span.end, true).max(at);
                segments.push(Segment { file: at, file_len: end - at, ..*s });
                continue;
            }
            // A copy is cut where the segments in between are.
            let (start, end) = (s.file as u32, (s.file + s.file_len) as u32);
            let first = inner.partition_point(|i| i.text + i.len <= start);
            for i in inner[first..].iter().take_while(|i| i.text < end) {
                let (from, to) = (i.text.max(start), (i.text + i.len).min(end));
                let piece = Segment { text: s.text + (from - start), len: to - from, ..*i };
                let copied = i.len as usize == i.file_len;
                let (file, file_len) = if copied {
                    (i.file + (from - i.text) as usize, (to - from) as usize)
                } else {
                    (i.file, i.file_len)
                };
                segments.push(Segment { file, file_len, ..piece });
            }
        }
        OffsetMap::Segments(segments)
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

    #[test]
    fn two_steps() {
        // file: "x\u00e9 <b>5</b>" in JSON -> "xé <b>5</b>" -> "xé 5"
        let file = "x\\u00e9 <b>5</b>";
        let inner = OffsetMap::Segments(vec![
            Segment { text: 0, file: 0, len: 1, file_len: 1 },
            Segment { text: 1, file: 1, len: 2, file_len: 6 },
            Segment { text: 3, file: 7, len: 9, file_len: 9 },
        ]);
        let outer = OffsetMap::Segments(vec![
            Segment { text: 0, file: 0, len: 4, file_len: 4 },
            Segment { text: 4, file: 7, len: 1, file_len: 1 },
        ]);
        let map = outer.over(&inner);
        let slice = |start, end| &file[map.file_span(Span::new(start, end)).range()];
        assert_eq!((slice(0, 1), slice(1, 3), slice(4, 5), slice(1, 5)), ("x", "\\u00e9", "5", "\\u00e9 <b>5"));
        let shifted = outer.over(&OffsetMap::Shift(10));
        assert_eq!(shifted.file_span(Span::new(4, 5)), FileSpan::new(17, 18));
    }
}
