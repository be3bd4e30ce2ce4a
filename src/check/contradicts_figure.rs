//! The draft's number is not the file's.

use super::{Check, Context};
use crate::bind::Status;
use crate::finding::{Example, Finding, Info, Severity};
use crate::quantity::{Bound, Interval};
use crate::rules::Value;

/// The check.
pub struct ContradictsFigure;

static INFO: Info = Info {
    name: "contradicts-figure",
    title: "Number differs from the file",
    summary: "A number is about a measure that a pack knows, and is not the figure on file.",
    docs: "A claim binds to a measure by its words, its kind, its unit, its scope and its time. A draft may round a figure, never \
           sharpen it. An error where nobody is cited or the cited source has its own, different figure; a warning where \
           \"about\" would make the number pass. Silent where the claim is negated, hypothetical or a difference, where its \
           clause names another place or time, and where two measures fit equally well.",
    severity: Severity::Error,
    wrong: Example { draft: "St. Anne's hospital has 460 beds, the health board said.\n", pack: Some(BEDS) },
    right: Example { draft: "St. Anne's hospital has more than 400 beds, the health board said.\n", pack: Some(BEDS) },
};

const BEDS: &str = "[pack]\nname = \"beds\"\n[source.board]\nname = \"Tarn Health Board\"\naliases = [\"health board\"]\n\
    [measure.beds]\nof = [\"beds\"]\nabout = [\"St. Anne's\"]\n[[measure.beds.figure]]\nvalue = 412\nsource = \"board\"\nas_of = 2024-02-01\n";

impl Check for ContradictsFigure {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for (i, verdict) in cx.verdicts.iter().enumerate() {
            let Some(detail) = verdict.detail.as_deref().filter(|d| d.sibling.is_none()) else { continue };
            let Some(id) = verdict.figure.filter(|_| verdict.status == Status::Refuted) else { continue };
            let Some((_, _, figure)) = cx.figure(id) else { continue };
            let who = cx.source_name(id).map_or_else(String::new, |s| format!(" ({s})"));
            let message =
                format!("the draft says {}; the figure on file is {}{who}", cx.phrase(i), cx.value_for(figure, i));
            let mut finding = cx.filed(&INFO, i, verdict, message);
            finding.suggestion = cx.suggestion_of(i, verdict, figure);
            finding.help = cx.slip(i, figure, detail.points);
            if would_pass(cx, i, figure) && !detail.points {
                finding.severity = Severity::Warning;
                finding.help = finding.help.or(Some("\"about\" would make it right".into()));
            }
            findings.push(finding);
        }
    }
}

/// Whether the number would pass with "about". Of a figure under embargo that would tell about how much it is.
fn would_pass(cx: &Context<'_>, claim: usize, figure: &crate::rules::Figure) -> bool {
    let q = &cx.claims[claim].quantity;
    if cx.is_secret(figure) {
        return false;
    }
    if q.bound != Bound::Exact || q.range.is_some() || !matches!(figure.value, Value::Exactly(_)) || figure.exact {
        return false;
    }
    let wide = Interval::of(&q.numeral, Bound::About, false, &cx.settings.precision);
    let Some(value) = cx.in_unit_of_claim(figure, claim) else { return false };
    let low = wide.low.is_none_or(|e| crate::quantity::exact(e.value) <= value);
    let high = wide.high.is_none_or(|e| crate::quantity::exact(e.value) >= value);
    // A number with all its digits is not a rounded one.
    let rounded = q.numeral.step > rust_decimal::Decimal::ONE
        || q.numeral.value.scale() == 0 && q.numeral.value % rust_decimal::Decimal::TEN == rust_decimal::Decimal::ZERO;
    rounded && low && high
}
