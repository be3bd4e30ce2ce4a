//! Whether a claim asserts its value, where that depends on what it is bound to.

use super::candidate::{Binder, Match};
use crate::quantity::Kind;
use std::ops::Range;

/// The words of a claim's clause before its number.
fn before<'b>(b: &'b Binder<'_>, i: usize) -> impl Iterator<Item = String> + 'b {
    let cell = b.cells.of(i);
    let from = cell.sentence.start.max(cell.noun.start.saturating_sub(24));
    words(b, from..cell.noun.start)
}

fn words<'b>(b: &'b Binder<'_>, tokens: Range<usize>) -> impl Iterator<Item = String> + 'b {
    tokens.map(|t| b.reading.prose.word(t).to_ascii_lowercase())
}

/// "Economists expect inflation to have reached 8.8 percent."
pub(super) fn is_forecast(b: &Binder<'_>, i: usize) -> bool {
    before(b, i).any(|w| {
        matches!(
            w.as_str(),
            "expect"
                | "expects"
                | "expected"
                | "forecast"
                | "forecasts"
                | "predict"
                | "predicts"
                | "predicted"
                | "projects"
                | "projected"
                | "anticipate"
                | "anticipates"
                | "anticipated"
        )
    })
}

/// Whether one of the pack's sources with a figure of this measure stands in the sentence: the forecast may be its own.
pub(super) fn names_source(b: &Binder<'_>, i: usize, best: &Match) -> bool {
    let measure = b.measure(best.pack, best.measure);
    b.reading.sentence(b.claims[i].sentence).iter().any(|o| {
        let sources = &b.index.phrases[o.phrase as usize].sources;
        sources
            .iter()
            .any(|(p, s)| *p as usize == best.pack && measure.figures.iter().any(|f| f.source == Some(*s as usize)))
    })
}

/// "a further 21,500", "21,500 more".
pub(super) fn is_addition(b: &Binder<'_>, i: usize) -> bool {
    let cell = b.cells.of(i);
    let start = cell.noun.start;
    let from = start.saturating_sub(2).max(cell.sentence.start);
    let adds = |w: &String| matches!(w.as_str(), "further" | "additional" | "another" | "extra");
    words(b, from..start + 1).any(|w| adds(&w))
        || b.reading.prose.word(b.claims[i].tokens.end).eq_ignore_ascii_case("more")
}

/// "a further $200 million": money comes in tranches, each of which is a figure of its own.
pub(super) fn is_tranche(b: &Binder<'_>, i: usize) -> bool {
    b.claims[i].quantity.kind == Kind::Money && is_addition(b, i)
}

/// Whether the words that a measure was found by say that something changed: its figures are differences themselves.
pub(super) fn is_change(b: &Binder<'_>, best: &Match) -> bool {
    let measure = b.measure(best.pack, best.measure);
    if measure.kind == Some(Kind::Points) {
        return true;
    }
    let phrases = measure.conditions.iter().flat_map(|c| &c.phrases).chain([&measure.id]).chain(&measure.title);
    phrases.flat_map(|p| p.split([' ', '_', '-'])).any(|w| {
        let word = w.to_ascii_lowercase();
        const CHANGES: &[&str] = &[
            "cut",
            "gain",
            "rise",
            "increas",
            "growth",
            "grow",
            "grew",
            "fall",
            "drop",
            "declin",
            "reduc",
            "warm",
            "add",
            "los",
            "chang",
            "swing",
            "lead",
            "gap",
            "margin",
            "deficit",
            "surplus",
            "shortfall",
            "rais",
            "warmer",
            "anomal",
        ];
        CHANGES.iter().any(|c| word.starts_with(c))
    })
}

/// "The chain has closed 19 stores", "lost 11 seats": by how much something changed, not how much there is.
pub(super) fn is_gain_or_loss(b: &Binder<'_>, i: usize) -> bool {
    let start = b.cells.of(i).noun.start;
    let from = start.saturating_sub(2).max(b.cells.of(i).sentence.start);
    words(b, from..start).any(|w| {
        matches!(
            w.as_str(),
            "closed"
                | "close"
                | "closing"
                | "opened"
                | "open"
                | "opening"
                | "shut"
                | "lost"
                | "lose"
                | "gained"
                | "gain"
                | "shed"
                | "sold"
                | "bought"
                | "scrapped"
                | "axed"
                | "reopened"
        )
    })
}

/// "Had the Left won 5.1 percent, it would …": an inverted condition.
pub(super) fn is_inverted(b: &Binder<'_>, i: usize) -> bool {
    let prose = b.reading.prose;
    let first = prose.sentences[b.claims[i].sentence].range().start;
    let opens = matches!(prose.word(first), "Had" | "Were" | "Should");
    let question = prose.is(prose.sentences[b.claims[i].sentence].range().end.saturating_sub(1), "?");
    let comma = (first..b.claims[i].tokens.start).take(40).any(|t| prose.is(t, ","));
    opens && !question && !comma
}

/// "15 percent of five-year-olds | have not had their second dose": the number is of those who did not.
pub(super) fn is_complement(b: &Binder<'_>, i: usize) -> bool {
    let end = b.cells.of(i).noun.end;
    let to = (end + 3).min(b.cells.of(i).sentence.end);
    words(b, end.min(to)..to).any(|w| matches!(w.as_str(), "not" | "never") || w.ends_with("n't") || w.ends_with("n’t"))
}
