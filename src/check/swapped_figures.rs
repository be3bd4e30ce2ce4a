//! Right number, wrong label.

use super::{Check, Context};
use crate::bind::Status;
use crate::finding::{Example, Finding, Info, Severity};

/// The check.
pub struct SwappedFigures;

static INFO: Info = Info {
    name: "swapped-figures",
    title: "Right number, wrong label",
    summary: "A number is the figure on file for a sibling: the other zone, place, party or period, or another noun.",
    docs: "The commonest error of all that need a file: the number is right, what stands beside it is not. The check looks through \
           the measures that share words with the claim's own, and other periods of the same measure. Silent on round numbers. \
           With three digits or more it also fires where only the counted noun does not fit.",
    severity: Severity::Error,
    wrong: Example { draft: "Hall Ward has 184 beds and Mill Ward 217.\n", pack: Some(WARDS) },
    right: Example { draft: "Hall Ward has 217 beds and Mill Ward 184.\n", pack: Some(WARDS) },
};

const WARDS: &str = "[pack]\nname = \"wards\"\n[source.trust]\nname = \"Leven Hospital Trust\"\n[measure.hall]\nof = [\"beds\"]\n\
    about = [\"Hall Ward\"]\n[[measure.hall.figure]]\nvalue = 217\nsource = \"trust\"\nas_of = 2024-02-01\n[measure.mill]\n\
    like = \"hall\"\nabout = [\"Mill Ward\"]\n[[measure.mill.figure]]\nvalue = 184\nsource = \"trust\"\nas_of = 2024-02-01\n";

impl Check for SwappedFigures {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for (i, verdict) in cx.verdicts.iter().enumerate() {
            let Some(other) = verdict.detail.as_deref().and_then(|d| d.sibling) else { continue };
            let Some((_, _, theirs)) = cx.figure(other) else { continue };
            let name = cx.measure_name(other.pack, other.measure);
            let period = verdict.measure == Some((other.pack, other.measure));
            let own = verdict.figure.filter(|_| verdict.status == Status::Refuted);
            let whose = if period { format!("{name} at another time ({})", cx.authority(other)) } else { name };
            let message = match own.and_then(|id| cx.figure(id)) {
                Some((_, _, figure)) => {
                    format!(
                        "{} is the figure on file for {whose}; here it should be {}",
                        cx.phrase(i),
                        cx.value_for(figure, i)
                    )
                }
                None => format!("{} is the figure on file for {whose}, not for what stands beside it", cx.phrase(i)),
            };
            let mut finding = cx.filed(&INFO, i, verdict, message);
            finding.related.extend(cx.place(other, i));
            match own.and_then(|id| cx.figure(id)) {
                Some((_, _, figure)) => finding.suggestion = cx.suggestion_of(i, verdict, figure),
                None => {
                    finding.computed = Some(crate::finding::Computed {
                        stated: cx.phrase(i),
                        expected: cx.value_for(theirs, i),
                        because: format!("on file: {}", cx.authority(other)),
                    });
                }
            }
            finding.help = Some("a right number with a wrong label: check which of the two is meant".into());
            findings.push(finding);
        }
    }
}
