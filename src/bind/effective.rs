//! What a number means beside its neighbours: a bare number borrows the unit of the one before it, and an amount of
//! money is a price where the draft names what it buys.

use super::candidate::Binder;
use super::fit::{Sort, sample, sort};
use crate::claim::{Claim, Modality, Role};
use crate::prose::Prose;
use crate::quantity::{Bound, Change, End, Interval, Kind, Quantity, Unit};
use crate::rules::Measure;
use crate::settings::Precision;
use crate::vocab::{self, Meaning, UNITS, Words, words};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// How many tokens back a bare number looks for the one whose unit it shares.
const REACH: usize = 30;

/// Bare numbers with the unit of the number before them: "covers 407 square kilometres, and its neighbour 462".
pub(super) fn borrowed(prose: &Prose<'_>, claims: &[Claim]) -> HashMap<usize, Quantity> {
    let mut borrowed = HashMap::new();
    let mut last: Option<usize> = None;
    for (i, claim) in claims.iter().enumerate() {
        if claim.role == Role::Scope {
            continue;
        }
        let quantity = &claim.quantity;
        if let Some(rate) = per(prose, claim) {
            borrowed.insert(i, rate);
            last = Some(i);
            continue;
        }
        if let Some(above) = passed(prose, claim) {
            borrowed.insert(i, above);
        }
        if let Some(base) = base(prose, claim) {
            borrowed.insert(i, base);
        }
        let bare = quantity.kind == Kind::Number || is_of_a_time(prose, claim);
        if !bare {
            if !is_change(prose, claim) {
                last = Some(i);
            }
            continue;
        }
        let Some(j) = last.filter(|j| claims[*j].sentence == claim.sentence) else { continue };
        let between = claims[j].tokens.end..claim.tokens.start;
        let model = &claims[j].quantity;
        let joined =
            between.clone().any(|t| matches!(prose.word(t), "," | ";" | "and" | "but" | "while" | "from" | "to"));
        if joined
            && between.len() <= REACH
            && matches!(sort(model.kind), Sort::Unit | Sort::Share)
            && model.range.is_none()
        {
            let own = borrowed.get(&i).unwrap_or(quantity).clone();
            borrowed.insert(i, Quantity { kind: model.kind, unit: model.unit.clone(), ..own });
        }
    }
    borrowed
}

/// "30 percent less than", "up 12 percent", "rose by a fifth": by how much something changed, which no other number
/// shares.
fn is_change(prose: &Prose<'_>, claim: &Claim) -> bool {
    let compares = vocab::UP_COMPARATIVE.or(vocab::DOWN_COMPARATIVE).or(vocab::SIZE_COMPARATIVE);
    claim.quantity.change != Change::None
        || claim.modality == Some(Modality::Difference)
        || prose.tokens.get(claim.tokens.end).is_some_and(|t| t.is(compares))
        || claim.tokens.start.checked_sub(1).is_some_and(|t| prose.tokens[t].is_text("by"))
}

/// "The 2,610 of the year before": the noun after "of" says when, not what.
fn is_of_a_time(prose: &Prose<'_>, claim: &Claim) -> bool {
    let Some(unit) = claim.quantity.unit.span.filter(|_| claim.quantity.kind == Kind::Count) else { return false };
    let (first, last) = (prose.token_at(unit.start), prose.token_at(unit.end.saturating_sub(1)));
    let of = (first.saturating_sub(2)..=last).any(|t| prose.tokens[t].is_text("of"));
    of && prose.tokens[last].is(vocab::TIME_NOUN)
}

