//! Totals told of parts some way off: "14 on Friday and 23 on Saturday, bringing the total to 37"; "All 110 were taken …";
//! "Together the three sold 29.1 million"; "eight children, five sons and three daughters"; "228 to 197, with ten absent".

use crate::quantity::Kind;
use crate::relation::Total;
use crate::relation::operand::{self, Likeness, likeness};
use crate::relation::reading::Reading;
use crate::relation::total::{addable, alike};
use crate::vocab::{self, words};
use std::ops::Range;

/// The most parts of such a total.
const PARTS: usize = 6;

/// The most tokens between the parts and the words that give their total.
const SPREAD: usize = 12;

/// The total that a claim states, with its parts.
pub(super) fn find(r: &Reading<'_>, whole: usize) -> Option<Total> {
    bringing(r, whole)
        .or_else(|| all(r, whole))
        .or_else(|| together(r, whole))
        .or_else(|| apposed(r, whole))
        .or_else(|| vote(r, whole))
}

/// "…, bringing the weekend total to 37": parts of which some may not be told.
fn bringing(r: &Reading<'_>, whole: usize) -> Option<Total> {
    let to = r.lead(whole).filter(|&i| r.prose.is(i, "to") && addable(r, whole))?;
    let sentence = r.sentence(whole);
    let open = (to.saturating_sub(7).max(sentence.start)..to).rev().find(|&i| r.is(i, vocab::TAKING))?;
    let peers = r.peers(whole);
    let parts: Vec<usize> = (peers.start..whole).filter(|&c| alike(r, c, whole)).collect();
    let last = *parts.last()?;
    let tight = open.checked_sub(r.tokens(last).end)? <= SPREAD;
    let clean = !r.any(r.tokens(*parts.first()?).start..open, vocab::BASE.or(vocab::PART_PRONOUN));
    // Earlier ones may be counted too, but the total cannot be less than what was just told.
    let more = r.any(sentence.start..r.tokens(whole).end, vocab::CUMULATIVE);
    let only_over = more || !off_by_little(r, whole, &parts);
    (tight && clean && listed(r, &parts)).then(|| Total { only_over, loose: true, ..Total::of(vec![whole], parts) })
}

/// Whether parts miss a whole by less than the least of them.
fn off_by_little(r: &Reading<'_>, whole: usize, parts: &[usize]) -> bool {
    let value = |c: usize| operand::value(&r.claims[c]);
    let Some(total) = value(whole) else { return false };
    let Some(values) = parts.iter().map(|&c| value(c)).collect::<Option<Vec<_>>>() else { return false };
    let sum = values.iter().fold(dashu_ratio::RBig::ZERO, |a, b| a + b);
    let off = if sum > total { &sum - &total } else { &total - &sum };
    values.iter().all(|v| off < *v)
}

/// Whether numbers follow each other as items of a list.
fn listed(r: &Reading<'_>, parts: &[usize]) -> bool {
    let joined = |p: &[usize]| {
        let lead = r.lead(p[1]);
        let gap = r.gap(p[0], p[1]);
        let and = gap.clone().any(|i| r.prose.is_any(i, words!["and", ","]));
        lead.is_some() && and && gap.len() <= SPREAD && !r.any(gap, vocab::SET_AGAINST)
    };
    (2..=PARTS).contains(&parts.len()) && parts.windows(2).all(joined)
}

/// "62 patients from the first floor and 48 from the second. All 110 were …": the whole takes up the parts of the sentence before.
fn all(r: &Reading<'_>, whole: usize) -> Option<Total> {
    let sentence = r.sentence(whole);
    let opens = r.tokens(whole).start <= sentence.start + 1 && r.prose.is(sentence.start, "all");
    let of = r.prose.is(r.number_end(whole), "of");
    if !opens || of || !operand::counts(&r.claims[whole]) || !operand::plain(&r.claims[whole]) {
        return None;
    }
    let home = r.claims[whole].sentence;
    let kin: Vec<usize> =
        (r.near(whole, 2).start..whole).filter(|&c| alike(r, c, whole) && operand::counts(&r.claims[c])).collect();
    let parts: Vec<usize> = kin.iter().copied().filter(|&c| r.claims[c].sentence + 1 == home).collect();
    let named = parts.iter().all(|&c| operand::plain(&r.claims[c])) && kin.len() == parts.len();
    // What is more than the whole is no part of it.
    let most = parts.iter().all(|&c| operand::value(&r.claims[c]) < operand::value(&r.claims[whole]));
    (named && most && off_by_little(r, whole, &parts) && listed(r, &parts)).then(|| Total {
        across: true,
        loose: true,
        ..Total::of(vec![whole], parts)
    })
}

