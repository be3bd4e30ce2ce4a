//! References: "page 12", "No. 4", version, telephone and IP numbers.

use super::{Decoy, measured, plain};
use crate::quantity::OtherKind;
use crate::quantity::grammar::cursor::{Cursor, Parsed};
use crate::vocab::{self, scan::Kind};

/// Numbers whose own shape shows that they count nothing: "1.2.3", "555-0172", "+44 20 7946 0000".
pub fn number(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let text = input.word(0);
    let points = text.matches('.').count();
    if points > 1 && !text.contains(',') && text.split('.').any(|g| g.len() != 3) {
        return Ok((input.skip(1), Decoy::new(OtherKind::Reference, input.at)));
    }
    let digits = |n: usize| plain(input, n, 1..=12);
    let joined = |n: usize| matches!(input.word(n), "-" | "‑" | "." | "–") && input.glued(n) && input.glued(n + 1);
    let mut n = 0;
    while joined(n + 1) && digits(n + 2).is_some() {
        n += 2;
    }
    // Identifiers: nobody counts to ten billion without a separator.
    if n == 0 && plain(input, 0, 11..=60).is_some() || epoch(input) {
        return Ok((input.skip(1), Decoy::new(OtherKind::Reference, input.at)));
    }
    let (first, last) = (text.len(), input.word(n).len());
    let phone = n == 2 && first == 3 && last == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let start = input.back(1).filter(|t| input.slice(t) == "+" && input.glued(0)).map_or(input.at, |_| input.at - 1);
    if phone || n >= 4 && (first == 3 && last == 4 || input.word(n).len() >= 3 && first >= 3) {
        return Ok((input.skip(n + 1), Decoy::new(OtherKind::Phone, start)));
    }
    // "4-3-3", "1-2-3"
    if n >= 4 {
        return Ok((input.skip(n + 1), Decoy::new(OtherKind::Name, input.at)));
    }
    if let Some(rest) = area_code(input) {
        return Ok((rest, Decoy::new(OtherKind::Phone, input.at - 1)));
    }
    if let Some(rest) = verse(input) {
        return Ok((rest, Decoy::new(OtherKind::Reference, input.at)));
    }
    if zip(input) || input.word_back(1) == "[" && input.glued(0) && input.word(1) == "]" && digits(0).is_some() {
        return Ok((input.skip(1), Decoy::new(OtherKind::Reference, input.at)));
    }
    if let Some(rest) = spaced_phone(input) {
        return Ok((rest, Decoy::new(OtherKind::Phone, start)));
    }
    input.no()
}

