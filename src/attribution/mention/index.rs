//! The index of mentions: one pass over the tokens of a draft.

use super::{Gender, Kind, Mention};
use crate::attribution::phrase::{self, Mark, mark};
use crate::prose::{Prose, Tag, Token};
use crate::vocab::{self, ByHash, scan};
use std::ops::Range;

/// How many mentions of one name are looked at.
const FIRST: usize = 32;
/// The most words of the owner before a possessive.
const OWNER: usize = 5;

/// The mentions of a draft, in order, and where each name comes first and fullest.
#[derive(Debug, Default)]
pub(in crate::attribution) struct Index {
    pub(super) mentions: Vec<Mention>,
    /// The hash of each word of a name with the number of its mention, sorted.
    by_word: Vec<(u64, u32)>,
    /// By hash of a short form: the first mention that it may stand for.
    pub(super) by_acronym: ByHash<usize>,
}

impl Index {
    /// Gathers the mentions of a draft before token `end`.
    pub(in crate::attribution) fn new(prose: &Prose<'_>, end: usize) -> Self {
        let mut index = Self::default();
        for sentence in prose.sentences.iter().take_while(|s| s.range().start < end) {
            let range = sentence.range();
            let mut i = range.start;
            while i < range.end {
                match mention_at(prose, &range, i) {
                    Some(mut mention) => {
                        self_introduced(prose, index.mentions.last(), &mut mention);
                        // What an apposition says is known of the name that it stands with.
                        let apposed = mention.about.start >= mention.tokens.end;
                        i = if apposed { mention.about.end } else { mention.tokens.end }.max(i + 1);
                        index.add(prose, mention);
                    }
                    None => i += 1,
                }
            }
        }
        index.by_word.sort_unstable();
        index.by_word.dedup();
        index
    }

    /// The first mentions whose name holds a word, in order. The first are the full ones: a name that comes a thousand
    /// times needs no more.
    pub(super) fn with_word(&self, hash: u64) -> impl Iterator<Item = usize> {
        let first = self.by_word.partition_point(|(h, _)| *h < hash);
        self.by_word[first..].iter().take_while(move |(h, _)| *h == hash).take(FIRST).map(|(_, n)| *n as usize)
    }

    fn add(&mut self, prose: &Prose<'_>, mention: Mention) {
        let number = self.mentions.len();
        for acronym in acronyms(prose, &mention) {
            self.by_acronym.entry(acronym).or_insert(number);
        }
        for i in mention.name.clone().filter(|&i| prose.tokens[i].kind == scan::Kind::Word) {
            self.by_word.push((prose.tokens[i].hash, number as u32));
        }
        self.mentions.push(mention);
    }
}

/// Hashes of the short forms of a name of several words: its initials, and what stands in brackets behind it.
fn acronyms(prose: &Prose<'_>, mention: &Mention) -> impl Iterator<Item = u64> {
    let several = mention.name.len() > 1;
    let bracket = mention.tokens.end;
    let introduced = prose.is(bracket, "(").then(|| prose.tokens.get(bracket + 1).map(|t| t.hash)).flatten();
    let initials = || {
        let capitals = mention.name.clone().filter(|&i| prose.tokens[i].capital);
        let initials: String =
            capitals.filter_map(|i| prose.word(i).chars().next()).flat_map(char::to_lowercase).collect();
        initials.chars().nth(1).is_some().then(|| scan::hash_of(&initials))
    };
    let initials = if several { initials() } else { None };
    introduced.filter(|_| several).into_iter().chain(initials)
}

/// "The coach, Stuart Reid, …": the description before the comma tells who the name is.
fn self_introduced(prose: &Prose<'_>, before: Option<&Mention>, mention: &mut Mention) {
    let Some(before) = before else { return };
    let apposed = before.tokens.end + 1 == mention.tokens.start && mark(prose, before.tokens.end) == Mark::Comma;
    if apposed && mention.about.is_empty() && !prose.tokens[before.name.end - 1].capital {
        mention.about = before.tokens.clone();
        mention.subject = before.subject;
        mention.gender = mention.gender.or(before.gender);
        if before.kind == Kind::Person && mention.kind == Kind::Name {
            mention.kind = Kind::Person;
        }
    }
}

