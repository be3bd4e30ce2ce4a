//! Attribution: source, cue and content, as PARC3 and PolNeAR define them.

mod cue;
mod link;
mod mention;
mod phrase;
mod reach;
mod shape;
mod speaker;
mod spread;
mod wanted;

use crate::claim::Claim;
use crate::draft::Draft;
use crate::prose::Prose;
use crate::settings::Settings;
use crate::span::Span;
use std::ops::Range;

/// How many attributions each way are looked at for the one that holds another.
const NEAR: usize = 16;

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
    /// Whether it only tells what its source thinks or wants: who reports that comes first.
    inward: bool,
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

/// Whether a token stands in the phrase of a number, after its numeral.
fn is_counted(claims: &[Claim], token: usize) -> bool {
    let at = claims.partition_point(|c| c.tokens.end <= token);
    claims.get(at).is_some_and(|c| c.tokens.start < token)
}

/// What the cues of one sentence say.
fn look(prose: &Prose<'_>, claims: &[Claim], sentence: &Range<usize>, out: &mut Vec<Candidate>) {
    let first = out.len();
    shape::find(prose, sentence, out);
    // "17 basis points to 3.32 percent", "two recounts": a counted noun is no verb.
    let mut at = 0;
    out.retain(|c| {
        at += 1;
        at <= first || !is_counted(claims, c.cue.start)
    });
    for candidate in &mut out[first..] {
        speaker::stretch(prose, candidate);
        candidate.inner |= speaker::is_inner(prose, candidate);
    }
}

/// For each claim, by number: who is cited for it.
pub fn attribute(
    draft: &Draft<'_>,
    prose: &Prose<'_>,
    claims: &[Claim],
    settings: &Settings,
) -> Vec<Option<Attribution>> {
    let mut candidates = Vec::new();
    let wanted = wanted::sentences(prose, claims);
    for (sentence, _) in prose.sentences.iter().zip(&wanted).filter(|(_, wanted)| **wanted) {
        look(prose, claims, &sentence.range(), &mut candidates);
    }
    spread::introduce(prose, &mut candidates);
    let carried = speaker::carry(prose, &candidates, &wanted);
    candidates.extend(carried);
    candidates.extend(spread::source_lines(prose));
    candidates.extend(spread::signatures(prose));
    // By the end of what they cover, so that those near a claim are found without looking at all.
    candidates.sort_by_key(|c| c.content.iter().map(|r| r.start).min());
    let best: Vec<Option<usize>> = claims
        .iter()
        .map(|claim| {
            let token = prose.token_at(claim.number.start);
            let near = candidates.partition_point(|c| c.content.iter().map(|r| r.start).min() <= Some(token));
            let reach = near.saturating_sub(settings.partners)..near;
            let second = |c: usize| candidates[c].inner || candidates[c].inward && nested(&candidates, c, token);
            reach
                .filter(|&c| candidates[c].covers(token))
                .min_by_key(|&c| (second(c), candidates[c].size(), candidates[c].source.is_none()))
        })
        .collect();
    let resolved = resolve(prose, claims, &candidates, &wanted, best.iter().flatten());
    let made = |(claim, best): (&Claim, Option<usize>)| {
        let Some(best) = best else { return link::linked(draft, prose, claim) };
        let via = relay(&candidates, best, prose.token_at(claim.number.start));
        Some(made(prose, &candidates[best], resolved[best].as_ref(), via, claim))
    };
    claims.iter().zip(best).map(made).collect()
}

/// Who relays what a source says: the nearest attribution around it, of somebody else.
fn relay(candidates: &[Candidate], best: usize, token: usize) -> Option<Range<usize>> {
    let vouches = &candidates[best];
    let own = vouches.source.as_ref()?;
    let near = &candidates[best.saturating_sub(NEAR)..(best + NEAR).min(candidates.len())];
    near.iter()
        .filter(|c| c.covers(token) && (c.covers(vouches.cue.start) || c.covers(own.start)))
        .filter(|c| !c.inner && c.source.as_ref().is_some_and(|s| s.end <= own.start || own.end <= s.start))
        .min_by_key(|c| c.size())
        .and_then(|c| c.source.clone())
}

