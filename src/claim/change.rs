//! Change: the direction that a number states, "rose 5 percent", "a drop of 12", "up on".
//!
//! The amount of a change carries the direction. The level that it reached ("to 120") or came from ("from 114") does not.

use super::Claim;
use super::context::Context;
use crate::prose::Tag;
use crate::quantity::{Change, Kind};
use crate::vocab::{self, Class, words};

/// How many tokens the amount may stand from its verb, over "by", adverbs and hedges.
const REACH: usize = 12;
const UP: Class = vocab::UP_VERB.or(vocab::UP_NOUN).or(vocab::UP_WORD);
const DOWN: Class = vocab::DOWN_VERB.or(vocab::DOWN_NOUN).or(vocab::DOWN_WORD);

/// Sets the change of every claim.
pub(super) fn set(context: &Context<'_>, claims: &mut [Claim]) {
    for i in 0..claims.len() {
        if claims[i].quantity.change != Change::None || matches!(claims[i].quantity.kind, Kind::Age | Kind::Score) {
            continue;
        }
        let change = of(context, &claims[i]);
        claims[i].quantity.change = match change {
            Change::None if i > 0 => carried(context, &claims[i - 1], &claims[i]),
            change => change,
        };
    }
}

fn way(context: &Context<'_>, i: usize, up: Class, down: Class) -> Change {
    match () {
        () if context.is(i, up) => Change::Up,
        () if context.is(i, down) => Change::Down,
        () => Change::None,
    }
}

fn of(context: &Context<'_>, claim: &Claim) -> Change {
    // "lost twice"
    if claim.quantity.kind == Kind::Count && claim.quantity.unit.name == "time" {
        return Change::None;
    }
    // "fell 12 votes short"
    if context.is_any(claim.tokens.end, words!["short"]) && !context.is_any(claim.tokens.end + 1, words!["-"]) {
        return Change::None;
    }
    after(context, claim)
        .or_else(|| if is_level(context, claim) { None } else { before(context, claim) })
        .unwrap_or_default()
}

/// "dipped below 6 percent", "climbed past 40": how far it came, not by how much.
fn is_level(context: &Context<'_>, claim: &Claim) -> bool {
    let hedge = claim.tokens.start.saturating_sub(1)..claim.tokens.end;
    hedge.take(4).take_while(|&i| context.tag(i) != Tag::Number).any(|i| {
        context.is_any(i, words!["below", "above", "past", "beneath", "beyond"])
            && !context.is_any(i + 1, words!["the"])
    })
}

/// "12 percent higher", "a 5 percent drop", "3 points down".
fn after(context: &Context<'_>, claim: &Claim) -> Option<Change> {
    let mut at = claim.tokens.end;
    let end = context.sentence(claim.tokens.start).end;
    if context.is_any(at, words!["-"]) {
        at += 1;
    }
    // "lies 40 metres down": how deep.
    let deep = claim.quantity.unit.dimension == "length" && matches!(context.tag(at + 1), Tag::Comma | Tag::Stop);
    if context.is_any(at, words!["up", "down"])
        && !deep
        && context.amount_at(at + 1).is_none()
        && !context.is_any(at + 1, words!["to", "for"])
    {
        return Some(if context.is_any(at, words!["up"]) { Change::Up } else { Change::Down });
    }
    if context.is_any(at, words!["higher", "lower"]) {
        return Some(way(context, at, UP, DOWN));
    }
    // The amount stands before the noun of change: "a 7 percent share price increase".
    let premodifies =
        !matches!(claim.quantity.kind, Kind::Count | Kind::Number | Kind::Vague | Kind::Multiple | Kind::Duration);
    let stop = end.min(at + 5);
    while premodifies
        && at < stop
        && matches!(context.tag(at), Tag::Noun | Tag::Adjective | Tag::Proper | Tag::Gerund | Tag::Participle)
    {
        let change = way(context, at, vocab::UP_NOUN, vocab::DOWN_NOUN);
        if change != Change::None {
            return Some(change);
        }
        at += 1;
    }
    None
}

