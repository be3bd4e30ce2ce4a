//! Values: TOML numbers by their literal digits, and text by the grammar of prose.

use crate::quantity::{self, Bound, Change, Interval, Kind, Numeral, Quantity, Unit};
use crate::settings::Settings;
use crate::vocab::UNITS;
use rust_decimal::Decimal;

/// What a measure counts or measures: the kind of its claims and their unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Sort {
    /// Kind.
    pub kind: Kind,
    /// Unit; its dimension is "" for a bare number.
    pub unit: Unit,
}

/// A quantity in text, such as "£186.4 million" or "about 45 %"; the whole text must be one.
pub fn quantity(text: &str) -> Option<Quantity> {
    let text = text.trim();
    if text.len() > 200 {
        return None;
    }
    let settings = Settings::default();
    quantity::parse_value(text, &settings).or_else(|| counted(text, &settings)).or_else(|| per_head(text, &settings))
}

/// "246 per 100,000 people", "8.1 cases per 100,000 inhabitants": a rate by a round number, whatever is counted.
fn per_head(text: &str, settings: &Settings) -> Option<Quantity> {
    let (over, under) = text.split_once(" per ")?;
    let number = |side: &str| {
        let end = side.find(|c: char| c.is_alphabetic()).unwrap_or(side.len());
        let nouns = side[end..].split(' ').all(|w| w.chars().all(|c| c.is_alphabetic() || c == '-'));
        (end > 0 && nouns).then(|| side[..end].trim().to_string())
    };
    quantity::parse_value(&format!("{} per {}", number(over)?, number(under)?), settings)
}

/// A number and what it counts: "340 jobs", "about 1.2 million air passengers".
fn counted(text: &str, settings: &Settings) -> Option<Quantity> {
    let plain = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'');
    let mut end = text.len();
    for _ in 0..4 {
        let space = text[..end].rfind(' ')?;
        let noun = text[space..].trim();
        if !noun.split(' ').all(plain) {
            return None;
        }
        if let Some(found) = quantity::parse_value(&text[..space], settings).filter(|q| q.kind == Kind::Number) {
            let unit = Unit { name: noun.to_string().into(), dimension: "count", ..Unit::default() };
            return Some(Quantity { kind: Kind::Count, unit, ..found });
        }
        end = space;
    }
    None
}

/// The unit that a text names ("km", "percent", "US dollars", "deaths") and the kind of a number in it.
pub fn sort(text: &str) -> Option<Sort> {
    let text = text.trim();
    // After a number, "m" is million: codes and names of units are looked up before the grammar is asked.
    if let Some(unit) = UNITS.iter().find(|u| u.code == Some(text) || u.name == text) {
        let kind = match unit.dimension {
            "percent" => Kind::Percent,
            "time" => Kind::Duration,
            _ => Kind::Measure,
        };
        let unit =
            Unit { name: unit.name.into(), code: unit.code.map(Into::into), dimension: unit.dimension, span: None };
        return Some(Sort { kind, unit });
    }
    let plain = |q: &Quantity| q.value == Some(Decimal::TWO) && q.bound == Bound::Exact && !q.unit.name.is_empty();
    let two = quantity(&format!("2 {text}")).filter(plain).or_else(|| quantity(&format!("{text}2")).filter(plain));
    if let Some(two) = two {
        return Some(Sort { kind: two.kind, unit: Unit { span: None, ..two.unit } });
    }
    // Anything else that is a word is what is counted.
    let noun = text.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-') && text.chars().any(char::is_alphabetic);
    let unit = Unit { name: text.to_string().into(), dimension: "count", ..Unit::default() };
    noun.then_some(Sort { kind: Kind::Count, unit })
}

/// The unit that goes with a kind, where there is but one.
pub fn sort_of_kind(kind: Kind) -> Option<Sort> {
    match kind {
        Kind::Percent => sort("percent"),
        Kind::Points => sort("percentage points"),
        Kind::Age => sort("years"),
        _ => None,
    }
    .map(|found| Sort { kind, ..found })
}

/// A number from its literal digits ("122000", "-4.50", "1.5e6"), with the precision that they show.
pub fn number(literal: &str) -> Option<Numeral> {
    let literal = literal.trim_start_matches('+');
    let value: Decimal = match literal.contains(['e', 'E']) {
        true => Decimal::from_scientific(literal).ok()?,
        false => Decimal::from_str_exact(literal).ok()?,
    };
    let step = match value.scale() {
        0 => whole_step(value.mantissa()),
        scale => Decimal::new(1, scale),
    };
    Some(Numeral { value, step, scale: Decimal::ONE, words: false })
}

/// One unit of the last digit that counts: the last non-zero one, but a written zero counts as far as the second digit.
fn whole_step(mantissa: i128) -> Decimal {
    let (mut step, size) = (1i128, mantissa.unsigned_abs() as i128);
    while size != 0 && size % (step * 10) == 0 && size / (step * 10) >= 10 {
        step *= 10;
    }
    Decimal::try_from_i128_with_scale(step, 0).unwrap_or(Decimal::ONE)
}

/// A bare number as a quantity, in the unit of its measure if that has one.
pub fn bare(numeral: Numeral, sort: Option<&Sort>) -> Quantity {
    let (kind, unit) = match sort {
        Some(sort) => (sort.kind, sort.unit.clone()),
        None => (Kind::Number, Unit::default()),
    };
    Quantity {
        kind,
        value: Some(numeral.value),
        fraction: None,
        range: None,
        interval: Interval::point(numeral.value),
        bound: Bound::Exact,
        change: Change::None,
        unit,
        numeral,
    }
}

/// A range as its two ends; `None` for what is no range.
pub fn ends(quantity: &Quantity) -> Option<(Quantity, Quantity)> {
    let (low, high) = quantity.range?;
    let end = |value| Quantity {
        value: Some(value),
        range: None,
        interval: Interval::point(value),
        bound: Bound::Exact,
        numeral: Numeral { value, ..quantity.numeral },
        ..quantity.clone()
    };
    Some((end(low), end(high)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        for (text, kind, value) in [
            ("340 jobs", Kind::Count, "340"),
            ("about 1.2 million air passengers", Kind::Count, "1200000"),
            ("£186.4 million", Kind::Money, "186400000.0"),
            ("45 %", Kind::Percent, "45"),
            ("3.2 million barrels/day", Kind::Rate, "3200000.0"),
            ("200 km", Kind::Measure, "200"),
            ("246 per 100,000", Kind::Rate, "246"),
            ("246 per 100,000 people", Kind::Rate, "246"),
            ("8.1 cases per 100,000 inhabitants", Kind::Rate, "8.1"),
        ] {
            let found = quantity(text).unwrap_or_else(|| panic!("{text}"));
            let value = value.parse::<Decimal>().ok();
            assert_eq!((found.kind, found.value), (kind, value), "{text}");
        }
        for text in ["", "jobs", "far away", "340, 12 of them", "5 and six % of x"] {
            assert_eq!(quantity(text), None, "{text}");
        }
    }

    #[test]
    fn literals_keep_their_digits() {
        for (text, value, step) in [
            ("122000", "122000", "1000"),
            ("50.0", "50.0", "0.1"),
            ("4000", "4000", "100"),
            ("-12.50", "-12.50", "0.01"),
            ("0", "0", "1"),
            ("1.5e6", "1500000", "100000"),
        ] {
            let n = number(text).unwrap();
            assert_eq!((n.value.to_string().as_str(), n.step.to_string().as_str()), (value, step), "{text}");
        }
        for text in ["inf", "nan", "123456789012345678901234567890123", "1e99"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
