//! Tracing: is each number of a draft in the documents that it was written from?
//!
//! A number is *in source* if a source states it, or its rounding, for the same thing; it *works out* if it follows by
//! one step that the draft's own words name. Candidates are ranked by label first and by value second, so that a number
//! that is there by coincidence proves nothing.

mod finding;
mod label;
mod source;
mod step;

pub use finding::{NOT_IN_SOURCE, RELABELLED, findings};
pub use source::{SourceNumber, SourceSentence, Sources};

use crate::attribution::Attribution;
use crate::claim::Claim;
use crate::prose::Prose;
use crate::quantity::{Kind, Numbers, Other, OtherKind, Quantity, exact};
use label::Stems;
use rust_decimal::Decimal;

/// At most this many numbers of the right value are weighed for one claim.
const CANDIDATES: usize = 256;
/// At most this many numbers of the right unit are weighed for the nearest.
const NEAREST: usize = 64;

/// What the sources say of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TraceStatus {
    /// A source states it for the same thing.
    InSource,
    /// It follows by one step from two numbers of a source.
    WorksOut,
    /// A source states it, but for something else.
    Relabelled,
    /// It is in no source.
    NotInSource,
}

/// The trace of one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What the sources say.
    pub status: TraceStatus,
    /// The source's number; for a number that is not there, the nearest of its kind.
    pub place: Option<TracePlace>,
    /// The working of a number that works out: "2,412,600 → 2,113,400".
    pub working: Option<String>,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct TracePlace {
    /// The source, as given.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// First byte of the sentence in the file.
    pub start: usize,
    /// Just past its last byte.
    pub end: usize,
    /// The number as the source has it, with its noun; empty for a date.
    pub text: String,
    /// The source's sentence.
    pub sentence: String,
}

/// Traces of all numbers of a draft.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    /// By claim.
    pub claims: Vec<Option<Trace>>,
    /// By number that is no claim.
    pub others: Vec<Option<Trace>>,
}

/// Traces every number of a draft.
pub fn trace(
    prose: &Prose<'_>,
    numbers: &Numbers,
    claims: &[Claim],
    attributions: &[Option<Attribution>],
    sources: &Sources,
) -> Traces {
    let quoted = |i: usize| attributions.get(i).and_then(Option::as_ref).is_some_and(|a| a.quoted);
    Traces {
        claims: (0..claims.len()).map(|i| Some(Tracer { prose, claims, sources }.claim(i, quoted(i)))).collect(),
        others: numbers.others.iter().map(|o| other(prose, o, sources)).collect(),
    }
}

/// Folded text by which a date or the like is looked up; the parts of a date are put in one order.
fn other_key(other: &Other, text: &str) -> String {
    match other.date {
        Some(d) if d.month.is_some() || d.year.is_some() => format!("{:?} {:?} {:?}", d.year, d.month, d.day),
        _ => text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase(),
    }
}

fn other(prose: &Prose<'_>, other: &Other, sources: &Sources) -> Option<Trace> {
    if matches!(other.kind, OtherKind::Name | OtherKind::Reference) {
        return None;
    }
    let sentence = sources.others.get(&other_key(other, prose.slice(other.span)));
    let status = if sentence.is_some() { TraceStatus::InSource } else { TraceStatus::NotInSource };
    Some(Trace { status, place: sentence.map(|s| sources.place(*s, "")), working: None })
}

struct Tracer<'t, 'p> {
    prose: &'t Prose<'p>,
    claims: &'t [Claim],
    sources: &'t Sources,
}

/// How well a source's number fits a claim: noun or unit, words near the number, words of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    noun: bool,
    near: usize,
    sentence: usize,
}

impl Tracer<'_, '_> {
    fn claim(&self, i: usize, quoted: bool) -> Trace {
        let claim = &self.claims[i];
        let sentence = self.prose.sentences[claim.sentence].range();
        let near = self.sources.stems.find(self.prose, source::segment(self.claims, i, sentence.clone()));
        let words = self.sources.stems.find(self.prose, sentence);
        let fit = |n: usize| self.fit(&claim.quantity, &near, &words, n);
        let best =
            self.same_value(&claim.quantity, quoted).map(|n| (fit(n), n)).max_by_key(|c| (c.0, std::cmp::Reverse(c.1)));
        if let Some((_, n)) = best.filter(|b| self.proves(&claim.quantity, b.0)) {
            let status = match self.better_sibling(&near, n) {
                true => TraceStatus::Relabelled,
                false => TraceStatus::InSource,
            };
            return self.found(status, n);
        }
        if !quoted && let Some(trace) = self.works_out(claim, &words) {
            return trace;
        }
        // The same digits under another noun, in a sentence on the same matter.
        if let Some((_, n)) = best.filter(|b| digits(&claim.quantity) >= 3 && b.0.near + b.0.sentence >= 2) {
            return self.found(TraceStatus::Relabelled, n);
        }
        let in_unit = self.sources.in_unit(&claim.quantity.unit.name).iter().take(NEAREST).copied();
        let nearest =
            in_unit.map(|n| (fit(n), n)).filter(|c| c.0.sentence > 0).max_by_key(|c| (c.0, std::cmp::Reverse(c.1)));
        let place = nearest.map(|c| self.place(c.1));
        Trace { status: TraceStatus::NotInSource, place, working: None }
    }

