//! Headlines, standfirsts and captions against the running text.

use super::versions::{last, meet};
use super::{DISPLAYED, Place, REACH, Reader, Twice};
use crate::claim::{Modality, Role};
use crate::draft::BlockKind;
use crate::prose::Prose;
use crate::quantity::Kind;
use rust_decimal::Decimal;

/// How many paragraphs of the text a headline is told again in.
const LEAD: u32 = 2;

/// How far apart two tellings of one thing may be, as a factor, unless they look like versions of one number.
const FACTOR: Decimal = Decimal::from_parts(25, 0, 0, false, 1);

/// The block between the headline and the text: the first paragraph under the first heading, if it does not end as a
/// sentence does and text follows.
pub(super) fn standfirst(prose: &Prose<'_>) -> Option<u32> {
    let heading = prose.blocks.iter().position(|b| matches!(b.kind, BlockKind::Heading(_)))?;
    let block = heading + 1;
    let paragraph = |n: usize| prose.blocks.get(n).is_some_and(|b| b.kind == BlockKind::Paragraph);
    if !paragraph(block) || !paragraph(block + 1) {
        return None;
    }
    let after = prose.sentences.partition_point(|s| s.block as usize <= block);
    let last = prose.sentences.get(after.checked_sub(1)?).filter(|s| s.block as usize == block)?;
    let end = last.range().end.checked_sub(1)?;
    let closed = matches!(prose.word(end), "." | "!" | "?" | "\"" | "”" | "'" | "’" | ":");
    (!closed).then_some(block as u32)
}

impl Reader<'_, '_> {
    /// What headings, the standfirst and captions tell otherwise than the text.
    pub(super) fn displayed(&self) -> Vec<Twice> {
        let at = |place: Place| (0..self.claims.len()).filter(move |n| self.place(*n) == place);
        let body: Vec<usize> = at(Place::Body).filter(|n| self.tells(*n)).collect();
        let mut found: Vec<Twice> = Vec::new();
        for place in [Place::Headline, Place::Standfirst, Place::Caption] {
            let shown: Vec<usize> = at(place).filter(|n| self.shows(*n)).take(DISPLAYED).collect();
            // A caption may repeat what only the headline says, and the other way about.
            let other = if place == Place::Headline { Place::Caption } else { Place::Headline };
            let told: Vec<usize> = body.iter().copied().chain(at(other)).collect();
            for first in &shown {
                if told.iter().any(|n| self.agrees(*first, *n)) {
                    continue;
                }
                let near = told.iter().take(REACH).chain(told.iter().skip(body.len().max(REACH)).take(DISPLAYED));
                let version =
                    near.copied().find(|n| self.retells(*n) && self.is_version(*first, *n)).map(|n| (n, true));
                let twice = |(second, versions)| Twice { first: *first, second, place, versions };
                found.extend(version.or_else(|| Some((self.told_in_lead(*first, place)?, false))).map(twice));
            }
        }
        found
    }

    /// Whether a claim of the text can bear out a number of a headline or caption.
    fn tells(&self, claim: usize) -> bool {
        let aside = matches!(self.kind(claim), Some(BlockKind::Cell { .. } | BlockKind::Footnote));
        !aside && !self.corrects(self.claims[claim].sentence)
    }

    /// Whether a claim states a number worth comparing, hedged or not.
    fn shows(&self, claim: usize) -> bool {
        let c = &self.claims[claim];
        let kind = !matches!(c.quantity.kind, Kind::Vague | Kind::Multiple | Kind::Rate);
        let value = c.quantity.value.is_some() || c.quantity.kind == Kind::Score;
        kind && value && c.role == Role::Claim && !self.turned(claim) && !self.base(claim)
    }

    /// The same, or a lead: "48 seconds ahead of".
    fn retells(&self, claim: usize) -> bool {
        let c = &self.claims[claim];
        let lead = c.modality == Some(Modality::Difference) && c.quantity.kind != Kind::Count;
        self.shows(claim) || lead && c.quantity.value.is_some() && c.role == Role::Claim
    }

