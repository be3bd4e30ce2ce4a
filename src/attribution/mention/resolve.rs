//! From a source as written to the fullest earlier mention of the same.

use super::{Gender, Index, Kind, Mention};
use crate::attribution::phrase::{Mark, mark};
use crate::prose::{Prose, singular};
use crate::vocab::{self, scan, words};
use std::ops::Range;

/// How many mentions back a pronoun or description is followed.
const BACK: usize = 80;

/// How a source as written points at who it is.
enum Way {
    /// "he".
    Pronoun,
    /// By the last word of a name.
    Named(usize),
    /// By a noun: "the senator".
    Described(usize),
    /// Not at all: "a man in the crowd".
    Itself,
}

impl Way {
    fn of(prose: &Prose<'_>, source: &Range<usize>) -> Self {
        let first = &prose.tokens[source.start];
        if source.len() == 1 && first.is(vocab::PRONOUN) {
            return Way::Pronoun;
        }
        let named = source.clone().rev().find(|&i| prose.tokens[i].capital && !is_closed(prose, i));
        let head = prose.head(source).unwrap_or(source.end - 1).clamp(source.start, source.end - 1);
        let definite = first.is_any(words!["the", "this", "that", "both"]) || first.is(vocab::POSSESSIVE);
        match named {
            Some(_) if definite && !prose.tokens[head].capital => Way::Described(head),
            Some(name) => Way::Named(name),
            None if definite || crate::prose::is_plural(prose.word(head)) => Way::Described(head),
            None => Way::Itself,
        }
    }
}

/// Whether who a source is may depend on whom the attribution before it cites.
pub(in crate::attribution) fn leans(prose: &Prose<'_>, source: &Range<usize>) -> bool {
    matches!(Way::of(prose, &core(prose, source)), Way::Pronoun | Way::Described(_))
}

/// What of a source names it: the words before its apposition or relative clause ("Brandt, who taught at Tarn"), or the
/// name behind a description ("its president, Kip Larsen").
pub(in crate::attribution) fn core(prose: &Prose<'_>, source: &Range<usize>) -> Range<usize> {
    let ends = |i: &usize| mark(prose, *i) != Mark::None || prose.tokens[*i].is_any(words!["who", "which", "whose"]);
    let Some(end) = (source.start + 1..source.end).find(ends) else { return source.clone() };
    let capital = |r: &Range<usize>| r.clone().any(|i| prose.tokens[i].capital && !is_closed(prose, i));
    let head = end - 1;
    let close = (end + 1..source.end).find(ends).unwrap_or(source.end);
    let apposed = end + 1..close;
    let names = !apposed.is_empty()
        && prose.tokens[apposed.start].capital
        && prose.tokens[apposed.end - 1].capital
        && capital(&apposed);
    if mark(prose, end) == Mark::Comma && !prose.tokens[head].capital && names {
        return apposed;
    }
    source.start..end
}

impl Index {
    /// The fullest earlier mention of the source at `source`, where it is fuller than the source itself.
    /// `last` is who the attribution before it cites, resolved.
    pub(in crate::attribution) fn resolve(
        &self,
        prose: &Prose<'_>,
        source: &Range<usize>,
        last: Option<&Range<usize>>,
    ) -> Option<Range<usize>> {
        let before = self.mentions.partition_point(|m| m.tokens.start < source.start);
        let source = &core(prose, source);
        match Way::of(prose, source) {
            Way::Pronoun => self.pronoun(prose, source.start, before, last),
            Way::Named(name) => self.named(prose, source, name, before),
            Way::Described(head) => self.described(prose, source, head, before, last),
            Way::Itself => None,
        }
    }

