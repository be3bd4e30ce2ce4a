//! Conversion between units of one dimension, in exact rationals.

use super::Unit;
use crate::vocab::{CURRENCIES, Meaning, UNITS, UnitEntry, WordId, scan::Scanner};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// How a unit relates to the base of its dimension: `base = value * factor + offset`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// How many of the base unit one of it is.
    pub factor: RBig,
    /// What is added after that; 0 but for temperatures.
    pub offset: RBig,
    /// What is measured: "length", "length/time", "money:USD/volume". Units of one dimension convert into each other.
    pub dimension: String,
}

impl Unit {
    /// The unit's entry in the vocabulary, if it is a single unit of measure.
    pub fn entry(&self) -> Option<&'static UnitEntry> {
        entry(&self.name)
    }

    /// How it relates to the base of its dimension; `None` for counted nouns and bare numbers.
    pub fn scale(&self) -> Option<Scale> {
        let mut parts = self.name.split(" per ");
        let upper = parts.next()?;
        if let Some(entry) = self.entry() {
            return part_of(entry);
        }
        let code = self.code.as_deref().and_then(|c| c.split('/').next());
        let mut scale = part(upper, code)?;
        for lower in parts {
            let lower = part(lower, None)?;
            if lower.offset != RBig::ZERO || scale.offset != RBig::ZERO || lower.factor == RBig::ZERO {
                return None;
            }
            scale.factor /= lower.factor;
            scale.dimension = format!("{}/{}", scale.dimension, lower.dimension);
        }
        Some(scale)
    }

    /// How many of the base unit of its dimension one of it is.
    pub fn factor(&self) -> Option<RBig> {
        self.scale().map(|s| s.factor)
    }
}

/// A value in another unit of the same dimension. Of temperatures it converts points on the scale, not differences.
pub fn convert(value: &RBig, from: &Unit, to: &Unit) -> Option<RBig> {
    let (a, b) = (from.scale()?, to.scale()?);
    if a.dimension != b.dimension || b.factor == RBig::ZERO {
        return None;
    }
    Some((value * a.factor + a.offset - b.offset) / b.factor)
}

/// The scale of one unit or currency by its name.
fn part(name: &str, code: Option<&str>) -> Option<Scale> {
    if let Some(entry) = entry(name) {
        return part_of(entry);
    }
    let currency = CURRENCIES.iter().find(|c| c.name == name && code.is_none_or(|code| c.code == code))?;
    let factor = RBig::from_parts(IBig::ONE, UBig::from(currency.per_major));
    Some(Scale { factor, offset: RBig::ZERO, dimension: format!("money:{}", currency.code) })
}

fn part_of(entry: &UnitEntry) -> Option<Scale> {
    let dimension = match entry.dimension {
        // Speeds and flows are what their parts make of them.
        "speed" => "length/time",
        "flow" => "volume/time",
        "data rate" => "data/time",
        "points" => "percent",
        other => other,
    };
    Some(Scale { factor: rational(entry.factor)?, offset: rational(entry.offset)?, dimension: dimension.into() })
}

/// The unit of measure of a name.
fn entry(name: &str) -> Option<&'static UnitEntry> {
    let first = Scanner::new(name).next()?;
    let phrases = WordId::find(first.hash).lexeme().phrases;
    let by_form = phrases.iter().find_map(|p| match p.meaning {
        Meaning::UnitEntry(i) => Some(&UNITS[i as usize]).filter(|u| u.name == name),
        _ => None,
    });
    by_form.or_else(|| UNITS.iter().find(|u| u.name == name))
}

/// A decimal or a fraction of two decimals, exactly.
fn rational(text: &str) -> Option<RBig> {
    match text.split_once('/') {
        Some((a, b)) => {
            let (a, b) = (decimal(a)?, decimal(b)?);
            (b != RBig::ZERO).then(|| a / b)
        }
        None => decimal(text),
    }
}

/// A decimal of any length.
fn decimal(text: &str) -> Option<RBig> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: IBig = format!("{whole}{fraction}").parse().ok()?;
    Some(RBig::from_parts(digits, UBig::from(10u8).pow(fraction.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(name: &'static str) -> Unit {
        Unit { name: name.into(), ..Unit::default() }
    }

    #[test]
    fn converts_exactly() {
        let ratio = |a: i64, b: u64| RBig::from_parts(a.into(), b.into());
        for (value, from, to, want) in [
            (200, "kilometre", "mile", ratio(200_000_000, 1_609_344)),
            (1, "mile", "kilometre", ratio(1_609_344, 1_000_000)),
            (100, "degree Celsius", "degree Fahrenheit", ratio(212, 1)),
            (1, "week", "hour", ratio(168, 1)),
            (60, "mile per hour", "foot per second", ratio(88, 1)),
            (36, "kilometre per hour", "metre per second", ratio(10, 1)),
            (1, "US dollar per barrel", "cent per barrel", ratio(100, 1)),
            (3, "megabit per second", "kilobit per second", ratio(3000, 1)),
        ] {
            assert_eq!(convert(&ratio(value, 1), &unit(from), &unit(to)), Some(want), "{value} {from} in {to}");
        }
        assert_eq!(convert(&ratio(1, 1), &unit("kilometre"), &unit("kilogram")), None);
        assert_eq!(unit("troop").scale(), None);
    }

    #[test]
    fn every_unit_has_a_scale() {
        for entry in UNITS {
            assert!(unit(entry.name).scale().is_some(), "{}", entry.name);
        }
    }
}
