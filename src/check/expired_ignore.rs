//! An ignore mark that no longer stands.

use super::{Check, Context};
use crate::draft::{Ignore, Until};
use crate::finding::{Example, Finding, Info, Severity};
use crate::span::Span;

/// The check.
pub struct ExpiredIgnore;

static INFO: Info = Info {
    name: "expired-ignore",
    title: "Ignore mark out of date",
    summary: "An ignore mark names a day that the draft's date has passed, so it silences nothing any more.",
    docs: "A mark may say until when it stands and why: `<!-- tickmark: ignore sum-mismatch until 2024-06-01 because the total \
           is being checked -->`. After that day the check speaks again, and the mark itself is reported. Silent on drafts \
           without a date, and on marks without one.",
    severity: Severity::Warning,
    wrong: Example {
        draft: "---\ndate: 2024-06-02\n---\n\n<!-- tickmark: ignore sum-mismatch until 2024-06-01 -->\nNine boats sailed.\n",
        pack: None,
    },
    right: Example {
        draft: "---\ndate: 2024-06-01\n---\n\n<!-- tickmark: ignore sum-mismatch until 2024-06-01 -->\nNine boats sailed.\n",
        pack: None,
    },
};

impl Check for ExpiredIgnore {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for ignore in cx.draft.ignores.iter().filter(|i| i.has_run_out(cx.draft.front.date)) {
            let what = match ignore.checks.as_slice() {
                [] => "every check".to_string(),
                checks => checks.join(", "),
            };
            let message = match ignore.until {
                Until::Day(day) => {
                    format!("the mark that ignores {what} here ran out on {}", super::on_file::people_day(day))
                }
                _ => format!("the mark that ignores {what} here names no day that can be read"),
            };
            let mut finding = Finding::new(&INFO, place(cx, ignore), message);
            finding.help = Some(match (&ignore.reason, ignore.until) {
                (Some(reason), _) => format!("its reason was: {reason}; delete the mark, or give it a later day"),
                (None, Until::Day(_)) => "delete the mark, or give it a later day".into(),
                (None, _) => "write the day as year-month-day: until 2024-06-01".into(),
            });
            findings.push(finding);
        }
    }
}

/// The first word of what the mark silenced.
fn place(cx: &Context<'_>, ignore: &Ignore) -> Span {
    let text = cx.draft.slice(ignore.span);
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    Span::new(ignore.span.start, ignore.span.start + end as u32)
}
