//! What the pieces of this room look things up in.

use crate::prose::{Prose, Tag};
use crate::quantity::Numbers;
use crate::vocab::{Class, Meaning, Words};
use std::ops::Range;

/// A draft's prose with its numbers.
#[derive(Clone, Copy)]
pub(super) struct Context<'c> {
    pub prose: &'c Prose<'c>,
    pub numbers: &'c Numbers,
}

impl<'c> Context<'c> {
    /// The text of a token.
    pub fn word(&self, i: usize) -> &'c str {
        self.prose.word(i)
    }

    /// What a token is in its sentence.
    pub fn tag(&self, i: usize) -> Tag {
        self.prose.tag(i)
    }

    /// Whether a token's word is in a class.
    #[inline]
    pub fn is(&self, i: usize, class: Class) -> bool {
        self.prose.tokens.get(i).is_some_and(|t| t.is(class))
    }

    /// Whether a token is one of these folded words.
    #[inline(always)]
    pub fn is_any(&self, i: usize, words: Words) -> bool {
        self.prose.tokens.get(i).is_some_and(|t| t.is_any(words))
    }

    /// The amount that holds token `i`.
    pub fn amount_at(&self, i: usize) -> Option<usize> {
        let at = self.numbers.amounts.partition_point(|a| a.tokens.end <= i);
        self.numbers.amounts.get(at).filter(|a| a.tokens.start <= i).map(|_| at)
    }

    /// Whether token `i` is part of a date, a year or another number that is no quantity.
    pub fn other_at(&self, i: usize) -> Option<usize> {
        let at = self.numbers.others.partition_point(|o| o.tokens.end <= i);
        self.numbers.others.get(at).filter(|o| o.tokens.start <= i).map(|_| at)
    }

    /// Whether a token names a weekday or a month, or is a noun of time ("year", "Monday").
    pub fn is_time_word(&self, i: usize) -> bool {
        let Some(token) = self.prose.tokens.get(i) else { return false };
        token.is(crate::vocab::TIME_NOUN) || self.is_calendar(i)
    }

    /// Whether a token names a weekday or a month.
    pub fn is_calendar(&self, i: usize) -> bool {
        let Some(token) = self.prose.tokens.get(i) else { return false };
        token.capital
            && token.lexeme().phrases.iter().any(|p| {
                matches!(p.meaning, Meaning::Month(_) | Meaning::Weekday(_))
                    && p.exact.is_none_or(|e| e == self.word(i))
            })
    }

    /// The sentence of token `i`, as tokens.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let sentence = self.prose.sentence_of(i);
        self.prose.sentences.get(sentence).map_or(i..i, |s| s.range())
    }
}
