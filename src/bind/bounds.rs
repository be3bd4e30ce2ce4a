//! Exact intervals in base units, for comparing what was written in different units.

use crate::quantity::senses::Base;
use crate::quantity::{Interval, exact};
use dashu_ratio::RBig;
use rust_decimal::Decimal;

/// An interval of rationals; an end that is `None` is unbounded. The flag says that the end itself is left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bounds {
    pub(super) low: Option<(RBig, bool)>,
    pub(super) high: Option<(RBig, bool)>,
}

impl Bounds {
    /// An interval in base units.
    pub(super) fn of(interval: &Interval, base: &Base) -> Self {
        let end = |e: Option<crate::quantity::End>| e.map(|e| (base.apply(e.value), e.open));
        Self { low: end(interval.low), high: end(interval.high) }
    }

    /// From one value to another, both included.
    pub(super) fn between(low: Decimal, high: Decimal, base: &Base) -> Self {
        let (low, high) = (low.min(high), low.max(high));
        Self { low: Some((base.apply(low), false)), high: Some((base.apply(high), false)) }
    }

    /// A value widened by a distance.
    pub(super) fn around(value: Decimal, distance: RBig, base: &Base) -> Self {
        let value = exact(value);
        let low = (&value - &distance) * &base.factor + &base.offset;
        let high = (&value + &distance) * &base.factor + &base.offset;
        Self { low: Some((low, false)), high: Some((high, false)) }
    }

    /// Whether a value lies inside.
    pub(super) fn holds(&self, value: &RBig) -> bool {
        self.low.as_ref().is_none_or(|(low, open)| value > low || !open && value == low)
            && self.high.as_ref().is_none_or(|(high, open)| value < high || !open && value == high)
    }

    /// Whether the other lies wholly inside.
    pub(super) fn contains(&self, other: &Bounds) -> bool {
        let low = match (&self.low, &other.low) {
            (None, _) => true,
            (_, None) => false,
            (Some((a, open)), Some((b, other_open))) => b > a || b == a && (!open || *other_open),
        };
        let high = match (&self.high, &other.high) {
            (None, _) => true,
            (_, None) => false,
            (Some((a, open)), Some((b, other_open))) => b < a || b == a && (!open || *other_open),
        };
        low && high
    }

    /// Whether the two share a value.
    pub(super) fn meets(&self, other: &Bounds) -> bool {
        let apart = |high: &Option<(RBig, bool)>, low: &Option<(RBig, bool)>| match (high, low) {
            (Some((h, h_open)), Some((l, l_open))) => h < l || h == l && (*h_open || *l_open),
            _ => false,
        };
        !apart(&self.high, &other.low) && !apart(&other.high, &self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Kind, Unit, senses::senses};

    #[test]
    fn intervals_compare() {
        let base = senses(Kind::Count, &Unit::default()).remove(0);
        let of = |a: i64, b: i64| Bounds::between(a.into(), b.into(), &base);
        assert!(of(1, 5).contains(&of(2, 5)));
        assert!(!of(1, 5).contains(&of(2, 6)));
        assert!(of(1, 5).meets(&of(5, 6)));
        assert!(!of(1, 5).meets(&of(6, 7)));
        assert!(of(1, 5).holds(&RBig::from(5)));
    }
}
