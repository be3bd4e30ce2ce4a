//! Numbers in words: "one hundred and twenty-two thousand".

use super::cursor::{Cursor, Parsed, meaning, word};
use crate::quantity::Numeral;
use crate::vocab::{Meaning, NUMBERS, NumberRole, NumberWord};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::multi::many0;
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A number word that plays one of these parts.
pub fn part<'p>(accept: impl Fn(NumberRole) -> bool) -> impl Fn(Cursor<'p>) -> Parsed<'p, NumberWord> {
    meaning(move |m| match m {
        Meaning::NumberWord(i) => Some(NUMBERS[i as usize]).filter(|n| accept(n.role)),
        _ => None,
    })
}

fn units(input: Cursor<'_>) -> Parsed<'_, u64> {
    map(part(|r| r == NumberRole::Unit), |n| n.value).parse(input)
}

/// 1 to 99: "seven", "seventeen", "seventy-seven".
fn tens(input: Cursor<'_>) -> Parsed<'_, u64> {
    let ten = part(|r| r == NumberRole::Ten);
    let teen = part(|r| r == NumberRole::Teen);
    alt((
        map((ten, opt(preceded(opt(word("-")), units))), |(t, u)| t.value + u.unwrap_or(0)),
        map(teen, |n| n.value),
        units,
    ))
    .parse(input)
}

/// 1 to 999: "one hundred and five".
fn hundreds(input: Cursor<'_>) -> Parsed<'_, u64> {
    let hundred = preceded(opt(word("-")), part(|r| r == NumberRole::Hundred));
    let (rest, first) = tens(input)?;
    let (rest, hundreds) = opt(hundred).parse(rest)?;
    if hundreds.is_none() {
        return Ok((rest, first));
    }
    let (rest, more) = opt(preceded(opt(word("and")), tens)).parse(rest)?;
    Ok((rest, first * 100 + more.unwrap_or(0)))
}

/// A whole number in words, with all its scales.
pub fn numeral(input: Cursor<'_>) -> Parsed<'_, Numeral> {
    let scale = |input| preceded(opt(word("-")), part(|r| r == NumberRole::Scale)).parse(input);
    let (rest, first) = (hundreds, opt(scale)).parse(input)?;
    let group = preceded(opt(alt((word("and"), word(",")))), (hundreds, scale));
    let (rest, more) = many0(group).parse(rest)?;
    let mut value = first.0 as i128 * first.1.map_or(1, |s| s.value as i128);
    let mut last = first.1.map_or(1, |s| s.value as i128);
    let mut rest = rest;
    for (n, s) in &more {
        value += *n as i128 * s.value as i128;
        last = s.value as i128;
    }
    // "one thousand and five": the rest below the last scale.
    if last > 1
        && let Ok((after, tail)) = preceded(word("and"), hundreds).parse(rest)
    {
        value += tail as i128;
        last = 1;
        rest = after;
    }
    let _ = last;
    let Ok(value) = Decimal::try_from_i128_with_scale(value, 0) else { return input.no() };
    Ok((rest, Numeral { value, step: super::digits::step(value.mantissa()), scale: Decimal::ONE, words: true }))
}
