//! Operands: what a claim brings into a relation, and which claims can be compared.

use super::bounds::Bounds;
use crate::claim::Claim;
use crate::prose::Prose;
use crate::quantity::{Bound, Kind, Unit, exact};
use crate::settings::Precision;
use crate::vocab::{CURRENCIES, Meaning, Phrase, UNITS};
use dashu_ratio::RBig;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What two claims have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Nothing: a price and a distance.
    None,
    /// One of them is a bare number, which may stand for the same kind of thing ("from 58 percent to 47").
    Elided,
    /// Both count things, but call them by other names ("130 officers" among "122 soldiers").
    Counts,
    /// The same unit, dimension or counted noun.
    Same,
}

/// How alike two claims are.
pub fn likeness(a: &Claim, b: &Claim) -> Likeness {
    let (ka, kb) = (class(a), class(b));
    match (ka, kb) {
        (Class::Other, _) | (_, Class::Other) => Likeness::None,
        (Class::Ratio, Class::Ratio) => Likeness::Same,
        (Class::Ratio, _) | (_, Class::Ratio) => Likeness::None,
        (Class::Bare, Class::Bare) => Likeness::Same,
        // "4.4 percent … 75 million": no percentage left out its sign there.
        (Class::Bare, _) if is_share(b) && is_large(a) => Likeness::None,
        (_, Class::Bare) if is_share(a) && is_large(b) => Likeness::None,
        (Class::Bare, _) | (_, Class::Bare) => Likeness::Elided,
        (Class::Count, Class::Count) => {
            if head(&a.quantity.unit.name) == head(&b.quantity.unit.name) {
                Likeness::Same
            } else {
                Likeness::Counts
            }
        }
        (Class::Dimension, Class::Dimension) => {
            let (ua, ub) = (&a.quantity.unit, &b.quantity.unit);
            let same = base(&ua.name) == base(&ub.name)
                || one_money(ua, ub)
                || ua.dimension == ub.dimension && !matches!(ua.dimension, "" | "money" | "count" | "rate");
            if same { Likeness::Same } else { Likeness::None }
        }
        _ => Likeness::None,
    }
}

/// Whether a claim is a percentage or a number of points.
fn is_share(claim: &Claim) -> bool {
    matches!(claim.quantity.kind, Kind::Percent | Kind::Points)
}

/// Whether a number is larger than news puts percentages.
fn is_large(claim: &Claim) -> bool {
    claim.quantity.value.is_some_and(|v| v >= Decimal::ONE_THOUSAND)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Bare,
    Count,
    Dimension,
    Ratio,
    Other,
}

fn class(claim: &Claim) -> Class {
    match claim.quantity.kind {
        Kind::Number if claim.quantity.unit.name.is_empty() => Class::Bare,
        Kind::Count | Kind::Number if claim.quantity.unit.name.is_empty() => Class::Bare,
        Kind::Count | Kind::Number | Kind::Vague => Class::Count,
        Kind::Percent | Kind::Points | Kind::Money | Kind::Measure | Kind::Duration | Kind::Rate | Kind::Age => {
            Class::Dimension
        }
        Kind::Ratio => Class::Ratio,
        Kind::Multiple | Kind::Score => Class::Other,
    }
}

/// Whether two units are of one currency, as pence and pounds are. Cents are of whatever stands beside them.
fn one_money(a: &Unit, b: &Unit) -> bool {
    let cent = |u: &Unit| u.name == "cent";
    let (minor, other) = (per_major(a), per_major(b));
    let one = a.code.is_some() && a.code == b.code || cent(a) && other == 1 || cent(b) && minor == 1;
    a.dimension == "money" && b.dimension == "money" && one
}

/// How many of a unit of money make one of its currency: 100 for pence.
fn per_major(unit: &Unit) -> u32 {
    static MINOR: LazyLock<HashMap<&str, u32>> =
        LazyLock::new(|| CURRENCIES.iter().filter(|c| c.per_major > 1).map(|c| (c.name, c.per_major)).collect());
    MINOR.get(&*unit.name).copied().unwrap_or(1)
}

/// A rate's unit without what it is per: "US dollar" of "US dollar per month".
fn base(name: &str) -> &str {
    name.split_once(" per ").map_or(name, |n| n.0)
}

/// The last word of a counted noun phrase before any "of".
fn head(name: &str) -> &str {
    let phrase = name.split_once(" of ").map_or(name, |n| n.0);
    phrase.rsplit(' ').next().unwrap_or(phrase)
}

/// Whether a claim counts things, or is a bare number that may.
pub fn counts(claim: &Claim) -> bool {
    matches!(class(claim), Class::Bare | Class::Count)
}

