//! Inline markup of the light formats: what reStructuredText and AsciiDoc share.

use super::Link;
use super::builder::{Builder, OBJECT};
use crate::span::Span;
use std::ops::Range;

/// How far a mark may be from the one that closes it, in bytes.
const REACH: usize = 500;

/// What a mark stands for.
#[derive(Debug)]
pub(crate) enum Markup {
    /// Nothing.
    Nothing,
    /// Words.
    Text(Range<usize>),
    /// Words above the line.
    Raised(Range<usize>),
    /// Something that is no prose.
    Object,
    /// Linked words and their target.
    Link(Range<usize>, Range<usize>),
    /// A reference to a footnote: its label or its text.
    Note(Range<usize>),
}

/// Markup that is found: where it starts, where it ends, and what it stands for.
pub(crate) type Found = (usize, usize, Markup);

/// Reads the markup at a byte that may start some.
pub(crate) type Read = fn(&Inline<'_, '_>, usize, usize, &Range<usize>) -> Option<Found>;

/// Puts a stretch of a file into the open block, without its markup.
pub(crate) struct Inline<'f, 'o> {
    pub(crate) file: &'f str,
    pub(crate) out: &'o mut Builder,
    pub(crate) links: &'o mut Vec<Link>,
}

impl Inline<'_, '_> {
    /// A stretch with its markup read by `read`, which is asked at every byte that `is_sign` tells: it gets the byte's
    /// place, how far text was put already, and the ends of the stretch. Footnotes are returned, each with the number
    /// of its link.
    pub(crate) fn put(
        &mut self,
        range: Range<usize>,
        is_sign: fn(&u8) -> bool,
        read: Read,
    ) -> Vec<(usize, Range<usize>)> {
        let (mut at, mut from, mut notes) = (range.start, range.start, Vec::new());
        while let Some(n) = self.file.as_bytes()[at..range.end].iter().position(is_sign) {
            let Some((start, end, what)) = read(self, at + n, from, &range) else {
                at += n + 1;
                continue;
            };
            self.flow(from..start);
            match what {
                Markup::Nothing => {}
                Markup::Text(words) => self.flow(words),
                Markup::Raised(words) => {
                    self.out.raise();
                    self.flow(words);
                    self.out.lower();
                }
                Markup::Object => self.out.put(OBJECT, start..end),
                Markup::Link(words, target) => self.link(words, target),
                Markup::Note(text) => {
                    let at = self.out.len();
                    notes.push((self.links.len(), text));
                    self.links.push(Link { span: Span::new(at, at), target: String::new(), footnote: true });
                }
            }
            (at, from) = (end, end);
        }
        self.flow(from..range.end);
        notes
    }

    /// Text as it stands in the file.
    fn flow(&mut self, range: Range<usize>) {
        self.out.flow(&self.file[range.clone()], range.start);
    }

    fn link(&mut self, words: Range<usize>, target: Range<usize>) {
        let start = self.out.len();
        self.flow(words);
        let span = Span::new(start, self.out.len());
        self.links.push(Link { span, target: self.file[target].trim().to_string(), footnote: false });
    }

    /// Where `mark` closes after `from`, within reach: not after white space.
    pub(crate) fn close(&self, mark: &str, from: usize, end: usize) -> Option<usize> {
        let end = end.min(from + REACH).max(from);
        let bytes = &self.file.as_bytes()[from..end];
        memchr::memmem::find_iter(bytes, mark.as_bytes())
            .find(|n| *n > 0 && !bytes[n - 1].is_ascii_whitespace())
            .map(|n| from + n)
    }

    /// Whether a mark of `len` bytes at `at` can open: no word before it, and something right behind it.
    pub(crate) fn opens(&self, at: usize, len: usize, start: usize) -> bool {
        let word = self.file[start..at].chars().next_back().is_some_and(char::is_alphanumeric);
        !word && self.file[at + len..].chars().next().is_some_and(|c| !c.is_whitespace())
    }

    /// Whether no word goes on at `at`.
    pub(crate) fn ends(&self, at: usize, end: usize) -> bool {
        at >= end || !self.file[at..end].chars().next().is_some_and(char::is_alphanumeric)
    }
}

/// The lines of a file: where each starts, and where its text ends.
pub(crate) fn lines(file: &str, start: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = start;
    while at < file.len() {
        let end = memchr::memchr2(b'\n', b'\r', &file.as_bytes()[at..]).map_or(file.len(), |n| at + n);
        lines.push(at..end);
        at = end + 1 + usize::from(file[end..].starts_with("\r\n"));
    }
    lines
}

/// How many blanks a text starts with; a tab counts as one.
pub(crate) fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

/// How long the marker of a list's item at the start of `text` is, with the blanks behind it.
pub(crate) fn marker(text: &str, signs: &[char]) -> Option<usize> {
    let rest = match text.strip_prefix(signs) {
        Some(rest) => rest,
        None => {
            let open = text.strip_prefix('(').unwrap_or(text);
            let digits = open.trim_start_matches(|c: char| c.is_ascii_digit());
            let after = if digits.len() < open.len() && open.len() - digits.len() <= 3 {
                digits
            } else {
                open.strip_prefix(['#', 'a', 'b', 'c', 'd', 'e', 'i', 'v', 'x'])?
            };
            after.strip_prefix(['.', ')'])?
        }
    };
    let blanks = indent(rest);
    (blanks > 0 && blanks < rest.len()).then_some(text.len() - rest.len() + blanks)
}
