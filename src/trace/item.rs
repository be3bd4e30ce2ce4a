//! Every number of a document, claims and others alike, with the words that are its own.

use super::when::When;
use super::{label, role};
use crate::claim::Claim;
use crate::prose::{Prose, Token};
use crate::quantity::{Kind, Other, OtherKind, PartialDate, Quantity};
use crate::span::Span;
use crate::vocab::scan::Kind as TokenKind;
use crate::vocab::{self, Change};
use std::ops::Range;

/// At most this many tokens each way are a number's own.
const OWN: usize = 40;
/// Which way it went is said at most so many tokens from it.
const BESIDE: usize = 5;
/// A sentence of more tokens than this counts only around the number.
const LONG: usize = 240;
/// A sentence of fewer tokens than this goes with those before it …
const SHORT: usize = 8;
/// … at most this many.
const LINES: usize = 8;

/// What a number is.
#[derive(Clone, Debug)]
pub enum What {
    /// A quantity.
    Quantity(Box<Quantity>),
    /// A date or a year.
    Date(PartialDate),
    /// Any other number: an ordinal, a telephone number, part of a name; its text, folded.
    Text(String),
}

impl What {
    /// The quantity, if it is one.
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            What::Quantity(q) => Some(q),
            _ => None,
        }
    }
}

/// One number of a document and its place.
#[derive(Debug)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// Which claim (`Ok`) or other number (`Err`) it is.
    pub of: Result<usize, usize>,
    /// Its whole phrase.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Number of its sentence.
    pub sentence: usize,
    /// The tokens that are its own: see [`stretch`].
    pub own: Range<usize>,
    /// Whether it states no unit of its own: "71" in "a man of 71", "96" in "96, or 4 percent, of them".
    pub bare: bool,
    /// Whether it is a limit that nobody rounds: "90 or older".
    pub limit: bool,
    /// The time that it is counted over: "a week".
    pub period: Option<Period>,
    /// Which way it went, by its own words.
    pub sense: Change,
    /// The month, quarter or year that it is stated for.
    pub when: When,
    /// The unit of time that it numbers: "week 16".
    pub nth: Option<Period>,
    /// Whether another number is set against it: "down from 48".
    pub base: bool,
    /// Which side of a vote or of a question it is on.
    pub stance: Option<Stance>,
}

/// A side of a vote or of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// "688 for", "yes 57 percent".
    For,
    /// "455 against", "no 31 percent".
    Against,
}

/// A time that an amount is counted over.
pub type Period = &'static str;