/// Whether a claim is in points, of percentages or of anything else.
pub fn points(claim: &Claim) -> bool {
    claim.quantity.kind == Kind::Points || claim.quantity.unit.name.ends_with("point")
}

/// Whether a claim is a number without any unit or noun.
pub fn bare(claim: &Claim) -> bool {
    class(claim) == Class::Bare
}

/// The factor and offset that turn a value in a unit into its dimension's base unit. A rate that is no unit of its own
/// takes what it is a rate of.
pub fn conversion(unit: &Unit) -> Option<(RBig, RBig)> {
    named(&unit.name).or_else(|| named(base(&unit.name)))
}

/// The factor and offset of a unit by its name.
pub fn named(name: &str) -> Option<(RBig, RBig)> {
    static BY_NAME: LazyLock<HashMap<&str, usize>> =
        LazyLock::new(|| UNITS.iter().enumerate().map(|(i, u)| (u.name, i)).collect());
    let entry = &UNITS[*BY_NAME.get(name)?];
    Some((rational(entry.factor)?, rational(entry.offset)?))
}

/// What a rate is of and what it is per: "US dollar" and "month". `None` where it is per two things, or no rate.
pub fn rate_parts(claim: &Claim) -> Option<(&str, &str)> {
    let (above, below) = claim.quantity.unit.name.split_once(" per ")?;
    (!below.contains(" per ")).then_some((above, below))
}

/// A decimal or a fraction, as the vocabulary writes factors: "1609.344", "5/9".
pub fn rational(text: &str) -> Option<RBig> {
    match text.split_once('/') {
        Some((a, b)) => {
            let (a, b) = (RBig::from_str_decimal(a.trim()).ok()?, RBig::from_str_decimal(b.trim()).ok()?);
            (b != RBig::ZERO).then(|| a / b)
        }
        None => RBig::from_str_decimal(text).ok(),
    }
}

/// The exact value that a claim states, in its own unit; fractions in words as such.
pub fn value(claim: &Claim) -> Option<RBig> {
    let q = &claim.quantity;
    match q.fraction {
        Some((n, d)) if d != 0 => Some(RBig::from_parts(n.into(), d.into())),
        _ => q.value.map(exact),
    }
}

/// A claim's values as a result (a change, a share, a difference), in its own unit. A zero that ends the two digits
/// after the point of a percentage may have been written for looks: "27.30 percent" is whatever is about 27.3.
pub fn result(claim: &Claim) -> Bounds {
    let bounds = Bounds::of(&claim.quantity.interval);
    let padded = |v: &Decimal| v.scale() >= 2 && v.normalize().scale() < v.scale();
    match claim.quantity.value.filter(|v| claim.quantity.kind == Kind::Percent && padded(v)) {
        Some(value) => bounds.widen(&exact(Decimal::new(5, value.scale()))),
        None => bounds,
    }
}

/// A claim's values as an operand, in its own unit: capped, because a writer who computes with "$7 billion"
/// knows more of it than its one digit says.
pub fn operand(claim: &Claim, precision: &Precision) -> Bounds {
    let all = result(claim);
    match (claim.quantity.bound, value(claim)) {
        (Bound::Exact, Some(value)) => {
            let reach = if value < RBig::ZERO { -value.clone() } else { value.clone() } * exact(precision.operand_most);
            all.cap(Bounds::point(value).widen(&reach))
        }
        _ => all,
    }
}

/// The values of `from`, in the unit of `to`, as far as both have one.
pub fn in_unit_of(bounds: Bounds, from: &Unit, to: &Unit) -> Bounds {
    if from.name == to.name || from.name.is_empty() || to.name.is_empty() || from.dimension != to.dimension {
        return bounds;
    }
    if one_money(from, to) {
        return bounds.scale(&RBig::from_parts(per_major(to).into(), per_major(from).into()));
    }
    match (conversion(from), conversion(to)) {
        (Some((f, fo)), Some((t, to))) if t != RBig::ZERO => bounds.scale(&f).shift(&(fo - to)).scale(&(RBig::ONE / t)),
        _ => bounds,
    }
}

/// Whether nothing hedges the claim.
pub fn plain(claim: &Claim) -> bool {
    claim.quantity.bound == Bound::Exact && claim.quantity.range.is_none() && claim.quantity.kind != Kind::Vague
}

/// Whether a claim states its amount in two units: "5 ft 10 in". Its unit is the lower one.
pub fn in_two_units(prose: &Prose<'_>, claim: &Claim) -> bool {
    let unit = |p: &Phrase| p.rest.is_empty() && matches!(p.meaning, Meaning::UnitEntry(_));
    let number = prose.token_at(claim.number.start)..prose.token_at(claim.number.end);
    prose.tokens[number].iter().any(|t| t.lexeme().phrases.iter().any(unit))
}
