//! `--format rdjson`: the diagnostic format of reviewdog.

use super::{Closing, Render, Run, View};
use crate::document::Document;
use crate::finding::{Finding, LabelPlace, Severity};
use crate::span::Span;
use serde_json::{Value, json};
use std::io::{Result, Write};

/// The renderer.
pub struct Rdjson;

impl Render for Rdjson {
    fn name(&self) -> &'static str {
        "rdjson"
    }

    fn about(&self) -> &'static str {
        "reviewdog diagnostics"
    }

    fn head(&self, _run: &Run<'_>, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"{\"source\":{\"name\":\"tickmark\"},\"diagnostics\":[")
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        if document.findings.is_empty() {
            return Ok(());
        }
        let view = View::new(run, document);
        for (i, finding) in document.findings.iter().enumerate() {
            write!(out, "{}{}", if i > 0 { ",\n" } else { "\n" }, diagnostic(&view, finding))?;
        }
        Ok(())
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn tail(&self, _run: &Run<'_>, _closing: &Closing, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"\n]}\n")
    }
}

fn range(view: &View<'_>, span: Span) -> Value {
    let (line, _) = view.start(span);
    let (end_line, _) = view.end(span);
    // Columns are bytes of UTF-8 here, from 1.
    let column = |line: usize, at: usize| at.saturating_sub(view.line_range(line - 1).start) + 1;
    let bytes = view.bytes(span);
    if view.span(span).line.is_none() {
        return json!({ "start": { "line": 1 } });
    }
    json!({
        "start": { "line": line, "column": column(line, bytes.start) },
        "end": { "line": end_line, "column": column(end_line, bytes.end) },
    })
}

fn diagnostic(view: &View<'_>, finding: &Finding) -> Value {
    let path = &view.document.path;
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    };
    let mut diagnostic = json!({
        "message": view.placed(finding.span, &finding.message),
        "location": { "path": path, "range": range(view, finding.span) },
        "severity": severity,
        "code": { "value": finding.check },
    });
    let related: Vec<_> = finding
        .related
        .iter()
        .filter_map(|label| match &label.place {
            LabelPlace::Draft(span) => {
                Some(json!({ "message": label.text, "location": { "path": path, "range": range(view, *span) } }))
            }
            LabelPlace::Source { path, line: Some((line, column)), .. } => {
                let start = json!({ "start": { "line": line, "column": column } });
                Some(json!({ "message": label.text, "location": { "path": path, "range": start } }))
            }
            LabelPlace::Source { .. } | LabelPlace::File(..) => None,
        })
        .collect();
    if !related.is_empty() {
        diagnostic["related_locations"] = related.into();
    }
    if let Some(s) = finding.suggestion.as_ref().filter(|s| view.span(s.span).line.is_some()) {
        diagnostic["suggestions"] = json!([{ "range": range(view, s.span), "text": s.replacement }]);
    }
    diagnostic
}
