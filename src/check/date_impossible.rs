//! "June 31".

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Severity};
use crate::relation::calendar::{MONTH_NAMES, Stamp, Written, month_length};

/// The check.
pub struct DateImpossible;

static INFO: Info = Info {
    name: "date-impossible",
    title: "Date that does not exist",
    summary: "A date names a day that its month does not have, or a month that no year has.",
    docs: "Looks at every date with a day and a month: \"June 31\", \"29 February 2023\", \"2022-02-30\". February 29 without a year is \
           taken as a leap day. Dates in figures are read in either order, and only what neither order can mean is reported. Silent where \
           the number counts what follows (\"By September 31 of the wells had run dry\").",
    severity: Severity::Error,
    wrong: Example { draft: "The lease ends on June 31, 2025, the council said.\n", pack: None },
    right: Example { draft: "The lease ends on June 30, 2025, the council said.\n", pack: None },
};

impl Check for DateImpossible {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(cx.calendar.stamps.iter().filter_map(|s| finding(cx, s, &s.day()?)));
    }
}

fn finding(cx: &Context<'_>, stamp: &Stamp, date: &Written) -> Option<Finding> {
    let (month, day) = (date.month?, date.day?);
    let length = month_length(date.year, month);
    // The old calendar had leap days in 1500 and 1700.
    let julian = (month, day) == (2, 29) && date.year.is_some_and(|y| y < 1753);
    if length.is_some_and(|n| (1..=n).contains(&day)) || julian {
        return None;
    }
    let stated = cx.prose.slice(stamp.span);
    let why = match (length, date.year) {
        (None, _) => format!("there is no month {month}"),
        (Some(n), Some(year)) if month == 2 => format!("February {year} had {n} days"),
        (Some(n), _) => format!("{} has {n} days", MONTH_NAMES[month as usize - 1]),
    };
    Some(Finding {
        computed: Some(Computed {
            stated: stated.into(),
            expected: length.map_or("a month from 1 to 12".into(), |n| format!("a day from 1 to {n}")),
            because: why.clone(),
        }),
        help: Some("check the day and the month against the source".into()),
        ..Finding::new(&INFO, stamp.span, format!("{stated} does not exist: {why}"))
    })
}
