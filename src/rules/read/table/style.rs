//! How a table writes numbers and days: by an example of its numbers, or by its country.

use super::super::fields::Problems;
use super::super::raw::RawTable;
use super::super::time;
use super::Wrong;
use crate::rules::Period;
use jiff::civil::{Date, DateTime, Time};
use std::borrow::Cow;

/// How the numbers of a table are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    /// "1,234.5"
    English,
    /// "1.234,5" and "1 234,5"
    Continental,
    /// "1'234.5"
    Swiss,
}

/// What stands first in a day such as "3/4/2022".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    numbers: Numbers,
    /// `None` where the pack names no country: then only days that can be read one way are read.
    days: Option<Order>,
}

/// Styles of numbers by an example, or a word for them.
const EXAMPLES: &[(&str, Numbers)] = &[
    ("english", Numbers::English),
    ("1,234.5", Numbers::English),
    ("continental", Numbers::Continental),
    ("1.234,5", Numbers::Continental),
    ("1 234,5", Numbers::Continental),
    ("swiss", Numbers::Swiss),
    ("1'234.5", Numbers::Swiss),
];

/// Countries that write "1,234.5", and those of them that write the month first.
const ENGLISH: &[&str] = &["GB", "US", "IE", "CA", "AU", "NZ", "IN", "JP", "CN", "KR", "MX", "PH", "IL", "ZA"];
const MONTH_FIRST: &[&str] = &["US", "PH"];
/// Countries in which either order is met: days that can be read both ways are refused.
const EITHER: &[&str] = &["CA", "ZA"];
/// Countries that write "1.234,5" or "1 234,5".
const CONTINENTAL: &[&str] = &[
    "DE", "AT", "FR", "ES", "IT", "PT", "BR", "NL", "BE", "PL", "CZ", "SK", "SI", "HR", "HU", "SE", "NO", "DK", "FI",
    "IS", "EE", "LV", "LT", "GR", "RO", "BG", "RS", "RU", "UA", "TR", "ID", "AR", "CL", "CO",
];
/// Countries that write "1'234.5".
const SWISS: &[&str] = &["CH", "LI"];

/// Days that can be read two ways, and what to do.
const AMBIGUOUS: &str = "say in which country's way the table is written, such as style = \"GB\" or style = \"US\"";

/// The style that a table's pack names.
pub(super) fn of(table: &RawTable, problems: &mut Problems) -> Style {
    let plain = Style { numbers: Numbers::English, days: None };
    let Some(name) = &table.style else { return plain };
    let found = named(&name.value);
    if found.is_none() {
        problems.add(name.span, format!("`style` cannot be {:?}", name.value)).help(
            "write the style of its numbers, \"1,234.5\", \"1.234,5\" or \"1'234.5\", or the code of its country, \"DE\"",
        );
    }
    found.unwrap_or(plain)
}

fn named(name: &str) -> Option<Style> {
    if let Some((_, numbers)) = EXAMPLES.iter().find(|e| e.0.eq_ignore_ascii_case(name)) {
        return Some(Style { numbers: *numbers, days: None });
    }
    let is_in = |countries: &[&str]| countries.iter().any(|c| c.eq_ignore_ascii_case(name));
    let numbers = if is_in(ENGLISH) {
        Numbers::English
    } else if is_in(CONTINENTAL) {
        Numbers::Continental
    } else if is_in(SWISS) {
        Numbers::Swiss
    } else {
        return None;
    };
    let order = if is_in(MONTH_FIRST) { Order::MonthFirst } else { Order::DayFirst };
    Some(Style { numbers, days: (!is_in(EITHER)).then_some(order) })
}

impl Style {
    /// The plain digits of a number: "1.234,5" is "1234.5". `None` where it is none.
    pub(super) fn plain(self, text: &str) -> Option<String> {
        plain(text, self.numbers)
    }

