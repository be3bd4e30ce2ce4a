//! Numbers that stand for one spoken of before: "UNICEF put the figure at 1.7 million", "the federation says 2,600 have".

use super::candidate::Binder;
use super::cell::Level;
use super::fit::sort;
use super::matched::{Found, Match, Miss};
use super::scope;
use crate::claim::Role;
use crate::prose::Tag;
use crate::quantity::Kind;
use crate::vocab;

/// How many claims back the one before is looked for.
const REACH: usize = 3;

/// How surely a number stands for one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// "put it at 40", "the figure is 40": the same thing, whatever the number.
    Sure,
    /// "says that 40 have", "the union says 40": probably.
    Likely,
}

impl Binder<'_> {
    /// The measure of the number that claim `i` takes up, where its own sentence does not say what it is about.
    pub(super) fn taken_up(&self, i: usize) -> Option<Match> {
        let link = self.link(i)?;
        let before = (i.saturating_sub(REACH)..i).rev().find(|j| self.may_be_taken_up(*j, i))?;
        let Found { best, .. } = self.find_own(before);
        let mut found = best?;
        self.sort_of(i, (found.pack, found.measure)).ok().filter(|fit| *fit == found.fit)?;
        let doubt = scope::doubt(self, i, &found).ok()?;
        found.doubt |= doubt || link == Link::Likely;
        found.antecedent = Some(before);
        Some(found)
    }

    /// "1,500 are missing, says the museum; auditors counted 1,820": where a bare number's own stretch says nothing of
    /// what it is, and several measures would do, it is that of the number before it.
    pub(super) fn run_on(&self, i: usize, found: &Found) -> Option<Match> {
        let best = found.best.as_ref().filter(|m| m.antecedent.is_none())?;
        let rivals = found.misses.iter().any(|(_, m)| *m == Miss::Beaten);
        let far = |m: &Match| m.seen.iter().all(|s| s.closeness.0 >= Level::Sentence);
        if !rivals || !self.is_bare(i) || !far(best) || self.group(i).1 > 1 {
            return None;
        }
        let before = i.checked_sub(1).filter(|j| self.may_be_taken_up(*j, i))?;
        if self.claims[before].sentence != self.claims[i].sentence {
            return None;
        }
        let model = self.find_own(before).best.filter(|m| (m.pack, m.measure) != (best.pack, best.measure))?;
        let id = (model.pack, model.measure);
        let beaten = found.misses.iter().any(|(other, m)| *other == id && *m == Miss::Beaten);
        beaten.then_some(Match { doubt: true, ..model })
    }

    /// Whether a claim is one that claim `i` can take up: of the same sort, in its sentence or the one before.
    fn may_be_taken_up(&self, j: usize, i: usize) -> bool {
        let (a, b) = (&self.claims[j], &self.claims[i]);
        b.sentence - a.sentence.min(b.sentence) <= 1
            && a.role == Role::Claim
            && sort(self.quantity(j).kind) == sort(self.quantity(i).kind)
    }

    /// Whether the words around a number say that it stands for another.
    fn link(&self, i: usize) -> Option<Link> {
        let prose = self.reading.prose;
        let (noun, sentence) = (self.cells.of(i).noun.clone(), &self.cells.of(i).sentence);
        if self.claims[i].quantity.kind == Kind::Count && !self.is_bare(i) || noun.start <= sentence.start {
            return None;
        }
        let is = |t: usize, word: &str| prose.word(t).eq_ignore_ascii_case(word);
        let before = |back: usize| noun.start.checked_sub(back).filter(|t| *t >= sentence.start);
        let figure = |t: usize| prose.tokens[t].is(vocab::FIGURE_NOUN);
        let at = before(1)?;
        if is(at, "at") {
            let what = before(2).filter(|t| figure(*t) || is(*t, "it") || is(*t, "that"))?;
            let put = (sentence.start.max(what.saturating_sub(4))..what).any(|t| prose.tokens[t].is(vocab::PUTTING));
            return put.then_some(Link::Sure);
        }
        let mut subject = at;
        while subject > sentence.start
            && (prose.tokens[subject].is(vocab::AUXILIARY.or(vocab::REACHING_VERB).or(vocab::PREPOSITION))
                || prose.tag(subject) == Tag::Adverb)
            && at - subject < 4
        {
            subject -= 1;
        }
        let definite = |t: usize| prose.tokens[t].is(vocab::DETERMINER.or(vocab::POSSESSIVE));
        let opens = (sentence.start.max(subject.saturating_sub(2))..subject).any(definite);
        if subject < at && figure(subject) && opens {
            return Some(Link::Sure);
        }
        let it = |t: usize| matches!(prose.tokens[t].lexeme().text, "it" | "they" | "that");
        if subject < at && it(subject) && prose.tokens[at].is(vocab::AUXILIARY) {
            return Some(Link::Likely);
        }
        let ends = |t: usize| t >= sentence.end || matches!(prose.word(t), "." | "," | ";" | "!" | "?");
        let elided = prose.tag(noun.end) == Tag::Auxiliary && ends(noun.end + 1);
        let said = prose.tokens[at].is(vocab::SPEAKING_VERB) && ends(noun.end);
        (elided || said).then_some(Link::Likely)
    }
}
