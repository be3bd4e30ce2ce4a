//! What a verb takes, and where it stands to what it is cited for.

use super::Verb;
use crate::attribution::phrase::{self, Mark, mark};
use crate::attribution::reach;
use crate::prose::Tag;
use crate::vocab::{
    self, Takes,
    scan::{Gap, Kind},
};
use std::ops::Range;

impl Verb<'_, '_> {
    /// "As X noted, …"
    pub(super) fn is_aside(&self, source: &Range<usize>) -> bool {
        source.start > self.sentence.start
            && self.prose.tokens[source.start - 1].is_text("as")
            && mark(self.prose, reach::adjuncts(self.prose, self.end(), self.sentence.end, false)) == Mark::Comma
    }

    /// "…, he said." or "…, he said in a statement."
    pub(super) fn stands_after(&self, source: &Range<usize>) -> bool {
        let Some(before) = source.start.checked_sub(1).filter(|b| *b >= self.sentence.start || self.closes_before(*b))
        else {
            return false;
        };
        if !matches!(mark(self.prose, before), Mark::Comma | Mark::Quote | Mark::Break) {
            return false;
        }
        let next = reach::adjuncts(self.prose, self.end(), self.sentence.end, self.takes.any(Takes::PERSON));
        next >= self.sentence.end
            || matches!(mark(self.prose, next), Mark::Comma | Mark::Stop | Mark::Close | Mark::Break)
                && self.word(next) != ":"
            || mark(self.prose, before) == Mark::Quote && self.word(next) != ":" && !self.opens_clause(next)
    }

    /// "“Why?” Smith asked": the sentence before ends inside the quotation.
    fn closes_before(&self, i: usize) -> bool {
        mark(self.prose, i) == Mark::Quote && self.prose.tokens[self.sentence.start].gap != Gap::Line
    }

    /// Whether "that" or a quotation stands behind the cue.
    pub(super) fn opens_content(&self, next: usize) -> bool {
        let at = reach::adjuncts(self.prose, next, self.sentence.end, false);
        let opens = |i: usize| {
            i < self.sentence.end && (self.opens_clause(i) || mark(self.prose, i) == Mark::Quote || self.word(i) == ":")
        };
        opens(at) || opens(at + 1)
    }

    fn opens_clause(&self, i: usize) -> bool {
        self.prose.tokens[i].is_text("that")
    }

    /// Whether what follows can be what the verb takes.
    pub(super) fn complement(&self, document: bool) -> bool {
        let next = self.end();
        if next >= self.sentence.end {
            return false;
        }
        let word = self.word(next);
        if word == "to" {
            // "vowed to “take …”"
            let quoted = mark(self.prose, next + 1) == Mark::Quote;
            let verb = self
                .prose
                .tokens
                .get(next + 1 + usize::from(quoted))
                .is_some_and(|t| t.kind == Kind::Word && !t.capital && !t.is(vocab::DETERMINER));
            let told = reach::that(self.prose, next, self.sentence.end, false) > next && self.takes.any(Takes::CLAUSE);
            return told || verb && self.takes.any(Takes::INFINITIVE);
        }
        if !self.takes_anything() && !self.opens_content(next) {
            return false;
        }
        let introduces = word == ":" && next + 1 >= self.sentence.end;
        introduces || document || !matches!(mark(self.prose, next), Mark::Stop | Mark::Close)
    }

    /// "[the $4 million] analysts expected", "[the 340 homes] the council says it needs": a number with a clause that tells
    /// whose it is.
    pub(super) fn relative_object(&self, source: &Range<usize>) -> Option<Range<usize>> {
        let last = source.start.checked_sub(1).filter(|l| *l > self.sentence.start)?;
        let noun = matches!(self.prose.tag(last), Tag::Noun | Tag::Number) || self.word(last) == "%";
        let bare = self.end() >= self.sentence.end
            || matches!(mark(self.prose, self.end()), Mark::Comma | Mark::Stop | Mark::Close | Mark::Break)
            || matches!(self.prose.tag(self.end()), Tag::To | Tag::Preposition | Tag::Conjunction);
        if !noun || !bare {
            return None;
        }
        let phrase = match self.prose.noun_phrase_before(source.start) {
            p if p.is_empty() => last..source.start,
            p => p,
        };
        // "$4 million" is no noun phrase to the tagger; the sign and the determiner belong to it.
        let sign = |i: &usize| matches!(self.prose.tag(*i), Tag::Sign | Tag::Number | Tag::Determiner | Tag::Adjective);
        let more = (self.sentence.start..phrase.start).rev().take(4).take_while(sign).count();
        let object = phrase.start - more..source.start;
        object.clone().any(|i| self.prose.tokens[i].kind == Kind::Number).then_some(object)
    }

    /// Whether one of the cue's readings takes an object or a clause without "that".
    fn takes_anything(&self) -> bool {
        self.hit.rows.iter().any(|r| r.takes.any(Takes::CLAUSE.or(Takes::OBJECT).or(Takes::PERSON)))
    }

    /// "put the toll at 40", "has it at $4bn": whoever does that vouches for the number.
    pub(super) fn puts_at(&self) -> bool {
        let object = self
            .prose
            .tokens
            .get(self.end())
            .is_some_and(|t| t.is(vocab::PRONOUN.or(vocab::DETERMINER).or(vocab::POSSESSIVE)));
        let near = self.end()..self.sentence.end.min(self.end() + 7);
        let at = near.take_while(|&i| mark(self.prose, i) == Mark::None).find(|&i| self.prose.tokens[i].is_text("at"));
        let least = |i: usize| self.prose.tokens[i].is_text("least") || self.prose.tokens[i].is_text("most");
        object
            && at.is_some_and(|at| {
                let mut value = at + 1..self.sentence.end.min(at + 5);
                value.clone().next().is_some_and(|i| !least(i))
                    && value.any(|i| self.prose.tokens[i].kind == Kind::Number)
            })
    }

    pub(super) fn content_after(&self, source: &Range<usize>) -> Range<usize> {
        let document = phrase::is_document(self.prose, source);
        let start = reach::that(self.prose, self.end(), self.sentence.end, self.takes.any(Takes::PERSON));
        start..reach::clause_end(self.prose, start, self.sentence.end, document)
    }
}
