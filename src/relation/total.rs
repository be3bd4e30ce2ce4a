//! Totals: a whole and all of its parts, where the words say that the parts are all: "18 dead: 12 men and six women",
//! "made up of", "the other 11", "or 2,020 between them".

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::{Relation, Total, Whole, grand, record};
use crate::quantity::Kind;
use crate::vocab;
use std::ops::Range;

/// The most parts of one total.
const PARTS: usize = 12;
/// What the parts of a rest come to is looked for among so many numbers further up.
const REACH: usize = 32;

/// Finds the totals of a draft.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    for claim in 0..r.claims.len() {
        let found = listed(r, claim)
            .or_else(|| remaining(r, claim))
            .or_else(|| grand::total(r, claim))
            .or_else(|| further(r, claim))
            .or_else(|| leaving(r, claim))
            .or_else(|| exclusive(r, claim))
            .or_else(|| bare(r, claim))
            .or_else(|| record::total(r, claim));
        out.extend(found.map(Relation::Total));
    }
}

pub(super) fn addable(r: &Reading<'_>, claim: usize) -> bool {
    let q = &r.claims[claim].quantity;
    !matches!(q.kind, Kind::Age | Kind::Score | Kind::Ratio | Kind::Multiple | Kind::Vague | Kind::Points)
        && operand::value(&r.claims[claim]).is_some()
}

pub(super) fn alike(r: &Reading<'_>, a: usize, b: usize) -> bool {
    addable(r, a) && addable(r, b) && likeness(&r.claims[a], &r.claims[b]) >= Likeness::Elided
}

/// A list that a colon, dash, bracket or "made up of" opens straight before `first`.
fn listed(r: &Reading<'_>, first: usize) -> Option<Total> {
    let sentence = r.sentence(first);
    let (open, end) = opener(r, first, &sentence)?;
    // "48 members: 22 for and 19 against. The other seven …"
    if r.any(sentence.end..sentence.end + 3, vocab::REMAINING) {
        return None;
    }
    let parts = items(r, first, end)?;
    let peers = r.peers(first);
    let bare = r.claims[first].quantity.kind;
    let wholes: Vec<usize> = (peers.start..first)
        .filter(|&c| r.tokens(c).end <= open && alike(r, c, first) && r.claims[c].quantity.kind != Kind::Vague)
        .filter(|&c| bare == Kind::Number || r.claims[c].quantity.kind != Kind::Percent || bare == Kind::Percent)
        .collect();
    if wholes.is_empty() {
        return None;
    }
    let singles = singles(r, r.tokens(first).start..end);
    Some(Total { singles, loose: r.text_is(open, &[":"]), ..Total::of(wholes, parts) })
}

/// The sign or words that open a list straight before a claim, and where the list must end.
fn opener(r: &Reading<'_>, first: usize, sentence: &Range<usize>) -> Option<(usize, usize)> {
    let start = r.tokens(first).start;
    let mut i = start.checked_sub(1).filter(|&i| i >= sentence.start)?;
    if r.is(i, vocab::DETERMINER) && i > sentence.start {
        i -= 1;
    }
    if r.text_is(i, &["("]) {
        let close = (start..sentence.end).find(|&i| r.text_is(i, &[")"]))?;
        return Some((i, close));
    }
    if r.text_is(i, &[":"]) {
        let stop = (start..sentence.end).find(|&i| r.text_is(i, &["—"])).unwrap_or(sentence.end);
        return Some((i, stop));
    }
    if r.text_is(i, &["—", "–"]) && r.opens_aside(i) {
        let close =
            (start..sentence.end).find(|&i| r.text_is(i, &["—", "–"]) && r.opens_aside(i)).unwrap_or(sentence.end);
        return Some((i, close));
    }
    let of = r.text_is(i, &["of"]);
    let composing = |i: usize| r.is(i, vocab::COMPOSING);
    let made = of
        && (i.checked_sub(1).is_some_and(composing)
            || i.checked_sub(2).is_some_and(composing) && r.text_is(i - 1, &["up"]));
    // "breaks down into"
    let broken = r.text_is(i, &["into"])
        && i.checked_sub(2).is_some_and(|b| r.is(b, vocab::BREAKING) && r.text_is(b + 1, &["down"]));
    (made || broken || composing(i) && !of && !r.text_is(i, &["made"])).then_some((i, sentence.end))
}

