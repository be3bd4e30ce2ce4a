//! Nouns shared by several numbers ("122,000 and 143,500 troops"), left out after the first ("… and 143,500 in the wider
//! zone"), or written before the number ("seats won: 34").

use super::Claim;
use super::context::Context;
use super::counted::takes_noun;
use crate::prose::{Tag, is_plural, singular};
use crate::quantity::{Kind, Unit};
use crate::vocab::{self, words};
use std::ops::Range;

/// How many numbers back the noun may stand.
const LOOK_BACK: usize = 3;

/// Gives claims without a unit the one that they share.
pub(super) fn share(context: &Context<'_>, claims: &mut [Claim]) {
    for i in (0..claims.len().saturating_sub(1)).rev() {
        if takes_noun(&claims[i])
            && counted(&claims[i + 1])
            && listed(context, claims[i].tokens.end..claims[i + 1].tokens.start)
        {
            let unit = claims[i + 1].quantity.unit.clone();
            give(&mut claims[i], unit);
        }
    }
    for i in 0..claims.len() {
        if !takes_noun(&claims[i]) || claims[i].quantity.kind != Kind::Number {
            continue;
        }
        if let Some(unit) = label_before(context, &claims[i]) {
            give(&mut claims[i], unit);
        } else if let Some(unit) = per_subject(context, &claims[..i], &claims[i]) {
            claims[i].quantity.unit = unit;
            claims[i].quantity.kind = Kind::Rate;
        } else if let Some(j) = (i.saturating_sub(LOOK_BACK)..i)
            .rev()
            // Over durations and ages only: "40 tenants who wait two years and 90 who do not".
            .find(|&j| {
                let people = || claims[..j].iter().rev().take(LOOK_BACK).any(person);
                let thing = befallen(context, &claims[i]) && !person(&claims[j]) && people();
                !matches!(claims[j].quantity.kind, Kind::Duration | Kind::Age) && !thing
            })
            .filter(|&j| counted(&claims[j]))
            .filter(|&j| left_out(context, &claims[j], &claims[i]))
        {
            let unit = claims[j].quantity.unit.clone();
            give(&mut claims[i], unit);
        } else if let Some(unit) = answer(context, &claims[i]) {
            give(&mut claims[i], unit);
        } else if i > 0
            && (parallel(context, &claims[i - 1], &claims[i]) || echoed(context, &claims[i - 1], &claims[i]))
        {
            claims[i].quantity.unit = claims[i - 1].quantity.unit.clone();
            claims[i].quantity.kind = claims[i - 1].quantity.kind;
        }
    }
}

fn counted(claim: &Claim) -> bool {
    let unit = &claim.quantity.unit;
    claim.quantity.kind == Kind::Count && unit.span.is_some() && unit.name != "magnitude"
}

/// "21 are still missing", "38 were rescued": what happens to people.
fn befallen(context: &Context<'_>, claim: &Claim) -> bool {
    let end = claim.tokens.end;
    context.tag(end).is_verb() && (end..end + 4).any(|i| context.is(i, vocab::CASUALTY.or(vocab::PEOPLE_STATE)))
}

/// Whether a claim counts people.
fn person(claim: &Claim) -> bool {
    let head = claim.quantity.unit.name.rsplit(' ').next().unwrap_or_default();
    let people = vocab::PERSON_NOUN.or(vocab::ANYBODY_NOUN);
    counted(claim) && (head == "people" || vocab::WordId::of(head).lexeme().class.any(people))
}

fn give(claim: &mut Claim, unit: Unit) {
    claim.quantity.unit = unit;
    claim.quantity.kind = Kind::Count;
}

/// Whether only commas and conjunctions part two numbers.
fn listed(context: &Context<'_>, between: Range<usize>) -> bool {
    between.len() <= 3
        && between.clone().any(|i| context.is_any(i, words!["and", "or", ",", "to", "nor", "but"]))
        && between.into_iter().all(|i| {
            matches!(context.tag(i), Tag::Comma | Tag::Conjunction | Tag::To | Tag::Determiner | Tag::Preposition)
                && !context.is_any(i, words!["of", "in", "with", "for", "on", "by"])
        })
}

