//! The grammar of constraint expressions, in nom. Spans are byte ranges of the expression's text.

use super::{Function, Relation};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::{consumed, opt, recognize, value};
use nom::multi::{many0, separated_list0};
use nom::sequence::{delimited, pair, preceded};
use nom::{IResult, Offset, Parser};
use std::ops::Range;

/// A piece of an expression and where it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub range: Range<usize>,
    pub piece: Piece,
}

/// What a piece is, before names and units are looked up.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Name(String),
    Literal(String),
    Binary(Operator, Box<Node>, Box<Node>),
    Negate(Box<Node>),
    Call(String, Vec<Node>),
}

/// An arithmetic operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// A comparison as written.
#[derive(Clone, Debug, PartialEq)]
pub struct RawComparison {
    pub left: Node,
    pub relation: Relation,
    pub right: Node,
    pub tolerance: Option<(String, Range<usize>)>,
}

/// The functions by name, with the least and most arguments.
pub const FUNCTIONS: &[(&str, Function, usize, usize)] = &[
    ("sum", Function::Sum, 1, usize::MAX),
    ("min", Function::Min, 1, usize::MAX),
    ("max", Function::Max, 1, usize::MAX),
    ("abs", Function::Abs, 1, 1),
    ("percent_of", Function::PercentOf, 2, 2),
    ("percent_change", Function::PercentChange, 2, 2),
    ("points", Function::Points, 2, 2),
];

/// How deep parentheses may nest.
const DEPTH: usize = 40;
/// How many terms may be strung together without `sum`.
const TERMS: usize = 200;

/// What the grammar knows: the whole text, for offsets, and which names are measures.
#[derive(Clone, Copy)]
struct Ground<'t> {
    text: &'t str,
    is_measure: &'t dyn Fn(&str) -> bool,
    depth: usize,
}

impl<'t> Ground<'t> {
    fn range(&self, from: &'t str, to: &'t str) -> Range<usize> {
        self.text.offset(from)..self.text.offset(to)
    }

    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

type Parsed<'t, T> = IResult<&'t str, T>;

fn fail<T>(input: &str) -> Parsed<'_, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Fail)))
}

/// Something with white space after it.
fn spaced<'t, O>(
    inner: impl Parser<&'t str, Output = O, Error = nom::error::Error<&'t str>>,
) -> impl Parser<&'t str, Output = O, Error = nom::error::Error<&'t str>> {
    nom::sequence::terminated(inner, multispace0)
}

/// A number with the words of its unit: "200 km", "5 %", "$3 million"; underscores part digits.
fn literal(input: &str) -> Parsed<'_, String> {
    fn digits(input: &str) -> Parsed<'_, &str> {
        take_while1(|c: char| c.is_ascii_digit() || c == '_')(input)
    }
    fn word(input: &str) -> Parsed<'_, &str> {
        let letters = take_while1(|c: char| c.is_alphabetic() || "²³".contains(c));
        let mut word = preceded(take_while(|c| c == ' '), alt((take_while1(|c: char| "%°".contains(c)), letters)));
        let (rest, found) = word.parse(input)?;
        let call = rest.trim_start().starts_with('(') && FUNCTIONS.iter().any(|f| f.0 == found);
        if call { fail(input) } else { Ok((rest, found)) }
    }
    let sign = take_while(|c: char| "$£€¥".contains(c));
    let number = pair(digits, opt(pair(char('.'), digits)));
    let per = recognize((take_while(|c| c == ' '), tag("per "), digits));
    let (rest, found) = recognize((sign, number, many0(alt((per, word))))).parse(input)?;
    if rest.starts_with(['_', '(']) { fail(input) } else { Ok((rest, found.replace('_', "").trim().to_string())) }
}

/// A name; a hyphen belongs to it where the whole is a measure.
fn name<'t>(ground: Ground<'t>) -> impl Fn(&'t str) -> Parsed<'t, &'t str> {
    move |input| {
        let first = |c: char| c.is_alphabetic() || c == '_';
        if !input.starts_with(first) {
            return fail(input);
        }
        let long: Parsed<'_, &str> = take_while1(|c: char| c.is_alphanumeric() || c == '_' || c == '-')(input);
        if let Ok((rest, found)) = long
            && found.contains('-')
            && (ground.is_measure)(found)
        {
            return Ok((rest, found));
        }
        take_while1(|c: char| c.is_alphanumeric() || c == '_')(input)
    }
}

