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
        let preposition = context.is_any(link, words!["of", "in", "to", "on", "for", "from", "at", "between", "with"])
            && context.tag(link) == Tag::Preposition;
        let and = context.is_any(link, words!["and", "&"]);
        if !(preposition || and) || !(context.tag(link - 1).is_noun() || context.tag(link - 1) == Tag::Gerund) {
            break;
        }
        end = link;
    }
    phrases
}

/// "yields on 10-year notes": a length, size or age that tells which, and stands before its noun.
fn modifies(context: &Context<'_>, amount: usize, phrase: &Range<usize>) -> bool {
    let amount = &context.numbers.amounts[amount];
    let hyphened = context.is_any(amount.tokens.end.wrapping_sub(2), words!["-"]);
    hyphened
        && matches!(amount.quantity.kind, Kind::Duration | Kind::Measure | Kind::Age)
        && amount.tokens.end < phrase.end
}

/// "the charge stored in the capacitor": the noun and the participle that a preposition ties the next noun to.
fn stored_in(context: &Context<'_>, preposition: usize, first: usize) -> Option<Range<usize>> {
    let participle = preposition.checked_sub(1).filter(|&p| p > first)?;
    let tied = context.tag(preposition) == Tag::Preposition && context.tag(participle) == Tag::Participle;
    let noun = context.prose.noun_phrase_before(participle);
    (tied && !noun.is_empty() && noun.start >= first && context.tag(participle - 1).is_noun())
        .then_some(noun.start..participle + 1)
}
