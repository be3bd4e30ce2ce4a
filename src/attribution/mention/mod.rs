//! Mentions: who "he", "the senator", "the survey" and "NSDC" are — the fullest earlier mention of the same source.

mod index;
mod resolve;

pub(super) use index::Index;
pub(super) use resolve::{core, leans};

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

#[cfg(test)]
mod tests {
    use crate::Checker;

    /// The share of mentions in `tests/mentions` that must be resolved rightly, in percent.
    const LEAST: usize = 95;

    const PAGES: [&str; 3] = [
        include_str!("../../../tests/mentions/articles.md"),
        include_str!("../../../tests/mentions/wire.md"),
        include_str!("../../../tests/mentions/desks.md"),
    ];

    #[test]
    fn resolves() {
        let (mut all, mut wrong) = (0, Vec::new());
        for section in PAGES.iter().flat_map(|page| page.split("\n## ").skip(1)) {
            let (labels, text): (Vec<_>, Vec<_>) = section.lines().skip(1).partition(|line| line.starts_with("- "));
            let text = text.join("\n");
            let checker = Checker::default();
            let document = checker.extract("article.txt", text.as_bytes()).unwrap();
            for label in labels {
                let (number, want) = label[2..].split_once(": ").unwrap();
                let claim = document.claims.iter().position(|c| document.draft.slice(c.number) == number);
                let attribution = claim.and_then(|c| document.attributions[c].as_ref());
                let found = attribution.and_then(|a| a.resolved.or(a.source)).map_or("", |s| document.draft.slice(s));
                all += 1;
                if !found.contains(want) {
                    wrong.push(format!("{number}: {want}, found {found:?}"));
                }
            }
        }
        assert!(all >= 400, "only {all} mentions are labelled");
        assert!((all - wrong.len()) * 100 >= all * LEAST, "{} of {all} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}
