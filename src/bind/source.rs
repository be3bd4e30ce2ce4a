//! Which source of a pack a cited mention names.

use super::reading::{Occurrence, Reading};
use crate::attribution::Attribution;
use crate::span::Span;
use crate::vocab::{self, forms::Caps};
use std::ops::Range;

/// A source: number of its pack and of the source in it.
pub(super) type SourceId = (u32, u32);

/// The tokens under a span.
pub(super) fn tokens(reading: &Reading<'_>, span: Span) -> Range<usize> {
    if span.is_empty() {
        return 0..0;
    }
    reading.prose.token_at(span.start)..reading.prose.token_at(span.end - 1) + 1
}

/// The sources that a claim's attribution cites: at most one of each pack, by the mention at the cue or the fullest
/// earlier one. Full names count before "the council".
pub(super) fn cited(reading: &Reading<'_>, attribution: &Attribution) -> Vec<SourceId> {
    let mentions = [attribution.source, attribution.resolved];
    let spans = || mentions.iter().flatten();
    for by in [named, by_surname, by_head] {
        for span in spans() {
            let found = by(reading, tokens(reading, *span));
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// The source that relays the number, where the attribution is nested.
pub(super) fn relay(reading: &Reading<'_>, attribution: &Attribution) -> Vec<SourceId> {
    attribution.via.map_or_else(Vec::new, |span| named(reading, tokens(reading, span)))
}

/// The sources that a mention names by name or alias; longer names count before shorter ones.
fn named(reading: &Reading<'_>, mention: Range<usize>) -> Vec<SourceId> {
    let mut found = reading.find(mention.clone());
    found.retain(|o| {
        let phrase = &reading.index.phrases[o.phrase as usize];
        !phrase.sources.is_empty() && (phrase.proper() || stands_alone(reading, o))
    });
    found.sort_by_key(|o| (std::cmp::Reverse(o.end - o.start), o.start));
    first_of_each_pack(found.iter().flat_map(|o| &reading.index.phrases[o.phrase as usize].sources))
}

/// The sources that a person of a title and a surname speaks for, where the pack has the full name: "Mr. Vance".
fn by_surname(reading: &Reading<'_>, mention: Range<usize>) -> Vec<SourceId> {
    let prose = reading.prose;
    let mut found = reading.find(mention.clone());
    let titled = |o: &Occurrence| {
        let mut before = mention.start..o.start as usize;
        before.any(|t| prose.tokens[t].is(vocab::TITLE_ABBREVIATION.or(vocab::TITLE)))
    };
    found.retain(|o| !reading.index.phrases[o.phrase as usize].surnames.is_empty() && titled(o));
    first_of_each_pack(found.iter().flat_map(|o| &reading.index.phrases[o.phrase as usize].surnames))
}

/// The sources whose name ends in the mention's common noun, and no other source's of the pack does.
fn by_head(reading: &Reading<'_>, mention: Range<usize>) -> Vec<SourceId> {
    let mut found = reading.find(mention.clone());
    found.retain(|o| !reading.index.phrases[o.phrase as usize].heads.is_empty() && stands_alone(reading, o));
    first_of_each_pack(found.iter().flat_map(|o| &reading.index.phrases[o.phrase as usize].heads))
}

/// Whether a common noun stands for the organisation by itself: "the council", but not "the Arts Council" or "the
/// council of Leeds".
fn stands_alone(reading: &Reading<'_>, o: &Occurrence) -> bool {
    let prose = reading.prose;
    let capital = |i: usize| Caps::of(prose.word(i)) != Caps::Lower;
    let before = (o.start as usize).checked_sub(1).filter(|i| capital(*i));
    let opens = before.is_some_and(|i| prose.sentences[prose.sentence_of(i)].range().start == i);
    let title = before.is_some_and(|i| matches!(prose.word(i), "The" | "A" | "An" | "Its" | "Their" | "This"));
    let after = o.end as usize;
    let of_name = matches!(prose.word(after), "of" | "for") && (capital(after + 1) || capital(after + 2));
    (before.is_none() || opens && title) && !of_name
}

fn first_of_each_pack<'s>(all: impl Iterator<Item = &'s SourceId>) -> Vec<SourceId> {
    let mut first: Vec<SourceId> = Vec::new();
    for id in all {
        if !first.iter().any(|(pack, _)| *pack == id.0) {
            first.push(*id);
        }
    }
    first
}
