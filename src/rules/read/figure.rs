//! `[[measure.NAME.figure]]`: one known value, as written.

use super::fields::{At, Fields, Problems, sort_of, span};
use super::value::{self, Sort};
use super::{raw, time};
use crate::quantity::{Kind, Numeral, Quantity};
use crate::rules::{FigureStatus, Period, Tolerance, Value};
use crate::span::FileSpan;
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A figure as written: its value is read, its sources and its sum are not yet looked up.
#[derive(Debug)]
pub struct RawFigure {
    pub span: FileSpan,
    pub value: RawValue,
    pub kind: Option<Kind>,
    pub source: Option<At<String>>,
    pub via: Option<At<String>>,
    pub as_of: Option<DateTime>,
    pub period: Option<(String, Period)>,
    pub valid: Option<Period>,
    pub embargo: Option<DateTime>,
    pub tolerance: Option<Tolerance>,
    pub exact: bool,
    pub status: FigureStatus,
    pub url: Option<String>,
}

/// What a figure says, as written.
#[derive(Debug)]
pub enum RawValue {
    Known(Value),
    /// `{ expr = "…" }`
    Sum(At<String>),
    /// Wrong; the problem is noted.
    Broken,
}

const FIGURE: &[&str] = &[
    "value",
    "at_least",
    "at_most",
    "between",
    "source",
    "via",
    "as_of",
    "for",
    "valid",
    "embargo",
    "tolerance",
    "exact",
    "status",
    "unit",
    "kind",
    "url",
    "note",
];
const VALUES: [&str; 4] = ["value", "at_least", "at_most", "between"];

/// Statuses by the names that packs give them.
pub const STATUSES: &[(&str, FigureStatus)] = &[
    ("provisional", FigureStatus::Provisional),
    ("revised", FigureStatus::Revised),
    ("final", FigureStatus::Final),
    ("withdrawn", FigureStatus::Withdrawn),
];

/// Reads a figure; `sort` is the unit that its measure states.
pub fn raw(
    measure: &str,
    at: FileSpan,
    table: &DeTable<'_>,
    sort: Option<&Sort>,
    problems: &mut Problems,
) -> RawFigure {
    let fields = Fields::open(format!("the figure of measure `{measure}`"), at, table, FIGURE, problems);
    let own = fields.get("unit").and_then(|_| raw::unit(&fields, problems));
    let value = value_of(&fields, own.as_ref().or(sort), problems).unwrap_or(RawValue::Broken);
    RawFigure {
        span: at,
        source: fields.text("source", problems),
        via: fields.text("via", problems),
        as_of: moment(&fields, "as_of", problems),
        period: period(&fields, problems),
        valid: valid(&fields, problems),
        embargo: moment(&fields, "embargo", problems),
        tolerance: tolerance(&fields, problems),
        exact: fields.flag("exact", problems),
        status: status(&fields, problems),
        url: fields.text("url", problems).map(|u| u.value),
        kind: raw::kind(&fields, problems),
        value,
    }
}

fn value_of(fields: &Fields<'_, '_>, sort: Option<&Sort>, problems: &mut Problems) -> Option<RawValue> {
    let given: Vec<&str> = VALUES.into_iter().filter(|k| fields.get(k).is_some()).collect();
    let key = match given.as_slice() {
        [key] => *key,
        [] => {
            let help = "give one of `value`, `at_least`, `at_most` and `between`";
            problems.missing(fields.span, format!("{} has no value", fields.what), help);
            return None;
        }
        [first, second, ..] => {
            let message = format!("{} has both `{first}` and `{second}`", fields.what);
            problems
                .add(fields.place(second), message)
                .help("a figure has one value; write a second figure for another");
            return None;
        }
    };
    let item = fields.get(key)?;
    match (key, item.get_ref()) {
        ("value", DeValue::Datetime(day)) => {
            let day = time::moment(day).map(|d| RawValue::Known(Value::Day(d.date())));
            if day.is_none() {
                problems.add(span(item.span()), format!("`value` of {} is a time without its day", fields.what));
            }
            day
        }
        ("value", DeValue::Table(table)) => {
            let inner =
                Fields::open(format!("`value` of {}", fields.what), span(item.span()), table, &["expr"], problems);
            inner.need_text("expr", problems).map(RawValue::Sum)
        }
        ("between", DeValue::Array(ends)) => {
            let [low, high] = ends.iter().collect::<Vec<_>>()[..] else {
                let message = format!("`between` of {} must have two ends, but has {}", fields.what, ends.len());
                problems.add(span(item.span()), message).help("write between = [400, 500]");
                return None;
            };
            let low = quantity(fields, "between", low, sort, problems);
            let high = quantity(fields, "between", high, sort, problems);
            between(fields, item, low?, high?, problems)
        }
        ("between", _) => {
            fields.wrong("between", "a list of two ends, such as [400, 500],", problems);
            None
        }
        _ => {
            let found = quantity(fields, key, item, sort, problems)?;
            if let Some((low, high)) = value::ends(&found).filter(|_| key == "value") {
                return between(fields, item, low, high, problems);
            }
            if found.value.is_none() && found.fraction.is_none() {
                problems.add(span(item.span()), format!("`{key}` of {} is no single number", fields.what));
                return None;
            }
            let found = Box::new(found);
            Some(RawValue::Known(match key {
                "at_least" => Value::AtLeast(found),
                "at_most" => Value::AtMost(found),
                _ => Value::Exactly(found),
            }))
        }
    }
}

