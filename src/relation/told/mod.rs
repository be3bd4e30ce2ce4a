//! Results told of numbers some way off: "In 2019 there were 310. That is an increase of 500 percent."; "a third more
//! than Kelsall's nine million"; "£90,000, ten times as much".
//!
//! Which numbers are meant has to be guessed, so every pair of the kind in reach is tried, and where one fits, that one is
//! meant. Where none does, the words must leave no doubt which two they are.

mod compared;
mod echoed;
mod foretold;
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
    let known = Known::of(r, out);
    for size in (0..r.claims.len()).filter(|&c| !known.result[c]) {
        let found = compared::find(r, &known, size)
            .or_else(|| echoed::find(r, size))
            .or_else(|| foretold::find(r, &known, size));
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

/// What the relations found so far say of the claims.
struct Known {
    /// The claims that state the result of a relation.
    result: Vec<bool>,
    /// The claims that only tell an amount again in another unit.
    again: Vec<bool>,
    /// The changes whose words name both ends, within one sentence: the sentence, from and to; in order.
    changes: Vec<(usize, usize, usize)>,
}

impl Known {
    fn of(r: &Reading<'_>, out: &[Relation]) -> Self {
        let (mut result, mut again) = (vec![false; r.claims.len()], vec![false; r.claims.len()]);
        let mut changes = Vec::new();
        for relation in out {
            match relation {
                Relation::Change(change) => {
                    change.outcomes.iter().for_each(|o| result[o.claim] = true);
                    let sentence = r.claims[change.from].sentence;
                    if change.stated && sentence == r.claims[change.to].sentence {
                        changes.push((sentence, change.from, change.to));
                    }
                }
                Relation::Gap(gap) => result[gap.size] = true,
                Relation::Share(share) => share.restated.into_iter().for_each(|c| result[c] = true),
                Relation::Rate(rate) if rate.per != Per::One => result[rate.rate] = true,
                Relation::Same(same) => same.other.clone().for_each(|c| again[c] = true),
                _ => {}
            }
        }
        changes.sort_unstable();
        Self { result, again, changes }
    }

    /// The only change of a sentence.
    fn only_change(&self, sentence: usize) -> Option<(usize, usize)> {
        let first = self.changes.partition_point(|c| c.0 < sentence);
        let mut here = self.changes[first..].iter().take_while(|c| c.0 == sentence);
        let &(_, from, to) = here.next()?;
        here.next().is_none().then_some((from, to))
    }
}

/// The claims around one that are tried for its operands.
fn around(r: &Reading<'_>, claim: usize) -> Range<usize> {
    let near = r.near(claim, SENTENCES);
    near.start.max(claim.saturating_sub(TRIED))..near.end.min(claim + TRIED)
}
