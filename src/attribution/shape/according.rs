//! "According to X, …", "…, according to X", "…, as reported by X".

use crate::attribution::{Candidate, Style, phrase, reach};
use crate::prose::{Prose, is_plural};
use crate::vocab;
use std::ops::Range;

pub(super) fn find(prose: &Prose<'_>, sentence: &Range<usize>, cue: Range<usize>) -> Option<Candidate> {
    let source = phrase::after(prose, cue.end, sentence.end)?;
    if !names(prose, &source) {
        return None;
    }
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

/// "according to size" names nobody.
fn names(prose: &Prose<'_>, source: &Range<usize>) -> bool {
    const ALONE: vocab::Class =
        vocab::DOCUMENT.or(vocab::ORGANISATION).or(vocab::ORGANISATION_NOUN).or(vocab::PERSON_NOUN).or(vocab::PRONOUN);
    let token = &prose.tokens[source.start];
    source.len() > 1 || token.capital || token.is(ALONE) || is_plural(prose.word(source.start))
}
