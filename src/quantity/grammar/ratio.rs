//! Ratios: "one in five", "3 out of 4", "three-to-one", "2:1".

use super::cursor::{Cursor, Parsed, hyphen, phrase, word};
use super::value::{Value, value};
use crate::quantity::Numeral;
use crate::vocab::scan::Kind;
use crate::vocab::{self, Meaning, UNITS, words};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use rust_decimal::Decimal;

/// A ratio as one value with its fraction; its first number, at `input`, is read already.
pub fn after<'p>(input: Cursor<'p>, rest: Cursor<'p>, first: Value) -> Parsed<'p, Value> {
    if !rest.is_any(0, words!["in", "out", "of", "to", ":", "-", "‐", "‑", "–"]) {
        return named_share(input, rest, first);
    }
    share(input, rest, first).or_else(|_| odds(input, rest, first))
}

fn whole(value: &Value) -> Option<u32> {
    let plain = value.fraction.is_none() && value.numeral.value.fract().is_zero() && !value.scaled;
    if plain { u32::try_from(value.numeral.value).ok() } else { None }
}

fn divided(a: u32, b: u32, words: bool) -> Option<Value> {
    let exact = Decimal::from(a).checked_div(Decimal::from(b))?.round_sf(15)?.normalize();
    let numeral =
        Numeral { value: exact, step: Decimal::ONE.checked_div(Decimal::from(b))?, scale: Decimal::ONE, words };
    Some(Value { numeral, fraction: Some((a, b)), scaled: false, rough: true })
}

/// "one in five", "3 out of 4", "one of every ten".
fn share<'p>(input: Cursor<'p>, rest: Cursor<'p>, part: Value) -> Parsed<'p, Value> {
    let (rest, joined) = opt(hyphen).parse(rest)?;
    let out = (word("out"), word("of"), opt(alt((word("every"), word("each")))));
    let of = (word("of"), word("every"));
    let plain = (word("in"), opt(word("every")));
    let sure = (out.map(|_| true)).or(of.map(|_| true)).or(plain.map(|(_, every)| every.is_some()));
    let mut sure = sure;
    let (rest, sure) = sure.parse(rest)?;
    let (rest, _) = opt(hyphen).parse(rest)?;
    let (rest, total) = value(false)(rest)?;
    let (Some(a), Some(b)) = (whole(&part), whole(&total)) else { return input.no() };
    let round = matches!(
        b,
        3..=10
            | 12
            | 15
            | 20
            | 25
            | 30
            | 40
            | 50
            | 60
            | 80
            | 100
            | 200
            | 250
            | 300
            | 400
            | 500
            | 1000
            | 10_000
            | 100_000
            | 1_000_000
    );
    let rough = a == 1 || a < b && round;
    let likely = sure
        || rough
            && !measured(rest)
            && (a == 1 || part.numeral.words && total.numeral.words || b <= 10 || b % 100 == 0 && rest.is(0, "people"));
    let likely = likely || rough && one_way(input, rest, &part, b);
    let written = !input.at_digits() || input.word(0).bytes().all(|b| b.is_ascii_digit());
    if a == 0 || a >= b || !likely || !written || joined.is_some() && !part.numeral.words {
        return input.no();
    }
    match divided(a, b, part.numeral.words) {
        Some(value) => Ok((rest, value)),
        None => input.no(),
    }
}

/// "three in 20 beds", "only three in 20 of those": a part in words of a round whole in digits, before a plural noun.
fn one_way(input: Cursor<'_>, rest: Cursor<'_>, part: &Value, whole: u32) -> bool {
    let round = matches!(whole, 20 | 25 | 30 | 40 | 50 | 100);
    let noun = crate::prose::is_plural(rest.word(0)) && rest.peek().is_some_and(|t| t.kind == Kind::Word);
    let scored =
        input.back_in(1, vocab::VERB_PAST.or(vocab::AUXILIARY)) && !input.was_any(1, words!["has", "have", "had"]);
    round && part.numeral.words && !measured(rest) && !scored && (noun || rest.is(0, "of"))
}

/// "One officer in four": in words, and with no noun behind it that the second number could count.
fn named_share<'p>(input: Cursor<'p>, rest: Cursor<'p>, part: Value) -> Parsed<'p, Value> {
    let function =
        vocab::DETERMINER.or(vocab::PREPOSITION).or(vocab::CONJUNCTION).or(vocab::AUXILIARY).or(vocab::PRONOUN);
    let noun = rest.peek().is_some_and(|t| t.kind == Kind::Word && !t.is(function));
    if input.at_digits() || !noun || !rest.is_any(1, words!["in"]) {
        return input.no();
    }
    let (after, value) = share(input, rest.skip(1), part)?;
    let follows =
        vocab::PREPOSITION.or(vocab::CONJUNCTION).or(vocab::AUXILIARY).or(vocab::RELATIVE).or(vocab::SUBORDINATOR);
    let counts = after.peek().is_some_and(|t| t.kind == Kind::Word && !t.is(follows));
    // "One post in 14 is vacant", but "one goal in 14."
    let loose = rest.skip(2).at_digits() && !after.is_in(0, vocab::AUXILIARY);
    if counts || loose { input.no() } else { Ok((after, value)) }
}

