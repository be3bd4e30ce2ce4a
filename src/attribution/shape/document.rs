//! "In a CNN poll last month, …": a document after a preposition.

use crate::attribution::{Candidate, Style, phrase, reach};
use crate::prose::Prose;
use crate::vocab;
use std::ops::Range;

pub(super) fn within(prose: &Prose<'_>, sentence: &Range<usize>, i: usize) -> Option<Candidate> {
    if !matches!(prose.word(i), "in" | "In" | "per" | "Per") {
        return None;
    }
    let per = matches!(prose.word(i), "per" | "Per");
    let source = phrase::after(prose, i + 1, sentence.end)?;
    let named = |r: &Range<usize>| prose.tokens[r.clone()].iter().any(|t| t.capital);
    let fits = match per {
        true => named(&source) && prose.tokens[source.start].capital,
        false => phrase::holds(prose, &source, vocab::POLL),
    };
    if !fits {
        return None;
    }
    let content = reach::around(prose, sentence, i..source.end);
    Some(Candidate { source: Some(source), cue: i..i + 1, content, style: Style::Document })
}
