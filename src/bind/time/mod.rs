//! The time that a claim is stated for, as days, and which figures describe that time.

mod read;

pub(super) use read::Times;

use crate::rules::{Figure, Period};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::ops::Range;

/// How coarse a stated time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Grain {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// A stated time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// From day to day.
    Window(Date, Date, Grain),
    /// A month of whatever year, in a draft without a date.
    Month(i8),
    /// "the year to June": what ends in that time.
    Ending(Date, Date),
    /// "since October".
    Since(Date),
    /// "a year earlier": so much before another time.
    Before(Back),
    /// "from 8.5 percent": some earlier time.
    Earlier,
    /// "now", "currently": the draft's own.
    Now,
    /// Stated, but nobody can say when that is.
    Unknown,
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            When::Window(from, until, _) if from == until => write!(f, "{from}"),
            When::Window(from, until, _) => write!(f, "{from} to {until}"),
            When::Month(month) => write!(f, "month {month} of a year that is not known"),
            When::Ending(from, until) => write!(f, "a time that ends between {from} and {until}"),
            When::Since(day) => write!(f, "since {day}"),
            When::Before(_) => f.write_str("so much before another time"),
            When::Earlier => f.write_str("an earlier time, from which something changed"),
            When::Now => f.write_str("now, so the latest figures count"),
            When::Unknown => f.write_str("one that cannot be told"),
        }
    }
}

/// A length of time back, in months and days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Back {
    months: i32,
    days: i32,
}

/// A time phrase in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TimePhrase {
    pub(super) when: When,
    pub(super) tokens: Range<usize>,
}

/// A day so many days on, as far as the calendar goes.
pub(super) fn shift(day: Date, days: i64) -> Date {
    day.saturating_add(days.clamp(-400_000, 400_000).days())
}

impl Back {
    /// The day so far before another.
    fn from(self, day: Date) -> Date {
        let span = Span::new().months(self.months.clamp(0, 12_000)).days(self.days.clamp(0, 400_000));
        day.saturating_sub(span)
    }
}

/// The day that a figure is of: the end of its period, else when its source gave it.
pub(super) fn day_of(figure: &Figure) -> Option<Date> {
    let until = figure.period.as_ref().map(|(_, p)| p.until.unwrap_or(p.from));
    until.or_else(|| figure.as_of.map(|t| t.date()))
}

/// Whether a figure is for a stated time; `None` where the time selects nothing.
pub(super) fn fits(figure: &Figure, when: When, base: Option<Date>) -> Option<bool> {
    let (from, until, grain) = match when {
        When::Window(from, until, grain) => (from, until, grain),
        When::Month(month) => return day_of(figure).map(|d| d.month() == month),
        When::Ending(from, until) => return Some(ends_in(figure, from, until)),
        When::Since(day) => {
            let (_, period) = figure.period.as_ref()?;
            return Some(period.until.is_none() && near(period.from, day, 31));
        }
        When::Before(back) => {
            let day = back.from(base?);
            let slack = if back.months > 0 { 45 } else { 4 };
            return Some(day_of(figure).is_some_and(|d| near(d, day, slack)));
        }
        When::Earlier | When::Now => return None,
        When::Unknown => return Some(false),
    };
    if let Some((_, period)) = &figure.period {
        return Some(covers(period, from, until, grain));
    }
    if let Some(valid) = &figure.valid {
        return Some(valid.from <= until && valid.until.is_none_or(|u| u >= from));
    }
    let day = figure.as_of?.date();
    let (before, after) = match grain {
        Grain::Day => (7, 10),
        Grain::Week => (3, 7),
        _ => (0, 0),
    };
    Some(shift(from, -before) <= day && day <= shift(until, after))
}

/// Whether a period is the stated one, or a day in it.
fn covers(period: &Period, from: Date, until: Date, grain: Grain) -> bool {
    let slack = match grain {
        Grain::Day => 1,
        Grain::Week => 6,
        Grain::Month => 4,
        Grain::Quarter => 24,
        Grain::Year => 20,
    };
    let end = period.until.unwrap_or(Date::MAX);
    let same = near(period.from, from, slack) && near(end, until, slack);
    let day = period.from == end && from <= end && end <= until && grain <= Grain::Month;
    same || day
}

fn ends_in(figure: &Figure, from: Date, until: Date) -> bool {
    match &figure.period {
        Some((_, p)) => p.until.is_some_and(|u| shift(from, -4) <= u && u <= shift(until, 4)),
        None => figure.as_of.is_some_and(|t| from <= t.date() && t.date() <= shift(until, 4)),
    }
}

/// Whether two days are so close.
pub(super) fn near(a: Date, b: Date, days: i64) -> bool {
    shift(b, -days) <= a && a <= shift(b, days)
}
