//! One thing told twice: the same number in headline and body, or again further down, in two versions.
//!
//! Two numbers are taken for versions of one only if they look it (two digits swapped, one digit other, another scale word), count
//! the same kind of thing, share the words around them, and nothing sets them apart: time, place, source, "another".

use crate::attribution::Attribution;
use crate::claim::{Claim, Modality, Role};
use crate::draft::BlockKind;
use crate::prose::Prose;
use crate::quantity::Kind;
use crate::span::Span;
use crate::vocab::{self, Bound, scan};
use rust_decimal::Decimal;
use std::ops::Range;

/// How many earlier claims a claim is compared with.
const REACH: usize = 32;

/// How many claims of headings are compared with the body.
const HEADINGS: usize = 8;

/// Two claims that state one thing differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The earlier claim.
    pub first: usize,
    /// The later claim.
    pub second: usize,
    /// Whether the first stands in a heading.
    pub heading: bool,
}

/// Every thing of a draft that is told twice and differently.
pub fn twice(prose: &Prose<'_>, claims: &[Claim], attributions: &[Option<Attribution>]) -> Vec<Twice> {
    let reader = Reader { prose, claims, attributions };
    let headings: Vec<_> =
        (0..claims.len()).filter(|n| reader.in_heading(*n) && reader.states(*n)).take(HEADINGS).collect();
    let body: Vec<_> = (0..claims.len()).filter(|n| !reader.in_heading(*n) && reader.states(*n)).collect();
    let mut found: Vec<Twice> = headings.iter().filter_map(|h| reader.against_body(*h, &body)).collect();
    for (place, second) in body.iter().enumerate() {
        let earlier = &body[place.saturating_sub(REACH)..place];
        let first = earlier.iter().rev().find(|first| reader.again(**first, *second, earlier));
        found.extend(first.map(|first| Twice { first: *first, second: *second, heading: false }));
    }
    found
}

struct Reader<'a, 'd> {
    prose: &'a Prose<'d>,
    claims: &'a [Claim],
    attributions: &'a [Option<Attribution>],
}

