//! A whole quantity phrase: one side, a range of two, or the two ends of a change.

use super::bound::{self, Hedged};
use super::cursor::{Cursor, Parsed};
use super::side::{self, Side};
use super::value;
use crate::quantity::{Bound, Change, Kind, Unit};
use crate::vocab::{self, scan};
use rust_decimal::Decimal;
use std::ops::Range;

/// How many words before "from A to B" one that tells of a change may stand: "raised its key rate by 2 percent, from".
const MOVED: usize = 11;

/// A quantity phrase as parsed.
#[derive(Clone, Debug)]
pub struct Found {
    /// What sort.
    pub kind: Kind,
    /// The first value, or the least and most of a vague count.
    pub amount: Stated,
    /// The unit.
    pub unit: Unit,
    /// How it is hedged.
    pub hedge: Hedged,
    /// The direction it states.
    pub change: Change,
    /// Tokens of the numeral, or both numerals.
    pub number: Range<usize>,
    /// Tokens of the phrase.
    pub tokens: Range<usize>,
}

/// What a phrase states.
#[derive(Clone, Copy, Debug)]
pub enum Stated {
    /// One value.
    Value(value::Value),
    /// Two ends, as written.
    Range(value::Value, value::Value),
    /// A vague count.
    Vague(u64, u64),
}

/// What joins two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Dash,
    To,
    And,
    Or,
}

/// One or two quantities.
pub fn phrase(input: Cursor<'_>) -> Parsed<'_, Vec<Found>> {
    if let Ok((rest, range)) = value::vague(input) {
        let found = vague(input, rest, range);
        return Ok((rest.to(found.tokens.end), vec![found]));
    }
    if let Ok((rest, found)) = super::decade::decade(input) {
        return Ok((rest, vec![found]));
    }
    let (rest, a) = side::first(input)?;
    let intro = Intro::of(input, &a);
    if let Some((link, at)) = link(rest, intro, &a)
        && let Ok((end, b)) = side::second(at)
        && let Some(found) = pair(input, intro, link, (&a, &b), end)
    {
        return Ok((found.1, found.0));
    }
    // "over double the 120 decibels": a multiple is hedged like a number.
    let found = single(input, intro, a, rest);
    Ok((rest, vec![found]))
}

/// The words before a phrase that bear on how its two sides belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Intro {
    hedge: Option<Hedged>,
    start: usize,
    between: bool,
    from: bool,
    by: bool,
    moved: bool,
    ranged: bool,
    apart: bool,
}

impl Intro {
    fn of(input: Cursor<'_>, a: &Side) -> Self {
        let at = input.to(a.tokens.start);
        let hedge = bound::leading(at).or_else(|| of_age(at));
        let start = hedge.and_then(|h| h.start).unwrap_or(at.at);
        let mut before = input.to(start);
        // "between the ages of 5 and 11"
        if before.was(1, "of") && before.back_in(2, vocab::AGE_CONTEXT) {
            before = before.to(before.at.saturating_sub(if before.was(3, "the") { 3 } else { 2 }).max(before.start));
        }
        let is = |n: usize, w: &str| before.was(n, w);
        let moved = (1..=MOVED).any(|n| before.back_in(n, vocab::CHANGE_WORD));
        let ranged = (2..=4).any(|n| before.back_in(n, vocab::SPANNING));
        let apart = is(1, "between") && (2..=3).any(|n| before.back_in(n, vocab::PARTING));
        Self { hedge, start, between: is(1, "between"), from: is(1, "from"), by: is(1, "by"), moved, ranged, apart }
    }
}

/// The hedge of an age: "under the age of 21".
fn of_age(at: Cursor<'_>) -> Option<Hedged> {
    let article = usize::from(at.was(3, "the"));
    let said = at.was(1, "of") && at.back_in(2, vocab::AGE_CONTEXT) && at.at >= at.floor + 2 + article;
    if said { bound::leading(at.to(at.at - 2 - article)) } else { None }
}

