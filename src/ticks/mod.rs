//! Tick sheets: what people have signed off, carried from version to version, and the numbers that differ between
//! versions. The machine never ticks; only people do.

mod baseline;
pub mod csv;
mod diff;
mod entry;
mod fingerprint;
mod pairing;
mod required;
mod row;
mod sheet;

pub use baseline::{Accepted, Baseline, accept};
pub use diff::{Edit, diff};
pub use entry::{Entry, List, TickStatus};
pub use fingerprint::Fingerprints;
pub use required::{UNTICKED, required};
pub use row::{Row, State, rows};
pub use sheet::{Carried, Damaged, Sheet};
