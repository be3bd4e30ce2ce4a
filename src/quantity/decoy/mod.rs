//! Decoys: numbers that are no claims, recognised before the grammar looks for quantities.

mod clock;
mod date;
mod name;
mod ordinal;
mod reference;
mod year;

use super::grammar::cursor::{Cursor, Parsed, hyphen, phrase};
use super::{OtherKind, PartialDate};
use crate::vocab::{CURRENCIES, Meaning, scan::Kind};
use nom::Parser;
use nom::branch::alt;

/// A decoy as parsed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Decoy {
    /// What it is.
    pub kind: OtherKind,
    /// Index of its first token, which may lie before the anchor.
    pub start: usize,
    /// The date that it names.
    pub date: Option<PartialDate>,
}

impl Decoy {
    fn new(kind: OtherKind, start: usize) -> Self {
        Self { kind, start, date: None }
    }
}

/// The decoy at an anchor, if it is one.
pub(super) fn decoy(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    match input.peek().map(|t| t.kind) {
        Some(Kind::Number) => alt((
            date::date,
            clock::clock,
            reference::number,
            year::year,
            ordinal::digits,
            name::number,
            reference::reference,
        ))
        .parse(input),
        Some(Kind::Word) => {
            alt((date::month_first, clock::words, ordinal::words, name::word, reference::words)).parse(input)
        }
        _ => input.no(),
    }
}

/// The text of the token `n` on, if it is a whole number in plain digits of a length.
fn plain<'p>(input: Cursor<'p>, n: usize, length: std::ops::RangeInclusive<usize>) -> Option<&'p str> {
    let token = input.ahead(n).filter(|t| t.kind == Kind::Number)?;
    let text = input.slice(token);
    (length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// The value of the token `n` on, if it is a whole number in plain digits within a range.
fn within(input: Cursor<'_>, n: usize, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    plain(input, n, 1..=9)?.parse().ok().filter(|v| range.contains(v))
}

/// Whether the token `n` on is a hyphen or dash.
fn dash(input: Cursor<'_>, n: usize) -> bool {
    matches!(input.word(n), "-" | "–" | "—" | "‑" | "‐" | "−")
}

/// Whether a unit, percent sign, currency or scale follows a number, so that it is measured after all.
fn measured(rest: Cursor<'_>) -> bool {
    let at = hyphen(rest).map_or(rest, |(after, _)| after);
    phrase(|found| {
        let long = found.written.chars().count() > 1 && !found.written.eq_ignore_ascii_case("in");
        let sign = !found.written.starts_with(char::is_alphabetic) && !possessive(found.rest);
        let fits = match found.meaning {
            Meaning::UnitEntry(_) => long || sign || at.glued(0) && !possessive(found.rest),
            Meaning::Currency(i) => !CURRENCIES[i as usize].large && (long || at.glued(0)),
            Meaning::NumberWord(_) => true,
            Meaning::Suffix(_) => at.glued(0),
            _ => false,
        };
        fits.then_some(())
    })(at)
    .is_ok()
}

/// The "s" of "2022′s", whose sign is an apostrophe.
fn possessive(rest: Cursor<'_>) -> bool {
    rest.glued(0) && rest.is(0, "s")
}
