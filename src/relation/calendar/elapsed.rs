//! Stretches of time told from something said before: "founded in 1862 … finished in 1871, nine years later", "in those
//! eight years", "for 31 years, since 1992", "on Dec. 6, eight weeks from now".
//!
//! Where the stretch begins has to be guessed, so every date in reach is tried, and one that fits is the one meant. Where
//! none does, the nearest date before is, unless another stretch or an age stands between.

use super::lasting::{Finder, Lasting, Period, Place};
use super::{What, Written};
use crate::quantity::{Bound, Kind};
use crate::vocab::{self, words};
use std::ops::Range;

/// How many dates each way are tried.
const REACH: usize = 32;

/// How many sentences up and down a date may stand that a stretch is taken to begin at if it fits.
const TRIED: usize = 8;

/// How many sentences up a stretch may begin.
const SENTENCES: usize = 2;

/// The other end of a stretch of time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// A date, by number of its stamp.
    Stamp(usize),
    /// The draft's own date.
    Today,
}

impl Finder<'_, '_> {
    /// The stretch that a duration measures from something said before.
    pub(super) fn elapsed(&self, claim: usize, unit: Period, place: &Place) -> Option<Lasting> {
        if self.claims[claim].quantity.bound != Bound::Exact || unit == Period::Decade {
            return None;
        }
        if let Some(start) = self.since_aside(place).or_else(|| self.ahead_of_now(place)) {
            self.calendar.today?;
            return self.to_today(claim, unit, start);
        }
        let end = self.later(place).map(End::Stamp).or_else(|| self.those_years(place, unit).then_some(End::Today))?;
        let stamps = &self.calendar.stamps;
        let at = match end {
            End::Stamp(at) => at,
            End::Today => stamps.partition_point(|s| s.tokens.end <= place.tokens.start),
        };
        let length = |start: usize| match end {
            End::Stamp(at) => self.measured(claim, unit, (start, Some(at))),
            End::Today => self.to_today(claim, unit, start),
        };
        let home = self.claims[claim].sentence;
        let tried = |n: &usize| self.prose.sentence_of(stamps[*n].tokens.start).abs_diff(home) <= TRIED;
        let mut near =
            (at.saturating_sub(REACH)..stamps.len().min(at + REACH)).filter(|&n| end != End::Stamp(n)).filter(tried);
        if near.any(|n| length(n).is_some_and(|l| l.fits)) {
            return None;
        }
        let start = self.start_before(claim, place, at)?;
        let clock = |n: usize| matches!(stamps[n].what, What::Clock(_));
        if unit.of_clock() && !(clock(start) && end == End::Stamp(at) && clock(at) && self.one_day(claim, start, at)) {
            return None;
        }
        length(start)
    }

    /// "for 31 years, since 1992": the year that a stretch up to now began.
    fn since_aside(&self, place: &Place) -> Option<usize> {
        let end = place.tokens.end;
        let since = end + usize::from(self.word(end) == ",");
        let led = place.tokens.start.checked_sub(1).is_some_and(|i| self.prose.is_any(i, words!["for", "in", ","]));
        let had =
            (place.sentence.start..place.tokens.start).any(|i| self.prose.is_any(i, words!["had", "was", "were"]));
        let next = self.stamps(since..since + 4).next()?;
        let tight = self.calendar.stamps[next].tokens.start == since + 1;
        (since > end && self.prose.is(since, "since") && led && !had && tight).then_some(next)
    }

    /// "Friday, Dec. 6, eight weeks from now".
    fn ahead_of_now(&self, place: &Place) -> Option<usize> {
        let end = place.tokens.end;
        let now = self.prose.is(end, "from") && self.prose.is_any(end + 1, words!["now", "today"]);
        self.before_comma(place).filter(|_| now)
    }

    /// The date that ends straight before the comma that opens the stretch.
    fn before_comma(&self, place: &Place) -> Option<usize> {
        let comma = place.tokens.start.checked_sub(1).filter(|i| self.prose.is_any(*i, words![",", "("]))?;
        let last = self.stamps(place.sentence.start..comma).next_back()?;
        (self.calendar.stamps[last].tokens.end == comma).then_some(last)
    }

    /// "in 1871, nine years later", "Nine years later, in 1871,": the date that the stretch ends at.
    fn later(&self, place: &Place) -> Option<usize> {
        let end = place.tokens.end;
        let later = self.prose.is(end, "later") && !self.prose.is(end + 1, "than");
        if !later {
            return self.after_years(place).or_else(|| self.until(place));
        }
        let after = || {
            let open = end + 1 + usize::from(self.word(end + 1) == ",");
            let next = self.stamps(open..open + 6).next()?;
            let led = self.prose.is_any(open, words!["in", "on", "at"])
                && self.calendar.stamps[next].tokens.start == open + 1;
            led.then_some(next)
        };
        self.before_comma(place).or_else(after)
    }

