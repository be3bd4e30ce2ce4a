//! From a parsed phrase to an amount: interval, kind by precedence, spans.

use super::phrase::{Found, Stated};
use crate::prose::Prose;
use crate::quantity::interval::{Written, interval};
use crate::quantity::{Amount, Kind, Numeral, Quantity};
use crate::settings::Settings;
use rust_decimal::Decimal;

/// The amount of a phrase.
pub fn amount(prose: &Prose<'_>, found: Found, settings: &Settings) -> Amount {
    let number = prose.cover(found.number.clone());
    let span = prose.cover(found.tokens.clone());
    Amount { tokens: found.tokens.clone(), quantity: quantity(found, settings), number, span }
}

/// The quantity of a phrase.
pub fn quantity(found: Found, settings: &Settings) -> Quantity {
    let Found { kind, amount, unit, hedge, change, .. } = found;
    let (low, high) = match amount {
        Stated::Value(v) => (v, v),
        Stated::Range(a, b) => (a, b),
        Stated::Vague(low, high) => {
            let end = |v: u64| super::value::Value::plain(Numeral::whole(v));
            (end(low), end(high))
        }
    };
    let written = Written {
        kind,
        low: low.numeral,
        high: high.numeral,
        rough: low.rough || kind == Kind::Multiple && change != crate::quantity::Change::None,
        vague: matches!(amount, Stated::Vague(..)),
        just: hedge.just,
    };
    let (value, range) = match amount {
        Stated::Value(v) => (Some(v.numeral.value), None),
        Stated::Range(a, b) => (None, Some((a.numeral.value, b.numeral.value))),
        Stated::Vague(..) => (None, None),
    };
    let fraction = match amount {
        Stated::Value(v) => v.fraction.filter(|_| v.numeral.value >= Decimal::ZERO),
        _ => None,
    };
    let interval = interval(&written, hedge.bound, &settings.precision);
    Quantity { kind, value, fraction, range, interval, bound: hedge.bound, change, unit, numeral: low.numeral }
}
