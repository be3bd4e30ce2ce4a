//! Numbers that go on about the thing of the number before: "a profit of £41m, up 8 percent from £38m".

use super::Claim;
use super::context::Context;
use super::subject::{joined, verb_follows};
use crate::prose::Tag;
use crate::quantity::Kind;
use crate::span::Span;
use crate::vocab::{self, words};

/// "a profit of £41m for the year, up 8 percent from £38m", "…, a drop of 3": what goes on about the number before.
pub(super) fn continued(context: &Context<'_>, before: &Claim, claim: &Claim) -> bool {
    let start = claim.tokens.start;
    let gap = before.tokens.end..start;
    if before.sentence != claim.sentence || gap.is_empty() || gap.len() > 14 {
        return false;
    }
    let Some((opener, appositive)) = opener(context, claim, gap.start) else { return false };
    let near = opener == gap.start;
    let parted = opener > gap.start
        && matches!(context.tag(opener - 1), Tag::Comma | Tag::Close)
        && (gap.start..opener).all(|i| match context.tag(i) {
            // "2,318 burglaries were recorded, a 12 percent fall"
            Tag::Verb | Tag::Auxiliary => appositive,
            Tag::Stop | Tag::Relative | Tag::Subordinator => false,
            _ => true,
        })
        && (gap.start..opener - 1).all(|i| !matches!(context.tag(i), Tag::Comma | Tag::Conjunction));
    (near || parted) && !verb_follows(context, claim)
}

/// The first token of the words that tie a number to the one before, "up", "from", "compared with", "a drop of", or the
/// article of "a 12 percent fall"; and whether a noun phrase tells of the change.
fn opener(context: &Context<'_>, claim: &Claim, first: usize) -> Option<(usize, bool)> {
    if context.is_any(claim.tokens.start, words!["up", "down"]) {
        return Some((claim.tokens.start, false));
    }
    let last = claim.tokens.start.checked_sub(1).filter(|&i| i >= first)?;
    let change = |i: usize| context.is(i, vocab::UP_NOUN.or(vocab::DOWN_NOUN)) && context.tag(i).is_noun();
    let determiner = |i: usize| (first..i).rev().take(3).find(|&i| context.tag(i) == Tag::Determiner);
    if context.is_any(last, words!["of"]) && last > first {
        let noun = last - 1;
        return match () {
            () if change(noun) => Some((determiner(noun)?, true)),
            // "compared with an average of 20", "down from a peak of 20"
            () if context.is(noun, vocab::LEVEL_NOUN) => Some((base(context, claim, determiner(noun)?, first)?, false)),
            () => None,
        };
    }
    if context.tag(last) == Tag::Determiner && (claim.tokens.end..claim.tokens.end + 3).any(change) {
        return Some((last, true));
    }
    base(context, claim, claim.tokens.start, first).map(|i| (i, false))
}

/// The first token of what opens a number, or its noun phrase, from token `at` on: "from", "compared with", ", to".
fn base(context: &Context<'_>, claim: &Claim, at: usize, first: usize) -> Option<usize> {
    let last = at.checked_sub(1).filter(|&i| i >= first)?;
    let back = last.checked_sub(1).filter(|&i| i >= first);
    match () {
        () if context.is_any(last, words!["up", "down", "from", "versus", "against"]) => {
            Some(back.filter(|&i| context.is_any(i, words!["up", "down"])).unwrap_or(last))
        }
        () if context.is_any(last, words!["to"]) && before_comma(context, last) => {
            (claim.quantity.change == crate::quantity::Change::None).then_some(last)
        }
        () if context.is_any(last, words!["with", "to"]) => back.filter(|&i| context.is_any(i, words!["compared"])),
        () => None,
    }
}

fn before_comma(context: &Context<'_>, i: usize) -> bool {
    i > 0 && context.tag(i - 1) == Tag::Comma
}

/// What a number that goes on is about: the same, and where the one before counts things, these.
pub(super) fn carried(before: &Claim, claim: &Claim) -> Vec<Span> {
    let counted = before
        .quantity
        .unit
        .span
        .filter(|_| before.quantity.kind == Kind::Count && before.quantity.unit.name != claim.quantity.unit.name);
    joined(counted.into_iter().collect(), &before.subject)
}
