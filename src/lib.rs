//! Tickmark ticks every number in a draft: it finds each quantity claim in news prose,
//! attributes it to its source, and checks it against packs of known figures and against
//! the other numbers of the same draft.
#![warn(missing_docs)]

pub mod attribution;
pub mod bind;
pub mod check;
pub mod checker;
pub mod claim;
pub mod cli;
pub mod document;
pub mod draft;
pub mod finding;
pub mod line_index;
pub mod prose;
pub mod quantity;
pub mod relation;
pub mod report;
pub mod rules;
pub mod settings;
pub mod span;
pub mod ticks;
pub mod trace;
pub mod vocab;

pub use checker::{Checker, Document, PackSource};
pub use settings::Settings;
