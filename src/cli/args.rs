//! Arguments of the command line.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Ticks every number in a draft
#[derive(Debug, Parser)]
#[command(name = "tickmark", version, about, after_help = EXAMPLES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  tickmark init                                   a first pack and a commented tickmark.toml
  tickmark check draft.md                         packs as the draft's front matter names them
  tickmark check --rules figures.toml drafts/     every draft in a folder
  tickmark check --against release.txt draft.md   is every number in the press release?
  tickmark extract draft.md                       the claim sheet: every number, of what, who says so
  tickmark explain percent-change-mismatch        what a check looks for, with examples

Exit status: 0 clean; 1 findings at or above --fail-on; 2 a file or a pack could not be read (the rest is still checked).";

const CHECK_EXAMPLES: &str = "\
Examples:
  tickmark check draft.md
  cat draft.md | tickmark check -
  tickmark check --rules ukraine-border-2022 --fail-on warning drafts/
  tickmark check --format terminal --format json --output - --output report.json drafts/

The nth --output belongs to the nth --format; `-` is standard output. `--rules none` uses no pack at all.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check drafts against figures on file and against themselves
    #[command(after_help = CHECK_EXAMPLES)]
    Check(RunArgs),
    /// List every number with its subject and its source
    Extract(RunArgs),
    /// Write the tick sheet of a draft: one entry a number, for a person to sign off
    Sheet(super::sheet::SheetArgs),
    /// Show which numbers were added, dropped or changed between two versions
    Diff(super::sheet::DiffArgs),
    /// List every number in drafts that states a figure of a measure
    Uses(super::uses::UsesArgs),
    /// Check, list, show and draft packs
    #[command(subcommand)]
    Rules(super::rules::RulesCommand),
    /// Say what a check looks for, why, and when it stays silent
    Explain(ExplainArgs),
    /// Write a commented tickmark.toml and a first pack
    Init {
        /// Folder to write them to
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of Tickmark or of one command
    #[command(hide = true)]
    Man {
        /// The command
        command: Option<String>,
    },
}

/// Arguments of `check` and `extract`.
#[derive(Debug, Default, clap::Args)]
pub struct RunArgs {
    /// Drafts or folders; `-` is standard input (read as Markdown)
    #[arg(required_unless_present = "schema")]
    pub paths: Vec<PathBuf>,
    /// Pack to check against, by name or path (repeatable)
    #[arg(long, value_name = "NAME-OR-PATH")]
    pub rules: Vec<String>,
    /// Document that the drafts were written from; every number is traced to it (repeatable)
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,
    /// Report every number that is not ticked in the sheet beside the draft (see `tickmark sheet`)
    #[arg(long)]
    pub require_ticks: bool,
    /// Output format (repeatable)
    #[arg(long, value_name = "FORMAT", value_parser = formats(), default_value = "terminal")]
    pub format: Vec<String>,
    /// File to write to, one for each --format; `-` is standard output
    #[arg(long, short, value_name = "PATH")]
    pub output: Vec<PathBuf>,
    /// Date of drafts that state none in their front matter
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<jiff::civil::Date>,
    /// Severity from which on the exit status is 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = ["error", "warning", "info", "never"])]
    pub fail_on: Option<String>,
    /// Run these checks only (repeatable, or with commas)
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Leave these checks out (repeatable, or with commas)
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Settings file, instead of the tickmark.toml found from each draft upwards
    #[arg(long, value_name = "PATH")]
    pub config: Option<PathBuf>,
    /// Colour text for people
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Findings only, without counts and advice
    #[arg(long, short, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also say why claims were left unverified
    #[arg(long, short)]
    pub verbose: bool,
    /// File of findings that are accepted; only new ones are reported
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Accept everything that is found now: write the baseline anew
    #[arg(long, requires = "baseline")]
    pub update_baseline: bool,
    /// Report only what stands on lines changed since this revision of the git checkout
    #[arg(long, value_name = "REV")]
    pub diff: Option<String>,
    /// Check again whenever a draft, a pack or the settings change
    #[arg(long)]
    pub watch: bool,
    /// For each number the measures that were looked at, with words, scope and time, instead of a report
    #[arg(long)]
    pub explain_binding: bool,
    /// Number of threads
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Write a copy of a Word draft without the comments of Tickmark to --output, and stop
    #[arg(long, requires = "output")]
    pub strip_comments: bool,
    /// Print the JSON Schema of `--format json` and stop
    #[arg(long)]
    pub schema: bool,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On terminals, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// Name of the check; without it, all checks are listed
    pub check: Option<String>,
    /// Explain every check
    #[arg(long, conflicts_with = "check")]
    pub all: bool,
}

/// The names of the output formats, each with what it is for.
fn formats() -> clap::builder::PossibleValuesParser {
    let value = |r: &&dyn crate::report::Render| clap::builder::PossibleValue::new(r.name()).help(r.about());
    crate::report::RENDERERS.iter().map(value).collect::<Vec<_>>().into()
}
