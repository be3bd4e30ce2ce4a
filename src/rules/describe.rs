//! Packs and measures in words, for people.

use super::expression::show;
use super::{ConditionRole, Figure, FigureStatus, Inferred, Measure, Pack, Tolerance, Value};
use crate::quantity::{Bound, Kind, Quantity, exact};
use std::fmt::Write;

fn counted(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// One line about a pack.
pub fn summary(pack: &Pack) -> String {
    let figures: usize = pack.measures.iter().map(|m| m.figures.len()).sum();
    let newest = pack.measures.iter().flat_map(|m| &m.figures).filter_map(|f| f.as_of).max();
    let mut line = format!(
        "{}: {}, {}, {}, {}",
        pack.name,
        counted(pack.measures.len(), "measure"),
        counted(figures, "figure"),
        counted(pack.sources.len(), "source"),
        counted(pack.constraints.len(), "constraint"),
    );
    if let Some(newest) = newest {
        let _ = write!(line, "; newest figure {}", newest.date());
    }
    if pack.timeless {
        line += "; serves every draft";
    }
    if let Some(title) = &pack.title {
        let _ = write!(line, " – {title}");
    }
    line
}

/// A line for each measure.
pub fn measures(pack: &Pack) -> Vec<String> {
    let line = |measure: &Measure| {
        let newest = measure.figures.iter().max_by_key(|f| f.as_of);
        let value = newest.map_or("no figure".into(), |f| figure(pack, f, f.embargo.is_some()));
        format!("{}: {value}", measure.id)
    };
    pack.measures.iter().map(line).collect()
}

/// What was inferred of each measure that does not say it itself.
pub fn inferred(pack: &Pack) -> Vec<String> {
    let line = |m: &Measure| {
        let from = match m.inferred? {
            Inferred::Figures => "from its figures".to_string(),
            Inferred::Constraint(n) => format!("from the constraint `{}`", pack.constraints.get(n)?.name),
        };
        Some(format!("{} is of kind {}, {from}", m.id, kind(m)))
    };
    pack.measures.iter().filter_map(line).collect()
}

/// "money in GBP", "measure (length, km)", "count".
fn kind(measure: &Measure) -> String {
    let Some(kind) = measure.kind else { return "any".into() };
    let name = super::kind_name(kind);
    match (kind, measure.dimension.as_deref(), measure.unit.as_deref()) {
        (Kind::Money, _, Some(code)) => format!("money in {code}"),
        (Kind::Measure | Kind::Rate, Some(dimension), Some(code)) if !dimension.is_empty() => {
            format!("{name} ({dimension}, {code})")
        }
        (Kind::Number, ..) => "count".into(),
        _ => name.to_string(),
    }
}

/// A measure whole: its words, its figures, its constraints.
pub fn measure(pack: &Pack, number: usize) -> String {
    let m = &pack.measures[number];
    let mut out = format!("{} ({})\n", m.id, pack.name);
    if let Some(title) = &m.title {
        let _ = writeln!(out, "  {title}");
    }
    for condition in &m.conditions {
        let name = match condition.role {
            ConditionRole::Of => "of",
            ConditionRole::About => "about",
            ConditionRole::Near => "near",
            ConditionRole::All => "and",
        };
        let _ = writeln!(out, "  {name}: {}", condition.phrases.join(", "));
    }
    if let Some(within) = &m.within {
        let _ = writeln!(out, "  within: {}", amount(within));
    }
    if !m.not.is_empty() {
        let _ = writeln!(out, "  not: {}", m.not.join(", "));
    }
    let _ = writeln!(out, "  kind: {}", kind(m));
    if m.figures.is_empty() {
        out += "  no figure on file\n";
    }
    for f in &m.figures {
        let source = f.source.and_then(|s| pack.sources.get(s));
        let url = f.url.as_ref().or(source.and_then(|s| s.url.as_ref()));
        let url = url.map_or_else(String::new, |u| format!(", {u}"));
        let _ = writeln!(out, "  {}{url} ({}:{})", figure(pack, f, f.embargo.is_some()), f.path, f.line);
    }
    for constraint in pack.constraints.iter().filter(|c| c.require.measures().contains(&number)) {
        let because = constraint.because.as_ref().map_or_else(String::new, |b| format!(": {b}"));
        let _ = writeln!(out, "  constraint {}{because}", constraint.name);
    }
    out
}

/// A figure on one line; a secret one without its value.
pub fn figure(pack: &Pack, figure: &Figure, secret: bool) -> String {
    let mut line = value(&figure.value);
    if secret {
        line = "under embargo".into();
    }
    let source = |n: usize| pack.sources.get(n).map_or("", |s| s.name.as_str());
    match (&figure.sum, figure.source) {
        (Some(sum), _) if !secret => {
            let _ = write!(line, ", our sum: {}", sum.working);
        }
        (_, Some(n)) => {
            let _ = write!(line, ", {}", source(n));
        }
        _ => {}
    }
    if let Some(via) = figure.via {
        let _ = write!(line, " via {}", source(via));
    }
    if let Some(day) = figure.as_of {
        let _ = write!(line, ", {}", day.date());
    }
    if let Some((text, _)) = &figure.period {
        let _ = write!(line, ", for {text}");
    }
    if let Some(embargo) = figure.embargo {
        let _ = write!(line, ", until {embargo}");
    }
    match figure.tolerance {
        Some(Tolerance::Share(share)) => {
            let _ = write!(line, ", give or take {} %", show(&(exact(share) * dashu_ratio::RBig::from(100))));
        }
        Some(Tolerance::Amount(amount)) => {
            let _ = write!(line, ", give or take {}", show(&exact(amount)));
        }
        None => {}
    }
    let status = match figure.status {
        FigureStatus::Stated => "",
        FigureStatus::Provisional => ", provisional",
        FigureStatus::Revised => ", revised",
        FigureStatus::Final => ", final",
        FigureStatus::Withdrawn => ", withdrawn",
    };
    line + status
}

fn value(value: &Value) -> String {
    match value {
        Value::Exactly(q) => amount(q),
        Value::AtLeast(q) => format!("at least {}", amount(q)),
        Value::AtMost(q) => format!("at most {}", amount(q)),
        Value::Between(ends) => format!("{} to {}", amount(&ends.0), amount(&ends.1)),
        Value::Day(day) => day.to_string(),
    }
}

/// A quantity in a few words: "GBP 184", "about 45 %".
pub fn amount(q: &Quantity) -> String {
    let number = match (q.value, q.fraction) {
        (_, Some((a, b))) => format!("{a}/{b}"),
        (Some(value), _) => show(&exact(value)),
        _ => String::new(),
    };
    let hedge = match q.bound {
        Bound::Exact => "",
        Bound::About => "about ",
        Bound::MoreThan => "more than ",
        Bound::AtLeast => "at least ",
        Bound::Nearly => "nearly ",
        Bound::UpTo => "up to ",
        Bound::LessThan => "less than ",
    };
    match (q.kind, q.unit.code.as_deref(), q.unit.name.as_ref()) {
        (Kind::Percent, ..) => format!("{hedge}{number} %"),
        (Kind::Money, Some(code), _) => format!("{hedge}{code} {number}"),
        (_, _, "") => format!("{hedge}{number}"),
        (_, Some(code), _) if code.chars().all(char::is_alphabetic) => format!("{hedge}{number} {code}"),
        (_, _, name) => format!("{hedge}{number} {name}"),
    }
}
