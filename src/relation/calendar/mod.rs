//! The calendar: what dates, years, times of day, durations and ages say of each other.

mod anniversary;
mod elapsed;
mod lasting;
mod lives;
mod stamp;
mod weekday;

pub use anniversary::{Anniversary, anniversaries};
pub use lasting::{Lasting, Period, lasting};
pub use lives::{Clash, Fact, clashes};
pub use stamp::{Clock, Stamp, What, Written};
pub use weekday::{MONTH_NAMES, WEEKDAY_NAMES, Weekdayed, weekdays};

use crate::draft::Draft;
use crate::prose::Prose;
use jiff::civil::Date;
use std::ops::Range;

/// All dates, years and times of day of a draft.
#[derive(Debug, Default)]
pub struct Calendar {
    /// In order of the text.
    pub stamps: Vec<Stamp>,
    /// The draft's own date.
    pub today: Option<Date>,
}

impl Calendar {
    /// Reads a draft.
    pub fn new(draft: &Draft<'_>, prose: &Prose<'_>) -> Self {
        let stamps = prose.sentences.iter().flat_map(|s| stamp::stamps(prose, s.range())).collect();
        Self { stamps, today: draft.front.date }
    }

    /// The stamps that lie within some tokens.
    pub fn within(&self, tokens: Range<usize>) -> &[Stamp] {
        let start = self.stamps.partition_point(|s| s.tokens.start < tokens.start);
        let end = self.stamps.partition_point(|s| s.tokens.end <= tokens.end);
        self.stamps.get(start..end).unwrap_or(&[])
    }
}

/// The number of days of a month as written; `None` for a month that is none. Without a year February has 29.
pub fn month_length(year: Option<u32>, month: u32) -> Option<u32> {
    let year = year.map_or(Some(2000), |y| i16::try_from(y).ok())?;
    let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    Some(first.days_in_month() as u32)
}
