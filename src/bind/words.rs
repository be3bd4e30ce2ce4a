//! Words of packs in all their inflections, so that a draft's words need no stemming: one look-up each.

use crate::vocab::forms::{Irregular, fold, forms};
use crate::vocab::scan::hash_of;
use crate::vocab::{self, ByHash};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Number of a distinct word of the packs.
pub(super) type WordNumber = u32;

static IRREGULAR: LazyLock<Irregular<'static>> = LazyLock::new(|| {
    let pairs = vocab::IRREGULAR_NOUNS.iter().chain(vocab::IRREGULAR_VERBS);
    Irregular::new(pairs.copied(), vocab::KIN.iter().copied())
});

/// Every distinct word of the packs, found by any of its inflected forms.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Numbers of plain words and of names.
    numbers: [FxHashMap<Cow<'static, str>, WordNumber>; 2],
    count: WordNumber,
    /// Forms by their hashes, as they come; settled into the two below.
    coming: Vec<(u64, WordNumber)>,
    /// Where in `found` the words of each form stand.
    forms: ByHash<(u32, u32)>,
    found: Vec<WordNumber>,
}

impl Words {
    /// The number of a folded word, which is new or known.
    pub(super) fn add(&mut self, word: &str, name: bool) -> WordNumber {
        if let Some(number) = self.numbers[usize::from(name)].get(word) {
            return *number;
        }
        let hashes = forms(word, name, &IRREGULAR).into_iter().map(|form| hash_of(&form));
        self.insert(word.to_string().into(), name, hashes)
    }

    /// The same for a word whose forms are known, as hashes.
    pub(super) fn add_known(&mut self, word: &'static str, name: bool, forms: &[u64]) -> WordNumber {
        match self.numbers[usize::from(name)].get(word) {
            Some(number) => *number,
            None => self.insert(word.into(), name, forms.iter().copied()),
        }
    }

    fn insert(&mut self, word: Cow<'static, str>, name: bool, forms: impl Iterator<Item = u64>) -> WordNumber {
        let number = self.count;
        self.count += 1;
        self.numbers[usize::from(name)].insert(word, number);
        self.coming.extend(forms.map(|form| (form, number)));
        number
    }

    /// Makes the words findable that were added; to be called after the last.
    pub(super) fn settle(&mut self) {
        self.coming.sort_unstable();
        self.coming.dedup();
        self.found.reserve(self.coming.len());
        for form in self.coming.chunk_by(|a, b| a.0 == b.0) {
            let start = self.found.len() as u32;
            self.found.extend(form.iter().map(|f| f.1));
            self.forms.insert(form[0].0, (start, self.found.len() as u32));
        }
        self.coming = Vec::new();
    }

    /// Every form by its hash, with the words that have it.
    pub(super) fn forms(&self) -> impl Iterator<Item = (u64, &[WordNumber])> {
        self.forms.iter().map(|(hash, (start, end))| (*hash, &self.found[*start as usize..*end as usize]))
    }

    /// The words of the packs that a draft's word may be an inflection of.
    pub(super) fn find(&self, word: &str) -> &[WordNumber] {
        self.find_token(word, hash_of(&fold(word)))
    }

    /// The same for a word of which the hash is known, its token's.
    #[inline]
    pub(super) fn find_token(&self, word: &str, hash: u64) -> &[WordNumber] {
        let folds_alike = word.bytes().all(|b| b.is_ascii() && b != b'.');
        let hash = if folds_alike { hash } else { hash_of(&fold(word)) };
        let place = self.forms.get(&hash);
        place.map_or(&[], |(start, end)| &self.found[*start as usize..*end as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::forms::Caps;

    #[test]
    fn inflections_are_found() {
        for (pack, draft, want) in [
            ("troops", "troop", true),
            ("soldier", "Soldiers", true),
            ("hospitalised", "hospitalized", true),
            ("labor", "labour", true),
            ("plan", "plane", false),
            ("win", "wine", false),
            ("police", "policy", false),
            ("ferry", "ferries", true),
            ("women", "woman", true),
            ("gas", "gas", true),
            ("isolate", "isolating", true),
            ("city", "cities", true),
            ("centre", "centers", true),
            ("Orsted", "Ørsted", true),
            ("U.S.", "US", true),
            ("boxes", "box", true),
            ("planned", "plan", true),
            ("sown", "sowed", true),
            ("grow", "grew", true),
            ("children", "child", true),
            ("wind", "winded", true),
            ("Wind", "wound", false),
            ("losses", "lost", true),
            ("death", "died", true),
            ("injured", "injuries", true),
            ("employees", "employs", true),
            ("sale", "sailed", false),
        ] {
            let mut words = Words::default();
            let number = words.add(&fold(pack), Caps::of(pack) != Caps::Lower);
            words.settle();
            assert_eq!(words.find(draft).contains(&number), want, "{pack}, {draft}");
        }
    }
}
