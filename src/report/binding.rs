//! `--explain-binding`: for each number which measures were looked at, and why it bound to one or to none.

use super::{Run, View, people};
use crate::bind::{Considered, Explanation, Reason, Status, Words};
use crate::document::Document;
use crate::rules::{Measure, Pack, describe};
use serde::Serialize;
use std::fmt::Write;

/// So many measures that did not fit are told of, those that came nearest first.
const SHOWN: usize = 6;
/// So many of a condition's words are told.
const WORDS: usize = 6;

/// The explanations of one draft, for programs.
#[derive(Serialize)]
pub struct Explained<'e> {
    path: &'e str,
    claims: Vec<ClaimOut<'e>>,
}

#[derive(Serialize)]
struct ClaimOut<'e> {
    id: usize,
    place: String,
    text: String,
    status: Status,
    reason: Option<Reason>,
    measure: Option<&'e str>,
    time: Option<String>,
    considered: Vec<ConsideredOut<'e>>,
}

#[derive(Serialize)]
struct ConsideredOut<'e> {
    pack: &'e str,
    measure: &'e str,
    bound: bool,
    why: &'e str,
    words: Vec<WordsOut<'e>>,
    within: Option<bool>,
}

#[derive(Serialize)]
struct WordsOut<'e> {
    key: &'e str,
    wanted: &'e [String],
    found: Option<&'e str>,
    place: Option<&'e str>,
}

fn measure_of<'r>(run: &Run<'r>, (pack, measure): (usize, usize)) -> Option<(&'r Pack, &'r Measure)> {
    let pack = run.rules?.packs.get(pack)?;
    Some((pack, pack.measures.get(measure)?))
}

/// The measures of an explanation, those first of which most words are in reach.
fn nearest(explanation: &Explanation) -> Vec<&Considered> {
    let mut all: Vec<_> = explanation.considered.iter().collect();
    all.sort_by_key(|c| (!c.bound, c.words.iter().filter(|w| w.found.is_none()).count()));
    all
}

/// The explanations of one draft as data.
pub fn explained<'e>(run: &Run<'e>, document: &'e Document<'_>, all: &'e [Explanation]) -> Explained<'e> {
    let view = View::new(run, document);
    let words = |w: &'e Words| WordsOut {
        key: w.key,
        wanted: &w.wanted,
        found: w.found.as_ref().map(|f| f.0.as_str()),
        place: w.found.as_ref().map(|f| f.1),
    };
    let considered = |c: &'e Considered| {
        let (pack, measure) = measure_of(run, c.measure)?;
        Some(ConsideredOut {
            pack: &pack.name,
            measure: &measure.id,
            bound: c.bound,
            why: &c.why,
            words: c.words.iter().map(words).collect(),
            within: c.zone,
        })
    };
    let claim = |e: &'e Explanation| {
        let span = document.claims[e.claim].span;
        ClaimOut {
            id: e.claim + 1,
            place: view.at(span),
            text: super::sheet::flat(view.text(span)),
            status: e.verdict.status,
            reason: e.verdict.reason,
            measure: e.verdict.measure.and_then(|m| measure_of(run, m)).map(|m| m.1.id.as_str()),
            time: e.time.map(|t| t.to_string()),
            considered: nearest(e).into_iter().filter_map(considered).collect(),
        }
    };
    Explained { path: &document.path, claims: all.iter().map(claim).collect() }
}

/// The explanations of one draft for people.
pub fn text(run: &Run<'_>, document: &Document<'_>, all: &[Explanation]) -> String {
    let view = View::new(run, document);
    let mut out = String::new();
    for e in all {
        let span = document.claims[e.claim].span;
        let result = match e.verdict.reason {
            Some(reason) => format!("{}: {}", people::verdict(e.verdict.status), crate::bind::why_not(reason)),
            None => people::verdict(e.verdict.status).to_string(),
        };
        let _ = writeln!(out, "{}: {} – {result}", view.at(span), super::sheet::flat(view.text(span)));
        let (bound, missed): (Vec<&Considered>, Vec<_>) = nearest(e).into_iter().partition(|c| c.bound);
        for considered in bound {
            of_bound(&mut out, run, document, e, considered);
        }
        for considered in missed.iter().take(SHOWN) {
            of_missed(&mut out, run, considered);
        }
        if missed.len() > SHOWN {
            let _ = writeln!(out, "  and {} more that did not fit", missed.len() - SHOWN);
        }
        if e.considered.is_empty() {
            out += "  no measure has a word in reach\n";
        }
    }
    out
}

fn of_bound(out: &mut String, run: &Run<'_>, document: &Document<'_>, e: &Explanation, c: &Considered) {
    let Some((pack, measure)) = measure_of(run, c.measure) else { return };
    let _ = writeln!(out, "  binds to {} ({}): {}", measure.id, pack.name, c.why);
    for words in &c.words {
        let _ = writeln!(out, "    {}", condition(words));
    }
    if let Some(within) = &measure.within {
        let _ = writeln!(out, "    within: {} is stated", describe::amount(within));
    }
    match e.time {
        Some(time) => {
            let _ = writeln!(out, "    time: {time}");
        }
        None => out.push_str("    time: none stated, so the latest figures count\n"),
    }
    let figure =
        e.verdict.figure.filter(|f| (f.pack, f.measure) == c.measure).and_then(|f| measure.figures.get(f.figure));
    if let Some(figure) = figure {
        let secret = figure.embargoed(document.draft.front.date);
        let line = describe::figure(pack, figure, secret);
        let _ = writeln!(out, "    compared with: {line} ({}:{})", figure.path, figure.line);
    }
}

fn of_missed(out: &mut String, run: &Run<'_>, c: &Considered) {
    let Some((pack, measure)) = measure_of(run, c.measure) else { return };
    let _ = writeln!(out, "  not {} ({}): {}", measure.id, pack.name, c.why);
    for words in &c.words {
        let _ = writeln!(out, "    {}", condition(words));
    }
    if let (Some(within), Some(fits)) = (&measure.within, c.zone) {
        let stated = if fits { "is stated" } else { "is not stated" };
        let _ = writeln!(out, "    within: {} {stated}", describe::amount(within));
    }
}

/// "of: "troops" at the number", "near: missing, one of "Goole", "Hull"".
fn condition(words: &Words) -> String {
    match &words.found {
        Some((text, place)) => format!("{}: \"{text}\" {place}", words.key),
        None => {
            let mut wanted: Vec<_> = words.wanted.iter().take(WORDS).map(|w| format!("\"{w}\"")).collect();
            if words.wanted.len() > WORDS {
                wanted.push("…".into());
            }
            format!("{}: missing, one of {}", words.key, wanted.join(", "))
        }
    }
}
