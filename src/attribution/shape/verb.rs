//! Verbs: "X said …", "…, X said", "…, said X", "…, adding that …", "polls showing …", "reported by X".

use crate::attribution::cue::Hit;
use crate::attribution::phrase::{self, Mark, mark};
use crate::attribution::{Candidate, Style, reach, speaker};
use crate::prose::Token;
use crate::prose::{Prose, Tag};
use crate::vocab::{
    self, CUES, CueKind, CueShape, Form, Meaning, Takes,
    scan::{Gap, Kind},
};
use std::ops::Range;

/// The attribution that a verb makes; `earlier` are those of its sentence before it.
pub(super) fn find(prose: &Prose<'_>, sentence: &Range<usize>, hit: &Hit, earlier: &[Candidate]) -> Option<Candidate> {
    if hyphenated(prose, hit) {
        return None;
    }
    let form = hit.rows[0].form;
    let takes = hit.rows.iter().fold(Takes::NOTHING, |all, row| all.or(row.takes));
    let verb = Verb { prose, sentence: sentence.clone(), hit, form, takes };
    // "the United States", "Emily's List": a name, unless the whole line is in capitals.
    if prose.tokens[verb.start()].capital && verb.start() > sentence.start && !verb.is_headline() {
        return None;
    }
    verb.passive()
        .or_else(|| verb.by())
        .or_else(|| verb.inverted())
        .or_else(|| if form == Form::Gerund { verb.gerund(earlier) } else { verb.finite(earlier) })
}

const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "am"];

struct Verb<'v, 'p> {
    prose: &'v Prose<'p>,
    sentence: Range<usize>,
    hit: &'v Hit,
    form: Form,
    takes: Takes,
}

impl Verb<'_, '_> {
    fn start(&self) -> usize {
        self.hit.tokens.start
    }

    fn end(&self) -> usize {
        self.hit.tokens.end
    }

    fn word(&self, i: usize) -> &str {
        self.prose.word(i)
    }

    /// The token before, if it is in the sentence.
    fn previous(&self) -> Option<usize> {
        self.start().checked_sub(1).filter(|p| *p >= self.sentence.start)
    }

    /// A word in capitals is part of a name or a heading.
    fn shouts(&self) -> bool {
        let word = self.word(self.start());
        word.len() > 3 && word.chars().all(char::is_uppercase)
    }

    /// Whether most words around the verb start with a capital.
    fn is_headline(&self) -> bool {
        let near = self.start().saturating_sub(6).max(self.sentence.start)..(self.end() + 6).min(self.sentence.end);
        let words = self.prose.tokens[near].iter().filter(|t| t.kind == Kind::Word);
        let (capitals, all) = words.fold((0, 0), |(c, n), t| (c + usize::from(t.capital), n + 1));
        capitals * 4 >= all * 3
    }

    fn is_past(&self) -> bool {
        matches!(self.form, Form::Past | Form::Participle)
    }

    fn made(&self, source: Option<Range<usize>>, content: Vec<Range<usize>>) -> Option<Candidate> {
        let document = source.as_ref().is_some_and(|s| phrase::holds(self.prose, s, vocab::DOCUMENT));
        let style = if document { Style::Document } else { Style::Said };
        let speaks = self.hit.rows.iter().any(|r| r.kind == CueKind::Speech && r.takes.any(Takes::QUOTE));
        let empty = content.iter().all(Range::is_empty);
        let pronoun = source.as_ref().is_none_or(|s| s.len() == 1 && self.prose.tokens[s.start].is(vocab::PRONOUN));
        let inner = pronoun && self.is_inward();
        // "She wrote:" has its content in the next paragraph.
        (!empty || speaks).then(|| Candidate { source, cue: self.hit.tokens.clone(), content, style, speaks, inner })
    }

    /// "is expected to": nobody is named.
    fn passive(&self) -> Option<Candidate> {
        let be = self.previous().map(|p| self.word(p)).unwrap_or("");
        let fits = self.is_past()
            && self.takes.any(Takes::PASSIVE_ONLY)
            && matches!(
                be,
                "is" | "are" | "was" | "were" | "be" | "been" | "being" | "widely" | "'s" | "’s" | "'re" | "’re"
            )
            && self.word(self.end()) == "to";
        let content = || vec![self.end()..reach::clause_end(self.prose, self.end(), self.sentence.end, false)];
        fits.then(|| self.made(None, content())).flatten()
    }

    /// "was reported by X".
    fn by(&self) -> Option<Candidate> {
        if !self.is_past() || !self.takes.any(Takes::OBJECT) || self.word(self.end()) != "by" {
            return None;
        }
        let source = phrase::after(self.prose, self.end() + 1, self.sentence.end)?;
        let content = vec![self.sentence.start..self.start(), source.end..self.sentence.end];
        self.made(Some(source), content)
    }

