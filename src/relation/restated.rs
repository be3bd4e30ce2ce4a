//! Shares that are told again of a whole named before: "It has asked for $900 million. So far it has received $306
//! million, or 34 percent."; "looked at 94 districts and found that in 35 of them, or 37 percent, …"; "half of it,
//! £600,000,".
//!
//! What the share is of has to be guessed, so every number of the kind in reach is tried: where one fits, that one is
//! meant. Where none does, the words must tie the part to its whole, or the share must look like a slip of the right one.

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::share::{amount, is_share, whole_again};
use super::twice::slipped;
use super::{Relation, Share, Tie};
use crate::quantity::{self, Bound, Kind};
use crate::settings::Precision;
use crate::vocab::{self, words};
use dashu_ratio::RBig;
use rust_decimal::Decimal;

/// The most tokens between a part and the aside that tells its share.
const SPREAD: usize = 12;

/// How many earlier numbers a share may be of.
const REACH: usize = 32;

/// A share told of a part, and how the words tie the part to its whole.
struct Told {
    part: usize,
    share: usize,
    /// Whether a word points back to the whole: "of them", "of it".
    tied: bool,
}

/// Finds the shares of a draft that are told again, given those whose whole the words name.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    let mut known = vec![false; r.claims.len()];
    for relation in out.iter() {
        let Relation::Share(Share { restated: Some(share), .. }) = relation else { continue };
        known[*share] = true;
    }
    for share in (0..r.claims.len()).filter(|&c| !known[c] && is_share(r, c)) {
        let told = part_first(r, share).or_else(|| share_first(r, share));
        let found = told.and_then(|told| of_what(r, &told)).or_else(|| super::pointed::find(r, share));
        out.extend(found.map(Relation::Share));
    }
}

/// "… $306 million, or 34 percent.", "35 of them, or 37 percent,", "2,024 cast a ballot, a turnout of 88 percent".
fn part_first(r: &Reading<'_>, share: usize) -> Option<Told> {
    let peers = r.peers(share);
    let open = r.lead_aside(share)?;
    let inner = open + 1..r.tokens(share).start;
    let or = r.any_text(inner.clone(), &["or"]);
    let again = or
        || r.text_is(open, &["("])
        || r.any(inner, vocab::OUTCOME_NOUN)
        || r.claims[share].quantity.kind == Kind::Ratio;
    let part =
        (peers.start..share).rev().take(3).find(|&c| r.tokens(c).end <= open && (part(r, c) || hedged_part(r, c)))?;
    let gap = r.tokens(part).end..open;
    let stops = |i: usize| r.prose.is_any(i, words![",", ";", ":", "—", "–", "(", ")", "\"", "“", "”"]);
    let near = gap.len() <= SPREAD && !gap.clone().any(stops) && !r.any(gap.clone(), vocab::BASE);
    let whole = whole_again(r, share) && !r.prose.is(r.tokens(share).end + 1, "of");
    if !(again && near && whole && still(r, part, share)) {
        return None;
    }
    let tied = points_back(r, gap.start) || points_back(r, r.number_end(part)) || opens_with_of(r, part);
    Some(Told { part, share, tied })
}

/// "half of it, £600,000, to a charity", "92 percent of them, or 679, were for a strike".
fn share_first(r: &Reading<'_>, share: usize) -> Option<Told> {
    let part = Some(share + 1).filter(|c| r.peers(share).contains(c) && part(r, *c))?;
    let end = r.number_end(share).max(r.tokens(share).end.min(r.tokens(part).start));
    let of = (r.number_end(share)..=end).find(|&i| r.prose.is(i, "of"))?;
    let back = r.is(of + 1, vocab::PART_PRONOUN) || r.prose.is_any(of + 1, words!["it", "that"]);
    let open = of + 2;
    let comma = r.prose.is_any(open, words![",", "(", "—"]);
    let small = (open + 1..r.tokens(part).start).all(|i| r.prose.is(i, "or") || r.is(i, vocab::LEAD_IN));
    let closed = r.closes(r.tokens(part).end, &r.sentence(part)) || r.closes(r.number_end(part), &r.sentence(part));
    (back && comma && small && closed && still(r, part, share)).then_some(Told { part, share, tied: true })
}

