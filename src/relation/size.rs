//! The size of a change, as its own words give it: "rose 15 percent", "up 8 percent", "a drop of nine points".

use super::reading::Reading;
use crate::quantity::{self, Kind};
use crate::vocab;
use std::ops::Range;

/// How far before ", or by 5 percent" its verb may stand, in tokens.
const BY_REACH: usize = 24;

/// How a number says that it is the size of a change.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Which way its words say it went.
    pub direction: quantity::Change,
    /// How the words put it.
    pub form: Form,
    /// From the determiner or preposition that opens it to the noun that closes it.
    pub phrase: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "rose 15 percent", "cut by 9,388".
    Verb,
    /// "up 8 percent".
    Adverb,
    /// "a 20 percent increase", "a drop of nine points".
    Noun,
    /// "19 percent higher than", "three short of".
    Comparative,
}

/// How a claim says that it is the size of a change, if it does.
pub(super) fn mark(r: &Reading<'_>, claim: usize) -> Option<Mark> {
    let tokens = r.tokens(claim);
    let lead = r.lead(claim);
    let sentence = r.sentence(claim);
    let start = lead.map_or(sentence.start, |l| l + 1);
    let quantity = &r.claims[claim].quantity;
    if r.is(tokens.end, vocab::COMPARATIVE) && r.text_is(tokens.end + 1, &["than"]) {
        let direction = sense(r, tokens.end, vocab::UP_COMPARATIVE, vocab::DOWN_COMPARATIVE);
        return Some(Mark { direction, form: Form::Comparative, phrase: start..tokens.end + 1 });
    }
    if r.is(tokens.end, vocab::FALLING_SHORT) && r.text_is(tokens.end + 1, &["of"]) {
        return Some(Mark {
            direction: quantity::Change::Down,
            form: Form::Comparative,
            phrase: start..tokens.end + 1,
        });
    }
    // "33 percent below the 1.2 million of last year"
    if r.is(tokens.end, vocab::ABOVE_BELOW) && r.is(tokens.end + 1, vocab::DETERMINER.or(vocab::POSSESSIVE)) {
        let direction = sense(r, tokens.end, vocab::UP_COMPARATIVE, vocab::DOWN_COMPARATIVE);
        return Some(Mark { direction, form: Form::Comparative, phrase: start..tokens.end + 1 });
    }
    if quantity.kind == Kind::Multiple {
        let noun = tail_noun(r, claim);
        // "That tripling of output"
        let gerund = r.prose.slice(r.claims[claim].number).ends_with("ing");
        let form = if noun.is_some() || gerund { Form::Noun } else { Form::Verb };
        let direction = noun.map_or(quantity.change, |n| n.0);
        return Some(Mark { direction, form, phrase: start..noun.map_or(tokens.end, |n| n.1) });
    }
    if let Some((direction, end)) = tail_noun(r, claim) {
        return Some(Mark { direction, form: Form::Noun, phrase: start..end });
    }
    let lead = lead?;
    let verb = |i: usize| r.is(i, vocab::UP_VERB.or(vocab::DOWN_VERB));
    if r.text_is(lead, &["up", "down"]) {
        let direction = if r.text_is(lead, &["up"]) { quantity::Change::Up } else { quantity::Change::Down };
        return Some(Mark { direction, form: Form::Adverb, phrase: lead..tokens.end });
    }
    if r.text_is(lead, &["by"]) && lead > sentence.start {
        let mut near = (lead.saturating_sub(6).max(sentence.start)..lead).rev();
        let found = near.find(|&i| verb(i) || r.text_is(i, &["up", "down"]));
        let Some(at) = found else { return by_itself(r, lead, claim) };
        // "rose from 390 million to 410 million, or by 5 percent" has its verb before the numbers.
        if (at..lead).any(|i| r.claim_at(i).is_some()) {
            return by_itself(r, lead, claim);
        }
        return Some(Mark { direction: sense_of(r, at), form: Form::Verb, phrase: at..tokens.end });
    }
    if verb(lead) {
        return Some(Mark { direction: sense_of(r, lead), form: Form::Verb, phrase: lead..tokens.end });
    }
    if r.text_is(lead, &["of"]) && lead > sentence.start {
        let noun = lead - 1;
        if r.is(noun, vocab::UP_NOUN.or(vocab::DOWN_NOUN).or(vocab::MOVE_NOUN)) {
            let mut open = noun;
            while open > sentence.start && r.is(open - 1, vocab::DETERMINER) {
                open -= 1;
            }
            let direction = sense(r, noun, vocab::UP_NOUN, vocab::DOWN_NOUN);
            return Some(Mark { direction, form: Form::Noun, phrase: open..tokens.end });
        }
    }
    None
}

