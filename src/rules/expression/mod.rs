//! Constraint expressions: comparisons and arithmetic over measures and quantities.

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