/// "Together the three sold 29.1 million", "The three make up 244,000".
fn together(r: &Reading<'_>, whole: usize) -> Option<Total> {
    let sentence = r.sentence(whole);
    let tokens = r.tokens(whole);
    let start = sentence.start;
    let opener = match () {
        () if r.is(start, vocab::TOGETHER) && !r.prose.is(start + 1, "with") => 1,
        () if r.prose.is(start, "between") && r.prose.is(start + 1, "them") => 2,
        () if r.prose.is(start, "in") && r.prose.is_any(start + 1, words!["all", "total"]) => 2,
        () if r.prose.is(start, "all") && r.prose.is(start + 1, "told") => 2,
        () => 0,
    };
    let in_all = opener == 2 && !r.prose.is(start, "between") && r.tokens(whole).start <= start + 4;
    let the = start + opener;
    let counted = |i: usize| ["two", "three", "four", "five"].iter().position(|w| r.prose.is(i, w)).map(|n| n + 2);
    let many = if r.prose.is_any(the, words!["the", "these"]) { counted(the + 1) } else { None };
    let makes = many.is_some() && (the..tokens.start).any(|i| r.prose.is(i, "up"));
    if !(opener > 0 || makes)
        || tokens.start > sentence.start + SPREAD
        || !addable(r, whole)
        || !operand::plain(&r.claims[whole])
    {
        return None;
    }
    let home = r.claims[whole].sentence;
    let same = |c: &usize| likeness(&r.claims[*c], &r.claims[whole]) == Likeness::Same || operand::bare(&r.claims[*c]);
    let kin: Vec<usize> = (r.near(whole, 3).start..whole)
        .filter(|&c| alike(r, c, whole) && r.claims[c].sentence < home && operand::plain(&r.claims[c]))
        .filter(|c| in_all || same(c))
        .collect();
    let last = r.claims[*kin.last()?].sentence;
    let they = r.prose.is_any(the, words!["they", "both"]) || many == Some(2);
    let apart = they && kin.len() == 2 && r.claims[kin[0]].sentence < last;
    let parts = match many {
        Some(n) => kin.get(kin.len().checked_sub(n)?..)?.to_vec(),
        // "It holds 61 seats. Its ally has 14. Together they control 75.": one in each sentence, and no third.
        None if apart => kin.clone(),
        None => kin.iter().copied().filter(|&c| r.claims[c].sentence == last).collect(),
    };
    let near = last + 1 == home && (2..=PARTS).contains(&parts.len());
    let plain = in_all || parts.iter().all(|&c| !r.led_by(c, &["from", "to", "than", "of"]));
    // "218 people work here and 164 there. In all 382 jobs will go": under another name they are parts if they miss by a slip.
    let sure = !(in_all || apart) || crate::relation::parted::slipped_by_one(r, &parts, whole);
    (near && plain && sure).then(|| Total { across: true, ..Total::of(vec![whole], parts) })
}

/// "eight children, five sons and four daughters,": the parts stand in apposition straight behind the whole.
fn apposed(r: &Reading<'_>, whole: usize) -> Option<Total> {
    let peers = r.peers(whole);
    let first = whole + 1;
    let comma = r.tokens(whole).end;
    if !operand::counts(&r.claims[whole]) || operand::bare(&r.claims[whole]) || !r.prose.is(comma, ",") {
        return None;
    }
    // "Of the 50 members, 30 row and 28 sail" need not be all, nor apart.
    let of = r.led_by(whole, &["of", "among"]);
    // "31 officers: 14 patrolmen, nine sergeants and eight others": the first item of a list is no whole of the others.
    let item = whole > peers.start && r.lead(whole).is_some_and(|i| r.symbol(i) || r.prose.is(i, "and"));
    if of || item || !peers.contains(&first) || r.tokens(first).start != comma + 1 {
        return None;
    }
    let counts = |c: usize| {
        operand::counts(&r.claims[c]) && operand::plain(&r.claims[c]) && addable(r, c) && !operand::bare(&r.claims[c])
    };
    let parts: Vec<usize> = (first..peers.end)
        .take_while(|&c| counts(c) && (c == first || r.gap(c - 1, c).all(|i| r.prose.is_any(i, words![",", "and"]))))
        .collect();
    let last = *parts.last()?;
    let closed = r.closes(r.tokens(last).end, &r.sentence(whole));
    let and = r.lead(last).is_some_and(|i| r.prose.is(i, "and"));
    let halves = parts.len() == 2 && halves(r, parts[0], last);
    let fits = parts.len() >= 2 && closed && and && operand::plain(&r.claims[whole]);
    fits.then(|| Total { only_over: !halves, ..Total::of(vec![whole], parts) })
}

/// "sons" and "daughters", "men" and "women".
fn halves(r: &Reading<'_>, a: usize, b: usize) -> bool {
    let is = |c: usize, class: vocab::Class| r.is(r.tokens(c).end.saturating_sub(1), class);
    is(a, vocab::ONE_HALF) && is(b, vocab::OTHER_HALF) || is(b, vocab::ONE_HALF) && is(a, vocab::OTHER_HALF)
}

/// "The vote in the 435-member House was 228 to 197, with ten not voting."
fn vote(r: &Reading<'_>, absent: usize) -> Option<Total> {
    let score = absent.checked_sub(1).filter(|c| r.peers(absent).contains(c))?;
    let votes = r.claims[score].quantity.kind == Kind::Score && r.claims[score].quantity.range.is_some();
    let end = r.tokens(absent).end;
    let with = r.led_by(absent, &["with", "and"]) && r.gap(score, absent).len() <= SPREAD;
    let inside = r.tokens(absent).start..end + 3;
    if !votes
        || !with
        || !operand::counts(&r.claims[absent])
        || !operand::plain(&r.claims[absent])
        || !r.any(inside, vocab::NOT_VOTING)
    {
        return None;
    }
    let near = r.near(absent, 1);
    let seats = |c: &usize| *c != absent && *c != score && operand::plain(&r.claims[*c]) && body(r, *c);
    let mut wholes = near.filter(seats);
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    let across = r.claims[whole].sentence != r.claims[absent].sentence;
    Some(Total { only_over: true, across, ..Total::of(vec![whole], vec![score, absent]) })
}

/// "the 435-member House", "The chamber has 100 members", "on the 48-seat council".
fn body(r: &Reading<'_>, claim: usize) -> bool {
    let end = r.number_end(claim);
    let noun: Range<usize> = end..end + 2;
    let member = noun.into_iter().any(|i| r.is(i, vocab::SEAT_NOUN));
    member
        && (r.prose.is(end, "-") || r.prose.is_any(r.tokens(claim).start.wrapping_sub(1), words!["has", "of", "have"]))
}
