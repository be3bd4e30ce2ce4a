//! `--format junit`: JUnit XML. A draft is a test suite; each finding at warning or above is a failed test.

use super::people::grouped;
use super::xml::Escaped;
use super::{Closing, Render, Run, View};
use crate::document::Document;
use crate::finding::Severity;
use std::io::{Result, Write};

/// The renderer.
pub struct Junit;

impl Render for Junit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn about(&self) -> &'static str {
        "JUnit XML"
    }

    fn head(&self, _run: &Run<'_>, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tickmark\">\n")
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        let view = View::new(run, document);
        let groups: Vec<_> = grouped(document).into_iter().filter(|g| g.main.severity > Severity::Info).collect();
        let (path, failures) = (Escaped(&document.path), groups.len());
        writeln!(
            out,
            "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">",
            failures.max(1)
        )?;
        if groups.is_empty() {
            writeln!(out, "    <testcase name=\"{path}\" classname=\"tickmark\"/>")?;
        }
        for group in groups {
            let finding = group.main;
            let at = view.at(finding.span);
            writeln!(out, "    <testcase name=\"{} at {}\" classname=\"tickmark\">", finding.check, Escaped(&at))?;
            let because = finding.computed.as_ref().map_or("", |c| c.because.as_str());
            let message = Escaped(&finding.message);
            let level = super::concise::severity(finding.severity);
            writeln!(out, "      <failure message=\"{message}\" type=\"{level}\">{}</failure>", Escaped(because))?;
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")
    }

    fn tail(&self, _run: &Run<'_>, closing: &Closing, out: &mut dyn Write) -> Result<()> {
        if !closing.troubles.is_empty() {
            let n = closing.troubles.len();
            writeln!(out, "  <testsuite name=\"files\" tests=\"{n}\" failures=\"0\" errors=\"{n}\">")?;
            for t in &closing.troubles {
                let (path, message) = (Escaped(&t.path), Escaped(&t.message));
                writeln!(
                    out,
                    "    <testcase name=\"{path}\" classname=\"tickmark\"><error message=\"{message}\"/></testcase>"
                )?;
            }
            writeln!(out, "  </testsuite>")?;
        }
        writeln!(out, "</testsuites>")
    }
}
