//! "a majority, 48 percent"; "nearly a third (45 percent)".

use super::percent_of_mismatch::{in_numbers, in_percent};
use super::say::{Complaint, plain};
use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Label, LabelPlace, Severity};
use crate::quantity::{Bound, Kind};
use crate::relation::bounds::percent_of;
use crate::relation::{Bounds, Relation, Said, Stated, Worded};
use dashu_ratio::RBig;

/// The check.
pub struct QuantifierMismatch;

static INFO: Info = Info {
    name: "quantifier-mismatch",
    title: "Words and number disagree",
    summary: "A share in words, such as \"a majority\" or \"nearly a third\", is not the number given with it.",
    docs: "\"A majority of voters, 48 percent\" is no majority. The check reads words for a share, hedged percentages and vague \
           counts whose exact value stands straight after them as an aside. Silent where the two may speak of different things: \
           the number must stand alone in its aside.",
    severity: Severity::Warning,
    wrong: Example { draft: "A majority of voters, 48 percent, said they wanted the road closed.\n", pack: None },
    right: Example { draft: "A majority of voters, 52 percent, said they wanted the road closed.\n", pack: None },
};

impl Check for QuantifierMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            let Relation::Worded(worded) = relation else { continue };
            // A ratio in numbers beside its percentage is arithmetic, and another check's business.
            if let (Said::Claim(ratio), Stated::Percent(_)) = (worded.said, worded.stated)
                && in_numbers(cx, ratio)
            {
                continue;
            }
            check(cx, worded, findings);
        }
    }
}

fn check(cx: &Context<'_>, worded: &Worded, findings: &mut Vec<Finding>) {
    let half = || Some(RBig::from(50));
    let said = match worded.said {
        Said::Majority(_) => Bounds { low: half(), high: None },
        Said::Minority(_) => Bounds { low: None, high: half() },
        Said::Claim(claim) if matches!(worded.stated, Stated::Count(_)) => {
            Bounds::of(&cx.claims[claim].quantity.interval)
        }
        // "Nearly" is used a little more freely than its interval.
        Said::Claim(claim) if cx.claims[claim].quantity.bound == Bound::Nearly => {
            let said = in_percent(cx, claim);
            let slack = said.high.clone().unwrap_or(RBig::ZERO) / RBig::from(20);
            Bounds { low: said.low.map(|l| l - slack), high: said.high }
        }
        Said::Claim(claim) => in_percent(cx, claim),
    };
    let (main, value, operands) = match worded.stated {
        Stated::Percent(claim) => (claim, Some(in_percent(cx, claim)), vec![]),
        Stated::Count(claim) => (claim, Some(Bounds::of(&cx.claims[claim].quantity.interval)), vec![]),
        Stated::Pair(part, whole) => {
            (part, percent_of(&cx.operand(part, part), &cx.operand(whole, part)), vec![(whole, "the whole")])
        }
    };
    if value.is_none_or(|v| v.meets(&said)) {
        return;
    }
    let words = words(cx, worded.said);
    let shown = match worded.stated {
        Stated::Percent(claim) => cx.phrase(claim),
        Stated::Count(claim) => cx.written(claim).to_string(),
        Stated::Pair(part, whole) => {
            let values = cx.value(part, part).zip(cx.value(whole, part)).filter(|(_, whole)| *whole != RBig::ZERO);
            let share = values.map(|(part, whole)| part / whole * RBig::from(100));
            let share = share.map_or(String::new(), |s| format!(" ({} percent)", plain(&s)));
            let money = cx.claims[part].quantity.kind == Kind::Money;
            let shown = |c: usize| if money { cx.phrase(c) } else { cx.written(c).to_string() };
            format!("{} of {}{share}", shown(part), shown(whole))
        }
    };
    let message = format!("\"{words}\" does not fit {shown}");
    let mut complaint = Complaint::new(&INFO, main, message);
    complaint.operands = operands;
    if let Said::Claim(claim) = worded.said {
        complaint.operands.push((claim, "in words"));
    }
    let before = findings.len();
    complaint.report(cx, findings);
    let Some(finding) = findings.get_mut(before) else { return };
    let percent = if matches!(worded.stated, Stated::Count(_)) { "" } else { " percent" };
    let ends = match (&said.low, &said.high) {
        (Some(low), Some(high)) => format!("{} to {}{percent}", plain(low), plain(high)),
        (Some(low), None) => format!("{}{percent} or more", plain(low)),
        (None, Some(high)) => format!("{}{percent} or less", plain(high)),
        (None, None) => String::new(),
    };
    finding.computed =
        Some(Computed { stated: shown, expected: ends.clone(), because: format!("\"{words}\" means {ends}") });
    if let Said::Majority(i) | Said::Minority(i) = worded.said {
        finding
            .related
            .push(Label { place: LabelPlace::Draft(cx.prose.tokens[i].span), text: format!("in words: {words}") });
    }
}

fn words(cx: &Context<'_>, said: Said) -> String {
    match said {
        Said::Majority(i) | Said::Minority(i) => cx.prose.word(i).to_lowercase(),
        Said::Claim(claim) => {
            let c = &cx.claims[claim];
            let text = cx.prose.slice(c.span);
            if c.quantity.kind == Kind::Ratio { text.to_lowercase() } else { text.to_string() }
        }
    }
}
