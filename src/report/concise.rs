//! `--format concise`: one line a finding.

use super::people::grouped;
use super::{Closing, Render, Run, View};
use crate::document::Document;
use crate::finding::Severity;
use std::io::{Result, Write};

/// The renderer.
pub struct Concise;

impl Render for Concise {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn about(&self) -> &'static str {
        "one line a finding, for people and for grep"
    }

    fn for_people(&self) -> bool {
        true
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        if document.findings.is_empty() {
            return Ok(());
        }
        let view = View::new(run, document);
        for group in grouped(document) {
            let finding = group.main;
            let also = if group.also.is_empty() { String::new() } else { format!(" (+{})", group.also.len()) };
            let level = severity(finding.severity);
            writeln!(out, "{}: {level}[{}]: {}{also}", view.at(finding.span), finding.check, finding.message)?;
        }
        Ok(())
    }

    fn tail(&self, _run: &Run<'_>, closing: &Closing, out: &mut dyn Write) -> Result<()> {
        for finding in &closing.packs {
            let (line, column) = super::view::place_in(&finding.text, finding.problem.span.start);
            let (path, message) = (&finding.path, &finding.problem.message);
            writeln!(out, "{path}:{line}:{column}: {}[{}]: {message}", severity(finding.severity), finding.check)?;
        }
        Ok(())
    }
}

/// A severity as it is written.
pub(super) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