/// ", or by 5 percent", "to 4,340 megawatts, by 50 percent", "and that of history by 40 percent, from 450 to 270": a size
/// that leaves its verb out.
fn by_itself(r: &Reading<'_>, by: usize, claim: usize) -> Option<Mark> {
    let before = by.checked_sub(1)?;
    let or = r.text_is(before, &["or"]);
    let end = r.tokens(claim).end;
    let aside = or && before > 0 && r.opens_aside(before - 1) || r.opens_aside(before);
    let onward = r.text_is(end, &[","]) && r.text_is(end + 1, &["from"]);
    let start = if or { before } else { by };
    let sentence = r.sentence(claim);
    let mut earlier = (by.saturating_sub(BY_REACH).max(sentence.start)..by).rev().map(|i| sense_of(r, i));
    let direction = earlier.find(|d| *d != quantity::Change::None).unwrap_or_default();
    (aside || onward).then_some(Mark { direction, form: Form::Adverb, phrase: start..end })
}

/// The noun of a change straight after a number with a determiner before it: "a 20 percent increase", "a 14-point drop".
fn tail_noun(r: &Reading<'_>, claim: usize) -> Option<(quantity::Change, usize)> {
    let tokens = r.tokens(claim);
    let mut at = tokens.end;
    // The unit of a compound may be left outside the claim, or the noun may be taken as what it counts.
    if r.text_is(at, &["-"]) {
        at += 1;
    }
    let inside = tokens.end - 1;
    let noun = vocab::UP_NOUN.or(vocab::DOWN_NOUN).or(vocab::MOVE_NOUN);
    let at = if r.is(at, noun) {
        at
    } else if tokens.len() > 1 && r.is(inside, noun) {
        inside
    } else {
        return None;
    };
    let determiner = r.is(tokens.start, vocab::DETERMINER)
        || tokens.start > 0 && r.is(tokens.start - 1, vocab::DETERMINER.or(vocab::POSSESSIVE).or(vocab::LEAD_IN));
    determiner.then(|| (sense(r, at, vocab::UP_NOUN, vocab::DOWN_NOUN), at + 1))
}

pub(super) fn sense(r: &Reading<'_>, i: usize, up: vocab::Class, down: vocab::Class) -> quantity::Change {
    match (r.is(i, up), r.is(i, down)) {
        (true, false) => quantity::Change::Up,
        (false, true) => quantity::Change::Down,
        _ => quantity::Change::None,
    }
}

/// Which way a verb, noun or adverb at `i` points.
pub(super) fn sense_of(r: &Reading<'_>, i: usize) -> quantity::Change {
    match (r.text_is(i, &["up"]), r.text_is(i, &["down"])) {
        _ if r.is(i, vocab::TWO_FACED) => quantity::Change::None,
        (true, _) => quantity::Change::Up,
        (_, true) => quantity::Change::Down,
        _ => sense(r, i, vocab::UP_VERB.or(vocab::UP_NOUN), vocab::DOWN_VERB.or(vocab::DOWN_NOUN)),
    }
}

