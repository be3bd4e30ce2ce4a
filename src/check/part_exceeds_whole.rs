//! "45 of the 40 seats".

use super::say::Complaint;
use super::{Check, Context};
use crate::finding::{Example, Finding, Info, Severity};
use crate::relation::{Likeness, Relation, Share, Tie, likeness};

/// The check.
pub struct PartExceedsWhole;

static INFO: Info = Info {
    name: "part-exceeds-whole",
    title: "A part larger than its whole",
    summary: "A part, introduced as \"of\", \"of them\" or \"including\", is larger than what it is a part of.",
    docs: "\"45 of the 40 seats\" cannot be. The check reads parts that the words tie to their whole. Silent where part and whole \
           count different things, and where another number in reach may be the whole.",
    severity: Severity::Error,
    wrong: Example { draft: "The party took 45 of the 40 seats on the county council.\n", pack: None },
    right: Example { draft: "The party took 25 of the 40 seats on the county council.\n", pack: None },
};

impl Check for PartExceedsWhole {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            let Relation::Share(share) = relation else { continue };
            if exceeds(cx, share, share.whole) && !other_whole(cx, share) {
                let (part, whole) = (cx.phrase(share.part), cx.phrase(share.whole));
                let message = format!("the part, {part}, is larger than the whole, {whole}");
                let mut complaint = Complaint::new(&INFO, share.part, message);
                complaint.operands = vec![(share.whole, "the whole")];
                complaint.working = format!("{part} > {whole}");
                complaint.across = share.across;
                complaint.report(cx, findings);
            }
        }
    }
}

/// Whether every value of the part is above every value of the whole.
pub(super) fn exceeds(cx: &Context<'_>, share: &Share, whole: usize) -> bool {
    cx.operand(whole, share.part).is_below(&cx.operand(share.part, share.part))
}

/// Whether another number in reach may be the whole. With "45 of the 40" the words leave no choice.
fn other_whole(cx: &Context<'_>, share: &Share) -> bool {
    if share.tie == Tie::Of {
        return false;
    }
    let r = cx.reading();
    // "12 schools in town and 11 elsewhere … 15 of them"
    let together = r
        .peers(share.whole)
        .filter(|&c| c < share.part && likeness(&cx.claims[c], &cx.claims[share.whole]) >= Likeness::Elided)
        .map(|c| cx.operand(c, share.part))
        .reduce(|a, b| a.plus(&b));
    if share.across && together.is_some_and(|t| !t.is_below(&cx.operand(share.part, share.part))) {
        return true;
    }
    r.near(share.part, 1).filter(|&c| c < share.part && c != share.whole).any(|c| {
        let close = r.claims[c].sentence == r.claims[share.whole].sentence;
        close && likeness(&cx.claims[c], &cx.claims[share.part]) >= Likeness::Elided && !exceeds(cx, share, c)
    })
}
