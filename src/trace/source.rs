//! Source documents, with an index of their numbers by value and by what they count.

use super::label::{StemTable, Stems};
use crate::claim::Claim;
use crate::draft::Draft;
use crate::line_index::LineIndex;
use crate::prose::Prose;
use crate::quantity::{Other, Quantity};
use crate::span::FileSpan;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// All source documents of a run.
#[derive(Debug, Default)]
pub struct Sources {
    /// Their names, as given.
    pub paths: Vec<String>,
    /// Their sentences.
    pub sentences: Vec<SourceSentence>,
    /// Their numbers, in order.
    pub numbers: Vec<SourceNumber>,
    /// Dates and other numbers that are no claims, folded, with the sentence.
    pub others: HashMap<String, usize>,
    pub(super) stems: StemTable,
    by_value: Vec<(Decimal, usize)>,
    by_unit: HashMap<String, Vec<usize>>,
}

/// A sentence, list item or table row of a source that holds a number.
#[derive(Debug)]
pub struct SourceSentence {
    /// Number of the source.
    pub source: usize,
    /// Its text, white space folded.
    pub text: String,
    /// 1-based line.
    pub line: usize,
    /// Where in the file.
    pub span: FileSpan,
    /// Its content words.
    pub words: Stems,
    /// Its numbers.
    pub numbers: std::ops::Range<usize>,
}

/// A number of a source.
#[derive(Debug)]
pub struct SourceNumber {
    /// What is stated.
    pub quantity: Quantity,
    /// As written, with its noun.
    pub text: String,
    /// Number of its sentence in [`Sources::sentences`].
    pub sentence: usize,
    /// Content words between the numbers next to it.
    pub nearby: Stems,
}

impl Sources {
    /// Adds a document whose claims are known.
    pub fn add(&mut self, path: &str, draft: &Draft<'_>, prose: &Prose<'_>, claims: &[Claim], others: &[Other]) {
        let source = self.paths.len();
        self.paths.push(path.into());
        let lines = LineIndex::new(&draft.file);
        let sentence = |sources: &mut Self, number: usize| {
            let s = &prose.sentences[number];
            let span = draft.file_span(s.span);
            sources.sentences.push(SourceSentence {
                source,
                text: prose.slice(s.span).split_whitespace().collect::<Vec<_>>().join(" "),
                line: lines.place(&draft.file, span.start).line.get(),
                span,
                words: sources.stems.add(prose, s.range()),
                numbers: sources.numbers.len()..sources.numbers.len(),
            });
        };
        let mut last = None;
        for (i, claim) in claims.iter().enumerate() {
            if last != Some(claim.sentence) {
                sentence(self, claim.sentence);
                last = Some(claim.sentence);
            }
            let range = prose.sentences[claim.sentence].range();
            let nearby = self.stems.add(prose, segment(claims, i, range));
            let number = self.numbers.len();
            self.numbers.push(SourceNumber {
                quantity: claim.quantity.clone(),
                text: prose.slice(claim.span).split_whitespace().collect::<Vec<_>>().join(" "),
                sentence: self.sentences.len() - 1,
                nearby,
            });
            if let Some(s) = self.sentences.last_mut() {
                s.numbers.end = number + 1;
            }
            let (low, high) = claim.quantity.range.map_or((claim.quantity.value, None), |r| (Some(r.0), Some(r.1)));
            self.by_value.extend([low, high].into_iter().flatten().map(|v| (v, number)));
            self.by_unit.entry(claim.quantity.unit.name.to_string()).or_default().push(number);
        }
        for other in others {
            let at = prose.sentence_of(other.tokens.start);
            sentence(self, at);
            let key = super::other_key(other, prose.slice(other.span));
            self.others.entry(key).or_insert(self.sentences.len() - 1);
        }
        self.by_value.sort();
    }

    /// A sentence, by its number, as a place; `text` is the number as it has it.
    pub(super) fn place(&self, sentence: usize, text: &str) -> super::TracePlace {
        let s = &self.sentences[sentence];
        super::TracePlace {
            path: self.paths[s.source].clone(),
            line: s.line,
            start: s.span.start,
            end: s.span.end,
            text: text.into(),
            sentence: s.text.clone(),
        }
    }

    /// Whether there is no source to trace against.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// The numbers whose stated value lies between two values.
    pub fn between(&self, low: Decimal, high: Decimal) -> impl Iterator<Item = usize> + '_ {
        let from = self.by_value.partition_point(|v| v.0 < low);
        self.by_value[from..].iter().take_while(move |v| v.0 <= high).map(|v| v.1)
    }

    /// The numbers in a unit.
    pub fn in_unit(&self, name: &str) -> &[usize] {
        self.by_unit.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The tokens around a claim that no other claim of its sentence lies nearer to: back to the claim before, on to the
/// claim behind.
pub(super) fn segment(claims: &[Claim], i: usize, sentence: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let same = |c: &&Claim| c.sentence == claims[i].sentence;
    let before = i.checked_sub(1).map(|i| &claims[i]).filter(same).map_or(sentence.start, |c| c.tokens.end);
    let after = claims.get(i + 1).filter(same).map_or(sentence.end, |c| c.tokens.start);
    before.min(claims[i].tokens.start)..after.max(claims[i].tokens.end).min(sentence.end)
}
