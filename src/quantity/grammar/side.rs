//! One side of a quantity: sign, currency, value, unit and what it is per.

use super::bound::{self, Hedged};
use super::cursor::{self, Cursor, Parsed, hyphen};
use super::multiple::{self, Times};
use super::value::{Value, value};
use super::{age, compound, money, ratio, unit};
use crate::prose;
use crate::quantity::{Change, Kind, Unit};
use crate::vocab::{self, scan, words};
use nom::Parser;
use nom::combinator::opt;
use std::ops::Range;

/// Most words of a noun that is counted per something: "new work permits per month".
const NOUN_WORDS: usize = 4;

/// One side of a quantity, or all of it.
#[derive(Clone, Debug)]
pub struct Side {
    /// What sort, as far as the side shows.
    pub kind: Kind,
    /// The value; its sign is in it.
    pub value: Value,
    /// The unit, if one stands with it.
    pub unit: Option<Unit>,
    /// A hedge after the number.
    pub hedge: Option<Hedged>,
    /// The direction that a plus sign or a word states.
    pub change: Change,
    /// Tokens of the numeral and its scale.
    pub number: Range<usize>,
    /// Tokens of the whole side.
    pub tokens: Range<usize>,
    /// Whether a currency sign stands before it.
    pub signed: bool,
}

