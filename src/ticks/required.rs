//! `check --require-ticks`: every number that nobody has signed off is reported, so that a story can be held until each
//! has been.

use super::entry::TickStatus;
use super::row::{Row, rows};
use super::sheet::Sheet;
use crate::bind::Status;
use crate::document::Document;
use crate::finding::{Example, Finding, Info, Severity};
use crate::rules::Rules;
use crate::settings::Accept;

/// A number that nobody has ticked.
pub static UNTICKED: Info = Info {
    name: "unticked-number",
    title: "Number that nobody has ticked",
    summary: "A number of the draft is open in its tick sheet, marked wrong there, or not in it.",
    docs: "Runs only with `--require-ticks`. The sheet is `DRAFT.ticks.toml` beside the draft, as `tickmark sheet` writes it. A \
           number passes if a person has ticked or waived it and nothing that the tick vouches for has changed since: number, \
           bound, unit, subject, scope, time, change or source. `[ticks] accept = [\"matches-file\"]` in tickmark.toml also lets \
           numbers pass that match the file in value, unit, scope, time and cited source. Dates and other numbers that are no \
           claims may be ticked, but need not be.",
    severity: Severity::Error,
    wrong: Example { draft: "The firm will cut 340 jobs.\n", pack: None },
    right: Example { draft: "The firm will cut jobs.\n", pack: None },
};

/// A finding for each number of a draft that its sheet leaves open.
pub fn required(document: &Document<'_>, rules: &Rules, sheet: Option<&Sheet>, accept: &[Accept]) -> Vec<Finding> {
    let rows = rows(document, rules);
    let empty = Sheet::new("", "");
    let (carried, _) = sheet.unwrap_or(&empty).carry(&rows);
    let mut findings = Vec::new();
    for (i, (row, entry)) in rows.iter().zip(&carried.entries).enumerate().filter(|r| r.1.0.other.is_none()) {
        let said = match entry.status() {
            TickStatus::Ticked | TickStatus::Waived => continue,
            TickStatus::Wrong => format!("{} is marked wrong in the tick sheet", row.text),
            TickStatus::Open if accept.contains(&Accept::MatchesFile) && matches_file(document, i) => continue,
            TickStatus::Open => format!("{} has not been ticked", row.text),
        };
        findings.push(finding(document, row, i, said, entry.get("was"), entry.get("evidence")));
    }
    findings
}

fn finding(
    document: &Document<'_>,
    row: &Row,
    i: usize,
    message: String,
    was: Option<&str>,
    evidence: Option<&str>,
) -> Finding {
    let mut finding = Finding::new(&UNTICKED, document.claims[i].span, message);
    finding.claims = vec![i];
    let notes =
        [was.map(|w| format!("it was {w}")), evidence.filter(|e| !e.is_empty()).map(|e| format!("evidence: {e}"))];
    let notes: Vec<String> =
        notes.into_iter().flatten().chain((!row.machine.is_empty()).then(|| row.machine.clone())).collect();
    finding.help = (!notes.is_empty()).then(|| notes.join("; "));
    finding
}

/// Whether a claim matches the file, and the source that it cites is the one whose figure it is.
fn matches_file(document: &Document<'_>, i: usize) -> bool {
    let Some(verdict) = document.verdicts.get(i).filter(|v| v.status == Status::Supported) else { return false };
    let (Some(figure), Some((pack, _))) = (verdict.figure, verdict.source) else { return false };
    figure.pack == pack
}
