//! Where drafts state a figure of one measure.

use super::model::Number;
use super::{Run, View, people, sheet};
use crate::bind::{Reason, Status};
use crate::document::Document;
use crate::rules::{Measure, Pack, describe};
use serde::Serialize;

/// A number that is bound to the measure.
#[derive(Serialize)]
pub struct Use {
    path: String,
    line: Option<usize>,
    column: Option<usize>,
    place: Option<String>,
    text: String,
    value: Option<Number>,
    status: Status,
    reason: Option<Reason>,
    pack: String,
    measure: String,
    /// What it was compared with, in words; without its value where that may not be printed yet.
    figure: Option<String>,
    #[serde(skip)]
    at: String,
}

/// Whether a measure is meant by its own name, or by its pack's and its own.
pub fn is_meant(pack: &Pack, measure: &Measure, name: &str) -> bool {
    match name.split_once('/') {
        Some((of, id)) => pack.name == of && measure.id == id,
        None => measure.id == name,
    }
}

/// The numbers of a draft that are bound to the measure of this name.
pub fn of_document(run: &Run<'_>, document: &Document<'_>, name: &str) -> Vec<Use> {
    let view = View::new(run, document);
    let one = |(i, verdict): (usize, &crate::bind::Verdict)| {
        let (pack, measure) = verdict.measure.and_then(|(p, m)| {
            let pack = run.rules?.packs.get(p)?;
            Some((pack, pack.measures.get(m)?))
        })?;
        if !is_meant(pack, measure, name) {
            return None;
        }
        let claim = &document.claims[i];
        let at = view.span(claim.span);
        let figure = view.figure(verdict).map(|(pack, figure)| {
            let secret = figure.embargoed(document.draft.front.date);
            format!("{} ({}:{})", describe::figure(pack, figure, secret), figure.path, figure.line)
        });
        Some(Use {
            path: document.path.clone(),
            line: at.line,
            column: at.column,
            place: at.place.map(str::to_string),
            text: sheet::flat(view.text(claim.span)),
            value: claim.quantity.value.map(Number),
            status: verdict.status,
            reason: verdict.reason,
            pack: pack.name.clone(),
            measure: measure.id.clone(),
            figure,
            at: view.at(claim.span),
        })
    };
    document.verdicts.iter().enumerate().filter_map(one).collect()
}

impl std::fmt::Display for Use {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} – {}", self.at, self.text, people::verdict(self.status))?;
        if let Some(reason) = self.reason {
            write!(f, ", {}", crate::bind::why_not(reason))?;
        }
        match &self.figure {
            Some(figure) => write!(f, "; on file: {figure}"),
            None => Ok(()),
        }
    }
}
