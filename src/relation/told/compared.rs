//! Comparisons whose two numbers stand apart: over a sentence, or in a clause of their own.

use super::phrase::{Op, Phrase, phrase};
use super::{Known, SENTENCES, around};
use crate::quantity::{self, Kind};
use crate::relation::bounds::percent_change;
use crate::relation::operand::{self, Likeness, likeness};
use crate::relation::reading::Reading;
use crate::relation::sequence::{narrowed, two_times};
use crate::relation::size::{based_on_period, has_level, mark, month, year};
use crate::relation::{Bounds, Change, Outcome};
use crate::vocab::{self, words};
use dashu_ratio::RBig;
use std::ops::Range;

/// The most tokens between a result and the number that it speaks of, and between "than" and the number after it.
const SPREAD: usize = 14;

/// The comparison that a claim is the result of, if no pair of numbers in reach gives that result.
pub(super) fn find(r: &Reading<'_>, known: &Known, size: usize) -> Option<Change> {
    let phrase = phrase(r, size)?;
    let finder = Finder { r, known, size, phrase: &phrase };
    let (from, to) = finder.pair()?;
    let (end, home) = (phrase.tokens.end, r.claims[size].sentence);
    let across = [from, to].iter().any(|&c| r.claims[c].sentence != home);
    if has_level(r, end) || across && based_on_period(r, end) {
        return None;
    }
    if !finder.of_a_size(from, to) || finder.fits(from, to) || finder.any_fits(from, to) {
        return None;
    }
    let outcomes = vec![Outcome { claim: size, direction: phrase.direction }];
    Some(Change { from, to, direction: None, outcomes, stated: false, across, tied: true })
}

/// Whether a bare number may be a year after all.
fn bare_year(claim: &crate::claim::Claim) -> bool {
    let year = rust_decimal::Decimal::from(1900)..rust_decimal::Decimal::from(2100);
    operand::bare(claim) && claim.number.len() == 4 && claim.quantity.value.is_some_and(|v| year.contains(&v))
}

struct Finder<'a, 'r> {
    r: &'a Reading<'r>,
    known: &'a Known,
    size: usize,
    phrase: &'a Phrase,
}

impl Finder<'_, '_> {
    /// The two numbers that the words must mean, the earlier or smaller as the words have it first.
    fn pair(&self) -> Option<(usize, usize)> {
        if let Some(pair) = self.taken_up() {
            return Some(pair);
        }
        let to = self.target()?;
        let from = match self.base(to) {
            Some(from) => from,
            None => self.before(to)?,
        };
        let value = |c: usize| operand::value(&self.r.claims[c]);
        let up = value(from)? <= value(to)?;
        // The words say which is the larger; the other is what it is compared with.
        let swap = match self.phrase.direction {
            quantity::Change::Up => !up,
            quantity::Change::Down => up,
            quantity::Change::None => false,
        };
        Some(if swap && !self.named() { (to, from) } else { (from, to) })
    }

    /// "£46 million, up from £40 million. That is a rise of 15 percent": the one change of the sentence before.
    fn taken_up(&self) -> Option<(usize, usize)> {
        let r = self.r;
        if self.phrase.than || self.phrase.verb || !self.points_back(&r.sentence(self.size)) {
            return None;
        }
        let before = r.claims[self.size].sentence.checked_sub(1)?;
        let (from, to) = self.known.only_change(before)?;
        (self.suits(from) && self.suits(to) && self.amount(from) && self.amount(to)).then_some((from, to))
    }

    /// Whether the words name what is compared with what, so that the order is sure.
    fn named(&self) -> bool {
        self.phrase.than
    }

