//! "18 dead: 12 men and 5 women".

use super::say::{Complaint, amount, plain};
use super::slip::slip;
use super::{Check, Context};
use crate::finding::{Example, Finding, Info, Severity};
use crate::quantity::Kind;
use crate::relation::{Bounds, Likeness, Relation, Total, Whole, likeness, operand};
use dashu_ratio::RBig;

/// The check.
pub struct SumMismatch;

static INFO: Info = Info {
    name: "sum-mismatch",
    title: "Parts do not add up",
    summary: "Parts that the words mark as all the parts do not add up to the whole.",
    docs: "\"18 dead: 12 men and 5 women\" makes 17. The check reads lists after a colon, a dash or in brackets, \"made up of\", \
           \"the other\", \"the remaining\", \"between them\" and votes. Silent where the list is open (\"including\"), a part or \
           the whole is hedged and may fit, something in the list has no number, the numbers overlap, or some of the numbers \
           nearby do add up. A plain list that falls short after a colon is a warning.",
    severity: Severity::Error,
    wrong: Example { draft: "Eighteen people died when the ferry sank: 12 men and five women.\n", pack: None },
    right: Example { draft: "Eighteen people died when the ferry sank: 12 men and six women.\n", pack: None },
};

impl Check for SumMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            let Relation::Total(total) = relation else { continue };
            check(cx, total, findings);
        }
    }
}

fn check(cx: &Context<'_>, total: &Total, findings: &mut Vec<Finding>) {
    let Some(&last) = total.parts.last() else { return };
    let singles = |n: u32| Bounds::point(RBig::from(n));
    let sum = total.parts.iter().fold(singles(0), |sum, &c| sum.plus(&cx.addend(c, last)));
    let hundred = Bounds::point(RBig::from(100));
    let wholes: Vec<Bounds> = match total.whole() {
        Whole::Hundred => vec![hundred],
        Whole::Claim(_) => total.wholes.iter().map(|&w| cx.operand(w, last)).collect(),
    };
    let with = |n: u32| sum.plus(&singles(n));
    if wholes.iter().any(|w| (0..=total.singles).any(|n| with(n).meets(w))) || cx.some_add_up(total) {
        return;
    }
    let parts: Option<Vec<RBig>> = total.parts.iter().map(|&c| cx.added(c, last)).collect();
    let Some(parts) = parts else { return };
    let added = parts.iter().fold(RBig::from(total.singles), |a, b| a + b);
    let (whole, stated) = match total.whole() {
        Whole::Hundred => (None, RBig::from(100)),
        Whole::Claim(_) => {
            // The whole is the one that the sum comes closest to.
            let far = |c: usize| cx.value(c, last).map(|v| if v > added { v - &added } else { &added - v });
            let Some(whole) = total.wholes.iter().copied().min_by(|a, b| far(*a).cmp(&far(*b))) else { return };
            let Some(value) = cx.value(whole, last) else { return };
            (Some(whole), value)
        }
    };
    if !plausible(&parts, &added, &stated) || total.only_over && added < stated {
        return;
    }
    let hedged = total
        .parts
        .iter()
        .chain(whole.iter())
        .any(|&c| !operand::plain(&cx.claims[c]) && cx.claims[c].quantity.kind != Kind::Score);
    if hedged {
        return;
    }
    report(cx, total, whole, &parts, added, stated, findings);
}

/// Whether the numbers look like a whole and its parts at all: no part above the whole, and a sum of its size.
fn plausible(parts: &[RBig], added: &RBig, whole: &RBig) -> bool {
    let ratio = |a: i32, b: u8| RBig::from_parts(a.into(), b.into());
    *whole > RBig::ZERO
        && parts.iter().all(|p| p < whole)
        && added / whole >= ratio(1, 2)
        && added / whole <= ratio(3, 2)
}

