//! Looking up the names of an expression, and seeing that its dimensions agree.

use super::parse::{self, FUNCTIONS, Node, Operator, Piece, Refusal};
use super::{Comparison, Expression, Function};
use crate::quantity::Kind;
use crate::rules::read::value;
use rust_decimal::Decimal;
use std::ops::Range;

/// What kind of thing an expression yields, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Dimension {
    /// Nothing is known of it; fits everything.
    #[default]
    Unknown,
    /// A bare number.
    Number,
    /// A count of things.
    Count,
    /// A share: percent, points, one number divided by another of its kind.
    Share,
    /// "length", "money:USD", …
    Named(String),
}

impl Dimension {
    fn fits(&self, other: &Self) -> bool {
        use Dimension::*;
        match (self, other) {
            (Unknown, _) | (_, Unknown) => true,
            // A bare number may count, or be a share: `a / b <= 1`.
            (Number, Share | Count) | (Share | Count, Number) => true,
            (a, b) => a == b,
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Unknown => "of no known kind".into(),
            Self::Number => "a bare number".into(),
            Self::Count => "a count".into(),
            Self::Share => "a share".into(),
            Self::Named(name) => match name.split_once(':') {
                Some(("money", code)) => format!("money in {code}"),
                Some((_, unit)) => format!("a rate in {unit}"),
                None => match name.as_str() {
                    "money" => "money".into(),
                    "time" => "a duration".into(),
                    other => format!("a {other}"),
                },
            },
        }
    }

    /// The dimension of a quantity of this kind, in a unit of this dimension and code.
    pub fn of(kind: Kind, dimension: &str, code: Option<&str>) -> Self {
        match kind {
            Kind::Percent | Kind::Points | Kind::Ratio => Self::Share,
            Kind::Money => Self::Named(format!("money:{}", code.unwrap_or("?"))),
            Kind::Rate => Self::Named(format!("rate:{}", code.unwrap_or(dimension))),
            Kind::Count | Kind::Vague => Self::Count,
            Kind::Number | Kind::Score | Kind::Multiple => Self::Number,
            Kind::Age | Kind::Duration => Self::Named("time".into()),
            Kind::Measure if dimension.is_empty() => Self::Unknown,
            Kind::Measure => Self::Named(dimension.to_string()),
        }
    }
}

/// What an expression may name.
pub struct Known<'k> {
    /// The number of the measure of this name.
    pub measure: &'k dyn Fn(&str) -> Option<usize>,
    /// The dimension of a measure.
    pub dimension: &'k dyn Fn(usize) -> Dimension,
}

/// A mistake in an expression, by its place in the expression's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// A name that is not known, for "did you mean".
    pub unknown: Option<String>,
}

impl Mistake {
    fn new(range: &Range<usize>, message: impl Into<String>) -> Self {
        Self { range: range.clone(), message: message.into(), help: None, unknown: None }
    }