    /// "…, said X, an analyst."
    fn inverted(&self) -> Option<Candidate> {
        let takes = self.takes.any(Takes::QUOTE) && !self.takes.any(Takes::PERSON);
        if !takes || matches!(self.form, Form::Gerund | Form::Base) {
            return None;
        }
        let before = mark(self.prose, self.previous()?);
        if !matches!(before, Mark::Comma | Mark::Quote | Mark::Break) {
            return None;
        }
        if self.is_noun() || self.prose.tokens.get(self.end()).is_some_and(|t| t.is_text("that")) {
            return None;
        }
        let source = phrase::after(self.prose, self.end(), self.sentence.end)?;
        let closes =
            source.end >= self.sentence.end || mark(self.prose, source.end) != Mark::None || before == Mark::Quote;
        if !closes
            || before != Mark::Quote
                && phrase::before(self.prose, self.sentence.start, self.start())
                    .is_some_and(|s| s.start == self.sentence.start)
        {
            return None;
        }
        let content = reach::broken(self.prose, &self.sentence, self.start()..source.end);
        self.made(Some(source), content)
    }

    /// "…, adding that", "polls showing", "is saying".
    fn gerund(&self, earlier: &[Candidate]) -> Option<Candidate> {
        let p = self.previous()?;
        let token = &self.prose.tokens[p];
        let finite = token.is(vocab::AUXILIARY) || phrase::between(self.prose, p);
        if finite {
            return self.finite(earlier);
        }
        if token.is(vocab::DETERMINER) || token.is(vocab::POSSESSIVE) {
            return None;
        }
        let source = if mark(self.prose, p) == Mark::None
            && !token.is(vocab::PREPOSITION)
            && !token.is(vocab::SUBORDINATOR)
            && !token.is(vocab::CONJUNCTION)
        {
            phrase::before(self.prose, self.sentence.start, self.start())
        } else {
            self.carried(earlier)
        };
        let source = source?;
        if self.document_only() && !phrase::holds(self.prose, &source, vocab::DOCUMENT) {
            return None;
        }
        let content = vec![self.content_after(&source)];
        self.made(Some(source), content)
    }

    /// Whether a token stands in a quotation that the verb does not stand in.
    fn in_quotation(&self, i: usize) -> bool {
        let quotation = |i: usize| speaker::holding(self.prose, self.prose.tokens[i].span).map(|q| q.span);
        quotation(i).is_some_and(|q| quotation(self.start()) != Some(q))
    }

    /// The subject that a verb without one of its own shares.
    fn carried(&self, earlier: &[Candidate]) -> Option<Range<usize>> {
        let last = earlier.iter().rev().find(|c| {
            let inside = c.cue.start >= self.sentence.start && c.cue.start < self.start();
            inside && c.style != Style::AccordingTo && !self.in_quotation(c.cue.start)
        });
        last.and_then(|c| c.source.clone()).or_else(|| {
            let mut start = self.sentence.start;
            // "In a statement, the ministry …": the subject comes after the comma.
            if self.prose.tokens[start].is(vocab::PREPOSITION) || self.prose.tokens[start].is(vocab::SUBORDINATOR) {
                start = (start..self.start()).find(|&i| mark(self.prose, i) == Mark::Comma)? + 1;
            }
            while start < self.start()
                && (mark(self.prose, start) != Mark::None || self.prose.tokens[start].is(vocab::CONJUNCTION))
            {
                start += 1;
            }
            subject_at(self.prose, start, self.start())
        })
    }

    fn finite(&self, earlier: &[Candidate]) -> Option<Candidate> {
        let p = self.previous()?;
        let token = &self.prose.tokens[p];
        let determined = token.is(vocab::DETERMINER) && !self.is_relative(p)
            || token.is(vocab::POSSESSIVE) && !matches!(self.word(p), "'s" | "’s");
        let counted = token.kind == Kind::Number && token.span.len() != 4;
        let preposition = token.is(vocab::PREPOSITION) && !token.is(vocab::ADVERB);
        if determined || counted || preposition || self.is_passive() {
            return None;
        }
        let subject = phrase::before(self.prose, self.sentence.start, self.start());
        let source = match subject {
            Some(subject) => {
                if !self.agrees(&subject) {
                    return None;
                }
                subject
            }
            None if token.is(vocab::CONJUNCTION)
                || mark(self.prose, p) == Mark::Comma
                || phrase::between(self.prose, p) =>
            {
                self.carried(earlier)?
            }
            None => return None,
        };
        let relative = source.len() == 1 && self.prose.tokens[source.start].is(vocab::RELATIVE);
        if relative && !self.is_past() && (self.word(self.end()) == "to" || self.is_inward()) {
            return None;
        }
        if self.is_method() {
            return None;
        }
        let noun = matches!(self.prose.tag(self.start()), Tag::Noun | Tag::Adjective);
        if noun && self.prose.tokens[self.start()].is(vocab::NOUN_CUE) && self.form == Form::Third {
            return None;
        }
        if self.is_answers(&source) || self.is_noun() || self.shouts() {
            return None;
        }
        let document = phrase::holds(self.prose, &source, vocab::DOCUMENT);
        if self.document_only() && !document {
            return None;
        }
        if self.is_aside(&source) {
            let content = reach::around(self.prose, &self.sentence, source.start - 1..self.end(), document);
            return self.made(Some(source), content);
        }
        if self.takes.any(Takes::QUOTE) && self.stands_after(&source) {
            let content = reach::broken(self.prose, &self.sentence, source.start..self.end());
            return self.made(Some(source), content);
        }
        if !self.complement(document) {
            return None;
        }
        let content = vec![self.content_after(&source)];
        self.made(Some(source), content)
    }

