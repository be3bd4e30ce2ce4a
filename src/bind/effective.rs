//! What a number means beside its neighbours: a bare number borrows the unit of the one before it, and an amount of
//! money is a price where the draft names what it buys.

use super::candidate::Binder;
use super::fit::{Sort, sample, sort};
use crate::claim::{Claim, Role};
use crate::prose::Prose;
use crate::quantity::{Bound, End, Interval, Kind, Quantity, Unit};
use crate::rules::Measure;
use std::borrow::Cow;
use std::collections::HashMap;

/// How many tokens back a bare number looks for the one whose unit it shares.
const REACH: usize = 30;

/// Bare numbers with the unit of the number before them: "covers 407 square kilometres, and its neighbour 462".
pub(super) fn borrowed(prose: &Prose<'_>, claims: &[Claim]) -> HashMap<usize, Quantity> {
    let mut borrowed = HashMap::new();
    let mut last: Option<usize> = None;
    for (i, claim) in claims.iter().enumerate() {
        if claim.role == Role::Scope {
            continue;
        }
        let quantity = &claim.quantity;
        if let Some(rate) = per(prose, claim) {
            borrowed.insert(i, rate);
            last = Some(i);
            continue;
        }
        if let Some(above) = passed(prose, claim) {
            borrowed.insert(i, above);
        }
        if quantity.kind != Kind::Number {
            last = Some(i);
            continue;
        }
        let Some(j) = last.filter(|j| claims[*j].sentence == claim.sentence) else { continue };
        let between = claims[j].tokens.end..claim.tokens.start;
        let model = &claims[j].quantity;
        let joined =
            between.clone().any(|t| matches!(prose.word(t), "," | ";" | "and" | "but" | "while" | "from" | "to"));
        if joined
            && between.len() <= REACH
            && matches!(sort(model.kind), Sort::Unit | Sort::Share)
            && model.range.is_none()
        {
            borrowed.insert(i, Quantity { kind: model.kind, unit: model.unit.clone(), ..quantity.clone() });
        }
    }
    borrowed
}

/// "8.1 cases of measles per 100,000 people".
fn per(prose: &Prose<'_>, claim: &Claim) -> Option<Quantity> {
    let scope = claim.scope.iter().find(|s| s.relation == "per")?;
    if !matches!(claim.quantity.kind, Kind::Count | Kind::Number) {
        return None;
    }
    let name = format!("{} {}", claim.quantity.unit.name, prose.slice(scope.span));
    let unit = Unit { name: name.trim().to_string().into(), dimension: "rate", ..claim.quantity.unit.clone() };
    Some(Quantity { kind: Kind::Rate, unit, ..claim.quantity.clone() })
}

/// Whether an amount is that of each of several: "£9,400 for every resident", "€40 a head", "$5 apiece".
pub(super) fn is_for_each(prose: &Prose<'_>, claim: &Claim) -> bool {
    let at = claim.tokens.end;
    let is = |t: usize, word: &str| prose.word(t).eq_ignore_ascii_case(word);
    claim.quantity.kind != Kind::Rate
        && (is(at, "for") && (is(at + 1, "every") || is(at + 1, "each"))
            || (is(at, "a") || is(at, "per")) && is(at + 1, "head")
            || is(at, "apiece")
            || claim.quantity.kind == Kind::Money && is(at, "each"))
}

/// "Cases pass 1,200": a lower bound in a verb.
fn passed(prose: &Prose<'_>, claim: &Claim) -> Option<Quantity> {
    let before = claim.tokens.start.checked_sub(1)?;
    let passes = prose.tokens[before].is(crate::vocab::PASSING_VERB);
    let quantity = &claim.quantity;
    let value = quantity.value.filter(|_| passes && quantity.bound == Bound::Exact)?;
    let interval = Interval { low: Some(End { value, open: true }), high: None };
    Some(Quantity { bound: Bound::MoreThan, interval, ..quantity.clone() })
}

/// A claim's quantity as a measure wants it: an amount of money as a price, where the sentence says of what.
pub(super) fn quantity<'q>(b: &'q Binder<'_>, i: usize, measure: &Measure) -> Cow<'q, Quantity> {
    let own = b.quantity(i);
    if own.kind != Kind::Money {
        return Cow::Borrowed(own);
    }
    let Some(on_file) = sample(measure).filter(|q| q.kind == Kind::Rate) else { return Cow::Borrowed(own) };
    let Some((_, lower)) = on_file.unit.name.split_once(" per ") else { return Cow::Borrowed(own) };
    // "US gallon" is a gallon to the draft.
    let word = lower.rsplit(' ').next().unwrap_or(lower);
    let prose = b.reading.prose;
    let names = b.cells.of(i).sentence.clone().any(|t| prose.word(t).eq_ignore_ascii_case(word));
    if !names {
        return Cow::Borrowed(own);
    }
    let code = on_file.unit.code.as_deref().and_then(|c| c.split_once('/')).zip(own.unit.code.as_deref());
    let unit = Unit {
        name: format!("{} per {lower}", own.unit.name).into(),
        code: code.map(|((_, under), upper)| format!("{upper}/{under}").into()),
        ..own.unit.clone()
    };
    Cow::Owned(Quantity { kind: Kind::Rate, unit, ..own.clone() })
}