/// Whether no other base follows a number that states a change: "up 8 percent from the previous quarter", "a 2 percent
/// rise in revenue".
pub(super) fn own_base(r: &Reading<'_>, mark: &Mark) -> bool {
    // "a drop of 30.6% (compared with October)"
    let after = mark.phrase.end + usize::from(r.text_is(mark.phrase.end, &["("]));
    if r.text_is(after, &["in"]) {
        let next = after + 1..after + 3;
        return r.any(next.clone(), vocab::THEN_AND_NOW)
            || next.clone().any(|i| year(r, i) || r.claim_at(i).is_some())
            || r.any_text(next, &["all", "total"]);
    }
    !r.is(after, vocab::BASE) && !r.text_is(after, &["on", "of", "over", "since"])
}

/// Whether a size has a level of its own behind it: "down 9 percent to 2.42 trillion".
pub(super) fn has_level(r: &Reading<'_>, end: usize) -> bool {
    r.text_is(end, &["to"]) && (end + 1..end + 4).any(|i| r.claim_at(i).is_some())
}

/// Whether the words behind a size name a base that is told elsewhere: "up 6 percent year-on-year", "from a year earlier".
pub(super) fn based_on_period(r: &Reading<'_>, end: usize) -> bool {
    let on = |i: usize| r.text_is(i, &["on", "over"]) || r.text_is(i, &["-"]) && r.text_is(i + 1, &["on", "over"]);
    let period = r.is(end, vocab::YEARLY) || r.is(end, vocab::PERIOD_NOUN) && on(end + 1);
    let from = r.text_is(end, &["from", "on", "over"]) && r.text_is(end + 1, &["a", "one", "the"]);
    let ago = r.is(end + 2, vocab::PERIOD_NOUN) && r.text_is(end + 3, &["ago", "earlier", "before"]);
    period || from && ago
}

/// Whether words near the number put it on another footing than the plain change: an average, an adjustment.
pub(super) fn adjusted(r: &Reading<'_>, mark: &Mark) -> bool {
    let open = if mark.form == Form::Noun { 3 } else { 0 };
    let first = (mark.phrase.start.saturating_sub(open)..mark.phrase.start).rev().take_while(|&i| !r.symbol(i)).last();
    let window = first.unwrap_or(mark.phrase.start)..mark.phrase.end + 6;
    // "a gain of 12 points, and the average age fell": another clause has its own words.
    let parts = |i: usize| r.text_is(i, &[","]) && r.is(i + 1, vocab::CLAUSE_BREAK);
    let stop =
        window.clone().skip(mark.phrase.end - window.start).find(|&i| r.text_is(i, &[".", ";", "("]) || parts(i));
    let end = stop.unwrap_or(window.end);
    let time = ["year", "quarter", "month", "week", "day", "decade", "annum"];
    let each = r.text_is(mark.phrase.end, &["a", "per", "each", "every"]) && r.text_is(mark.phrase.end + 1, &time);
    // "a year earlier" is a date.
    let dated = r.text_is(mark.phrase.end + 2, &["earlier", "ago", "before", "later", "after"]);
    r.any(window.start..end, vocab::ADJUSTING) || each && !dated
}

/// Whether a token names a month.
pub(super) fn month(r: &Reading<'_>, i: usize) -> bool {
    let meant = |t: &crate::prose::Token| {
        t.lexeme().phrases.iter().any(|p| p.rest.is_empty() && matches!(p.meaning, vocab::Meaning::Month(_)))
    };
    r.token(i).is_some_and(|t| t.capital && meant(t))
}

/// Whether a token is a year in digits.
pub(super) fn year(r: &Reading<'_>, i: usize) -> bool {
    let word = r.prose.word(i);
    word.len() == 4 && word.parse::<u16>().is_ok_and(|y| (1500..2200).contains(&y)) && r.claim_at(i).is_none()
}
