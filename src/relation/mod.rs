//! Relations: what the prose says that two or more numbers have to do with each other.
//! Found once, read by many checks.

mod grouping;
mod list;
mod table;

pub use grouping::{Malformed, malformed};
pub use list::{Listing, listings};
pub use table::{Footing, Rule, Table, footings, tables};
pub mod bounds;
mod change;
mod list;
pub mod operand;
mod reading;
mod share;

pub use bounds::Bounds;
pub use list::{Listing, listings};
pub use operand::{Likeness, likeness};
pub use reading::Reading;

use crate::claim::Claim;
use crate::prose::Prose;
use crate::quantity;
use crate::settings::Settings;

/// A relation between claims, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// "between 400 and 200 km": the ends of a range that is one claim.
    Range {
        /// The claim.
        claim: usize,
    },
    /// "from A to B, up C".
    Change(Change),
}

/// A number that became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The number before.
    pub from: usize,
    /// The number after.
    pub to: usize,
    /// Which way the words say it went.
    pub direction: Option<quantity::Change>,
    /// The numbers that state how large the change was.
    pub outcomes: Vec<Outcome>,
    /// Whether the words name both ends; else they only follow each other in time.
    pub stated: bool,
    /// Whether it crosses a sentence.
    pub across: bool,
}

/// The size of a change, as stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The claim.
    pub claim: usize,
    /// Which way its own words say it went.
    pub direction: quantity::Change,
}

/// Finds the relations of a draft, in order of the text.
pub fn relations(prose: &Prose<'_>, claims: &[Claim], settings: &Settings) -> Vec<Relation> {
    let reading = Reading { prose, claims, settings };
    let ranges = claims.iter().enumerate().filter(|(_, c)| c.quantity.range.is_some());
    let mut out: Vec<_> = ranges.map(|(claim, _)| Relation::Range { claim }).collect();
    change::find(&reading, &mut out);
    out
}
