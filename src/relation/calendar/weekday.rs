//! Weekdays that stand with a date.

use super::{Calendar, Stamp, Written};
use crate::prose::Prose;
use crate::vocab::{self, Meaning, WEEKDAYS};
use jiff::civil::Date;

/// The months, as people write them.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The weekdays, from Monday.
pub const WEEKDAY_NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Dates before the Gregorian calendar was in use everywhere in the West may follow the old one.
const GREGORIAN_FROM: u32 = 1753;

/// How many days from the draft's date a date without a year is surely of the nearest year.
const NEAR: i32 = 120;

/// A date with the weekday that stands with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weekdayed {
    /// Number of its stamp.
    pub stamp: usize,
    /// Token of the weekday.
    pub token: usize,
    /// The weekday as written, 1 for Monday.
    pub stated: u8,
    /// The days that it may be: one, unless the year is not certain.
    pub days: Vec<Date>,
}

/// Every date that stands with a weekday and can be placed.
pub fn weekdays(prose: &Prose<'_>, calendar: &Calendar) -> Vec<Weekdayed> {
    let find = |(number, stamp): (usize, &Stamp)| {
        let written = stamp.day().filter(|w| w.day.is_some())?;
        let (token, stated) = beside(prose, stamp, &written)?;
        let days = days(prose, calendar, stamp, &written);
        (!days.is_empty()).then_some(Weekdayed { stamp: number, token, stated, days })
    };
    calendar.stamps.iter().enumerate().filter_map(find).collect()
}

/// The weekday of a token.
fn weekday(prose: &Prose<'_>, token: usize) -> Option<u8> {
    let token = prose.tokens.get(token).filter(|t| t.capital)?;
    token.lexeme().phrases.iter().find_map(|p| match p.meaning {
        Meaning::Weekday(n) => Some(WEEKDAYS[n as usize].number),
        _ => None,
    })
}

/// The weekday before or after a date.
fn beside(prose: &Prose<'_>, stamp: &Stamp, written: &Written) -> Option<(usize, u8)> {
    if let Some(stated) = written.weekday {
        let at = stamp.tokens.start;
        // "Friday and Saturday, June 3 and 4": the weekday may belong to the other day.
        let joined = at >= 2 && (0..2).any(|n| weekday(prose, at - 1 - n).is_some());
        return (!joined).then_some((at, stated));
    }
    let sentence = prose.sentences[prose.sentence_of(stamp.tokens.start)].range();
    let after = stamp.tokens.end;
    let opens = matches!(prose.word(after), "," | "(");
    let article = after + 1 + usize::from(prose.word(after + 1) == "a");
    let named = opens && article < sentence.end && (article > after + 1 || prose.is(after, "("));
    if let Some(stated) = weekday(prose, article).filter(|_| named) {
        return Some((article, stated));
    }
    // "Monday night, January 9, 2022".
    let comma = stamp.tokens.start.checked_sub(1).filter(|c| prose.is(*c, ","))?;
    let part = comma.checked_sub(1).filter(|p| prose.tokens[*p].is(vocab::DAY_PART))?;
    let token = part.checked_sub(1).filter(|t| *t >= sentence.start)?;
    Some((token, weekday(prose, token)?))
}

/// The days that a date may mean; none where it cannot be placed.
fn days(prose: &Prose<'_>, calendar: &Calendar, stamp: &Stamp, written: &Written) -> Vec<Date> {
    if let Some(year) = written.year {
        return if year < GREGORIAN_FROM { Vec::new() } else { written.days(year).into_iter().map(|d| d.0).collect() };
    }
    let Some(today) = calendar.today else { return Vec::new() };
    let distance = |day: &Date| today.until(*day).map_or(i32::MAX, |s| s.get_days());
    let mut days: Vec<Date> = (-1..=1)
        .filter_map(|n| u32::try_from(i32::from(today.year()) + n).ok())
        .filter_map(|year| Some(written.days(year)?.0))
        .collect();
    days.sort_by_key(|d| distance(d).abs());
    let sentence = prose.sentences[prose.sentence_of(stamp.tokens.start)].range();
    let future = sentence.clone().any(|i| prose.tokens[i].is_text("will"));
    let near = days.first().is_some_and(|d| distance(d).abs() <= NEAR);
    let told = !future || days.first().is_some_and(|d| distance(d) >= 0);
    days.truncate(if near && told { 1 } else { 2 });
    days
}