    /// A text whose first number is in this style, with that number in the English one.
    pub(super) fn in_english(self, text: &str) -> Option<Cow<'_, str>> {
        if self.numbers == Numbers::English {
            return Some(text.into());
        }
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let rest = &text[start..];
        let length = rest.find(|c: char| !c.is_ascii_digit() && !".,'’".contains(c)).unwrap_or(rest.len());
        let digits = self.plain(&rest[..length])?;
        Some(format!("{}{digits}{}", &text[..start], &rest[length..]).into())
    }

    /// A day or a moment. A month or a year stands for its last day: its value can have been known then at the earliest.
    pub(super) fn moment(self, text: &str) -> Result<DateTime, Wrong> {
        if let Some(moment) = time::moment_in(text) {
            return Ok(moment);
        }
        let until = match self.numeric(text)? {
            Some(day) => Some(day),
            None => month_and_year(text).or_else(|| time::period(text)).and_then(|p| p.until),
        };
        let day = until.ok_or((format!("{text:?} is no day"), "write days as year-month-day, such as 2022-01-07"))?;
        Ok(day.to_datetime(Time::midnight()))
    }

    /// The time that a value describes.
    pub(super) fn period(self, text: &str) -> Result<Period, Wrong> {
        if let Some(day) = self.numeric(text)? {
            return Ok(time::one_day(day));
        }
        let month = month_and_year(text);
        month.or_else(|| time::period(text)).ok_or((format!("{text:?} is no period"), time::PERIODS))
    }

    /// "31.12.2023", "12/31/2023", "31-12-2023"; `None` where the text is no such day.
    fn numeric(self, text: &str) -> Result<Option<Date>, Wrong> {
        let parts: Vec<&str> = text.trim().split(['.', '/', '-']).collect();
        let [a, b, year] = parts[..] else { return Ok(None) };
        let (Some(a), Some(b), Some(year)) = (small(a), small(b), four_digits(year)) else { return Ok(None) };
        let day_first = Date::new(year, b, a).ok();
        let month_first = Date::new(year, a, b).ok();
        match (self.days, day_first, month_first) {
            (Some(Order::DayFirst), day, _) | (Some(Order::MonthFirst), _, day) => match day {
                Some(day) => Ok(Some(day)),
                None => Err((format!("{text:?} is no day in this style"), AMBIGUOUS)),
            },
            (None, Some(one), Some(other)) if one != other => {
                Err((format!("{text:?} can be read as {one} or as {other}"), AMBIGUOUS))
            }
            (None, one, other) => Ok(one.or(other)),
        }
    }
}

/// "12/2023", "03.2023".
fn month_and_year(text: &str) -> Option<Period> {
    let (month, year) = text.trim().split_once(['.', '/'])?;
    let (month, year) = (small(month)?, four_digits(year)?);
    let from = Date::new(year, month, 1).ok()?;
    Some(Period { from, until: Some(from.last_of_month()) })
}

/// A number of one or two digits.
fn small(text: &str) -> Option<i8> {
    (matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn four_digits(text: &str) -> Option<i16> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn plain(text: &str, style: Numbers) -> Option<String> {
    let (thousands, point): (&[char], char) = match style {
        Numbers::English => (&[',', ' ', '\u{a0}', '\u{202f}', '\u{2009}'], '.'),
        Numbers::Continental => (&['.', ' ', '\u{a0}', '\u{202f}', '\u{2009}'], ','),
        Numbers::Swiss => (&['\'', '’', ' ', '\u{a0}', '\u{202f}'], '.'),
    };
    let text = text.trim();
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = text.split_once(point).map_or((text, None), |(w, f)| (w, Some(f)));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if fraction.is_some_and(|f| !digits(f)) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 1);
    out.push_str(sign);
    for (n, group) in whole.split(thousands).enumerate() {
        // Behind the first group every one has three digits; a first one of more stands alone.
        if !digits(group) || n > 0 && (group.len() != 3 || out.len() - sign.len() > 3 * n) {
            return None;
        }
        out.push_str(group);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    Some(out)
}

/// Whether a text is a number in one of the styles.
pub(super) fn is_number_in_any(text: &str) -> bool {
    [Numbers::English, Numbers::Continental, Numbers::Swiss].into_iter().any(|s| plain(text, s).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, style, want) in [
            ("1,234.5", "english", Some("1234.5")),
            ("1212", "GB", Some("1212")),
            ("12,345,678", "GB", Some("12345678")),
            ("1234,567", "GB", None),
            ("-3.0", "english", Some("-3.0")),
            ("1.234,50", "DE", Some("1234.50")),
            ("1 234", "FR", Some("1234")),
            ("0,5", "1.234,5", Some("0.5")),
            ("1'234.5", "CH", Some("1234.5")),
            ("0,5", "english", None),
            ("12,34,56", "english", None),
            ("12 %", "english", None),
            ("", "english", None),
        ] {
            assert_eq!(named(style).unwrap().plain(text).as_deref(), want, "{text}");
        }
        assert_eq!(named("DE").unwrap().in_english("ca. 1.234,5 km").as_deref(), Some("ca. 1234.5 km"));
    }

    #[test]
    fn days() {
        for (text, style, want) in [
            ("2022-04-03", "US", Some("2022-04-03")),
            ("3/4/2022", "GB", Some("2022-04-03")),
            ("3/4/2022", "US", Some("2022-03-04")),
            ("03.04.2022", "DE", Some("2022-04-03")),
            ("3/4/2022", "english", None),
            ("31/12/2022", "english", Some("2022-12-31")),
            ("31/12/2022", "US", None),
            ("3/4/2022", "CA", None),
            ("7 January 2022", "GB", Some("2022-01-07")),
            ("January 2022", "GB", Some("2022-01-31")),
            ("soon", "GB", None),
        ] {
            let found = named(style).unwrap().moment(text).ok().map(|d| d.date().to_string());
            assert_eq!(found.as_deref(), want, "{text} in {style}");
        }
        let month = named("DE").unwrap().period("02.2024").unwrap();
        assert_eq!(
            (month.from.to_string(), month.until.unwrap().to_string()),
            ("2024-02-01".into(), "2024-02-29".into())
        );
    }
}
