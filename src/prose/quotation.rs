//! Quotations: what stands between quotation marks, also where a mark is missing.

use super::{Sentence, Token};
use crate::span::Span;
use crate::vocab::scan::{Gap, Kind};
use std::ops::Range;

/// Text between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing mark, both included; to the end of the block where no mark closes it.
    pub span: Span,
    /// Whether a mark closes it. By convention a quotation that goes on in the next paragraph has none.
    pub closed: bool,
}

impl Quotation {
    /// Whether a span lies inside.
    pub fn holds(&self, span: Span) -> bool {
        self.span.contains(span)
    }
}

/// Kind of an opening mark; only its own kind closes it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// `“”`, `„“`, `«»`.
    Curly,
    /// `"`.
    Straight,
    /// Two apostrophes.
    Doubled,
    /// `‘’`.
    Single,
}

/// What a token does, if it is a mark.
enum Sign {
    Opens(Marks),
    Closes(Marks),
    /// Straight marks do either.
    Both(Marks),
}

/// Pairs quotation marks, block by block. Quotations within a quotation belong to it.
pub(super) fn pair(tokens: &[Token], sentences: &[Sentence], text: &str, out: &mut Vec<Quotation>) {
    let mut at = 0;
    while at < sentences.len() {
        let block = sentences[at].block;
        let last = at + sentences[at..].partition_point(|s| s.block == block);
        let range = sentences[at].range().start..sentences[last - 1].range().end;
        Pairing { tokens, text, block: range }.run(out);
        at = last;
    }
}

/// Whether the marks pair; straight and curly ones get mixed up when text is pasted.
fn closes(marks: Marks, opened: Marks) -> bool {
    let double = |m| matches!(m, Marks::Curly | Marks::Straight);
    marks == opened || double(marks) && double(opened)
}

struct Pairing<'t> {
    tokens: &'t [Token],
    text: &'t str,
    block: Range<usize>,
}

impl Pairing<'_> {
    fn run(&self, out: &mut Vec<Quotation>) {
        let mut open: Option<(Marks, usize)> = None;
        let mut i = self.block.start;
        while i < self.block.end {
            let Some((sign, width)) = self.sign(i) else {
                i += 1;
                continue;
            };
            let end = self.tokens[i + width - 1].span.end;
            match (sign, open) {
                (Sign::Opens(marks), None) => open = Some((marks, i)),
                // A paragraph inside a long quotation may open it anew.
                (Sign::Opens(_), Some(_)) => {}
                (Sign::Closes(marks) | Sign::Both(marks), Some((opened, start))) if closes(marks, opened) => {
                    out.push(Quotation { span: Span::new(self.tokens[start].span.start, end), closed: true });
                    open = None;
                }
                (Sign::Both(marks), None) if self.may_open(i, width) => open = Some((marks, i)),
                _ => {}
            }
            i += width;
        }
        // An apostrophe that opened nothing is no quotation.
        if let Some((_, start)) = open.filter(|o| o.0 != Marks::Single) {
            let end = self.tokens[self.block.end - 1].span.end;
            out.push(Quotation { span: Span::new(self.tokens[start].span.start, end), closed: false });
        }
    }

    fn sign(&self, i: usize) -> Option<(Sign, usize)> {
        let token = &self.tokens[i];
        let first = self.text.as_bytes()[token.span.start as usize];
        if token.kind != Kind::Symbol || first.is_ascii() && !matches!(first, b'"' | b'\'') {
            return None;
        }
        Some(match self.word(i) {
            "“" | "„" | "«" => (Sign::Opens(Marks::Curly), 1),
            "”" | "»" => (Sign::Closes(Marks::Curly), 1),
            "\"" => (Sign::Both(Marks::Straight), 1),
            "'" | "’" if self.doubled(i) => (Sign::Both(Marks::Doubled), 2),
            "‘" => (Sign::Opens(Marks::Single), 1),
            "’" if self.closes_single(i) => (Sign::Closes(Marks::Single), 1),
            _ => return None,
        })
    }

    fn word(&self, i: usize) -> &str {
        &self.text[self.tokens[i].span.range()]
    }

    fn doubled(&self, i: usize) -> bool {
        i + 1 < self.block.end && self.tokens[i + 1].glued() && self.word(i) == self.word(i + 1)
    }

    /// A straight mark opens after white space or an opening sign, while none is open.
    fn may_open(&self, i: usize, width: usize) -> bool {
        let after_space =
            i == self.block.start || self.tokens[i].gap != Gap::None || self.tokens[i - 1].kind == Kind::Symbol;
        let before_text = self.tokens.get(i + width).is_some_and(|t| t.glued()) && i + width < self.block.end;
        after_space && before_text
    }

    /// A closing `’` stands after or before a sign; one between letters, or after a plural's s, is an apostrophe.
    fn closes_single(&self, i: usize) -> bool {
        let sign = |j: usize| self.tokens[j].kind == Kind::Symbol;
        i > self.block.start && sign(i - 1) || i + 1 >= self.block.end || sign(i + 1) && self.tokens[i + 1].glued()
    }
}

#[cfg(test)]
mod tests {
    use crate::{draft, prose::Prose};

    #[test]
    fn pairs() {
        for (text, want) in [
            ("He said “yes” and \"no\".", vec!["“yes”", "\"no\""]),
            ("''It works,'' she said. ''For now.''", vec!["''It works,''", "''For now.''"]),
            ("‘It works,’ said the teachers’ union.", vec!["‘It works,’"]),
            ("The players’ strike cost 3 games.", vec![]),
            ("“We have the ‘best’ plan,” he said.", vec!["“We have the ‘best’ plan,”"]),
            ("A 6'2\" guard scored 12.", vec![]),
            ("“It goes on", vec!["“It goes on"]),
        ] {
            let draft = draft::read("a.txt", text.as_bytes()).unwrap();
            let prose = Prose::new(&draft);
            let found: Vec<_> = prose.quotations.iter().map(|q| prose.slice(q.span)).collect();
            assert_eq!(found, want, "{text}");
        }
    }
}
