//! Shapes: the ways in which source, cue and content stand together. One file a shape.

mod according;
mod colon;
mod document;
mod nominal;
mod verb;

use super::cue;
use super::{Candidate, Style, speaker};
use crate::prose::Prose;
use crate::vocab::CueShape;
use std::ops::Range;

/// How many attributions back in its sentence one is compared with, and how many tokens each way a cue can reach, so
/// that hostile text costs no more than good copy.
const NEAR: usize = 16;
const REACH: usize = 400;

/// The part of a sentence that a cue at `i` can reach.
fn clip(prose: &Prose<'_>, sentence: &Range<usize>, i: usize) -> Range<usize> {
    near(&speaker::inside(prose, sentence, i), i)
}

fn near(sentence: &Range<usize>, i: usize) -> Range<usize> {
    sentence.start.max(i.saturating_sub(REACH))..sentence.end.min(i + REACH)
}

/// Every attribution that the cues of one sentence make, in order of their cues.
pub(super) fn find(prose: &Prose<'_>, sentence: &Range<usize>, out: &mut Vec<Candidate>) {
    let first = out.len();
    out.extend(colon::transcript(prose, sentence));
    let mut i = sentence.start;
    while i < sentence.end {
        out.extend(document::within(prose, &near(sentence, i), i));
        // "said of Smith: “…”" is the verb's.
        if prose.is(i, ":") && !out[first..].iter().rev().take(NEAR).any(|c| c.covers(i)) {
            out.extend(colon::named(prose, sentence, i));
        }
        let opens = prose.tokens[i].lexeme().cue;
        let hit = if opens { cue::at(prose, i, sentence.end) } else { None };
        let Some(hit) = hit else {
            i += 1;
            continue;
        };
        let (hit, nouns) = hit.split();
        i = hit.tokens.end;
        let reach = clip(prose, sentence, hit.tokens.start);
        let found = match hit.rows[0].shape {
            CueShape::Verb => verb::find(prose, &reach, &hit, &out[first.max(out.len().saturating_sub(NEAR))..]),
            CueShape::According => according::find(prose, &reach, hit.tokens.clone()),
            CueShape::Hearsay => Some(hearsay(&reach, hit.tokens.clone())),
            CueShape::Noun => None,
        };
        let found = found.or_else(|| nominal::find(prose, &reach, &nouns.filter(|n| n.tokens == hit.tokens)?));
        out.extend(found);
    }
    if out.len() == first {
        out.extend(colon::intro(prose, sentence));
    }
}

/// "reportedly": nobody is named.
fn hearsay(sentence: &Range<usize>, cue: Range<usize>) -> Candidate {
    Candidate {
        source: None,
        content: vec![sentence.start..cue.start, cue.end..sentence.end],
        cue,
        style: Style::Said,
        speaks: false,
        inner: false,
        inward: false,
    }
}