/// "Below the 2,054,300 of 2019": the number that another is held against is told as it is, and no bound.
fn base(prose: &Prose<'_>, claim: &Claim) -> Option<Quantity> {
    let quantity = &claim.quantity;
    let before = prose.token_at(claim.number.start).checked_sub(1)?;
    let bound = matches!(quantity.bound, Bound::LessThan | Bound::MoreThan | Bound::UpTo | Bound::AtLeast);
    if !bound || quantity.range.is_some() || !prose.tokens[before].is_text("the") {
        return None;
    }
    let counts = matches!(quantity.kind, Kind::Count | Kind::Number);
    let interval = Interval::of(&quantity.numeral, Bound::Exact, counts, &Precision::default());
    Some(Quantity { bound: Bound::Exact, interval, ..quantity.clone() })
}

/// "8.1 cases of measles per 100,000 people", "2.1 deaths for every 100,000 people".
fn per(prose: &Prose<'_>, claim: &Claim) -> Option<Quantity> {
    if !matches!(claim.quantity.kind, Kind::Count | Kind::Number) {
        return None;
    }
    let under = claim.scope.iter().find_map(|s| {
        let text = prose.slice(s.span);
        let every = || ["for every ", "for each ", "in every "].iter().find_map(|opens| text.strip_prefix(opens));
        match s.relation.as_str() {
            "per" => Some(text.to_string()),
            "for" | "in" => every().filter(|n| n.starts_with(|c: char| c.is_ascii_digit())).map(|n| format!("per {n}")),
            _ => None,
        }
    })?;
    let name = format!("{} {under}", claim.quantity.unit.name);
    let unit = Unit { name: name.trim().to_string().into(), dimension: "rate", ..claim.quantity.unit.clone() };
    Some(Quantity { kind: Kind::Rate, unit, ..claim.quantity.clone() })
}

/// Whether an amount is that of each of several: "£9,400 for every resident", "€40 a head", "$5 apiece".
pub(super) fn is_for_each(prose: &Prose<'_>, claim: &Claim) -> bool {
    let at = claim.tokens.end;
    let is = |t: usize, word: &str| prose.word(t).eq_ignore_ascii_case(word);
    claim.quantity.kind != Kind::Rate
        && (is(at, "for") && (is(at + 1, "every") || is(at + 1, "each"))
            || (is(at, "a") || is(at, "per")) && is(at + 1, "head")
            || is(at, "apiece")
            || claim.quantity.kind == Kind::Money && is(at, "each"))
}

/// "Cases pass 1,200": a lower bound in a verb.
fn passed(prose: &Prose<'_>, claim: &Claim) -> Option<Quantity> {
    let before = claim.tokens.start.checked_sub(1)?;
    let passes = prose.tokens[before].is(crate::vocab::PASSING_VERB);
    let quantity = &claim.quantity;
    let value = quantity.value.filter(|_| passes && quantity.bound == Bound::Exact)?;
    let interval = Interval { low: Some(End { value, open: true }), high: None };
    Some(Quantity { bound: Bound::MoreThan, interval, ..quantity.clone() })
}

/// A claim's quantity as a measure wants it: an amount as a rate, where the sentence says for how much of what; a bare
/// number as an age, where it says so.
pub(super) fn quantity<'q>(b: &'q Binder<'_>, i: usize, measure: &Measure) -> Cow<'q, Quantity> {
    let own = b.quantity(i);
    let on_file = match own.kind {
        Kind::Money | Kind::Count | Kind::Number | Kind::Rate => sample(measure),
        _ => None,
    };
    let Some(on_file) = on_file else { return Cow::Borrowed(own) };
    let converted = match (own.kind, on_file.kind) {
        (Kind::Money, Kind::Rate) => priced(b, i, own, on_file),
        (Kind::Count | Kind::Number, Kind::Rate) => paced(b, i, own, on_file),
        (Kind::Number, Kind::Age | Kind::Duration) => aged(b, i, own, on_file),
        (Kind::Rate, Kind::Money) => yearly(own, on_file),
        _ => None,
    };
    converted.map_or(Cow::Borrowed(own), Cow::Owned)
}

