//! The grammar of quantities: nom parsers over tokens, one small file per piece.

mod cursor;
mod digits;
mod phrase;
mod words;

pub use cursor::Cursor;

use super::{Amount, Change, Interval, Kind, Numbers, Quantity};
use crate::prose::Prose;
use crate::settings::Settings;
use crate::vocab::scan;

/// Runs the grammar at every number of a draft.
pub(super) fn find(prose: &Prose<'_>, settings: &Settings) -> Numbers {
    let mut numbers = Numbers::default();
    for sentence in &prose.sentences {
        let range = sentence.range();
        let mut i = range.start;
        while i < range.end {
            let token = &prose.tokens[i];
            let anchor = token.kind == scan::Kind::Number || !token.lexeme().phrases.is_empty();
            let cursor = Cursor::new(prose, i..range.end);
            match anchor.then(|| phrase::amount(cursor)) {
                Some(Ok((rest, found))) if rest.at > i => {
                    numbers.amounts.push(build(prose, i..rest.at, found, settings));
                    i = rest.at;
                }
                _ => i += 1,
            }
        }
    }
    numbers
}

fn build(prose: &Prose<'_>, tokens: std::ops::Range<usize>, found: phrase::Found, settings: &Settings) -> Amount {
    let bound = found.bound;
    let count = matches!(found.kind, Kind::Count | Kind::Number);
    Amount {
        quantity: Quantity {
            kind: found.kind,
            value: Some(found.numeral.value),
            fraction: None,
            range: None,
            interval: Interval::of(&found.numeral, bound, count, &settings.precision),
            bound,
            change: Change::None,
            unit: found.unit,
            numeral: found.numeral,
        },
        number: prose.cover(found.number),
        span: prose.cover(tokens.clone()),
        tokens,
    }
}
