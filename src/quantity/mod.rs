//! Quantities: values and ranges with unit, bound and change, as prose states them.

mod convert;
mod decoy;
pub mod grammar;
mod interval;
mod number;
#[cfg(test)]
mod properties;
pub mod senses;
mod style;
mod unit;

pub use convert::{Scale, convert};
pub use interval::{End, Interval};
pub use number::{Numeral, exact};
pub use style::{Country, DateOrder, Style};
pub use unit::Unit;

use crate::prose::Prose;
use crate::settings::Settings;
use crate::span::Span;
pub use crate::vocab::{Bound, Change};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::ops::Range;

/// What sort of quantity it is; the first that fits, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// "aged 57", "a 57-year-old".
    Age,
    /// "52–47".
    Score,
    /// Percentage points, basis points.
    Points,
    /// "12 percent".
    Percent,
    /// "one in five", "two-thirds".
    Ratio,
    /// Anything per something.
    Rate,
    /// An amount in a currency.
    Money,
    /// "three weeks".
    Duration,
    /// An amount in a unit of measure.
    Measure,
    /// "doubled", "three times".
    Multiple,
    /// "dozens".
    Vague,
    /// A count of things.
    Count,
    /// A bare number.
    Number,
}

/// A value or range with unit and bound, as stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What sort.
    pub kind: Kind,
    /// The stated value; `None` for ranges and vague counts.
    pub value: Option<Decimal>,
    /// The value as a fraction, where it has no finite decimal form.
    pub fraction: Option<(u32, u32)>,
    /// The stated ends of a range.
    pub range: Option<(Decimal, Decimal)>,
    /// The true values under which an honest writer could have written this.
    pub interval: Interval,
    /// How it is hedged.
    pub bound: Bound,
    /// The direction that it states.
    pub change: Change,
    /// The unit.
    pub unit: Unit,
    /// How the (first) number is written.
    pub numeral: Numeral,
}

impl Quantity {
    /// The quantity with a scale that stands elsewhere: "418.2" in a column of £ million. `None` where a value is beyond
    /// what a decimal holds.
    pub fn scaled(&self, scale: Decimal) -> Option<Self> {
        let times = |v: Decimal| v.checked_mul(scale);
        let end = |e: End| Some(End { value: times(e.value)?, ..e });
        let mut scaled = Self { numeral: self.numeral.scaled(scale)?, ..self.clone() };
        if let Some(value) = self.value {
            scaled.value = Some(times(value)?);
        }
        if let Some((low, high)) = self.range {
            scaled.range = Some((times(low)?, times(high)?));
        }
        scaled.interval = Interval { low: self.interval.low.and_then(end), high: self.interval.high.and_then(end) };
        Some(scaled)
    }
}

/// A quantity and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The quantity.
    pub quantity: Quantity,
    /// The numeral with its scale word or suffix, without currency or percent sign; both numerals of a range.
    pub number: Span,
    /// The whole phrase: hedge, sign, number and unit.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// What a number that is no claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OtherKind {
    /// A date, with or without its year.
    Date,
    /// A year, a decade or a span of years.
    Year,
    /// A time of day.
    Clock,
    /// "third", "21st", "No. 4".
    Ordinal,
    /// A telephone number.
    Phone,
    /// Part of a name: "Boeing 737", "G7".
    Name,
    /// A section, page, version, postal code or the like.
    Reference,
}

/// A number that is no claim: recognised so that it does no harm.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// What it is.
    pub kind: OtherKind,
    /// Where.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The day that a date names, completed from the draft's date where the tense allows.
    pub date: Option<PartialDate>,
}

/// A date as far as it is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartialDate {
    /// Year.
    pub year: Option<i16>,
    /// Month, 1 to 12 if it is possible.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31 if it is possible.
    pub day: Option<u8>,
    /// Weekday, 1 for Monday.
    pub weekday: Option<u8>,
}

impl PartialDate {
    /// The day, where year, month and day are stated and possible.
    pub fn day(&self) -> Option<Date> {
        Date::new(self.year?, self.month? as i8, self.day? as i8).ok()
    }
}

/// All numbers of a draft: those that are quantities, and those that are not.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Quantities, in order.
    pub amounts: Vec<Amount>,
    /// The others, in order.
    pub others: Vec<Other>,
    /// How the draft writes its numbers and dates.
    pub style: Style,
}

/// Finds every number of a draft.
pub fn find(prose: &Prose<'_>, settings: &Settings) -> Numbers {
    grammar::find(prose, Style::of(prose), settings)
}

/// The quantity that a text states and nothing else: "3.2 million barrels/day", "£186.4 million", "about 1.2 million",
/// "between 5 and 6". Read in the English style. `None` if it is no single quantity.
pub fn parse_value(text: &str, settings: &Settings) -> Option<Quantity> {
    grammar::single(text, settings)
}
