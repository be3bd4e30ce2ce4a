//! `tickmark uses MEASURE`: every place in the drafts that states a figure of a measure, for the day it is revised.

use super::args::RunArgs;
use super::checkers::{Checkers, each_draft};
use super::tell;
use crate::checker::Checker;
use crate::report::uses::{Use, of_document};
use crate::report::{Run, Trouble};
use std::collections::BTreeSet;
use std::io::{Result, Write};
use std::path::PathBuf;

/// Arguments of `uses`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  tickmark uses troops_200km --rules ukraine-border-2022 drafts/")]
pub struct UsesArgs {
    /// The measure's name in its pack; PACK/MEASURE where several packs have one of that name
    pub measure: String,
    /// Drafts or folders
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Pack to check against, by name or path (repeatable)
    #[arg(long, value_name = "NAME-OR-PATH")]
    pub rules: Vec<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json"], default_value = "text")]
    pub format: String,
    /// Date of drafts that state none in their front matter
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<jiff::civil::Date>,
    /// Settings file, instead of the tickmark.toml found from each draft upwards
    #[arg(long, value_name = "PATH")]
    pub config: Option<PathBuf>,
}

/// Lists the places; returns the exit status.
pub fn run(args: &UsesArgs, out: &mut dyn Write) -> Result<u8> {
    let (measure, rules) = (args.measure.as_str(), args.rules.clone());
    let run_args = RunArgs { rules, date: args.date, config: args.config.clone(), ..RunArgs::default() };
    let mut troubles = Vec::new();
    let checkers = Checkers::new(&run_args, &mut troubles);
    let mut uses: Vec<Use> = Vec::new();
    let (mut known, mut names, mut drafts) = (false, BTreeSet::new(), 0);
    each_draft(&checkers, &args.paths, &mut troubles, |file, bytes, checker| {
        known = known || has(checker, measure, &mut names);
        Ok(checker.check(&file.name, bytes).map(|document| {
            let run = Run { rules: Some(checker.rules()), ..Run::default() };
            let found = of_document(&run, &document, measure);
            drafts += usize::from(!found.is_empty());
            uses.extend(found);
        }))
    })?;
    troubles.extend(checkers.complaints().troubles.into_values());
    if !known {
        troubles.push(unknown(measure, &names));
    }
    if args.format == "json" {
        let errors: Vec<_> =
            troubles.iter().map(|t| serde_json::json!({"path": t.path, "message": t.message})).collect();
        let whole = serde_json::json!({"measure": measure, "uses": uses, "errors": errors});
        writeln!(out, "{}", serde_json::to_string_pretty(&whole)?)?;
    } else {
        uses.iter().try_for_each(|u| writeln!(out, "{u}"))?;
        let (n, m) = (uses.len(), drafts);
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        writeln!(out, "{n} number{} in {m} draft{} state {measure}", plural(n), plural(m))?;
    }
    tell(&troubles)?;
    Ok(if troubles.is_empty() { 0 } else { 2 })
}

/// Whether a pack of the checker has the measure; its measures are noted.
fn has(checker: &Checker, measure: &str, names: &mut BTreeSet<String>) -> bool {
    let packs = &checker.rules().packs;
    names.extend(packs.iter().flat_map(|p| &p.measures).map(|m| m.id.clone()));
    packs.iter().any(|p| p.measures.iter().any(|m| crate::report::uses::is_meant(p, m, measure)))
}

fn unknown(measure: &str, names: &BTreeSet<String>) -> Trouble {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let message = match crate::rules::nearest(measure, &names) {
        Some(near) => format!("no pack of these drafts has this measure; did you mean {near}?"),
        None => "no pack of these drafts has this measure; name its pack with --rules".into(),
    };
    Trouble { path: measure.into(), message }
}
