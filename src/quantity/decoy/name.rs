//! Numbers that are part of a name: "Boeing 737", "G7", "Covid-19", "5G".

use super::{Decoy, measured, plain};
use crate::quantity::OtherKind;
use crate::quantity::grammar::cursor::{Cursor, Parsed, phrase};
use crate::vocab::{self, Meaning, scan::Kind, words};

/// A number in digits that a name holds.
pub fn number(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let found = |start, rest| Ok((rest, Decoy::new(OtherKind::Name, start)));
    if let Some(rest) = glued_letters(input) {
        return found(input.at, rest);
    }
    if let Some(start) = hyphenated(input) {
        return found(start, input.skip(1));
    }
    if let Some(rest) = slashed(input).or_else(|| coded(input)) {
        return found(input.at, rest);
    }
    if input.word_back(1) == "("
        && input.is(1, ")")
        && plain(input, 0, 1..=2).is_some_and(|t| t.parse().is_ok_and(|n: u8| n < 16))
        && input.back(2).is_some_and(|t| t.capital)
    {
        return found(input.at, input.skip(1));
    }
    if head(input) && !measured(input.skip(1)) {
        // "Boeing 777-300"
        let variant = input.is(1, "-") && input.glued(1) && input.glued(2) && plain(input, 2, 2..=4).is_some();
        return found(input.at, input.skip(if variant { 3 } else { 1 }));
    }
    if hotline(input) {
        return found(input.at, input.skip(1));
    }
    if let Some(rest) = figures(input) {
        return found(input.at, rest);
    }
    input.no()
}

/// "a 911 call", "dialled 999".
fn hotline(input: Cursor<'_>) -> bool {
    let counts = input.ahead(1).is_some_and(|t| t.kind == Kind::Word && crate::prose::is_plural(input.slice(t)));
    matches!(input.word(0), "911" | "999" | "112")
        && (input.is_in(1, vocab::HOTLINE_WORD) || input.back_in(1, vocab::HOTLINE_WORD) && !counts)
}