    /// The number that the result speaks of: before it in its sentence, else the last of the sentence before.
    fn target(&self) -> Option<usize> {
        let r = self.r;
        let sentence = r.sentence(self.size);
        let peers = r.peers(self.size);
        let open = self.phrase.tokens.start;
        let own = (peers.start..self.size).rev().find(|&c| self.operand(c) && r.tokens(c).end <= open);
        let own = own.map(|c| self.past_bracket(c, peers.start));
        if let Some(own) = own.filter(|_| !self.phrase.verb) {
            let gap = self.bracket_end(own)..open;
            let aside = open > 0 && r.opens_aside(open - 1);
            let tight =
                gap.len() <= SPREAD && !gap.clone().any(|i| r.prose.is_any(i, words![";", "(", ")", "“", "”", "\""]));
            let clean =
                !gap.clone().any(|i| r.is(i, vocab::CLAUSE_BREAK) && !r.prose.is_any(i, words!["which", "and", "but"]));
            // "shorter than the eight he had asked for and twice the three that she proposed": both are what the subject is
            // compared with.
            let base = r.lead(own).is_some_and(|i| r.prose.is(i, "than") || r.is(i, vocab::BASE))
                && gap.clone().any(|i| r.prose.is_any(i, words!["and", "but"]));
            return (tight && (aside || self.phrase.than) && clean && !base).then_some(own);
        }
        // "£2bn, five times that" has its own; "That is five times as much" goes back.
        let back = self.points_back(&sentence);
        let home = r.claims[self.size].sentence;
        let before = |c: &usize| (r.claims[*c].sentence < home || self.phrase.verb) && self.operand(*c);
        let last = (r.near(self.size, 1).start..self.size).rev().find(before)?;
        // "It rose to $75. It had fallen by a fifth since April": what had been, before that.
        if r.claims[last].sentence < home && (sentence.start..open).any(|i| r.prose.is(i, "had")) {
            return None;
        }
        (back || self.only_like_base(last)).then_some(last)
    }

    /// "168 million visits. It was the best year since 2019, but still a quarter below the 224 million of that year."
    fn only_like_base(&self, last: usize) -> bool {
        let r = self.r;
        let sentence = r.sentence(self.size);
        let pronoun = r.prose.is_any(sentence.start, words!["it", "that", "this"]);
        let next = self.size + 1;
        if !r.peers(self.size).contains(&next) {
            return false;
        }
        let base = r.lead(next).is_some_and(|i| i + 2 >= self.phrase.tokens.end);
        let home = r.claims[last].sentence;
        // Whatever else may be compared with it there leaves a doubt.
        let comparable = |c: &usize| likeness(&r.claims[*c], &r.claims[next]) != Likeness::None;
        let kin = r.near(last, 0).filter(comparable).count();
        pronoun
            && self.phrase.than
            && base
            && kin == 1
            && self.alike(last, next)
            && r.claims[self.size].sentence == home + 1
    }

    /// "7 meters (23 feet), ten times": the amount before a conversion in brackets.
    fn past_bracket(&self, claim: usize, first: usize) -> usize {
        let r = self.r;
        let open = r.lead_aside(claim).filter(|&i| r.prose.is(i, "("));
        match open.and_then(|open| claim.checked_sub(1).filter(|&c| c >= first && r.tokens(c).end == open)) {
            Some(before) if self.operand(before) => before,
            _ => claim,
        }
    }

    /// The token past a claim, and past the brackets behind it.
    fn bracket_end(&self, claim: usize) -> usize {
        let r = self.r;
        let end = r.tokens(claim).end;
        if !r.prose.is(end, "(") {
            return end;
        }
        (end..end + SPREAD).find(|&i| r.prose.is(i, ")")).map_or(end, |i| i + 1)
    }