/// Small words inside the names of organisations: "Bank of England", "Security and Defense Council".
fn joins(prose: &Prose<'_>, i: usize, end: usize) -> bool {
    let word = prose.word(i);
    let of = matches!(word, "of" | "for" | "de" | "von" | "van" | "del" | "da" | "bin" | "al")
        || word == "the" && prose.word(i - 1) == "of";
    let and = matches!(word, "and" | "&") && prose.tokens[i - 1].capital;
    let next = i + 1 < end && (is_name_word(prose, i + 1) || word == "of" && prose.word(i + 1) == "the");
    let known_person = and && prose.tokens[i - 1].is(vocab::MALE.or(vocab::FEMALE));
    (of || word == "&" && and || and && !known_person && ahead_is_organisation(prose, i + 1, end)) && next
}

/// Whether the capitalised words from `i` on end in a word for an organisation.
fn ahead_is_organisation(prose: &Prose<'_>, i: usize, end: usize) -> bool {
    (i..end.min(i + 4)).take_while(|&j| is_name_word(prose, j)).any(|j| prose.tokens[j].is(vocab::ORGANISATION))
}

fn is_name_word(prose: &Prose<'_>, i: usize) -> bool {
    let token = &prose.tokens[i];
    token.capital && !token.is(vocab::PRONOUN) && !phrase::is_day(token) && !is_month(token)
}

fn is_month(token: &Token) -> bool {
    token.lexeme().phrases.iter().any(|p| p.rest.is_empty() && matches!(p.meaning, vocab::Meaning::Month(_)))
}

fn mention_at(prose: &Prose<'_>, sentence: &Range<usize>, i: usize) -> Option<Mention> {
    let token = &prose.tokens[i];
    let starts = !token.capital || is_name_word(prose, i);
    if !starts || token.kind != scan::Kind::Word {
        return None;
    }
    if token.capital && i == sentence.start {
        // "Speaking in Troy": capital only because it comes first.
        let alone = !prose.tokens.get(i + 1).is_some_and(|t| t.capital || t.glued());
        if alone && token.is(vocab::VERB_GERUND) && prose.tag(i) == Tag::Gerund {
            return None;
        }
        // "Finance director Nina Roth": the first word is capital only because it comes first.
        if let Some(name) = lead_in(prose, sentence, i) {
            return named(prose, sentence, name).map(|m| Mention { tokens: i..m.tokens.end, subject: true, ..m });
        }
        if let Some(group) = group(prose, sentence, i) {
            return Some(group);
        }
    }
    if token.capital && (!is_function(token) || forename(prose, sentence, i)) {
        return named(prose, sentence, i);
    }
    if token.is(vocab::DETERMINER) || token.is(vocab::POSSESSIVE) || is_function(token) && token.capital {
        return described(prose, sentence, i);
    }
    None
}

/// "Its director, Per Lund,": a small word as a first name, between a comma or a title and a name.
fn forename(prose: &Prose<'_>, sentence: &Range<usize>, i: usize) -> bool {
    let before =
        i > sentence.start && (mark(prose, i - 1) == Mark::Comma || prose.tokens[i - 1].is(vocab::PERSON_NOUN));
    before && prose.tokens[i].is(vocab::PREPOSITION) && i + 1 < sentence.end && is_name_word(prose, i + 1)
}

/// The name that follows a description which opens a sentence without a determiner.
fn lead_in(prose: &Prose<'_>, sentence: &Range<usize>, start: usize) -> Option<usize> {
    let words = start + 1..sentence.end.min(start + 5);
    let name = words.clone().find(|&j| prose.tokens[j].capital)?;
    let plain = |j: usize| prose.tokens[j].kind == scan::Kind::Word && !is_function(&prose.tokens[j]);
    let person = name > start + 1 && prose.tokens[name - 1].is(vocab::PERSON_NOUN) && (start..name).all(plain);
    person.then_some(name)
}

