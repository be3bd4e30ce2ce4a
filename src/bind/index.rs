//! The index: every phrase of the packs in one tree of words, with the measures and sources that it leads to.
//!
//! A measure hangs on the phrases of its rarest condition only, so what a draft costs does not grow with the packs.

use super::words::{Caps, PhraseWord, WordNumber, Words, fold, phrase_words};
use crate::prose::Token;
use crate::rules::{Condition, Pack, Rules};
use crate::vocab::{self, ORGANISATION_HEAD, WordId};
use rustc_hash::FxHashMap;

/// Number of a distinct phrase.
pub(super) type PhraseNumber = u32;

/// A distinct phrase of the packs, and what it leads to.
#[derive(Debug, Default)]
pub(super) struct Phrase {
    /// Capitals of each word, with its length in letters.
    pub(super) caps: Vec<(Caps, u8)>,
    /// Measures that hang on it: pack and measure.
    pub(super) measures: Vec<(u32, u32)>,
    /// Sources that it names in full: pack and source.
    pub(super) sources: Vec<(u32, u32)>,
    /// Sources whose name it ends, where no other source of the pack ends so ("the council").
    pub(super) heads: Vec<(u32, u32)>,
    /// Packs that use it.
    pub(super) packs: Vec<u32>,
    /// Whether it is a month or weekday.
    calendar: bool,
    /// Whether it holds a word of time ("this year"), which says little of sentences other than its own.
    pub(super) timed: bool,
    /// How many measures use it.
    uses: u32,
}

impl Phrase {
    /// Whether a word of it is capitalised.
    pub(super) fn proper(&self) -> bool {
        self.caps.iter().any(|(caps, _)| *caps != Caps::Lower)
    }

    /// Whether a measure uses it.
    pub(super) fn tells(&self) -> bool {
        self.uses > 0
    }

    /// Whether it is a proper name, and no month or weekday.
    pub(super) fn names(&self) -> bool {
        self.proper() && !self.calendar
    }
}

/// A measure's conditions as phrases.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// One phrase of each must be in reach.
    pub(super) conditions: Vec<Vec<PhraseNumber>>,
    /// None of these may stand in the claim's noun phrase and clause.
    pub(super) not: Vec<PhraseNumber>,
    /// The groups of measures with the same condition, one for each condition.
    pub(super) groups: Vec<u32>,
}

/// Phrases that are in the tree already, by their text.
type Known = FxHashMap<String, Option<PhraseNumber>>;

/// Packs, prepared for binding. Built once, read by every draft.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) words: Words,
    pub(super) phrases: Vec<Phrase>,
    /// Entries by pack and measure.
    pub(super) entries: Vec<Vec<Entry>>,
    /// Folded words of each pack's name and title, which never narrow a claim to something else.
    pub(super) titles: Vec<Vec<WordNumber>>,
    /// The first letters of those words.
    pub(super) title_stems: Vec<Vec<String>>,
    /// Measures of one pack that have a condition in common.
    pub(super) groups: Vec<Vec<u32>>,
    /// Hashes of the words that a phrase starts with, cut to 16 bits: most words of a draft start none.
    starts: Vec<u64>,
    edges: FxHashMap<(u32, WordNumber), u32>,
    ends: Vec<Vec<PhraseNumber>>,
}

impl Index {
    /// Prepares packs for binding.
    pub fn new(rules: &Rules) -> Self {
        let mut index = Self { ends: vec![Vec::new()], ..Self::default() };
        // Lists of words are shared by many measures, so each phrase is cut into words once.
        let mut known = Known::default();
        for (p, pack) in rules.packs.iter().enumerate() {
            index.add_measures(p as u32, pack, &mut known);
            index.add_sources(p as u32, pack, &mut known);
            index.add_title(pack);
        }
        index.hang_measures();
        index.words.settle();
        index.starts = vec![0; 1 << 10];
        for (hash, numbers) in index.words.forms() {
            if numbers.iter().any(|n| index.edges.contains_key(&(0, *n))) {
                index.starts[(hash >> 6) as usize & 0x3ff] |= 1 << (hash & 63);
            }
        }
        index
    }

