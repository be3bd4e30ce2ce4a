//! Binding: which measure a claim is about, and what the figures on file say of it.

use crate::attribution::Attribution;
use crate::claim::Claim;
use crate::draft::Draft;
use crate::prose::Prose;
use crate::rules::Rules;
use crate::settings::Settings;

/// What the file says of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It matches the file.
    Supported,
    /// It differs from the file.
    Refuted,
    /// It matches a figure that was replaced.
    Outdated,
    /// It is another source's figure.
    Misattributed,
    /// Nothing on file bears on it.
    #[default]
    Unverified,
}

/// Why a claim is unverified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Reason {
    NoMeasure,
    Ambiguous,
    Negated,
    Hypothetical,
    Complement,
    Difference,
    Ring,
    OtherTime,
    OtherScope,
    NoFigure,
    NoOwnFigure,
    InsideRange,
    LooseBound,
    Stale,
}

/// A figure, by its place in the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureId {
    /// Number of the pack.
    pub pack: usize,
    /// Number of the measure in the pack.
    pub measure: usize,
    /// Number of the figure in the measure.
    pub figure: usize,
}

/// The verdict on one claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// The verdict.
    pub status: Status,
    /// Why it is unverified.
    pub reason: Option<Reason>,
    /// The measure that the claim binds to: number of the pack and of the measure.
    pub measure: Option<(usize, usize)>,
    /// The figure that it was compared with.
    pub figure: Option<FigureId>,
    /// The cited source in the pack: number of the pack and of the source.
    pub source: Option<(usize, usize)>,
}

/// For each claim, by number: its verdict.
pub fn bind(
    _draft: &Draft<'_>,
    _prose: &Prose<'_>,
    claims: &[Claim],
    _attributions: &[Option<Attribution>],
    _rules: &Rules,
    _settings: &Settings,
) -> Vec<Verdict> {
    vec![Verdict { reason: Some(Reason::NoMeasure), ..Verdict::default() }; claims.len()]
}
