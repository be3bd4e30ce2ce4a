//! Numbers in words: "one hundred and twenty-two thousand".

use super::cursor::{Cursor, Parsed, hyphen, meaning, word};
use super::digits::step;
use crate::quantity::Numeral;
use crate::vocab::{self, Meaning, NUMBERS, NumberRole, NumberWord};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A number word that plays one of these parts.
pub fn part<'p>(accept: impl Fn(NumberRole) -> bool) -> impl Fn(Cursor<'p>) -> Parsed<'p, NumberWord> {
    meaning(move |m| match m {
        Meaning::NumberWord(i) => Some(NUMBERS[i as usize]).filter(|n| accept(n.role)),
        _ => None,
    })
}

/// A number word that multiplies: hundred, dozen or a scale.
pub fn multiplier(input: Cursor<'_>) -> Parsed<'_, NumberWord> {
    part(|r| matches!(r, NumberRole::Hundred | NumberRole::Dozen | NumberRole::Scale))(input)
}

fn units(input: Cursor<'_>) -> Parsed<'_, u64> {
    map(part(|r| r == NumberRole::Unit), |n| n.value).parse(input)
}

/// 1 to 99: "seven", "seventeen", "seventy-seven".
fn tens(input: Cursor<'_>) -> Parsed<'_, u64> {
    let ten = part(|r| r == NumberRole::Ten);
    let teen = part(|r| r == NumberRole::Teen);
    alt((
        map((ten, opt(preceded(opt(hyphen), units))), |(t, u)| t.value + u.unwrap_or(0)),
        map(teen, |n| n.value),
        units,
    ))
    .parse(input)
}

/// 1 to 999: "one hundred and five", "a hundred", "two dozen".
fn hundreds(input: Cursor<'_>) -> Parsed<'_, u64> {
    let article = input.is(0, "a") || input.is(0, "an");
    let (rest, first) = if article { (input.skip(1), 1) } else { tens(input)? };
    let (rest, more) =
        opt(preceded(opt(hyphen), part(|r| matches!(r, NumberRole::Hundred | NumberRole::Dozen)))).parse(rest)?;
    let Some(times) = more else {
        return if article { input.no() } else { Ok((rest, first)) };
    };
    if times.role == NumberRole::Dozen {
        return Ok((rest, first * times.value));
    }
    let (rest, more) = opt(preceded(opt(alt((word("and"), hyphen))), tens)).parse(rest)?;
    Ok((rest, first * times.value + more.unwrap_or(0)))
}

fn scale(input: Cursor<'_>) -> Parsed<'_, i128> {
    map(preceded(opt(hyphen), part(|r| r == NumberRole::Scale)), |n| i128::from(n.value)).parse(input)
}

/// A whole number in words, with all its scales; "a couple of" and a bare "hundred" before a unit are numbers too.
pub fn numeral(input: Cursor<'_>) -> Parsed<'_, Numeral> {
    if let Ok((rest, whole)) = part(|r| r == NumberRole::Whole)(input) {
        let numeral = Numeral { words: true, ..Numeral::whole(whole.value) };
        // "a couple of hundred"; larger scales are read with every value.
        let by = part(|r| matches!(r, NumberRole::Hundred | NumberRole::Dozen))(rest).ok();
        let scaled = by.and_then(|(after, by)| Some((after, numeral.scaled(Decimal::from(by.value))?)));
        return Ok(scaled.unwrap_or((rest, numeral)));
    }
    let (mut rest, mut value, mut last) = first(input)?;
    while last > 1 {
        // "one thousand two hundred", "three million, four thousand": ever smaller scales.
        let group = preceded(opt(alt((word("and"), word(",")))), (hundreds, scale)).parse(rest);
        match group {
            Ok((after, (n, s))) if s < last => {
                value += i128::from(n) * s;
                (rest, last) = (after, s);
            }
            _ => break,
        }
    }
    // "one thousand and five", "twenty-eight thousand six hundred forty-two"
    if last > 1
        && let Ok((after, tail)) = preceded(opt(word("and")), hundreds).parse(rest)
        && i128::from(tail) < last
        && !rest.is(0, "a")
        && scale(after).is_err()
    {
        value += i128::from(tail);
        rest = after;
    }
    let Ok(whole) = Decimal::try_from_i128_with_scale(value, 0) else { return input.no() };
    let scale = if value % last == 0 { Decimal::from(u64::try_from(last).unwrap_or(1)) } else { Decimal::ONE };
    Ok((rest, Numeral { value: whole, step: step(value), scale, words: true }))
}

/// The first group: what is read, its value and its scale.
fn first(input: Cursor<'_>) -> Parsed3<'_> {
    if let Ok((rest, n)) = hundreds(input) {
        let (rest, s) = opt(scale).parse(rest)?;
        let s = s.unwrap_or(1);
        return Ok((rest, i128::from(n) * s, s));
    }
    let from = if input.is(0, "a") || input.is(0, "an") { input.skip(1) } else { input };
    let bare = from.at == input.at;
    let (rest, s) = if bare { map(multiplier, |n| i128::from(n.value)).parse(from)? } else { scale(from)? };
    // "million" by itself is a number only before a unit or currency: "million dollar baby".
    if bare && !super::unit::starts(rest) && !the_dozen(input, rest) {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Fail)));
    }
    Ok((rest, s, s))
}

/// "the dozen states that voted": a dozen with its noun, but not "by the dozen".
fn the_dozen(input: Cursor<'_>, rest: Cursor<'_>) -> bool {
    let closed = vocab::PREPOSITION.or(vocab::AUXILIARY).or(vocab::CONJUNCTION).or(vocab::ADVERB).or(vocab::RELATIVE);
    input.is(0, "dozen")
        && input.was_any(1, vocab::words!["the", "these", "those"])
        && rest.peek().is_some_and(|t| t.kind == vocab::scan::Kind::Word && !t.is(closed))
}

type Parsed3<'p> = Result<(Cursor<'p>, i128, i128), nom::Err<nom::error::Error<Cursor<'p>>>>;
