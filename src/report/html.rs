//! `--format html`: one self-contained page. The draft as written, every number marked by its result, the evidence
//! beside it. It needs no network, and without JavaScript every number still links to its evidence.

use super::people::{grouped, plural};
use super::xml::Escaped;
use super::{Closing, Render, Run, Task, View, concise, sheet};
use crate::bind::Status;
use crate::claim::Role;
use crate::document::Document;
use crate::draft::{Block, BlockKind};
use crate::finding::{Finding, Severity};
use crate::span::Span;
use crate::trace::TraceStatus;
use std::io::{Result, Write};

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// The renderer.
pub struct Html;

impl Render for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "one self-contained page: the draft with every number marked"
    }

    fn head(&self, _run: &Run<'_>, out: &mut dyn Write) -> Result<()> {
        write!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
             <title>Numbers checked by Tickmark</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#drafts\">Skip to the drafts</a>\n<header><h1>Numbers checked by Tickmark</h1></header>\n\
             <div class=\"bar\"><label hidden>Result <select id=\"by-result\"><option value=\"\">all</option>"
        )?;
        for (_, words) in RESULTS {
            write!(out, "<option>{}</option>", Escaped(words))?;
        }
        writeln!(
            out,
            "</select></label><label hidden>Source <select id=\"by-source\"><option value=\"\">all</option></select></label>\
             <span id=\"shown\" role=\"status\" hidden></span>\
             <span class=\"soft\" hidden>j and k go from number to number</span></div>\n<main id=\"drafts\">"
        )
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        let page = Page::new(run, document);
        writeln!(out, "<section class=\"draft\">\n<h2>{}</h2>\n<div class=\"text\">", Escaped(&document.path))?;
        page.text(out)?;
        writeln!(out, "</div>\n<aside aria-label=\"Evidence\">")?;
        page.strip(out)?;
        writeln!(out, "<ol>")?;
        for mark in &page.marks {
            page.card(mark, out)?;
        }
        writeln!(out, "</ol>\n</aside>\n</section>")
    }

    fn tail(&self, run: &Run<'_>, closing: &Closing, out: &mut dyn Write) -> Result<()> {
        writeln!(out, "</main>\n<footer>")?;
        for p in &closing.packs {
            let (line, _) = super::view::place_in(&p.text, p.problem.span.start);
            writeln!(out, "<p>{}:{line}: {}</p>", Escaped(&p.path), Escaped(&p.problem.message))?;
        }
        for t in &closing.troubles {
            writeln!(out, "<p>Not read: {}: {}</p>", Escaped(&t.path), Escaped(&t.message))?;
        }
        for line in super::terminal::closing_lines(run, closing) {
            writeln!(out, "<p>{}</p>", Escaped(&line))?;
        }
        writeln!(
            out,
            "</footer>\n<div id=\"tip\" role=\"tooltip\" hidden></div>\n<script>\n{SCRIPT}</script>\n</body>\n</html>"
        )
    }
}

/// What can become of a number: its class in the style sheet, and words.
const RESULTS: [(&str, &str); 9] = [
    ("good", "matches file"),
    ("bad", "differs from file"),
    ("odd", "superseded"),
    ("odd", "another source's figure"),
    ("open", "nothing to compare"),
    ("bad", "error"),
    ("odd", "to query"),
    ("good", "in source"),
    ("good", "works out"),
];

/// A stretch of the draft with evidence: a claim, or a finding about something else.
struct Mark<'d> {
    span: Span,
    claim: Option<usize>,
    findings: Vec<&'d Finding>,
    result: (&'static str, &'static str),
}

/// One draft.
struct Page<'d> {
    view: View<'d>,
    /// In order of the text, not overlapping.
    marks: Vec<Mark<'d>>,
    /// Tells the drafts of one page apart.
    id: String,
}

