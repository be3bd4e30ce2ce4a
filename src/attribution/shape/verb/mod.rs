//! Verbs: "X said …", "…, X said", "…, said X", "…, adding that …", "polls showing …", "reported by X".

mod complement;
mod reading;

use crate::attribution::cue::Hit;
use crate::attribution::phrase::{self, Mark, mark};
use crate::attribution::{Candidate, Style, reach, speaker};
use crate::prose::{Prose, Tag};
use crate::vocab::{self, CueKind, Form, Takes, scan::Kind, words};
use std::ops::Range;

/// The attribution that a verb makes; `earlier` are those of its sentence before it.
pub(super) fn find(prose: &Prose<'_>, sentence: &Range<usize>, hit: &Hit, earlier: &[Candidate]) -> Option<Candidate> {
    if hyphenated(prose, hit) {
        return None;
    }
    // "put" and "read" are past and base alike; the past asks less of its subject.
    let form = hit.rows.iter().map(|r| r.form).find(|f| *f == Form::Past).unwrap_or(hit.rows[0].form);
    let takes = hit.rows.iter().fold(Takes::NOTHING, |all, row| all.or(row.takes));
    let verb = Verb { prose, sentence: sentence.clone(), hit, form, takes };
    // "the United States", "Emily's List": a name, unless the whole line is in capitals.
    if prose.tokens[verb.start()].capital && verb.start() > sentence.start && !verb.is_headline() {
        return None;
    }
    if hit.rows.iter().all(|r| r.takes.any(Takes::PASSIVE_ONLY.or(Takes::SEEMING))) {
        return verb.passive();
    }
    verb.passive()
        .or_else(|| verb.by())
        .or_else(|| verb.valued_by())
        .or_else(|| verb.inverted())
        .or_else(|| if form == Form::Gerund { verb.gerund(earlier) } else { verb.finite(earlier) })
}

/// What a bare gerund can follow: "polls showing 40 percent", "she left saying 40".
const REPORTING: vocab::Class =
    vocab::DOCUMENT.or(vocab::PRONOUN).or(vocab::PREPOSITION).or(vocab::CONJUNCTION).or(vocab::SUBORDINATOR);
