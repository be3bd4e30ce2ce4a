//! Where to look: the sentences whose cues can bear on a claim. Most of a draft states no number, and who is cited
//! there need not be known.

use super::spread;
use crate::claim::Claim;
use crate::prose::Prose;

/// For each sentence, whether a cue in it may reach a claim: it stands in a block with one, introduces that block, or
/// names the speaker whose quotation goes on in it.
pub(super) fn sentences(prose: &Prose<'_>, claims: &[Claim]) -> Vec<bool> {
    let mut blocks = vec![false; prose.sentences.last().map_or(0, |s| s.block as usize + 1)];
    for claim in claims {
        let at = prose.sentence_of(prose.token_at(claim.number.start));
        if let Some(sentence) = prose.sentences.get(at) {
            blocks[sentence.block as usize] = true;
        }
    }
    introducing(prose, &mut blocks);
    speaking(prose, &mut blocks);
    prose.sentences.iter().map(|s| blocks[s.block as usize]).collect()
}

/// Adds the blocks that introduce one which is wanted: "The poll found:".
fn introducing(prose: &Prose<'_>, blocks: &mut [bool]) {
    let mut open: Option<u32> = None;
    for sentence in &prose.sentences {
        open = open.filter(|b| sentence.block <= b + 1 || spread::in_list(prose, sentence));
        if let Some(block) = open
            && blocks[sentence.block as usize]
        {
            blocks[block as usize] = true;
        }
        if prose.is(sentence.range().end - 1, ":") {
            open = Some(sentence.block);
        }
    }
}

/// Adds the block before each wanted one that holds a quotation: its speaker may be named there.
fn speaking(prose: &Prose<'_>, blocks: &mut [bool]) {
    let mut quoted = vec![false; blocks.len()];
    let mut at = 0;
    for quotation in &prose.quotations {
        while prose.sentences.get(at).is_some_and(|s| s.span.end <= quotation.span.start) {
            at += 1;
        }
        if let Some(sentence) = prose.sentences.get(at) {
            quoted[sentence.block as usize] = true;
        }
    }
    for block in (1..blocks.len()).rev() {
        blocks[block - 1] |= blocks[block] && quoted[block];
    }
}
