//! Whether two ages are told of one person.

use super::Reader;
use crate::relation::person;
use std::ops::Range;

impl Reader<'_, '_> {
    /// "Maria Keane, 34," and "Ms. Keane, 43,": one surname, and no other given name.
    pub(super) fn one_person(&self, a: usize, b: usize) -> bool {
        let (Some(first), Some(second)) = (self.name_before(a), self.name_before(b)) else { return false };
        person::one_person(self.prose, &first, &second)
    }

    /// The name that an age in commas follows.
    fn name_before(&self, claim: usize) -> Option<Range<usize>> {
        let comma = self.start(claim).checked_sub(1).filter(|i| self.prose.is(*i, ","))?;
        person::name_ending(self.prose, comma)
    }
}