fn between(
    fields: &Fields<'_, '_>,
    item: &Spanned<DeValue<'_>>,
    mut low: Quantity,
    high: Quantity,
    problems: &mut Problems,
) -> Option<RawValue> {
    // The first end of "between 400 and 500 km" takes the unit of the second.
    if low.unit.name.is_empty() && !high.unit.name.is_empty() {
        (low.unit, low.kind) = (high.unit.clone(), high.kind);
    }
    if low.unit.dimension != high.unit.dimension {
        problems.add(span(item.span()), format!("the ends of {} are not in units of one kind", fields.what));
        return None;
    }
    if low.unit.name == high.unit.name && low.value > high.value {
        let message = format!("the first end of {} is above the second", fields.what);
        problems.add(span(item.span()), message).help("write the lower end first");
        return None;
    }
    Some(RawValue::Known(Value::Between(Box::new((low, high)))))
}

/// A number by its literal digits, or a text by the grammar of prose.
fn quantity(
    fields: &Fields<'_, '_>,
    key: &str,
    item: &Spanned<DeValue<'_>>,
    sort: Option<&Sort>,
    problems: &mut Problems,
) -> Option<Quantity> {
    let at = span(item.span());
    match item.get_ref() {
        DeValue::String(text) => {
            let found = value::quantity(text).map(|q| with_sort(q, sort));
            if let Some(scale) = found.as_ref().and_then(misspelt_scale) {
                let message =
                    format!("`{key}` of {} counts {:?}", fields.what, found.as_ref().map_or("", |q| &q.unit.name));
                problems.add(at, message).help(format!("did you mean `{scale}`?"));
                return None;
            }
            if found.is_none() {
                problems
                    .add(at, format!("`{key}` of {} is no quantity: {text:?}", fields.what))
                    .help("write it as prose does: \"3.2 million barrels/day\", \"£186.4 million\", \"45 %\", \"about 1.2 million\"");
            }
            found
        }
        DeValue::Integer(_) | DeValue::Float(_) => literal(fields, key, item, problems).map(|n| value::bare(n, sort)),
        other => {
            let message = format!("`{key}` of {} must be a number or a text, but is {}", fields.what, sort_of(other));
            problems.add(at, message);
            None
        }
    }
}

/// The scale word that was meant by the first word of what is counted: "2.1 milion".
fn misspelt_scale(quantity: &Quantity) -> Option<&'static str> {
    let first = quantity.unit.name.split(' ').next().filter(|w| w.len() > 4)?;
    let scales = ["thousand", "million", "billion", "trillion", "hundred"];
    (quantity.kind == Kind::Count).then(|| scales.into_iter().find(|s| strsim::damerau_levenshtein(s, first) == 1))?
}

/// A bare number in text takes the unit of its measure.
pub fn with_sort(quantity: Quantity, sort: Option<&Sort>) -> Quantity {
    match sort {
        Some(sort) if quantity.kind == Kind::Number => {
            Quantity { kind: sort.kind, unit: sort.unit.clone(), ..quantity }
        }
        _ => quantity,
    }
}

fn literal(
    fields: &Fields<'_, '_>,
    key: &str,
    item: &Spanned<DeValue<'_>>,
    problems: &mut Problems,
) -> Option<Numeral> {
    let digits = match item.get_ref() {
        DeValue::Integer(n) if n.radix() == 10 => n.as_str(),
        DeValue::Float(n) => n.as_str(),
        DeValue::Integer(_) => "",
        _ => return None,
    };
    let found = value::number(digits);
    if found.is_none() {
        problems
            .add(span(item.span()), format!("`{key}` of {} is no number that can be compared", fields.what))
            .help("numbers are decimal and have at most 28 digits");
    }
    found
}

