//! Reach: which stretch of the text a cue covers.

use super::phrase::{self, Mark, mark};
use crate::prose::Prose;
use crate::vocab;
use std::ops::Range;

/// What stands before and after a cue with its source that is put into a sentence.
pub(super) fn around(prose: &Prose<'_>, sentence: &Range<usize>, cue: Range<usize>) -> Vec<Range<usize>> {
    vec![sentence.start..cue.start, cue.end..rest_end(prose, cue.end, sentence)]
}

/// How far the content goes on after a cue that stands inside it.
fn rest_end(prose: &Prose<'_>, start: usize, sentence: &Range<usize>) -> usize {
    match mark(prose, start) {
        Mark::Stop => start,
        _ => sentence.end,
    }
}

/// Where a clause that starts at `start` ends.
pub(super) fn clause_end(prose: &Prose<'_>, start: usize, ceiling: usize) -> usize {
    let _ = (prose, start);
    ceiling
}

/// The token after "in a statement", "on Monday", "reporters".
pub(super) fn adjuncts(prose: &Prose<'_>, start: usize, ceiling: usize, person: bool) -> usize {
    let mut at = start;
    if person && at < ceiling {
        at = phrase::after(prose, at, ceiling).map_or(at, |p| p.end);
    }
    while at < ceiling {
        let token = &prose.tokens[at];
        if phrase::is_day(token) {
            at += 1;
        } else if token.is(vocab::PREPOSITION) && at + 1 < ceiling {
            match phrase::after(prose, at + 1, ceiling) {
                Some(p) => at = p.end,
                None if phrase::is_day(&prose.tokens[at + 1]) => at += 2,
                None => break,
            }
        } else {
            break;
        }
    }
    at
}

/// The start of the content: after "that" or an opening quotation mark, where one stands close behind the cue.
pub(super) fn that(prose: &Prose<'_>, start: usize, ceiling: usize) -> usize {
    for i in start..ceiling.min(start + 14) {
        match mark(prose, i) {
            Mark::None => {}
            _ => break,
        }
        if prose.word(i) == "that" {
            return i + 1;
        }
    }
    start
}
