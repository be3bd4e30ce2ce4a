//! A table whose totals do not foot.

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Label, LabelPlace, Severity, Suggestion};
use crate::relation::{Footing, Rule, footings, tables};
use rust_decimal::Decimal;

/// The check.
pub struct FootingMismatch;

static INFO: Info = Info {
    name: "footing-mismatch",
    title: "Table that does not add up",
    summary: "A row or column marked Total is not the sum of the others, a running total does not run, or shares do not make 100 %.",
    docs: "Adds up every column above a row marked Total, with subtotals; every row beside a column marked Total, where most rows foot; \
           columns of shares; and running totals. Rounded numbers may be off by half a unit each, after the column's finest digit. \
           Silent where a note says that figures are rounded or may not add up, where a number is missing, on averages, rates and \
           ranks, and where percentages and counts mix.",
    severity: Severity::Warning,
    wrong: Example {
        draft: "| Ward | Votes |\n| --- | ---: |\n| North | 410 |\n| South | 380 |\n| Total | 780 |\n",
        pack: None,
    },
    right: Example {
        draft: "| Ward | Votes |\n| --- | ---: |\n| North | 410 |\n| South | 380 |\n| Total | 790 |\n",
        pack: None,
    },
};

impl Check for FootingMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for table in tables(cx.prose) {
            findings.extend(footings(&table).iter().map(|f| finding(cx, f)));
        }
    }
}

fn finding(cx: &Context<'_>, footing: &Footing) -> Finding {
    let (stated, expected) = (grouped(footing.stated), grouped(footing.expected));
    let message = match footing.rule {
        Rule::Column => format!("the column adds up to {expected}, not {stated}"),
        Rule::Row => format!("the row adds up to {expected}, not {stated}"),
        Rule::Running => format!("the running total is {expected} here, not {stated}"),
        Rule::Shares => format!("the shares add up to {stated} percent"),
    };
    let shown = footing.parts.iter().take(8).map(|p| grouped(*p)).collect::<Vec<_>>().join(" + ");
    let more = if footing.parts.len() > 8 { " + …" } else { "" };
    let result = if footing.rule == Rule::Shares { &stated } else { &expected };
    let replaced = footing.rule != Rule::Shares;
    Finding {
        claims: cx.claim_in(footing.cell).into_iter().collect(),
        related: vec![Label { place: LabelPlace::Draft(footing.span), text: format!("these make {result}") }],
        computed: Some(Computed {
            stated: stated.clone(),
            expected: expected.clone(),
            because: format!("{shown}{more} = {result}"),
        }),
        suggestion: replaced.then(|| digits(cx, footing, &expected)).flatten(),
        help: slip(footing).or_else(|| Some("check the parts as well: one of them may be wrong".into())),
        ..Finding::new(&INFO, footing.cell, message)
    }
}

/// The digits of the cell, to be replaced by the sum.
fn digits(cx: &Context<'_>, footing: &Footing, expected: &str) -> Option<Suggestion> {
    let text = cx.prose.slice(footing.cell);
    let start = text.find(|c: char| c.is_ascii_digit())? as u32;
    let end = text.rfind(|c: char| c.is_ascii_digit())? as u32 + 1;
    let span = crate::span::Span::new(footing.cell.start + start, footing.cell.start + end);
    let plain = !cx.prose.slice(span).contains(',') && cx.prose.slice(span).len() > 3;
    (footing.expected > Decimal::ZERO)
        .then(|| Suggestion { span, replacement: if plain { expected.replace(',', "") } else { expected.into() } })
}

/// The slip that explains the difference, where one fits exactly.
fn slip(footing: &Footing) -> Option<String> {
    let off = (footing.stated - footing.expected).normalize();
    if let Some(part) = footing.parts.iter().find(|p| **p == -off) {
        return Some(format!("likely slip: {} was left out", grouped(*part)));
    }
    if let Some(part) = footing.parts.iter().find(|p| **p == off) {
        return Some(format!("likely slip: {} was added twice", grouped(*part)));
    }
    let sorted = |d: Decimal| {
        let mut digits: Vec<_> = d.normalize().to_string().into_bytes();
        digits.sort_unstable();
        digits
    };
    (sorted(footing.stated) == sorted(footing.expected)).then(|| "likely slip: two digits swapped".into())
}

/// A number with its thousands parted by commas.
fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |t| ("−", t));
    let (whole, fraction) = text.split_once('.').map_or((text, String::new()), |(w, f)| (w, format!(".{f}")));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + &fraction
}
