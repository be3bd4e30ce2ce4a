//! `{ expr = "a + b" }`: figures that are our own sums over figures of sources.

use super::build::{self, Names};
use super::fields::{At, Problems};
use super::infer;
use crate::quantity::{Interval, Kind, Numeral, Quantity, exact};
use crate::rules::expression::{self, Expression, Known, Operand, base_bounds};
use crate::rules::{Figure, Measure, Pack, Sum, Value};
use dashu_ratio::RBig;
use rust_decimal::Decimal;

/// Sums of sums may nest this deep.
const ROUNDS: usize = 16;

/// A figure whose sum is still to be reckoned.
pub struct Waiting {
    pub measure: usize,
    pub figure: usize,
    pub expr: At<String>,
}

/// Reckons all sums, those first whose parts are known.
pub fn fill(pack: &mut Pack, waiting: Vec<Waiting>, names: &Names, problems: &mut Problems) {
    let dimensions: Vec<_> = pack.measures.iter().map(infer::dimension_of).collect();
    let mut parsed = Vec::new();
    for sum in waiting {
        let known = Known { measure: &|name| names.get(name).copied(), dimension: &|m| dimensions[m].clone() };
        match expression::read_expression(&sum.expr.value, &known) {
            Ok((expression, _)) => parsed.push((sum, expression)),
            Err(mistakes) => build::report(&mistakes, &sum.expr, &pack.text, names, problems),
        }
    }
    let mut open: std::collections::BTreeSet<(usize, usize)> =
        parsed.iter().map(|(s, _)| (s.measure, s.figure)).collect();
    for _ in 0..ROUNDS {
        let before = parsed.len();
        parsed.retain(|(sum, expression)| match reckon(pack, sum, expression, &open) {
            Some((quantity, working)) => {
                let embargo = embargo(pack, sum, expression, &open);
                let figure = &mut pack.measures[sum.measure].figures[sum.figure];
                figure.value = Value::Exactly(Box::new(quantity));
                figure.embargo = figure.embargo.max(embargo);
                figure.sum = Some(Sum { expr: sum.expr.value.clone(), working });
                open.remove(&(sum.measure, sum.figure));
                infer::from_sum(&mut pack.measures[sum.measure], sum.figure);
                false
            }
            None => true,
        });
        if parsed.len() == before {
            break;
        }
    }
    for (sum, _) in parsed {
        problems
            .add(sum.expr.span, format!("the sum {:?} cannot be reckoned", sum.expr.value))
            .help("each measure in it needs one single figure on file as of that day, or for that period");
    }
}

fn reckon(
    pack: &Pack,
    sum: &Waiting,
    expression: &Expression,
    open: &std::collections::BTreeSet<(usize, usize)>,
) -> Option<(Quantity, String)> {
    let own = &pack.measures[sum.measure].figures[sum.figure];
    let pick = |m: usize| -> Option<&Quantity> {
        let (_, figure) = latest(&pack.measures[m], own, |n| open.contains(&(m, n)))?;
        match &figure.value {
            Value::Exactly(q) if q.value.is_some() => Some(q),
            _ => None,
        }
    };
    let resolve = |m: usize| -> Option<Operand> {
        let q = pick(m)?;
        let value = q.value?;
        Some(Operand { bounds: base_bounds(&Interval::point(value), q), text: expression::show(&exact(value)) })
    };
    let found = expression::value(expression, &resolve)?;
    let mut parts = Vec::new();
    expression.measures(&mut parts);
    let model = parts.iter().find_map(|m| pick(*m))?;
    // The sum is in the unit of its first part: what one of that unit is in the base unit divides it.
    let one = base_bounds(&Interval::point(Decimal::ONE), model);
    let zero = base_bounds(&Interval::point(Decimal::ZERO), model);
    let unit = one.subtract(&zero);
    let value = decimal(found.bounds.subtract(&zero).divide(&unit).single()?)?;
    let numeral = Numeral { value, ..model.numeral };
    let kind = if model.kind == Kind::Count { Kind::Number } else { model.kind };
    let quantity = Quantity { kind, value: Some(value), interval: Interval::point(value), numeral, ..model.clone() };
    Some((quantity, found.text))
}

/// Until when a part of a sum may not be printed: so long the sum, which would tell it, may not either.
fn embargo(
    pack: &Pack,
    sum: &Waiting,
    expression: &Expression,
    open: &std::collections::BTreeSet<(usize, usize)>,
) -> Option<jiff::civil::DateTime> {
    let own = &pack.measures[sum.measure].figures[sum.figure];
    let mut parts = Vec::new();
    expression.measures(&mut parts);
    let of_part = |m: &usize| latest(&pack.measures[*m], own, |n| open.contains(&(*m, n)))?.1.embargo;
    parts.iter().filter_map(of_part).max()
}

/// The newest figure of a measure that is not newer than ours, of the same period where both have one.
fn latest<'m>(measure: &'m Measure, own: &Figure, open: impl Fn(usize) -> bool) -> Option<(usize, &'m Figure)> {
    let fits = |f: &Figure| {
        f.status != crate::rules::FigureStatus::Withdrawn
            && (own.as_of.is_none() || f.as_of.is_none() || f.as_of <= own.as_of)
            && own.period.as_ref().is_none_or(|p| f.period.as_ref().is_none_or(|q| p.1 == q.1))
    };
    let all = measure.figures.iter().enumerate().filter(|(_, f)| fits(f));
    let newest = all.max_by_key(|(n, f)| (f.as_of, *n))?;
    (!open(newest.0)).then_some(newest)
}

/// A rational as a decimal, if it has one of at most 18 places.
fn decimal(value: &RBig) -> Option<Decimal> {
    for places in 0..=18u32 {
        let scaled = value * RBig::from(10u64.pow(places));
        if scaled.denominator().is_one() {
            let mantissa: i128 = scaled.numerator().try_into().ok()?;
            return Decimal::try_from_i128_with_scale(mantissa, places).ok();
        }
    }
    None
}
