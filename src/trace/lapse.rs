//! Ages and durations that work out from two dates of a source, or from a date of birth and the draft's own date.

use super::item::What;
use super::value;
use super::{Trace, TraceStatus, Tracer, label};
use crate::quantity::{Kind, PartialDate, Quantity};

/// At most this many dates are tried.
const DATES: usize = 64;

/// The trace of an age or a duration that follows from two dates.
pub(super) fn trace(tracer: &Tracer<'_, '_>, i: usize) -> Option<Trace> {
    let want = tracer.items[i].what.quantity()?;
    let (n, working) = match want.kind {
        Kind::Age => age(tracer, want),
        Kind::Number | Kind::Count if want.value.is_some_and(|v| v.scale() == 0) => age(tracer, want),
        Kind::Duration => {
            age(tracer, want).or_else(|| duration(tracer, i, want)).or_else(|| between_hours(tracer, i, want))
        }
        _ => None,
    }?;
    let place = Some(tracer.sources.place(tracer.sources.numbers[n].sentence, ""));
    Some(Trace { status: TraceStatus::WorksOut, place, working: Some(working), instead: None, slight: false })
}

fn date(tracer: &Tracer<'_, '_>, n: usize) -> Option<PartialDate> {
    match tracer.sources.numbers[n].what {
        What::Date(d) if d.year.is_some() => Some(d),
        _ => None,
    }
}

/// The draft's own date.
fn today(tracer: &Tracer<'_, '_>) -> Option<PartialDate> {
    tracer.date.map(|d| PartialDate {
        year: Some(d.year()),
        month: Some(d.month() as u8),
        day: Some(d.day() as u8),
        weekday: None,
    })
}

/// An age: from a birth to the draft's date, or to another date that stands with it.
fn age(tracer: &Tracer<'_, '_>, want: &Quantity) -> Option<(usize, String)> {
    let sources = tracer.sources;
    let births = sources.births().iter().copied().filter(|&n| tracer.related[sources.source_of(n)]).take(DATES);
    for birth in births {
        let from = date(tracer, birth)?;
        let beside = sources.sentences[sources.numbers[birth].sentence].numbers.clone().take(DATES);
        let ends = beside.filter(|n| *n > birth).filter_map(|n| date(tracer, n));
        let fits = |to: &PartialDate| months(from, *to).is_some_and(|m| holds(want, m, true));
        if let Some(to) = today(tracer).into_iter().chain(ends).find(fits) {
            return Some((birth, format!("{} − {}", to.year?, from.year?)));
        }
    }
    None
}

/// A duration: between two dates of one sentence that shares the draft's words.
fn duration(tracer: &Tracer<'_, '_>, i: usize, want: &Quantity) -> Option<(usize, String)> {
    let sources = tracer.sources;
    let words = &tracer.words[i];
    let shares = |n: &usize| {
        let s = &sources.sentences[sources.numbers[*n].sentence];
        tracer.related[s.source] && label::shared(&words.wide, &s.words) >= 1
    };
    let mut sentences: Vec<usize> =
        sources.sharing(&words.wide).take(512).filter(shares).map(|n| sources.numbers[n].sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    for sentence in sentences {
        let dates = sources.sentences[sentence].numbers.clone().take(DATES);
        let dates: Vec<_> = dates.filter_map(|n| Some((n, date(tracer, n)?))).take(12).collect();
        let close = label::shared(&words.wide, &sources.sentences[sentence].words) >= 2;
        let beside = dates.windows(2).filter(|_| close).map(|pair| (pair[0], pair[1].1));
        // "For 20 years": from the year that the source names to the draft's own day.
        let whole = want.unit.name != "month" && want.value.is_some_and(|v| v.fract().is_zero());
        let since =
            dates.iter().zip(std::iter::repeat(today(tracer))).filter_map(|(from, today)| Some((*from, today?)));
        for ((n, from), to) in beside.chain(since.filter(|_| whole)) {
            if months(from, to).is_some_and(|m| holds(want, m, false)) {
                return Some((n, format!("{} − {}", to.year?, from.year?)));
            }
        }
    }
    None
}

/// Minutes or hours between two times of day of one sentence: "55 minutes later", from 7:50 to 8:45.
fn between_hours(tracer: &Tracer<'_, '_>, i: usize, want: &Quantity) -> Option<(usize, String)> {
    let (sources, words) = (tracer.sources, &tracer.words[i]);
    let per = match want.unit.name.as_ref() {
        "minute" => 1,
        "hour" => 60,
        _ => return None,
    };
    let value = want.value?.checked_mul(per.into())?;
    let mut sentences: Vec<usize> =
        sources.sharing(&words.wide).take(512).map(|n| sources.numbers[n].sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    for sentence in sentences.into_iter().filter(|s| tracer.related[sources.sentences[*s].source]) {
        let numbers = sources.sentences[sentence].numbers.clone().take(DATES);
        let times: Vec<_> = numbers.filter_map(|n| Some((n, clock(&sources.numbers[n].what)?))).take(12).collect();
        let pairs = times.iter().flat_map(|a| times.iter().map(move |b| (a, b)));
        if let Some((a, b)) = pairs.into_iter().find(|(a, b)| rust_decimal::Decimal::from(b.1 - a.1) == value) {
            return Some((a.0, format!("{} − {}", sources.numbers[b.0].text, sources.numbers[a.0].text)));
        }
    }
    None
}

/// A time of day in minutes: "8:45 a.m.".
fn clock(what: &What) -> Option<i32> {
    let What::Text(text) = what else { return None };
    let (hour, rest) = text.split_once([':', '.'])?;
    let digits = rest.get(..2)?;
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, digits.parse().ok()?);
    let later = rest[2..].trim_start().starts_with('p') && hour < 12;
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute + if later { 720 } else { 0 })
}

/// From one date to another, in months: the fewest and the most, by what is not stated.
fn months(from: PartialDate, to: PartialDate) -> Option<(i64, i64)> {
    let years = i64::from(to.year?) - i64::from(from.year?);
    match (from.month, to.month) {
        (Some(a), Some(b)) => {
            let months = years * 12 + i64::from(b) - i64::from(a);
            Some((months - 1, months + 1))
        }
        _ => Some((years * 12 - 11, years * 12 + 11)),
    }
}

/// Whether a quantity of years or months states such a lapse. An age is in whole years that have passed.
fn holds(want: &Quantity, (least, most): (i64, i64), age: bool) -> bool {
    let Some(value) = want.value else { return false };
    let per: i64 = match want.unit.name.as_ref() {
        "month" => 1,
        "decade" => 120,
        _ => 12,
    };
    let (Some((low, high)), twelve) = (value::allowed(want, false), rust_decimal::Decimal::from(per)) else {
        return false;
    };
    let lapse = |m: i64| rust_decimal::Decimal::from(m) / twelve;
    if age {
        return value >= lapse(least).floor() && value <= lapse(most).floor();
    }
    let half = rust_decimal::Decimal::new(25, 2);
    lapse(least) <= high + half && lapse(most) >= low - half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_months() {
        let date = |year, month| PartialDate { year: Some(year), month, ..PartialDate::default() };
        assert_eq!(months(date(2016, Some(4)), date(2021, Some(11))), Some((66, 68)));
        assert_eq!(months(date(1957, None), date(1968, None)), Some((121, 143)));
        assert_eq!(months(PartialDate::default(), date(1968, None)), None);
    }
}