/// The parts of a list from `first` on: every item starts with its number, and "and" stands before the last.
fn items(r: &Reading<'_>, first: usize, end: usize) -> Option<Vec<usize>> {
    let mut parts = vec![first];
    let peers = r.peers(first);
    let mut last_and = false;
    for claim in first + 1..peers.end {
        let tokens = r.tokens(claim);
        if tokens.start >= end || parts.len() > PARTS {
            break;
        }
        let opens = r.lead(claim).is_some_and(|i| r.text_is(i, &[",", "and", ";"]));
        if !alike(r, claim, first) {
            continue;
        }
        if !opens {
            // A number of the same kind inside an item: the list cannot be told from what it says.
            return None;
        }
        let lead = r.lead(claim)?;
        last_and = r.text_is(lead, &["and"]);
        // Nothing uncounted may stand between two items.
        let previous = *parts.last()?;
        let between = r.tokens(previous).end..lead.saturating_sub(usize::from(r.text_is(lead.wrapping_sub(1), &[","])));
        if between.clone().any(|i| r.text_is(i, &[",", ";", "and"])) && !counted(r, between) {
            return None;
        }
        parts.push(claim);
    }
    let tail = r.tokens(*parts.last()?).end..end;
    let open = r.any(tail.clone(), vocab::OPEN_LIST)
        || r.any_text(tail.clone(), &["several", "others", "many", "some", "rest"]);
    let more = tail.clone().any(|i| r.text_is(i, &["and"]) && !singular(r, i + 1) && !r.is(i + 1, vocab::AUXILIARY));
    let bracket = r.text_is(end, &[")"]);
    let ended = last_and && !more
        || tail.clone().any(|i| r.text_is(i, &["and"]) && singular(r, i + 1))
        || bracket && parts.len() > 2;
    (parts.len() >= 2 && ended && !open && !r.any(tail, vocab::REMAINING)).then_some(parts)
}

/// Whether every sign in a stretch is followed by "a" or "an", which counts one.
fn counted(r: &Reading<'_>, range: Range<usize>) -> bool {
    range
        .into_iter()
        .filter(|&i| r.text_is(i, &[",", ";", "and"]))
        .all(|i| singular(r, i + 1) || r.text_is(i + 1, &["and"]))
}

fn singular(r: &Reading<'_>, i: usize) -> bool {
    r.text_is(i, &["a", "an", "another", "his", "her", "their", "its", "my", "the"])
}

/// How many single things a stretch names without a number.
fn singles(r: &Reading<'_>, range: Range<usize>) -> u32 {
    range.into_iter().filter(|&i| r.text_is(i, &[",", "and", "—", ":", "("]) && singular(r, i + 1)).count() as u32
}