/// "(212) 555-0134"
fn area_code(input: Cursor<'_>) -> Option<Cursor<'_>> {
    plain(input, 0, 3..=3).filter(|_| input.word_back(1) == "(" && input.word(1) == ")")?;
    let joined = matches!(input.word(3), "-" | "‑" | ".");
    let (n, last) = if joined { (3, 4) } else { (2, 3) };
    let whole = plain(input, 2, 3..=3).is_some() && plain(input, last, 4..=4).is_some();
    whole.then(|| input.skip(n + 2))
}

/// "2 Timothy 3:1-5", "1 Kings 4:29".
fn verse(input: Cursor<'_>) -> Option<Cursor<'_>> {
    plain(input, 0, 1..=1)?;
    let named = input.ahead(1).is_some_and(|t| t.kind == Kind::Word && t.capital && !t.glued());
    let colon = plain(input, 2, 1..=3).is_some() && input.is(3, ":") && input.glued(3) && input.glued(4);
    plain(input, 4, 1..=3).filter(|_| named && colon)?;
    let ranged = super::dash(input, 5) && input.glued(5) && plain(input, 6, 1..=3).is_some();
    Some(input.skip(if ranged { 7 } else { 5 }))
}

/// "Springfield, IL 62704": five digits after a state's two letters.
fn zip(input: Cursor<'_>) -> bool {
    let state = input.word_back(1).len() == 2 && input.word_back(1).bytes().all(|b| b.is_ascii_uppercase());
    let after_name = matches!(input.word_back(2), ",") && input.back(3).is_some_and(|t| t.capital);
    plain(input, 0, 5..=5).is_some() && state && after_name
}

/// Ten digits in quotation marks, as programs write a time.
fn epoch(input: Cursor<'_>) -> bool {
    let quoted = matches!(input.word_back(1), "\"" | "=" | "”") && input.glued(0);
    quoted && plain(input, 0, 9..=10).is_some()
}

/// "020 7946 0000", "+44 20 7946 0000".
fn spaced_phone(input: Cursor<'_>) -> Option<Cursor<'_>> {
    let plus = input.word_back(1) == "+" && input.glued(0);
    let zero = input.word(0).starts_with('0') && input.word(0).len() > 2 && plain(input, 0, 3..=11).is_some();
    if !plus && !zero {
        return None;
    }
    let mut n = 1;
    while n < 8 && (plain(input, n, 2..=8).is_some() || input.word(n) == "-" && plain(input, n + 1, 2..=8).is_some()) {
        n += 1;
    }
    (n >= 3 || zero && input.word(0).len() >= 7).then(|| input.skip(n))
}

/// "page 12", "section 3", "No. 4", "#5", and a list's "(1)" or "2)".
pub fn reference(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let found = |rest| Ok((rest, Decoy::new(OtherKind::Reference, input.at)));
    if matches!(input.word_back(1), "#" | "§" | "№") && input.glued(0) {
        return found(input.skip(1));
    }
    if plain(input, 0, 1..=2).is_some() && input.is(1, ")") && !input.word_back(1).eq("(") && starts_item(input) {
        return found(input.skip(1));
    }
    // "221b Baker Street"
    if input.glued(1) && input.word(1).len() == 1 && !input.glued(2) && address(input.skip(1), input) {
        return found(input.skip(2));
    }
    if numbered(input) || address(input, input) {
        return found(input.skip(1));
    }
    let small = plain(input, 0, 1..=4).is_some() || input.word(0).len() <= 5 && input.word(0).matches('.').count() == 1;
    if !small || input.glued(0) && !pointed(input) || !headed(input) || measured(input.skip(1)) {
        return input.no();
    }
    // "pages 12-15"
    let ranged = (super::dash(input, 1) || input.is(1, "and") || input.is(1, "to")) && plain(input, 2, 1..=4).is_some();
    found(input.skip(if ranged && !measured(input.skip(3)) { 3 } else { 1 }))
}

/// "12. Lindsey Graham": the number of an item in a list, at the start of a sentence.
fn numbered(input: Cursor<'_>) -> bool {
    let point = input.is(1, ".") && input.glued(1) && !input.glued(2);
    // "How many? 12.": an answer.
    let answers = input.at.checked_sub(1).is_some_and(|i| input.tokens[i].is_text("?"));
    let item = input.ahead(2).map_or(!answers, |t| t.capital);
    input.at == input.start && plain(input, 0, 1..=2).is_some() && point && item
}

/// "49 Zorro Ranch Road": a house number before a street's name.
fn address(input: Cursor<'_>, number: Cursor<'_>) -> bool {
    plain(number, 0, 1..=5).is_some()
        && (1..=4).take_while(|n| named(input, *n)).any(|n| n > 1 && input.is_in(n, vocab::STREET_WORD))
        || plain(number, 0, 1..=5).is_some() && matches!(input.word(1), "Ave" | "Rue" | "rue") && named(input, 2)
}

fn named(input: Cursor<'_>, n: usize) -> bool {
    let digits = input.ahead(n).is_some_and(|t| t.kind == Kind::Number) && input.is_in(n + 1, vocab::ORDINAL_SUFFIX);
    digits || input.ahead(n).is_some_and(|t| t.capital) || input.glued(n) && input.is_in(n, vocab::ORDINAL_SUFFIX)
}

fn starts_item(input: Cursor<'_>) -> bool {
    input.back(1).is_none_or(|t| matches!(input.slice(t), ":" | ";" | "," | "." | "and" | "what" | "that"))
}

fn pointed(input: Cursor<'_>) -> bool {
    input.word_back(1) == "."
}

/// Whether a word before the number takes one: "page", "No.".
fn headed(input: Cursor<'_>) -> bool {
    let point = usize::from(input.word_back(1) == "." && input.back(1).is_some_and(|t| t.glued()));
    let Some(head) = input.back(1 + point).filter(|t| t.kind == Kind::Word && t.is(vocab::REFERENCE_HEAD)) else {
        return false;
    };
    let text = input.slice(head);
    // "no 5", "p 5" and "s 5" need their point or capital; "the last round 5 players"
    let short = text.len() <= 3
        && point == 0
        && !matches!(
            text,
            "No" | "Nos" | "no" | "nos" | "act" | "lap" | "day" | "row" | "bus" | "age" | "lot" | "par" | "bay"
        );
    let plain_no = matches!(text, "no" | "nos") && point == 0;
    let sure = ["type", "category", "phase", "stage", "level", "tier", "section", "page", "chapter", "article"];
    !short && !plain_no && (sure.iter().any(|w| text.eq_ignore_ascii_case(w)) || !plural_counted(input))
}

/// "line 9 people": a plural noun after a lower-case head is counted after all.
fn plural_counted(input: Cursor<'_>) -> bool {
    let next = input.word(1);
    let closed = vocab::PREPOSITION.or(vocab::AUXILIARY).or(vocab::CONJUNCTION);
    input.ahead(1).is_some_and(|t| t.kind == Kind::Word && !t.capital && !t.is(closed))
        && next.ends_with('s')
        && !next.ends_with("ss")
}

/// "number one", "phase two", "World War Two".
pub fn words(input: Cursor<'_>) -> Parsed<'_, Decoy> {
    let number = super::super::grammar::words::numeral(input);
    let Ok((rest, _)) = number else { return input.no() };
    let head = input.back_in(1, vocab::REFERENCE_HEAD)
        || input
            .back(1)
            .is_some_and(|t| t.capital && t.is(vocab::NAME_HEAD) && input.peek().is_some_and(|n| n.capital));
    let closed =
        vocab::PREPOSITION.or(vocab::AUXILIARY).or(vocab::CONJUNCTION).or(vocab::RELATIVE).or(vocab::POSSESSIVE);
    let ends = rest.peek().is_none_or(|t| {
        t.kind == Kind::Symbol && rest.word(0) != "-" && rest.word(0) != "%" || t.is(closed) || t.capital
    });
    let singular =
        !matches!(input.word_back(1), "no" | "nos" | "items" | "pages") && !input.word_back(1).ends_with("es");
    let nobody = input.was(1, "no") && input.is(0, "one");
    if head && ends && singular && !nobody && rest.at == input.at + 1 {
        return Ok((rest, Decoy::new(OtherKind::Reference, input.at)));
    }
    input.no()
}
