//! Whether a claim's number is of the sort that a measure's values are.

use crate::quantity::senses::{Base, senses};
use crate::quantity::{Kind, Quantity};
use crate::rules::{Measure, Value};

/// A quantity of the measure, from its figures.
pub(super) fn sample(measure: &Measure) -> Option<&Quantity> {
    measure.figures.iter().find_map(|f| quantity_of(&f.value))
}

/// The quantity that a figure's value holds, or the first of two.
pub(super) fn quantity_of(value: &Value) -> Option<&Quantity> {
    match value {
        Value::Exactly(q) | Value::AtLeast(q) | Value::AtMost(q) => Some(q),
        Value::Between(ends) => Some(&ends.0),
        Value::Day(_) => None,
    }
}

/// How the sort of a claim fits that of a measure; the better fit is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It does.
    Same,
    /// Money in another currency, for which the pack has a rate.
    Converted,
    /// Percent where the measure has points, or the other way round.
    PercentForPoints,
    /// It does not.
    No,
}

/// A kind of number, as far as binding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Counts, bare numbers, vague counts.
    Count,
    /// Percentages, ratios and fractions.
    Share,
    /// Percentage points.
    Points,
    /// Anything in a unit.
    Unit,
    /// "doubled"
    Multiple,
}

/// The sort of a kind.
pub(super) fn sort(kind: Kind) -> Sort {
    match kind {
        Kind::Count | Kind::Number | Kind::Vague | Kind::Score => Sort::Count,
        Kind::Percent | Kind::Ratio => Sort::Share,
        Kind::Points => Sort::Points,
        Kind::Multiple => Sort::Multiple,
        Kind::Age | Kind::Duration | Kind::Measure | Kind::Money | Kind::Rate => Sort::Unit,
    }
}

/// How a claim's quantity fits a measure.
pub(super) fn fit(claim: &Quantity, measure: &Measure) -> Fit {
    let on_file = sample(measure);
    let Some(kind) = measure.kind.or(on_file.map(|q| q.kind)) else {
        return if sort(claim.kind) == Sort::Count { Fit::Same } else { Fit::No };
    };
    match (sort(claim.kind), sort(kind)) {
        (Sort::Count, Sort::Count) | (Sort::Share, Sort::Share) | (Sort::Points, Sort::Points) => Fit::Same,
        (Sort::Share, Sort::Points) | (Sort::Points, Sort::Share) => Fit::PercentForPoints,
        (Sort::Unit, Sort::Unit) => unit_fit(claim, measure, on_file),
        (Sort::Multiple, Sort::Multiple) => Fit::Same,
        _ => Fit::No,
    }
}

fn unit_fit(claim: &Quantity, measure: &Measure, on_file: Option<&Quantity>) -> Fit {
    let claimed = senses(claim.kind, &claim.unit);
    let fits = match on_file {
        Some(q) => comparable(&claimed, &senses(q.kind, &q.unit)).is_some(),
        // Nothing on file: what the reader inferred from constraints.
        None => {
            let unit = &claim.unit;
            let money = measure.kind == Some(crate::quantity::Kind::Money);
            measure.dimension.as_deref().is_none_or(|d| d == unit.dimension)
                && (!money || measure.unit.is_none() || measure.unit.as_deref() == unit.code.as_deref())
        }
    };
    if fits { Fit::Same } else { Fit::No }
}

/// The first pair of senses that can be compared.
pub(super) fn comparable<'b>(a: &'b [Base], b: &'b [Base]) -> Option<(&'b Base, &'b Base)> {
    a.iter().find_map(|x| b.iter().find(|y| x.key == y.key).map(|y| (x, y)))
}
