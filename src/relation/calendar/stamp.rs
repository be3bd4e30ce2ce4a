//! Days, months, years and times of day as the prose writes them, also impossible ones.

use crate::prose::{Prose, Token};
use crate::span::Span;
use crate::vocab::{self, MONTHS, Meaning, WEEKDAYS, scan};
use jiff::civil::Date;
use std::ops::Range;

/// The years that a bare number of four digits may stand for.
const YEARS: Range<u32> = 1000..2200;

/// A date, year or time of day as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub what: What,
}

/// What a stamp says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A day, month or year; possible or not.
    Day(Written),
    /// A time of day.
    Clock(Clock),
}

/// A date as far as it is written. At least one of year and month is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Year.
    pub year: Option<u32>,
    /// Month as written, 1 to 12 if it is possible.
    pub month: Option<u32>,
    /// Day as written, 1 to 31 if it is possible.
    pub day: Option<u32>,
    /// Weekday that stands with it, 1 for Monday.
    pub weekday: Option<u8>,
}

/// A time of day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Hour, as written.
    pub hour: u32,
    /// Minute, as written.
    pub minute: u32,
    /// Whether it is before noon; `None` where it does not say.
    pub morning: Option<bool>,
}

impl Stamp {
    /// The date, if it is one.
    pub fn day(&self) -> Option<Written> {
        match self.what {
            What::Day(written) => Some(written),
            What::Clock(_) => None,
        }
    }

    /// The year, if it is written.
    pub fn year(&self) -> Option<u32> {
        self.day()?.year
    }
}