/// What stands before a value.
#[derive(Clone, Debug, Default)]
struct Prefix {
    start: usize,
    currency: Option<(&'static vocab::Currency, Range<usize>)>,
    negative: bool,
    plus: bool,
}

/// The side at an anchor, with what stands before it.
pub fn first(input: Cursor<'_>) -> Parsed<'_, Side> {
    if input.is(0, "a")
        && let Ok(found) = and_a_half(input)
    {
        return Ok(found);
    }
    let article = input.back(1).is_some_and(|t| t.is_text("a") || t.is_text("an")) && input.at > input.floor;
    if article && !input.at_digits() {
        let from = input.to(input.at - 1);
        if let Ok((rest, found)) = side(from, Prefix { start: from.at, ..Prefix::default() })
            && rest.at > input.at
        {
            return Ok((rest, found));
        }
    }
    side(input, prefix(input))
}

/// "a year and a half": one of a unit and half of it; the unit stands before.
fn and_a_half(from: Cursor<'_>) -> Parsed<'_, Side> {
    let unit_at = from.at.checked_sub(2).filter(|at| *at >= from.floor && from.was(1, "and"));
    let (Some(at), true) = (unit_at, from.is(1, "half")) else { return from.no() };
    let (after, entry) = cursor::meaning(|m| match m {
        vocab::Meaning::UnitEntry(i) => Some(&vocab::UNITS[i as usize]),
        _ => None,
    })(from.to(at))?;
    let rest = from.skip(2);
    let numeral = crate::quantity::Numeral {
        value: rust_decimal::Decimal::new(15, 1),
        step: rust_decimal::Decimal::new(5, 1),
        scale: rust_decimal::Decimal::ONE,
        words: true,
    };
    if after.at != at + 1 || rest.is(0, "of") || rest.glued(0) && rest.word(0) == "-" {
        return from.no();
    }
    let mut side = plain(Kind::Number, Value { rough: true, ..Value::plain(numeral) }, from.at..rest.at, at..rest.at);
    let found = unit::Found { entry, joined: false };
    unit_of(&mut side, from.to(at), after, &found);
    Ok((rest, side))
}

/// A side where a range goes on: "–1.5bn", "to $68".
pub fn second(input: Cursor<'_>) -> Parsed<'_, Side> {
    let from = Cursor { floor: input.at, ..input };
    let mut at = from;
    if let Ok((rest, _)) = money::sign(at) {
        at = rest;
    } else if at.word(0) == "-" && at.glued(1) {
        at = at.skip(1);
        at = money::sign(at).map_or(at, |(rest, _)| rest);
    }
    let at = Cursor { floor: input.at, ..at };
    if !at.at_digits() && !at.peek().is_some_and(|t| t.lexeme().anchor || t.kind == scan::Kind::Symbol) {
        return input.no();
    }
    let (rest, found) = side(at, prefix(at))?;
    Ok((Cursor { floor: input.floor, ..rest }, found))
}

/// Sign and currency before a value.
fn prefix(input: Cursor<'_>) -> Prefix {
    let mut prefix = Prefix { start: input.at, ..Prefix::default() };
    let at = |start: usize| input.to(start);
    sign(&mut prefix, input);
    if let Some((start, currency)) = money::sign_before(at(prefix.start)) {
        prefix.currency = Some((currency, start..prefix.start));
        prefix.start = start;
        if !prefix.negative && !prefix.plus {
            sign(&mut prefix, at(start));
        }
    }
    prefix
}

/// A minus or plus before the cursor.
fn sign(prefix: &mut Prefix, input: Cursor<'_>) {
    let Some(before) = input.back(1).filter(|_| input.at > input.floor) else { return };
    let glued = input.glued(0);
    // A hyphen after a word or number joins; after a currency sign or a space it is a minus.
    let open = !before.glued()
        || input.back(2).is_none_or(|t| {
            t.kind == scan::Kind::Symbol && !matches!(input.slice(t), ")" | "]" | "%" | "\"" | "”" | "’" | "/")
        });
    match input.slice(before) {
        "-" | "−" | "–" | "‑" if glued && open => prefix.negative = true,
        "-" if before.gap != scan::Gap::None
            && input.at_digits()
            && degrees(input)
            && !input.back(2).is_some_and(|t| t.kind == scan::Kind::Number) =>
        {
            prefix.negative = true
        }
        "+" if glued && open => prefix.plus = true,
        "-" if glued && input.was(2, "minus") => {
            prefix.negative = true;
            prefix.start = input.at - 2;
            return;
        }
        _ if input.was(2, "or") || input.was(2, "/") => return,
        _ if before.is_text("minus") || before.is_text("negative") && (input.at_digits()) => prefix.negative = true,
        _ => return,
    }
    prefix.start = input.at - 1;
}

fn degrees(input: Cursor<'_>) -> bool {
    input.is(1, "degrees") || input.is(1, "degree") || input.is(1, "°")
}

fn side(input: Cursor<'_>, prefix: Prefix) -> Parsed<'_, Side> {
    if let Ok((rest, value)) = multiple::occasions(input) {
        let unit = Unit { name: "time".into(), code: None, dimension: "count", span: None };
        let side = plain(Kind::Count, value, input.at..rest.at, input.at..rest.at);
        return Ok((rest, Side { unit: Some(unit), ..side }));
    }
    if let Ok((rest, (value, change))) = multiple::word(input) {
        return Ok((rest, Side { change, ..plain(Kind::Multiple, value, input.at..rest.at, input.at..rest.at) }));
    }
    let bare = prefix.currency.is_none() && !prefix.negative;
    // "to zero in on"
    if input.is(0, "zero") && input.is(1, "in") && input.is(2, "on") {
        return input.no();
    }
    let (rest, mut value) = value(prefix.currency.is_some())(input)?;
    if bare && let Ok((rest, value)) = ratio::after(input, rest, value) {
        return Ok((rest, plain(Kind::Ratio, value, input.at..rest.at, prefix.start..rest.at)));
    }
    if prefix.negative {
        value.numeral.value = -value.numeral.value;
    }
    let number = input.at..rest.at;
    let (rest, hedge) = match bound::trailing(rest) {
        Ok((after, hedge)) => (after, Some(hedge)),
        Err(_) => (rest, None),
    };
    let mut side = plain(Kind::Number, value, number, prefix.start..rest.at);
    side.hedge = hedge;
    side.signed = prefix.currency.is_some();
    if prefix.plus {
        side.change = Change::Up;
    }
    let rest = match prefix.currency {
        Some((currency, tokens)) => {
            side.kind = Kind::Money;
            side.unit = Some(money::unit(currency, input, tokens));
            // "$50 dollars", "$30 USD"
            money::after(value)(rest)
                .ok()
                .filter(|(_, c)| c.code == currency.code && !rest.glued(0))
                .map_or(rest, |(after, _)| after)
        }
        None => measured(&mut side, rest),
    };
    let rest = rated(&mut side, rest);
    let rest = counted_rate(&mut side, rest).unwrap_or(rest);
    let plain_one = side.unit.is_none() && side.kind == Kind::Number && ratio::pronoun(input, rest);
    // "at one point", "at one time"
    let moment = input.is(0, "one")
        && side.unit.as_ref().is_some_and(|u| matches!(&*u.name, "point" | "time"))
        && !number_joined(input);
    if plain_one || moment {
        return input.no();
    }
    if side.unit.is_none() && value.fraction.is_some() {
        side.kind = Kind::Ratio;
    }
    if side.hedge.is_none()
        && let Ok((after, hedge)) = bound::trailing(rest)
    {
        side.hedge = Some(hedge);
        side.tokens.end = after.at;
        return Ok((after, side));
    }
    side.tokens.end = rest.at;
    Ok((rest, side))
}

/// "one-point", "one-time"
fn number_joined(input: Cursor<'_>) -> bool {
    hyphen(input.skip(1)).is_ok()
}

fn plain(kind: Kind, value: Value, number: Range<usize>, tokens: Range<usize>) -> Side {
    Side { kind, value, unit: None, hedge: None, change: Change::None, number, tokens, signed: false }
}

/// The unit after a value without a currency sign.
fn measured<'p>(side: &mut Side, rest: Cursor<'p>) -> Cursor<'p> {
    if let Ok((after, times)) = multiple::times(rest) {
        let name = if times == Times::Occasions || !rest.is(0, "-") { "time" } else { "" };
        side.kind = if times == Times::Multiple { Kind::Multiple } else { Kind::Count };
        let fold = after.word_back(1).eq_ignore_ascii_case("fold") || after.word_back(1).len() == 1;
        let name = if fold { "" } else { name };
        let dimension = if times == Times::Multiple { "multiple" } else { "count" };
        side.unit = Some(crate::quantity::Unit {
            name: name.into(),
            code: None,
            dimension,
            span: Some(rest.cover(after.at - 1..after.at)),
        });
        return after;
    }
    if let Ok((mut after, mut found)) = unit::unit(side.value)(rest) {
        while let Some(whole) = compound::compound(&side.value, &found, side.tokens.start, after) {
            (side.value, side.number.end) = (whole.value, whole.number_end);
            (after, found) = (whole.rest, unit::Found { entry: whole.entry, ..found });
        }
        return unit_of(side, rest, after, &found);
    }
    if let Some((at, (after, found))) = far_unit(side, rest) {
        return unit_of(side, at, after, &found);
    }
    if let Ok((after, currency)) = money::after(side.value)(rest).or_else(|_| money::million_code(rest)) {
        if rest.peek().is_some_and(|t| rest.slice(t).len() == 4 && rest.slice(t).starts_with('M'))
            && let Some(value) = side.value.scale(rust_decimal::Decimal::from(1_000_000))
        {
            side.value = value;
        }
        let start = after.at - if rest.is(0, "-") { after.at - rest.at - 1 } else { after.at - rest.at };
        side.kind = Kind::Money;
        side.unit = Some(money::unit(currency, rest, start..after.at));
        if let Ok((past, value)) = money::minor(currency, side.value)(after) {
            side.value = value;
            side.number.end = past.at;
            return past;
        }
        return after;
    }
    rest
}

/// A unit past a word that only adds or stretches, "four more years", or past "of a" after a part, "0.75 of a mile".
fn far_unit<'p>(side: &Side, rest: Cursor<'p>) -> Option<(Cursor<'p>, (Cursor<'p>, unit::Found))> {
    let part = rest.is(0, "of")
        && rest.is_any(1, words!["a", "an"])
        && side.value.in_digits()
        && side.value.numeral.value < rust_decimal::Decimal::ONE;
    let at = match () {
        () if part => rest.skip(2),
        () if rest.is_in(0, vocab::UNIT_FILLER) && !rest.glued(0) => rest.skip(1),
        () => return None,
    };
    let (after, found) = unit::unit(side.value)(at).ok()?;
    let named = after.word_back(1).len() > 2;
    let counted = matches!(found.entry.dimension, "point" | "count");
    (named && !counted && !found.joined).then_some((at, (after, found)))
}

fn unit_of<'p>(side: &mut Side, rest: Cursor<'p>, after: Cursor<'p>, found: &unit::Found) -> Cursor<'p> {
    let start = rest.at + usize::from(found.joined);
    let mut described = unit::describe(found.entry, rest);
    described.span = Some(rest.cover(start..after.at));
    side.kind = match described.dimension {
        "percent" => Kind::Percent,
        "points" => Kind::Points,
        "time" => Kind::Duration,
        "count" => Kind::Count,
        "flow" => Kind::Rate,
        _ => Kind::Measure,
    };
    side.unit = Some(described);
    if side.kind == Kind::Duration
        && let Ok((past, ())) = age::suffix(after)
    {
        side.kind = Kind::Age;
        return past;
    }
    after
}

/// The lower parts of a rate.
fn rated<'p>(side: &mut Side, rest: Cursor<'p>) -> Cursor<'p> {
    let mut rest = rest;
    for _ in 0..2 {
        if matches!(side.kind, Kind::Age | Kind::Multiple) || side.value.fraction.is_some() && side.unit.is_none() {
            break;
        }
        let found = unit::per(rest).ok().filter(|(_, lower)| fits(side, rest, lower));
        let Some((after, lower)) = found.or_else(|| per_number(rest)) else { break };
        lower_to(side, &lower);
        rest = after;
    }
    if side.kind == Kind::Money
        && let Some(lower) = past_brackets(rest)
    {
        lower_to(side, &lower);
    }
    let flows = side.unit.as_ref().is_some_and(|u| matches!(u.dimension, "mass" | "volume" | "energy" | "data"));
    if flows && let Some(lower) = unit::far_per(rest) {
        lower_to(side, &lower);
    }
    rest
}

