//! `tickmark sheet`: the tick sheet of a draft, written beside it. `tickmark diff`: what two versions differ in.

use super::args::RunArgs;
use super::checkers::Checkers;
use super::input::{File, replace};
use crate::ticks::{self, Row, Sheet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Arguments of `sheet`.
#[derive(Debug, clap::Args)]
pub struct SheetArgs {
    /// The draft
    pub draft: PathBuf,
    /// Sheet of an earlier version, or of a colleague, whose ticks are carried over (repeatable)
    #[arg(long, value_name = "SHEET")]
    pub from: Vec<PathBuf>,
    /// Where to write the sheet: .toml or .csv; by default DRAFT.ticks.toml beside the draft
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Name of the story; by default the draft's file name
    #[arg(long)]
    pub story: Option<String>,
    /// Pack to check against, by name or path (repeatable)
    #[arg(long, value_name = "NAME-OR-PATH")]
    pub rules: Vec<String>,
    /// Document that the draft was written from; the sheet says where each number is in it (repeatable)
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,
    /// Date of a draft that states none, as a Word file
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<jiff::civil::Date>,
}

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// The earlier version
    pub old: PathBuf,
    /// The later version
    pub new: PathBuf,
    /// Print a draft correction for each changed number
    #[arg(long)]
    pub notice: bool,
}

/// The sheet that belongs to a draft unless another is named: `draft.md` has `draft.ticks.toml`.
pub fn beside(draft: &Path) -> PathBuf {
    draft.with_extension("ticks.toml")
}

/// Reads a sheet, TOML or CSV; damaged entries are named on standard error and put into a file beside it.
pub fn read(path: &Path) -> io::Result<Sheet> {
    let fail = |e: io::Error| io::Error::other(format!("{}: the sheet cannot be read: {e}", path.display()));
    let text = String::from_utf8(std::fs::read(path).map_err(fail)?)
        .map_err(|e| io::Error::other(format!("{}: the sheet is not UTF-8: {e}; save it as UTF-8", path.display())))?;
    let csv = path.extension().is_some_and(|e| e == "csv");
    let (sheet, damaged) = if csv { ticks::csv::read(&text, "") } else { Sheet::parse(&text) };
    let mut aside = String::new();
    for entry in &damaged {
        writeln!(
            io::stderr(),
            "warning: {}:{}: the entry cannot be read and is set aside: {}",
            path.display(),
            entry.line,
            entry.message
        )?;
        aside.push_str(&entry.text);
    }
    if !aside.is_empty() {
        let name = format!("{}.damaged", path.display());
        replace(Path::new(&name), &aside)?;
        writeln!(io::stderr(), "note: what was set aside is in {name}")?;
    }
    Ok(sheet)
}

/// The numbers of a draft, checked with the packs that it asks for.
fn rows(args: RunArgs, path: &Path) -> io::Result<Vec<Row>> {
    let fail = |message: String| io::Error::other(format!("{}: {message}", path.display()));
    let file = File::new(path.to_path_buf());
    let bytes = file.read().map_err(fail)?;
    let mut troubles = Vec::new();
    let checkers = Checkers::new(&args, &mut troubles);
    if let Some(trouble) = troubles.first() {
        return Err(io::Error::other(format!("{}: {}", trouble.path, trouble.message)));
    }
    let equipped = checkers.of(&file, &bytes);
    let document = equipped.checker.check(&file.name, &bytes).map_err(|e| fail(e.message))?;
    for trouble in checkers.complaints().troubles.values() {
        writeln!(io::stderr(), "error: {}: {}", trouble.path, trouble.message)?;
    }
    Ok(ticks::rows(&document, equipped.checker.rules()))
}

/// Writes the sheet of a draft. Every tick of the sheet that is there, or of those named, is carried over.
pub fn sheet(args: &SheetArgs, out: &mut dyn Write) -> io::Result<u8> {
    let (rules, against) = (args.rules.clone(), args.against.clone());
    let rows = rows(RunArgs { rules, against, date: args.date, ..RunArgs::default() }, &args.draft)?;
    let output = args.output.clone().unwrap_or_else(|| beside(&args.draft));
    let name = args.draft.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let story = args.story.clone().unwrap_or_else(|| name.split('.').next().unwrap_or(&name).to_string());
    let mut from = args.from.clone();
    if from.is_empty() && output.exists() {
        from.push(output.clone());
    }
    let mut old = Sheet::new(&story, &name);
    for (i, path) in from.iter().enumerate() {
        let read = read(path)?;
        if i == 0 {
            old.entries = read.entries;
            old.head = if read.head.trim().is_empty() { old.head } else { read.head };
        } else {
            old.merge(&read);
        }
    }
    let (mut sheet, carried) = old.carry(&rows);
    sheet.set_draft(&name);
    let csv = output.extension().is_some_and(|e| e == "csv");
    let text = if csv { ticks::csv::write(&sheet).map_err(io::Error::other)? } else { sheet.to_string() };
    replace(&output, &text)?;
    let open = sheet.entries.iter().filter(|e| e.list == ticks::List::Tick && e.status() == ticks::TickStatus::Open);
    writeln!(
        out,
        "{}: {} numbers, {} open; {} new, {} carried over, {} reopened, {} no longer in the draft",
        output.display(),
        rows.len(),
        open.count(),
        carried.new,
        carried.kept,
        carried.reopened,
        carried.dropped
    )?;
    Ok(0)
}

/// Prints what two versions differ in.
pub fn diff(args: &DiffArgs, out: &mut dyn Write) -> io::Result<u8> {
    let rows = |path| rows(RunArgs::default(), path);
    let (old, new) = (rows(&args.old)?, rows(&args.new)?);
    let edits = ticks::diff(&old, &new);
    for edit in &edits {
        match (args.notice, edit.notice()) {
            (false, _) => writeln!(out, "{}", edit.line())?,
            (true, Some(notice)) => writeln!(out, "{notice}")?,
            (true, None) => {}
        }
    }
    if !args.notice {
        let dates = |path: &Path| {
            std::fs::read(path).ok().and_then(|b| crate::draft::read(&path.to_string_lossy(), &b).ok()?.front.date)
        };
        if dates(&args.old) != dates(&args.new) {
            writeln!(out, "the story's date has moved: look again at \"yesterday\", weekdays and ages")?;
        }
        writeln!(out, "{} of {} numbers differ", edits.len(), new.len().max(old.len()))?;
    }
    Ok(0)
}
