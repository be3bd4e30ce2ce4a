//! Money: signs and codes before the value, names and signs after it, and what is left in cents.

use super::cursor::{Cursor, Parsed, before, hyphen, meaning, phrase, word};
use super::value::{self, Value};
use crate::quantity::{Numeral, Unit};
use crate::vocab::scan::Kind;
use crate::vocab::{self, CURRENCIES, Currency, Meaning, words};
use nom::Parser;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

fn currency(m: Meaning) -> Option<&'static Currency> {
    match m {
        Meaning::Currency(i) => Some(&CURRENCIES[i as usize]),
        _ => None,
    }
}

/// A currency as the unit of a quantity.
pub fn unit(currency: &Currency, input: Cursor<'_>, tokens: std::ops::Range<usize>) -> Unit {
    Unit {
        name: currency.name.into(),
        code: Some(currency.code.into()),
        dimension: "money",
        span: Some(input.cover(tokens)),
    }
}

/// The currency sign or code that ends just before the cursor, and its first token.
pub fn sign_before(input: Cursor<'_>) -> Option<(usize, &'static Currency)> {
    if let Some(found) = naira(input) {
        return Some((input.at - 1, found));
    }
    let (start, found) = before(input, currency)?;
    let only = start + 1 == input.at;
    let first = &input.tokens[start];
    let text = input.slice(first);
    let fits = match first.kind {
        // A code or abbreviation as written; a word only in the singular: "dollar 22.5 million", "rmb 10".
        Kind::Word if only => {
            let code = text.len() <= 4 && found.per_major == 1;
            let prefix = text.chars().next().is_some_and(char::is_uppercase)
                || matches!(text, "usd" | "eur" | "gbp" | "rmb" | "cny" | "jpy" | "inr" | "aud" | "cad" | "chf");
            code && prefix && text.len() > 1 || text == "dollar" || text == "R" && input.glued(0)
        }
        _ => found.per_major == 1,
    };
    (fits && input.at_digits() || first.kind == Kind::Symbol && fits).then_some((start, found))
}

/// "N50m", "N5,000": the letter is the naira's only where the number is too large for a name such as "N95".
fn naira(input: Cursor<'_>) -> Option<&'static Currency> {
    let letter = input.word_back(1) == "N" && input.glued(0) && input.at > input.floor && input.at_digits();
    let scaled = input.is_any(1, words!["m", "bn", "b", "tn", "million", "billion", "trillion"]);
    (letter && (scaled || input.word(0).contains(','))).then(|| CURRENCIES.iter().find(|c| c.code == "NGN")).flatten()
}

/// The currency sign or code at the cursor, before a value.
pub fn sign(input: Cursor<'_>) -> Parsed<'_, &'static Currency> {
    if let Some(found) = naira(Cursor { floor: input.at, ..input.skip(1) }) {
        return Ok((input.skip(1), found));
    }
    let (rest, found) = meaning(currency)(input)?;
    match sign_before(Cursor { floor: input.at, ..rest }) {
        Some((start, _)) if start == input.at => Ok((rest, found)),
        _ => input.no(),
    }
}

/// The currency after a value: "dollars", "-pound", "p", "USD".
pub fn after<'p>(value: Value) -> impl Fn(Cursor<'p>) -> Parsed<'p, &'static Currency> {
    move |input| {
        let (at, joined) = opt(hyphen).parse(input)?;
        phrase(|found| {
            let currency = currency(found.meaning)?;
            let letter = found.written.chars().count() == 1 && found.written.chars().all(char::is_alphabetic);
            let large =
                value.scaled || value.numeral.value >= Decimal::ONE_THOUSAND || !value.numeral.value.fract().is_zero();
            let free = found.rest.peek().is_none_or(|t| t.kind != Kind::Word || !t.glued());
            let fits = match found.written {
                "p" | "c" => {
                    value.in_digits()
                        && (at.glued(0) || found.rest.is(0, "/") && found.rest.glued(0))
                        && !value.scaled
                        && !heat(found.written, at)
                        && free
                }
                // A sign before the next number belongs to that one.
                "$" | "£" | "€" | "¥" if joined.is_none() => {
                    !found.rest.at_digits() || at.glued(0) && !found.rest.glued(0)
                }
                _ if letter => {
                    value.in_digits() && (at.glued(0) || found.rest.peek().is_none_or(|t| t.kind == Kind::Symbol))
                }
                _ if currency.large => large,
                _ => true,
            };
            fits.then_some(currency)
        })(at)
    }
}

fn heat(written: &str, at: Cursor<'_>) -> bool {
    written == "c" && at.near(10, vocab::HEAT_WORD)
}

/// "30 MUSD": millions of a currency in one word.
pub fn million_code(input: Cursor<'_>) -> Parsed<'_, &'static Currency> {
    let Some(code) = input.peek().and_then(|t| input.slice(t).strip_prefix('M')) else { return input.no() };
    let found = CURRENCIES.iter().find(|c| c.code == code && c.per_major == 1 && code.len() == 3);
    match found {
        Some(currency) => Ok((input.skip(1), currency)),
        None => input.no(),
    }
}

/// What is left in cents: "3 dollars 50 cents", "thirteen dollars and forty-five".
pub fn minor<'p>(major: &'static Currency, value: Value) -> impl Fn(Cursor<'p>) -> Parsed<'p, Value> {
    move |input| {
        if major.per_major != 1 || value.scaled || !value.numeral.value.fract().is_zero() {
            return input.no();
        }
        let (rest, part) = preceded(opt(word("and")), value::value(false)).parse(input)?;
        let named = after(part)(rest).ok().filter(|(_, c)| c.code == major.code && c.per_major > 1);
        let bare = part.numeral.value < Decimal::ONE_HUNDRED && !part.scaled && ends(rest) && part.fraction.is_none();
        let (rest, per) = match named {
            Some((rest, minor)) => (rest, minor.per_major),
            None if bare => (rest, 100),
            None => return input.no(),
        };
        let more = part.numeral.value.checked_div(Decimal::from(per));
        match more.and_then(|m| value.numeral.value.checked_add(m)) {
            Some(sum) => {
                let numeral = Numeral { value: sum, step: Decimal::new(1, 2), ..value.numeral };
                Ok((rest, Value { numeral, ..value }))
            }
            None => input.no(),
        }
    }
}

fn ends(rest: Cursor<'_>) -> bool {
    rest.peek().is_none_or(|t| t.kind == Kind::Symbol && matches!(rest.slice(t), "." | "!" | "?" | ";"))
}