/// "C$6 (US$4.46) per share"
fn past_brackets(rest: Cursor<'_>) -> Option<unit::Lower<'_>> {
    if !rest.is(0, "(") {
        return None;
    }
    let close = (2..=7).find(|n| rest.is(*n, ")"))?;
    unit::per(rest.skip(close + 1)).ok().filter(|_| rest.is(close + 1, "per")).map(|(_, lower)| lower)
}

fn lower_to(side: &mut Side, lower: &unit::Lower<'_>) {
    side.unit = Some(unit::rate(side.unit.take().unwrap_or_default(), lower));
    if !matches!(side.kind, Kind::Percent | Kind::Points) {
        side.kind = Kind::Rate;
    }
}

/// Whether what follows can be the lower part here: a bare number takes only times ("20 a week", "5 per person").
fn fits(side: &Side, rest: Cursor<'_>, lower: &unit::Lower<'_>) -> bool {
    let article = rest.is(0, "a") || rest.is(0, "an") || rest.is(0, "each") || rest.is(0, "every");
    let time = matches!(lower.name, "second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "decade");
    match side.kind {
        Kind::Number => (time || !article && rest.is(0, "per")) && !rest.is(0, "-"),
        Kind::Duration => !article || time && !rest.is(0, "a"),
        Kind::Percent if article => time,
        _ => true,
    }
}

/// "41 deaths per 100,000 people", "60 flights a day": things that are counted per something.
fn counted_rate<'p>(side: &mut Side, rest: Cursor<'p>) -> Option<Cursor<'p>> {
    if side.kind != Kind::Number || side.unit.is_some() || side.signed || side.value.fraction.is_some() {
        return None;
    }
    let closed = vocab::PREPOSITION
        .or(vocab::AUXILIARY)
        .or(vocab::CONJUNCTION)
        .or(vocab::DETERMINER)
        .or(vocab::RELATIVE)
        .or(vocab::PRONOUN)
        .or(vocab::POSSESSIVE);
    let noun = |n: &usize| rest.ahead(*n).is_some_and(|t| t.kind == scan::Kind::Word && !t.glued() && !t.is(closed));
    let words = (0..NOUN_WORDS).take_while(noun).count();
    let last = words.checked_sub(1)?;
    let at = rest.skip(words);
    let per = at.is(0, "per");
    if !(per || at.is_any(0, words!["a", "an", "each", "every"])) || !prose::is_plural(rest.word(last)) {
        return None;
    }
    let (after, lower) = per_number(at).or_else(|| unit::per(at).ok())?;
    let time = matches!(lower.name, "second" | "minute" | "hour" | "day" | "week" | "month" | "year");
    if !(per || time) {
        return None;
    }
    let counted = rest.cover(rest.at..at.at);
    let text = &rest.text[counted.range()];
    let cut = text.len() - rest.word(last).len();
    let name = format!("{}{}", &text[..cut], prose::singular(&text[cut..])).to_lowercase();
    let unit = Unit { name: name.into(), code: None, dimension: "count", span: Some(counted) };
    side.unit = Some(unit::rate(unit, &lower));
    side.kind = Kind::Rate;
    Some(after)
}