    /// "That is …", "The 27 percent increase", "The number has …": the sentence takes up what was told before.
    fn points_back(&self, sentence: &Range<usize>) -> bool {
        let (r, open) = (self.r, self.phrase.tokens.start);
        let start = sentence.start + usize::from(r.prose.is_any(sentence.start, words!["“", "\"", "and", "but"]));
        if self.phrase.verb {
            // "…; the number has grown by half", "so that the share has more than doubled".
            let stop = |i: usize| r.prose.is_any(i, words![",", ";", "—", ":", "“", "\"", "that"]);
            let clause = (sentence.start..open).rev().find(|&i| stop(i)).map_or(sentence.start, |i| i + 1);
            // "The total has grown", but "Total advances grew".
            let number = (clause..clause + 3).any(|i| r.is(i, vocab::NUMBER_NOUN) && !r.prose.tag(i + 1).is_noun());
            return number
                && open <= clause + 8
                && !(clause..open).any(|i| r.is(i, vocab::NEGATION) || r.prose.is(i, "of"));
        }
        let subject = r.is(start, vocab::POINTS_BACK) && r.is(start + 1, vocab::COMES_TO) && open <= start + 5;
        let the = r.prose.is_any(start, words!["the", "that", "this"]) && open == start;
        subject || the
    }

    /// What the number is compared with, where it stands behind the result: "than Kelsall's nine million", "than in 2010,
    /// when it had 700", or at the start of the next sentence.
    fn base(&self, to: usize) -> Option<usize> {
        let r = self.r;
        let peers = r.peers(self.size);
        let end = self.phrase.tokens.end;
        let next =
            (self.size + 1..peers.end).find(|&c| r.tokens(c).start >= end && self.alike(c, to) && self.operand(c));
        if let Some(next) = next {
            let gap = end..r.tokens(next).start;
            let when = gap.clone().find(|&i| r.prose.is_any(i, words!["when", "which"]));
            let led = when.is_some_and(|i| r.prose.is(i.wrapping_sub(1), ","));
            let stops = gap.clone().any(|i| r.prose.is_any(i, words![";", ":", "(", ")", "and", "but", "while"]));
            let commas = gap.clone().filter(|&i| r.prose.is(i, ",")).count();
            let direct = self.phrase.than && commas == 0 && gap.len() <= SPREAD / 2 && when.is_none();
            return (!stops && (direct || led && commas <= 2 && gap.len() <= SPREAD)).then_some(next);
        }
        self.base_next(to)
    }

    /// "5 percent more than ten years ago. In 2011 it counted 5.2 million."
    fn base_next(&self, to: usize) -> Option<usize> {
        let r = self.r;
        let home = r.claims[self.size].sentence;
        let sentence = r.prose.sentences.get(home + 1)?.range();
        let first = (self.size + 1..r.near(self.size, 1).end).find(|&c| r.claims[c].sentence == home + 1)?;
        let lead = sentence.start..r.tokens(first).start;
        let dated = self.same_time(lead.start..lead.end.min(lead.start + 6));
        (self.phrase.than && dated && lead.len() <= SPREAD / 2 && self.alike(first, to) && self.operand(first))
            .then_some(first)
    }

    /// The number that the target is compared with, where it stands before: told of another time, and the only one.
    fn before(&self, to: usize) -> Option<usize> {
        let r = self.r;
        let home = r.claims[to].sentence;
        let near = r.near(to, SENTENCES);
        let kin: Vec<usize> = (near.start..to).filter(|&c| self.alike(c, to) && self.operand(c)).collect();
        let &from = kin.last()?;
        let expected = (self.phrase.tokens.end..self.phrase.tokens.end + 5).find(|&i| r.is(i, vocab::EXPECTED));
        if let Some(expected) = expected.filter(|_| self.phrase.than) {
            return (kin.len() == 1 && self.said_of_one(expected, from, to)).then_some(from);
        }
        if narrowed(r, from, to) {
            return None;
        }
        let close = home - r.claims[from].sentence <= 1;
        if self.phrase.than {
            return (close && kin.len() <= 3 && self.same_time(self.window(from))).then_some(from);
        }
        let apart = kin.len() <= 3 && two_times(r, from, to) || kin.len() == 1 && self.then_and_now(from, to);
        // "It was made for £22 million, so that it earned four times its budget": no other two can be meant.
        let others = || around(r, self.size).filter(|&c| c != self.size && self.amount(c) && self.alike(c, to)).count();
        let closed = !self.phrase.than && !self.phrase.verb && self.phrase.op == Op::Fold;
        (close && (apart || closed && others() == 2)).then_some(from)
    }

