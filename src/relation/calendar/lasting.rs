//! Durations beside the two ends, or the one end, of the time that they measure.
//!
//! Lengths are compared in days. Durations between two days may count either end or both, those between bare years and months
//! have one of their own units' slack.

use super::{Calendar, Clock, Stamp, What, Written};
use crate::claim::Claim;
use crate::prose::Prose;
use crate::quantity::{Bound, Kind};
use crate::relation::Bounds;
use crate::relation::operand;
use crate::vocab::{self, scan, words};
use dashu_ratio::RBig;
use jiff::civil::Date;
use std::ops::Range;

/// The most words between a duration and the dates that it is told beside.
const BESIDE: usize = 4;

/// A duration and the time that it measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lasting {
    /// Number of the claim that states the duration.
    pub claim: usize,
    /// The unit in which it is stated.
    pub unit: Period,
    /// Numbers of the stamps that it runs between; one where the other end is the draft's date.
    pub ends: (usize, Option<usize>),
    /// How long it is, in the stated unit, under every reading.
    pub true_length: Bounds,
    /// Whether the stated length may be meant.
    pub fits: bool,
}

/// A unit of the calendar or the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// 1/60 of an hour.
    Minute,
    /// 1/24 of a day.
    Hour,
    /// One day.
    Day,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Ten years.
    Decade,
}

impl Period {
    /// The unit of a claim that states a duration.
    pub fn of(prose: &Prose<'_>, claim: &Claim) -> Option<Self> {
        let q = &claim.quantity;
        if !matches!(q.kind, Kind::Duration | Kind::Measure | Kind::Count | Kind::Number) {
            return None;
        }
        let mut after = prose.token_at(claim.number.end.saturating_sub(1)) + 1;
        after += usize::from(prose.is(after, "-"));
        let name = if q.unit.dimension == "time" { q.unit.name.as_ref() } else { prose.word(after) };
        Some(match name.trim_end_matches('s') {
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            "decade" => Self::Decade,
            _ => return None,
        })
    }

    /// Its singular.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Decade => "decade",
        }
    }

    /// Whether it is read off a clock.
    pub(super) fn of_clock(self) -> bool {
        matches!(self, Self::Minute | Self::Hour)
    }

    /// Its length in days; months and years on average.
    pub(super) fn days(self) -> RBig {
        let of = |n: u32, d: u32| RBig::from_parts(n.into(), d.into());
        match self {
            Self::Minute => of(1, 24 * 60),
            Self::Hour => of(1, 24),
            Self::Day => of(1, 1),
            Self::Week => of(7, 1),
            Self::Month => of(3044, 100),
            Self::Year => of(36525, 100),
            Self::Decade => of(36525, 10),
        }
    }
}

/// Every duration of a draft that stands beside its dates.
pub fn lasting(prose: &Prose<'_>, claims: &[Claim], calendar: &Calendar) -> Vec<Lasting> {
    let finder = Finder { prose, claims, calendar };
    let periods = claims.iter().enumerate().filter_map(|(i, c)| Some((i, Period::of(prose, c)?)));
    periods.filter_map(|(i, unit)| finder.lasting(i, unit)).collect()
}

pub(super) struct Finder<'a, 'd> {
    pub(super) prose: &'a Prose<'d>,
    pub(super) claims: &'a [Claim],
    pub(super) calendar: &'a Calendar,
}

/// A duration's place: its tokens with its unit, and its sentence.
pub(super) struct Place {
    pub(super) tokens: Range<usize>,
    pub(super) sentence: Range<usize>,
}

