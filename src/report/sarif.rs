//! `--format sarif`: SARIF 2.1.0, for code scanning.

use super::{Closing, Render, Run, View};
use crate::document::Document;
use crate::finding::{Finding, LabelPlace, Severity};
use crate::span::Span;
use crate::ticks::Fingerprints;
use serde_json::{Value, json};
use std::io::{Result, Write};

/// The renderer.
pub struct Sarif;

impl Render for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn about(&self) -> &'static str {
        "SARIF 2.1.0, for code scanning"
    }

    fn head(&self, _run: &Run<'_>, out: &mut dyn Write) -> Result<()> {
        let rules: Vec<_> = super::infos()
            .map(|info| {
                json!({
                    "id": info.name,
                    "name": info.title,
                    "shortDescription": { "text": info.summary },
                    "fullDescription": { "text": info.docs },
                    "help": { "text": format!("Wrong: {}\nRight: {}", info.wrong.draft.trim(), info.right.draft.trim()) },
                    "defaultConfiguration": { "level": level(info.severity) },
                })
            })
            .collect();
        let driver = json!({ "name": "Tickmark", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
        write!(
            out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"tool\":{{\"driver\":{driver}}},\"columnKind\":\"unicodeCodePoints\",\"results\":["
        )
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        if document.findings.is_empty() {
            return Ok(());
        }
        let view = View::new(run, document);
        let mut prints = Fingerprints::default();
        for (i, finding) in document.findings.iter().enumerate() {
            let print = prints.finding(document, finding);
            write!(out, "{}{}", if i > 0 { "," } else { "" }, result(&view, finding, &print))?;
        }
        Ok(())
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn tail(&self, _run: &Run<'_>, closing: &Closing, out: &mut dyn Write) -> Result<()> {
        let files = closing.troubles.iter().map(
            |t| json!({ "level": "error", "message": { "text": t.message }, "locations": [place(&t.path, None)] }),
        );
        let packs = closing.packs.iter().map(|p| {
            let (line, column) = super::view::place_in(&p.text, p.problem.span.start);
            let region = json!({ "startLine": line, "startColumn": column });
            json!({
                "level": level(p.severity),
                "message": { "text": p.problem.message },
                "descriptor": { "id": p.check },
                "locations": [place(&p.path, Some(region))],
            })
        });
        let invocation = json!({
            "executionSuccessful": closing.troubles.is_empty(),
            "toolExecutionNotifications": files.collect::<Vec<_>>(),
            "toolConfigurationNotifications": packs.collect::<Vec<_>>(),
        });
        writeln!(out, "],\"invocations\":[{invocation}]}}]}}")
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a URI reference: relative where the path is.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for b in path.strip_prefix("./").unwrap_or(path).bytes() {
        match b {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => uri.push(b as char),
            b => uri += &format!("%{b:02X}"),
        }
    }
    uri
}

fn place(path: &str, region: Option<Value>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(path) } });
    if let Some(region) = region {
        physical["region"] = region;
    }
    json!({ "physicalLocation": physical })
}

fn region(view: &View<'_>, span: Span) -> Value {
    let bytes = view.bytes(span);
    let at = view.span(span);
    let (Some(line), Some(column)) = (at.line, at.column) else { return Value::Null };
    let (end_line, end_column) = view.end(span);
    json!({
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        "byteOffset": bytes.start, "byteLength": bytes.end - bytes.start,
    })
}

fn location(view: &View<'_>, span: Span) -> Value {
    let mut location = place(&view.document.path, Some(region(view, span)).filter(|r| !r.is_null()));
    if let Some(place) = view.span(span).place {
        location["logicalLocations"] = json!([{ "name": place }]);
    }
    location
}

fn result(view: &View<'_>, finding: &Finding, print: &str) -> Value {
    let working = finding.computed.as_ref().filter(|c| !c.because.is_empty());
    let parts =
        [Some(finding.message.clone()), working.map(|c| format!("Working: {}.", c.because)), finding.help.clone()];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let related: Vec<_> = finding
        .related
        .iter()
        .enumerate()
        .map(|(i, label)| {
            let mut location = match &label.place {
                LabelPlace::Draft(span) => location(view, *span),
                LabelPlace::File(path, range) => {
                    let (line, column) = view.place_in(path, range);
                    place(path, Some(json!({ "startLine": line, "startColumn": column })))
                }
                LabelPlace::Source { path, line, .. } => {
                    place(path, line.map(|(line, column)| json!({ "startLine": line, "startColumn": column })))
                }
            };
            location["id"] = (i + 1).into();
            location["message"] = json!({ "text": label.text });
            location
        })
        .collect();
    let mut result = json!({
        "ruleId": finding.check,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [location(view, finding.span)],
        "partialFingerprints": { "tickmark/v1": print },
    });
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(suggestion) = &finding.suggestion
        && !region(view, suggestion.span).is_null()
    {
        let deleted = region(view, suggestion.span);
        result["fixes"] = json!([{
            "description": { "text": format!("write {}", suggestion.replacement) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(&view.document.path) },
                "replacements": [{ "deletedRegion": deleted, "insertedContent": { "text": suggestion.replacement } }],
            }],
        }]);
    }
    result
}
