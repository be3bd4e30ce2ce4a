//! `--format claimreview`: schema.org ClaimReview as JSON-LD, for claims with a named speaker that the file bears on.
//! The rating is left to the person who publishes it.

use super::{Closing, Render, Run, View, people, sheet};
use crate::bind::Status;
use crate::document::Document;
use serde_json::json;
use std::io::{Result, Write};

/// The renderer.
pub struct ClaimReview;

impl Render for ClaimReview {
    fn name(&self) -> &'static str {
        "claimreview"
    }

    fn about(&self) -> &'static str {
        "ClaimReview JSON-LD drafts, without a rating"
    }

    fn head(&self, _run: &Run<'_>, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"[")
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        let view = View::new(run, document);
        let mut some = false;
        for (i, claim) in document.claims.iter().enumerate() {
            let Some(verdict) = document.verdicts.get(i).filter(|v| v.status != Status::Unverified) else { continue };
            let Some(said) = document.attributions[i].as_ref() else { continue };
            let Some(speaker) = said.resolved.or(said.source) else { continue };
            let row = sheet::row(&view, i);
            let url = view.figure(verdict).and_then(|(_, f)| f.url.as_deref());
            let review = json!({
                "@context": "https://schema.org",
                "@type": "ClaimReview",
                "datePublished": document.draft.front.date.map(|d| d.to_string()),
                "url": null,
                "claimReviewed": sheet::flat(view.text(document.sentences[claim.sentence])),
                "itemReviewed": {
                    "@type": "Claim",
                    "author": { "@type": "Thing", "name": sheet::flat(view.text(speaker)) },
                    "appearance": { "@type": "CreativeWork", "name": document.path },
                },
                "reviewBody": format!("{}: {}; {}", row.number, people::verdict(verdict.status), row.compared),
                "citation": url,
                "reviewRating": null,
            });
            write!(out, "{}{review}", if some { ",\n" } else { "\n" })?;
            some = true;
        }
        Ok(())
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn tail(&self, _run: &Run<'_>, _closing: &Closing, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"\n]\n")
    }
}
