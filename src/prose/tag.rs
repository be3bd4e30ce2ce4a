//! Word classes in context: a light sense of parts of speech, without a model.
//!
//! Closed classes come whole from the vocabulary, verbs with all their inflections; endings and capitals tell most other
//! words, and what stands before decides between the readings that remain ("the rise", "prices rise").

mod verb;

use super::Token;
use crate::vocab::{self, Class, Meaning, scan::Kind, words};
use std::cell::Cell;

/// What a token is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// "the", "this", "some".
    Determiner,
    /// "it", "who" where it asks, "everyone".
    Pronoun,
    /// "its", and `'s` after a noun.
    Possessive,
    /// "of", "to" before a noun.
    Preposition,
    /// "to" before a verb.
    To,
    /// "and", "or", "but", "&".
    Conjunction,
    /// "while", "because", "that" after a verb.
    Subordinator,
    /// "which", "who", "that" after a noun.
    Relative,
    /// Forms of be, have, do, and modal verbs.
    Auxiliary,
    /// A finite or bare verb.
    Verb,
    /// A past participle or an adjective made of one.
    Participle,
    /// A form in -ing.
    Gerund,
    /// "large", "annual".
    Adjective,
    /// "sharply", "not", "ago".
    Adverb,
    /// A common noun.
    Noun,
    /// A name.
    Proper,
    /// Digits or a number word.
    Number,
    /// A hyphen or slash that joins two words.
    Joint,
    /// A comma.
    Comma,
    /// "(" or "[".
    Open,
    /// ")" or "]".
    Close,
    /// A quotation mark.
    Quote,
    /// A sign that ends a clause: ";", ":", a dash, a full stop.
    Stop,
    /// Any other sign: "$", "%".
    Sign,
}

/// Where a token's tag is kept once somebody has asked for it.
pub(super) type Slot = Cell<Option<Tag>>;

impl Tag {
    /// Whether it can stand inside a noun phrase before its head.
    pub const fn modifies(self) -> bool {
        matches!(
            self,
            Tag::Determiner
                | Tag::Possessive
                | Tag::Adjective
                | Tag::Participle
                | Tag::Gerund
                | Tag::Noun
                | Tag::Proper
                | Tag::Number
                | Tag::Joint
        )
    }

    /// Whether it is a noun or a name.
    pub const fn is_noun(self) -> bool {
        matches!(self, Tag::Noun | Tag::Proper)
    }

    /// Whether it can be the verb of a clause.
    pub const fn is_verb(self) -> bool {
        matches!(self, Tag::Verb | Tag::Auxiliary)
    }
}

const VERBAL: Class =
    vocab::VERB_BASE.or(vocab::VERB_THIRD).or(vocab::VERB_PAST).or(vocab::VERB_PARTICIPLE).or(vocab::VERB_GERUND);
/// Words whose class alone may tell what they are.
const CLOSED: Class = vocab::POSSESSIVE
    .or(vocab::AUXILIARY)
    .or(vocab::RELATIVE)
    .or(vocab::CONJUNCTION)
    .or(vocab::DETERMINER)
    .or(vocab::PRONOUN)
    .or(vocab::PREPOSITION)
    .or(vocab::SUBORDINATOR)
    .or(vocab::NEGATION)
    .or(vocab::ADVERB)
    .or(vocab::PLAIN_ADVERB);
/// How many tokens ahead the tagger looks for the verb of a clause.
const AHEAD: usize = 12;