impl Finder<'_, '_> {
    fn lasting(&self, claim: usize, unit: Period) -> Option<Lasting> {
        let c = &self.claims[claim];
        let start = self.prose.token_at(c.span.start);
        let mut end = self.prose.token_at(c.number.end.saturating_sub(1)) + 1;
        while end < c.tokens.end || self.word(end) == "-" || self.word(end).starts_with(unit.name()) {
            end += 1;
        }
        let place = Place { tokens: start..end, sentence: self.prose.sentences[c.sentence].range() };
        if self.prose.is(end, "later") {
            return self.elapsed(claim, unit, &place);
        }
        if let Some((a, b)) = self.spell(&place, c.sentence) {
            return self.measured(claim, unit, (a, Some(b)));
        }
        if self.is_term(end) || self.word(end) == "old" || self.word(end) == "-" {
            return None;
        }
        let two = self.between(&place, c.sentence);
        let ends = two.map(|(a, b)| (a, Some(b))).or_else(|| Some((self.since(&place, unit)?, None)));
        match ends {
            Some(ends) => self.measured(claim, unit, ends),
            None => self.elapsed(claim, unit, &place),
        }
    }

    pub(super) fn word(&self, i: usize) -> &str {
        self.prose.word(i)
    }

    pub(super) fn is(&self, i: usize, class: vocab::Class) -> bool {
        self.prose.tokens.get(i).is_some_and(|t| t.is(class))
    }

    /// "a seven-year contract": the term of a thing is not the time it took.
    fn is_term(&self, end: usize) -> bool {
        (end..end + 3).any(|i| self.is(i, vocab::TERM))
    }

    /// The numbers of the stamps within some tokens.
    pub(super) fn stamps(&self, tokens: Range<usize>) -> Range<usize> {
        let all = &self.calendar.stamps;
        let start = all.partition_point(|s| s.tokens.start < tokens.start);
        start..start.max(all.partition_point(|s| s.tokens.end <= tokens.end))
    }

    /// The two stamps that a duration runs between.
    fn between(&self, place: &Place, sentence: usize) -> Option<(usize, usize)> {
        let near = self.stamps(place.sentence.clone());
        let pairs = near.clone().zip(near.clone().skip(1));
        let fits = |(a, b): &(usize, usize)| self.pair_fits(place, *a, *b);
        pairs.clone().find(fits).or_else(|| self.those(place, sentence, near))
    }

    fn pair_fits(&self, place: &Place, a: usize, b: usize) -> bool {
        let (first, second) = (&self.calendar.stamps[a], &self.calendar.stamps[b]);
        let from = self.opener(first, place.sentence.start);
        let linked = self.linked(first.tokens.end..second.tokens.start);
        let told = self.told(from.unwrap_or(first.tokens.start), first, second, place.sentence.start);
        if first.tokens.end <= place.tokens.start && place.tokens.end <= second.tokens.start {
            return self.took(place, first, second);
        }
        if place.tokens.start >= second.tokens.end {
            let gap = second.tokens.end..place.tokens.start;
            return linked && from.is_some() && self.beside_after(gap.clone()) || told && self.told_after(gap);
        }
        let Some(from) = from.filter(|f| linked && *f >= place.tokens.end) else { return false };
        self.beside_before(place.tokens.end..from)
    }

    /// "Work began in 2022, took two years and ended in 2024": the length stands between its ends.
    fn took(&self, place: &Place, first: &Stamp, second: &Stamp) -> bool {
        let start = first.tokens.start;
        let begins = (start.saturating_sub(4).max(place.sentence.start)..start).any(|i| self.is(i, vocab::BEGINS));
        let led = place.tokens.start.checked_sub(1).is_some_and(|i| self.is(i, vocab::LASTS));
        let before = first.tokens.end..place.tokens.start;
        let after = place.tokens.end..second.tokens.start;
        let ends = after.clone().any(|i| self.is(i, vocab::ENDS.or(vocab::COMPLETES)));
        let years = first.year().is_some() && second.year().is_some();
        let other = before.clone().chain(after.clone()).any(|i| {
            self.prose.tokens[i].kind == scan::Kind::Number
                || self.prose.is_any(i, words!["longer", "than", "but", "planned"])
        });
        begins && led && ends && years && !other && before.len() <= 5 && after.len() <= 8
    }

