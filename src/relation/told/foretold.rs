//! Changes whose size comes first and whose two ends stand in the next sentence: "The firm's debt has doubled in five years.
//! It was $310 million in 2018; it is now $620 million."

use super::Known;
use crate::quantity::{self, Kind};
use crate::relation::operand::{self, Likeness, likeness};
use crate::relation::reading::Reading;
use crate::relation::size::{Form, adjusted, mark};
use crate::relation::{Change, Outcome};
use crate::vocab::{self, words};

/// The change that a claim is the size of, if the next sentence tells its two ends and nothing else of the kind.
pub(super) fn find(r: &Reading<'_>, known: &Known, size: usize) -> Option<Change> {
    let kind = r.claims[size].quantity.kind;
    let mark = mark(r, size).filter(|m| m.form == Form::Verb && !adjusted(r, m))?;
    if !matches!(kind, Kind::Multiple | Kind::Percent) || r.claims[size].quantity.value.is_none() {
        return None;
    }
    let home = r.claims[size].sentence;
    let next = r.prose.sentences.get(home + 1).filter(|s| s.block == r.prose.sentences[home].block)?.range();
    // "It was", "The number stood at": the next sentence goes on with the same thing.
    let start = next.start;
    let same = r.is(start, vocab::NUMBER_NOUN) || r.is(start + 1, vocab::NUMBER_NOUN) && r.is(start, vocab::DETERMINER);
    let amount = |c: &usize| {
        let claim = &r.claims[*c];
        let kind = matches!(claim.quantity.kind, Kind::Count | Kind::Number | Kind::Money | Kind::Measure | Kind::Rate)
            || claim.quantity.kind == Kind::Percent && kind == Kind::Multiple;
        kind && claim.quantity.value.is_some() && !known.again[*c]
    };
    let amounts: Vec<usize> = r.near(size, 1).filter(|c| r.claims[*c].sentence >= home).filter(amount).collect();
    let &[a, b] = amounts.as_slice() else { return None };
    let plain =
        |c: usize| operand::plain(&r.claims[c]) && r.claims[c].sentence == home + 1 && self::mark(r, c).is_none();
    let alike = likeness(&r.claims[a], &r.claims[b]);
    let alike = alike == Likeness::Same || alike == Likeness::Elided && operand::bare(&r.claims[b]);
    let only = next.clone().all(|i| !r.prose.is_any(i, words!["than", "if", "would", "could", "target"]));
    if !(same && alike && only && plain(a) && plain(b) && crate::relation::sequence::two_times(r, a, b)) {
        return None;
    }
    let value = |c: usize| operand::value(&r.claims[c]);
    // The words say which is the larger; which is the later need not be told.
    let rises = value(a)? <= value(b)?;
    let up = match mark.direction {
        quantity::Change::None => rises,
        direction => direction == quantity::Change::Up,
    };
    let (from, to) = if rises == up { (a, b) } else { (b, a) };
    let outcomes = vec![Outcome { claim: size, direction: mark.direction }];
    Some(Change { from, to, direction: None, outcomes, stated: false, across: true, tied: false })
}
