//! Times of day: "9:01 p.m.", "6pm", "1.05am", "5 o'clock", "0401 GMT", and running times "1:36.6".

use super::{Decoy, plain, within};
use crate::quantity::OtherKind;
use crate::quantity::grammar::cursor::{Cursor, Parsed};
use crate::vocab::{self, scan::Kind, words};

/// Whether a time of day starts here.
pub fn starts(input: Cursor<'_>) -> bool {
    input.at_digits() && clock(input).is_ok()
}

/// A time of day in digits.
pub fn clock(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let found = |rest| Ok((rest, Decoy::new(OtherKind::Clock, input.at)));
    // "10:27", "25:61", "2:03:59", "1:36.6"
    let mut rest = input.skip(1);
    let mut parts = 0;
    while rest.is(0, ":") && rest.glued(0) && rest.glued(1) && minutes(rest.word(1)) {
        rest = rest.skip(2);
        parts += 1;
    }
    if parts > 0 && plain(input, 0, 1..=3).is_some() {
        return found(zone(meridiem(rest).unwrap_or(rest)));
    }
    let hour = input.word(0).split('.').collect::<Vec<_>>();
    let pointed =
        matches!(hour.as_slice(), [h, m] if h.len() <= 2 && m.len() == 2) || within(input, 0, 0..=24).is_some();
    if pointed && let Some(rest) = meridiem(input.skip(1)) {
        return found(zone(rest));
    }
    let military = plain(input, 0, 4..=4).is_some() && within(input, 0, 0..=2400).is_some();
    let zoned =
        |word: &str| matches!(word, "GMT" | "UTC" | "BST" | "EST" | "EDT" | "PST" | "PDT" | "CET" | "hrs" | "hours");
    if military && zoned(input.word(1)) {
        return found(input.skip(2));
    }
    if input.glued(1) && matches!(input.word(1), "h") && plain(input, 2, 2..=2).is_some() && input.glued(2) {
        return found(input.skip(3));
    }
    // "10-11 p.m.", "from 9 to 5": only with a meridiem on the second.
    let joined = super::dash(input, 1) || input.is(1, "to") || input.is(1, "and");
    if joined && within(input, 0, 1..=12).is_some() && clock_with_meridiem(input.skip(2)) {
        return found(input.skip(1));
    }
    input.no()
}

fn clock_with_meridiem(input: Cursor<'_>) -> bool {
    within(input, 0, 1..=12).is_some()
        && (meridiem(input.skip(1)).is_some()
            || input.is(1, ":") && minutes(input.word(2)) && meridiem(input.skip(3)).is_some())
}

fn minutes(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    whole.len() == 2 && (whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_digit())
}

/// Past "a.m.", "pm", "o'clock".
fn meridiem(rest: Cursor<'_>) -> Option<Cursor<'_>> {
    let token = rest.peek().filter(|t| t.is(vocab::MERIDIEM))?;
    let word = rest.slice(token);
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_ascii_lowercase();
    let sure = matches!(letters.as_str(), "pm" | "oclock")
        || letters == "am" && (token.glued() || word != "am" || !subject(rest));
    sure.then(|| rest.skip(1))
}

/// "I am 5 am I": "am" as a verb.
fn subject(rest: Cursor<'_>) -> bool {
    rest.is_in(1, vocab::PRONOUN)
}

fn zone(rest: Cursor<'_>) -> Cursor<'_> {
    let upper = |c: Cursor<'_>| {
        c.peek().is_some_and(|t| t.kind == Kind::Word && c.slice(t).bytes().all(|b| b.is_ascii_uppercase()))
    };
    if upper(rest) && rest.is_in(0, vocab::MERIDIEM) { rest.skip(1) } else { rest }
}

/// A time of day in words: "five o'clock".
pub fn words(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    if input.is(1, "o'clock")
        || input.ahead(1).is_some_and(|t| {
            t.is(vocab::MERIDIEM)
                && input.word(1).contains('.')
                && input.word(1).len() == 4
                && input.word(1).ends_with("m.")
        })
    {
        return Ok((input.skip(2), Decoy::new(OtherKind::Clock, input.at)));
    }
    match spoken(input) {
        Some(rest) => Ok((rest, Decoy::new(OtherKind::Clock, input.at))),
        None => input.no(),
    }
}

/// "half past six", "a quarter to nine", "at ten to four".
fn spoken(input: Cursor<'_>) -> Option<Cursor<'_>> {
    let at = if input.is_any(0, words!["a"]) { input.skip(1) } else { input };
    let part = at.is_any(0, words!["half", "quarter"]);
    let minutes = part || at.at == input.at && at.is_any(0, words!["five", "ten", "twenty"]);
    let past = at.is_any(1, words!["past"]);
    // "ten to four" may be a range, "half to one" no time at all.
    let to = at.is_any(1, words!["to"]) && (at.is_any(0, words!["quarter"]) || input.was_any(1, words!["at"]));
    let hour = at.ahead(2)?;
    let hours = at.is_any(
        2,
        words![
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "noon",
            "midnight"
        ],
    );
    let whole = hours || hour.kind == Kind::Number && within(at, 2, 1..=12).is_some();
    let rest = at.skip(3);
    let ends = rest.peek().is_none_or(|t| t.kind == Kind::Symbol || t.is(CLOSED) || t.is(vocab::MERIDIEM));
    let fits = minutes && (past || to) && whole && ends && !rest.is_any(0, words!["%", "-"]);
    fits.then(|| meridiem(rest).unwrap_or(rest))
}

/// Words that may stand after a time of day.
const CLOSED: vocab::Class = vocab::PREPOSITION
    .or(vocab::CONJUNCTION)
    .or(vocab::PRONOUN)
    .or(vocab::DETERMINER)
    .or(vocab::AUXILIARY)
    .or(vocab::ADVERB)
    .or(vocab::SUBORDINATOR);
