//! Money in one currency against a figure in another, by the rates of a pack.
//!
//! A rate is that of a day, and a writer may have taken another day's. So a claim that agrees with the figure at the
//! pack's rate is supported, one that is off by no more than rates move is left open, and only what lies beyond differs.

use super::bounds::Bounds;
use super::compare::Outcome;
use super::fit::quantity_of;
use crate::quantity::senses::{Base, senses};
use crate::quantity::{Bound, Kind, Quantity, exact};
use crate::rules::{Figure, Rate, Tolerance, Value};
use dashu_ratio::RBig;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What one unit of the figure's currency is in the claim's, as the rate is written: from low to high.
type Factor = (RBig, RBig);

/// The currency of a key such as "money:USD".
fn currency(base: &Base) -> Option<&str> {
    base.key.strip_prefix("money:").or((base.key.len() == 3).then_some(base.key.as_str()))
}

/// Whether money in the claim's currency can be compared with a figure's.
pub(super) fn links(rates: &[Rate], claim: &Quantity, on_file: &Quantity) -> bool {
    if rates.is_empty() || claim.kind != Kind::Money || on_file.kind != Kind::Money {
        return false;
    }
    let (theirs, ours) = (senses(on_file.kind, &on_file.unit), senses(claim.kind, &claim.unit));
    let (Some(from), Some(to)) = (currency(&theirs[0]), currency(&ours[0])) else { return false };
    from != to && rates.iter().any(|r| joins(r, from, to))
}

fn joins(rate: &Rate, from: &str, to: &str) -> bool {
    rate.from == from && rate.to == to || rate.from == to && rate.to == from
}

/// The rate between two currencies that was the latest on the draft's date; without that date, the latest.
pub fn rate<'r>(rates: &'r [Rate], from: &str, to: &str, draft: Option<Date>) -> Option<&'r Rate> {
    let known = |r: &&Rate| r.as_of.is_none_or(|t| draft.is_none_or(|d| t.date() <= d));
    let all = rates.iter().filter(|r| joins(r, from, to));
    all.clone().filter(known).max_by_key(|r| r.as_of).or_else(|| all.min_by_key(|r| r.as_of))
}

/// The rate as it is written, with half a unit of its last digit each way.
fn factor(rate: &Rate, from: &str) -> Option<Factor> {
    let half = exact(Decimal::new(1, rate.value.scale())) / RBig::from(2);
    let (low, high) = (exact(rate.value) - &half, exact(rate.value) + &half);
    if low <= RBig::ZERO {
        return None;
    }
    Some(if rate.from == from { (low, high) } else { (RBig::ONE / high, RBig::ONE / low) })
}

/// Compares a claim with a figure in another currency. `slack` is the share by which rates move.
pub(super) fn compare(
    claim: &Quantity,
    figure: &Figure,
    rates: &[Rate],
    draft: Option<Date>,
    slack: Decimal,
) -> Option<Outcome> {
    let on_file = quantity_of(&figure.value)?;
    let (theirs, ours) = (senses(on_file.kind, &on_file.unit), senses(claim.kind, &claim.unit));
    let (theirs, ours) = (&theirs[0], &ours[0]);
    let (from, to) = (currency(theirs)?, currency(ours)?);
    let factor = factor(rate(rates, from, to, draft)?, from)?;
    let filed = filed(figure, theirs)?;
    let stated = Bounds::of(&claim.interval, ours);
    let near = scaled(&filed, &factor);
    let slack = exact(slack);
    let wide = scaled(&near, &(RBig::ONE - &slack, RBig::ONE + &slack));
    let agrees = match figure.value {
        Value::Exactly(_) => stated.meets(&near),
        _ => stated.contains(&near),
    };
    Some(if agrees {
        Outcome::Holds
    } else if stated.meets(&wide) {
        Outcome::Inside
    } else {
        Outcome::Fails
    })
}

/// What a figure says, in the base unit of its currency.
fn filed(figure: &Figure, base: &Base) -> Option<Bounds> {
    Some(match &figure.value {
        Value::Exactly(q) if figure.hedge != Bound::Exact => Bounds::of(&q.interval, base),
        Value::Exactly(q) => {
            let value = q.value?;
            let distance = match figure.tolerance {
                Some(Tolerance::Share(share)) => exact(value) * exact(share),
                Some(Tolerance::Amount(amount)) => exact(amount),
                None => RBig::ZERO,
            };
            Bounds::around(value, distance, base)
        }
        Value::Between(ends) => Bounds::between(ends.0.value?, ends.1.value?, base),
        Value::AtLeast(q) => Bounds { low: Some((base.apply(q.value?), false)), high: None },
        Value::AtMost(q) => Bounds { low: None, high: Some((base.apply(q.value?), false)) },
        Value::Day(_) => return None,
    })
}

/// An interval times a factor above zero.
fn scaled(bounds: &Bounds, (low, high): &Factor) -> Bounds {
    let times = |end: &Option<(RBig, bool)>, above: &RBig, below: &RBig| {
        end.as_ref().map(|(value, open)| (value * if *value < RBig::ZERO { below } else { above }, *open))
    };
    Bounds { low: times(&bounds.low, low, high), high: times(&bounds.high, high, low) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate_of(from: &str, to: &str, value: &str, day: Option<&str>) -> Rate {
        Rate {
            from: from.into(),
            to: to.into(),
            value: value.parse().unwrap(),
            as_of: day.map(|d| d.parse::<Date>().unwrap().to_datetime(jiff::civil::Time::midnight())),
            source: None,
            span: Default::default(),
        }
    }

    #[test]
    fn the_rate_of_the_day() {
        let rates = [
            rate_of("USD", "EUR", "0.92", Some("2024-05-01")),
            rate_of("EUR", "USD", "1.04", Some("2025-01-02")),
            rate_of("USD", "JPY", "150", None),
        ];
        let on = |day: &str| rate(&rates, "USD", "EUR", Some(day.parse().unwrap())).map(|r| r.value.to_string());
        assert_eq!(on("2024-06-01").as_deref(), Some("0.92"));
        assert_eq!(on("2025-06-01").as_deref(), Some("1.04"));
        assert_eq!(on("2020-06-01").as_deref(), Some("0.92"), "better an early one than none");
        assert!(rate(&rates, "EUR", "JPY", None).is_none(), "rates are not chained");
        let (low, high) = factor(&rates[1], "USD").unwrap();
        assert!(low < high && high < RBig::ONE);
    }
}