/// Whether a time unit or ordinary measure follows: "3 in 10 minutes".
fn measured(rest: Cursor<'_>) -> bool {
    let (rest, _) = opt(hyphen).parse(rest).unwrap_or((rest, None));
    phrase(|found| match found.meaning {
        Meaning::UnitEntry(i) => (found.written.len() > 2 && UNITS[i as usize].dimension != "point").then_some(()),
        _ => None,
    })(rest)
    .is_ok()
        || ["games", "matches", "tests", "starts", "appearances", "innings", "outings", "seasons"]
            .iter()
            .any(|w| rest.word(0) == *w)
}

/// "three-to-one", "a ratio of 3 to 1", "2:1" as odds.
fn odds<'p>(input: Cursor<'p>, rest: Cursor<'p>, a: Value) -> Parsed<'p, Value> {
    let colon = rest.is(0, ":") && rest.glued(0) && rest.glued(1);
    let joined = hyphen(rest).and_then(|(c, _)| word("to")(c)).and_then(|(c, _)| hyphen(c)).map(|(c, _)| c);
    let spoken = word("to")(rest).map(|(c, _)| c);
    let named = ["ratio", "odds", "margin", "factor", "scale"]
        .iter()
        .any(|w| (2..=3).any(|n| input.was(n, w)) || input.word_back(2) == *w || input.word_back(3) == *w);
    let (rest, sure) = match (colon, joined, spoken) {
        (true, ..) => (rest.skip(1), named),
        // "a 20-to-1 shot"; "a 5-to-1 vote" is a score.
        (_, Ok(rest), _) => (rest, a.numeral.words || !rest.is_in(1, vocab::SCORE_WORD)),
        // "33-1 odds"
        _ if rest.glued(0) && rest.glued(1) && rest.is_in(2, vocab::ODDS_WORD) && hyphen(rest).is_ok() => {
            (rest.skip(1), true)
        }
        (_, _, Ok(rest)) => (rest, named),
        _ => return input.no(),
    };
    let (rest, b) = value(false)(rest)?;
    let ends = !super::unit::starts(rest) && hyphen(rest).is_err();
    let (Some(a), Some(b)) = (whole(&a), whole(&b)) else { return input.no() };
    let ratio = sure && (b == 1 || named || colon) && b > 0 && ends;
    match ratio.then(|| divided(a, b, false)).flatten() {
        Some(value) => Ok((rest, Value { rough: false, ..value })),
        None => input.no(),
    }
}

/// Whether "one" stands for a thing and not for a number.
pub fn pronoun(input: Cursor<'_>, rest: Cursor<'_>) -> bool {
    if rest.at != input.at + 1 || !input.is(0, "one") {
        return false;
    }
    let joined = rest.is_any(0, words!["to", "or", "-", "–"]);
    if joined && (rest.skip(1).at_digits() || super::words::numeral(rest.skip(1)).is_ok()) {
        return false;
    }
    let counts =
        input.back_in(1, vocab::HOUSE_WORD) && !input.was(2, "the") || input.was_any(1, words!["least", "than"]);
    // "only one of the three ships"
    let whole =
        rest.skip(1 + usize::from(rest.is_any(1, words!["the", "these", "those", "its", "their", "his", "her"])));
    let whole =
        whole.skip(usize::from(whole.is_any(0, words!["past", "last", "first", "previous", "other", "remaining"])));
    if counts && rest.is(0, "of") && (whole.at_digits() || super::words::numeral(whole).is_ok()) {
        return false;
    }
    let closed = vocab::PREPOSITION
        .or(vocab::AUXILIARY)
        .or(vocab::CONJUNCTION)
        .or(vocab::PRONOUN)
        .or(vocab::RELATIVE)
        .or(vocab::DETERMINER)
        .or(vocab::ADVERB)
        .or(vocab::POSSESSIVE);
    let noun = rest.peek().is_some_and(|t| t.kind == Kind::Word && !t.is(closed) && !t.is(vocab::CHANGE_WORD));
    let measured = input.back_in(1, vocab::HOUSE_WORD) && rest.at_digits();
    let counts = counts || beside(input) || befallen(input, rest) || there_is(input, rest);
    !(noun && counts || measured)
}

/// "There was one survivor".
fn there_is(input: Cursor<'_>, rest: Cursor<'_>) -> bool {
    let be = (1..=2).find(|&n| input.back_in(n, vocab::BE));
    be.is_some_and(|n| input.was(n + 1, "there")) && !rest.is_in(0, vocab::IDIOM_NOUN)
}

/// "One man died", "left one person dead": a person, and what befell him.
fn befallen(input: Cursor<'_>, rest: Cursor<'_>) -> bool {
    let Some(person) = (0..=1).find(|&n| rest.is_in(n, vocab::PERSON_NOUN.or(vocab::ANYBODY_NOUN))) else {
        return false;
    };
    let auxiliaries = (1..=3).take_while(|&n| rest.is_in(person + n, vocab::AUXILIARY.or(vocab::ADVERB))).count();
    input.back_in(1, vocab::CASUALTY_VERB) || rest.is_in(person + 1 + auxiliaries, vocab::CASUALTY)
}

/// Whether another count stands beside "one": "one man and two women".
fn beside(input: Cursor<'_>) -> bool {
    let number = |n: usize| {
        input.ahead(n).is_some_and(|t| t.kind == Kind::Number)
            || input.ahead(n).is_some_and(|t| t.lexeme().anchor) && !input.is(n, "a") && !input.is(n, "one")
    };
    let joins = |n: usize| input.is(n, "and") || input.is(n, ",") || input.is(n, "or");
    (2..=4).any(|n| joins(n) && (number(n + 1) || input.is(n, ",") && input.is(n + 1, "and") && number(n + 2)))
}
