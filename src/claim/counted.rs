//! Counted nouns: the noun phrase that a plain number counts.

use super::Claim;
use super::context::Context;
use crate::prose::{Tag, is_plural, singular};
use crate::quantity::{Kind, Unit};
use crate::vocab::{self, scan, words};
use std::ops::Range;

/// Longest counted noun phrase, in tokens.
const LONGEST: usize = 12;

/// Gives a plain number the noun phrase after it as its unit.
pub(super) fn count(context: &Context<'_>, claim: &mut Claim) {
    if !takes_noun(claim) {
        return;
    }
    // "a one-in-100 chance", "33-1 odds"
    let next = claim.tokens.end + usize::from(context.tag(claim.tokens.end) == Tag::Joint);
    if claim.quantity.kind == Kind::Ratio && context.is(next, vocab::ODDS_WORD) {
        return;
    }
    if acts(context, claim) {
        return;
    }
    if let Some(unit) = magnitude(context, claim) {
        (claim.quantity.unit, claim.quantity.kind) = (unit, Kind::Count);
        return;
    }
    let whole = claim.quantity.value.is_some_and(|v| v == rust_decimal::Decimal::ONE);
    let found = match noun_after(context, claim.tokens.end, whole) {
        Some(found) if !graded(context, claim, &found) => found,
        _ => return,
    };
    let end = found.tokens.end;
    claim.quantity.unit = found.unit;
    if claim.quantity.kind == Kind::Number {
        claim.quantity.kind = Kind::Count;
    }
    // A noun after another number is not part of the phrase.
    if !found.tokens.is_empty() {
        claim.tokens.end = end;
        claim.span = claim.span.cover(context.prose.cover(found.tokens));
    }
}

/// "of whom 212 board": a verb after the number of those who do it.
pub(super) fn acts(context: &Context<'_>, claim: &Claim) -> bool {
    let whom = claim.tokens.start.checked_sub(1).is_some_and(|i| context.is_any(i, words!["whom"]));
    let verb = context.is(claim.tokens.end, vocab::VERB_BASE) && !is_plural(context.word(claim.tokens.end));
    whom && verb && !noun_next(context, claim.tokens.end + 1)
}

/// "a magnitude 5.8 earthquake": the noun before the number.
fn magnitude(context: &Context<'_>, claim: &Claim) -> Option<Unit> {
    let noun = claim.tokens.start.checked_sub(1).filter(|&i| context.is_any(i, words!["magnitude"]))?;
    let span = Some(context.prose.tokens[noun].span);
    Some(Unit { name: "magnitude".into(), dimension: "count", span, ..Unit::default() })
}

/// "a 5.8 quake": a number with decimals counts no single thing.
fn graded(context: &Context<'_>, claim: &Claim, found: &Counted) -> bool {
    let numeral = &claim.quantity.numeral;
    let broken = claim.quantity.value.is_some_and(|v| !v.fract().is_zero());
    let last = found.tokens.end.saturating_sub(1);
    broken
        && claim.quantity.fraction.is_none()
        && numeral.scale == rust_decimal::Decimal::ONE
        && !numeral.words
        && !found.tokens.is_empty()
        && context.tag(claim.tokens.end) != Tag::Joint
        && !is_plural(context.word(last))
        && !context.is(last, vocab::SAME_PLURAL.or(vocab::MASS_NOUN))
        && !context.is_any(last, words!["magnitude"])
}

/// Whether a claim's number may count things and has nothing yet that it counts.
pub(super) fn takes_noun(claim: &Claim) -> bool {
    let q = &claim.quantity;
    q.unit.name.is_empty() && matches!(q.kind, Kind::Number | Kind::Count | Kind::Vague | Kind::Ratio)
}

/// A counted noun phrase.
pub(super) struct Counted {
    pub unit: Unit,
    /// From after the number to the end of the phrase.
    pub tokens: Range<usize>,
}

