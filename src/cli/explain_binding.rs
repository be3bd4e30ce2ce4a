//! `check --explain-binding`: why each number bound to a measure, or to none, instead of a report.

use super::args::RunArgs;
use super::checkers::{Checkers, each_draft};
use crate::report::{Run, binding};
use std::io::{Error, Result, Write};

/// Prints the explanations of all drafts; returns the exit status.
pub fn run(args: &RunArgs, out: &mut dyn Write) -> Result<u8> {
    let json = match args.format.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["terminal"] => false,
        ["json"] => true,
        _ => return Err(Error::other("--explain-binding prints text, or JSON with --format json")),
    };
    let mut troubles = Vec::new();
    let checkers = Checkers::new(args, &mut troubles);
    let mut documents = Vec::new();
    each_draft(&checkers, &args.paths, &mut troubles, |file, bytes, checker| {
        let both = checker.check(&file.name, bytes).and_then(|d| Ok((d, checker.explain(&file.name, bytes)?)));
        let (document, explanations) = match both {
            Ok(both) => both,
            Err(error) => return Ok(Err(error)),
        };
        let run = Run { rules: Some(checker.rules()), ..Run::default() };
        if json {
            documents.push(serde_json::to_value(binding::explained(&run, &document, &explanations))?);
        } else {
            write!(out, "{}", binding::text(&run, &document, &explanations))?;
        }
        Ok(Ok(()))
    })?;
    if json {
        let whole = serde_json::json!({ "documents": documents });
        writeln!(out, "{}", serde_json::to_string_pretty(&whole)?)?;
    }
    troubles.extend(checkers.complaints().troubles.into_values());
    super::tell(&troubles)?;
    Ok(if troubles.is_empty() { 0 } else { 2 })
}
