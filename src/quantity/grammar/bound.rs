//! Hedges before and after a number: "about", "just over", "or more", "-plus".

use super::cursor::{Cursor, Match, Parsed, before, hyphen, phrase};
use crate::prose::Token;
use crate::quantity::Bound;
use crate::vocab::scan::Kind;
use crate::vocab::{self, HEDGES, Hedge, Meaning};
use nom::Parser;
use nom::combinator::opt;

/// How a number is hedged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hedged {
    /// The bound.
    pub bound: Bound,
    /// "just over", "just under".
    pub just: bool,
    /// Index of the hedge's first token, if it stands before the number.
    pub start: Option<usize>,
}

/// The hedge that ends just before the cursor, past a determiner: "more than a dozen", "nearly the 500".
pub fn leading(input: Cursor<'_>) -> Option<Hedged> {
    let found = at(input).or_else(|| {
        let small = ["a", "an", "the", "another", "his", "her", "its", "their"];
        let skipped = small.iter().any(|w| input.was(1, w));
        // "higher than the 5.2 percent", "three short of the 61" compare two numbers, and hedge neither.
        let short = input.was(2, "of") && (input.was(3, "short") || input.was(3, "shy"));
        // "a third below the 1.5 million": what stands before says how far below.
        let level = (input.was(2, "below") || input.was(2, "above")) && sized(input, 3);
        // "over the nine days of the festival" says when.
        let during = input.was(2, "over") && input.ahead(1).is_some_and(lasts);
        let compared = (input.was(2, "than") || short || level || during) && !input.was(1, "a") && !input.was(1, "an");
        if skipped && !compared && input.at > input.floor { at(input.to(input.at - 1)) } else { None }
    })?;
    // "at least about 20": the outer hedge bounds, the inner one blurs.
    let start = found.start.unwrap_or(input.at);
    match at(input.to(start)) {
        // "handed over nearly 463,000 cars": the verb's, and no bound.
        Some(outer) if outer.bound == Bound::MoreThan && found.bound == Bound::Nearly => Some(found),
        Some(outer) if outer.start != found.start => Some(Hedged { start: outer.start, ..stronger(outer, found) }),
        _ => Some(found),
    }
}

/// Whether a token is a unit of time: "days".
fn lasts(token: &Token) -> bool {
    token.lexeme().phrases.iter().any(|p| match p.meaning {
        Meaning::UnitEntry(i) => p.rest.is_empty() && vocab::UNITS[i as usize].dimension == "time",
        _ => false,
    })
}

/// Whether the token so many before the cursor ends a quantity: "33 percent", "a third", "40 tonnes".
fn sized(input: Cursor<'_>, n: usize) -> bool {
    let unit =
        |p: &vocab::Phrase| p.rest.is_empty() && matches!(p.meaning, Meaning::UnitEntry(_) | Meaning::Fraction(_));
    input.back(n).is_some_and(|t| {
        t.kind == Kind::Number || input.slice(t) == "%" || t.lexeme().anchor || t.lexeme().phrases.iter().any(unit)
    }) || input.was(n, "cent")
}

fn stronger(outer: Hedged, inner: Hedged) -> Hedged {
    if outer.bound == Bound::About { inner } else { outer }
}

fn at(input: Cursor<'_>) -> Option<Hedged> {
    // "sub-500", "~ 30"
    let joined = input.back(1).is_some_and(|t| input.slice(t) == "-" && t.glued() && input.glued(0));
    let end = if joined && input.was(2, "sub") { input.to(input.at - 1) } else { input };
    let (start, hedge) = before(end, |m| match m {
        Meaning::Hedge(i) => Some(HEDGES[i as usize]).filter(|h| !h.after),
        _ => None,
    })?;
    let first = &input.tokens[start];
    if first.is_text("sub") && !joined || first.is_text("near") && input.back(2).is_some_and(|t| t.capital) {
        return None;
    }
    // "not more than" is found whole; a bare "not" turns the bound round.
    let negated = start > input.floor && input.tokens[start - 1].is_text("not");
    let bound = match (negated, hedge.bound) {
        (true, Bound::MoreThan) => Bound::UpTo,
        (true, Bound::LessThan) => Bound::AtLeast,
        (_, bound) => bound,
    };
    Some(Hedged { bound, just: hedge.just, start: Some(start) })
}

/// A hedge after the number: "or more", "+", "-odd".
pub fn trailing(input: Cursor<'_>) -> Parsed<'_, Hedged> {
    let (at, joined) = opt(hyphen).parse(input)?;
    let (rest, hedge) = phrase(|found| after(found, input, joined.is_some()))(at)
        .or_else(|_| phrase(|found| after(found, input, false))(input))?;
    Ok((rest, Hedged { bound: hedge.bound, just: hedge.just, start: None }))
}

fn after(found: &Match<'_>, input: Cursor<'_>, joined: bool) -> Option<Hedge> {
    let Meaning::Hedge(i) = found.meaning else { return None };
    let hedge = HEDGES[i as usize];
    let rest = found.rest;
    let glued = joined || input.glued(0);
    let fits = match found.written.to_ascii_lowercase().as_str() {
        "+" => glued && !rest.at_digits(),
        "plus" => {
            glued || !rest.at_digits() && rest.peek().is_some_and(|t| t.kind == Kind::Word && !t.is(vocab::DETERMINER))
        }
        "-plus" | "-odd" | "-ish" | "ish" | "-some" | "odd" => glued || found.written == "odd" && rest.peek().is_some(),
        "minimum" | "maximum" | "max" | "tops" => !rest.glued(0) && rest.peek().is_none_or(|t| t.kind == Kind::Symbol),
        "at least" | "at most" | "approximately" => rest.peek().is_none_or(|t| t.kind == Kind::Symbol),
        "and more" | "or more" => !rest.is(0, "than"),
        "or over" | "and over" | "and above" | "or above" | "or under" | "or below" | "and under" | "and below" => {
            !rest.at_digits()
        }
        _ => true,
    };
    (hedge.after && fits).then_some(hedge)
}

/// A trailing hedge past the counted noun: "300 people or more".
pub fn past_noun(input: Cursor<'_>) -> Option<Hedged> {
    let noun = |n: usize| {
        input.ahead(n).is_some_and(|t| {
            t.kind == Kind::Word && !t.is(vocab::PREPOSITION.or(vocab::CONJUNCTION).or(vocab::AUXILIARY))
        })
    };
    (1..=2).take_while(|n| noun(*n - 1)).find_map(|n| {
        let at = input.skip(n);
        if !at.is(0, "or") && !at.is(0, "and") {
            return None;
        }
        trailing(at).ok().map(|(_, hedge)| hedge)
    })
}
