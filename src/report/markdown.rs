//! `--format markdown`: a summary for a pull request or a step summary.

use super::people::{self, grouped, plural};
use super::{Closing, Render, Run, View, concise, sheet};
use crate::document::Document;
use std::io::{Result, Write};

/// The renderer.
pub struct Markdown;

impl Render for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "a summary for a pull request"
    }

    fn head(&self, _run: &Run<'_>, out: &mut dyn Write) -> Result<()> {
        writeln!(out, "# Numbers checked by Tickmark\n")
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        let view = View::new(run, document);
        if document.findings.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "## {}\n\n| where | | finding | working | suggestion |\n| --- | --- | --- | --- | --- |",
            cell(&document.path)
        )?;
        for group in grouped(document) {
            let finding = group.main;
            let also: String =
                group.also.iter().map(|f| format!("<br>also {}: {}", f.check, cell(&f.message))).collect();
            let because = finding.computed.as_ref().map_or("", |c| c.because.as_str());
            let working = [because, finding.help.as_deref().unwrap_or("")]
                .iter()
                .filter(|t| !t.is_empty())
                .map(|t| cell(t))
                .collect::<Vec<_>>()
                .join("<br>");
            let suggestion = finding.suggestion.as_ref().map_or(String::new(), |s| cell(&s.replacement));
            writeln!(
                out,
                "| {} | {} `{}` | {}{also} | {working} | {suggestion} |",
                view.where_short(finding.span),
                concise::severity(finding.severity),
                finding.check,
                cell(&finding.message),
            )?;
        }
        writeln!(out)
    }

    fn tail(&self, _run: &Run<'_>, closing: &Closing, out: &mut dyn Write) -> Result<()> {
        for p in &closing.packs {
            let (line, _) = super::view::place_in(&p.text, p.problem.span.start);
            writeln!(
                out,
                "- {} `{}` {}:{line}: {}",
                concise::severity(p.severity),
                p.check,
                cell(&p.path),
                cell(&p.problem.message)
            )?;
        }
        for t in &closing.troubles {
            writeln!(out, "- error: {}: {}", cell(&t.path), cell(&t.message))?;
        }
        if !closing.packs.is_empty() || !closing.troubles.is_empty() {
            writeln!(out)?;
        }
        let tally = &closing.tally;
        let s = &tally.summary;
        let open: usize = tally.reasons.values().sum();
        writeln!(
            out,
            "{} in {}: {}, {}, {} with nothing to compare. {}, {}. Nothing is ticked yet: agreement is the machine's.",
            plural(s.claims - tally.scopes.min(s.claims), "number", "numbers"),
            plural(s.documents, "draft", "drafts"),
            plural(s.supported, "matches the file", "match the file"),
            plural(s.refuted + s.outdated + s.misattributed, "does not", "do not"),
            open,
            plural(s.errors, "error", "errors"),
            plural(s.warnings, "warning", "warnings"),
        )?;
        for (pack, day) in &tally.packs {
            if let Some(day) = day {
                writeln!(out, "Newest figure in {}: {}.", cell(pack), people::day(*day))?;
            }
        }
        Ok(())
    }
}

/// Text in a table cell.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in sheet::flat(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '@' | '#' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