impl<'a> Reader<'a, '_> {
    fn kind(&self, claim: usize) -> Option<BlockKind> {
        let block = self.prose.sentences[self.claims[claim].sentence].block as usize;
        self.prose.blocks.get(block).map(|b| b.kind)
    }

    fn in_heading(&self, claim: usize) -> bool {
        matches!(self.kind(claim), Some(BlockKind::Heading(_)))
    }

    /// Whether a claim states a plain number in running text that is worth comparing.
    fn states(&self, claim: usize) -> bool {
        let c = &self.claims[claim];
        let kind = !matches!(c.quantity.kind, Kind::Vague | Kind::Multiple | Kind::Ratio | Kind::Rate | Kind::Duration);
        let place = !matches!(self.kind(claim), Some(BlockKind::Cell { .. } | BlockKind::Footnote));
        kind && place
            && c.role == Role::Claim
            && !self.turned(claim)
            && !self.base(claim)
            && c.quantity.bound == Bound::Exact
            && !self.corrects(c.sentence)
    }

    /// Whether a claim says that something is not so: "not 421", "21,500 more". A plan ("would cut") counts as told.
    fn turned(&self, claim: usize) -> bool {
        self.claims[claim].modality.is_some_and(|m| m != Modality::Hypothetical)
    }

    /// "down from 31 a year ago": what a change started from is another time's number.
    fn base(&self, claim: usize) -> bool {
        let before = self.claims[claim].tokens.start.checked_sub(1);
        before.is_some_and(|i| self.prose.tokens[i].is_text("from"))
    }

    /// "Correction: an earlier version of this article …" repeats the wrong number on purpose.
    fn corrects(&self, sentence: usize) -> bool {
        let block = self.prose.sentences[sentence].block;
        let first = self.prose.sentences.partition_point(|s| s.block < block);
        self.prose.sentences[first].range().take(12).any(|i| self.prose.tokens[i].is(vocab::CORRECTION))
    }

    /// The number of a heading that no number of the body agrees with, and the one that looks like another version of it.
    fn against_body(&self, heading: usize, body: &[usize]) -> Option<Twice> {
        let agrees = |n: &usize| meet(&self.claims[*n], &self.claims[heading]);
        if body.iter().any(agrees) {
            return None;
        }
        let fits = |n: &&usize| {
            let enough = self.shared(heading, **n) >= if self.one_kind(heading, **n) { 1 } else { 2 };
            enough && self.alike(heading, **n) && self.versions(heading, **n) && !self.apart(heading, **n)
        };
        let second = *body.iter().take(REACH).find(fits)?;
        Some(Twice { first: heading, second, heading: true })
    }

    /// Whether the second claim comes back to the first: "the 112,000 troops".
    fn again(&self, first: usize, second: usize, earlier: &[usize]) -> bool {
        let (a, b) = (&self.claims[first], &self.claims[second]);
        // Most pairs are of two kinds, which is told soonest.
        let aged = a.quantity.kind == Kind::Age && b.quantity.kind == Kind::Age;
        if a.sentence == b.sentence || !(aged || self.one_kind(first, second)) || !self.versions(first, second) {
            return false;
        }
        if aged {
            return self.one_person(first, second);
        }
        // Where the second number was told before, both are things of their own.
        let known = earlier.iter().any(|n| *n != first && meet(&self.claims[*n], b) && self.one_kind(*n, second));
        !known
            && self.alike(first, second)
            && self.definite(second)
            && self.shared(first, second) >= if self.swapped(first, second) { 1 } else { 2 }
            && !self.apart(first, second)
    }

    fn start(&self, claim: usize) -> usize {
        self.prose.token_at(self.claims[claim].span.start)
    }

    /// "the 112,000 troops", "all 460 pupils", "at 421 metres", "the 54-46 vote".
    fn definite(&self, claim: usize) -> bool {
        let before = self.start(claim).checked_sub(1);
        before.is_some_and(|i| {
            matches!(
                self.prose.word(i),
                "the" | "The" | "all" | "All" | "those" | "these" | "At" | "its" | "their" | "whose"
            )
        })
    }

    /// Whether both count the same kind of thing in the same unit, named in both.
    fn one_kind(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.claims[a].quantity, &self.claims[b].quantity);
        let named = !a.unit.name.is_empty() || a.kind == Kind::Score;
        a.kind == b.kind && named && last(&a.unit.name) == last(&b.unit.name) && a.change == b.change
    }

    /// Whether both may be of one kind: a headline leaves the noun out.
    fn alike(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.claims[a].quantity, &self.claims[b].quantity);
        let bare = |k: Kind| matches!(k, Kind::Number | Kind::Count);
        self.one_kind(a, b)
            || bare(x.kind) && bare(y.kind) && (x.unit.name.is_empty() || y.unit.name.is_empty() || self.told(a, b))
            || x.kind == y.kind && x.kind != Kind::Count && x.unit.name == y.unit.name
    }

    /// Whether the sentence of a claim has the word that another claim counts: "23 injured", "32 people were injured".
    fn told(&self, noun: usize, sentence: usize) -> bool {
        let name = last(&self.claims[noun].quantity.unit.name);
        let range = self.prose.sentences[self.claims[sentence].sentence].range();
        name.len() > 3 && range.clone().any(|i| self.prose.word(i).eq_ignore_ascii_case(name))
    }

    /// Whether two numbers look like versions of one.
    fn versions(&self, a: usize, b: usize) -> bool {
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
    fn swapped(&self, a: usize, b: usize) -> bool {
        let digits = |n: usize| {
            let mut digits = self.claims[n].quantity.value.map(|v| v.normalize().mantissa().to_string().into_bytes());
            digits.iter_mut().for_each(|d| d.sort_unstable());
            digits
        };
        digits(a).is_some_and(|d| d.len() > 1) && digits(a) == digits(b)
    }

    /// Whether something sets two claims apart: their times, their places, their sources, or a word.
    fn apart(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.claims[a], &self.claims[b]);
        let text = |span: Option<Span>| span.map(|s| self.prose.slice(s).to_lowercase());
        let times = matches!((text(x.time), text(y.time)), (Some(a), Some(b)) if a != b && !a.contains(&b) && !b.contains(&a))
            && x.quantity.kind != Kind::Count
            && self.shared(a, b) < 4;
        let source = |n: usize| self.attributions.get(n)?.as_ref()?.source.map(|s| self.prose.slice(s));
        let sources = matches!((source(a), source(b)), (Some(a), Some(b)) if !last(a).eq_ignore_ascii_case(last(b)));
        let tokens = |s: Span| self.prose.token_at(s.start)..self.prose.token_at(s.end.saturating_sub(1)) + 1;
        let scopes = |c: &Claim| c.scope.iter().flat_map(|s| self.content(tokens(s.span))).collect::<Vec<_>>();
        let (p, q) = (scopes(x), scopes(y));
        let places = !p.is_empty() && !q.is_empty() && !p.iter().any(|s| q.contains(s));
        let parted = |c: &Claim| {
            let start = self.prose.token_at(c.span.start);
            let end = self.prose.token_at(c.span.end.saturating_sub(1)) + 1;
            let clause = c.clause.clone();
            clause.clone().any(|i| self.prose.tokens[i].is(vocab::SETS_APART))
                || (start.saturating_sub(2)..end + 2)
                    .any(|i| self.prose.tokens.get(i).is_some_and(|t| t.is(vocab::SETS_APART)))
        };
        times || sources || places || parted(x) || parted(y)
    }

    /// The stems of the content words in some tokens: the first four letters, folded.
    fn content(&self, tokens: Range<usize>) -> Vec<[u8; 4]> {
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
    fn shared(&self, a: usize, b: usize) -> usize {
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

    /// "Maria Keane, 34," and "Ms. Keane, 43,": one surname, and no other given name.
    fn one_person(&self, a: usize, b: usize) -> bool {
        let (Some(first), Some(second)) = (self.name_before(a), self.name_before(b)) else { return false };
        let word = |i: usize| self.prose.word(i);
        if word(first.end - 1) != word(second.end - 1) {
            return false;
        }
        let given = |r: &Range<usize>| {
            r.clone()
                .take(r.len() - 1)
                .find(|i| self.prose.tokens[*i].capital && !self.prose.tokens[*i].is(vocab::TITLE))
                .map(word)
        };
        let same_title = |r: &Range<usize>| self.prose.tokens[r.start].is(vocab::TITLE);
        match (given(&first), given(&second)) {
            (Some(a), Some(b)) => a == b,
            (Some(_), None) => same_title(&second) || second.len() == 1,
            (None, _) => false,
        }
    }

    /// The name that an age in commas follows.
    fn name_before(&self, claim: usize) -> Option<Range<usize>> {
        let comma = self.start(claim).checked_sub(1).filter(|i| self.prose.is(*i, ","))?;
        let part = |i: usize| {
            self.prose.tokens[i].capital || self.prose.is(i, ".") && i > 0 && self.prose.tokens[i - 1].is(vocab::TITLE)
        };
        let start = (0..comma).rev().take_while(|i| part(*i) && comma - i < 6).last()?;
        let from = (start..comma).find(|i| self.prose.tokens[*i].capital)?;
        Some(from..comma)
    }
}

/// The last word of a phrase.
fn last(phrase: &str) -> &str {
    phrase.rsplit(' ').next().unwrap_or(phrase)
}

/// Whether two claims may mean the same value.
fn meet(a: &Claim, b: &Claim) -> bool {
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
fn slipped(a: Decimal, b: Decimal) -> bool {
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
