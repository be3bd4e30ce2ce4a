//! Speakers: who says what stands between quotation marks.

use super::{Candidate, Style};
use crate::prose::{Prose, Quotation};
use crate::span::Span;
use std::ops::Range;

/// A quotation as tokens.
fn tokens(prose: &Prose<'_>, quotation: &Quotation) -> Range<usize> {
    prose.token_at(quotation.span.start)..prose.token_at(quotation.span.end.saturating_sub(1)) + 1
}

/// Lets contents that reach into a quotation, or out of the sentence it ends in, cover it whole.
pub(super) fn stretch(prose: &Prose<'_>, candidate: &mut Candidate) {
    let cue = prose.tokens[candidate.cue.start].span;
    for content in candidate.content.iter_mut().filter(|c| c.start < c.end) {
        let (first, last) = (prose.tokens[content.start].span, prose.tokens[content.end - 1].span);
        for (edge, opening) in [(first, true), (last, false)] {
            let Some(quotation) = holding(prose, edge) else { continue };
            if quotation.span.contains(cue) {
                continue;
            }
            let whole = tokens(prose, quotation);
            if opening {
                content.start = content.start.min(whole.start);
            } else {
                content.end = content.end.max(whole.end);
            }
        }
    }
}

/// The part of a sentence that a cue at `i` can reach: within its quotation, if it stands in one.
pub(super) fn inside(prose: &Prose<'_>, sentence: &Range<usize>, i: usize) -> Range<usize> {
    match holding(prose, prose.tokens[i].span) {
        Some(quotation) => {
            let whole = tokens(prose, quotation);
            whole.start.max(sentence.start)..whole.end.min(sentence.end)
        }
        None => sentence.clone(),
    }
}

/// Whether a candidate stands inside a quotation and only tells what its speaker thinks.
pub(super) fn is_inner(prose: &Prose<'_>, candidate: &Candidate) -> bool {
    let quoted = holding(prose, prose.tokens[candidate.cue.start].span).is_some();
    let own = |r: &Range<usize>| {
        let first = prose.word(r.start).to_ascii_lowercase();
        r.len() == 1
            && matches!(first.as_str(), "i" | "we" | "you" | "they" | "he" | "she" | "it" | "who" | "that" | "which")
    };
    quoted
        && (!matches!(candidate.style, Style::AccordingTo | Style::Document)
            || candidate.source.as_ref().is_none_or(own))
}

/// The quotation that holds a span.
pub(super) fn holding<'p>(prose: &'p Prose<'_>, span: Span) -> Option<&'p Quotation> {
    let i = prose.quotations.partition_point(|q| q.span.end < span.end);
    prose.quotations.get(i).filter(|q| q.holds(span))
}

/// Attributions of quotations that no cue of their own sentence covers: they go on from the one before.
/// Only those in sentences that are `wanted`, by sentence.
pub(super) fn carry(prose: &Prose<'_>, candidates: &[Candidate], wanted: &[bool]) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let mut next = 0;
    let mut last: Option<(&Candidate, u32)> = None;
    let mut open_before = None;
    for quotation in &prose.quotations {
        let range = tokens(prose, quotation);
        if !wanted.get(prose.sentence_of(range.start)).is_some_and(|w| *w) {
            continue;
        }
        while next < candidates.len() && candidates[next].cue.start < range.start {
            let outside = holding(prose, prose.tokens[candidates[next].cue.start].span).is_none();
            if outside && candidates[next].speaks && candidates[next].source.is_some() {
                last = Some((&candidates[next], block(prose, candidates[next].cue.start)));
            }
            next += 1;
        }
        let here = block(prose, range.start);
        let covered = candidates[next.saturating_sub(8)..(next + 8).min(candidates.len())].iter().any(|c| {
            let outside = !(range.start <= c.cue.start && c.cue.start < range.end);
            outside && c.content.iter().any(|r| r.start <= range.start && range.end <= r.end)
        });
        if covered || range.len() < 6 {
            open_before = (!quotation.closed).then_some(here);
            continue;
        }
        let from = last.filter(|(_, b)| *b == here || here - b <= 1 || open_before == Some(here.wrapping_sub(1)));
        out.push(Candidate {
            source: from.and_then(|(c, _)| c.source.clone()),
            cue: from.map_or(range.start..range.start, |(c, _)| c.cue.clone()),
            content: vec![range.clone()],
            style: Style::Quote,
            speaks: true,
            inner: false,
            inward: false,
        });
        if let Some((candidate, _)) = from {
            last = Some((candidate, here));
        }
        open_before = (!quotation.closed).then_some(here);
    }
    out
}

fn block(prose: &Prose<'_>, token: usize) -> u32 {
    prose.sentences[prose.sentence_of(token).min(prose.sentences.len() - 1)].block
}
