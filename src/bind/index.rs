//! The index: every phrase of the packs in one tree of words, with the measures and sources that it leads to.
//!
//! A measure hangs on the phrases of its rarest condition only, so what a draft costs does not grow with the packs.

use super::words::{WordNumber, Words};
use crate::prose::Token;
use crate::rules::outline::{self, Outline};
use crate::rules::{Condition, ConditionRole, OnFile, Rules};
use crate::vocab::forms::{Caps, fold, phrase_words};
use crate::vocab::{self, ORGANISATION_HEAD, WordId};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

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
    /// Sources of whose names it is the last word, where that may be a person's: "Mr. Vance".
    pub(super) surnames: Vec<(u32, u32)>,
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
    /// What each of them narrows.
    pub(super) roles: Vec<ConditionRole>,
    /// None of these may stand in the claim's noun phrase and clause.
    pub(super) not: Vec<PhraseNumber>,
    /// The groups of measures with the same condition, one for each condition.
    pub(super) groups: Vec<u32>,
}

/// Phrases that are in the tree already, by their text.
#[derive(Default)]
struct Known {
    phrases: FxHashMap<Cow<'static, str>, Option<PhraseNumber>>,
    /// The same for phrases of outlines, by their number there, once they are looked up.
    outlined: Vec<Option<Option<PhraseNumber>>>,
}

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
    /// Which words a phrase starts with, as bits by their hashes: most words of a draft start none.
    starts: Starts,
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
            match pack.outline() {
                Some(outline) => index.add_outline(p as u32, outline, &mut known),
                None => index.add_pack(p as u32, pack, &mut known),
            }
        }
        index.hang_measures();
        index.words.settle();
        let starting = |(_, numbers): &(u64, &[WordNumber])| numbers.iter().any(|n| index.edges.contains_key(&(0, *n)));
        index.starts = Starts::new(index.words.forms().filter(starting).map(|(hash, _)| hash).collect());
        index
    }

    /// Whether there is nothing to bind to.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    fn phrase(&mut self, text: &str, known: &mut Known) -> Option<PhraseNumber> {
        if let Some(phrase) = known.phrases.get(text) {
            return *phrase;
        }
        let words = phrase_words(text);
        let cut = words.iter().map(|w| (self.words.add(&w.text, w.caps != Caps::Lower), w.text.as_str(), w.caps));
        let cut: Vec<_> = cut.collect();
        let phrase = self.enter(&cut);
        known.phrases.insert(text.to_string().into(), phrase);
        phrase
    }

    /// A phrase of the outlines, whose words are cut already.
    fn outlined(&mut self, number: u16, known: &mut Known) -> Option<PhraseNumber> {
        known.outlined.resize(outline::PHRASES.len(), None);
        if let Some(phrase) = known.outlined[number as usize] {
            return phrase;
        }
        let phrase = &outline::PHRASES[number as usize];
        let entered = known.phrases.get(phrase.text).copied().unwrap_or_else(|| {
            let cut = phrase.words.iter().map(|(word, caps)| {
                let word = &outline::WORDS[*word as usize];
                (self.words.add_known(word.text, word.name, word.forms), word.text, *caps)
            });
            let cut: Vec<_> = cut.collect();
            self.enter(&cut)
        });
        known.phrases.insert(phrase.text.into(), entered);
        known.outlined[number as usize] = Some(entered);
        entered
    }

    /// Puts a phrase into the tree, word by word.
    fn enter(&mut self, words: &[(WordNumber, &str, Caps)]) -> Option<PhraseNumber> {
        if words.is_empty() {
            return None;
        }
        let mut node = 0;
        for (number, ..) in words {
            let next = self.ends.len() as u32;
            node = *self.edges.entry((node, *number)).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        let caps = |phrase: &&PhraseNumber| {
            let other = &self.phrases[**phrase as usize].caps;
            other.iter().map(|c| c.0).eq(words.iter().map(|w| w.2))
        };
        if let Some(phrase) = self.ends[node as usize].iter().find(caps) {
            return Some(*phrase);
        }
        let number = self.phrases.len() as PhraseNumber;
        self.phrases.push(Phrase {
            caps: words.iter().map(|(_, text, caps)| (*caps, text.chars().count().min(255) as u8)).collect(),
            calendar: words.iter().all(|(_, text, _)| super::scope::is_calendar(text)),
            timed: is_time(words),
            ..Phrase::default()
        });
        self.ends[node as usize].push(number);
        Some(number)
    }

    fn add_pack(&mut self, p: u32, pack: &OnFile, known: &mut Known) {
        let mut entries = Entries::default();
        for (m, measure) in pack.measures.iter().enumerate() {
            let conditions = measure.conditions.iter().map(|c| self.condition(c, known)).collect();
            let not = measure.not.iter().filter_map(|p| self.phrase(p, known)).collect();
            let roles = measure.conditions.iter().map(|c| c.role).collect();
            self.add_measure((p, m as u32), Entry { conditions, roles, not, groups: Vec::new() }, &mut entries);
        }
        self.entries.push(entries.list);
        let aliases = |s: &crate::rules::Source| std::iter::once(s.name.clone()).chain(s.aliases.clone()).collect();
        let sources: Vec<Vec<String>> = pack.sources.iter().map(aliases).collect();
        let names = sources.iter().map(|names| names.iter().map(String::as_str).collect());
        self.add_sources(p, names, known);
        self.add_title(&pack.name, pack.title.as_deref());
    }

    /// The same for a pack of which only the outline is known.
    fn add_outline(&mut self, p: u32, outline: &Outline, known: &mut Known) {
        let mut entries = Entries::default();
        for (m, measure) in outline.measures.iter().enumerate() {
            let mut phrases =
                |list: &[u16]| list.iter().filter_map(|f| self.outlined(*f, known)).collect::<Vec<PhraseNumber>>();
            let conditions = measure.conditions.iter().map(|(_, list)| ordered(phrases(list))).collect();
            let not = phrases(measure.not);
            let roles = measure.conditions.iter().map(|(role, _)| *role).collect();
            self.add_measure((p, m as u32), Entry { conditions, roles, not, groups: Vec::new() }, &mut entries);
        }
        self.entries.push(entries.list);
        let names = outline.sources.iter().map(|s| std::iter::once(s.name).chain(s.aliases.iter().copied()).collect());
        self.add_sources(p, names, known);
        self.add_title(outline.name, outline.title);
    }

    fn add_measure(&mut self, (p, m): (u32, u32), mut entry: Entry, entries: &mut Entries) {
        for phrase in entry.conditions.iter().flatten() {
            let phrase = &mut self.phrases[*phrase as usize];
            phrase.uses += 1;
            if phrase.packs.last() != Some(&p) {
                phrase.packs.push(p);
            }
        }
        for condition in entry.conditions.iter().filter(|c| !c.is_empty()) {
            let next = self.groups.len() as u32;
            let group = match entries.groups.get(condition) {
                Some(group) => *group,
                None => *entries.groups.entry(condition.clone()).or_insert(next),
            };
            if group == next {
                self.groups.push(Vec::new());
            }
            self.groups[group as usize].push(m);
            entry.groups.push(group);
        }
        entries.list.push(entry);
    }

    fn condition(&mut self, condition: &Condition, memo: &mut Known) -> Vec<PhraseNumber> {
        ordered(condition.phrases.iter().filter_map(|p| self.phrase(p, memo)).collect())
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

    /// Adds the sources of a pack by all their names, the full one first.
    fn add_sources<'n>(&mut self, p: u32, sources: impl Iterator<Item = Vec<&'n str>>, known: &mut Known) {
        let mut heads: Vec<(String, u32)> = Vec::new();
        for (s, names) in sources.enumerate() {
            let id = (p, s as u32);
            let acronyms: Vec<String> = names.iter().filter_map(|n| acronym(n)).collect();
            for name in names.into_iter().chain(acronyms.iter().map(String::as_str)) {
                if let Some(phrase) = self.phrase(name, known) {
                    push_new(&mut self.phrases[phrase as usize].sources, id);
                    push_new(&mut self.phrases[phrase as usize].packs, p);
                }
                if let Some(phrase) = surname(name).and_then(|last| self.phrase(last, known)) {
                    push_new(&mut self.phrases[phrase as usize].surnames, id);
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

    fn add_title(&mut self, name: &str, title: Option<&str>) {
        let title = format!("{} {}", name.replace(['-', '_'], " "), title.unwrap_or(""));
        let words = phrase_words(&title);
        let long = words.iter().filter(|w| w.caps != Caps::Lower && w.text.chars().count() >= 5);
        self.title_stems.push(long.map(|w| super::topic::stem(&w.text)).collect());
        let numbers = words.iter().map(|w| self.words.add(&w.text, w.caps != Caps::Lower)).collect();
        self.titles.push(numbers);
    }

    /// Whether a phrase may start with the word of a token.
    #[inline]
    pub(super) fn may_start(&self, token: &Token) -> bool {
        !token.plain || self.starts.may_hold(token.hash)
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

/// A set of hashes that may hold one more, but none less: a bit for each, of which few are set however large the packs.
#[derive(Debug, Default)]
struct Starts {
    bits: Vec<u64>,
}

impl Starts {
    /// Bits for each hash.
    const SPARE: usize = 24;

    fn new(hashes: Vec<u64>) -> Self {
        let size = (hashes.len() * Self::SPARE / 64).next_power_of_two().max(1 << 8);
        let mut starts = Self { bits: vec![0; size] };
        for hash in hashes {
            let word = starts.word(hash);
            starts.bits[word] |= 1 << (hash & 63);
        }
        starts
    }

    #[inline]
    fn word(&self, hash: u64) -> usize {
        // FNV's high bits are the better mixed ones.
        (hash >> 24) as usize & (self.bits.len() - 1)
    }

    #[inline]
    fn may_hold(&self, hash: u64) -> bool {
        self.bits[self.word(hash)] >> (hash & 63) & 1 == 1
    }
}

/// The measures of one pack as they are added.
#[derive(Default)]
struct Entries {
    list: Vec<Entry>,
    /// Groups by the condition that they have in common.
    groups: FxHashMap<Vec<PhraseNumber>, u32>,
}

fn ordered(mut phrases: Vec<PhraseNumber>) -> Vec<PhraseNumber> {
    phrases.sort_unstable();
    phrases.dedup();
    phrases
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Whether a phrase is a time: it holds a month or weekday, or points at a year, month or day ("since the start of the
/// year", "last week"). "second dose" is none.
fn is_time(words: &[(WordNumber, &str, Caps)]) -> bool {
    let is = |text: &str, class| WordId::of(text).lexeme().class.any(class);
    let noun = words.iter().any(|w| is(w.1, vocab::TIME_NOUN) && !is(w.1, vocab::TIME_POINTER));
    let points = words.iter().any(|w| is(w.1, vocab::TIME_POINTER) || w.1 == "since");
    noun && points || words.iter().any(|w| super::scope::is_calendar(w.1))
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

/// The last of two or three capitalised words, none of which says that they name an organisation: "Vance" of "Ricardo
/// Vance".
fn surname(name: &str) -> Option<&str> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let personal = |w: &&str| {
        Caps::of(w) == Caps::Capital
            && w.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '’'))
            && !WordId::of(&fold(w)).lexeme().class.any(ORGANISATION_HEAD)
    };
    ((2..=3).contains(&words.len()) && words.iter().all(personal)).then(|| words.last().copied()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames() {
        assert_eq!(surname("Ricardo Vance"), Some("Vance"));
        assert_eq!(surname("Bank of England"), None);
        assert_eq!(surname("Harbour Board"), None);
        assert_eq!(surname("Vance"), None);
    }

    #[test]
    fn acronyms_and_heads() {
        assert_eq!(acronym("Bureau of Labor Statistics").as_deref(), Some("BLS"));
        assert_eq!(acronym("Federal Reserve"), None);
        assert_eq!(head_noun("Bureau of Harbour Statistics").as_deref(), Some("bureau"));
        assert_eq!(head_noun("Shopworkers' Union").as_deref(), Some("union"));
        assert_eq!(head_noun("Nadia Brandt"), None);
    }
}