/// A bare number that must be there.
pub fn need_number(fields: &Fields<'_, '_>, key: &str, problems: &mut Problems) -> Option<At<Decimal>> {
    let Some(item) = fields.get(key) else {
        problems.missing(fields.span, format!("{} has no `{key}`", fields.what), "");
        return None;
    };
    if !item.get_ref().is_integer() && !item.get_ref().is_float() {
        fields.wrong(key, "a number", problems);
        return None;
    }
    literal(fields, key, item, problems).map(|n| At::new(n.value, span(item.span())))
}

/// A date or time.
pub fn moment(fields: &Fields<'_, '_>, key: &str, problems: &mut Problems) -> Option<DateTime> {
    let item = fields.get(key)?;
    let found = match item.get_ref() {
        DeValue::Datetime(value) => time::moment(value),
        DeValue::String(text) => time::moment_in(text),
        _ => {
            fields.wrong(key, "a date, such as 2022-01-07,", problems);
            return None;
        }
    };
    if found.is_none() {
        problems
            .add(span(item.span()), format!("`{key}` of {} is no day", fields.what))
            .help("write year-month-day, such as 2022-01-07; what a value describes goes into `for`");
    }
    found
}

fn period(fields: &Fields<'_, '_>, problems: &mut Problems) -> Option<(String, Period)> {
    let item = fields.get("for")?;
    let (text, found) = match item.get_ref() {
        DeValue::String(text) => (text.to_string(), time::period(text)),
        DeValue::Datetime(day) => (day.to_string(), time::moment(day).map(|d| time::one_day(d.date()))),
        DeValue::Integer(n) => (n.as_str().to_string(), time::period(n.as_str())),
        _ => {
            fields.wrong("for", "a period in quotes", problems);
            return None;
        }
    };
    let Some(found) = found else {
        let message = format!("`for` of {} is no period: {text:?}", fields.what);
        problems.add(span(item.span()), message).help(format!("write {}", time::PERIODS));
        return None;
    };
    Some((text, found))
}

fn valid(fields: &Fields<'_, '_>, problems: &mut Problems) -> Option<Period> {
    fields.get("valid")?;
    let (at, table) = fields.table("valid", problems)?;
    let inner = Fields::open(format!("`valid` of {}", fields.what), at, table, &["from", "until"], problems);
    let from = moment(&inner, "from", problems).map(|d| d.date());
    let until = moment(&inner, "until", problems).map(|d| d.date());
    if from.is_none() && until.is_none() && table.is_empty() {
        problems.add(at, format!("{} has neither `from` nor `until`", inner.what));
    }
    if let (Some(from), Some(until)) = (from, until)
        && from > until
    {
        problems.add(inner.place("until"), format!("{} ends before it begins", inner.what));
    }
    Some(Period { from: from.unwrap_or(Date::MIN), until })
}

fn tolerance(fields: &Fields<'_, '_>, problems: &mut Problems) -> Option<Tolerance> {
    let item = fields.get("tolerance")?;
    if item.get_ref().is_integer() || item.get_ref().is_float() {
        return need_number(fields, "tolerance", problems).map(|n| Tolerance::Amount(n.value.abs()));
    }
    let text = fields.text("tolerance", problems)?;
    let found = value::quantity(&text.value).and_then(|q| {
        let value = q.value?.abs();
        match q.kind {
            Kind::Percent => value.checked_div(Decimal::ONE_HUNDRED).map(Tolerance::Share),
            _ => Some(Tolerance::Amount(value)),
        }
    });
    if found.is_none() {
        problems
            .add(text.span, format!("`tolerance` of {} is no quantity: {:?}", fields.what, text.value))
            .help("write a share of the figure, \"2 %\", or an amount in its unit, \"500\"");
    }
    found
}

fn status(fields: &Fields<'_, '_>, problems: &mut Problems) -> FigureStatus {
    let Some(text) = fields.text("status", problems) else { return FigureStatus::Stated };
    match STATUSES.iter().find(|s| s.0 == text.value) {
        Some((_, status)) => *status,
        None => {
            let message = format!("`status` of {} cannot be {:?}", fields.what, text.value);
            problems.unknown(text.span, message, &text.value, STATUSES.iter().map(|s| s.0));
            FigureStatus::Stated
        }
    }
}
