//! Whether a word that may be a cue is read as one: verb or noun, and whether its subject can be a source.

use super::Verb;
use crate::attribution::phrase::{self, Mark, mark};
use crate::prose::{Tag, Token};
use crate::vocab::{self, CUES, CueShape, Form, Meaning, scan::Kind, words};
use std::ops::Range;

impl Verb<'_, '_> {
    /// "18 states that", "these rules", "his home state": a noun that looks like a verb; `source` is its subject.
    pub(super) fn is_noun(&self, source: Option<&Range<usize>>) -> bool {
        let Some(p) = self.previous() else { return true };
        let single = self.hit.tokens.len() == 1;
        let ambiguous = self.prose.tokens[self.start()].is(vocab::NOUN_CUE);
        match self.form {
            Form::Third if single && ambiguous => self.third_is_noun(p, source),
            Form::Third if single => self.verb_follows() && self.counted(p),
            Form::Base if single && ambiguous => self.base_is_noun(p, source),
            _ => false,
        }
    }

    fn third_is_noun(&self, p: usize, source: Option<&Range<usize>>) -> bool {
        if self.verb_follows() || self.counted(p) {
            return true;
        }
        if self.after_verb(p) {
            return true;
        }
        if self.opens_object() || self.closes(source) {
            return false;
        }
        let ends = mark(self.prose, self.end()) != Mark::None
            || self.prose.tokens.get(self.end()).is_none_or(|t| t.is(vocab::CONJUNCTION));
        // "several western states, 40 homes": what follows is no content.
        if ends && self.word(self.end()) != ":" {
            return true;
        }
        if self.prose.tag(self.start()) == Tag::Verb && !ends {
            return false;
        }
        let token = &self.prose.tokens[p];
        let subject = token.capital
            || token.is(vocab::PRONOUN
                .or(vocab::DOCUMENT)
                .or(vocab::AUXILIARY)
                .or(vocab::ADVERB)
                .or(vocab::PERSON_NOUN)
                .or(vocab::ORGANISATION_NOUN))
            || mark(self.prose, p) == Mark::Comma
            || token.is_text("to");
        let bare = !token.capital && !token.is(vocab::PRONOUN) && mark(self.prose, p) == Mark::None;
        !subject || bare && self.preposition_follows()
    }

    /// "he helped found a club": the verb depends on the one before it.
    pub(super) fn follows_verb(&self, p: usize) -> bool {
        let token = &self.prose.tokens[p];
        !token.capital
            && p > self.sentence.start
            && phrase::is_predicate(self.prose, self.sentence.start, p)
            && !token.is(vocab::AUXILIARY.or(vocab::DOCUMENT))
    }

    /// "oh, say, 40": no verb.
    pub(super) fn is_filler(&self, p: usize) -> bool {
        self.form == Form::Base && mark(self.prose, p) == Mark::Comma && mark(self.prose, self.end()) == Mark::Comma
    }

    /// "announced plans to": the object of the verb before it.
    fn after_verb(&self, p: usize) -> bool {
        let token = &self.prose.tokens[p];
        p > self.sentence.start
            && !token.capital
            && !token.is(vocab::AUXILIARY.or(vocab::ADVERB).or(vocab::DOCUMENT))
            && self.prose.tag(p) == Tag::Verb
    }

    fn base_is_noun(&self, p: usize, source: Option<&Range<usize>>) -> bool {
        // "…, figures from the board show."
        let many = |s: &Range<usize>| crate::prose::is_plural(self.word(phrase::head(self.prose, s)));
        if source.is_some_and(many) && self.closes(source) {
            return false;
        }
        let token = &self.prose.tokens[p];
        let plural = token.is(vocab::PRONOUN.or(vocab::AUXILIARY).or(vocab::ADVERB).or(vocab::NEGATION))
            || token.capital
            || token.is_text("to")
            || mark(self.prose, p) != Mark::None
            || crate::prose::is_plural(self.word(p));
        !plural && self.prose.tag(self.start()) != Tag::Verb && !self.opens_object()
    }

