//! Scope: what narrows a number, "within 200 km of the border", "in the 400-kilometer zone", "among voters over 65".

use super::context::Context;
use super::{Claim, Role, Scope};
use crate::prose::Tag;
use crate::quantity::Kind;
use crate::vocab::{self, words};
use std::ops::Range;

/// Prepositions that make the number after them a zone.
const ZONES: &[&str] = &[
    "within", "inside", "outside", "beyond", "between", "in", "under", "over", "above", "below", "aged", "near", "at",
    "along", "around", "across",
];
/// Most scopes of one claim.
const MOST: usize = 4;
/// How far a scope reaches, in tokens.
const LONGEST: usize = 24;

/// Finds the scopes of all claims and the numbers that only narrow others.
pub(super) fn set(context: &Context<'_>, claims: &mut [Claim]) {
    for i in 0..claims.len() {
        let scopes =
            after(context, claims, i).into_iter().chain(opening(context, claims, i)).take(MOST).collect::<Vec<_>>();
        claims[i].scope = scopes;
    }
    distribute(context, claims);
    for i in 0..claims.len() {
        for s in 0..claims[i].scope.len() {
            if let Some(inner) = claims[i].scope[s].claim {
                let zone = zone_number(context, claims, inner, &claims[i].scope[s].relation);
                if zone && inner != i {
                    claims[inner].role = Role::Scope;
                } else {
                    claims[i].scope[s].claim = None;
                }
            }
        }
    }
    for claim in claims.iter_mut().filter(|c| is_target(context, c)) {
        claim.role = Role::Scope;
    }
}

/// The prepositional phrases right after a claim's phrase.
fn after(context: &Context<'_>, claims: &[Claim], i: usize) -> Vec<Scope> {
    let end = claims[i].clause.end.min(context.sentence(claims[i].tokens.start).end);
    let mut at = claims[i].tokens.end;
    // A shared noun stands after the last of the numbers.
    if let Some(unit) = claims[i].quantity.unit.span.filter(|u| u.start >= claims[i].span.end) {
        at = at.max(context.prose.token_at(unit.end.saturating_sub(1)) + 1);
    }
    let mut scopes = Vec::new();
    while scopes.len() < MOST && at < end {
        // "troops stationed within", "people living in": over a participle or an adverb.
        let lead = (at..end.min(at + 3))
            .find(|&j| {
                !matches!(context.tag(j), Tag::Participle | Tag::Adverb | Tag::Gerund | Tag::Auxiliary | Tag::Verb)
            })
            .unwrap_or(at);
        if !context.is(lead, vocab::SCOPE_OPENER) {
            break;
        }
        let Some(phrase) = phrase(context, lead, end) else { break };
        at = phrase.end;
        if !is_time(context, &phrase) {
            scopes.push(scope(context, claims, phrase, i));
        }
    }
    scopes
}

/// A phrase that opens the clause: "In London, 12 people …".
fn opening(context: &Context<'_>, claims: &[Claim], i: usize) -> Option<Scope> {
    let first = claims[i].clause.start;
    if !context.is(first, vocab::SCOPE_OPENER)
        || first >= claims[i].tokens.start
        || context.is_any(first, words!["for", "with", "from", "of"])
    {
        return None;
    }
    let phrase = phrase(context, first, claims[i].tokens.start)?;
    (context.tag(phrase.end) == Tag::Comma && !is_time(context, &phrase)).then(|| scope(context, claims, phrase, i))
}

fn scope(context: &Context<'_>, claims: &[Claim], phrase: Range<usize>, own: usize) -> Scope {
    let claim = claim_in(claims, &phrase).filter(|c| *c != own);
    Scope { relation: context.word(phrase.start).to_lowercase(), span: context.prose.cover(phrase), claim }
}

/// The first claim whose number stands in a stretch of tokens.
fn claim_in(claims: &[Claim], phrase: &Range<usize>) -> Option<usize> {
    let at = claims.partition_point(|c| c.tokens.end <= phrase.start);
    claims.get(at).filter(|c| c.tokens.start < phrase.end).map(|_| at)
}

/// The prepositional phrase at token `at`: preposition, noun phrase, and "of" or "from" with another after a measure.
fn phrase(context: &Context<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let end = end.min(at + LONGEST);
    let mut stop = object(context, at + 1, end)?;
    // "within 200 and 400 km zones", "of men and women".
    while stop + 1 < end && matches!(context.tag(stop), Tag::Conjunction) && !context.is_any(stop, words!["but"]) {
        match object(context, stop + 1, end) {
            Some(next) if !context.tag(next).is_verb() => stop = next,
            _ => break,
        }
    }
    // "200 km of the border", "the zone from the border with Ukraine", "the district of Kent".
    for _ in 0..2 {
        if !context.is_any(stop, words!["of", "from", "with"]) {
            break;
        }
        match object(context, stop + 1, end) {
            Some(next) if context.amount_at(stop + 1).is_none() => stop = next,
            _ => break,
        }
    }
    Some(at..stop)
}