    /// "Heinonen", "Mr. Heinonen", "Pew", "NSDC".
    fn named(&self, prose: &Prose<'_>, source: &Range<usize>, name: usize, before: usize) -> Option<Range<usize>> {
        let word = prose.word(name);
        let acronym = word.len() >= 2 && word.chars().filter(|c| *c != '.').all(char::is_uppercase);
        if acronym && let Some(found) = self.spelled_out(prose, word, name, before) {
            return Some(found);
        }
        let gender = titled(prose, source);
        let mut best: Option<&Mention> = None;
        for number in self.with_word(prose.tokens[name].hash).take_while(|n| *n < before) {
            let mention = &self.mentions[number];
            let clash = gender.is_some() && mention.gender.is_some() && gender != mention.gender;
            let all = source
                .clone()
                .filter(|&i| prose.tokens[i].capital && !prose.tokens[i].is(vocab::TITLE) && !is_closed(prose, i));
            let covers =
                all.into_iter().all(|i| mention.tokens.clone().any(|j| prose.tokens[j].hash == prose.tokens[i].hash));
            let common = !prose.tokens[mention.name.end - 1].capital;
            if !clash && covers && !common && best.is_none_or(|b| mention.name.len() > b.name.len()) {
                best = Some(mention);
            }
        }
        let own = source.clone().filter(|&i| prose.tokens[i].capital && !prose.tokens[i].is(vocab::TITLE)).count();
        best.filter(|m| m.name.len() > own || m.tokens.len() > source.len()).map(|m| m.tokens.clone())
    }

    /// The name whose initials, or whose bracketed short form, an acronym is.
    fn spelled_out(&self, prose: &Prose<'_>, acronym: &str, at: usize, before: usize) -> Option<Range<usize>> {
        let hash = match acronym.contains('.') {
            true => scan::hash_of(&acronym.replace('.', "").to_lowercase()),
            false => prose.tokens[at].hash,
        };
        let mention = &self.mentions[*self.by_acronym.get(&hash).filter(|n| **n < before)?];
        (mention.tokens.end < at).then(|| mention.tokens.clone())
    }

    /// "he", "she", "they", "it".
    fn pronoun(
        &self,
        prose: &Prose<'_>,
        at: usize,
        before: usize,
        last: Option<&Range<usize>>,
    ) -> Option<Range<usize>> {
        let token = &prose.tokens[at];
        let fits = |m: &Mention| -> bool {
            if token.is_text("he") {
                person(m) && m.gender != Some(Gender::Female)
            } else if token.is_text("she") {
                person(m) && m.gender != Some(Gender::Male)
            } else if token.is_text("they") {
                matches!(m.kind, Kind::Group | Kind::Organisation)
            } else if token.is_text("it") {
                // A name that nothing shows to be a person's may be an organisation's where it is the subject.
                matches!(m.kind, Kind::Organisation | Kind::Document)
                    || m.kind == Kind::Name && m.subject && m.gender.is_none()
            } else if token.is_text("who") || token.is_text("which") || token.is_text("that") {
                at >= m.tokens.end && at - m.tokens.end <= 1 || m.about.end == at
            } else {
                false
            }
        };
        if let Some(last) = last
            && let Some(m) = self.mention_of(last)
            && fits(m)
            && (m.kind != Kind::Name && m.kind != Kind::Person || fits(self.full_mention(prose, m)))
            && !self.newer_subject(prose, at, before, last, &fits)
        {
            return Some(self.known(prose, m));
        }
        let sentence = prose.sentence_start(at);
        let near = self.mentions[before.saturating_sub(BACK)..before].iter().rev();
        // The subject of the sentence before is who "he" most likely is; then the nearest.
        let personal = token.is_text("he") || token.is_text("she");
        let mut nearest = None;
        for m in near.filter(|m| m.tokens.end <= at) {
            // "Retailers, she said, held": she speaks of them.
            let spoken_of =
                !token.is(vocab::RELATIVE) && m.tokens.end + 1 == at && mark(prose, m.tokens.end) == Mark::Comma;
            // "The senator" may be anybody; a name shows who is meant.
            if spoken_of
                || !fits(m)
                || personal && !prose.tokens[m.name.end - 1].capital
                || personal && !fits(self.full_mention(prose, m))
            {
                continue;
            }
            let full = self.full_mention(prose, m);
            let sure = !personal || full.gender.is_some() || full.kind != Kind::Name;
            nearest = nearest.or(Some(m));
            if m.subject && sure && m.tokens.start < sentence.max(1) || m.tokens.start >= sentence && m.subject {
                return Some(self.known(prose, m));
            }
        }
        nearest.map(|m| self.known(prose, m))
    }

