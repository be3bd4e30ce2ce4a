//! "rose from 40 to 50, up 20 percent".

use super::direction_mismatch::contradicted;
use super::say::{Complaint, plain};
use super::slip::slip;
use super::{Check, Context, points_called_percent};
use crate::finding::{Example, Finding, Info, Severity};
use crate::quantity::{self, Kind};
use crate::relation::bounds::percent_change;
use crate::relation::{Bounds, Change, Likeness, Moved, Outcome, Relation, likeness, operand};
use dashu_ratio::RBig;

/// The check.
pub struct PercentChangeMismatch;

static INFO: Info = Info {
    name: "percent-change-mismatch",
    title: "Percent change does not fit its numbers",
    summary: "A rise or fall in percent does not follow from the two numbers it is about.",
    docs: "A percent change is the difference divided by the earlier number. The usual slips: dividing by the later number, \
           and reading \"three times as much\" as a rise of 300 percent. Every rounding of either number is tried. Silent where \
           the base is not stated, where the percentage is an average, adjusted or belongs to something else, and where any \
           other pair of numbers nearby gives it.",
    severity: Severity::Error,
    wrong: Example {
        draft: "Membership rose from 4,120 to 5,150 over the year, an increase of 20 percent.\n",
        pack: None,
    },
    right: Example {
        draft: "Membership rose from 4,120 to 5,150 over the year, an increase of 25 percent.\n",
        pack: None,
    },
};

impl Check for PercentChangeMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            if let Relation::Moved(moved) = relation {
                check_move(cx, moved, findings);
            }
            let Relation::Change(change) = relation else { continue };
            for outcome in &change.outcomes {
                let kind = cx.claims[outcome.claim].quantity.kind;
                let ratio = kind == Kind::Ratio && outcome.direction != quantity::Change::None;
                if kind == Kind::Percent || ratio {
                    check(cx, change, outcome, findings);
                }
            }
        }
    }
}

/// The stated size of a change in percent, with its sign; without one where the words give none.
fn stated(cx: &Context<'_>, change: &Change, outcome: &Outcome) -> Vec<Bounds> {
    let claim = &cx.claims[outcome.claim];
    let mut size = operand::result(claim);
    if claim.quantity.kind == Kind::Ratio {
        size = size.scale(&RBig::from(100));
    }
    let down = size.scale(&RBig::from(-1));
    let direction = match outcome.direction {
        quantity::Change::None => change.direction.unwrap_or_default(),
        direction => direction,
    };
    match direction {
        quantity::Change::Up => vec![size],
        quantity::Change::Down => vec![down],
        quantity::Change::None => vec![size, down],
    }
}

fn check(cx: &Context<'_>, change: &Change, outcome: &Outcome, findings: &mut Vec<Finding>) {
    let stated = stated(cx, change, outcome);
    let computed = |from: usize, to: usize| percent_change(&cx.operand(from, to), &cx.operand(to, to));
    let fits = |from: usize, to: usize| computed(from, to).is_none_or(|b| stated.iter().any(|s| s.meets(&b)));
    // Another pair is a reading only where it says something.
    let gives = |from: usize, to: usize| computed(from, to).is_some_and(|b| stated.iter().any(|s| s.meets(&b)));
    let (from, to) = (change.from, change.to);
    if fits(from, to)
        || contradicted(cx, change).is_some()
        || points_called_percent::fits(cx, change, outcome)
        || !change.tied && cx.other_pair(outcome.claim, from, to, gives)
    {
        return;
    }
    let Some(accepted) = computed(from, to) else { return };
    let (Some(a), Some(b)) = (cx.value(from, to), cx.value(to, to)) else { return };
    let hundred = RBig::from(100);
    let nominal = (&b - &a) / &a * &hundred;
    let size = if nominal < RBig::ZERO { -nominal.clone() } else { nominal.clone() };
    let noun = if nominal < RBig::ZERO { "a fall" } else { "a rise" };
    // Against the words' own direction the sizes say nothing, unless the words name both ends; where those surely go the
    // other way, that is another check's business.
    let against =
        stated.len() == 1 && (stated[0].high.as_ref().is_some_and(|h| *h < RBig::ZERO)) != (nominal < RBig::ZERO);
    let both_ways = stated.iter().all(|s| !s.meets(&accepted.scale(&RBig::from(-1))));
    if against && !(change.stated && change.direction.is_some() && both_ways) {
        return;
    }
    let message = format!(
        "from {} to {} is {noun} of {} percent, not {}",
        cx.phrase(from),
        cx.phrase(to),
        plain(&size),
        cx.written(outcome.claim)
    );
    let mut complaint = Complaint::new(&INFO, outcome.claim, message);
    complaint.operands = vec![(from, "before"), (to, "after")];
    complaint.help = likely(cx, outcome.claim, &a, &b, &accepted.abs());
    complaint.working = format!("({} − {}) ÷ {} = {} %", plain(&b), plain(&a), plain(&a), plain(&nominal));
    complaint.accepted = Some(accepted.abs());
    complaint.nominal = Some(size);
    complaint.across = change.across;
    complaint.replace = true;
    complaint.report(cx, findings);
}