    /// "He led the union from 1998 to 2012. His 14-year tenure …"; "It opened at 7 p.m. and closed at 9:30. After two and a
    /// half hours …": the one stretch of the sentence before, taken up at once.
    fn spell(&self, place: &Place, sentence: usize) -> Option<(usize, usize)> {
        let start = place.sentence.start;
        let end = place.tokens.end;
        let hyphen = self.prose.is(end, "-") || self.prose.is(end.saturating_sub(2), "-");
        let noun = end + usize::from(self.prose.is(end, "-"));
        let possessed = self.prose.is_any(start, words!["his", "her", "its", "their", "that", "the"])
            && place.tokens.start == start + 1
            && hyphen
            && (noun..noun + 3).any(|i| self.is(i, vocab::SPELL));
        let after = self.prose.is(start, "after") && place.tokens.start == start + 1;
        if !possessed && !after {
            return None;
        }
        let before = self.prose.sentences.get(sentence.checked_sub(1)?)?.range();
        let near = self.stamps(before.clone());
        let (a, b) = (near.start, near.start + 1);
        if near.len() != 2 {
            return None;
        }
        let (first, second) = (&self.calendar.stamps[a], &self.calendar.stamps[b]);
        let from = self.opener(first, before.start);
        let linked = from.is_some() && self.linked(first.tokens.end..second.tokens.start);
        let told = self.told(first.tokens.start, first, second, before.start);
        (linked || told).then_some((a, b))
    }

    /// The "from" or bracket that opens a span of time.
    fn opener(&self, first: &Stamp, sentence: usize) -> Option<usize> {
        let mut at = first.tokens.start;
        while at > sentence && (self.is(at - 1, vocab::DATE_MODIFIER) || self.is(at - 1, vocab::DETERMINER)) {
            at -= 1;
        }
        at.checked_sub(1)
            .filter(|f| *f >= sentence && matches!(self.word(*f), "from" | "From" | "between" | "Between" | "(" | "of"))
    }

    /// Whether the words between two stamps make them the ends of one span.
    fn linked(&self, gap: Range<usize>) -> bool {
        let link = |i: usize| matches!(self.word(i), "to" | "until" | "till" | "through" | "and" | "–" | "-" | "—");
        let small = |i: usize| {
            link(i) || self.word(i) == "," || self.is(i, vocab::DATE_MODIFIER) || self.is(i, vocab::DETERMINER)
        };
        gap.len() <= 4 && gap.clone().any(link) && gap.clone().all(small)
    }

    /// "which began on A and ended on B", "opened in A and closed in B".
    fn told(&self, from: usize, first: &Stamp, second: &Stamp, sentence: usize) -> bool {
        let begins = (from.saturating_sub(5).max(sentence)..from).any(|i| self.is(i, vocab::BEGINS));
        let gap = first.tokens.end..second.tokens.start;
        begins && gap.len() <= 6 && gap.clone().any(|i| self.is(i, vocab::ENDS))
    }

    /// "…, a seven-year run", "…, lasted three weeks", "…, eight days in all".
    fn beside_after(&self, gap: Range<usize>) -> bool {
        let opens = matches!(self.word(gap.start), "," | "(" | "–" | "—" | "-" | ")")
            || gap.is_empty()
            || self.is(gap.start, vocab::LASTS);
        let small = |i: usize| {
            matches!(
                self.word(i),
                "," | "("
                    | ")"
                    | "–"
                    | "—"
                    | "-"
                    | "a"
                    | "an"
                    | "or"
                    | "his"
                    | "her"
                    | "its"
                    | "in"
                    | "all"
                    | "just"
                    | "some"
                    | "which"
            ) || self.is(i, vocab::LASTS)
        };
        opens && gap.len() <= BESIDE && gap.clone().all(small)
    }

    /// "…, lasted three weeks", "…, after 35 years".
    fn told_after(&self, gap: Range<usize>) -> bool {
        let last = gap.end.checked_sub(1).filter(|l| *l >= gap.start);
        let led = last.is_some_and(|i| self.is(i, vocab::LASTS) || matches!(self.word(i), "after" | ","));
        led && gap.len() <= BESIDE
    }

