//! Persons: the name that stands before a fact, and whether two names are surely of one person.

use crate::prose::Prose;
use crate::vocab;
use std::collections::HashMap;
use std::ops::Range;

/// The most tokens of a name with its title.
const LONGEST: usize = 6;

/// The name that ends before token `end`: "Maria Keane", "Mr. Lind" of "On Monday Mr. Lind".
pub(super) fn name_ending(prose: &Prose<'_>, end: usize) -> Option<Range<usize>> {
    let title = |i: usize| prose.tokens[i].is(vocab::TITLE);
    let part =
        |i: usize| prose.tokens[i].capital || prose.is(i, ".") && i > 0 && (title(i - 1) || initial(prose, i - 1));
    let start = (0..end).rev().take_while(|i| part(*i) && end - i <= LONGEST).last()?;
    let from = (start..end).rev().find(|i| title(*i)).or_else(|| (start..end).find(|i| prose.tokens[*i].capital))?;
    Some(from..end)
}

fn initial(prose: &Prose<'_>, i: usize) -> bool {
    prose.tokens[i].capital && prose.word(i).len() == 1
}

/// The first name of a name, if it has one.
fn given<'p>(prose: &Prose<'p>, name: &Range<usize>) -> Option<&'p str> {
    let mut before = name.start..name.end.saturating_sub(1);
    before.find(|i| prose.tokens[*i].capital && !prose.tokens[*i].is(vocab::TITLE)).map(|i| prose.word(i))
}

/// "Maria Keane" and "Ms. Keane": one surname, and no other given name. The first must have one.
pub(super) fn one_person(prose: &Prose<'_>, first: &Range<usize>, second: &Range<usize>) -> bool {
    let word = |i: usize| prose.word(i);
    if first.is_empty() || second.is_empty() || word(first.end - 1) != word(second.end - 1) {
        return false;
    }
    let titled = prose.tokens[second.start].is(vocab::TITLE);
    match (given(prose, first), given(prose, second)) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => titled || second.len() == 1,
        (None, _) => false,
    }
}

/// The first names that a draft puts before each surname.
pub(super) struct Surnames<'p> {
    /// The one first name of a surname; `None` where there are several.
    given: HashMap<&'p str, Option<&'p str>>,
}

impl<'p> Surnames<'p> {
    /// Reads a draft.
    pub(super) fn of(prose: &Prose<'p>) -> Self {
        let mut given: HashMap<&'p str, Option<&'p str>> = HashMap::new();
        for i in 1..prose.tokens.len() {
            let before = &prose.tokens[i - 1];
            let spaced = prose.tokens[i].gap != vocab::scan::Gap::None && !initial(prose, i - 1);
            if prose.tokens[i].capital && before.capital && spaced && !before.is(vocab::TITLE) {
                let first = prose.word(i - 1);
                let known = given.entry(prose.word(i)).or_insert(Some(first));
                *known = known.filter(|k| *k == first);
            }
        }
        Self { given }
    }

    /// Whether nobody else in the draft has a name's surname.
    pub(super) fn sole(&self, prose: &Prose<'p>, name: &Range<usize>) -> bool {
        let (Some(own), Some(last)) = (given(prose, name), name.end.checked_sub(1)) else { return false };
        self.given.get(prose.word(last)).is_some_and(|g| *g == Some(own))
    }
}