    /// Whether there is nothing to bind to.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    fn phrase(&mut self, text: &str, known: &mut Known) -> Option<PhraseNumber> {
        if let Some(phrase) = known.get(text) {
            return *phrase;
        }
        let phrase = self.cut(text);
        known.insert(text.to_string(), phrase);
        phrase
    }

    /// Cuts a phrase into words and puts it into the tree.
    fn cut(&mut self, text: &str) -> Option<PhraseNumber> {
        let words = phrase_words(text);
        if words.is_empty() {
            return None;
        }
        let mut node = 0;
        for word in &words {
            let number = self.words.add(&word.text, word.caps != Caps::Lower);
            let next = self.ends.len() as u32;
            node = *self.edges.entry((node, number)).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        let caps = |phrase: &&PhraseNumber| {
            let other = &self.phrases[**phrase as usize].caps;
            other.iter().map(|c| c.0).eq(words.iter().map(|w| w.caps))
        };
        if let Some(phrase) = self.ends[node as usize].iter().find(caps) {
            return Some(*phrase);
        }
        let number = self.phrases.len() as PhraseNumber;
        self.phrases.push(Phrase {
            caps: words.iter().map(|w| (w.caps, w.text.chars().count().min(255) as u8)).collect(),
            calendar: words.iter().all(|w| super::scope::is_calendar(&w.text)),
            timed: is_time(&words),
            ..Phrase::default()
        });
        self.ends[node as usize].push(number);
        Some(number)
    }

    fn add_measures(&mut self, p: u32, pack: &Pack, memo: &mut Known) {
        let mut entries = Vec::with_capacity(pack.measures.len());
        let mut known: FxHashMap<Vec<PhraseNumber>, u32> = FxHashMap::default();
        for (m, measure) in pack.measures.iter().enumerate() {
            let conditions: Vec<Vec<PhraseNumber>> =
                measure.conditions.iter().map(|c| self.condition(c, memo)).collect();
            for phrase in conditions.iter().flatten() {
                let phrase = &mut self.phrases[*phrase as usize];
                phrase.uses += 1;
                if phrase.packs.last() != Some(&p) {
                    phrase.packs.push(p);
                }
            }
            let not = measure.not.iter().filter_map(|p| self.phrase(p, memo)).collect();
            let mut groups = Vec::with_capacity(conditions.len());
            for condition in conditions.iter().filter(|c| !c.is_empty()) {
                let next = self.groups.len() as u32;
                let group = *known.entry(condition.clone()).or_insert(next);
                if group == next {
                    self.groups.push(Vec::new());
                }
                self.groups[group as usize].push(m as u32);
                groups.push(group);
            }
            entries.push(Entry { conditions, not, groups });
        }
        self.entries.push(entries);
    }

    fn condition(&mut self, condition: &Condition, memo: &mut Known) -> Vec<PhraseNumber> {
        let mut phrases: Vec<_> = condition.phrases.iter().filter_map(|p| self.phrase(p, memo)).collect();
        phrases.sort_unstable();
        phrases.dedup();
        phrases
    }

    /// Hangs every measure on the phrases of its rarest condition.
    fn hang_measures(&mut self) {
        for (p, entries) in self.entries.iter().enumerate() {
            for (m, entry) in entries.iter().enumerate() {
                let uses = |c: &&Vec<PhraseNumber>| c.iter().map(|f| self.phrases[*f as usize].uses).max();
                let Some(rarest) = entry.conditions.iter().rev().filter(|c| !c.is_empty()).min_by_key(uses) else {
                    continue;
                };
                for phrase in rarest {
                    self.phrases[*phrase as usize].measures.push((p as u32, m as u32));
                }
            }
        }
    }

    fn add_sources(&mut self, p: u32, pack: &Pack, known: &mut Known) {
        let mut heads: Vec<(String, u32)> = Vec::new();
        for (s, source) in pack.sources.iter().enumerate() {
            let id = (p, s as u32);
            let names = std::iter::once(&source.name).chain(&source.aliases);
            let acronyms: Vec<String> = names.clone().filter_map(|n| acronym(n)).collect();
            for name in names.chain(&acronyms) {
                if let Some(phrase) = self.phrase(name, known) {
                    push_new(&mut self.phrases[phrase as usize].sources, id);
                    push_new(&mut self.phrases[phrase as usize].packs, p);
                }
                if let Some(head) = head_noun(name)
                    && !heads.contains(&(head.clone(), s as u32))
                {
                    heads.push((head, s as u32));
                }
            }
        }
        heads.sort_unstable();
        for run in heads.chunk_by(|a, b| a.0 == b.0) {
            if let [(head, s)] = run
                && let Some(phrase) = self.phrase(head, known)
            {
                push_new(&mut self.phrases[phrase as usize].heads, (p, *s));
            }
        }
    }

    fn add_title(&mut self, pack: &Pack) {
        let title = format!("{} {}", pack.name.replace(['-', '_'], " "), pack.title.as_deref().unwrap_or(""));
        let words = phrase_words(&title);
        let long = words.iter().filter(|w| w.caps != Caps::Lower && w.text.chars().count() >= 5);
        self.title_stems.push(long.map(|w| super::topic::stem(&w.text)).collect());
        let numbers = words.iter().map(|w| self.words.add(&w.text, w.caps != Caps::Lower)).collect();
        self.titles.push(numbers);
    }

    /// Whether a phrase may start with the word of a token.
    #[inline]
    pub(super) fn may_start(&self, token: &Token) -> bool {
        let bit = || self.starts[(token.hash >> 6) as usize & 0x3ff] >> (token.hash & 63) & 1 == 1;
        !token.plain || bit()
    }

    /// Follows the tree one word on.
    pub(super) fn step(&self, node: u32, word: WordNumber) -> Option<u32> {
        self.edges.get(&(node, word)).copied()
    }

    /// The phrases that end at a node of the tree.
    pub(super) fn ends(&self, node: u32) -> &[PhraseNumber] {
        &self.ends[node as usize]
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Whether a phrase is a time: it holds a month or weekday, or points at a year, month or day ("since the start of the
/// year", "last week"). "second dose" is none.
fn is_time(words: &[PhraseWord]) -> bool {
    let is = |w: &PhraseWord, class| WordId::of(&w.text).lexeme().class.any(class);
    let noun = words.iter().any(|w| is(w, vocab::TIME_NOUN) && !is(w, vocab::TIME_POINTER));
    let points = words.iter().any(|w| is(w, vocab::TIME_POINTER) || w.text == "since");
    noun && points || words.iter().any(|w| super::scope::is_calendar(&w.text))
}

/// "BLS" for "Bureau of Labor Statistics": of three capitalised words or more.
fn acronym(name: &str) -> Option<String> {
    let capitals: Vec<_> = name.split_whitespace().filter(|w| Caps::of(w) == Caps::Capital).collect();
    let whole =
        capitals.len() + name.split_whitespace().filter(|w| matches!(*w, "of" | "and" | "for" | "the" | "&")).count();
    (capitals.len() >= 3 && whole == name.split_whitespace().count())
        .then(|| capitals.iter().filter_map(|w| w.chars().next()).collect())
}

/// The common noun that an organisation's name ends with, or that stands before "of": "council", "bureau".
fn head_noun(name: &str) -> Option<String> {
    let words: Vec<String> = name.split_whitespace().map(fold).collect();
    if words.len() < 2 {
        return None;
    }
    let before_of = words.iter().position(|w| matches!(w.as_str(), "of" | "for")).and_then(|i| i.checked_sub(1));
    let head = words.get(before_of.unwrap_or(words.len() - 1))?;
    WordId::of(head).lexeme().class.any(ORGANISATION_HEAD).then(|| head.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_and_heads() {
        assert_eq!(acronym("Bureau of Labor Statistics").as_deref(), Some("BLS"));
        assert_eq!(acronym("Federal Reserve"), None);
        assert_eq!(head_noun("Bureau of Harbour Statistics").as_deref(), Some("bureau"));
        assert_eq!(head_noun("Shopworkers' Union").as_deref(), Some("union"));
        assert_eq!(head_noun("Nadia Brandt"), None);
    }
}