/// "from 21 mpg to 23", "rose by 2 percent but … by 1": the unit is said once.
fn parallel(context: &Context<'_>, before: &Claim, claim: &Claim) -> bool {
    let unit = &before.quantity.unit;
    let preposition = |c: &Claim| c.tokens.start.checked_sub(1).map(|i| context.word(i)).unwrap_or("").to_lowercase();
    let pair = (preposition(before), preposition(claim));
    let alike = pair.0 == "by" && pair.1 == "by" || pair.0 == "from" && pair.1 == "to";
    let near = claim.tokens.start.saturating_sub(before.tokens.end) <= 8;
    let measured = matches!(before.quantity.kind, Kind::Percent | Kind::Points | Kind::Measure | Kind::Rate);
    let ends = !matches!(context.tag(claim.tokens.end), Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Joint);
    before.sentence == claim.sentence && measured && !unit.name.is_empty() && alike && near && ends
}

/// "fell 3% in May and 2 in June": what stands after both numbers opens alike.
fn echoed(context: &Context<'_>, before: &Claim, claim: &Claim) -> bool {
    let (first, second) = (before.tokens.end, claim.tokens.end);
    let measured = matches!(before.quantity.kind, Kind::Percent | Kind::Points | Kind::Measure | Kind::Rate);
    let word = |i: usize| context.prose.tokens.get(i).map(|t| t.id);
    let alike = context.tag(first) == Tag::Preposition
        && context.tag(second) == Tag::Preposition
        && word(first) == word(second)
        && context.is_any(first, words!["in", "on", "at", "for", "among", "by"]);
    let opened = claim
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|i| matches!(context.tag(i), Tag::Conjunction | Tag::Comma | Tag::Verb));
    before.sentence == claim.sentence
        && measured
        && alike
        && opened
        && claim.tokens.start.saturating_sub(first) <= 12
        && claim.tokens.start > first
}

/// "Infections per 100,000 people rose from 41 to 67": a number that the subject's own rate is told by.
fn per_subject(context: &Context<'_>, before: &[Claim], claim: &Claim) -> Option<Unit> {
    let first = context.sentence(claim.tokens.start).start;
    let near = before.iter().rev().take(LOOK_BACK).take_while(|c| c.sentence == claim.sentence);
    let base = near.into_iter().find(|c| {
        let per = c.tokens.start.checked_sub(2).filter(|&i| i >= first && context.is_any(i + 1, words!["per"]));
        per.is_some_and(|noun| context.tag(noun).is_noun())
    })?;
    let noun = base.tokens.start - 2;
    let verb = (base.tokens.end..claim.tokens.start).find(|&i| context.tag(i).is_verb())?;
    let moved = context.is(verb, vocab::CHANGE_WORD.or(vocab::BE).or(vocab::HAVE));
    let levels = context
        .is_any(claim.tokens.start.wrapping_sub(1), words!["to", "from", "at", "was", "were", "is", "are", "of"]);
    let ends = !matches!(context.tag(claim.tokens.end), Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Joint);
    if !(moved && levels && ends) {
        return None;
    }
    let above = noun_unit(context, noun..noun + 1);
    let name = format!("{} per {}", above.name, context.prose.slice(base.span));
    Some(Unit {
        name: name.into(),
        dimension: "rate",
        code: None,
        span: Some(context.prose.cover(noun..base.tokens.end)),
    })
}

/// "How many people drowned? Twelve.": the number that answers a question has the question's noun.
fn answer(context: &Context<'_>, claim: &Claim) -> Option<Unit> {
    let own = context.sentence(claim.tokens.start);
    let alone = own.start == claim.tokens.start && (claim.tokens.end..own.end).all(|i| context.tag(i) == Tag::Stop);
    let asked = own.start.checked_sub(1).filter(|_| alone && own.len() <= 6)?;
    let question = context.sentence(asked);
    let many = question
        .clone()
        .find(|&i| context.is_any(i, words!["many"]) && i > question.start && context.is_any(i - 1, words!["how"]))?;
    let marked = (own.start.saturating_sub(3)..own.start).any(|i| context.is_any(i, words!["?"]));
    let phrase = context.prose.noun_phrase_from(many + 1);
    let head = (!phrase.is_empty() && marked).then(|| context.prose.head(&phrase)).flatten()?;
    is_plural(context.word(head)).then(|| noun_unit(context, phrase.start..head + 1))
}

