//! A team's record: the games it won, drew and lost are all that it played. "They have won eight, drawn five and lost
//! nine of their 22 games."

use super::reading::Reading;
use super::{Total, operand};
use crate::vocab::{self, Class};

/// The record whose games won stand at a claim.
pub(super) fn total(r: &Reading<'_>, won: usize) -> Option<Total> {
    if !ended(r, won, vocab::WON) {
        return None;
    }
    let sentence = r.claims[won].sentence;
    // The three stand together, in any order after the first.
    let peers = r.peers(won);
    let next = [won + 1, won + 2];
    let find = |how: Class| next.into_iter().find(|c| peers.contains(c) && ended(r, *c, how));
    let (drawn, lost) = (find(vocab::DRAWN)?, find(vocab::LOST)?);
    let game = |c: &usize| {
        operand::counts(&r.claims[*c]) && operand::plain(&r.claims[*c]) && r.any(r.tokens(*c), vocab::GAME_NOUN)
    };
    let near = r.near(won, 1);
    let wholes: Vec<usize> = near.filter(|c| !(won..won + 3).contains(c) && game(c)).collect();
    let last = *wholes.last()?;
    let across = r.claims[last].sentence != sentence;
    Some(Total { across, ..Total::of(wholes, vec![won, drawn, lost]) })
}

/// Whether a plain count says how many games ended in one way: "won eight", "eight wins".
fn ended(r: &Reading<'_>, claim: usize, how: Class) -> bool {
    let c = &r.claims[claim];
    let counted = operand::counts(c) && operand::plain(c);
    counted
        && (r.lead(claim).is_some_and(|i| r.is(i, how))
            || r.any(r.tokens(claim), how)
            || r.is(r.tokens(claim).end, how))
}