/// Whether a claim can be a part: an amount as it stands, neither hedged nor a difference.
pub(super) fn part(r: &Reading<'_>, claim: usize) -> bool {
    let c = &r.claims[claim];
    amount(r, claim) && operand::plain(c) && c.modality.is_none() && c.quantity.change == quantity::Change::None
}

/// "Some 26 million of those trips": a hedged part that a pronoun ties to its whole.
fn hedged_part(r: &Reading<'_>, claim: usize) -> bool {
    let c = &r.claims[claim];
    let about = c.quantity.bound == Bound::About && c.modality.is_none();
    let of = r.number_end(claim);
    amount(r, claim) && about && r.prose.is(of, "of") && r.is(of + 1, vocab::PART_PRONOUN)
}

/// Whether nothing around a part and its share moves: "fell by $1.20, or 2 percent", "cut 400 jobs, or 8 percent".
fn still(r: &Reading<'_>, part: usize, share: usize) -> bool {
    let sentence = r.sentence(part);
    let (first, last) = (part.min(share), part.max(share));
    let start = clause_start(r, r.tokens(first).start, sentence.start);
    let moving = vocab::UP_VERB
        .or(vocab::DOWN_VERB)
        .or(vocab::UP_NOUN)
        .or(vocab::DOWN_NOUN)
        .or(vocab::UP_COMPARATIVE)
        .or(vocab::DOWN_COMPARATIVE)
        .or(vocab::MOVE_VERB)
        .or(vocab::TWO_FACED)
        .or(vocab::GAP_NOUN)
        .or(vocab::GAP_VERB);
    let end = r.tokens(last).end;
    let moves = |i: usize| r.is(i, moving) && r.claim_at(i).is_none() || r.prose.is_any(i, words!["by", "up", "down"]);
    !(start..end + 2).any(moves) && !r.is(end, vocab::ADJUSTING)
}

/// The start of the clause that holds token `at`: past the last comma, semicolon or "and" before it.
fn clause_start(r: &Reading<'_>, at: usize, sentence: usize) -> usize {
    let parts = |i: &usize| r.prose.is_any(*i, words![",", ";", ":", "—", "and", "but", "while"]);
    (sentence..at).rev().find(parts).map_or(sentence, |i| i + 1)
}

/// "35 of them": a word behind the part points back to its whole.
fn points_back(r: &Reading<'_>, end: usize) -> bool {
    r.prose.is(end, "of") && r.is(end + 1, vocab::PART_PRONOUN)
}

/// "Of these, 1,890, or 60 percent, came …".
fn opens_with_of(r: &Reading<'_>, part: usize) -> bool {
    let start = r.sentence(part).start;
    r.prose.is(start, "of") && (start + 1..start + 3).any(|i| r.is(i, vocab::PART_PRONOUN))
}

