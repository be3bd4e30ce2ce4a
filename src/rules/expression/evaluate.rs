//! Evaluating constraints over intervals of exact rationals.

use super::bounds::{Bounds, base_bounds};
use super::{Comparison, Expression, Function, Relation};
use crate::quantity::{Interval, exact};
use dashu_ratio::RBig;

/// How a comparison of intervals comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// For every true value.
    Holds,
    /// For some.
    MayHold,
    /// For none.
    Fails,
}

/// The value of a measure: stated by the draft, or on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    /// Its interval, in the base unit of its dimension, see [`base_bounds`].
    pub bounds: Bounds,
    /// How the working shows it: "122,000".
    pub text: String,
}

/// What came of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// Whether it holds.
    pub outcome: Outcome,
    /// Left side.
    pub left: Bounds,
    /// Right side.
    pub right: Bounds,
    /// The working: "206 + 118 + 92 = 416 == 418".
    pub working: String,
}

/// Evaluates a comparison; `None` where `resolve` has no value for one of its measures.
pub fn evaluate(comparison: &Comparison, resolve: &dyn Fn(usize) -> Option<Operand>) -> Option<Evaluation> {
    let left = value(&comparison.left, resolve)?;
    let right = value(&comparison.right, resolve)?;
    let tolerance = comparison.tolerance.map(exact);
    let (a, b) = (&left.bounds, &right.bounds);
    let outcome = match comparison.relation {
        Relation::AtMost => order(b.at_least(a), a.above(b)),
        Relation::Less => order(b.above(a), a.at_least(b)),
        Relation::AtLeast => order(a.at_least(b), b.above(a)),
        Relation::Greater => order(a.above(b), b.at_least(a)),
        Relation::Equal => equal(a, b, tolerance.as_ref()),
        Relation::Unequal => turned(equal(a, b, tolerance.as_ref())),
        // Within rounding: three in a hundred, as "about".
        Relation::About => equal(a, b, Some(&tolerance.unwrap_or_else(|| RBig::from_parts(3.into(), 100u8.into())))),
    };
    let sign = match comparison.relation {
        Relation::AtMost => "<=",
        Relation::Less => "<",
        Relation::AtLeast => ">=",
        Relation::Greater => ">",
        Relation::Equal => "==",
        Relation::Unequal => "!=",
        Relation::About => "~=",
    };
    let mut working = format!("{} {sign} {}", side(&comparison.left, &left), side(&comparison.right, &right));
    if let Some(tolerance) = comparison.tolerance {
        working += &format!(" +- {} %", (tolerance * rust_decimal::Decimal::ONE_HUNDRED).normalize());
    }
    Some(Evaluation { outcome, left: left.bounds, right: right.bounds, working })
}

fn order(holds: bool, fails: bool) -> Outcome {
    match (holds, fails) {
        (true, _) => Outcome::Holds,
        (_, true) => Outcome::Fails,
        _ => Outcome::MayHold,
    }
}

fn turned(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Holds => Outcome::Fails,
        Outcome::Fails => Outcome::Holds,
        Outcome::MayHold => Outcome::MayHold,
    }
}

fn equal(a: &Bounds, b: &Bounds, tolerance: Option<&RBig>) -> Outcome {
    let wide = tolerance.map_or_else(|| b.clone(), |t| b.widened(t));
    if a.above(&wide) || wide.above(a) {
        return Outcome::Fails;
    }
    let near = match (a.single(), b.single()) {
        (Some(x), Some(_)) => wide.at_least(&Bounds::point(x.clone())) || tolerance.is_some() || a == b,
        _ => false,
    };
    if near { Outcome::Holds } else { Outcome::MayHold }
}

/// A side of the working: what is reckoned is shown with what comes of it.
fn side(expression: &Expression, found: &Operand) -> String {
    match (expression, found.bounds.single()) {
        (Expression::Measure(_) | Expression::Quantity(_), _) => found.text.clone(),
        (_, Some(value)) if !is_share(expression) => format!("{} = {}", found.text, show(value)),
        (_, Some(value)) => format!("{} = {} %", found.text, show(&(value * RBig::from(100)))),
        _ => found.text.clone(),
    }
}

fn is_share(expression: &Expression) -> bool {
    matches!(expression, Expression::Call(Function::PercentOf | Function::PercentChange | Function::Points, _))
}