/// What joins the side to another, and where that starts.
fn link<'p>(rest: Cursor<'p>, intro: Intro, a: &Side) -> Option<(Link, Cursor<'p>)> {
    let hanging = side::hanging(rest);
    let at = side::past_hanging(rest);
    if at.is(0, "to") {
        let next = at.skip(1);
        // "5 to almost 7": the hedge of the second end is passed over.
        return Some((Link::To, if intro.from { skip_hedge(next) } else { next }));
    }
    if at.is(0, "and") && intro.between {
        return Some((Link::And, skip_hedge(at.skip(1))));
    }
    if at.is(0, "or") && !hanging && a.unit.is_none() {
        return Some((Link::Or, at.skip(1)));
    }
    let dash = at.peek()?;
    let spaced = dash.gap == scan::Gap::Space && at.ahead(1).is_some_and(|t| t.gap == scan::Gap::Space);
    let both = dash.glued() && at.glued(1);
    match at.slice(dash) {
        // "-to-"
        "-" if both && at.is(1, "to") && at.word(2) == "-" => Some((Link::To, at.skip(3))),
        "-" | "–" | "‑" | "−" | "~" if both || spaced => Some((Link::Dash, at.skip(1))),
        "—" if both && a.number.end == rest.at && at.ahead(1).is_some_and(|t| t.kind == scan::Kind::Number) => {
            Some((Link::Dash, at.skip(1)))
        }
        _ => None,
    }
}

fn skip_hedge(input: Cursor<'_>) -> Cursor<'_> {
    super::cursor::meaning(|m| match m {
        vocab::Meaning::Hedge(i) => Some(()).filter(|()| !vocab::HEDGES[i as usize].after),
        _ => None,
    })(input)
    .map_or(input, |(rest, ())| rest)
}

fn same(a: &Side, b: &Side) -> bool {
    match (&a.unit, &b.unit) {
        (Some(x), Some(y)) => x.name == y.name || b.kind == Kind::Rate && y.name.starts_with(&*x.name),
        _ => true,
    }
}

/// Two sides as a range, a score or the ends of a change; `None` where they do not belong together.
fn pair<'p>(
    input: Cursor<'p>,
    intro: Intro,
    link: Link,
    (a, b): (&Side, &Side),
    end: Cursor<'p>,
) -> Option<(Vec<Found>, Cursor<'p>)> {
    let plain =
        |s: &Side| !matches!(s.kind, Kind::Multiple | Kind::Ratio) || s.unit.is_some() || s.value.fraction.is_some();
    if !plain(a) || !plain(b) || !same(a, b) || a.unit.is_some() && b.unit.is_none() && !lends(a, b, link) {
        return None;
    }
    // "up by more than a quarter to 5,180 cases".
    if link == Link::To && a.kind == Kind::Ratio && a.unit.is_none() && b.kind != Kind::Ratio {
        return None;
    }
    let (mut a, mut b) = (a.clone(), b.clone());
    share(&mut a, &mut b, link);
    let (low, high) = (a.value.numeral.value, b.value.numeral.value);
    if a.unit.is_none() && link == Link::Dash && score(input, &a, &b, end) {
        let found = merged(input, intro, a, b, end.at);
        return Some((vec![Found { kind: Kind::Score, ..found }], end));
    }
    match link {
        Link::Or => {
            let step = high - low;
            let next = step == Decimal::ONE || step == Decimal::TEN && (low % Decimal::TEN).is_zero();
            let small = low > Decimal::ZERO && low.fract().is_zero() && low < Decimal::ONE_HUNDRED;
            if !(next && small && a.value.in_digits() == b.value.in_digits()) {
                return None;
            }
        }
        Link::To => {
            let falls = high < low;
            // "from 5 to 7 per cent to 3 to 5 per cent"
            let onward = intro.from && end.is(0, "to") && ranges(end.skip(1));
            let changes = intro.from && (falls || intro.moved && !intro.ranged && !low.is_zero()) && !onward;
            if changes {
                return Some(far_range(input, intro, &a, &b, end).unwrap_or_else(|| (both(input, intro, a, b), end)));
            }
            let by = intro.by && (input.to(intro.start).back_in(2, vocab::CHANGE_WORD));
            let told = a.unit.is_some() && shared_span(&a, &b).is_none();
            // "rose by 340 to 1,260, from 820"
            let resumed = end.is(0, "from") || end.is(0, ",") && end.is(1, "from");
            if !intro.from && resumed && (by || directly(input, intro)) {
                return None;
            }
            if !intro.from && told && (by || directly(input, intro)) {
                return None;
            }
            if !intro.from && by && a.unit.is_none() && b.unit.is_none() && level(low, high) {
                return None;
            }
            if !intro.from && !intro.by && directly(input, intro) && !low.is_zero() && high / Decimal::from(3) > low {
                return None;
            }
            if falls && !intro.from {
                let votes = a.unit.is_none() && score_like(&a, &b);
                if votes && input.near(8, vocab::SCORE_WORD) {
                    let found = merged(input, intro, a, b, end.at);
                    return Some((vec![Found { kind: Kind::Score, ..found }], end));
                }
                return None;
            }
        }
        Link::And if intro.apart => return Some((both(input, intro, a, b), end)),
        Link::And => {}
        Link::Dash if high < low && a.unit.is_none() => return None,
        Link::Dash => {}
    }
    Some((vec![merged(input, intro, a, b, end.at)], end))
}