/// "rose 5 percent", "fell by 12", "up nearly 57 percent", "an increase of 40".
fn before(context: &Context<'_>, claim: &Claim) -> Option<Change> {
    let start = claim.tokens.start;
    let first = context.sentence(start).start.max(start.saturating_sub(REACH));
    let mut at = start;
    let mut by = false;
    let mut of = false;
    while at > first {
        at -= 1;
        // "futures added 4 cents to $5.72", "the index gave up 12 points"
        let moved = matches!(claim.quantity.kind, Kind::Percent | Kind::Points)
            || matches!(&*claim.quantity.unit.name, "point" | "cent")
            || claim.quantity.kind == Kind::Money
                && context.is_any(claim.tokens.end, words!["to", "at"])
                && context.amount_at(claim.tokens.end + 1).is_some();
        if moved && context.is_any(at, words!["add", "adds", "added", "adding"]) && context.tag(at) != Tag::Noun {
            return Some(Change::Up);
        }
        if moved
            && context.is_any(at, words!["up"])
            && context.is_any(at.wrapping_sub(1), words!["gave", "give", "gives", "giving"])
        {
            return Some(Change::Down);
        }
        if context.is_any(at, words!["up", "down"]) && !context.is_any(at + 1, words!["to", "from", "of", "on", "at"]) {
            // "gave up 12 yards", "made up 5 percent": a particle of another verb.
            let particle = at > first
                && matches!(context.tag(at - 1), Tag::Verb | Tag::Gerund | Tag::Participle)
                && !context.is(at - 1, UP.or(DOWN))
                && !context.is(at - 1, vocab::CLOSING_VERB);
            let up = context.is_any(at, words!["up"]);
            return (!particle).then_some(if up { Change::Up } else { Change::Down });
        }
        let verb = way(context, at, vocab::UP_VERB, vocab::DOWN_VERB);
        let noun = way(context, at, vocab::UP_NOUN, vocab::DOWN_NOUN);
        match context.tag(at) {
            // "raised $2 million", "raising three children": no number moved.
            Tag::Verb | Tag::Gerund | Tag::Participle
                if !by
                    && context.is_any(at, words!["raise", "raises", "raised", "raising"])
                    && matches!(claim.quantity.kind, Kind::Money | Kind::Count | Kind::Vague) =>
            {
                return None;
            }
            Tag::Verb | Tag::Gerund | Tag::Participle if verb != Change::None => return Some(verb),
            _ if noun != Change::None && of => return Some(noun),
            Tag::Noun if verb != Change::None && !by && at + 1 == start => return Some(verb),
            Tag::Adverb | Tag::Quote => {}
            _ if context.is_any(at, words!["of"]) => of = true,
            _ if context.is_any(at, words!["by"]) => by = true,
            _ if context.is(at, vocab::CHANGE_FILLER) => {}
            // "raised the price by", "lifting profits of": over the object of a verb of change.
            Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Determiner | Tag::Possessive if by => {}
            // "hiking subscription fees by"
            _ => return None,
        }
    }
    None
}

/// Whether a quantity is of the sort that changes are told in.
fn moves(claim: &Claim) -> bool {
    matches!(claim.quantity.kind, Kind::Percent | Kind::Points | Kind::Money | Kind::Measure | Kind::Rate | Kind::Count)
}

/// "Shares were down 2.3 percent, Burlington by 2.6": a clause that leaves its verb out goes on with the last change.
fn carried(context: &Context<'_>, before: &Claim, claim: &Claim) -> Change {
    let start = claim.tokens.start;
    if before.sentence != claim.sentence || start.saturating_sub(before.tokens.end) > REACH {
        return Change::None;
    }
    let between = before.tokens.end..start;
    let verbless = between
        .clone()
        .all(|i| !matches!(context.tag(i), Tag::Verb | Tag::Auxiliary | Tag::Stop | Tag::Subordinator | Tag::Relative));
    // "up 62 cents, or 0.8 percent": the same change once more.
    let restated =
        context.is_any(start.wrapping_sub(1), words!["or"]) && context.tag(start.wrapping_sub(2)) == Tag::Comma;
    if restated && verbless && moves(before) && moves(claim) {
        return before.quantity.change;
    }
    if before.quantity.kind != claim.quantity.kind {
        return Change::None;
    }
    let listed = between.clone().any(|i| matches!(context.tag(i), Tag::Comma | Tag::Conjunction));
    if between.len() == 1 && context.tag(before.tokens.end) == Tag::Open {
        return before.quantity.change;
    }
    let by = context.is_any(start.wrapping_sub(1), words!["by", "between"])
        || context.is_any(start, words!["by", "between"]);
    let to = context.is_any(start.wrapping_sub(1), words!["to"]);
    let bare_list = between.len() <= 2 && listed && !to;
    if verbless && listed && (by || bare_list) { before.quantity.change } else { Change::None }
}
