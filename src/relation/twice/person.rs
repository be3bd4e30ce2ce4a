//! Whether two ages are told of one person.

use super::Reader;
use crate::vocab;
use std::ops::Range;

impl Reader<'_, '_> {
    /// "Maria Keane, 34," and "Ms. Keane, 43,": one surname, and no other given name.
    pub(super) fn one_person(&self, a: usize, b: usize) -> bool {
        let (Some(first), Some(second)) = (self.name_before(a), self.name_before(b)) else { return false };
        let word = |i: usize| self.prose.word(i);
        if word(first.end - 1) != word(second.end - 1) {
            return false;
        }
        let given = |r: &Range<usize>| {
            r.clone()
                .take(r.len() - 1)
                .find(|i| self.prose.tokens[*i].capital && !self.prose.tokens[*i].is(vocab::TITLE))
                .map(word)
        };
        let same_title = |r: &Range<usize>| self.prose.tokens[r.start].is(vocab::TITLE);
        match (given(&first), given(&second)) {
            (Some(a), Some(b)) => a == b,
            (Some(_), None) => same_title(&second) || second.len() == 1,
            (None, _) => false,
        }
    }

    /// The name that an age in commas follows.
    fn name_before(&self, claim: usize) -> Option<Range<usize>> {
        let comma = self.start(claim).checked_sub(1).filter(|i| self.prose.is(*i, ","))?;
        let part = |i: usize| {
            self.prose.tokens[i].capital || self.prose.is(i, ".") && i > 0 && self.prose.tokens[i - 1].is(vocab::TITLE)
        };
        let start = (0..comma).rev().take_while(|i| part(*i) && comma - i < 6).last()?;
        let from = (start..comma).find(|i| self.prose.tokens[*i].capital)?;
        Some(from..comma)
    }
}