fn report(
    cx: &Context<'_>,
    total: &Total,
    whole: Option<usize>,
    parts: &[RBig],
    added: RBig,
    stated: RBig,
    findings: &mut Vec<Finding>,
) {
    let Some(&last) = total.parts.last() else { return };
    let mut terms: Vec<String> = parts.iter().map(plain).collect();
    if total.singles > 0 {
        terms.push(total.singles.to_string());
    }
    let claim = whole.unwrap_or(last);
    let whole_text = whole.map_or("100 percent".into(), |w| cx.phrase(w));
    let in_whole = whole.and_then(|w| {
        let sum = Bounds::point(added.clone());
        operand::in_unit_of(sum, &cx.claims[last].quantity.unit, &cx.claims[w].quantity.unit).low
    });
    let sum_text = in_whole.as_ref().map_or_else(|| plain(&added), |v| amount(cx, claim, v));
    let message = format!("the parts add up to {sum_text}, not {whole_text}");
    let mut complaint = Complaint::new(&INFO, claim, message);
    complaint.operands = total.parts.iter().filter(|&&c| c != claim).map(|&c| (c, "a part")).collect();
    complaint.working = format!("{} = {}, not {}", terms.join(" + "), plain(&added), plain(&stated));
    complaint.help =
        slip(&stated, &Bounds::point(added.clone())).map(|s| format!("likely slip in the total: {s}")).or_else(|| {
            total.parts.iter().zip(parts).find_map(|(_, p)| {
                let needed = p + &stated - &added;
                slip(p, &Bounds::point(needed.clone()))
                    .filter(|_| needed > RBig::ZERO)
                    .map(|_| format!("likely slip: with {} for {} it would add up", plain(&needed), plain(p)))
            })
        });
    complaint.nominal = in_whole;
    complaint.across = total.across;
    let before = findings.len();
    let short = added < stated;
    complaint.report(cx, findings);
    for finding in &mut findings[before..] {
        if total.loose && short {
            finding.severity = finding.severity.min(Severity::Warning);
        }
    }
}

impl Context<'_> {
    /// What a part adds: its value, or both sides of a score.
    fn added(&self, part: usize, like: usize) -> Option<RBig> {
        match self.claims[part].quantity.range.filter(|_| self.claims[part].quantity.kind == Kind::Score) {
            Some((a, b)) => Some(crate::quantity::exact(a) + crate::quantity::exact(b)),
            None => self.value(part, like),
        }
    }

    /// The same, with all that it may be.
    fn addend(&self, part: usize, like: usize) -> Bounds {
        match self.claims[part].quantity.kind {
            Kind::Score => self.added(part, like).map_or_else(Bounds::default, Bounds::point),
            _ => self.operand(part, like),
        }
    }

    /// Whether some of the numbers around a total do add up: to the whole, or to another number near it.
    fn some_add_up(&self, total: &Total) -> bool {
        let Some(&last) = total.parts.last() else { return true };
        let r = self.reading();
        let peers = r.near(last, if total.across { 2 } else { 0 });
        let mut values: Vec<(usize, Bounds)> = peers
            .filter(|&c| self.claims[c].quantity.kind != Kind::Ratio)
            .filter(|&c| likeness(&self.claims[c], &self.claims[last]) >= Likeness::Elided)
            .map(|c| (c, self.operand(c, last)))
            .collect();
        // Among many numbers some will add up, and trying them all would be slow: the nearest are tried.
        values.sort_by_key(|v| v.0.abs_diff(last));
        values.truncate(10);
        let wholes: Vec<Bounds> = match total.whole() {
            Whole::Hundred => vec![Bounds::point(RBig::from(100))],
            Whole::Claim(_) => total.wholes.iter().map(|&w| self.operand(w, last)).collect(),
        };
        // Every choice of at least two numbers that holds the last part.
        (0u32..1 << values.len()).filter(|mask| mask.count_ones() >= 2).any(|mask| {
            let chosen = || values.iter().enumerate().filter(move |(i, _)| mask >> i & 1 == 1).map(|(_, v)| v);
            let has_last = chosen().any(|v| v.0 == last);
            let sum = chosen().fold(Bounds::point(RBig::ZERO), |sum, v| sum.plus(&v.1));
            let own = |w: &Bounds| sum.meets(w);
            has_last && !chosen().any(|v| total.wholes.contains(&v.0)) && wholes.iter().any(own)
        })
    }
}
