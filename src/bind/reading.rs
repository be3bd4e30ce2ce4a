//! A draft as the packs see it: where which of their phrases stands. Sentences are read once, when first asked for.

use super::index::{Index, PhraseNumber};
use crate::claim::table::Heads;
use crate::draft::BlockKind;
use crate::prose::Prose;
use crate::vocab::forms::{Caps, Role, is_article, role};
use crate::vocab::scan::hash_of;
use std::cell::OnceCell;
use std::ops::Range;

/// A phrase of a pack in the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// Which.
    pub(super) phrase: PhraseNumber,
    /// First token.
    pub(super) start: u32,
    /// Just past its last token.
    pub(super) end: u32,
}

impl Occurrence {
    /// Whether the other lies inside and is shorter.
    pub(super) fn strictly_holds(&self, other: &Occurrence) -> bool {
        self.start <= other.start && other.end <= self.end && (self.end - self.start) > (other.end - other.start)
    }

    /// Whether it shares a token with a range.
    pub(super) fn meets(&self, tokens: &Range<usize>) -> bool {
        (self.start as usize) < tokens.end && tokens.start < self.end as usize
    }

    /// Whether it lies inside a range of tokens.
    pub(super) fn within(&self, tokens: &Range<usize>) -> bool {
        tokens.start <= self.start as usize && self.end as usize <= tokens.end
    }
}

/// A draft's phrases, sentence by sentence.
pub(super) struct Reading<'a> {
    pub(super) prose: &'a Prose<'a>,
    pub(super) index: &'a Index,
    sentences: Vec<OnceCell<Vec<Occurrence>>>,
    /// For each block, the heading above it: its last sentence.
    headings: OnceCell<Vec<Option<u32>>>,
    /// What heads the cells of tables.
    heads: OnceCell<Heads>,
}

impl<'a> Reading<'a> {
    /// Reads nothing yet.
    pub(super) fn new(prose: &'a Prose<'a>, index: &'a Index) -> Self {
        let mut sentences = Vec::new();
        sentences.resize_with(prose.sentences.len(), OnceCell::new);
        Self { prose, index, sentences, headings: OnceCell::new(), heads: OnceCell::new() }
    }

    /// The phrases in sentence `s`, in order of their first token.
    pub(super) fn sentence(&self, s: usize) -> &[Occurrence] {
        self.sentences[s].get_or_init(|| self.find(self.prose.sentences[s].range()))
    }

    /// The phrases in a range of tokens.
    pub(super) fn find(&self, tokens: Range<usize>) -> Vec<Occurrence> {
        let mut found = Vec::new();
        for start in tokens.clone().filter(|i| self.index.may_start(&self.prose.tokens[*i])) {
            self.follow(0, start, start, tokens.end, &mut Vec::new(), &mut found);
        }
        found
    }

    /// Follows the tree of phrases from `node` with the words from token `at` on.
    fn follow(
        &self,
        node: u32,
        start: usize,
        at: usize,
        end: usize,
        caps: &mut Vec<Caps>,
        found: &mut Vec<Occurrence>,
    ) {
        let Some(i) = self.next_word(node, at, end) else { return };
        let word = self.prose.word(i);
        let (form, hash) = if word == "&" { ("and", hash_of("and")) } else { (word, self.prose.tokens[i].hash) };
        for number in self.index.words.find_token(form, hash) {
            let Some(next) = self.index.step(node, *number) else { continue };
            caps.push(Caps::of(word));
            for phrase in self.index.ends(next) {
                let wanted = &self.index.phrases[*phrase as usize].caps;
                if caps.iter().zip(wanted).all(|(have, (want, length))| have.fits(*want, *length as usize)) {
                    found.push(Occurrence { phrase: *phrase, start: start as u32, end: i as u32 + 1 });
                }
            }
            self.follow(next, start, i + 1, end, caps, found);
            caps.pop();
        }
    }

    /// The token of the next word at or after `at`; inside a phrase, over articles, hyphens and possessive endings.
    fn next_word(&self, node: u32, at: usize, end: usize) -> Option<usize> {
        for i in at..end {
            let token = &self.prose.tokens[i];
            let word = self.prose.word(i);
            match role(token.kind, word) {
                Role::Word if node != 0 && is_article(token.hash) => {}
                Role::Word | Role::And => return Some(i),
                Role::Skip if node != 0 => {}
                Role::Skip | Role::Break => return None,
            }
        }
        None
    }

    /// The tokens that head a sentence in a cell of a table: its column's header and its row's first cell; either may be
    /// empty. `None` outside tables.
    pub(super) fn cell_heads(&self, s: usize) -> Option<[Range<usize>; 2]> {
        self.in_cell(s).then(|| self.heads().around(self.prose, s))
    }

    /// What stands right before the table that sentence `s` is in: the number of its last sentence.
    pub(super) fn above_table(&self, s: usize) -> Option<usize> {
        let note = if self.in_cell(s) { self.heads().note(self.prose, s) } else { None };
        note.map(|n| self.prose.sentence_of(n.start))
    }

    fn heads(&self) -> &Heads {
        self.heads.get_or_init(|| Heads::of(self.prose))
    }

    fn in_cell(&self, s: usize) -> bool {
        let block = self.prose.sentences[s].block as usize;
        matches!(self.prose.blocks.get(block).map(|b| b.kind), Some(BlockKind::Cell { .. }))
    }

    /// Whether a sentence is a heading.
    pub(super) fn is_heading(&self, s: usize) -> bool {
        let block = self.prose.sentences[s].block as usize;
        matches!(self.prose.blocks.get(block).map(|b| b.kind), Some(BlockKind::Heading(_)))
    }

    /// The last sentence of the heading above sentence `s`.
    pub(super) fn heading_above(&self, s: usize) -> Option<usize> {
        let headings = self.headings.get_or_init(|| {
            let mut last = None;
            let mut heading = None;
            (0..self.prose.sentences.len())
                .map(|s| {
                    if self.is_heading(s) {
                        last = Some(s as u32);
                    } else {
                        heading = last;
                    }
                    if self.is_heading(s) { None } else { heading }
                })
                .collect()
        });
        headings.get(s).copied().flatten().map(|s| s as usize)
    }
}
