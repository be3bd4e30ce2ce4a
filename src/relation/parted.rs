//! Lists whose whole stands somewhere before: "It took £94 million in fees, £67 million from shops and £49 million from
//! parking" after "sales of £210 million"; "Of the dead, 61 were found in the valley, 17 along the Ense and five in the town."
//!
//! Nothing says for certain that such parts are all of a number that stands sentences away. They are taken to be only if
//! they miss it by a slip: two digits swapped, one digit other, in one of them or in the whole.

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::twice::{slipped, swapped_digits};
use super::{Bounds, Relation, Total};
use crate::quantity::{Kind, exact};
use crate::vocab::{self, words};
use dashu_ratio::RBig;
use rust_decimal::Decimal;

/// The most parts of one list.
const PARTS: usize = 8;

/// How many numbers before a list may be its whole.
const REACH: usize = 32;

/// How many sentences up the whole is looked for.
const SENTENCES: usize = 2;

/// How a list is opened, and so how much of a slip is needed to take it for the parts of what stands before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opened {
    /// "Of the dead, …": some may be left out, but hardly more than the least that is named.
    Of,
    /// "from three sources: …".
    Colon,
    /// By nothing but its first number.
    Bare,
}

/// Finds the lists of a draft that have no whole of their own.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    let mut known = vec![false; r.claims.len()];
    for relation in out.iter() {
        if let Relation::Total(total) = relation {
            total.parts.iter().for_each(|&c| known[c] = true);
        }
    }
    let mut first = 0;
    while first < r.claims.len() {
        let end = first + r.claims[first..].iter().take_while(|c| c.sentence == r.claims[first].sentence).count();
        if end - first <= PARTS + 2 && !known[first..end].iter().any(|k| *k) {
            out.extend(list(r, first, end).and_then(|list| of_what(r, list)).map(Relation::Total));
        }
        first = end;
    }
}

/// A list, how it is opened, and its whole if it names one: "Of the 96 districts, …".
struct List {
    parts: Vec<usize>,
    opened: Opened,
    whole: Option<usize>,
}

/// The list that makes up a sentence.
fn list(r: &Reading<'_>, first: usize, end: usize) -> Option<List> {
    let sentence = r.sentence(first);
    let addable = |c: &usize| {
        let kind = matches!(r.claims[*c].quantity.kind, Kind::Money | Kind::Count | Kind::Number | Kind::Measure);
        kind && operand::plain(&r.claims[*c]) && r.claims[*c].quantity.value.is_some()
    };
    let last = (first..end).rev().find(addable).filter(|&c| r.lead(c).is_some_and(|i| r.prose.is(i, "and")))?;
    let kin = |c: &usize| addable(c) && likeness(&r.claims[*c], &r.claims[last]) >= Likeness::Elided;
    let mut parts: Vec<usize> = (first..=last).filter(kin).collect();
    let of = r.prose.is(sentence.start, "of");
    let whole = parts.first().copied().filter(|&c| of && r.lead(c) == Some(sentence.start));
    if whole.is_some() {
        parts.remove(0);
    }
    let colon = parts.first().and_then(|&c| r.tokens(c).start.checked_sub(1)).is_some_and(|i| r.prose.is(i, ":"));
    let opened = match (of, colon) {
        (true, _) => Opened::Of,
        (_, true) => Opened::Colon,
        _ => Opened::Bare,
    };
    // "310 belong to the three big chains": a number inside an item is no part.
    let head = *parts.first()?;
    let opens = |c: &usize| r.lead(*c).is_some_and(|i| r.prose.is_any(i, words![",", "and", ";"]));
    parts.retain(|c| *c == head || opens(c) || !r.is(r.tokens(*c).start.saturating_sub(1), vocab::DETERMINER));
    let unit = |c: usize| likeness(&r.claims[c], &r.claims[head]);
    let alike = parts.iter().all(|&c| unit(c) == Likeness::Same || operand::bare(&r.claims[c]));
    let least = if opened == Opened::Bare && !halves(r, &parts) { 3 } else { 2 };
    let gapped = parts.windows(2).all(|p| item(r, p[0], p[1]));
    let fits = parts.len() >= least && parts.len() <= PARTS && alike && gapped && said_of(r, last);
    fits.then_some(List { parts, opened, whole })
}

/// "119 were passengers and 24 were crew": two parts that are the two halves of what was counted.
fn halves(r: &Reading<'_>, parts: &[usize]) -> bool {
    let &[a, b] = parts else { return false };
    let noun = |c: usize, end: usize| {
        let tokens = r.tokens(c);
        let near = tokens.start..(tokens.end + 3).min(end);
        let be = near.clone().find(|&i| r.is(i, vocab::BE)).map_or(tokens.end.saturating_sub(1), |i| i + 1);
        (r.is(be, vocab::ONE_HALF), r.is(be, vocab::OTHER_HALF))
    };
    let (one, other) = (noun(a, r.tokens(b).start), noun(b, r.sentence(b).end));
    one.0 && other.1 || one.1 && other.0
}

/// Whether two numbers are neighbours in a list: the first says what it is for, and a comma or "and" leads the second.
fn item(r: &Reading<'_>, one: usize, next: usize) -> bool {
    let lead = r.lead(next);
    let joined = lead.is_some_and(|i| r.prose.is_any(i, words![",", "and", ";"]));
    let named = lead.is_some_and(|i| r.prose.is(i, "and") || r.tokens(next).start == i + 1) || joined;
    let gap = r.gap(one, next);
    named && gap.len() <= 12 && said_of(r, one) && !r.any(gap, vocab::SET_AGAINST)
}

