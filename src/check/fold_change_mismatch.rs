//! "doubled from 10 to 30"; "three times as many: 12 against 5".

use super::direction_mismatch::contradicted;
use super::say::{Complaint, plain};
use super::{Check, Context};
use crate::finding::{Example, Finding, Info, Severity};
use crate::quantity::{self, Kind};
use crate::relation::{Bounds, Change, Relation, operand};
use dashu_ratio::RBig;

/// The check.
pub struct FoldChangeMismatch;

static INFO: Info = Info {
    name: "fold-change-mismatch",
    title: "Multiple does not fit its numbers",
    summary: "\"Doubled\", \"three times as many\" or \"a fivefold increase\" does not fit the two numbers.",
    docs: "\"Doubled from 10 to 30\": that is three times. A multiple may be off by a tenth, a hedged one by more; \"more than \
           doubled\" needs two times at least. Silent on \"n-fold increase\" where n times or n + 1 times fits, on what doubled \
           every so many years, on the doubles of sport, and where any other pair of numbers nearby gives the multiple.",
    severity: Severity::Error,
    wrong: Example { draft: "The number of food banks has doubled since 2015, from 10 to 30.\n", pack: None },
    right: Example { draft: "The number of food banks has tripled since 2015, from 10 to 30.\n", pack: None },
};

impl Check for FoldChangeMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            let Relation::Change(change) = relation else { continue };
            for outcome in &change.outcomes {
                let kind = cx.claims[outcome.claim].quantity.kind;
                let ratio = kind == Kind::Ratio && outcome.direction == quantity::Change::None;
                if kind == Kind::Multiple || ratio {
                    check(cx, change, outcome.claim, findings);
                }
            }
        }
    }
}

fn check(cx: &Context<'_>, change: &Change, claim: usize, findings: &mut Vec<Finding>) {
    let stated = times(cx, claim);
    let one = Bounds::point(RBig::ONE);
    // "a fivefold increase", "five times more" may be five times or five times on top.
    let more = stated.shift(&RBig::ONE);
    let text = cx.prose.slice(cx.claims[claim].span);
    let after = cx.prose.word(cx.claims[claim].tokens.end);
    let on_top =
        text.contains("fold") || ["more", "higher", "larger", "greater"].contains(&after) || text.contains(" more");
    let ratio = |from: usize, to: usize| cx.operand(to, to).over(&cx.operand(from, to));
    let fits = |from: usize, to: usize| {
        let Some(up) = ratio(from, to) else { return true };
        let down = one.over(&up);
        stated.meets(&up) || on_top && more.meets(&up) || down.is_some_and(|d| stated.meets(&d))
    };
    // Another pair must come near: 400 times is "more than doubled" only as a figure of speech.
    let near = stated.clone().near(operand::value(&cx.claims[claim]).as_ref());
    let far = |up: &Bounds| {
        !near.meets(up) && !near.shift(&RBig::ONE).meets(up) && one.over(up).is_none_or(|d| !near.meets(&d))
    };
    let gives = |from: usize, to: usize| ratio(from, to).is_some_and(|up| !far(&up)) && fits(from, to);
    let (from, to) = (change.from, change.to);
    if fits(from, to) || contradicted(cx, change).is_some() || !change.tied && cx.other_pair(claim, from, to, gives) {
        return;
    }
    let (Some(a), Some(b), Some(accepted)) = (cx.value(from, to), cx.value(to, to), ratio(from, to)) else { return };
    if a == RBig::ZERO || b == RBig::ZERO {
        return;
    }
    let nominal = &b / &a;
    let words = cx.prose.slice(cx.claims[claim].span);
    let message = format!(
        "{} is {} times {}, which does not fit \"{words}\"",
        cx.phrase(to),
        super::say::decimal(&nominal, 2),
        cx.phrase(from)
    );
    let mut complaint = Complaint::new(&INFO, claim, message);
    complaint.operands = vec![(from, "before"), (to, "after")];
    complaint.working = format!("{} ÷ {} = {}", plain(&b), plain(&a), super::say::decimal(&nominal, 2));
    complaint.accepted = Some(accepted);
    complaint.nominal = Some(nominal);
    complaint.across = change.across;
    complaint.report(cx, findings);
}

/// The multiples that the words allow. "More than halved" is a half at most: the more it shrank, the less there is left.
fn times(cx: &Context<'_>, claim: usize) -> Bounds {
    let stated = operand::result(&cx.claims[claim]);
    match (operand::value(&cx.claims[claim]), stated.high.is_none()) {
        (Some(value), true) if value < RBig::ONE && cx.claims[claim].quantity.kind == quantity::Kind::Multiple => {
            Bounds { low: None, high: Some(value) }
        }
        _ => stated,
    }
}
