//! `check` and `extract`: a batch of drafts, streamed. Drafts are read, checked and written in windows of some
//! megabytes, in parallel within a window and in order, so that memory does not grow with the batch.

use super::args::{Color, RunArgs};
use super::baseline::{Accepting, Settled};
use super::changed;
use super::checkers::Checkers;
use super::input::{self, File};
use crate::document::Document;
use crate::report::{Closing, Detail, RENDERERS, Render, Run, Tally, Task, Trouble};
use crate::settings::closest;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::io::{BufWriter, Error, IsTerminal, Result, Write};
use std::path::{Path, PathBuf};

/// Bytes of drafts in one window.
const WINDOW: u64 = 8 << 20;
/// Drafts in one window.
const WINDOW_FILES: usize = 1024;

/// Drafts from which on a batch is long.
const LONG: usize = 20;

/// A format and where it is written.
struct Output {
    format: &'static dyn Render,
    out: Box<dyn Write>,
    color: bool,
    /// Whether a document was written.
    some: bool,
}

/// What is left of a draft once it is checked.
#[derive(Default)]
struct Piece {
    /// Its text in every format.
    chunks: Vec<Vec<u8>>,
    tally: Tally,
    trouble: Option<Trouble>,
    failed: bool,
    settled: Settled,
}

/// What came of a run.
#[derive(Debug)]
pub struct Done {
    /// The exit status.
    status: u8,
    /// Packs, tables and settings that it read.
    pub files: Vec<PathBuf>,
}

/// Checks or extracts all drafts; returns the exit status.
pub fn run(args: &RunArgs, task: Task) -> Result<u8> {
    if args.schema {
        let schema = serde_json::to_string_pretty(&crate::report::schema::json())?;
        writeln!(std::io::stdout().lock(), "{schema}")?;
        return Ok(0);
    }
    Ok(checked(args, task)?.status)
}

/// Checks or extracts all drafts.
pub fn checked(args: &RunArgs, task: Task) -> Result<Done> {
    known_checks(args)?;
    if let Some(jobs) = args.jobs {
        // A pool that is there already is as good.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let mut outputs = outputs(args)?;
    let mut closing = Closing::default();
    let mut accepting = Accepting::new(args)?;
    let checkers = Checkers::new(args, &mut closing.troubles);
    let found = input::gather(&args.paths, &mut closing.troubles);
    closing.skipped = found.skipped;
    if let Some(output) = outputs.iter().find(|o| o.format.is_binary())
        && found.files.len() != 1
    {
        let (name, n) = (output.format.name(), found.files.len());
        return Err(Error::other(format!("--format {name} takes one draft at a time, not {n}")));
    }
    let bare = Run { task, detail: detail(args), ..Run::default() };
    for output in &mut outputs {
        output.format.head(&Run { color: output.color, ..bare }, &mut output.out)?;
    }
    let formats: Vec<_> = outputs.iter().map(|o| (o.format, o.color)).collect();
    let filters = Filters { accepting: accepting.as_ref(), diff: args.diff.as_deref() };
    let (mut failed, mut settled) = (false, Vec::new());
    let bar = progress(found.files.len(), args.quiet);
    for window in windows(&found.files) {
        let seen = |file| {
            let piece = one(file, &checkers, &bare, &formats, &filters, args);
            bar.inc(1);
            piece
        };
        let pieces: Vec<_> = window.par_iter().map(seen).collect();
        bar.suspend(|| -> Result<()> {
            for piece in pieces {
                let piece = piece?;
                write(&mut outputs, &piece.chunks)?;
                closing.tally.add(&piece.tally);
                closing.troubles.extend(piece.trouble);
                failed |= piece.failed;
                settled.push(piece.settled);
            }
            Ok(())
        })?;
    }
    bar.finish_and_clear();
    let accepted: usize = settled.iter().map(|s| s.accepted).sum();
    let files = checkers.files();
    let complaints = checkers.complaints();
    closing.refused = !complaints.troubles.is_empty();
    closing.troubles.extend(complaints.troubles.into_values());
    closing.packs = complaints.findings;
    closing.packs.sort_by(|a, b| (&a.path, a.problem.span).cmp(&(&b.path, b.problem.span)));
    for output in &mut outputs {
        output.format.tail(&Run { color: output.color, ..bare }, &closing, &mut output.out)?;
        output.out.flush()?;
    }
    for trouble in &closing.troubles {
        writeln!(std::io::stderr(), "error: {}: {}", trouble.path, trouble.message)?;
    }
    if let Some(accepting) = &mut accepting {
        settled.into_iter().for_each(|s| accepting.settle(s));
        accepting.write()?;
        if !args.quiet {
            let what = if accepted == 1 { "finding is" } else { "findings are" };
            writeln!(std::io::stderr(), "{accepted} {what} accepted in {}", accepting.path().display())?;
        }
    }
    if !args.watch {
        // The process ends: giving back the memory of large packs, one figure after the other, would only take time.
        std::mem::forget(checkers);
    }
    Ok(Done { status: if closing.troubles.is_empty() { u8::from(failed) } else { 2 }, files })
}

/// What is left out of a report.
struct Filters<'a> {
    accepting: Option<&'a Accepting>,
    /// The revision since which lines must have changed.
    diff: Option<&'a str>,
}

impl Filters<'_> {
    /// Takes out of a checked draft what is not to be reported; an error says why that cannot be told.
    fn apply(&self, file: &File, document: &mut Document<'_>) -> std::result::Result<Settled, String> {
        if let Some(revision) = self.diff {
            let path = file.path.as_deref().ok_or("--diff looks at files; standard input is none")?;
            changed::keep(document, &changed::lines(path, revision)?);
        }
        Ok(self.accepting.map_or_else(Settled::default, |a| a.apply(file.path.as_deref(), document)))
    }
}

