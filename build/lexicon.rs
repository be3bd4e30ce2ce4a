//! Words, their classes and the phrases that start with them, as one static hash table.

use crate::scan::{Hasher, Kind, Scanner, fold_char};
use std::{collections::BTreeMap, fmt::Write};

/// Meanings of the phrases that open a number.
const ANCHORS: &[&str] =
    &["Meaning::NumberWord", "Meaning::Vague", "Meaning::Fraction", "Meaning::Multiple", "Meaning::Month"];

/// The vocabulary being gathered.
#[derive(Default)]
pub struct Lexicon {
    ids: BTreeMap<String, usize>,
    words: Vec<Word>,
    classes: Vec<String>,
    /// Classes whose words a file lists.
    listed: std::collections::BTreeSet<String>,
    /// Irregular nouns and verbs: base form and another form.
    pub irregular: Vec<(String, String)>,
    /// Nouns and the verbs or adjectives that they come from.
    pub kin: Vec<(String, String)>,
    /// Verbs so far, by base form.
    pub verbs: BTreeMap<String, crate::inflect::Verb>,
}

#[derive(Default)]
struct Word {
    text: String,
    class: [u128; 2],
    phrases: Vec<Phrase>,
}

struct Phrase {
    rest: Vec<usize>,
    exact: Option<String>,
    meaning: String,
}

impl Lexicon {
    /// The number of a folded word; numbers start at 1.
    pub fn intern(&mut self, text: &str) -> usize {
        let folded: String = text.chars().map(fold_char).collect();
        if let Some(&id) = self.ids.get(&folded) {
            return id;
        }
        self.words.push(Word { text: folded.clone(), ..Word::default() });
        self.ids.insert(folded, self.words.len());
        self.words.len()
    }

    /// Adds a phrase with its meaning, an expression of type `Meaning`.
    pub fn phrase(&mut self, form: &str, exact: bool, meaning: &str) -> Result<(), String> {
        let tokens: Vec<_> = Scanner::new(form).collect();
        if tokens.is_empty() || tokens.iter().any(|t| t.kind == Kind::Link) {
            return Err(format!("form {form:?} has no words"));
        }
        let ids: Vec<_> = tokens.iter().map(|t| self.intern(&form[t.start..t.end])).collect();
        let exact = exact.then(|| form.to_string());
        let phrases = &mut self.words[ids[0] - 1].phrases;
        let same = |p: &&Phrase| p.rest == ids[1..] && p.exact == exact && p.meaning == meaning;
        if phrases.iter().find(same).is_none() {
            phrases.push(Phrase { rest: ids[1..].to_vec(), exact, meaning: meaning.into() });
        }
        Ok(())
    }

    /// Another row of the same table that a form already stands for.
    pub fn clash(&mut self, form: &str, exact: bool, meaning: &str) -> Option<String> {
        let ids: Vec<_> = Scanner::new(form).map(|t| self.intern(&form[t.start..t.end])).collect();
        let row = |m: &str| m.split_once('(').map(|(table, _)| table.to_string());
        let phrases = &self.words[ids.first()? - 1].phrases;
        let other = phrases.iter().find(|p| {
            p.rest == ids[1..]
                && p.exact.is_some() == exact
                && p.exact.as_deref().is_none_or(|e| e == form)
                && p.meaning != meaning
                && row(&p.meaning) == row(meaning)
        })?;
        Some(format!("form {form:?} stands for {} and for {meaning}", other.meaning))
    }

    /// Notes that a `[class]` table lists a class; no other may, or two meanings would run together.
    pub fn list(&mut self, class: &str) -> Result<(), String> {
        let new = self.listed.insert(class.into());
        if new { Ok(()) } else { Err(format!("class {class:?} is listed twice: give one of them another name")) }
    }

    /// Puts a word into a class.
    pub fn class(&mut self, word: &str, class: &str) -> Result<(), String> {
        let bit = self.classes.iter().position(|c| c == class).unwrap_or_else(|| {
            self.classes.push(class.into());
            self.classes.len() - 1
        });
        if bit >= 256 {
            return Err("more than 256 word classes".into());
        }
        if Scanner::new(word).count() != 1 {
            return Err(format!("{word:?} in class {class:?} is not one word"));
        }
        let id = self.intern(word);
        self.words[id - 1].class[bit / 128] |= 1 << (bit % 128);
        Ok(())
    }

    /// Writes the tables.
    pub fn write(&mut self, code: &mut String) {
        for (bit, class) in self.classes.iter().enumerate() {
            let name = class.to_uppercase().replace('-', "_");
            let _ = writeln!(
                code,
                "/// Words of the class `{class}` in `rules/vocab/words.toml`.\npub const {name}: Class = Class({:?});",
                set(bit)
            );
        }
        let _ = writeln!(code, "pub(super) static LEXEMES: [Lexeme; {}] = [", self.words.len() + 1);
        let _ =
            writeln!(code, "Lexeme {{ text: \"\", class: Class([0; 2]), anchor: false, cue: false, phrases: &[] }},");
        for word in &mut self.words {
            // Longest first, so that the first match is the longest; symbols as written before folded forms.
            word.phrases.sort_by_key(|p| (std::cmp::Reverse(p.rest.len()), p.exact.is_none()));
            let anchor = word.phrases.iter().any(|p| ANCHORS.iter().any(|a| p.meaning.starts_with(a)));
            let cue = word.phrases.iter().any(|p| p.meaning.starts_with("Meaning::Cue"));
            let _ = write!(
                code,
                "Lexeme {{ text: {:?}, class: Class({:?}), anchor: {anchor}, cue: {cue}, phrases: &[",
                word.text, word.class
            );
            for p in &word.phrases {
                let _ =
                    write!(code, "Phrase {{ rest: &{:?}, exact: {:?}, meaning: {} }}, ", p.rest, p.exact, p.meaning);
            }
            code.push_str("] },\n");
        }
        let size = (self.words.len() * 3).next_power_of_two().max(2);
        let mut slots = vec![0usize; size];
        let mut hashes = vec![0];
        hashes.extend(self.words.iter().map(|word| Hasher::of(&word.text)));
        for i in 0..self.words.len() {
            let mut slot = hashes[i + 1] as usize & (size - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = i + 1;
        }
        let _ = writeln!(code, "];\npub(super) static SLOTS: [u16; {size}] = {slots:?};");
        let _ = writeln!(code, "pub(super) static HASHES: [u64; {}] = {hashes:?};", hashes.len());
    }
}

/// The set that holds one class.
fn set(bit: usize) -> [u128; 2] {
    let mut set = [0; 2];
    set[bit / 128] |= 1 << (bit % 128);
    set
}
