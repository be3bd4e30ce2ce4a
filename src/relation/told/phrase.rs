//! How the words say that a number is the result of a comparison.

use crate::quantity::{self, Kind};
use crate::relation::reading::Reading;
use crate::relation::size::{Form, Mark, adjusted, mark, own_base, sense};
use crate::vocab::{self, words};
use std::ops::Range;

/// What a result says of its two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// How much larger or smaller in percent, or by what fraction.
    Percent,
    /// How far apart.
    Amount,
    /// How many times as large.
    Fold,
}

/// The words of a result.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub op: Op,
    pub direction: quantity::Change,
    /// From what opens it to the word before "than", or its last.
    pub tokens: Range<usize>,
    /// Whether "than" or the like follows, and names what it is compared with.
    pub than: bool,
    /// Whether it is told by a verb: "has dropped by 40 percent".
    pub verb: bool,
}

/// The words of a result, if a claim is one.
pub(super) fn phrase(r: &Reading<'_>, size: usize) -> Option<Phrase> {
    let claim = &r.claims[size];
    claim.quantity.value?;
    match claim.quantity.kind {
        Kind::Multiple => times(r, size),
        Kind::Count if claim.quantity.unit.name == "time" => times(r, size),
        Kind::Ratio => {
            comparative(r, size, Op::Percent).or_else(|| as_many(r, size)).or_else(|| marked(r, size, Op::Percent))
        }
        Kind::Percent => comparative(r, size, Op::Percent)
            .or_else(|| marked(r, size, Op::Percent))
            .or_else(|| subject(r, size, Op::Percent)),
        Kind::Money | Kind::Count | Kind::Number | Kind::Measure | Kind::Points | Kind::Duration => {
            comparative(r, size, Op::Amount)
                .or_else(|| marked(r, size, Op::Amount).filter(|p| !p.verb))
                .or_else(|| subject(r, size, Op::Amount))
        }
        _ => None,
    }
}

/// "a quarter more", "$70,000 more than he had paid", "36 metres taller than the tower".
fn comparative(r: &Reading<'_>, size: usize, op: Op) -> Option<Phrase> {
    let tokens = r.tokens(size);
    // The noun may stand between or after: "400 more trains than".
    let at = tokens.end;
    let sized = r.is(at, vocab::SIZE_COMPARATIVE);
    if !(r.is(at, vocab::COMPARATIVE) || sized && op == Op::Amount) {
        return None;
    }
    let up = r.is(at, vocab::UP_COMPARATIVE);
    let down = r.is(at, vocab::DOWN_COMPARATIVE);
    let direction = match (up, down) {
        (true, false) => quantity::Change::Up,
        (false, true) => quantity::Change::Down,
        _ => quantity::Change::None,
    };
    let than = r.prose.is(at + 1, "than") || r.prose.is_any(at, words!["above", "below"]);
    let closes = r.closes(at + 1, &r.sentence(size));
    let plain = !(op == Op::Amount && closes && !sized && r.prose.is_any(at, words!["more", "less", "fewer"]));
    let end = if r.prose.is_any(at, words!["above", "below"]) { at } else { at + 1 };
    ((than || closes) && plain).then(|| Phrase { op, direction, tokens: open(r, size)..end, than, verb: false })
}

/// "half as many", "a third as much".
fn as_many(r: &Reading<'_>, size: usize) -> Option<Phrase> {
    let end = r.tokens(size).end;
    let many = r.prose.is(end, "as") && r.is(end + 1, vocab::AS_MANY);
    many.then(|| Phrase {
        op: Op::Fold,
        direction: quantity::Change::None,
        tokens: open(r, size)..end + 2,
        than: r.prose.is(end + 2, "as"),
        verb: false,
    })
}