/// "22 of them died in Alabama and the other 11 in Mississippi".
fn remaining(r: &Reading<'_>, last: usize) -> Option<Total> {
    let tokens = r.tokens(last);
    let before = tokens.start.checked_sub(1)?;
    let named = r.is(before, vocab::REMAINING)
        || tokens.len() > 1 && r.is(tokens.start, vocab::REMAINING)
        || tokens.len() > 2 && r.is(tokens.start + 1, vocab::REMAINING) && r.is(tokens.start, vocab::DETERMINER);
    let the = (before.saturating_sub(1)..=tokens.start + 1).any(|i| r.text_is(i, &["the"]));
    if !named
        || !the
        || !addable(r, last)
        || r.text_is(tokens.start, &["other"]) && r.text_is(tokens.start + 1, &["than"])
    {
        return None;
    }
    let near = r.near(last, 2);
    if let Some(total) = rest_of_share(r, near.start, last) {
        return Some(total);
    }
    // "shut for the first eight months, and the other 22 after that": a bare number leaves out what is counted, not a time.
    let time = |c: usize| r.claims[c].quantity.kind == Kind::Duration;
    let kin: Vec<usize> = (near.start..last).filter(|&c| alike(r, c, last) && (time(c) == time(last))).collect();
    let same: Vec<usize> = kin.iter().copied().filter(|&c| r.claims[c].sentence == r.claims[last].sentence).collect();
    if r.claims[last].quantity.kind == Kind::Percent {
        let parts: Vec<usize> =
            same.iter().copied().filter(|&c| r.claims[c].quantity.kind == Kind::Percent).chain([last]).collect();
        let two = parts.len() >= 2;
        return two.then(|| Total::of(Vec::new(), parts));
    }
    let value = |c: usize| r.claims[c].quantity.value;
    let largest = kin.iter().copied().max_by(|a, b| value(*a).cmp(&value(*b)))?;
    let told = |whole: usize| rest_of(r, &kin, &same, whole, last);
    // In its own sentence the largest is the whole; further up it may be a part like the others, and what makes up the
    // whole is one that the parts come to, or miss by a slip.
    if same.contains(&largest) {
        return told(largest);
    }
    // "£348 million … £162 million for care. Schools get £97 million, and roads share the remaining £89 million": the parts
    // may be those of the sentence alone, or all that stand behind the whole.
    let priced: Vec<usize> =
        kin.iter().copied().filter(|&c| r.claims[c].quantity.kind == r.claims[last].quantity.kind).collect();
    let amounts = matches!(r.claims[last].quantity.kind, Kind::Money | Kind::Measure);
    let all = |whole: usize| {
        let behind: Vec<usize> = priced.iter().copied().filter(|&c| c >= whole).collect();
        if amounts { rest_of(r, &behind, &[], whole, last) } else { None }
    };
    let wholes = || kin.iter().copied().filter(|&c| value(c) > value(last));
    let totals: Vec<Total> = wholes().filter_map(all).chain(wholes().filter_map(told)).collect();
    if totals.iter().any(|t| super::parted::comes_to(r, &t.parts, t.wholes[0])) {
        return None;
    }
    let surely =
        |t: &Total| tied(r, t.wholes[0], t.parts[0]) || super::parted::slipped_by_one(r, &t.parts, t.wholes[0]);
    // What the parts come to may stand further up.
    let met = |t: &Total| {
        let before = (near.start.saturating_sub(REACH)..near.start).filter(|&c| alike(r, c, last));
        before.into_iter().any(|c| super::parted::comes_to(r, &t.parts, c))
    };
    totals.into_iter().find(surely).filter(|t| !met(t))
}

/// Whether the words tie a part to its whole: "310,000 of them", "Its 48 members are split: 22".
fn tied(r: &Reading<'_>, whole: usize, part: usize) -> bool {
    let end = r.tokens(part).end;
    let of_them = r.prose.is(end, "of") && r.is(end + 1, vocab::PART_PRONOUN);
    let colon = || r.gap(whole, part).any(|i| r.prose.is(i, ":"));
    part == whole + 1 && (of_them || colon())
}

