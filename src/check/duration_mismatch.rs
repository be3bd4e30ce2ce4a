//! "from 2010 to 2015, a seven-year run".

use super::say::decimal;
use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Label, LabelPlace, Severity};
use crate::relation::calendar::{Anniversary, Lasting, anniversaries, lasting};
use dashu_ratio::RBig;

/// The check.
pub struct DurationMismatch;

static INFO: Info = Info {
    name: "duration-mismatch",
    title: "Duration that its dates do not make",
    summary: "A stated length of time is not what lies between its beginning and its end.",
    docs: "Compares durations with the dates, years or times of day that stand beside them (\"from 2010 to 2015, a seven-year run\", \
           \"began on March 3 and ended on March 17, lasted three weeks\"), and with the draft's date (\"40 years since the dam burst in \
           1972\", \"in 2016, 15 years ago\"), tenures with the years told just before, and anniversaries with the year that they count \
           from. Between two days either end may count, or both; between bare years one year is allowed each \
           way. Silent on terms that need not be served: contracts, sentences, mortgages.",
    severity: Severity::Warning,
    wrong: Example { draft: "He led the club from 2010 to 2015, a seven-year run.\n", pack: None },
    right: Example { draft: "He led the club from 2010 to 2015, a five-year run.\n", pack: None },
};

impl Check for DurationMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        let wrong = lasting(cx.prose, cx.claims, cx.calendar).into_iter().filter(|l| !l.fits);
        findings.extend(wrong.map(|l| finding(cx, &l)));
        findings.extend(anniversaries(cx.prose, cx.calendar).iter().map(|a| anniversary(cx, a)));
    }
}

/// "founded in 1897, marks its 135th anniversary in 2022".
fn anniversary(cx: &Context<'_>, wrong: &Anniversary) -> Finding {
    let begun = &cx.calendar.stamps[wrong.begun];
    let label = |span, text: &str| Label { place: LabelPlace::Draft(span), text: text.into() };
    let held = wrong.stamp.map(|s| label(cx.calendar.stamps[s].span, "to here"));
    let (from, year) = (cx.prose.slice(begun.span), wrong.year);
    Finding {
        claims: cx.claim_in(wrong.span).into_iter().collect(),
        related: [label(begun.span, "from here")].into_iter().chain(held).collect(),
        computed: Some(Computed {
            stated: wrong.stated.to_string(),
            expected: wrong.right.to_string(),
            because: format!("from {from} to {year} is {} years", wrong.right),
        }),
        help: Some("one of the three is wrong: the anniversary, the beginning or the year".into()),
        ..Finding::new(
            &INFO,
            wrong.span,
            format!("from {from} to {year} is {} years, not {}", wrong.right, wrong.stated),
        )
    }
}

fn finding(cx: &Context<'_>, wrong: &Lasting) -> Finding {
    let claim = &cx.claims[wrong.claim];
    let stamp = |n: usize| &cx.calendar.stamps[n];
    let text = |n: usize| cx.prose.slice(stamp(n).span);
    let first = text(wrong.ends.0);
    let second = wrong.ends.1.map_or("the date of the draft", text);
    let length = length(wrong);
    let stated = cx.prose.slice(claim.number);
    let ends = [Some(wrong.ends.0), wrong.ends.1];
    let labels = ["from here", "to here"];
    let label =
        |(n, text): (Option<usize>, &str)| Some(Label { place: LabelPlace::Draft(stamp(n?).span), text: text.into() });
    Finding {
        claims: vec![wrong.claim],
        related: ends.into_iter().zip(labels).filter_map(label).collect(),
        computed: Some(Computed {
            stated: format!("{stated} {}s", wrong.unit.name()),
            expected: length.clone(),
            because: format!("from {first} to {second} is {length}"),
        }),
        help: Some("one of the three is wrong: the length, the beginning or the end".into()),
        ..Finding::new(&INFO, claim.span, format!("from {first} to {second} is {length}, not {stated}"))
    }
}

/// The true length in words: "5 years", "14.5 days".
fn length(wrong: &Lasting) -> String {
    let name = wrong.unit.name();
    let low = wrong.true_length.low.clone().unwrap_or_default();
    let high = wrong.true_length.high.clone().unwrap_or_else(|| low.clone());
    let middle = decimal(&((low + high) / RBig::from(2)), 1);
    let plural = if middle == "1" { "" } else { "s" };
    format!("{middle} {name}{plural}")
}
