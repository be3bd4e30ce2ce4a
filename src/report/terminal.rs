//! `--format terminal`: for people. Findings with the lines that they are about; for `extract`, the claim sheet.

use super::people::{self, Grouped, grouped, plural};
use super::{Closing, Detail, Render, Run, Task, View, concise, excerpt, sheet, snippet};
use crate::bind::{Status, Verdict};
use crate::document::Document;
use crate::draft::BlockKind;
use crate::finding::{Finding, LabelPlace, Severity};
use crate::span::Span;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;
use std::io::{Result, Write};
use std::ops::Range;

/// The renderer.
pub struct Terminal;

impl Render for Terminal {
    fn name(&self) -> &'static str {
        "terminal"
    }

    fn about(&self) -> &'static str {
        "findings with their lines and their working; for `extract`, the claim sheet"
    }

    fn for_people(&self) -> bool {
        true
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        match run.task {
            Task::Extract if document.claims.is_empty() => Ok(()),
            Task::Extract => table(&View::new(run, document), out),
            Task::Check if document.findings.is_empty() && !document.verdicts.iter().any(supported) => Ok(()),
            Task::Check => {
                let view = View::new(run, document);
                let shown = |g: &Grouped<'_>| g.main.severity > Severity::Info || run.detail > Detail::Quiet;
                for group in grouped(document).iter().filter(|g| shown(g)) {
                    writeln!(out, "{}\n", finding(&view, group))?;
                }
                if run.detail > Detail::Quiet { agreed(&view, out) } else { Ok(()) }
            }
        }
    }

    fn tail(&self, run: &Run<'_>, closing: &Closing, out: &mut dyn Write) -> Result<()> {
        for finding in &closing.packs {
            writeln!(out, "{}\n", snippet::problem(finding, run.color))?;
        }
        if run.detail == Detail::Quiet {
            return Ok(());
        }
        closing_lines(run, closing).iter().try_for_each(|line| writeln!(out, "{line}"))
    }
}

fn supported(verdict: &Verdict) -> bool {
    verdict.status == Status::Supported
}

/// One line for each number that matches the file, with what it was compared with.
fn agreed(view: &View<'_>, out: &mut Vec<u8>) -> Result<()> {
    let document = view.document;
    let matching = document.verdicts.iter().enumerate().filter(|(_, v)| supported(v));
    let mut some = false;
    for (i, _) in matching {
        let row = sheet::row(view, i);
        let number = shorten(&row.number, 40);
        writeln!(out, "matches file: {number} at {}: {}", view.at(document.claims[i].span), row.compared)?;
        some = true;
    }
    if some { writeln!(out) } else { Ok(()) }
}

fn renderer(run: &Run<'_>) -> Renderer {
    let plain = if run.color { Renderer::styled() } else { Renderer::plain() };
    plain.term_width(200)
}

pub(super) fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// One finding, with the weaker ones about the same number as notes.
fn finding(view: &View<'_>, group: &Grouped<'_>) -> String {
    let main = group.main;
    let mut picture = Group::with_title(level(main.severity).primary_title(main.message.as_str()).id(main.check))
        .element(origin(view, main));
    let text = view.document.draft.places.is_empty();
    for (line, marks) in lines(view, main) {
        let range = view.line_range(line);
        let places: Vec<_> = marks.iter().map(|m| m.at.clone()).collect();
        let cut = excerpt::cut(&view.document.draft.file[range], &places);
        let annotations = marks.iter().zip(&cut.marks).map(|(mark, at)| {
            let kind = if mark.main { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(at.clone()).label(mark.label.clone())
        });
        let annotations: Vec<_> = annotations.collect();
        picture = picture.element(
            Snippet::source(cut.text).line_start(line + 1).line_numbering(text).fold(false).annotations(annotations),
        );
    }
    for (name, text) in notes(view, group) {
        picture = picture.element(Level::NOTE.with_name(name).message(text));
    }
    tidy(&renderer(view.run).render(&[picture]))
}

/// Path, line and column, with "headline" where it is one.
fn origin<'a>(view: &View<'_>, finding: &Finding) -> Origin<'a> {
    let at = view.span(finding.span);
    let blocks = &view.document.draft.blocks;
    let block = blocks.get(blocks.partition_point(|b| b.span.end <= finding.span.start));
    let kind = match block.map(|b| b.kind) {
        Some(BlockKind::Heading(1)) => Some("headline"),
        Some(BlockKind::Heading(_)) => Some("heading"),
        Some(BlockKind::Cell { .. }) => Some("table"),
        Some(BlockKind::Caption) => Some("caption"),
        Some(BlockKind::Footnote) => Some("footnote"),
        _ => None,
    };
    let path = view.document.path.clone();
    match (at.line, at.column, at.place) {
        (Some(line), Some(column), _) => match kind {
            Some(kind) => Origin::path(format!("{path}:{line}:{column} ({kind})")),
            None => Origin::path(path).line(line).char_column(column),
        },
        (_, _, Some(place)) => Origin::path(format!("{path} ({place})")),
        _ => Origin::path(path),
    }
}

