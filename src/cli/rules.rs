//! `tickmark rules`: checking, listing, showing and drafting packs.

use super::{input, packs, tell};
use crate::bind::Status;
use crate::checker::{Checker, PackSource};
use crate::finding::Severity;
use crate::prose::Prose;
use crate::report::{PackFinding, Trouble, snippet};
use crate::rules::{self, Pack, Problem, describe};
use crate::settings::Settings;
use clap::Subcommand;
use std::io::{IsTerminal, Result, Write};
use std::path::{Path, PathBuf};

/// How many problems of one pack are shown.
const SHOWN: usize = 100;

/// What to do with packs.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Check packs: errors, what was inferred, and what is doubtful
    #[command(
        after_help = "Examples:\n  tickmark rules check my-pack.toml\n  tickmark rules check packs/ --on drafts/"
    )]
    Check {
        /// Packs by name, file, folder or pattern
        #[arg(required = true)]
        packs: Vec<String>,
        /// Show what the claims of these drafts bind to (repeatable)
        #[arg(long, value_name = "DRAFTS")]
        on: Vec<PathBuf>,
    },
    /// List packs and their measures; without packs, those that ship
    List {
        /// Packs by name, file, folder or pattern
        packs: Vec<String>,
    },
    /// Show a measure: its words, its figures, its constraints
    #[command(after_help = "Example:\n  tickmark rules show troops_200km")]
    Show {
        /// Its name in the pack
        measure: String,
        /// Pack to look in, by name or path (repeatable); without it, those that ship
        #[arg(long, value_name = "NAME-OR-PATH")]
        rules: Vec<String>,
    },
    /// Draft a pack from the numbers of a document
    #[command(after_help = "Example:\n  tickmark rules new --from release.txt > release.toml")]
    New {
        /// The press release, report or transcript
        #[arg(long, value_name = "DOC")]
        from: PathBuf,
        /// Name of the pack; without it, the document's
        #[arg(long)]
        name: Option<String>,
        /// Day of the document, if it does not say
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: Option<jiff::civil::Date>,
    },
    /// Print the JSON Schema of packs, for editors
    Schema,
}

/// Runs one of the commands; returns the exit status.
pub fn run(command: &RulesCommand, out: &mut dyn Write) -> Result<u8> {
    match command {
        RulesCommand::Check { packs, on } => check(packs, on, out),
        RulesCommand::List { packs } => list(packs, out),
        RulesCommand::Show { measure, rules } => show(measure, rules, out),
        RulesCommand::New { from, name, date } => new(from, name.as_deref(), *date, out),
        RulesCommand::Schema => write!(out, "{}", rules::SCHEMA).map(|()| 0),
    }
}

/// The packs of these names.
fn find(names: &[String], troubles: &mut Vec<Trouble>) -> Vec<PackSource> {
    let mut found = Vec::new();
    for name in names {
        match packs::find(Path::new(""), name) {
            Ok(packs) => found.extend(packs),
            Err(message) => troubles.push(Trouble { path: name.clone(), message }),
        }
    }
    found
}

/// Reads packs; those that are wrong are told of with all their errors.
fn load(sources: &[PackSource], troubled: &mut bool) -> Result<Vec<Pack>> {
    let mut loaded = Vec::new();
    for source in sources {
        match rules::read(&source.path, &source.text, &input::resolve) {
            Ok(pack) => loaded.push(pack),
            Err(problems) => {
                *troubled = true;
                report(source, &problems, Severity::Error, &mut std::io::stderr().lock())?;
            }
        }
    }
    Ok(loaded)
}

fn report(source: &PackSource, problems: &[Problem], severity: Severity, out: &mut dyn Write) -> Result<()> {
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for problem in problems.iter().take(SHOWN) {
        let finding = PackFinding {
            check: if severity == Severity::Error { "rules-error" } else { "" },
            severity,
            path: source.path.clone(),
            text: source.text.to_string(),
            problem: problem.clone(),
        };
        writeln!(out, "{}\n", snippet::problem(&finding, color))?;
    }
    if problems.len() > SHOWN {
        writeln!(out, "{} more problems in {}\n", problems.len() - SHOWN, source.path)?;
    }
    Ok(())
}

fn check(names: &[String], on: &[PathBuf], out: &mut dyn Write) -> Result<u8> {
    let mut troubles = Vec::new();
    let sources = find(names, &mut troubles);
    let mut wrong = false;
    for source in &sources {
        match rules::read(&source.path, &source.text, &input::resolve) {
            Ok(pack) => {
                let warnings = rules::lint::lint(&pack);
                report(source, &warnings, Severity::Warning, out)?;
                writeln!(out, "{}", describe::summary(&pack))?;
                for line in describe::inferred(&pack) {
                    writeln!(out, "  {line}")?;
                }
                let n = warnings.len();
                writeln!(
                    out,
                    "  {}",
                    if n == 0 { "nothing is doubtful".into() } else { format!("{n} doubtful, see above") }
                )?;
            }
            Err(problems) => {
                wrong = true;
                report(source, &problems, Severity::Error, out)?;
                let n = problems.len();
                writeln!(out, "{}: refused, {n} error{}", source.path, if n == 1 { "" } else { "s" })?;
            }
        }
    }
    if !on.is_empty() && !wrong {
        bindings(&sources, on, &mut troubles, out)?;
    }
    tell(&troubles)?;
    Ok(if wrong || !troubles.is_empty() { 2 } else { 0 })
}

