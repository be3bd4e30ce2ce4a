//! "between 400 and 200 km".

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Severity, Suggestion};
use crate::quantity::exact;
use crate::relation::{Range, Relation, operand};

/// The check.
pub struct RangeReversed;

static INFO: Info = Info {
    name: "range-reversed",
    title: "Range written backwards",
    summary: "The first number of a range is larger than the second.",
    docs: "A range runs from the low end to the high end. Written the other way round, one of the two numbers is often a slip. \
           Silent on scores, votes and polls, countdowns, falls (\"from 400 to 200\") and abbreviated years.",
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
            let Relation::Range(range) = relation else { continue };
            findings.extend(reversed(cx, range));
        }
    }
}

fn reversed(cx: &Context<'_>, range: &Range) -> Option<Finding> {
    let (first, second) = (&cx.claims[range.first], &cx.claims[range.second]);
    let (a, b) = match first.quantity.range {
        Some((a, b)) => (exact(a), exact(b)),
        None => (operand::value(first)?, operand::value(second)?),
    };
    if a <= b {
        return None;
    }
    let span = first.number.cover(second.number);
    let text = cx.prose.slice(span);
    let message = format!("the range \"{text}\" runs backwards");
    let mut finding = Finding::new(&INFO, span, message);
    finding.claims = if range.first == range.second { vec![range.first] } else { vec![range.first, range.second] };
    let turned = turned(text);
    finding.computed = Some(Computed {
        stated: text.into(),
        expected: turned.clone().unwrap_or_default(),
        because: "a range runs from its low end to its high end".into(),
    });
    finding.suggestion = turned.map(|replacement| Suggestion { span, replacement });
    finding.help = Some("swap the two ends, or look for a slip in one of them".into());
    Some(finding)
}

/// The two numbers of a range changed round, where what joins them is plain.
fn turned(text: &str) -> Option<String> {
    [" and ", " to ", "–", "-"].iter().find_map(|join| {
        let (a, b) = text.split_once(join)?;
        let number = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit() || ",.$£€".contains(c));
        (number(a) && number(b)).then(|| format!("{b}{join}{a}"))
    })
}
