//! Dates: "January 9, 2022", "9 January", "2022-01-09", "9/1/2022", "Sept. 20-24".

use super::{Decoy, dash, plain, within};
use crate::quantity::grammar::cursor::{Cursor, Parsed, before, meaning};
use crate::quantity::{DateOrder, OtherKind, PartialDate};
use crate::vocab::{self, MONTHS, Meaning, WEEKDAYS};

/// Days beyond 31 are read as dates too, so that a check can complain of them.
const DAYS: std::ops::RangeInclusive<u32> = 1..=35;
/// Years that a date may have.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;

fn month(input: Cursor<'_>) -> Parsed<'_, u8> {
    let (rest, month) = meaning(|m| match m {
        Meaning::Month(i) => Some(MONTHS[i as usize].number),
        _ => None,
    })(input)?;
    // "Sept." before a number: the point belongs to the month.
    let rest = if rest.is(0, ".") && rest.glued(0) && input.at + 1 == rest.at { rest.skip(1) } else { rest };
    Ok((rest, month))
}

/// The weekday before a date, with the comma after it: its first token and number.
fn weekday(input: Cursor<'_>) -> Option<(usize, u8)> {
    let weekday = |m| match m {
        Meaning::Weekday(i) => Some(WEEKDAYS[i as usize].number),
        _ => None,
    };
    let mut at = input;
    if at.was(1, "the") || at.was(1, ",") {
        at = at.to(at.at - 1);
    }
    if at.was(1, ",") {
        at = at.to(at.at - 1);
    }
    before(at, weekday)
}

fn done<'p>(input: Cursor<'p>, rest: Cursor<'p>, mut date: PartialDate) -> Parsed<'p, Decoy> {
    let (start, day) = match weekday(input) {
        Some((start, weekday)) if date.day.is_some() => (start, Some(weekday)),
        _ => (input.at, None),
    };
    date.weekday = day;
    Ok((rest, Decoy { kind: OtherKind::Date, start, date: Some(date) }))
}

fn small(n: u32) -> Option<u8> {
    u8::try_from(n).ok()
}

/// A year after a date: "2019", ", 2019".
fn trailing_year(rest: Cursor<'_>) -> (Cursor<'_>, Option<i16>) {
    let comma = usize::from(rest.is(0, ","));
    let year = plain(rest, comma, 4..=4).and_then(|_| within(rest, comma, YEARS));
    // "on May 5, 2019 people came" is no year; nobody writes it.
    match year {
        Some(year) if !counted(rest.skip(comma + 1)) => (rest.skip(comma + 1), i16::try_from(year).ok()),
        _ => (rest, None),
    }
}

fn counted(rest: Cursor<'_>) -> bool {
    rest.glued(0) && matches!(rest.word(0), "%" | "°")
}

/// "January 9, 2022", "Sept. 20-24", "May 8th", "January 2022".
pub fn month_first(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let (rest, month) = month(input)?;
    let lower = input.peek().is_some_and(|t| !t.capital);
    if let Some(year) = plain(rest, 0, 4..=4).and_then(|_| within(rest, 0, YEARS)) {
        let date = PartialDate { year: i16::try_from(year).ok(), month: Some(month), ..PartialDate::default() };
        return done(input, rest.skip(1), date);
    }
    let comma = usize::from(rest.is(0, ",") && plain(rest, 1, 4..=4).is_some());
    if comma == 1
        && let Some(year) = within(rest, 1, 1900..=2100)
    {
        let date = PartialDate { year: i16::try_from(year).ok(), month: Some(month), ..PartialDate::default() };
        return done(input, rest.skip(2), date);
    }
    let the = usize::from(rest.is(0, "the"));
    let Some(day) = plain(rest, the, 1..=2).and_then(|_| within(rest, the, DAYS)) else { return input.no() };
    let mut after = ordinal_suffix(rest.skip(the + 1));
    if lower && ambiguous(input) && !ends(after) || the == 1 && after.at == rest.at + 2 {
        return input.no();
    }
    if starts_amount(rest.skip(the), after) {
        return input.no();
    }
    // "Sept. 20-24", "May 8 and 9", "Oct. 18-22"
    let mut last = day;
    let joined = dash(after, 0) || after.is(0, "to") || after.is(0, "and") || after.is(0, "through");
    if joined
        && let Some(to) = plain(after, 1, 1..=2).and_then(|_| within(after, 1, DAYS))
        && to > last
        && !starts_amount(after.skip(1), after.skip(2))
        && !(after.is(0, "to") && super::clock::starts(after.skip(1)))
    {
        last = to;
        after = ordinal_suffix(after.skip(2));
    }
    let (after, year) = trailing_year(after);
    let day = if last == day { small(day) } else { None };
    done(input, after, PartialDate { year, month: Some(month), day, weekday: None })
}

/// "May 5 percent": the number belongs to what follows.
fn starts_amount(number: Cursor<'_>, after: Cursor<'_>) -> bool {
    let _ = number;
    after.glued(0) && matches!(after.word(0), "%" | "°" | ".") && !after.word(0).starts_with('.')
        || after.is(0, "percent")
        || after.is(0, "million")
        || after.is(0, "billion")
}

fn ambiguous(input: Cursor<'_>) -> bool {
    input.is(0, "may") || input.is(0, "march") || input.is(0, "mar")
}

fn ends(after: Cursor<'_>) -> bool {
    after.peek().is_none_or(|t| t.kind == crate::vocab::scan::Kind::Symbol) && !after.is(0, "-") && !after.is(0, "%")
}

fn ordinal_suffix(rest: Cursor<'_>) -> Cursor<'_> {
    if rest.glued(0) && rest.is_in(0, vocab::ORDINAL_SUFFIX) { rest.skip(1) } else { rest }
}

/// A date that starts with digits.
pub fn date(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    if let Ok(found) = iso(input) {
        return Ok(found);
    }
    if let Ok(found) = numeric(input) {
        return Ok(found);
    }
    day_first(input)
}

/// "9 January 2022", "9th of January", "20-24 September".
fn day_first(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let Some(day) = plain(input, 0, 1..=2).and_then(|_| within(input, 0, DAYS)) else { return input.no() };
    let mut rest = ordinal_suffix(input.skip(1));
    let mut one = small(day);
    let joined = dash(rest, 0) || rest.is(0, "to") || rest.is(0, "and");
    if joined
        && let Some(to) = plain(rest, 1, 1..=2).and_then(|_| within(rest, 1, DAYS))
        && to > day
    {
        rest = ordinal_suffix(rest.skip(2));
        one = None;
    }
    let of = if rest.is(0, "of") { rest.skip(1) } else { rest };
    let capital = of.peek().is_some_and(|t| t.capital);
    let Ok((after, month)) = month(of) else { return input.no() };
    if !capital && ambiguous(of) {
        return input.no();
    }
    // "the 5 May protesters" is rare; "12 March 2019" and "on 12 March" are not. "2 May 15": the second is the day.
    let (after, year) = trailing_year(after);
    done(input, after, PartialDate { year, month: Some(month), day: one, weekday: None })
}

/// "2022-01-09", also with a time glued on.
fn iso(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let parts = (plain(input, 0, 4..=4), plain(input, 2, 2..=2), plain(input, 4, 2..=2));
    let (Some(year), Some(month), Some(day)) = parts else { return input.no() };
    if !(dash(input, 1) && dash(input, 3) && (1..=4).all(|n| input.glued(n))) {
        return input.no();
    }
    let date = PartialDate { year: year.parse().ok(), month: month.parse().ok(), day: day.parse().ok(), weekday: None };
    let mut rest = input.skip(5);
    // "2019-09-01T10:38:07.190Z"
    while rest.glued(0)
        && rest.peek().is_some_and(|t| t.kind != crate::vocab::scan::Kind::Symbol || rest.slice(t) == ":")
    {
        rest = rest.skip(1);
    }
    done(input, rest, date)
}

/// "9/1/2022", "09.01.2022", "3/4/22".
fn numeric(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let text = input.word(0);
    if let [Some(day), Some(month), Some(year)] = pointed(text) {
        let date = PartialDate { year: i16::try_from(year).ok(), month: small(month), day: small(day), weekday: None };
        return done(input, input.skip(1), date);
    }
    let slash = |n: usize| matches!(input.word(n), "/" | "-" | "–") && input.glued(n) && input.glued(n + 1);
    let parts = (within(input, 0, 1..=31), within(input, 2, 1..=31), plain(input, 4, 2..=4));
    let (Some(a), Some(b), Some(year)) = parts else { return input.no() };
    if !slash(1)
        || !slash(3)
        || input.word(1) != input.word(3)
        || year.len() == 3
        || year.len() == 2 && input.word(1) != "/"
    {
        return input.no();
    }
    let year = year.parse::<i16>().ok().map(|y| if year.len() == 2 { y + 2000 } else { y });
    let (day, month) = match input.style.order {
        Some(DateOrder::DayFirst) => (a, b),
        Some(DateOrder::MonthFirst) => (b, a),
        None if a > 12 => (a, b),
        None if b > 12 => (b, a),
        // The draft does not settle the order.
        None => (0, 0),
    };
    let known = |n: u32| small(n).filter(|n| *n > 0);
    done(input, input.skip(5), PartialDate { year, month: known(month), day: known(day), weekday: None })
}

/// Day, month and year of "09.01.2022".
fn pointed(text: &str) -> [Option<u32>; 3] {
    let mut parts = text.split('.');
    let mut part = |low: usize, high: usize, range: std::ops::RangeInclusive<u32>| {
        parts
            .next()
            .filter(|p| (low..=high).contains(&p.len()))
            .and_then(|p| p.parse().ok())
            .filter(|v| range.contains(v))
    };
    let found = [part(1, 2, 1..=31), part(1, 2, 1..=12), part(4, 4, YEARS)];
    if parts.next().is_some() { [None; 3] } else { found }
}
