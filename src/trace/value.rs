//! Values: on what scale a number stands, and which true values a draft's number allows.

use crate::quantity::{Kind, Quantity, Unit, exact};
use crate::vocab::Bound;
use dashu_ratio::RBig;
use rust_decimal::Decimal;

/// What two numbers must share to be compared: a dimension, with the value in its base unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scale(pub String);

/// Other shares are within so many hundredths of what is meant.
const SHARE: i64 = 8;
/// Shares of so many or more are rounded to the nearest.
const TENTHS: u32 = 10;

/// The scale of counts and bare numbers.
const PLAIN: &str = "";

/// The scale of a quantity, and by what its values are multiplied and shifted to stand on it.
pub struct Footing {
    /// What it is compared by.
    pub scale: Scale,
    factor: RBig,
    offset: RBig,
}

/// On what scale a quantity stands.
pub fn footing(quantity: &Quantity) -> Footing {
    let on = |scale: &str, factor: RBig| Footing { scale: Scale(scale.into()), factor, offset: RBig::ZERO };
    match quantity.kind {
        // "up 1.5 points".
        Kind::Count if quantity.unit.name == "point" => on("points", RBig::ONE),
        // "equal to 2.1 times its earnings".
        Kind::Count if quantity.unit.name == "time" && quantity.value.is_some_and(|v| !v.fract().is_zero()) => {
            on("multiple", RBig::ONE)
        }
        Kind::Count | Kind::Number | Kind::Vague => on(PLAIN, RBig::ONE),
        Kind::Score => on("score", RBig::ONE),
        Kind::Percent => on("percent", RBig::ONE),
        Kind::Points => on("points", RBig::ONE),
        Kind::Ratio => on("percent", RBig::from(100u8)),
        Kind::Multiple => on("multiple", RBig::ONE),
        Kind::Age if quantity.unit.scale().is_none() => year(),
        Kind::Age | Kind::Rate | Kind::Money | Kind::Duration | Kind::Measure => match quantity.unit.scale() {
            Some(s) => Footing { scale: Scale(s.dimension), factor: s.factor, offset: s.offset },
            None => on(&format!("{:?} {}", quantity.kind, quantity.unit.name), RBig::ONE),
        },
    }
}

/// The scale of what is counted over a time or by the head, without that: "£40" of "£40 a week", "132 litres" of "132
/// litres per person per day". Speeds are something else.
pub fn without_period(quantity: &Quantity) -> Option<Footing> {
    let (upper, lower) = quantity.unit.name.split_once(" per ")?;
    let mut bare = quantity.clone();
    let measure = Unit { name: upper.to_string().into(), ..Unit::default() };
    if measure.scale().is_some() {
        let scale = measure.scale().filter(|_| !matches!(lower, "hour" | "minute" | "second"))?;
        return Some(Footing { scale: Scale(scale.dimension), factor: scale.factor, offset: scale.offset });
    }
    bare.kind = if quantity.unit.code.is_some() { Kind::Money } else { Kind::Count };
    bare.unit.name = upper.to_string().into();
    bare.unit.code = quantity.unit.code.as_ref().and_then(|c| Some(c.split('/').next()?.to_string().into()));
    let footing = footing(&bare);
    (footing.scale.0.starts_with("money") || footing.scale.0 == PLAIN).then_some(footing)
}

/// The scale of ages that name no unit.
fn year() -> Footing {
    let year = crate::quantity::Unit { name: "year".into(), ..Default::default() };
    match year.scale() {
        Some(s) => Footing { scale: Scale(s.dimension), factor: s.factor, offset: s.offset },
        None => Footing { scale: Scale("year".into()), factor: RBig::ONE, offset: RBig::ZERO },
    }
}

impl Footing {
    /// A value in the quantity's unit, on the scale.
    pub fn base(&self, value: Decimal) -> RBig {
        exact(value) * &self.factor + &self.offset
    }

    /// A value on the scale in the quantity's own unit.
    pub fn back(&self, base: &RBig) -> RBig {
        if self.factor == RBig::ZERO { base.clone() } else { (base - &self.offset) / &self.factor }
    }
}

/// The values that a quantity states: one, or the two ends of a range.
pub fn stated(quantity: &Quantity) -> impl Iterator<Item = Decimal> {
    let ends = quantity.range.map(|r| [r.0, r.1]);
    quantity.value.into_iter().chain(ends.into_iter().flatten())
}

