//! Clauses: the stretch of a sentence around one verb.

use super::{Prose, Tag};
use std::ops::Range;

/// How many tokens each way the ends of a clause are looked for.
const REACH: usize = 80;

impl Prose<'_> {
    /// The clause that token `i` is in: from the sign, conjunction or subordinator that opens it up to the one that opens
    /// the next. Commas and "and" part clauses only where each side has a verb of its own.
    pub fn clause_of(&self, i: usize) -> Range<usize> {
        let sentence = self.sentence_start(i).max(i.saturating_sub(REACH))..self.sentence_end(i).min(i + REACH);
        let mut start = sentence.start;
        let mut at = i;
        while at > sentence.start {
            if self.opens_clause(at, sentence.clone()) {
                start = at;
                break;
            }
            at -= 1;
        }
        let mut end = sentence.end;
        let mut at = i + 1;
        while at < sentence.end {
            if self.opens_clause(at, sentence.clone()) {
                end = at;
                break;
            }
            at += 1;
        }
        // The sign or conjunction that opens belongs to no clause.
        while start < i
            && matches!(self.tag(start), Tag::Conjunction | Tag::Stop | Tag::Comma | Tag::Subordinator | Tag::Relative)
        {
            start += 1;
        }
        while end > i + 1 && matches!(self.tag(end - 1), Tag::Comma | Tag::Stop | Tag::Conjunction) {
            end -= 1;
        }
        start..end
    }

    /// Whether a clause begins with token `at`.
    fn opens_clause(&self, at: usize, sentence: Range<usize>) -> bool {
        match self.tag(at) {
            Tag::Stop => !self.is_point(at),
            Tag::Subordinator | Tag::Relative => true,
            Tag::Comma | Tag::Conjunction => {
                let after = if matches!(self.tag(at + 1), Tag::Conjunction | Tag::Adverb) { at + 2 } else { at + 1 };
                self.has_own_subject(after, sentence.end) && self.verb_between(sentence.start, at)
            }
            _ => false,
        }
    }

    /// A full stop that ends nothing, within a sentence.
    fn is_point(&self, at: usize) -> bool {
        self.word(at) == "." || self.word(at) == "-" && self.tokens[at].glued()
    }

    /// Whether a noun phrase with its verb starts at `i`: "[and] the index rose".
    fn has_own_subject(&self, i: usize, end: usize) -> bool {
        let mut at = i;
        let mut noun = false;
        while at < end.min(i + 14) {
            match self.tag(at) {
                Tag::Verb | Tag::Auxiliary => return noun,
                Tag::Comma | Tag::Stop | Tag::Subordinator | Tag::Relative | Tag::To | Tag::Conjunction | Tag::Open => {
                    return false;
                }
                Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Number | Tag::Gerund => noun = true,
                _ => {}
            }
            at += 1;
        }
        false
    }

    /// Whether a verb stands among these tokens; at most forty are looked at.
    fn verb_between(&self, start: usize, end: usize) -> bool {
        (start.max(end.saturating_sub(40))..end).any(|i| self.tag(i).is_verb())
    }
}