/// The counted noun phrase that starts at token `at`. `one` says that the number is 1.
pub(super) fn noun_after(context: &Context<'_>, at: usize, one: bool) -> Option<Counted> {
    let sentence = context.sentence(at.saturating_sub(1));
    let limit = sentence.end.min(at + LONGEST);
    let mut start = at;
    // "34 of the 57 seats", "dozens of people": what is counted stands after "of".
    if context.is_any(start, words!["of"]) {
        start += 1;
        while start < limit
            && matches!(context.tag(start), Tag::Determiner | Tag::Possessive)
            && !context.is_any(start, words!["'s"])
        {
            start += 1;
        }
        start = past_owner(context, start, limit);
        // "one of their past seven matches"
        let ordered = context.is_any(start, words!["past", "last", "first", "previous", "other", "remaining", "next"]);
        start += usize::from(ordered && context.amount_at(start + 1).is_some());
        // "four of the nine judges", "27 of the assembly's 60 seats": the noun stands after the other number.
        if let Some(whole) = context.amount_at(start).map(|a| &context.numbers.amounts[a]) {
            let plain = matches!(whole.quantity.kind, Kind::Number | Kind::Count)
                && !context.is_any(whole.tokens.end, words!["of"]);
            let counted = plain.then(|| noun_after(context, whole.tokens.end, false)).flatten()?;
            return Some(Counted { unit: counted.unit, tokens: at..at });
        }
    } else if let Some(unit) = past_measure(context, start, limit, one) {
        return Some(Counted { unit, tokens: at..at });
    }
    let whole = start > at;
    if context.is_any(start, words!["-"]) && (context.prose.tokens[start].glued() || parted(context, start)) {
        start += 1;
    }
    while start < limit && context.is(start, vocab::COUNT_FILLER) {
        start += 1;
    }
    let hyphenated = start > 0 && context.tag(start - 1) == Tag::Joint;
    // "12 others were hurt": those counted are named elsewhere.
    if context.is_any(start, words!["others"]) {
        return None;
    }
    let phrase = match side_by(context, start, limit) {
        Some(phrase) => phrase,
        // "a tenth of the statewide vote": after "of" the last noun is what there is a part of.
        None if whole && !hyphenated => {
            let plain = extent(context, start, limit, false, false)?;
            if any_plural(context, plain.clone()) { plain } else { extent(context, start, limit, true, false)? }
        }
        None => extent(context, start, limit, one, hyphenated)?,
    };
    let end = of_phrase(context, &phrase, sentence.end);
    let name = name(context, &phrase, end);
    let span = context.prose.cover(phrase.start..end);
    let unit = Unit { name: name.into(), dimension: "count", span: Some(span), ..Unit::default() };
    Some(Counted { unit, tokens: at..end })
}

/// "four 9,000-ton frigates", "two 12-year-old boys": a measure that tells which stands before what is counted.
fn past_measure(context: &Context<'_>, at: usize, limit: usize, one: bool) -> Option<Unit> {
    let inner = context.amount_at(at).map(|a| &context.numbers.amounts[a]).filter(|a| a.tokens.start == at)?;
    let joined = inner.tokens.clone().any(|i| context.tag(i) == Tag::Joint);
    let single = matches!(inner.quantity.kind, Kind::Measure | Kind::Rate | Kind::Age | Kind::Duration)
        && inner.tokens.len() > 1
        && !is_plural(context.word(inner.tokens.end - 1));
    let mut start = inner.tokens.end;
    let hyphened = context.tag(start) == Tag::Joint;
    // "three 250-seat halls"
    while start + 1 < limit && context.tag(start) == Tag::Joint {
        start += 2;
    }
    if !(joined || single || hyphened) {
        return None;
    }
    let phrase = extent(context, start, limit, one, false)?;
    let counts = one || any_plural(context, phrase.clone());
    counts.then(|| {
        let name = name(context, &phrase, phrase.end);
        Unit { name: name.into(), dimension: "count", span: Some(context.prose.cover(phrase)), ..Unit::default() }
    })
}

/// "five past and current aides", "two outside groups": words of place and time that stand before a plural noun.
fn side_by(context: &Context<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    if !context.is_any(start, words!["past", "outside", "inside"]) {
        return None;
    }
    let and = usize::from(context.tag(start + 1) == Tag::Conjunction);
    let phrase = extent(context, start + 1 + and, limit, false, false)?;
    any_plural(context, phrase.clone()).then_some(start..phrase.end)
}