/// Whether "slipped by 1,500 to 22,700" names a change and the level that it led to: far apart, and the second one sharp.
fn level(low: Decimal, high: Decimal) -> bool {
    let times = |n: i64| low > Decimal::ZERO && high / Decimal::from(n) > low;
    times(10) || times(3) && high.normalize().mantissa().unsigned_abs() >= 100
}

/// Whether a range starts here: "3 to 5 per cent".
fn ranges(at: Cursor<'_>) -> bool {
    side::second(at).is_ok_and(|(rest, side)| {
        let joins = rest.is(0, "to") && side.unit.is_none() || rest.is(0, "-") || rest.is(0, "–");
        joins && side::second(rest.skip(1)).is_ok()
    })
}

/// Whether a change word stands just before the phrase: "rose 5 % to 6 %".
fn directly(input: Cursor<'_>, intro: Intro) -> bool {
    let at = input.to(intro.start);
    at.back_in(1, vocab::CHANGE_WORD) || at.was(1, "by")
}

/// The unit's span, if both sides have the same one.
fn shared_span(a: &Side, b: &Side) -> Option<crate::span::Span> {
    let (x, y) = (a.unit.as_ref()?.span?, b.unit.as_ref()?.span?);
    (x == y).then_some(x)
}

/// Whether the first side's unit holds for a second one without: "$1.2–1.5bn", "5%–6".
fn lends(a: &Side, b: &Side, link: Link) -> bool {
    let joined = matches!(link, Link::Dash | Link::And);
    (a.signed && (joined || b.value.scaled) || joined && a.kind == Kind::Percent) && b.value.fraction.is_none()
}

/// Lends each side the unit and scale that only the other one has.
fn share(a: &mut Side, b: &mut Side, link: Link) {
    let _ = link;
    let scale = b.value.numeral.scale;
    let (low, high) = (a.value.numeral.value, b.value.mantissa());
    let fits = low > Decimal::ZERO
        && low < Decimal::ONE_THOUSAND
        && low <= high * Decimal::TEN
        && high <= low * Decimal::ONE_HUNDRED;
    let open = a.unit.is_none() || a.signed;
    // "500 to 1 million" is no 500 million; "from 3 to 2.5 million" is 3 million.
    let plain = low < high || low < high * Decimal::TWO;
    if scale > Decimal::ONE
        && a.value.numeral.scale == Decimal::ONE
        && fits
        && plain
        && open
        && a.value.fraction.is_none()
        && let Some(scaled) = a.value.scale(scale)
    {
        a.value = scaled;
    }
    match (&a.unit, &b.unit) {
        (None, Some(unit)) => (a.unit, a.kind) = (Some(unit.clone()), b.kind),
        (Some(unit), None) => (b.unit, b.kind) = (Some(unit.clone()), a.kind),
        (Some(_), Some(unit)) if b.kind == Kind::Rate => (a.unit, a.kind) = (Some(unit.clone()), b.kind),
        _ => {}
    }
}

fn score_like(a: &Side, b: &Side) -> bool {
    let small = |s: &Side| {
        let v = s.value.numeral.value;
        v.fract().is_zero()
            && v >= Decimal::ZERO
            && v < Decimal::ONE_THOUSAND
            && !s.value.scaled
            && s.value.fraction.is_none()
    };
    small(a) && small(b)
}