fn atom<'t>(ground: Ground<'t>, input: &'t str) -> Parsed<'t, Node> {
    if ground.depth > DEPTH {
        return fail(input);
    }
    let inside = |input| sum(ground.deeper(), input);
    if let Ok((rest, node)) = delimited(spaced(char('(')), inside, spaced(char(')'))).parse(input) {
        return Ok((rest, Node { range: ground.range(input, rest.trim_start()), ..node }));
    }
    if let Ok((rest, minus)) = preceded(spaced(char('-')), |i| atom(ground.deeper(), i)).parse(input) {
        return Ok((rest, Node { range: ground.range(input, rest), piece: Piece::Negate(Box::new(minus)) }));
    }
    if let Ok((rest, (written, text))) = consumed(literal).parse(input) {
        let start = ground.text.offset(input);
        let range = start..start + written.trim_end().len();
        return Ok((rest.trim_start(), Node { range, piece: Piece::Literal(text) }));
    }
    let (after, found) = name(ground)(input)?;
    let range = ground.range(input, after);
    let arguments =
        delimited(spaced(char('(')), separated_list0(spaced(char(',')), |i| sum(ground.deeper(), i)), char(')'));
    match preceded(multispace0, arguments).parse(after) {
        Ok((rest, arguments)) => {
            let range = ground.range(input, rest);
            Ok((rest.trim_start(), Node { range, piece: Piece::Call(found.to_string(), arguments) }))
        }
        Err(_) => Ok((after.trim_start(), Node { range, piece: Piece::Name(found.to_string()) })),
    }
}

/// Terms strung together from left to right.
fn chain(first: Node, more: Vec<(Operator, Node)>) -> Node {
    more.into_iter().fold(first, |left, (operator, right)| Node {
        range: left.range.start..right.range.end,
        piece: Piece::Binary(operator, Box::new(left), Box::new(right)),
    })
}

fn product<'t>(ground: Ground<'t>, input: &'t str) -> Parsed<'t, Node> {
    let operator = alt((
        value(Operator::Multiply, alt((char('*'), char('×')))),
        value(Operator::Divide, alt((char('/'), char('÷')))),
    ));
    let (rest, first) = atom(ground, input)?;
    let (rest, more) = many0(pair(spaced(operator), |i| atom(ground, i))).parse(rest)?;
    if more.len() > TERMS { fail(input) } else { Ok((rest, chain(first, more))) }
}

fn sum<'t>(ground: Ground<'t>, input: &'t str) -> Parsed<'t, Node> {
    let operator = |input: &'t str| {
        // "+-" opens a tolerance.
        if input.starts_with("+-") || input.starts_with("+/-") {
            return fail(input);
        }
        alt((value(Operator::Add, char('+')), value(Operator::Subtract, alt((char('-'), char('−')))))).parse(input)
    };
    let (rest, first) = product(ground, input)?;
    let (rest, more) = many0(pair(spaced(operator), |i| product(ground, i))).parse(rest)?;
    if more.len() > TERMS { fail(input) } else { Ok((rest, chain(first, more))) }
}

fn relation(input: &str) -> Parsed<'_, Relation> {
    alt((
        value(Relation::AtMost, alt((tag("<="), tag("≤")))),
        value(Relation::AtLeast, alt((tag(">="), tag("≥")))),
        value(Relation::Equal, tag("==")),
        value(Relation::Unequal, alt((tag("!="), tag("≠")))),
        value(Relation::About, alt((tag("~="), tag("≈")))),
        value(Relation::Less, tag("<")),
        value(Relation::Greater, tag(">")),
    ))
    .parse(input)
}

/// Where and why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub at: usize,
    pub message: &'static str,
    pub help: &'static str,
}

const NO_TERM: Refusal = Refusal { at: 0, message: "a measure, a number or a function is missing here", help: "" };

/// Reads a whole comparison.
pub fn comparison(text: &str, is_measure: &dyn Fn(&str) -> bool) -> Result<RawComparison, Refusal> {
    let ground = Ground { text, is_measure, depth: 0 };
    let (rest, left) = term(ground, text.trim_start())?;
    let at = text.offset(rest);
    let Ok((rest, relation)) = spaced(relation).parse(rest) else {
        return Err(no_relation(at, rest));
    };
    let (rest, right) = term(ground, rest)?;
    let sign = alt((tag("+/-"), tag("+-"), tag("±")));
    let (rest, tolerance) = match preceded(spaced(sign), |i| consumed(literal).parse(i)).parse(rest) {
        Ok((after, (written, literal))) => {
            let start = text.offset(after) - written.len();
            (after.trim_start(), Some((literal, start..start + written.trim_end().len())))
        }
        Err(_) => (rest, None),
    };
    let at = text.offset(rest);
    match rest {
        "" => Ok(RawComparison { left, relation, right, tolerance }),
        _ if self::relation(rest).is_ok() || rest.starts_with("and ") => Err(Refusal {
            at,
            message: "a constraint is one comparison",
            help: "write a second [[constraint]] for the second comparison",
        }),
        _ if ["+-", "+/-", "±"].iter().any(|s| rest.starts_with(s)) => {
            Err(Refusal { at, message: "a tolerance is a share of the right side", help: "write it as `+- 2 %`" })
        }
        _ => Err(leftover(at, rest)),
    }
}

