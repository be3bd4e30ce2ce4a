//! Arguments of the command line.

use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Ticks every number in a draft.
#[derive(Debug, Parser)]
#[command(name = "tickmark", version, about)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check drafts against figures on file and against themselves
    Check(RunArgs),
    /// List every number with its subject and its source
    Extract(RunArgs),
}

/// Arguments of `check` and `extract`.
#[derive(Debug, clap::Args)]
pub struct RunArgs {
    /// Drafts or folders; `-` is standard input
    pub paths: Vec<PathBuf>,
    /// Pack to check against, by name or path (repeatable)
    #[arg(long, value_name = "NAME-OR-PATH")]
    pub rules: Vec<String>,
    /// Document that the drafts were written from; every number is traced to it (repeatable)
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,
    /// Output format
    #[arg(long, default_value = "json")]
    pub format: String,
    /// Number of threads
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}