/// The end of the noun phrase or quantity at token `at`.
fn object(context: &Context<'_>, at: usize, end: usize) -> Option<usize> {
    if at >= end {
        return None;
    }
    let mut stop = at;
    while stop < end && matches!(context.tag(stop), Tag::Determiner | Tag::Adverb | Tag::Possessive) {
        stop += 1;
    }
    if let Some(amount) = context.amount_at(stop) {
        stop = context.numbers.amounts[amount].tokens.end;
        if context.is_any(stop, words!["-"]) {
            stop += 1;
        }
        let noun = context.prose.noun_phrase_from(stop);
        return Some(
            if noun.start < noun.end && context.tag(stop) != Tag::Determiner { noun.end } else { stop }.min(end),
        );
    }
    let phrase = context.prose.noun_phrase_from(at);
    if phrase.is_empty() || context.tag(at) == Tag::Pronoun && !context.is_any(at, words!["those", "them"]) {
        None
    } else {
        Some(phrase.end.min(end))
    }
}

fn is_time(context: &Context<'_>, phrase: &Range<usize>) -> bool {
    let time = phrase.clone().rev().find(|&i| context.tag(i).is_noun()).is_some_and(|i| context.is_time_word(i));
    time || phrase.clone().skip(1).all(|i| context.other_at(i).is_some() || context.tag(i) == Tag::Determiner)
}

/// "the 122,000 and 143,500 troops within 200 and 400 km": pairs two lists in order.
fn distribute(context: &Context<'_>, claims: &mut [Claim]) {
    let mut i = 0;
    while i + 1 < claims.len() {
        let list = run(context, claims, i);
        let next = list.end;
        if list.len() >= 2 && next < claims.len() {
            let zones = run(context, claims, next);
            let scope = claims[list.end - 1].scope.iter().find(|s| s.claim == Some(next)).cloned();
            if let Some(scope) = scope.filter(|_| zones.len() == list.len()) {
                let span = zones.clone().fold(scope.span, |span, z| span.cover(claims[z].span));
                for (n, c) in list.clone().enumerate() {
                    claims[c].scope.retain(|s| s.claim.is_none_or(|z| !zones.contains(&z)) && !s.span.overlaps(span));
                    claims[c]
                        .scope
                        .insert(0, Scope { relation: scope.relation.clone(), span, claim: Some(zones.start + n) });
                }
            }
        }
        i = list.end.max(i + 1);
    }
}

/// The claims from `i` on that make one list: only commas and "and" between, units alike or shared.
fn run(context: &Context<'_>, claims: &[Claim], i: usize) -> Range<usize> {
    let mut end = i + 1;
    while end < claims.len()
        && claims[end].sentence == claims[i].sentence
        && claims[end].quantity.unit.dimension == claims[i].quantity.unit.dimension
        && end - i < 8
    {
        let between = claims[end - 1].tokens.end..claims[end].tokens.start;
        let joined = !between.is_empty()
            && between.len() <= 2
            && between.clone().all(|t| matches!(context.tag(t), Tag::Comma | Tag::Conjunction));
        if !joined {
            break;
        }
        end += 1;
    }
    i..end
}

/// Whether the number inside a scope measures the zone and counts nothing of its own.
fn zone_number(context: &Context<'_>, claims: &[Claim], inner: usize, relation: &str) -> bool {
    let claim = &claims[inner];
    let zone_noun = (claim.tokens.end..claim.tokens.end + 3).any(|i| context.is(i, vocab::ZONE_NOUN));
    let measure = matches!(claim.quantity.kind, Kind::Measure | Kind::Age | Kind::Duration);
    let plain = matches!(claim.quantity.kind, Kind::Number) && claim.quantity.unit.name.is_empty();
    ZONES.contains(&relation) && (measure || plain && relation != "in" && relation != "at") || zone_noun
}

/// "the 2 percent target", "a threshold of 40".
fn is_target(context: &Context<'_>, claim: &Claim) -> bool {
    let end = claim.tokens.end;
    let ahead = if context.is_any(end, words!["-"]) { end + 1 } else { end };
    let target_after = context.is(ahead, vocab::TARGET_NOUN) && claim.quantity.kind != Kind::Count;
    let start = claim.tokens.start;
    let of = start >= 2 && context.is_any(start - 1, words!["of"]) && context.is(start - 2, vocab::TARGET_NOUN);
    target_after || of && !context.is(start - 2, vocab::UP_NOUN)
}
