//! `--baseline FILE`: findings that a desk accepts for now; only new ones are reported.

use super::args::RunArgs;
use super::input::{self, replace};
use crate::document::Document;
use crate::ticks::{Accepted, Baseline, accept};
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

/// The baseline of a run.
#[derive(Debug)]
pub struct Accepting {
    path: PathBuf,
    baseline: Baseline,
    update: bool,
}

impl Accepting {
    /// The baseline that a run names, if it names one.
    pub fn new(args: &RunArgs) -> Result<Option<Self>> {
        let Some(path) = &args.baseline else { return Ok(None) };
        let fail = |message: String| Error::other(format!("{}: {message}", path.display()));
        let baseline = match path.exists() || !args.update_baseline {
            true => {
                let bytes = input::read(path).map_err(|e| {
                    fail(if path.exists() {
                        e
                    } else {
                        "there is no such baseline; write it with --update-baseline".into()
                    })
                })?;
                let text = String::from_utf8(bytes).map_err(|_| fail("the baseline is not UTF-8".into()))?;
                Baseline::parse(&text).map_err(fail)?
            }
            false => Baseline::default(),
        };
        Ok(Some(Self { path: path.clone(), baseline, update: args.update_baseline }))
    }

    /// What a draft adds to the baseline, where that is updated; else its accepted findings are taken out.
    pub fn apply(&self, draft: Option<&Path>, document: &mut Document<'_>) -> Settled {
        let name = self.name(draft, &document.path);
        if self.update {
            let accepted = accept(&name, document);
            document.findings.clear();
            return Settled { accepted: accepted.len(), of: Some((name, accepted)) };
        }
        Settled { accepted: self.baseline.take_out(&name, document), of: None }
    }

    /// A draft's path from the baseline's folder, so that it does not matter where a run starts.
    fn name(&self, draft: Option<&Path>, shown: &str) -> String {
        let Some(draft) = draft else { return shown.to_string() };
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let (Ok(folder), Ok(draft)) = (folder.canonicalize(), draft.canonicalize()) else { return shown.to_string() };
        let name = draft.strip_prefix(&folder).unwrap_or(&draft);
        let parts: Vec<_> = name.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        if name.is_absolute() { name.display().to_string() } else { parts.join("/") }
    }

    /// Takes over what was accepted of a draft.
    pub fn settle(&mut self, settled: Settled) {
        if let Some((draft, accepted)) = settled.of {
            self.baseline.replace(&draft, accepted);
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the baseline anew, if the run updates it. Drafts that were not checked keep what was accepted of them.
    pub fn write(&self) -> Result<()> {
        if !self.update {
            return Ok(());
        }
        let fail = |e: Error| Error::other(format!("{}: the baseline cannot be written: {e}", self.path.display()));
        replace(&self.path, &self.baseline.to_string()).map_err(fail)
    }
}

/// What came of one draft.
#[derive(Debug, Default)]
pub struct Settled {
    /// How many of its findings are accepted.
    pub accepted: usize,
    of: Option<(String, Vec<Accepted>)>,
}
