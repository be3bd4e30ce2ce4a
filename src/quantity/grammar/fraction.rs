//! Fractions: "½", "1/4", "two-thirds", "a quarter", "half a million".

use super::cursor::{Cursor, Parsed, hyphen, phrase, word};
use super::value::Value;
use super::words;
use crate::quantity::Numeral;
use crate::vocab::scan::Kind;
use crate::vocab::{self, FRACTIONS, Fraction, Meaning, NumberRole, words};
use nom::Parser;
use nom::combinator::opt;
use rust_decimal::Decimal;

/// Most significant digits of a fraction that has no finite decimal form.
const DIGITS: u32 = 15;

/// Denominators that a fraction in digits has.
const DENOMINATORS: [u32; 12] = [2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64];

fn value(numerator: u32, denominator: u32, rough: bool) -> Option<Value> {
    let exact = Decimal::from(numerator).checked_div(Decimal::from(denominator))?;
    let value = exact.round_sf(DIGITS)?.normalize();
    let step = Decimal::ONE.checked_div(Decimal::from(denominator))?;
    let numeral = Numeral { value, step, scale: Decimal::ONE, words: rough };
    Some(Value { numeral, fraction: Some((numerator, denominator)), scaled: false, rough })
}

fn parsed<'p>(input: Cursor<'p>, rest: Cursor<'p>, value: Option<Value>) -> Parsed<'p, Value> {
    match value {
        Some(value) => Ok((rest, value)),
        None => input.no(),
    }
}

/// A sign: "½".
pub fn sign(input: Cursor<'_>) -> Parsed<'_, Value> {
    if input.peek().is_none_or(|t| t.kind != Kind::Symbol) {
        return input.no();
    }
    let (rest, f) = entry(|_| true)(input)?;
    parsed(input, rest, value(f.numerator, f.denominator, false))
}

/// Digits: "1/4".
pub fn slash(input: Cursor<'_>) -> Parsed<'_, Value> {
    let part =
        |n: usize| input.ahead(n).filter(|t| t.kind == Kind::Number).and_then(|t| input.slice(t).parse::<u32>().ok());
    let glued = matches!(input.word(1), "/" | "⁄") && input.glued(1) && input.glued(2);
    match (part(0), part(2)) {
        (Some(a), Some(b))
            if glued && a > 0 && a < b && DENOMINATORS.contains(&b) && !(input.is(3, "/") && input.glued(3)) =>
        {
            parsed(input, input.skip(3), value(a, b, false))
        }
        _ => input.no(),
    }
}

/// The word or sign of a denominator.
fn entry<'p>(accept: impl Fn(&str) -> bool) -> impl Fn(Cursor<'p>) -> Parsed<'p, Fraction> {
    phrase(move |found| match found.meaning {
        Meaning::Fraction(i) if accept(found.written) => Some(FRACTIONS[i as usize]),
        _ => None,
    })
}

