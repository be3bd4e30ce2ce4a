//! Moves told three ways: by how much, by how many percent, and to where. "The shares rose $1.20, or 2 percent, to
//! $61.20"; "the bill will rise by £13 to £268, or 5.1 per cent".
//!
//! Where it started is not said, but follows: the level less the size.

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::size::{Form, Mark, adjusted, mark, own_base};
use super::{Moved, Relation};
use crate::quantity::Kind;
use crate::vocab::words;
use std::ops::Range;

/// The most tokens between the parts of a move.
const SPREAD: usize = 8;

/// Finds the moves of a draft.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    for percent in 0..r.claims.len() {
        if r.claims[percent].quantity.kind != Kind::Percent || r.claims[percent].quantity.value.is_none() {
            continue;
        }
        let pairs = [percent.checked_sub(1).map(|size| (size, percent)), Some((percent, percent + 1))];
        let mut pairs = pairs.into_iter().flatten().filter(|p| r.peers(percent).contains(&p.1));
        let found = pairs.find_map(|(first, second)| pair(r, percent, first, second)).or_else(|| last(r, percent));
        out.extend(found.map(Relation::Moved));
    }
}

/// "rose $1.20, or 2 percent, to $61.20"; "to $61.20, up $1.20, or 2 percent": size and percentage side by side.
fn pair(r: &Reading<'_>, percent: usize, first: usize, second: usize) -> Option<Moved> {
    let size = if first == percent { second } else { first };
    let open = r.lead_aside(second).filter(|&o| o >= r.tokens(first).end)?;
    // "rose 6 cents, a 0.2 percent increase, to $29"
    let noun = second == percent && mark(r, percent).is_some_and(|m| m.form == Form::Noun && own_base(r, &m));
    let told_again = noun || r.prose.is(open, "(") || r.any_text(open..r.tokens(second).start, &["or"]);
    if !told_again || open - r.tokens(first).end > 2 {
        return None;
    }
    let mark = moves(r, first)?;
    let to = level_after(r, second, size).or_else(|| level_before(r, first, &mark, size))?;
    Some(Moved { size, percent, to, direction: mark.direction })
}

/// "rise by £13 to £268 in April, or 5.1 per cent": the percentage last.
fn last(r: &Reading<'_>, percent: usize) -> Option<Moved> {
    let (size, to) = (percent.checked_sub(2)?, percent.checked_sub(1)?);
    let peers = r.peers(percent);
    let mark = moves(r, size).filter(|m| m.form == Form::Verb && peers.contains(&size))?;
    let led = r.led_by(to, &["to"]) && r.gap(size, to).len() <= 2 && level(r, size, to);
    let noun = super::size::mark(r, percent).filter(|m| m.form == Form::Noun && !adjusted(r, m) && own_base(r, m));
    let open = match &noun {
        Some(noun) => noun.phrase.start.checked_sub(1).filter(|&i| r.opens_aside(i)),
        None => r.lead_aside(percent),
    };
    let open = open.filter(|&o| o >= r.tokens(to).end)?;
    let gap = r.tokens(to).end..open;
    let again = noun.is_some() || r.any_text(open..r.tokens(percent).start, &["or"]);
    let near = gap.len() <= SPREAD && plain_words(r, gap);
    (led && again && near).then_some(Moved { size, percent, to, direction: mark.direction })
}

/// How a claim says that it is the size of a plain move.
fn moves(r: &Reading<'_>, claim: usize) -> Option<Mark> {
    mark(r, claim).filter(|m| matches!(m.form, Form::Verb | Form::Adverb) && !adjusted(r, m))
}

/// The level behind a move: ", to $61.20", "to close at 3,412".
fn level_after(r: &Reading<'_>, last: usize, size: usize) -> Option<usize> {
    let to = Some(last + 1).filter(|c| r.peers(last).contains(c))?;
    let gap = r.gap(last, to);
    let to_close_at = gap.len() <= SPREAD && gap.clone().any(|i| r.prose.is(i, "to")) || gap.len() <= 3;
    let other = gap.clone().any(|i| r.prose.is_any(i, words!["from", "and", "while"]));
    (arrives(r, to) && to_close_at && !other && level(r, size, to)).then_some(to)
}

/// The level before a move in an aside: "closed at $61.20, up $1.20, or 2 percent"; "2.4 million people, up 30,000 (1.3
/// percent)".
fn level_before(r: &Reading<'_>, first: usize, mark: &Mark, size: usize) -> Option<usize> {
    let to = first.checked_sub(1).filter(|c| r.peers(first).contains(c))?;
    let straight = mark.form == Form::Adverb && mark.phrase.start == r.tokens(to).end + 1;
    (straight && r.opens_aside(r.tokens(to).end) && level(r, size, to)).then_some(to)
}

/// Whether "to" or "at" stands straight before a number.
fn arrives(r: &Reading<'_>, to: usize) -> bool {
    r.tokens(to).start.checked_sub(1).is_some_and(|i| r.prose.is_any(i, words!["to", "at"]))
}

/// Whether a number can be where a move of this size ended: an amount of its kind, or an index that moved by points.
fn level(r: &Reading<'_>, size: usize, to: usize) -> bool {
    let (a, b) = (&r.claims[size], &r.claims[to]);
    let amount = |c: usize| {
        let q = &r.claims[c].quantity;
        let kind =
            matches!(q.kind, Kind::Money | Kind::Count | Kind::Number | Kind::Measure | Kind::Points | Kind::Rate);
        kind && q.value.is_some() && q.range.is_none()
    };
    let index = operand::points(a) && operand::bare(b);
    let plain = operand::plain(a) && operand::plain(b);
    amount(size) && amount(to) && plain && (index || likeness(a, b) >= Likeness::Elided)
}

/// Whether a stretch holds no sign and no clause of its own.
fn plain_words(r: &Reading<'_>, gap: Range<usize>) -> bool {
    r.runs_on(gap.clone()) && !gap.into_iter().any(|i| r.prose.is_any(i, words![",", ";", ":", "—", "(", ")", "from"]))
}
