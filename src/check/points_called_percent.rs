//! "from 5 percent to 6 percent, a 1 percent rise".

use super::say::{Complaint, plain};
use super::{Check, Context};
use crate::finding::{Example, Finding, Info, Severity};
use crate::quantity::Kind;
use crate::relation::bounds::percent_change;
use crate::relation::{Change, Outcome, Relation, operand};
use dashu_ratio::RBig;

/// The check.
pub struct PointsCalledPercent;

static INFO: Info = Info {
    name: "points-called-percent",
    title: "Percentage points called percent",
    summary: "The difference between two percentages is given as a change in percent.",
    docs: "From 5 percent to 6 percent is a rise of one percentage point, or of 20 percent. \"A 1 percent rise\" is the first, \
           named as if it were the second. Works on the values as written. Silent where the relative change is right too, \
           where points are named, and where the percentage belongs to another measure.",
    severity: Severity::Warning,
    wrong: Example { draft: "The sales tax would go from 5 percent to 6 percent, a 1 percent rise.\n", pack: None },
    right: Example { draft: "The sales tax would go from 5 percent to 6 percent, a one-point rise.\n", pack: None },
};

impl Check for PointsCalledPercent {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            let Relation::Change(change) = relation else { continue };
            for outcome in change.outcomes.iter().filter(|o| fits(cx, change, o)) {
                report(cx, change, outcome, findings);
            }
        }
    }
}

/// Whether a change in percent is the difference of two percentages in points, and not their relative change.
pub(super) fn fits(cx: &Context<'_>, change: &Change, outcome: &Outcome) -> bool {
    let percent = |c: usize| matches!(cx.claims[c].quantity.kind, Kind::Percent | Kind::Number);
    let is = cx.claims[outcome.claim].quantity.kind == Kind::Percent;
    let one = [change.from, change.to].iter().any(|&c| cx.claims[c].quantity.kind == Kind::Percent);
    if !is || !one || !percent(change.from) || !percent(change.to) {
        return false;
    }
    let value = |c: usize| operand::value(&cx.claims[c]);
    let (Some(from), Some(to), Some(size)) = (value(change.from), value(change.to), value(outcome.claim)) else {
        return false;
    };
    let difference = if from > to { &from - &to } else { &to - &from };
    let relative = percent_change(&cx.operand(change.from, change.to), &cx.operand(change.to, change.to));
    let stated = operand::result(&cx.claims[outcome.claim]);
    difference == size && size != RBig::ZERO && relative.is_some_and(|r| !r.abs().meets(&stated))
}

fn report(cx: &Context<'_>, change: &Change, outcome: &Outcome, findings: &mut Vec<Finding>) {
    let value = |c: usize| operand::value(&cx.claims[c]);
    let (Some(from), Some(to)) = (value(change.from), value(change.to)) else { return };
    let relative = (&to - &from) / &from * RBig::from(100);
    let relative = if relative < RBig::ZERO { -relative } else { relative };
    let written = cx.written(outcome.claim);
    let message = format!(
        "from {} to {} percent is {written} percentage points, or {} percent, not {written} percent",
        cx.written(change.from),
        cx.written(change.to),
        plain(&relative)
    );
    let mut complaint = Complaint::new(&INFO, outcome.claim, message);
    complaint.operands = vec![(change.from, "before"), (change.to, "after")];
    complaint.working = format!(
        "{} − {} = {written} points",
        cx.written(change.to.max(change.from)),
        cx.written(change.from.min(change.to))
    );
    complaint.accepted =
        percent_change(&cx.operand(change.from, change.to), &cx.operand(change.to, change.to)).map(|b| b.abs());
    complaint.help = Some("write percentage points".into());
    complaint.across = change.across;
    complaint.report(cx, findings);
}