/// The rest, with the parts that stand between it and a whole.
fn rest_of(r: &Reading<'_>, kin: &[usize], same: &[usize], whole: usize, last: usize) -> Option<Total> {
    // What stands before the whole is no part of it, nor is what each of several gets, or what something was before.
    let home = r.claims[whole].sentence.min(r.claims[last].sentence);
    let value = |c: usize| r.claims[c].quantity.value;
    let other = |c: usize| {
        r.is(r.tokens(c).end, vocab::EACH)
            || r.lead(c).is_some_and(|i| r.is(i, vocab::BASE))
            || value(c) >= value(whole)
    };
    let percent = |c: usize| r.claims[c].quantity.kind == Kind::Percent;
    // A bare rest is like everything: what counts other things than the whole is no part of it then.
    let strange =
        |c: usize| operand::bare(&r.claims[last]) && likeness(&r.claims[c], &r.claims[whole]) == Likeness::Counts;
    let part = |c: &usize| *c == whole || !other(*c) && percent(*c) == percent(last) && !strange(*c);
    let kin: Vec<usize> = kin.iter().copied().filter(|&c| r.claims[c].sentence >= home).filter(part).collect();
    let same: Vec<usize> = same.iter().copied().filter(part).collect();
    let parts = if same.iter().any(|&c| c != whole) { same } else { kin };
    let parts: Vec<usize> = parts.into_iter().filter(|&c| c != whole).chain([last]).collect();
    let spread = r.claims[whole].sentence != r.claims[last].sentence;
    // "20 states are red, compared with 14 blue ones. The remaining 16": two parts held against each other, and no whole.
    let held =
        |c: usize| r.claims[c].sentence == r.claims[whole].sentence && c > whole && r.any(r.gap(whole, c), vocab::BASE);
    // "put £20m in trust and spent £3m. The remaining £6m": two parts told together, and no whole.
    let joined = |c: usize| {
        let same = r.claims[c].sentence == r.claims[whole].sentence && c > whole;
        same && r.any_text(r.gap(whole, c), &["and"]) && !tied(r, whole, c)
    };
    if spread && (parts.iter().any(|&c| held(c)) || parts.first().is_some_and(|&c| joined(c))) {
        return None;
    }
    (parts.len() >= 2 && parts.len() <= PARTS).then(|| Total { across: spread, ..Total::of(vec![whole], parts) })
}

/// "guilty on nine of 12 counts. It acquitted him on the other three"; "46 ships are waiting, twelve of them with food;
/// the other 34 carry cars".
fn rest_of_share(r: &Reading<'_>, from: usize, last: usize) -> Option<Total> {
    let part = last.checked_sub(1).filter(|c| *c >= from)?;
    let share = |c: usize| super::share::of_whole(r, c).or_else(|| super::share::of_pronoun(r, c)).map(|s| (c, s.0));
    let (part, whole) = share(part).or_else(|| share(part.checked_sub(1).filter(|c| *c >= from)?))?;
    let between = part.max(whole) + 1..last;
    let clean = between.clone().all(|c| !alike(r, c, last));
    let close = r.claims[last].sentence - r.claims[part].sentence <= 1;
    let only = operand::plain(&r.claims[part]) && operand::plain(&r.claims[whole]) && clean && close;
    let home = r.claims[whole].sentence == r.claims[last].sentence;
    let kin = alike(r, part, last)
        && alike(r, whole, last)
        && (home || operand::bare(&r.claims[last]) || likeness(&r.claims[whole], &r.claims[last]) == Likeness::Same);
    let across = r.claims[whole].sentence != r.claims[last].sentence;
    let value = |c: usize| r.claims[c].quantity.value;
    let larger = value(whole) > value(part) && value(whole) > value(last);
    (only && kin && larger).then(|| Total { across, ..Total::of(vec![whole], vec![part, last]) })
}

/// "will close 30 of its 120 shops, leaving 90"; "lost 60 of the 140 acres. That leaves 80.": what goes and what stays.
fn leaving(r: &Reading<'_>, rest: usize) -> Option<Total> {
    let (whole, part) = (rest.checked_sub(1)?, rest.checked_sub(2)?);
    let near = r.near(rest, 1);
    let lead = r.lead(rest)?;
    let sentence = r.sentence(rest);
    let leaves = |i: usize| r.is(i, vocab::LEAVING);
    // "leaving it with 90"
    let with = || r.text_is(lead, &["with"]) && (lead.saturating_sub(3)..lead).any(leaves);
    let same = r.claims[whole].sentence == r.claims[rest].sentence;
    let opens = same || r.is(sentence.start, vocab::POINTS_BACK) && r.tokens(rest).start <= sentence.start + 5;
    let tied = near.contains(&part) && super::share::of_whole(r, part).is_some_and(|(w, _)| w == whole);
    // What is left may be told in several numbers.
    let alone = !r.peers(rest).contains(&(rest + 1)) || !alike(r, rest, rest + 1);
    let first = r.peers(part).start;
    let one_loss = r.claims[part].sentence == r.claims[whole].sentence && (first..part).all(|c| !alike(r, c, rest));
    let like = alike(r, part, rest) && alike(r, whole, rest) && operand::plain(&r.claims[rest]);
    let across = !same;
    ((leaves(lead) || with()) && opens && tied && alone && one_loss && like).then(|| Total {
        across,
        loose: true,
        ..Total::of(vec![whole], vec![part, rest])
    })
}

