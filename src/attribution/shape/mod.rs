//! Shapes: the ways in which source, cue and content stand together. One file a shape.

mod according;
mod colon;
mod document;
mod verb;

use super::cue;
use super::{Candidate, Style, speaker};
use crate::prose::Prose;
use crate::vocab::CueShape;
use std::ops::Range;

/// Every attribution that the cues of one sentence make, in order of their cues.
pub(super) fn find(prose: &Prose<'_>, sentence: &Range<usize>, out: &mut Vec<Candidate>) {
    let first = out.len();
    out.extend(colon::transcript(prose, sentence));
    let mut i = sentence.start;
    while i < sentence.end {
        if let Some(found) = document::within(prose, sentence, i) {
            out.push(found);
        }
        out.extend(colon::named(prose, sentence, i));
        let opens = prose.tokens[i].lexeme().cue;
        let hit = if opens { cue::at(prose, i, sentence.end) } else { None };
        let Some(hit) = hit else {
            i += 1;
            continue;
        };
        i = hit.tokens.end;
        let found = match hit.rows[0].shape {
            CueShape::Verb => {
                verb::find(prose, &speaker::inside(prose, sentence, hit.tokens.start), &hit, &out[first..])
            }
            CueShape::According => {
                according::find(prose, &speaker::inside(prose, sentence, hit.tokens.start), hit.tokens.clone())
            }
            CueShape::Hearsay => Some(Candidate {
                source: None,
                cue: hit.tokens.clone(),
                content: vec![sentence.start..hit.tokens.start, hit.tokens.end..sentence.end],
                style: Style::Said,
                speaks: false,
                inner: false,
            }),
        };
        out.extend(found);
    }
    if out.len() == first {
        out.extend(colon::intro(prose, sentence));
    }
}
