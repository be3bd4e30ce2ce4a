//! Subjects: the noun phrases that a number is about, clause by clause.
//!
//! Three places hold them: what the number modifies ("a 25 percent duty"), what a preposition ties to it ("5 percent of its
//! workforce", "turnover of 12"), and the subject of the verb that governs it.

use super::Claim;
use super::chain::{CHAIN, chain_before};
use super::context::Context;
use super::continued::{carried, continued};
use super::counted::acts;
use super::governed::governed;
use crate::prose::Tag;
use crate::quantity::{Kind, OtherKind};
use crate::span::Span;
use crate::vocab::{self, words};
use std::ops::Range;

/// Sets the subject of every claim.
pub(super) fn set(context: &Context<'_>, claims: &mut [Claim]) {
    // What each number is about beside what it modifies itself, for those that go on a list.
    let mut bases: Vec<Vec<Span>> = Vec::with_capacity(claims.len());
    for i in 0..claims.len() {
        let before = i.checked_sub(1).map(|b| &claims[b]);
        let own = spans(context, &modified(context, &claims[i]));
        let base = match before {
            Some(before) if bracketed(context, before, &claims[i]) => {
                if own.is_empty() {
                    before.subject.clone()
                } else {
                    Vec::new()
                }
            }
            Some(before) if restated(context, before, &claims[i]) => before.subject.clone(),
            Some(before) if listed(context, before, &claims[i]) => bases[i - 1].clone(),
            Some(before) => match gapped(context, before, &claims[i]) {
                Some(phrases) => spans(context, &phrases),
                None if continued(context, before, &claims[i]) => carried(before, &claims[i]),
                None => of(context, &claims[i]),
            },
            None => of(context, &claims[i]),
        };
        claims[i].subject = joined(own, &base);
        bases.push(base);
    }
}

/// Two lists of spans as one, in order and without overlaps.
pub(super) fn joined(mut own: Vec<Span>, base: &[Span]) -> Vec<Span> {
    for span in base {
        if !own.iter().any(|s| s.overlaps(*span)) {
            own.push(*span);
        }
    }
    own.sort();
    own
}

/// "60 percent of its value, or more than $30 billion": the same amount once more.
fn restated(context: &Context<'_>, before: &Claim, claim: &Claim) -> bool {
    let or = claim.tokens.start.wrapping_sub(1);
    let near = claim.tokens.start.saturating_sub(before.tokens.end) <= 8;
    let other = before.quantity.unit.dimension != claim.quantity.unit.dimension;
    before.sentence == claim.sentence
        && near
        && other
        && context.is_any(or, words!["or"])
        && context.tag(or.wrapping_sub(1)) == Tag::Comma
}

/// "63,000 cars and 27,000 vans": a list, whose numbers are about the same.
fn listed(context: &Context<'_>, before: &Claim, claim: &Claim) -> bool {
    let between = before.tokens.end..claim.tokens.start;
    before.sentence == claim.sentence
        && matches!(between.len(), 1 | 2)
        && before.quantity.kind == claim.quantity.kind
        && between.into_iter().all(|i| matches!(context.tag(i), Tag::Comma | Tag::Conjunction))
        // "the jury of seven women and five men sat"
        && (!verb_follows(context, claim) || tied_by_of(context, before))
}

/// Whether the number stands right after "of" and a noun.
fn tied_by_of(context: &Context<'_>, claim: &Claim) -> bool {
    let of = claim.tokens.start.checked_sub(1).filter(|&i| i > 0 && context.is_any(i, words!["of"]));
    of.is_some_and(|i| context.tag(i - 1) == Tag::Noun)
}

/// Whether a verb follows the number's phrase at once: it begins a clause of its own.
pub(super) fn verb_follows(context: &Context<'_>, claim: &Claim) -> bool {
    context.tag(claim.tokens.end).is_verb()
}

/// "seven miles (11 km)": a conversion in brackets, or an amount after "or".
fn bracketed(context: &Context<'_>, before: &Claim, claim: &Claim) -> bool {
    let between = before.tokens.end..claim.tokens.start;
    before.sentence == claim.sentence && matches!(between.len(), 1 | 2) && context.tag(between.start) == Tag::Open
}