/// After "two and": "a half", "three-quarters".
pub fn after_and(input: Cursor<'_>) -> Parsed<'_, Value> {
    let (rest, numerator) = numerator(input)?;
    let (rest, _) = opt(hyphen).parse(rest)?;
    let (rest, f) = entry(|_| true)(rest)?;
    parsed(input, rest, value(numerator, f.denominator, true))
}

fn numerator(input: Cursor<'_>) -> Parsed<'_, u32> {
    if input.is(0, "a") || input.is(0, "an") {
        return Ok((input.skip(1), 1));
    }
    let small = |r| matches!(r, NumberRole::Unit | NumberRole::Teen);
    let (rest, word) = words::part(small)(input)?;
    match u32::try_from(word.value) {
        Ok(n) if n > 0 => Ok((rest, n)),
        _ => input.no(),
    }
}

/// Words: "two-thirds", "a quarter", "half". What they are a fraction of may be a scale: "half a million".
pub fn words(input: Cursor<'_>) -> Parsed<'_, Value> {
    let (rest, numerator) = opt(numerator).parse(input)?;
    let (rest, joined) = opt(hyphen).parse(rest)?;
    let bare = numerator.is_none();
    if bare && joined.is_some() {
        return input.no();
    }
    let plural = |text: &str| text.ends_with('s') || text.ends_with('S');
    let many = numerator.is_some_and(|n| n > 1);
    let (after, f) = entry(|text| plural(text) == many)(rest)?;
    let article = input.is(0, "a") || input.is(0, "an");
    let fits = match (f.denominator, bare) {
        (2, true) => half(input, after),
        (4, true) => amount_of_scale(after).is_some() && !input.back_in(1, vocab::ORDINAL),
        (_, true) => false,
        // "a third man", "a fifth of voters"
        (_, false) if article => amount_of_scale(after).is_some() || closes(after) && !next_of_them(input, after, f),
        // "one third-quarter goal"
        _ => !(after.glued(0) && hyphen(after).is_ok() && !unit_follows(after.skip(1))),
    };
    if !fits {
        return input.no();
    }
    let value = value(numerator.unwrap_or(1), f.denominator, true);
    let rest = amount_of_scale(after).unwrap_or(after);
    parsed(input, rest, value)
}

/// Whether "half" stands for a share or an amount, and not for a part of a match or a name.
fn half(input: Cursor<'_>, after: Cursor<'_>) -> bool {
    let named = input.back_in(1, vocab::ORDINAL)
        || input.was_any(
            1,
            words![
                "the", "other", "better", "back", "front", "top", "bottom", "upper", "lower", "final", "opening",
                "his", "her",
            ],
        );
    if named || input.back(1).is_some_and(|t| input.slice(t) == "-") {
        return false;
    }
    let of = after.is_any(
        0,
        words![
            "of", "the", "a", "an", "as", "its", "their", "his", "her", "our", "all", "that", "those", "what", "this"
        ],
    );
    let by = input.was_any(
        1,
        words!["by", "in", "than", "nearly", "almost", "about", "over", "roughly", "around", "only", "least"],
    );
    // "Half were asked to walk."
    let opens = input.at == input.start && after.is_in(0, vocab::AUXILIARY);
    of || opens
        || by && (!after.glued(0) || matches!(after.word(0), "." | "," | ";" | "?" | "!" | ")" | "”"))
        || amount_of_scale(after).is_some()
        || hyphen(after).is_ok() && unit_follows(after.skip(1))
}

/// Past the words that link a fraction to a scale or unit: "half [a] million", "a quarter [of a] mile".
fn amount_of_scale(after: Cursor<'_>) -> Option<Cursor<'_>> {
    let linked = article(after).or_else(|| if after.is(0, "of") { article(after.skip(1)) } else { None });
    let (_, joined) = opt(hyphen).parse(after).ok()?;
    let candidates = [linked, Some(after.skip(usize::from(joined.is_some()))), of(after)];
    candidates.into_iter().flatten().find(|c| {
        let scale = |r| matches!(r, NumberRole::Hundred | NumberRole::Dozen | NumberRole::Scale);
        words::part(scale)(*c).is_ok() || unit_follows(*c)
    })
}

fn article(at: Cursor<'_>) -> Option<Cursor<'_>> {
    (at.is(0, "a") || at.is(0, "an")).then(|| at.skip(1))
}

fn of(after: Cursor<'_>) -> Option<Cursor<'_>> {
    // "a quarter of 1 percent" is another number.
    word("of")(after).ok().map(|(rest, _)| rest).filter(|c| c.is(0, "percent") || c.is(0, "mile"))
}

fn unit_follows(at: Cursor<'_>) -> bool {
    let unit = phrase(|found| match found.meaning {
        Meaning::UnitEntry(_) => Some(found.written.len()),
        _ => None,
    })(at);
    // Symbols of one letter and "point" after "half" are too often something else.
    unit.is_ok_and(|(_, len)| len > 1)
}

/// "two men were shot and a third was hurt": one more of those that were counted.
fn next_of_them(input: Cursor<'_>, after: Cursor<'_>, part: Fraction) -> bool {
    let one = after.is_any(0, words!["was", "is", "has"]);
    let counted = match part.denominator {
        3 => words!["two"],
        4 => words!["three"],
        5 => words!["four"],
        _ => return false,
    };
    one && (1..=20).any(|n| input.was_any(n, counted))
}

/// Whether nothing follows that an ordinal could stand before: "fell by a third.", "a third of voters".
fn closes(after: Cursor<'_>) -> bool {
    let Some(next) = after.peek() else { return true };
    match next.kind {
        Kind::Symbol => !matches!(after.slice(next), "-" | "'" | "’" | "\"" | "“" | "%"),
        Kind::Word => {
            after.is(0, "of")
                || next.is(vocab::PREPOSITION.or(vocab::CONJUNCTION).or(vocab::AUXILIARY))
                || after.is_any(0, words!["more", "less", "fewer", "higher", "lower", "larger", "smaller"])
        }
        _ => false,
    }
}
