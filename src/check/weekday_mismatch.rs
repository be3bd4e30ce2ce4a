//! "Monday, January 9, 2022".

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Severity, Suggestion};
use crate::relation::calendar::{WEEKDAY_NAMES, Weekdayed, weekdays};
use jiff::civil::Date;

/// The check.
pub struct WeekdayMismatch;

static INFO: Info = Info {
    name: "weekday-mismatch",
    title: "Weekday that its date does not have",
    summary: "A date stands with a weekday that it did not or will not fall on.",
    docs: "Looks at dates with a weekday before or after them: \"Monday, January 9, 2022\", \"23 June 2016, a Wednesday\". A date without a \
           year is the nearest to the draft's date that its tense allows; without a draft date it is not looked at. Silent on dates before \
           1753, which may follow the old calendar, and where two weekdays share two dates.",
    severity: Severity::Error,
    wrong: Example { draft: "The court ruled on Monday, January 9, 2022.\n", pack: None },
    right: Example { draft: "The court ruled on Sunday, January 9, 2022.\n", pack: None },
};

impl Check for WeekdayMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        let agrees = |w: &Weekdayed| w.days.iter().any(|d| number(*d) == w.stated);
        let wrong = weekdays(cx.prose, cx.calendar).into_iter().filter(|w| !agrees(w));
        findings.extend(wrong.filter_map(|w| finding(cx, &w)));
    }
}

/// 1 for Monday.
fn number(day: Date) -> u8 {
    day.weekday().to_monday_one_offset() as u8
}

fn finding(cx: &Context<'_>, wrong: &Weekdayed) -> Option<Finding> {
    let stamp = &cx.calendar.stamps[wrong.stamp];
    let day = *wrong.days.first()?;
    let right = WEEKDAY_NAMES[usize::from(number(day)) - 1];
    let stated = WEEKDAY_NAMES.get(usize::from(wrong.stated) - 1)?;
    let date = day.strftime("%B %-d, %Y").to_string();
    let verb = if cx.calendar.today.is_some_and(|today| day > today) { "is" } else { "was" };
    let why = format!("{date} {verb} a {right}");
    let token = cx.prose.tokens[wrong.token].span;
    let written = cx.prose.slice(token);
    let short = if written.len() <= 4 { &right[..3] } else { right };
    Some(Finding {
        computed: Some(Computed { stated: (*stated).into(), expected: right.into(), because: why.clone() }),
        suggestion: Some(Suggestion { span: token, replacement: short.into() }),
        help: Some(format!("if {stated} is right, the date is {}", nearest(day, wrong.stated)?)),
        ..Finding::new(&INFO, stamp.span.cover(token), format!("{why}, not a {stated}"))
    })
}

/// The date nearest to a day that falls on a weekday.
fn nearest(day: Date, weekday: u8) -> Option<String> {
    let apart = (i32::from(weekday) - i32::from(number(day))).rem_euclid(7);
    let days = if apart > 3 { apart - 7 } else { apart };
    let day = day.checked_add(jiff::Span::new().days(days)).ok()?;
    Some(day.strftime("%B %-d").to_string())
}