/// "Economists at Finch Bank", "Two engineers": people in the plural that open a sentence.
fn group(prose: &Prose<'_>, sentence: &Range<usize>, start: usize) -> Option<Mention> {
    let first = &prose.tokens[start];
    // Only then is it worth telling what the words of the sentence are.
    let counts = first.kind == scan::Kind::Number || first.lexeme().anchor;
    let counted = counts && prose.tag(start) == Tag::Number;
    let head = if counted { start + 1 } else { start };
    let token = prose.tokens.get(head).filter(|t| head < sentence.end && t.kind == scan::Kind::Word)?;
    let alone = !prose.tokens.get(head + 1).is_some_and(|t| t.capital);
    let people = token.is(vocab::PERSON_NOUN) || singular_is_person(prose, head);
    if !people || !alone || !crate::prose::is_plural(prose.word(head)) {
        return None;
    }
    let end = group_end(prose, head + 1, sentence.end);
    Some(Mention {
        tokens: start..end,
        name: head..head + 1,
        kind: Kind::Group,
        gender: None,
        about: start..start,
        subject: true,
    })
}

fn singular_is_person(prose: &Prose<'_>, i: usize) -> bool {
    vocab::WordId::of(&crate::prose::singular(prose.word(i)).to_lowercase()).lexeme().class.any(vocab::PERSON_NOUN)
}

/// "at Finch Bank" after a group.
fn group_end(prose: &Prose<'_>, head_end: usize, ceiling: usize) -> usize {
    let at = prose.tokens.get(head_end).is_some_and(|t| head_end < ceiling && (t.is_text("at") || t.is_text("from")));
    if at { phrase::after(prose, head_end + 1, ceiling).map_or(head_end, |p| p.end) } else { head_end }
}

/// A word that is capital only because it opens a sentence.
fn is_function(token: &Token) -> bool {
    const CLOSED: vocab::Class = vocab::DETERMINER
        .or(vocab::POSSESSIVE)
        .or(vocab::PREPOSITION)
        .or(vocab::CONJUNCTION)
        .or(vocab::SUBORDINATOR)
        .or(vocab::RELATIVE)
        .or(vocab::AUXILIARY)
        .or(vocab::PRONOUN)
        .or(vocab::ADVERB);
    token.is(CLOSED)
}

/// A name: a run of capitalised words.
fn named(prose: &Prose<'_>, sentence: &Range<usize>, start: usize) -> Option<Mention> {
    let end = name_end(prose, start, sentence.end);
    let mut first = start;
    // "Ms.", "Sen.", "President" belong to the phrase, not to the name.
    while first + 1 < end && (prose.tokens[first].is(vocab::TITLE) || prose.is(first, ".")) {
        first += 1;
    }
    // "Nordal Ltd.": the point belongs to the phrase, not to the name.
    let point = usize::from(end > first + 1 && prose.is(end - 1, "."));
    let mut name = first..end - point;
    let mut phrase = start;
    while phrase > sentence.start && phrase + 4 > start && before_name(prose, phrase - 1) {
        phrase -= 1;
    }
    if phrase > sentence.start && prose.tokens[phrase - 1].is(vocab::DETERMINER) {
        phrase -= 1;
    }
    // "A European diplomat", "the Swiss company": the name only tells of the noun behind it.
    let noun =
        (phrase < start && prose.tokens[phrase].is(vocab::DETERMINER)).then(|| head_noun(prose, end, sentence.end));
    if let Some(head) = noun.flatten() {
        return common(prose, sentence, phrase, head);
    }
    if first == end {
        name = start..end;
    }
    let about = apposition(prose, end, sentence.end);
    let titled =
        first > start || prose.tokens[phrase..start].iter().any(|t| t.is(vocab::TITLE) || t.is(vocab::PERSON_NOUN));
    let known = name.clone().any(|i| first_name(prose, i));
    let organisation = !known && prose.tokens[name.clone()].iter().any(|t| t.is(vocab::ORGANISATION))
        || !known
            && prose.tokens[about.clone()].iter().take(8).any(|t| t.is(vocab::ORGANISATION_NOUN))
            && !holds(prose, &about, vocab::PERSON_NOUN);
    let gender = gender(prose, &(phrase..end)).or_else(|| gender(prose, &about));
    let person = titled || known || holds(prose, &about, vocab::PERSON_NOUN) && !organisation;
    let document = prose.tokens[name.end - 1].is(vocab::POLL);
    let kind = match (document, organisation, person) {
        (true, ..) => Kind::Document,
        (_, true, false) => Kind::Organisation,
        (_, true, true) if !titled => Kind::Organisation,
        (_, _, true) => Kind::Person,
        _ => Kind::Name,
    };
    let subject = phrase == sentence.start || mark(prose, phrase - 1) != Mark::None;
    Some(Mention { tokens: phrase..end, name, kind, gender, about, subject })
}

