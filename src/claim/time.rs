//! Time: the phrase that says for when a number is stated, "in 2021", "last year", "in the six months to September".

use super::Claim;
use super::context::Context;
use crate::prose::Tag;
use crate::span::Span;
use crate::vocab::{self, words};
use std::ops::Range;

/// The time phrase of a claim: the nearest in its clause, one after the number before one that precedes it.
pub(super) fn of(context: &Context<'_>, claim: &Claim) -> Option<Span> {
    let clause = claim.clause.clone();
    let end = clause.end.min(claim.tokens.end + 40);
    let mut at = claim.tokens.end;
    while at < end {
        // What comes after the next number belongs to that one.
        if let Some(phrase) = at_time(context, at, clause.clone()) {
            return Some(context.prose.cover(phrase));
        }
        if context.amount_at(at).is_some() {
            break;
        }
        at += 1;
    }
    let first = clause.start.max(claim.tokens.start.saturating_sub(40));
    let mut at = claim.tokens.start;
    while at > first {
        at -= 1;
        if context.amount_at(at).is_some() && !context.is_time_word(at + 1) {
            return None;
        }
        if let Some(phrase) = at_time(context, at, clause.clone()).filter(|p| p.end <= claim.tokens.start) {
            let phrase = widen(context, phrase, clause.start);
            return Some(context.prose.cover(phrase));
        }
    }
    None
}

/// The time phrase that starts at token `at`.
fn at_time(context: &Context<'_>, at: usize, clause: Range<usize>) -> Option<Range<usize>> {
    let opener = context.is(at, vocab::TIME_OPENER);
    let inner = if opener { at + 1 } else { at };
    let end = core(context, inner, clause.end)?;
    // A bare "years" or "Monday" without opener or pointer is no time phrase, but "yesterday" and a date are.
    let end = tail(context, end, clause.end);
    Some(at..end)
}

/// A phrase that starts with a preposition one token earlier.
fn widen(context: &Context<'_>, phrase: Range<usize>, first: usize) -> Range<usize> {
    let before = phrase.start.wrapping_sub(1);
    if phrase.start > first && context.is(before, vocab::TIME_OPENER) { before..phrase.end } else { phrase }
}

/// The end of the words that name a time from token `at` on.
fn core(context: &Context<'_>, at: usize, end: usize) -> Option<usize> {
    if at >= end {
        return None;
    }
    if let Some(other) = context.other_at(at) {
        use crate::quantity::OtherKind as K;
        let other = &context.numbers.others[other];
        return matches!(other.kind, K::Date | K::Year).then_some(other.tokens.end.min(end));
    }
    if context.is_any(at, words!["yesterday", "today", "tomorrow", "tonight"]) {
        return Some(at + 1);
    }
    if context.is_calendar(at) && context.is(at.wrapping_sub(1), vocab::TIME_OPENER) {
        return Some(at + 1);
    }
    // "last year", "the six months", "the first half": pointers, perhaps a number, a noun of time.
    let mut i = at;
    let mut pointed = false;
    while i < end
        && i < at + 5
        && !context.is(i, vocab::TIME_NOUN)
        && (context.is(i, vocab::TIME_POINTER) || matches!(context.tag(i), Tag::Number | Tag::Adjective))
    {
        pointed |= context.is(i, vocab::TIME_POINTER) && !context.is_any(i, words!["a", "an", "the"]);
        i += 1;
    }
    let noun = context.is(i, vocab::TIME_NOUN)
        || context.is_any(i, words!["half"]) && pointed
        || context.is_calendar(i) && pointed;
    if i >= end || !noun || i == at {
        return None;
    }
    let follower = context.is(i + 1, vocab::TIME_FOLLOWER);
    let opened = context.is(at.wrapping_sub(1), vocab::TIME_OPENER);
    (pointed
        || follower
        || opened
            && (context.is_any(i + 1, words!["to", "ended", "ending", "through"]) || context.is_any(at, words!["the"])))
    .then_some(if follower { i + 2 } else { i + 1 })
}

/// What goes on a time phrase: "to September 2023", "of 2022", "ended June 30".
fn tail(context: &Context<'_>, mut at: usize, end: usize) -> usize {
    for _ in 0..3 {
        let joint = context.is_any(at, words!["to", "of", "ended", "ending", "through", "until", "and", "-", "–"]);
        let next = if joint { at + 1 } else { at };
        let named = context.other_at(next).is_some_and(|o| {
            context.numbers.others[o].date.is_some()
                || context.numbers.others[o].kind == crate::quantity::OtherKind::Year
        });
        if next < end && (named || context.is_calendar(next)) && (joint || !context.is_any(at, words![","])) {
            at = context.other_at(next).map_or(next + 1, |o| context.numbers.others[o].tokens.end).min(end);
        } else if joint
            && next + 1 < end
            && context.is_any(next, words!["this", "last", "the"])
            && context.is(next + 1, vocab::TIME_NOUN)
        {
            at = next + 2;
        } else {
            break;
        }
    }
    at
}
