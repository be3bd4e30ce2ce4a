//! Modality: why a number does not simply assert its value.

use super::context::Context;
use super::{Claim, Modality};
use crate::prose::Tag;
use crate::quantity::Kind;
use crate::vocab::{self, words};

/// How many tokens before the number its verb is looked for.
const REACH: usize = 24;

/// Why the claim does not simply assert its value, if so.
pub(super) fn of(context: &Context<'_>, claim: &Claim) -> Option<Modality> {
    if difference(context, claim) {
        return Some(Modality::Difference);
    }
    if complement(context, claim) {
        return Some(Modality::Complement);
    }
    if negated(context, claim) {
        return Some(Modality::Negated);
    }
    hypothetical(context, claim).then_some(Modality::Hypothetical)
}

/// "21,500 more troops", "12 fewer than", "3 points higher than".
fn difference(context: &Context<'_>, claim: &Claim) -> bool {
    let number = context.prose.token_at(claim.number.end.saturating_sub(1)) + 1;
    let compared = |at: usize| {
        context.is_any(at, words!["more", "fewer", "less"]) && !context.is_any(at + 1, words!["or"])
            || context.is_any(
                at,
                words!["higher", "lower", "larger", "smaller", "above", "below", "short", "ahead", "behind"],
            ) && context.is_any(at + 1, words!["than", "of"])
    };
    let joined = context.is_any(number, words!["or"]);
    !joined && (compared(number) || compared(claim.tokens.end))
}

/// "12.6 percent have not": the verb after the number is negated.
fn complement(context: &Context<'_>, claim: &Claim) -> bool {
    let share = matches!(claim.quantity.kind, Kind::Percent | Kind::Ratio | Kind::Count | Kind::Number);
    let end = context.sentence(claim.tokens.start).end.min(claim.tokens.end + REACH / 2);
    let mut at = claim.tokens.end;
    while share && at < end {
        match context.tag(at) {
            Tag::Auxiliary => {
                return context.is(at, vocab::NEGATION)
                    || context.is_any(at + 1, words!["not", "never", "yet"]) && !context.is_any(at + 1, words!["yet"]);
            }
            Tag::Verb | Tag::Comma | Tag::Stop | Tag::Subordinator | Tag::Number | Tag::Conjunction => return false,
            _ => at += 1,
        }
    }
    false
}

/// "not 421", "did not kill 12".
fn negated(context: &Context<'_>, claim: &Claim) -> bool {
    let start = claim.tokens.start;
    let near = |i: usize| context.is_any(i, words!["not", "never", "neither", "nor"]);
    if start > 0 && near(start - 1) && !context.is_any(start, words!["only"]) {
        return true;
    }
    for i in verb_chain(context, claim) {
        if context.is(i, vocab::NEGATION) && !context.is_any(i + 1, words!["only", "just", "all"]) {
            return true;
        }
    }
    false
}

/// "would cost 40", "if 12 …".
fn hypothetical(context: &Context<'_>, claim: &Claim) -> bool {
    let opens = claim.clause.start.saturating_sub(1);
    let condition = |i: usize| context.is_any(i, words!["if", "unless", "whether"]);
    if condition(opens) && opens + 1 == claim.clause.start || condition(claim.clause.start) {
        return true;
    }
    verb_chain(context, claim).any(|i| context.is(i, vocab::HYPOTHETICAL) && context.tag(i) == Tag::Auxiliary)
}

/// The verb that governs the number with its auxiliaries: the tokens from the last verb before it back to its subject.
fn verb_chain(context: &Context<'_>, claim: &Claim) -> std::ops::Range<usize> {
    let start = claim.tokens.start;
    let first = claim.clause.start.max(start.saturating_sub(REACH));
    let Some(verb) = (first..start).rev().find(|&i| context.tag(i).is_verb()) else { return start..start };
    let mut at = verb;
    while at > first && matches!(context.tag(at - 1), Tag::Auxiliary | Tag::Adverb | Tag::Verb) {
        at -= 1;
    }
    at..verb + 1
}
