//! Intervals: the true values under which an honest writer could have written a number.

use super::{Bound, Kind, Numeral};
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

/// A closed or open end; `None` where the value is beyond what a decimal holds.
fn end(value: Option<Decimal>, open: bool) -> Option<End> {
    value.map(|value| End { value, open })
}

impl Interval {
    /// Both ends closed.
    pub fn closed(low: Decimal, high: Decimal) -> Self {
        Self { low: end(Some(low), false), high: end(Some(high), false) }
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

    /// A value with a margin each way; an end beyond what a decimal holds is unbounded.
    fn around(value: Decimal, margin: Decimal) -> Self {
        Self { low: end(value.checked_sub(margin), false), high: end(value.checked_add(margin), false) }
    }

    /// The interval of a single number as written and hedged. `count` says that it counts whole things or is a score.
    pub fn of(numeral: &Numeral, bound: Bound, count: bool, precision: &Precision) -> Self {
        let kind = if count { Kind::Count } else { Kind::Measure };
        let written = Written { kind, low: *numeral, high: *numeral, rough: false, vague: false, just: false };
        interval(&written, bound, precision)
    }
}

/// A quantity as far as its interval depends on it.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// What sort.
    pub kind: Kind,
    /// The number, or a range's first end.
    pub low: Numeral,
    /// The number, or a range's second end.
    pub high: Numeral,
    /// Whether it is a fraction, ratio or multiple in words, which is never meant exactly.
    pub rough: bool,
    /// Whether it is a vague count, with its least and most as the ends.
    pub vague: bool,
    /// "just over", "just under".
    pub just: bool,
}

/// The interval of a number or range, as the table in the design has it.
pub fn interval(written: &Written, bound: Bound, precision: &Precision) -> Interval {
    let (low, high) =
        if written.low.value <= written.high.value { (written.low, written.high) } else { (written.high, written.low) };
    if written.vague || written.kind == Kind::Score {
        return Interval::closed(low.value, high.value);
    }
    if low.value != high.value {
        let (bottom, top) = (one(&low, written, bound, precision), one(&high, written, bound, precision));
        return Interval { low: bottom.low, high: top.high };
    }
    one(&low, written, bound, precision)
}

fn one(numeral: &Numeral, written: &Written, bound: Bound, precision: &Precision) -> Interval {
    let value = numeral.value;
    let share = |share: Decimal| value.abs().checked_mul(share).unwrap_or(value.abs());
    let half = numeral.step / Decimal::TWO;
    let hedged = bound == Bound::About || bound == Bound::Nearly;
    let margin = match (written.rough, written.kind) {
        (_, Kind::Multiple) if hedged => share(precision.multiple_hedged),
        (_, Kind::Multiple) => share(precision.multiple),
        (true, _) if hedged => share(precision.fraction_hedged),
        (true, _) => share(precision.fraction),
        _ if hedged => {
            let two = numeral.step.checked_mul(Decimal::TWO).unwrap_or(numeral.step);
            two.max(share(precision.about)).min(share(precision.about_most)).max(half.min(share(precision.about_most)))
        }
        _ if exact(numeral, written.kind, precision) => Decimal::ZERO,
        _ => half,
    };
    let just = share(precision.just);
    match bound {
        Bound::Exact | Bound::About => Interval::around(value, margin),
        Bound::Nearly => Interval { low: end(value.checked_sub(margin), false), high: end(Some(value), true) },
        Bound::MoreThan if written.just => {
            Interval { low: end(Some(value), true), high: end(value.checked_add(just), false) }
        }
        Bound::LessThan if written.just => {
            Interval { low: end(value.checked_sub(just), false), high: end(Some(value), true) }
        }
        Bound::MoreThan => Interval { low: end(Some(value), true), high: None },
        Bound::AtLeast => Interval { low: end(Some(value), false), high: None },
        Bound::UpTo => Interval { low: None, high: end(Some(value), false) },
        Bound::LessThan => Interval { low: None, high: end(Some(value), true) },
    }
}

/// Whether a number counts whole things and is small enough to be meant exactly.
fn exact(numeral: &Numeral, kind: Kind, precision: &Precision) -> bool {
    let counts = matches!(kind, Kind::Count | Kind::Number | Kind::Age | Kind::Ratio);
    // "a couple of hundred"
    let loose = numeral.words && numeral.scale > Decimal::ONE;
    counts && !loose && numeral.value.abs() < precision.exact_below && numeral.value.fract().is_zero()
}