    /// "12 years, from A to B", "the 10-day tour runs from A to B".
    fn beside_before(&self, gap: Range<usize>) -> bool {
        let runs = |i: usize| self.is(i, vocab::LASTS);
        let stops = |i: usize| {
            !runs(i) && (self.is(i, vocab::AUXILIARY) || self.is(i, vocab::RELATIVE) || self.is(i, vocab::CONJUNCTION))
                || self.prose.tokens[i].kind == scan::Kind::Number
                || self.prose.tokens[i].kind == scan::Kind::Symbol
                    && !(i + 1 == gap.end && matches!(self.word(i), "," | "(" | "—" | "–"))
        };
        gap.len() <= BESIDE && !gap.clone().any(stops)
    }

    /// "in those 25 years", after a beginning and an end in this sentence and the one before.
    fn those(&self, place: &Place, sentence: usize, near: Range<usize>) -> Option<(usize, usize)> {
        let before = place.tokens.start.checked_sub(1)?;
        if !matches!(self.word(before), "those" | "these" | "intervening") {
            return None;
        }
        let b = near.rev().find(|n| self.calendar.stamps[*n].tokens.end <= place.tokens.start)?;
        let a = b.checked_sub(1)?;
        let within = self.prose.sentences[sentence.saturating_sub(1)].tokens.start as usize;
        let stamps = &self.calendar.stamps;
        let years = stamps[a].year().is_some() && stamps[b].year().is_some();
        let gap = stamps[a].tokens.end..stamps[b].tokens.start;
        let ended = gap.clone().any(|i| self.is(i, vocab::ENDS) || matches!(self.word(i), "until" | "till" | "to"));
        (years && ended && stamps[a].tokens.start >= within).then_some((a, b))
    }

    /// "40 years since the dam burst in 1972", "in 2016, 15 years ago": the draft's date is the other end.
    fn since(&self, place: &Place, unit: Period) -> Option<usize> {
        self.calendar.today?;
        if !matches!(unit, Period::Year | Period::Decade) {
            return None;
        }
        let mut near = self.stamps(place.sentence.clone());
        let (only, more) = (near.next()?, near.next());
        let stamp = self.calendar.stamps.get(only).filter(|s| more.is_none() && s.year().is_some())?;
        let end = place.tokens.end;
        let past = |i: usize| matches!(self.word(i), "was" | "were" | "had" | "then" | "would" | "after" | "before");
        let since = self.word(end) == "since" && stamp.tokens.start > end && stamp.tokens.start - end <= 10;
        if since && !(place.sentence.start..place.tokens.start).any(past) {
            return Some(only);
        }
        let ago = self.word(end) == "ago";
        let small = |gap: Range<usize>| {
            gap.len() <= 3
                && gap.clone().all(|i| matches!(self.word(i), "," | "in" | "(" | "—" | "–" | "on" | "ago" | "some"))
        };
        let beside = small(stamp.tokens.end..place.tokens.start.max(stamp.tokens.end))
            && stamp.tokens.end <= place.tokens.start
            || stamp.tokens.start > end && small(end..stamp.tokens.start);
        (ago && beside).then_some(only)
    }

    /// Compares the stated length with the true one.
    pub(super) fn measured(&self, claim: usize, unit: Period, ends: (usize, Option<usize>)) -> Option<Lasting> {
        let stamps = &self.calendar.stamps;
        let first = stamps[ends.0].what;
        let second = ends.1.map(|b| stamps[b].what);
        let stated = stated(&self.claims[claim]);
        let (true_length, fits) = match (first, second) {
            (What::Clock(a), Some(What::Clock(b))) if unit.of_clock() => {
                let scale = if unit == Period::Minute { RBig::from(60) } else { RBig::ONE };
                let lengths: Vec<RBig> = hours(&a, &b)?.into_iter().map(|h| h * &scale).collect();
                // Nobody counts every minute: half an hour and a little more, or five minutes.
                let near = stated.widen(&if unit == Period::Minute { RBig::from(5) } else { part(6, 10) });
                let fits = lengths.iter().any(|h| near.holds(h));
                (Bounds::new(lengths.iter().min()?.clone(), lengths.iter().max()?.clone()), fits)
            }
            (What::Day(a), Some(What::Day(b))) => self.days(&a, &b, unit, stated)?,
            (What::Day(a), None) => years_apart(a.year?, self.calendar.today?, unit, stated),
            _ => return None,
        };
        Some(Lasting { claim, unit, ends, true_length, fits })
    }