    fn document_only(&self) -> bool {
        self.hit.rows.iter().all(|r| r.takes.any(Takes::DOCUMENT_ONLY))
    }

    /// "was confirmed 92 to 0": its subject is no source.
    fn is_passive(&self) -> bool {
        let edge = phrase::edge(self.prose, self.sentence.start, self.start());
        self.is_past() && (edge..self.start()).any(|i| BE.iter().any(|b| self.prose.tokens[i].is_text(b)))
    }

    /// "The poll has a margin of error of 3 points": how it was made, not what it found. Or "have" as an auxiliary.
    fn is_method(&self) -> bool {
        let next = self.end()..self.sentence.end.min(self.end() + 6);
        let method = ["margin", "error", "interval", "sample", "sampling"];
        let about = next.clone().any(|i| method.iter().any(|m| self.word(i).eq_ignore_ascii_case(m)));
        let auxiliary = next.clone().next().is_some_and(|i| {
            matches!(self.prose.tag(i), Tag::Participle | Tag::Adverb | Tag::To) || self.prose.tokens[i].is_text("been")
        });
        self.document_only() && (about || auxiliary && self.prose.tag(self.start()) == Tag::Auxiliary)
    }

    /// Whether the cue only tells what somebody thinks or wants.
    fn is_inward(&self) -> bool {
        let inward = |kind| matches!(kind, CueKind::Belief | CueKind::Intention | CueKind::Hearsay);
        self.hit.rows.iter().any(|r| inward(r.kind)) && !self.hit.rows.iter().any(|r| r.kind == CueKind::Speech)
    }

    fn is_relative(&self, p: usize) -> bool {
        self.word(p) == "that"
    }

    /// "61 percent said", "six in 10 voters think": what people answered in a poll; who vouches for it is the poll.
    fn is_answers(&self, subject: &Range<usize>) -> bool {
        let tokens = &self.prose.tokens[subject.clone()];
        let number =
            tokens.iter().any(|t| t.kind == Kind::Number || t.is(vocab::RESPONDENT) && is_number(t) || is_number(t));
        let percent = subject.clone().any(|i| self.word(i) == "%");
        number && (percent || tokens.iter().any(|t| t.is(vocab::RESPONDENT)))
            || tokens.iter().any(|t| t.is_text("half") || t.is_text("majority"))
    }

    /// "18 states that", "these rules": a plural noun that looks like a verb.
    fn is_noun(&self) -> bool {
        let Some(p) = self.previous() else { return true };
        let next = self.end();
        let verb_follows = next < self.sentence.end
            && self.prose.tokens[next].kind == Kind::Word
            && !self.prose.tokens[next].capital
            && (self.prose.tokens[next].is(vocab::AUXILIARY)
                || reach::is_verb(&self.prose.tokens[next])
                || cue_base(&self.prose.tokens[next]));
        if self.form == Form::Third && self.prose.tokens[self.start()].is(vocab::NOUN_CUE) && self.hit.tokens.len() == 1
        {
            let opens = next < self.sentence.end
                && (self.prose.tokens[next].is(vocab::DETERMINER) && !self.prose.tokens[p].is(vocab::PREPOSITION)
                    || self.prose.tokens[next].is(vocab::PRONOUN)
                    || self.prose.tokens[next].is_text("to")
                    || matches!(mark(self.prose, next), Mark::Quote)
                    || self.word(next) == ":"
                    || self.prose.tokens[next].capital
                    || self.prose.tokens[next].kind == Kind::Number
                    || is_number(&self.prose.tokens[next])
                    || matches!(self.word(next), "$" | "£" | "€"));
            let subject = self.prose.tokens[p].capital
                || self.prose.tokens[p].is(vocab::PRONOUN)
                || self.prose.tokens[p].is(vocab::DOCUMENT)
                || mark(self.prose, p) == Mark::Comma
                || self.prose.tokens[p].is(vocab::AUXILIARY)
                || self.prose.tokens[p].is(vocab::ADVERB)
                || self.prose.tokens[p].is_text("to");
            if !opens && !subject || counted_word(self.word(p)) {
                return true;
            }
        }
        let preposition = next < self.sentence.end
            && self.prose.tokens[next].is(vocab::PREPOSITION)
            && !self.prose.tokens[next].is_text("to");
        let counted = self.prose.tokens[p].kind == Kind::Number
            || is_number(&self.prose.tokens[p])
            || self.word(p).ends_with("ed")
            || self.word(p).ends_with("ive")
            || self.word(p).ends_with("al");
        self.form == Form::Third
            && self.hit.tokens.len() == 1
            && (verb_follows
                || counted
                || preposition && !self.prose.tokens[p].is(vocab::PRONOUN) && !self.prose.tokens[p].capital)
    }

