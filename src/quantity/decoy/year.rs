//! Years, decades and spans of years: "2019", "the 1990s", "2012-13", "44 BC".

use super::{Decoy, dash, plain, within};
use crate::quantity::grammar::cursor::{Cursor, Parsed, before, hyphen, phrase};
use crate::quantity::{OtherKind, PartialDate};
use crate::vocab::{self, CURRENCIES, Meaning, UNITS, scan::Kind, words};

/// Years that a bare number is taken for.
const MODERN: std::ops::RangeInclusive<u32> = 1900..=2039;
/// Years that a number is taken for where the words around it say so.
const ANY: std::ops::RangeInclusive<u32> = 1000..=2100;

/// A year, a decade or a span of years.
pub fn year(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let date = |year: u32| Some(PartialDate { year: i16::try_from(year).ok(), ..PartialDate::default() });
    let found = |rest, date| Ok((rest, Decoy { kind: OtherKind::Year, start: input.at, date }));
    if let Some(rest) = decade(input) {
        return found(rest, None);
    }
    if let Some(n) = within(input, 0, 1..=9999)
        && input.is_in(1, vocab::ERA)
        && !input.glued(1)
        && input.ahead(1).is_some_and(|t| t.capital)
        && input.word(1).len() > 1
    {
        let _ = n;
        return found(input.skip(2), None);
    }
    let Some(first) = plain(input, 0, 4..=4).and_then(|_| within(input, 0, ANY)) else {
        return bare_decade(input);
    };
    if money_before(input) || hedged(input) || counted_end(input, first) {
        return input.no();
    }
    if let Some((rest, modern)) = span(input, first)
        && (modern || said(input))
        && !measured(rest)
    {
        return found(rest, None);
    }
    let rest = input.skip(1);
    // "2000 - 2500 calories"
    let ranged = dash(input, 1) && plain(input, 2, 4..=7).is_some();
    if measured(rest) || ranged && (within(input, 2, ANY).is_none() || measured(input.skip(3))) {
        return input.no();
    }
    let fits = if MODERN.contains(&first) { !counted(input, rest) } else { said(input) && !noun(rest) };
    if fits { found(rest, date(first)) } else { input.no() }
}

