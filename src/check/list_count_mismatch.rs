//! "three countries: Georgia and Moldova".

use super::{Check, Context};
use crate::finding::{Computed, Example, Finding, Info, Label, LabelPlace, Severity};
use crate::relation::{Listing, listings};

/// The check.
pub struct ListCountMismatch;

static INFO: Info = Info {
    name: "list-count-mismatch",
    title: "List that is longer or shorter than its count",
    summary: "A count announces a list, and the list has more or fewer members.",
    docs: "When a name is cut from a list, the count before it is often left as it was. The check reads lists after a colon, between \
           dashes, in apposition (\"two towns, A and B,\"), after \"the three who died were\", and bulleted lists below a paragraph that \
           ends in a colon. A list's length is counted under every reading: \"Marks and Spencer\" is one member or two, an age or a \
           trade after a name is none. Silent on open lists (\"including\", \"such as\"), on members that stand for several (\"a couple\", \
           \"two in the north\"), and where any count before the list fits it.",
    severity: Severity::Warning,
    wrong: Example { draft: "Three countries backed the amendment: Norway and Iceland.\n", pack: None },
    right: Example { draft: "Three countries backed the amendment: Norway, Iceland and Malta.\n", pack: None },
};

impl Check for ListCountMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        let wrong = |l: &Listing| !l.members.contains(&l.stated);
        findings.extend(listings(cx.prose, cx.claims).into_iter().filter(wrong).map(|l| finding(cx, &l)));
    }
}

fn finding(cx: &Context<'_>, listing: &Listing) -> Finding {
    let (low, high) = (listing.members.start(), listing.members.end());
    let members = if low == high { low.to_string() } else { format!("{low} to {high}") };
    let claim = &cx.claims[listing.claim];
    let stated = cx.prose.slice(claim.number);
    let message = format!("{stated} are announced, but the list has {members}");
    Finding {
        claims: vec![listing.claim],
        related: vec![Label { place: LabelPlace::Draft(listing.span), text: format!("{members} listed") }],
        computed: Some(Computed {
            stated: stated.into(),
            expected: members.clone(),
            because: format!("the list has {members} members"),
        }),
        help: Some("change the count, complete the list, or say that it is not complete".into()),
        ..Finding::new(&INFO, claim.span, message)
    }
}