/// Tags the tokens of one sentence, each into its slot.
pub(super) fn tag(tokens: &[Token], text: &str, slots: &[Slot]) {
    let mut tagger = Tagger { tokens, text, title: is_title(tokens), verb: false, third: false };
    let mut previous = None;
    for (i, slot) in slots.iter().enumerate() {
        let tag = tagger.tag(i, previous);
        match tag {
            // "said profits jumped": another clause follows a verb of saying.
            Tag::Verb if tokens[i].is(vocab::SAYING_CLAUSE) => tagger.verb = false,
            Tag::Verb | Tag::Auxiliary => {
                tagger.verb = true;
                tagger.third = tokens[i].is(vocab::VERB_THIRD);
            }
            Tag::Stop | Tag::Subordinator | Tag::Relative | Tag::Conjunction => tagger.verb = false,
            // "as the deficit grew": a preposition that may open a clause.
            Tag::Preposition if tokens[i].is(vocab::SUBORDINATOR) => tagger.verb = false,
            _ => {}
        }
        previous = Some(tag);
        slot.set(previous);
    }
}

/// Whether a word glued to digits scales them: "bn", "k".
fn is_suffix(token: &Token) -> bool {
    token.lexeme().phrases.iter().any(|p| p.rest.is_empty() && matches!(p.meaning, Meaning::Suffix(_)))
}

/// Whether nearly every word has a capital, so that capitals tell nothing: a headline.
fn is_title(tokens: &[Token]) -> bool {
    let mut words = 0;
    let mut capitals = 0;
    for t in tokens.iter().filter(|t| t.kind == Kind::Word && t.span.len() > 3) {
        words += 1;
        capitals += usize::from(t.capital);
    }
    words >= 4 && capitals * 10 >= words * 9
}

struct Tagger<'t> {
    tokens: &'t [Token],
    text: &'t str,
    title: bool,
    /// Whether the clause has its verb.
    verb: bool,
    /// Whether the last verb is in the third person: "weighs".
    third: bool,
}

