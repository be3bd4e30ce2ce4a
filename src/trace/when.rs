//! The month, quarter or year that a number is stated for: "in the third quarter" is not "in the second".

use crate::prose::{Prose, Token};
use crate::quantity::{Other, OtherKind};
use crate::vocab::{self, Meaning};
use std::ops::Range;

/// The months of a year.
const MONTHS: u32 = 12;

/// The time that a number is stated for, as far as it is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// One bit a month, the first for January.
    months: u16,
    /// One bit a quarter.
    quarters: u8,
    /// The only year that is named.
    year: Option<i16>,
}

impl When {
    /// The time that the tokens of a time phrase name.
    pub fn of(prose: &Prose<'_>, tokens: Range<usize>, others: &[Other]) -> Self {
        let mut when = Self::default();
        let mut last = None;
        for i in tokens.clone() {
            if let Some(month) = prose.tokens.get(i).and_then(|t| month(t, prose.word(i))) {
                let first = last.filter(|_| spans(prose, i)).unwrap_or(month);
                when.fill(first, month);
                last = Some(month);
            }
            if let Some(quarter) = quarter(prose, i) {
                when.quarters |= 1 << (quarter - 1);
            }
        }
        let from = others.partition_point(|o| o.tokens.end <= tokens.start);
        let mut years = others[from..].iter().take_while(|o| o.tokens.start < tokens.end).filter_map(year);
        // "The most since 2011" is not stated for 2011.
        let bound = !matches!(prose.word(tokens.start), "in" | "In" | "for" | "For" | "of" | "during" | "During");
        when.year = years.next().filter(|_| !bound && years.next().is_none());
        when
    }

    /// The only month that the words around a number name: "(December: 2,507)".
    pub fn beside(prose: &Prose<'_>, tokens: Range<usize>) -> Self {
        let mut months = tokens.filter_map(|i| month(&prose.tokens[i], prose.word(i)));
        match (months.next(), months.next()) {
            (Some(one), None) => Self { months: 1 << one, ..Self::default() },
            _ => Self::default(),
        }
    }

    /// All months from one to another, over the end of the year if need be.
    fn fill(&mut self, first: u32, last: u32) {
        let mut month = first;
        self.months |= 1 << month;
        while month != last {
            month = (month + 1) % MONTHS;
            self.months |= 1 << month;
        }
    }

    /// Whether two times exclude each other, as far as both are named. A year that no source has is a slip of its own.
    pub fn excludes(self, other: Self, has_year: impl Fn(i16) -> bool) -> bool {
        let months = self.months != 0 && other.months != 0;
        let quarters = self.quarters != 0 && other.quarters != 0;
        let years = self.year.zip(other.year).is_some_and(|(a, b)| a != b && has_year(a));
        months && self.months & other.months == 0 || quarters && self.quarters & other.quarters == 0 || years
    }
}

/// The number of a month, from 0.
fn month(token: &Token, word: &str) -> Option<u32> {
    let named = |p: &&vocab::Phrase| p.rest.is_empty() && p.exact.is_none_or(|e| e == word);
    let row = token.lexeme().phrases.iter().filter(named).find_map(|p| match p.meaning {
        Meaning::Month(row) => Some(row),
        _ => None,
    })?;
    token.capital.then(|| u32::from(vocab::MONTHS[usize::from(row)].number) - 1)
}

/// Whether token `i` ends a span that began before it: "to February".
fn spans(prose: &Prose<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).map(|b| prose.word(b));
    before.is_some_and(|w| matches!(w, "to" | "until" | "through" | "and" | "-" | "–"))
}

/// The quarter that token `i` and the one behind it name.
fn quarter(prose: &Prose<'_>, i: usize) -> Option<u8> {
    let noun = prose.tokens.get(i + 1).is_some_and(|_| prose.word(i + 1) == "quarter");
    let named = match prose.word(i) {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" | "final" => 4,
        _ => return None,
    };
    noun.then_some(named)
}

/// The year of a single date or year.
fn year(other: &Other) -> Option<i16> {
    let dated = matches!(other.kind, OtherKind::Date | OtherKind::Year);
    other.date.filter(|_| dated)?.year
}
