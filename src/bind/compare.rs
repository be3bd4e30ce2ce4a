//! A claim's number against one figure.

use super::bounds::Bounds;
use super::fit::Fit;
use crate::quantity::senses::{Base, senses};
use crate::quantity::{Bound, Change, End, Interval, Quantity, exact};
use crate::rules::{Figure, Tolerance, Value};
use dashu_ratio::RBig;
use rust_decimal::Decimal;

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// The claim is the figure, or its rounding.
    Holds,
    /// A lower bound that the figure is more than twice as large as.
    Loose,
    /// Inside the figure's range, which says more than the claim may.
    Inside,
    /// It differs.
    Fails,
}

/// Compares a claim with a figure in every sense that their units have; the best outcome counts. `plain` says that
/// nobody is cited, so that "about" may round a range.
pub(super) fn compare(claim: &Quantity, figure: &Figure, fit: Fit, plain: bool) -> Outcome {
    if fit == Fit::PercentForPoints {
        return Outcome::Fails;
    }
    let Some(on_file) = super::fit::quantity_of(&figure.value) else { return Outcome::Fails };
    let fallen = fallen(claim, on_file);
    let claim = fallen.as_ref().unwrap_or(claim);
    let (claimed, filed) = (senses(claim.kind, &claim.unit), senses(on_file.kind, &on_file.unit));
    let mut best = Outcome::Fails;
    for a in &claimed {
        for b in filed.iter().filter(|b| b.key == a.key && (b.offset == RBig::ZERO) == (a.offset == RBig::ZERO)) {
            best = best.min(in_sense(claim, figure, a, b, plain));
        }
    }
    best
}

/// "Prices fell by 1.4 percent" as the −1.4 percent that the file has.
fn fallen(claim: &Quantity, on_file: &Quantity) -> Option<Quantity> {
    let negative = on_file.value.is_some_and(|v| v < Decimal::ZERO);
    if claim.change != Change::Down || !negative || claim.value.is_none_or(|v| v < Decimal::ZERO) {
        return None;
    }
    let minus = |e: Option<End>| e.map(|e| End { value: -e.value, ..e });
    let interval = Interval { low: minus(claim.interval.high), high: minus(claim.interval.low) };
    Some(Quantity { value: claim.value.map(|v| -v), interval, ..claim.clone() })
}

fn in_sense(claim: &Quantity, figure: &Figure, a: &Base, b: &Base, plain: bool) -> Outcome {
    let stated = Bounds::of(&claim.interval, a);
    match &figure.value {
        Value::Exactly(q) => point(claim, &stated, figure, q, (a, b)),
        Value::Between(ends) => {
            let (Some(low), Some(high)) = (ends.0.value, ends.1.value) else { return Outcome::Fails };
            range(claim, &stated, &Bounds::between(low, high, b), a, plain)
        }
        Value::AtLeast(q) => match q.value {
            Some(v) => one_sided(claim, &stated, &Bounds { low: Some((b.apply(v), false)), high: None }),
            None => Outcome::Fails,
        },
        Value::AtMost(q) => match q.value {
            Some(v) => one_sided(claim, &stated, &Bounds { low: None, high: Some((b.apply(v), false)) }),
            None => Outcome::Fails,
        },
        Value::Day(_) => Outcome::Fails,
    }
}

fn point(claim: &Quantity, stated: &Bounds, figure: &Figure, q: &Quantity, (a, b): (&Base, &Base)) -> Outcome {
    let Some(value) = q.value else {
        // The file has a range or a vague count in a single value.
        let filed = Bounds::of(&q.interval, b);
        return if stated.contains(&filed) { Outcome::Holds } else { Outcome::Fails };
    };
    let nominal = b.apply(value);
    if figure.exact {
        let same = claim.bound == Bound::Exact && stated.low == stated.high && stated.holds(&nominal)
            || claim.bound == Bound::Exact && claim.value == Some(value);
        return if same { Outcome::Holds } else { Outcome::Fails };
    }
    let tolerant = figure.tolerance.is_some();
    let wide = match figure.tolerance {
        Some(Tolerance::Share(share)) => {
            let distance = exact(value) * exact(share);
            Some(if distance < RBig::ZERO { -distance } else { distance })
        }
        Some(Tolerance::Amount(amount)) => Some(exact(amount)),
        None => None,
    };
    let holds = match wide {
        Some(distance) => stated.meets(&Bounds::around(value, distance, b)),
        None if figure.hedge != Bound::Exact => stated.meets(&Bounds::of(&q.interval, b)),
        None => stated.holds(&nominal),
    };
    match holds {
        true if is_loose(claim, stated, &nominal) || !tolerant && is_sharp(claim, &nominal, a) => Outcome::Loose,
        true => Outcome::Holds,
        false => Outcome::Fails,
    }
}

/// Whether a number is too sharp for its "about" to stand for a figure so far off: "some 62,418" of 64,218.
fn is_sharp(claim: &Quantity, nominal: &RBig, base: &Base) -> bool {
    let (Bound::About, Some(value)) = (claim.bound, claim.value) else { return false };
    let reach = exact(claim.numeral.step) * RBig::from(2);
    super::sibling::digits(value).len() > 3 && !Bounds::around(value, reach, base).holds(nominal)
}

/// Whether a figure is more than twice a stated lower bound.
fn is_loose(claim: &Quantity, stated: &Bounds, nominal: &RBig) -> bool {
    let lower = matches!(claim.bound, Bound::MoreThan | Bound::AtLeast) && stated.high.is_none();
    lower && stated.low.as_ref().is_some_and(|(low, _)| *low > RBig::ZERO && *nominal > low * RBig::from(2))
}

fn range(claim: &Quantity, stated: &Bounds, filed: &Bounds, a: &Base, plain: bool) -> Outcome {
    if let Some((low, high)) = claim.range {
        let half = exact(claim.numeral.step) / RBig::from(2);
        let near = |value, end: &Option<(RBig, bool)>| {
            end.as_ref().is_some_and(|(e, _)| Bounds::around(value, half.clone(), a).holds(e))
        };
        if near(low, &filed.low) && near(high, &filed.high) || claim.bound == Bound::About && stated.contains(filed) {
            return Outcome::Holds;
        }
        return if filed.contains(stated) { Outcome::Inside } else { Outcome::Fails };
    }
    if stated.contains(filed) {
        return Outcome::Holds;
    }
    if !stated.meets(filed) {
        return Outcome::Fails;
    }
    let about = claim.bound == Bound::About && plain;
    match claim.value {
        Some(value) if about && filed.holds(&a.apply(value)) => Outcome::Holds,
        _ => Outcome::Inside,
    }
}

fn one_sided(claim: &Quantity, stated: &Bounds, filed: &Bounds) -> Outcome {
    let same_side = stated.high.is_none() && filed.high.is_none() || stated.low.is_none() && filed.low.is_none();
    if stated.contains(filed)
        || same_side
            && (stated.low.as_ref().map(|e| &e.0) == filed.low.as_ref().map(|e| &e.0))
            && stated.high.as_ref().map(|e| &e.0) == filed.high.as_ref().map(|e| &e.0)
    {
        return match &filed.low {
            Some((low, _)) if is_loose(claim, stated, low) => Outcome::Loose,
            _ => Outcome::Holds,
        };
    }
    if stated.meets(filed) { Outcome::Inside } else { Outcome::Fails }
}
