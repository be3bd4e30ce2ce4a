//! One document with its run, and the ways from its spans to places that every format needs.

use super::Run;
use super::model::{Bytes, SpanOut};
use crate::bind::Verdict;
use crate::document::Document;
use crate::line_index::LineIndex;
use crate::rules::{Figure, Measure, Pack};
use crate::span::{FileSpan, Span};
use std::borrow::Cow;
use std::ops::Range;

/// A document as a format looks at it.
#[derive(Debug)]
pub struct View<'r> {
    /// The document.
    pub document: &'r Document<'r>,
    /// Its run.
    pub run: &'r Run<'r>,
    lines: LineIndex,
}

impl<'r> View<'r> {
    /// Indexes the document's lines.
    pub fn new(run: &'r Run<'r>, document: &'r Document<'r>) -> Self {
        Self { document, run, lines: LineIndex::new(&document.draft.file) }
    }

    /// The clean text under a span.
    pub fn text(&self, span: Span) -> &'r str {
        self.document.draft.slice(span)
    }

    /// The bytes of the file under a span.
    pub fn bytes(&self, span: Span) -> Bytes {
        let FileSpan { start, end } = self.document.draft.file_span(span);
        Bytes { start, end }
    }

    /// The place of a span: line and column, or a place in words where the file is not text.
    pub fn span(&self, span: Span) -> SpanOut<'r> {
        let Bytes { start, end } = self.bytes(span);
        if let Some(place) = self.document.draft.place(span.start) {
            return SpanOut { start, end, line: None, column: None, place: Some(place) };
        }
        let at = self.lines.place(&self.document.draft.file, start);
        SpanOut { start, end, line: Some(at.line.get()), column: Some(at.column.get()), place: None }
    }

    /// Line and column just past a span, for formats that want both ends; (1, 1) where the file has no lines.
    pub fn end(&self, span: Span) -> (usize, usize) {
        if self.document.draft.place(span.start).is_some() {
            return (1, 1);
        }
        let at = self.lines.place(&self.document.draft.file, self.bytes(span).end);
        (at.line.get(), at.column.get())
    }

    /// Line and column of a span; (1, 1) where the file has no lines.
    pub fn start(&self, span: Span) -> (usize, usize) {
        let at = self.span(span);
        (at.line.unwrap_or(1), at.column.unwrap_or(1))
    }

    /// 1-based line, for formats that must have one; 1 where the file has no lines.
    pub fn line(&self, span: Span) -> usize {
        self.span(span).line.unwrap_or(1)
    }

    /// "draft.md:12:5" or "draft.docx (paragraph 3)".
    pub fn at(&self, span: Span) -> String {
        let path = &self.document.path;
        match self.span(span) {
            SpanOut { line: Some(line), column: Some(column), .. } => format!("{path}:{line}:{column}"),
            SpanOut { place: Some(place), .. } => format!("{path} ({place})"),
            _ => path.clone(),
        }
    }

    /// "12" or "paragraph 3".
    pub fn where_short(&self, span: Span) -> String {
        let at = self.span(span);
        at.place.map(String::from).or(at.line.map(|l| l.to_string())).unwrap_or_default()
    }

    /// A message for formats that know of lines only: where the file has none, the place stands before it.
    pub fn placed<'m>(&self, span: Span, message: &'m str) -> Cow<'m, str> {
        match self.document.draft.place(span.start) {
            Some(place) => format!("{place}: {message}").into(),
            None => message.into(),
        }
    }

    /// 0-based line of an offset in the file.
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines.line_of(offset)
    }

    /// Bytes of 0-based `line` of the file, without its line end.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let file = &self.document.draft.file;
        let range = self.lines.line_range(file, line);
        let text = file[range.clone()].trim_end_matches(['\n', '\r']);
        range.start..range.start + text.len()
    }

    /// The pack and the measure that a verdict is about.
    pub fn measure(&self, verdict: &Verdict) -> Option<(&'r Pack, &'r Measure)> {
        let (pack, measure) = verdict.measure?;
        let pack = self.run.rules?.packs.get(pack)?;
        Some((pack, pack.measures.get(measure)?))
    }

    /// The pack and the figure that a verdict compared with.
    pub fn figure(&self, verdict: &Verdict) -> Option<(&'r Pack, &'r Figure)> {
        let id = verdict.figure?;
        let pack = self.run.rules?.packs.get(id.pack)?;
        Some((pack, pack.measures.get(id.measure)?.figures.get(id.figure)?))
    }

    /// The pack's source that a verdict takes for the cited one.
    pub fn source_id(&self, verdict: &Verdict) -> Option<&'r str> {
        let (pack, source) = verdict.source?;
        self.run.rules?.packs.get(pack)?.source_id(source)
    }

    /// Line and column of a byte range in a pack of the run; (1, 1) in a file that the run does not hold.
    pub fn place_in(&self, path: &str, range: &Range<usize>) -> (usize, usize) {
        let pack = self.run.rules.and_then(|r| r.packs.iter().find(|p| p.path() == path));
        pack.map_or((1, 1), |p| place_in(&p.text, range.start))
    }
}

/// Line and column of an offset in a text that is looked at once.
pub(super) fn place_in(text: &str, offset: usize) -> (usize, usize) {
    let offset = (0..=offset.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    (1 + memchr::memchr_iter(b'\n', before.as_bytes()).count(), 1 + before[start..].chars().count())
}
