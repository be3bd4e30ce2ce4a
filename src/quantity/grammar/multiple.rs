//! Multiples: "doubled", "twice", "sixfold", "four times", "2.5x".

use super::cursor::{Cursor, Parsed, hyphen, phrase};
use super::value::Value;
use crate::quantity::{Change, Numeral};
use crate::vocab::{self, MULTIPLES, Meaning, words};
use nom::Parser;
use nom::combinator::opt;
use rust_decimal::Decimal;

/// A multiple in one word, with the direction it states.
pub fn word(input: Cursor<'_>) -> Parsed<'_, (Value, Change)> {
    phrase(|found| {
        let Meaning::Multiple(i) = found.meaning else { return None };
        let multiple = MULTIPLES[i as usize];
        // "double the number", "doubled down", "the doubles final"
        let before = found
            .rest
            .is_any(0, words!["the", "that", "what", "its", "their", "his", "her", "our", "last", "as", "those"]);
        let fits = if multiple.before {
            before && !input.back_in(1, vocab::DETERMINER)
        } else {
            !found.rest.is(0, "down")
                && !found.rest.is(0, "back")
                && !found.rest.is(0, "over")
                && !found.rest.is(0, "up")
        };
        let value = Decimal::from(multiple.factor).checked_div(Decimal::from(multiple.divisor)).filter(|_| fits)?;
        let numeral = Numeral { value, step: Decimal::ONE, scale: Decimal::ONE, words: true };
        Some((Value::plain(numeral), multiple.change))
    })(input)
}

/// What follows a value and makes it a multiple.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// "times as many", "-fold", "x".
    Multiple,
    /// "times" alone: occurrences, or a multiple.
    Occasions,
}

/// "times", "-fold", "x" after a value.
pub fn times(input: Cursor<'_>) -> Parsed<'_, Times> {
    let (at, joined) = opt(hyphen).parse(input)?;
    let glued = joined.is_some() || at.glued(0);
    let text = at.word(0);
    if text.eq_ignore_ascii_case("fold") && !at.is(1, "the") {
        return Ok((at.skip(1), Times::Multiple));
    }
    if matches!(text, "x" | "X" | "×") && at.glued(0) && !at.skip(1).at_digits() {
        return Ok((at.skip(1), Times::Multiple));
    }
    if text.eq_ignore_ascii_case("times") && !at.peek().is_some_and(|t| t.capital)
        || glued && text.eq_ignore_ascii_case("time")
    {
        let compares = [
            "as", "more", "less", "fewer", "higher", "lower", "larger", "smaller", "greater", "bigger", "faster",
            "slower", "that", "the", "its", "their", "normal", "longer", "likelier", "worse", "better", "earnings",
            "sales", "book", "revenue", "profit", "average",
        ];
        let multiple = compares.iter().any(|w| at.word(1).eq_ignore_ascii_case(w));
        return Ok((at.skip(1), if multiple { Times::Multiple } else { Times::Occasions }));
    }
    input.no()
}
