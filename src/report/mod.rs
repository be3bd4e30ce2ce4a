//! Reports: what a run has to say, and one file per output format.
//!
//! A format is written piece by piece, head, documents, tail, so that a batch streams: nothing but the counts is
//! kept of a document once it is written.

pub mod binding;
mod checkstyle;
mod claimreview;
mod concise;
mod csv;
mod docx;
mod excerpt;
mod github;
mod gitlab;
mod html;
mod json;
mod jsonl;
mod junit;
mod markdown;
pub mod model;
mod people;
mod rdjson;
mod sample;
mod sarif;
pub mod schema;
mod sheet;
pub mod snippet;
mod tally;
mod terminal;
pub mod uses;
mod view;
mod xml;

pub use docx::without_comments;
pub use sample::sample;
pub use tally::Tally;
pub use view::View;

use crate::check::CHECKS;
use crate::document::Document;
use crate::finding::{Info, Severity};
use crate::rules::{Problem, Rules};
use crate::trace;
use std::fmt;
use std::io::{Result, Write};

/// A file that could not be read, or a pack that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file.
    pub path: String,
    /// What is wrong, where, and what to do.
    pub message: String,
}

/// A finding about a pack or a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFinding {
    /// Name of the check: "rules-error"; empty for what is only doubtful.
    pub check: &'static str,
    /// How grave.
    pub severity: Severity,
    /// The file.
    pub path: String,
    /// Its text, which the problem's span points into.
    pub text: String,
    /// What is wrong, and where.
    pub problem: Problem,
}

/// What a run does with its drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Task {
    /// Findings and verdicts.
    #[default]
    Check,
    /// The claim sheet alone.
    Extract,
}

/// How much people are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Findings only.
    Quiet,
    /// Findings, counts, and what was not looked at.
    #[default]
    Normal,
    /// Also why claims were left unverified.
    Verbose,
}

/// What every piece of a report needs to know of its run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run<'a> {
    /// The packs in use.
    pub rules: Option<&'a Rules>,
    /// What is done with the drafts.
    pub task: Task,
    /// Whether to colour text for people.
    pub color: bool,
    /// How much people are told.
    pub detail: Detail,
}

/// What is known at the end of a run.
#[derive(Clone, Debug, Default)]
pub struct Closing {
    /// Counts over all drafts.
    pub tally: Tally,
    /// Findings about packs.
    pub packs: Vec<PackFinding>,
    /// What could not be read.
    pub troubles: Vec<Trouble>,
    /// Files in folders that no reader is for.
    pub skipped: usize,
    /// Whether a pack that was named could not be used.
    pub refused: bool,
}

/// All that a run has to say, in one value.
#[derive(Debug, Default)]
pub struct Report<'a> {
    /// The drafts, in order of their paths.
    pub documents: Vec<Document<'a>>,
    /// The packs in use.
    pub rules: Option<&'a Rules>,
    /// What is done with the drafts.
    pub task: Task,
    /// Findings about packs.
    pub packs: Vec<PackFinding>,
    /// What could not be read.
    pub troubles: Vec<Trouble>,
}

impl Report<'_> {
    /// What its pieces need to know.
    pub fn run(&self) -> Run<'_> {
        Run { rules: self.rules, task: self.task, ..Run::default() }
    }

    /// What is known at its end.
    pub fn closing(&self) -> Closing {
        let mut tally = Tally::default();
        for document in &self.documents {
            tally.add(&Tally::of(document, self.rules));
        }
        Closing { tally, packs: self.packs.clone(), troubles: self.troubles.clone(), ..Closing::default() }
    }
}

/// An output format: one file in this room and one line in [`RENDERERS`].
pub trait Render: Sync {
    /// Name on the command line.
    fn name(&self) -> &'static str;

    /// What it is for, in a few words.
    fn about(&self) -> &'static str;

    /// Whether it is written for people, who see one finding a number; it may then be coloured.
    fn for_people(&self) -> bool {
        false
    }

    /// Whether it is not text, so that it must go to a file.
    fn is_binary(&self) -> bool {
        false
    }

    /// Writes what comes before the documents.
    fn head(&self, _run: &Run<'_>, _out: &mut dyn Write) -> Result<()> {
        Ok(())
    }

    /// Writes one document.
    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()>;

    /// What stands between two documents of which something was written.
    fn between(&self) -> &'static str {
        ""
    }

    /// Writes what comes after the documents.
    fn tail(&self, _run: &Run<'_>, _closing: &Closing, _out: &mut dyn Write) -> Result<()> {
        Ok(())
    }

    /// Writes a whole report.
    fn render(&self, report: &Report<'_>, out: &mut dyn Write) -> Result<()> {
        let run = report.run();
        self.head(&run, out)?;
        let (mut piece, mut some) = (Vec::new(), false);
        for document in &report.documents {
            piece.clear();
            self.document(&run, document, &mut piece)?;
            if some && !piece.is_empty() {
                out.write_all(self.between().as_bytes())?;
            }
            some |= !piece.is_empty();
            out.write_all(&piece)?;
        }
        self.tail(&run, &report.closing(), out)
    }
}

/// Every output format.
pub static RENDERERS: &[&dyn Render] = &[
    &terminal::Terminal,
    &concise::Concise,
    &html::Html,
    &markdown::Markdown,
    &csv::Csv,
    &docx::Docx,
    &json::Json,
    &jsonl::JsonLines,
    &sarif::Sarif,
    &github::Github,
    &gitlab::Gitlab,
    &rdjson::Rdjson,
    &junit::Junit,
    &checkstyle::Checkstyle,
    &claimreview::ClaimReview,
];

/// What every check says of itself, those of tracing included.
pub fn infos() -> impl Iterator<Item = &'static Info> {
    CHECKS.iter().map(|c| c.info()).chain([
        &trace::NOT_IN_SOURCE,
        &trace::RELABELLED,
        &crate::ticks::UNTICKED,
        &crate::rules::RULES_ERROR,
    ])
}

/// The renderer of this name.
pub fn renderer(name: &str) -> Option<&'static dyn Render> {
    RENDERERS.iter().copied().find(|r| r.name() == name)
}

impl fmt::Debug for dyn Render {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