/// "…, Burlington by 2.6 percent": a clause without verb after another number's; its noun phrase.
fn gapped(context: &Context<'_>, before: &Claim, claim: &Claim) -> Option<Vec<Range<usize>>> {
    let start = claim.tokens.start;
    if let Some(phrases) = juxtaposed(context, before, claim) {
        return Some(phrases);
    }
    let preposition = start.checked_sub(1).filter(|&i| context.is(i, vocab::AMOUNT_OPENER));
    let end = preposition.or_else(|| context.is(start, vocab::AMOUNT_OPENER).then_some(start))?;
    let phrases = chain_before(context, end, before.tokens.end);
    let between = before.tokens.end..phrases.last()?.start;
    let joined = matches!(between.len(), 1..=3)
        && before.sentence == claim.sentence
        && between.clone().any(|i| matches!(context.tag(i), Tag::Comma | Tag::Conjunction))
        && between.into_iter().all(|i| matches!(context.tag(i), Tag::Comma | Tag::Conjunction | Tag::Adverb));
    joined.then_some(phrases)
}

/// "Wind met 41 percent of demand, solar 12 percent": a noun phrase right before the number, and no verb of its own.
fn juxtaposed(context: &Context<'_>, before: &Claim, claim: &Claim) -> Option<Vec<Range<usize>>> {
    let (first, start) = (before.tokens.end, claim.tokens.start);
    let alike = before.sentence == claim.sentence
        && before.quantity.kind == claim.quantity.kind
        && before.quantity.unit.name == claim.quantity.unit.name
        && matches!(claim.quantity.kind, Kind::Percent | Kind::Points | Kind::Money | Kind::Measure | Kind::Count);
    let noun = start > first && context.tag(start - 1).is_noun() && !context.is_time_word(start - 1);
    if !alike || !noun || start - first > 16 {
        return None;
    }
    let phrases = chain_before(context, start, first);
    let between = first..phrases.last()?.start;
    let parted = between.end > first && matches!(context.tag(between.end - 1), Tag::Comma | Tag::Conjunction);
    let verbless = between
        .into_iter()
        .all(|i| !matches!(context.tag(i), Tag::Verb | Tag::Auxiliary | Tag::Stop | Tag::Relative | Tag::Subordinator));
    (parted && verbless).then_some(phrases)
}

fn of(context: &Context<'_>, claim: &Claim) -> Vec<Span> {
    let mut phrases = Vec::new();
    if let Some(whole) = label(context, claim).or_else(|| aged(context, claim)).or_else(|| of_whom(context, claim)) {
        phrases.push(whole);
        return spans(context, &phrases);
    }
    // "customers including 60 percent of the list": a part of what stands before it.
    if claim.tokens.start.checked_sub(1).is_some_and(|b| context.is_any(b, words!["including"])) {
        return Vec::new();
    }
    let tied = tied(context, claim);
    let owner = owner(context, claim);
    // "the mine's 640 workers": whose they are says enough.
    if let Some(owner) = owner.filter(|_| claim.quantity.kind == Kind::Count) {
        return spans(context, &[owner]);
    }
    let party = tied.first().is_some_and(|t| context.is_any(t.end, words!["on"]));
    let adjunct = party || tied.last().is_some_and(|t| is_adjunct(context, t));
    phrases.extend(tied);
    if is_subject(context, claim) {
        phrases.extend(object(context, claim));
    } else if !adjunct {
        phrases.extend(governed(context, claim));
    }
    if phrases.is_empty() {
        phrases.extend(place(context, claim));
    }
    if phrases.is_empty() {
        phrases.extend(among(context, claim));
    }
    spans(context, &phrases)
}

/// "on turnover of 12", "during a run of seven games": what the number measures is not what the clause is about.
fn is_adjunct(context: &Context<'_>, phrase: &Range<usize>) -> bool {
    phrase.start > 0
        && context.is_any(phrase.end, words!["of"])
        && context.is_any(phrase.start - 1, words!["on", "during", "with", "in"])
        && context.tag(phrase.start - 1) == Tag::Preposition
}

/// Noun phrases as spans: bare, parted at possessives, without those of time, in order and each once.
fn spans(context: &Context<'_>, phrases: &[Range<usize>]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for phrase in phrases {
        let mut start = phrase.start;
        for i in phrase.start..=phrase.end {
            let cut = i == phrase.end || context.tag(i) == Tag::Possessive;
            if !cut {
                continue;
            }
            let part = trim(context, start..i);
            start = i + 1;
            if part.is_empty() || context.is_time_word(part.end - 1) || !nominal(context, &part) {
                continue;
            }
            let span = context.prose.cover(part);
            if !out.iter().any(|s| s.overlaps(span)) {
                out.push(span);
            }
        }
    }
    out.sort();
    out
}

