//! The grammar of quantities: nom parsers over tokens, one small file per piece.

pub(super) mod age;
mod bound;
mod build;
mod compound;
pub(super) mod cursor;
mod decade;
mod digits;
pub(super) mod fraction;
pub(super) mod money;
mod multiple;
mod phrase;
mod ratio;
mod scale;
mod share;
mod side;
mod unit;
mod value;
pub(super) mod words;

pub use cursor::Cursor;

use super::{Numbers, Other, Style, decoy};
use crate::draft::{Block, BlockKind};
use crate::prose::{Prose, Token};
use crate::settings::Settings;
use crate::span::Span;
use crate::vocab::{self, Phrase, scan::Kind};

/// Runs the grammar at every number of a draft.
pub(super) fn find(prose: &Prose<'_>, style: Style, settings: &Settings) -> Numbers {
    let mut numbers = Numbers { style, ..Numbers::default() };
    for sentence in &prose.sentences {
        let first = numbers.amounts.len();
        sweep(Cursor::new(prose, sentence.range(), style), prose, settings, &mut numbers);
        share::units(&mut numbers.amounts[first..], prose, settings);
    }
    numbers
}

/// The quantity that is all of a text.
pub(super) fn single(text: &str, settings: &Settings) -> Option<crate::quantity::Quantity> {
    let text = text.trim();
    let block = Block { span: Span::new(0, u32::try_from(text.len()).ok()?), kind: BlockKind::Paragraph };
    let prose = Prose::of(text, std::slice::from_ref(&block));
    let all = 0..prose.tokens.len();
    let start = Cursor::new(&prose, all.clone(), Style::default());
    for at in prose.anchors_in(all.clone()) {
        if let Ok((rest, mut found)) = phrase::phrase(start.skip(at))
            && let (1, Some(found)) = (found.len(), found.pop())
        {
            let whole = build::amount(&prose, found, settings);
            let between = (0..whole.tokens.start).all(|i| matches!(prose.word(i), "between" | "from"));
            return (between && rest.at == all.end).then_some(whole.quantity);
        }
    }
    None
}

/// The numbers of one sentence.
fn sweep(input: Cursor<'_>, prose: &Prose<'_>, settings: &Settings, numbers: &mut Numbers) {
    let (mut next, mut floor) = (input.at, input.floor);
    for at in prose.anchors_in(input.at..input.end) {
        if at < next || !article_counts(input.to(at), &prose.tokens[at]) {
            continue;
        }
        let here = Cursor { at, floor, ..input };
        if let Ok((rest, found)) = decoy::decoy(here) {
            let tokens = found.start.max(floor)..rest.at;
            let span = prose.cover(tokens.clone());
            numbers.others.push(Other { kind: found.kind, span, tokens, date: found.date });
            next = rest.at;
        } else if let Ok((rest, found)) = phrase::phrase(here) {
            numbers.amounts.extend(found.into_iter().map(|f| build::amount(prose, f, settings)));
            next = rest.at;
        }
        // Nothing reads what has been read already.
        if next > at {
            floor = next;
        }
    }
}

/// Whether an article may open a number: "a dozen", "a half", "a few", "an eighth"; true of all other words.
fn article_counts(input: Cursor<'_>, token: &Token) -> bool {
    if !token.is_any(vocab::words!["a", "an"]) {
        return true;
    }
    let Some(next) = input.ahead(1) else { return false };
    let phrase = |p: &Phrase| p.rest.first() == Some(&next.id.0);
    next.kind != Kind::Word || next.lexeme().anchor || token.lexeme().phrases.iter().any(phrase)
}
