//! Multiples: "doubled", "twice", "sixfold", "four times", "2.5x".

use super::cursor::{Cursor, Parsed, hyphen, phrase};
use super::value::Value;
use crate::quantity::{Change, Numeral};
use crate::vocab::{self, MULTIPLES, Meaning, scan::Kind, words};
use nom::Parser;
use nom::combinator::opt;
use rust_decimal::Decimal;

/// "twice", "thrice" where they tell how often: "won twice", "twice helped him".
pub fn occasions(input: Cursor<'_>) -> Parsed<'_, Value> {
    let (rest, (value, _)) = word(input)?;
    let one_word = rest.at == input.at + 1 && input.is_any(0, words!["twice", "thrice"]);
    let after = vocab::PREPOSITION.or(vocab::CONJUNCTION).or(vocab::AUXILIARY).or(vocab::PRONOUN);
    let ends = rest.peek().is_none_or(|t| t.kind == Kind::Symbol && !starts_amount(rest, t))
        || rest.is_in(0, after) && !rest.is_in(0, vocab::COMPARES)
        || rest.is_any(0, words!["before", "since", "when", "already", "recently", "already"])
        || rest.is_in(0, vocab::TIME_POINTER)
            && rest.is_in(1, vocab::TIME_NOUN)
            && !rest.is_any(0, words!["the", "last"])
        || input.back_in(1, vocab::RELATIVE.or(vocab::AUXILIARY)) && rest.is_in(0, vocab::VERB_PAST);
    if one_word && ends && !hedged(input) { Ok((rest, value)) } else { input.no() }
}

/// Whether a sign opens an amount or a quotation: "twice $40", "twice “normal”".
fn starts_amount(rest: Cursor<'_>, sign: &crate::prose::Token) -> bool {
    matches!(rest.slice(sign), "$" | "£" | "€" | "“" | "\"" | "-")
}

/// "more than twice, on average": a multiple that a hedge opens.
fn hedged(input: Cursor<'_>) -> bool {
    input.was_any(1, words!["than", "about", "nearly", "almost", "over", "roughly", "by"])
}

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
        let multiple = at.is_in(1, vocab::COMPARES);
        return Ok((at.skip(1), if multiple { Times::Multiple } else { Times::Occasions }));
    }
    input.no()
}
