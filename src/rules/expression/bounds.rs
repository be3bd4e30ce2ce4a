//! Intervals of exact rationals, in the base unit of their dimension.

use crate::quantity::{End, Interval, Kind, Quantity, exact};
use crate::vocab::{CURRENCIES, UNITS};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The value at the end.
    pub value: RBig,
    /// Whether the value itself is left out.
    pub open: bool,
}

/// An interval of exact rationals; an end that is `None` is unbounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Lower end.
    pub low: Option<Limit>,
    /// Upper end.
    pub high: Option<Limit>,
}

impl Bounds {
    /// The single value.
    pub fn point(value: RBig) -> Self {
        let end = Some(Limit { value, open: false });
        Self { low: end.clone(), high: end }
    }

    /// Everything.
    pub fn all() -> Self {
        Self::default()
    }

    /// The single value, if it is one.
    pub fn single(&self) -> Option<&RBig> {
        let (low, high) = (self.low.as_ref()?, self.high.as_ref()?);
        (low.value == high.value && !low.open && !high.open).then_some(&low.value)
    }

    /// The smallest interval that holds both.
    pub fn cover(&self, other: &Self) -> Self {
        let pick = |a: &Option<Limit>, b: &Option<Limit>, lower: bool| match (a, b) {
            (Some(a), Some(b)) => Some(if lower == below(a, b, lower) { a.clone() } else { b.clone() }),
            _ => None,
        };
        Self { low: pick(&self.low, &other.low, true), high: pick(&self.high, &other.high, false) }
    }

    /// The sum.
    pub fn add(&self, other: &Self) -> Self {
        let end = |a: &Option<Limit>, b: &Option<Limit>| {
            let (a, b) = (a.as_ref()?, b.as_ref()?);
            Some(Limit { value: &a.value + &b.value, open: a.open || b.open })
        };
        Self { low: end(&self.low, &other.low), high: end(&self.high, &other.high) }
    }

    /// The interval with its sign turned.
    pub fn negate(&self) -> Self {
        let turn = |e: &Option<Limit>| e.as_ref().map(|e| Limit { value: -e.value.clone(), open: e.open });
        Self { low: turn(&self.high), high: turn(&self.low) }
    }

    /// The difference.
    pub fn subtract(&self, other: &Self) -> Self {
        self.add(&other.negate())
    }

    /// The product; unbounded unless both are bounded, or one is a single value.
    pub fn multiply(&self, other: &Self) -> Self {
        if let Some(factor) = other.single() {
            return self.scale(factor);
        }
        if let Some(factor) = self.single() {
            return other.scale(factor);
        }
        let (Some(a), Some(b), Some(c), Some(d)) = (&self.low, &self.high, &other.low, &other.high) else {
            return Self::all();
        };
        let product = |x: &Limit, y: &Limit| {
            let value = &x.value * &y.value;
            // A closed zero keeps the product's zero attainable.
            let zero = x.value == RBig::ZERO && !x.open || y.value == RBig::ZERO && !y.open;
            Self { low: Some(Limit { value: value.clone(), open: !zero && (x.open || y.open) }), high: None }
                .closed_as_point()
        };
        [product(a, d), product(b, c), product(b, d)].iter().fold(product(a, c), |all, one| all.cover(one))
    }

    fn closed_as_point(self) -> Self {
        Self { high: self.low.clone(), low: self.low }
    }

    /// The interval times one number.
    pub fn scale(&self, factor: &RBig) -> Self {
        if *factor == RBig::ZERO {
            return Self::point(RBig::ZERO);
        }
        let end = |e: &Option<Limit>| e.as_ref().map(|e| Limit { value: &e.value * factor, open: e.open });
        let (low, high) = (end(&self.low), end(&self.high));
        if *factor < RBig::ZERO { Self { low: high, high: low } } else { Self { low, high } }
    }

    /// The quotient; everything where the divisor may be zero.
    pub fn divide(&self, other: &Self) -> Self {
        if let Some(divisor) = other.single() {
            return match *divisor == RBig::ZERO {
                true => Self::all(),
                false => self.scale(&(RBig::ONE / divisor)),
            };
        }
        let zero = Bounds::point(RBig::ZERO);
        if !(other.above(&zero) || zero.above(other)) {
            return Self::all();
        }
        // One over an interval on one side of zero; its far end is zero where it is unbounded.
        let invert = |e: &Option<Limit>| match e {
            Some(e) if e.value == RBig::ZERO => None,
            Some(e) => Some(Limit { value: RBig::ONE / &e.value, open: e.open }),
            None => Some(Limit { value: RBig::ZERO, open: true }),
        };
        self.multiply(&Self { low: invert(&other.high), high: invert(&other.low) })
    }

