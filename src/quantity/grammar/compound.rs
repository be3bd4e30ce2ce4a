//! Amounts in two units, one a part of the other: "5 ft 10 in", "6-foot-2", "two hours and 14 minutes". They are one
//! number, told in the lower unit.

use super::cursor::{Cursor, hyphen};
use super::unit::{self, Found};
use super::value::{Value, value};
use crate::quantity::Numeral;
use crate::vocab::scan::Kind;
use crate::vocab::{self, UNITS, UnitEntry, words};
use rust_decimal::Decimal;

/// The whole of an amount that goes on in the lower unit.
pub struct Compound<'p> {
    /// The amount in the lower unit.
    pub value: Value,
    /// The lower unit.
    pub entry: &'static UnitEntry,
    /// Just past the lower numeral.
    pub number_end: usize,
    /// Just past the lower unit.
    pub rest: Cursor<'p>,
}

/// What goes on the amount `upper` of a unit, whose phrase starts at token `start`, from `rest` on, just past the unit.
pub fn compound<'p>(upper: &Value, found: &Found, start: usize, rest: Cursor<'p>) -> Option<Compound<'p>> {
    let (name, parts) = found.entry.part?;
    let whole = upper.fraction.is_none() && !upper.scaled && upper.numeral.value.fract().is_zero();
    if !whole || upper.numeral.value.is_sign_negative() {
        return None;
    }
    // "between two hours and 30 minutes"
    if rest.to(start).was_any(1, words!["between", "from"]) && rest.is_any(0, words!["and"]) {
        return None;
    }
    let hyphened = found.joined.then(|| hyphen(rest).ok()).flatten().map(|(at, _)| at);
    let at = hyphened.unwrap_or_else(|| if rest.is_any(0, words!["and", ","]) { rest.skip(1) } else { rest });
    let starts = at.peek().is_some_and(|t| t.kind == Kind::Number || t.lexeme().anchor);
    let (after, lower) = if starts { value(false)(at).ok()? } else { return None };
    if lower.fraction.is_some() || lower.scaled || lower.numeral.value >= Decimal::from(parts) {
        return None;
    }
    // "6 feet 2 in the lane"
    let preposition = after.is_any(0, words!["in"])
        && !after.glued(0)
        && after.ahead(1).is_some_and(|t| t.kind == Kind::Word && !t.is(vocab::DIMENSION_WORD));
    if preposition {
        return None;
    }
    let (entry, end) = match unit::unit(lower)(after) {
        Ok((end, part)) if part.entry.name == name => (part.entry, end),
        // "5'11""
        Err(_) if name == "inch" && after.word_back(2) == "'" && after.word(0) == "\"" && after.glued(0) => {
            (UNITS.iter().find(|u| u.name == name)?, after.skip(1))
        }
        // "6-foot-2": the inches go without saying.
        Err(_) if hyphened.is_some() && name == "inch" => (UNITS.iter().find(|u| u.name == name)?, after),
        _ => return None,
    };
    let numeral = Numeral {
        value: upper.numeral.value.checked_mul(Decimal::from(parts))?.checked_add(lower.numeral.value)?,
        step: lower.numeral.step,
        scale: Decimal::ONE,
        words: upper.numeral.words && lower.numeral.words,
    };
    Some(Compound { value: Value::plain(numeral), entry, number_end: after.at, rest: end })
}
