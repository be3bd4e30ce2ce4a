//! Results told of numbers some way off: "In 2019 there were 310. That is an increase of 500 percent."; "a third more
//! than Kelsall's nine million"; "£90,000, ten times as much".
//!
//! Which numbers are meant has to be guessed, so every pair of the kind in reach is tried, and where one fits, that one is
//! meant. Where none does, the words must leave no doubt which two they are.

mod compared;
mod echoed;
mod phrase;
mod sum;

use super::reading::Reading;
use super::{Per, Relation};
use std::ops::Range;

/// How many sentences up the numbers of a result may stand.
const SENTENCES: usize = 2;

/// How many numbers each way are tried before a result is taken to be wrong.
const TRIED: usize = 8;

/// Finds the results of a draft that no relation found so far explains.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    let known = known(r, out);
    let again = conversions(r, out);
    for size in (0..r.claims.len()).filter(|&c| !known[c]) {
        let found = compared::find(r, &again, size).or_else(|| echoed::find(r, size));
        out.extend(found.map(Relation::Change));
    }
    let mut whole = vec![false; r.claims.len()];
    for relation in out.iter() {
        let Relation::Total(total) = relation else { continue };
        total.wholes.iter().for_each(|&c| whole[c] = true);
    }
    for claim in (0..r.claims.len()).filter(|&c| !whole[c]) {
        out.extend(sum::find(r, claim).map(Relation::Total));
    }
}

/// The claims that state the result of a relation already found.
fn known(r: &Reading<'_>, out: &[Relation]) -> Vec<bool> {
    let mut known = vec![false; r.claims.len()];
    for relation in out {
        match relation {
            Relation::Change(change) => change.outcomes.iter().for_each(|o| known[o.claim] = true),
            Relation::Gap(gap) => known[gap.size] = true,
            Relation::Share(share) => share.restated.into_iter().for_each(|c| known[c] = true),
            Relation::Rate(rate) if rate.per != Per::One => known[rate.rate] = true,
            _ => {}
        }
    }
    known
}

/// The claims that only tell an amount again in another unit.
fn conversions(r: &Reading<'_>, out: &[Relation]) -> Vec<bool> {
    let mut again = vec![false; r.claims.len()];
    for relation in out {
        if let Relation::Same(same) = relation {
            same.other.clone().for_each(|c| again[c] = true);
        }
    }
    again
}

/// The claims around one that are tried for its operands.
fn around(r: &Reading<'_>, claim: usize) -> Range<usize> {
    let near = r.near(claim, SENTENCES);
    near.start.max(claim.saturating_sub(TRIED))..near.end.min(claim + TRIED)
}
