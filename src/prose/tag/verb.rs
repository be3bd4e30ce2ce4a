//! Verb forms in context: finite verb, participle, gerund, or the noun and adjective of the same form.

use super::{AHEAD, Tag, Tagger};
use crate::vocab::{self, Class, scan::Kind, words};

impl Tagger<'_> {
    pub(super) fn verb_form(&self, i: usize, class: Class, previous: Option<Tag>, in_phrase: bool) -> Tag {
        let base = class.any(vocab::VERB_BASE);
        let third = class.any(vocab::VERB_THIRD);
        let past = class.any(vocab::VERB_PAST);
        let participle = class.any(vocab::VERB_PARTICIPLE);
        let never_noun = class.any(vocab::NEVER_NOUN);
        let adjective = class.any(vocab::ADJECTIVE);
        if class.any(vocab::VERB_GERUND) && !base {
            // "was travelling": a verb after "be", unless a noun is what it is.
            let progressive = previous == Some(Tag::Auxiliary) && self.is(i.wrapping_sub(1), vocab::BE)
                || previous == Some(Tag::Adverb) && i >= 2 && self.is(i - 2, vocab::BE);
            // "a grounding for": a noun, where none follows.
            let noun = matches!(previous, Some(Tag::Determiner | Tag::Possessive | Tag::Adjective))
                && !self.continues_phrase(i + 1);
            return match () {
                () if progressive => Tag::Verb,
                () if noun => Tag::Noun,
                () => Tag::Gerund,
            };
        }
        match previous {
            Some(Tag::To) => return Tag::Verb,
            Some(Tag::Auxiliary) => return self.after_auxiliary(i, class),
            Some(Tag::Adverb) if self.adverb_after_auxiliary(i) => return self.after_auxiliary(i, class),
            // "20 decently sized plants": an adverb within a noun phrase.
            Some(Tag::Adverb) if participle && !base && self.adverb_in_phrase(i) => return Tag::Participle,
            Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number) => {
                return match () {
                    () if base && !never_noun && !adjective => Tag::Noun,
                    () if adjective && base && self.continues_phrase(i + 1) => Tag::Adjective,
                    () if adjective && base => Tag::Noun,
                    () if third && !never_noun => Tag::Noun,
                    () if participle && !base => Tag::Participle,
                    // "the rise continued … 12 said": a finite verb after a number or a bare determiner.
                    () if past && !base => Tag::Verb,
                    () if never_noun && matches!(previous, Some(Tag::Number)) => Tag::Verb,
                    () => Tag::Noun,
                };
            }
            Some(Tag::Preposition) => {
                return if participle && !base {
                    Tag::Participle
                } else if adjective {
                    Tag::Adjective
                } else {
                    Tag::Noun
                };
            }
            Some(Tag::Pronoun | Tag::Relative) => return Tag::Verb,
            _ => {}
        }
        if past && !base && !participle {
            return Tag::Verb;
        }
        let subject = previous.is_some_and(|p| {
            p.is_noun() || matches!(p, Tag::Close | Tag::Quote | Tag::Adverb | Tag::Gerund | Tag::Comma | Tag::Sign)
        });
        if past && !base {
            // Both past and participle: the verb of the clause, unless it has one or another one follows.
            let reduced = self.verb || !subject || self.is(i + 1, vocab::PREPOSITION) && self.finite_ahead(i + 1);
            let object =
                self.is(i + 1, vocab::DETERMINER) || self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Number);
            return if reduced
                && !(previous == Some(Tag::Conjunction) && !self.continues_phrase(i + 1)
                    || object && previous != Some(Tag::Comma) && !in_phrase && !self.verb)
            {
                if previous == Some(Tag::Conjunction) || previous == Some(Tag::Adverb) {
                    Tag::Verb
                } else {
                    Tag::Participle
                }
            } else {
                Tag::Verb
            };
        }
        if participle && !base {
            return Tag::Participle;
        }
        if adjective {
            return Tag::Adjective;
        }
        let plural_before = i > 0 && self.ends(i - 1, &["s"]) && !self.ends(i - 1, &["ss", "us"])
            || i > 0 && self.is(i - 1, vocab::IRREGULAR_PLURAL);
        // "the deficit hit its", "tickets cost me": past and base alike, with an object.
        // "the insurer set aside": with a particle between.
        let particle = self.tokens.get(i + 1).is_some_and(|t| t.is_any(words!["aside", "out", "off", "back", "down"]));
        let object = self.object_next(i) || self.number_next(i) || particle && self.number_next(i + 1);
        if past && base && subject && !self.verb && object {
            return Tag::Verb;
        }
        // "Norlink shares up 5 percent": what is nearly always a noun needs an object to be a verb.
        if third && self.is(i, vocab::NOUN_FIRST) && !(subject && !self.verb && self.object_next(i)) {
            return Tag::Noun;
        }
        if third {
            let to = self.is(i + 1, vocab::ADVERB) || self.word(i + 1) == "to" && self.is(i + 2, vocab::VERB_BASE);
            if never_noun || subject && !self.verb && (self.object_next(i) || self.number_next(i) || to) {
                return Tag::Verb;
            }
            // "weighs 2.7 pounds and runs for": like the verb before.
            if previous == Some(Tag::Conjunction) && self.third && self.counted_before(i - 1) {
                return Tag::Verb;
            }
            let verb =
                subject && !self.verb && !plural_before && !self.is(i + 1, vocab::AUXILIARY) && !self.past_next(i + 1);
            return if verb && previous != Some(Tag::Comma) { Tag::Verb } else { Tag::Noun };
        }
        if never_noun && !in_phrase {
            return Tag::Verb;
        }
        let object = self.number_next(i)
            || self.is(i + 1, vocab::DETERMINER.or(vocab::PREPOSITION).or(vocab::POSSESSIVE).or(vocab::ADVERB))
            || self.tokens.get(i + 1).is_some_and(|t| t.kind != Kind::Word)
                && !matches!(self.word(i + 1), "," | "." | ";");
        let moved =
            self.is(i, vocab::UP_VERB.or(vocab::DOWN_VERB)) && self.word(i + 1) == "by" && subject && !self.verb;
        if moved {
            return Tag::Verb;
        }
        let and_verb = previous == Some(Tag::Conjunction) && self.verb_before_conjunction(i);
        if (subject && plural_before && !self.verb && object) || and_verb && object {
            return Tag::Verb;
        }
        Tag::Noun
    }

    fn adverb_in_phrase(&self, i: usize) -> bool {
        i >= 2
            && (self.tokens[i - 2].kind == Kind::Number
                || self.is_number_word(i - 2)
                || self.is(i - 2, vocab::DETERMINER.or(vocab::ADJECTIVE).or(vocab::PREPOSITION)))
            && self.continues_phrase(i + 1)
    }

    /// Whether a determiner, a pronoun or a number follows, as after a verb with an object.
    pub(super) fn object_next(&self, i: usize) -> bool {
        self.is(i + 1, vocab::DETERMINER.or(vocab::POSSESSIVE).or(vocab::PRONOUN)) && !self.is(i + 1, vocab::RELATIVE)
            || self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Number)
            || matches!(self.word(i + 1), "$" | "£" | "€" | "₹" | "¥")
    }

    /// Whether a number and its noun stand before token `i`: "14 staff [and]".
    fn counted_before(&self, i: usize) -> bool {
        i >= 2 && self.is_number(i - 2) && self.tokens[i - 1].kind == Kind::Word
    }

    fn past_next(&self, i: usize) -> bool {
        let unknown = self.ends(i, &["ed"]) && self.tokens[i].id.0 == 0 && self.tokens[i].span.len() > 4;
        unknown || self.tokens.get(i).is_some_and(|t| t.is(vocab::VERB_PAST) && !t.is(vocab::VERB_BASE))
    }

    /// Whether "… and" at `i - 1` follows a stretch that holds a verb close before: "to cut and sell the".
    fn verb_before_conjunction(&self, i: usize) -> bool {
        i >= 3 && self.is(i - 3, vocab::AUXILIARY) || i >= 2 && self.is(i - 2, vocab::NEVER_NOUN)
    }

    fn adverb_after_auxiliary(&self, i: usize) -> bool {
        i >= 2
            && (self.is(i - 2, vocab::AUXILIARY)
                || i >= 3 && self.is(i - 2, vocab::ADVERB) && self.is(i - 3, vocab::AUXILIARY))
    }

    fn after_auxiliary(&self, i: usize, class: Class) -> Tag {
        if class.any(vocab::VERB_PARTICIPLE) && !class.any(vocab::VERB_BASE) {
            return Tag::Verb;
        }
        let modal = (i.saturating_sub(3)..i)
            .any(|j| self.is(j, vocab::MODAL) || self.word(j).eq_ignore_ascii_case("did") || self.is(j, vocab::HAVE));
        match () {
            () if modal => Tag::Verb,
            () if class.any(vocab::VERB_PARTICIPLE) && !class.any(vocab::ADJECTIVE) => Tag::Verb,
            () if class.any(vocab::ADJECTIVE) => Tag::Adjective,
            () => Tag::Noun,
        }
    }

    /// Whether an unmistakable finite verb follows before the clause ends.
    fn finite_ahead(&self, i: usize) -> bool {
        for t in self.tokens.iter().skip(i).take(AHEAD) {
            if t.is(vocab::AUXILIARY) && !t.capital
                || t.is(vocab::VERB_PAST) && !t.is(vocab::VERB_BASE) && !t.is(vocab::VERB_PARTICIPLE)
            {
                return true;
            }
            let sign = t.kind == Kind::Symbol && matches!(&self.text[t.span.range()], "," | ";" | ":" | "." | "(");
            if sign || t.is(vocab::CONJUNCTION.or(vocab::RELATIVE).or(vocab::PRONOUN)) {
                return false;
            }
        }
        false
    }
}