impl Tagger<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &self.text[t.span.range()])
    }

    fn is(&self, i: usize, class: Class) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is(class))
    }

    /// The tag of token `i`, after a token with the tag `previous`.
    fn tag(&self, i: usize, previous: Option<Tag>) -> Tag {
        let token = &self.tokens[i];
        match token.kind {
            Kind::Number => Tag::Number,
            Kind::Link => Tag::Sign,
            Kind::Symbol => self.symbol(i),
            // "4.3M downloads": the scale belongs to the number.
            Kind::Word if token.glued() && previous == Some(Tag::Number) && is_suffix(token) => Tag::Number,
            Kind::Word if previous == Some(Tag::Joint) && self.links_compound(i) => Tag::Adjective,
            Kind::Word if previous == Some(Tag::Joint) && self.ends_compound(i) => {
                if self.continues_phrase(i + 1) {
                    Tag::Adjective
                } else {
                    Tag::Noun
                }
            }
            Kind::Word => self.closed(i, previous).unwrap_or_else(|| self.open(i, previous)),
        }
    }

    fn symbol(&self, i: usize) -> Tag {
        let next_glued = self.tokens.get(i + 1).is_some_and(Token::glued);
        match self.word(i) {
            "," => Tag::Comma,
            "(" | "[" => Tag::Open,
            ")" | "]" => Tag::Close,
            "\"" | "“" | "”" | "«" | "»" | "„" | "‘" | "’" | "'" => Tag::Quote,
            "-" | "‐" | "‑" | "–" | "/" if self.tokens[i].glued() && next_glued => Tag::Joint,
            "." if self.tokens[i].glued()
                && self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Word && !t.is(vocab::OPENER)) =>
            {
                Tag::Sign
            }
            ";" | ":" | "." | "!" | "?" | "…" | "—" | "–" | "-" | "|" | "•" => Tag::Stop,
            "&" => Tag::Conjunction,
            _ => Tag::Sign,
        }
    }

    /// The tag of a word of a closed class.
    fn closed(&self, i: usize, previous: Option<Tag>) -> Option<Tag> {
        let token = &self.tokens[i];
        let class = token.lexeme().class;
        if !class.any(CLOSED) && !token.lexeme().anchor {
            return None;
        }
        let capital_name = token.capital && i > 0 && !self.title;
        if class.any(vocab::POSSESSIVE) {
            return Some(self.possessive(i, previous));
        }
        if token.is_text("that") {
            return Some(self.that(i, previous));
        }
        if token.is_text("to") {
            let verb = self.is(i + 1, vocab::VERB_BASE) || self.is(i + 1, vocab::AUXILIARY);
            let noun =
                self.is(i + 2, vocab::PREPOSITION) && !self.is(i + 1, vocab::NEVER_NOUN) && self.word(i + 2) == "of";
            return Some(if verb && !noun { Tag::To } else { Tag::Preposition });
        }
        if token.is_text("no") || token.is_text("'s") {
            return Some(Tag::Determiner);
        }
        // "at 7.05 am".
        if token.is_text("am") && !self.word(i.wrapping_sub(1)).eq_ignore_ascii_case("i") {
            return Some(Tag::Adverb);
        }
        if class.any(vocab::AUXILIARY) {
            return (!capital_name || class.any(vocab::BE)).then_some(Tag::Auxiliary);
        }
        if class.any(vocab::RELATIVE)
            && previous.is_some_and(|p| p.is_noun() || matches!(p, Tag::Comma | Tag::Preposition))
        {
            return Some(Tag::Relative);
        }
        if class.any(vocab::CONJUNCTION) {
            return Some(Tag::Conjunction);
        }
        if class.any(vocab::DETERMINER) {
            return Some(Tag::Determiner);
        }
        if class.any(vocab::PRONOUN) && !(token.is_text("us") && self.word(i) == "US") {
            return Some(Tag::Pronoun);
        }
        if self.is_number_word(i) {
            return Some(Tag::Number);
        }
        if class.any(vocab::PREPOSITION) {
            // "up 5 percent", "rose past": an adverb before a number or at the end; a subordinator before a clause.
            return Some(if class.any(vocab::SUBORDINATOR) && self.clause_follows(i + 1) {
                Tag::Subordinator
            } else {
                Tag::Preposition
            });
        }
        if class.any(vocab::SUBORDINATOR) {
            return Some(Tag::Subordinator);
        }
        if capital_name {
            return None;
        }
        if class.any(vocab::NEGATION.or(vocab::ADVERB).or(vocab::PLAIN_ADVERB)) && !class.any(vocab::ADJECTIVE) {
            return Some(Tag::Adverb);
        }
        None
    }

    /// The "to" of "loan-to-value": a small word between hyphens.
    fn links_compound(&self, i: usize) -> bool {
        let hyphen = |t: &Token| t.glued() && t.is_any(words!["-", "‐", "‑"]);
        let small = self.is(i, vocab::PREPOSITION.or(vocab::CONJUNCTION).or(vocab::DETERMINER));
        small && self.tokens.get(i + 1).is_some_and(hyphen) && self.tokens.get(i + 2).is_some_and(Token::glued)
    }

    /// The "off" of "laid-off staff": a particle that a hyphen joins to its verb.
    fn ends_compound(&self, i: usize) -> bool {
        let particle = self.tokens[i].is_any(words!["off", "up", "out", "in", "on", "down", "over", "away", "back"]);
        let joins = self.tokens.get(i + 1).is_some_and(|t| t.glued() && t.is_any(words!["-", "‐", "‑"]));
        particle && !joins && i >= 2 && self.is(i - 2, VERBAL)
    }

    fn is_number_word(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let single = |m: &Meaning| matches!(m, Meaning::NumberWord(_));
        token.lexeme().phrases.iter().any(|p| p.rest.is_empty() && p.exact.is_none() && single(&p.meaning))
            && !token.is(VERBAL)
    }

    /// `'s` after a noun: possessive where a noun phrase follows, "is" elsewhere.
    fn possessive(&self, i: usize, previous: Option<Tag>) -> Tag {
        if !self.tokens[i].is_text("'s") {
            return Tag::Possessive;
        }
        let verb = previous == Some(Tag::Pronoun)
            || self.is(i + 1, vocab::DETERMINER.or(vocab::VERB_GERUND).or(vocab::NEGATION).or(vocab::PREPOSITION));
        if verb { Tag::Auxiliary } else { Tag::Possessive }
    }

    fn that(&self, i: usize, previous: Option<Tag>) -> Tag {
        let verb_next = self.is(i + 1, vocab::AUXILIARY.or(vocab::VERB_PAST).or(vocab::VERB_THIRD));
        match previous {
            Some(Tag::Noun | Tag::Proper) if !self.verb || verb_next => Tag::Relative,
            Some(Tag::Noun | Tag::Proper) => Tag::Subordinator,
            Some(Tag::Verb | Tag::Participle | Tag::Gerund | Tag::Adjective) => Tag::Subordinator,
            // "pointing out that": a particle, and no preposition.
            Some(Tag::Preposition) if self.tokens[i - 1].is_any(words!["out"]) && self.clause_follows(i + 1) => {
                Tag::Subordinator
            }
            Some(Tag::Preposition) => Tag::Determiner,
            _ if verb_next => Tag::Pronoun,
            _ if self.clause_follows(i + 1) => Tag::Subordinator,
            _ => Tag::Determiner,
        }
    }

    /// Whether a verb stands near enough to be that of a clause which starts at `i`.
    fn clause_follows(&self, i: usize) -> bool {
        if self.is(i, vocab::PRONOUN) && !self.is(i, vocab::RELATIVE) {
            return true;
        }
        let finite = vocab::AUXILIARY;
        for t in self.tokens.iter().skip(i).take(AHEAD) {
            if t.is(finite) && !t.capital || t.is(vocab::VERB_PAST) && !t.is(vocab::VERB_BASE) {
                return true;
            }
            if t.kind == Kind::Symbol && matches!(&self.text[t.span.range()], "," | ";" | ":" | "." | "(") {
                return false;
            }
            if t.is(vocab::CONJUNCTION.or(vocab::RELATIVE)) {
                return false;
            }
        }
        false
    }

    /// The tag of a word of an open class.
    fn open(&self, i: usize, previous: Option<Tag>) -> Tag {
        let token = &self.tokens[i];
        let class = token.lexeme().class;
        if token.capital && !self.title && (i > 0 || self.opens_name(i, class)) {
            return Tag::Proper;
        }
        // "iPhone", "eBay".
        if !token.capital && !self.title && self.word(i).chars().skip(1).take(3).any(char::is_uppercase) {
            return Tag::Proper;
        }
        let in_phrase = previous.is_some_and(|p| {
            matches!(
                p,
                Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition | Tag::Number | Tag::Participle
            )
        });
        // "mid-sized", "well-known": what is joined to a word before is part of its noun phrase.
        if previous == Some(Tag::Joint) {
            let formed = self.ends(i, &["ed", "ing"]) && token.span.len() > 4;
            return if class.any(VERBAL) || formed { Tag::Participle } else { Tag::Noun };
        }
        if class.any(VERBAL) {
            return self.verb_form(i, class, previous, in_phrase);
        }
        if class.any(vocab::ADJECTIVE) {
            // "the adult needs", "the retail giant rose": what no noun follows is the noun itself.
            let after_noun = previous.is_some_and(Tag::is_noun);
            let head =
                after_noun || previous.is_some_and(|p| matches!(p, Tag::Determiner | Tag::Possessive | Tag::Adjective));
            // "feet wide", "years later": what a measure has.
            let measures = after_noun && class.any(vocab::DIMENSION);
            let before_verb = self.before_verb(i);
            let ends = !self.continues_phrase(i + 1) && !measures && !self.is_number(i + 1)
                || self.word(i + 1) == "'s"
                || before_verb && !self.is(i + 1, vocab::ADJECTIVE);
            // "Gold lost $5", "while gold fell": it opens a clause, whose verb follows.
            let opens = matches!(previous, None | Some(Tag::Subordinator))
                && before_verb
                && self.is(i + 1, vocab::VERB_PAST)
                && !self.is(i + 1, vocab::VERB_BASE.or(vocab::ADJECTIVE));
            return if head && ends || opens { Tag::Noun } else { Tag::Adjective };
        }
        if self.ends(i, &["ly"]) && !class.any(vocab::NEVER_ADVERB) && token.span.len() > 4 {
            return if self.describes_noun(i, previous) { Tag::Adjective } else { Tag::Adverb };
        }
        if self.ends(i, &["ing"]) && token.span.len() > 5 {
            return Tag::Gerund;
        }
        if self.ends(i, &["ed"]) && token.span.len() > 4 {
            return self.verb_form(i, vocab::VERB_PAST.or(vocab::VERB_PARTICIPLE), previous, in_phrase);
        }
        // "the case envisages a fall": an unknown word in -s between a singular noun and an object.
        let plural_before = i > 0 && self.ends(i - 1, &["s"]);
        if previous.is_some_and(Tag::is_noun)
            && self.ends(i, &["s"])
            && !self.verb
            && !plural_before
            && self.object_next(i)
            && self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Word)
        {
            return Tag::Verb;
        }
        let adjectival = ["ous", "ful", "ive", "ible", "able", "less", "ical", "ish", "ary", "ese", "ian", "est"];
        // "the library lends": an ending of adjectives before the verb of the clause.
        let head = matches!(previous, Some(Tag::Determiner | Tag::Possessive | Tag::Adjective)) && self.before_verb(i);
        if self.ends(i, &adjectival) && token.span.len() > 5 && self.continues_phrase(i + 1) && !head {
            return Tag::Adjective;
        }
        Tag::Noun
    }

    /// "a disorderly exit", but "a highly rated bank": a word in -ly between a determiner and a plain noun.
    fn describes_noun(&self, i: usize, previous: Option<Tag>) -> bool {
        let opened = matches!(previous, Some(Tag::Determiner | Tag::Possessive));
        let modifier = vocab::ADJECTIVE.or(vocab::ADVERB).or(vocab::VERB_PARTICIPLE).or(vocab::VERB_GERUND);
        let next = self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Word && !t.glued() && !t.is(modifier));
        let hyphenated = self.tokens.get(i + 2).is_some_and(Token::glued) && self.word(i + 2) == "-";
        opened && next && !hyphenated && self.continues_phrase(i + 1) && !self.ends(i + 1, &["ed", "ing", "ly"])
    }

    /// Whether the capital of a sentence's first word is a name's: an unknown word, or one before another capital.
    fn opens_name(&self, i: usize, class: Class) -> bool {
        let plain = class.any(VERBAL.or(vocab::ADJECTIVE).or(vocab::IRREGULAR_PLURAL).or(vocab::SAME_PLURAL));
        let next = self.tokens.get(i + 1);
        let before_name = next.is_some_and(|t| t.capital && t.gap == crate::vocab::scan::Gap::Space);
        let acronym = self.word(i).chars().skip(1).any(char::is_uppercase);
        let possessive = self.word(i + 1).ends_with('s') && next.is_some_and(|t| t.glued() && t.is_text("'s"));
        acronym || (!plain && (before_name || possessive || !self.lower_shape(i)))
    }

    /// Whether an unknown first word looks like a common noun: a plural or a usual ending.
    fn lower_shape(&self, i: usize) -> bool {
        self.ends(
            i,
            &[
                "s", "ment", "tion", "sion", "ness", "ity", "ance", "ence", "ship", "ism", "er", "or", "ing", "ed",
                "ly", "age", "al", "ue",
            ],
        )
    }

    #[inline(always)]
    fn ends(&self, i: usize, endings: &[&str]) -> bool {
        let word = self.tokens.get(i).map_or(&[][..], |t| &self.text.as_bytes()[t.span.range()]);
        let Some(last) = word.last().map(u8::to_ascii_lowercase) else { return false };
        let near = endings.iter().filter(|e| e.as_bytes().last() == Some(&last));
        near.copied().any(|e| word.len() > e.len() && word[word.len() - e.len()..].eq_ignore_ascii_case(e.as_bytes()))
    }

    /// Whether the token at `i` can go on a noun phrase.
    fn continues_phrase(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| {
            t.kind == Kind::Word
                && !t.is(vocab::PREPOSITION
                    .or(vocab::AUXILIARY)
                    .or(vocab::CONJUNCTION)
                    .or(vocab::DETERMINER)
                    .or(vocab::SUBORDINATOR))
        })
    }

    /// Whether a verb form with an object or the like follows: "the adult needs a", "the library lends 40".
    fn before_verb(&self, i: usize) -> bool {
        self.is(i + 1, VERBAL) && !self.noun_after_verbal(i + 1)
    }

    /// Whether token `i` is a number, in digits or words.
    fn is_number(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == Kind::Number || t.kind == Kind::Word && self.is_number_word(i))
    }

    /// Whether a number follows, over a hedge and a currency sign: "lost about $40", "hit fewer than 3".
    fn number_next(&self, i: usize) -> bool {
        let mut at = i + 1;
        while at < i + 5 && self.is(at, vocab::OBJECT_HEDGE) {
            at += 1;
        }
        // "$40", "R1,450"
        let sign =
            self.tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Symbol | Kind::Word) && t.span.len() <= 3)
                && self.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number && t.glued());
        sign || self.is_number(at) && !self.tokens[at].is_text("one")
    }

    /// Whether the verb form at `i` may be a noun, or modify one that follows: "material costs rose".
    fn noun_after_verbal(&self, i: usize) -> bool {
        let next = self.tokens.get(i + 1);
        let finite = next.is_some_and(|t| t.is(vocab::AUXILIARY.or(vocab::VERB_PAST)) && !t.is(vocab::VERB_BASE));
        let object = next.is_some_and(|t| {
            t.kind == Kind::Number
                || t.is(vocab::DETERMINER.or(vocab::PREPOSITION).or(vocab::ADVERB))
                || self.word(i + 1) == "to"
                || matches!(self.word(i + 1), "$" | "£" | "€" | "₹" | "¥")
        });
        finite || !object
    }
}