/// An amount of money as a price, where the sentence says of what: "a kilo fetches $20,000", "£92 for each megawatt-hour".
fn priced(b: &Binder<'_>, i: usize, own: &Quantity, on_file: &Quantity) -> Option<Quantity> {
    let (_, lower) = on_file.unit.name.split_once(" per ")?;
    // "US gallon" is a gallon to the draft.
    let word = lower.rsplit(' ').next().unwrap_or(lower);
    if !names_unit(b, b.cells.of(i).sentence.clone(), word) {
        return None;
    }
    let code = on_file.unit.code.as_deref().and_then(|c| c.split_once('/')).zip(own.unit.code.as_deref());
    let unit = Unit {
        name: format!("{} per {lower}", own.unit.name).into(),
        code: code.map(|((_, under), upper)| format!("{upper}/{under}").into()),
        ..own.unit.clone()
    };
    Some(Quantity { kind: Kind::Rate, unit, ..own.clone() })
}

/// A number of things as a pace: "daily transits were cut to 31" of a file that has 31 a day.
fn paced(b: &Binder<'_>, i: usize, own: &Quantity, on_file: &Quantity) -> Option<Quantity> {
    let (_, lower) = on_file.unit.name.split_once("per ")?;
    let class = match lower {
        "hour" => vocab::PER_HOUR,
        "day" => vocab::PER_DAY,
        "week" => vocab::PER_WEEK,
        "month" => vocab::PER_MONTH,
        "year" => vocab::PER_YEAR,
        _ => return None,
    };
    let prose = b.reading.prose;
    let each = vocab::EACH;
    let says = |t: usize| {
        prose.tokens[t].is(class)
            || prose.word(t).eq_ignore_ascii_case(lower)
                && t.checked_sub(1).is_some_and(|e| prose.tokens[e].is(each) || matches!(prose.word(e), "a" | "per"))
    };
    let told = b.cells.of(i).tokens.clone().any(says);
    told.then(|| Quantity { kind: Kind::Rate, unit: on_file.unit.clone(), ..own.clone() })
}

/// "The average age was 73."
fn aged(b: &Binder<'_>, i: usize, own: &Quantity, on_file: &Quantity) -> Option<Quantity> {
    const AGE: Words = words!["age", "aged", "ages"];
    let mut cell = b.cells.of(i).tokens.clone();
    let told = on_file.unit.name == "year" && cell.any(|t| b.reading.prose.is_any(t, AGE));
    told.then(|| Quantity { kind: on_file.kind, unit: on_file.unit.clone(), ..own.clone() })
}

/// "A grant of £23m a year" as the £23m that the file has, which does not say that it comes every year.
fn yearly(own: &Quantity, on_file: &Quantity) -> Option<Quantity> {
    let paid = own.unit.name.strip_suffix(" per year")?;
    (paid == on_file.unit.name).then(|| Quantity { kind: Kind::Money, unit: on_file.unit.clone(), ..own.clone() })
}

/// Whether a claim is money a year and the measure's figure only money: one may be the other, but need not.
pub(super) fn is_yearly(b: &Binder<'_>, i: usize, measure: &Measure) -> bool {
    let own = b.quantity(i);
    own.kind == Kind::Rate && sample(measure).is_some_and(|q| q.kind == Kind::Money && yearly(own, q).is_some())
}

/// Whether a stretch names a unit in any of its forms: "kilo" for the kilogram, "megawatt hour".
fn names_unit(b: &Binder<'_>, stretch: Range<usize>, unit: &str) -> bool {
    let prose = b.reading.prose;
    let is_it = |m: Meaning| matches!(m, Meaning::UnitEntry(n) if UNITS[n as usize].name == unit);
    let parts: Vec<&str> = unit.split('-').collect();
    stretch.clone().any(|t| {
        let mut at = t;
        let spelled = parts.iter().all(|part| {
            at += usize::from(at > t && prose.word(at) == "-");
            at += 1;
            prose.word(at - 1).eq_ignore_ascii_case(part)
        });
        spelled || prose.tokens[t].lexeme().phrases.iter().any(|p| p.rest.is_empty() && is_it(p.meaning))
    })
}