/// Whether the cue of a candidate stands in what another one covers, which covers the token too.
fn nested(candidates: &[Candidate], inner: usize, token: usize) -> bool {
    candidates[inner.saturating_sub(NEAR)..(inner + NEAR).min(candidates.len())]
        .iter()
        .any(|c| !c.inward && c.covers(candidates[inner].cue.start) && c.covers(token))
}

/// A source to resolve: where it stands, the candidate that cites it, and whether anybody needs it.
struct Cited {
    source: Range<usize>,
    candidate: Option<usize>,
    needed: bool,
}

/// For each candidate that is needed, the fullest earlier mention of its source.
fn resolve<'n>(
    prose: &Prose<'_>,
    claims: &[Claim],
    candidates: &[Candidate],
    wanted: &[bool],
    needed: impl Iterator<Item = &'n usize>,
) -> Vec<Option<Range<usize>>> {
    let mut out = vec![None; candidates.len()];
    let mut is_needed = vec![false; candidates.len()];
    needed.for_each(|&i| is_needed[i] = true);
    let cited = |(i, c): (usize, &Candidate)| {
        Some(Cited { source: c.source.clone()?, candidate: Some(i), needed: is_needed[i] })
    };
    let mut earlier: Vec<Cited> = candidates.iter().enumerate().filter_map(cited).collect();
    earlier.sort_by_key(|c| c.source.start);
    // "He" is most often whom the attribution before cites, so that one is needed too.
    let mut chain = Vec::new();
    while let Some(last) = earlier.pop() {
        if last.needed && mention::leans(prose, &last.source) {
            between(prose, claims, wanted, &last.source, &mut earlier);
            if let Some(before) = earlier.last_mut() {
                before.needed = true;
            }
        }
        chain.push(last);
    }
    let Some(end) = chain.iter().find(|c| c.needed).map(|c| c.source.end) else { return out };
    let index = mention::Index::new(prose, end);
    let mut last: Option<Range<usize>> = None;
    for Cited { source, candidate, needed } in chain.into_iter().rev() {
        let found = if needed { index.resolve(prose, &source, last.as_ref()) } else { None };
        last = Some(found.clone().unwrap_or_else(|| mention::core(prose, &source)));
        if let Some(candidate) = candidate {
            out[candidate] = found;
        }
    }
    out
}

/// Adds the sources cited last before `source`, where that is in sentences that nobody has looked at yet.
fn between(prose: &Prose<'_>, claims: &[Claim], wanted: &[bool], source: &Range<usize>, earlier: &mut Vec<Cited>) {
    let first = earlier.last().map_or(0, |c| prose.sentence_of(c.source.start));
    let mut found = Vec::new();
    for at in (first..prose.sentence_of(source.start)).rev().filter(|&at| !wanted[at]) {
        look(prose, claims, &prose.sentences[at].range(), &mut found);
        let mut sources: Vec<_> = found.drain(..).filter_map(|c| c.source).collect();
        if !sources.is_empty() {
            sources.sort_by_key(|s| s.start);
            earlier.extend(sources.into_iter().map(|source| Cited { source, candidate: None, needed: false }));
            return;
        }
    }
}

fn made(
    prose: &Prose<'_>,
    candidate: &Candidate,
    resolved: Option<&Range<usize>>,
    via: Option<Range<usize>>,
    claim: &Claim,
) -> Attribution {
    let cover = |r: &Range<usize>| prose.cover(r.clone());
    Attribution {
        source: candidate.source.as_ref().map(cover),
        resolved: resolved.map(cover),
        cue: (!candidate.cue.is_empty()).then(|| cover(&candidate.cue)),
        content: candidate.content.iter().filter(|r| !r.is_empty()).map(cover).collect(),
        style: candidate.style,
        quoted: speaker::holding(prose, claim.number).is_some(),
        via: via.as_ref().map(cover),
    }
}
