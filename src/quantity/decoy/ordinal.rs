//! Ordinals and ranks: "22nd", "third".

use super::Decoy;
use crate::quantity::OtherKind;
use crate::quantity::grammar::cursor::{Cursor, Parsed, hyphen};
use crate::vocab;

/// "22nd", "96th-minute".
pub fn digits(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    if input.glued(1) && input.is_in(1, vocab::ORDINAL_SUFFIX) && !input.word(0).contains('.') {
        return Ok((input.skip(2), Decoy::new(OtherKind::Ordinal, input.at)));
    }
    input.no()
}

/// "third", "second"; where a fraction stands, it is none.
pub fn words(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    if !input.is_in(0, vocab::ORDINAL) || is_fraction(input) {
        return input.no();
    }
    Ok((input.skip(1), Decoy::new(OtherKind::Ordinal, input.at)))
}

fn is_fraction(input: Cursor<'_>) -> bool {
    let from = |n: usize| input.at.checked_sub(n).filter(|at| *at >= input.floor).map(|at| input.to(at));
    let joined = input.back(1).is_some_and(|_| from(1).is_some_and(|c| hyphen(c).is_ok()));
    let start = from(if joined { 2 } else { 1 });
    start.is_some_and(|c| super::super::grammar::fraction::words(c).is_ok_and(|(rest, _)| rest.at > input.at))
}
