//! Cells of tables: what heads a column and a row says what its numbers are about.

use super::candidate::Binder;
use super::index::PhraseNumber;
use super::matched::Match;
use super::time::Times;
use crate::prose::Token;
use crate::vocab::{self, Meaning, scan::Kind};
use std::ops::Range;

/// Whether a cell's column or row is headed by something that is none of the measure's words, so that its number is
/// about something else: the row "Leeds" below "Cases in England".
pub(super) fn is_headed_otherwise(b: &Binder<'_>, i: usize, found: &Match) -> bool {
    let Some(heads) = b.reading.cell_heads(b.claims[i].sentence) else { return false };
    heads.into_iter().any(|head| !head.is_empty() && !speaks_of(b, found, &head) && !is_neutral(b, found.pack, &head))
}

/// Whether a phrase of the measure stands in a header.
fn speaks_of(b: &Binder<'_>, found: &Match, head: &Range<usize>) -> bool {
    let own = &b.index.entries[found.pack][found.measure].conditions;
    in_head(b, head).any(|p| own.iter().flatten().any(|o| *o == p))
}

/// The phrases of packs in a header.
fn in_head<'b>(b: &'b Binder<'_>, head: &Range<usize>) -> impl Iterator<Item = PhraseNumber> + 'b {
    let head = head.clone();
    let all = b.reading.sentence(b.reading.prose.sentence_of(head.start));
    all.iter().filter(move |o| o.within(&head)).map(|o| o.phrase)
}

/// Whether one of these phrases heads the claim's column or row.
pub(super) fn is_headed_by(b: &Binder<'_>, i: usize, phrases: &[PhraseNumber]) -> bool {
    let heads = b.reading.cell_heads(b.claims[i].sentence);
    heads.into_iter().flatten().filter(|h| !h.is_empty()).any(|h| in_head(b, &h).any(|p| phrases.contains(&p)))
}

/// Whether a header names nothing: "Total", "Number", "2023", "in £ million".
fn is_neutral(b: &Binder<'_>, pack: usize, head: &Range<usize>) -> bool {
    let prose = b.reading.prose;
    let times = Times { prose, draft: None }.all(head.clone(), |_| false);
    let in_time = |t: usize| times.iter().any(|p| p.tokens.contains(&t));
    head.clone().all(|t| {
        let token = &prose.tokens[t];
        token.kind != Kind::Word || is_filler(token) || in_time(t) || b.in_title(pack, prose.word(t))
    })
}

/// Whether a word narrows nothing: a preposition, a unit, "total".
fn is_filler(token: &Token) -> bool {
    let small = vocab::DETERMINER.or(vocab::PREPOSITION).or(vocab::CONJUNCTION).or(vocab::POSSESSIVE);
    let plain = vocab::NEUTRAL_MODIFIER.or(vocab::NEUTRAL_COMPLEMENT).or(vocab::NEUTRAL_HEADER).or(vocab::TOTAL);
    let is_unit = |m: Meaning| {
        matches!(m, Meaning::Currency(_) | Meaning::UnitEntry(_) | Meaning::NumberWord(_) | Meaning::Suffix(_))
    };
    token.is(small.or(plain)) || token.lexeme().phrases.iter().any(|p| is_unit(p.meaning))
}
