//! Noun phrases: a determiner, what modifies, and a noun as head; names; singular forms.

use super::{Prose, Tag};
use crate::vocab::{self, SINGULARS, WordId};
use std::borrow::Cow;
use std::ops::Range;

/// Longest noun phrase that is looked for, in tokens.
const LONGEST: usize = 16;

impl Prose<'_> {
    /// The noun phrase that starts at token `i`, without what follows its head ("of …"); empty if there is none.
    /// A pronoun is one.
    pub fn noun_phrase_from(&self, i: usize) -> Range<usize> {
        let end = self.sentence_end(i).min(i + LONGEST);
        if i < end && self.tag(i) == Tag::Pronoun {
            return i..i + 1;
        }
        let mut head = i;
        let mut at = i;
        while at < end && self.inside(at, i) {
            if self.tag(at).is_noun() || self.tag(at) == Tag::Gerund && at > i {
                head = at + 1;
            }
            // "the Fortune 100", "the iPhone 12 has": a number that ends a name.
            let named = self.tag(at) == Tag::Number && at > i && self.tag(at - 1) == Tag::Proper;
            if named
                && matches!(self.tag(at + 1), Tag::Preposition | Tag::Verb | Tag::Auxiliary | Tag::Comma | Tag::Stop)
            {
                head = at + 1;
            }
            at += 1;
        }
        i..head
    }

    /// The noun phrase that ends just before token `i`, with its determiner; empty if there is none.
    /// A pronoun is one.
    pub fn noun_phrase_before(&self, i: usize) -> Range<usize> {
        if i == 0 {
            return i..i;
        }
        // "see the pound going [to]": what the noun does.
        if self.tag(i - 1) == Tag::Gerund && i >= 2 && self.tag(i - 2).is_noun() && !self.gerund_in_phrase(i - 1) {
            return i..i;
        }
        let start = self.sentence_start(i - 1).max(i.saturating_sub(LONGEST));
        if self.tag(i - 1) == Tag::Pronoun {
            return i - 1..i;
        }
        // "Norlink Inc. has": the point belongs to the name.
        let point = i >= 2 && self.word(i - 1) == "." && self.tag(i - 1) == Tag::Sign && self.tag(i - 2) == Tag::Proper;
        if !(point || self.tag(i - 1).is_noun() || matches!(self.tag(i - 1), Tag::Number | Tag::Gerund)) {
            return i..i;
        }
        let mut at = self.back(i - 1, start);
        while at < i && matches!(self.tag(at), Tag::Joint | Tag::Conjunction) {
            at += 1;
        }
        at..i
    }

    /// Whether the token goes on a noun phrase that may have begun before it.
    fn inside(&self, at: usize, first: usize) -> bool {
        let tag = self.tag(at);
        match tag {
            // "Johnson & Johnson", "S&P": within a name only.
            Tag::Conjunction if self.word(at) == "&" => at > first && self.tag(at - 1) == Tag::Proper,
            // "the issued and outstanding shares"
            Tag::Conjunction if at > first && self.word(at) == "and" => {
                let modifier = |i: usize| matches!(self.tag(i), Tag::Adjective | Tag::Participle);
                modifier(at - 1) && modifier(at + 1) && self.tag(at + 2) == Tag::Noun
            }
            Tag::Conjunction => false,
            // A determiner begins a phrase; only another one goes before it ("all the", "these three").
            Tag::Determiner => at == first || self.tag(at - 1) == Tag::Determiner,
            // "the highly rated bank", "10 most wanted men": an adverb before an adjective.
            Tag::Adverb => at > first && matches!(self.tag(at + 1), Tag::Adjective | Tag::Participle | Tag::Joint),
            Tag::Sign => self.word(at) == ".",
            // "a document labelled", "products leaving": a participle after the noun begins what is said of it.
            Tag::Participle if at > first && self.tag(at - 1).is_noun() => false,
            Tag::Gerund if at > first && self.tag(at - 1).is_noun() => self.gerund_in_phrase(at),
            // "G7", "Model 3", "Boeing 737": a number after a name. Elsewhere a number begins a phrase of its own.
            Tag::Number => at == first || !self.tag(at - 1).is_noun() || self.tag(at - 1) == Tag::Proper,
            _ => tag.modifies(),
        }
    }

    /// "cancer screening costs", "diffuse heating", but not "products leaving China".
    fn gerund_in_phrase(&self, at: usize) -> bool {
        let next = self.tag(at + 1);
        next == Tag::Noun
            || self.word(at + 1) == "of"
            || !is_plural(self.word(at - 1))
                && matches!(next, Tag::Comma | Tag::Stop | Tag::Auxiliary | Tag::Verb | Tag::Conjunction | Tag::Close)
    }

    /// The first token of the noun phrase that token `at` goes on, not before `start`.
    fn back(&self, mut at: usize, start: usize) -> usize {
        while at > start && self.tag(at) != Tag::Determiner {
            if self.tag(at - 1) == Tag::Determiner {
                at -= 1;
                break;
            }
            // "…, said Ms. Samour": a verb before its subject.
            let said = self.tag(at) == Tag::Proper
                && matches!(self.tag(at - 1), Tag::Participle | Tag::Gerund)
                && self.tokens[at - 1].is(vocab::REPORTING.or(vocab::SAYING));
            if said || !self.inside(at - 1, start) {
                break;
            }
            at -= 1;
        }
        while at > start && self.tag(at) == Tag::Determiner && self.tag(at - 1) == Tag::Determiner {
            at -= 1;
        }
        at
    }

    /// The noun phrase that token `i` is in, or an empty range at `i`.
    pub fn noun_phrase_at(&self, i: usize) -> Range<usize> {
        let first = self.sentence_start(i).max(i.saturating_sub(LONGEST));
        let at = self.back(i, first);
        let phrase = self.noun_phrase_from(at);
        if phrase.contains(&i) { phrase } else { i..i }
    }

    /// The head of a noun phrase: its last noun or name, before any "of".
    pub fn head(&self, phrase: &Range<usize>) -> Option<usize> {
        let of = phrase.clone().find(|&i| self.tag(i) == Tag::Preposition).unwrap_or(phrase.end);
        (phrase.start..of).rev().find(|&i| self.tag(i).is_noun() || matches!(self.tag(i), Tag::Pronoun | Tag::Gerund))
    }

    /// A noun phrase without determiners, possessive pronouns and numerals at its start.
    pub fn bare(&self, phrase: Range<usize>) -> Range<usize> {
        let start =
            phrase.clone().find(|&i| !matches!(self.tag(i), Tag::Determiner | Tag::Possessive)).unwrap_or(phrase.end);
        start..phrase.end
    }

    /// First token of the sentence that token `i` is in.
    pub fn sentence_start(&self, i: usize) -> usize {
        self.sentences.get(self.sentence_of(i)).map_or(i, |s| s.range().start)
    }

    /// End of the sentence that token `i` is in.
    pub fn sentence_end(&self, i: usize) -> usize {
        self.sentences.get(self.sentence_of(i)).map_or(i, |s| s.range().end)
    }
}

