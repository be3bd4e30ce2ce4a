//! One value: digits, words or a fraction, with its scale.

use super::cursor::{Cursor, Parsed, hyphen, meaning, word};
use super::{digits, fraction, scale, words};
use crate::quantity::Numeral;
use crate::vocab::scan::Kind;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A value as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// The number with its precision.
    pub numeral: Numeral,
    /// Numerator and denominator, where it is a fraction of a whole: "two-thirds", "1/4".
    pub fraction: Option<(u32, u32)>,
    /// Whether a scale word or suffix stands with it.
    pub scaled: bool,
    /// Whether the fraction is in words, and so a rough one.
    pub rough: bool,
}

impl Value {
    /// A plain number.
    pub fn plain(numeral: Numeral) -> Self {
        Self { numeral, fraction: None, scaled: false, rough: false }
    }

    /// The same, times a scale.
    pub fn scale(self, scale: Decimal) -> Option<Self> {
        Some(Self { numeral: self.numeral.scaled(scale)?, fraction: None, scaled: true, ..self })
    }

    /// Whether it is written in digits, apart from its scale.
    pub fn in_digits(&self) -> bool {
        !self.numeral.words && !self.rough
    }

    /// The number before its scale: 4.2 in "4.2 million".
    pub fn mantissa(&self) -> Decimal {
        self.numeral.value.checked_div(self.numeral.scale).unwrap_or(self.numeral.value)
    }
}

/// A value with its scale. `money` says that a currency sign stands before it, so that "m" is a million.
pub fn value<'p>(money: bool) -> impl Fn(Cursor<'p>) -> Parsed<'p, Value> {
    move |input| {
        let (rest, value) = match input.peek().map(|t| t.kind) {
            Some(Kind::Number) => fraction::slash(input).or_else(|_| map(digits, Value::plain).parse(input)),
            Some(Kind::Symbol) => fraction::sign(input),
            _ => fraction::words(input).or_else(|_| map(words::numeral, Value::plain).parse(input)),
        }?;
        let (rest, value) = mixed(rest, value);
        scale::scale(rest, value, money)
    }
}

/// Digits, also with spaces between their groups: "816 000", "10, 000".
fn digits(input: Cursor<'_>) -> Parsed<'_, Numeral> {
    let Some(first) = input.peek().filter(|t| t.kind == Kind::Number) else { return input.no() };
    let groups = groups(input);
    if groups > 0 {
        let written = &input.text[input.cover(input.at..input.at + groups + 1).range()];
        let text: String = written.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
        if let Some(numeral) = digits::numeral(&text, input.style) {
            return Ok((input.skip(groups + 1), numeral));
        }
    }
    match digits::numeral(input.slice(first), input.style) {
        Some(numeral) => Ok((input.skip(1), numeral)),
        None => input.no(),
    }
}

/// A group without its decimals.
fn whole(text: &str) -> &str {
    text.split(['.', ',']).next().unwrap_or(text)
}

/// How many tokens after the first belong to the same number.
fn groups(input: Cursor<'_>) -> usize {
    let plain =
        |text: &str, least, most| (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let first = input.word(0);
    if !plain(first, 1, 3) || first.starts_with('0') || input.back(1).is_some_and(|t| t.kind == Kind::Number) {
        return 0;
    }
    let spaced = |n: usize| input.ahead(n).is_some_and(|t| t.kind == Kind::Number && !t.glued());
    let mut n = 0;
    // More groups than this are rows of a table.
    while n <= 8 {
        if spaced(n + 1) && plain(whole(input.word(n + 1)), 3, 3) {
            n += 1;
        } else if input.is(n + 1, ",") && input.glued(n + 1) && spaced(n + 2) && input.word(n + 2) == "000" {
            n += 2;
        } else {
            break;
        }
    }
    // "020 7946 000" and rows of a table are no groups of thousands.
    if spaced(n + 1) || n > 8 { 0 } else { n }
}

/// "10 1/2", "7½", "two and a half", "2 and three-quarters".
fn mixed(rest: Cursor<'_>, value: Value) -> (Cursor<'_>, Value) {
    if let Some(found) = cents(rest, value) {
        return found;
    }
    if value.fraction.is_some() || !value.numeral.value.fract().is_zero() || value.numeral.scale > Decimal::ONE {
        return (rest, value);
    }
    let written = preceded(opt(hyphen), alt((fraction::sign, fraction::slash)));
    let spoken = preceded((opt(hyphen), word("and"), opt(hyphen)), fraction::after_and);
    let Ok((after, part)) = alt((written, spoken)).parse(rest) else { return (rest, value) };
    let below_one = part.numeral.value < Decimal::ONE;
    match value.numeral.value.checked_add(part.numeral.value) {
        Some(sum) if below_one => {
            let sum = if sum.scale() > 10 { sum.round_sf(15).unwrap_or(sum) } else { sum };
            let numeral = Numeral { value: sum, step: part.numeral.step, ..value.numeral };
            (after, Value { numeral, ..value })
        }
        _ => (rest, value),
    }
}

/// "$5.72-1/4": a part of a cent, as prices of grain have it.
fn cents(rest: Cursor<'_>, value: Value) -> Option<(Cursor<'_>, Value)> {
    let priced = value.in_digits() && value.fraction.is_none() && value.numeral.value.scale() == 2;
    if !priced || !rest.glued(0) || rest.word(0) != "-" || !rest.glued(1) {
        return None;
    }
    let (after, part) =
        fraction::slash(rest.skip(1)).ok().filter(|(_, p)| matches!(p.fraction, Some((_, 2 | 4 | 8))))?;
    let more = part.numeral.value.checked_div(Decimal::ONE_HUNDRED)?;
    let numeral = Numeral { value: value.numeral.value.checked_add(more)?, step: Decimal::new(1, 4), ..value.numeral };
    Some((after, Value { numeral, ..value }))
}

/// A vague count: its least and most.
pub fn vague(input: Cursor<'_>) -> Parsed<'_, (u64, u64)> {
    meaning(|m| match m {
        crate::vocab::Meaning::Vague(i) => {
            let vague = crate::vocab::VAGUES[i as usize];
            Some((vague.low, vague.high))
        }
        _ => None,
    })(input)
}