    /// "stood at 412 feet. Normal is 431 feet, which means it is 19 feet below normal": whether the word that names the base
    /// stands with just one of two numbers, and says what it is.
    fn said_of_one(&self, word: usize, a: usize, b: usize) -> bool {
        let r = self.r;
        let said = |c: usize| {
            let before = r.sentence(c).start..r.tokens(c).start;
            let same = |i: usize| r.prose.word(i).eq_ignore_ascii_case(r.prose.word(word));
            before.clone().any(same) && before.len() <= SPREAD && r.lead(c).is_some_and(|i| r.is(i, vocab::BE))
        };
        said(a) != said(b)
    }

    /// The words around a claim that may say what time it is of, up to the result.
    fn window(&self, claim: usize) -> Range<usize> {
        let (tokens, sentence) = (self.r.tokens(claim), self.r.sentence(claim));
        let end = (tokens.end + SPREAD / 2).min(sentence.end);
        let open = self.phrase.tokens.start;
        let end = if tokens.end <= open { end.min(open) } else { end };
        tokens.start.saturating_sub(SPREAD / 2).max(sentence.start)..end
    }

    /// Whether some words name the time that "than" compares with: the same year, "last year" and "a year ago".
    fn same_time(&self, words: Range<usize>) -> bool {
        let r = self.r;
        let end = self.phrase.tokens.end;
        let base = end..(end + 6).min(r.sentence(self.size).end);
        let years = |range: Range<usize>| range.into_iter().filter(|&i| year(r, i)).map(|i| r.prose.word(i)).next();
        let one = |range: &Range<usize>| {
            let last = range
                .clone()
                .any(|i| r.prose.is_any(i, words!["last", "previous", "a", "the"]) && r.prose.is(i + 1, "year"));
            let past = range.clone().any(|i| {
                r.prose.is_any(i, words!["year", "years"]) && r.prose.is_any(i + 1, words!["ago", "earlier", "before"])
            });
            last || past
        };
        let many = base.clone().any(|i| r.prose.is_any(i, words!["years", "decade", "decades"]));
        match (years(base.clone()), years(words.clone())) {
            (Some(a), Some(b)) => a == b,
            // "than ten years ago. In 2011 …"
            (None, Some(_)) => many,
            (None, None) => one(&base) && one(&words) && !many,
            (Some(_), None) => false,
        }
    }

    /// Whether one of two numbers is told of an earlier time, and the other so of now: "40 cents. Two years ago it was 80."
    fn then_and_now(&self, from: usize, to: usize) -> bool {
        let then = |c: usize| {
            let (tokens, sentence) = (self.r.tokens(c), self.r.sentence(c));
            let near = tokens.start.saturating_sub(SPREAD / 2).max(sentence.start)
                ..(tokens.end + SPREAD / 2).min(sentence.end);
            near.into_iter().any(|i| year(self.r, i) || month(self.r, i) || self.r.is(i, vocab::THEN_AND_NOW))
        };
        then(from) != then(to)
    }

    /// Whether a claim can be compared with another: a plain amount that is no result itself.
    fn operand(&self, claim: usize) -> bool {
        let c = &self.r.claims[claim];
        self.amount(claim)
            && operand::plain(c)
            && c.role == crate::claim::Role::Claim
            && !bare_year(c)
            && mark(self.r, claim).is_none()
            && self.suits(claim)
    }

    /// Whether a claim is an amount of the kind that a result may be of.
    fn amount(&self, claim: usize) -> bool {
        let (c, size) = (&self.r.claims[claim].quantity, &self.r.claims[self.size].quantity);
        let kind = matches!(
            c.kind,
            Kind::Count | Kind::Number | Kind::Money | Kind::Measure | Kind::Percent | Kind::Rate | Kind::Duration
        );
        let time = c.kind == Kind::Duration && size.kind != Kind::Duration && self.phrase.op != Op::Fold;
        kind && !time && c.value.is_some() && !self.known.again[claim]
    }

