//! A draft once it is checked. The room stands after `trace` and before `ticks`.

use crate::attribution::Attribution;
use crate::bind::Verdict;
use crate::claim::Claim;
use crate::draft::Draft;
use crate::finding::Finding;
use crate::quantity::Numbers;
use crate::span::Span;
use crate::trace::Traces;

/// Everything that is known of one draft once it is checked; spans are into the clean text.
#[derive(Debug)]
pub struct Document<'a> {
    /// Path or name, shown to people.
    pub path: String,
    /// The draft.
    pub draft: Draft<'a>,
    /// Spans of its sentences.
    pub sentences: Vec<Span>,
    /// Its numbers.
    pub numbers: Numbers,
    /// Its claims.
    pub claims: Vec<Claim>,
    /// Who is cited, by claim.
    pub attributions: Vec<Option<Attribution>>,
    /// What the file says, by claim; empty where the draft was only extracted.
    pub verdicts: Vec<Verdict>,
    /// Where the sources have its numbers; empty without sources.
    pub traces: Traces,
    /// What the checks found, by place and name.
    pub findings: Vec<Finding>,
}