#[cfg(test)]
mod tests {
    use crate::{draft, prose::Prose};

    /// One letter a tag: determiner, pronoun, name and so on.
    fn letters(text: &str) -> String {
        let draft = draft::read("a.txt", text.as_bytes()).unwrap();
        let prose = Prose::new(&draft);
        let words: Vec<_> = (0..prose.tokens.len()).map(|i| format!("{}/{:?}", prose.word(i), prose.tag(i))).collect();
        words.join(" ")
    }

    #[test]
    fn tags() {
        for (text, parts) in [
            ("The S&P 500 rose 0.2 percent.", &["S/Proper", "&/Conjunction", "P/Proper", "rose/Verb"][..]),
            ("The rise in prices slowed.", &["rise/Noun", "prices/Noun", "slowed/Verb"]),
            ("Prices rise by 3 percent.", &["Prices/Noun", "rise/Verb"]),
            ("The trade deficit hit its highest level.", &["hit/Verb"]),
            ("The average adult needs to eat.", &["adult/Noun", "needs/Verb"]),
            ("He was travelling at speed.", &["travelling/Verb"]),
            ("Products priced at $10 were gone.", &["priced/Participle"]),
            ("Norlink Inc. received approval.", &["received/Verb"]),
            ("About 20 decently sized plants closed.", &["decently/Adverb", "sized/Participle"]),
            ("The firm plans to cut jobs.", &["plans/Verb", "cut/Verb", "jobs/Noun"]),
            ("He said that the plan failed.", &["that/Subordinator", "plan/Noun", "failed/Verb"]),
            ("The bank that failed was small.", &["that/Relative"]),
            ("The new iPhone 12 has storage.", &["iPhone/Proper", "has/Auxiliary"]),
        ] {
            let got = letters(text);
            for part in parts {
                assert!(got.split(' ').any(|w| w == *part), "{part} is not in {got}");
            }
        }
    }
}