/// How many words back the verb may stand that governs an infinitive: "[was] quick to say".
const GOVERNED: usize = 6;
/// How far behind a gerund that opens its sentence the subject may stand.
const FRONTED: usize = 40;
/// How many words behind "put at" its author may stand: "put at [nearly 40 million euros] by X".
const VALUED: usize = 10;

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
        let document = source.as_ref().is_some_and(|s| phrase::is_document(self.prose, s));
        let style = if document { Style::Document } else { Style::Said };
        let speaks = self.hit.rows.iter().any(|r| r.kind == CueKind::Speech && r.takes.any(Takes::QUOTE));
        let empty = content.iter().all(Range::is_empty);
        let pronoun = source.as_ref().is_none_or(|s| s.len() == 1 && self.prose.tokens[s.start].is(vocab::PRONOUN));
        let inner = pronoun && self.is_inward();
        // "She wrote:" has its content in the next paragraph.
        (!empty || speaks).then(|| Candidate {
            source,
            cue: self.hit.tokens.clone(),
            content,
            style,
            speaks,
            inner,
            inward: self.is_inward() || self.is_deed(),
        })
    }

    /// "is expected to": nobody is named.
    fn passive(&self) -> Option<Candidate> {
        let be = self.previous().map(|p| self.word(p)).unwrap_or("");
        let of = self.takes.any(Takes::OBJECT) && self.prose.is(self.end(), "of");
        let fits = self.is_past()
            && self.takes.any(Takes::PASSIVE_ONLY)
            && matches!(
                be,
                "is" | "are" | "was" | "were" | "be" | "been" | "being" | "widely" | "'s" | "’s" | "'re" | "’re"
            )
            && (self.prose.is(self.end(), "to") || of)
            || self.takes.any(Takes::SEEMING) && self.form != Form::Gerund && self.prose.is(self.end(), "to");
        // "Some 40 schools are expected to close"
        let expected = !of && self.is_past() && self.takes.any(Takes::PASSIVE_ONLY);
        let content = || {
            let subject = phrase::before(self.prose, self.sentence.start, self.start()).filter(|_| expected);
            let after = self.end()..reach::clause_end(self.prose, self.end(), self.sentence.end, false);
            subject.into_iter().chain([after]).collect()
        };
        fits.then(|| self.made(None, content())).flatten()
    }

    /// "was reported by X".
    fn by(&self) -> Option<Candidate> {
        let object = |r: &&vocab::Cue| r.takes.any(Takes::OBJECT) && !r.takes.any(Takes::DOCUMENT_ONLY);
        if !self.is_past() || !self.hit.rows.iter().any(object) || self.word(self.end()) != "by" {
            return None;
        }
        let source = phrase::after(self.prose, self.end() + 1, self.sentence.end)?;
        let content = if self.is_passive() || self.previous().is_none() {
            vec![self.sentence.start..self.start(), source.end..self.sentence.end]
        } else {
            // "a treaty favoured by X", "the suspect, identified by X as 29,": only that.
            let edge = phrase::edge(self.prose, self.sentence.start, self.start());
            let end = if self.after_comma() { edge - 1 } else { self.start() };
            let rest = source.end..self.sentence.end;
            let close = rest.clone().find(|&i| mark(self.prose, i) != Mark::None).unwrap_or(rest.end);
            vec![phrase::before(self.prose, self.sentence.start, end)?.start..end, source.end..close]
        };
        self.made(Some(source), content)
    }

    /// Whether a comma stands before the verb and its adverbs.
    fn after_comma(&self) -> bool {
        let edge = phrase::edge(self.prose, self.sentence.start, self.start());
        edge > self.sentence.start && mark(self.prose, edge - 1) == Mark::Comma
    }

    /// "Put at 40 by the council, …", "a gap now put at 40": a participle, whose subject is no source.
    fn is_valued(&self, source: Option<&Range<usize>>) -> bool {
        let valued = self.is_past()
            && self.hit.tokens.len() == 1
            && self.prose.is(self.end(), "at")
            && !self.prose.is_any(self.end() + 1, words!["least", "most"])
            && self.counts_from(self.end() + 1);
        // "which the council put at 40", "a toll the council put at 40": the object stands before.
        let object = source.is_some_and(|s| {
            let before = s.start.checked_sub(1).filter(|b| *b >= self.sentence.start);
            !self.after_comma()
                && before.is_some_and(|b| {
                    self.prose.tokens[b].is(vocab::RELATIVE) || self.prose.tag(b).is_noun() || self.prose.is(b, "%")
                })
        });
        valued && !object
    }

    /// Whether a number stands at `start` or right behind its hedge.
    fn counts_from(&self, start: usize) -> bool {
        (start..self.sentence.end.min(start + 5)).any(|i| self.prose.tokens[i].kind == Kind::Number)
    }

    /// "Put at 40 by the council".
    fn valued_by(&self) -> Option<Candidate> {
        let value = self.takes.any(Takes::VALUE.or(Takes::OBJECT));
        if !value || !self.is_valued(None) {
            return None;
        }
        let near = self.end()..self.sentence.end.min(self.end() + VALUED);
        let by = near.take_while(|&i| mark(self.prose, i) == Mark::None).find(|&i| self.prose.is(i, "by"))?;
        let source = phrase::after(self.prose, by + 1, self.sentence.end)?;
        let content = vec![self.end()..by];
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
        if self.is_noun(None) || self.prose.tokens.get(self.end()).is_some_and(|t| t.is_text("that")) {
            return None;
        }
        let source = phrase::after(self.prose, self.end(), self.sentence.end)?;
        let closes =
            source.end >= self.sentence.end || mark(self.prose, source.end) != Mark::None || before == Mark::Quote;
        // "The survey, out on Monday, showed X, …": the subject stands before.
        let says = |r: &&vocab::Cue| r.kind == CueKind::Speech;
        let object = |r: &&vocab::Cue| r.kind == CueKind::Report && r.takes.any(Takes::OBJECT);
        let free = self.hit.rows.iter().any(says) && !self.hit.rows.iter().any(object);
        let subject = |s: Range<usize>| s.start == self.sentence.start && !(free && self.has_predicate(&s));
        if !closes
            || before != Mark::Quote
                && phrase::before(self.prose, self.sentence.start, self.start()).is_some_and(subject)
        {
            return None;
        }
        let content = reach::broken(self.prose, &self.sentence, self.start()..source.end);
        self.made(Some(source), content)
    }

    /// Whether the words hold a verb beside those of their relative clauses and appositions: "The dam, which is 40 years
    /// old, |will hold …, said Smith" does, "Smith, who is 40, said" does not.
    fn has_predicate(&self, words: &Range<usize>) -> bool {
        let (mut opens, mut aside) = (false, false);
        for i in words.start..words.end.min(self.start()) {
            let token = &self.prose.tokens[i];
            if mark(self.prose, i) == Mark::Comma {
                opens = true;
                continue;
            }
            // "The poll, released on Monday, |showed …": a participle, unless a clause ends before it.
            let participle = matches!(self.prose.tag(i), Tag::Gerund | Tag::Participle)
                || token.is(vocab::VERB_PARTICIPLE) && !token.is(vocab::AUXILIARY) && !aside;
            if opens {
                aside = participle || token.is(vocab::SUBORDINATOR.or(vocab::PREPOSITION));
                opens = false;
            }
            aside |= token.is(vocab::RELATIVE);
            if !aside && self.prose.tag(i).is_verb() {
                return true;
            }
        }
        false
    }

    /// "…, adding that", "polls showing", "is saying".
    fn gerund(&self, earlier: &[Candidate]) -> Option<Candidate> {
        let Some(p) = self.previous() else { return self.fronted() };
        let token = &self.prose.tokens[p];
        if token.is(vocab::PREPOSITION.or(vocab::SUBORDINATOR)) && self.opens_sentence(p) {
            return self.fronted();
        }
        let finite = token.is(vocab::AUXILIARY) || phrase::between(self.prose, p);
        if finite {
            return self.finite(earlier);
        }
        if token.is(vocab::DETERMINER) || token.is(vocab::POSSESSIVE) {
            return None;
        }
        let bare = mark(self.prose, p) == Mark::None;
        // "a Supreme Court ruling that": a noun; "…, giving the party 40": what comes of it.
        let noun = self.prose.tokens[self.start()].is(vocab::NOUN_CUE) && self.prose.tag(p).is_noun();
        if noun || !bare && self.document_only() {
            return None;
        }
        if bare && !self.opens_content(self.end()) && !phrase::holds(self.prose, &(p..self.start()), REPORTING) {
            return None;
        }
        let source =
            if bare && !token.is(vocab::PREPOSITION) && !token.is(vocab::SUBORDINATOR) && !token.is(vocab::CONJUNCTION)
            {
                phrase::before(self.prose, self.sentence.start, self.start())
                    .map(|s| self.sender(&s).unwrap_or(s))
                    .or_else(|| self.carried(earlier))
            } else {
                self.carried(earlier)
            };
        let source = source?;
        if self.is_answers(&source) {
            return None;
        }
        if !phrase::is_document(self.prose, &source) && !(self.vouches() && self.tells()) {
            return None;
        }
        let content = vec![self.content_after(&source)];
        self.made(Some(source), content)
    }

    /// Whether only "but" or "now," stands before the token at `p`.
    fn opens_sentence(&self, p: usize) -> bool {
        (self.sentence.start..p).all(|i| {
            mark(self.prose, i) == Mark::Comma || self.prose.tokens[i].is(vocab::CONJUNCTION.or(vocab::ADVERB))
        })
    }

    /// "After arguing that 40 homes were lost, [the mayor] left": the subject comes behind the clause.
    fn fronted(&self) -> Option<Candidate> {
        let near = self.end()..self.sentence.end.min(self.end() + FRONTED);
        let subject = |&comma: &usize| {
            let whole = phrase::after(self.prose, comma + 1, self.sentence.end)?;
            let verb = |i: &usize| {
                let token = &self.prose.tokens[*i];
                self.prose.tag(*i).is_verb() || !token.capital && reach::is_verb(token)
            };
            let end = (whole.start + 1..whole.end).find(verb).unwrap_or(whole.end);
            let predicate = (end..self.sentence.end.min(end + 2)).any(|i| verb(&i));
            predicate.then_some((comma, whole.start..end))
        };
        let (comma, source) = near.filter(|&i| mark(self.prose, i) == Mark::Comma).find_map(|i| subject(&i))?;
        let document = phrase::is_document(self.prose, &source);
        if !document && !(self.vouches() && self.tells()) || self.document_only() && !document {
            return None;
        }
        let start = reach::that(self.prose, self.end(), comma, self.takes.any(Takes::PERSON));
        self.made(Some(source), vec![start..comma])
    }

    /// Who "released a statement |saying": the document is the object of the verb before it.
    fn sender(&self, document: &Range<usize>) -> Option<Range<usize>> {
        let head = phrase::head(self.prose, document);
        if !self.prose.tokens[head].is(vocab::MISSIVE) {
            return None;
        }
        // The verb may look like a participle of the phrase: "[released] a statement".
        let inside = (document.start..head).rev().find(|&i| self.prose.tokens[i].is(vocab::DETERMINER))?;
        let verb = inside.checked_sub(1).filter(|v| *v > self.sentence.start)?;
        let sends = self.prose.tag(verb).is_verb() || self.prose.tag(verb) == Tag::Participle;
        let source = sends.then(|| phrase::before(self.prose, self.sentence.start, verb)).flatten();
        source.filter(|s| !self.prose.tokens[s.start].is(vocab::RELATIVE))
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
            // "According to Smith, writing for the Post": his is the gerund only where it follows at once.
            let follows = self.form == Form::Gerund && c.source.as_ref().is_some_and(|s| s.end + 1 == self.start());
            inside
                && c.style != Style::Possessive
                && (c.style != Style::AccordingTo || follows)
                && !self.in_quotation(c.cue.start)
        });
        last.and_then(|c| c.source.clone()).or_else(|| self.main_subject()).or_else(|| self.opening_phrase())
    }

    /// The subject of the first verb of the sentence.
    fn main_subject(&self) -> Option<Range<usize>> {
        let from = self.sentence.start.max(self.start().saturating_sub(60));
        phrase::main_subject(self.prose, from..self.start())
    }

    /// The noun phrase that the sentence opens with.
    fn opening_phrase(&self) -> Option<Range<usize>> {
        let mut start = self.sentence.start;
        if self.prose.tokens[start].is(vocab::PREPOSITION.or(vocab::SUBORDINATOR)) {
            start = (start..self.start()).find(|&i| mark(self.prose, i) == Mark::Comma)? + 1;
        }
        let skips = |i: &usize| mark(self.prose, *i) != Mark::None || self.prose.tokens[*i].is(vocab::CONJUNCTION);
        start += (start..self.start()).take_while(skips).count();
        let whole = phrase::after(self.prose, start, self.start())?;
        let verb = |i: &usize| self.prose.tag(*i).is_verb() || phrase::between(self.prose, *i);
        let end = (whole.start + 1..whole.end).find(verb).unwrap_or(whole.end);
        Some(whole.start..end)
    }

    fn finite(&self, earlier: &[Candidate]) -> Option<Candidate> {
        let p = self.previous()?;
        let token = &self.prose.tokens[p];
        // "the previously announced loss"
        let edge = phrase::edge(self.prose, self.sentence.start, self.start());
        let determined = token.is(vocab::DETERMINER) && !self.is_relative(p) && !self.stands_alone(p)
            || token.is(vocab::POSSESSIVE) && !phrase::contracted(self.prose, p)
            || edge > self.sentence.start && self.prose.is_any(edge - 1, words!["the", "a", "an", "its", "their"]);
        let counted = token.kind == Kind::Number && token.span.len() != 4;
        let preposition = token.is(vocab::PREPOSITION) && !token.is(vocab::ADVERB);
        if token.is_text("to") && self.form == Form::Base {
            return self.infinitive(p);
        }
        // "documents seen by reporters"
        let by = self.is_past() && self.prose.is(self.end(), "by");
        if by || determined || counted || preposition || self.is_passive() || self.follows_verb(p) || self.is_filler(p)
        {
            return None;
        }
        let subject = phrase::before(self.prose, self.sentence.start, self.start());
        let source = match subject {
            Some(subject) => {
                // "she said |her office had questioned 11": she vouches for that; "she said the bank put it at 11": the bank.
                let told = subject.start > self.sentence.start
                    && self.prose.tokens[subject.start - 1].is(vocab::CLAUSE_OPENING);
                let pronoun = subject.len() == 1 && self.prose.tokens[subject.start].is(vocab::PRONOUN);
                let estimates = self.takes.any(Takes::VALUE) || phrase::is_document(self.prose, &subject);
                if !self.agrees(&subject) || told && !estimates && !pronoun {
                    return None;
                }
                subject
            }
            None if token.is(vocab::CONJUNCTION)
                || self.after_conjunction()
                || mark(self.prose, p) == Mark::Comma && !self.trails()
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
        if self.is_method() || self.is_told(&source) || self.is_valued(Some(&source)) {
            return None;
        }
        let year = source.len() == 1 && self.prose.tokens[source.start].kind == Kind::Number;
        if year
            || self.is_preference(&source)
            || self.is_answers(&source)
            || self.is_noun(Some(&source))
            || self.shouts()
        {
            return None;
        }
        let document = phrase::is_document(self.prose, &source);
        let stated = document || self.document_before(&source);
        if !stated && !self.vouches() {
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
        if let Some(object) = self.relative_object(&source) {
            let infinitive = (self.prose.tag(self.end()) == Tag::To).then(|| self.content_after(&source));
            return self.made(Some(source), std::iter::once(object).chain(infinitive).collect());
        }
        if !self.complement(document) || !stated && !self.is_thing(&source) && !self.tells() {
            return None;
        }
        let content = vec![self.content_after(&source)];
        self.made(Some(source), content)
    }

    /// "was quick to point out that …", "went on to say that …": the subject is that of the verb before.
    fn infinitive(&self, to: usize) -> Option<Candidate> {
        let speech = self.hit.rows.iter().any(|r| r.kind == CueKind::Speech);
        if !speech || !self.opens_content(self.end()) {
            return None;
        }
        let floor = self.sentence.start.max(to.saturating_sub(GOVERNED));
        let verb = (floor..to).rev().find(|&i| self.prose.tag(i).is_verb())?;
        let source = phrase::before(self.prose, self.sentence.start, verb)?;
        let content = vec![self.content_after(&source)];
        self.made(Some(source), content)
    }

    /// "what he said 4 years ago": the content is no clause of its own; "whichever poll you believe": nobody is cited.
    fn is_told(&self, source: &Range<usize>) -> bool {
        // "what he said was 40": the content stands behind it.
        let what = source.start > self.sentence.start
            && self.prose.is(source.start - 1, "what")
            && !self.prose.tokens.get(self.end()).is_some_and(|t| t.is(vocab::BE));
        let you = self.prose.is(source.start, "you") && source.len() == 1 && self.is_inward();
        what && !self.opens_content(self.end()) || you && !self.in_speech()
    }

    /// Whether the verb stands in a quotation.
    fn in_speech(&self) -> bool {
        speaker::holding(self.prose, self.prose.tokens[self.start()].span).is_some()
    }

    /// ", announced Friday,": a participle that only tells of the noun before it.
    fn trails(&self) -> bool {
        let deed = self.hit.rows.iter().any(|r| r.kind == CueKind::Report);
        self.is_past() && deed && (self.labels() || !self.opens_content(self.end()))
    }

    /// "a poll that gave him 40 percent": a relative pronoun for a document.
    fn document_before(&self, source: &Range<usize>) -> bool {
        let relative = source.len() == 1 && self.prose.tokens[source.start].is(vocab::RELATIVE);
        relative && source.start > self.sentence.start && self.prose.tokens[source.start - 1].is(vocab::DOCUMENT)
    }

    /// "it showed", "polls by Smith that showed": a pronoun that may stand for a document.
    fn is_thing(&self, source: &Range<usize>) -> bool {
        source.len() == 1 && self.prose.is_any(source.start, words!["it", "that", "which"])
    }

    /// "and on Monday |announced": the words between do not hide the conjunction.
    fn after_conjunction(&self) -> bool {
        let edge = phrase::edge(self.prose, self.sentence.start, self.start());
        edge > self.sentence.start && self.prose.tokens[edge - 1].is(vocab::CONJUNCTION)
    }

    fn document_only(&self) -> bool {
        self.hit.rows.iter().all(|r| r.takes.any(Takes::DOCUMENT_ONLY))
    }

    /// "was confirmed 92 to 0": its subject is no source.
    fn is_passive(&self) -> bool {
        let edge = phrase::edge(self.prose, self.sentence.start, self.start());
        self.is_past() && self.prose.tokens[edge..self.start()].iter().any(|t| t.is(vocab::BE))
    }

    /// "The poll has a margin of error of 3 points": how it was made, not what it found. Or "have" as an auxiliary.
    fn is_method(&self) -> bool {
        let next = self.end()..self.sentence.end.min(self.end() + 6);
        let method = ["margin", "error", "interval", "sample", "sampling"];
        let about = next.clone().any(|i| method.iter().any(|m| self.word(i).eq_ignore_ascii_case(m)));
        let auxiliary = next.clone().next().is_some_and(|i| {
            matches!(self.prose.tag(i), Tag::Participle | Tag::Verb | Tag::Adverb | Tag::To)
                || self.prose.tokens[i].is_text("been")
        });
        (self.document_only() || self.prose.tag(self.start()) == Tag::Auxiliary)
            && (about || auxiliary && self.prose.tag(self.start()) == Tag::Auxiliary)
    }

    /// Whether the cue only tells what somebody thinks or wants.
    fn is_inward(&self) -> bool {
        let inward = |kind| matches!(kind, CueKind::Belief | CueKind::Intention | CueKind::Hearsay);
        self.hit.rows.iter().any(|r| inward(r.kind)) && !self.hit.rows.iter().any(|r| r.kind == CueKind::Speech)
    }

    /// Whether the cue tells of a deed rather than of words: "proposed a tax", "ordered 40 tests".
    fn is_deed(&self) -> bool {
        let words = |kind| matches!(kind, CueKind::Speech | CueKind::Document);
        !self.hit.rows.iter().any(|r| words(r.kind)) && (self.labels() || !self.opens_content(self.end()))
    }

    fn is_relative(&self, p: usize) -> bool {
        self.word(p) == "that"
    }
}

/// "a well-known", "robo-calls": part of a compound.
fn hyphenated(prose: &Prose<'_>, hit: &Hit) -> bool {
    let hyphen = |i: usize| prose.is(i, "-") && prose.tokens[i].glued();
    let (start, end) = (hit.tokens.start, hit.tokens.end);
    start > 0 && prose.tokens[start].glued() && hyphen(start - 1)
        || prose.tokens.get(end + 1).is_some_and(|t| t.glued()) && hyphen(end)
}
