//! `--format github`: workflow commands, which GitHub shows beside the changed lines.

use super::people::grouped;
use super::{Closing, Render, Run, View};
use crate::document::Document;
use crate::finding::Severity;
use std::io::{Result, Write};

/// The renderer.
pub struct Github;

impl Render for Github {
    fn name(&self) -> &'static str {
        "github"
    }

    fn about(&self) -> &'static str {
        "GitHub workflow commands"
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        if document.findings.is_empty() {
            return Ok(());
        }
        let view = View::new(run, document);
        for group in grouped(document) {
            let finding = group.main;
            let mut text = view.placed(finding.span, &finding.message).into_owned();
            for line in finding.computed.iter().map(|c| &c.because).chain(&finding.help).filter(|l| !l.is_empty()) {
                text += &format!("\n{line}");
            }
            let mut place = format!("file={}", property(&document.path));
            if let Some(line) = view.span(finding.span).line {
                let (_, column) = view.start(finding.span);
                let (end_line, end_column) = view.end(finding.span);
                place += &format!(",line={line},endLine={end_line},col={column},endColumn={end_column}");
            }
            writeln!(
                out,
                "::{} {place},title={}::{}",
                level(finding.severity),
                property(finding.check),
                message(&text)
            )?;
        }
        Ok(())
    }

    fn tail(&self, _run: &Run<'_>, closing: &Closing, out: &mut dyn Write) -> Result<()> {
        for p in &closing.packs {
            let (line, column) = super::view::place_in(&p.text, p.problem.span.start);
            let path = property(&p.path);
            let text = message(&p.problem.message);
            writeln!(out, "::{} file={path},line={line},col={column},title={}::{text}", level(p.severity), p.check)?;
        }
        for t in &closing.troubles {
            writeln!(out, "::error file={}::{}", property(&t.path), message(&t.message))?;
        }
        Ok(())
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
