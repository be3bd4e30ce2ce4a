//! Whether two claims look like two versions of one number: their kinds, their digits, the words around them, and
//! what sets them apart.

use super::Reader;
use crate::claim::Claim;
use crate::prose::Tag;
use crate::quantity::Kind;
use crate::span::Span;
use crate::vocab::{self, scan};
use rust_decimal::Decimal;
use std::ops::Range;

impl Reader<'_, '_> {
    /// Whether both count the same kind of thing in the same unit, named in both.
    pub(super) fn one_kind(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.claims[a].quantity, &self.claims[b].quantity);
        let named = !a.unit.name.is_empty() || a.kind == Kind::Score;
        a.kind == b.kind && named && last(&a.unit.name) == last(&b.unit.name) && a.change == b.change
    }

    /// The same, where one of them says that it came or went: "1,420 jobs to go" over "will cut 1,420 jobs".
    pub(super) fn one_kind_moved(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.claims[a].quantity, &self.claims[b].quantity);
        let unmoved = [a.change, b.change].contains(&crate::quantity::Change::None);
        unmoved && a.kind == b.kind && !a.unit.name.is_empty() && a.unit.name == b.unit.name
    }

    /// Whether both may be of one kind: a headline leaves the noun out.
    pub(super) fn alike(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.claims[a].quantity, &self.claims[b].quantity);
        let bare = |k: Kind| matches!(k, Kind::Number | Kind::Count);
        self.one_kind(a, b)
            || bare(x.kind) && bare(y.kind) && (x.unit.name.is_empty() || y.unit.name.is_empty() || self.told(a, b))
            || x.kind == y.kind && x.kind != Kind::Count && x.unit.name == y.unit.name
    }

    /// Whether the sentence of a claim has the word that another claim counts: "23 injured", "32 people were injured".
    pub(super) fn told(&self, noun: usize, sentence: usize) -> bool {
        let name = last(&self.claims[noun].quantity.unit.name);
        let range = self.prose.sentences[self.claims[sentence].sentence].range();
        name.len() > 3 && range.clone().any(|i| self.prose.word(i).eq_ignore_ascii_case(name))
    }

    /// Whether two numbers look like versions of one.
    pub(super) fn versions(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.claims[a].quantity, &self.claims[b].quantity);
        if let (Kind::Score, Some(x), Some(y)) = (x.kind, x.range, y.range) {
            let ten = Decimal::TEN;
            let large = [x.0, x.1, y.0, y.1].iter().all(|n| *n >= ten);
            return large && (x.0 == y.0 && slipped(x.1, y.1) || x.1 == y.1 && slipped(x.0, y.0));
        }
        match (x.value, y.value) {
            (Some(x), Some(y)) => slipped(x, y),
            _ => false,
        }
    }

    /// Whether the two numbers have the same digits in another order, which chance seldom does.
    pub(super) fn swapped(&self, a: usize, b: usize) -> bool {
        let digits = |n: usize| {
            let mut digits = self.claims[n].quantity.value.map(|v| v.normalize().mantissa().to_string().into_bytes());
            digits.iter_mut().for_each(|d| d.sort_unstable());
            digits
        };
        digits(a).is_some_and(|d| d.len() > 1) && digits(a) == digits(b)
    }

    /// Whether something sets two claims apart: their times, their places, their sources, or a word.
    pub(super) fn apart(&self, a: usize, b: usize) -> bool {
        self.apart_within(a, b, false)
    }

    /// The same, with the words looked for in the claims' clauses, or only `near` the numbers.
    pub(super) fn apart_within(&self, a: usize, b: usize, near: bool) -> bool {
        let (x, y) = (&self.claims[a], &self.claims[b]);
        let text = |span: Option<Span>| span.map(|s| self.prose.slice(s).to_lowercase());
        let times = matches!((text(x.time), text(y.time)), (Some(a), Some(b)) if a != b && !a.contains(&b) && !b.contains(&a))
            && x.quantity.kind != Kind::Count
            && self.shared(a, b) < 4;
        let source = |n: usize| self.attributions.get(n)?.as_ref()?.source.map(|s| self.prose.slice(s));
        // A headline shortens a name: "Census counts", "the census office said".
        let shortened = |a: &str, b: &str| near && b.split(' ').any(|w| w.eq_ignore_ascii_case(last(a)));
        let one = |a: &str, b: &str| last(a).eq_ignore_ascii_case(last(b)) || shortened(a, b);
        let sources = matches!((source(a), source(b)), (Some(a), Some(b)) if !one(a, b));
        let tokens = |s: Span| self.prose.token_at(s.start)..self.prose.token_at(s.end.saturating_sub(1)) + 1;
        let scopes = |c: &Claim| c.scope.iter().flat_map(|s| self.content(tokens(s.span))).collect::<Vec<_>>();
        let (p, q) = (scopes(x), scopes(y));
        let places = !p.is_empty() && !q.is_empty() && !p.iter().any(|s| q.contains(s));
        let parts = |i: usize| self.prose.tokens.get(i).is_some_and(|t| t.is(vocab::SETS_APART));
        // Where the digits are the same, only a word close by speaks of another thing.
        let close = self.swapped(a, b);
        let clause = |c: &Claim| if near { 0..0 } else { c.clause.clone() };
        let parted = |c: &Claim| {
            let start = self.prose.token_at(c.span.start);
            let end = self.prose.token_at(c.span.end.saturating_sub(1)) + 1;
            let before = (start.saturating_sub(2)..start).any(parts);
            before || !close && (start..end + 2).chain(clause(c)).any(parts)
        };
        times || sources || places || parted(x) || parted(y) || self.made_by_another(x, y) || self.made_by_another(y, x)
    }

    /// "the $37 million raised by Clinton", where the other number is not about Clinton.
    fn made_by_another(&self, claim: &Claim, other: &Claim) -> bool {
        let end = self.prose.token_at(claim.span.end.saturating_sub(1)) + 1;
        let by = matches!(self.prose.tag(end), Tag::Participle | Tag::Verb) && self.prose.is(end + 1, "by");
        let phrase = if by { self.prose.noun_phrase_from(end + 2) } else { end..end };
        let maker = self.prose.head(&phrase).filter(|&i| self.prose.tag(i) == Tag::Proper);
        maker.is_some_and(|maker| {
            let name = self.prose.word(maker);
            let told = self.prose.sentences[other.sentence].range().any(|i| self.prose.word(i) == name);
            let about = other.subject.iter().any(|s| self.prose.slice(*s).contains(name));
            !told || !about && !other.subject.is_empty()
        })
    }

    /// The stems of the content words in some tokens: the first four letters, folded.
    pub(super) fn content(&self, tokens: Range<usize>) -> Vec<[u8; 4]> {
        let small = vocab::PREPOSITION
            .or(vocab::CONJUNCTION)
            .or(vocab::AUXILIARY)
            .or(vocab::DETERMINER)
            .or(vocab::PRONOUN)
            .or(vocab::ADVERB)
            .or(vocab::TITLE);
        let word = |i: usize| {
            let token = self.prose.tokens.get(i).filter(|t| t.kind == scan::Kind::Word && !t.is(small))?;
            let bytes = self.prose.text.get(token.span.range())?.as_bytes();
            let stem = <[u8; 4]>::try_from(bytes.get(..4)?).ok()?;
            Some(stem.map(|b| b.to_ascii_lowercase()))
        };
        tokens.filter_map(word).collect()
    }

    /// How many content words the sentences of two claims share, the counted thing left out.
    pub(super) fn shared(&self, a: usize, b: usize) -> usize {
        let words = |n: usize| {
            let c = &self.claims[n];
            let range = self.prose.sentences[c.sentence].range();
            let start = self.start(n);
            self.content(range.start.max(start.saturating_sub(24))..range.end.min(start + 24))
        };
        let unit = |stem: &[u8; 4]| {
            let name = last(&self.claims[b].quantity.unit.name).as_bytes();
            name.get(..4).is_some_and(|n| n.eq_ignore_ascii_case(stem))
        };
        let (mut first, second) = (words(a), words(b));
        first.sort_unstable();
        first.dedup();
        first.iter().filter(|s| !unit(s) && second.contains(s)).count()
    }
}

