//! What a number is set against: "£34.9m, down from £38.2m", "43.9% (2019: 42.1%)". Of two such numbers the one is new and
//! the other old, and writing up the old one for the new is a common slip.

use super::item::Item;
use super::source::SourceNumber;
use super::{Found, Tracer, label};
use crate::prose::{Prose, Token};
use crate::vocab::{self, scan::Kind, words};

/// A number in brackets stands at most so many tokens behind the opening one.
const BRACKET: usize = 3;
/// The number that an old one is set against stands at most so many numbers before it.
const APART: usize = 2;
/// A draft that knows the new number has it among so many numbers around the old one.
const AROUND: usize = 16;
/// What tells that a number is of another time stands at most so many tokens before its own words.
const LEAD: usize = 60;

/// Whether a number is what another is set against, by the words before it.
pub fn is_base(prose: &Prose<'_>, item: &Item) -> bool {
    let start = item.span.start;
    let first = item.tokens.start;
    // A hedge is part of the number's phrase; what leads it stands before.
    let at = (first..item.tokens.end).find(|&i| prose.tokens[i].span.start >= start).unwrap_or(first);
    let back = |n: usize| at.checked_sub(n);
    let is = |n: usize, list| back(n).is_some_and(|i| prose.is_any(i, list));
    if is(1, words!["from", "against", "versus"]) || is(1, words!["with", "to"]) && is(2, words!["compared"]) {
        return true;
    }
    // "(2023: £8.5m)", "(December: 2,507)", "(before: 22)"
    let opened = (2..=BRACKET).any(|n| is(n, words!["("]));
    let time = |t: &Token| t.kind == Kind::Number || t.capital || t.is(vocab::FORMERLY);
    is(1, words![":"]) && opened && back(2).is_some_and(|i| time(&prose.tokens[i]))
}

impl Tracer<'_, '_> {
    /// The number that source number `n` is set against, if it is an old one.
    fn new_of(&self, n: usize) -> Option<usize> {
        let number = |m: usize| &self.sources.numbers[m];
        if !number(n).base {
            return None;
        }
        let alike = |m: &usize| self.are_of_a_kind(number(*m), number(n)) && !number(*m).base;
        let here = |m: &usize| number(*m).sentence == number(n).sentence;
        // "from 48 to 61"
        let next = Some(n + 1).filter(|m| *m < self.sources.numbers.len() && here(m) && number(*m).follows_to);
        let before = || (n.saturating_sub(APART)..n).rev().take_while(here).find(alike);
        next.filter(alike).or_else(before)
    }

    fn are_of_a_kind(&self, a: &SourceNumber, b: &SourceNumber) -> bool {
        match (a.what.quantity(), b.what.quantity()) {
            (Some(x), Some(y)) => x.kind == y.kind && x.unit.code == y.unit.code || a.bare || b.bare,
            _ => false,
        }
    }

    /// The new number that should stand where the draft has the old one, or the old one that belongs to the new number that
    /// the draft's is set against.
    pub(super) fn mistimed(&self, i: usize, n: usize, found: &[Found]) -> Option<usize> {
        let item = &self.items[i];
        let m = if item.base { self.old_beside(i, n, found) } else { self.new_for(i, n, found) }?;
        (self.comparable(i, m) && !self.states(i, m)).then_some(m)
    }

    /// "Debt has come down to £38.2 million", where that is what it came from.
    fn new_for(&self, i: usize, n: usize, found: &[Found]) -> Option<usize> {
        let new = self.new_of(n)?;
        let item = &self.items[i];
        let near = |j: &usize| *j != i && self.items[*j].sentence.abs_diff(item.sentence) <= 1;
        let around = i.saturating_sub(AROUND)..(i + AROUND).min(found.len());
        let mut stated = around.filter(near).filter(|j| found[*j].is() == Some(new)).map(|j| self.items[j].base);
        // The draft has both: the wrong way round, or it knows the new one and tells the old.
        match stated.next() {
            Some(crossed) => return crossed.then_some(new),
            None if self.tells_of_old(i) => return None,
            None => {}
        }
        let sentence = &self.sources.sentences[self.sources.numbers[n].sentence];
        (label::shared(&self.words[i].wide, &sentence.words) >= 1).then_some(new)
    }

    /// Whether the draft says, in any way, that a number is of another time.
    fn tells_of_old(&self, i: usize) -> bool {
        let item = &self.items[i];
        let open = self.prose.sentences[item.sentence].range().start;
        let lead = open.max(item.own.start.saturating_sub(LEAD))..item.own.end;
        let year = |t: &Token| t.kind == Kind::Number && is_year(self.prose, t);
        self.has_time(i)
            || self.prose.tokens[lead].iter().any(|t| t.is(vocab::FORMERLY))
            || self.prose.tokens[item.own.clone()].iter().any(year)
    }

    /// "Profit fell to £7.4 million from £8.2 million", where the source has 8.2 for another profit and £8.5 million beside
    /// the £7.4 million.
    fn old_beside(&self, i: usize, n: usize, found: &[Found]) -> Option<usize> {
        let h = i.checked_sub(1).filter(|h| self.items[*h].sentence == self.items[i].sentence)?;
        let new = found[h].is().filter(|_| !self.items[h].base && !self.has_time(i))?;
        let mut olds = (new + 1..=new + APART).take_while(|m| *m < self.sources.numbers.len());
        let old = olds.find(|&m| self.new_of(m) == Some(new))?;
        (old != n && self.sources.numbers[n].sentence != self.sources.numbers[old].sentence).then_some(old)
    }

    fn has_time(&self, i: usize) -> bool {
        let dated =
            |c: usize| self.claims[c].time.is_some_and(|t| self.prose.slice(t).bytes().any(|b| b.is_ascii_digit()));
        self.items[i].of.is_ok_and(dated)
    }
}

fn is_year(prose: &Prose<'_>, token: &Token) -> bool {
    let text = prose.slice(token.span);
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && text.starts_with(['1', '2'])
}