/// The singular of a noun: "troops", "fishermen", "categories". A word that is no plural comes back as it is.
pub fn singular(word: &str) -> Cow<'_, str> {
    let id = WordId::of(word);
    if id != WordId::default() {
        if let Ok(at) = SINGULARS.binary_search_by_key(&id.0, |row| row.0) {
            return Cow::Borrowed(SINGULARS[at].1);
        }
        if id.lexeme().class.any(vocab::SAME_PLURAL) {
            return Cow::Borrowed(word);
        }
    }
    let bytes = word.as_bytes();
    let cut = |n: usize, add: &str| Cow::Owned(format!("{}{add}", &word[..word.len() - n]));
    match bytes {
        [.., b's', b's'] | [.., b'u', b's'] | [.., b'i', b's'] | [_, _] | [_] | [] => Cow::Borrowed(word),
        // "regimen", "specimen", "acumen" are no men.
        [.., b'i' | b'u', b'm', b'e', b'n'] => Cow::Borrowed(word),
        [.., b'm', b'e', b'n'] if bytes.len() > 5 => cut(2, "an"),
        [.., b'i', b'e', b's'] if bytes.len() > 4 => cut(3, "y"),
        [.., b'x' | b'z', b'e', b's'] | [.., b's', b's', b'e', b's'] | [.., b'c' | b's', b'h', b'e', b's'] => {
            cut(2, "")
        }
        [.., b's'] => cut(1, ""),
        _ => Cow::Borrowed(word),
    }
}

/// Whether a word has the form of a plural.
pub fn is_plural(word: &str) -> bool {
    let id = WordId::of(word);
    if id != WordId::default() {
        let class = id.lexeme().class;
        if class.any(vocab::IRREGULAR_PLURAL) {
            return true;
        }
        if class.any(vocab::SAME_PLURAL) {
            return matches!(id.lexeme().text, "people" | "police" | "cattle" | "staff" | "personnel" | "troops");
        }
    }
    matches!(singular(word), Cow::Owned(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;

    #[test]
    fn singulars() {
        for (plural, one) in [
            ("troops", "troop"),
            ("fishermen", "fisherman"),
            ("categories", "category"),
            ("people", "people"),
            ("boxes", "box"),
            ("churches", "church"),
            ("houses", "house"),
            ("crises", "crisis"),
            ("glass", "glass"),
            ("bus", "bus"),
            ("buses", "bus"),
            ("children", "child"),
            ("series", "series"),
            ("aircraft", "aircraft"),
            ("countries", "country"),
            ("wives", "wife"),
            ("linemen", "lineman"),
            ("regimen", "regimen"),
            ("specimens", "specimen"),
        ] {
            assert_eq!(singular(plural), one, "{plural}");
        }
    }

    #[test]
    fn phrases() {
        // The phrase that ends before the word in brackets, with its determiner.
        for (text, before, want) in [
            ("The blue-chip index [gained] ground.", "gained", "The blue-chip index"),
            ("On Monday the old ferry [sank].", "sank", "the old ferry"),
            ("Shares of Norlink [fell].", "fell", "Norlink"),
            ("The firm's annual turnover [rose].", "rose", "The firm's annual turnover"),
            ("He [left].", "left", "He"),
        ] {
            let plain = text.replace(['[', ']'], "");
            let draft = draft::read("a.txt", plain.as_bytes()).unwrap();
            let prose = Prose::new(&draft);
            let at = (0..prose.tokens.len()).find(|&i| prose.word(i) == before).unwrap();
            assert_eq!(prose.slice(prose.cover(prose.noun_phrase_before(at))), want, "{text}");
        }
    }
}