/// Shows for each number of some drafts what it binds to.
fn bindings(sources: &[PackSource], on: &[PathBuf], troubles: &mut Vec<Trouble>, out: &mut dyn Write) -> Result<()> {
    let (checker, _) = Checker::new(Settings::default(), sources, &input::resolve);
    for file in input::gather(on, troubles).files {
        let checked = file.read();
        let checked =
            checked.as_ref().map_err(Clone::clone).and_then(|b| checker.check(&file.name, b).map_err(|e| e.message));
        let document = match checked {
            Ok(document) => document,
            Err(message) => {
                troubles.push(file.trouble(message));
                continue;
            }
        };
        let index = crate::line_index::LineIndex::new(&document.draft.file);
        for (claim, verdict) in document.claims.iter().zip(&document.verdicts) {
            let line = index.line_of(document.draft.file_span(claim.number).start) + 1;
            let text = document.draft.slice(claim.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let bound = match verdict.measure {
                Some((pack, measure)) => checker.rules().packs[pack].measures[measure].id.clone(),
                None => "nothing".into(),
            };
            let reason = match (verdict.status, verdict.reason) {
                (Status::Unverified, Some(reason)) => {
                    let name = serde_json::to_string(&reason).unwrap_or_default();
                    format!("unverified, {}", name.trim_matches('"'))
                }
                (status, _) => format!("{status:?}").to_lowercase(),
            };
            if verdict.measure.is_some() || !matches!(verdict.reason, Some(crate::bind::Reason::NoMeasure) | None) {
                writeln!(out, "{}:{line}: {text} → {bound} ({reason})", document.path)?;
            }
        }
        let free = document.verdicts.iter().filter(|v| v.measure.is_none()).count();
        writeln!(out, "{}: {} of {} numbers bind to nothing", document.path, free, document.claims.len())?;
    }
    Ok(())
}

fn shipped() -> Vec<PackSource> {
    rules::SHIPPED.iter().map(|(name, text)| PackSource { path: (*name).into(), text: (*text).into() }).collect()
}

fn list(names: &[String], out: &mut dyn Write) -> Result<u8> {
    let mut troubles = Vec::new();
    let sources = if names.is_empty() { shipped() } else { find(names, &mut troubles) };
    let mut wrong = false;
    for pack in load(&sources, &mut wrong)? {
        writeln!(out, "{}", describe::summary(&pack))?;
        if !names.is_empty() {
            for line in describe::measures(&pack) {
                writeln!(out, "  {line}")?;
            }
        }
    }
    tell(&troubles)?;
    Ok(if wrong || !troubles.is_empty() { 2 } else { 0 })
}

fn show(measure: &str, names: &[String], out: &mut dyn Write) -> Result<u8> {
    let mut troubles = Vec::new();
    let sources = if names.is_empty() { shipped() } else { find(names, &mut troubles) };
    let mut wrong = false;
    let loaded = load(&sources, &mut wrong)?;
    let mut found = false;
    for pack in &loaded {
        for (number, _) in pack.measures.iter().enumerate().filter(|(_, m)| m.id == measure) {
            found = true;
            write!(out, "{}", describe::measure(pack, number))?;
        }
    }
    if !found {
        let ids: Vec<&str> = loaded.iter().flat_map(|p| &p.measures).map(|m| m.id.as_str()).collect();
        let message = match rules::nearest(measure, &ids) {
            Some(near) => format!("there is no such measure; did you mean {near}?"),
            None => "there is no such measure; `tickmark rules list PACK` lists them".into(),
        };
        troubles.push(Trouble { path: measure.into(), message });
    }
    tell(&troubles)?;
    Ok(if wrong || !troubles.is_empty() { 2 } else { 0 })
}

fn new(from: &PathBuf, name: Option<&str>, date: Option<jiff::civil::Date>, out: &mut dyn Write) -> Result<u8> {
    let mut troubles = Vec::new();
    let (checker, _) = Checker::new(Settings::default(), &[], &input::resolve);
    for file in input::gather(std::slice::from_ref(from), &mut troubles).files {
        let bytes = file.read();
        let document =
            bytes.as_ref().map_err(Clone::clone).and_then(|b| checker.extract(&file.name, b).map_err(|e| e.message));
        match document {
            Ok(mut document) => {
                document.draft.front.date = document.draft.front.date.or(date);
                let prose = Prose::new(&document.draft);
                let stem = from.file_stem().map(|s| s.to_string_lossy().into_owned());
                let name = name.map(str::to_string).or(stem).unwrap_or_else(|| "new".into());
                let pack = rules::draft_pack(
                    &name,
                    &file.name,
                    &document.draft,
                    &prose,
                    &document.claims,
                    &document.attributions,
                );
                write!(out, "{pack}")?;
            }
            Err(message) => troubles.push(file.trouble(message)),
        }
    }
    tell(&troubles)?;
    Ok(if troubles.is_empty() { 0 } else { 2 })
}
