//! "(1950–2010), who died at 62".

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Label, LabelPlace, Severity};
use crate::relation::calendar::{Clash, Fact, clashes};

/// The check.
pub struct AgeMismatch;

static INFO: Info = Info {
    name: "age-mismatch",
    title: "Age that a birth or another age rules out",
    summary: "An age does not fit the person's birth, or the age that they had at another time.",
    docs: "Compares ages with births (\"born in 1984, the 45-year-old\", \"(1950–2010), who died at 62\") and with other ages (\"Ms. Roe, 44, \
           elected in 2012 at 21\"), also where a birth and an age of one name stand far apart, for the draft's date or a date that stands with the age. A birthday that may or may not have passed \
           explains one year. Silent where anybody else is named between the two.",
    severity: Severity::Warning,
    wrong: Example { draft: "The painter (1950–2010), who died at 62, left 400 works.\n", pack: None },
    right: Example { draft: "The painter (1950–2010), who died at 59, left 400 works.\n", pack: None },
};

impl Check for AgeMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(clashes(cx.prose, cx.claims, cx.calendar).iter().map(|c| finding(cx, c)));
    }
}

fn finding(cx: &Context<'_>, clash: &Clash) -> Finding {
    let stamp = |n: usize| cx.prose.slice(cx.calendar.stamps[n].span);
    let at = clash.moment.map_or("on the date of the draft".into(), |n| format!("at {}", stamp(n)));
    let fitting = match clash.fitting {
        (low, high) if low == high => low.to_string(),
        (low, high) => format!("{low} or {high}"),
    };
    let (fact, span) = match clash.other {
        Fact::Born(n) => (format!("born {}", stamp(n)), cx.calendar.stamps[n].span),
        Fact::Age(c) => (format!("{} at the other time", cx.prose.slice(cx.claims[c].number)), cx.claims[c].span),
    };
    let claim = &cx.claims[clash.claim];
    let moment = clash.moment.map(|n| (cx.calendar.stamps[n].span, "at this time"));
    let places = [(span, "does not fit this")].into_iter().chain(moment);
    Finding {
        claims: vec![clash.claim],
        related: places.map(|(s, t)| Label { place: LabelPlace::Draft(s), text: t.into() }).collect(),
        computed: Some(Computed {
            stated: clash.stated.to_string(),
            expected: fitting.clone(),
            because: format!("{fact}, so {fitting} {at}"),
        }),
        help: Some("either the age or the year is wrong".into()),
        ..Finding::new(&INFO, claim.span, format!("{fact}, the person would be {fitting} {at}, not {}", clash.stated))
    }
}
