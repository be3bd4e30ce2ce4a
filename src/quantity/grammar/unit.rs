//! Units of measure after a value: "km", "-mile", "barrels per day", with what their surroundings must look like.

use super::cursor::{Cursor, Match, Parsed, hyphen, meaning, phrase};
use super::value::Value;
use crate::quantity::{Country, Unit};
use crate::vocab::scan::Kind;
use crate::vocab::{self, Guard, Meaning, UNITS, UnitEntry, words};
use nom::Parser;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A unit of measure as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Its entry.
    pub entry: &'static UnitEntry,
    /// Whether a hyphen joins it to its number: "a 30-mile ride".
    pub joined: bool,
}

/// Whether a unit or a currency starts here.
pub fn starts(input: Cursor<'_>) -> bool {
    let (input, _) = opt(hyphen).parse(input).unwrap_or((input, None));
    meaning(|m| match m {
        Meaning::UnitEntry(i) => Some(UNITS[i as usize].guard == Guard::None),
        Meaning::Currency(_) => Some(true),
        _ => None,
    })(input)
    .is_ok_and(|(_, fits)| fits)
        && input.peek().is_some_and(|t| t.kind == Kind::Word)
}

/// The unit of a value.
pub fn unit<'p>(value: Value) -> impl Fn(Cursor<'p>) -> Parsed<'p, Found> {
    move |input| {
        let (at, joined) = opt(hyphen).parse(input)?;
        // Drafts of "20 [kg]", and a hyphen that only ends a line of thought: "5 - 10".
        let open = matches!(at.word(0), "[" | "{" | "<") && matches!(at.word(2), "]" | "}" | ">");
        let from = if open { at.skip(1) } else { at };
        let near = Near { value, before: input, joined: joined.is_some() };
        let (rest, entry) = phrase(|found| near.pick(found, from))(from)?;
        Ok((if open { rest.skip(1) } else { rest }, Found { entry, joined: joined.is_some() }))
    }
}

/// The unit as part of a quantity.
pub fn describe(entry: &'static UnitEntry, at: Cursor<'_>) -> Unit {
    let name = entry.name;
    let dimension = match name {
        // A bare degree is an angle only beside a word about angles.
        "degree" if !at.near(10, vocab::ANGLE_WORD) || at.near(10, vocab::HEAT_WORD) => "temperature",
        "point" => "count",
        _ => entry.dimension,
    };
    Unit { name: name.into(), code: entry.code.map(Into::into), dimension, span: None }
}

/// A unit's surroundings.
struct Near<'p> {
    value: Value,
    before: Cursor<'p>,
    joined: bool,
}

