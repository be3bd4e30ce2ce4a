//! Nouns that tie source and content: "the ministry's estimate of 40", "the claim by Smith that …", "his plan to …".

use crate::attribution::cue::Hit;
use crate::attribution::phrase::{self, Mark, mark};
use crate::attribution::{Candidate, Style, reach, speaker};
use crate::prose::{Prose, Tag};
use crate::vocab::{self, CueKind, Takes, scan::Kind, words};
use std::ops::Range;

/// How many words may stand between a possessive and its noun.
const BETWEEN: usize = 5;

pub(super) fn find(prose: &Prose<'_>, sentence: &Range<usize>, hit: &Hit) -> Option<Candidate> {
    let takes = hit.rows.iter().fold(Takes::NOTHING, |all, row| all.or(row.takes));
    let owner = owner(prose, sentence, hit.tokens.start);
    if let Some(owner) = &owner
        && takes.any(Takes::OBJECT)
        && owner.start > sentence.start
        && prose.tokens[owner.start - 1].is_text("by")
    {
        // "By the ministry's count, 40 …": as with "according to".
        return Some(Candidate {
            content: reach::around(prose, sentence, owner.start - 1..hit.tokens.end, true),
            source: Some(owner.clone()),
            cue: hit.tokens.clone(),
            style: Style::Possessive,
            speaks: false,
            inner: false,
            inward: false,
        });
    }
    let (source, next) = match owner {
        Some(owner) => (Some(owner), hit.tokens.end),
        None => match author(prose, sentence, hit.tokens.end) {
            Some(author) => (Some(author.clone()), author.end),
            None => (None, hit.tokens.end),
        },
    };
    let start = content_start(prose, sentence, next, takes, source.is_some() && next == hit.tokens.end)?;
    // "reports that": nobody is named, so the noun must be one of hearsay.
    let hearsay = hit.rows.iter().any(|r| r.kind == CueKind::Hearsay);
    if source.is_none() && !(hearsay && opens_clause(prose, start - 1)) {
        return None;
    }
    // "he said the bank's estimate of 40 …": the bank vouches; "he spoke of her claim that …": he does.
    let inward = opens_clause(prose, start - 1) || hit.rows.iter().all(|r| r.kind == CueKind::Intention);
    // The noun is part of a clause that goes on after the comma.
    let end = reach::clause_end(prose, start, sentence.end, false);
    let comma = (start + 1..end)
        .find(|&i| mark(prose, i) == Mark::Comma && speaker::holding(prose, prose.tokens[i].span).is_none());
    let end = comma.unwrap_or(end);
    (start < end).then(|| Candidate {
        source,
        cue: hit.tokens.clone(),
        content: vec![start..end],
        style: Style::Possessive,
        speaks: false,
        inner: false,
        inward,
    })
}

/// The owner of the noun at `noun`: "[the ministry]'s latest estimate", "[his] plan".
fn owner(prose: &Prose<'_>, sentence: &Range<usize>, noun: usize) -> Option<Range<usize>> {
    let floor = sentence.start.max(noun.saturating_sub(BETWEEN));
    let possessive = |i: usize| prose.tag(i) == Tag::Possessive || prose.tokens[i].is_any(words!["'s", "’s"]);
    let mark = (floor..noun).rev().find(|&i| possessive(i) || !prose.tag(i).modifies())?;
    if !possessive(mark) {
        return plural_owner(prose, sentence, mark);
    }
    if !matches!(prose.word(mark), "'s" | "’s") {
        return Some(mark..mark + 1);
    }
    named(prose, sentence, mark)
}

/// The noun phrase that ends before `at`.
fn named(prose: &Prose<'_>, sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let phrase = prose.noun_phrase_before(at);
    let start = phrase.start.max(sentence.start);
    (start < phrase.end).then_some(start..phrase.end)
}

/// "the candidates’ estimates": a possessive without an s.
fn plural_owner(prose: &Prose<'_>, sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let apostrophe = matches!(prose.word(at), "'" | "’") && prose.tokens[at].glued();
    let plural = at > sentence.start && prose.word(at - 1).ends_with('s');
    if !(apostrophe && plural) {
        return None;
    }
    named(prose, sentence, at)
}

/// "the claim [by Smith]", "a warning [from the bank]".
fn author(prose: &Prose<'_>, sentence: &Range<usize>, next: usize) -> Option<Range<usize>> {
    let by = prose.tokens.get(next).filter(|_| next + 1 < sentence.end)?;
    if !(by.is_text("by") || by.is_text("from")) {
        return None;
    }
    phrase::after(prose, next + 1, sentence.end)
}

/// Where the content starts behind the noun and its author.
fn content_start(
    prose: &Prose<'_>,
    sentence: &Range<usize>,
    next: usize,
    takes: Takes,
    sourced: bool,
) -> Option<usize> {
    // "his pledge last month to"
    let next = phrase::after_time(prose, next);
    let token = prose.tokens.get(next).filter(|_| next + 1 < sentence.end)?;
    let clause = takes.any(Takes::CLAUSE) && opens_clause(prose, next);
    // "his plan to raise", "the senator's plan would raise"
    let infinitive = takes.any(Takes::INFINITIVE)
        && (token.is_text("to") && opens_infinitive(prose, next + 1) || sourced && token.is_text("would"));
    let object = sourced
        && takes.any(Takes::OBJECT)
        && (token.is_any(words!["of", "at", "for"])
            || takes.any(Takes::VALUE) && (prose.tag(next).is_verb() || revised(prose, next)));
    let quoted = sourced && (prose.word(next) == ":" || mark(prose, next) == Mark::Quote);
    (clause || infinitive || object || quoted).then_some(next + 1)
}

/// "its forecast [to 3 percent]": a value that was changed.
fn revised(prose: &Prose<'_>, next: usize) -> bool {
    prose.is_any(next, words!["to", "from", "by"])
        && (next + 1..next + 4).any(|i| prose.tokens.get(i).is_some_and(|t| t.kind == Kind::Number))
}

/// Whether the word behind "to" can be a verb.
fn opens_infinitive(prose: &Prose<'_>, i: usize) -> bool {
    let token = &prose.tokens[i];
    token.kind == Kind::Word && !token.capital && !token.is(vocab::DETERMINER.or(vocab::POSSESSIVE).or(vocab::PRONOUN))
}

fn opens_clause(prose: &Prose<'_>, i: usize) -> bool {
    prose.tokens[i].is_text("that")
}
