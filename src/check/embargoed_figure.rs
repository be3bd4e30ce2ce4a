//! A number that may not be printed yet.

use super::{Check, Context};
use crate::finding::{Example, Finding, Info, Label, LabelPlace, Severity};

/// The check.
pub struct EmbargoedFigure;

static INFO: Info = Info {
    name: "embargoed-figure",
    title: "Figure under embargo",
    summary: "A number agrees with a figure whose embargo the draft's date has not reached.",
    docs: "A pack may hold figures before they are out. Until the time that the pack gives, they are as good as unknown: no verdict, no \
           other check and no output tells them, and a number that differs from one has nothing to compare. Only a number that \
           is such a figure is reported. A draft without a date is taken to be before that time.",
    severity: Severity::Error,
    wrong: Example {
        draft: "---\ndate: 2024-05-22\n---\n\nLeith's port handled 41,300 containers.\n",
        pack: Some(PORT),
    },
    right: Example {
        draft: "---\ndate: 2024-05-24\n---\n\nLeith's port handled 41,300 containers.\n",
        pack: Some(PORT),
    },
};

const PORT: &str = "[pack]\nname = \"port\"\n[source.port]\nname = \"Leith Port\"\n[measure.boxes]\nof = [\"containers\"]\n\
    about = [\"Leith\"]\n[[measure.boxes.figure]]\nvalue = 41_300\nsource = \"port\"\nas_of = 2024-05-20\nembargo = 2024-05-23T09:30:00\n";

impl Check for EmbargoedFigure {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for (i, verdict) in cx.verdicts.iter().enumerate() {
            let Some(id) = verdict.detail.as_deref().and_then(|d| d.embargoed) else { continue };
            let Some((pack, _, figure)) = cx.figure(id) else { continue };
            let Some(until) = figure.embargo else { continue };
            let message =
                format!("{} is under embargo until {}", cx.phrase(i), super::on_file::people_day(until.date()));
            let mut finding = Finding::new(&INFO, cx.claims[i].span, message);
            finding.claims = vec![i];
            finding.related.push(Label {
                place: LabelPlace::File(pack.path.clone(), figure.span.range()),
                text: "the embargo".into(),
            });
            finding.help = Some("hold the draft, or take the number out".into());
            findings.push(finding);
        }
    }
}
