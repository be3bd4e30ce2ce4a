//! What tracing reports: `not-in-source` and `relabelled-from-source`.

use super::{TraceStatus, Traces};
use crate::claim::{Claim, Role};
use crate::finding::{Computed, Example, Finding, Info, Label, LabelPlace, Severity};
use crate::prose::Prose;
use crate::quantity::{Numbers, OtherKind};

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
        let Some(trace) = trace.as_ref().filter(|_| claim.role == Role::Claim) else { continue };
        let stated = prose.slice(claim.span);
        let (info, message) = match (trace.status, &trace.place) {
            (TraceStatus::NotInSource, None) => (&NOT_IN_SOURCE, format!("{stated} is in no source")),
            (TraceStatus::NotInSource, Some(p)) => {
                (&NOT_IN_SOURCE, format!("{stated} is in no source; nearest: {}, {}:{}", p.text, p.path, p.line))
            }
            (TraceStatus::Relabelled, Some(p)) => {
                let place = format!("{}:{} “{}”", p.path, p.line, p.sentence);
                (&RELABELLED, format!("the source has {} for something else: {place}", p.text))
            }
            _ => continue,
        };
        let mut finding = Finding::new(info, claim.span, message);
        finding.claims = vec![i];
        if let Some(p) = &trace.place {
            let because = format!("{}:{}: {}", p.path, p.line, p.sentence);
            finding.computed = Some(Computed { stated: stated.into(), expected: p.text.clone(), because });
            finding
                .related
                .push(Label { place: LabelPlace::File(p.path.clone(), p.start..p.end), text: p.sentence.clone() });
        }
        out.push(finding);
    }
    for (other, trace) in numbers.others.iter().zip(&traces.others) {
        let dated = other.date.is_some_and(|d| d.year.is_some() || d.month.is_some() && d.day.is_some());
        let looked_up = dated || other.kind == OtherKind::Phone;
        if looked_up && trace.as_ref().is_some_and(|t| t.status == TraceStatus::NotInSource) {
            let message = format!("{} is in no source", prose.slice(other.span));
            out.push(Finding::new(&NOT_IN_SOURCE, other.span, message));
        }
    }
}
