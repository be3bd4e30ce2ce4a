//! "SMITH: …" and "Council: 122,000 troops": a short name and a colon.

use crate::attribution::phrase::{self, Mark, mark};
use crate::attribution::{Candidate, Style, reach};
use crate::prose::{Prose, Sentence};
use crate::vocab::{
    self,
    scan::{Gap, Kind},
};
use std::ops::Range;

/// The most words that a speaker's name has before its colon.
const NAME: usize = 8;
/// How far before a colon the subject of its clause may stand.
const CLAUSE: usize = 40;
/// The most sentences that a speaker's turn goes on for.
const TURN: usize = 40;

pub(super) fn transcript(prose: &Prose<'_>, sentence: &Range<usize>) -> Option<Candidate> {
    let colon = (sentence.start..sentence.end.min(sentence.start + NAME + 1)).find(|&i| prose.is(i, ":"))?;
    let name = sentence.start..colon;
    let capitals = prose.tokens[name.clone()].iter().filter(|t| t.capital).count();
    let words = prose.tokens[name.clone()].iter();
    let plain = words.clone().all(|t| {
        !t.is(vocab::AUXILIARY) && !t.is(vocab::PRONOUN) && !t.is(vocab::DETERMINER) && !t.is(vocab::SUBORDINATOR)
    });
    let next = colon + 1;
    let number = prose.tokens.get(next).is_some_and(|t| t.kind == Kind::Number);
    let another = (next..sentence.end.min(next + 8)).any(|i| prose.is(i, ":"));
    let said = sentence.end.saturating_sub(next) >= 3 && !number && !another;
    let shouted = prose.word(sentence.start).chars().all(char::is_uppercase);
    let voice =
        name.len() > 1 || shouted || mark(prose, next) == Mark::Quote || prose.tokens[sentence.start].gap == Gap::Line;
    // Its content stands above it.
    let source_line = ["source", "sources", "note", "notes"].iter().any(|w| prose.tokens[sentence.start].is_text(w));
    let document = prose.tokens[name.clone()].iter().any(|t| t.is(vocab::DOCUMENT));
    (said
        && voice
        && plain
        && !source_line
        && !name.is_empty()
        && !reach::is_verb(&prose.tokens[colon - 1])
        && !prose.word(colon - 1).ends_with("ed")
        && !matches!(prose.word(next), "$" | "£" | "€")
        && (capitals * 2 > name.len() || document)
        && colon + 1 < sentence.end)
        .then(|| Candidate {
            source: Some(name),
            cue: colon..colon + 1,
            content: vec![colon + 1..if shouted { turn_end(prose, sentence) } else { sentence.end }],
            style: Style::Colon,
            speaks: true,
            inner: false,
            inward: false,
        })
}

/// Where the turn of a speaker ends whose name opens a sentence: "SMITH: We lost 40. |" It goes on to the end of the
/// paragraph, or to the next name.
fn turn_end(prose: &Prose<'_>, sentence: &Range<usize>) -> usize {
    let at = prose.sentence_of(sentence.start);
    let block = prose.sentences[at].block;
    let opens = |s: &&Sentence| {
        let start = s.range().start;
        s.block == block && !(prose.is(start + 1, ":") && prose.word(start).chars().all(char::is_uppercase))
    };
    prose.sentences[at + 1..].iter().take(TURN).take_while(opens).last().map_or(sentence.end, |s| s.range().end)
}

/// "… - Philip Bump: “…”": a name and a colon before a quotation, inside a sentence.
pub(super) fn named(prose: &Prose<'_>, sentence: &Range<usize>, colon: usize) -> Option<Candidate> {
    if !prose.is(colon, ":")
        || colon + 1 >= sentence.end
        || mark(prose, colon + 1) != Mark::Quote
        || colon <= sentence.start
        || prose.tag(colon - 1).is_verb()
    {
        return None;
    }
    let named = |source: &Range<usize>| {
        let tokens = &prose.tokens[source.clone()];
        tokens.iter().any(|t| t.capital || t.is(vocab::DOCUMENT.or(vocab::PERSON_NOUN).or(vocab::ORGANISATION_NOUN)))
    };
    let near = sentence.start.max(colon.saturating_sub(CLAUSE));
    let source = phrase::before(prose, sentence.start, colon)
        .filter(named)
        // "The club was blunt: “…”"
        .or_else(|| phrase::main_subject(prose, near..colon).filter(named));
    source.map(|source| Candidate {
        source: Some(source),
        cue: colon..colon + 1,
        content: vec![colon + 1..sentence.end],
        style: Style::Colon,
        speaks: true,
        inner: false,
        inward: false,
    })
}

/// "Transcript as follows:": a line without a cue of its own that introduces what stands below it.
pub(super) fn intro(prose: &Prose<'_>, sentence: &Range<usize>) -> Option<Candidate> {
    let colon = sentence.end.checked_sub(1).filter(|c| prose.is(*c, ":") && *c > sentence.start)?;
    let source = phrase::after(prose, sentence.start, colon)?;
    Some(Candidate {
        source: Some(source),
        cue: colon..colon + 1,
        content: Vec::new(),
        style: Style::Colon,
        speaks: true,
        inner: false,
        inward: false,
    })
}
