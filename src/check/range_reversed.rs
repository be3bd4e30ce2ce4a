//! "between 400 and 200 km".

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Severity};
use crate::relation::Relation;

/// The check.
pub struct RangeReversed;

static INFO: Info = Info {
    name: "range-reversed",
    title: "Range written backwards",
    summary: "The first number of a range is larger than the second.",
    docs: "A range runs from the low end to the high end. Written the other way round, one of the two numbers is often a slip. \
           Silent on scores, countdowns, falls (\"from 400 to 200\") and abbreviated years.",
    severity: Severity::Warning,
    wrong: Example { draft: "The missiles can reach targets between 400 and 200 km away.\n", pack: None },
    right: Example { draft: "The missiles can reach targets between 200 and 400 km away.\n", pack: None },
};

impl Check for RangeReversed {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            let Relation::Range { claim } = relation else { continue };
            let c = &cx.claims[*claim];
            let Some((low, high)) = c.quantity.range.filter(|(low, high)| low > high) else { continue };
            let mut finding = Finding::new(&INFO, c.number, format!("the range runs backwards, from {low} to {high}"));
            finding.claims = vec![*claim];
            finding.computed = Some(Computed {
                stated: cx.prose.slice(c.number).into(),
                expected: format!("{high} to {low}"),
                because: "a range runs from its low end to its high end".into(),
            });
            findings.push(finding);
        }
    }
}
