//! Matches: what a claim's words find of a measure, and how two measures that were found are told apart.

use super::Reason;
use super::cell::{Closeness, Level};
use super::fit::Fit;
use super::reading::Occurrence;
use super::source::SourceId;
use std::cmp::Ordering;
use std::ops::Range;

/// A phrase that a claim can see.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) occurrence: Occurrence,
    pub(super) closeness: Closeness,
    /// Sources inside whose longer name it stands.
    pub(super) inside: Vec<SourceId>,
}

/// A measure whose conditions all hold for a claim.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) pack: usize,
    pub(super) measure: usize,
    /// The closest phrase for each condition.
    pub(super) seen: Vec<Seen>,
    /// Whether a scope in units held, too.
    pub(super) zone: bool,
    pub(super) fit: Fit,
    /// Whether it may be about something narrower all the same; then nothing is refuted.
    pub(super) doubt: bool,
    /// Whether a proper name is among its words in reach.
    pub(super) proper: bool,
    /// The claim that this one takes up, if its words are those of that.
    pub(super) antecedent: Option<usize>,
    /// Whether the noun that the claim counts is none of its words: "184 arrests for |poaching rhinos".
    pub(super) headless: bool,
    /// Whether what the claim's noun does, or what is done to it, is one of its words: "27 people |drowned".
    pub(super) predicated: bool,
}

/// Why a measure is not the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Miss {
    /// No phrase of this condition is in reach.
    Condition(usize),
    /// This condition is a time that only another sentence states.
    Time(usize),
    /// The claim counts something else.
    Noun(usize),
    /// Another sort of number.
    Sort,
    /// A word of `not` stands in its clause.
    Not,
    /// For this reason.
    Reason(Reason),
    /// The claim is about something narrower or other than its words.
    Apart(Apart),
    /// Another measure fits better, or as well.
    Beaten,
}

/// How a claim that has a measure's words is about something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    /// It states a zone that the measure has not, or not the one that it has.
    Zone,
    /// The words stand about too loosely: in other sentences, or behind a subject of its own.
    Loose,
    /// It is of a part of them: "Of its 23 cases, 12 …".
    Part,
    /// It stands in a table under or beside something else.
    Headed,
    /// It counts something "of" which the measure does not speak: "740 cases of whooping cough".
    Complement,
    /// It names somebody or something else: these tokens.
    Names(Range<usize>),
    /// No word of the measure is a name, and the draft speaks of other things than the pack.
    OffTopic,
    /// It is no claim of its own but narrows another number.
    Narrows,
}

impl Match {
    /// How far away the farthest of its words stands, roughly.
    pub(super) fn class(&self) -> u8 {
        let class = |s: &Seen| match s.closeness.0 {
            Level::Own | Level::Cell => 0,
            Level::Sentence => 1,
            Level::Near(_) => 2,
            Level::Heading => 3,
        };
        self.seen.iter().map(class).max().unwrap_or(0)
    }

    pub(super) fn conditions(&self) -> usize {
        self.seen.len() + usize::from(self.zone)
    }

    pub(super) fn distance(&self) -> u32 {
        let far = |s: &Seen| {
            let level = match s.closeness.0 {
                Level::Own => 0,
                Level::Cell => 1_000,
                Level::Sentence => 2_000,
                Level::Near(d) => 3_000 + u32::from(d) * 100,
                Level::Heading => 6_000,
            };
            level + s.closeness.1.min(900)
        };
        self.seen.iter().map(far).sum()
    }

    /// In how many conditions its phrase strictly holds the other's.
    pub(super) fn longer(&self, other: &Match) -> usize {
        let holds = |s: &&Seen| other.seen.iter().any(|o| s.occurrence.strictly_holds(&o.occurrence));
        self.seen.iter().filter(holds).count()
    }

    /// Which of the two a claim is rather about: less is better.
    pub(super) fn compare(&self, other: &Match) -> Ordering {
        self.class()
            .cmp(&other.class())
            .then(self.headless.cmp(&other.headless))
            .then(other.conditions().cmp(&self.conditions()))
            .then(other.longer(self).cmp(&self.longer(other)))
            .then(self.fit.cmp(&other.fit))
            .then(other.predicated.cmp(&self.predicated))
    }
}

/// What came of the search.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The one.
    pub(super) best: Option<Match>,
    /// Why none, where some came near.
    pub(super) reason: Option<Reason>,
    /// Measures of which all but the counted noun fits, right here.
    pub(super) near: Vec<Match>,
    /// Every measure that was looked at and is not the one.
    pub(super) misses: Vec<((usize, usize), Miss)>,
}