/// "15 per 1,000", "3 per 100,000 people".
fn per_number(rest: Cursor<'_>) -> Option<(Cursor<'_>, unit::Lower<'_>)> {
    let at = if rest.is(0, "per") || rest.is(0, "for") && rest.is(1, "every") {
        rest.skip(if rest.is(0, "per") { 1 } else { 2 })
    } else {
        return None;
    };
    if !at.at_digits() {
        return None;
    }
    let (mut after, _) = value(false)(at).ok()?;
    let plural = |t: &prose::Token| t.kind == scan::Kind::Word && !t.capital && prose::is_plural(after.slice(t));
    if rest.is(0, "per") && after.peek().is_some_and(plural) {
        after = after.skip(1);
    }
    let span = rest.cover(at.at..after.at);
    Some((after, unit::Lower { name: "", code: None, noun: Some(&rest.text[span.range()]) }))
}

/// Whether a hyphen that is left hanging follows: "7- or 8-inch".
pub fn hanging(rest: Cursor<'_>) -> bool {
    hyphen(rest).is_ok_and(|(after, _)| after.is_any(0, words!["or", "and", "to"]))
}

/// Past a hanging hyphen.
pub fn past_hanging(rest: Cursor<'_>) -> Cursor<'_> {
    if hanging(rest) { opt(hyphen).parse(rest).map_or(rest, |(after, _)| after) } else { rest }
}
