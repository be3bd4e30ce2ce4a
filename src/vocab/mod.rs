//! The language, compiled in from `rules/vocab/*.toml`.
//!
//! Every token of a draft is looked up once, by the hash the scanner made of it, and gets a
//! [`WordId`]. From there a word's classes and the phrases that start with it are array reads.

mod entry;
pub mod forms;
pub mod scan;

pub use entry::*;

/// A map whose keys are the hashes of words already, and need no hashing.
pub type ByHash<T> = std::collections::HashMap<u64, T, std::hash::BuildHasherDefault<Hashed>>;

/// Hands a word's hash on as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hashed(u64);

impl std::hash::Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = self.0.rotate_left(8) ^ u64::from(*b));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Number of a known word; 0 is every word the vocabulary does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordId(pub u16);

/// A set of word classes ("determiner", "auxiliary"), named in `rules/vocab/words.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(pub(crate) [u128; 2]);

impl Class {
    /// Whether the two sets share a class.
    #[inline]
    pub const fn any(self, other: Class) -> bool {
        (self.0[0] & other.0[0]) | (self.0[1] & other.0[1]) != 0
    }

    /// Both sets together.
    #[inline]
    pub const fn or(self, other: Class) -> Class {
        Class([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }
}

/// A known word: its folded text, classes, and the phrases that it starts.
#[derive(Debug)]
pub struct Lexeme {
    /// The word, folded.
    pub text: &'static str,
    /// Its classes.
    pub class: Class,
    /// Whether a phrase that opens a number, a date or a multiple starts with it.
    pub anchor: bool,
    /// Whether a cue of an attribution starts with it.
    pub cue: bool,
    /// Phrases that start with it, longest first.
    pub phrases: &'static [Phrase],
}

/// A phrase of the vocabulary, without its first word.
#[derive(Debug)]
pub struct Phrase {
    /// The words after the first.
    pub rest: &'static [u16],
    /// For symbols, which are not folded: the text as it must be written, without spaces between tokens.
    pub exact: Option<&'static str>,
    /// What it stands for.
    pub meaning: Meaning,
}

/// Word classes, one constant for each key of `rules/vocab/words.toml`, and the entry tables.
#[allow(missing_docs)]
mod table {
    use super::*;
    include!(concat!(env!("OUT_DIR"), "/vocab.rs"));
}
pub use table::*;

/// A few folded words, as the hashes that tokens carry. Made by `words!`.
#[derive(Clone, Copy, Debug)]
pub struct Words(pub(crate) &'static [u64]);

impl Words {
    /// Whether a word with this hash is among them.
    #[inline(always)]
    pub fn hold(self, hash: u64) -> bool {
        self.0.contains(&hash)
    }
}

/// [`Words`] from literals, hashed when the code is compiled.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {
        $crate::vocab::Words(const { &[$($crate::vocab::scan::hash_of($word)),+] })
    };
}
pub(crate) use words;

impl WordId {
    /// Looks a word up by the hash of its folded text, which the scanner makes.
    #[inline]
    pub fn find(hash: u64) -> WordId {
        let mask = SLOTS.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let id = SLOTS[slot];
            if id == 0 || HASHES[id as usize] == hash {
                return WordId(id);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Looks up a word that no scanner has seen.
    pub fn of(text: &str) -> WordId {
        Self::find(scan::Hasher::of(text))
    }

    /// The word's entry.
    #[inline]
    pub fn lexeme(self) -> &'static Lexeme {
        &LEXEMES[self.0 as usize]
    }
}