    /// The length between two days in a unit, and whether it may be the stated one.
    pub(super) fn days(&self, a: &Written, b: &Written, unit: Period, stated: Bounds) -> Option<(Bounds, bool)> {
        let year = a.year.or(b.year).or(self.calendar.today.map(|t| t.year() as u32)).unwrap_or(2023);
        let (first, second) = (a.days(b.year.unwrap_or(year))?, b.days(a.year.unwrap_or(year))?);
        let (mut least, mut most) = (days_between(first.1, second.0), days_between(first.0, second.1));
        if most < 0 && (a.year.is_none() || b.year.is_none()) {
            // "from 28 December to 4 January".
            (least, most) = (least + 365, most + 366);
        }
        if most < 0 || unit.of_clock() {
            return None;
        }
        // A day named with its month only, or not at all, is not exact to less than that.
        if unit == Period::Day && (a.day.is_none() || b.day.is_none()) {
            return None;
        }
        if a.month.is_none() && b.month.is_none() && unit == Period::Year {
            let years = year_range(a, b);
            let fits = years.meets(&stated);
            return Some((years, fits));
        }
        // Either end may count, or both; nobody counts fractions of a unit.
        let in_unit = |days: i32| RBig::from(days) / unit.days();
        let length = Bounds::new(in_unit((least - 1).max(0)), in_unit(most + 1));
        let (slack, upper) = if unit == Period::Day { (part(0, 1), part(0, 1)) } else { (part(6, 10), part(99, 100)) };
        let allowed = Bounds { low: stated.low.map(|l| l - slack), high: stated.high.map(|h| h + upper) };
        let fits = length.meets(&allowed);
        Some((length, fits))
    }
}

/// A fraction.
fn part(n: u8, d: u8) -> RBig {
    RBig::from_parts(n.into(), d.into())
}

/// A bare year against the draft's date, with a year's slack.
pub(super) fn years_apart(year: u32, today: Date, unit: Period, stated: Bounds) -> (Bounds, bool) {
    let years = RBig::from(i32::from(today.year())) - RBig::from(year);
    let years = if unit == Period::Decade { years / RBig::from(10) } else { years };
    let fits = stated.widen(&RBig::ONE).holds(&years);
    (Bounds::point(years), fits)
}

/// Bare years: the difference, one more or one less.
fn year_range(a: &Written, b: &Written) -> Bounds {
    let difference = RBig::from(b.year.unwrap_or(0)) - RBig::from(a.year.unwrap_or(0));
    let least = (difference.clone() - RBig::ONE).max(RBig::ZERO);
    Bounds::new(least, difference + RBig::ONE)
}

fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(-1, |s| s.get_days())
}

/// What a stated length may mean: itself where it is exact.
pub(super) fn stated(claim: &Claim) -> Bounds {
    match (operand::value(claim), claim.quantity.bound) {
        (Some(value), Bound::Exact) => Bounds::point(value),
        _ => operand::result(claim),
    }
}

/// How many hours may lie between two times of day.
fn hours(a: &Clock, b: &Clock) -> Option<Vec<RBig>> {
    let readings = |c: &Clock| -> Option<Vec<RBig>> {
        if c.hour > 24 || c.minute > 59 {
            return None;
        }
        let at = |hour: u32| RBig::from(hour) + RBig::from_parts(c.minute.into(), 60u8.into());
        Some(match c.morning {
            Some(morning) => vec![at(c.hour % 12 + if morning { 0 } else { 12 })],
            None if c.hour <= 12 => vec![at(c.hour), at((c.hour + 12) % 24)],
            None => vec![at(c.hour)],
        })
    };
    let (from, to) = (readings(a)?, readings(b)?);
    let length = |a: &RBig, b: &RBig| if b > a { b - a } else { b - a + RBig::from(24) };
    Some(from.iter().flat_map(|a| to.iter().map(move |b| length(a, b))).collect())
}
