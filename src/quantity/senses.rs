//! Senses of a unit: what it is in the base unit of its dimension, in every sense that it may have (gallons, tons,
//! temperatures as points and as differences).

use super::{Kind, Unit, exact};
use dashu_ratio::RBig;
use rust_decimal::Decimal;
use std::str::FromStr;

/// A unit in terms of its base unit: `value * factor + offset`.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    /// What one unit is in base units.
    pub factor: RBig,
    /// What is added, for temperatures read as points of the scale.
    pub offset: RBig,
    /// What can be compared with what: "length", "GBP", "GBP/length", "share" …
    pub key: String,
}

impl Base {
    fn new(factor: RBig, key: impl Into<String>) -> Self {
        Self { factor, offset: RBig::ZERO, key: key.into() }
    }

    /// A value in base units.
    pub fn apply(&self, value: Decimal) -> RBig {
        exact(value) * &self.factor + &self.offset
    }
}

/// Every sense that a quantity of this kind and unit may have; the commonest first. Never empty.
pub fn senses(kind: Kind, unit: &Unit) -> Vec<Base> {
    match kind {
        Kind::Percent | Kind::Points => {
            let factor = unit.factor().filter(|f| *f < RBig::ONE);
            vec![Base::new(factor.unwrap_or_else(|| ratio(1, 100)), "share")]
        }
        Kind::Ratio => vec![Base::new(RBig::ONE, "share")],
        Kind::Multiple => vec![Base::new(RBig::ONE, "multiple")],
        Kind::Count | Kind::Number | Kind::Vague | Kind::Score => vec![Base::new(RBig::ONE, "")],
        Kind::Money => match unit.scale() {
            Some(scale) => vec![Base { factor: scale.factor, offset: RBig::ZERO, key: scale.dimension }],
            None => vec![Base::new(RBig::ONE, unit.code.as_deref().unwrap_or(&unit.name))],
        },
        Kind::Rate => rate(unit),
        Kind::Age | Kind::Duration | Kind::Measure => measure(&unit.name, unit.dimension),
    }
}

fn ratio(upper: u32, lower: u32) -> RBig {
    RBig::from(upper) / RBig::from(lower)
}

/// Names of units that mean several things.
const SENSES: &[(&str, &[&str])] = &[
    ("gallon", &["US gallon", "imperial gallon", "gallon"]),
    ("pint", &["US pint", "imperial pint", "pint"]),
    ("ton", &["ton", "short ton", "long ton", "tonne", "metric ton"]),
    ("ounce", &["ounce", "troy ounce"]),
    ("degree", &["degree", "degree Celsius", "degree Fahrenheit"]),
];

/// A unit of this name, as the commonest sense and the others have it.
fn measure(name: &str, dimension: &str) -> Vec<Base> {
    let others = SENSES.iter().find(|(n, _)| *n == name).map_or(&[][..], |(_, others)| others);
    let mut bases = Vec::new();
    for name in std::iter::once(name).chain(others.iter().copied()) {
        let unit = Unit { name: name.to_string().into(), ..Unit::default() };
        let Some(scale) = unit.scale() else { continue };
        let plain = Base::new(scale.factor, scale.dimension);
        if scale.offset != RBig::ZERO {
            bases.push(Base { offset: scale.offset, ..plain.clone() });
        }
        if !bases.contains(&plain) {
            bases.push(plain);
        }
    }
    if bases.is_empty() {
        bases.push(Base::new(RBig::ONE, if dimension.is_empty() { name } else { dimension }));
    }
    bases
}

/// One side of a rate: money, a unit, or a number of things.
fn side(name: &str) -> Vec<Base> {
    let name = name.trim();
    let unit = Unit { name: name.to_string().into(), ..Unit::default() };
    if unit.scale().is_some() {
        return measure(name, "");
    }
    let digits: String = name.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
    let number = Decimal::from_str(&digits.replace(',', "")).ok();
    let scale = match name[digits.len()..].trim_start().split(' ').next().unwrap_or("") {
        "thousand" => 1_000_u64,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        _ => 1,
    };
    let words = match name.split(' ').next().unwrap_or("") {
        "thousand" => Some(1_000_u64),
        "million" => Some(1_000_000),
        _ => None,
    };
    let factor = number.map(|n| exact(n) * RBig::from(scale)).or(words.map(RBig::from));
    vec![Base::new(factor.unwrap_or(RBig::ONE), "")]
}

fn rate(unit: &Unit) -> Vec<Base> {
    let Some((upper, lower)) = unit.name.split_once(" per ") else {
        return match unit.name.strip_prefix("per ") {
            Some(lower) => divide(&[Base::new(RBig::ONE, "")], &side(lower)),
            None => vec![Base::new(RBig::ONE, unit.name.to_string())],
        };
    };
    let code = unit.code.as_deref().and_then(|c| c.split('/').next()).map(|c| c.to_string().into());
    let money = Unit { name: upper.to_string().into(), code, ..Unit::default() };
    let upper = match money.scale().filter(|s| s.dimension.starts_with("money")) {
        Some(scale) => vec![Base::new(scale.factor, scale.dimension)],
        None => side(upper),
    };
    divide(&upper, &side(lower))
}

fn divide(uppers: &[Base], lowers: &[Base]) -> Vec<Base> {
    let mut bases = Vec::new();
    for lower in lowers.iter().filter(|l| l.factor != RBig::ZERO) {
        for upper in uppers {
            let base = Base::new(&upper.factor / &lower.factor, format!("{}/{}", upper.key, lower.key));
            if !bases.contains(&base) {
                bases.push(base);
            }
        }
    }
    bases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(name: &'static str, dimension: &'static str) -> Unit {
        Unit { name: name.into(), code: None, dimension, span: None }
    }

    #[test]
    fn units_are_converted_exactly() {
        let miles = &senses(Kind::Measure, &unit("mile", "length"))[0];
        assert_eq!(miles.apply(Decimal::ONE), exact(Decimal::new(1_609_344, 3)));
        let share = &senses(Kind::Percent, &unit("percent", "percent"))[0];
        assert_eq!(share.apply(Decimal::from(20)), ratio(1, 5));
    }

    #[test]
    fn rates_divide_sides() {
        let of = |name| senses(Kind::Rate, &unit(name, "rate"))[0].clone();
        let (a, b) = (of("case per 100,000 people"), of("per million"));
        assert_eq!(a.key, b.key);
        assert_eq!(a.apply(Decimal::new(81, 1)), b.apply(Decimal::from(81)));
    }
}