/// What a share is of: the number before it that fits, or else the one that the words must mean.
fn of_what(r: &Reading<'_>, told: &Told) -> Option<Share> {
    let Told { part, share, tied } = *told;
    let home = r.claims[part].sentence;
    let precision = &r.settings.precision;
    let first = part.min(share);
    let all: Vec<usize> = (first.saturating_sub(REACH)..first).filter(|&c| holds(r, c, part)).collect();
    let away = |c: usize| home - r.claims[c].sentence;
    let kin = |c: usize| likeness(&r.claims[c], &r.claims[part]) == Likeness::Same;
    // "In a poll of 2,500 people, 1,450, or 58 percent": the noun is left out because it has just been said.
    let elided = |c: usize| operand::bare(&r.claims[part]) && !operand::bare(&r.claims[c]);
    let own = all.iter().copied().filter(|&c| away(c) == 0 && (kin(c) || elided(c))).count();
    let one_in_five =
        r.claims[share].quantity.kind == Kind::Ratio && r.prose.slice(r.claims[share].number).contains(" in ");
    let tied = tied || own == 1 && one_in_five;
    // Where the words say what is meant, numbers further up are about other things.
    let reach = if tied || own > 0 { 2 } else { usize::MAX };
    let says = in_percent(r, share);
    let fits = |c: &usize| percent(r, part, *c, precision).is_some_and(|b| b.meets(&says));
    if all.iter().filter(|c| away(**c) <= reach).any(fits) {
        return None;
    }
    let beside = |c: &usize| away(*c) <= 1 && operand::plain(&r.claims[*c]);
    let near: Vec<usize> = all.iter().copied().filter(beside).collect();
    let last = near.iter().rev().copied().find(|&c| kin(c) || elided(c));
    let whole = last.or_else(|| near.last().copied().filter(|_| tied))?;
    let slip = near.iter().copied().find(|&c| looks_like_slip(r, part, c, share));
    let meant = tied || slip.is_some();
    let whole = slip.filter(|_| !tied).unwrap_or(whole);
    let across = r.claims[whole].sentence != home;
    meant.then_some(Share { part, whole, tie: Tie::Near, restated: Some(share), across })
}

/// Whether a claim can be the whole of a part: of its kind, and larger.
pub(super) fn holds(r: &Reading<'_>, claim: usize, part: usize) -> bool {
    let larger = match (operand::value(&r.claims[claim]), operand::value(&r.claims[part])) {
        (Some(whole), Some(part)) => whole > part,
        _ => false,
    };
    let alike = likeness(&r.claims[claim], &r.claims[part]) >= Likeness::Elided;
    let duration = r.claims[claim].quantity.kind == Kind::Duration;
    larger && alike && !duration && r.claims[claim].quantity.kind != Kind::Age
}

pub(super) fn in_percent(r: &Reading<'_>, share: usize) -> super::Bounds {
    let bounds = operand::result(&r.claims[share]);
    if r.claims[share].quantity.kind == Kind::Ratio { bounds.scale(&RBig::from(100)) } else { bounds }
}

pub(super) fn percent(r: &Reading<'_>, part: usize, whole: usize, precision: &Precision) -> Option<super::Bounds> {
    let unit = &r.claims[part].quantity.unit;
    let of =
        |c: usize| operand::in_unit_of(operand::operand(&r.claims[c], precision), &r.claims[c].quantity.unit, unit);
    Some(of(part).over(&of(whole))?.scale(&RBig::from(100)))
}

/// Whether a stated percentage is the right one with two digits swapped, one digit other, or a slipped point; and not
/// just another percentage close by.
fn looks_like_slip(r: &Reading<'_>, part: usize, whole: usize, share: usize) -> bool {
    let (a, b) = (operand::value(&r.claims[part]), operand::value(&r.claims[whole]));
    let (Some(a), Some(b), Some(stated)) = (a, b, r.claims[share].quantity.value) else { return false };
    if b == RBig::ZERO
        || r.claims[share].quantity.kind != Kind::Percent
        || r.claims[share].quantity.bound != Bound::Exact
    {
        return false;
    }
    let places = stated.scale();
    let shift = (0..places).fold(RBig::from(100), |s, _| s * RBig::from(10));
    let Some(right) = i64::try_from((a / b * shift).round()).ok().map(|v| Decimal::new(v, places)) else {
        return false;
    };
    let off = (right - stated).abs();
    // A whole point is far for a percentage with decimals, and three are for one without.
    let far = off >= if places > 0 { Decimal::ONE } else { Decimal::from(3) };
    let ten = right * Decimal::TEN == stated || stated * Decimal::TEN == right;
    far && (ten || slipped(right, stated))
}
