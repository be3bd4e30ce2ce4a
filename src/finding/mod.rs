//! Findings: what a check reports, and what a check says of itself.

use crate::span::Span;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Advice.
    Info,
    /// Look at it before you publish.
    Warning,
    /// The numbers do not agree under any reading.
    Error,
}

/// What a check says of itself. `tickmark explain` prints it, and its examples are run as tests.
#[derive(Debug)]
pub struct Info {
    /// Kebab-case name, a public contract.
    pub name: &'static str,
    /// Title for people.
    pub title: &'static str,
    /// What it looks for, in one sentence.
    pub summary: &'static str,
    /// Why it matters, what it works with, and when it stays silent.
    pub docs: &'static str,
    /// Level where nothing lowers it.
    pub severity: Severity,
    /// A draft on which it must fire.
    pub wrong: Example,
    /// A draft on which it must stay silent.
    pub right: Example,
}

/// A draft, with a pack where the check needs one.
#[derive(Debug)]
pub struct Example {
    /// Markdown.
    pub draft: &'static str,
    /// TOML.
    pub pack: Option<&'static str>,
}

/// Another place that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// A place in the draft, or in a pack.
    pub place: LabelPlace,
    /// What stands there.
    pub text: String,
}

/// Where a label points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelPlace {
    /// In the draft.
    Draft(Span),
    /// In a pack: its path and the byte range there.
    File(String, std::ops::Range<usize>),
    /// In a document that the draft was written from.
    Source {
        /// Its path, as given.
        path: String,
        /// The bytes there.
        range: std::ops::Range<usize>,
        /// Line and column, from 1; none where the document has no lines.
        line: Option<(usize, usize)>,
        /// Where it has none, the place in words: "page 2".
        place: Option<String>,
    },
}

/// The working of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// The number as stated.
    pub stated: String,
    /// The number or interval that would have been accepted.
    pub expected: String,
    /// The working, or on whose authority.
    pub because: String,
}

/// A replacement for a stretch of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to replace.
    pub span: Span,
    /// With what, in the draft's own style.
    pub replacement: String,
}

/// What a check reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Name of the check.
    pub check: &'static str,
    /// How grave.
    pub severity: Severity,
    /// One sentence that stands alone: what was stated, what was expected.
    pub message: String,
    /// Numbers of the claims that it is about, the main one first.
    pub claims: Vec<usize>,
    /// Name of the constraint that it is about.
    pub constraint: Option<String>,
    /// The place to look at.
    pub span: Span,
    /// Other places.
    pub related: Vec<Label>,
    /// The working.
    pub computed: Option<Computed>,
    /// A replacement, where the right number follows.
    pub suggestion: Option<Suggestion>,
    /// A likely slip, or what to do.
    pub help: Option<String>,
}

impl Finding {
    /// A finding with nothing but a place and a message.
    pub fn new(check: &'static Info, span: Span, message: impl Into<String>) -> Self {
        Self {
            check: check.name,
            severity: check.severity,
            message: message.into(),
            claims: Vec::new(),
            constraint: None,
            span,
            related: Vec::new(),
            computed: None,
            suggestion: None,
            help: None,
        }
    }

    /// Puts on one line what quotes a draft with line breaks in it.
    pub fn on_one_line(&mut self) {
        let computed = self.computed.iter_mut().flat_map(|c| [&mut c.stated, &mut c.expected, &mut c.because]);
        let labels = self.related.iter_mut().map(|l| &mut l.text);
        for text in [&mut self.message].into_iter().chain(computed).chain(labels).chain(&mut self.help) {
            if text.contains(['\n', '\r', '\t']) {
                *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
    }
}