    /// The distance from zero.
    pub fn abs(&self) -> Self {
        let zero = Bounds::point(RBig::ZERO);
        if self.low.as_ref().is_some_and(|l| l.value >= RBig::ZERO) {
            return self.clone();
        }
        let turned = self.negate();
        if turned.low.as_ref().is_some_and(|l| l.value >= RBig::ZERO) {
            return turned;
        }
        Self { low: zero.low, high: self.cover(&turned).high }
    }

    /// The lesser of the two, or the greater.
    pub fn extreme(&self, other: &Self, greater: bool) -> Self {
        let end = |a: &Option<Limit>, b: &Option<Limit>, lower: bool| match (a, b) {
            (Some(a), Some(b)) => Some(if below(a, b, lower) != greater { a.clone() } else { b.clone() }),
            // An unbounded end wins or loses according to its side.
            (a, b) if lower == greater => a.clone().or(b.clone()),
            _ => None,
        };
        Self { low: end(&self.low, &other.low, true), high: end(&self.high, &other.high, false) }
    }

    /// Whether every value lies above every value of the other.
    pub fn above(&self, other: &Self) -> bool {
        match (&self.low, &other.high) {
            (Some(low), Some(high)) => low.value > high.value || low.value == high.value && (low.open || high.open),
            _ => false,
        }
    }

    /// Whether every value lies above, or is at least, every value of the other.
    pub fn at_least(&self, other: &Self) -> bool {
        matches!((&self.low, &other.high), (Some(low), Some(high)) if low.value >= high.value)
    }

    /// The interval widened by a share of itself each way.
    pub fn widened(&self, share: &RBig) -> Self {
        let size = self.abs();
        let more = Self { low: None, high: size.high.map(|h| Limit { value: &h.value * share, open: false }) };
        let Some(more) = more.high else { return Self::all() };
        let end = |e: &Option<Limit>, up: bool| {
            e.as_ref().map(|e| Limit {
                value: if up { &e.value + &more.value } else { &e.value - &more.value },
                open: e.open,
            })
        };
        Self { low: end(&self.low, false), high: end(&self.high, true) }
    }
}

/// Whether `a` ends an interval before `b`; of two equal ends, a closed low end and an open high end come first.
fn below(a: &Limit, b: &Limit, lower: bool) -> bool {
    a.value < b.value || a.value == b.value && (a.open != lower || b.open != lower)
}

/// "1609.344" or "5/9".
fn factor(text: &str) -> Option<RBig> {
    let decimal = |t: &str| -> Option<RBig> {
        let (whole, fraction) = t.split_once('.').unwrap_or((t, ""));
        let digits: IBig = format!("{whole}{fraction}").parse().ok()?;
        Some(RBig::from_parts(digits, UBig::from(10u8).pow(fraction.len())))
    };
    match text.split_once('/') {
        Some((a, b)) => {
            let below = decimal(b)?;
            (below != RBig::ZERO).then(|| Some(decimal(a)? / below))?
        }
        None => decimal(text),
    }
}

/// Factor and offset from a quantity's unit to the base unit of its dimension; percentages become shares.
fn to_base(quantity: &Quantity) -> (RBig, RBig) {
    let unit = &quantity.unit;
    let one = (RBig::ONE, RBig::ZERO);
    match quantity.kind {
        Kind::Percent => (RBig::from_parts(1.into(), 100u8.into()), RBig::ZERO),
        Kind::Points => {
            let basis = unit.name.contains("basis");
            (RBig::from_parts(1.into(), if basis { 10_000u16.into() } else { 100u8.into() }), RBig::ZERO)
        }
        Kind::Money => {
            let part = CURRENCIES.iter().find(|c| c.name == unit.name).map_or(1, |c| c.per_major.max(1));
            (RBig::from_parts(1.into(), part.into()), RBig::ZERO)
        }
        Kind::Rate => one,
        _ => match UNITS.iter().find(|u| u.name == unit.name && !unit.name.is_empty()) {
            Some(entry) => (factor(entry.factor).unwrap_or(RBig::ONE), factor(entry.offset).unwrap_or(RBig::ZERO)),
            None => one,
        },
    }
}

/// An interval of decimals in the unit of `quantity`, in the base unit of its dimension.
pub fn base_bounds(interval: &Interval, quantity: &Quantity) -> Bounds {
    let (factor, offset) = to_base(quantity);
    let end = |e: &Option<End>| e.map(|e| Limit { value: exact(e.value) * &factor + &offset, open: e.open });
    Bounds { low: end(&interval.low), high: end(&interval.high) }
}
