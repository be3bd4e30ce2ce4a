//! A pack as it stands once it is read and found right.

use crate::quantity::{Bound, Kind, Quantity};
use crate::span::FileSpan;
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;
use std::sync::Arc;

/// One pack.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    /// Its name, as drafts name it.
    pub name: String,
    /// Title for people.
    pub title: Option<String>,
    /// Path that it was read from, or its name where it ships with the tool.
    pub path: String,
    /// Its TOML text, which spans point into.
    pub text: String,
    /// Whether it serves every draft. Where another pack binds a claim too, that one has the say.
    pub timeless: bool,
    /// Whether it serves only drafts that name it in their front matter.
    pub on_request: bool,
    /// Its sources.
    pub sources: Vec<Source>,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// Its constraints.
    pub constraints: Vec<Constraint>,
    /// Exchange rates.
    pub rates: Vec<Rate>,
    /// Paths of the packs that it extends, whose sources, measures and constraints it holds.
    pub bases: Vec<String>,
}

/// Somebody or something that gives figures.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Key in the TOML.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Other names, acronyms, spokespeople.
    pub aliases: Vec<String>,
    /// Where it publishes its figures.
    pub url: Option<String>,
    /// Where in the TOML.
    pub span: FileSpan,
}

/// Words of which one must be in reach of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// Which key it came from.
    pub role: ConditionRole,
    /// Phrases, with `@lists` spread out; contiguous words, matched on stems.
    pub phrases: Vec<String>,
}

/// What a condition narrows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConditionRole {
    /// What is counted or measured.
    #[default]
    Of,
    /// Whom or what it is about.
    About,
    /// Where.
    Near,
    /// A further list.
    All,
}

/// A named thing that can have a value.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// Key in the TOML.
    pub id: String,
    /// Title for people.
    pub title: Option<String>,
    /// One phrase of each must be in reach.
    pub conditions: Vec<Condition>,
    /// None of these may stand in the claim's own noun phrase and clause.
    pub not: Vec<String>,
    /// A scope that the claim must state, compared as a quantity.
    pub within: Option<Quantity>,
    /// Kind of the claims that bind to it, stated or inferred; a bare number fits count and number.
    pub kind: Option<Kind>,
    /// Dimension of its unit, stated or inferred: "length", "money", "count" …
    pub dimension: Option<String>,
    /// Code of its unit, where one is stated or inferred; for money the ISO 4217 code.
    pub unit: Option<String>,
    /// What of kind, dimension and unit was not written but inferred, and from what; for people.
    pub inferred: Option<Inferred>,
    /// After how many days its newest figure is stale.
    pub stale_after_days: Option<i32>,
    /// Its figures, in order of the TOML, then of the table.
    pub figures: Vec<Figure>,
    /// Where in the TOML.
    pub span: FileSpan,
}

/// What kind, dimension and unit of a measure were inferred from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inferred {
    /// From its first figure.
    Figures,
    /// From the constraint of this number.
    Constraint(usize),
}

/// What a figure says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A value, maybe hedged by its source.
    Exactly(Box<Quantity>),
    /// No less than this.
    AtLeast(Box<Quantity>),
    /// No more than this.
    AtMost(Box<Quantity>),
    /// From the first to the second.
    Between(Box<(Quantity, Quantity)>),
    /// A day.
    Day(Date),
}

/// How far a figure is settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FigureStatus {
    /// Nothing is said of it.
    #[default]
    Stated,
    /// It may be revised.
    Provisional,
    /// It replaces an earlier one.
    Revised,
    /// It will not change.
    Final,
    /// Its source took it back.
    Withdrawn,
}

/// A stretch of time, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day; `None` for "since".
    pub until: Option<Date>,
}

/// One known value of a measure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it says.
    pub value: Value,
    /// Number of its source in the pack.
    pub source: Option<usize>,
    /// Who relayed it: number of the source in the pack.
    pub via: Option<usize>,
    /// When the source gave it.
    pub as_of: Option<DateTime>,
    /// The time that it describes, as written and as days; without it, `as_of`.
    pub period: Option<(String, Period)>,
    /// When it is valid.
    pub valid: Option<Period>,
    /// Until when no output prints it.
    pub embargo: Option<DateTime>,
    /// For a sum of our own: the expression as written, and the figures' values that went into it.
    pub sum: Option<Sum>,
    /// How far a claim may lie from it: a share, or an amount in the figure's unit.
    pub tolerance: Option<Tolerance>,
    /// Whether a claim must state it to the digit.
    pub exact: bool,
    /// How far it is settled.
    pub status: FigureStatus,
    /// The source's own hedge.
    pub hedge: Bound,
    /// Where it is published.
    pub url: Option<String>,
    /// File that it stands in: the pack's path, or the table's.
    pub path: Arc<str>,
    /// 1-based line in that file.
    pub line: usize,
    /// Where in the pack's TOML: the figure, or the table that it came from.
    pub span: FileSpan,
}

impl Figure {
    /// Whether the draft's date has not yet reached the end of the embargo; so too for a draft without a date.
    pub fn embargoed(&self, on: Option<Date>) -> bool {
        self.embargo.is_some_and(|until| on.is_none_or(|day| day < until.date()))
    }
}

/// A figure that no source gives: our sum over figures that sources give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// As the pack writes it.
    pub expr: String,
    /// The working: "53,537 + 8,476".
    pub working: String,
}

/// What one unit of a currency is worth in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// ISO 4217 code of the currency that is exchanged.
    pub from: String,
    /// ISO 4217 code of the currency that it is exchanged for.
    pub to: String,
    /// How many units of `to` one unit of `from` buys.
    pub value: Decimal,
    /// When.
    pub as_of: Option<DateTime>,
    /// Number of its source in the pack.
    pub source: Option<usize>,
    /// Where in the TOML.
    pub span: FileSpan,
}

/// How far a claim may lie from a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// This share of the figure, 0.02 for "2 %".
    Share(Decimal),
    /// This much in the figure's unit.
    Amount(Decimal),
}

/// An expression over measures that must hold.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// Its name.
    pub name: String,
    /// What must hold.
    pub require: super::expression::Comparison,
    /// Why it must.
    pub because: Option<String>,
    /// Where in the TOML.
    pub span: FileSpan,
}
