//! The subject of the verb that governs a number.

use super::Claim;
use super::chain::chain_before;
use super::context::Context;
use crate::prose::Tag;
use crate::quantity::Kind;
use crate::vocab::{self, words};
use std::ops::Range;

/// How many tokens before a number its verb is looked for.
const REACH: usize = 60;

/// The subject of the verb that governs the number.
pub(super) fn governed(context: &Context<'_>, claim: &Claim) -> Vec<Range<usize>> {
    let start = claim.tokens.start;
    let first = context.sentence(start).start.max(start.saturating_sub(REACH));
    let mut at = start;
    let mut infinitive = None;
    while at > first {
        at -= 1;
        match context.tag(at) {
            Tag::Verb if at > first && context.tag(at - 1) == Tag::To => {
                infinitive = infinitive.or(Some(at - 1));
                at -= 1;
                if let Some(phrases) = controlled(context, at, first) {
                    return phrases;
                }
            }
            Tag::Verb | Tag::Auxiliary => match subject_before(context, at, first) {
                Found::Phrases(phrases) => return phrases,
                Found::Further(to) => at = to,
                Found::None => return Vec::new(),
            },
            // "products priced at", "the index advancing": what a participle says something of.
            Tag::Participle | Tag::Gerund if at > first && reduced(context, at) => {
                let phrases = chain_before(context, at, first);
                // "brought a plant to Leeds, creating": a gerund after another preposition's noun belongs to the clause.
                let link = phrases.first().and_then(|p| p.start.checked_sub(1));
                let people = context.tag(at - 1) == Tag::Noun && crate::prose::is_plural(context.word(at - 1));
                let loose = context.tag(at) == Tag::Gerund
                    && !people
                    && link.is_some_and(|l| {
                        context.tag(l) == Tag::Preposition && !context.is_any(l, words!["with", "of"])
                    });
                if !phrases.is_empty() && !loose {
                    return phrases.into_iter().take(1).collect();
                }
            }
            _ if context.is_any(at, words!["worth"]) => {
                let phrases = chain_before(context, at, first);
                if !phrases.is_empty() {
                    return phrases;
                }
            }
            Tag::Stop => {
                at += 1;
                break;
            }
            _ => {}
        }
    }
    match infinitive {
        Some(to) => chain_before(context, to, first),
        None => verbless(context, claim, at),
    }
}

/// "expects [sales] to rise": the noun phrase between a verb of wishing or causing and the infinitive at `to`.
fn controlled(context: &Context<'_>, to: usize, first: usize) -> Option<Vec<Range<usize>>> {
    let phrases = chain_before(context, to, first);
    let verb = phrases.last()?.start.checked_sub(1)?;
    context.is(verb, vocab::CONTROL).then_some(phrases)
}

/// A participle right after a noun that says something of it: "products priced at", "with the index advancing".
fn reduced(context: &Context<'_>, at: usize) -> bool {
    let adjacent =
        context.tag(at - 1).is_noun() || context.tag(at - 1) == Tag::Number && context.amount_at(at - 1).is_none();
    let noun_after = context.tag(at + 1).is_noun() && context.tag(at) == Tag::Participle;
    adjacent
        && !noun_after
        && !context
            .is_any(at, words!["compared", "based", "according", "following", "including", "given", "having", "being"])
}

/// "Norlink shares up 5 percent": no verb at all.
fn verbless(context: &Context<'_>, claim: &Claim, first: usize) -> Vec<Range<usize>> {
    let mut at = claim.tokens.start;
    while at > first
        && matches!(
            context.tag(at - 1),
            Tag::Preposition | Tag::Adverb | Tag::Comma | Tag::Determiner | Tag::Open | Tag::Stop | Tag::To
        )
    {
        at -= 1;
    }
    chain_before(context, at, first)
}

enum Found {
    Phrases(Vec<Range<usize>>),
    /// The verb shares its subject with one before this token.
    Further(usize),
    None,
}

impl Found {
    fn of(phrases: Vec<Range<usize>>) -> Self {
        if phrases.is_empty() { Found::None } else { Found::Phrases(phrases) }
    }
}

