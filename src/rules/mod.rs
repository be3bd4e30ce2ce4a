//! Packs: sources, measures, figures and constraints, read from TOML.

pub mod describe;
mod drafting;
pub mod expression;
mod info;
pub mod lint;
mod lookup;
mod model;
mod on_file;
pub(crate) mod outline;
mod read;

pub use drafting::draft_pack;
pub use info::RULES_ERROR;
pub use lookup::{shipped, timeless};
pub use model::*;
pub use on_file::OnFile;
pub use outline::SHIPPED;
pub use read::{kind_name, nearest, read};

use crate::span::FileSpan;

/// A resolver for files that a pack names (tables, `extends`): from the pack's path and the name to bytes.
pub type Resolver<'r> = dyn Fn(&str, &str) -> Result<Vec<u8>, String> + Sync + 'r;

/// The JSON Schema of packs, for editors.
pub const SCHEMA: &str = include_str!("../../rules/pack.schema.json");

/// An error or warning in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// Where in the TOML.
    pub span: FileSpan,
    /// What was meant, or what to do.
    pub help: Option<String>,
}

/// All packs of a run, ready to bind.
#[derive(Debug, Default)]
pub struct Rules {
    /// The packs, in the order given.
    pub packs: Vec<OnFile>,
}
