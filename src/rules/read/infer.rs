//! What a measure counts, where the pack does not say: from its figures, then from the constraints that tie it.

use super::fields::Problems;
use crate::quantity::{Kind, Quantity};
use crate::rules::expression::{Dimension, expected};
use crate::rules::{Inferred, Measure, Pack, Value};

/// The dimension of a measure of this kind, in a unit of this dimension.
pub fn dimension(kind: Kind, unit: &str) -> String {
    match kind {
        Kind::Count | Kind::Number | Kind::Vague if unit.is_empty() => "count".into(),
        _ => unit.into(),
    }
}

/// The first quantity of a value.
pub fn first(value: &Value) -> Option<&Quantity> {
    match value {
        Value::Exactly(q) | Value::AtLeast(q) | Value::AtMost(q) => Some(q),
        Value::Between(ends) => Some(&ends.0),
        Value::Day(_) => None,
    }
}

/// The dimension of a measure for expressions.
pub fn dimension_of(measure: &Measure) -> Dimension {
    let whole = |q: &Quantity| q.value.is_none_or(|v| v.fract().is_zero());
    match measure.kind {
        // A bare whole number counts things; one with a fraction may be anything.
        Some(Kind::Number) if measure.figures.iter().filter_map(|f| first(&f.value)).all(whole) => Dimension::Count,
        Some(kind) => Dimension::of(kind, measure.dimension.as_deref().unwrap_or(""), measure.unit.as_deref()),
        None => Dimension::Unknown,
    }
}

/// Infers from the first figure, and notes figures that are of another kind.
pub fn from_figures(measure: &mut Measure, problems: &mut Problems) {
    let mut sort: Option<(Kind, &str, Option<&str>)> = None;
    for figure in measure.figures.iter() {
        let Some(q) = first(&figure.value) else { continue };
        let own = (q.kind, q.unit.dimension, q.unit.code.as_deref());
        match sort {
            None => {
                // `kind = "money"` over "£52 a year" says what is paid, not that it is no rate.
                if q.kind == Kind::Rate && measure.kind.is_some_and(is_numerator) {
                    measure.kind = Some(Kind::Rate);
                }
                if let Some(kind) = measure.kind.filter(|k| !alike(*k, q.kind)) {
                    let message = format!(
                        "measure `{}` is of kind {}, but this figure is of kind {}",
                        measure.id,
                        name(kind),
                        name(q.kind)
                    );
                    problems.add(figure.span, message);
                }
                sort = Some(own);
            }
            Some((kind, unit, code)) => {
                let money = kind == Kind::Money && code != own.2;
                if !alike(kind, own.0) || unit != own.1 && kind == own.0 || money {
                    let message = format!(
                        "the figures of measure `{}` are not of one kind: {} and {}",
                        measure.id,
                        say(sort),
                        say(Some(own))
                    );
                    problems.add(figure.span, message).help("give each kind a measure of its own");
                }
            }
        }
    }
    let Some((kind, unit, code)) = sort else { return };
    if measure.kind.is_none() {
        measure.kind = Some(kind);
        measure.inferred = Some(Inferred::Figures);
    }
    if measure.dimension.is_none() {
        measure.dimension = Some(dimension(kind, unit));
    }
    if measure.unit.is_none() {
        measure.unit = code.map(Into::into);
    }
}

/// Infers from a sum that has been reckoned, where nothing else is known.
pub fn from_sum(measure: &mut Measure, figure: usize) {
    let Some(q) = first(&measure.figures[figure].value) else { return };
    let (kind, name, code) = (q.kind, dimension(q.kind, q.unit.dimension), q.unit.code.as_deref().map(Into::into));
    if measure.kind.is_none() {
        measure.kind = Some(kind);
        measure.dimension.get_or_insert(name);
        measure.unit = measure.unit.take().or(code);
        measure.inferred = Some(Inferred::Figures);
    }
}

/// Whether figures of both kinds may stand under one measure.
fn alike(a: Kind, b: Kind) -> bool {
    let group = |kind| match kind {
        Kind::Count | Kind::Number | Kind::Vague | Kind::Score => 0,
        Kind::Percent | Kind::Points | Kind::Ratio => 1,
        Kind::Duration | Kind::Age => 2,
        other => 10 + other as u8,
    };
    group(a) == group(b)
}

/// Whether a kind is that of what a rate counts per something.
fn is_numerator(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Count | Kind::Number | Kind::Measure)
}

fn say(sort: Option<(Kind, &str, Option<&str>)>) -> String {
    match sort {
        Some((Kind::Money, _, Some(code))) => format!("money in {code}"),
        Some((Kind::Measure, unit, _)) if !unit.is_empty() => unit.to_string(),
        Some((kind, ..)) => name(kind).to_string(),
        None => String::new(),
    }
}

/// The name of a kind in packs.
pub fn name(kind: Kind) -> &'static str {
    super::KINDS.iter().find(|k| k.1 == kind).map_or("number", |k| k.0)
}

/// Hands dimensions from measures that have one to measures that do not, along the constraints, until nothing changes.
/// Every round settles a measure or is the last; long chains written backwards are cut off.
pub fn from_constraints(pack: &mut Pack, _inherited: usize) {
    let mut dimensions: Vec<Dimension> = pack.measures.iter().map(dimension_of).collect();
    for _ in 0..16 {
        let mut changed = false;
        for (number, constraint) in pack.constraints.iter().enumerate() {
            let mut found = Vec::new();
            expected(&constraint.require, &|m| dimensions[m].clone(), &mut found);
            for (measure, dimension) in found {
                // A bare number says nothing of what it is compared with.
                if dimensions[measure] == Dimension::Unknown && dimension != Dimension::Number {
                    settle(&mut pack.measures[measure], &dimension, number);
                    dimensions[measure] = dimension;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
}

fn settle(measure: &mut Measure, dimension: &Dimension, constraint: usize) {
    let (kind, name, unit) = match dimension {
        Dimension::Unknown => return,
        Dimension::Number | Dimension::Count => (Kind::Number, "count", None),
        Dimension::Share => (Kind::Percent, "percent", None),
        Dimension::Named(name) => match name.split_once(':') {
            Some(("money", code)) => (Kind::Money, "money", Some(code)),
            Some((_, code)) => (Kind::Rate, "", Some(code)),
            None if name == "time" => (Kind::Duration, "time", None),
            None => (Kind::Measure, name.as_str(), None),
        },
    };
    measure.kind = measure.kind.or(Some(kind));
    measure.dimension.get_or_insert_with(|| name.to_string());
    measure.unit = measure.unit.take().or(unit.filter(|u| *u != "?").map(Into::into));
    measure.inferred = Some(Inferred::Constraint(constraint));
}
