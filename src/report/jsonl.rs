//! `--format jsonl`: JSON Lines, one document a line as in `--format json`, and a last line for the run.

use super::json::Json;
use super::{Closing, Render, Run};
use crate::document::Document;
use std::io::{Result, Write};

/// The renderer.
pub struct JsonLines;

impl Render for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "JSON Lines: one line a document, then one with errors and counts"
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        Json.document(run, document, out)?;
        out.write_all(b"\n")
    }

    fn tail(&self, _run: &Run<'_>, closing: &Closing, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"{")?;
        super::json::rest(closing, out)
    }
}
