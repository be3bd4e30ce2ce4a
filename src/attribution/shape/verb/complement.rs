//! What a verb takes, and where it stands to what it is cited for.

use super::Verb;
use crate::attribution::phrase::{self, Mark, mark};
use crate::attribution::reach;
use crate::prose::Tag;
use crate::vocab::{
    self, Takes,
    scan::{Gap, Kind},
    words,
};
use std::ops::Range;

/// How far behind its verb the "at" of a value may stand: with a short object, with a long one.
const VALUE_NEAR: usize = 7;
const VALUE_FAR: usize = 30;

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
        // "threatened not to pay"
        let negated = self.word(next) == "not" && self.word(next + 1) == "to";
        let next = next + usize::from(negated);
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
        if self.hit.rows.iter().all(|r| r.takes == Takes::VALUE) {
            return self.puts_at(VALUE_FAR);
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
        self.hit.rows.iter().any(|r| r.takes.any(Takes::CLAUSE.or(Takes::OBJECT).or(Takes::PERSON).or(Takes::VALUE)))
    }

    /// Whether a subject that is no document can be the source: not of "have", unless "it has the toll at 40".
    pub(super) fn vouches(&self) -> bool {
        let mut free = self.hit.rows.iter().filter(|r| !r.takes.any(Takes::DOCUMENT_ONLY)).peekable();
        match free.peek() {
            None => self.puts_at(VALUE_NEAR),
            Some(_) => free.any(|r| !r.takes.any(Takes::VALUE)) || self.puts_at(VALUE_FAR),
        }
    }

    /// "put the toll at 40", "has it at $4bn": whoever does that vouches for the number.
    fn puts_at(&self, reach: usize) -> bool {
        let object =
            self.prose.tokens.get(self.end()).is_some_and(|t| {
                reach == VALUE_FAR || t.is(vocab::PRONOUN.or(vocab::DETERMINER).or(vocab::POSSESSIVE))
            });
        let near = self.end() + 1..self.sentence.end.min(self.end() + reach);
        let least = |i: usize| self.prose.is_any(i, words!["least", "most"]);
        let value = |at: usize| {
            !least(at + 1) && (at + 1..self.sentence.end.min(at + 5)).any(|i| self.prose.tokens[i].kind == Kind::Number)
        };
        let clause = |i: &usize| matches!(mark(self.prose, *i), Mark::None | Mark::Open | Mark::Close);
        object && near.take_while(clause).any(|i| self.prose.tokens[i].is_text("at") && value(i))
    }

    pub(super) fn content_after(&self, source: &Range<usize>) -> Range<usize> {
        let document = phrase::is_document(self.prose, source);
        let start = reach::that(self.prose, self.end(), self.sentence.end, self.takes.any(Takes::PERSON));
        start..reach::clause_end(self.prose, start, self.sentence.end, document)
    }
}