/// "a six-figure sum": how many digits a number has.
fn figures(input: Cursor<'_>) -> Option<Cursor<'_>> {
    let joined = input.is(1, "-") && input.glued(1) && input.is(2, "figure");
    joined.then(|| input.skip(3))
}

/// A word with a digit in it: "G7", "S23".
pub fn word(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    if input.word(0).bytes().any(|b| b.is_ascii_digit()) {
        return Ok((input.skip(1), Decoy::new(OtherKind::Name, input.at)));
    }
    if let Some(rest) = figures(input).or_else(|| titled(input)) {
        return Ok((rest, Decoy::new(OtherKind::Name, input.at)));
    }
    input.no()
}

/// "Hawaii Five-0": a capitalised number word joined to digits, after a name.
fn titled(input: Cursor<'_>) -> Option<Cursor<'_>> {
    let word = input.peek().is_some_and(|t| t.capital) && input.back(1).is_some_and(|t| t.capital);
    let joined = input.is(1, "-") && input.glued(1) && input.glued(2) && plain(input, 2, 1..=2).is_some();
    (word && joined).then(|| input.skip(3))
}

/// "5G", "3D", "49ers", "1080p": letters glued to the number that are no unit of it.
fn glued_letters(input: Cursor<'_>) -> Option<Cursor<'_>> {
    let next = input.ahead(1).filter(|t| t.kind == Kind::Word && t.glued())?;
    let text = input.slice(next);
    let rest = input.skip(2);
    let small = plain(input, 0, 1..=2).is_some();
    if small
        && next.is(vocab::NAME_SUFFIX)
        && text.bytes().all(|b| b.is_ascii_uppercase())
        && !money(input)
        && text != "X"
    {
        return Some(rest);
    }
    if text == "p" && ["360", "480", "720", "1080", "1440", "2160"].contains(&input.word(0)) {
        return Some(rest);
    }
    let known = phrase(|found| match found.meaning {
        Meaning::UnitEntry(_)
        | Meaning::Currency(_)
        | Meaning::Suffix(_)
        | Meaning::NumberWord(_)
        | Meaning::Hedge(_) => Some(()),
        _ => None,
    })(input.skip(1))
    .is_ok();
    let suffix = next.is(vocab::ORDINAL_SUFFIX.or(vocab::MERIDIEM))
        || ["s", "x", "X", "fold", "'s", "’s", "a"].contains(&text)
        || text.len() == 4 && text.starts_with('M');
    (!known && !suffix && !text.starts_with(['\'', '’'])).then_some(rest)
}

fn money(input: Cursor<'_>) -> bool {
    input.back(1).is_some_and(|t| t.glued() || input.glued(0)) && matches!(input.word_back(1), "$" | "£" | "€" | "¥")
}

/// "Covid-19", "F-16": the index of the word.
fn hyphenated(input: Cursor<'_>) -> Option<usize> {
    let dash = input.back(1).filter(|t| t.glued() && matches!(input.slice(t), "-" | "‑" | "–"))?;
    let word = input.back(2).filter(|t| t.kind == Kind::Word && input.glued(0))?;
    let _ = dash;
    let prefix =
        word.is(vocab::NAME_PREFIX) || word.lexeme().anchor || !input.word(0).bytes().all(|b| b.is_ascii_digit());
    // "a 10-to-15-year-old", "five-to-ten"
    let letter = input.glued(1) && input.word(1).len() == 1 && input.word(1).bytes().all(|b| b.is_ascii_uppercase());
    (!prefix && input.at - 2 >= input.floor && (letter || !measured(input.skip(1)))).then(|| input.at - 2)
}

/// "10-K", "401(k)", "7-Eleven": a letter or a capitalised number word joined to the number.
fn coded(input: Cursor<'_>) -> Option<Cursor<'_>> {
    plain(input, 0, 1..=4).filter(|_| input.glued(1) && input.glued(2))?;
    let letter = input.word(2).len() == 1 && input.word(2).bytes().all(|b| b.is_ascii_alphabetic());
    if letter && input.is(1, "(") && input.is(3, ")") && input.glued(3) {
        return Some(input.skip(4));
    }
    let next = input.ahead(2).filter(|t| input.is(1, "-") && t.capital && !input.glued(3))?;
    let word = next.lexeme().anchor && input.word(2).len() > 1;
    let capitals = input.tokens[input.start..input.end].iter().filter(|t| t.capital).count();
    let headline = capitals * 2 > input.end - input.start;
    (letter && (input.is_any(2, words!["k", "q"]) || !measured(input.skip(1))) || word && !headline)
        .then(|| input.skip(3))
}

/// "9/11", "24/7".
fn slashed(input: Cursor<'_>) -> Option<Cursor<'_>> {
    let glued = input.word(1) == "/" && input.glued(1) && input.glued(2);
    let pair = (input.word(0), input.word(2));
    (glued && matches!(pair, ("9", "11") | ("24", "7") | ("7", "7") | ("20", "20") | ("50", "50")))
        .then(|| input.skip(3))
}

/// Whether a capitalised word before the number heads a name.
fn head(input: Cursor<'_>) -> bool {
    let Some(before) = input.back(1).filter(|t| t.kind == Kind::Word) else { return false };
    if input.glued(0) || plain(input, 0, 1..=4).is_none() && !version(input.word(0)) {
        return false;
    }
    let upper = input.slice(before).bytes().any(|b| b.is_ascii_uppercase());
    let index = input.word_back(1) == "P" && matches!(input.word_back(2), "&" | "S");
    if upper && before.is(vocab::NAME_HEAD) || index || input.is_in(1, vocab::NAME_TAIL) {
        return true;
    }
    if crate::quantity::grammar::money::sign_before(input).is_some() || aged(input) || tally(input) {
        return false;
    }
    // "787 Dreamliner": a name after it.
    let opener = before.is(vocab::OPENER
        .or(vocab::PREPOSITION)
        .or(vocab::AUXILIARY)
        .or(vocab::DETERMINER)
        .or(vocab::ADVERB)
        .or(vocab::ABBREVIATION));
    let other = opener
        || before.lexeme().anchor
        || before.is(vocab::CONJUNCTION.or(vocab::CHANGE_WORD).or(vocab::PRONOUN).or(vocab::TITLE));
    before.capital
        && !other
        && input.at - 1 > input.start
        && stands_alone(input.skip(1))
        && plain(input, 0, 1..=4).is_some()
}

/// "Reds 384, Blues 300": results in a row, each after the name it belongs to.
fn tally(input: Cursor<'_>) -> bool {
    let number = |t: Option<&crate::prose::Token>| t.is_some_and(|t| t.kind == Kind::Number);
    let parts = |n: usize| input.is(n, ",") || input.is(n, "and") || input.is(n, ";");
    let after = parts(1) && (3..=7).any(|n| number(input.ahead(n)) && input.ahead(n - 1).is_some_and(|t| t.capital));
    let separated = |n: usize| input.was_any(n, words![",", "and", ";"]);
    let before =
        (2..=6).any(|n| separated(n) && (number(input.back(n + 1)) || separated(n + 1) && number(input.back(n + 2))));
    after || before
}

/// "Jane Smith 44 has": the age of a person whose name no vocabulary knows.
fn aged(input: Cursor<'_>) -> bool {
    crate::quantity::grammar::age::after_name(input)
}

/// Whether what follows can hardly be counted by the number before it.
fn stands_alone(rest: Cursor<'_>) -> bool {
    let Some(next) = rest.peek() else { return true };
    match next.kind {
        Kind::Word => {
            next.capital
                || next.is(vocab::AUXILIARY
                    .or(vocab::PREPOSITION)
                    .or(vocab::CONJUNCTION)
                    .or(vocab::RELATIVE)
                    .or(vocab::POSSESSIVE))
        }
        Kind::Symbol => !matches!(rest.slice(next), "%" | "$" | "€" | "£" | "°" | "-" | "–" | "/" | "+"),
        _ => false,
    }
}

/// "13.2", "2.0".
fn version(text: &str) -> bool {
    text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !text.starts_with('.')
}