/// A range to underline in a line.
struct Mark {
    at: Range<usize>,
    label: Option<String>,
    main: bool,
}

/// The lines that a finding is about, each with its marks.
fn lines(view: &View<'_>, finding: &Finding) -> BTreeMap<usize, Vec<Mark>> {
    let mut lines: BTreeMap<usize, Vec<Mark>> = BTreeMap::new();
    let mut add = |span: Span, label: Option<String>, main: bool| {
        let bytes = view.bytes(span);
        let line = view.line_of(bytes.start);
        let range = view.line_range(line);
        let at = bytes.start - range.start..bytes.end.clamp(bytes.start, range.end.max(bytes.start)) - range.start;
        let marks = lines.entry(line).or_default();
        if !marks.iter().any(|m| m.at == at) {
            marks.push(Mark { at, label, main });
        }
    };
    let expected = finding.computed.as_ref().filter(|c| !c.expected.is_empty());
    add(finding.span, expected.map(|c| format!("expected: {}", c.expected)), true);
    for label in &finding.related {
        if let LabelPlace::Draft(span) = label.place {
            add(span, (!label.text.is_empty()).then(|| label.text.clone()), false);
        }
    }
    lines
}

/// The lines under a finding: the working, the figure on file, what to do, and weaker findings.
fn notes(view: &View<'_>, group: &Grouped<'_>) -> Vec<(&'static str, String)> {
    let main = group.main;
    let mut notes = Vec::new();
    if let Some(computed) = main.computed.as_ref().filter(|c| !c.because.is_empty()) {
        notes.push(("working", computed.because.clone()));
    }
    for label in &main.related {
        if let LabelPlace::File(path, range) = &label.place {
            let (line, _) = view.place_in(path, range);
            let text = label.text.strip_prefix("on file: ").unwrap_or(&label.text);
            notes.push(("on file", format!("{text} ({path}:{line})")));
        }
        // The working has the first place in a source.
        if let LabelPlace::Source { path, line, place, .. } = &label.place
            && main.computed.as_ref().is_none_or(|c| !c.because.ends_with(label.text.as_str()))
        {
            let at = match (line, place) {
                (Some((line, _)), _) => format!("{path}:{line}"),
                (None, Some(place)) => format!("{path} ({place})"),
                (None, None) => path.clone(),
            };
            notes.push(("in source", format!("{} ({at})", label.text)));
        }
    }
    if let Some(help) = &main.help {
        notes.push(("help", help.clone()));
    }
    if let Some(suggestion) = &main.suggestion {
        notes.push(("suggest", suggestion.replacement.clone()));
    }
    notes.extend(
        group.also.iter().map(|f| ("also", format!("{}[{}]: {}", concise::severity(f.severity), f.check, f.message))),
    );
    notes
}

/// Drops the lines that only say that another snippet follows.
pub(super) fn tidy(picture: &str) -> String {
    let bare = |line: &&str| !(line.contains(":::") && line.len() < 40 && plain(line).trim() == ":::");
    picture.lines().filter(bare).map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// A line without its colours.
fn plain(line: &str) -> String {
    let mut parts = line.split('\x1b');
    let first = parts.next().unwrap_or("").to_string();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |p| p.1))
}

