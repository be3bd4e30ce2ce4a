//! Prose: the draft's text as tokens, sentences and quotations, made in one pass.

mod clause;
mod noun_phrase;
mod quotation;
mod sentence;
mod tag;
mod token;

pub use noun_phrase::{is_plural, singular};
pub use quotation::Quotation;
pub use sentence::Sentence;
pub use tag::Tag;
pub use token::Token;

use crate::draft::{Block, Draft};
use crate::span::Span;
use crate::vocab::Words;
use std::ops::Range;

/// A draft's text, cut up. Tokens, sentences and quotations are in order of the text.
#[derive(Debug)]
pub struct Prose<'d> {
    /// The clean text of the draft.
    pub text: &'d str,
    /// The blocks of the draft.
    pub blocks: &'d [Block],
    /// All tokens.
    pub tokens: Vec<Token>,
    /// The tokens at which a number, a date or a name with a digit may start.
    pub anchors: Vec<u32>,
    /// What each token is in its sentence, by token: told sentence by sentence, when it is first asked for, since most
    /// sentences of a draft hold no number and nobody asks.
    tags: Vec<tag::Slot>,
    /// All sentences; headings, cells and the like are one each or more.
    pub sentences: Vec<Sentence>,
    /// All quotations in quotation marks.
    pub quotations: Vec<Quotation>,
}

impl<'d> Prose<'d> {
    /// Cuts a draft's text up.
    pub fn new(draft: &'d Draft<'_>) -> Self {
        Self::of(&draft.text, &draft.blocks)
    }

    /// Cuts up a text that is no draft.
    pub fn of(text: &'d str, blocks: &'d [Block]) -> Self {
        let mut prose = Prose {
            text,
            blocks,
            tokens: Vec::with_capacity(text.len() / 5),
            anchors: Vec::new(),
            tags: Vec::new(),
            sentences: Vec::with_capacity(text.len() / 100),
            quotations: Vec::new(),
        };
        for (block, b) in blocks.iter().enumerate() {
            let first = prose.tokens.len();
            token::scan(prose.text, b.span, &mut prose.tokens, &mut prose.anchors);
            sentence::split(&prose.tokens, first, prose.text, block as u32, &mut prose.sentences);
        }
        prose.tags.resize(prose.tokens.len(), tag::Slot::default());
        quotation::pair(&prose.tokens, &prose.sentences, prose.text, &mut prose.quotations);
        prose
    }

    /// The text under a span.
    pub fn slice(&self, span: Span) -> &'d str {
        &self.text[span.range()]
    }

    /// The text of token `i`; empty past the end.
    pub fn word(&self, i: usize) -> &'d str {
        self.tokens.get(i).map_or("", |t| &self.text[t.span.range()])
    }

    /// Whether token `i` is this sign or folded word.
    #[inline(always)]
    pub fn is(&self, i: usize, folded: &str) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_text(folded))
    }

    /// Whether token `i` is one of these signs or folded words.
    #[inline(always)]
    pub fn is_any(&self, i: usize, words: Words) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_any(words))
    }

    /// What token `i` is in its sentence; [`Tag::Stop`] past the end.
    #[inline]
    pub fn tag(&self, i: usize) -> Tag {
        self.tags.get(i).map_or(Tag::Stop, |slot| slot.get().unwrap_or_else(|| self.tag_sentence(i)))
    }

    /// Tags the sentence of token `i`, and says what that is.
    #[cold]
    fn tag_sentence(&self, i: usize) -> Tag {
        let sentence = self.sentences[self.sentence_of(i)].range();
        tag::tag(&self.tokens[sentence.clone()], self.text, &self.tags[sentence]);
        self.tags[i].get().unwrap_or(Tag::Stop)
    }

    /// The span from the first to the last token of a range; empty at 0 for an empty range.
    pub fn cover(&self, tokens: Range<usize>) -> Span {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The anchors within a range of tokens.
    pub fn anchors_in(&self, tokens: Range<usize>) -> impl Iterator<Item = usize> + use<'_, 'd> {
        let first = self.anchors.partition_point(|a| (*a as usize) < tokens.start);
        self.anchors[first..].iter().map(|a| *a as usize).take_while(move |a| *a < tokens.end)
    }

    /// The first token that ends after `offset`.
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|t| t.span.end <= offset)
    }

    /// The sentence that holds token `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end as usize <= i)
    }
}