/// Evaluates an expression; `None` where `resolve` has no value for one of its measures.
pub fn value(expression: &Expression, resolve: &dyn Fn(usize) -> Option<Operand>) -> Option<Operand> {
    let two = |a: &Expression, b: &Expression| Some((value(a, resolve)?, value(b, resolve)?));
    Some(match expression {
        Expression::Measure(measure) => resolve(*measure)?,
        Expression::Quantity(quantity) => {
            let number = quantity.value?;
            let unit = &quantity.unit.name;
            let text = match unit.is_empty() {
                true => show(&exact(number)),
                false => format!("{} {unit}", show(&exact(number))),
            };
            Operand { bounds: base_bounds(&Interval::point(number), quantity), text }
        }
        Expression::Negate(a) => {
            let a = value(a, resolve)?;
            Operand { bounds: a.bounds.negate(), text: format!("−{}", a.text) }
        }
        Expression::Add(a, b) => {
            let (a, b) = two(a, b)?;
            Operand { bounds: a.bounds.add(&b.bounds), text: format!("{} + {}", a.text, b.text) }
        }
        Expression::Subtract(a, b) => {
            let (low, x) = (matches!(**b, Expression::Add(..) | Expression::Subtract(..)), two(a, b)?);
            let text =
                if low { format!("{} − ({})", x.0.text, x.1.text) } else { format!("{} − {}", x.0.text, x.1.text) };
            Operand { bounds: x.0.bounds.subtract(&x.1.bounds), text }
        }
        Expression::Multiply(a, b) => {
            let (x, y) = two(a, b)?;
            let text = format!("{} × {}", factor(a, &x.text), factor(b, &y.text));
            Operand { bounds: x.bounds.multiply(&y.bounds), text }
        }
        Expression::Divide(a, b) => {
            let (x, y) = two(a, b)?;
            let text = format!("{} ÷ {}", factor(a, &x.text), factor(b, &y.text));
            Operand { bounds: x.bounds.divide(&y.bounds), text }
        }
        Expression::Call(function, parts) => {
            let parts: Vec<Operand> = parts.iter().map(|p| value(p, resolve)).collect::<Option<_>>()?;
            call(*function, &parts)?
        }
    })
}

/// A factor of a product, in brackets where it is a sum.
fn factor(expression: &Expression, text: &str) -> String {
    match expression {
        Expression::Add(..) | Expression::Subtract(..) | Expression::Divide(..) => format!("({text})"),
        _ => text.to_string(),
    }
}

fn call(function: Function, parts: &[Operand]) -> Option<Operand> {
    let texts: Vec<&str> = parts.iter().map(|p| p.text.as_str()).collect();
    let (first, rest) = parts.split_first()?;
    let fold =
        |f: &dyn Fn(&Bounds, &Bounds) -> Bounds| rest.iter().fold(first.bounds.clone(), |all, p| f(&all, &p.bounds));
    let second = || rest.first().map(|p| &p.bounds);
    Some(match function {
        Function::Sum => Operand { bounds: fold(&Bounds::add), text: texts.join(" + ") },
        Function::Min => {
            Operand { bounds: fold(&|a, b| a.extreme(b, false)), text: format!("min({})", texts.join(", ")) }
        }
        Function::Max => {
            Operand { bounds: fold(&|a, b| a.extreme(b, true)), text: format!("max({})", texts.join(", ")) }
        }
        Function::Abs => Operand { bounds: first.bounds.abs(), text: format!("|{}|", first.text) },
        Function::PercentOf => Operand { bounds: first.bounds.divide(second()?), text: texts.join(" ÷ ") },
        Function::PercentChange => Operand {
            bounds: second()?.divide(&first.bounds).subtract(&Bounds::point(RBig::ONE)),
            text: format!("({1} − {0}) ÷ {0}", texts[0], texts.get(1)?),
        },
        Function::Points => {
            Operand { bounds: second()?.subtract(&first.bounds), text: format!("{1} − {0}", texts[0], texts.get(1)?) }
        }
    })
}

/// A rational as people read it: thousands with commas, at most four significant digits after rounding a fraction.
pub fn show(value: &RBig) -> String {
    let negative = *value < RBig::ZERO;
    let size = if negative { -value.clone() } else { value.clone() };
    // Fractions are shown to two places, and to as many more as show two digits.
    let (mut places, mut unit) = (0u32, RBig::ONE);
    let ten = RBig::from(10);
    while places < 12 && (&size * &unit).clone().fract() != RBig::ZERO && (places < 2 || &size * &unit < ten) {
        unit *= &ten;
        places += 1;
    }
    let scaled = (&size * &unit).round().to_string();
    let digits = format!("{scaled:0>width$}", width = places as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places as usize);
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{}{grouped}{point}{fraction}", if negative { "−" } else { "" })
}
