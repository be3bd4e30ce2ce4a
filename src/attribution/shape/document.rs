//! "In a CNN poll last month, …": a document after a preposition.

use crate::attribution::phrase::{self, Mark, mark};
use crate::attribution::{Candidate, Style, reach};
use crate::prose::Prose;
use crate::vocab::{self, words};
use std::ops::Range;

pub(super) fn within(prose: &Prose<'_>, sentence: &Range<usize>, i: usize) -> Option<Candidate> {
    if !prose.is_any(i, words!["in", "per", "under"]) {
        return None;
    }
    let under = prose.is(i, "under");
    let per = prose.is(i, "per");
    let source = phrase::after(prose, i + 1, sentence.end)?;
    // The poll itself must be named, not a poll somewhere in what follows: "in Florida to use his poll numbers".
    let head = (source.start..source.end).find(|&j| prose.tokens[j].is(vocab::PREPOSITION)).unwrap_or(source.end);
    let head = source.start..head;
    let named = |r: &Range<usize>| prose.tokens[r.clone()].iter().any(|t| t.capital);
    let fits = match per {
        // "Per the Courier, …"
        true => {
            let apart = i == sentence.start || mark(prose, i - 1) == Mark::Comma;
            let determined = apart && prose.tokens[source.start].is(vocab::DETERMINER);
            named(&source) && prose.tokens[source.start + usize::from(determined && source.len() > 1)].capital
        }
        false if under => i == sentence.start && prose.tokens[head.end - 1].is(vocab::LAW),
        false => {
            prose.tokens[head.end - 1].is(vocab::POLL)
                || head.len() > 1 && prose.tokens[head.end - 2].is(vocab::POLL)
                || phrase::holds(prose, &head, vocab::POLL)
                // "in the Post's average of recent polls"
                || prose.is(head.end - 1, "average")
                    && named(&head)
                    && source.clone().any(|j| prose.is_any(j, words!["polls", "surveys"]))
        }
    };
    if !fits {
        return None;
    }
    let content = reach::around(prose, sentence, i..source.end, true);
    Some(Candidate {
        source: Some(source),
        cue: i..i + 1,
        content,
        style: Style::Document,
        speaks: false,
        inner: false,
        inward: false,
    })
}
