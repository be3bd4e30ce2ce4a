//! "6,5000,000".

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Severity, Suggestion};
use crate::relation::{Malformed, malformed};

/// The check.
pub struct MalformedNumber;

static INFO: Info = Info {
    name: "malformed-number",
    title: "Number with misplaced separators",
    summary: "The commas and points of a number part groups that no style of writing numbers has.",
    docs: "A misplaced comma often hides a digit too many or too few, a slip by a factor of ten. Accepts the English, the continental \
           and the Indian grouping, each by the numbers of the whole draft. Silent on versions, dates, addresses, section numbers and lists \
           without spaces.",
    severity: Severity::Error,
    wrong: Example { draft: "The dam holds 6,5000,000 cubic metres of water.\n", pack: None },
    right: Example { draft: "The dam holds 6,500,000 cubic metres of water.\n", pack: None },
};

impl Check for MalformedNumber {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(malformed(cx.prose).into_iter().map(|m| finding(cx, m)));
    }
}

fn finding(cx: &Context<'_>, malformed: Malformed) -> Finding {
    let stated = cx.prose.slice(malformed.span);
    Finding {
        claims: cx.claim_in(malformed.span).into_iter().collect(),
        computed: Some(Computed {
            stated: stated.into(),
            expected: malformed.meant.clone().unwrap_or_else(|| "groups of three digits".into()),
            because: malformed.why.into(),
        }),
        help: Some("a digit may be missing or one too many".into()),
        suggestion: malformed.meant.map(|replacement| Suggestion { span: malformed.span, replacement }),
        ..Finding::new(&INFO, malformed.span, format!("{stated} is not a well-made number: {}", malformed.why))
    }
}