impl Written {
    /// The first and the last day that it may mean, with `year` where it states none.
    pub fn days(&self, year: u32) -> Option<(Date, Date)> {
        let year = i16::try_from(self.year.unwrap_or(year)).ok()?;
        let month = self.month.map(|m| i8::try_from(m).unwrap_or(0));
        let first = Date::new(year, month.unwrap_or(1), self.day.map_or(1, |d| i8::try_from(d).unwrap_or(0))).ok()?;
        let last = match (month, self.day) {
            (_, Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            (None, None) => first.last_of_year(),
        };
        Some((first, last))
    }
}

/// The stamps of one sentence, in order.
pub fn stamps(prose: &Prose<'_>, sentence: Range<usize>) -> Vec<Stamp> {
    let mut found = Vec::new();
    let mut i = sentence.start;
    let words = Words { prose, end: sentence.end };
    while i < sentence.end {
        match words.stamp(i) {
            Some((what, end)) => {
                found.push(Stamp { tokens: i..end, span: prose.cover(i..end), what });
                i = end;
            }
            None => i += 1,
        }
    }
    found
}

/// The tokens of one sentence.
struct Words<'p, 'd> {
    prose: &'p Prose<'d>,
    end: usize,
}

impl<'p> Words<'p, '_> {
    fn token(&self, i: usize) -> Option<&'p Token> {
        if i < self.end { self.prose.tokens.get(i) } else { None }
    }

    fn word(&self, i: usize) -> &'p str {
        if i < self.end { self.prose.word(i) } else { "" }
    }

    fn before(&self, i: usize) -> &'p str {
        i.checked_sub(1).map_or("", |i| self.prose.word(i))
    }

    fn glued(&self, i: usize) -> bool {
        self.token(i).is_some_and(Token::glued)
    }

    /// What stands at a token, and the token past it.
    fn stamp(&self, i: usize) -> Option<(What, usize)> {
        let token = self.token(i)?;
        if token.kind == scan::Kind::Number {
            return self
                .iso(i)
                .or_else(|| self.slashes(i))
                .or_else(|| self.clock(i))
                .or_else(|| self.day_first(i))
                .or_else(|| self.bare_year(i));
        }
        if !token.capital {
            return None;
        }
        if let Some((weekday, next)) = self.weekday(i) {
            let comma = next + usize::from(self.word(next) == ",");
            let start = comma + usize::from(self.word(comma) == "the");
            return match self.stamp_of_day(start) {
                Some((What::Day(day), end)) if day.day.is_some() => {
                    Some((What::Day(Written { weekday: Some(weekday), ..day }), end))
                }
                _ => None,
            };
        }
        self.month_first(i)
    }

    fn stamp_of_day(&self, i: usize) -> Option<(What, usize)> {
        self.month_first(i).or_else(|| self.day_first(i))
    }

    /// A word of the calendar: what it means and the token past it, with the point of its abbreviation.
    fn named<T>(&self, i: usize, pick: impl Fn(Meaning) -> Option<T>) -> Option<(T, usize)> {
        let token = self.token(i).filter(|t| t.capital)?;
        let value = token.lexeme().phrases.iter().find_map(|p| pick(p.meaning))?;
        let point = self.word(i + 1) == "." && self.glued(i + 1) && self.word(i).len() <= 5;
        Some((value, i + 1 + usize::from(point)))
    }

    fn month(&self, i: usize) -> Option<(u32, usize)> {
        self.named(i, |m| match m {
            Meaning::Month(n) => Some(MONTHS[n as usize].number.into()),
            _ => None,
        })
    }

    fn weekday(&self, i: usize) -> Option<(u8, usize)> {
        self.named(i, |m| match m {
            Meaning::Weekday(n) => Some(WEEKDAYS[n as usize].number),
            _ => None,
        })
    }

    /// A whole number of at most `digits` digits.
    fn number(&self, i: usize, digits: usize) -> Option<u32> {
        let word = self.word(i);
        let plain = !word.is_empty() && word.len() <= digits && word.bytes().all(|b| b.is_ascii_digit());
        if plain { word.parse().ok() } else { None }
    }

    fn year(&self, i: usize) -> Option<u32> {
        self.number(i, 4).filter(|y| YEARS.contains(y))
    }

    /// A day of the month with its "st" or "th".
    fn day(&self, i: usize) -> Option<(u32, usize)> {
        let day = self.number(i, 2)?;
        let suffix = self.glued(i + 1) && matches!(self.word(i + 1), "st" | "nd" | "rd" | "th");
        Some((day, i + 1 + usize::from(suffix)))
    }

    /// "January 9, 2022", "Jan. 9", "January 2022".
    fn month_first(&self, i: usize) -> Option<(What, usize)> {
        let (month, next) = self.month(i)?;
        let date = |day, year, end| Some((What::Day(Written { year, month: Some(month), day, weekday: None }), end));
        if let Some(year) = self.year(next) {
            return date(None, Some(year), next + 1);
        }
        if self.word(next) == ","
            && let Some(year) = self.year(next + 1).filter(|_| !self.counts(next + 1))
        {
            return date(None, Some(year), next + 2);
        }
        let (day, after) = self.day(next)?;
        let comma = after + usize::from(self.word(after) == ",");
        if let Some(year) = self.year(comma).filter(|_| comma == after || !self.counts(comma)) {
            return date(Some(day), Some(year), comma + 1);
        }
        let determined = i > 0 && self.prose.tokens[i - 1].is(vocab::DETERMINER.or(vocab::POSSESSIVE));
        let possible = day <= 31;
        (determined || !self.counts(after - 1) && (possible || self.ends_phrase(after)))
            .then(|| date(Some(day), None, after))?
    }

    /// "9 January 2022", "the 9th of January".
    fn day_first(&self, i: usize) -> Option<(What, usize)> {
        let (day, next) = self.day(i)?;
        let of = next + usize::from(self.word(next) == "of");
        let (month, after) = self.month(of).filter(|_| day < 40)?;
        let comma = after + usize::from(self.word(after) == ",");
        let year = self.year(comma).filter(|_| comma == after || !self.counts(comma));
        let end = if year.is_some() { comma + 1 } else { after };
        Some((What::Day(Written { year, month: Some(month), day: Some(day), weekday: None }), end))
    }

    /// Whether the number at a token counts what follows: "September 31 of the wells", "February 30 boats".
    fn counts(&self, i: usize) -> bool {
        let Some(next) = self.token(i + 1) else { return false };
        match next.kind {
            scan::Kind::Word if next.capital => false,
            // "died in 2019 aged 77".
            scan::Kind::Word if next.is_text("aged") => false,
            scan::Kind::Word => {
                let small = vocab::PREPOSITION
                    .or(vocab::CONJUNCTION)
                    .or(vocab::AUXILIARY)
                    .or(vocab::RELATIVE)
                    .or(vocab::DETERMINER)
                    .or(vocab::PRONOUN)
                    .or(vocab::POSSESSIVE)
                    .or(vocab::SUBORDINATOR)
                    .or(vocab::ADVERB);
                next.is_text("of") || !next.is(small)
            }
            scan::Kind::Symbol => {
                matches!(self.word(i + 1), "%" | "$" | "°") || self.word(i + 1) == "-" && next.glued()
            }
            _ => false,
        }
    }

    /// Whether a phrase surely ends before a token.
    fn ends_phrase(&self, i: usize) -> bool {
        self.token(i).is_none_or(|t| t.kind == scan::Kind::Symbol || t.kind == scan::Kind::Word && !t.capital)
    }

    /// "2022-02-30".
    fn iso(&self, i: usize) -> Option<(What, usize)> {
        let dash = |n: usize| self.word(i + n) == "-" && self.glued(i + n) && self.glued(i + n + 1);
        let two = |n: usize| self.number(i + n, 2).filter(|_| self.word(i + n).len() == 2);
        if !(dash(1) && dash(3)) {
            return None;
        }
        let (year, month, day) = (self.year(i)?, two(2)?, two(4)?);
        let ends = !(self.glued(i + 5) && self.word(i + 5) == "-");
        ends.then_some((
            What::Day(Written { year: Some(year), month: Some(month), day: Some(day), weekday: None }),
            i + 5,
        ))
    }

    /// "3/4/2022": the one reading that is possible, none where both are, and the first where neither is.
    fn slashes(&self, i: usize) -> Option<(What, usize)> {
        let slash = |n: usize| self.word(i + n) == "/" && self.glued(i + n) && self.glued(i + n + 1);
        if !(slash(1) && slash(3)) {
            return None;
        }
        let (a, b, year) = (self.number(i, 2)?, self.number(i + 2, 2)?, self.year(i + 4)?);
        let reading = |month, day| Written { year: Some(year), month: Some(month), day: Some(day), weekday: None };
        let (american, british) = (reading(a, b), reading(b, a));
        let possible = |w: &Written| w.days(year).is_some();
        let written = match (possible(&american), possible(&british)) {
            (true, true) if a != b => Written { year: Some(year), ..Written::default() },
            (true, _) => american,
            (false, true) => british,
            (false, false) => {
                if b <= 12 {
                    british
                } else {
                    american
                }
            }
        };
        Some((What::Day(written), i + 5))
    }

    /// "9 a.m.", "8:45 p.m.", "7.30pm", "23:15".
    fn clock(&self, i: usize) -> Option<(What, usize)> {
        let colon = self.word(i + 1) == ":" && self.glued(i + 1) && self.glued(i + 2);
        let (hour, minute, after) = if colon {
            (self.number(i, 2)?, self.number(i + 2, 2).filter(|_| self.word(i + 2).len() == 2)?, i + 3)
        } else if let Some((hour, minute)) = self.word(i).split_once('.') {
            let two = minute.len() == 2 && hour.len() <= 2;
            (hour.parse().ok()?, minute.parse().ok().filter(|_| two)?, i + 1)
        } else {
            (self.number(i, 2)?, 0, i + 1)
        };
        let follows = self.glued(i) && self.before(i) == ":";
        let longer = follows || matches!(self.word(after), ":" | ".") && self.glued(after) && self.glued(after + 1);
        let morning = match self.word(after) {
            "a.m." | "am" | "AM" | "A.M." => Some(true),
            "p.m." | "pm" | "PM" | "P.M." => Some(false),
            _ => None,
        };
        let clock = Clock { hour, minute, morning };
        match morning {
            Some(_) => Some((What::Clock(clock), after + 1)),
            None if colon && !longer => Some((What::Clock(clock), after)),
            None => None,
        }
    }

    /// A year by itself, where the words around it leave no doubt.
    fn bare_year(&self, i: usize) -> Option<(What, usize)> {
        let year = self.year(i).filter(|_| self.word(i).len() == 4 && !self.counts(i))?;
        let before = i.checked_sub(1).map(|b| &self.prose.tokens[b]);
        let led = before.is_some_and(|t| t.is(vocab::YEAR_LEAD) || self.month(i - 1).is_some())
            || matches!(self.before(i), "(" | "–" | "—");
        let glued = self.glued(i) && !matches!(self.before(i), "(" | "–" | "-" | "—" | "“" | "\"");
        let money = matches!(self.before(i), "$" | "£" | "€");
        (led && !glued && !money).then_some((What::Day(Written { year: Some(year), ..Written::default() }), i + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;

    fn read(text: &str) -> Vec<String> {
        let draft = draft::read("a.txt", text.as_bytes()).unwrap();
        let prose = Prose::new(&draft);
        let part = |n: Option<u32>| n.map_or("-".into(), |n| n.to_string());
        let found = prose.sentences.iter().flat_map(|s| stamps(&prose, s.range())).map(|s| match s.what {
            What::Day(d) => {
                format!("{}/{}/{}/{}", part(d.year), part(d.month), part(d.day), part(d.weekday.map(u32::from)))
            }
            What::Clock(c) => format!("{}:{:02} {:?}", c.hour, c.minute, c.morning),
        });
        found.collect()
    }

    #[test]
    fn reads() {
        for (text, want) in [
            ("on Monday, January 9, 2022, that", vec!["2022/1/9/1"]),
            ("on Tuesday 14 March 2023 in", vec!["2023/3/14/2"]),
            ("the 31st of November 1921.", vec!["1921/11/31/-"]),
            ("from Sept. 28 to Sept. 31, 2019.", vec!["-/9/28/-", "2019/9/31/-"]),
            ("on 2022-02-30, he", vec!["2022/2/30/-"]),
            ("The sale ends on June 31, and", vec!["-/6/31/-"]),
            ("from 2010 to 2015, a run", vec!["2010/-/-/-", "2015/-/-/-"]),
            ("The novelist (1950–2010) wrote", vec!["1950/-/-/-", "2010/-/-/-"]),
            ("from January 2019 to October 2019.", vec!["2019/1/-/-", "2019/10/-/-"]),
            (
                "from 9 a.m. to 3:30 p.m., at 7.30pm and 25:61 h",
                vec!["9:00 Some(true)", "3:30 Some(false)", "7:30 Some(false)", "25:61 None"],
            ),
            ("By September 31 of the wells were dry", vec![]),
            ("Since February 30 boats came", vec![]),
            ("In April, 31-year-old Dana", vec![]),
            ("the June 31 deadline", vec!["-/6/31/-"]),
            ("on 3/4/2022 and 31/12/2022", vec!["2022/-/-/-", "2022/12/31/-"]),
            ("Friday the 13th of May 2022 passed", vec!["2022/5/13/5"]),
            ("It cost 2000 dollars, in 1990 boats", vec![]),
            ("We may 3 times; he ran in 2:00:35", vec![]),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
