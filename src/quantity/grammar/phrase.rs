//! A whole quantity phrase: hedge, sign, number, scale, unit.

use super::cursor::{Cursor, Parsed, meaning, token, word};
use super::{digits, words};
use crate::quantity::{Bound, Kind, Numeral, Unit};
use crate::span::Span;
use crate::vocab::{CURRENCIES, Currency, HEDGES, Meaning, NumberRole, UNITS, UnitEntry, scan};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::sequence::preceded;
use std::ops::Range;

/// A quantity phrase as parsed.
pub struct Found {
    pub kind: Kind,
    pub numeral: Numeral,
    pub bound: Bound,
    pub unit: Unit,
    /// Tokens of the numeral and its scale.
    pub number: Range<usize>,
}

fn hedge(input: Cursor<'_>) -> Parsed<'_, Bound> {
    meaning(|m| match m {
        Meaning::Hedge(i) => Some(HEDGES[i as usize]).filter(|h| !h.after).map(|h| h.bound),
        _ => None,
    })(input)
}

fn currency(input: Cursor<'_>) -> Parsed<'_, &'static Currency> {
    meaning(|m| match m {
        Meaning::Currency(i) => Some(&CURRENCIES[i as usize]),
        _ => None,
    })(input)
}

fn unit(input: Cursor<'_>) -> Parsed<'_, &'static UnitEntry> {
    preceded(
        opt(word("-")),
        meaning(|m| match m {
            Meaning::UnitEntry(i) => Some(&UNITS[i as usize]),
            _ => None,
        }),
    )
    .parse(input)
}

fn digits(input: Cursor<'_>) -> Parsed<'_, Numeral> {
    let (rest, token) = token(|t| t.kind == scan::Kind::Number)(input)?;
    match digits::numeral(input.slice(token)) {
        Some(numeral) => Ok((rest, numeral)),
        None => input.no(),
    }
}

fn number(input: Cursor<'_>) -> Parsed<'_, Numeral> {
    let scale = preceded(opt(word("-")), words::part(|r| matches!(r, NumberRole::Hundred | NumberRole::Scale)));
    let (rest, (numeral, scale)) = alt(((digits, opt(scale)), map(words::numeral, |n| (n, None)))).parse(input)?;
    match scale {
        Some(scale) => match numeral.scaled(scale.value.into()) {
            Some(numeral) => Ok((rest, numeral)),
            None => input.no(),
        },
        None => Ok((rest, numeral)),
    }
}

/// A quantity.
pub fn amount(input: Cursor<'_>) -> Parsed<'_, Found> {
    let (rest, bound) = opt(hedge).parse(input)?;
    let sign = rest;
    let (rest, before) = opt(currency).parse(rest)?;
    let sign_span = (before.is_some()).then(|| cover(sign, rest.at));
    let start = rest.at;
    let (rest, numeral) = number(rest)?;
    let number = start..rest.at;
    let after = rest;
    let (rest, unit) = if before.is_some() { (rest, None) } else { opt(unit).parse(rest)? };
    let (kind, unit) = match (before, unit) {
        (Some(c), _) => {
            (Kind::Money, Unit { name: c.name.into(), code: Some(c.code.into()), dimension: "money", span: sign_span })
        }
        (None, Some(u)) => {
            let kind = if u.dimension == "percent" { Kind::Percent } else { Kind::Measure };
            let span = Some(cover(after, rest.at));
            (kind, Unit { name: u.name.into(), code: u.code.map(Into::into), dimension: u.dimension, span })
        }
        _ => (Kind::Number, Unit::default()),
    };
    Ok((rest, Found { kind, numeral, bound: bound.unwrap_or_default(), unit, number }))
}

fn cover(from: Cursor<'_>, to: usize) -> Span {
    let tokens = &from.tokens[from.at..to];
    match (tokens.first(), tokens.last()) {
        (Some(a), Some(b)) => a.span.cover(b.span),
        _ => Span::default(),
    }
}
