//! What tracing reports: `not-in-source` and `relabelled-from-source`.

use super::item::{days, years};
use super::{Trace, TracePlace, TraceStatus, Traces};
use crate::claim::Claim;
use crate::finding::{Computed, Example, Finding, Info, Label, LabelPlace, Severity};
use crate::prose::Prose;
use crate::quantity::{Numbers, Other, OtherKind};
use crate::span::Span;

/// Two numbers in each other's place stand at most so many numbers apart.
const SWAP: usize = 8;

/// The number is in no source document.
pub static NOT_IN_SOURCE: Info = Info {
    name: "not-in-source",
    title: "Number in no source",
    summary: "The number is in none of the documents that the draft was written from.",
    docs: "Runs only with `--against`. A number is in source if a source states it or its rounding for the same thing, and it \
           works out if it follows by one step from two numbers of one sentence where the draft's own words name the step. \
           Inside quotation marks it must be in the source as spoken. Silent on numbers that are only names or references.",
    severity: Severity::Warning,
    wrong: Example { draft: "The ship will carry 1,100 passengers from next spring.\n", pack: None },
    right: Example { draft: "The ship will carry 1,010 passengers from next spring.\n", pack: None },
};

/// The number is in a source, but for something else.
pub static RELABELLED: Info = Info {
    name: "relabelled-from-source",
    title: "Number of something else in the source",
    summary: "The source has this number, but for another thing, cause, group or time.",
    docs: "Runs only with `--against`. The commonest slip in writing up a document: the right number with the wrong label, as when \
           a total is given for one of its causes. Fires where the source's own sentence has another number for the draft's words, \
           or the same digits stand for another noun. Silent where the labels agree in their words.",
    severity: Severity::Warning,
    wrong: Example { draft: "Bad weather forced the firm to cancel 61 sailings.\n", pack: None },
    right: Example { draft: "The firm cancelled 61 sailings.\n", pack: None },
};

/// The findings that follow from a draft's traces.
pub fn findings(prose: &Prose<'_>, numbers: &Numbers, claims: &[Claim], traces: &Traces, out: &mut Vec<Finding>) {
    for (i, (claim, trace)) in claims.iter().zip(&traces.claims).enumerate() {
        if is_swapped(&traces.claims[i.saturating_sub(SWAP)..i], trace) {
            continue;
        }
        if let Some(trace) = trace.as_ref().filter(|t| !t.slight)
            && let Some(mut finding) = finding(prose, claim.span, trace)
        {
            finding.claims = vec![i];
            out.push(finding);
        }
    }
    for (i, (other, trace)) in numbers.others.iter().zip(&traces.others).enumerate() {
        if is_swapped(&traces.others[i.saturating_sub(SWAP)..i], trace) {
            continue;
        }
        if let Some(trace) = trace.as_ref().filter(|_| is_looked_up(prose, other)) {
            out.extend(finding(prose, other.span, trace));
        }
    }
}

/// Whether a number stands in the place of one before it, and that in its: two numbers in each other's place are one slip.
fn is_swapped(before: &[Option<Trace>], trace: &Option<Trace>) -> bool {
    let Some(own) = trace.as_ref().filter(|t| t.instead.is_some()) else { return false };
    before.iter().flatten().any(|t| t.instead == own.place && t.place == own.instead)
}

/// Whether a number that is no claim would be looked up in the sources: a date, a place in a ranking, a telephone number.
fn is_looked_up(prose: &Prose<'_>, other: &Other) -> bool {
    let dated = other.date.is_some_and(|d| d.year.is_some() || d.month.is_some() && d.day.is_some());
    let digits = prose.slice(other.span).starts_with(|c: char| c.is_ascii_digit());
    dated
        || years(prose, other).or_else(|| days(prose, other)).is_some()
        || other.kind == OtherKind::Phone
        || other.kind == OtherKind::Ordinal && digits
}

/// The finding of one trace, if it is one.
fn finding(prose: &Prose<'_>, span: Span, trace: &Trace) -> Option<Finding> {
    let stated = prose.slice(span);
    let (info, message) = match (trace.status, &trace.place) {
        (TraceStatus::NotInSource, None) => (&NOT_IN_SOURCE, format!("{stated} is in no source")),
        (TraceStatus::NotInSource, Some(p)) => {
            (&NOT_IN_SOURCE, format!("{stated} is in no source; nearest: {}, {}", p.text, p.at()))
        }
        (TraceStatus::Relabelled, Some(p)) => {
            let place = format!("{} “{}”", p.at(), p.sentence);
            let instead = trace.instead.as_ref().map(|i| format!(", and {} for this", i.text)).unwrap_or_default();
            (&RELABELLED, format!("the source has {} for something else{instead}: {place}", p.text))
        }
        _ => return None,
    };
    let mut finding = Finding::new(info, span, message);
    if let Some(p) = &trace.place {
        let because = format!("{}: {}", p.at(), p.sentence);
        // Of a number that is there for something else, what the source has for this is expected, if it has anything.
        let expected = match trace.status {
            TraceStatus::Relabelled => trace.instead.as_ref().map(|i| i.text.clone()).unwrap_or_default(),
            _ => p.text.clone(),
        };
        finding.computed = Some(Computed { stated: stated.into(), expected, because });
    }
    let instead =
        trace.instead.iter().filter(|i| trace.place.as_ref().is_none_or(|p| (&p.path, p.start) != (&i.path, i.start)));
    for p in trace.place.iter().chain(instead) {
        finding.related.push(Label { place: source_place(p), text: p.sentence.clone() });
    }
    Some(finding)
}

fn source_place(place: &TracePlace) -> LabelPlace {
    LabelPlace::Source {
        path: place.path.clone(),
        range: place.start..place.end,
        line: place.line.map(|line| (line, place.column)),
        place: place.place.clone(),
    }
}
