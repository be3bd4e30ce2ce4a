//! "34 of 57 lawmakers (50 percent)".

use super::say::{Complaint, amount, plain};
use super::slip::slip;
use super::{Check, Context, part_exceeds_whole};
use crate::finding::{Example, Finding, Info, Severity};
use crate::quantity::Kind;
use crate::relation::bounds::percent_of;
use crate::relation::{Bounds, Likeness, Relation, Said, Share, Stated, Tie, Worded, likeness, operand};
use dashu_ratio::RBig;

/// The check.
pub struct PercentOfMismatch;

static INFO: Info = Info {
    name: "percent-of-mismatch",
    title: "Share does not fit part and whole",
    summary: "A percentage or fraction is not the share that the part has in the whole.",
    docs: "\"34 of 57 lawmakers (50 percent)\": it is 60. The check reads a part and a whole that the words tie together, and a \
           share that stands beside them as an aside. Every rounding is tried. Silent where the share is of something else \
           (\"with 70 percent of the tonnage\"), and where another base in reach, or the whole without one of its \
           parts gives it.",
    severity: Severity::Error,
    wrong: Example {
        draft: "Thirty-four of the 57 lawmakers, or 50 percent, voted to override the veto.\n",
        pack: None,
    },
    right: Example {
        draft: "Thirty-four of the 57 lawmakers, or 60 percent, voted to override the veto.\n",
        pack: None,
    },
};

impl Check for PercentOfMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            match relation {
                Relation::Share(share) => {
                    if let Some(stated) = share.restated
                        && !part_exceeds_whole::exceeds(cx, share, share.whole)
                    {
                        check(cx, share, stated, findings);
                    }
                }
                Relation::Worded(Worded { said: Said::Claim(ratio), stated: Stated::Percent(percent) })
                    if in_numbers(cx, *ratio) =>
                {
                    restated(cx, *ratio, *percent, findings);
                }
                _ => {}
            }
        }
    }
}

/// Whether a ratio is written with both of its numbers, "one in five", and not as a word, "a fifth".
pub(super) fn in_numbers(cx: &Context<'_>, ratio: usize) -> bool {
    let claim = &cx.claims[ratio];
    claim.quantity.kind == Kind::Ratio && [" in ", " of ", "-in-", "/"].iter().any(|w| cx.written(ratio).contains(w))
}

/// "One in five of those polled, or 25 percent".
fn restated(cx: &Context<'_>, ratio: usize, percent: usize, findings: &mut Vec<Finding>) {
    let (accepted, says) = (in_percent(cx, ratio), in_percent(cx, percent));
    let Some(nominal) = operand::value(&cx.claims[ratio]).filter(|_| !accepted.meets(&says)) else { return };
    let nominal = nominal * RBig::from(100);
    let words = cx.written(ratio);
    let message = format!("{words} is {}, not {}", amount(cx, percent, &nominal), cx.phrase(percent));
    let mut complaint = Complaint::new(&INFO, percent, message);
    complaint.operands = vec![(ratio, "the ratio")];
    complaint.working = format!("{words} = {} %", plain(&nominal));
    complaint.accepted = Some(accepted);
    complaint.nominal = Some(nominal);
    complaint.replace = true;
    complaint.report(cx, findings);
}

/// A share in percent, also where it is stated as a fraction.
pub(super) fn in_percent(cx: &Context<'_>, claim: usize) -> Bounds {
    let bounds = operand::result(&cx.claims[claim]);
    if cx.claims[claim].quantity.kind == Kind::Ratio { bounds.scale(&RBig::from(100)) } else { bounds }
}

fn check(cx: &Context<'_>, share: &Share, stated: usize, findings: &mut Vec<Finding>) {
    let says = in_percent(cx, stated);
    let part = cx.operand(share.part, share.part);
    let whole = cx.operand(share.whole, share.part);
    let Some(accepted) = percent_of(&part, &whole) else { return };
    if accepted.meets(&says) || other_base(cx, share, stated, &says) {
        return;
    }
    let (Some(a), Some(b)) = (cx.value(share.part, share.part), cx.value(share.whole, share.part)) else { return };
    if b == RBig::ZERO {
        return;
    }
    let nominal = &a / &b * RBig::from(100);
    let ratio = cx.claims[stated].quantity.kind == Kind::Ratio;
    let said = if ratio { cx.written(stated).to_string() } else { cx.phrase(stated) };
    let message = format!(
        "{} of {} is {}, not {said}",
        cx.phrase(share.part),
        cx.phrase(share.whole),
        if ratio { format!("{} percent", plain(&nominal)) } else { amount(cx, stated, &nominal) },
    );
    let mut complaint = Complaint::new(&INFO, stated, message);
    complaint.operands = vec![(share.part, "the part"), (share.whole, "the whole")];
    complaint.working = format!("{} ÷ {} = {} %", plain(&a), plain(&b), plain(&nominal));
    complaint.help =
        operand::value(&cx.claims[stated]).and_then(|v| slip(&v, &accepted)).map(|s| format!("likely slip: {s}"));
    complaint.accepted = Some(accepted);
    complaint.nominal = Some(nominal);
    complaint.across = share.across;
    complaint.replace = !ratio;
    complaint.report(cx, findings);
}

/// Whether the stated share fits another pair in reach, or the whole without another of its parts.
fn other_base(cx: &Context<'_>, share: &Share, stated: usize, says: &Bounds) -> bool {
    let r = cx.reading();
    let part = cx.operand(share.part, share.part);
    let whole = cx.operand(share.whole, share.part);
    let fits = |part: &Bounds, whole: &Bounds| percent_of(part, whole).is_some_and(|b| b.meets(says));
    // Where one sentence names part and whole, a number of the next is no third one.
    let named = !share.across && matches!(share.tie, Tie::Of | Tie::OfFirst);
    let near: Vec<usize> = r
        .near(stated, if named { 0 } else { 1 })
        .filter(|&c| c != stated && c != share.part && c != share.whole)
        .filter(|&c| likeness(&cx.claims[c], &cx.claims[share.part]) >= Likeness::Elided)
        .filter(|&c| cx.value(c, share.part).is_some())
        .collect();
    near.iter().any(|&c| {
        let other = cx.operand(c, share.part);
        fits(&part, &other)
            || fits(&other, &whole)
            || fits(&part, &whole.minus(&other))
            || fits(&part, &whole.plus(&other))
    })
}
