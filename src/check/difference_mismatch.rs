//! "from 71 percent to 55 percent, a 14-point drop"; "52–47, a six-point lead".

use super::direction_mismatch::contradicted;
use super::say::{Complaint, amount, plain};
use super::slip::slip;
use super::{Check, Context};
use crate::finding::{Example, Finding, Info, Severity};
use crate::quantity::Kind;
use crate::relation::{Bounds, Likeness, Relation, likeness, operand};
use dashu_ratio::RBig;

/// The check.
pub struct DifferenceMismatch;

static INFO: Info = Info {
    name: "difference-mismatch",
    title: "Difference does not fit its numbers",
    summary: "A rise, fall, lead, margin or gap is not the difference between its two numbers.",
    docs: "\"From 71 percent to 55 percent, a 14-point drop\": the difference is 16. The check reads changes, scores and votes \
           with a stated margin, and pairs with a stated gap. Every rounding of either number is tried. Silent where the \
           margin belongs to another time of the game, and where any other pair of numbers nearby gives it.",
    severity: Severity::Error,
    wrong: Example {
        draft: "His approval slid from 58 percent in May to 47 percent in October, a drop of nine points.\n",
        pack: None,
    },
    right: Example {
        draft: "His approval slid from 58 percent in May to 47 percent in October, a drop of 11 points.\n",
        pack: None,
    },
};

impl Check for DifferenceMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            match relation {
                Relation::Change(change) if contradicted(cx, change).is_none() => {
                    for outcome in &change.outcomes {
                        if subtractable(cx, outcome.claim, change.to) {
                            check(
                                cx,
                                outcome.claim,
                                change.from,
                                change.to,
                                ["before", "after"],
                                (change.across, change.tied),
                                findings,
                            );
                        }
                    }
                }
                Relation::Gap(gap) => {
                    let labels = ["one side", "the other side"];
                    check(cx, gap.size, gap.one, gap.other, labels, (gap.across, false), findings);
                }
                _ => {}
            }
        }
    }
}

/// Whether a size can be the difference of numbers like another: the same unit, or points for percentages.
fn subtractable(cx: &Context<'_>, size: usize, like: usize) -> bool {
    let (size, like) = (&cx.claims[size], &cx.claims[like]);
    if operand::points(size) && matches!(like.quantity.kind, Kind::Percent | Kind::Number | Kind::Points) {
        return true;
    }
    match (size.quantity.kind, like.quantity.kind) {
        (Kind::Percent | Kind::Points | Kind::Multiple | Kind::Ratio, _) => false,
        _ => likeness(size, like) >= Likeness::Elided,
    }
}

fn check(
    cx: &Context<'_>,
    size: usize,
    from: usize,
    to: usize,
    labels: [&'static str; 2],
    (across, tied): (bool, bool),
    findings: &mut Vec<Finding>,
) {
    // A hundred basis points are one percentage point.
    let basis = cx.claims[size].quantity.unit.name == "basis point";
    let hundredth = RBig::from_parts(1.into(), 100u32.into());
    let stated = operand::result(&cx.claims[size]);
    let stated = if basis { stated.scale(&hundredth) } else { stated };
    // "Four points" between percentages may be 4.3.
    let rounded = from != to && operand::points(&cx.claims[size]) && cx.claims[size].quantity.kind == Kind::Count;
    let stated = if rounded { stated.widen(&RBig::from_parts(1.into(), 2u32.into())) } else { stated };
    let computed = |a: usize, b: usize| difference(cx, a, b, size);
    let fits = |a: usize, b: usize| computed(a, b).meets(&stated);
    let own = cx.side(from, to, size);
    let fits_own = own.as_ref().is_none_or(|(_, accepted)| accepted.meets(&stated));
    if fits_own || from != to && !tied && cx.other_pair(size, from, to, fits) {
        return;
    }
    let Some((nominal, accepted)) = own else { return };
    let (nominal, accepted) =
        if basis { (nominal * RBig::from(100), accepted.scale(&RBig::from(100))) } else { (nominal, accepted) };
    let (from_text, to_text) =
        if from == to { (cx.phrase(from), None) } else { (cx.phrase(from), Some(cx.phrase(to))) };
    let between = to_text.map_or(from_text.clone(), |to| format!("{from_text} and {to}"));
    let message =
        format!("the difference between {between} is {}, not {}", amount(cx, size, &nominal), cx.phrase(size));
    let mut complaint = Complaint::new(&INFO, size, message);
    complaint.operands = if from == to { vec![(from, "the score")] } else { vec![(from, labels[0]), (to, labels[1])] };
    complaint.help =
        operand::value(&cx.claims[size]).and_then(|v| slip(&v, &accepted)).map(|s| format!("likely slip: {s}"));
    complaint.working = format!("the difference of {between} is {}", plain(&nominal));
    complaint.accepted = Some(accepted);
    complaint.nominal = Some(nominal);
    complaint.across = across;
    complaint.replace = true;
    complaint.report(cx, findings);
}

/// The size of the difference between two claims, in the unit of a third.
fn difference(cx: &Context<'_>, a: usize, b: usize, like: usize) -> Bounds {
    cx.operand(a, like).minus(&cx.operand(b, like)).abs()
}

impl Context<'_> {
    /// The difference of two claims, or of the two sides of one score: its value as written and what may be accepted.
    fn side(&self, from: usize, to: usize, like: usize) -> Option<(RBig, Bounds)> {
        let size = |v: RBig| if v < RBig::ZERO { -v } else { v };
        if from == to {
            let (a, b) = self.claims[from].quantity.range?;
            let value = size(crate::quantity::exact(a) - crate::quantity::exact(b));
            return Some((value.clone(), Bounds::point(value)));
        }
        let value = size(self.value(from, like)? - self.value(to, like)?);
        Some((value, difference(self, from, to, like)))
    }
}