impl<'d> Page<'d> {
    fn new(run: &'d Run<'d>, document: &'d Document<'d>) -> Self {
        let view = View::new(run, document);
        let mut marks: Vec<Mark<'_>> = document
            .claims
            .iter()
            .enumerate()
            .filter(|(_, c)| c.role == Role::Claim)
            .map(|(i, c)| Mark { span: c.span, claim: Some(i), findings: Vec::new(), result: RESULTS[4] })
            .collect();
        let mut of_claim = vec![None; document.claims.len()];
        for (n, mark) in marks.iter().enumerate() {
            if let Some(claim) = mark.claim {
                of_claim[claim] = Some(n);
            }
        }
        for group in grouped(document) {
            let all = || std::iter::once(group.main).chain(group.also.iter().copied());
            let claim = group.main.claims.first().and_then(|c| of_claim.get(*c).copied().flatten());
            match claim {
                Some(n) => marks[n].findings.extend(all()),
                None => {
                    marks.push(Mark {
                        span: group.main.span,
                        claim: None,
                        findings: all().collect(),
                        result: RESULTS[6],
                    });
                }
            }
        }
        for mark in &mut marks {
            let verdict = mark.claim.and_then(|i| document.verdicts.get(i));
            let trace = mark.claim.and_then(|i| document.traces.claims.get(i)?.as_ref());
            let worst = mark.findings.iter().map(|f| f.severity).max();
            mark.result = match (verdict.map(|v| v.status), worst) {
                (Some(Status::Refuted), _) => RESULTS[1],
                (_, Some(Severity::Error)) => RESULTS[5],
                (Some(Status::Outdated), _) => RESULTS[2],
                (Some(Status::Misattributed), _) => RESULTS[3],
                (_, Some(Severity::Warning)) => RESULTS[6],
                (Some(Status::Supported), _) => RESULTS[0],
                _ => match trace.map(|t| t.status) {
                    Some(TraceStatus::InSource) => RESULTS[7],
                    Some(TraceStatus::WorksOut) => RESULTS[8],
                    _ => RESULTS[4],
                },
            };
        }
        marks.sort_by_key(|m| (m.span, m.claim.is_none()));
        let mut end = 0;
        let mut kept: Vec<Mark<'_>> = Vec::new();
        for mark in marks {
            if mark.span.start >= end {
                end = mark.span.end;
                kept.push(mark);
            } else if let Some(last) = kept.last_mut() {
                last.findings.extend(mark.findings);
            }
        }
        let id = document
            .path
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        Self { view, marks: kept, id: format!("d{:x}", id >> 32) }
    }

    /// The draft's blocks.
    fn text(&self, out: &mut Vec<u8>) -> Result<()> {
        let blocks = &self.view.document.draft.blocks;
        let mut next = 0;
        for (i, block) in blocks.iter().enumerate() {
            let before = i.checked_sub(1).map(|i| blocks[i].kind);
            let (open, close) = tags(before, block.kind, blocks.get(i + 1).map(|b| b.kind));
            write!(out, "{open}")?;
            self.block(block, &mut next, out)?;
            writeln!(out, "{close}")?;
        }
        Ok(())
    }

    /// A block's text with its marks.
    fn block(&self, block: &Block, next: &mut usize, out: &mut Vec<u8>) -> Result<()> {
        let mut at = block.span.start;
        while let Some(mark) = self.marks.get(*next).filter(|m| m.span.start < block.span.end) {
            let span = Span::new(mark.span.start.max(at), mark.span.end.min(block.span.end));
            let (id, n, class) = (&self.id, *next, mark.result.0);
            write!(out, "{}", Escaped(self.view.text(Span::new(at, span.start))))?;
            // Colour alone tells nothing to who cannot see it.
            let words = self.view.text(span);
            write!(
                out,
                "<a class=\"n {class}\" id=\"{id}n{n}\" href=\"#{id}e{n}\" aria-label=\"{}: {}\">{}</a>",
                Escaped(&sheet::flat(words)),
                mark.result.1,
                Escaped(words)
            )?;
            at = span.end.max(at);
            *next += 1;
        }
        write!(out, "{}", Escaped(self.view.text(Span::new(at, block.span.end))))
    }

    /// Where in the draft the numbers stand.
    fn strip(&self, out: &mut Vec<u8>) -> Result<()> {
        let len = self.view.document.draft.text.len().max(1) as f64;
        let open = self.marks.iter().filter(|m| m.result.0 != "good").count();
        let all = plural(self.marks.len(), "number", "numbers");
        write!(
            out,
            "<svg class=\"strip\" viewBox=\"0 0 1000 16\" preserveAspectRatio=\"none\" role=\"img\" \
             aria-label=\"{open} of {all} still open, by their place in the draft\"><rect class=\"base\" y=\"7\" width=\"1000\" height=\"2\"/>"
        )?;
        for mark in &self.marks {
            let x = (1000.0 * f64::from(mark.span.start) / len).round();
            write!(out, "<rect class=\"{}\" x=\"{x}\" width=\"4\" height=\"16\"/>", mark.result.0)?;
        }
        writeln!(out, "</svg>")
    }

