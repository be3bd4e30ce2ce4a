//! More within 200 km than within 400 km.

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Label, LabelPlace, Severity};
use crate::relation::{Nested, Sort, nested};

/// The check.
pub struct NestingViolated;

static INFO: Info = Info {
    name: "nesting-violated",
    title: "Part of a scope with more than the whole",
    summary: "Of two scopes, one of which surely contains the other, the narrower one has the larger number.",
    docs: "Looks at two numbers of one thing that are told together: zones (\"within 200 km\", \"within 400 km\"), windows of time (\"in the \
           past week\", \"since 2015\"), running counts (\"within an hour\", \"within a day\"), ages (\"under 5\", \"under 18\"), a month and its \
           quarter, a year and a span of years, a half and the game, a place and \"as a whole\". Silent on shares, averages, rates and \
           temperatures, which do not nest, and on other sources, times and subjects.",
    severity: Severity::Error,
    wrong: Example {
        draft: "The army has 9,400 soldiers within 20 km of the town and 7,100 soldiers within 50 km of it.\n",
        pack: None,
    },
    right: Example {
        draft: "The army has 7,100 soldiers within 20 km of the town and 9,400 soldiers within 50 km of it.\n",
        pack: None,
    },
};

impl Check for NestingViolated {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(nested(cx.prose, cx.claims, cx.attributions).iter().map(|n| finding(cx, n)));
    }
}

fn finding(cx: &Context<'_>, nested: &Nested) -> Finding {
    let (inner, outer) = (&cx.claims[nested.inner], &cx.claims[nested.outer]);
    let (more, less) = (cx.prose.slice(inner.number), cx.prose.slice(outer.number));
    let because = match nested.sort {
        Sort::Zone => "the wider zone contains the narrower one",
        Sort::Time => "the longer time contains the shorter one",
        Sort::Age => "the wider age group contains the narrower one",
        Sort::Period => "the longer period contains the shorter one",
        Sort::Whole => "the whole contains the part",
    };
    let mut finding = Finding {
        claims: vec![nested.outer, nested.inner],
        related: vec![Label { place: LabelPlace::Draft(inner.span), text: format!("the narrower scope has {more}") }],
        computed: Some(Computed { stated: less.into(), expected: format!("{more} or more"), because: because.into() }),
        help: Some("are the two numbers swapped?".into()),
        ..Finding::new(&INFO, outer.span, format!("{less} in the wider scope, but {more} in the narrower: {because}"))
    };
    if inner.sentence != outer.sentence {
        finding.severity = Severity::Warning;
    }
    finding
}
