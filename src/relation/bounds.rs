//! Interval arithmetic over exact rationals.
//!
//! A [`Bounds`] is closed at both ends; an end that is `None` has no limit. Leaving out whether an end
//! is open makes the arithmetic a hair more lenient, never stricter.

use crate::quantity::{Interval, exact};
use dashu_ratio::RBig;
use std::cmp::Ordering;

/// The true values that a number or a result may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Lower end.
    pub low: Option<RBig>,
    /// Upper end.
    pub high: Option<RBig>,
}

impl Bounds {
    /// From `low` to `high`.
    pub fn new(low: RBig, high: RBig) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    /// The single value.
    pub fn point(value: RBig) -> Self {
        Self::new(value.clone(), value)
    }

    /// The ends of a quantity's interval.
    pub fn of(interval: &Interval) -> Self {
        let end = |e: Option<crate::quantity::End>| e.map(|e| exact(e.value));
        Self { low: end(interval.low), high: end(interval.high) }
    }

    /// Whether a value lies inside.
    pub fn holds(&self, value: &RBig) -> bool {
        self.low.as_ref().is_none_or(|l| l <= value) && self.high.as_ref().is_none_or(|h| value <= h)
    }

    /// Whether the two share a value: a relation that states both may hold.
    pub fn meets(&self, other: &Bounds) -> bool {
        !self.is_below(other) && !other.is_below(self)
    }

    /// Whether every value of this is below every value of the other.
    pub fn is_below(&self, other: &Bounds) -> bool {
        matches!((&self.high, &other.low), (Some(high), Some(low)) if high < low)
    }

    /// Whether every value is above zero.
    pub fn is_positive(&self) -> bool {
        self.low.as_ref().is_some_and(|l| *l > RBig::ZERO)
    }

    /// The values of both.
    pub fn cap(self, other: Bounds) -> Bounds {
        let low = match (self.low, other.low) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Bounds { low, high }
    }

    /// What has no limit on one side, cut off not far from the value that it was stated with: "more than doubled" is no 400
    /// times. Used where a number is looked for that may have been meant.
    pub fn near(self, value: Option<&RBig>) -> Bounds {
        let Some(value) = value.filter(|v| **v > RBig::ZERO) else { return self };
        let times = |n: u8, d: u8| Some(value * RBig::from_parts(n.into(), d.into()));
        Bounds { low: self.low.or_else(|| times(1, 2)), high: self.high.or_else(|| times(3, 2)) }
    }

    /// Each end moved by an amount, the lower down and the upper up.
    pub fn widen(self, by: &RBig) -> Bounds {
        Bounds { low: self.low.map(|l| l - by), high: self.high.map(|h| h + by) }
    }

    /// Every value times a factor.
    pub fn scale(&self, factor: &RBig) -> Bounds {
        let times = |end: &Option<RBig>| end.as_ref().map(|e| e * factor);
        let (a, b) = (times(&self.low), times(&self.high));
        if *factor < RBig::ZERO { Bounds { low: b, high: a } } else { Bounds { low: a, high: b } }
    }

    /// Every value plus an offset.
    pub fn shift(&self, by: &RBig) -> Bounds {
        let plus = |end: &Option<RBig>| end.as_ref().map(|e| e + by);
        Bounds { low: plus(&self.low), high: plus(&self.high) }
    }

    /// The sum of one value of each.
    pub fn plus(&self, other: &Bounds) -> Bounds {
        let add = |a: &Option<RBig>, b: &Option<RBig>| Some(a.as_ref()? + b.as_ref()?);
        Bounds { low: add(&self.low, &other.low), high: add(&self.high, &other.high) }
    }

    /// The difference of one value of each.
    pub fn minus(&self, other: &Bounds) -> Bounds {
        self.plus(&other.scale(&RBig::from(-1)))
    }

    /// The values without their sign.
    pub fn abs(&self) -> Bounds {
        match (&self.low, &self.high) {
            (Some(low), _) if *low >= RBig::ZERO => self.clone(),
            (_, Some(high)) if *high <= RBig::ZERO => self.scale(&RBig::from(-1)),
            (Some(low), Some(high)) => {
                let down = RBig::ZERO - low;
                Bounds::new(RBig::ZERO, if down.cmp(high) == Ordering::Greater { down } else { high.clone() })
            }
            _ => Bounds { low: Some(RBig::ZERO), high: None },
        }
    }

    /// This divided by the other. `None` where either may be negative or the divisor may be zero: then nothing is known.
    pub fn over(&self, divisor: &Bounds) -> Option<Bounds> {
        let low = self.low.as_ref().filter(|l| **l >= RBig::ZERO)?;
        if !divisor.is_positive() {
            return None;
        }
        let least = divisor.high.as_ref().map_or(RBig::ZERO, |d| low / d);
        let most = match (&self.high, &divisor.low) {
            (Some(high), Some(d)) => Some(high / d),
            _ => None,
        };
        Some(Bounds { low: Some(least), high: most })
    }

    /// The product of one value of each, both not negative.
    pub fn times(&self, other: &Bounds) -> Option<Bounds> {
        let (a, b) = (self.low.as_ref()?, other.low.as_ref()?);
        if *a < RBig::ZERO || *b < RBig::ZERO {
            return None;
        }
        let high = match (&self.high, &other.high) {
            (Some(a), Some(b)) => Some(a * b),
            _ => None,
        };
        Some(Bounds { low: Some(a * b), high })
    }
}

/// `(to − from) ÷ from`, in percent.
pub fn percent_change(from: &Bounds, to: &Bounds) -> Option<Bounds> {
    let hundred = RBig::from(100);
    Some(to.over(from)?.scale(&hundred).shift(&RBig::from(-100)))
}

/// `part ÷ whole`, in percent.
pub fn percent_of(part: &Bounds, whole: &Bounds) -> Option<Bounds> {
    Some(part.over(whole)?.scale(&RBig::from(100)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(low: i32, high: i32) -> Bounds {
        Bounds::new(low.into(), high.into())
    }

    #[test]
    fn arithmetic() {
        assert_eq!(bounds(1, 2).plus(&bounds(3, 5)), bounds(4, 7));
        assert_eq!(bounds(1, 2).minus(&bounds(3, 5)), bounds(-4, -1));
        assert_eq!(bounds(-4, -1).abs(), bounds(1, 4));
        assert_eq!(bounds(-4, 1).abs(), bounds(0, 4));
        assert_eq!(bounds(10, 20).over(&bounds(2, 5)), Some(bounds(2, 10)));
        assert_eq!(bounds(10, 20).over(&bounds(0, 5)), None);
        assert_eq!(bounds(1, 2).times(&bounds(3, 5)), Some(bounds(3, 10)));
        assert!(bounds(1, 2).meets(&bounds(2, 3)));
        assert!(!bounds(1, 2).meets(&bounds(3, 4)));
    }

    #[test]
    fn unlimited_ends() {
        let more = Bounds { low: Some(40.into()), high: None };
        let change = percent_change(&more, &bounds(50, 50)).unwrap();
        assert_eq!(change, Bounds { low: Some((-100).into()), high: Some(25.into()) });
        assert_eq!(bounds(1, 2).plus(&more), Bounds { low: Some(41.into()), high: None });
    }

    #[test]
    fn percentages() {
        assert_eq!(percent_change(&bounds(40, 40), &bounds(50, 50)), Some(bounds(25, 25)));
        assert_eq!(percent_of(&bounds(10, 20), &bounds(40, 50)), Some(bounds(20, 50)));
    }
}