/// "three times as many", "four times its budget", "five times that", "twice the 310,000 of 2011".
fn times(r: &Reading<'_>, size: usize) -> Option<Phrase> {
    let tokens = r.tokens(size);
    let end = tokens.end;
    let word = r.prose.slice(r.claims[size].number);
    let direction = quantity::Change::None;
    let whole = |end: usize, than: bool, verb: bool| {
        Some(Phrase { op: Op::Fold, direction, tokens: open(r, size)..end, than, verb })
    };
    // "doubled", "more than tripled": a verb of its own.
    let verb = word.ends_with("ed");
    if verb {
        return if r.closes(end, &r.sentence(size)) { whole(end, false, true) } else { None };
    }
    let inside = |i: usize| (tokens.start..end).rev().take(3).any(|j| j == i && r.prose.is(i, "as"));
    if inside(end.saturating_sub(2)) {
        return whole(end, r.prose.is(end, "as"), false);
    }
    if r.prose.is(end, "as") {
        return if r.is(end + 1, vocab::AS_MANY) { whole(end + 2, r.prose.is(end + 2, "as"), false) } else { None };
    }
    // "has grown two and a half times"
    let grown = tokens.start > 0 && r.is(tokens.start - 1, vocab::UP_VERB) && r.closes(end, &r.sentence(size));
    if grown {
        return whole(end, false, true);
    }
    let that = r.prose.is(end, "that") && r.closes(end + 1, &r.sentence(size));
    // "double the number who said so" is compared with what is not told.
    let number = r.claim_at(end + 1).is_some();
    let usual = r.is(end, vocab::POSSESSIVE) || r.prose.is(end, "the") && number;
    (that || usual).then(|| whole(end + usize::from(that), number, false))?
}

/// A change told by its verb, noun or "up" and "down".
fn marked(r: &Reading<'_>, size: usize, op: Op) -> Option<Phrase> {
    let mark: Mark = mark(r, size)?;
    // "has risen by a fifth since 2020, when it stood at $4 billion"
    let since = mark.form == Form::Verb && r.prose.is_any(mark.phrase.end, words!["since", "from", "in"]) && {
        let tail = mark.phrase.end..(mark.phrase.end + 6).min(r.sentence(size).end);
        tail.into_iter().any(|i| r.prose.is(i, ",") && r.prose.is(i + 1, "when"))
    };
    if adjusted(r, &mark) || mark.form != Form::Comparative && !since && !own_base(r, &mark) {
        return None;
    }
    let noun = mark.form == Form::Noun;
    // Only a noun makes an amount the size of a change: "fell 40 metres" is how far.
    let fits = op != Op::Amount || noun;
    let end = mark.phrase.end;
    let than = since || r.is(end, vocab::BASE);
    fits.then(|| Phrase { op, direction: mark.direction, tokens: mark.phrase, than, verb: mark.form == Form::Verb })
}

/// "The drop was 33 percent", "so the increase comes to £140": the noun of the change is the subject.
fn subject(r: &Reading<'_>, size: usize, op: Op) -> Option<Phrase> {
    let sentence = r.sentence(size);
    let lead = r.lead(size)?;
    let verb = if r.is(lead, vocab::COMES_TO) { lead } else { lead.checked_sub(1)? };
    let noun = verb.checked_sub(1).filter(|&i| i > sentence.start && r.is(verb, vocab::COMES_TO))?;
    let direction = sense(r, noun, vocab::UP_NOUN, vocab::DOWN_NOUN);
    let the = noun - 1;
    let closes = r.closes(r.tokens(size).end, &sentence);
    if direction == quantity::Change::None || !r.prose.is_any(the, words!["the", "that", "this"]) || !closes {
        return None;
    }
    // "…, so the drop was 33 percent"
    let so = the > sentence.start && r.prose.is_any(the - 1, words!["so", "and"]);
    let tokens = the - usize::from(so)..r.tokens(size).end;
    Some(Phrase { op, direction, tokens, than: false, verb: false })
}

/// The first token of a result, with its hedge and determiner.
fn open(r: &Reading<'_>, size: usize) -> usize {
    let sentence = r.sentence(size);
    let mut at = r.tokens(size).start;
    while at > sentence.start && r.is(at - 1, vocab::LEAD_IN.or(vocab::DETERMINER)) && r.tokens(size).start - at < 4 {
        at -= 1;
    }
    // "more than three times": the hedge may stand outside.
    if at >= sentence.start + 2 && r.prose.is(at - 1, "than") && r.is(at - 2, vocab::COMPARATIVE) {
        at -= 2;
    }
    at
}
