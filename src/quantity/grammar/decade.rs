//! Decades that are no years: "in her late 70s", "the low 50s", "the over-65s".

use super::bound::Hedged;
use super::cursor::{Cursor, Parsed};
use super::phrase::{Found, Stated};
use super::value::Value;
use crate::quantity::{Bound, Change, Kind, Numeral, Unit};
use crate::vocab::{self, scan, words};

/// The decade at the cursor, if it is one of ages or of a number.
pub fn decade(input: Cursor<'_>) -> Parsed<'_, Found> {
    let Some(low) = tens(input) else { return input.no() };
    let rest = input.skip(2);
    let found = |kind, amount, unit, hedge, start| Found {
        kind,
        amount,
        unit,
        hedge,
        change: Change::None,
        number: input.at..rest.at,
        tokens: start..rest.at,
    };
    let year = || Unit { name: "year".into(), code: Some("a".into()), dimension: "time", span: None };
    if let Some((start, bound)) = limit(input) {
        let value = Stated::Value(Value::plain(Numeral::whole(low)));
        let hedge = Hedged { bound, just: false, start: Some(start) };
        return Ok((rest, found(Kind::Age, value, year(), hedge, start)));
    }
    if !low.is_multiple_of(10) {
        return input.no();
    }
    let ten = Stated::Vague(low, low + 9);
    if (1..=4).any(|n| input.back_in(n, vocab::POSSESSIVE) && !input.was(n, "'s") && parts(input, n)) {
        return Ok((rest, found(Kind::Age, ten, year(), Hedged::default(), input.at)));
    }
    if let Some(first) = listed(input) {
        let own = (1..=4).any(|n| first.back_in(n, vocab::POSSESSIVE) && !first.was(n, "'s") && parts(first, n));
        if own {
            return Ok((rest, found(Kind::Age, ten, year(), Hedged::default(), input.at)));
        }
    }
    let part = input.was_any(1, words!["low", "high", "upper", "lower"]);
    if part || input.was(1, "-") && input.was_any(2, words!["low", "high", "upper", "lower"]) {
        return Ok((rest, found(Kind::Vague, ten, Unit::default(), Hedged::default(), input.at)));
    }
    input.no()
}

/// The number of "70s" or "65s".
fn tens(input: Cursor<'_>) -> Option<u64> {
    let digits = input.peek().filter(|t| t.kind == scan::Kind::Number && t.span.len() == 2).map(|t| input.slice(t))?;
    let suffix = input.glued(1) && matches!(input.word(1), "s" | "'s" | "’s") && !input.is(2, "-");
    if suffix { digits.parse().ok() } else { None }
}

/// "over-65s", "under 25s": where it starts, and the bound.
fn limit(input: Cursor<'_>) -> Option<(usize, Bound)> {
    let n = if input.was(1, "-") && input.glued(0) { 2 } else { 1 };
    let before = input.back(n).filter(|t| !t.capital && input.at >= input.floor + n)?;
    match () {
        () if before.is_text("over") => Some((input.at - n, Bound::MoreThan)),
        () if before.is_text("under") => Some((input.at - n, Bound::LessThan)),
        () => None,
    }
}

/// "in their 30s, 40s and 50s": the first decade of the list that this one goes on.
fn listed(input: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut at = input;
    for _ in 0..3 {
        let links = (1..=2).take_while(|&n| at.was_any(n, words![",", "and", "or", "to"])).count();
        let decade = links > 0 && at.was_any(links + 1, words!["s", "'s"]) && at.at >= at.start + links + 2;
        if !decade {
            break;
        }
        let before = at.to(at.at - links - 2);
        tens(before)?;
        at = before;
    }
    (at.at < input.at).then_some(at)
}

/// Whether only words that tell a part of a decade stand in the `n - 1` tokens before: "her mid to late 70s".
fn parts(input: Cursor<'_>, n: usize) -> bool {
    (1..n).all(|k| {
        input.back_in(k, vocab::DECADE_PART) || input.was_any(k, words!["early", "late", "mid", "to", "-", "or"])
    })
}
