//! One thing told twice: the same number in headline and body, or again further down, in two versions.
//!
//! Two numbers are taken for versions of one only if they look it (two digits swapped, one digit other, another scale word), count
//! the same kind of thing, share the words around them, and nothing sets them apart: time, place, source, "another".

mod display;
mod person;
mod versions;

use crate::attribution::Attribution;
use crate::claim::{Claim, Modality, Role};
use crate::draft::BlockKind;
use crate::prose::{Prose, Tag};
use crate::quantity::Kind;
use crate::vocab::{self, Bound, words};
use versions::meet;
pub(super) use versions::{slipped, swapped_digits};

/// How many earlier claims a claim is compared with.
const REACH: usize = 32;

/// How many claims of one kind of display are compared with the body.
const DISPLAYED: usize = 8;

/// The most tokens of a relative clause that are looked at, and the letters by which its words are known again.
const CLAUSE: usize = 8;
const STEM: usize = 4;

/// The most tokens on either side of the first number in which those words are looked for.
const EARLIER: usize = 60;

/// Two claims that state one thing differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The claim that is taken as given: the earlier one, or the one in the headline, standfirst or caption.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// Where the first stands.
    pub place: Place,
    /// Whether the two look like versions of one number, and are not merely both told of the same thing.
    pub versions: bool,
}

/// Where a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a heading.
    Headline,
    /// In the lines between the headline and the text.
    Standfirst,
    /// Under a picture or over a table.
    Caption,
    /// In the running text.
    Body,
}

/// Every thing of a draft that is told twice and differently.
pub fn twice(prose: &Prose<'_>, claims: &[Claim], attributions: &[Option<Attribution>]) -> Vec<Twice> {
    let reader = Reader { prose, claims, attributions, standfirst: display::standfirst(prose) };
    let body: Vec<_> = (0..claims.len()).filter(|n| reader.place(*n) == Place::Body && reader.states(*n)).collect();
    let mut found = reader.displayed();
    for (place, second) in body.iter().enumerate() {
        let earlier = &body[place.saturating_sub(REACH)..place];
        let first = earlier.iter().rev().find(|first| reader.again(**first, *second, earlier));
        found.extend(first.map(|first| Twice { first: *first, second: *second, place: Place::Body, versions: true }));
    }
    found
}

struct Reader<'a, 'd> {
    prose: &'a Prose<'d>,
    claims: &'a [Claim],
    attributions: &'a [Option<Attribution>],
    /// The block that stands between the headline and the text.
    standfirst: Option<u32>,
}

impl<'a> Reader<'a, '_> {
    fn kind(&self, claim: usize) -> Option<BlockKind> {
        let block = self.prose.sentences[self.claims[claim].sentence].block as usize;
        self.prose.blocks.get(block).map(|b| b.kind)
    }

    fn place(&self, claim: usize) -> Place {
        match self.kind(claim) {
            Some(BlockKind::Heading(_)) => Place::Headline,
            Some(BlockKind::Caption) => Place::Caption,
            _ if Some(self.prose.sentences[self.claims[claim].sentence].block) == self.standfirst => Place::Standfirst,
            _ => Place::Body,
        }
    }

    /// Whether a claim states a plain number in running text that is worth comparing.
    fn states(&self, claim: usize) -> bool {
        let c = &self.claims[claim];
        let kind = !matches!(c.quantity.kind, Kind::Vague | Kind::Multiple | Kind::Ratio | Kind::Rate | Kind::Duration);
        let place = !matches!(self.kind(claim), Some(BlockKind::Cell { .. } | BlockKind::Footnote));
        kind && place
            && c.role == Role::Claim
            && (!self.turned(claim) || self.presupposed(claim))
            && !self.base(claim)
            && c.quantity.bound == Bound::Exact
            && !self.corrects(c.sentence)
    }

    /// Whether a claim says that something is not so: "not 421", "21,500 more". A plan ("would cut") counts as told.
    fn turned(&self, claim: usize) -> bool {
        self.claims[claim].modality.is_some_and(|m| m != Modality::Hypothetical)
    }

    /// "Most of the 312 homes were not insured": what is denied is said of them, and not how many they are.
    fn presupposed(&self, claim: usize) -> bool {
        let start = self.start(claim);
        let near = start.saturating_sub(3)..start;
        matches!(self.claims[claim].modality, Some(Modality::Negated | Modality::Complement))
            && self.definite(claim)
            && !near.into_iter().any(|i| self.prose.tokens[i].is(vocab::NEGATION))
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
            && !self.restricted(first, second)
    }

    /// "41 states have shortfalls … for the 42 states that have estimated their gaps": a relative clause of which the
    /// earlier sentence says nothing picks out others.
    fn restricted(&self, first: usize, second: usize) -> bool {
        let end = self.claims[second].tokens.end;
        let own = self.prose.sentences[self.claims[second].sentence].range();
        let opens = own.contains(&end) && self.prose.is_any(end, words!["that", "who", "which", "whose", "where"]);
        let mark = |i: &usize| self.prose.is_any(*i, words![",", ";", ".", "—", ")"]);
        let clause = (end + 1..own.end.min(end + CLAUSE)).take_while(|i| !mark(i));
        let content = |i: &usize| {
            let tag = self.prose.tag(*i);
            (tag.is_noun() || tag.is_verb() || matches!(tag, Tag::Participle | Tag::Adjective)) && tag != Tag::Auxiliary
        };
        let (whole, at) = (self.prose.sentences[self.claims[first].sentence].range(), self.claims[first].tokens.start);
        let earlier = whole.start.max(at.saturating_sub(EARLIER))..whole.end.min(at + EARLIER);
        let told = |i: usize| {
            let stem = |i: usize| self.prose.word(i).chars().flat_map(char::to_lowercase).take(STEM);
            earlier.clone().any(|j| stem(j).eq(stem(i)))
        };
        opens && !clause.filter(content).any(told)
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
}
