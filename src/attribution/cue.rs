//! Cues in the text: the longest phrase of `rules/vocab/cues.toml` at each token.

use crate::prose::Prose;
use crate::vocab::{CUES, Cue, CueShape, Meaning};
use std::ops::Range;

/// The readings that the words at a place have as a cue.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub tokens: Range<usize>,
    pub rows: Vec<&'static Cue>,
}

impl Hit {
    /// The readings as noun apart from the others; the first part is never empty.
    pub fn split(self) -> (Hit, Option<Hit>) {
        let (nouns, others): (Vec<_>, Vec<_>) = self.rows.iter().partition(|r| r.shape == CueShape::Noun);
        let hit = |rows| Hit { tokens: self.tokens.clone(), rows };
        match (nouns.is_empty(), others.is_empty()) {
            (true, _) => (hit(others), None),
            (_, true) => (hit(nouns.clone()), Some(hit(nouns))),
            _ => (hit(others), Some(hit(nouns))),
        }
    }
}

/// The longest cue that starts at token `i`.
pub(super) fn at(prose: &Prose<'_>, i: usize, ceiling: usize) -> Option<Hit> {
    let phrases = prose.tokens[i].lexeme().phrases;
    let mut hit: Option<Hit> = None;
    for phrase in phrases {
        let Meaning::Cue(row) = phrase.meaning else { continue };
        let end = i + 1 + phrase.rest.len();
        // Phrases come longest first.
        if hit.as_ref().is_some_and(|h| h.tokens.end > end) {
            break;
        }
        let fits = end <= ceiling
            && phrase.rest.iter().zip(&prose.tokens[i + 1..end]).all(|(word, token)| token.id.0 == *word);
        if fits {
            hit.get_or_insert_with(|| Hit { tokens: i..end, rows: Vec::new() }).rows.push(&CUES[row as usize]);
        }
    }
    hit
}