/// A bar for long batches, where somebody sits before a terminal.
fn progress(files: usize, quiet: bool) -> ProgressBar {
    if quiet || files < LONG || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr_with_hz(5));
    match ProgressStyle::with_template("{bar:30} {pos} of {len} drafts, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Reads one draft, checks it, and writes it in every format.
fn one(
    file: &File,
    checkers: &Checkers<'_>,
    run: &Run<'_>,
    formats: &[(&'static dyn Render, bool)],
    filters: &Filters<'_>,
    args: &RunArgs,
) -> Result<Piece> {
    let trouble = |message| Piece { trouble: Some(file.trouble(message)), ..Piece::default() };
    let bytes = match file.read() {
        Ok(bytes) => bytes,
        Err(message) => return Ok(trouble(message)),
    };
    let equipped = checkers.of(file, &bytes);
    let checker = &equipped.checker;
    let document = match run.task {
        Task::Check => checker.check(&file.name, &bytes),
        Task::Extract => checker.extract(&file.name, &bytes),
    };
    let mut document = match document {
        Ok(document) => document,
        Err(error) => return Ok(trouble(error.message)),
    };
    if args.require_ticks {
        match ticks_of(file) {
            Ok(sheet) => {
                let accept = &checker.settings().accept;
                let open = crate::ticks::required(&document, checker.rules(), sheet.as_ref(), accept);
                checker.add_findings(&mut document, open);
            }
            Err(error) => return Ok(trouble(error.to_string())),
        }
    }
    let settled = match filters.apply(file, &mut document) {
        Ok(settled) => settled,
        Err(message) => return Ok(trouble(message)),
    };
    let run = Run { rules: Some(checker.rules()), ..*run };
    let mut piece = Piece { settled, tally: Tally::of(&document, run.rules), ..Piece::default() };
    let worst = document.findings.iter().map(|f| f.severity).max();
    piece.failed = equipped.fail_on.is_some_and(|least| worst.is_some_and(|w| w >= least));
    for (format, color) in formats {
        let mut chunk = Vec::new();
        format.document(&Run { color: *color, ..run }, &document, &mut chunk)?;
        piece.chunks.push(chunk);
    }
    Ok(piece)
}

/// The tick sheet beside a draft, if there is one.
fn ticks_of(file: &File) -> Result<Option<crate::ticks::Sheet>> {
    let Some(path) = file.path.as_deref().map(super::sheet::beside).filter(|p| p.exists()) else { return Ok(None) };
    super::sheet::read(&path).map(Some)
}

fn write(outputs: &mut [Output], chunks: &[Vec<u8>]) -> Result<()> {
    for (output, chunk) in outputs.iter_mut().zip(chunks).filter(|(_, chunk)| !chunk.is_empty()) {
        if output.some {
            output.out.write_all(output.format.between().as_bytes())?;
        }
        output.some = true;
        output.out.write_all(chunk)?;
    }
    Ok(())
}

/// The files in windows, by bytes and by number.
fn windows(mut files: &[File]) -> impl Iterator<Item = &[File]> {
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let full = |file: &File| {
            bytes += file.size();
            bytes > WINDOW
        };
        let n = files.iter().take(WINDOW_FILES).position(full).map_or(files.len().min(WINDOW_FILES), |n| n + 1);
        let (window, rest) = files.split_at(n);
        files = rest;
        (!window.is_empty()).then_some(window)
    })
}

/// The formats, each with where it goes.
fn outputs(args: &RunArgs) -> Result<Vec<Output>> {
    let error = |message: String| Err(Error::other(message));
    if args.output.len() > args.format.len() {
        return error("there are more --output than --format; give each its format".into());
    }
    let mut outputs: Vec<Output> = Vec::new();
    let mut printed = 0;
    for (i, name) in args.format.iter().enumerate() {
        let Some(format) = RENDERERS.iter().copied().find(|r| r.name() == name) else {
            return error(format!("there is no format {name:?}"));
        };
        let path = args.output.get(i).map(|p| p.as_path()).unwrap_or(Path::new("-"));
        let stdout = path == Path::new("-");
        printed += usize::from(stdout);
        if stdout && format.is_binary() {
            return error(format!("--format {name} is not text; give it a file with --output"));
        }
        let out: Box<dyn Write> = if stdout {
            Box::new(BufWriter::with_capacity(1 << 16, std::io::stdout()))
        } else {
            let file = std::fs::File::create(path)
                .map_err(|e| Error::other(format!("{}: cannot be written: {e}", path.display())))?;
            Box::new(BufWriter::with_capacity(1 << 16, file))
        };
        let color = match args.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                stdout && std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
            }
        };
        outputs.push(Output { format, out, color: color && format.for_people(), some: false });
    }
    if printed > 1 {
        return error("several formats would go to standard output; give them --output".into());
    }
    Ok(outputs)
}

fn detail(args: &RunArgs) -> Detail {
    match (args.quiet, args.verbose) {
        (true, _) => Detail::Quiet,
        (_, true) => Detail::Verbose,
        _ => Detail::Normal,
    }
}

/// Refuses names of checks that do not exist.
fn known_checks(args: &RunArgs) -> Result<()> {
    for name in args.select.iter().chain(&args.ignore) {
        if !crate::checker::infos().map(|i| i.name).any(|n| n == name) {
            let near = closest(name, crate::checker::infos().map(|i| i.name));
            let hint = near.map_or("`tickmark explain` lists them".into(), |n| format!("did you mean {n:?}?"));
            return Err(Error::other(format!("there is no check {name:?}; {hint}")));
        }
    }
    Ok(())
}