/// Whether two joined numbers are a score: falling or level ("52–47"), or near a word that says so ("lost 47–52").
fn score(input: Cursor<'_>, a: &Side, b: &Side, end: Cursor<'_>) -> bool {
    if !score_like(a, b) || !a.value.in_digits() || input.word(1).is_empty() {
        return false;
    }
    let (low, high) = (a.value.numeral.value, b.value.numeral.value);
    let noun = end
        .peek()
        .is_some_and(|t| t.kind == scan::Kind::Word && end.slice(t).ends_with('s') && !t.is(vocab::SCORE_WORD));
    low >= high || input.near(6, vocab::SCORE_WORD) && !noun
}

fn merged(input: Cursor<'_>, intro: Intro, a: Side, b: Side, end: usize) -> Found {
    let hedge = hedge(input, intro, &b);
    let age = age(input.to(a.tokens.start), &a, intro);
    let (kind, unit) = aged(age, b.kind, b.unit.clone());
    Found {
        kind,
        amount: Stated::Range(a.value, b.value),
        unit,
        hedge,
        change: a.change,
        number: a.number.start..b.number.end,
        tokens: intro.start..end,
    }
}

/// The two ends of a change, each a quantity of its own.
fn both(input: Cursor<'_>, intro: Intro, a: Side, b: Side) -> Vec<Found> {
    let first = Found {
        kind: a.kind,
        amount: Stated::Value(a.value),
        unit: a.unit.clone().unwrap_or_default(),
        hedge: intro.hedge.unwrap_or_default(),
        change: a.change,
        number: a.number.clone(),
        tokens: intro.start..a.tokens.end,
    };
    let start = input.to(b.tokens.start);
    let leading = bound::leading(Cursor { floor: a.tokens.end, ..start });
    let second = Found {
        kind: b.kind,
        amount: Stated::Value(b.value),
        unit: b.unit.clone().unwrap_or_default(),
        hedge: leading.or(b.hedge).unwrap_or_default(),
        change: b.change,
        number: b.number,
        tokens: leading.and_then(|h| h.start).unwrap_or(b.tokens.start)..b.tokens.end,
    };
    vec![first, second]
}

/// A change to a range: "from 24.2 to 33–35 billion".
fn far_range<'p>(
    input: Cursor<'p>,
    intro: Intro,
    a: &Side,
    b: &Side,
    end: Cursor<'p>,
) -> Option<(Vec<Found>, Cursor<'p>)> {
    let (Link::Dash, at) = link(end, Intro::of(input, b), b)? else { return None };
    let (after, c) = side::second(at).ok()?;
    let (mut a, mut b, mut c) = (a.clone(), b.clone(), c);
    share(&mut b, &mut c, Link::Dash);
    share(&mut a, &mut b, Link::To);
    let mut ends = both(input, intro, a, b.clone());
    let last = ends.last_mut()?;
    last.amount = Stated::Range(b.value, c.value);
    last.number.end = c.number.end;
    last.tokens.end = after.at;
    last.unit = c.unit.unwrap_or_default();
    last.kind = c.kind;
    Some((ends, after))
}

fn hedge(input: Cursor<'_>, intro: Intro, last: &Side) -> Hedged {
    let trailing = last.hedge.or_else(|| {
        let end = input.to(last.tokens.end);
        if last.unit.is_none() { bound::past_noun(end) } else { None }
    });
    match (intro.hedge, trailing) {
        (Some(lead), Some(trail)) if lead.bound == Bound::About => Hedged { start: lead.start, ..trail },
        (Some(lead), _) => lead,
        (None, trail) => trail.unwrap_or_default(),
    }
}

fn single(input: Cursor<'_>, intro: Intro, a: Side, rest: Cursor<'_>) -> Found {
    let mut hedge = hedge(input, intro, &a);
    let mut start = intro.start;
    if hedge.bound == Bound::MoreThan && a.kind == Kind::Duration && spans(input, start) && !premodifies(input, rest) {
        // "over five weeks" tells how long, not how much more.
        hedge = Hedged::default();
        start = a.tokens.start;
    }
    let young = a.unit.is_none() && a.kind == Kind::Number && super::age::bounded(input.to(a.tokens.start), rest);
    let age = young
        || age(input.to(a.tokens.start), &a, intro)
        || a.unit.is_none() && a.kind == Kind::Number && super::age::of_person(input.to(a.tokens.start), rest)
        || a.unit.is_none() && a.kind == Kind::Number && super::age::apposed(input, rest, a.value.numeral.value);
    let (kind, unit) = aged(age, a.kind, a.unit);
    Found {
        kind,
        amount: Stated::Value(a.value),
        unit,
        hedge,
        change: a.change,
        number: a.number,
        tokens: start..rest.at,
    }
}

