//! "fell from 40 to 50".

use super::say::Complaint;
use super::{Check, Context};
use crate::finding::{Example, Finding, Info, Severity};
use crate::quantity;
use crate::relation::{Change, Relation};
use crate::vocab;

/// The check.
pub struct DirectionMismatch;

static INFO: Info = Info {
    name: "direction-mismatch",
    title: "Up or down, against the numbers",
    summary: "The words say that something rose or fell, and the numbers say the opposite.",
    docs: "\"Fell from 40 to 50\" has two numbers in the wrong order or the wrong verb. The check reads changes whose two ends \
           the words name: from–to, to–from, \"down from\", \"higher than\". Silent on ranks and tables, exchange rates, heights \
           through which things fall, ranges, clauses with a negation, and where another number of the same kind in the \
           sentence makes the words true.",
    severity: Severity::Error,
    wrong: Example { draft: "The number of night nurses fell from 40 to 50 after the merger.\n", pack: None },
    right: Example { draft: "The number of night nurses fell from 50 to 40 after the merger.\n", pack: None },
};

impl Check for DirectionMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            let Relation::Change(change) = relation else { continue };
            if let Some(went) = contradicted(cx, change) {
                let (said, really) = match went {
                    quantity::Change::Down => ("a rise", "a fall"),
                    _ => ("a fall", "a rise"),
                };
                let (from, to) = (cx.phrase(change.from), cx.phrase(change.to));
                let message = format!("the words say {said}, but from {from} to {to} is {really}");
                let mut complaint = Complaint::new(&INFO, change.to, message);
                complaint.operands = vec![(change.from, "before")];
                complaint.working = format!("{from} came first, {to} after");
                complaint.help = Some("swap the two numbers, or change the verb".into());
                complaint.across = change.across;
                complaint.report(cx, findings);
            }
        }
    }
}

/// Which way the numbers went, where every reading of them goes against the words.
pub(super) fn contradicted(cx: &Context<'_>, change: &Change) -> Option<quantity::Change> {
    let said = change.direction.filter(|_| change.stated)?;
    let to = cx.operand(change.to, change.to);
    let went = |from: usize| {
        let from = cx.operand(from, change.to);
        match () {
            _ if from.is_below(&to) => quantity::Change::Up,
            _ if to.is_below(&from) => quantity::Change::Down,
            _ => quantity::Change::None,
        }
    };
    let real = went(change.from);
    let opposite = matches!(
        (said, real),
        (quantity::Change::Up, quantity::Change::Down) | (quantity::Change::Down, quantity::Change::Up)
    );
    (opposite && !excused(cx, change) && !other_reading(cx, change, said)).then_some(real)
}

/// A "down from" whose other end may be an earlier number.
fn other_reading(cx: &Context<'_>, change: &Change, said: quantity::Change) -> bool {
    let reading = cx.reading();
    if change.to > change.from || reading.led_by(change.to, &["to"]) {
        return false;
    }
    let from = cx.operand(change.from, change.from);
    reading.peers(change.from).filter(|&c| c != change.from && c != change.to && c < change.from).any(|c| {
        let to = cx.operand(c, change.from);
        let alike =
            crate::relation::likeness(&cx.claims[c], &cx.claims[change.from]) >= crate::relation::Likeness::Elided;
        alike && if said == quantity::Change::Up { from.is_below(&to) } else { to.is_below(&from) }
    })
}

/// Ranks, exchange rates and heights: numbers that rise when the thing falls, or do not change at all.
fn excused(cx: &Context<'_>, change: &Change) -> bool {
    let r = cx.reading();
    let sentence = r.sentence(change.to);
    let (first, last) = (change.from.min(change.to), change.from.max(change.to));
    let rank = r.any(sentence.clone(), vocab::RANKING);
    let exchange = [change.from, change.to].iter().any(|&c| {
        let end = r.tokens(c).end;
        r.text_is(end, &["to", "per", "against"])
            && r.text_is(end + 1, &["the", "one", "a"])
            && r.claim_at(end + 2).is_none()
            && r.text_is(end, &["to", "against"])
    });
    let fall = cx.claims[change.to].quantity.unit.dimension == "length"
        && change.from < change.to
        && r.gap(first, last).len() <= 1;
    let below_zero = [first, last].iter().any(|&c| r.any_text(r.tokens(c), &["minus", "-", "−"]));
    rank || exchange
        || fall
        || below_zero && cx.value(change.to, change.to).is_some_and(|v| v >= dashu_ratio::RBig::ZERO)
}
