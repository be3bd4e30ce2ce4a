//! How an attribution spreads over more than its own sentence: the list or table that its sentence introduces, the table
//! above a "Source:" line.

use super::phrase::{self, Mark, mark};
use super::{Candidate, Style, speaker};
use crate::draft::BlockKind;
use crate::prose::{Prose, Sentence};
use std::ops::Range;

/// The most sentences that a list or table is followed over.
const LONGEST: usize = 400;

/// The most tokens of its own that a cue has which only introduces: "that:".
const BARE: usize = 2;

/// The most words of a line that tells who said the quotation above it.
const SIGNED: usize = 10;

/// Lets "The poll found:" cover the list, table or quotation that comes next, or else the next paragraph.
pub(super) fn introduce(prose: &Prose<'_>, candidates: &mut [Candidate]) {
    for candidate in candidates {
        let at = prose.sentence_of(candidate.cue.start);
        let Some(sentence) = prose.sentences.get(at) else { continue };
        let end = sentence.range().end;
        // "See below:" names nobody; what it introduces may be anything.
        let named = candidate.style != Style::Colon && candidate.source.is_some() && !candidate.inner;
        let reaches = candidate.content.iter().all(|r| r.is_empty()) || candidate.content.iter().any(|r| r.end >= end);
        if named && reaches && prose.word(end - 1) == ":" {
            let bare = candidate.content.iter().map(|r| r.len()).sum::<usize>() <= BARE;
            candidate.content.extend(below(prose, at, bare));
        }
    }
}

/// The tokens that the sentence at `at` introduces: a list, or the next paragraph if the cue says nothing else (`bare`).
fn below(prose: &Prose<'_>, at: usize, bare: bool) -> Option<Range<usize>> {
    let next = prose.sentences.get(at + 1)?;
    let own = prose.sentences[at].block;
    let start = next.range().start;
    let listed = |s: &&Sentence| in_list(prose, s);
    let last = match in_list(prose, next) {
        true => prose.sentences[at + 1..].iter().take(LONGEST).take_while(listed).last(),
        false if !bare => None,
        false => prose.sentences[at + 1..].iter().take(LONGEST).take_while(|s| s.block <= own + 1).last(),
    }?;
    Some(start..last.range().end)
}

/// Whether a sentence stands in a list, a table or a block quotation, or opens with a bullet.
pub(super) fn in_list(prose: &Prose<'_>, sentence: &Sentence) -> bool {
    let kind = prose.blocks.get(sentence.block as usize).map(|b| b.kind);
    matches!(kind, Some(BlockKind::Item { .. } | BlockKind::Cell { .. } | BlockKind::Quote))
        || matches!(prose.word(sentence.range().start), "•" | "*" | "-" | "–" | "—" | "l" | "▪" | "·")
}

/// The lines below quotations that sign them.
pub(super) fn signatures<'p>(prose: &'p Prose<'_>) -> impl Iterator<Item = Candidate> + 'p {
    (0..prose.sentences.len()).filter_map(|at| signature(prose, at))
}

/// "— Ann Roe": a line that tells who said the quotation above it.
fn signature(prose: &Prose<'_>, at: usize) -> Option<Candidate> {
    let tokens = prose.sentences[at].range();
    let dash = matches!(prose.word(tokens.start), "-" | "–" | "—");
    let end = if mark(prose, tokens.end - 1) == Mark::Stop { tokens.end - 1 } else { tokens.end };
    let name = tokens.start + 1..end;
    let named = dash && (2..=SIGNED).contains(&name.len()) && prose.tokens[name.start].capital;
    let above = &prose.sentences[at.checked_sub(1).filter(|_| named)?];
    let quotation = speaker::holding(prose, prose.tokens[above.range().end - 1].span)?;
    if above.block == prose.sentences[at].block {
        return None;
    }
    let close = (name.start..name.end).find(|&i| mark(prose, i) != Mark::None).unwrap_or(name.end);
    let content = prose.token_at(quotation.span.start)..above.range().end;
    Some(Candidate {
        source: Some(name.start..close),
        cue: tokens.start..tokens.start + 1,
        content: vec![content],
        style: Style::Quote,
        speaks: true,
        inner: false,
        inward: false,
    })
}

/// "Source: Office for National Statistics": covers the table above it, or the paragraph.
pub(super) fn source_lines(prose: &Prose<'_>) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (at, sentence) in prose.sentences.iter().enumerate() {
        let tokens = sentence.range();
        let line = matches!(prose.word(tokens.start), "Source" | "Sources" | "SOURCE" | "SOURCES")
            && prose.word(tokens.start + 1) == ":";
        if !line {
            continue;
        }
        let Some(source) = phrase::after(prose, tokens.start + 2, tokens.end) else { continue };
        let Some(content) = above(prose, at) else { continue };
        out.push(Candidate {
            source: Some(source),
            cue: tokens.start..tokens.start + 2,
            content: vec![content],
            style: Style::Document,
            speaks: false,
            inner: false,
            inward: false,
        });
    }
    out
}

/// The table or the block before the sentence at `at`; within its own block, what stands before it.
fn above(prose: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let own = prose.sentences[at].block;
    let table = |s: &Sentence| match prose.blocks.get(s.block as usize).map(|b| b.kind) {
        Some(BlockKind::Cell { table, .. }) => Some(table),
        _ => None,
    };
    let before = at.checked_sub(1).map(|b| &prose.sentences[b])?;
    let same = |s: &&Sentence| match table(before) {
        Some(number) => table(s) == Some(number),
        None => s.block == before.block && (before.block == own || s.block + 1 == own),
    };
    let first = prose.sentences[..at].iter().rev().take(LONGEST).take_while(same).last()?;
    Some(first.range().start..before.range().end)
}