/// Whether a part of a phrase can be a subject: it holds a noun, an age, or a modifier of what follows the number.
fn nominal(context: &Context<'_>, part: &Range<usize>) -> bool {
    let noun = |i: usize| {
        context.tag(i).is_noun() && !context.is(i, vocab::EMPTY_HEAD) && !context.is_any(i, words!["others"])
            || context.amount_at(i).is_some_and(|a| context.numbers.amounts[a].quantity.kind == Kind::Age)
    };
    let modifier = context.amount_at(part.end).is_some()
        && part.clone().all(|i| matches!(context.tag(i), Tag::Adjective | Tag::Participle));
    // "In the bay, sampling came back at 4 ppb": the name of an activity.
    let activity = context.tag(part.start) == Tag::Gerund
        && part.start.checked_sub(1).is_none_or(|b| matches!(context.tag(b), Tag::Comma | Tag::Stop))
        && !context.is_any(part.start, words!["including", "according", "following", "excluding"]);
    part.clone().any(noun) || modifier || part.len() == 1 && (context.tag(part.start) == Tag::Participle || activity)
}

/// A phrase without determiners, adverbs and amounts at its start and signs at its end.
fn trim(context: &Context<'_>, mut phrase: Range<usize>) -> Range<usize> {
    // "since last season Chris Wood", "between 1600 and 1900 world temperatures": a time runs into a name.
    let time = |i: usize| {
        context.other_at(i).is_some_and(|o| matches!(context.numbers.others[o].kind, OtherKind::Year | OtherKind::Date))
            || context.is_time_word(i)
                && i > 0
                && (context.is_any(i - 1, words!["last", "this", "next", "that"])
                    // "the September contract": a month that tells which.
                    || context.is_calendar(i) && !matches!(context.tag(i - 1), Tag::Determiner | Tag::Possessive))
    };
    if let Some(last) =
        (phrase.start..phrase.end.saturating_sub(1)).rev().find(|&i| time(i) && context.tag(i + 1) != Tag::Joint)
    {
        phrase.start = last + 1;
    }
    // "for hiking fees": the gerund of a clause, not of the noun.
    if phrase.len() > 1
        && phrase.start > 0
        && context.tag(phrase.start) == Tag::Gerund
        && matches!(context.tag(phrase.start - 1), Tag::Preposition | Tag::Comma)
    {
        phrase.start += 1;
    }
    // "a 14-year-old was fined", "the 500-seat hall": a number that is the noun's own.
    let own = |i: usize| {
        context.amount_at(i).is_some_and(|a| {
            let amount = &context.numbers.amounts[a];
            amount.quantity.kind == Kind::Age && amount.tokens.len() > 1 && amount.tokens.end >= phrase.end
                || context.tag(amount.tokens.end) == Tag::Joint
        })
    };
    while phrase.start < phrase.end
        && (matches!(
            context.tag(phrase.start),
            Tag::Determiner | Tag::Possessive | Tag::Adverb | Tag::Preposition | Tag::Comma | Tag::Joint | Tag::Pronoun
        ) || context.amount_at(phrase.start).is_some() && !own(phrase.start))
    {
        phrase.start += 1;
    }
    while phrase.start < phrase.end
        && matches!(context.tag(phrase.end - 1), Tag::Joint | Tag::Sign | Tag::Comma | Tag::Determiner)
        && !(context.is_any(phrase.end - 1, words!["."]) && context.tag(phrase.end.saturating_sub(2)) == Tag::Proper)
    {
        phrase.end -= 1;
    }
    phrase
}

/// "Total cost: $72,370".
fn label(context: &Context<'_>, claim: &Claim) -> Option<Range<usize>> {
    let colon = claim.tokens.start.checked_sub(1).filter(|&i| context.is_any(i, words![":"]))?;
    let phrase = context.prose.noun_phrase_before(colon);
    (!phrase.is_empty()).then_some(phrase)
}

