//! Days, moments and periods as packs and tables write them.

use crate::rules::Period;
use crate::vocab::{Meaning, NUMBERS, NumberRole, WordId};
use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, ToSpan};
use toml::value::Datetime;

/// What a period may look like, for messages.
pub const PERIODS: &str = "a day, a month (\"2022-01\"), a quarter (\"2022-Q2\"), a year (\"2022\"), \"year to 2022-12\", \
                           \"week to 2024-02-29\", \"six months to 2023-09\", \"since 2023-10-01\" or \"2022-01 to 2022-06\"";

/// A TOML date or date-time as a civil one; an offset is dropped, since figures are dated where they are given.
pub fn moment(value: &Datetime) -> Option<DateTime> {
    let date = value.date?;
    let day = Date::new(date.year as i16, date.month as i8, date.day as i8).ok()?;
    let time = match value.time {
        Some(t) => Time::new(t.hour as i8, t.minute as i8, t.second.unwrap_or(0).min(59) as i8, 0).ok()?,
        None => Time::midnight(),
    };
    Some(day.to_datetime(time))
}

/// A day or moment in text: "2022-01-07", "2022-01-07T09:30", "2022-01-07 09:30:00+01:00".
pub fn moment_in(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if text.len() == 10 {
        return day(text).map(|d| d.to_datetime(Time::midnight()));
    }
    text.parse::<Datetime>().ok().and_then(|d| moment(&d))
}

/// A day in text: "2022-01-07".
pub fn day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let digits = |range: std::ops::Range<usize>| -> Option<i16> {
        bytes[range].iter().try_fold(0i16, |n, b| b.is_ascii_digit().then(|| n * 10 + i16::from(b - b'0')))
    };
    Date::new(digits(0..4)?, digits(5..7)? as i8, digits(8..10)? as i8).ok()
}

/// The period of one day.
pub fn one_day(day: Date) -> Period {
    Period { from: day, until: Some(day) }
}

/// The period of one year.
pub fn one_year(year: i16) -> Option<Period> {
    Some(Period { from: Date::new(year, 1, 1).ok()?, until: Some(Date::new(year, 12, 31).ok()?) })
}

/// A period in text, see [`PERIODS`].
pub fn period(text: &str) -> Option<Period> {
    let text = text.trim();
    let folded = text.to_lowercase();
    if let Some(rest) =
        folded.strip_prefix("since ").or_else(|| folded.strip_prefix("from ").filter(|r| !r.contains(" to ")))
    {
        return Some(Period { from: plain(rest)?.from, until: None });
    }
    for separator in [" to ", " until ", " through ", "..", " – ", " - ", "/"] {
        if let Some((left, right)) = folded.split_once(separator)
            && let Some(period) = span_of(left.strip_prefix("from ").unwrap_or(left), right)
        {
            return Some(period);
        }
    }
    plain(&folded)
}

/// "year to 2022-12": a length before the end of a period; "2022-01 to 2022-06": from one to the other.
fn span_of(left: &str, right: &str) -> Option<Period> {
    let until = plain(right)?.until?;
    if let Some(first) = plain(left) {
        return (first.from <= until).then_some(Period { from: first.from, until: Some(until) });
    }
    let length = length(left.trim_start_matches("the ").trim_end_matches(" ended").trim_end_matches(" ending"))?;
    // Back from the day after, so that months end where months end: six months to 30 September start on 1 April.
    let from = until.tomorrow().ok()?.checked_sub(length).ok()?;
    (from.year() > 0).then_some(Period { from, until: Some(until) })
}

/// A day, month, quarter, half or year.
fn plain(text: &str) -> Option<Period> {
    let text = text.trim();
    if let Some(day) = day(text) {
        return Some(one_day(day));
    }
    let words: Vec<&str> = text.split(['-', ' ', ',']).filter(|w| !w.is_empty() && *w != "of").collect();
    match words.as_slice() {
        [year] => one_year(self::year(year)?),
        [a, b] => match (self::year(a), self::year(b)) {
            (Some(year), _) => part(year, b),
            (None, Some(year)) => part(year, a),
            _ => None,
        },
        // "7 January 2022", "January 7 2022", "first quarter 2022"
        [a, b, c] => {
            let year = self::year(c)?;
            let ordinal = ["first", "second", "third", "fourth"].iter().position(|o| o == a);
            if let Some(n) = ordinal {
                return match *b {
                    "quarter" => months(year, n as i8 * 3 + 1, 3),
                    "half" if n < 2 => months(year, n as i8 * 6 + 1, 6),
                    _ => None,
                };
            }
            let (day, month) = match (a.parse::<i8>(), b.parse::<i8>()) {
                (Ok(day), Err(_)) => (day, month(b)?),
                (Err(_), Ok(day)) => (day, month(a)?),
                _ => return None,
            };
            Date::new(year, month, day).ok().map(one_day)
        }
        _ => None,
    }
}