/// The last word of a phrase.
pub(super) fn last(phrase: &str) -> &str {
    phrase.rsplit(' ').next().unwrap_or(phrase)
}

/// Whether two claims may mean the same value.
pub(super) fn meet(a: &Claim, b: &Claim) -> bool {
    if let (Some(x), Some(y)) = (a.quantity.range, b.quantity.range) {
        return x == y;
    }
    let (x, y) = (&a.quantity.interval, &b.quantity.interval);
    let below = |x: &crate::quantity::Interval, y: &crate::quantity::Interval| match (x.high, y.low) {
        (Some(h), Some(l)) => h.value < l.value,
        _ => false,
    };
    !below(x, y) && !below(y, x)
}

/// Whether one number looks like the other with a slip: two neighbouring digits swapped, one digit other, another scale.
pub(in crate::relation) fn slipped(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.normalize(), b.normalize());
    if a == b || a < Decimal::TEN.min(b) && a < Decimal::ONE || b < Decimal::ONE {
        return false;
    }
    let digits = |d: Decimal| d.mantissa().unsigned_abs().to_string().into_bytes();
    let (x, y) = (digits(a), digits(b));
    if x.len() == 1 && y.len() == 1 && a < Decimal::TEN && b < Decimal::TEN {
        return false;
    }
    let strip = |v: &[u8]| v.iter().rposition(|b| *b != b'0').map_or(0, |n| n + 1);
    let scaled = x[..strip(&x)] == y[..strip(&y)];
    let whole = |d: Decimal| d.trunc().mantissa().unsigned_abs().to_string().len();
    if x.len() != y.len() || whole(a) != whole(b) {
        // "5 million" for "5 billion", not 3.5 for 35.
        return scaled && (a / b >= Decimal::ONE_THOUSAND || b / a >= Decimal::ONE_THOUSAND);
    }
    let off: Vec<usize> = (0..x.len()).filter(|i| x[*i] != y[*i]).collect();
    match off.as_slice() {
        [_] => true,
        [i, j] => *j == i + 1 && x[*i] == y[*j] && x[*j] == y[*i],
        _ => false,
    }
}

/// Whether one number is the other with two neighbouring digits swapped.
pub(in crate::relation) fn swapped_digits(a: Decimal, b: Decimal) -> bool {
    let sorted = |d: Decimal| {
        let mut digits = d.normalize().mantissa().to_string().into_bytes();
        digits.sort_unstable();
        digits
    };
    slipped(a, b) && sorted(a) == sorted(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        for (a, b) in [
            ("112000", "122000"),
            ("14", "17"),
            ("6.2", "2.6"),
            ("640", "460"),
            ("5000000", "5000000000"),
            ("48000", "84000"),
        ] {
            assert!(slipped(a.parse().unwrap(), b.parse().unwrap()), "{a} {b}");
        }
        for (a, b) in [("14", "14"), ("14", "20"), ("3", "4"), ("640", "1640"), ("1.5", "15"), ("112000", "143000")] {
            assert!(!slipped(a.parse().unwrap(), b.parse().unwrap()), "{a} {b}");
        }
    }
}
