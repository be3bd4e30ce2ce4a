//! The command line: a thin face over the library. It reads files, prints, and sets the exit status.

mod args;
mod input;

use crate::checker::{Checker, PackSource};
use crate::finding::Severity;
use crate::report::{self, Report, Trouble};
use crate::settings::Settings;
use args::{Args, Command, RunArgs};
use clap::Parser;
use rayon::prelude::*;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

/// Runs the command line.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let (run, check) = match &args.command {
        Command::Check(run) => (run, true),
        Command::Extract(run) => (run, false),
    };
    match drafts(run, check) {
        Ok(code) => ExitCode::from(code),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "tickmark: {error}");
            ExitCode::from(2)
        }
    }
}

/// Checks or extracts all drafts; returns the exit status.
fn drafts(run: &RunArgs, check: bool) -> std::io::Result<u8> {
    if let Some(jobs) = run.jobs {
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let mut troubles = Vec::new();
    let packs = packs(run, &mut troubles);
    let (mut checker, refused) = Checker::new(Settings::default(), &packs, &input::resolve);
    for (pack, problems) in refused {
        troubles.extend(problems.into_iter().map(|p| Trouble { path: pack.path.clone(), message: p.message }));
    }
    for source in input::gather(&run.against, &mut troubles) {
        if let Err(message) = source.read().and_then(|b| checker.add_source(&source.name, &b).map_err(|e| e.message)) {
            troubles.push(Trouble { path: source.name, message });
        }
    }
    let checker = checker;
    let files = input::gather(&run.paths, &mut troubles);
    let bytes: Vec<_> = files.par_iter().map(|f| f.read()).collect();
    let results: Vec<_> = files
        .par_iter()
        .zip(&bytes)
        .map(|(file, bytes)| match bytes {
            Ok(bytes) if check => checker.check(&file.name, bytes).map_err(|e| e.message),
            Ok(bytes) => checker.extract(&file.name, bytes).map_err(|e| e.message),
            Err(message) => Err(message.clone()),
        })
        .collect();
    let mut report = Report { rules: Some(checker.rules()), ..Report::default() };
    for (file, result) in files.iter().zip(results) {
        match result {
            Ok(document) => report.documents.push(document),
            Err(message) => troubles.push(Trouble { path: file.name.clone(), message }),
        }
    }
    report.troubles = troubles;
    let Some(renderer) = report::renderer(&run.format) else {
        let names: Vec<_> = report::RENDERERS.iter().map(|r| r.name()).collect();
        return Err(std::io::Error::other(format!(
            "there is no format {:?}; formats are {}",
            run.format,
            names.join(", ")
        )));
    };
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    renderer.render(&report, &mut out)?;
    out.flush()?;
    for trouble in &report.troubles {
        writeln!(std::io::stderr(), "error: {}: {}", trouble.path, trouble.message)?;
    }
    let failed = report.documents.iter().flat_map(|d| &d.findings).any(|f| f.severity >= Severity::Error);
    Ok(if !report.troubles.is_empty() { 2 } else { u8::from(failed) })
}

fn packs(run: &RunArgs, troubles: &mut Vec<Trouble>) -> Vec<PackSource> {
    let mut packs = Vec::new();
    for name in &run.rules {
        match std::fs::read_to_string(name) {
            Ok(text) => packs.push(PackSource { path: name.clone(), text }),
            Err(error) => {
                troubles.push(Trouble { path: name.clone(), message: format!("the pack cannot be read: {error}") })
            }
        }
    }
    packs
}