/// The subject of the verb at `verb`, which stands before it over auxiliaries, adverbs and what commas part off.
fn subject_before(context: &Context<'_>, verb: usize, first: usize) -> Found {
    let mut at = verb;
    while at > first && matches!(context.tag(at - 1), Tag::Auxiliary | Tag::Adverb | Tag::Verb | Tag::To | Tag::Quote) {
        at -= 1;
    }
    // "at the other end of the street there is one": "there" stands for the subject.
    if at == first || context.is_any(at, words!["there"]) {
        return Found::None;
    }
    let before = at - 1;
    match context.tag(before) {
        Tag::Relative => antecedent(context, before, first),
        // "the voltage across it was": the pronoun is not the subject.
        Tag::Pronoun if before > first && context.tag(before - 1) == Tag::Preposition => {
            noun_chain(context, before - 1, first)
        }
        // "it faces", "they were": what the clause before is about.
        Tag::Pronoun if context.is_any(before, words!["it", "he", "she", "they", "them", "who", "which"]) => {
            Found::Further(before)
        }
        Tag::Pronoun | Tag::Stop | Tag::Subordinator => Found::None,
        Tag::Conjunction => Found::Further(before),
        Tag::Close => {
            let open = (first..before).rev().take(12).find(|&i| context.tag(i) == Tag::Open);
            open.map_or(Found::None, |open| noun_chain(context, open, first))
        }
        Tag::Comma => {
            // "Norlink, the ferry operator, will cut": to before the part between commas.
            let open = (first..before).rev().take(25).find(|&i| {
                context.tag(i) == Tag::Comma
                    || context.tag(i).is_verb() && context.tag(i.wrapping_sub(1)) != Tag::Relative
            });
            match open {
                Some(comma) if context.tag(comma) == Tag::Comma => noun_chain(context, comma, first),
                _ => noun_chain(context, before, first),
            }
        }
        _ => noun_chain(context, at, first),
    }
}

fn noun_chain(context: &Context<'_>, end: usize, first: usize) -> Found {
    // "A 60-year-old withdraws 3 percent": people named by their age.
    let person = end.checked_sub(1).and_then(|i| context.amount_at(i)).map(|a| &context.numbers.amounts[a]);
    if let Some(person) = person.filter(|a| a.quantity.kind == Kind::Age && a.tokens.end == end) {
        return Found::Phrases(vec![person.tokens.clone()]);
    }
    let phrases = chain_before(context, end, first);
    let dated = |p: &&Range<usize>| p.len() == 1 && context.other_at(p.start).is_some();
    match phrases.first().filter(|p| !dated(p)) {
        // "sampling between 2014 and 2017 came": a time without a noun stands between subject and verb.
        None => {
            let timed = |i: usize| {
                context.other_at(i).is_some() || matches!(context.tag(i), Tag::Conjunction | Tag::Preposition)
            };
            let start = (first..end).rev().take(6).find(|&i| !timed(i)).map_or(end, |i| i + 1);
            Found::of(if start < end { chain_before(context, start, first) } else { phrases })
        }
        // "the company last year sold": the time stands between subject and verb.
        Some(phrase) if phrases.len() == 1 && context.is_time_word(phrase.end - 1) && phrase.start > first => {
            let start = if context.tag(phrase.start - 1) == Tag::Preposition { phrase.start - 1 } else { phrase.start };
            Found::of(chain_before(context, start, first))
        }
        Some(_) => Found::Phrases(phrases),
    }
}

/// "bank stocks, which rose": what a relative pronoun stands for.
fn antecedent(context: &Context<'_>, relative: usize, first: usize) -> Found {
    let mut end = relative;
    while end > first && matches!(context.tag(end - 1), Tag::Comma | Tag::Preposition) {
        end -= 1;
    }
    if end > first && context.tag(end - 1) == Tag::Close {
        end = (first..end).rev().take(12).find(|&i| context.tag(i) == Tag::Open).unwrap_or(end);
    }
    match chain_before(context, end, first).into_iter().next() {
        Some(phrase) => Found::Phrases(vec![phrase]),
        None => Found::None,
    }
}
