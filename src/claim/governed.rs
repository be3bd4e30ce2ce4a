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
    let mut pronoun = false;
    // "gusts topped 110 km/h": a hedge that is the verb.
    if context.tag(start) == Tag::Verb
        && start > first
        && let Found::Phrases(phrases) = subject_before(context, start, first)
    {
        return phrases;
    }
    while at > first {
        at -= 1;
        match context.tag(at) {
            // "say 4 million people": what is said has a subject of its own.
            Tag::Verb if !pronoun && context.is(at, vocab::SAYING_CLAUSE) => return Vec::new(),
            Tag::Verb if at > first && context.tag(at - 1) == Tag::To => {
                infinitive = infinitive.or(Some(at - 1));
                at -= 1;
                if let Some(phrases) = controlled(context, at, first) {
                    return phrases;
                }
            }
            Tag::Verb | Tag::Auxiliary => match subject_before(context, at, first) {
                Found::Phrases(phrases) => return phrases,
                Found::Further(to) => {
                    pronoun |= context.tag(to) == Tag::Pronoun;
                    at = to;
                }
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
                let near = (at..start).all(|i| context.amount_at(i).is_none());
                let comma = usize::from(near && at > first + 1 && context.tag(at - 1) == Tag::Comma);
                let phrases = chain_before(context, at - comma, first);
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
    // "the deficit hit a peak, having grown by 4": the clause has the subject of the one before.
    if at > first && context.is_any(at, words!["having"]) {
        return Found::Further(at);
    }
    // "at the other end of the street there is one": "there" stands for the subject.
    if at == first || context.is_any(at, words!["there"]) {
        return Found::None;
    }
    let before = at - 1;
    match context.tag(before) {
        Tag::Relative => antecedent(context, before, first),
        Tag::Pronoun if context.is_any(before, words!["who", "which"]) => antecedent(context, before, first),
        // "the voltage across it was": the pronoun is not the subject.
        Tag::Pronoun if before > first && context.tag(before - 1) == Tag::Preposition => {
            noun_chain(context, before - 1, first)
        }
        // "it faces", "they were": what the clause before is about.
        Tag::Pronoun if context.is_any(before, words!["it", "he", "she", "they", "them"]) => Found::Further(before),
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
            // "The dress, made from silk, took": a participle that the comma opens with is no verb of the clause.
            let opened = |i: usize| i > first && context.tag(i - 1) == Tag::Comma && context.tag(i) == Tag::Verb;
            match open {
                Some(verb) if opened(verb) => noun_chain(context, verb - 1, first),
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
    if let Some(person) = person.filter(|a| a.quantity.kind == Kind::Age && a.tokens.end == end && a.tokens.len() > 1) {
        return Found::Phrases(vec![person.tokens.clone()]);
    }
    let mut phrases = chain_before(context, end, first);
    if phrases.is_empty()
        && let Some(found) = past_amount(context, end, first)
    {
        return found;
    }
    // "patients given the drug lost": the noun before the participle is what the verb is about.
    let link = phrases.last().and_then(|p| p.start.checked_sub(1)).filter(|&l| l > first);
    if let Some(participle) = link.filter(|&l| {
        matches!(context.tag(l), Tag::Participle | Tag::Gerund)
            && context.tag(l - 1) == Tag::Noun
            && !context.is(l, vocab::REPORTING)
    }) {
        let outer = chain_before(context, participle, first);
        if !outer.is_empty() {
            phrases = outer;
        }
    }
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

/// "the gate of 18,402 was", "seven women and five men deliberated": a noun phrase with a number in it before the verb.
fn past_amount(context: &Context<'_>, end: usize, first: usize) -> Option<Found> {
    let phrase = context.prose.noun_phrase_before(end);
    if phrase.is_empty() || phrase.start < first {
        return None;
    }
    let mut start =
        phrase.clone().find_map(|t| context.amount_at(t)).map(|a| context.numbers.amounts[a].tokens.start)?;
    // Over the earlier numbers of a list.
    for _ in 0..4 {
        let joint =
            start.checked_sub(1).filter(|&j| j > first && matches!(context.tag(j), Tag::Comma | Tag::Conjunction));
        let listed = joint.map(|j| context.prose.noun_phrase_before(j)).filter(|p| !p.is_empty() && p.start >= first);
        match listed.and_then(|p| p.clone().find_map(|t| context.amount_at(t))) {
            Some(amount) => start = context.numbers.amounts[amount].tokens.start,
            None => break,
        }
    }
    let before = start.checked_sub(1).filter(|&b| b > first && context.tag(b) == Tag::Preposition);
    match before {
        Some(preposition) => {
            let phrases = chain_before(context, preposition, first);
            (!phrases.is_empty()).then_some(Found::Phrases(phrases))
        }
        None => Some(Found::Phrases(vec![phrase])),
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