    /// "stopped in 1994, after 23 years,".
    fn after_years(&self, place: &Place) -> Option<usize> {
        let after = place.tokens.start.checked_sub(1).filter(|i| self.prose.is(*i, "after"))?;
        let comma = after.checked_sub(1).filter(|i| self.prose.is(*i, ","))?;
        let last = self.stamps(place.sentence.start..comma).next_back()?;
        let ends = (place.sentence.start..comma).any(|i| self.is(i, vocab::ENDS));
        let closed = self.prose.is_any(place.tokens.end, words![",", ".", ";"]);
        (self.calendar.stamps[last].tokens.end == comma && ends && closed).then_some(last)
    }

    /// "The marriage lasted 51 years, until his death in 2009."
    fn until(&self, place: &Place) -> Option<usize> {
        let led = place.tokens.start.checked_sub(1).is_some_and(|i| self.is(i, vocab::LASTS));
        let open = place.tokens.end + usize::from(self.prose.is(place.tokens.end, ","));
        let next = self.stamps(open..open + 8).next()?;
        let gap = open..self.calendar.stamps[next].tokens.start;
        let small = !gap.clone().any(|i| self.prose.is_any(i, words![",", ";", "and", "but"]));
        (led && small && self.prose.is(open, "until")).then_some(next)
    }

    /// "In those eight years", "In his nine years the share …", up to the draft's date.
    fn those_years(&self, place: &Place, unit: Period) -> bool {
        let Some(which) = place.tokens.start.checked_sub(1).filter(|i| *i > place.sentence.start) else { return false };
        let opens = which == place.sentence.start + 1 && self.prose.is(which - 1, "in");
        let words = self.prose.is_any(which, words!["those", "these", "his", "her", "its", "their"]);
        // "in his nine years as mayor" may have ended long ago.
        let named = self.prose.is_any(place.tokens.end, words!["as", "of", "at", "in", "with", "on"]);
        self.calendar.today.is_some() && unit == Period::Year && opens && words && !named
    }

    /// The date that a stretch must begin at: the last one before, with nothing between that tells another time.
    fn start_before(&self, claim: usize, place: &Place, at: usize) -> Option<usize> {
        let stamps = &self.calendar.stamps;
        let start = at.checked_sub(1)?;
        let home = self.claims[claim].sentence;
        let from = stamps[start].tokens.end;
        let near = home - self.prose.sentence_of(stamps[start].tokens.start) <= SENTENCES;
        let between = from..place.tokens.start;
        let time = |c: &crate::claim::Claim| {
            // "left home at 18"
            let age =
                || c.tokens.start.checked_sub(1).is_some_and(|i| self.prose.is_any(i, words!["at", "aged", "was"]));
            let kind = c.quantity.kind;
            between.contains(&c.tokens.start)
                && (matches!(kind, Kind::Duration | Kind::Age) || kind == Kind::Number && age())
        };
        let told = self.claims[..claim].iter().rev().take_while(|c| c.tokens.end > from).any(time);
        (near && !told && !self.other_time(between)).then_some(start)
    }

    /// Whether two times of day, told of a stretch of hours, are surely of one day: no other day is named around them.
    fn one_day(&self, claim: usize, first: usize, second: usize) -> bool {
        let stamps = &self.calendar.stamps;
        let few = super::lasting::stated(&self.claims[claim]).high.is_some_and(|h| h <= dashu_ratio::RBig::from(24));
        let (a, b) =
            (self.prose.sentence_of(stamps[first].tokens.start), self.prose.sentence_of(stamps[second].tokens.start));
        let range = self.prose.sentences[a].range().start..self.prose.sentences[b].range().end;
        let day = |i: usize| {
            self.is(i, vocab::RELATIVE_DAY)
                && !self.prose.is_any(i, words!["morning", "afternoon", "evening", "tonight"])
        };
        let days = range.clone().filter(|&i| day(i)).count();
        let dates = self.stamps(range).filter(|&n| stamps[n].day().is_some()).count();
        few && days <= 1 && dates == 0
    }

    /// Whether a word between speaks of another time: "the next spring", "soon afterwards", "a decade".
    fn other_time(&self, between: Range<usize>) -> bool {
        between.into_iter().any(|i| self.is(i, vocab::ANOTHER_TIME))
    }

    /// The length from a date to the draft's own, or the other way.
    fn to_today(&self, claim: usize, unit: Period, start: usize) -> Option<Lasting> {
        let today = self.calendar.today?;
        let part = |n: i8| u32::try_from(n).ok();
        let now = Written {
            year: u32::try_from(today.year()).ok(),
            month: part(today.month()),
            day: part(today.day()),
            weekday: None,
        };
        let What::Day(then) = self.calendar.stamps[start].what else { return None };
        then.year.or(then.month)?;
        let stated = super::lasting::stated(&self.claims[claim]);
        let future = then.days(now.year?).is_some_and(|d| d.0 > today);
        let (true_length, fits) = match then.month {
            // A bare year against the date: one year's slack.
            None => {
                let (years, fits) = super::lasting::years_apart(then.year?, today, Period::Year, stated);
                (years, unit != Period::Year || fits)
            }
            Some(_) if future => self.days(&now, &then, unit, stated)?,
            Some(_) => self.days(&then, &now, unit, stated)?,
        };
        Some(Lasting { claim, unit, ends: (start, None), true_length, fits })
    }
}
