//! Chains of noun phrases: "exports of steel to China".

use super::context::Context;
use crate::prose::Tag;
use crate::quantity::Kind;
use crate::vocab::words;
use std::ops::Range;

/// Most noun phrases of one chain.
pub(super) const CHAIN: usize = 4;

/// Noun phrases that end before token `i`, tied to each other by prepositions or "and", in reading order reversed.
pub(super) fn chain_before(context: &Context<'_>, i: usize, first: usize) -> Vec<Range<usize>> {
    let mut phrases: Vec<Range<usize>> = Vec::new();
    let mut end = i;
    while phrases.len() < CHAIN {
        let phrase = context.prose.noun_phrase_before(end);
        if phrase.is_empty() || phrase.start < first || context.tag(phrase.start) == Tag::Pronoun {
            break;
        }
        let phrase = before_age(context, phrase);
        if phrase.clone().any(|t| context.amount_at(t).is_some_and(|a| !modifies(context, a, &phrase))) {
            break;
        }
        let start = phrase.start;
        phrases.push(phrase);
        let Some(link) = start.checked_sub(1).filter(|&l| l > first) else { break };
        if let Some(said_of) = stored_in(context, link, first) {
            phrases.push(said_of);
            break;
        }
        let preposition = context
            .is_any(link, words!["of", "in", "to", "on", "for", "from", "at", "between", "with", "per"])
            && context.tag(link) == Tag::Preposition;
        let and = context.is_any(link, words!["and", "&"]);
        if !(preposition || and) || !(context.tag(link - 1).is_noun() || context.tag(link - 1) == Tag::Gerund) {
            break;
        }
        end = link;
    }
    phrases
}

/// "Nick Hague 44 has": the name without the age behind it.
fn before_age(context: &Context<'_>, phrase: Range<usize>) -> Range<usize> {
    let last = phrase.end - 1;
    let age = context.amount_at(last).map(|a| &context.numbers.amounts[a]);
    let named = phrase.len() > 1 && context.tag(last - 1) == Tag::Proper;
    let aged = age.is_some_and(|a| a.quantity.kind == Kind::Age && a.tokens == (last..last + 1));
    if named && aged { phrase.start..last } else { phrase }
}

/// "yields on 10-year notes": a length, size or age that tells which, and stands before its noun.
fn modifies(context: &Context<'_>, amount: usize, phrase: &Range<usize>) -> bool {
    let amount = &context.numbers.amounts[amount];
    let inside = amount.tokens.end < phrase.end;
    let hyphened = context.is_any(amount.tokens.end.wrapping_sub(2), words!["-"])
        && matches!(amount.quantity.kind, Kind::Duration | Kind::Measure | Kind::Age);
    // "the two-bedroom flat"
    let joined = context.tag(amount.tokens.end) == Tag::Joint;
    // "the 2 percent target"
    let measure = matches!(amount.quantity.kind, Kind::Percent | Kind::Money | Kind::Measure)
        && amount.tokens.start == phrase.start + 1
        && context.tag(phrase.start) == Tag::Determiner;
    inside && (hyphened || joined || measure)
}

/// "the charge stored in the capacitor", "people living in Leeds": what a participle and a preposition tie the next noun to.
fn stored_in(context: &Context<'_>, preposition: usize, first: usize) -> Option<Range<usize>> {
    let participle = preposition.checked_sub(1).filter(|&p| p > first)?;
    let tied = context.tag(preposition) == Tag::Preposition && context.tag(participle) == Tag::Participle;
    let noun = context.prose.noun_phrase_before(participle);
    // "people living in Leeds": the people alone.
    if context.tag(preposition) == Tag::Preposition
        && context.tag(participle) == Tag::Gerund
        && !noun.is_empty()
        && noun.start >= first
        && context.tag(participle - 1).is_noun()
    {
        return Some(noun);
    }
    (tied && !noun.is_empty() && noun.start >= first && context.tag(participle - 1).is_noun())
        .then_some(noun.start..participle + 1)
}
