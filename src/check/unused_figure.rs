//! Figures on file that the draft does not state.

use super::{Check, Context};
use crate::finding::{Example, Finding, Info, Label, LabelPlace, Severity};
use crate::settings::Level;
use crate::span::Span;
use std::collections::BTreeSet;

/// The check.
pub struct UnusedFigure;

static INFO: Info = Info {
    name: "unused-figure",
    title: "Measure that the draft does not state",
    summary: "A measure of a pack in use binds no number of the draft.",
    docs: "On request only: give the check a level in the settings. It tells whether a pack and a draft belong together at all, so \
           that a stale pack does not look like a clean bill of health.",
    severity: Severity::Info,
    wrong: Example { draft: "The port of Wick is busy.\n", pack: Some(PORT) },
    right: Example { draft: "The port of Wick employs 710 dockers.\n", pack: Some(PORT) },
};

const PORT: &str = "[pack]\nname = \"port\"\n[source.port]\nname = \"Wick Port Authority\"\n[measure.dockers]\nof = [\"dockers\"]\n\
    about = [\"Wick\"]\n[[measure.dockers.figure]]\nvalue = 710\nsource = \"port\"\nas_of = 2024-02-01\n";

impl Check for UnusedFigure {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        if !matches!(cx.settings.levels.get(INFO.name), Some(Level::At(_))) {
            return;
        }
        let used: BTreeSet<(usize, usize)> = cx.verdicts.iter().filter_map(|v| v.measure).collect();
        for (p, pack) in cx.rules.packs.iter().enumerate() {
            if pack.is_timeless() || !pack.serves(&cx.draft.front.rules) {
                continue;
            }
            for (m, measure) in pack.measures.iter().enumerate().filter(|(m, _)| !used.contains(&(p, *m))) {
                let message = format!("no number of the draft is about {}", cx.measure_name(p, m));
                let mut finding = Finding::new(&INFO, Span::default(), message);
                finding.related.push(Label {
                    place: LabelPlace::File(pack.path.clone(), measure.span.range()),
                    text: "the measure".into(),
                });
                findings.push(finding);
            }
        }
    }
}