/// "Jane Smith, 44, has": the name before an age.
fn aged(context: &Context<'_>, claim: &Claim) -> Option<Range<usize>> {
    let start = claim.tokens.start;
    if claim.quantity.kind != Kind::Age || start == 0 {
        return None;
    }
    let end = if context.tag(start - 1) == Tag::Comma { start - 1 } else { start };
    // "17 men aged between 19 and 34"
    let end = (start.saturating_sub(3)..start).find(|&i| context.is_any(i, words!["aged"])).unwrap_or(end);
    let phrase = context.prose.noun_phrase_before(end);
    // "players over the age of 21"
    let group = context.is_any(end, words!["over", "under", "above", "below", "aged"]);
    if group && phrase.clone().any(|i| context.amount_at(i).is_some()) {
        return Some(end - 1..end);
    }
    (group && !phrase.is_empty() || phrase.clone().any(|i| context.tag(i) == Tag::Proper)).then_some(phrase)
}

/// "30,000 volunteers, half of whom", "1,140 pupils, of whom 212": those who are parted.
fn of_whom(context: &Context<'_>, claim: &Claim) -> Option<Range<usize>> {
    let whom = |i: usize| context.is_any(i, words!["of"]) && context.is_any(i + 1, words!["whom", "which"]);
    let start = claim.tokens.start;
    let behind = whom(claim.tokens.end).then_some(start);
    let end = behind.or_else(|| start.checked_sub(2).filter(|&i| whom(i)))?;
    let comma = end.checked_sub(1).filter(|&i| context.tag(i) == Tag::Comma).unwrap_or(end);
    let phrase = context.prose.noun_phrase_before(comma);
    (!phrase.is_empty()).then_some(phrase)
}

/// "the assembly's [60 seats]": whose they are.
fn owner(context: &Context<'_>, claim: &Claim) -> Option<Range<usize>> {
    let mark = claim.tokens.start.checked_sub(1).filter(|&i| context.tag(i) == Tag::Possessive)?;
    if !context.is_any(mark, words!["'s"]) {
        return None;
    }
    let phrase = context.prose.noun_phrase_before(mark);
    (!phrase.is_empty() && phrase.clone().all(|i| context.amount_at(i).is_none())).then_some(phrase)
}

/// What the number modifies, "a 25 percent [duty] on [imports]", or has as its part, "5 percent of [its workforce]".
fn modified(context: &Context<'_>, claim: &Claim) -> Vec<Range<usize>> {
    let end = context.sentence(claim.tokens.start).end;
    let mut at = past_conversion(context, claim.tokens.end);
    if context.tag(at) == Tag::Joint {
        at += 1;
    }
    let mut phrases = Vec::new();
    let counted = claim.quantity.kind == Kind::Count;
    let begins = match context.tag(at) {
        _ if at > claim.tokens.end + 1 || acts(context, claim) => false,
        Tag::Noun | Tag::Proper | Tag::Adjective => true,
        Tag::Gerund | Tag::Participle => !counted,
        _ => false,
    };
    if begins {
        let phrase = context.prose.noun_phrase_from(at);
        if !phrase.is_empty()
            && !context.is_time_word(phrase.start)
            && !context.is_time_word(phrase.end - 1)
            && phrase.end <= end
        {
            at = phrase.end;
            phrases.extend(modifier(context, claim));
            phrases.push(phrase);
        }
    }
    let converted = at > claim.tokens.end + 1;
    let links = match (phrases.is_empty(), claim.quantity.kind) {
        _ if converted => words!["of"],
        (false, _) => words!["of", "on", "for", "in"],
        (true, Kind::Money) => words!["of", "for", "in"],
        (true, Kind::Measure) => words!["of", "for"],
        (true, _) => words!["of"],
    };
    for _ in 0..CHAIN - 1 {
        if claim.quantity.kind == Kind::Score || at + 1 >= end || !context.is_any(at, links) {
            break;
        }
        let phrase = context.prose.noun_phrase_from(at + 1);
        // "$35,000 for an 8 kW system": over an amount that stands before its noun.
        let amount = phrase.end > phrase.start && context.amount_at(phrase.end - 1).is_some();
        let idiom = context.is_any(at, words!["in"]) && context.is_any(phrase.end, words!["for", "to", "with"]);
        if phrase.is_empty()
            || amount
            || idiom
            || context.tag(phrase.start) == Tag::Pronoun
            || context.is_time_word(phrase.end - 1)
        {
            break;
        }
        at = phrase.end;
        phrases.push(phrase);
        if context.tag(at) == Tag::Conjunction && context.is_any(at, words!["and"]) {
            let next = context.prose.noun_phrase_from(at + 1);
            if !next.is_empty()
                && !context.tag(next.end).is_verb()
                && next.clone().all(|i| context.amount_at(i).is_none())
            {
                at = next.end;
                phrases.push(next);
            }
        }
    }
    phrases
}

