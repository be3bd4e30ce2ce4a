//! Reading the time phrases of a draft: "in January", "the six months to September", "a year earlier".

use super::{Back, Grain, TimePhrase, When, shift};
use crate::prose::Prose;
use crate::vocab::{self, Meaning, WordId, scan::Kind};
use jiff::civil::Date;
use std::ops::Range;

fn month_of(word: &str) -> Option<i8> {
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    WordId::of(word.trim_end_matches('.')).lexeme().phrases.iter().find_map(|p| match p.meaning {
        Meaning::Month(i) if p.rest.is_empty() => Some(vocab::MONTHS[i as usize].number as i8),
        _ => None,
    })
}

/// Number of the weekday that a token names, from 0 for Monday.
fn weekday_of(token: &crate::prose::Token) -> Option<i8> {
    token.lexeme().phrases.iter().find_map(|p| match p.meaning {
        Meaning::Weekday(n) if p.rest.is_empty() => Some(vocab::WEEKDAYS[n as usize].number as i8 - 1),
        _ => None,
    })
}

fn month_window(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

fn months_window(year: i16, first: i8, last: i8) -> Option<(Date, Date)> {
    Some((month_window(year, first)?.0, month_window(year, last)?.1))
}

/// The latest year in which a month and day do not lie after the draft's date.
fn nearest_year(month: i8, draft: Date) -> i16 {
    if month <= draft.month() { draft.year() } else { draft.year() - 1 }
}

/// Reader of the time phrases in a range of tokens.
pub(in crate::bind) struct Times<'a> {
    pub(in crate::bind) prose: &'a Prose<'a>,
    pub(in crate::bind) draft: Option<Date>,
}

