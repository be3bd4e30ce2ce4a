//! Whose words are whose: the stretch of a sentence that belongs to one of its numbers, and how close a phrase stands to it.

use super::reading::{Occurrence, Reading};
use crate::claim::{Claim, Role};
use crate::prose::{Prose, Tag};
use crate::vocab;
use crate::vocab::scan::Kind;
use std::ops::Range;

/// How far from a claim a phrase stands; nearer is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// In its own noun phrase, or tied to it by a preposition.
    Own,
    /// In its own stretch of the sentence.
    Cell,
    /// Elsewhere in the sentence.
    Sentence,
    /// In a sentence this far away, twice the distance, one more if it follows.
    Near(u8),
    /// In the heading above.
    Heading,
}

/// Level and, within it, distance in tokens.
pub(super) type Closeness = (Level, u32);

/// How many tokens each way of a number are looked at, within its sentence.
const WINDOW: usize = 160;

/// A claim's place in its sentence.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Its stretch of the sentence.
    pub(super) tokens: Range<usize>,
    /// Its own noun phrase: number, unit and what hangs on it with "of".
    pub(super) noun: Range<usize>,
    /// The sentence, cut to the window.
    pub(super) sentence: Range<usize>,
    /// Where the stretch after the number stops being tied to it.
    pub(super) tied: usize,
}

impl Cell {
    /// How close an occurrence in the claim's own sentence stands.
    pub(super) fn closeness(&self, o: &Occurrence) -> Closeness {
        let (start, end) = (o.start as usize, o.end as usize);
        if o.within(&self.noun) || start >= self.noun.end && end <= self.tied {
            return (Level::Own, start.saturating_sub(self.noun.end) as u32);
        }
        let distance = if end <= self.noun.start + 1 {
            self.noun.start + 1 - end
        } else {
            20 + start.saturating_sub(self.noun.end)
        };
        let level = if o.within(&self.tokens) { Level::Cell } else { Level::Sentence };
        (level, distance as u32)
    }
}

/// The claims of each sentence, as places.
pub(super) struct Cells {
    cells: Vec<Cell>,
}

impl Cells {
    /// Cuts every sentence with claims into the stretches of its numbers.
    pub(super) fn new(reading: &Reading<'_>, claims: &[Claim]) -> Self {
        let mut cells = Vec::with_capacity(claims.len());
        let mut at = 0;
        while at < claims.len() {
            let sentence = claims[at].sentence;
            let count = claims[at..].iter().take_while(|c| c.sentence == sentence).count();
            cut(reading, sentence, &claims[at..at + count], &mut cells);
            at += count;
        }
        Self { cells }
    }

    /// The place of claim `i`.
    pub(super) fn of(&self, i: usize) -> &Cell {
        &self.cells[i]
    }
}

/// Tokens of a claim's number with a unit that stands right there.
fn phrase(prose: &Prose<'_>, claim: &Claim) -> Range<usize> {
    let mut range = claim.tokens.clone();
    if let Some(unit) = claim.quantity.unit.span {
        let (first, last) = (prose.token_at(unit.start), prose.token_at(unit.end.saturating_sub(1)));
        if first <= range.end + 1 && last + 1 >= range.start {
            range = range.start.min(first)..range.end.max(last + 1);
        }
    }
    range
}

fn cut(reading: &Reading<'_>, sentence: usize, claims: &[Claim], cells: &mut Vec<Cell>) {
    let prose = reading.prose;
    let whole = prose.sentences[sentence].range();
    let phrases: Vec<Range<usize>> = claims.iter().map(|c| phrase(prose, c)).collect();
    // Numbers that only narrow others part nothing.
    let counts = |i: usize| claims[i].role == Role::Claim;
    let mut before: Vec<Option<usize>> = Vec::with_capacity(claims.len());
    let mut last = None;
    for i in 0..claims.len() {
        before.push(last);
        if counts(i) {
            last = Some(i);
        }
    }
    let mut after: Option<usize> = None;
    let mut rows: Vec<Cell> = Vec::with_capacity(claims.len());
    for i in (0..claims.len()).rev() {
        let own = phrases[i].clone();
        let window = whole.start.max(own.start.saturating_sub(WINDOW))..whole.end.min(own.end + WINDOW);
        let from = match before[i] {
            Some(b) => boundary(reading, sentence, phrases[b].end.max(window.start)..apposed(prose, &own)).0,
            None => window.start,
        };
        let to = match after {
            Some(a) => boundary(reading, sentence, own.end..apposed(prose, &phrases[a]).min(window.end)).1,
            None => window.end,
        };
        let noun = own.start..of_complement(prose, own.end, to.max(own.end));
        let tied = tied(reading, sentence, noun.end, to);
        rows.push(Cell { tokens: from.min(own.start)..to.max(own.end), noun, sentence: window, tied });
        if counts(i) {
            after = Some(i);
        }
    }
    rows.reverse();
    cells.append(&mut rows);
}