/// The counts, and what was not looked at.
pub(super) fn closing_lines(run: &Run<'_>, closing: &Closing) -> Vec<String> {
    let tally = &closing.tally;
    let s = &tally.summary;
    let numbers = s.claims - tally.scopes.min(s.claims);
    let mut lines = Vec::new();
    let within =
        if s.documents == 1 { String::new() } else { format!(" in {}", plural(s.documents, "draft", "drafts")) };
    let others = plural(tally.others, "date or other number", "dates and other numbers");
    if run.task == Task::Extract {
        lines.push(format!("{}{within}; {others} beside them", plural(numbers, "number", "numbers")));
        return lines;
    }
    let open: usize = tally.reasons.values().sum();
    let mut results = Vec::new();
    let (differs, differ) = match s.supported {
        0 => ("differs from the file", "differ from the file"),
        _ => ("differs from it", "differ from it"),
    };
    for (n, one, many) in [
        (s.supported, "matches the file", "match the file"),
        (s.refuted, differs, differ),
        (s.outdated, "superseded", "superseded"),
        (s.misattributed, "another source's figure", "other sources' figures"),
        (tally.in_source, "in the sources", "in the sources"),
        (tally.works_out, "works out", "work out"),
        (tally.queried, "to query with the sources", "to query with the sources"),
        (open, "with nothing to compare", "with nothing to compare"),
    ] {
        if n > 0 {
            results.push(plural(n, one, many));
        }
    }
    let results = if results.is_empty() { String::new() } else { format!(": {}", results.join(", ")) };
    lines.push(format!("{}{within}{results}", plural(numbers, "number", "numbers")));
    let errors = s.errors + closing.packs.iter().filter(|p| p.severity == Severity::Error).count();
    lines.push(format!("{}, {}", plural(errors, "error", "errors"), plural(s.warnings, "warning", "warnings")));
    lines.extend(unseen(run, closing).into_iter().map(|l| format!("not looked at: {l}")));
    for (pack, day) in &tally.packs {
        if let Some(day) = day {
            lines.push(format!("newest figure in {pack}: {}", people::day(*day)));
        }
    }
    if s.supported > 0 {
        lines.push("nothing is ticked yet: agreement is the machine's".into());
    }
    lines
}

/// What the run did not look at.
fn unseen(run: &Run<'_>, closing: &Closing) -> Vec<String> {
    let tally = &closing.tally;
    let mut lines = Vec::new();
    if tally.others > 0 {
        lines.push(format!(
            "{} against any file",
            plural(tally.others, "date or other number", "dates and other numbers")
        ));
    }
    if tally.unserved > 0 && tally.summary.claims > 0 {
        let drafts = if tally.unserved == tally.summary.documents {
            String::new()
        } else {
            format!(" for {}", plural(tally.unserved, "draft", "drafts"))
        };
        let why = match closing.refused {
            true => "no pack that was named could be used",
            false => "no pack was named (`--rules`, or `rules:` in the draft's front matter)",
        };
        lines.push(format!("figures on file{drafts}: {why}"));
    } else if tally.undated > 0 {
        let drafts = plural(tally.undated, "draft has", "drafts have");
        lines.push(format!("how old the figures are: {drafts} no date, so the latest were used"));
    }
    if run.detail == Detail::Verbose {
        lines.extend(tally.reasons.iter().map(|(reason, n)| format!("{}: {reason}", plural(*n, "number", "numbers"))));
    }
    lines.extend(tally.notes.iter().map(|(path, note)| format!("{path}: {note}")));
    lines.extend((closing.skipped > 0).then(|| format!("{} of other kinds", plural(closing.skipped, "file", "files"))));
    lines.extend(
        (!closing.troubles.is_empty())
            .then(|| format!("{} with errors", plural(closing.troubles.len(), "file", "files"))),
    );
    lines
}

/// The claim sheet as a table.
fn table(view: &View<'_>, out: &mut Vec<u8>) -> Result<()> {
    const WIDEST: [usize; 5] = [6, 14, 34, 48, 44];
    let mut rows: Vec<[String; 5]> = vec![std::array::from_fn(|i| sheet::COLUMNS[i].to_string())];
    rows.extend(sheet::rows(view).map(|row| {
        let cells = row.cells();
        std::array::from_fn(|i| shorten(&cells[i], WIDEST[i]))
    }));
    let widths: [usize; 5] = std::array::from_fn(|i| rows.iter().map(|r| r[i].chars().count()).max().unwrap_or(0));
    writeln!(out, "{}", view.document.path)?;
    for row in &rows {
        let mut line = String::new();
        for (i, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[i] - cell.chars().count());
            line += &if i == 0 { format!("{pad}{cell}") } else { format!("  {cell}{pad}") };
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out)
}

/// At most `width` characters.
fn shorten(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_string();
    }
    text.chars().take(width - 1).collect::<String>().trim_end().to_string() + "…"
}
