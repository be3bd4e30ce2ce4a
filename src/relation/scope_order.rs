//! Scopes that surely contain others: zones, windows of time, ages, periods, parts of a game, a place and the whole.

use super::calendar::{MONTH_NAMES, month_length};
use crate::attribution::Attribution;
use crate::claim::{Claim, Role};
use crate::prose::Prose;
use crate::quantity::{Kind, exact};
use crate::vocab::{self, MONTHS, Meaning, UNITS, scan};
use dashu_ratio::RBig;
use std::ops::Range;

/// How far from its number a scope is looked for, in tokens.
const REACH: usize = 16;

/// How far to both sides of two numbers a word is looked for that makes them averages, in tokens.
const WIDE: usize = 60;

/// Two claims, the first of which has the narrower scope and yet the larger number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nested {
    /// Number of the claim with the narrower scope.
    pub inner: usize,
    /// Number of the claim with the wider scope.
    pub outer: usize,
    /// What the scopes are.
    pub sort: Sort,
}

/// What sort of scope it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Distances from one place.
    Zone,
    /// Times up to now, or since an event.
    Time,
    /// Ages below or above a limit.
    Age,
    /// A period within a longer one.
    Period,
    /// A part and the whole.
    Whole,
}

/// How far a claim reaches.
#[derive(Clone, Debug, PartialEq)]
enum Extent {
    /// "within 200 km".
    Within(RBig),
    /// "within an hour of", in seconds.
    Running(RBig),
    /// "in the past week", in days.
    Past(u32),
    /// "since 2015".
    Since(u32),
    /// "under 5".
    Under(u32),
    /// "over 65".
    Over(u32),
    /// "in March".
    Month(u32),
    /// "in the first quarter".
    Quarter(u32),
    /// "in 2021".
    Year(u32),
    /// "from 2017 to 2021".
    Years(u32, u32),
    /// "in the first six months", of a year that is named or not.
    First(u32, Option<u32>),
    /// "in the second half".
    Part,
    /// "in the game".
    Game,
    /// "in the capital": a place.
    Place,
    /// "in the state as a whole".
    All,
}

impl Extent {
    /// Whether it surely contains another.
    fn contains(&self, inner: &Extent) -> Option<Sort> {
        use Extent::*;
        let (sort, contains) = match (self, inner) {
            (Within(a), Within(b)) => (Sort::Zone, a > b),
            (Running(a), Running(b)) => (Sort::Time, a > b),
            (Past(a), Past(b)) => (Sort::Time, a > b),
            (Since(a), Since(b)) => (Sort::Time, a < b),
            (Under(a), Under(b)) => (Sort::Age, a > b),
            (Over(a), Over(b)) => (Sort::Age, a < b),
            (Quarter(q), Month(m)) => (Sort::Period, (m - 1) / 3 + 1 == *q),
            (Years(a, b), Year(y)) => (Sort::Period, a < b && (a..=b).contains(&y)),
            (First(a, x), First(b, y)) => (Sort::Period, a > b && x == y),
            (Game, Part) => (Sort::Whole, true),
            (All, Place) => (Sort::Whole, true),
            _ => return None,
        };
        contains.then_some(sort)
    }
}

/// Every pair of a draft in which the narrower scope has the larger number.
pub fn nested(prose: &Prose<'_>, claims: &[Claim], attributions: &[Option<Attribution>]) -> Vec<Nested> {
    let reader = Reader { prose, claims, attributions };
    let counted: Vec<_> = (0..claims.len()).filter(|n| reader.counts(*n)).collect();
    let pairs = counted.iter().zip(counted.iter().skip(1)).filter(|(a, b)| reader.together(**a, **b));
    pairs.filter_map(|(a, b)| reader.nested(*a, *b)).collect()
}

struct Reader<'a, 'd> {
    prose: &'a Prose<'d>,
    claims: &'a [Claim],
    attributions: &'a [Option<Attribution>],
}

