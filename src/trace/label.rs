//! Labels: the content words by which a number in a draft and one in a source are held to be about the same thing.
//! Words of one group of `rules/vocab/synonyms.toml` are one word here, and inflections are taken off.

use crate::prose::{Prose, Token};
use crate::vocab::scan::Kind;
use crate::vocab::{self, Meaning};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Numbers of stems, sorted, each once.
pub type Stems = Vec<u32>;

/// The stem of "born" and "birth".
pub const BORN: &str = "born";
/// A word that no source has.
const UNKNOWN: u32 = u32::MAX;

/// By stem: the stem that stands for its group.
static GROUPS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut groups = HashMap::new();
    for group in vocab::SYNONYMS {
        let first = plain_stem(group[0]);
        for word in *group {
            groups.entry(plain_stem(word)).or_insert_with(|| first.clone());
        }
    }
    groups
});

/// By stem: those that exclude it.
static OPPOSITES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut opposites: HashMap<String, Vec<String>> = HashMap::new();
    for (a, b) in vocab::OPPOSITES {
        let (a, b) = (stem(a), stem(b));
        opposites.entry(a.clone()).or_default().push(b.clone());
        opposites.entry(b).or_default().push(a);
    }
    opposites
});

/// Numbers of the stems of all sources.
#[derive(Debug, Default)]
pub struct StemTable {
    ids: HashMap<String, u32>,
    /// Those that are years.
    years: std::collections::HashSet<u32>,
}

impl StemTable {
    /// Stems of a text's content words; new stems get a number.
    pub fn add(&mut self, prose: &Prose<'_>, tokens: Range<usize>) -> Stems {
        sorted(content(prose, tokens).map(|w| self.number(w)))
    }

    /// The number of a stem that some source has.
    pub fn get(&self, stem: &str) -> Option<u32> {
        self.ids.get(stem).copied()
    }

    fn number(&mut self, word: String) -> u32 {
        let next = self.ids.len() as u32;
        let year = word.starts_with(|c: char| c.is_ascii_digit());
        let number = *self.ids.entry(word).or_insert(next);
        if year {
            self.years.insert(number);
        }
        number
    }

    /// Whether a stem is a year.
    pub fn is_year(&self, stem: u32) -> bool {
        self.years.contains(&stem)
    }

    /// Stems of a text's content words; those of no source all get one number.
    pub fn find(&self, prose: &Prose<'_>, tokens: Range<usize>) -> Stems {
        sorted(content(prose, tokens).map(|w| self.ids.get(&w).copied().unwrap_or(UNKNOWN)))
    }

    /// How many content words a text has, each once.
    pub fn count(&self, prose: &Prose<'_>) -> usize {
        content(prose, 0..prose.tokens.len()).collect::<std::collections::HashSet<_>>().len()
    }

    /// Stems that exclude a content word of a text: "men" where it says "women", unless it says "men" too.
    pub fn excluded(&self, prose: &Prose<'_>, tokens: Range<usize>) -> Stems {
        let words: Vec<String> = content(prose, tokens).collect();
        let against = words.iter().filter_map(|w| OPPOSITES.get(w)).flatten();
        sorted(against.filter(|w| !words.contains(w)).filter_map(|w| self.ids.get(w).copied()))
    }
}

fn sorted(stems: impl Iterator<Item = u32>) -> Stems {
    let mut stems: Stems = stems.collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn plain_stem(word: &str) -> String {
    let folded: String = word.chars().map(vocab::scan::fold_char).collect();
    Stemmer::create(Algorithm::English).stem(&folded).into_owned()
}

/// The stem of a word, or that of the group of words for the same thing that it stands in.
pub fn stem(word: &str) -> String {
    let stem = plain_stem(word);
    GROUPS.get(&stem).cloned().unwrap_or(stem)
}

/// How many stems two labels share; unknown ones never count.
pub fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|s| **s != UNKNOWN && b.binary_search(s).is_ok()).count()
}

/// How many stems of a label some source has.
pub fn known(a: &[u32]) -> usize {
    a.iter().filter(|s| **s != UNKNOWN).count()
}

/// How many stems of `a` are in `b` but not in `c`.
pub fn only_in(a: &[u32], b: &[u32], c: &[u32]) -> usize {
    a.iter().filter(|s| **s != UNKNOWN && b.binary_search(s).is_ok() && c.binary_search(s).is_err()).count()
}

fn content<'p>(prose: &'p Prose<'_>, tokens: Range<usize>) -> impl Iterator<Item = String> + 'p {
    prose.tokens[tokens].iter().filter_map(|token| {
        let text = prose.slice(token.span);
        match token.kind {
            // A letter by itself names nothing: "Band D", "£3m".
            Kind::Word => is_content(token, text).then(|| stem(text)),
            // A year narrows what a number is about.
            Kind::Number if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) => Some(text.to_string()),
            _ => None,
        }
    })
}

/// Whether a text has a content word other than years.
pub fn has_word(prose: &Prose<'_>, tokens: Range<usize>) -> bool {
    prose.tokens[tokens].iter().any(|t| t.kind == Kind::Word && is_content(t, prose.slice(t.span)))
}

/// Whether a token says what a number is about: a word that is no function word, number, unit, and no change of either
/// sense.
fn is_content(token: &Token, text: &str) -> bool {
    let function = vocab::DETERMINER
        .or(vocab::PRONOUN)
        .or(vocab::POSSESSIVE)
        .or(vocab::PREPOSITION)
        .or(vocab::CONJUNCTION)
        .or(vocab::SUBORDINATOR)
        .or(vocab::AUXILIARY)
        .or(vocab::ADVERB)
        .or(vocab::COMPARATIVE)
        .or(vocab::NEWSPAPER_WORD);
    let change = vocab::UP_VERB.or(vocab::DOWN_VERB).or(vocab::UP_NOUN).or(vocab::DOWN_NOUN);
    // "contract" is a change, and also a deal; "lost" is what tells a loss from a profit.
    let named = || GROUPS.contains_key(&plain_stem(text));
    text.len() > 1 && !token.is(function) && !is_number(token) && (!token.is(change) || named())
}

/// Whether a token is a number word, a unit or a currency.
fn is_number(token: &Token) -> bool {
    let number = |m: Meaning| {
        matches!(m, Meaning::NumberWord(_) | Meaning::Vague(_) | Meaning::UnitEntry(_) | Meaning::Currency(_))
    };
    let suffix = |m: Meaning| matches!(m, Meaning::Suffix(_));
    let phrases = &token.lexeme().phrases;
    phrases.iter().any(|p| p.rest.is_empty() && (p.exact.is_none() && number(p.meaning) || suffix(p.meaning)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_the_same_thing_are_one() {
        for (a, b) in [("jobs", "redundancies"), ("pupils", "students"), ("killed", "deaths"), ("wins", "winning")] {
            assert_eq!(stem(a), stem(b));
        }
        assert_ne!(stem("deaths"), stem("cases"));
        assert_ne!(stem("men"), stem("women"));
    }
}