/// Reads a whole expression without a comparison.
pub fn expression(text: &str, is_measure: &dyn Fn(&str) -> bool) -> Result<Node, Refusal> {
    let (rest, node) = term(Ground { text, is_measure, depth: 0 }, text.trim_start())?;
    if rest.is_empty() { Ok(node) } else { Err(leftover(text.offset(rest), rest)) }
}

fn term<'t>(ground: Ground<'t>, input: &'t str) -> Result<(&'t str, Node), Refusal> {
    match sum(ground, input) {
        Ok((rest, node)) => Ok((rest.trim_start(), node)),
        Err(nom::Err::Error(e) | nom::Err::Failure(e)) => Err(Refusal { at: ground.text.offset(e.input), ..NO_TERM }),
        Err(nom::Err::Incomplete(_)) => Err(Refusal { at: ground.text.len(), ..NO_TERM }),
    }
}

fn no_relation(at: usize, rest: &str) -> Refusal {
    if rest.starts_with('=') {
        return Refusal { at, message: "`=` compares nothing", help: "write `==`" };
    }
    if rest.is_empty() {
        let help = "write left, comparison, right: `troops_200km <= troops_400km`";
        return Refusal { at, message: "nothing is compared here", help };
    }
    leftover(at, rest)
}

fn leftover(at: usize, rest: &str) -> Refusal {
    let (message, help) = match rest.chars().next() {
        Some(')') => ("this bracket closes nothing", ""),
        Some('(') => ("this bracket is not closed, or nests too deep", ""),
        Some(',') => ("commas stand only between the arguments of a function", "write large numbers as 1_000"),
        Some('+' | '-' | '−' | '*' | '/' | '×' | '÷') => {
            ("nothing that can be reckoned with stands after this", "")
        }
        Some('_') => ("a number runs into a name here", "a measure's name does not begin with a digit"),
        _ => ("an operator is missing before this", "comparisons are <= < >= > == != ~=; arithmetic is + - * /"),
    };
    Refusal { at, message, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(node: &Node) -> String {
        match &node.piece {
            Piece::Name(n) => n.clone(),
            Piece::Literal(l) => format!("[{l}]"),
            Piece::Negate(n) => format!("-{}", show(n)),
            Piece::Binary(o, l, r) => {
                let sign = match o {
                    Operator::Add => "+",
                    Operator::Subtract => "-",
                    Operator::Multiply => "*",
                    Operator::Divide => "/",
                };
                format!("({} {sign} {})", show(l), show(r))
            }
            Piece::Call(f, a) => format!("{f}({})", a.iter().map(show).collect::<Vec<_>>().join(", ")),
        }
    }

    #[test]
    fn reads() {
        for (text, left, relation, right, tolerance) in [
            ("a <= b", "a", Relation::AtMost, "b", None),
            (" a+b*c - d  ==  e ", "((a + (b * c)) - d)", Relation::Equal, "e", None),
            ("sum(a, b, c) == total +- 2 %", "sum(a, b, c)", Relation::Equal, "total", Some("2 %")),
            ("percent_of(a, b) ~= c", "percent_of(a, b)", Relation::About, "c", None),
            ("distance < 200 km", "distance", Relation::Less, "[200 km]", None),
            ("rate == 8.1 per 100_000", "rate", Relation::Equal, "[8.1 per 100000]", None),
            ("-(a - 5 %) >= 1_000", "-(a - [5 %])", Relation::AtLeast, "[1000]", None),
            ("troops-200km != b", "troops-200km", Relation::Unequal, "b", None),
            ("a-b > 0", "(a - b)", Relation::Greater, "[0]", None),
            ("100 * a / b == c ± 0.5%", "(([100] * a) / b)", Relation::Equal, "c", Some("0.5%")),
        ] {
            let found = comparison(text, &|n| n == "troops-200km").unwrap_or_else(|e| panic!("{text}: {e:?}"));
            assert_eq!(
                (show(&found.left).as_str(), found.relation, show(&found.right).as_str()),
                (left, relation, right)
            );
            assert_eq!(found.tolerance.as_ref().map(|t| t.0.as_str()), tolerance);
        }
    }

    #[test]
    fn refuses_with_the_place() {
        for (text, at) in [
            ("", 0),
            ("a", 1),
            ("a = b", 2),
            ("a <=", 4),
            ("a <= b <= c", 7),
            ("a b <= c", 2),
            ("a <= b)", 6),
            ("a == b + ", 7),
            ("a == 1,000", 6),
        ] {
            assert_eq!(comparison(text, &|_| false).map_err(|e| e.at), Err(at), "{text}");
        }
        let deep = "(".repeat(100_000) + "a" + &")".repeat(100_000);
        assert!(comparison(&format!("{deep} == 1"), &|_| false).is_err());
        let long = vec!["a"; 100_000].join(" + ");
        assert!(comparison(&format!("{long} == 1"), &|_| false).is_err());
    }
}