/// "nine “smart” meters": whether the quotation mark at `at` opens or closes a part of the phrase from `start` on.
fn quoted(context: &Context<'_>, at: usize, start: usize) -> bool {
    let mark = |i: usize| context.tag(i) == Tag::Quote;
    let glued = |i: usize| context.prose.tokens.get(i).is_some_and(|t| t.glued());
    let word = matches!(context.tag(at + 1), Tag::Noun | Tag::Adjective | Tag::Participle);
    let opens = !glued(at) && glued(at + 1) && word && (at + 2..at + 5).any(mark) && !(start..at).any(mark);
    let goes_on = noun_next(context, at + 1) || context.tag(at + 1) == Tag::Adjective;
    let closes = glued(at) && goes_on && (start..at).any(mark);
    opens || closes
}

/// "a zero - coupon bond", in text that was cut into tokens: a hyphen between spaces, and two plain nouns.
fn parted(context: &Context<'_>, hyphen: usize) -> bool {
    let plain = |i: usize| context.tag(i) == Tag::Noun && !context.prose.tokens[i].capital;
    plain(hyphen + 1)
        && plain(hyphen + 2)
        && !is_plural(context.word(hyphen + 1))
        && !context.is(hyphen + 1, vocab::PERSON_NOUN)
}

/// "two of Johnson's deputies": the token after a possessive that stands first.
fn past_owner(context: &Context<'_>, start: usize, limit: usize) -> usize {
    (start..limit.min(start + 4))
        .take_while(|&i| context.tag(i).is_noun() || context.tag(i) == Tag::Possessive)
        .find(|&i| context.tag(i) == Tag::Possessive)
        .map_or(start, |i| i + 1)
}

/// How far the counted noun phrase from `start` goes, its head last.
fn extent(context: &Context<'_>, start: usize, limit: usize, one: bool, hyphenated: bool) -> Option<Range<usize>> {
    let mut head = None;
    let mut first_noun = None;
    let mut plural = false;
    let mut at = start;
    // "a 50-state strategy": a verb by its form, and a noun by its place.
    if hyphenated
        && context.is(at, vocab::VERB_BASE)
        && context.tag(at) == Tag::Participle
        && context.tag(at + 1) != Tag::Joint
    {
        return Some(at..at + 1);
    }
    while at < limit {
        let tag = context.tag(at);
        if plural && !goes_on_after_plural(context, at) {
            break;
        }
        match tag {
            Tag::Noun | Tag::Proper if is_time(context, at, start) => break,
            // "one person dead"
            Tag::Noun if head.is_some() && context.is(at, vocab::PEOPLE_STATE) => break,
            Tag::Quote if quoted(context, at, start) => {}
            Tag::Noun | Tag::Proper => {
                head = Some(at);
                first_noun = first_noun.or(Some(at));
                plural = is_plural(context.word(at)) && !before_glued(context, at);
            }
            Tag::Participle if head == Some(at.wrapping_sub(1)) => break,
            Tag::Adjective | Tag::Participle => {
                if at == start && context.is(at, vocab::PEOPLE_STATE) && !noun_next(context, at + 1) {
                    return Some(at..at + 1);
                }
                plural = false;
            }
            Tag::Gerund | Tag::Joint => plural = false,
            // "63,150 Model 3s": a number is part of a name.
            Tag::Number if head == Some(at.wrapping_sub(1)) && context.tag(at - 1) == Tag::Proper && !one => {
                if context.is_any(at + 1, words!["s"]) && context.prose.tokens[at + 1].glued() {
                    return Some(start..at + 2);
                }
            }
            Tag::Possessive if context.is_any(at, words!["'s"]) && head == Some(at.wrapping_sub(1)) => plural = false,
            Tag::Adverb if matches!(context.tag(at + 1), Tag::Adjective | Tag::Participle) => {}
            // "thousands of small, friendly deals"
            Tag::Comma
                if at > start
                    && context.tag(at - 1) == Tag::Adjective
                    && matches!(context.tag(at + 1), Tag::Adjective | Tag::Participle)
                    && noun_next(context, at + 2) => {}
            // "Model S and Model X vehicles": two modifiers of one noun.
            Tag::Conjunction if joins_modifiers(context, head, plural, at, one, limit) => {}
            _ => break,
        }
        at += 1;
    }
    let head = head?;
    // A number that stands before a name with which it has nothing to do, "12 Smith said".
    if context.tag(head) == Tag::Proper
        && !one
        && !any_plural(context, start..head + 1)
        && !context.is(head, vocab::SAME_PLURAL)
    {
        return None;
    }
    let counts_first =
        !one && !any_plural(context, start..head + 1) && !context.is(head, vocab::SAME_PLURAL.or(vocab::MASS_NOUN));
    // "a 12-page document", "a four cylinder engine": the first noun is the unit, the rest is what has it.
    if hyphenated || counts_first {
        let first = first_noun?;
        return Some(start..first + 1);
    }
    Some(start..head + 1)
}