/// "8 miles (13 kilometers) |of tunnels": past the same amount in another unit.
fn past_conversion(context: &Context<'_>, at: usize) -> usize {
    let amount = if context.tag(at) == Tag::Open { context.amount_at(at + 1) } else { None };
    let close = amount.map(|a| context.numbers.amounts[a].tokens.end).filter(|end| context.tag(*end) == Tag::Close);
    close.map_or(at, |end| end + 1)
}

/// "a [tapered] 14-gauge needle": what stands before the number and belongs to the noun after it.
fn modifier(context: &Context<'_>, claim: &Claim) -> Option<Range<usize>> {
    let start = claim.tokens.start;
    let mut at = start;
    while at > 0
        && start - at < 3
        && matches!(context.tag(at - 1), Tag::Adjective | Tag::Participle | Tag::Proper)
        && context.amount_at(at - 1).is_none()
    {
        at -= 1;
    }
    let opened = at > 0 && matches!(context.tag(at - 1), Tag::Determiner | Tag::Preposition | Tag::Possessive);
    (at < start && opened).then_some(at..start)
}

/// "[turnover] of 12", "[customers] with more than 7.5": the noun phrase that a preposition ties to the number.
fn tied(context: &Context<'_>, claim: &Claim) -> Vec<Range<usize>> {
    let first = context.sentence(claim.tokens.start).start;
    let Some(at) = preposition_before(context, claim, first) else { return Vec::new() };
    // "ahead of the Liberals on 29 percent"
    let party = context.is_any(at, words!["on"])
        && claim.quantity.kind == Kind::Percent
        && at > first
        && context.tag(at - 1) == Tag::Proper;
    if (party || context.is_any(at, words!["of", "with", "for", "by"])) && at > first {
        let mut phrases = chain_before(context, at, first);
        // "a total of 40": what is totalled is the clause's.
        phrases.retain(|p| p.end != at || !context.is(at - 1, vocab::EMPTY_HEAD));
        let and = phrases.windows(2).position(|w| context.tag(w[1].end) == Tag::Conjunction);
        phrases.truncate(and.map_or(CHAIN, |i| i + 1));
        return phrases;
    }
    // "cut its forecast to 12", "bring down the rate from 5": the object of the verb.
    let phrases = chain_before(context, at, first);
    let verb = phrases.last().and_then(|p| p.start.checked_sub(1));
    let particle = |i: usize| if context.is_any(i, words!["up", "down"]) { i.saturating_sub(1) } else { i };
    if context.is_any(at, words!["to", "from"])
        && verb.is_some_and(|v| {
            matches!(context.tag(particle(v)), Tag::Verb | Tag::Gerund) && !context.is(particle(v), vocab::BE)
        })
    {
        return phrases;
    }
    Vec::new()
}

/// The preposition that the number is the object of.
fn preposition_before(context: &Context<'_>, claim: &Claim, first: usize) -> Option<usize> {
    let mut at = claim.tokens.start;
    if context.tag(at) == Tag::Preposition && context.is_any(at, words!["by", "of", "with", "for"]) {
        return Some(at);
    }
    while at > first {
        at -= 1;
        match context.tag(at) {
            Tag::Determiner | Tag::Adverb | Tag::Adjective => {}
            // "a margin of error of plus or minus 3 points"
            Tag::Conjunction if at + 1 < claim.tokens.start && context.is_any(at + 1, words!["minus"]) => {}
            _ if context.is_any(at, words!["plus", "minus"]) => {}
            Tag::Preposition
                if context
                    .is_any(at, words!["about", "around", "over", "under", "up", "down", "above", "below", "than"]) => {
            }
            // "a price of between 62 and 68"
            Tag::Preposition
                if context.is_any(at, words!["between"]) && at > first && context.tag(at - 1) == Tag::Preposition => {}
            Tag::Preposition => return Some(at),
            _ => return None,
        }
    }
    None
}

