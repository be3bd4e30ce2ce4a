//! `--format gitlab`: a GitLab Code Quality report.

use super::{Closing, Render, Run, View};
use crate::document::Document;
use crate::finding::Severity;
use crate::ticks::Fingerprints;
use serde_json::json;
use std::io::{Result, Write};

/// The renderer.
pub struct Gitlab;

impl Render for Gitlab {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn about(&self) -> &'static str {
        "GitLab Code Quality report"
    }

    fn head(&self, _run: &Run<'_>, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"[")
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        if document.findings.is_empty() {
            return Ok(());
        }
        let view = View::new(run, document);
        let mut prints = Fingerprints::default();
        for (i, finding) in document.findings.iter().enumerate() {
            let (line, column) = view.start(finding.span);
            let (end_line, end_column) = view.end(finding.span);
            let issue = json!({
                "type": "issue",
                "check_name": finding.check,
                "description": view.placed(finding.span, &finding.message),
                "categories": ["Bug Risk"],
                "severity": severity(finding.severity),
                "fingerprint": prints.finding(document, finding),
                "location": {
                    "path": document.path.strip_prefix("./").unwrap_or(&document.path),
                    "positions": {
                        "begin": { "line": line, "column": column },
                        "end": { "line": end_line, "column": end_column },
                    },
                    "lines": { "begin": line, "end": end_line },
                },
            });
            write!(out, "{}{issue}", if i > 0 { ",\n" } else { "\n" })?;
        }
        Ok(())
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn tail(&self, _run: &Run<'_>, _closing: &Closing, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"\n]\n")
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