    fn with(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

fn refused(text: &str, refusal: Refusal) -> Vec<Mistake> {
    let end = text[refusal.at..].chars().next().map_or(refusal.at, |c| refusal.at + c.len_utf8());
    let mistake = Mistake::new(&(refusal.at..end), refusal.message);
    vec![if refusal.help.is_empty() { mistake } else { mistake.with(refusal.help) }]
}

/// Reads a comparison; all its mistakes at once.
pub fn read_comparison(text: &str, known: &Known<'_>) -> Result<Comparison, Vec<Mistake>> {
    let raw = parse::comparison(text, &|name| (known.measure)(name).is_some()).map_err(|r| refused(text, r))?;
    let mut mistakes = Vec::new();
    let left = resolve(&raw.left, known, &mut mistakes);
    let right = resolve(&raw.right, known, &mut mistakes);
    let tolerance = raw.tolerance.as_ref().and_then(|(literal, range)| tolerance(literal, range, &mut mistakes));
    match (left, right) {
        (Some((left, a)), Some((right, b))) if mistakes.is_empty() => {
            if !a.fits(&b) {
                let range = raw.left.range.start..raw.right.range.end;
                let message = format!("the left side is {}, the right side is {}", a.name(), b.name());
                return Err(vec![Mistake::new(&range, message).with("only things of one kind can be compared")]);
            }
            Ok(Comparison { left, relation: raw.relation, right, tolerance })
        }
        _ => Err(mistakes),
    }
}

/// Reads an expression; all its mistakes at once.
pub fn read_expression(text: &str, known: &Known<'_>) -> Result<(Expression, Dimension), Vec<Mistake>> {
    let raw = parse::expression(text, &|name| (known.measure)(name).is_some()).map_err(|r| refused(text, r))?;
    let mut mistakes = Vec::new();
    match resolve(&raw, known, &mut mistakes) {
        Some(found) if mistakes.is_empty() => Ok(found),
        _ => Err(mistakes),
    }
}

fn tolerance(literal: &str, range: &Range<usize>, mistakes: &mut Vec<Mistake>) -> Option<Decimal> {
    let share = value::quantity(literal)
        .filter(|q| q.kind == Kind::Percent)
        .and_then(|q| q.value?.checked_div(Decimal::ONE_HUNDRED));
    if share.is_none() {
        let message = format!("a tolerance is a share of the right side, not {literal:?}");
        mistakes.push(Mistake::new(range, message).with("write it as `+- 2 %`"));
    }
    share
}

type Found = Option<(Expression, Dimension)>;

fn resolve(node: &Node, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Found {
    match &node.piece {
        Piece::Name(name) => match (known.measure)(name) {
            Some(measure) => Some((Expression::Measure(measure), (known.dimension)(measure))),
            None => {
                let mut mistake = Mistake::new(&node.range, format!("there is no measure `{name}`"));
                mistake.unknown = Some(name.clone());
                mistakes.push(mistake);
                None
            }
        },
        Piece::Literal(text) => match value::quantity(text) {
            Some(quantity) if quantity.value.is_some() => {
                let unit = &quantity.unit;
                let dimension = Dimension::of(quantity.kind, unit.dimension, unit.code.as_deref());
                Some((Expression::Quantity(Box::new(quantity)), dimension))
            }
            _ => {
                mistakes.push(Mistake::new(&node.range, format!("{text:?} is no quantity")));
                None
            }
        },
        Piece::Negate(inner) => {
            let (inner, dimension) = resolve(inner, known, mistakes)?;
            Some((Expression::Negate(Box::new(inner)), dimension))
        }
        Piece::Binary(operator, left, right) => {
            let (a, b) = (resolve(left, known, mistakes), resolve(right, known, mistakes));
            let ((left, a), (right, b)) = (a?, b?);
            let (left, right) = (Box::new(left), Box::new(right));
            Some(match operator {
                Operator::Add => (Expression::Add(left, right), same(node, &[a, b], mistakes)),
                Operator::Subtract => (Expression::Subtract(left, right), same(node, &[a, b], mistakes)),
                Operator::Multiply => (Expression::Multiply(left, right), product(a, b)),
                Operator::Divide => (Expression::Divide(left, right), quotient(a, b)),
            })
        }
        Piece::Call(name, arguments) => call(node, name, arguments, known, mistakes),
    }
}

fn call(node: &Node, name: &str, arguments: &[Node], known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Found {
    let resolved: Vec<Found> = arguments.iter().map(|a| resolve(a, known, mistakes)).collect();
    let Some((_, function, least, most)) = FUNCTIONS.iter().find(|f| f.0 == name) else {
        let names: Vec<&str> = FUNCTIONS.iter().map(|f| f.0).collect();
        let help = match crate::rules::read::nearest(name, &names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there is {}", crate::rules::read::list_of(&names)),
        };
        mistakes.push(Mistake::new(&node.range, format!("there is no function `{name}`")).with(help));
        return None;
    };
    if !(*least..=*most).contains(&arguments.len()) {
        let want = if *least == *most { format!("{least}") } else { format!("at least {least}") };
        let message =
            format!("`{name}` takes {want} argument{}, not {}", if *most == 1 { "" } else { "s" }, arguments.len());
        mistakes.push(Mistake::new(&node.range, message));
        return None;
    }
    let (parts, dimensions): (Vec<_>, Vec<_>) = resolved.into_iter().collect::<Option<Vec<_>>>()?.into_iter().unzip();
    let common = same(node, &dimensions, mistakes);
    let dimension = match function {
        Function::PercentOf | Function::PercentChange | Function::Points => Dimension::Share,
        _ => common,
    };
    Some((Expression::Call(*function, parts), dimension))
}

/// The one dimension of things that are added or compared.
fn same(node: &Node, dimensions: &[Dimension], mistakes: &mut Vec<Mistake>) -> Dimension {
    let first = dimensions.iter().find(|d| **d != Dimension::Unknown).cloned().unwrap_or_default();
    if let Some(other) = dimensions.iter().find(|d| !d.fits(&first)) {
        let message = format!("this mixes {} and {}", first.name(), other.name());
        mistakes.push(
            Mistake::new(&node.range, message).with("only things of one kind can be added or set against each other"),
        );
    }
    first
}

fn product(a: Dimension, b: Dimension) -> Dimension {
    use Dimension::*;
    match (a, b) {
        (Number | Share, other) | (other, Number | Share) => other,
        // So many things, each of so much.
        (Count, other) | (other, Count) => other,
        _ => Unknown,
    }
}

fn quotient(a: Dimension, b: Dimension) -> Dimension {
    use Dimension::*;
    match (a, b) {
        (Unknown, _) | (_, Unknown) => Unknown,
        (a, b) if a == b => Share,
        (other, Number | Share) => other,
        _ => Unknown,
    }
}

/// The dimension that a measure must have for a comparison to make sense, from the side that is known.
pub fn expected(comparison: &Comparison, known: &dyn Fn(usize) -> Dimension, found: &mut Vec<(usize, Dimension)>) {
    let (left, right) = (dimension(&comparison.left, known), dimension(&comparison.right, known));
    expect(&comparison.left, &right, known, found);
    expect(&comparison.right, &left, known, found);
}

/// The dimension of an expression that was read without mistakes.
pub fn dimension(expression: &Expression, known: &dyn Fn(usize) -> Dimension) -> Dimension {
    match expression {
        Expression::Measure(m) => known(*m),
        Expression::Quantity(q) => Dimension::of(q.kind, q.unit.dimension, q.unit.code.as_deref()),
        Expression::Negate(a) => dimension(a, known),
        Expression::Add(a, b) | Expression::Subtract(a, b) => match dimension(a, known) {
            Dimension::Unknown => dimension(b, known),
            found => found,
        },
        Expression::Multiply(a, b) => product(dimension(a, known), dimension(b, known)),
        Expression::Divide(a, b) => quotient(dimension(a, known), dimension(b, known)),
        Expression::Call(Function::PercentOf | Function::PercentChange | Function::Points, _) => Dimension::Share,
        Expression::Call(_, parts) => {
            parts.iter().map(|p| dimension(p, known)).find(|d| *d != Dimension::Unknown).unwrap_or_default()
        }
    }
}

/// Hands a dimension down to the measures that must have it.
fn expect(
    expression: &Expression,
    want: &Dimension,
    known: &dyn Fn(usize) -> Dimension,
    found: &mut Vec<(usize, Dimension)>,
) {
    match expression {
        Expression::Measure(m) if known(*m) == Dimension::Unknown && *want != Dimension::Unknown => {
            found.push((*m, want.clone()));
        }
        Expression::Measure(_) | Expression::Quantity(_) => {}
        Expression::Negate(a) => expect(a, want, known, found),
        Expression::Add(a, b) | Expression::Subtract(a, b) => {
            let own = dimension(expression, known);
            let want = if own == Dimension::Unknown { want } else { &own };
            expect(a, want, known, found);
            expect(b, want, known, found);
        }
        // What multiplies or divides may be of many kinds; only its own parts tell.
        Expression::Multiply(a, b) | Expression::Divide(a, b) => {
            expect(a, &Dimension::Unknown, known, found);
            expect(b, &Dimension::Unknown, known, found);
        }
        Expression::Call(function, parts) => {
            let share = matches!(function, Function::PercentOf | Function::PercentChange | Function::Points);
            let own = parts.iter().map(|p| dimension(p, known)).find(|d| *d != Dimension::Unknown).unwrap_or_default();
            let want = if own != Dimension::Unknown || share { &own } else { want };
            parts.iter().for_each(|p| expect(p, want, known, found));
        }
    }
}