/// All numbers of a document, in order of the text.
pub fn items(prose: &Prose<'_>, claims: &[Claim], others: &[Other]) -> Vec<Item> {
    let of_claims = claims.iter().enumerate().map(|(i, c)| {
        let what = What::Quantity(Box::new(c.quantity.clone()));
        (Ok(i), what, c.span, c.tokens.clone())
    });
    let of_others = others.iter().enumerate().flat_map(|(i, o)| {
        let one = move |what| (Err(i), what, o.span, o.tokens.clone());
        match years(prose, o).or_else(|| days(prose, o)) {
            Some((a, b)) => vec![one(a), one(b)],
            None => vec![one(what(prose, o))],
        }
    });
    let mut items: Vec<Item> = of_claims
        .chain(of_others)
        .map(|(of, what, span, tokens)| Item {
            what,
            of,
            span,
            sentence: prose.sentence_of(tokens.start),
            own: tokens.clone(),
            tokens,
            bare: false,
            limit: false,
            period: None,
            sense: Change::None,
            when: When::default(),
            nth: None,
            base: false,
            stance: None,
        })
        .collect();
    items.sort_by_key(|i| (i.tokens.start, i.tokens.end));
    // Years do not part the words around a claim; claims part those around a year.
    let claims_only: Vec<usize> = (0..items.len()).filter(|&i| items[i].of.is_ok()).collect();
    for (at, &i) in claims_only.iter().enumerate() {
        let before = at.checked_sub(1).map(|a| claims_only[a]);
        items[i].own = stretch(prose, &items, before, i, claims_only.get(at + 1).copied());
    }
    for i in (0..items.len()).filter(|&i| items[i].of.is_err()).collect::<Vec<_>>() {
        items[i].own = stretch(prose, &items, i.checked_sub(1), i, Some(i + 1).filter(|n| *n < items.len()));
    }
    for item in &mut items {
        item.bare = item.what.quantity().is_some_and(|q| {
            let elsewhere = q.unit.span.is_none_or(|s| !item.span.contains(s));
            q.kind == Kind::Number
                || q.unit.name == "degree"
                // A foot, a minute of arc, or a minute of a match.
                || prose.slice(item.span).ends_with(['\'', '′'])
                || elsewhere && !matches!(q.kind, Kind::Ratio | Kind::Multiple)
        });
        item.limit = item.tokens.clone().skip(1).any(|i| prose.word(i) == "or");
        item.period = period(prose, item);
        item.sense = sense(prose, item);
        item.when = match item.of.map(|c| claims[c].time) {
            Ok(Some(time)) => When::of(prose, prose.token_at(time.start)..prose.token_at(time.end), others),
            Ok(None) => When::beside(prose, item.own.clone()),
            Err(_) => When::default(),
        };
        // The word may be part of the name: "week 16".
        let own = nth(prose, item.tokens.start).filter(|_| item.of.is_err());
        item.nth = own.or_else(|| nth(prose, item.tokens.start.checked_sub(1)?));
        item.base = role::is_base(prose, item);
        item.stance = stance(prose, item);
    }
    items
}

/// Words that say over what time an amount is counted.
const PERIODS: [(vocab::Class, Period); 5] = [
    (vocab::PER_HOUR, "hour"),
    (vocab::PER_DAY, "day"),
    (vocab::PER_WEEK, "week"),
    (vocab::PER_MONTH, "month"),
    (vocab::PER_YEAR, "year"),
];

/// The time that a number is counted over: in its unit, behind it ("a week", "per month"), or among its own words
/// ("the weekly charge").
fn period(prose: &Prose<'_>, item: &Item) -> Option<Period> {
    let named = |name: &str| PERIODS.iter().map(|p| p.1).find(|p| *p == name);
    let quantity = item.what.quantity()?;
    if let Some(period) = quantity.unit.name.split(" per ").skip(1).find_map(named) {
        return Some(period);
    }
    let behind = item.tokens.end..(item.tokens.end + 4).min(item.own.end);
    let per = |i: usize| prose.tokens[i].is(vocab::PER_WHAT) && named(prose.word(i + 1)).is_some();
    if let Some(i) = behind.clone().filter(|i| i + 1 < item.own.end).find(|i| per(*i)) {
        return named(prose.word(i + 1));
    }
    let own = prose.tokens[item.own.clone()].iter();
    own.filter_map(|t| PERIODS.iter().find(|p| t.is(p.0))).map(|p| p.1).next()
}

/// The unit of time that token `i` numbers with the number behind it.
fn nth(prose: &Prose<'_>, i: usize) -> Option<Period> {
    let units = ["hour", "day", "week", "month", "year"];
    units.into_iter().find(|unit| prose.is(i, unit))
}

/// The side of a question that a number's own words name, if they name only one.
fn stance(prose: &Prose<'_>, item: &Item) -> Option<Stance> {
    let own = &prose.tokens[item.own.clone()];
    let last = |i: usize| prose.tokens.get(i).is_none_or(|t| !matches!(t.kind, TokenKind::Word | TokenKind::Number));
    // "688 for, 455 against": as prepositions they take a side only with nothing behind.
    let alone = |word: &str| {
        let i = item.tokens.end;
        i < item.own.end && prose.is(i, word) && last(i + 1)
    };
    let has = |class| own.iter().any(|t| t.is(class));
    let against = has(vocab::VOTE_AGAINST) || (item.own.clone()).any(|i| prose.is(i, "against") && i > item.tokens.end);
    match (has(vocab::VOTE_FOR) || alone("for"), against || alone("against")) {
        (true, false) => Some(Stance::For),
        (false, true) => Some(Stance::Against),
        _ => None,
    }
}

