//! Relations: what the prose says that two or more numbers have to do with each other.
//! Found once, read by many checks.

mod grouping;
mod list;
mod table;

pub use grouping::{Malformed, malformed};
pub use list::{Listing, listings};
pub use table::{Footing, Rule, Table, footings, tables};

use crate::claim::Claim;
use crate::prose::Prose;
use crate::settings::Settings;

/// A relation between claims, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// "between 400 and 200 km": the ends of a range that is one claim.
    Range {
        /// The claim.
        claim: usize,
    },
}

/// Finds the relations of a draft, in order of the text.
pub fn relations(_prose: &Prose<'_>, claims: &[Claim], _settings: &Settings) -> Vec<Relation> {
    claims
        .iter()
        .enumerate()
        .filter(|(_, c)| c.quantity.range.is_some())
        .map(|(claim, _)| Relation::Range { claim })
        .collect()
}