    /// The evidence on a mark.
    fn card(&self, mark: &Mark<'_>, out: &mut Vec<u8>) -> Result<()> {
        let n = self.marks.partition_point(|m| m.span < mark.span);
        let row = mark.claim.map(|i| sheet::row(&self.view, i)).unwrap_or_default();
        let (id, (class, result)) = (&self.id, mark.result);
        let text = sheet::flat(self.view.text(mark.span));
        let place = self.view.where_short(mark.span);
        writeln!(
            out,
            "<li id=\"{id}e{n}\" class=\"{class}\" data-mark=\"{id}n{n}\" data-result=\"{result}\" data-source=\"{}\">\n\
             <p><a href=\"#{id}n{n}\"><b>{}</b></a> <span class=\"soft\">{}: {result}</span></p>",
            Escaped(&row.who),
            Escaped(&text),
            Escaped(&if place.chars().all(|c| c.is_ascii_digit()) { format!("line {place}") } else { place }),
        )?;
        if mark.claim.is_some() {
            let of = if row.of.is_empty() { String::new() } else { format!("Of {}. ", row.of) };
            writeln!(out, "<p class=\"soft\">{}Said by {}.</p>", Escaped(&of), Escaped(&row.who))?;
        }
        if !row.compared.is_empty() {
            writeln!(out, "<p>Compared with: {}</p>", Escaped(&row.compared))?;
        } else if self.view.run.task == Task::Check && !row.result.is_empty() && row.result != result {
            writeln!(out, "<p class=\"soft\">Not compared: {}</p>", Escaped(&row.result))?;
        }
        for finding in &mark.findings {
            let level = concise::severity(finding.severity);
            writeln!(
                out,
                "<p><b>{level}</b> {} <span class=\"soft\">{}</span></p>",
                Escaped(&finding.message),
                finding.check
            )?;
            let computed = finding.computed.as_ref().filter(|c| !c.because.is_empty());
            for (name, text) in [
                ("Working", computed.map(|c| &c.because)),
                ("Hint", finding.help.as_ref()),
                ("Suggestion", finding.suggestion.as_ref().map(|s| &s.replacement)),
            ] {
                if let Some(text) = text {
                    writeln!(out, "<p>{name}: {}</p>", Escaped(text))?;
                }
            }
        }
        writeln!(out, "</li>")
    }
}

/// The tags around a block, with those of the table or list that it opens or closes.
fn tags(before: Option<BlockKind>, kind: BlockKind, after: Option<BlockKind>) -> (String, String) {
    use BlockKind::*;
    match kind {
        Heading(level) => (format!("<h{0}>", (level + 2).min(6)), format!("</h{0}>", (level + 2).min(6))),
        Quote => ("<blockquote><p>".into(), "</p></blockquote>".into()),
        Caption => ("<p class=\"caption\">".into(), "</p>".into()),
        Footnote => ("<p class=\"footnote\">".into(), "</p>".into()),
        Paragraph => ("<p>".into(), "</p>".into()),
        Item { list } => {
            let same = |other: Option<BlockKind>| matches!(other, Some(Item { list: l }) if l == list);
            let open = if same(before) { "<li>" } else { "<ul><li>" };
            let close = if same(after) { "</li>" } else { "</li></ul>" };
            (open.into(), close.into())
        }
        Cell { table, row, header, .. } => {
            let at = |other: Option<BlockKind>| match other {
                Some(Cell { table: t, row: r, .. }) => (t == table, t == table && r == row),
                _ => (false, false),
            };
            let ((table_open, row_open), (table_goes_on, row_goes_on)) = (at(before), at(after));
            let cell = if header { "th" } else { "td" };
            let table = if table_open { "" } else { "<table>" };
            let row = if row_open { "" } else { "<tr>" };
            let end_row = if row_goes_on { "" } else { "</tr>" };
            let end_table = if table_goes_on { "" } else { "</table>" };
            (format!("{table}{row}<{cell}>"), format!("</{cell}>{end_row}{end_table}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::people;
    use super::*;

    #[test]
    fn results_are_the_words_for_people() {
        for (i, status) in
            [Status::Supported, Status::Refuted, Status::Outdated, Status::Misattributed].iter().enumerate()
        {
            assert_eq!(RESULTS[i].1, people::verdict(*status));
        }
    }
}