/// Which way a number went: as its claim has it, else by the only sense of its own words.
fn sense(prose: &Prose<'_>, item: &Item) -> Change {
    let Some(quantity) = item.what.quantity() else { return Change::None };
    if quantity.change != Change::None {
        return quantity.change;
    }
    if quantity.value.is_some_and(|v| v.is_sign_negative()) && quantity.kind != Kind::Measure {
        return Change::Down;
    }
    let near =
        item.tokens.start.saturating_sub(BESIDE).max(item.own.start)..(item.tokens.end + BESIDE).min(item.own.end);
    let has = |class| prose.tokens[near.clone()].iter().any(|t| t.is(class));
    let up = has(vocab::UP_VERB.or(vocab::UP_NOUN).or(vocab::UP_COMPARATIVE));
    let down = has(vocab::DOWN_VERB.or(vocab::DOWN_NOUN).or(vocab::DOWN_COMPARATIVE).or(vocab::SHORTENED));
    match (up, down) {
        (true, false) => Change::Up,
        (false, true) => Change::Down,
        _ => Change::None,
    }
}

fn what(prose: &Prose<'_>, other: &Other) -> What {
    match other.date {
        Some(d)
            if matches!(other.kind, OtherKind::Date | OtherKind::Year) && (d.year.is_some() || d.month.is_some()) =>
        {
            What::Date(d)
        }
        _ => What::Text(fold(prose.slice(other.span))),
    }
}

/// The first and the last year of a span of years: "1957 to 1968", "2024/25".
pub fn years(prose: &Prose<'_>, other: &Other) -> Option<(What, What)> {
    let text = Some(prose.slice(other.span))
        .filter(|_| other.kind == OtherKind::Year && other.date.is_none_or(|d| d.year.is_none()))?;
    let mut runs = text.split(|c: char| !c.is_ascii_digit()).filter(|r| !r.is_empty());
    let (a, b) = (runs.next()?, runs.next()?);
    if a.len() != 4 || !matches!(b.len(), 2 | 4) {
        return None;
    }
    let year = |text: &str| {
        let year = Some(text.parse().ok()?);
        Some(What::Date(PartialDate { year, ..PartialDate::default() }))
    };
    Some((year(a)?, year(&format!("{}{b}", &a[..4 - b.len()]))?))
}

/// The first and the last day of a span of days: "September 20-24", "4 and 19 February".
pub fn days(prose: &Prose<'_>, other: &Other) -> Option<(What, What)> {
    let date = other.date.filter(|d| other.kind == OtherKind::Date && d.month.is_some() && d.day.is_none())?;
    let runs = prose.slice(other.span).split(|c: char| !c.is_ascii_digit());
    let mut days = runs.filter(|r| matches!(r.len(), 1 | 2)).map_while(|r| r.parse().ok());
    let day = |day: u8| What::Date(PartialDate { day: Some(day), ..date });
    Some((day(days.next()?), day(days.next()?)))
}