impl Times<'_> {
    fn word(&self, i: usize) -> String {
        self.prose.word(i).to_ascii_lowercase()
    }

    /// All time phrases in a range of tokens, leaving out those for which `skip` says so.
    pub(in crate::bind) fn all(&self, tokens: Range<usize>, skip: impl Fn(usize) -> bool) -> Vec<TimePhrase> {
        let mut found = Vec::new();
        let mut i = tokens.start;
        while i < tokens.end {
            let phrase = if skip(i) { None } else { self.at(i, tokens.clone()) };
            match phrase {
                Some((when, end)) => {
                    let start = self.opening(i, tokens.start);
                    let when = self.opened(when, start..i);
                    found.push(TimePhrase { when, tokens: start..end });
                    i = end.max(i + 1);
                }
                None => i += 1,
            }
        }
        found
    }

    /// Where the words that open a time phrase start: "by the end of |February".
    fn opening(&self, i: usize, from: usize) -> usize {
        let mut start = i;
        while start > from.max(i.saturating_sub(8)) {
            let token = &self.prose.tokens[start - 1];
            if !token.is(vocab::TIME_OPENING) && !token.is_text("-") {
                break;
            }
            start -= 1;
        }
        start
    }

    /// What the words before a time make of it.
    fn opened(&self, when: When, opening: Range<usize>) -> When {
        let words: Vec<String> = opening.map(|i| self.word(i)).collect();
        let has = |w: &str| words.iter().any(|o| o == w);
        let bounds = match when {
            When::Window(from, until, _) => Some((from, until)),
            _ => None,
        };
        if has("since") {
            return bounds.map_or(When::Unknown, |(from, _)| When::Since(from));
        }
        if has("before") || has("until") && !has("end") {
            return When::Unknown;
        }
        let length = ["year", "months", "half", "quarter", "week", "weeks", "month"].iter().any(|w| has(w));
        if let Some((from, until)) = bounds
            && length
            && has("to")
        {
            return When::Ending(from, until);
        }
        when
    }

    /// The time phrase that starts at token `i`, and its end.
    fn at(&self, i: usize, range: Range<usize>) -> Option<(When, usize)> {
        let token = &self.prose.tokens[i];
        match token.kind {
            Kind::Number => self.numeric(i, range),
            Kind::Word => self.worded(i, range),
            _ => None,
        }
    }

    fn year_at(&self, i: usize) -> Option<i16> {
        let word = self.prose.word(i);
        (word.len() == 4).then(|| word.parse::<i16>().ok()).flatten().filter(|y| (1500..=2200).contains(y))
    }

    fn day_at(&self, i: usize) -> Option<i8> {
        let word = self.prose.word(i);
        (word.len() <= 2).then(|| word.parse::<i8>().ok()).flatten().filter(|d| (1..=31).contains(d))
    }

    /// "7 January 2022", "2022".
    fn numeric(&self, i: usize, range: Range<usize>) -> Option<(When, usize)> {
        if let Some(day) = self.day_at(i)
            && i + 1 < range.end
            && let Some(month) = month_of(self.prose.word(i + 1))
        {
            let (year, end) = self.year_after(i + 2, range.end);
            return Some((self.day(year, month, day), end));
        }
        let year = self.year_at(i)?;
        let before = i.checked_sub(1).filter(|b| *b >= range.start).map(|b| &self.prose.tokens[b]);
        let stands = before.is_some_and(|t| t.is(vocab::YEAR_OPENING) || t.is_text("-"));
        let opens = i == range.start || i + 1 < range.end && self.prose.is(i + 1, ",");
        let window = months_window(year, 1, 12)?;
        (stands || opens).then_some((When::Window(window.0, window.1, Grain::Year), i + 1))
    }

    /// A year at `i`, maybe after a comma or "of", and the end of the phrase.
    fn year_after(&self, i: usize, end: usize) -> (Option<i16>, usize) {
        if i < end && self.year_at(i).is_some() {
            return (self.year_at(i), i + 1);
        }
        let joined = i + 1 < end && (self.prose.is(i, ",") || self.word(i) == "of");
        if joined && let Some(year) = self.year_at(i + 1) {
            return (Some(year), i + 2);
        }
        // "the third quarter of last year"
        let at = i + usize::from(i < end && self.word(i) == "of");
        if at + 1 < end && self.word(at + 1) == "year" {
            let back = ["this", "last"].iter().position(|w| *w == self.word(at));
            if let Some((back, draft)) = back.zip(self.draft) {
                return (Some(draft.year() - back as i16), at + 2);
            }
        }
        (None, i)
    }

    fn day(&self, year: Option<i16>, month: i8, day: i8) -> When {
        let year = year.or_else(|| self.draft.map(|d| nearest_year(month, d)));
        match year.and_then(|y| Date::new(y, month, day).ok()) {
            Some(date) => When::Window(date, date, Grain::Day),
            None => When::Month(month),
        }
    }

    fn month(&self, year: Option<i16>, month: i8) -> When {
        let year = year.or_else(|| self.draft.map(|d| nearest_year(month, d)));
        match year.and_then(|y| month_window(y, month)) {
            Some((from, until)) => When::Window(from, until, Grain::Month),
            None => When::Month(month),
        }
    }

    fn worded(&self, i: usize, range: Range<usize>) -> Option<(When, usize)> {
        if let Some(month) = month_of(self.prose.word(i)) {
            let mut next = i + 1;
            if next < range.end && self.prose.is(next, ".") {
                next += 1;
            }
            if next < range.end
                && let Some(day) = self.day_at(next)
            {
                let (year, end) = self.year_after(next + 1, range.end);
                return Some((self.day(year, month, day), end));
            }
            let (year, end) = self.year_after(next, range.end);
            return Some((self.month(year, month), end));
        }
        let word = self.word(i);
        // "They sat the exam" is no Saturday.
        if let Some(day) =
            weekday_of(&self.prose.tokens[i]).filter(|_| self.prose.word(i).starts_with(char::is_uppercase))
        {
            return Some((self.weekday(day), i + 1));
        }
        match word.as_str() {
            "now" | "currently" | "today" | "tonight" => Some((When::Now, i + 1)),
            "yesterday" => Some((self.days_back(1, 1, Grain::Day), i + 1)),
            "last" | "this" | "previous" | "past" | "next" | "same" => self.relative(&word, i, range),
            "first" | "second" | "third" | "fourth" => self.part(&word, i, range),
            "final" => self.relative(&word, i, range),
            "between" | "from" => self.between(i, range),
            "spring" | "summer" | "autumn" | "winter" => {
                let (year, end) = self.year_after(i + 1, range.end);
                year.map(|y| (season(&word, y), end))
            }
            "earlier" | "ago" | "before" | "previously" => self.back(&word, i, range),
            _ => None,
        }
    }

    fn weekday(&self, day: i8) -> When {
        let Some(draft) = self.draft else { return When::Now };
        let today = draft.weekday().to_monday_zero_offset();
        let date = shift(draft, -i64::from((today - day).rem_euclid(7)));
        When::Window(date, date, Grain::Day)
    }

    fn days_back(&self, from: i64, until: i64, grain: Grain) -> When {
        match self.draft {
            Some(d) => When::Window(shift(d, -from), shift(d, -until), grain),
            None => When::Unknown,
        }
    }

    /// "last year", "this month".
    fn relative(&self, which: &str, i: usize, range: Range<usize>) -> Option<(When, usize)> {
        if i + 1 >= range.end {
            return None;
        }
        let what = self.word(i + 1);
        let end = i + 2;
        // "the last quarter of 2023" is not the last one before the draft.
        if matches!(which, "last" | "final") && what == "quarter" && i + 2 < range.end && self.word(i + 2) == "of" {
            return self.part("fourth", i, range);
        }
        let months = match what.as_str() {
            "year" => 12,
            "quarter" => 3,
            "month" => 1,
            "week" | "weekend" => 0,
            "spring" | "summer" | "autumn" | "winter" => -1,
            "season" | "term" if which == "next" => return Some((When::Unknown, end)),
            _ => return None,
        };
        let Some(draft) = self.draft else {
            return Some((if which == "this" { When::Now } else { When::Unknown }, end));
        };
        if which == "next" {
            return Some((coming(draft, months), end));
        }
        let back = which != "this";
        let when = match months {
            12 => {
                let year = draft.year() - i16::from(back);
                let (from, until) = months_window(year, 1, 12)?;
                When::Window(from, until, Grain::Year)
            }
            3 => {
                let this = (draft.month() - 1) / 3;
                let (year, quarter) = match (back, this) {
                    (true, 0) => (draft.year() - 1, 3),
                    (true, q) => (draft.year(), q - 1),
                    (false, q) => (draft.year(), q),
                };
                let (from, until) = months_window(year, quarter * 3 + 1, quarter * 3 + 3)?;
                When::Window(from, until, Grain::Quarter)
            }
            1 => {
                let first = draft.first_of_month();
                let first = if back { shift(first, -1).first_of_month() } else { first };
                When::Window(first, first.last_of_month(), Grain::Month)
            }
            0 if back => self.days_back(14, 1, Grain::Week),
            0 => self.days_back(7, 0, Grain::Week),
            _ => {
                let year = draft.year();
                let now = season(&what, year);
                let future = matches!(now, When::Window(from, _, _) if from > draft);
                if back || future { season(&what, year - 1) } else { now }
            }
        };
        Some((when, end))
    }

    /// "the second quarter of 2022", "the first half".
    fn part(&self, which: &str, i: usize, range: Range<usize>) -> Option<(When, usize)> {
        if i + 1 >= range.end {
            return None;
        }
        let n = ["first", "second", "third", "fourth"].iter().position(|q| *q == which)? as i8;
        let months = match self.word(i + 1).as_str() {
            "quarter" => 3,
            "half" if n < 2 => 6,
            _ => return None,
        };
        let last = (n + 1) * months;
        let (year, end) = self.year_after(i + 2, range.end);
        // "the first half" may be of a match; without a year it is no time.
        if year.is_none() && months == 6 {
            return None;
        }
        let year = year.or_else(|| self.draft.map(|d| nearest_year(last, d)));
        let when = year
            .and_then(|y| months_window(y, last - months + 1, last))
            .map_or(When::Unknown, |(from, until)| When::Window(from, until, Grain::Quarter));
        Some((when, end))
    }

    /// "between October and December", "from January to March 2024".
    fn between(&self, i: usize, range: Range<usize>) -> Option<(When, usize)> {
        if i + 3 >= range.end || !matches!(self.word(i + 2).as_str(), "and" | "to" | "until" | "through") {
            return None;
        }
        let (first, last) = (month_of(self.prose.word(i + 1))?, month_of(self.prose.word(i + 3))?);
        let (year, end) = self.year_after(i + 4, range.end);
        let Some(year) = year.or_else(|| self.draft.map(|d| nearest_year(last, d))) else {
            return Some((When::Unknown, end));
        };
        let from = month_window(if first <= last { year } else { year - 1 }, first)?.0;
        Some((When::Window(from, month_window(year, last)?.1, Grain::Quarter), end))
    }

    /// "a year earlier", "two months ago", "the year before".
    fn back(&self, which: &str, i: usize, range: Range<usize>) -> Option<(When, usize)> {
        if which == "previously" {
            return Some((When::Earlier, i + 1));
        }
        if i <= range.start {
            return None;
        }
        let unit = self.word(i - 1);
        let count = if i >= range.start + 2 { self.word(i - 2) } else { String::new() };
        if which == "before" && !matches!(count.as_str(), "the" | "a" | "year" | "month") {
            return None;
        }
        let number = match count.as_str() {
            "two" => 2,
            "three" => 3,
            "four" => 4,
            "five" => 5,
            "six" => 6,
            "ten" => 10,
            other => other.parse::<i32>().unwrap_or(1).clamp(1, 1000),
        };
        let (months, days) = match unit.trim_end_matches('s') {
            "year" => (12, 0),
            "month" => (1, 0),
            "quarter" => (3, 0),
            "week" => (0, 7),
            "day" => (0, 1),
            "decade" => (120, 0),
            _ => return None,
        };
        let back = Back { months: months * number, days: days * number };
        match (which, self.draft) {
            ("ago", Some(draft)) => {
                let day = back.from(draft);
                let grain = if months > 0 { Grain::Month } else { Grain::Week };
                Some((When::Window(shift(day, -20), shift(day, 20), grain), i + 1))
            }
            _ => Some((When::Before(back), i + 1)),
        }
    }
}