/// Whether "over" before a duration is the preposition: "over five weeks", but "for over five weeks".
fn spans(input: Cursor<'_>, start: usize) -> bool {
    let at = input.to(start);
    let over = at.is(0, "over") && start < input.at;
    let needs = at.back_in(1, vocab::PREPOSITION.or(vocab::AUXILIARY).or(vocab::CONJUNCTION).or(vocab::ADVERB))
        || [
            "lasted", "lasting", "took", "taking", "spent", "spending", "well", "sentence", "of", "after", "running",
            "wait", "waited", "served",
        ]
        .iter()
        .any(|w| at.word_back(1).eq_ignore_ascii_case(w))
        || at.back(1).is_none();
    over && !needs
}

/// "the bureau's over three hour interview": a duration in the singular that stands before its noun.
fn premodifies(input: Cursor<'_>, rest: Cursor<'_>) -> bool {
    let unit = rest.word_back(1);
    let closed = vocab::PREPOSITION.or(vocab::AUXILIARY).or(vocab::CONJUNCTION).or(vocab::RELATIVE).or(vocab::ADVERB);
    let noun = rest.peek().is_some_and(|t| t.kind == scan::Kind::Word && !t.is(closed));
    input.back_in(2, vocab::DETERMINER.or(vocab::POSSESSIVE)) && noun && !unit.ends_with('s')
}

fn age(at: Cursor<'_>, a: &Side, intro: Intro) -> bool {
    let years = a.unit.as_ref().is_none_or(|u| u.dimension == "time");
    let before = at.to(intro.start);
    years
        && matches!(a.kind, Kind::Number | Kind::Duration)
        && a.value.fraction.is_none()
        && (super::age::said(at) || super::age::said(before))
        || a.kind == Kind::Age
}

fn aged(age: bool, kind: Kind, unit: Option<Unit>) -> (Kind, Unit) {
    if !age {
        return (kind, unit.unwrap_or_default());
    }
    let year = || Unit { name: "year".into(), code: Some("a".into()), dimension: "time", span: None };
    (Kind::Age, unit.unwrap_or_else(year))
}

/// Whether the currency that ends at a cursor is that of a number straight after it: "dozens of US$9 notes".
fn before_number(after: Cursor<'_>) -> bool {
    let number = |t: &crate::prose::Token| t.kind == scan::Kind::Number || t.lexeme().anchor;
    after.peek().is_some_and(number) && super::money::sign_before(after).is_some()
}

/// A vague count with its unit: "hundreds of miles", "tens of millions of dollars".
fn vague(input: Cursor<'_>, rest: Cursor<'_>, (low, high): (u64, u64)) -> Found {
    let intro_start = bound::leading(input).and_then(|h| h.start).unwrap_or(input.at);
    let number = input.at..rest.at;
    let of = if rest.is(0, "of") { rest.skip(1) } else { rest };
    let value = value::Value { scaled: true, ..value::Value::plain(crate::quantity::Numeral::whole(low)) };
    let mut kind = Kind::Vague;
    let mut unit = Unit::default();
    let mut end = rest.at;
    if let Ok((after, found)) = super::unit::unit(value)(of).map(|(r, f)| (r, f.entry)) {
        unit = super::unit::describe(found, of);
        unit.span = Some(input.cover(of.at..after.at));
        end = after.at;
    } else if let Ok((after, currency)) = super::money::after(value)(of)
        && !before_number(after)
    {
        unit = super::money::unit(currency, input, of.at..after.at);
        kind = Kind::Money;
        end = after.at;
    }
    if kind == Kind::Vague {
        kind = match unit.dimension {
            "" => Kind::Vague,
            "percent" => Kind::Percent,
            "time" => Kind::Duration,
            "count" => Kind::Vague,
            _ => Kind::Measure,
        };
    }
    Found {
        kind,
        amount: Stated::Vague(low, high),
        unit,
        hedge: Hedged::default(),
        change: Change::None,
        number,
        tokens: intro_start..end,
    }
}
