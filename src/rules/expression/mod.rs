//! Constraint expressions: comparisons and arithmetic over measures and quantities.

mod bounds;
mod check;
mod evaluate;
mod parse;
#[cfg(test)]
mod tests;

pub use bounds::{Bounds, Limit, base_bounds};
pub use check::{Dimension, Known, Mistake, expected, read_comparison, read_expression};
pub use evaluate::{Evaluation, Operand, Outcome, evaluate, show, value};

use crate::quantity::Quantity;
use rust_decimal::Decimal;

/// What stands between the sides of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `<=`
    AtMost,
    /// `<`
    Less,
    /// `>=`
    AtLeast,
    /// `>`
    Greater,
    /// `==`, with a relative tolerance where `+-` gives one
    Equal,
    /// `!=`
    Unequal,
    /// `~=`: within rounding
    About,
}

/// A comparison that must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Left side.
    pub left: Expression,
    /// What must hold between them.
    pub relation: Relation,
    /// Right side.
    pub right: Expression,
    /// Share of the right side by which the two may differ, 0.02 for `+- 2 %`.
    pub tolerance: Option<Decimal>,
}

/// Arithmetic.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A measure, by its number in the pack.
    Measure(usize),
    /// A bare number or a quantity with a unit.
    Quantity(Box<Quantity>),
    /// `+`
    Add(Box<Expression>, Box<Expression>),
    /// `-`
    Subtract(Box<Expression>, Box<Expression>),
    /// `*`
    Multiply(Box<Expression>, Box<Expression>),
    /// `/`
    Divide(Box<Expression>, Box<Expression>),
    /// Unary minus
    Negate(Box<Expression>),
    /// A function of its arguments.
    Call(Function, Vec<Expression>),
}

impl Comparison {
    /// The measures that it names, in order, with repetitions.
    pub fn measures(&self) -> Vec<usize> {
        let mut measures = Vec::new();
        self.left.measures(&mut measures);
        self.right.measures(&mut measures);
        measures
    }

    /// Moves the numbers of all measures up.
    pub(crate) fn shift(&mut self, by: usize) {
        self.left.shift(by);
        self.right.shift(by);
    }
}

impl Expression {
    /// Its parts.
    fn parts(&self) -> Vec<&Expression> {
        match self {
            Self::Measure(_) | Self::Quantity(_) => Vec::new(),
            Self::Negate(a) => vec![a],
            Self::Add(a, b) | Self::Subtract(a, b) | Self::Multiply(a, b) | Self::Divide(a, b) => vec![a, b],
            Self::Call(_, parts) => parts.iter().collect(),
        }
    }

    /// The measures that it names, in order, with repetitions.
    pub fn measures(&self, out: &mut Vec<usize>) {
        if let Self::Measure(measure) = self {
            out.push(*measure);
        }
        self.parts().into_iter().for_each(|p| p.measures(out));
    }

    fn shift(&mut self, by: usize) {
        match self {
            Self::Measure(measure) => *measure += by,
            Self::Quantity(_) => {}
            Self::Negate(a) => a.shift(by),
            Self::Add(a, b) | Self::Subtract(a, b) | Self::Multiply(a, b) | Self::Divide(a, b) => {
                a.shift(by);
                b.shift(by);
            }
            Self::Call(_, parts) => parts.iter_mut().for_each(|p| p.shift(by)),
        }
    }
}

/// Functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Sum of the arguments
    Sum,
    /// Least of the arguments
    Min,
    /// Greatest of the arguments
    Max,
    /// Absolute value
    Abs,
    /// `percent_of(part, whole)`
    PercentOf,
    /// `percent_change(from, to)`
    PercentChange,
    /// `points(from, to)`
    Points,
}
