//! A draft's own number style, settled once for the whole of it: decimal sign, date order, country.

use crate::prose::Prose;
use crate::vocab::{scan::Kind, words};

/// How a draft writes its numbers and dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether the comma parts off decimals: "12,5", "1.234,50". Else the point does.
    pub comma: bool,
    /// The order of numeric dates, where the draft settles it: "31/12/2021".
    pub order: Option<DateOrder>,
    /// The country whose tons, gallons and pounds it means, where the draft shows it.
    pub country: Option<Country>,
}

/// The order of day and month in numeric dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31/12/2021.
    DayFirst,
    /// 12/31/2021.
    MonthFirst,
}

/// A country with units of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    /// Pounds sterling, imperial gallons.
    Britain,
    /// US gallons, short tons.
    America,
}

impl Style {
    /// Settles a draft's style from all its numbers.
    pub fn of(prose: &Prose<'_>) -> Self {
        let mut seen = Seen::default();
        for (i, token) in prose.tokens.iter().enumerate() {
            match token.kind {
                Kind::Number => {
                    seen.separators(prose.word(i));
                    if i + 2 < prose.tokens.len() {
                        seen.date(prose, i);
                    }
                }
                Kind::Symbol | Kind::Word if token.is_any(words!["£", "sterling", "pence"]) => seen.sterling += 1,
                Kind::Symbol if token.is_text("$") => seen.dollars += 1,
                _ => {}
            }
        }
        seen.settle()
    }
}

#[derive(Default)]
struct Seen {
    points: usize,
    commas: usize,
    day_first: usize,
    month_first: usize,
    sterling: usize,
    dollars: usize,
}

impl Seen {
    /// Counts what only one of the styles would write.
    fn separators(&mut self, text: &str) {
        let (Some(first), last) = (text.find(['.', ',']), text.rfind(['.', ','])) else { return };
        let last = last.unwrap_or(first);
        let bytes = text.as_bytes();
        let decimals = text.len() - last - 1;
        let mixed = bytes[first] != bytes[last];
        let repeated = first != last && !mixed;
        let comma = match (mixed, repeated) {
            (true, _) => bytes[last] == b',',
            // "1.234.567" parts thousands by points.
            (_, true) => bytes[first] == b'.' && decimals == 3 && text.matches('.').count() > 1,
            // "12,5" is a decimal; "12.5" too; "1.234" and "1,234" settle nothing.
            _ if decimals == 3 => return,
            _ => bytes[first] == b',',
        };
        if comma { self.commas += 1 } else { self.points += 1 }
    }

    /// Counts "31/12/2021" and "12/31/2021".
    fn date(&mut self, prose: &Prose<'_>, i: usize) {
        let slash = |n: usize| prose.is(i + n, "/") && prose.tokens[i + n].glued();
        if !slash(1) || i + 4 >= prose.tokens.len() || !slash(3) || prose.word(i + 4).len() < 2 {
            return;
        }
        let part = |n: usize| prose.word(i + n).parse::<u32>().unwrap_or(0);
        match (part(0), part(2)) {
            (13..=31, 1..=12) => self.day_first += 1,
            (1..=12, 13..=31) => self.month_first += 1,
            _ => {}
        }
    }

    fn settle(self) -> Style {
        let order = match (self.day_first, self.month_first) {
            (0, 1..) => Some(DateOrder::MonthFirst),
            (1.., 0) => Some(DateOrder::DayFirst),
            _ => None,
        };
        let country = match (self.sterling, self.dollars) {
            (s, d) if s > d => Some(Country::Britain),
            (0, 1..) => Some(Country::America),
            _ => None,
        };
        Style { comma: self.commas > self.points, order, country }
    }
}