/// Text as it is looked up: in small letters, white space folded.
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The tokens that are a number's own: from the first sign or conjunction behind the number before it, up to the first
/// before the number behind it. Where there is none, the words between two numbers are both's.
fn stretch(prose: &Prose<'_>, items: &[Item], before: Option<usize>, i: usize, after: Option<usize>) -> Range<usize> {
    let item = &items[i];
    let sentence = prose.sentences[item.sentence].range();
    let same = |n: &usize| items[*n].sentence == item.sentence;
    let start = match before.filter(same) {
        Some(b) => {
            let between = items[b].tokens.end.min(item.tokens.start)..item.tokens.start;
            border(prose, between.clone()).unwrap_or(between.start)
        }
        None => {
            let led = sentence.start.max(item.tokens.start.saturating_sub(OWN))..item.tokens.start;
            // "House: Democrats 54, Republicans 46": what stands before the colon is every number's.
            let sign = led.clone().rev().find(|&i| matches!(prose.word(i), ";" | ":"));
            sign.filter(|s| label::has_word(prose, *s..led.end)).unwrap_or(led.start)
        }
    };
    let end = match after.filter(same) {
        Some(a) => {
            let between = item.tokens.end..items[a].tokens.start.max(item.tokens.end);
            border(prose, between.clone()).unwrap_or(between.end)
        }
        None => clause_end(prose, item.tokens.end..sentence.end),
    };
    // What stands in brackets ends with them.
    let close = (item.tokens.end..end).find(|&i| prose.word(i) == ")");
    let opened = close.is_some_and(|c| !(item.tokens.end..c).any(|i| prose.word(i) == "("));
    let end = close.filter(|_| opened).unwrap_or(end);
    let start = start.max(item.tokens.start.saturating_sub(OWN)).min(item.tokens.start);
    start..end.min(item.tokens.end + OWN).max(item.tokens.end)
}

/// Where the clause behind the last number of a sentence ends: at a semicolon, or at a comma behind which another verb
/// begins: "higher than the 29.7 feet of 1937, and will not drop below flood stage".
fn clause_end(prose: &Prose<'_>, behind: Range<usize>) -> usize {
    let verb = |i: usize| prose.tokens.get(i).is_some_and(|t| t.is(vocab::AUXILIARY));
    let next = |i: usize| i + 2 < behind.end && prose.tokens[i + 1].is(vocab::CONJUNCTION) && verb(i + 2);
    let border = |i: &usize| prose.word(*i) == ";" || prose.word(*i) == "," && next(*i);
    behind.clone().find(border).unwrap_or(behind.end)
}

/// Whether a sign or a conjunction parts two numbers.
pub fn is_bordered(prose: &Prose<'_>, between: Range<usize>) -> bool {
    border(prose, between).is_some()
}

/// The first sign between two numbers, else the first conjunction.
fn border(prose: &Prose<'_>, between: Range<usize>) -> Option<usize> {
    let sign = |i: &usize| matches!(prose.word(*i), "," | ";" | ":" | "(" | ")" | "—" | "–" | "." | "|");
    // "against" holds two numbers apart, but "against the closure" does not.
    let conjunction = |i: &usize| {
        let token = &prose.tokens[*i];
        token.is(vocab::CONJUNCTION) || token.is(vocab::BASE) && i + 4 > between.end
    };
    between.clone().find(sign).or_else(|| between.clone().find(conjunction))
}

/// The tokens that say what an item's line of a list is about: back over the sentences before it, where it has hardly a
/// word itself.
pub fn context(prose: &Prose<'_>, item: &Item) -> Range<usize> {
    let mut around = sentence(prose, item);
    let mut at = item.sentence;
    // "He made 87 appearances" says who only with the sentence before it.
    let opens = |t: &Token| t.is(vocab::PRONOUN.or(vocab::DETERMINER)) || prose.slice(t.span) == "(";
    let hangs = prose.tokens.get(around.start).is_some_and(opens);
    if hangs && at > 0 && prose.sentences[at - 1].block == prose.sentences[at].block && around.len() <= LONG {
        around.start = prose.sentences[at - 1].range().start.max(around.start.saturating_sub(LONG));
    }
    while around.len() < SHORT && at > item.sentence.saturating_sub(LINES) && at > 0 {
        at -= 1;
        around.start = prose.sentences[at].range().start.max(around.end.saturating_sub(LONG));
        if prose.sentences[at].range().len() >= SHORT {
            break;
        }
    }
    around
}

/// The tokens around an item that make up its sentence; of a very long one, those next to it.
pub fn sentence(prose: &Prose<'_>, item: &Item) -> Range<usize> {
    let sentence = prose.sentences[item.sentence].range();
    if sentence.len() <= LONG {
        return sentence;
    }
    let start = item.tokens.start.saturating_sub(LONG / 2).max(sentence.start);
    start..(item.tokens.start + LONG / 2).min(sentence.end)
}