/// The common noun for somebody that follows a name at once: "the European [diplomat]".
fn head_noun(prose: &Prose<'_>, end: usize, ceiling: usize) -> Option<usize> {
    let plain = |i: &usize| {
        let token = &prose.tokens[*i];
        token.kind == scan::Kind::Word && !token.capital && !is_function(token) && !prose.tag(*i).is_verb()
    };
    let words = (end..ceiling.min(end + 3)).take_while(plain);
    let head = words.last()?;
    let named = prose.tokens.get(head + 1).is_some_and(|t| head + 1 < ceiling && t.capital);
    (!named && prose.tokens[head].is(vocab::PERSON_NOUN.or(vocab::ORGANISATION_NOUN))).then_some(head)
}

/// A described mention with `head` as its noun.
fn common(prose: &Prose<'_>, sentence: &Range<usize>, start: usize, head: usize) -> Option<Mention> {
    let kind = if prose.tokens[head].is(vocab::PERSON_NOUN) { Kind::Person } else { Kind::Organisation };
    let end = of_phrase(prose, head + 1, sentence.end.min(start + 10));
    let subject = start == sentence.start || mark(prose, start - 1) != Mark::None;
    let gender = gender(prose, &(start..end));
    Some(Mention { tokens: start..end, name: head..head + 1, kind, gender, about: start..head, subject })
}