    /// The name of a described mention, where one is known: "the senator" of "Sen. Jane Roe".
    fn known(&self, prose: &Prose<'_>, mention: &Mention) -> Range<usize> {
        let head = mention.name.start;
        if prose.tokens[mention.name.end - 1].capital {
            return self.fullest(prose, mention);
        }
        let before = self.mentions.partition_point(|m| m.tokens.start < mention.tokens.start);
        self.described(prose, &mention.tokens, head, before, None).unwrap_or_else(|| mention.tokens.clone())
    }

    /// Whether somebody else became the subject since the last attribution.
    fn newer_subject(
        &self,
        prose: &Prose<'_>,
        at: usize,
        before: usize,
        last: &Range<usize>,
        fits: &impl Fn(&Mention) -> bool,
    ) -> bool {
        let block = |i: usize| prose.sentences.get(prose.sentence_of(i)).map_or(0, |s| s.block);
        self.mentions[before.saturating_sub(BACK)..before].iter().rev().take_while(|m| m.tokens.start >= last.end).any(
            |m| {
                m.subject
                    && fits(m)
                    && m.tokens.end <= at
                    && m.kind == Kind::Person
                    && block(m.tokens.start) + 1 >= block(at)
                    && !same_name(prose, m, last)
            },
        )
    }

    fn mention_of(&self, range: &Range<usize>) -> Option<&Mention> {
        let at = self.mentions.partition_point(|m| m.tokens.end <= range.start);
        let near: Vec<&Mention> = self.mentions[at..]
            .iter()
            .take(4)
            .filter(|m| m.tokens.start < range.end && range.start < m.tokens.end)
            .collect();
        let first = *near.first()?;
        // "Their lawyer, Victor Haas": the one with the same description before it, if it stands there.
        Some(near.iter().find(|m| m.about == first.tokens).unwrap_or(&first))
    }

