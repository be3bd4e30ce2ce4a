//! The claim sheet: one row a number, with what it counts and who says so.

use super::View;
use super::people;
use crate::bind::Reason;
use crate::claim::Role;
use crate::quantity::Kind;
use crate::trace::{Trace, TraceStatus};

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Number of the claim, from 1.
    pub id: usize,
    /// Line, or place in words.
    pub place: String,
    /// The phrase.
    pub number: String,
    /// What it counts: subject and scope.
    pub of: String,
    /// Who is cited.
    pub who: String,
    /// What it was compared with; empty where nothing is on file, or nothing was compared.
    pub compared: String,
    /// The result in words; empty where nothing was compared.
    pub result: String,
}

/// The names of the columns.
pub const COLUMNS: [&str; 7] = ["#", "line", "number", "of what", "who says so", "compared with", "result"];

impl Row {
    /// Its cells, in the order of [`COLUMNS`].
    pub fn cells(&self) -> [String; 7] {
        let Row { id, place, number, of, who, compared, result } = self.clone();
        [id.to_string(), place, number, of, who, compared, result]
    }
}

/// The rows of a document: its claims, without those that only narrow others.
pub fn rows<'v>(view: &'v View<'_>) -> impl Iterator<Item = Row> + 'v {
    let claims = view.document.claims.iter().enumerate();
    claims.filter(|(_, c)| c.role == Role::Claim).map(|(i, _)| row(view, i))
}

/// The row of claim `i`.
pub fn row(view: &View<'_>, i: usize) -> Row {
    let document = view.document;
    let claim = &document.claims[i];
    let flat = |span| flat(view.text(span));
    let mut of: Vec<String> = claim.subject.iter().map(|s| flat(*s)).collect();
    if of.is_empty() && !matches!(claim.quantity.kind, Kind::Number) {
        of.extend((!claim.quantity.unit.name.is_empty()).then(|| claim.quantity.unit.name.to_string()));
    }
    of.extend(claim.scope.iter().map(|s| flat(s.span)));
    of.extend(claim.time.map(flat));
    let who = match document.attributions.get(i).and_then(Option::as_ref) {
        None => "nobody".into(),
        Some(a) => match (a.source.map(flat), a.resolved.map(flat)) {
            (Some(source), Some(full)) if full != source => format!("{source} ({full})"),
            (Some(source), _) => source,
            (None, Some(full)) => full,
            (None, None) if a.quoted => "a quotation".into(),
            (None, None) => "nobody named".into(),
        },
    };
    let verdict = document.verdicts.get(i);
    let compared = verdict.and_then(|v| view.figure(v)).map(|(pack, figure)| {
        let source = figure
            .source
            .and_then(|s| pack.sources.get(s))
            .map_or(if figure.sum.is_some() { "our sum" } else { "the file" }, |s| s.name.as_str());
        let secret = figure.embargoed(document.draft.front.date);
        let value = super::json::figure(pack, figure).value.filter(|_| !secret).map(|n| people::grouped_digits(n.0));
        let value = value.map_or_else(String::new, |v| format!("{v}, "));
        let day = figure.as_of.map_or_else(String::new, |d| format!(", {}", people::day(d.date())));
        format!("{value}{source}{day} ({}:{})", figure.path, figure.line)
    });
    let result = verdict.map(|v| match v.reason {
        Some(reason) => super::tally::in_words(reason).to_string(),
        None => people::verdict(v.status).to_string(),
    });
    let unfiled = verdict.is_none_or(|v| v.reason == Some(Reason::NoMeasure));
    let trace = document.traces.claims.get(i).and_then(Option::as_ref).filter(|t| !t.slight);
    let (compared, result) = match trace.map(traced) {
        Some((place, found)) if unfiled => (Some(place), Some(found.into())),
        Some((place, found)) => (joined(compared, place), joined(result, found.into())),
        None => (compared, result),
    };
    Row {
        id: i + 1,
        place: view.where_short(claim.span),
        number: flat(claim.span),
        of: of.join(", "),
        who,
        compared: compared.unwrap_or_default(),
        result: result.unwrap_or_default(),
    }
}

/// Where the sources have a number, and what that makes of it.
fn traced(trace: &Trace) -> (String, &'static str) {
    let place = trace.place.as_ref().map_or_else(String::new, |p| match p.text.as_str() {
        "" => p.at(),
        text => format!("{}: {text}", p.at()),
    });
    match (trace.status, &trace.working) {
        (TraceStatus::InSource, _) => (place, "in source"),
        (TraceStatus::WorksOut, Some(working)) => (format!("{place}: {working}"), "works out"),
        (TraceStatus::WorksOut, None) => (place, "works out"),
        (TraceStatus::Relabelled, _) => (place, "something else in source"),
        (TraceStatus::NotInSource, _) if place.is_empty() => (place, "not in sources"),
        (TraceStatus::NotInSource, _) => (format!("nearest {place}"), "not in sources"),
    }
}

fn joined(first: Option<String>, second: String) -> Option<String> {
    match first.filter(|f| !f.is_empty()) {
        Some(first) if !second.is_empty() => Some(format!("{first}; {second}")),
        Some(first) => Some(first),
        None => Some(second),
    }
}

/// Text on one line.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