/// The end of the capitalised run from `start`.
fn name_end(prose: &Prose<'_>, start: usize, ceiling: usize) -> usize {
    let ceiling = ceiling.min(start + 12);
    let mut end = start + 1;
    while end < ceiling {
        let word = prose.word(end);
        let initial = word == "." && prose.tokens[end].glued() && mark(prose, end) == Mark::None;
        let hyphen = matches!(word, "-" | "/" | "'" | "’")
            && prose.tokens[end].glued()
            && prose.tokens.get(end + 1).is_some_and(|t| t.glued() && t.capital);
        if is_name_word(prose, end) && !is_function(&prose.tokens[end])
            || initial
            || hyphen
            || joins(prose, end, ceiling)
        {
            end += 1;
        } else if matches!(word, "'" | "’")
            && prose.tokens[end].glued()
            && end + 1 < ceiling
            && is_name_word(prose, end + 1)
        {
            // "Ferry Workers' Union"
            end += 2;
        } else if matches!(word, "'s" | "’s")
            && end + 1 < ceiling
            && is_name_word(prose, end + 1)
            && prose.tokens[end + 1].is(vocab::ORGANISATION.or(vocab::POLL))
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// Whether a lower-case word before a name belongs to its phrase: "former president", "spokesman", "company".
fn before_name(prose: &Prose<'_>, i: usize) -> bool {
    let token = &prose.tokens[i];
    token.kind == scan::Kind::Word
        && !token.capital
        && (token.is(vocab::TITLE)
            || token.is(vocab::PERSON_NOUN)
            || token.is(vocab::ORGANISATION_NOUN)
            || matches!(prose.word(i), "former" | "acting" | "chief" | "senior" | "deputy" | "campaign" | "police"))
}

/// "…, the ferry operator," after a name.
fn apposition(prose: &Prose<'_>, end: usize, ceiling: usize) -> Range<usize> {
    let opens = matches!(mark(prose, end), Mark::Comma) && end + 1 < ceiling && {
        let first = &prose.tokens[end + 1];
        // "Its minister, Ann Roe, |told state television": no apposition, the verb.
        let verb = !first.capital && crate::attribution::reach::is_verb(first);
        !first.is(vocab::RELATIVE)
            && !verb
            && (first.is(vocab::DETERMINER)
                || first.is(vocab::TITLE)
                || first.is(vocab::PERSON_NOUN)
                || first.kind == scan::Kind::Number
                || first.is(vocab::POSSESSIVE)
                || !first.capital
                    && (end + 1..ceiling.min(end + 5))
                        .any(|i| prose.tokens[i].is(vocab::PERSON_NOUN.or(vocab::ORGANISATION_NOUN))))
    };
    if !opens {
        return end..end;
    }
    let from = if prose.tokens[end + 1].kind == scan::Kind::Number { end + 3 } else { end + 2 };
    let close = (from..ceiling.min(end + 24))
        .find(|&i| matches!(mark(prose, i), Mark::Comma | Mark::Stop | Mark::Quote | Mark::Break));
    // "Mr. Li, the mayor said, owed": somebody else.
    let close = close.filter(|&c| !crate::attribution::reach::is_verb(&prose.tokens[c - 1]));
    end + 1..close.unwrap_or(end + 1)
}

/// "the survey", "two officials", "a study by economists": a phrase with a common noun that can be a source.
fn described(prose: &Prose<'_>, sentence: &Range<usize>, start: usize) -> Option<Mention> {
    let mut head = None;
    let ceiling = sentence.end.min(start + 10);
    for i in start + 1..ceiling {
        let token = &prose.tokens[i];
        let inside = token.kind == scan::Kind::Word && !is_function(token) && !prose.tag(i).is_verb()
            || token.kind == scan::Kind::Number
            || token.is(vocab::POSSESSIVE) && prose.tokens[i - 1].capital
            || matches!(prose.word(i), "-" | "/") && token.glued();
        if !inside {
            break;
        }
        if token.kind == scan::Kind::Word {
            head = Some(i);
        }
    }
    let head = head?;
    let token = &prose.tokens[head];
    if token.capital {
        // "The International Energy Agency" is a name.
        let first = (start + 1..=head).find(|&i| is_name_word(prose, i))?;
        return named(prose, sentence, first);
    }
    let kind = if token.is(vocab::DOCUMENT) {
        Kind::Document
    } else if token.is(vocab::ORGANISATION_NOUN) || token.is(vocab::ORGANISATION) {
        Kind::Organisation
    } else if token.is(vocab::PERSON_NOUN) {
        Kind::Person
    } else if crate::prose::is_plural(prose.word(head)) && !token.capital {
        Kind::Group
    } else {
        return None;
    };
    let end = of_phrase(prose, head + 1, ceiling);
    let span = start..end;
    // The name at the end of "the mayor, Anna Lee" or "the senator Jane Roe" makes its own mention.
    let opening = owned_from(prose, sentence, start);
    let subject = opening == sentence.start || mark(prose, opening - 1) != Mark::None;
    let gender = gender(prose, &span);
    Some(Mention { tokens: span, name: head..head + 1, kind, gender, about: start..head, subject })
}

/// Where the phrase starts whose possessive is at `start`: "[the teenager]'s mother".
fn owned_from(prose: &Prose<'_>, sentence: &Range<usize>, start: usize) -> usize {
    if !matches!(prose.word(start), "'s" | "’s") {
        return start;
    }
    let owner = |i: &usize| prose.tag(*i).is_noun() || prose.tag(*i).modifies();
    start - (sentence.start..start).rev().take(OWNER).take_while(owner).count()
}

/// "of 1,002 adults", "by the university": what belongs to a described source after its head.
fn of_phrase(prose: &Prose<'_>, head_end: usize, ceiling: usize) -> usize {
    if !prose
        .tokens
        .get(head_end)
        .is_some_and(|t| head_end < ceiling && (t.is_text("of") || t.is_text("by") || t.is_text("from")))
    {
        return head_end;
    }
    phrase::after(prose, head_end + 1, ceiling + 6).map_or(head_end, |p| p.end)
}

fn holds(prose: &Prose<'_>, range: &Range<usize>, class: vocab::Class) -> bool {
    prose.tokens[range.clone()].iter().any(|t| t.is(class))
}

fn first_name(prose: &Prose<'_>, i: usize) -> bool {
    prose.tokens[i].is(vocab::MALE.or(vocab::FEMALE)) && prose.tokens[i].capital
}

/// What titles, first names and nouns say.
fn gender(prose: &Prose<'_>, range: &Range<usize>) -> Option<Gender> {
    prose.tokens[range.clone()].iter().find_map(|t| match (t.is(vocab::MALE), t.is(vocab::FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    })
}