/// A part of a year: "01", "q2", "h1", "january".
fn part(year: i16, text: &str) -> Option<Period> {
    if let Some(n) = text.strip_prefix('q').and_then(|q| q.parse::<i8>().ok()) {
        return (1..=4).contains(&n).then(|| months(year, n * 3 - 2, 3))?;
    }
    if let Some(n) = text.strip_prefix('h').and_then(|h| h.parse::<i8>().ok()) {
        return (1..=2).contains(&n).then(|| months(year, n * 6 - 5, 6))?;
    }
    if text.len() == 2
        && let Ok(n) = text.parse::<i8>()
    {
        return months(year, n, 1);
    }
    months(year, month(text)?, 1)
}

fn months(year: i16, first: i8, count: i64) -> Option<Period> {
    let from = Date::new(year, first, 1).ok()?;
    Some(Period { from, until: from.checked_add(count.months()).ok()?.yesterday().ok() })
}

fn year(text: &str) -> Option<i16> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn month(text: &str) -> Option<i8> {
    WordId::of(text).lexeme().phrases.iter().find_map(|p| match p.meaning {
        Meaning::Month(i) if p.rest.is_empty() => Some(crate::vocab::MONTHS[i as usize].number as i8),
        _ => None,
    })
}

/// A length of time: "1 year", "six months", "week", "12 weeks", "90 days".
pub fn length(text: &str) -> Option<Span> {
    let words: Vec<&str> = text.split([' ', '-']).filter(|w| !w.is_empty()).collect();
    let (count, unit) = match words.as_slice() {
        ["half", "year"] => return Some(6.months()),
        [unit] => (1, *unit),
        [count, unit] => (number(count)?, *unit),
        _ => return None,
    };
    let unit = unit.strip_suffix('s').unwrap_or(unit);
    let span = Span::new();
    match unit {
        "day" => span.try_days(count),
        "week" => span.try_weeks(count),
        "fortnight" => span.try_weeks(count * 2),
        "month" => span.try_months(count),
        "quarter" => span.try_months(count * 3),
        "half" => span.try_months(count * 6),
        "year" => span.try_years(count),
        _ => return None,
    }
    .ok()
}

/// A length of time in days, with months of 30.44 and years of 365.25 days on average, rounded up.
pub fn length_in_days(text: &str) -> Option<i32> {
    let span = length(text)?;
    let months = i64::from(span.get_months()) + 12 * i64::from(span.get_years());
    let days = i64::from(span.get_days()) + 7 * i64::from(span.get_weeks()) + (months * 36525 + 1199) / 1200;
    i32::try_from(days).ok().filter(|d| *d > 0)
}

/// A small whole number in digits or as one word.
fn number(text: &str) -> Option<i64> {
    if let Ok(n) = text.parse::<u16>() {
        return Some(n.into());
    }
    WordId::of(text).lexeme().phrases.iter().find_map(|p| match p.meaning {
        Meaning::NumberWord(i) if p.rest.is_empty() => {
            let word = NUMBERS[i as usize];
            matches!(word.role, NumberRole::Unit | NumberRole::Teen).then_some(word.value as i64)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        for (text, from, until) in [
            ("2022", "2022-01-01", "2022-12-31"),
            ("2022-02", "2022-02-01", "2022-02-28"),
            ("2022-Q2", "2022-04-01", "2022-06-30"),
            ("Q4 2022", "2022-10-01", "2022-12-31"),
            ("2022-H2", "2022-07-01", "2022-12-31"),
            ("second quarter of 2022", "2022-04-01", "2022-06-30"),
            ("January 2022", "2022-01-01", "2022-01-31"),
            ("7 January 2022", "2022-01-07", "2022-01-07"),
            ("2022-01-07", "2022-01-07", "2022-01-07"),
            ("year to 2022-12", "2022-01-01", "2022-12-31"),
            ("year to 2024-01-31", "2023-02-01", "2024-01-31"),
            ("week to 2024-02-29", "2024-02-23", "2024-02-29"),
            ("six months to 2023-09", "2023-04-01", "2023-09-30"),
            ("12 weeks to 2024-03-24", "2024-01-01", "2024-03-24"),
            ("half year to 2023-09-30", "2023-04-01", "2023-09-30"),
            ("2022-01 to 2022-06", "2022-01-01", "2022-06-30"),
            ("2021 to 2022", "2021-01-01", "2022-12-31"),
            ("since 2023-10-07", "2023-10-07", ""),
        ] {
            let found = period(text).unwrap_or_else(|| panic!("{text}"));
            let until_found = found.until.map(|d| d.to_string()).unwrap_or_default();
            assert_eq!((found.from.to_string().as_str(), until_found.as_str()), (from, until), "{text}");
        }
        for text in [
            "",
            "soon",
            "2022-13",
            "2022-Q5",
            "20222",
            "2022-02-30",
            "year to",
            "since",
            "2022 to 2021",
            "9999 years to 2022",
        ] {
            assert_eq!(period(text), None, "{text}");
        }
    }

    #[test]
    fn lengths() {
        for (text, days) in [("1 year", 366), ("90 days", 90), ("two weeks", 14), ("month", 31), ("six months", 183)] {
            assert_eq!(length_in_days(text), Some(days), "{text}");
        }
        for text in ["", "soon", "0 days", "3", "70000 years"] {
            assert_eq!(length_in_days(text), None, "{text}");
        }
    }
}
