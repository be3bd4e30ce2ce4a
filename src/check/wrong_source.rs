//! The number is on file, but from somebody else.

use super::{Check, Context};
use crate::bind::Status;
use crate::finding::{Example, Finding, Info, Severity};

/// The check.
pub struct WrongSource;

static INFO: Info = Info {
    name: "wrong-source",
    title: "Who said it?",
    summary: "A number is on file from another source than the one cited.",
    docs: "The cited source is known to the pack, the number is not its own, and another source gave it. Silent where the cited \
           source is unknown to the pack, and where it only relays what the other says it will do.",
    severity: Severity::Warning,
    wrong: Example { draft: "The school board said 5,300 pupils ate a school lunch.\n", pack: Some(MEALS) },
    right: Example { draft: "The caterers' union said 5,300 pupils ate a school lunch.\n", pack: Some(MEALS) },
};

const MEALS: &str = "[pack]\nname = \"meals\"\n[source.board]\nname = \"Glen School Board\"\naliases = [\"school board\"]\n\
    [source.union]\nname = \"Caterers' Union\"\n[measure.lunches]\nof = [\"pupils\"]\nabout = [\"school lunch\"]\n\
    [[measure.lunches.figure]]\nvalue = 5_300\nsource = \"union\"\nas_of = 2024-02-01\n";

impl Check for WrongSource {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for (i, verdict) in cx.verdicts.iter().enumerate() {
            let Some(id) = verdict.figure.filter(|_| verdict.status == Status::Misattributed) else { continue };
            let cited = verdict.source.and_then(|(p, s)| cx.rules.packs.get(p)?.sources.get(s));
            let cited_name = cited.map_or("the cited source", |s| s.name.as_str());
            let owner = cx.source_name(id).unwrap_or("another source");
            let own = verdict.detail.as_deref().and_then(|d| {
                let is_own = |n: &&crate::bind::FigureId| {
                    verdict
                        .source
                        .is_some_and(|(p, s)| p == n.pack && cx.figure(**n).is_some_and(|f| f.2.source == Some(s)))
                };
                d.newest.iter().find(is_own).copied()
            });
            let has = own.and_then(|n| cx.figure(n)).map_or_else(
                || format!("{cited_name} has none on file"),
                |(_, _, f)| format!("{cited_name} has {}", cx.value_for(f, i)),
            );
            let message = format!("{} is the figure of {owner}; {has}", cx.phrase(i));
            let mut finding = cx.filed(&INFO, i, verdict, message);
            finding.help = Some(format!("who said it? cite {owner}, or add the figure of {cited_name} to the file"));
            findings.push(finding);
        }
    }
}