/// The year, quarter, month or week after the draft's.
fn coming(draft: Date, months: i8) -> When {
    let window = match months {
        12 => months_window(draft.year() + 1, 1, 12).map(|w| (w, Grain::Year)),
        3 => {
            let quarter = (draft.month() - 1) / 3;
            let (year, quarter) = if quarter == 3 { (draft.year() + 1, 0) } else { (draft.year(), quarter + 1) };
            months_window(year, quarter * 3 + 1, quarter * 3 + 3).map(|w| (w, Grain::Quarter))
        }
        1 => {
            let first = shift(draft.last_of_month(), 1);
            month_window(first.year(), first.month()).map(|w| (w, Grain::Month))
        }
        _ => None,
    };
    window.map_or(When::Unknown, |((from, until), grain)| When::Window(from, until, grain))
}

fn season(which: &str, year: i16) -> When {
    let (from, until) = match which {
        "spring" => ((year, 3, 1), (year, 6, 21)),
        "summer" => ((year, 6, 1), (year, 9, 23)),
        "autumn" => ((year, 9, 1), (year, 12, 21)),
        _ => ((year - 1, 12, 1), (year, 3, 21)),
    };
    let day = |(y, m, d)| Date::new(y, m, d).ok();
    match (day(from), day(until)) {
        (Some(from), Some(until)) => When::Window(from, until, Grain::Quarter),
        _ => When::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;

    fn read(text: &str, date: &str) -> Vec<String> {
        let draft = draft::read("a.txt", text.as_bytes()).unwrap();
        let prose = Prose::new(&draft);
        let times = Times { prose: &prose, draft: date.parse().ok() };
        let show = |t: TimePhrase| match t.when {
            When::Window(a, b, _) => format!("{a}..{b}"),
            When::Ending(_, b) => format!("to {b}"),
            When::Since(a) => format!("since {a}"),
            w => format!("{w:?}"),
        };
        times.all(0..prose.tokens.len(), |_| false).into_iter().map(show).collect()
    }

    #[test]
    fn times_are_read() {
        for (text, want) in [
            ("It rose in January.", "2022-01-01..2022-01-31"),
            ("It rose in December.", "2021-12-01..2021-12-31"),
            ("In 2014, it rose.", "2014-01-01..2014-12-31"),
            ("By the end of February 2021 it rose.", "2021-02-01..2021-02-28"),
            ("the six months to September", "to 2021-09-30"),
            ("cases since October", "since 2021-10-01"),
            ("on 7 January 2022", "2022-01-07..2022-01-07"),
            ("on January 7, 2022", "2022-01-07..2022-01-07"),
            ("last year", "2021-01-01..2021-12-31"),
            ("this month", "2022-02-01..2022-02-28"),
            ("on Friday", "2022-02-11..2022-02-11"),
            ("the fourth quarter of 2020", "2020-10-01..2020-12-31"),
            ("between October and December", "2021-10-01..2021-12-31"),
            ("from November to January", "2021-11-01..2022-01-31"),
            ("from November 2020 to January", "2020-11-01..2020-11-30 2022-01-01..2022-01-31"),
            ("the last quarter of 2020", "2020-10-01..2020-12-31"),
            ("the second half of 2020", "2020-07-01..2020-12-31"),
            ("in the first half he scored", ""),
            ("next year", "2023-01-01..2023-12-31"),
            ("next month", "2022-03-01..2022-03-31"),
            ("next season", "Unknown"),
            ("last season", ""),
            ("they may march", ""),
            ("they sat and wed", ""),
        ] {
            assert_eq!(read(text, "2022-02-15").join(" "), want, "{text}");
        }
    }
}
