//! "Respectively": the first number belongs to the first name, the second to the second.

use super::Claim;
use super::context::Context;
use crate::prose::Tag;
use crate::span::Span;
use crate::vocab::words;
use std::ops::Range;

/// Most names or numbers of one list.
const LONGEST: usize = 12;

/// Gives each number of a list that "respectively" pairs the name it belongs to.
pub(super) fn pair(context: &Context<'_>, claims: &mut [Claim]) {
    let mut at = 0;
    while at < claims.len() {
        let run = run(context, claims, at);
        if run.len() > 1
            && let Some(names) = names(context, &claims[run.clone()])
        {
            for (claim, name) in claims[run.clone()].iter_mut().zip(names) {
                // What all of them are about stays, where the names only part it: "sizes of 5, 6 and 7 inches for …".
                claim.subject.retain(|s| !s.overlaps(name.all));
                claim.subject.push(name.own);
                if let Some(head) = name.head.filter(|h| !claim.subject.iter().any(|s| s.overlaps(*h))) {
                    claim.subject.push(head);
                }
                claim.subject.sort();
            }
        }
        at = run.end;
    }
}

/// The claims from `at` on that stand in one list.
fn run(context: &Context<'_>, claims: &[Claim], at: usize) -> Range<usize> {
    let joined = |pair: &[Claim]| {
        let between = pair[0].tokens.end..pair[1].tokens.start;
        let listed = |i: usize| matches!(context.tag(i), Tag::Comma | Tag::Conjunction);
        pair[0].sentence == pair[1].sentence
            && !between.is_empty()
            && between.len() <= 2
            && between.into_iter().all(listed)
    };
    let more = claims[at..].windows(2).take(LONGEST).take_while(|pair| joined(pair)).count();
    at..at + more + 1
}

/// A name of a list, with the whole list.
struct Name {
    own: Span,
    all: Span,
    /// What a preposition ties the list to: "vacancy rates in Perth and Hobart".
    head: Option<Span>,
}

/// As many names as there are claims, from the list before the verb or from the one after a preposition.
fn names(context: &Context<'_>, claims: &[Claim]) -> Option<Vec<Name>> {
    let (first, last) = (claims.first()?.tokens.start, claims.last()?.tokens.end);
    let sentence = context.sentence(first);
    let near = last..sentence.end.min(last + 40);
    near.clone().find(|&i| context.is_any(i, words!["respectively"]))?;
    let behind = near.clone().find(|&i| !matches!(context.tag(i), Tag::Noun | Tag::Adjective | Tag::Sign));
    let listed = behind
        .filter(|&i| context.tag(i) == Tag::Preposition)
        .map(|i| after(context, i + 1, sentence.end))
        .filter(|list| list.len() == claims.len());
    let list = listed.or_else(|| {
        let verb = (sentence.start..first).rev().take(16).find(|&i| context.tag(i).is_verb())?;
        let end = (sentence.start..=verb).rev().find(|&i| {
            i == sentence.start || !context.tag(i - 1).is_verb() && !matches!(context.tag(i - 1), Tag::Adverb)
        })?;
        Some(before(context, end, sentence.start)).filter(|list| list.len() == claims.len())
    })?;
    let all = context.prose.cover(list.first()?.start..list.last()?.end);
    let bare = |phrase: Range<usize>| context.prose.cover(context.prose.bare(phrase));
    let link = list.first()?.start.checked_sub(1).filter(|&i| context.tag(i) == Tag::Preposition);
    let tied = link.map(|i| context.prose.noun_phrase_before(i)).filter(|p| !p.is_empty());
    let head = tied.filter(|p| p.end <= first && p.start >= sentence.start).map(bare);
    Some(list.into_iter().map(|phrase| Name { own: bare(phrase), all, head }).collect())
}

/// The noun phrases of the list that ends before token `end`, in order.
fn before(context: &Context<'_>, mut end: usize, first: usize) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    while list.len() < LONGEST {
        let phrase = context.prose.noun_phrase_before(end);
        if phrase.is_empty() || phrase.start < first {
            break;
        }
        end = phrase.start;
        list.push(phrase);
        let links = (first..end).rev().take_while(|&i| matches!(context.tag(i), Tag::Comma | Tag::Conjunction)).count();
        if !matches!(links, 1 | 2) {
            break;
        }
        end -= links;
    }
    list.reverse();
    list
}

/// The noun phrases of the list that starts at token `start`.
fn after(context: &Context<'_>, mut start: usize, ceiling: usize) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    while list.len() < LONGEST {
        let phrase = context.prose.noun_phrase_from(start);
        if phrase.is_empty() || phrase.end > ceiling {
            break;
        }
        start = phrase.end;
        list.push(phrase);
        let links = (start..ceiling).take_while(|&i| matches!(context.tag(i), Tag::Comma | Tag::Conjunction)).count();
        if !matches!(links, 1 | 2) {
            break;
        }
        start += links;
    }
    list
}
