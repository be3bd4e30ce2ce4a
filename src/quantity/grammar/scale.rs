//! Scale words and suffixes after a value: "4.2 million", "£25m", "4.3M", "twelve hundred".

use super::cursor::{Cursor, Parsed, hyphen, phrase};
use super::value::Value;
use super::words;
use crate::vocab::scan::Kind;
use crate::vocab::{self, Meaning, NumberRole, SUFFIXES};
use nom::Parser;
use nom::combinator::opt;
use rust_decimal::Decimal;

/// A value with the scale that follows it, if one does.
pub fn scale<'p>(input: Cursor<'p>, value: Value, money: bool) -> Parsed<'p, Value> {
    if value.in_digits()
        && let Ok((rest, times)) = suffix(value, money)(input)
        && let Some(scaled) = value.scale(times)
    {
        return Ok((rest, scaled));
    }
    let (mut rest, mut value) = (input, value);
    // "4 hundred million", "half a million", "3 lakh crore"
    for _ in 0..2 {
        let Ok((after, (_, times))) = (opt(hyphen), words::multiplier).parse(rest) else { break };
        // "two dozens", "5 hundreds" and numbers in words already have theirs.
        if value.numeral.words
            && value.fraction.is_none()
            && times.role != NumberRole::Scale
            && value.numeral.value.fract().is_zero()
        {
            break;
        }
        match value.scale(Decimal::from(times.value)) {
            Some(scaled) => (rest, value) = (after, scaled),
            None => return input.no(),
        }
    }
    if value.numeral.words && value.fraction.is_none() && value.numeral.scale > Decimal::ONE {
        // "a million and a half"
        if let Ok((after, part)) =
            nom::sequence::preceded(super::cursor::word("and"), super::fraction::after_and).parse(rest)
            && let Some(more) = part.numeral.value.checked_mul(value.numeral.scale)
        {
            let numeral = crate::quantity::Numeral { value: value.numeral.value + more, step: more, ..value.numeral };
            return Ok((after, Value { numeral, ..value }));
        }
    }
    Ok((rest, value))
}

fn suffix<'p>(value: Value, money: bool) -> impl Fn(Cursor<'p>) -> Parsed<'p, Decimal> {
    phrase(move |found| {
        let Meaning::Suffix(i) = found.meaning else { return None };
        let at = found.rest.to(found.rest.at - 1);
        let glued = at.glued(0);
        let fits = match found.written {
            _ if money => glued || matches!(found.written, "m" | "M" | "b" | "B"),
            _ if !glued => false,
            "k" => true,
            "K" => !value.numeral.value.fract().is_zero() || value.numeral.value >= Decimal::TEN,
            "M" => true,
            "B" => counted(found.rest),
            "m" => million(value, found.rest),
            "b" => counted(found.rest),
            _ => false,
        };
        fits.then(|| Decimal::from(SUFFIXES[i as usize].value))
    })
}

/// Whether a noun follows that the number may count: "1.2m people", "a 3m-strong army".
fn counted(rest: Cursor<'_>) -> bool {
    let (rest, joined) = opt(hyphen).parse(rest).unwrap_or((rest, None));
    let Some(next) = rest.peek().filter(|t| t.kind == Kind::Word) else { return false };
    let closed = vocab::PREPOSITION.or(vocab::AUXILIARY).or(vocab::CONJUNCTION).or(vocab::DETERMINER);
    !next.is(closed.or(vocab::DIMENSION_WORD)) && (joined.is_none() || rest.is(0, "strong") || rest.is(0, "plus"))
}

/// Whether "m" is a million and not metres.
fn million(value: Value, rest: Cursor<'_>) -> bool {
    let race = [50, 60, 80, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10000];
    let race = race.iter().any(|d| value.numeral.value == Decimal::from(*d)) && rest.is_in(0, vocab::RACE_WORD);
    counted(rest) && !race
}