/// Whether the number's own phrase is the subject of the verb after it: "78 percent of the deal will be paid".
fn is_subject(context: &Context<'_>, claim: &Claim) -> bool {
    let end = context.sentence(claim.tokens.start).end.min(claim.tokens.end + 14);
    for i in claim.tokens.end..end {
        match context.tag(i) {
            Tag::Verb | Tag::Auxiliary => {
                let before = claim.tokens.start.checked_sub(1);
                return before.is_none_or(|b| match context.tag(b) {
                    Tag::Preposition | Tag::To => context.sentence(b).start == b,
                    // "said 12 people died", but "spent 12 dollars to …".
                    Tag::Verb | Tag::Gerund | Tag::Participle => context.is(b, vocab::REPORTING),
                    // "which has 40 workers in Leeds has said"
                    Tag::Auxiliary => !context.is(b, vocab::HAVE),
                    _ => true,
                });
            }
            Tag::Preposition
            | Tag::Noun
            | Tag::Proper
            | Tag::Adjective
            | Tag::Determiner
            | Tag::Possessive
            | Tag::Joint
            | Tag::Adverb
            | Tag::Number => {}
            // "seven bedrooms and two baths finish off".
            Tag::Conjunction if context.amount_at(i + 1).is_some() => {}
            _ => return false,
        }
        if context.tag(i) == Tag::Number && context.tag(i - 1) != Tag::Conjunction && context.amount_at(i).is_some() {
            return false;
        }
    }
    false
}

/// "Among [renters], 74 percent said": the group that opens the sentence, of which the number is a part.
fn among(context: &Context<'_>, claim: &Claim) -> Vec<Range<usize>> {
    let sentence = context.sentence(claim.tokens.start);
    let comma = claim.tokens.start.checked_sub(1).filter(|&i| context.tag(i) == Tag::Comma);
    let part = matches!(claim.quantity.kind, Kind::Percent | Kind::Ratio | Kind::Count | Kind::Number);
    let opened = part && context.is_any(sentence.start, words!["among", "of"]);
    // "Of the 1,204 voters polled, 46% backed it and 41% did not."
    let comma = comma.or_else(|| {
        let first = (sentence.start..sentence.end.min(sentence.start + 12)).find(|&i| context.tag(i) == Tag::Comma);
        first.filter(|&c| opened && c < claim.tokens.start && is_subject(context, claim))
    });
    let Some(comma) = comma.filter(|&c| opened && c > sentence.start + 1) else { return Vec::new() };
    let said = matches!(context.tag(comma - 1), Tag::Participle | Tag::Verb);
    let phrase = context.prose.noun_phrase_before(comma - usize::from(said));
    if said && !phrase.is_empty() { vec![phrase] } else { chain_before(context, comma, sentence.start + 1) }
}

/// "There are 40 students enrolled at [Leeds University]": where those are that are counted.
fn place(context: &Context<'_>, claim: &Claim) -> Option<Range<usize>> {
    let start = claim.tokens.start;
    let there = (start.saturating_sub(4)..start).any(|i| context.is_any(i, words!["there"]));
    let mut at = claim.tokens.end;
    if context.tag(at) == Tag::Participle {
        at += 1;
    }
    if !there || claim.quantity.kind != Kind::Count || !context.is_any(at, words!["in", "at", "on"]) {
        return None;
    }
    let phrase = context.prose.noun_phrase_from(at + 1);
    (!phrase.is_empty() && !phrase.clone().any(|i| context.amount_at(i).is_some())).then_some(phrase)
}

/// "Eight employees left [the agency]": what those who are counted do something to.
fn object(context: &Context<'_>, claim: &Claim) -> Option<Range<usize>> {
    if claim.quantity.kind != Kind::Count || context.tag(claim.tokens.end.saturating_sub(2)) == Tag::Joint {
        return None;
    }
    let verb = (claim.tokens.end..claim.tokens.end + 3).find(|&i| context.tag(i).is_verb())?;
    if context.tag(verb) != Tag::Verb {
        return None;
    }
    let at = if context.tag(verb + 1) == Tag::Preposition && context.is_any(verb + 1, words!["off", "up", "out"]) {
        verb + 2
    } else {
        verb + 1
    };
    let phrase = context.prose.noun_phrase_from(at);
    let plain = !phrase.is_empty()
        && context.tag(at) != Tag::Pronoun
        && !matches!(context.tag(phrase.end), Tag::Verb | Tag::Auxiliary | Tag::Gerund);
    plain.then_some(phrase)
}