    /// "…, the paper reports.": the clause that tells who says it ends with the verb.
    fn closes(&self, source: Option<&Range<usize>>) -> bool {
        let ends = self.end() >= self.sentence.end || matches!(mark(self.prose, self.end()), Mark::Comma | Mark::Stop);
        let apart = source.is_some_and(|s| {
            s.start > self.sentence.start
                && (matches!(mark(self.prose, s.start - 1), Mark::Comma | Mark::Quote | Mark::Break)
                    || self.prose.is(s.start - 1, "as"))
        });
        ends && apart
    }

    /// Whether an object or a clause opens right behind the cue.
    fn opens_object(&self) -> bool {
        let next = self.end();
        let Some(token) = self.prose.tokens.get(next).filter(|_| next < self.sentence.end) else { return false };
        token.is(vocab::DETERMINER.or(vocab::PRONOUN).or(vocab::POSSESSIVE))
            && !self.prose.tokens[next - 1].is(vocab::PREPOSITION)
            && !token.is_text("'s")
            && !token.is_text("'")
            || token.is_text("to")
            || token.is_text("there")
            || mark(self.prose, next) == Mark::Quote
            || matches!(self.word(next), ":" | "$" | "£" | "€")
            || token.capital
            || token.kind == Kind::Number
            || is_number(token)
            || self.counts(next)
    }

    /// "more than 40", "at least six": words that open a number.
    fn counts(&self, next: usize) -> bool {
        let token = &self.prose.tokens[next];
        let hedge = token.is(vocab::ADVERB)
            || token.is_any(words!["more", "fewer", "less", "at", "up", "over", "under", "as", "around"]);
        hedge
            && (next + 1..self.sentence.end.min(next + 4))
                .any(|i| self.prose.tokens[i].kind == Kind::Number || is_number(&self.prose.tokens[i]))
    }

    fn verb_follows(&self) -> bool {
        let next = self.end();
        next < self.sentence.end && {
            let token = &self.prose.tokens[next];
            token.kind == Kind::Word
                && !token.capital
                && (token.is(vocab::AUXILIARY) || crate::attribution::reach::is_verb(token) || cue_base(token))
        }
    }

    fn preposition_follows(&self) -> bool {
        let next = self.end();
        next < self.sentence.end
            && self.prose.tokens[next].is(vocab::PREPOSITION)
            && !self.prose.tokens[next].is_text("to")
    }

    /// "12 states", "several claims", "repeated calls", "legal orders": what stands before makes a noun of it.
    fn counted(&self, p: usize) -> bool {
        let token = &self.prose.tokens[p];
        let word = self.word(p);
        token.kind == Kind::Number
            || is_number(token)
            || token.is(vocab::COUNTING)
            || self.prose.tag(p) == Tag::Adjective && (!token.capital || p == self.sentence.start)
            || self.prose.tag(p) == Tag::Participle && word.ends_with("ed")
    }

    /// A determiner that can be a subject by itself.
    pub(super) fn stands_alone(&self, p: usize) -> bool {
        let token = &self.prose.tokens[p];
        match self.form {
            Form::Past | Form::Participle => token.is(vocab::ALONE) && !self.prose.is(self.start(), "told"),
            // "another says"
            Form::Third => token.is(vocab::ALONE) && token.is(vocab::ONE_OF_MANY),
            _ => false,
        }
    }

