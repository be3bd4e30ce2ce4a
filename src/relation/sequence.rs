//! Changes that two sentences tell one after the other, each with its time, and whose size closes the second.

use super::change::usable;
use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::size::{Form, Mark, adjusted, month, own_base, year};
use super::{Change, Outcome};
use crate::prose::Tag;
use crate::quantity::{self, Kind};
use crate::span::Span;
use crate::vocab::{self, words};

/// The most tokens between the second number and the size of the change.
const SPREAD: usize = 14;

/// "In 2015 it treated 320. Last year it treated 480, a 60 percent increase."
pub(super) fn find(r: &Reading<'_>, marks: &[Option<Mark>], size: usize, mark: &Mark) -> Option<Change> {
    let near = r.near(size, 2);
    let noun = mark.form == Form::Noun;
    let opens = mark.phrase.start.checked_sub(1).is_some_and(|i| r.opens_aside(i));
    if !(noun || mark.form == Form::Adverb && opens) || adjusted(r, mark) {
        return None;
    }
    let kind = r.claims[size].quantity.kind;
    if kind != Kind::Multiple && !own_base(r, mark) {
        return None;
    }
    if !matches!(kind, Kind::Percent | Kind::Points | Kind::Multiple) {
        return None;
    }
    // In its own sentence, the aside stands straight after the number it speaks of; else the sentence opens with it.
    let plain = |c: &usize| marks[*c].is_none() && usable(r, *c).is_some();
    let mut earlier = (near.start..size).rev().filter(plain);
    let to = earlier.next()?;
    let same = r.claims[to].sentence == r.claims[size].sentence;
    let gap = r.tokens(to).end..mark.phrase.start;
    if same && (!opens || gap.len() > SPREAD || !r.runs_on(gap)) || !same && !points_back(r, mark) {
        return None;
    }
    let from = earlier.next()?;
    if likeness(&r.claims[from], &r.claims[to]) < Likeness::Elided || !two_times(r, from, to) {
        return None;
    }
    // "a final dividend of 8.15p, making 12.40p for the year": the first is a part of the second.
    if r.tokens(to).start.checked_sub(1).is_some_and(|i| r.is(i, vocab::AMOUNTING)) {
        return None;
    }
    let across = r.claims[from].sentence != r.claims[size].sentence;
    // "$389,000 in March. A year ago it was $412,000. The 5.6 percent decline": told in the other order.
    let value = |c: usize| operand::value(&r.claims[c]);
    let against = match mark.direction {
        quantity::Change::Up => value(from) > value(to),
        quantity::Change::Down => value(from) < value(to),
        quantity::Change::None => false,
    };
    if against && across {
        return None;
    }
    let (from, to) = if against && told_backwards(r, from, to) { (to, from) } else { (from, to) };
    let outcomes = vec![Outcome { claim: size, direction: mark.direction }];
    Some(Change { from, to, direction: None, outcomes, stated: false, across, tied: false })
}

/// Whether the second of two numbers is told of the earlier time: "A year ago it was", "in 2015" after "in 2019".
fn told_backwards(r: &Reading<'_>, first: usize, second: usize) -> bool {
    let window = |c: usize| {
        let (tokens, sentence) = (r.tokens(c), r.sentence(c));
        tokens.start.saturating_sub(SPREAD / 2).max(sentence.start)..(tokens.end + SPREAD / 2).min(sentence.end)
    };
    let dated = |c: usize| window(c).find(|&i| year(r, i)).map(|i| r.prose.word(i));
    let ago = |c: usize| window(c).any(|i| r.prose.is_any(i, words!["ago", "earlier", "before", "previously"]));
    match (dated(first), dated(second)) {
        (Some(a), Some(b)) => a > b,
        _ => ago(second) && !ago(first),
    }
}

/// "That tripling", "Managers called the 27 percent increase": a sentence that takes the change up again.
fn points_back(r: &Reading<'_>, mark: &Mark) -> bool {
    r.text_is(mark.phrase.start, &["that", "this", "the"])
}

/// "106,265 boats … Petrol boats came to 48,384": the later sentence names fewer of what the earlier one counts.
pub(super) fn narrowed(r: &Reading<'_>, from: usize, to: usize) -> bool {
    if r.claims[from].sentence == r.claims[to].sentence {
        return false;
    }
    let earlier = r.sentence(from);
    let told = |i: usize| earlier.clone().any(|j| r.prose.word(j).eq_ignore_ascii_case(r.prose.word(i)));
    let naming = |i: usize| r.prose.tag(i).is_noun() || r.prose.tag(i) == Tag::Adjective;
    let time = |i: usize| r.is(i, vocab::THEN_AND_NOW.or(vocab::PERIOD_NOUN));
    let fewer = |i: usize| naming(i) && r.prose.tag(i + 1).is_noun() && !told(i) && told(i + 1);
    (r.sentence(to).start..r.tokens(to).start).any(|i| fewer(i) && !time(i) && !time(i + 1))
}

/// Whether both numbers are said to be of one and the same year.
fn one_year(r: &Reading<'_>, from: usize, to: usize) -> bool {
    let stated = |c: usize| {
        let digits = |s: &'_ Span| r.prose.slice(*s).split(' ').next_back().and_then(|w| w.parse::<u16>().ok());
        r.claims[c].time.as_ref().and_then(digits)
    };
    r.claims[from].sentence != r.claims[to].sentence && stated(from).is_some() && stated(from) == stated(to)
}

/// Whether two numbers are told apart by their times, and by nothing else that the text says.
pub(super) fn two_times(r: &Reading<'_>, from: usize, to: usize) -> bool {
    let stretch = |c: usize| {
        let sentence = r.sentence(c);
        let tokens = r.tokens(c);
        let start = tokens.start.saturating_sub(16).max(sentence.start);
        start..(tokens.end + 12).min(sentence.end)
    };
    let dated = |c: usize| r.any(stretch(c), vocab::THEN_AND_NOW) || stretch(c).any(|i| year(r, i) || month(r, i));
    let plain = operand::plain(&r.claims[from]) && operand::plain(&r.claims[to]);
    dated(from) && dated(to) && plain && !narrowed(r, from, to) && !one_year(r, from, to)
}