impl<'p> Near<'p> {
    /// The entry of a phrase, if its guard lets it pass.
    fn pick(&self, found: &Match<'p>, at: Cursor<'p>) -> Option<&'static UnitEntry> {
        let Meaning::UnitEntry(i) = found.meaning else { return None };
        let entry = &UNITS[i as usize];
        self.passes(entry, found, at).then_some(entry)
    }

    fn passes(&self, entry: &UnitEntry, found: &Match<'p>, at: Cursor<'p>) -> bool {
        let glued = self.joined || at.glued(0);
        let digits = self.value.in_digits();
        let rest = found.rest;
        let short = found.written.chars().count() <= 2;
        let letter = found.written.chars().count() == 1;
        // "5 C-suite", "7 W. Main Street", "5 A levels"
        let ends = !(rest.glued(0) && matches!(rest.word(0), "-" | "'" | "’" | "&") && !self.joined && rest.glued(1))
            && !(short && rest.glued(0) && rest.word(0) == "." && rest.ahead(1).is_some_and(|t| t.capital));
        let free = |n: usize| {
            rest.ahead(n).is_none_or(|t| {
                t.kind != Kind::Word && (t.kind != Kind::Number || !uppercase(found.written))
                    || t.is(closed().or(vocab::DIMENSION_WORD))
                    || t.glued()
            })
        };
        // "2022′s": an apostrophe
        if rest.glued(0) && rest.is(0, "s") && !found.written.starts_with(char::is_alphanumeric) {
            return false;
        }
        match entry.guard {
            Guard::None => true,
            Guard::Quote => digits && at.glued(0) && (!rest.glued(0) || inches(rest)) && !self.quoted(),
            Guard::Tight if short => {
                digits
                    && ends
                    && (glued
                        || !letter
                        || free(0)
                        || uppercase(found.written) && rest.peek().is_some_and(|t| t.capital))
            }
            Guard::Glued if short => digits && ends && glued,
            Guard::Tight | Guard::Glued => true,
            Guard::Digits => digits,
            Guard::Metre if letter => digits && ends && (glued || free(0)),
            Guard::Inch if found.written == "in" || found.written.eq_ignore_ascii_case("in.") => self.inch(found, at),
            Guard::Metre | Guard::Inch => true,
            Guard::Pound => self.mass(found),
            Guard::Stone => !self.joined && free(0) && (digits || !letter),
            // "the 2 second-placed teams"
            Guard::Second if letter => digits && glued && free(0),
            Guard::Second => !rest.is_in(0, vocab::ORDINAL) && !(rest.glued(0) && rest.word(0) == "-" && !self.joined),
            Guard::Amp => {
                found.written != "A" || digits && (glued && free(0) || free(0) && !rest.is_in(0, vocab::DETERMINER))
            }
            Guard::Farad | Guard::Coulomb if letter => digits && at.near(12, vocab::CHARGE_WORD),
            Guard::Celsius => {
                digits
                    && ends
                    && (glued || free(0) || self.before.near(10, vocab::HEAT_WORD))
                    && !at.near(12, vocab::CHARGE_WORD)
            }
            Guard::Kelvin if letter => digits && glued && at.near(12, vocab::HEAT_WORD),
            Guard::Farad | Guard::Coulomb | Guard::Kelvin => digits || found.written.len() > 1,
            Guard::Degree => letter || !rest.is(0, "from") && !rest.is(0, "of") && !rest.is(0, "in") || digits,
            Guard::Bar | Guard::Mole => digits && free(0),
            Guard::Cup => !found.written.starts_with('C'),
            Guard::Bit => (digits || self.value.scaled || self.joined) && !rest.is(0, "of"),
            Guard::Megapixel => digits && (glued || rest.is(0, "camera") || rest.is(0, "sensor")),
            Guard::Lower => found.written.chars().all(char::is_lowercase),
        }
    }

    /// Whether a quotation in single quotation marks may be open.
    fn quoted(&self) -> bool {
        let mark = |n: usize| matches!(self.before.word_back(n), "'" | "‘");
        let feet = |n: usize| {
            self.before.back(n).is_some_and(|t| t.glued())
                && self.before.back(n + 1).is_some_and(|t| t.kind == Kind::Number)
        };
        (1..=24).any(|n| mark(n) && !feet(n))
    }

    /// "in": after feet, glued to a number, or where a size is given.
    fn inch(&self, found: &Match<'p>, at: Cursor<'p>) -> bool {
        if !self.value.in_digits() || self.value.scaled || self.value.numeral.value >= Decimal::ONE_THOUSAND {
            return false;
        }
        let after_feet =
            self.before.back(2).is_some_and(|t| matches!(self.before.slice(t), "ft" | "feet" | "foot" | "'" | "′"));
        let size = ["by", "x", "×", "long", "wide", "tall", "high", "thick", "deep"];
        let sized = size.iter().any(|w| found.rest.word(0).eq_ignore_ascii_case(w));
        let ends = found.rest.peek().is_none();
        self.joined || at.glued(0) || after_feet || sized || found.written.len() == 3 && !ends
    }

    /// "pound": a mass, unless the amount or the draft says money.
    fn mass(&self, found: &Match<'p>) -> bool {
        if !found.written.to_ascii_lowercase().starts_with("pound") {
            return true;
        }
        let rest = found.rest;
        if self.value.scaled || self.value.numeral.scale > Decimal::ONE_THOUSAND || rest.is(0, "sterling") {
            return rest.is(0, "of") && !self.value.scaled;
        }
        let weighed = self.before.near(10, vocab::MASS_WORD) || rest.is(0, "of");
        weighed || self.before.style.country != Some(Country::Britain)
    }
}

/// The 11" of 5'11".
fn inches(rest: Cursor<'_>) -> bool {
    rest.at_digits() && rest.word(0).len() <= 2 && matches!(rest.word(1), "\"" | "″" | "”") && rest.glued(1)
}

fn closed() -> vocab::Class {
    vocab::PREPOSITION.or(vocab::AUXILIARY).or(vocab::CONJUNCTION).or(vocab::DETERMINER).or(vocab::RELATIVE)
}

fn uppercase(text: &str) -> bool {
    text.chars().all(char::is_uppercase)
}

/// The lower parts of a rate: "per day", "a barrel", "/km", "-a-year".
pub fn per(input: Cursor<'_>) -> Parsed<'_, Lower<'_>> {
    let (at, joined) = opt(hyphen).parse(input)?;
    let next = at.word(0);
    let (at, loose) = match next {
        "/" if at.glued(0) || input.is(0, "/") => (at.skip(1), false),
        _ if at.is(0, "per") => (at.skip(1), true),
        _ if at.is(0, "a") || at.is(0, "an") || at.is(0, "each") || at.is(0, "every") => (at.skip(1), false),
        _ if next.eq_ignore_ascii_case("pa") || next.eq_ignore_ascii_case("p.a.") => {
            return lower_named(at.skip(1), "year", Some("a"));
        }
        _ => return input.no(),
    };
    let (at, _) = opt(hyphen).parse(at)?;
    if loose && at.is(0, "annum") {
        return lower_named(at.skip(1), "year", Some("a"));
    }
    let slash = next == "/";
    if let Ok((rest, entry)) = phrase(|found| match found.meaning {
        Meaning::UnitEntry(i) => Some(&UNITS[i as usize]).filter(|e| lower(e, found.written, slash, loose)),
        _ => None,
    })(at)
    {
        // "5 a day" needs no hyphen; "-a-day" needs both.
        let _ = joined;
        let ago = ["earlier", "later", "ago", "before", "after", "old", "older", "younger", "from"];
        // "5 a day from May", but "a day from now"
        let since = rest.is(0, "from") && rest.ahead(1).is_some_and(|t| t.capital || t.kind == Kind::Number);
        if entry.dimension == "time" && !loose && !slash && !since && ago.iter().any(|w| rest.is(0, w)) {
            return input.no();
        }
        return Ok((rest, Lower { name: entry.name, code: entry.code, noun: None }));
    }
    let Some(noun) = at.peek().filter(|t| t.kind == Kind::Word && !t.capital) else { return input.no() };
    let noun_fits = if loose { !noun.is(closed()) } else { noun.is(vocab::PER_NOUN) || apiece(input, at) };
    if slash && !noun.is(vocab::PER_NOUN) || !noun_fits {
        return input.no();
    }
    Ok((at.skip(1), Lower { name: "", code: None, noun: Some(at.slice(noun)) }))
}

