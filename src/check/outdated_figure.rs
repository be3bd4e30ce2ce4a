//! The number was right once.

use super::on_file::people_day;
use super::{Check, Context};
use crate::bind::{FigureId, Status, Verdict};
use crate::finding::{Example, Finding, Info, Severity};
use crate::rules::FigureStatus;

/// The check.
pub struct OutdatedFigure;

static INFO: Info = Info {
    name: "outdated-figure",
    title: "Figure has been replaced",
    summary: "A number agrees with a figure that a later one of the same source, measure and period has replaced, or that its source has withdrawn.",
    docs: "Sources revise, and counts go on. The check compares with what was known on the draft's date; without one, with the \
           latest figures. Silent where the draft itself states the time that the older figure is for.",
    severity: Severity::Warning,
    wrong: Example { draft: "---\ndate: 2024-03-10\n---\n\nThe port of Wick employs 640 dockers.\n", pack: Some(PORT) },
    right: Example { draft: "---\ndate: 2024-03-10\n---\n\nThe port of Wick employs 710 dockers.\n", pack: Some(PORT) },
};

const PORT: &str = "[pack]\nname = \"port\"\n[source.port]\nname = \"Wick Port Authority\"\n[measure.dockers]\nof = [\"dockers\"]\n\
    about = [\"Wick\"]\n[[measure.dockers.figure]]\nvalue = 640\nsource = \"port\"\nas_of = 2023-02-01\n\
    [[measure.dockers.figure]]\nvalue = 710\nsource = \"port\"\nas_of = 2024-02-01\n";

impl Check for OutdatedFigure {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for (i, verdict) in cx.verdicts.iter().enumerate() {
            let Some(id) = verdict.figure.filter(|_| verdict.status == Status::Outdated) else { continue };
            let Some((_, _, figure)) = cx.figure(id) else { continue };
            let old = verdict.detail.as_deref().and_then(|d| d.matched);
            let since = old.and_then(|o| cx.figure(o)).and_then(|(_, _, f)| f.as_of).map(|t| people_day(t.date()));
            let was = since.map_or_else(String::new, |day| format!(" of {day}"));
            let now = figure.as_of.map_or_else(String::new, |t| format!(" on {}", people_day(t.date())));
            let withdrawn = old.and_then(|o| cx.figure(o)).is_some_and(|(_, _, f)| f.status == FigureStatus::Withdrawn);
            if withdrawn {
                findings.push(of_withdrawn(cx, i, verdict, old, &was));
                continue;
            }
            let message = format!(
                "{} is the figure{was}; {} replaced it{now} with {}",
                cx.phrase(i),
                cx.source_name(id).unwrap_or("its source"),
                cx.value_for(figure, i)
            );
            let mut finding = cx.filed(&INFO, i, verdict, message);
            finding.related.extend(old.and_then(|o| cx.place(o, i)));
            finding.suggestion = cx.suggestion(i, figure);
            findings.push(finding);
        }
    }
}

/// A number that its source has taken back, with what it has instead, if anything.
fn of_withdrawn(cx: &Context<'_>, i: usize, verdict: &Verdict, old: Option<FigureId>, was: &str) -> Finding {
    let source = old.and_then(|o| cx.source_name(o)).unwrap_or("its source");
    let mut message = format!("{} is a figure{was} that {source} has withdrawn", cx.phrase(i));
    let now = verdict.figure.filter(|f| Some(*f) != old).and_then(|f| cx.figure(f));
    let Some((_, _, figure)) = now else {
        let mut finding = Finding::new(&INFO, cx.claims[i].span, message);
        finding.claims = vec![i];
        finding.related.extend(old.and_then(|o| cx.place(o, i)));
        return finding;
    };
    message.push_str(&format!("; the figure on file is {}", cx.value_for(figure, i)));
    let mut finding = cx.filed(&INFO, i, verdict, message);
    finding.related.extend(old.and_then(|o| cx.place(o, i)));
    finding.suggestion = cx.suggestion(i, figure);
    finding
}