    /// Whether the result can be one of numbers like this: an amount is in their unit, points go with percentages.
    fn suits(&self, claim: usize) -> bool {
        let (size, c) = (&self.r.claims[self.size], &self.r.claims[claim]);
        match self.phrase.op {
            Op::Amount if operand::points(size) => c.quantity.kind == Kind::Percent,
            Op::Amount => likeness(size, c) >= Likeness::Elided && c.quantity.kind != Kind::Percent,
            _ => true,
        }
    }

    fn alike(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.r.claims[a], &self.r.claims[b]);
        let likeness = likeness(x, y);
        let yearly = |c: &crate::claim::Claim| operand::rate_parts(c).is_some_and(|p| p.0 == "count");
        likeness == Likeness::Same
            || yearly(x) && operand::counts(y)
            || yearly(y) && operand::counts(x)
            || likeness == Likeness::Elided && (operand::bare(x) || operand::bare(y))
    }

    /// Whether two numbers are of one order, as versions of one thing are, and a difference no larger than both.
    fn of_a_size(&self, from: usize, to: usize) -> bool {
        let value = |c: usize| operand::value(&self.r.claims[c]);
        let (Some(a), Some(b)) = (value(from), value(to)) else { return false };
        let most = RBig::from(30);
        self.phrase.op == Op::Fold || a <= &b * &most && b <= &a * &most
    }

    /// Whether two numbers in reach, in either order, give the result: where the words name what is compared, only numbers of
    /// the same sentences are tried.
    fn any_fits(&self, from: usize, to: usize) -> bool {
        let r = self.r;
        let near = around(r, self.size);
        let sentence = |c: usize| r.claims[c].sentence;
        let home = [from, to, self.size].map(sentence);
        let tied = self.phrase.than && from > self.size;
        let usable = |c: &usize| {
            *c != self.size
                && self.amount(*c)
                && (!tied || home.contains(&sentence(*c)))
                && self.suits(*c)
                && mark(r, *c).is_none()
        };
        let near: Vec<usize> = near.filter(usable).collect();
        let fits = |a: usize, b: usize| a != b && self.alike(a, b) && self.fits(a, b);
        near.iter().any(|&a| near.iter().any(|&b| fits(a, b)))
    }

    /// Whether the second number is what the result makes of the first.
    fn fits(&self, from: usize, to: usize) -> bool {
        let r = self.r;
        let unit = &r.claims[to].quantity.unit;
        let of = |c: usize| {
            let claim = &r.claims[c];
            operand::in_unit_of(operand::operand(claim, &r.settings.precision), &claim.quantity.unit, unit)
        };
        let (a, b) = (of(from), of(to));
        let size = &r.claims[self.size];
        let stated = operand::result(size).near(operand::value(size).as_ref());
        let one = Bounds::point(RBig::ONE);
        match self.phrase.op {
            Op::Percent => {
                let hundred = RBig::from(100);
                let ratio = r.claims[self.size].quantity.kind == Kind::Ratio;
                let stated = if ratio { stated.scale(&hundred) } else { stated };
                let (up, down) = (stated.clone(), stated.scale(&RBig::from(-1)));
                let says = match self.phrase.direction {
                    quantity::Change::Up => vec![up],
                    quantity::Change::Down => vec![down],
                    quantity::Change::None => vec![up, down],
                };
                percent_change(&a, &b).is_some_and(|change| says.iter().any(|s| s.meets(&change)))
            }
            Op::Amount => {
                let stated = operand::in_unit_of(stated, &r.claims[self.size].quantity.unit, unit);
                b.minus(&a).abs().meets(&stated)
            }
            Op::Fold => {
                b.over(&a).is_some_and(|up| stated.meets(&up) || one.over(&up).is_some_and(|d| stated.meets(&d)))
            }
        }
    }
}
