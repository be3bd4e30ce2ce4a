//! Attribution: source, cue and content, as PARC3 and PolNeAR define them.

mod cue;
mod mention;
mod phrase;
mod reach;
mod shape;
mod speaker;

use crate::claim::Claim;
use crate::draft::Draft;
use crate::prose::Prose;
use crate::settings::Settings;
use crate::span::Span;
use std::ops::Range;

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

/// An attribution before it is tied to a claim. Ranges are tokens.
#[derive(Clone, Debug)]
struct Candidate {
    source: Option<Range<usize>>,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
    style: Style,
    /// Whether it stands inside a quotation, where the speaker of the whole comes first.
    inner: bool,
    /// Whether a quotation after it may go on from it.
    speaks: bool,
}

impl Candidate {
    fn covers(&self, token: usize) -> bool {
        self.content.iter().any(|r| r.contains(&token))
    }

    fn size(&self) -> usize {
        self.content.iter().map(|r| r.len()).sum()
    }
}

/// For each claim, by number: who is cited for it.
pub fn attribute(
    _draft: &Draft<'_>,
    prose: &Prose<'_>,
    claims: &[Claim],
    settings: &Settings,
) -> Vec<Option<Attribution>> {
    let mut candidates = Vec::new();
    for sentence in &prose.sentences {
        shape::find(prose, &sentence.range(), &mut candidates);
    }
    for candidate in &mut candidates {
        speaker::stretch(prose, candidate);
        candidate.inner |= speaker::is_inner(prose, candidate);
    }
    let carried = speaker::carry(prose, &candidates);
    candidates.extend(carried);
    // By the end of what they cover, so that those near a claim are found without looking at all.
    candidates.sort_by_key(|c| c.content.iter().map(|r| r.start).min());
    let resolved = resolve(prose, &candidates);
    claims
        .iter()
        .map(|claim| {
            let token = prose.token_at(claim.number.start);
            let near = candidates.partition_point(|c| c.content.iter().map(|r| r.start).min() <= Some(token));
            let reach = near.saturating_sub(settings.partners)..near;
            let best = reach
                .filter(|&c| candidates[c].covers(token))
                .min_by_key(|&c| (candidates[c].inner, candidates[c].size()))?;
            Some(made(prose, &candidates[best], resolved[best].as_ref(), claim))
        })
        .collect()
}

/// For each candidate, the fullest earlier mention of its source. Goes through them in the order of the text, because
/// "he" is most often whom the attribution before cites.
fn resolve(prose: &Prose<'_>, candidates: &[Candidate]) -> Vec<Option<Range<usize>>> {
    let mut out = vec![None; candidates.len()];
    if candidates.is_empty() {
        return out;
    }
    let index = mention::Index::new(prose);
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|&i| candidates[i].source.as_ref().map(|s| s.start));
    let mut last: Option<Range<usize>> = None;
    for i in order {
        let Some(source) = &candidates[i].source else { continue };
        out[i] = index.resolve(prose, source, last.as_ref());
        last = out[i].clone().or_else(|| Some(source.clone()));
    }
    out
}

fn made(prose: &Prose<'_>, candidate: &Candidate, resolved: Option<&Range<usize>>, claim: &Claim) -> Attribution {
    let cover = |r: &Range<usize>| prose.cover(r.clone());
    Attribution {
        source: candidate.source.as_ref().map(cover),
        resolved: resolved.map(cover),
        cue: (!candidate.cue.is_empty()).then(|| cover(&candidate.cue)),
        content: candidate.content.iter().filter(|r| !r.is_empty()).map(cover).collect(),
        style: candidate.style,
        quoted: speaker::holding(prose, claim.number).is_some(),
        via: None,
    }
}
