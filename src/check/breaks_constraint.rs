//! Stated numbers, with figures on file for the rest, that break a constraint.

use super::say::decimal;
use super::{Check, Context};
use crate::bind::{self, Reason, Status};
use crate::finding::{Computed, Example, Finding, Info, Label, LabelPlace, Severity};
use crate::quantity::{Interval, Quantity};
use crate::rules::expression::{Bounds, Operand, Outcome, base_bounds, evaluate};
use crate::rules::{Constraint, Measure, Value};
use std::collections::BTreeMap;

/// The check.
pub struct BreaksConstraint;

static INFO: Info = Info {
    name: "breaks-constraint",
    title: "Numbers that cannot all be right",
    summary: "A stated number, with the figures on file or stated for the rest, breaks a constraint of a pack.",
    docs: "A constraint ties measures together: a part is no larger than its whole, shares follow from their counts. Measures that \
           the draft does not state take their figure on file, the cited source's or the latest known. Where there are several, \
           the constraint is broken only if every one of them breaks it. Silent while rounding can save it.",
    severity: Severity::Error,
    wrong: Example { draft: "Hall Ward has 384 beds.\n", pack: Some(WARDS) },
    right: Example { draft: "Hall Ward has 184 beds.\n", pack: Some(WARDS) },
};

const WARDS: &str = "[pack]\nname = \"wards\"\n[source.trust]\nname = \"Leven Hospital Trust\"\n[measure.hall]\nof = [\"beds\"]\n\
    about = [\"Hall Ward\"]\n[measure.all]\nof = [\"beds\"]\nabout = [\"Leven Hospital\"]\n[[measure.all.figure]]\nvalue = 217\n\
    source = \"trust\"\nas_of = 2024-02-01\n[[constraint]]\nname = \"ward-within-hospital\"\nrequire = \"hall <= all\"\n\
    because = \"the ward is part of the hospital\"\n";

impl Check for BreaksConstraint {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        let mut stated: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (i, verdict) in cx.verdicts.iter().enumerate() {
            if let Some(measure) = verdict.measure {
                stated.entry(measure).or_default().push(i);
            }
        }
        if stated.is_empty() {
            return;
        }
        for (p, pack) in cx.rules.packs.iter().enumerate().filter(|(_, pack)| pack.is_constrained()) {
            for constraint in &pack.constraints {
                let measures = constraint.require.measures();
                let claims = measures.iter().filter_map(|m| stated.get(&(p, *m))).flatten().copied();
                let suspect = |i: &usize| is_suspect(cx, *i);
                let found = claims.filter(suspect).find_map(|i| broken(cx, p, constraint, i, &stated));
                findings.extend(found);
            }
        }
    }
}

/// Whether a claim may break a constraint: what agrees with the file, or did once, does not.
fn is_suspect(cx: &Context<'_>, i: usize) -> bool {
    let verdict = &cx.verdicts[i];
    if cx.claims[i].quantity.value.is_none() && cx.claims[i].quantity.range.is_none() {
        return false;
    }
    let open = matches!(verdict.reason, Some(Reason::NoFigure | Reason::NoOwnFigure));
    verdict.status == Status::Refuted || verdict.status == Status::Unverified && open
}

fn operand(quantity: &Quantity, interval: &Interval) -> Operand {
    let value = quantity.value.map_or_else(
        || "a range".into(),
        |v| {
            let text = decimal(&crate::quantity::exact(v), v.scale() as usize);
            match quantity.kind {
                crate::quantity::Kind::Percent => format!("{text} %"),
                _ => text,
            }
        },
    );
    Operand { bounds: base_bounds(interval, quantity), text: value }
}

/// All that the current figures of a measure allow it to be.
fn on_file(cx: &Context<'_>, measure: &Measure, claim: usize) -> Option<Operand> {
    let time = cx.verdicts[claim].detail.as_deref().and_then(|d| d.time);
    let mut found: Option<Operand> = None;
    for k in bind::newest(measure, cx.draft.front.date, time) {
        let figure = &measure.figures[k];
        let one = match &figure.value {
            Value::Exactly(q) => operand(q, &Interval::point(q.value?)),
            Value::Between(ends) => {
                let (low, high) = (ends.0.value?, ends.1.value?);
                Operand { bounds: base_bounds(&Interval::closed(low, high), &ends.0), text: format!("{low} to {high}") }
            }
            Value::AtLeast(_) | Value::AtMost(_) | Value::Day(_) => return None,
        };
        found = Some(match found {
            Some(all) => cover(all, one),
            None => one,
        });
    }
    found
}

fn cover(a: Operand, b: Operand) -> Operand {
    let text = if a.text == b.text { a.text } else { format!("{} or {}", a.text, b.text) };
    Operand { bounds: Bounds::cover(&a.bounds, &b.bounds), text }
}

fn broken(
    cx: &Context<'_>,
    p: usize,
    constraint: &Constraint,
    i: usize,
    stated: &BTreeMap<(usize, usize), Vec<usize>>,
) -> Option<Finding> {
    let pack = &cx.rules.packs[p];
    let own = cx.verdicts[i].measure?.1;
    let claimed = |c: usize| {
        let q = &cx.claims[c].quantity;
        operand(q, &q.interval)
    };
    let resolve = |m: usize| {
        if m == own {
            return Some(claimed(i));
        }
        let filed = on_file(cx, &pack.measures[m], i);
        // What the draft says of it counts beside the file, so that either may save the constraint.
        let said = stated.get(&(p, m)).into_iter().flatten().copied().map(claimed);
        said.chain(filed).reduce(cover)
    };
    let found = evaluate(&constraint.require, &resolve)?;
    if found.outcome != Outcome::Fails {
        return None;
    }
    let because = constraint.because.clone().unwrap_or_else(|| format!("the pack requires {}", constraint.name));
    let message = format!("{} cannot be right: {because}", cx.phrase(i));
    let mut finding = Finding::new(&INFO, cx.claims[i].span, message);
    let others = constraint.require.measures().into_iter().filter(|m| *m != own);
    let others: Vec<usize> = others.filter_map(|m| stated.get(&(p, m))?.first().copied()).collect();
    finding.claims = std::iter::once(i).chain(others.iter().copied()).collect();
    finding.constraint = Some(constraint.name.clone());
    finding.related.extend(others.iter().map(|c| Label {
        place: LabelPlace::Draft(cx.claims[*c].span),
        text: format!("stated here: {}", cx.phrase(*c)),
    }));
    finding.related.push(Label {
        place: LabelPlace::File(pack.path.clone(), constraint.span.range()),
        text: format!("the constraint {}", constraint.name),
    });
    finding.computed = Some(Computed {
        stated: cx.phrase(i),
        expected: "a value that keeps the constraint".into(),
        because: format!("{}: {}", constraint.name, found.working),
    });
    finding.help = Some("check this number, then the figures on file that it was held against".into());
    Some(finding)
}
