//! Parts that exclude each other and may not come to more than their whole, though they need not be all of it: votes
//! "of the 48 councillors", what a budget "includes", the answers of a poll with its undecided.

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::{Relation, Total};
use crate::quantity::Kind;
use crate::vocab::{self, words};

/// How many tokens after a number its answer or vote is looked for.
const NEAR: usize = 4;

/// Finds the parts of a draft that may not exceed their whole.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    for claim in 0..r.claims.len() {
        let found = votes(r, claim)
            .or_else(|| purposes(r, claim))
            .or_else(|| answers(r, claim))
            .or_else(|| all_shares(r, claim));
        out.extend(found.map(Relation::Total));
    }
}

fn total(wholes: Vec<usize>, parts: Vec<usize>) -> Option<Total> {
    (parts.len() >= 2).then_some(Total { only_over: true, ..Total::of(wholes, parts) })
}

/// Whether two numbers follow each other in a list: a comma or "and" and no other clause between them.
fn listed(r: &Reading<'_>, one: usize, next: usize) -> bool {
    let (and, mut joined) = (words!["and"], false);
    for i in r.gap(one, next) {
        let joins = r.prose.is_any(i, words![",", "and"]);
        if (r.is(i, vocab::CLAUSE_BREAK) || r.prose.is(i, ";")) && !r.prose.is_any(i, and) {
            return false;
        }
        joined |= joins;
    }
    joined
}

/// "Of the 48 councillors, 27 voted for the rise, 18 against and four abstained."
fn votes(r: &Reading<'_>, whole: usize) -> Option<Total> {
    let sentence = r.sentence(whole);
    let of = r.lead(whole).filter(|&i| r.text_is(i, &["of"]))?;
    if of != sentence.start && !r.symbol(of - 1) {
        return None;
    }
    let voted = |c: usize| r.any(r.tokens(c).end..r.tokens(c).end + NEAR, vocab::EXCLUSIVE);
    let fits = |c: &usize| likeness(&r.claims[*c], &r.claims[whole]) >= Likeness::Elided && voted(*c);
    total(vec![whole], (whole + 1..r.peers(whole).end).filter(fits).collect())
}

/// "The budget of £212 million includes £96 million for schools, £71 million for care and £55 million for roads."
fn purposes(r: &Reading<'_>, first: usize) -> Option<Total> {
    let whole = first.checked_sub(1).filter(|w| r.peers(first).contains(w))?;
    let money = |c: usize| r.claims[c].quantity.kind == Kind::Money && operand::value(&r.claims[c]).is_some();
    let between = r.gap(whole, first);
    let includes = words!["includes", "include", "including", "included", "comprises", "covers", "allocates"];
    let tied = between.len() <= NEAR && between.clone().any(|i| r.prose.is_any(i, includes));
    if !money(whole) || !tied {
        return None;
    }
    let purpose = |c: &usize| money(*c) && r.prose.is(r.tokens(*c).end, "for");
    let alike = |c: &usize| likeness(&r.claims[*c], &r.claims[whole]) >= Likeness::Elided;
    let parts: Vec<usize> = (first..r.peers(first).end).take_while(|c| purpose(c) && alike(c)).collect();
    let runs_on = parts.windows(2).all(|p| listed(r, p[0], p[1]));
    if runs_on { total(vec![whole], parts) } else { None }
}

/// "52 percent for, 41 percent against and 9 percent undecided"; "… and 41 percent against. Nine percent did not know."
fn answers(r: &Reading<'_>, last: usize) -> Option<Total> {
    let percent = |c: usize| r.claims[c].quantity.kind == Kind::Percent && operand::plain(&r.claims[c]);
    let end = r.tokens(last).end;
    if !percent(last) || !r.any(end..end + NEAR, vocab::UNDECIDED) {
        return None;
    }
    let sentence = |c: usize| r.claims[c].sentence;
    let joined = |a: usize| {
        let gap = r.gap(a, a + 1);
        // The answer that nobody gave may open a sentence of its own.
        let apart = a + 1 == last
            && sentence(a) + 1 == sentence(last)
            && r.tokens(last).start <= r.sentence(last).start + 1
            && r.sentence(last).len() <= 2 * NEAR;
        let parted = apart || gap.clone().any(|i| r.prose.is(i, ";"));
        gap.len() <= 12 && (parted || listed(r, a, a + 1)) && !r.any(gap, vocab::COMPARES_GROUPS)
    };
    let first = (r.near(last, 1).start..last).rev().take_while(|&c| percent(c) && joined(c)).last()?;
    // Among whom the answers were counted must be one group.
    let group = r.sentence(first).start..r.tokens(first).start;
    let peers = r.peers(last);
    if r.any(group, vocab::COMPARES_GROUPS) || last + 1 < peers.end && percent(last + 1) {
        return None;
    }
    total(Vec::new(), (first..=last).collect())
}

/// "The Alliance took 41.2 percent of the vote, the Democrats 35.9 percent and others 22.9 percent": whoever is left
/// closes the list, so that the shares are all there are.
fn all_shares(r: &Reading<'_>, last: usize) -> Option<Total> {
    let share = |c: usize| {
        let claim = &r.claims[c];
        let percent = claim.quantity.kind == Kind::Percent && operand::plain(claim);
        percent || operand::bare(claim) && operand::plain(claim) && claim.quantity.value.is_some()
    };
    let others = r.lead(last).filter(|&i| r.is(i, vocab::LEFT_OVER))?;
    let closes = r.closes(r.tokens(last).end, &r.sentence(last));
    let joined = r.prose.is_any(others.checked_sub(1)?, words!["and", ",", ";", "all"]);
    if !share(last) || !closes || !joined {
        return None;
    }
    let peers = r.peers(last);
    // A gain told beside a share is no share: "41.2 percent, up 3.4 points".
    let aside = |c: usize| operand::points(&r.claims[c]);
    let shares: Vec<usize> = (peers.start..=last).filter(|&c| !aside(c)).collect();
    let percent = r.claims[*shares.first()?].quantity.kind == Kind::Percent;
    let of = r.tokens(shares[0]).end;
    let of_all = r.prose.is(of, "of") && (of + 1..of + 4).any(|i| r.is(i, vocab::WHOLE_AGAIN));
    let listed = shares.windows(2).all(|p| {
        let gap = r.gap(p[0], p[1]);
        gap.clone().any(|i| r.prose.is_any(i, words![",", ";", "and"])) && !r.any(gap, vocab::COMPARES_GROUPS)
    });
    let all = percent && of_all && listed && shares.iter().all(|&c| share(c));
    if all && shares.len() >= 3 { Some(Total::of(Vec::new(), shares)) } else { None }
}
