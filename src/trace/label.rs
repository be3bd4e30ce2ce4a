//! Labels: the content words by which a number in a draft and one in a source are held to be about the same thing.

use crate::prose::{Prose, Token};
use crate::vocab::scan::Kind;
use crate::vocab::{self, Meaning};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::ops::Range;

/// Stems of words, sorted, each once.
pub type Stems = Vec<u32>;

/// Numbers of the stems of all sources.
#[derive(Debug, Default)]
pub struct StemTable {
    ids: HashMap<String, u32>,
}

impl StemTable {
    /// Stems of a text's content words; new stems get a number.
    pub fn add(&mut self, prose: &Prose<'_>, tokens: Range<usize>) -> Stems {
        let words = content(prose, tokens);
        sorted(words.map(|w| {
            let next = self.ids.len() as u32;
            *self.ids.entry(w).or_insert(next)
        }))
    }

    /// Stems of a text's content words; those of no source all get the number `u32::MAX`.
    pub fn find(&self, prose: &Prose<'_>, tokens: Range<usize>) -> Stems {
        sorted(content(prose, tokens).map(|w| self.ids.get(&w).copied().unwrap_or(u32::MAX)))
    }
}

fn sorted(stems: impl Iterator<Item = u32>) -> Stems {
    let mut stems: Stems = stems.collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The stem of a word.
pub fn stem(word: &str) -> String {
    let folded: String = word.chars().map(vocab::scan::fold_char).collect();
    Stemmer::create(Algorithm::English).stem(&folded).into_owned()
}

/// How many stems two labels share; unknown ones never count.
pub fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|s| **s != u32::MAX && b.binary_search(s).is_ok()).count()
}

/// How many stems of `a` are in `b` but not in `c`.
pub fn only_in(a: &[u32], b: &[u32], c: &[u32]) -> usize {
    a.iter().filter(|s| **s != u32::MAX && b.binary_search(s).is_ok() && c.binary_search(s).is_err()).count()
}

fn content<'p>(prose: &'p Prose<'_>, tokens: Range<usize>) -> impl Iterator<Item = String> + 'p {
    prose.tokens[tokens].iter().filter(|t| is_content(t)).map(|t| stem(prose.slice(t.span)))
}

/// Whether a token says what a number is about: a word that is no function word, number, unit or month.
fn is_content(token: &Token) -> bool {
    let function = vocab::DETERMINER
        .or(vocab::PRONOUN)
        .or(vocab::POSSESSIVE)
        .or(vocab::PREPOSITION)
        .or(vocab::CONJUNCTION)
        .or(vocab::SUBORDINATOR)
        .or(vocab::AUXILIARY)
        .or(vocab::ADVERB);
    let number = |m: Meaning| {
        matches!(
            m,
            Meaning::NumberWord(_)
                | Meaning::Vague(_)
                | Meaning::UnitEntry(_)
                | Meaning::Currency(_)
                | Meaning::Month(_)
        )
    };
    token.kind == Kind::Word
        && !token.is(function)
        && !token.lexeme().phrases.iter().any(|p| p.rest.is_empty() && p.exact.is_none() && number(p.meaning))
}
