//! A number that the desk wants a source for, without one.

use super::{Check, Context};
use crate::claim::Role;
use crate::finding::{Example, Finding, Info, Severity};

/// The check.
pub struct NoSource;

static INFO: Info = Info {
    name: "no-source",
    title: "Number without a source",
    summary: "A policy says that this kind of number needs attribution, and it has none.",
    docs: "Runs only for the kinds of quantity that the settings name (`need_source`), such as \"percent\" or \"money\". Silent on \
           numbers that somebody is cited for, and on those that only narrow another.",
    severity: Severity::Warning,
    wrong: Example { draft: "Turnout was 61 percent.\n", pack: None },
    right: Example { draft: "Turnout was 61 percent, the election office said.\n", pack: None },
};

impl Check for NoSource {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for (i, claim) in cx.claims.iter().enumerate() {
            let kind = serde_name(claim.quantity.kind);
            let wanted = cx.settings.need_source.contains(&kind);
            if !wanted || claim.role != Role::Claim || cx.attributions[i].is_some() {
                continue;
            }
            let message = format!("nobody is cited for {}; this desk wants a source for every {kind}", cx.phrase(i));
            let mut finding = Finding::new(&INFO, claim.span, message);
            finding.claims = vec![i];
            findings.push(finding);
        }
    }
}

/// A kind as settings and the contract name it.
fn serde_name(kind: crate::quantity::Kind) -> String {
    format!("{kind:?}").to_ascii_lowercase()
}