    /// The mention that tells most of who a name is.
    fn full_mention<'m>(&'m self, prose: &Prose<'_>, mention: &'m Mention) -> &'m Mention {
        let full = self.fullest(prose, mention);
        let at = self.mentions.partition_point(|m| m.tokens.start < full.start);
        self.mentions.get(at).filter(|m| m.tokens == full).unwrap_or(mention)
    }

    /// The fullest mention with the same name.
    fn fullest(&self, prose: &Prose<'_>, mention: &Mention) -> Range<usize> {
        let last = mention.name.end - 1;
        if !prose.tokens[last].capital {
            return mention.tokens.clone();
        }
        let before = self.mentions.partition_point(|m| m.tokens.start < mention.tokens.start);
        self.named(prose, &mention.tokens, last, before).unwrap_or_else(|| mention.tokens.clone())
    }

    /// "the council", "the senator", "the survey", "researchers".
    fn described(
        &self,
        prose: &Prose<'_>,
        source: &Range<usize>,
        head: usize,
        before: usize,
        last: Option<&Range<usize>>,
    ) -> Option<Range<usize>> {
        let noun = singular(prose.word(head)).to_lowercase();
        let token = &prose.tokens[head];
        let hash = scan::hash_of(&noun);
        let near = || self.mentions[..before].iter().rev().take(BACK * 4).filter(|m| m.tokens.end <= source.start);
        let begins = noun.as_bytes().first().copied();
        let same = |i: usize| {
            // Most words need no closer look: plurals and short titles begin as the word they stand for does.
            let poll = token.is(vocab::POLL) && prose.tokens[i].is(vocab::POLL);
            let first = prose.word(i).as_bytes().first();
            if !poll && first.is_none_or(|c| c.is_ascii() && Some(c.to_ascii_lowercase()) != begins) {
                return false;
            }
            if prose.tokens[i].hash == hash {
                return true;
            }
            let word = singular(prose.word(i)).to_lowercase();
            word == noun || long_title(&word) == noun || poll && alike(&word, &noun)
        };
        // A name or description that holds the very word, or whose title or apposition does.
        let fuller = |m: &&Mention| {
            let own = m.name.clone().any(same) || m.tokens.clone().any(same);
            // "a director of the agency" is no agency.
            let apart = |i: &usize| !prose.tokens[*i].is(vocab::PREPOSITION) && !prose.tokens[*i].is(vocab::RELATIVE);
            let about = m.about.clone().take(10).take_while(apart).any(same);
            let longer =
                m.tokens.len() > source.len() || prose.tokens[m.name.end - 1].capital && !prose.tokens[head].capital;
            longer && (own || about)
        };
        let named = |m: &&Mention| prose.tokens[m.name.end - 1].capital;
        if let Some(m) = near().filter(fuller).find(named).or_else(|| near().find(fuller)) {
            return Some(self.fullest(prose, m));
        }
        // "his doctor" is not he.
        if prose.tokens[source.start].is(vocab::POSSESSIVE) {
            return None;
        }
        // "the police department" is not just any that was named before.
        let bare = (source.start + 1..head).all(|i| prose.tokens[i].capital);
        let fits = |m: &Mention| {
            if token.is(vocab::PERSON_NOUN) {
                bare && person(m) && named(&m) && title_gender(token).is_none_or(|g| m.gender.is_none_or(|mg| mg == g))
            } else if token.is(vocab::ORGANISATION_NOUN) {
                bare && (m.kind == Kind::Organisation && named(&m) || m.kind == Kind::Name && m.subject)
            } else if token.is(vocab::DOCUMENT) {
                m.kind == Kind::Document && m.tokens.len() > source.len()
            } else {
                false
            }
        };
        if let Some(m) = last.and_then(|l| self.mention_of(l)).filter(|m| fits(m)) {
            return Some(self.fullest(prose, m));
        }
        near().find(|m| fits(m)).map(|m| self.fullest(prose, m))
    }
}

fn person(m: &Mention) -> bool {
    matches!(m.kind, Kind::Person | Kind::Name)
}

fn same_name(prose: &Prose<'_>, mention: &Mention, other: &Range<usize>) -> bool {
    let name = |i: &usize| prose.tokens[*i].capital && !prose.tokens[*i].is(vocab::TITLE);
    let held = |i: usize| other.clone().any(|j| prose.tokens[j].hash == prose.tokens[i].hash);
    let holds = |i: usize| mention.tokens.clone().any(|j| prose.tokens[j].hash == prose.tokens[i].hash);
    mention.name.clone().filter(name).all(held) || other.clone().filter(name).all(holds)
}

fn titled(prose: &Prose<'_>, source: &Range<usize>) -> Option<Gender> {
    source.clone().find_map(|i| title_gender(&prose.tokens[i]))
}

fn title_gender(token: &crate::prose::Token) -> Option<Gender> {
    match (token.is(vocab::MALE), token.is(vocab::FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

fn is_closed(prose: &Prose<'_>, i: usize) -> bool {
    let token = &prose.tokens[i];
    token.kind != scan::Kind::Word
        || token.is(vocab::DETERMINER)
        || token.is(vocab::PREPOSITION)
        || token.is(vocab::PRONOUN)
        || token.is(vocab::CONJUNCTION)
        || token.is(vocab::POSSESSIVE)
}

/// The noun that a title before a name abbreviates.
fn long_title(word: &str) -> &str {
    match word {
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "gen" => "general",
        "prof" => "professor",
        "dr" => "doctor",
        "col" => "colonel",
        "lt" => "lieutenant",
        "capt" => "captain",
        "sgt" => "sergeant",
        "adm" => "admiral",
        _ => word,
    }
}

/// "survey" and "poll" stand for each other; "study", "report", "analysis" and "paper" too.
fn alike(a: &str, b: &str) -> bool {
    let poll = |w: &str| matches!(w, "poll" | "survey" | "tracker" | "census");
    poll(a) == poll(b)
}
