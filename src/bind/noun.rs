//! Whether a phrase says what a claim counts.

use super::candidate::{Binder, Seen};
use super::cell::Level;
use super::fit::sort;
use super::source::tokens;
use crate::quantity::Kind;
use crate::vocab;
use std::ops::Range;

impl Binder<'_> {
    /// Whether a phrase says what this claim counts. A claim with a counted noun is about that noun.
    pub(super) fn counts(&self, i: usize, s: &Seen) -> bool {
        let claim = &self.claims[i];
        // "Thousands fled": people, not the earthquakes that stand near.
        if claim.quantity.kind == Kind::Vague && claim.quantity.unit.span.is_none() {
            return s.closeness.0 == Level::Own;
        }
        // A bare number shares the noun of another one of its sentence, if that is of its sort, or takes it from the
        // sentences before; what a headline counts is not for the text below to say.
        if self.quantity(i).kind == Kind::Number {
            let apart = s.closeness.0 > Level::Sentence && self.reading.is_heading(claim.sentence);
            if apart || s.closeness.0 == Level::Sentence && self.is_of_another_sort(i, s) {
                return false;
            }
        }
        if !matches!(claim.quantity.kind, Kind::Count | Kind::Ratio | Kind::Vague) {
            return true;
        }
        let Some(unit) = claim.quantity.unit.span else { return true };
        if claim.quantity.kind == Kind::Ratio && claim.quantity.unit.name.is_empty() {
            return true;
        }
        let cell = self.cells.of(i);
        let shared = tokens(&self.reading, unit);
        let o = &s.occurrence;
        if s.closeness.0 == Level::Own || o.within(&shared) {
            return true;
        }
        let before = cell.noun.start.saturating_sub(o.end as usize);
        if (o.end as usize) <= cell.noun.start && before <= 1 && s.closeness.0 == Level::Cell {
            return true;
        }
        let head = self.reading.prose.word(shared.end.saturating_sub(1)).to_ascii_lowercase();
        matches!(head.as_str(), "people" | "persons" | "person" | "individuals")
            && s.closeness.0 == Level::Cell
            && (o.end as usize) <= cell.noun.start
            && self.links(o.end as usize..cell.noun.start)
    }

    /// Whether a noun belongs to another number of the sentence, and that is of another sort: in "for 15 a day, 31 percent
    /// of cases" the cases are no unit that the 15 could share.
    fn is_of_another_sort(&self, i: usize, s: &Seen) -> bool {
        let sentence = self.claims[i].sentence;
        let here = |k: &usize| self.claims[*k].sentence == sentence;
        let kind = sort(self.quantity(i).kind);
        let around = i.saturating_sub(self.settings.partners)..(i + self.settings.partners).min(self.claims.len());
        around.filter(here).any(|k| {
            let own = s.occurrence.within(&self.cells.of(k).noun);
            k != i && own && sort(self.quantity(k).kind) != kind
        })
    }

    /// Whether only linking words stand between a noun and a number: "the toll rose to | 41 people".
    fn links(&self, between: Range<usize>) -> bool {
        between.len() <= 8
            && between.clone().all(|i| {
                let token = &self.reading.prose.tokens[i];
                let linking = vocab::AUXILIARY.or(vocab::PREPOSITION).or(vocab::ADVERB).or(vocab::DETERMINER);
                token.is(linking.or(vocab::REACHING_VERB))
            })
    }
}