    /// "61 percent said", "six in 10 voters think": what people answered in a poll; who vouches for it is the poll.
    pub(super) fn is_answers(&self, subject: &Range<usize>) -> bool {
        let tokens = &self.prose.tokens[subject.clone()];
        let counts = |i: usize| {
            let token = &self.prose.tokens[i];
            let share = token.is_any(words!["third", "quarter", "fifth"]);
            let of = i + 1 >= subject.end || self.prose.tokens[i + 1].is_text("of");
            token.kind == Kind::Number || is_number(token) && (!share || of)
        };
        // "the nurse of four years" is a person.
        let opening = subject.start..subject.end.min(subject.start + 4);
        let plain = |i: &usize| !self.prose.tokens[*i].is(vocab::PREPOSITION) || self.prose.tokens[*i].is_text("than");
        let number = opening.take_while(plain).any(counts);
        // "two people said": few enough to be sources.
        let share = words!["percent", "third", "thirds", "quarter", "quarters", "half"];
        let few = !tokens.iter().any(|t| t.kind == Kind::Number || t.is_any(share));
        let percent = subject.clone().any(|i| self.word(i) == "%");
        let answerers = tokens.iter().any(|t| t.is(vocab::RESPONDENT));
        // "one in four", "1,409 teachers"
        let in_number = subject
            .clone()
            .any(|i| counts(i) && i + 2 < subject.end && self.prose.tokens[i + 1].is_text("in") && counts(i + 2));
        // A number of four digits is most often a year.
        let crowd = tokens[0].kind == Kind::Number && tokens[0].span.len() > 2 && tokens[0].span.len() != 4;
        number && (percent || answerers && !few || in_number || crowd)
            // "Senate Majority Leader Ross" is a person.
            || tokens.iter().enumerate().any(|(i, t)| t.is_any(words!["half", "majority"]) && (i < 2 && !tokens.get(i + 1).is_some_and(|n| n.capital) || !t.capital))
    }

    /// "Officers favoured him, 46 percent to 32": what groups of people want, as a poll counts it.
    pub(super) fn is_preference(&self, subject: &Range<usize>) -> bool {
        let percent = |i: usize| self.prose.tokens[i].is_text("percent") || self.word(i) == "%";
        let wants = |r: &&vocab::Cue| {
            matches!(r.kind, vocab::CueKind::Belief | vocab::CueKind::Report) && r.takes == vocab::Takes::OBJECT
        };
        let many = crate::prose::is_plural(self.word(subject.end - 1));
        self.hit.rows.iter().all(wants)
            && (many || self.prose.is_any(subject.end - 1, words!["most", "many", "some"]))
            && (self.end()..self.sentence.end.min(self.end() + 12)).any(percent)
    }

    /// Whether verb and subject agree, as far as that tells a verb from a noun.
    pub(super) fn agrees(&self, subject: &Range<usize>) -> bool {
        let head = phrase::head(self.prose, subject);
        let last = &self.prose.tokens[head];
        // "all battleground states, …"
        let many =
            self.form == Form::Third && subject.len() > 1 && self.prose.tokens[subject.start].is(vocab::COUNTING);
        if many && !self.prose.is(subject.start + 1, "of") {
            return false;
        }
        let auxiliary = self.previous().is_some_and(|p| p >= subject.end && self.prose.tokens[p].is(vocab::AUXILIARY));
        if self.form != Form::Base || auxiliary {
            return true;
        }
        let word = self.word(head);
        last.is(vocab::PLURAL_SUBJECT)
            || last.kind == Kind::Word && word.ends_with('s') && !word.ends_with("ss")
            || last.kind == Kind::Number
            || subject.clone().any(|i| self.prose.tokens[i].is_text("and"))
    }
}

pub(super) fn is_number(token: &Token) -> bool {
    token
        .lexeme()
        .phrases
        .iter()
        .any(|p| p.rest.is_empty() && matches!(p.meaning, Meaning::NumberWord(_) | Meaning::Fraction(_)))
}

/// Whether the word is the base form of a cue, as in "records show".
fn cue_base(token: &Token) -> bool {
    let base = |m: &Meaning| matches!(m, Meaning::Cue(row) if CUES[*row as usize].shape == CueShape::Verb && CUES[*row as usize].form == Form::Base);
    token.lexeme().phrases.iter().any(|p| p.rest.is_empty() && base(&p.meaning))
}