    /// Whether verb and subject agree, as far as that tells a verb from a noun.
    fn agrees(&self, subject: &Range<usize>) -> bool {
        let head = phrase::head(self.prose, subject);
        let last = &self.prose.tokens[head];
        let auxiliary = self.previous().is_some_and(|p| p >= subject.end && self.prose.tokens[p].is(vocab::AUXILIARY));
        if self.form != Form::Base || auxiliary {
            return true;
        }
        let word = self.word(head);
        matches!(
            word.to_ascii_lowercase().as_str(),
            "i" | "we"
                | "you"
                | "they"
                | "who"
                | "which"
                | "that"
                | "people"
                | "some"
                | "many"
                | "most"
                | "others"
                | "data"
                | "police"
                | "both"
        ) || last.kind == Kind::Word && word.ends_with('s') && !word.ends_with("ss")
            || last.kind == Kind::Number
            || subject.clone().any(|i| self.prose.tokens[i].is_text("and"))
    }

    /// "As X noted, …"
    fn is_aside(&self, source: &Range<usize>) -> bool {
        source.start > self.sentence.start
            && self.prose.tokens[source.start - 1].is_text("as")
            && mark(self.prose, reach::adjuncts(self.prose, self.end(), self.sentence.end, false)) == Mark::Comma
    }

    /// "…, he said." or "…, he said in a statement."
    fn stands_after(&self, source: &Range<usize>) -> bool {
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
    fn opens_content(&self, next: usize) -> bool {
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
    fn complement(&self, document: bool) -> bool {
        let next = self.end();
        if next >= self.sentence.end {
            return false;
        }
        let word = self.word(next);
        if word == "to" {
            let verb = self
                .prose
                .tokens
                .get(next + 1)
                .is_some_and(|t| t.kind == Kind::Word && !t.capital && !t.is(vocab::DETERMINER));
            let told = reach::that(self.prose, next, self.sentence.end, false) > next && self.takes.any(Takes::CLAUSE);
            return told || verb && self.takes.any(Takes::INFINITIVE);
        }
        if self.hit.rows.iter().all(|r| r.takes.any(Takes::THAT)) && !self.opens_content(next) {
            return false;
        }
        let only = self.hit.rows.iter().all(|r| r.takes == Takes::INFINITIVE || r.takes.any(Takes::PASSIVE_ONLY));
        if only {
            return false;
        }
        document || !matches!(mark(self.prose, next), Mark::Stop | Mark::Close)
    }

    fn content_after(&self, source: &Range<usize>) -> Range<usize> {
        let document = phrase::holds(self.prose, source, vocab::DOCUMENT);
        let start = reach::that(self.prose, self.end(), self.sentence.end, self.takes.any(Takes::PERSON));
        start..reach::clause_end(self.prose, start, self.sentence.end, document)
    }
}

/// The noun phrase that opens a clause at `start`.
fn subject_at(prose: &Prose<'_>, start: usize, ceiling: usize) -> Option<Range<usize>> {
    let whole = phrase::after(prose, start, ceiling)?;
    let verb = |i: &usize| prose.tag(*i).is_verb() || phrase::between(prose, *i);
    let end = (whole.start + 1..whole.end).find(verb).unwrap_or(whole.end);
    Some(whole.start..end)
}

fn is_number(token: &Token) -> bool {
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

fn counted_word(word: &str) -> bool {
    ["several", "many", "other", "all", "most", "some", "few", "both", "these", "those"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w))
}

/// "a well-known", "robo-calls": part of a compound.
fn hyphenated(prose: &Prose<'_>, hit: &Hit) -> bool {
    let hyphen = |i: usize| prose.is(i, "-") && prose.tokens[i].glued();
    let (start, end) = (hit.tokens.start, hit.tokens.end);
    start > 0 && prose.tokens[start].glued() && hyphen(start - 1)
        || prose.tokens.get(end + 1).is_some_and(|t| t.glued()) && hyphen(end)
}
