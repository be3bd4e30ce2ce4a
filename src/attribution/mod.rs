//! Attribution: source, cue and content, as PARC3 and PolNeAR define them.

use crate::claim::Claim;
use crate::draft::Draft;
use crate::prose::Prose;
use crate::settings::Settings;
use crate::span::Span;

/// How the source is tied to the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// "according to", "per".
    AccordingTo,
    /// "said", "reported", "estimates".
    Said,
    /// "the ministry's figure".
    Possessive,
    /// A quotation with its speaker.
    Quote,
    /// "Council: 122,000 troops".
    Colon,
    /// A document: "the poll found", "a report by".
    Document,
    /// A link or footnote.
    Link,
}

/// Who is cited for a stretch of text. Spans are into the clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The mention that stands with the cue ("he"); `None` for a quotation without a speaker.
    pub source: Option<Span>,
    /// The fullest earlier mention of the same source.
    pub resolved: Option<Span>,
    /// The words that tie source and content.
    pub cue: Option<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
    /// How.
    pub style: Style,
    /// Whether the number stands between quotation marks.
    pub quoted: bool,
    /// Who relays it, where the source is nested.
    pub via: Option<Span>,
}

/// For each claim, by number: who is cited for it.
pub fn attribute(
    _draft: &Draft<'_>,
    _prose: &Prose<'_>,
    claims: &[Claim],
    _settings: &Settings,
) -> Vec<Option<Attribution>> {
    vec![None; claims.len()]
}
