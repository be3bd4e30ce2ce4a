//! The draft's own links and footnotes as sources of numbers that no words attribute.

use super::{Attribution, Style, phrase, speaker};
use crate::claim::Claim;
use crate::draft::Draft;
use crate::prose::Prose;

/// The link or footnote that backs a number: a footnote behind it in its sentence, a link around it, or a link on words
/// that name a document ("[the ministry's report](…)"). A link on a name only tells who that is.
pub(super) fn linked(draft: &Draft<'_>, prose: &Prose<'_>, claim: &Claim) -> Option<Attribution> {
    let sentence = prose.sentences.get(prose.sentence_of(prose.token_at(claim.number.start)))?;
    let first = draft.links.partition_point(|l| l.span.end < sentence.span.start);
    let near = draft.links[first..].iter().take_while(|l| l.span.start <= sentence.span.end).take(NEAR);
    let backs = |link: &&crate::draft::Link| {
        if link.footnote {
            return link.span.start >= claim.number.end;
        }
        let tokens = prose.token_at(link.span.start)..prose.token_at(link.span.end);
        link.span.contains(claim.number) || !tokens.is_empty() && phrase::is_document(prose, &tokens)
    };
    let link = near.into_iter().find(backs)?;
    Some(Attribution {
        source: (!link.footnote && !link.span.is_empty()).then_some(link.span),
        resolved: None,
        cue: None,
        content: vec![sentence.span],
        style: Style::Link,
        quoted: speaker::holding(prose, claim.number).is_some(),
        via: None,
    })
}

/// How many links of a sentence are looked at.
const NEAR: usize = 32;