/// After a plural noun a phrase goes on only to another plural: "12 sports clubs", not "12 firms Monday".
fn goes_on_after_plural(context: &Context<'_>, at: usize) -> bool {
    match context.tag(at) {
        Tag::Noun | Tag::Proper => is_plural(context.word(at)) && !context.is_calendar(at),
        Tag::Joint => true,
        Tag::Possessive => context.is_any(at, words!["'s"]),
        _ => false,
    }
}

fn any_plural(context: &Context<'_>, range: Range<usize>) -> bool {
    range.into_iter().any(|i| context.tag(i).is_noun() && is_plural(context.word(i)))
}

fn before_glued(context: &Context<'_>, at: usize) -> bool {
    context.tag(at + 1) == Tag::Joint
}

fn noun_next(context: &Context<'_>, at: usize) -> bool {
    context.tag(at).is_noun() || matches!(context.tag(at), Tag::Joint)
}

/// "Kia and Hyundai vehicles": what stands before "and" is no plural, and a plural follows.
fn joins_modifiers(
    context: &Context<'_>,
    head: Option<usize>,
    plural: bool,
    at: usize,
    one: bool,
    limit: usize,
) -> bool {
    if one || plural || !context.is_any(at, words!["and", "or", "&"]) {
        return false;
    }
    if head.is_none() && !matches!(context.tag(at.wrapping_sub(1)), Tag::Adjective | Tag::Participle) {
        return false;
    }
    for i in at + 1..limit {
        match context.tag(i) {
            Tag::Noun | Tag::Proper if is_plural(context.word(i)) => return true,
            Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Participle | Tag::Joint => {}
            _ => return false,
        }
    }
    false
}

/// Whether the noun at `at` tells a time and is not counted: "sold 12 last year", "fell 300 Friday".
fn is_time(context: &Context<'_>, at: usize, start: usize) -> bool {
    let relative =
        (start..at).any(|i| context.is_any(i, words!["last", "next", "past", "previous", "early", "late", "earlier"]));
    context.is_calendar(at) && !is_plural(context.word(at))
        || context.is(at, vocab::TIME_NOUN) && relative && !is_plural(context.word(at))
        || context.is_any(at, words!["today", "yesterday", "tomorrow", "tonight"])
}

/// The end of the phrase with an "of" and a bare noun after it: "5,700 categories of products".
fn of_phrase(context: &Context<'_>, phrase: &Range<usize>, sentence_end: usize) -> usize {
    let of = phrase.end;
    if of + 1 >= sentence_end
        || !context.is_any(of, words!["of"])
        || matches!(context.tag(of + 1), Tag::Determiner | Tag::Possessive | Tag::Pronoun | Tag::Number | Tag::Proper)
    {
        return phrase.end;
    }
    match extent(context, of + 1, sentence_end.min(of + LONGEST), false, false) {
        Some(of_noun) if context.amount_at(of_noun.end - 1).is_none() => of_noun.end,
        _ => phrase.end,
    }
}

/// The name of a counted noun phrase: as written, with its heads in the singular.
fn name(context: &Context<'_>, phrase: &Range<usize>, end: usize) -> String {
    let mut name = String::new();
    for i in phrase.start..end {
        let token = &context.prose.tokens[i];
        let word = context.word(i);
        let after_mark = i > phrase.start && context.tag(i - 1) == Tag::Quote;
        if !name.is_empty() && !name.ends_with(' ') && (token.gap != scan::Gap::None || after_mark) {
            name.push(' ');
        }
        if matches!(context.tag(i), Tag::Comma | Tag::Quote) {
            continue;
        }
        let is_head = i + 1 == phrase.end || i + 1 == end;
        if is_head && word == "s" && token.glued() {
            continue;
        }
        let word = if is_head { singular(word) } else { word.into() };
        if context.tag(i) == Tag::Proper || word.chars().skip(1).any(char::is_uppercase) {
            name.push_str(&word);
        } else {
            name.extend(word.chars().map(scan::fold_char));
        }
    }
    name
}