/// "£94 million in fees", "17 along the Ense", "61 were found in": what a part is stands behind it.
fn said_of(r: &Reading<'_>, part: usize) -> bool {
    let end = r.tokens(part).end;
    !r.closes(end, &r.sentence(part)) && !r.prose.is_any(end, words!["each", "apiece", "of"])
}

/// The whole of a list, if the parts miss it by a slip, and nothing in reach is met.
fn of_what(r: &Reading<'_>, list: List) -> Option<Total> {
    let List { parts, opened, whole } = list;
    let (first, last) = (*parts.first()?, *parts.last()?);
    let home = r.claims[first].sentence;
    let unit = &r.claims[last].quantity.unit;
    let bounds = |c: usize| {
        let c = &r.claims[c];
        operand::in_unit_of(operand::operand(c, &r.settings.precision), &c.quantity.unit, unit)
    };
    let sum = parts.iter().fold(Bounds::point(RBig::ZERO), |sum, &c| sum.plus(&bounds(c)));
    let strict = parts.iter().copied().find(|&c| !operand::bare(&r.claims[c])).unwrap_or(first);
    let kin = |c: &usize| {
        let like = likeness(&r.claims[*c], &r.claims[strict]);
        let percent = |c: usize| r.claims[c].quantity.kind == Kind::Percent;
        like == Likeness::Same
            || (opened != Opened::Bare || halves(r, &parts))
                && like >= Likeness::Elided
                && percent(*c) == percent(strict)
    };
    let wholes: Vec<usize> = (first.saturating_sub(REACH)..first).filter(kin).collect();
    let after = (last + 1..r.claims.len().min(last + PARTS)).filter(kin);
    if wholes.iter().copied().chain(after).any(|c| bounds(c).meets(&sum)) {
        return None;
    }
    let near = |c: &&usize| {
        let claim = &r.claims[**c];
        home > claim.sentence && home - claim.sentence <= SENTENCES && operand::plain(claim) && claim.modality.is_none()
    };
    let mut missed = wholes.iter().rev().filter(near).copied().filter(|&w| missed(r, &parts, w, opened));
    let across = whole.is_none();
    let whole = match whole {
        Some(whole) if self::missed(r, &parts, whole, opened) => whole,
        Some(_) => return None,
        None => missed.next()?,
    };
    Some(Total { across, loose: true, ..Total::of(vec![whole], parts) })
}

/// Whether parts come to a whole, as far as their rounding goes.
pub(super) fn comes_to(r: &Reading<'_>, parts: &[usize], whole: usize) -> bool {
    let unit = &r.claims[whole].quantity.unit;
    let bounds = |c: usize| {
        let c = &r.claims[c];
        operand::in_unit_of(operand::operand(c, &r.settings.precision), &c.quantity.unit, unit)
    };
    let sum = parts.iter().fold(Bounds::point(RBig::ZERO), |sum, &c| sum.plus(&bounds(c)));
    bounds(whole).meets(&sum)
}

/// Whether one number of parts and whole, with one digit other or two swapped, makes the parts come to the whole.
pub(super) fn slipped_by_one(r: &Reading<'_>, parts: &[usize], whole: usize) -> bool {
    Missed::new(r, parts, whole).is_some_and(|missed| missed.by(slipped))
}

/// Whether parts miss a whole by a slip.
fn missed(r: &Reading<'_>, parts: &[usize], whole: usize, opened: Opened) -> bool {
    let Some(missed) = Missed::new(r, parts, whole) else { return false };
    // What "of" names may leave some out, but seldom more than the least that it names.
    let left_out =
        opened == Opened::Of && missed.off.is_sign_positive() && missed.parts.iter().any(|v| *v > missed.off);
    // "25 play football and 22 play hockey" may be the same; "61 were found here, 27 in the town" are not.
    let gapped = parts.iter().skip(1).all(|&c| r.is(r.tokens(c).end, vocab::PREPOSITION));
    let any = opened == Opened::Colon || opened == Opened::Of && gapped && !left_out || halves(r, parts);
    missed.by(if any { slipped } else { swapped_digits })
}

/// Parts that do not come to their whole.
struct Missed {
    parts: Vec<Decimal>,
    sum: Decimal,
    whole: Decimal,
    /// By how much the whole is larger than the sum.
    off: Decimal,
}

impl Missed {
    fn new(r: &Reading<'_>, parts: &[usize], whole: usize) -> Option<Self> {
        let value = |c: usize| r.claims[c].quantity.value;
        let parts: Vec<Decimal> = parts.iter().map(|&c| value(c)).collect::<Option<_>>()?;
        let whole = value(whole)?;
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(*v))?;
        let off = whole.checked_sub(sum)?;
        Some(Self { parts, sum, whole, off })
    }

    /// Whether one of the numbers is a slip of what would fit, and the rest are as large as parts and a whole can be.
    fn by(&self, slip: impl Fn(Decimal, Decimal) -> bool) -> bool {
        let needed = |v: &Decimal| v.checked_add(self.off).filter(|n| n.is_sign_positive() && !n.is_zero());
        let near = exact(self.off.abs()) <= exact(self.whole) / RBig::from(4);
        let smaller = self.parts.iter().all(|v| *v < self.whole);
        let part = || self.parts.iter().any(|v| needed(v).is_some_and(|n| slip(*v, n)));
        near && smaller && (part() || slip(self.sum, self.whole))
    }
}
