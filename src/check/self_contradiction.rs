//! Headline 112,000, body 122,000.

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Label, LabelPlace, Severity};
use crate::relation::{Place, Twice, twice};

/// The check.
pub struct SelfContradiction;

static INFO: Info = Info {
    name: "self-contradiction",
    title: "One thing stated in two ways",
    summary: "The headline and the body, or two places in the body, give different numbers for what is surely the same thing.",
    docs: "Compares each number of a headline, standfirst or caption with the body, and a number that the text comes back to (\"the 112,000 \
           troops\", \"Ms. Keane, 43,\") with its first mention. Two numbers are taken for versions of one only if they look it (two digits swapped, one digit other, million \
           for billion), count the same thing in the same words, and nothing sets them apart; a headline's count is also held against the one \
           count of the same thing in the opening paragraphs. Silent on rounding, on other times, \
           places and sources, on \"another\" and \"earlier\", in notes of correction, and where the body has the headline's number too.",
    severity: Severity::Warning,
    wrong: Example {
        draft: "# Foundry to cut 1,200 jobs\n\nThe foundry said on Thursday that it would cut 2,100 jobs.\n",
        pack: None,
    },
    right: Example {
        draft: "# Foundry to cut 1,200 jobs\n\nThe foundry said on Thursday that it would cut 1,200 jobs.\n",
        pack: None,
    },
};

impl Check for SelfContradiction {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(twice(cx.prose, cx.claims, cx.attributions).iter().map(|t| finding(cx, t)));
    }
}

fn finding(cx: &Context<'_>, twice: &Twice) -> Finding {
    let (first, second) = (&cx.claims[twice.first], &cx.claims[twice.second]);
    let (one, other) = (cx.prose.slice(first.number), cx.prose.slice(second.number));
    let place = match twice.place {
        Place::Headline => "the headline",
        Place::Standfirst => "the standfirst",
        Place::Caption => "the caption",
        Place::Body => "an earlier sentence",
    };
    let mut finding = Finding {
        claims: vec![twice.second, twice.first],
        related: vec![Label { place: LabelPlace::Draft(first.span), text: format!("the same thing: {one}") }],
        computed: Some(Computed { stated: other.into(), expected: one.into(), because: format!("{place} has {one}") }),
        help: Some("make the two agree, or say what sets them apart".into()),
        ..Finding::new(&INFO, second.span, format!("{other} here, but {place} says {one}"))
    };
    // Headline against body is an error, where the two look like one number told twice.
    if matches!(twice.place, Place::Headline | Place::Standfirst) && twice.versions {
        finding.severity = Severity::Error;
    }
    finding
}
