//! "130 percent of voters".

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Severity};
use crate::relation::{Beyond, Why, beyond};

/// The check.
pub struct ImpossibleValue;

static INFO: Info = Info {
    name: "impossible-value",
    title: "Value that nothing can have",
    summary: "A share is more than all, a fall goes below nothing, a count is negative, or a time is on no clock.",
    docs: "More than 100 percent of voters, households and the like; a chance or a turnout above 100 percent; a fall by more than 100 \
           percent; \"six in five\"; a negative number of people; temperatures below absolute zero; times such as 8:75 p.m.; a percentage \
           per 100,000. Silent on growth, returns, debt, capacity and poverty lines, which may pass 100 percent, on what can be negative, such as \
           profits, and on ratios, verses and race times.",
    severity: Severity::Error,
    wrong: Example { draft: "In the north, 130 percent of voters backed the mayor.\n", pack: None },
    right: Example { draft: "In the north, 30 percent of voters backed the mayor.\n", pack: None },
};

impl Check for ImpossibleValue {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(beyond(cx.prose, cx.claims, cx.calendar).iter().map(|b| finding(cx, b)));
    }
}

fn finding(cx: &Context<'_>, beyond: &Beyond) -> Finding {
    let stated = cx.prose.slice(beyond.span);
    let (why, expected) = match beyond.why {
        Why::Clock => ("no clock shows it", "a time from 0:00 to 23:59"),
        Why::MoreThanAll => ("that is more than all of them", "at most 100 percent"),
        Why::MoreThanCertain => ("it cannot be more than 100 percent", "at most 100 percent"),
        Why::FallBelowNothing => ("nothing can fall by more than all of it", "a fall of at most 100 percent"),
        Why::Negative => ("there cannot be fewer than none", "none or more"),
        Why::TooCold => ("it is below absolute zero", "−273.15 °C or more"),
        Why::PercentPer => {
            ("a share of a hundred cannot also be a rate per some other number", "a percentage, or a rate")
        }
    };
    let quoted =
        beyond.claim.is_some_and(|c| cx.attributions.get(c).is_some_and(|a| a.as_ref().is_some_and(|a| a.quoted)));
    let help = match beyond.why {
        Why::FallBelowNothing => Some("likely slip: divided by the new number, or the direction is wrong"),
        Why::PercentPer => Some("drop the percent sign, or the \"per\""),
        _ => None,
    };
    let mut finding = Finding {
        claims: beyond.claim.into_iter().collect(),
        computed: Some(Computed { stated: stated.into(), expected: expected.into(), because: why.into() }),
        help: help.map(Into::into),
        ..Finding::new(&INFO, beyond.span, format!("{stated} is not possible: {why}"))
    };
    if quoted {
        finding.severity = Severity::Warning;
    }
    finding
}