/// "25 years in prison, 15 years for the robbery and a further eight for the assault".
fn further(r: &Reading<'_>, last: usize) -> Option<Total> {
    let tokens = r.tokens(last);
    let (first, whole) = (last.checked_sub(1)?, last.checked_sub(2)?);
    let peers = r.peers(last);
    let at = tokens.start.checked_sub(1)?;
    let marked = r.text_is(at, &["further", "another"])
        || r.text_is(tokens.start, &["further", "another"])
        || r.text_is(tokens.start + 1, &["further"]);
    if !marked || !peers.contains(&whole) || !alike(r, whole, first) || !alike(r, first, last) {
        return None;
    }
    let comma = r.lead(first).filter(|&i| r.text_is(i, &[",", ":", "—"]))?;
    let and =
        r.lead(last).or_else(|| at.checked_sub(2)).is_some_and(|i| (i..tokens.start).any(|i| r.text_is(i, &["and"])));
    let tight = comma - r.tokens(whole).end <= 6 && r.runs_on(r.tokens(whole).end..comma);
    let unit = likeness(&r.claims[whole], &r.claims[first]) == Likeness::Same;
    (and && tight && unit).then(|| Total { loose: true, ..Total::of(vec![whole], vec![first, last]) })
}

/// "Two of the seven trustees voted for the sale, four voted against and two abstained."
fn exclusive(r: &Reading<'_>, whole: usize) -> Option<Total> {
    let first = whole.checked_sub(1)?;
    let of = r.lead(whole).filter(|&i| r.text_is(i, &["of"]))?;
    let peers = r.peers(whole);
    if !peers.contains(&first) || r.tokens(first).end != of || !alike(r, first, whole) {
        return None;
    }
    let votes = |c: usize| {
        let end = r.tokens(c).end;
        r.any(end..end + 3, vocab::EXCLUSIVE)
    };
    let parts: Vec<usize> =
        (first..peers.end).filter(|&c| c != whole && alike(r, c, whole) && (votes(c) || c == first)).collect();
    (votes(whole) && parts.len() >= 2).then(|| Total { only_over: true, ..Total::of(vec![whole], parts) })
}

/// "five bedrooms, three upstairs and three downstairs": two bare numbers straight after what they count.
fn bare(r: &Reading<'_>, whole: usize) -> Option<Total> {
    let (one, other) = (whole + 1, whole + 2);
    let peers = r.peers(whole);
    let last = peers.contains(&other) && !peers.contains(&(other + 1));
    if !last || !operand::counts(&r.claims[whole]) || operand::bare(&r.claims[whole]) || !addable(r, whole) {
        return None;
    }
    // Only what is written counts: the noun may be lent to the parts.
    let unnamed = |c: usize| r.tokens(c).len() == 1 && alike(r, c, whole) && operand::plain(&r.claims[c]);
    let end = r.tokens(whole).end;
    let comma = r.text_is(end, &[",", "—"]) && r.tokens(one).start == end + 1;
    let gap = r.gap(one, other);
    let and = r.lead(other).is_some_and(|i| r.text_is(i, &["and"])) && (1..=6).contains(&gap.len());
    // "three or more", "three of which", "three to one".
    let after = |c: usize| r.text_is(r.number_end(c), &["or", "of", "to", "more", "per", "-", "–", "%"]);
    let tail = r.tokens(other).end..r.sentence(whole).end;
    let clean = unnamed(one) && unnamed(other) && !after(one) && !after(other) && tail.len() <= 6;
    (comma && and && clean && !gap.clone().any(|i| r.symbol(i)))
        .then(|| Total { only_over: true, ..Total::of(vec![whole], vec![one, other]) })
}

impl Total {
    /// What the parts must come to.
    pub fn whole(&self) -> Whole {
        self.wholes.last().map_or(Whole::Hundred, |&w| Whole::Claim(w))
    }
}
