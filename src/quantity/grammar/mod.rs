//! The grammar of quantities: nom parsers over tokens, one small file per piece.

pub(super) mod age;
mod bound;
mod build;
mod compound;
pub(super) mod cursor;
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
    let mut at = start;
    while at.at < at.end {
        if anchors(&prose.tokens[at.at], text)
            && let Ok((rest, mut found)) = phrase::phrase(at)
            && let (1, Some(found)) = (found.len(), found.pop())
        {
            let whole = build::amount(&prose, found, settings);
            let between = (0..whole.tokens.start).all(|i| matches!(prose.word(i), "between" | "from"));
            return (between && rest.at == all.end).then_some(whole.quantity);
        }
        at = at.skip(1);
    }
    None
}

/// The numbers of one sentence.
fn sweep(mut input: Cursor<'_>, prose: &Prose<'_>, settings: &Settings, numbers: &mut Numbers) {
    while input.at < input.end {
        let token = &prose.tokens[input.at];
        if !anchors(token, input.text) || !article_counts(input, token) {
            input = input.skip(1);
            continue;
        }
        let next = if let Ok((rest, found)) = decoy::decoy(input) {
            let tokens = found.start.max(input.floor)..rest.at;
            let span = prose.cover(tokens.clone());
            numbers.others.push(Other { kind: found.kind, span, tokens, date: found.date });
            rest.at
        } else if let Ok((rest, found)) = phrase::phrase(input) {
            numbers.amounts.extend(found.into_iter().map(|f| build::amount(prose, f, settings)));
            rest.at
        } else {
            input.at
        };
        let at = next.max(input.at + 1);
        input = Cursor { at, floor: if next > input.at { at } else { input.floor }, ..input };
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

/// Whether a number, a date or a name with a digit may start at a token.
fn anchors(token: &Token, text: &str) -> bool {
    match token.kind {
        Kind::Number => true,
        Kind::Word if token.id.0 == 0 => {
            // Words with digits in them: "G7", "G4S".
            text.as_bytes()[token.span.range()].iter().any(u8::is_ascii_digit)
        }
        Kind::Word => token.lexeme().anchor || token.is(vocab::ORDINAL),
        Kind::Symbol => token.id.0 != 0 && token.lexeme().anchor,
        Kind::Link => false,
    }
}
