//! What a verb takes, and where it stands to what it is cited for.

use super::Verb;
use crate::attribution::phrase::{self, Mark, mark};
use crate::attribution::reach;
use crate::prose::Tag;
use crate::vocab::{
    self, CueKind, Takes,
    scan::{Gap, Kind},
    words,
};
use std::ops::Range;

/// How far behind its verb the "at" of a value may stand: with a short object, with a long one.
const VALUE_NEAR: usize = 7;
const VALUE_FAR: usize = 30;
/// How far behind its verb a clause may have its own verb, and an object its quotation.
const CLAUSE: usize = 30;
const LABELLED: usize = 25;

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
        // "They called it “a shame.” |He said the cost …": a sentence of its own.
        if before < self.sentence.start && self.prose.is(before - 1, ".") {
            return next >= self.sentence.end || mark(self.prose, next) == Mark::Stop;
        }
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
        if !self.takes_anything() && !self.opens_content(next) && !self.labels() && !self.asks() {
            return false;
        }
        if self.prose.tokens[next].is(vocab::CONJUNCTION) {
            return false;
        }
        if self.hit.rows.iter().all(|r| r.takes == Takes::VALUE) {
            return self.puts_at(VALUE_FAR);
        }
        let introduces = word == ":" && next + 1 >= self.sentence.end;
        introduces || document || !matches!(mark(self.prose, next), Mark::Stop | Mark::Close)
    }

    /// Whether a subject that is no document tells what follows: a verb of documents, or one that means another thing
    /// with an object, does so only with a clause or a quotation ("showed they were lost", "found 40 homes were lost", but
    /// not "showed the strain", "found sanctuary").
    pub(super) fn tells(&self) -> bool {
        let rows = self.hit.rows.iter().filter(|r| r.kind != CueKind::Document);
        let takes = rows.fold(Takes::NOTHING, |all, row| all.or(row.takes));
        let more = Takes::OBJECT.or(Takes::PERSON).or(Takes::VALUE).or(Takes::LABEL).or(Takes::QUESTION);
        // "advised on 40 sales", "a clock counts down from 40"
        let object = !self.prose.is_any(self.end(), words!["on", "down", "out"]) && !self.has_client();
        takes.any(more) && object
            || takes.any(Takes::CLAUSE)
            || takes.any(Takes::INFINITIVE) && self.prose.is_any(self.end(), words!["to", "not"])
            || self.document_only()
            || self.opens_content(self.end())
            || self.takes.any(Takes::CLAUSE.or(Takes::FULL)) && self.clause_follows()
    }

    /// "advises Smith on", "fees from advising clients": the object is whom the advice is for.
    fn has_client(&self) -> bool {
        let next = self.prose.tokens.get(self.end());
        let amount = |t: &crate::prose::Token| {
            t.kind == Kind::Number || t.is(vocab::DETERMINER.or(vocab::ADVERB).or(vocab::PREPOSITION))
        };
        self.prose.tokens[self.start()].is(vocab::ADVISING) && !next.is_some_and(amount)
    }

    /// Whether a clause opens behind the cue: a subject and a verb before the next comma or conjunction.
    fn clause_follows(&self) -> bool {
        let start = reach::adjuncts(self.prose, self.end(), self.sentence.end, false);
        let Some(first) = self.prose.tokens.get(start).filter(|_| start < self.sentence.end) else { return false };
        if mark(self.prose, start) != Mark::None {
            return true;
        }
        if first.is(vocab::SUBORDINATOR.or(vocab::PREPOSITION)) && !first.is(vocab::DETERMINER) {
            return false;
        }
        for i in start + 1..self.sentence.end.min(start + CLAUSE) {
            let before = &self.prose.tokens[i - 1];
            match mark(self.prose, i) {
                Mark::Stop | Mark::Break => return false,
                // "said Smith, a lawyer, had": an apposition.
                Mark::Comma if !before.capital && before.kind != Kind::Number => return false,
                _ => {}
            }
            let relative =
                before.is(vocab::RELATIVE) && !before.is(vocab::PRONOUN) || before.is_any(words!["who", "which"]);
            // "found Democrats favored Smith" is no "found emails sent to Smith".
            let object = matches!(self.prose.tag(i + 1), Tag::Proper | Tag::Determiner | Tag::Number | Tag::Possessive);
            let verb = self.prose.tag(i).is_verb() || self.prose.tag(i) == Tag::Participle && object;
            if verb && self.prose.tag(i - 1) != Tag::To && !relative {
                return true;
            }
            let joined = self.prose.tokens[i].is(vocab::CONJUNCTION)
                && (i + 1..i + 3).any(|j| j < self.sentence.end && self.prose.tag(j).is_verb());
            if joined {
                return false;
            }
        }
        false
    }

    /// "called the plan “a disgrace”": a quotation behind the object.
    pub(super) fn labels(&self) -> bool {
        let near = self.end()..self.sentence.end.min(self.end() + LABELLED);
        let relative = |i: usize| self.prose.tokens[i - 1].is(vocab::RELATIVE);
        let inside = |i: &usize| {
            !matches!(mark(self.prose, *i), Mark::Stop | Mark::Break | Mark::Comma)
                && (!self.prose.tag(*i).is_verb() || relative(*i))
        };
        self.takes.any(Takes::LABEL) && near.take_while(inside).any(|i| mark(self.prose, i) == Mark::Quote)
    }

    /// "asked whether", "asked the mayor how".
    fn asks(&self) -> bool {
        let near = self.end()..self.sentence.end.min(self.end() + VALUE_NEAR);
        let inside = |i: &usize| mark(self.prose, *i) == Mark::None && !self.prose.tag(*i).is_verb();
        let question = words!["whether", "if", "how", "why", "what"];
        // "a question that asked voters how" is no person's.
        let asker = self.previous().is_some_and(|p| !self.prose.is_any(p, words!["that", "which"]));
        self.takes.any(Takes::QUESTION) && asker && near.take_while(inside).any(|i| self.prose.is_any(i, question))
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
        self.hit
            .rows
            .iter()
            .any(|r| r.takes.any(Takes::CLAUSE.or(Takes::FULL).or(Takes::OBJECT).or(Takes::PERSON).or(Takes::VALUE)))
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
        // "which she put at 40": the object stands before.
        let moved = usize::from(!self.prose.is(self.end(), "at"));
        let near = self.end() + moved..self.sentence.end.min(self.end() + reach);
        let least = |i: usize| self.prose.is_any(i, words!["least", "most"]);
        let value = |at: usize| {
            !least(at + 1) && (at + 1..self.sentence.end.min(at + 5)).any(|i| self.prose.tokens[i].kind == Kind::Number)
        };
        let clause = |i: &usize| match mark(self.prose, *i) {
            // "has a worth |estimated at 40"
            Mark::None if reach == VALUE_NEAR && self.prose.tag(*i) == Tag::Participle => false,
            Mark::None | Mark::Open | Mark::Close => true,
            Mark::Comma => self.prose.is(*i + 1, "at"),
            _ => false,
        };
        object && near.take_while(clause).any(|i| self.prose.tokens[i].is_text("at") && value(i))
    }

    pub(super) fn content_after(&self, source: &Range<usize>) -> Range<usize> {
        let document = phrase::is_document(self.prose, source);
        let start = reach::that(self.prose, self.end(), self.sentence.end, self.takes.any(Takes::PERSON));
        start..reach::clause_end(self.prose, start, self.sentence.end, document)
    }
}
