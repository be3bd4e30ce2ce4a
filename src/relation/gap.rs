//! Gaps: leads, margins, majorities and differences between two numbers, neither of which comes first.

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::{Gap, Relation};
use crate::quantity::Kind;
use crate::vocab::{self, words};
use std::ops::Range;

/// The most tokens between a gap and the two numbers that it lies between.
const SPREAD: usize = 8;

/// Finds the gaps of a draft.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    for size in 0..r.claims.len() {
        let quantity = &r.claims[size].quantity;
        if matches!(quantity.kind, Kind::Score | Kind::Multiple | Kind::Ratio | Kind::Percent | Kind::Vague) {
            continue;
        }
        let Some(phrase) = phrase(r, size) else { continue };
        if r.any(r.sentence(size), vocab::PARTIAL) {
            out.extend(final_score(r, size, &phrase).map(Relation::Gap));
            continue;
        }
        let by = r.text_is(phrase.start, &["by"]);
        let found = scores(r, size, &phrase)
            .or_else(|| before(r, size, &phrase).filter(|_| !by))
            .or_else(|| after(r, size, &phrase))
            .or_else(|| score_before(r, size, &phrase));
        if let Some((one, other, across)) = found {
            out.push(Relation::Gap(Gap { one, other, size, across }));
        }
    }
}

/// The words of a stated gap, from the noun or verb that opens it to the one that closes it.
fn phrase(r: &Reading<'_>, size: usize) -> Option<Range<usize>> {
    let tokens = r.tokens(size);
    let lead = r.lead(size);
    let gap = vocab::GAP_NOUN;
    // "a 12-point margin", "a six-point lead", "27 seconds behind".
    let mut tail = tokens.end;
    if r.text_is(tail, &["-"]) {
        tail += 1;
    }
    let points = operand::points(&r.claims[size]) && tokens.len() > 1;
    let game = r.is(tail, vocab::VICTORY_NOUN) && (tail > tokens.end || points);
    if game || r.is(tail, gap) || r.text_is(tail, &["behind", "ahead", "clear", "apart"]) {
        return Some(lead.map_or(r.sentence(size).start, |l| l + 1)..tail + 1);
    }
    let lead = lead?;
    // "a gap of $11,300", "by a margin of 33", "won by 1,214 votes", "leads by seven points".
    if r.text_is(lead, &["of"]) && r.is(lead.checked_sub(1)?, gap) {
        let mut open = lead - 1;
        while open > 0 && r.is(open - 1, vocab::DETERMINER.or(vocab::POSSESSIVE)) {
            open -= 1;
        }
        return Some(open..tokens.end);
    }
    if r.text_is(lead, &["by"]) {
        return Some(lead..tokens.end);
    }
    // "The gap between the two candidates is 5 points": the noun is the subject.
    let sentence = r.sentence(size);
    let subject = sentence.start.max(lead.saturating_sub(SPREAD))..lead;
    let opens = |i: usize| i <= sentence.start + 1 && r.is(i, gap);
    let noun = subject.into_iter().find(|&i| opens(i)).filter(|_| r.is(lead, vocab::BE))?;
    r.runs_on(noun..lead).then_some(noun..tokens.end)
}

/// "leads by seven points, 52–47"; "won 27-14, a 12-point margin"; "by 61 votes to 38, a majority of 33".
fn scores(r: &Reading<'_>, size: usize, phrase: &Range<usize>) -> Option<(usize, usize, bool)> {
    let peers = r.peers(size);
    // "overcame a 17-point deficit to win, 31-27": the margin of another time of the game.
    let noun = r.prose.is_any(phrase.end - 1, words!["deficit", "lead", "advantage", "cushion", "edge"]);
    if noun && r.any(r.sentence(size).start..phrase.start, vocab::OVERCOMING) {
        return None;
    }
    for score in [size.checked_sub(1), Some(size + 1)].into_iter().flatten().filter(|c| peers.contains(c)) {
        if r.claims[score].quantity.kind != Kind::Score || r.claims[score].quantity.range.is_none() {
            continue;
        }
        let gap = if score < size { r.tokens(score).end..phrase.start } else { phrase.end..r.tokens(score).start };
        // Sets of a match come as several scores.
        let alone = peers.clone().filter(|&c| r.claims[c].quantity.kind == Kind::Score).count() == 1;
        if alone && gap.len() <= SPREAD && r.runs_on(gap.clone()) && gap.into_iter().any(|i| r.symbol(i)) {
            return Some((score, score, false));
        }
    }
    None
}

/// "led 58-51 at the half and won, 104-89; the 15-point victory": a sentence with several scores, none of which gives
/// the margin. The last one is meant.
fn final_score(r: &Reading<'_>, size: usize, phrase: &Range<usize>) -> Option<Gap> {
    let scores = || r.peers(size).filter(|&c| r.claims[c].quantity.kind == Kind::Score);
    let sides = |c: usize| r.claims[c].quantity.range;
    let last = scores().rfind(|&c| c < size)?;
    let game = r.is(phrase.end - 1, vocab::VICTORY_NOUN) && r.prose.is(r.tokens(size).start.saturating_sub(1), "the");
    // The sides of a match of many points lie far above those of sets and goals.
    let large = scores().all(|c| sides(c).is_some_and(|(a, b)| a + b >= rust_decimal::Decimal::from(30)));
    let stated = r.claims[size].quantity.value?;
    let fits = scores().any(|c| sides(c).is_some_and(|(a, b)| (a - b).abs() == stated));
    (game && large && !fits).then_some(Gap { one: last, other: last, size, across: false })
}