    /// Whether a number of the text bears out the one shown: the same value of what may be the same kind.
    fn agrees(&self, shown: usize, told: usize) -> bool {
        let (a, b) = (&self.claims[shown].quantity, &self.claims[told].quantity);
        let counts = |k: Kind| matches!(k, Kind::Count | Kind::Number | Kind::Vague);
        let kinds = a.kind == b.kind || counts(a.kind) && counts(b.kind) || a.unit.name.is_empty();
        let (open, far) = (a.interval.high.is_none() || b.interval.high.is_none(), Decimal::TWO);
        // "at least 93" is borne out by 95, not by 1,300 of something else.
        let apart = |x: Decimal, y: Decimal| x.checked_mul(far).is_some_and(|x| x < y);
        let far = matches!((a.value, b.value), (Some(x), Some(y)) if open && (apart(x, y) || apart(y, x)));
        kinds && !far && meet(&self.claims[shown], &self.claims[told])
    }

    /// Whether a number of the text looks like another version of the one shown.
    fn is_version(&self, shown: usize, told: usize) -> bool {
        let age = |n: usize| self.claims[n].quantity.kind == Kind::Age;
        if age(shown) && age(told) {
            return self.versions(shown, told) && (self.one_person(shown, told) || self.one_person(told, shown));
        }
        let moved = self.swapped(shown, told) && self.one_kind_moved(shown, told);
        let least = match (self.one_kind(shown, told) || moved, self.swapped(shown, told)) {
            (true, true) => 0,
            (false, false) => 2,
            _ => 1,
        };
        (moved || self.alike(shown, told))
            && self.versions(shown, told)
            && self.shared(shown, told) >= least
            && !self.apart_within(shown, told, true)
    }

    /// The one number of the opening paragraphs that counts the very thing a headline counts, and counts it otherwise.
    fn told_in_lead(&self, shown: usize, place: Place) -> Option<usize> {
        let block = |n: usize| self.prose.sentences[self.claims[n].sentence].block;
        let unit = &self.claims[shown].quantity.unit.name;
        if place == Place::Caption || unit.is_empty() {
            return None;
        }
        let first = block(shown) + 1 + u32::from(self.standfirst == Some(block(shown) + 1));
        let lead = |n: usize| (first..first + LEAD).contains(&block(n));
        let after = self.claims.len().min(shown + REACH);
        let near: Vec<usize> = (shown + 1..after).filter(|n| lead(*n)).collect();
        let same = |n: &usize| {
            let (a, b) = (&self.claims[shown].quantity, &self.claims[*n].quantity);
            a.kind == b.kind && last(&a.unit.name) == last(&b.unit.name)
        };
        let rivals: Vec<usize> = near.iter().copied().filter(same).collect();
        let &[only] = rivals.as_slice() else { return None };
        let alone = (0..after).filter(|n| block(*n) == block(shown) && same(n)).count() == 1;
        let (a, b) = (self.claims[shown].quantity.value?, self.claims[only].quantity.value?);
        let close = a <= b.checked_mul(FACTOR)? && b <= a.checked_mul(FACTOR)?;
        let told = self.claims[only].role == Role::Claim
            && self.claims[only].modality.is_none_or(|m| m == Modality::Hypothetical)
            && !self.base(only)
            && self.claims[only].quantity.change == self.claims[shown].quantity.change;
        let exact = |n: usize| self.claims[n].quantity.bound == crate::vocab::Bound::Exact;
        let fits =
            alone && close && told && exact(shown) && exact(only) && !meet(&self.claims[shown], &self.claims[only]);
        let least = if self.claims[shown].quantity.kind == Kind::Count { 1 } else { 2 };
        let kin = |n: &&usize| self.claims[**n].quantity.kind == self.claims[shown].quantity.kind;
        let whole = near.iter().filter(kin).filter_map(|n| self.claims[*n].quantity.value).collect::<Vec<_>>();
        (fits && !adds_up(&whole, a) && self.shared(shown, only) >= least && !self.apart_within(shown, only, true))
            .then_some(only)
    }
}

/// Whether a number is the sum or the difference of two others: a headline adds up what the text tells apart.
fn adds_up(numbers: &[Decimal], sum: Decimal) -> bool {
    let pair = |i: usize, j: usize| {
        let (a, b) = (numbers[i], numbers[j]);
        a.checked_add(b) == Some(sum) || a.checked_sub(b).map(|d| d.abs()) == Some(sum)
    };
    (0..numbers.len()).any(|i| (i + 1..numbers.len()).any(|j| pair(i, j)))
}