/// The values in the quantity's own unit that a source may have where a draft states it. A bound reaches as far as an
/// honest writer would round: "more than 1,200" for 1,234, "over 2,000" for 2,300.
pub fn allowed(quantity: &Quantity, quoted: bool) -> Option<(Decimal, Decimal)> {
    if let Some((a, b)) = quantity.range {
        return Some((a.min(b), a.max(b)));
    }
    let (low, high) = (quantity.interval.low.map(|e| e.value), quantity.interval.high.map(|e| e.value));
    let Some(value) = quantity.value else { return low.zip(high) };
    if quoted {
        return Some((value, value));
    }
    // "Four in ten" is the nearest tenth.
    if let Some((part, whole)) = quantity.fraction.filter(|f| quantity.kind == Kind::Ratio && f.1 >= TENTHS) {
        let (part, half) = (Decimal::from(part), Decimal::new(5, 1));
        return Some(((part - half) / Decimal::from(whole), (part + half) / Decimal::from(whole)));
    }
    // "Two in five" is said of 42 percent, and of 43.
    if quantity.kind == Kind::Ratio && quantity.fraction.is_some_and(|f| f.0 > 1) {
        let slack = value * Decimal::new(SHARE, 2);
        return Some((low.unwrap_or(value).min(value - slack), high.unwrap_or(value).max(value + slack)));
    }
    let slack = (value * loose(quantity)).abs();
    let (down, up) = (value.checked_sub(slack).unwrap_or(value), value.checked_add(slack).unwrap_or(value));
    // An age is a limit, and limits are not rounded.
    Some(match quantity.bound {
        Bound::MoreThan | Bound::AtLeast | Bound::LessThan | Bound::UpTo if quantity.kind == Kind::Age => {
            (value, value)
        }
        Bound::MoreThan | Bound::AtLeast => (value, up),
        // Nothing is much less than a bound: half of it at the most.
        Bound::LessThan | Bound::UpTo => (down.max(value / Decimal::TWO), value),
        _ => (low.unwrap_or(down).min(value), high.unwrap_or(up).max(value)),
    })
}

/// By what share of itself a bound may miss the value, by how round it is.
fn loose(quantity: &Quantity) -> Decimal {
    match digits(quantity) {
        0 | 1 => Decimal::ONE,
        2 => Decimal::new(25, 2),
        _ => Decimal::new(10, 2),
    }
}

/// With how many significant digits a value is written.
pub fn digits(quantity: &Quantity) -> u32 {
    match (quantity.value, quantity.range) {
        (Some(value), _) => significant(value),
        (None, Some((low, high))) => significant(low) + significant(high),
        (None, None) => 0,
    }
}

/// The digits of a value up to the last that is not zero.
pub fn significant(value: Decimal) -> u32 {
    let mantissa = value.normalize().mantissa().unsigned_abs();
    let digits = mantissa.to_string();
    digits.trim_end_matches('0').len() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::parse_value;
    use crate::settings::Settings;

    fn quantity(text: &str) -> Quantity {
        parse_value(text, &Settings::default()).unwrap()
    }

    #[test]
    fn scales() {
        let base = |text: &str| {
            let q = quantity(text);
            let f = footing(&q);
            (f.scale.clone(), f.base(q.value.unwrap()))
        };
        assert_eq!(base("60 minutes"), base("one hour"));
        assert_eq!(base("20 percent"), base("one in five"));
        assert_eq!(base("£1.5m").0, base("£2 billion").0);
        assert_ne!(base("£1.5m").0, base("$1.5m").0);
        assert_ne!(base("8 percent").0, base("8 percentage points").0);
        assert_ne!(base("£12m a year").0, base("£12m").0);
    }

    #[test]
    fn what_a_draft_may_say() {
        let fits = |text: &str, value: i64| {
            let (low, high) = allowed(&quantity(text), false).unwrap();
            (low..=high).contains(&Decimal::from(value))
        };
        assert!(fits("more than 1,200", 1_234) && fits("over 2,000", 2_300) && fits("nearly 1.5 million", 1_480_000));
        assert!(!fits("more than 1,200", 2_134) && !fits("over 2,000", 1_900) && !fits("340", 342));
    }
}