/// Where a number starts, with the comma that hangs it on the words before: "that from Afghanistan|, 934, was lower".
fn apposed(prose: &Prose<'_>, number: &Range<usize>) -> usize {
    let comma = number.start.checked_sub(1).filter(|t| prose.is(*t, ","));
    let closes = matches!(prose.word(number.end), "," | "." | ";");
    let name = |t: usize| t > 0 && prose.tag(t - 1).is_noun();
    comma.filter(|t| closes && name(*t)).unwrap_or(number.start)
}

/// Where the stretch between two numbers is parted: the start of what belongs to the second, and the end of what
/// belongs to the first. Where nothing parts it, both have it all.
fn boundary(reading: &Reading<'_>, sentence: usize, between: Range<usize>) -> (usize, usize) {
    if between.is_empty() {
        return (between.start, between.start);
    }
    let prose = reading.prose;
    let names = reading.sentence(sentence);
    let inside = |i: usize| {
        let at = names.partition_point(|o| o.start as usize <= i);
        names[at.saturating_sub(6)..at].iter().any(|o| (o.start as usize) < i && i + 1 < o.end as usize)
    };
    let parts = |i: usize| {
        let word = prose.word(i);
        match prose.tokens[i].kind {
            Kind::Symbol => matches!(word, "," | ";" | "—" | "–" | ":" | "("),
            Kind::Word => {
                let word = word.to_ascii_lowercase();
                matches!(word.as_str(), "and" | "but" | "while" | "whereas" | "or" | "against" | "versus")
                    || i + 2 >= between.end && matches!(word.as_str(), "from" | "to" | "than" | "with")
            }
            _ => false,
        }
    };
    match between.clone().rev().find(|i| parts(*i) && !inside(*i)) {
        Some(i) => (i + 1, i),
        None => (between.start, between.end),
    }
}

/// The end of what hangs on a noun with "of": "18 percent | of the vote", "740 cases | of whooping cough".
fn of_complement(prose: &Prose<'_>, at: usize, end: usize) -> usize {
    if !prose.word(at).eq_ignore_ascii_case("of") || at >= end {
        return at;
    }
    let mut i = at + 1;
    while i < end && i < at + 8 {
        let token = &prose.tokens[i];
        let opens = i == at + 1 || token.is(vocab::DETERMINER) || token.is(vocab::POSSESSIVE);
        let closes = token.kind == Kind::Symbol && !matches!(prose.word(i), "-" | "’" | "'" | "&" | "/")
            || !opens && (token.is(vocab::PREPOSITION) || token.is(vocab::AUXILIARY) || token.is(vocab::CONJUNCTION));
        if closes {
            break;
        }
        i += 1;
    }
    i
}

/// Whether a word says how something was done: "badly", "seriously".
fn is_adverb(prose: &Prose<'_>, t: usize) -> bool {
    prose.tag(t) == Tag::Adverb || prose.tokens[t].is(vocab::ADVERB)
}

/// How far the words after a claim are tied to it: over prepositions, determiners, auxiliaries and adverbs to the end of
/// the first phrase of a pack.
fn tied(reading: &Reading<'_>, sentence: usize, from: usize, to: usize) -> usize {
    let prose = reading.prose;
    let occurrences = reading.sentence(sentence);
    let mut i = from;
    while i < to && i < from + 12 {
        let at = occurrences.partition_point(|o| (o.start as usize) < i);
        let here = occurrences[at..].iter().take_while(|o| o.start as usize == i).map(|o| o.end as usize).max();
        // "people were |seriously injured|": an adverb of a pack is not yet what the number is tied to.
        let adverbial = here.is_some_and(|end| (i..end).all(|t| is_adverb(prose, t)) && end < to);
        if let Some(end) = here.filter(|_| !adverbial) {
            return end.min(to);
        }
        let token = &prose.tokens[i];
        let closed = token.is(vocab::PREPOSITION.or(vocab::DETERMINER).or(vocab::AUXILIARY)) || is_adverb(prose, i);
        if !closed {
            return from;
        }
        i += 1;
    }
    from
}