/// "The home side led 88–71. The 17-point cushion proved enough.": the only score of the sentence before.
fn score_before(r: &Reading<'_>, size: usize, phrase: &Range<usize>) -> Option<(usize, usize, bool)> {
    let sentence = r.sentence(size);
    let start = r.tokens(size).start;
    let opens = phrase.start <= sentence.start + 1 && r.prose.is(sentence.start, "the") && start <= sentence.start + 1;
    let before =
        |c: &usize| r.claims[*c].quantity.kind == Kind::Score && r.claims[*c].sentence + 1 == r.claims[size].sentence;
    let mut scores = r.near(size, 1).filter(|&c| r.claims[c].quantity.kind == Kind::Score);
    let score = scores.next().filter(|c| before(c) && scores.next().is_none())?;
    let noun = phrase.end.checked_sub(1)?;
    // A lead may be of another time of the game, unless the score is one.
    let leads =
        r.sentence(score).any(|i| r.prose.is_any(i, words!["led", "leads", "lead", "leading", "ahead", "trailed"]));
    let ended = r.is(noun, vocab::VICTORY_NOUN) && !r.prose.is_any(noun, words!["lead", "deficit"]);
    let partial = !leads && r.any(r.sentence(score), vocab::PARTIAL);
    let whole = r.claims[score].quantity.range.is_some();
    (opens && whole && !partial && (ended || leads)).then_some((score, score, true))
}

/// The two numbers before the gap: "men earned $52,400 and women $43,100, a gap of $11,300".
fn before(r: &Reading<'_>, size: usize, phrase: &Range<usize>) -> Option<(usize, usize, bool)> {
    let near = r.near(size, 2);
    let other = size.checked_sub(1).filter(|c| near.contains(c))?;
    let one = other.checked_sub(1).filter(|c| near.contains(c))?;
    if !comparable(r, size, one, other) {
        return None;
    }
    let same = r.claims[other].sentence == r.claims[size].sentence;
    let open = phrase.start.checked_sub(1)?;
    let sentence = r.sentence(size);
    let gap = r.tokens(other).end..phrase.start;
    let fits = if same {
        r.opens_aside(open) && gap.len() <= SPREAD && r.runs_on(gap) || giving(r, other, phrase)
    } else {
        // "The majority of 1,935 was": the sentence opens with the gap, and the two before it stand close together.
        phrase.start == sentence.start && r.claims[other].sentence + 1 == r.claims[size].sentence
    };
    let close = r.claims[other].sentence - r.claims[one].sentence <= 1 && !same
        || r.claims[one].sentence == r.claims[other].sentence;
    // A third number of the kind makes it unclear which two are meant.
    let third = one.checked_sub(1).filter(|&c| near.contains(&c) && r.claims[c].sentence == r.claims[one].sentence);
    let crowded = third.is_some_and(|c| comparable(r, size, c, one));
    (fits && close && !crowded).then_some((one, other, !same))
}

/// "41,302 votes and Mr. Pell 38,911, according to the clerk, giving her a lead of 2,391".
fn giving(r: &Reading<'_>, other: usize, phrase: &Range<usize>) -> bool {
    let open = (phrase.start.saturating_sub(4)..phrase.start).rev().find(|&i| r.opens_aside(i));
    let gives = open.is_some_and(|i| r.prose.is_any(i + 1, words!["giving", "leaving", "for", "with", "making"]));
    let gap = r.tokens(other).end..open.unwrap_or(0);
    gives && gap.len() <= 2 * SPREAD && !gap.into_iter().any(|i| r.is(i, vocab::CLAUSE_BREAK) || r.prose.is(i, ";"))
}

/// The two numbers after the gap: "won by 1,214 votes, 18,440 to 17,126".
fn after(r: &Reading<'_>, size: usize, phrase: &Range<usize>) -> Option<(usize, usize, bool)> {
    let peers = r.peers(size);
    let (one, other) = (size + 1, size + 2);
    if !peers.contains(&one) || !r.text_is(phrase.end, &[",", "(", ":", "—"]) || r.tokens(one).start > phrase.end + 3
    {
        return None;
    }
    // "by $1.25, from $2.50 to $4": a change.
    if r.any_text(phrase.end..r.tokens(one).start, &["from"]) {
        return None;
    }
    let range = &r.claims[one].quantity;
    if range.range.is_some() {
        return Some((one, one, false));
    }
    let joined =
        peers.contains(&other) && r.gap(one, other).len() <= 2 && r.any_text(r.gap(one, other), &["to", "-", "–"]);
    (joined && comparable(r, size, one, other)).then_some((one, other, false))
}

/// Whether a gap can lie between two numbers: all of one kind, or points between percentages.
fn comparable(r: &Reading<'_>, size: usize, one: usize, other: usize) -> bool {
    let (size, one, other) = (&r.claims[size], &r.claims[one], &r.claims[other]);
    if likeness(one, other) < Likeness::Elided || matches!(one.quantity.kind, Kind::Score) {
        return false;
    }
    let percent = matches!(one.quantity.kind, Kind::Percent) || matches!(other.quantity.kind, Kind::Percent);
    if operand::points(size) { percent } else { likeness(size, one) >= Likeness::Elided }
}
