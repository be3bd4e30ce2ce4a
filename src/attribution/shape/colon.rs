//! "SMITH: …" and "Council: 122,000 troops": a short name and a colon.

use crate::attribution::{Candidate, Style};
use crate::prose::Prose;
use crate::vocab;
use std::ops::Range;

/// The most words that a speaker's name has before its colon.
const NAME: usize = 8;

pub(super) fn transcript(prose: &Prose<'_>, sentence: &Range<usize>) -> Option<Candidate> {
    let colon = (sentence.start..sentence.end.min(sentence.start + NAME + 1)).find(|&i| prose.word(i) == ":")?;
    let name = sentence.start..colon;
    let capitals = prose.tokens[name.clone()].iter().filter(|t| t.capital).count();
    let words = prose.tokens[name.clone()].iter();
    let plain = words.clone().all(|t| {
        !t.is(vocab::AUXILIARY) && !t.is(vocab::PRONOUN) && !t.is(vocab::DETERMINER) && !t.is(vocab::SUBORDINATOR)
    });
    let document = prose.tokens[name.clone()].iter().any(|t| t.is(vocab::DOCUMENT));
    (plain && !name.is_empty() && (capitals * 2 > name.len() || document) && colon + 1 < sentence.end).then(|| {
        Candidate {
            source: Some(name),
            cue: colon..colon + 1,
            content: vec![colon + 1..sentence.end],
            style: Style::Colon,
            speaks: true,
            inner: false,
        }
    })
}
