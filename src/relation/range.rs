//! Ranges: one claim with two ends, "between 200 and 400 km", or two claims that should have been one because the
//! larger stands first, "winds of 60 to 40 miles an hour".

use super::reading::Reading;
use super::{Range, Relation, operand};
use crate::quantity::Kind;
use crate::vocab;

/// Finds the ranges of a draft.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    for first in 0..r.claims.len() {
        if r.claims[first].quantity.range.is_some() {
            if written(r, first) {
                out.push(Relation::Range(Range { first, second: first }));
            }
        } else if pair(r, first) {
            out.push(Relation::Range(Range { first, second: first + 1 }));
        }
    }
}

/// Whether a claim with two ends is a range, and neither a score nor a poll's result.
fn written(r: &Reading<'_>, claim: usize) -> bool {
    let quantity = &r.claims[claim].quantity;
    let tokens = r.tokens(claim);
    let between = (tokens.start.saturating_sub(3)..tokens.end).any(|i| r.text_is(i, &["between"]));
    match quantity.kind {
        Kind::Score => false,
        Kind::Measure | Kind::Duration | Kind::Money | Kind::Age => true,
        _ => between,
    }
}

/// "60 to 40 miles an hour", "anywhere from 20 to 12 weeks": not a change, not a vote.
fn pair(r: &Reading<'_>, first: usize) -> bool {
    let second = first + 1;
    if !r.peers(first).contains(&second) {
        return false;
    }
    let gap = r.gap(first, second);
    let joined = gap.len() == 1 && r.text_is(gap.start, &["to"]);
    let (a, b) = (&r.claims[first].quantity, &r.claims[second].quantity);
    let kind = matches!(b.kind, Kind::Measure | Kind::Duration)
        && (operand::bare(&r.claims[first]) || a.unit.name == b.unit.name)
        || a.kind == Kind::Age && operand::bare(&r.claims[second]);
    let Some(lead) = r.lead(first).filter(|_| joined && kind) else { return false };
    let anywhere =
        r.text_is(lead, &["from"]) && lead > 0 && r.text_is(lead - 1, &["anywhere", "ranging", "ranges", "range"]);
    let plain = r.is(lead, vocab::PREPOSITION) && !r.text_is(lead, &["from", "by", "to"]);
    let before = lead.saturating_sub(5).max(r.sentence(first).start)..lead;
    let moved = r.any(before, vocab::UP_VERB.or(vocab::DOWN_VERB).or(vocab::MOVE_VERB).or(vocab::GAP_VERB));
    // "children aged 12 to 8"
    let aged = a.kind == Kind::Age && r.is(lead, vocab::RANGING);
    anywhere || aged || plain && !moved
}