/// "$1 million an episode": after money, "a" and a noun with which the phrase ends.
fn apiece(input: Cursor<'_>, noun: Cursor<'_>) -> bool {
    let article = noun.was_any(1, words!["a", "an"]) && noun.at == input.at + 1;
    let plain = noun.peek().is_some_and(|t| {
        let known = closed().or(vocab::VERB_PAST).or(vocab::ADJECTIVE).or(vocab::PERSON_NOUN).or(vocab::TIME_NOUN);
        !t.is(known.or(vocab::ADVERB).or(vocab::PLAIN_ADVERB)) && t.span.len() > 2
    });
    let ends = noun.ahead(1).is_none_or(|t| {
        t.kind == Kind::Symbol && matches!(noun.slice(t), "." | "," | ";" | ")" | "—" | "–" | "?" | "!" | "”" | "\"")
    }) || noun
        .is_any(1, words!["to", "on", "and", "or", "but", "in", "from", "at", "when", "while", "because"]);
    let money = input.back(1).is_some_and(|t| t.kind == Kind::Number || t.lexeme().anchor) && signed(input);
    article && plain && ends && money
}

/// Whether a currency sign stands within the three tokens before.
fn signed(input: Cursor<'_>) -> bool {
    (2..=3).any(|n| input.word_back(n).ends_with(['$', '£', '€', '¥']))
}

fn lower_named<'p>(rest: Cursor<'p>, name: &'static str, code: Option<&'static str>) -> Parsed<'p, Lower<'p>> {
    Ok((rest, Lower { name, code, noun: None }))
}

/// Whether a unit may be the lower part of a rate: "$5 a point" is none, "a minute" is.
fn lower(entry: &UnitEntry, written: &str, slash: bool, loose: bool) -> bool {
    match entry.dimension {
        "percent" | "points" | "point" | "temperature" => loose && entry.dimension != "percent",
        _ => slash || loose || written.chars().count() > 2 || matches!(written, "kg" | "km" | "lb"),
    }
}

/// The lower part of a rate.
#[derive(Clone, Copy, Debug)]
pub struct Lower<'p> {
    /// Name of its unit; empty for a noun.
    pub name: &'static str,
    /// Code of its unit.
    pub code: Option<&'static str>,
    /// The noun: "share".
    pub noun: Option<&'p str>,
}

/// A unit with its lower part: "US dollar per barrel", "USD/[bbl_us]".
pub fn rate(upper: Unit, lower: &Lower<'_>) -> Unit {
    let below = lower.noun.unwrap_or(lower.name);
    let above = if upper.name.is_empty() { "count" } else { &upper.name };
    let name = format!("{above} per {below}");
    if let Some(entry) = UNITS.iter().find(|u| u.name == name) {
        return Unit {
            name: entry.name.into(),
            code: entry.code.map(Into::into),
            dimension: entry.dimension,
            span: upper.span,
        };
    }
    let code = match (&upper.code, lower.code) {
        (Some(a), Some(b)) => Some(format!("{a}/{b}").into()),
        (Some(a), None) => Some(a.clone()),
        _ => None,
    };
    let dimension = if upper.dimension == "percent" { "percent" } else { "rate" };
    Unit { name: name.into(), code, dimension, span: upper.span }
}

/// A rate's lower part past what is measured: "34,500 tons of copper cathode a year".
pub fn far_per(input: Cursor<'_>) -> Option<Lower<'_>> {
    if !input.is(0, "of") {
        return None;
    }
    let plain = |n: &usize| input.ahead(*n).is_some_and(|t| t.kind == Kind::Word && !t.is(closed()));
    let words = (1..=3).take_while(plain).count();
    let at = input.skip(1 + words);
    let (_, lower) = preceded(nom::combinator::success(()), per).parse(at).ok()?;
    (words > 0 && lower.noun.is_none()).then_some(lower)
}
