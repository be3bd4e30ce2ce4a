//! Mentions: who "he", "the senator", "the survey" and "NSDC" are — the fullest earlier mention of the same source.

mod index;
mod resolve;

pub(super) use index::Index;

use std::ops::Range;

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Person,
    Organisation,
    /// A poll, a report, a dataset.
    Document,
    /// People in the plural: "two officials".
    Group,
    /// A name that could be either.
    Name,
}

/// Whether a person is a man or a woman, where the draft or the name shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Male,
    Female,
}

/// A noun phrase that later words can refer to.
#[derive(Clone, Debug)]
struct Mention {
    /// The phrase, with title and determiner, without apposition.
    tokens: Range<usize>,
    /// Its name or head: the capitalised words, or the noun.
    name: Range<usize>,
    kind: Kind,
    gender: Option<Gender>,
    /// The apposition after or the words before it, which tell what it is: "the ferry operator", "Sen.".
    about: Range<usize>,
    /// Whether it opens a sentence or clause.
    subject: bool,
}
