//! "According to X, …", "…, according to X", "…, as reported by X".

use crate::attribution::{Candidate, Style, phrase, reach};
use crate::prose::Prose;
use std::ops::Range;

pub(super) fn find(prose: &Prose<'_>, sentence: &Range<usize>, cue: Range<usize>) -> Option<Candidate> {
    let source = phrase::after(prose, cue.end, sentence.end)?;
    let content = reach::around(prose, sentence, cue.start..source.end, phrase::is_document(prose, &source));
    Some(Candidate {
        source: Some(source),
        cue,
        content,
        style: Style::AccordingTo,
        speaks: false,
        inner: false,
        inward: false,
    })
}
