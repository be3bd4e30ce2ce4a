//! Reports: the finished report value, and one file per output format.

mod json;
pub mod model;

use crate::checker::Document;
use std::fmt;
use std::io::Write;

/// A file that could not be read, or a pack that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file.
    pub path: String,
    /// What is wrong, where, and what to do.
    pub message: String,
}

/// All that a run has to say.
#[derive(Debug, Default)]
pub struct Report<'a> {
    /// The drafts, in order of their paths.
    pub documents: Vec<Document<'a>>,
    /// The packs in use.
    pub rules: Option<&'a crate::rules::Rules>,
    /// What could not be read.
    pub troubles: Vec<Trouble>,
}

/// An output format: one file in this room and one line in [`RENDERERS`].
pub trait Render: Sync {
    /// Name on the command line.
    fn name(&self) -> &'static str;
    /// Writes the whole report.
    fn render(&self, report: &Report<'_>, out: &mut dyn Write) -> std::io::Result<()>;
}

/// Every output format.
pub static RENDERERS: &[&dyn Render] = &[&json::Json];

/// The renderer of this name.
pub fn renderer(name: &str) -> Option<&'static dyn Render> {
    RENDERERS.iter().copied().find(|r| r.name() == name)
}

impl fmt::Debug for dyn Render {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
