//! Whether a phrase says what a claim counts.

use super::candidate::Binder;
use super::cell::Level;
use super::fit::sort;
use super::matched::{Match, Seen};
use super::source::tokens;
use crate::prose::Tag;
use crate::quantity::Kind;
use crate::rules::ConditionRole;
use crate::vocab::{self, Words, words};
use std::ops::Range;

/// Nouns for people of whatever sort.
const ANYBODY: Words = words!["people", "persons", "person", "individuals", "others"];
/// How many tokens from its noun what a claim's noun does is looked for.
const REACH: usize = 5;

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
        let quantity = self.quantity(i);
        if !matches!(quantity.kind, Kind::Count | Kind::Ratio | Kind::Vague) {
            return true;
        }
        let Some(unit) = quantity.unit.span else { return true };
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
        self.reading.prose.is_any(shared.end.saturating_sub(1), ANYBODY)
            && s.closeness.0 == Level::Cell
            && (o.end as usize) <= cell.noun.start
            && self.links(o.end as usize..cell.noun.start)
    }

    /// Whether a number has no noun beside it: it is bare, or shares that of another.
    pub(super) fn is_bare(&self, i: usize) -> bool {
        let quantity = self.quantity(i);
        let beside = |unit| self.cells.of(i).noun.contains(&tokens(&self.reading, unit).start);
        match quantity.kind {
            Kind::Number => true,
            Kind::Count => quantity.unit.span.is_none_or(|unit| !beside(unit)),
            _ => false,
        }
    }

    /// The token of the noun that a claim counts, unless that is anybody's.
    pub(super) fn counted(&self, i: usize) -> Option<usize> {
        let quantity = &self.claims[i].quantity;
        let unit = quantity.unit.span.filter(|_| matches!(quantity.kind, Kind::Count | Kind::Vague))?;
        let head = tokens(&self.reading, unit).end.checked_sub(1)?;
        let own = self.cells.of(i).noun.contains(&head);
        (own && !self.reading.prose.is_any(head, ANYBODY)).then_some(head)
    }

    /// The token of what a claim's noun does, or of what is done to it: "27 people |drowned", "626 pieces were |recovered",
    /// "|recovers 1,626 objects".
    pub(super) fn predicate(&self, i: usize) -> Option<usize> {
        let prose = self.reading.prose;
        let cell = self.cells.of(i);
        let light = |t: &usize| matches!(prose.tag(*t), Tag::Auxiliary | Tag::Adverb);
        let acts = |t: &usize| matches!(prose.tag(*t), Tag::Verb | Tag::Participle);
        let to = (cell.noun.end + REACH).min(cell.sentence.end);
        let after = (cell.noun.end..to).find(|t| !light(t));
        let told = after.filter(|t| acts(t) || *t > cell.noun.end && prose.tag(*t) == Tag::Adjective);
        let from = cell.noun.start.saturating_sub(REACH).max(cell.sentence.start);
        let hedges = |t: &usize| matches!(prose.tag(*t), Tag::Adverb | Tag::Determiner | Tag::Preposition);
        told.or_else(|| (from..cell.noun.start).rev().find(|t| !hedges(t)).filter(acts))
    }

    /// Whether what a measure counts only hangs on the claim's own noun with a preposition: "184 arrests for |poaching".
    pub(super) fn hangs_on(&self, i: usize, found: &Match) -> bool {
        let prose = self.reading.prose;
        let end = self.cells.of(i).noun.end;
        let roles = &self.index.entries[found.pack][found.measure].roles;
        prose.tag(end) == Tag::Preposition
            && found.seen.iter().zip(roles).any(|(s, role)| {
                *role == ConditionRole::Of && s.closeness.0 == Level::Own && s.occurrence.start as usize > end
            })
    }

    /// "626 of the objects that were stolen": a part of what the measure counts, all of whose words stand behind "of the";
    /// what the part is of is not what it is.
    pub(super) fn is_of_them_all(&self, i: usize, found: &Match) -> bool {
        let prose = self.reading.prose;
        let (claim, noun) = (&self.claims[i], &self.cells.of(i).noun);
        let of = (claim.tokens.start..noun.end).find(|t| prose.tokens[*t].is_text("of"));
        let definite = vocab::POSSESSIVE.or(vocab::PRONOUN);
        let whole = |t: usize| prose.tokens.get(t + 1).is_some_and(|n| n.is_text("the") || n.is(definite));
        let counts = matches!(claim.quantity.kind, Kind::Count | Kind::Number | Kind::Vague);
        let Some(of) = of.filter(|t| counts && whole(*t)) else { return false };
        let end = self.cells.of(i).tied.max(noun.end);
        let told =
            (end..(end + REACH).min(self.cells.of(i).sentence.end)).find(|t| prose.tokens[*t].is(vocab::RELATIVE));
        let part = of..told.map_or(end, |t| t + 2 * REACH);
        found.seen.iter().all(|s| s.occurrence.within(&part) || s.closeness.0 > Level::Cell) && !found.predicated
    }

    /// Whether a number has a subject and a verb of its own, and the measure's words all belong to another clause: "a ship
    /// pays a toll of $415,000, and one paid $4m to jump the queue".
    pub(super) fn acts_alone(&self, i: usize, found: &Match) -> bool {
        let prose = self.reading.prose;
        let cell = self.cells.of(i);
        if found.seen.iter().any(|s| s.closeness.0 <= Level::Cell) || found.seen.is_empty() {
            return false;
        }
        let cue = self.attributions[i].as_ref().and_then(|a| a.cue).map(|c| tokens(&self.reading, c));
        let verb = (cell.tokens.start..cell.noun.start).find(|t| {
            matches!(prose.tag(*t), Tag::Verb | Tag::Participle)
                && !prose.tokens[*t].is(vocab::REACHING_VERB.or(vocab::SPEAKING_VERB))
        });
        let Some(verb) = verb.filter(|t| cue.as_ref().is_none_or(|c| !c.contains(t))) else { return false };
        const OTHERS: Words = words!["one", "some", "another", "others"];
        let mut subject = cell.tokens.start..verb;
        subject.any(|t| prose.tag(t).is_noun() || prose.is_any(t, OTHERS))
            && !(cell.tokens.start..verb).any(|t| prose.tokens[t].is(vocab::FIGURE_NOUN))
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