/// "Rose $1.20, or 2 percent, to $61.20": the percentage is of where it started, which is the end less the size.
fn check_move(cx: &Context<'_>, moved: &Moved, findings: &mut Vec<Finding>) {
    let Moved { size, percent, to, direction } = *moved;
    let stated = operand::result(&cx.claims[percent]);
    // The size is rounded for itself: "$4 million, or 14 percent, to $37 million" may be 4.4 to 37.
    let by = operand::result(&cx.claims[size]);
    let end = cx.operand(to, size);
    let hundred = RBig::from(100);
    let started = |up: bool| if up { end.minus(&by) } else { end.plus(&by) };
    let of = |up: bool| by.over(&started(up)).map(|b| b.scale(&hundred));
    let ways: &[bool] = match direction {
        quantity::Change::Up => &[true],
        quantity::Change::Down => &[false],
        quantity::Change::None => &[true, false],
    };
    if ways.iter().any(|&up| of(up).is_none_or(|b| b.meets(&stated))) {
        return;
    }
    let up = ways[0];
    let (Some(accepted), Some(a), Some(b)) = (of(up), cx.value(size, size), cx.value(to, size)) else { return };
    let start = if up { &b - &a } else { &b + &a };
    if start == RBig::ZERO {
        return;
    }
    let nominal = &a / &start * &hundred;
    let noun = if up { "a rise" } else { "a fall" };
    let message = format!(
        "{noun} of {} to {} is {} percent, not {}",
        cx.phrase(size),
        cx.phrase(to),
        plain(&nominal),
        cx.written(percent)
    );
    let mut complaint = Complaint::new(&INFO, percent, message);
    complaint.operands = vec![(size, "by how much"), (to, "to where")];
    let sign = if up { "−" } else { "+" };
    complaint.working = format!("{0} ÷ ({1} {sign} {0}) = {2} %", plain(&a), plain(&b), plain(&nominal));
    complaint.help =
        operand::value(&cx.claims[percent]).and_then(|v| slip(&v, &accepted)).map(|s| format!("likely slip: {s}"));
    complaint.accepted = Some(accepted);
    complaint.nominal = Some(nominal);
    complaint.replace = true;
    complaint.report(cx, findings);
}

/// The slip that gives the stated percentage.
fn likely(cx: &Context<'_>, claim: usize, from: &RBig, to: &RBig, accepted: &Bounds) -> Option<String> {
    let size = operand::result(&cx.claims[claim]);
    let hundred = RBig::from(100);
    if *to != RBig::ZERO {
        let change = (to - from) / to * &hundred;
        let change = if change < RBig::ZERO { -change } else { change };
        if size.holds(&change) {
            return Some(format!("likely slip: divided by the new number ({} %)", plain(&change)));
        }
    }
    let ratio = to / from * &hundred;
    if size.holds(&ratio) {
        return Some("likely slip: the new number in percent of the old, without taking off 100".into());
    }
    slip(&operand::value(&cx.claims[claim])?, accepted).map(|s| format!("likely slip: {s}"))
}

impl Context<'_> {
    /// Whether another pair of numbers near a stated result fits it: one end of the change with another number in reach,
    /// or two numbers of the result's own sentence.
    pub(super) fn other_pair(&self, claim: usize, from: usize, to: usize, fits: impl Fn(usize, usize) -> bool) -> bool {
        let r = self.reading();
        let alike = |a: usize, b: usize| a != b && likeness(&self.claims[a], &self.claims[b]) >= Likeness::Elided;
        let free = |c: &usize| *c != claim && self.claims[*c].quantity.kind != Kind::Multiple;
        let near: Vec<usize> = r.near(claim, 1).filter(free).collect();
        let one_end = near
            .iter()
            .any(|&c| (c != from && alike(c, to) && fits(c, to)) || (c != to && alike(from, c) && fits(from, c)));
        let peers: Vec<usize> = r.peers(claim).filter(free).collect();
        let small = peers.len() <= 16;
        one_end
            || small
                && peers.iter().any(|&a| {
                    peers.iter().any(|&b| (a, b) != (from, to) && (a, b) != (to, from) && alike(a, b) && fits(a, b))
                })
    }
}
