//! Tick sheets: what people have signed off, carried from version to version, and the numbers that differ between
//! versions. The machine never ticks; only people do.

pub mod csv;
mod diff;
mod entry;
mod pairing;
mod row;
mod sheet;

pub use diff::{Edit, diff};
pub use entry::{Entry, List, TickStatus};
pub use row::{Row, State, rows};
pub use sheet::{Carried, Damaged, Sheet};