    fn place(&self, n: usize) -> TracePlace {
        let number = &self.sources.numbers[n];
        self.sources.place(number.sentence, &number.text)
    }

    fn found(&self, status: TraceStatus, n: usize) -> Trace {
        Trace { status, place: Some(self.place(n)), working: None }
    }

    /// Numbers of the sources that the claim states, or rounds. A quoted number must be there as spoken.
    fn same_value(&self, want: &Quantity, quoted: bool) -> impl Iterator<Item = usize> {
        let (low, high) = match (want.value, want.range) {
            (Some(v), _) if quoted => (v, v),
            (_, Some((low, high))) => (low.min(high), low.max(high)),
            // A bound is met by the same stated value; a hedge by what lies inside it.
            (Some(v), _) => {
                (want.interval.low.map_or(v, |e| e.value.min(v)), want.interval.high.map_or(v, |e| e.value.max(v)))
            }
            (None, None) => (Decimal::ONE, Decimal::ZERO),
        };
        let kinds = |n: &usize| comparable(want, &self.sources.numbers[*n].quantity);
        self.sources.between(low, high).filter(kinds).take(CANDIDATES).collect::<Vec<_>>().into_iter()
    }

    fn fit(&self, want: &Quantity, near: &Stems, words: &Stems, n: usize) -> Fit {
        let number = &self.sources.numbers[n];
        let noun = head(&want.unit.name);
        let noun = !noun.is_empty() && label::stem(noun) == label::stem(head(&number.quantity.unit.name));
        Fit {
            noun,
            near: label::shared(near, &number.nearby),
            sentence: label::shared(words, &self.sources.sentences[number.sentence].words),
        }
    }

    /// Whether the label fits well enough for a number of this size to be no coincidence.
    fn proves(&self, want: &Quantity, fit: Fit) -> bool {
        let digits = digits(want);
        match want.kind {
            Kind::Count => {
                fit.noun && fit.sentence >= 2 || fit.near >= 2 && fit.sentence >= 3 || digits >= 4 && fit.sentence >= 1
            }
            Kind::Number | Kind::Score | Kind::Vague => fit.sentence >= 2 || digits >= 4 && fit.sentence >= 1,
            _ => fit.sentence >= 2 || digits >= 3 && fit.sentence >= 1 || digits >= 5,
        }
    }

    /// Whether another number of the source's sentence, with the same noun or none, fits the claim's own words where
    /// this one does not: "61 sailings were cancelled, 34 of them because of weather".
    fn better_sibling(&self, near: &Stems, n: usize) -> bool {
        let numbers = &self.sources.numbers;
        let mine = &numbers[n];
        let range = self.sources.sentences[mine.sentence].numbers.clone();
        range.filter(|&s| s != n).any(|s| {
            let sibling = &numbers[s];
            let noun = &sibling.quantity.unit.name;
            let same = noun.is_empty() || *noun == mine.quantity.unit.name;
            let differs = sibling.quantity.value != mine.quantity.value;
            same && differs
                && sibling.quantity.kind <= Kind::Number
                && label::only_in(near, &sibling.nearby, &mine.nearby)
                    > label::only_in(near, &mine.nearby, &sibling.nearby)
        })
    }

    fn works_out(&self, claim: &Claim, words: &Stems) -> Option<Trace> {
        // Sentences that share the most words with the draft's, among those that hold two numbers.
        let mut likely: Vec<(usize, usize)> = self
            .sources
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, s)| s.numbers.len() >= 2)
            .map(|(i, s)| (label::shared(words, &s.words), i))
            .filter(|c| c.0 >= 1)
            .collect();
        likely.sort_by_key(|c| (std::cmp::Reverse(c.0), c.1));
        likely.iter().take(8).find_map(|&(_, i)| {
            let sentence = &self.sources.sentences[i];
            let working = step::works_out(self.prose, claim, self.sources, sentence)?;
            let place = Some(self.sources.place(i, ""));
            Some(Trace { status: TraceStatus::WorksOut, place, working: Some(working) })
        })
    }
}

/// The last word of a noun phrase.
fn head(noun: &str) -> &str {
    noun.split(" of ").next().unwrap_or(noun).rsplit(' ').next().unwrap_or(noun)
}

/// Whether two quantities can state the same thing: in one unit, or one bare and one counted.
fn comparable(a: &Quantity, b: &Quantity) -> bool {
    let plain = |q: &Quantity| matches!(q.kind, Kind::Count | Kind::Number);
    if plain(a) && plain(b) {
        return true;
    }
    a.unit.dimension == b.unit.dimension && a.unit.code == b.unit.code && (a.unit.code.is_some() || a.kind == b.kind)
}

/// How many significant digits a value is written with.
fn digits(quantity: &Quantity) -> u32 {
    let Some(value) = quantity.value.filter(|v| !v.is_zero()) else { return 1 };
    let step = exact(quantity.numeral.step);
    let ratio = exact(value.abs()) / step;
    ratio.floor().to_string().len() as u32
}
