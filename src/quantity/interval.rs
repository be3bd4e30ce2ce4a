//! Intervals: the true values under which an honest writer could have written a number.

use super::{Bound, Numeral};
use crate::settings::Precision;
use rust_decimal::Decimal;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The value at the end.
    pub value: Decimal,
    /// Whether the value itself is left out.
    pub open: bool,
}

/// An interval of true values; an end that is `None` is unbounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// Lower end.
    pub low: Option<End>,
    /// Upper end.
    pub high: Option<End>,
}

impl Interval {
    /// Both ends closed.
    pub fn closed(low: Decimal, high: Decimal) -> Self {
        let end = |value| Some(End { value, open: false });
        Self { low: end(low), high: end(high) }
    }

    /// The single value.
    pub fn point(value: Decimal) -> Self {
        Self::closed(value, value)
    }

    /// Whether a value lies inside.
    pub fn holds(&self, value: Decimal) -> bool {
        self.low.is_none_or(|e| value > e.value || !e.open && value == e.value)
            && self.high.is_none_or(|e| value < e.value || !e.open && value == e.value)
    }

    /// The interval of a number as written and hedged. `count` says that it counts whole things or is a score.
    pub fn of(numeral: &Numeral, bound: Bound, count: bool, precision: &Precision) -> Self {
        let value = numeral.value;
        let half = numeral.step / Decimal::TWO;
        let exact = count && value.abs() < precision.exact_below && value.fract().is_zero();
        let plain = if exact { Self::point(value) } else { Self::closed(value - half, value + half) };
        let end = |value, open| Some(End { value, open });
        let wide = || {
            (numeral.step * Decimal::TWO)
                .max(value.abs() * precision.about)
                .min(value.abs() * precision.about_most)
                .max(half)
        };
        match bound {
            Bound::Exact => plain,
            Bound::About => Self::closed(value - wide(), value + wide()),
            Bound::Nearly => Self { low: end(value - wide(), false), high: end(value, true) },
            Bound::MoreThan => Self { low: end(value, true), high: None },
            Bound::AtLeast => Self { low: end(value, false), high: None },
            Bound::UpTo => Self { low: None, high: end(value, false) },
            Bound::LessThan => Self { low: None, high: end(value, true) },
        }
    }
}
