//! Units that several numbers share: "4.1, 4.5 and 5 percent", "a 7- or 8-inch screen", "200 and 400 km".

use crate::prose::Prose;
use crate::quantity::interval::{Written, interval};
use crate::quantity::{Amount, Kind};
use crate::settings::Settings;

/// Lends each bare number the unit of the next one in the same list, and of the start of the change that it ends.
pub fn units(amounts: &mut [Amount], prose: &Prose<'_>, settings: &Settings) {
    let mut lent = false;
    for i in (1..amounts.len()).rev() {
        let (left, right) = amounts.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else { continue };
        let again = b.quantity.kind == Kind::Percent && says_again(prose, a.tokens.end, b.tokens.start);
        lent = bare(a) && lends(b) && !again && listed(prose, a.tokens.end, b.tokens.start, lent);
        if lent {
            take(a, b, settings);
        } else if bare(b) && ends_change(prose, a, b) {
            take(b, a, settings);
        }
    }
    for i in 1..amounts.len() {
        let (left, right) = amounts.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
        if bare(b) && aged_too(prose, a, b) {
            take(b, a, settings);
        } else if converted(prose, a, b) {
            bound(b, a.quantity.bound, settings);
        }
    }
}

/// "aged 19 and 22": the second age.
fn aged_too(prose: &Prose<'_>, a: &Amount, b: &Amount) -> bool {
    let said = |i: usize| prose.tokens.get(i).is_some_and(|t| t.is(crate::vocab::AGE_CONTEXT));
    let between = a.tokens.end..b.tokens.start;
    let young = b.quantity.value.is_some_and(|v| v.fract().is_zero() && v < rust_decimal::Decimal::ONE_HUNDRED);
    let ends = prose.tokens.get(b.tokens.end).is_none_or(|t| {
        let closed = crate::vocab::PREPOSITION
            .or(crate::vocab::CONJUNCTION)
            .or(crate::vocab::AUXILIARY)
            .or(crate::vocab::VERB_PAST);
        t.kind != crate::vocab::scan::Kind::Word || t.is(closed)
    });
    a.quantity.kind == Kind::Age
        && young
        && ends
        && (1..=2).any(|n| a.tokens.start.checked_sub(n).is_some_and(said))
        && matches!(between.len(), 1 | 2)
        && between.into_iter().all(|i| matches!(prose.word(i), "," | "and" | "or"))
}

/// "more than 100 km (60 miles)": the same amount in another unit, hedged where the first one is bounded.
fn converted(prose: &Prose<'_>, a: &Amount, b: &Amount) -> bool {
    use crate::quantity::Bound;
    let measured = |q: &crate::quantity::Quantity| matches!(q.kind, Kind::Measure | Kind::Money | Kind::Rate);
    let (from, to) = (&a.quantity, &b.quantity);
    b.tokens.start == a.tokens.end + 1
        && prose.word(a.tokens.end) == "("
        && prose.word(b.tokens.end) == ")"
        && measured(from)
        && from.kind == to.kind
        && from.unit.dimension == to.unit.dimension
        && from.unit.name != to.unit.name
        && to.bound == Bound::Exact
        && to.value.is_some()
        && !matches!(from.bound, Bound::Exact | Bound::About | Bound::Nearly)
}

/// Hedges an amount.
fn bound(to: &mut Amount, bound: crate::quantity::Bound, settings: &Settings) {
    let q = &mut to.quantity;
    q.bound = bound;
    let written = Written { kind: q.kind, low: q.numeral, high: q.numeral, rough: false, vague: false, just: false };
    q.interval = interval(&written, bound, &settings.precision);
}

/// Gives an amount another one's unit.
fn take(to: &mut Amount, from: &Amount, settings: &Settings) {
    let q = &mut to.quantity;
    q.kind = from.quantity.kind;
    q.unit = from.quantity.unit.clone();
    if let Some(value) = q.value {
        let numeral = crate::quantity::Numeral { value, ..q.numeral };
        let written = Written { kind: q.kind, low: numeral, high: numeral, rough: false, vague: false, just: false };
        q.interval = interval(&written, q.bound, &settings.precision);
    }
}

/// "from 21 mpg combined to 23 for new models"
fn ends_change(prose: &Prose<'_>, a: &Amount, b: &Amount) -> bool {
    let word = |i: Option<usize>, w: &str| i.is_some_and(|i| prose.word(i) == w);
    let near = b.tokens.start - a.tokens.end <= 4 && b.tokens.start > a.tokens.end;
    let measured = matches!(a.quantity.kind, Kind::Percent | Kind::Measure | Kind::Rate | Kind::Money)
        && a.quantity.value.is_some();
    let ends = prose.tokens.get(b.tokens.end).is_none_or(|t| {
        t.kind != crate::vocab::scan::Kind::Word || t.is(crate::vocab::PREPOSITION.or(crate::vocab::CONJUNCTION))
    });
    near && measured && ends && word(b.tokens.start.checked_sub(1), "to") && word(a.tokens.start.checked_sub(1), "from")
}

fn bare(a: &Amount) -> bool {
    a.quantity.kind == Kind::Number && a.quantity.unit.name.is_empty() && a.quantity.value.is_some()
}

/// Whether a quantity's unit stands after it, so that it may serve earlier numbers too.
fn lends(b: &Amount) -> bool {
    let after = b.quantity.unit.span.is_some_and(|s| s.start >= b.number.end);
    after
        && matches!(
            b.quantity.kind,
            Kind::Percent | Kind::Points | Kind::Measure | Kind::Duration | Kind::Age | Kind::Money | Kind::Rate
        )
}

/// "27,914, or 96 percent": a comma and "or" state one thing twice.
fn says_again(prose: &Prose<'_>, from: usize, to: usize) -> bool {
    to == from + 2 && prose.word(from) == "," && prose.word(from + 1) == "or"
}

/// Whether only commas, "and" or "or", and a hanging hyphen stand between two numbers; a comma alone only where the list
/// goes on: "4.1, 4.5 and 5 percent".
fn listed(prose: &Prose<'_>, from: usize, to: usize, goes_on: bool) -> bool {
    let between = from..to;
    let closed = between.clone().any(|i| matches!(prose.word(i), "and" | "or" | "&"));
    between.len() <= 3
        && (closed || goes_on)
        && between.clone().all(|i| matches!(prose.word(i), "," | "and" | "or" | "-" | "&" | "‑"))
}