/// Whether a bare number leaves out the noun of the number before it.
fn left_out(context: &Context<'_>, before: &Claim, claim: &Claim) -> bool {
    let whole = claim.quantity.value.is_some_and(|v| v.fract().is_zero());
    let reach = claim.tokens.start.saturating_sub(before.tokens.end);
    if !counted(before) || !whole || reach > 40 {
        return false;
    }
    let next = context.tag(claim.tokens.end);
    if before.sentence != claim.sentence {
        // "… 122,000 troops within 200 km. Another 143,500 are within 400 km."
        let first = context.sentence(claim.tokens.start).start;
        let opens = claim.tokens.start <= first + 1;
        return before.sentence + 1 == claim.sentence && opens && matches!(next, Tag::Auxiliary | Tag::Verb);
    }
    let goes_on = matches!(
        next,
        Tag::Preposition
            | Tag::Comma
            | Tag::Stop
            | Tag::Relative
            | Tag::Auxiliary
            | Tag::Verb
            | Tag::Adverb
            | Tag::Conjunction
            | Tag::Participle
            | Tag::Close
            | Tag::Subordinator
            | Tag::Determiner
            | Tag::Gerund
            | Tag::Pronoun
            | Tag::Proper
    );
    let previous = claim.tokens.start.wrapping_sub(1);
    // "of whom 212 board"
    let goes_on = goes_on || context.is_any(previous, words!["whom"]);
    // "a crowd of 9,000" counts what a crowd is made of; "a peak of 9,000" what has the peak.
    let level = |i: usize| {
        context.is(i, vocab::FIGURE_NOUN.or(vocab::TARGET_NOUN).or(vocab::LEVEL_NOUN)) || !context.tag(i).is_noun()
    };
    if context.is_any(previous, words!["of"]) && previous > 0 && !level(previous - 1) {
        return false;
    }
    let opened = context.is_any(
        previous,
        words![
            "and",
            "or",
            "but",
            ",",
            "to",
            "from",
            "with",
            "than",
            "versus",
            "against",
            "vs",
            ";",
            "of",
            "for",
            "whom",
            "which",
            "including",
            "by",
        ],
    ) || context.tag(previous) == Tag::Determiner
        || context.tag(previous).is_verb();
    goes_on && opened
}

/// The noun before a number that a colon ties to it: "seats won: 34".
fn label_before(context: &Context<'_>, claim: &Claim) -> Option<Unit> {
    let colon = claim.tokens.start.checked_sub(1)?;
    if !context.is_any(colon, words![":"]) {
        return None;
    }
    let start = context.sentence(colon).start.max(colon.saturating_sub(8));
    let head = (start..colon).rev().find(|&i| context.tag(i).is_noun())?;
    if !is_plural(context.word(head))
        || (head + 1..colon).any(|i| !matches!(context.tag(i), Tag::Participle | Tag::Verb | Tag::Adverb))
    {
        return None;
    }
    let phrase = context.prose.bare(context.prose.noun_phrase_before(head + 1));
    Some(noun_unit(context, if phrase.is_empty() { head..head + 1 } else { phrase }))
}

/// A counted noun from a whole phrase.
pub(super) fn noun_unit(context: &Context<'_>, phrase: Range<usize>) -> Unit {
    let span = context.prose.cover(phrase.clone());
    let text = context.prose.slice(span);
    let cut = text.rfind(' ').map_or(0, |i| i + 1);
    let name = format!("{}{}", &text[..cut], singular(&text[cut..]));
    Unit { name: lower_first(&name).into(), dimension: "count", span: Some(span), ..Unit::default() }
}

fn lower_first(name: &str) -> String {
    let acronym = name.chars().nth(1).is_some_and(char::is_uppercase);
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if !acronym => first.to_lowercase().chain(chars).collect(),
        _ => name.into(),
    }
}
