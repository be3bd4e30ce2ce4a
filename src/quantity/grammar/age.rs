//! Ages: "57-year-old", "aged 57", "under the age of 21", "Jane Smith, 38,".

use super::cursor::{Cursor, Parsed, hyphen};
use crate::vocab::{self, MONTHS, Meaning, scan::Kind, words};
use nom::Parser;
use nom::combinator::opt;
use rust_decimal::Decimal;

/// Past "-old", "old", "of age" after a unit of time.
pub fn suffix(input: Cursor<'_>) -> Parsed<'_, ()> {
    let (at, _) = opt(hyphen).parse(input)?;
    if at.is(0, "old") || at.word(0).eq_ignore_ascii_case("old") || at.word(0).eq_ignore_ascii_case("olds") {
        return Ok((at.skip(1), ()));
    }
    if at.is(0, "of") && at.is(1, "age") {
        return Ok((at.skip(2), ()));
    }
    input.no()
}

/// Whether the words before a number say that it is an age: "aged", "at the age of", "between the ages of 5 and 11".
pub fn said(input: Cursor<'_>) -> bool {
    let word = |n: usize| input.back_in(n, vocab::AGE_CONTEXT);
    word(1)
        || word(2)
            && input.was_any(
                1,
                words!["of", "is", "was", "between", "from", "just", "only", "about", "around", "over", "under"],
            )
}

/// Whether a bare number after a name is that person's age: "Jane Smith, 38,", "Jane Smith (38)".
pub fn apposed(input: Cursor<'_>, rest: Cursor<'_>, value: Decimal) -> bool {
    if after_name(input) {
        return true;
    }
    let whole = value.fract().is_zero() && value >= Decimal::ONE && value <= Decimal::from(115);
    let Some(mark) = input.back(1).filter(|_| whole && input.at_digits()) else { return false };
    let name = |n: usize| {
        input
            .back(n)
            .is_some_and(|t| t.kind == Kind::Word && t.capital && !is_month(t.lexeme().phrases) && !t.lexeme().anchor)
    };
    let grown = value >= Decimal::from(13);
    match input.slice(mark) {
        // "His daughter, 34, runs it."
        "," if whole && rest.is(0, ",") && person(input, 2) => true,
        "," => {
            let closed = matches!(rest.word(0), "," | "." | ";" | ")" | ":" | "?" | "!") && !rest.skip(1).at_digits()
                || rest.peek().is_none()
                || rest.is(0, "who")
                || rest.is(0, "from")
                || rest.is(0, "of") && rest.skip(1).peek().is_some_and(|t| t.capital);
            name(2) && closed && (name(3) || grown && rest.is(0, ",") || input.at - 2 == input.start)
        }
        "(" => name(2) && rest.is(0, ")") && value >= Decimal::from(16),
        _ => false,
    }
}

/// Whether the token `n` back is a noun for one person.
fn person(input: Cursor<'_>, n: usize) -> bool {
    input.back(n).is_some_and(|t| {
        !t.capital
            && t.is(vocab::PERSON_NOUN.or(vocab::ANYBODY_NOUN))
            && !crate::prose::is_plural(input.slice(t))
            && !t.is(vocab::PRONOUN.or(vocab::RELATIVE).or(vocab::POSSESSIVE))
    })
}

/// Whether a bare number says how old somebody is: "She is 45.", "when he was 17".
pub fn of_person(input: Cursor<'_>, rest: Cursor<'_>) -> bool {
    let be = usize::from(input.was_any(1, words!["only", "just", "now", "about", "nearly", "almost"])) + 1;
    let turned = input.was_any(be, words!["turned", "turns", "turning"]);
    let is = input.was_any(be, words!["is", "was", "am", "'m", "'s", "'re", "are", "were"]);
    let who = be + 1;
    let somebody = input.was_any(be, words!["i'm", "you're"])
        || input.was_any(who, words!["he", "she", "i"])
        || turned && (person(input, who) || input.back(who).is_some_and(|t| t.capital && t.id.0 == 0))
        || input.was(who, "you") && is;
    let is = is || input.was_any(be, words!["i'm", "you're"]);
    let years = input.at_digits() && matches!(input.word(0).len(), 1 | 2) && input.word(0) != "0";
    let closed = rest.peek().is_none_or(|t| {
        t.kind == Kind::Symbol
            && matches!(rest.slice(t), "." | "," | ";" | ":" | "?" | "!" | ")" | "”" | "\"" | "—" | "–")
    }) || rest.is_any(0, words!["when", "and", "but", "while", "now"]) && !rest.skip(1).at_digits();
    years && closed && somebody && (is || turned)
}

/// Whether a bare number after a bound is an age: "men under 35", "anyone older than 18".
pub fn bounded(input: Cursor<'_>, rest: Cursor<'_>) -> bool {
    let years = input.at_digits() && input.word(0).len() <= 2;
    let than = input.was(1, "than") && (input.was(2, "younger") || input.was(2, "older"));
    let bound = input.was_any(1, words!["under", "over", "above", "below"]) && input.back_in(2, vocab::PERSON_NOUN);
    let closed = vocab::PREPOSITION.or(vocab::AUXILIARY).or(vocab::CONJUNCTION).or(vocab::RELATIVE).or(vocab::ADVERB);
    let alone =
        rest.peek().is_none_or(|t| t.kind != Kind::Word || t.is(closed)) && !rest.is(0, "%") && !rest.is(0, "-");
    years && alone && (than || bound)
}

/// "Nick Hague 44 has": two words that nothing but a name can be, a grown-up's age, and a verb.
pub fn after_name(input: Cursor<'_>) -> bool {
    let first_name = vocab::MALE.or(vocab::FEMALE);
    let unknown = |n: usize| {
        let named = |t: &crate::prose::Token| t.id.0 == 0 || t.is(first_name) && !t.is(vocab::PRONOUN.or(vocab::TITLE));
        input.back(n).is_some_and(|t| t.kind == Kind::Word && t.capital && named(t) && t.span.len() > 2)
    };
    let years = input.word(0).len() == 2 && input.word(0).parse::<u8>().is_ok_and(|n| n >= 16);
    let verb = input.is_in(1, vocab::AUXILIARY) || input.is(1, "who");
    unknown(1) && unknown(2) && years && verb && !input.glued(0)
}

fn is_month(phrases: &[vocab::Phrase]) -> bool {
    phrases.iter().any(|p| matches!(p.meaning, Meaning::Month(i) if MONTHS[i as usize].number > 0))
}