impl Reader<'_, '_> {
    fn word(&self, i: usize) -> &str {
        self.prose.word(i)
    }

    fn is(&self, i: usize, class: vocab::Class) -> bool {
        self.prose.tokens.get(i).is_some_and(|t| t.is(class))
    }

    /// Whether a claim counts something that adds up over parts.
    fn counts(&self, n: usize) -> bool {
        let c = &self.claims[n];
        let kind = matches!(c.quantity.kind, Kind::Count | Kind::Number | Kind::Money);
        kind && c.role == Role::Claim && c.modality.is_none() && c.quantity.value.is_some()
    }

    fn start(&self, n: usize) -> usize {
        self.prose.token_at(self.claims[n].span.start)
    }

    fn end(&self, n: usize) -> usize {
        self.prose.token_at(self.claims[n].span.end.saturating_sub(1)) + 1
    }

    /// Whether two neighbouring claims are told together of one thing by one source.
    fn together(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.claims[a], &self.claims[b]);
        let near = y.sentence - x.sentence <= 1
            && self.prose.sentences[x.sentence].block == self.prose.sentences[y.sentence].block;
        let source = |n: usize| self.attributions.get(n)?.as_ref()?.source.map(|s| self.prose.slice(s));
        let sources = match (source(a), source(b)) {
            (Some(a), Some(b)) => same_mention(a, b),
            _ => true,
        };
        let units = (x.quantity.kind == Kind::Money) == (y.quantity.kind == Kind::Money)
            && head(&x.quantity.unit.name) == head(&y.quantity.unit.name)
            || x.sentence == y.sentence && y.quantity.unit.name.is_empty() && x.quantity.kind == Kind::Count;
        let between = self.end(a)..self.start(b);
        let compared = between.clone().any(|i| self.is(i, vocab::NOT_NESTED) || self.word(i) == ";");
        // A page of numbers without a stop costs no more than its length.
        let first = self.prose.sentences[x.sentence].range().start.max(between.start.saturating_sub(WIDE));
        let last = self.prose.sentences[y.sentence].range().end.min(between.end + WIDE);
        let averaged = (first..last).any(|i| self.is(i, vocab::AVERAGED));
        near && sources && units && !compared && !averaged
    }

    fn nested(&self, a: usize, b: usize) -> Option<Nested> {
        let (x, y) = (self.extents(a, b, true), self.extents(b, a, false));
        let pair = |inner: usize, outer: usize, narrow: &[Extent], wide: &[Extent]| {
            let sort = wide.iter().find_map(|w| narrow.iter().find_map(|n| w.contains(n)))?;
            // A pair that also has a scope of another sort may be about two things.
            let apart = self.months_differ(narrow, wide);
            (self.larger(inner, outer) && !apart).then_some(Nested { inner, outer, sort })
        };
        pair(a, b, &x, &y).or_else(|| pair(b, a, &y, &x))
    }

    /// Whether both state a month or a year, and not the same.
    fn months_differ(&self, a: &[Extent], b: &[Extent]) -> bool {
        let months = |e: &[Extent]| {
            e.iter().filter_map(|e| if let Extent::Month(m) = e { Some(*m) } else { None }).collect::<Vec<_>>()
        };
        let (x, y) = (months(a), months(b));
        !x.is_empty() && !y.is_empty() && x != y
    }

    /// Whether the first claim's value is surely larger.
    fn larger(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.claims[a].quantity.interval, &self.claims[b].quantity.interval);
        match (x.low, y.high) {
            (Some(low), Some(high)) => low.value > high.value,
            _ => false,
        }
    }

    /// The scopes of a claim: after it up to its partner or the end of its sentence, else before it.
    fn extents(&self, n: usize, other: usize, first: bool) -> Vec<Extent> {
        let sentence = self.prose.sentences[self.claims[n].sentence].range();
        let same = self.claims[n].sentence == self.claims[other].sentence;
        let (start, end) = (self.start(n), self.end(n));
        let before_start = if !first && same { self.end(other) } else { sentence.start };
        let before_start = before_start.max(start.saturating_sub(REACH));
        let mut after_end = if first && same { self.start(other) } else { sentence.end };
        // "Within 5 km 1,400 homes lost power, and within 20 km 3,900 did": the second scope opens the second's clause.
        if first && same && !self.read(before_start..start).is_empty() {
            let opening = self.opening(end..after_end);
            if !self.read(opening.clone()).is_empty() {
                after_end = opening.start;
            }
        }
        let after = self.read(end..after_end.min(end + REACH));
        // Words between two claims of one sentence belong to the first, but for what opens the second's clause.
        let opening = if same && !first { self.opening(before_start..start) } else { before_start..start };
        let before = self.read(opening);
        if after.is_empty() { before } else { [after, before].concat() }
    }

    /// The part of the words between two claims that belongs to the second: after the last comma, semicolon or "and".
    fn opening(&self, gap: Range<usize>) -> Range<usize> {
        let cut = gap.clone().rev().find(|i| matches!(self.word(*i), "," | ";" | "and" | "but"));
        cut.map_or(gap.end, |c| c + 1)..gap.end
    }

    /// The scopes that some words state.
    fn read(&self, words: Range<usize>) -> Vec<Extent> {
        let mut found = Vec::new();
        let mut i = words.start;
        while i < words.end {
            match self.extent(i, words.end) {
                Some((extent, next)) => {
                    found.push(extent);
                    i = next.max(i + 1);
                }
                None => i += 1,
            }
        }
        if (words.start..words.end).any(|i| self.is(i, vocab::AS_A_WHOLE) && self.whole_phrase(i)) {
            found.retain(|e| *e != Extent::Place);
            found.push(Extent::All);
        }
        found
    }

    /// "as a whole", "in all", "in the whole of", "statewide".
    fn whole_phrase(&self, i: usize) -> bool {
        match self.word(i) {
            "whole" => i >= 2 && (self.word(i - 1) == "a" && self.word(i - 2) == "as" || self.word(i + 1) == "of"),
            _ => true,
        }
    }

    fn extent(&self, i: usize, end: usize) -> Option<(Extent, usize)> {
        let token = &self.prose.tokens[i];
        match token.lexeme().text {
            "within" => self.within(i + 1, end),
            "since" => self.year(i + 1).map(|y| (Extent::Since(y), i + 2)),
            "under" | "below" => self.age(i + 1).map(|n| (Extent::Under(n), i + 2)),
            "over" | "above" => self.age(i + 1).map(|n| (Extent::Over(n), i + 2)),
            "from" => {
                let (a, b) = (self.year(i + 1)?, self.year(i + 3)?);
                matches!(self.word(i + 2), "to" | "until" | "through").then_some((Extent::Years(a, b), i + 4))
            }
            "in" | "during" | "for" => self.period(i + 1, end),
            _ => None,
        }
    }

    fn year(&self, i: usize) -> Option<u32> {
        self.word(i).parse().ok().filter(|y| (1500..2200).contains(y))
    }

    fn age(&self, i: usize) -> Option<u32> {
        let plain = self.prose.tokens.get(i + 1).is_none_or(|t| {
            t.kind == scan::Kind::Symbol || t.is(vocab::CONJUNCTION.or(vocab::PREPOSITION).or(vocab::AUXILIARY))
        });
        self.word(i).parse().ok().filter(|n| plain && (1..=100).contains(n))
    }

    /// "200 km", "an hour of the quake".
    fn within(&self, i: usize, end: usize) -> Option<(Extent, usize)> {
        let article = matches!(self.word(i), "a" | "an" | "one");
        let value = if article { RBig::ONE } else { exact(self.word(i).replace(',', "").parse().ok()?) };
        let mut at = i + 1;
        at += usize::from(self.word(at) == "-");
        let unit =
            self.prose.tokens.get(at).filter(|_| at < end)?.lexeme().phrases.iter().find_map(|p| match p.meaning {
                Meaning::UnitEntry(n) if p.rest.is_empty() => Some(&UNITS[n as usize]),
                _ => None,
            })?;
        let factor = exact(unit.factor.parse().ok()?);
        match unit.dimension {
            "length" => Some((Extent::Within(value * factor), at + 1)),
            "time" => Some((Extent::Running(value * factor), at + 1)),
            _ => None,
        }
    }

    /// What follows "in": a month, a quarter, a year, the past week, a half, the game, a place.
    fn period(&self, i: usize, end: usize) -> Option<(Extent, usize)> {
        let token = self.prose.tokens.get(i).filter(|_| i < end)?;
        if let Some(month) = self.month(i) {
            return month_length(None, month).map(|_| (Extent::Month(month), i + 1));
        }
        if let Some(year) = self.year(i) {
            return Some((Extent::Year(year), i + 1));
        }
        if !matches!(token.lexeme().text, "the" | "its" | "his" | "her" | "their" | "all") {
            return token.capital.then_some((Extent::Place, i + 1));
        }
        let (word, next) = (self.word(i + 1), self.word(i + 2));
        let rank = ["first", "second", "third", "fourth"].iter().position(|r| *r == word);
        if let (Some(rank), "quarter") = (rank, next) {
            return Some((Extent::Quarter(rank as u32 + 1), i + 3));
        }
        if rank == Some(0)
            && let Some(first) = self.first_months(i + 2)
        {
            return Some(first);
        }
        if let (Some(_), "half") = (rank, next) {
            return Some((Extent::Part, i + 3));
        }
        if matches!(word, "past" | "last") {
            let days = match next {
                "hour" | "24" => 0,
                "day" => 1,
                "week" => 7,
                "fortnight" => 14,
                "month" => 30,
                "year" => 365,
                "decade" => 3650,
                _ => return None,
            };
            return Some((Extent::Past(days), i + 3));
        }
        if self.is(i + 1, vocab::GAME) {
            return Some((Extent::Game, i + 2));
        }
        self.is_place(i + 1).then_some((Extent::Place, i + 2))
    }

    /// "six months of the year", "three months of 2023": how many months from the start of which year.
    fn first_months(&self, i: usize) -> Option<(Extent, usize)> {
        let claim = self.claims.partition_point(|c| c.tokens.start < i);
        let told = self.claims.get(claim).filter(|c| c.tokens.start == i && c.quantity.unit.name == "month")?;
        let months = u32::try_from(told.quantity.value?).ok()?;
        let end = told.tokens.end;
        if self.word(end) != "of" {
            return Some((Extent::First(months, None), end));
        }
        if let Some(year) = self.year(end + 1) {
            return Some((Extent::First(months, Some(year)), end + 2));
        }
        // "of the year"; "of last year" and "of the financial year" may be another one.
        (self.word(end + 1) == "the" && self.word(end + 2) == "year").then_some((Extent::First(months, None), end + 3))
    }

    fn month(&self, i: usize) -> Option<u32> {
        let token = self.prose.tokens.get(i).filter(|t| t.capital)?;
        let month = token.lexeme().phrases.iter().find_map(|p| match p.meaning {
            Meaning::Month(n) => Some(u32::from(MONTHS[n as usize].number)),
            _ => None,
        })?;
        MONTH_NAMES.contains(&self.word(i)).then_some(month)
    }

    /// "state capital", "city", "town of Bren".
    fn is_place(&self, i: usize) -> bool {
        (i..i + 2).any(|i| self.is(i, vocab::PLACE_NOUN))
    }
}

/// The last word of a unit's name.
fn head(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Whether two mentions may be one source: "the ministry" and "it" are.
fn same_mention(a: &str, b: &str) -> bool {
    let pronoun = |m: &str| m.len() <= 4;
    pronoun(a) || pronoun(b) || head(a).eq_ignore_ascii_case(head(b))
}
