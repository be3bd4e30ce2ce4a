//! A draft as the relation grammars see it: claims among the words that tie them together.

use crate::claim::Claim;
use crate::prose::{Prose, Token};
use crate::settings::Settings;
use crate::vocab::scan::Kind;
use crate::vocab::{self, Class};
use std::ops::Range;

/// The words between a claim's hedge or determiner and the word that ties it to the rest are at most this many.
const LEAD: usize = 6;

/// The most tokens of a sentence that are looked at on either side of a claim.
const WIDE: usize = 120;

/// Claims, the words around them, and the windows in which partners are looked for.
pub struct Reading<'r> {
    /// The prose.
    pub prose: &'r Prose<'r>,
    /// Its claims, in order.
    pub claims: &'r [Claim],
    /// The settings.
    pub settings: &'r Settings,
}

impl<'r> Reading<'r> {
    /// Token `i`.
    pub fn token(&self, i: usize) -> Option<&'r Token> {
        self.prose.tokens.get(i)
    }

    /// Whether token `i` is in one of the classes.
    pub fn is(&self, i: usize, class: Class) -> bool {
        self.token(i).is_some_and(|t| t.is(class))
    }

    /// Whether token `i` is this word or sign, folded.
    pub fn text_is(&self, i: usize, words: &[&str]) -> bool {
        let word = self.prose.word(i);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    /// Whether token `i` is a comma, dash, bracket or the like.
    pub fn symbol(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind == Kind::Symbol)
    }

    /// Whether the sign at `i` opens an aside: a comma, a dash, an opening bracket, a colon.
    pub fn opens_aside(&self, i: usize) -> bool {
        self.symbol(i) && self.text_is(i, &[",", "—", "–", "-", "(", "[", ":"]) && !self.hyphen(i)
    }

    /// Whether the sign at `i` is a hyphen inside a word.
    fn hyphen(&self, i: usize) -> bool {
        let glued = |i: usize| self.token(i).is_some_and(Token::glued);
        self.text_is(i, &["-", "–"]) && glued(i) && glued(i + 1)
    }

    /// Whether the text breaks off at `i`: a sign of punctuation, or the end of the sentence.
    pub fn closes(&self, i: usize, sentence: &Range<usize>) -> bool {
        i >= sentence.end || self.symbol(i) && !self.hyphen(i) && !self.text_is(i, &["'", "’", "\"", "“", "%", "$"])
    }

    /// The tokens of a claim's sentence, or what stands around the claim where no writer would call it a sentence: whatever
    /// looks through it then takes no longer the longer it is.
    pub fn sentence(&self, claim: usize) -> Range<usize> {
        let all = self.prose.sentences[self.claims[claim].sentence].range();
        let own = self.tokens(claim);
        all.start.max(own.start.saturating_sub(WIDE))..all.end.min(own.end + WIDE)
    }

    /// The tokens of a claim.
    pub fn tokens(&self, claim: usize) -> Range<usize> {
        self.claims[claim].tokens.clone()
    }

    /// The token after a claim's numeral, before its unit or noun.
    pub fn number_end(&self, claim: usize) -> usize {
        self.prose.token_at(self.claims[claim].number.end)
    }

    /// The tokens between two claims.
    pub fn gap(&self, a: usize, b: usize) -> Range<usize> {
        self.claims[a].tokens.end..self.claims[b].tokens.start.max(self.claims[a].tokens.end)
    }

    /// Whether one of some tokens is in one of the classes.
    pub fn any(&self, range: Range<usize>, class: Class) -> bool {
        range.into_iter().any(|i| self.is(i, class))
    }

    /// Whether one of some tokens is one of these words.
    pub fn any_text(&self, range: Range<usize>, words: &[&str]) -> bool {
        range.into_iter().any(|i| self.text_is(i, words))
    }

    /// Whether a stretch holds no clause of its own: no conjunction between clauses, semicolon, or end of sentence.
    pub fn runs_on(&self, range: Range<usize>) -> bool {
        !range.into_iter().any(|i| self.is(i, vocab::CLAUSE_BREAK) || self.text_is(i, &[";"]))
    }

    /// The token that ties a claim to what stands before it, past determiners, hedges, adjectives of time and a
    /// possessor ("of the chamber's 435"). `None` at the start of a sentence.
    pub fn lead(&self, claim: usize) -> Option<usize> {
        let sentence = self.sentence(claim);
        let mut i = self.claims[claim].tokens.start;
        for _ in 0..LEAD {
            if i == sentence.start {
                return None;
            }
            let before = i - 1;
            if self.is(before, vocab::POSSESSIVE) && self.text_is(before, &["'s", "’s"])
                || self.plural_possessive(before)
            {
                return self.possessor(before, sentence.start);
            }
            if !self.transparent(before) {
                return Some(before);
            }
            i = before;
        }
        None
    }

    fn plural_possessive(&self, i: usize) -> bool {
        self.text_is(i, &["'", "’"]) && self.token(i).is_some_and(Token::glued)
    }

    fn transparent(&self, i: usize) -> bool {
        self.is(i, vocab::DETERMINER.or(vocab::POSSESSIVE).or(vocab::LEAD_IN))
    }

    /// The word before the noun phrase that owns what follows its `'s` at `i`.
    fn possessor(&self, mut i: usize, start: usize) -> Option<usize> {
        for _ in 0..LEAD {
            if i == start {
                return None;
            }
            i -= 1;
            let stops = self.is(i, vocab::PREPOSITION.or(vocab::CONJUNCTION).or(vocab::AUXILIARY)) || self.symbol(i);
            if stops && !self.text_is(i, &["-", "'", "’"]) {
                return Some(i);
            }
        }
        None
    }

    /// The sign that opens an aside around a claim: ", or 60 percent", "(about 60 percent)", "— a rate of 12 percent".
    pub fn lead_aside(&self, claim: usize) -> Option<usize> {
        let sentence = self.sentence(claim);
        let mut i = self.claims[claim].tokens.start;
        for _ in 0..LEAD {
            i = i.checked_sub(1).filter(|&i| i >= sentence.start)?;
            if self.opens_aside(i) {
                return Some(i);
            }
            let passes = self.is(i, vocab::DETERMINER.or(vocab::LEAD_IN).or(vocab::OUTCOME_NOUN))
                // "a response rate of"
                || self.is(i + 1, vocab::OUTCOME_NOUN) && self.token(i).is_some_and(|t| t.kind == Kind::Word)
                || self.text_is(
                    i,
                    &[
                        "or",
                        "of",
                        "that",
                        "is",
                        "was",
                        "are",
                        "were",
                        "i.e.",
                        "equal",
                        "equivalent",
                        "to",
                        "which",
                        "who",
                    ],
                );
            if !passes {
                return None;
            }
        }
        None
    }

    /// Whether the word that ties the claim to what stands before it is one of these.
    pub fn led_by(&self, claim: usize, words: &[&str]) -> bool {
        self.lead(claim).is_some_and(|i| self.text_is(i, words))
    }

    /// Claims near another: at most `partners` each way, in the same sentence or `reach` sentences away.
    pub fn near(&self, claim: usize, reach: usize) -> Range<usize> {
        let partners = self.settings.partners;
        let home = self.claims[claim].sentence;
        let fits = |c: &Claim| c.sentence.abs_diff(home) <= reach;
        let mut first = claim;
        while first > 0 && claim - first < partners && fits(&self.claims[first - 1]) {
            first -= 1;
        }
        let mut last = claim + 1;
        while last < self.claims.len() && last - claim <= partners && fits(&self.claims[last]) {
            last += 1;
        }
        first..last
    }

    /// The claims of one sentence that stand around a claim.
    pub fn peers(&self, claim: usize) -> Range<usize> {
        self.near(claim, 0)
    }

    /// The claim that covers or starts at token `i`.
    pub fn claim_at(&self, i: usize) -> Option<usize> {
        let after = self.claims.partition_point(|c| c.tokens.start <= i);
        (after > 0 && self.claims[after - 1].tokens.contains(&i)).then(|| after - 1)
    }

    /// Whether a claim stands between quotation marks.
    pub fn quoted(&self, claim: usize) -> bool {
        let span = self.claims[claim].span;
        let after = self.prose.quotations.partition_point(|q| q.span.start <= span.start);
        after > 0 && self.prose.quotations[after - 1].holds(span)
    }
}
