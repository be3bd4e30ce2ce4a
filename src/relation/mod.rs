//! Relations: what the prose says that two or more numbers have to do with each other.
//! Found once, read by many checks.

mod averaged;
pub mod bounds;
pub mod calendar;
mod change;
mod gap;
mod grand;
mod grouping;
mod limits;
mod list;
mod model;
mod moved;
pub mod operand;
mod over;
mod parted;
mod person;
mod pointed;
mod quantifier;
mod range;
mod rate;
mod reading;
mod record;
mod restated;
mod same;
mod scope_order;
mod sequence;
mod share;
mod size;
mod table;
mod told;
mod total;
mod twice;

pub use bounds::Bounds;
pub use grouping::{Malformed, malformed};
pub use limits::{Beyond, Why, beyond};
pub use list::{Listing, listings};
pub use model::*;
pub use operand::{Likeness, likeness};
pub use reading::Reading;
pub use scope_order::{Nested, Sort, nested};
pub use table::{Footing, Rule, Table, footings, tables};
pub use twice::{Place, Twice, twice};

use crate::claim::Claim;
use crate::prose::Prose;
use crate::settings::Settings;

/// Finds the relations of a draft, in order of the text.
pub fn relations(prose: &Prose<'_>, claims: &[Claim], settings: &Settings) -> Vec<Relation> {
    let reading = Reading { prose, claims, settings };
    let mut out = Vec::new();
    range::find(&reading, &mut out);
    change::find(&reading, &mut out);
    moved::find(&reading, &mut out);
    gap::find(&reading, &mut out);
    share::find(&reading, &mut out);
    restated::find(&reading, &mut out);
    same::find(&reading, &mut out);
    total::find(&reading, &mut out);
    over::find(&reading, &mut out);
    parted::find(&reading, &mut out);
    quantifier::find(&reading, &mut out);
    rate::find(&reading, &mut out);
    told::find(&reading, &mut out);
    out
}
