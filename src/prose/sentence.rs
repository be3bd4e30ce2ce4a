//! Sentences: ends at `.`, `!`, `?` or `…` with closing marks, unless the point belongs to an abbreviation.

use super::Token;
use crate::span::Span;
use crate::vocab::{
    self,
    scan::{Gap, Kind},
};
use std::ops::Range;

/// A sentence, or a heading, cell or caption that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token's start to its last token's end.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Number of its block in the draft.
    pub block: u32,
}

impl Sentence {
    /// Its tokens, as a range of indices.
    pub fn range(&self) -> Range<usize> {
        self.tokens.start as usize..self.tokens.end as usize
    }
}

/// Splits the tokens from `first` on, which are one block, into sentences.
pub(super) fn split(tokens: &[Token], first: usize, text: &str, block: u32, out: &mut Vec<Sentence>) {
    let mut start = first;
    let mut i = first;
    while i < tokens.len() {
        if let Some(end) = end_at(tokens, start, i, text) {
            push(tokens, start..end, block, out);
            start = end;
            i = end;
        } else {
            i += 1;
        }
    }
    push(tokens, start..tokens.len(), block, out);
}

fn push(tokens: &[Token], range: Range<usize>, block: u32, out: &mut Vec<Sentence>) {
    if let Some(first) = tokens[range.clone()].first() {
        let span = first.span.cover(tokens[range.end - 1].span);
        out.push(Sentence { span, tokens: range.start as u32..range.end as u32, block });
    }
}

/// At most this many closing signs belong to a sentence's end, so that a page of points costs no more than its length.
const CLOSING: usize = 16;

/// The token after the sentence, if it ends with the sign at `i` and the marks that close it.
fn end_at(tokens: &[Token], start: usize, i: usize, text: &str) -> Option<usize> {
    let token = &tokens[i];
    if token.plain || token.span.is_empty() {
        return None;
    }
    // The last byte of "…" is 0xa6.
    if !matches!(text.as_bytes()[token.span.end as usize - 1], b'.' | b'!' | b'?' | 0xa6) {
        return None;
    }
    let word = &text[token.span.range()];
    let sign = match token.kind {
        Kind::Symbol => matches!(word, "." | "!" | "?" | "…"),
        Kind::Word => word.len() > 1 && word.ends_with('.'),
        _ => false,
    };
    if !sign {
        return None;
    }
    let mut end = i + 1;
    while let Some(next) = tokens.get(end).filter(|_| end - i <= CLOSING) {
        let closes = next.kind == Kind::Symbol
            && (matches!(&text[next.span.range()], "." | "!" | "?" | "…")
                || next.glued() && matches!(&text[next.span.range()], "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "*"));
        if !closes {
            break;
        }
        end += 1;
    }
    let next = tokens.get(end)?;
    let point = word.ends_with('.');
    if next.gap == Gap::None {
        return None;
    }
    // The sentence goes on in lower case: "(Inc.) said", "\"Why?\" he asked".
    let lower = next.kind == Kind::Word
        && !next.capital
        && text[next.span.range()].chars().next().is_some_and(char::is_lowercase);
    if lower {
        return None;
    }
    let plain_point = point && end == i + 1;
    if plain_point && token.kind == Kind::Word {
        // "U.S. troops", "the U.S. Senate": only before a word that opens sentences.
        return next.is(vocab::OPENER).then_some(end);
    }
    if plain_point && i > start {
        let before = &tokens[i - 1];
        let glued = token.glued() && before.kind == Kind::Word;
        if glued && before.is(vocab::TITLE_ABBREVIATION) {
            return None;
        }
        if glued && before.is(vocab::ABBREVIATION) && (next.kind == Kind::Number || !next.is(vocab::OPENER)) {
            return None;
        }
        let initial = before.span.len() == 1 && before.capital;
        if glued && initial && !next.is(vocab::OPENER) {
            return None;
        }
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use crate::{draft, prose::Prose};

    #[test]
    fn splits() {
        for (text, want) in [
            ("He left. She stayed.", vec!["He left.", "She stayed."]),
            (
                "Mr. Smith of Acme Inc. rose 3.5 percent. It fell.",
                vec!["Mr. Smith of Acme Inc. rose 3.5 percent.", "It fell."],
            ),
            ("The U.S. Senate met. In the U.S. The end.", vec!["The U.S. Senate met.", "In the U.S.", "The end."]),
            ("“Why?” he asked. “I left.” She did.", vec!["“Why?” he asked.", "“I left.”", "She did."]),
            ("George W. Bush came on Jan. 6. It rained.", vec!["George W. Bush came on Jan. 6.", "It rained."]),
        ] {
            let draft = draft::read("a.txt", text.as_bytes()).unwrap();
            let prose = Prose::new(&draft);
            let found: Vec<_> = prose.sentences.iter().map(|s| prose.slice(s.span)).collect();
            assert_eq!(found, want);
        }
    }
}