/// "1990s", "1990's", "'90s".
fn decade(input: Cursor<'_>) -> Option<Cursor<'_>> {
    let suffix = |n: usize| input.glued(n) && matches!(input.word(n), "s" | "'s" | "’s");
    let long = plain(input, 0, 4..=4).is_some() && within(input, 0, ANY).is_some_and(|y| y % 10 == 0);
    let owned = plain(input, 0, 4..=4).is_some()
        && within(input, 0, MODERN).is_some()
        && input.glued(1)
        && input.word(1) == "s";
    if owned {
        return Some(input.skip(2));
    }
    let short = plain(input, 0, 2..=2).is_some_and(|t| t.ends_with('0'));
    let quote = input.back(1).is_some_and(|t| matches!(input.slice(t), "'" | "’" | "‘"));
    if suffix(1) && (long || short && quote) {
        return Some(input.skip(2));
    }
    // "5'11""
    let feet = input.back(2).is_some_and(|t| t.kind == Kind::Number) && input.back(1).is_some_and(|t| t.glued());
    (quote && !feet && input.glued(0) && plain(input, 0, 2..=2).is_some() && !measured(input.skip(1)))
        .then(|| input.skip(1))
}

/// "the 90s", but not "in her 50s".
fn bare_decade(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let ten = plain(input, 0, 2..=2).is_some_and(|t| t.ends_with('0'));
    let the = input.was_any(1, words!["the", "-", "late", "early"]);
    let suffix = input.glued(1) && input.word(1) == "s";
    let own = (2..=3).any(|n| input.back_in(n, vocab::POSSESSIVE));
    if ten && the && suffix && !own && !input.is(2, "-") {
        return Ok((input.skip(2), Decoy::new(OtherKind::Year, input.at)));
    }
    input.no()
}

/// "2012-13", "1950–2010", "2014/15", "2013 to 2015": the cursor past it, and whether it must be years.
fn span(input: Cursor<'_>, first: u32) -> Option<(Cursor<'_>, bool)> {
    let joined = (dash(input, 1) || input.word(1) == "/") && input.glued(1) == input.glued(2);
    let spoken = input.is_any(1, words!["to", "and", "through", "until", "or"]);
    if !joined && !spoken {
        return None;
    }
    let modern = MODERN.contains(&first);
    if joined
        && input.glued(1)
        && let Some(short) = plain(input, 2, 2..=2).and_then(|t| t.parse::<u32>().ok())
        && (first % 100 + 1 == short || first % 100 < short || first % 100 == 99 && short == 0)
    {
        return Some((input.skip(3), modern));
    }
    let second = plain(input, 2, 4..=4).and_then(|_| within(input, 2, ANY))?;
    // "between 1600 and 1900" are years, "between 1,600 and 1,900" are not; "from 1000 to 2000 hires" are not either.
    let both = modern || MODERN.contains(&second);
    let rest = input.skip(3);
    let round = !modern && first.is_multiple_of(100) && plural(rest);
    let sure = both && !counted(input, rest) && !round;
    let back = input.back_in(1, vocab::YEAR_BEFORE) || joined;
    (second >= first
        && (sure
            || !both && back && !noun(rest) && second - first <= 300
            || !both && back && !measured(rest) && first.is_multiple_of(100) && second - first >= 100 && !plural(rest)))
    .then_some((rest, true))
}

/// Whether the words before say that a year follows.
fn said(input: Cursor<'_>) -> bool {
    input.back_in(1, vocab::YEAR_BEFORE) && !input.was_any(1, words!["of", "to", "and", "for", "by"])
        || input.was(1, "of")
            && (input.back_in(2, vocab::YEAR_BEFORE) || input.was_any(2, words!["act", "revolution", "war"]))
}

fn money_before(input: Cursor<'_>) -> bool {
    let sign = |m| match m {
        Meaning::Currency(i) => Some(CURRENCIES[i as usize].code),
        _ => None,
    };
    input.back(1).is_some_and(|t| t.kind != Kind::Number) && before(input, sign).is_some()
}

/// "more than 2000", "about 1950": hedges that years have too do not count.
fn hedged(input: Cursor<'_>) -> bool {
    // "since at least 1980"
    if input.back_in(3, vocab::YEAR_BEFORE) && input.was(2, "at") {
        return false;
    }
    [
        "than",
        "about",
        "nearly",
        "roughly",
        "least",
        "approximately",
        "almost",
        "some",
        "exceed",
        "~",
        "≈",
        "+",
        "only",
        "another",
        "just",
    ]
    .iter()
    .any(|w| input.word_back(1).eq_ignore_ascii_case(w))
}

/// Whether a unit, currency, scale or percent sign follows; words that also stand beside years do not count.
fn measured(rest: Cursor<'_>) -> bool {
    let at = hyphen(rest).map_or(rest, |(after, _)| after);
    let loose = phrase(|found| match found.meaning {
        Meaning::UnitEntry(i) => {
            let beside = matches!(UNITS[i as usize].dimension, "time" | "point")
                || matches!(UNITS[i as usize].name, "bar" | "stone" | "cup");
            (beside && !found.written.ends_with('s') && !at.glued(0)).then_some(())
        }
        _ => None,
    })(at);
    loose.is_err() && super::measured(rest)
}

/// Whether a plural noun follows that the number counts: "2000 hires", but not "2019 elections" after "the" or a name.
fn counted(input: Cursor<'_>, rest: Cursor<'_>) -> bool {
    let round = input.word(0).ends_with("00");
    let the = input.back_in(1, vocab::DETERMINER.or(vocab::POSSESSIVE).or(vocab::YEAR_BEFORE))
        || input.back(1).is_some_and(|t| t.capital);
    round && !the && plural(rest)
}

/// Whether the number is an end of a round span that counts things: "from 1000 to 2000 hires".
fn counted_end(input: Cursor<'_>, first: u32) -> bool {
    let round = |n: u32| n.is_multiple_of(100);
    let low = |n: u32| round(n) && !MODERN.contains(&n);
    let begins = low(first)
        && input.is(1, "to")
        && within(input, 2, ANY).is_some_and(round)
        && plain(input, 2, 4..=4).is_some()
        && plural(input.skip(3));
    let ends = round(first)
        && input.was(1, "to")
        && input.back(2).is_some_and(|t| t.kind == Kind::Number && input.slice(t).parse().is_ok_and(low))
        && plural(input.skip(1));
    begins || ends
}

fn plural(rest: Cursor<'_>) -> bool {
    noun(rest) && rest.word(0).ends_with('s') && !rest.word(0).ends_with("ss")
}

fn noun(rest: Cursor<'_>) -> bool {
    let closed = vocab::PREPOSITION.or(vocab::AUXILIARY).or(vocab::CONJUNCTION).or(vocab::DETERMINER);
    let closed =
        closed.or(vocab::PRONOUN).or(vocab::RELATIVE).or(vocab::ADVERB).or(vocab::SUBORDINATOR).or(vocab::POSSESSIVE);
    rest.peek().is_some_and(|t| t.kind == Kind::Word && !t.capital && !t.is(closed))
}
