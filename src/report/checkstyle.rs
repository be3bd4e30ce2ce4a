//! `--format checkstyle`: Checkstyle XML.

use super::concise::severity;
use super::xml::Escaped;
use super::{Closing, Render, Run, View};
use crate::document::Document;
use std::io::{Result, Write};

/// The renderer.
pub struct Checkstyle;

impl Render for Checkstyle {
    fn name(&self) -> &'static str {
        "checkstyle"
    }

    fn about(&self) -> &'static str {
        "Checkstyle XML"
    }

    fn head(&self, _run: &Run<'_>, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n")
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        let view = View::new(run, document);
        writeln!(out, "  <file name=\"{}\">", Escaped(&document.path))?;
        for finding in &document.findings {
            let (line, column) = view.start(finding.span);
            let message = view.placed(finding.span, &finding.message);
            let (level, message, check) = (severity(finding.severity), Escaped(&message), finding.check);
            writeln!(
                out,
                "    <error line=\"{line}\" column=\"{column}\" severity=\"{level}\" message=\"{message}\" source=\"tickmark.{check}\"/>"
            )?;
        }
        writeln!(out, "  </file>")
    }

    fn tail(&self, _run: &Run<'_>, closing: &Closing, out: &mut dyn Write) -> Result<()> {
        for p in &closing.packs {
            let (line, column) = super::view::place_in(&p.text, p.problem.span.start);
            let (path, level, message) = (Escaped(&p.path), severity(p.severity), Escaped(&p.problem.message));
            let check = p.check;
            writeln!(
                out,
                "  <file name=\"{path}\">\n    <error line=\"{line}\" column=\"{column}\" severity=\"{level}\" message=\"{message}\" source=\"tickmark.{check}\"/>\n  </file>"
            )?;
        }
        for t in &closing.troubles {
            let (path, message) = (Escaped(&t.path), Escaped(&t.message));
            writeln!(
                out,
                "  <file name=\"{path}\">\n    <error line=\"1\" severity=\"error\" message=\"{message}\" source=\"tickmark\"/>\n  </file>"
            )?;
        }
        writeln!(out, "</checkstyle>")
    }
}
