//! Tracing: is each number of a draft in the documents that it was written from?
//!
//! A number is *in source* if a source states it, or its rounding, for the same thing; it *works out* if it follows by
//! one step that the draft's own words name. Candidates are ranked by label first and by value second, so that a number
//! that is there by coincidence proves nothing.

mod finding;
mod item;
mod label;
mod lapse;
mod own;
mod rival;
mod source;
mod step;
mod value;
mod weigh;

pub use finding::{NOT_IN_SOURCE, RELABELLED, findings};
pub use source::{SourceNumber, SourceSentence, Sources};

use crate::attribution::Attribution;
use crate::claim::Claim;
use crate::draft::Draft;
use crate::prose::Prose;
use crate::quantity::{Numbers, OtherKind, Quantity, exact};
use item::{Item, What};
use jiff::civil::Date;
use own::Words;
use rust_decimal::Decimal;
use weigh::Fit;

/// At most this many numbers of the right value are weighed for one number.
const CANDIDATES: usize = 256;

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
    /// Of a number that is there for something else: what the source has for the draft's own words.
    pub instead: Option<TracePlace>,
    /// Whether the number is so slight ("two", "dozens") that its absence says nothing.
    pub slight: bool,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct TracePlace {
    /// The source, as given.
    pub path: String,
    /// Line, from 1; null where the source has no lines.
    pub line: Option<usize>,
    /// Where it stands in words, where the source has no lines: "page 2", "sheet Jobs, cell B2".
    pub place: Option<String>,
    /// First byte of the sentence in the file.
    pub start: usize,
    /// Just past its last byte.
    pub end: usize,
    /// The number as the source has it, with its noun; empty for a date.
    pub text: String,
    /// The source's sentence.
    pub sentence: String,
}

impl TracePlace {
    /// For people: "release.txt:3", "release.pdf (page 2)".
    pub fn at(&self) -> String {
        match (self.line, &self.place) {
            (Some(line), _) => format!("{}:{line}", self.path),
            (None, Some(place)) => format!("{} ({place})", self.path),
            (None, None) => self.path.clone(),
        }
    }
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
    draft: &Draft<'_>,
    prose: &Prose<'_>,
    numbers: &Numbers,
    claims: &[Claim],
    attributions: &[Option<Attribution>],
    sources: &Sources,
) -> Traces {
    let items = item::items(prose, claims, &numbers.others);
    let words = own::words(prose, &items, &sources.stems);
    let date = draft.front.date;
    let mut tracer = Tracer {
        prose,
        claims,
        numbers,
        attributions,
        sources,
        items,
        words,
        date,
        same: Vec::new(),
        related: Vec::new(),
    };
    tracer.same = (0..tracer.items.len()).map(|i| tracer.same_value(i)).collect();
    tracer.related = weigh::related(prose, sources, &tracer.items, &tracer.same);
    let found: Vec<_> = (0..tracer.items.len()).map(|i| tracer.place_of(i)).collect();
    let mut traces = Traces { claims: vec![None; claims.len()], others: numbers.others.iter().map(|_| None).collect() };
    for (i, item) in tracer.items.iter().enumerate() {
        let trace = tracer.trace(i, &found);
        match item.of {
            Ok(claim) => traces.claims[claim] = trace,
            // Of a span of years, the end that is wrong counts.
            Err(other) => {
                let settled = traces.others[other].as_ref().is_some_and(|t| t.status != TraceStatus::InSource);
                if !settled {
                    traces.others[other] = trace;
                }
            }
        }
    }
    traces
}

/// Where in the sources a number of the draft stands.
#[derive(Clone, Copy, Debug)]
enum Found {
    /// It is this number.
    Is(Fit, usize),
    /// It is none of them; this one should perhaps stand there.
    Near(usize),
    /// There is nothing like it.
    Nothing,
}

impl Found {
    fn is(self) -> Option<usize> {
        if let Found::Is(_, n) = self { Some(n) } else { None }
    }

    fn near(self) -> Option<usize> {
        if let Found::Near(n) = self { Some(n) } else { None }
    }
}

/// A draft in the course of being traced.
struct Tracer<'t, 'p> {
    prose: &'t Prose<'p>,
    claims: &'t [Claim],
    numbers: &'t Numbers,
    attributions: &'t [Option<Attribution>],
    sources: &'t Sources,
    items: Vec<Item>,
    words: Vec<Words>,
    /// By item: the numbers of the sources with its value.
    same: Vec<Vec<usize>>,
    /// By source: whether it is about what the draft is about.
    related: Vec<bool>,
    date: Option<Date>,
}

impl Tracer<'_, '_> {
    fn quoted(&self, item: &Item) -> bool {
        let attribution = item.of.ok().and_then(|c| self.attributions.get(c)).and_then(Option::as_ref);
        attribution.is_some_and(|a| a.quoted)
    }

    /// Where in the sources an item of the draft stands, or what stands there in its place.
    fn place_of(&self, i: usize) -> Found {
        match self.best(i).filter(|b| b.0.proves()) {
            Some((fit, n)) => Found::Is(fit, n),
            None => self.nearest(i).map_or(Found::Nothing, Found::Near),
        }
    }

    /// The number of the sources that an item of the draft most likely is, with how well it fits.
    fn best(&self, i: usize) -> Option<(Fit, usize)> {
        let fits = self.same[i].iter().map(|&n| (self.fit(i, n), n));
        fits.max_by_key(|c| (c.0.points(), std::cmp::Reverse(c.1)))
    }

    fn fit(&self, i: usize, n: usize) -> Fit {
        let sources = self.sources;
        weigh::fit(&self.items[i], &self.words[i], sources, n, self.related[sources.source_of(n)])
    }

    /// Numbers of the sources that an item of the draft states, or rounds, or converts.
    fn same_value(&self, i: usize) -> Vec<usize> {
        let item = &self.items[i];
        let mut found: Vec<usize> = match &item.what {
            What::Quantity(q) => self.same_quantity(item, q),
            What::Date(d) => {
                let dates = self.sources.dates(*d).take(CANDIDATES);
                // A document may write its years as plain numbers: "1957 to 1968".
                let plain = d.year.filter(|_| d.month.is_none()).and_then(|y| self.sources.written(&y.to_string()));
                dates.chain(plain).collect()
            }
            What::Text(_) => Vec::new(),
        };
        if found.is_empty() && !matches!(item.what, What::Date(_)) {
            found.extend(self.as_written(item));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A number that the sources have among their names, ordinals and references, by its digits.
    fn as_written(&self, item: &Item) -> Option<usize> {
        let text = item::fold(self.prose.slice(item.span));
        let number = item.of.ok().map(|c| item::fold(self.prose.slice(self.claims[c].number)));
        let plain = |n: &usize| self.sources.quantity(*n).is_none();
        let same = self.sources.written(&text).filter(|n| item.of.is_err() || plain(n));
        same.or_else(|| self.sources.written(&number?).filter(plain))
    }

    fn same_quantity(&self, item: &Item, want: &Quantity) -> Vec<usize> {
        let Some((low, high)) = value::allowed(want, self.quoted(item)) else { return Vec::new() };
        let (low, high) = want.value.filter(|_| item.limit).map_or((low, high), |limit| (limit, limit));
        // Of a range, both ends must be there.
        let (low, high, other_end) = if want.range.is_some() { (low, low, Some(high)) } else { (low, high, None) };
        let footing = value::footing(want);
        let (a, b) = (footing.base(low), footing.base(high));
        let scaled = self.sources.on_scale(&footing.scale, a.clone().min(b.clone()), a.max(b));
        // A table's cells have no unit, and a bare number of the draft leaves its own out.
        let bare = |n: &usize| item.bare || self.sources.numbers[*n].bare;
        // So many points of a rise of so many percent.
        let percent = (footing.scale.0 == "points").then(|| value::Scale("percent".into()));
        let percent: Vec<usize> = percent
            .map(|s| self.sources.on_scale(&s, exact(low), exact(high)).take(CANDIDATES).collect())
            .unwrap_or_default();
        let unitless = self.sources.between(low, high).take(CANDIDATES).filter(bare);
        let rate = value::without_period(want);
        let plain: Vec<usize> = rate
            .map(|f| self.sources.on_scale(&f.scale, f.base(low), f.base(high)).take(CANDIDATES).collect())
            .unwrap_or_default();
        let agree = |n: &usize| weigh::agree(item, self.sources, *n);
        let ends = |n: &usize| other_end.is_none_or(|end| self.sentence_states(*n, end));
        scaled.take(CANDIDATES).chain(unitless).chain(percent).chain(plain).filter(agree).filter(ends).collect()
    }

    /// Whether the sentence of a source's number states a value.
    fn sentence_states(&self, n: usize, value: Decimal) -> bool {
        let numbers = self.sources.sentences[self.sources.numbers[n].sentence].numbers.clone().take(CANDIDATES);
        numbers.filter_map(|m| self.sources.quantity(m)).any(|q| value::stated(q).any(|v| v == value))
    }

    fn trace(&self, i: usize, found: &[Found]) -> Option<Trace> {
        let item = &self.items[i];
        let skipped = |o: usize| matches!(self.numbers.others[o].kind, OtherKind::Name | OtherKind::Reference);
        if item.of.is_err_and(skipped) {
            return None;
        }
        if let Found::Is(_, n) = found[i] {
            return Some(match self.mislabelled(i, n, found) {
                Some(m) => Trace { instead: Some(self.place(m)), ..self.found(TraceStatus::Relabelled, n) },
                None if self.fit(i, n).is_excluded() => self.found(TraceStatus::Relabelled, n),
                None => self.found(TraceStatus::InSource, n),
            });
        }
        if let What::Date(d) = &item.what
            && let Some(today) = self.date
            && weigh::is_own(d, today)
        {
            return Some(Trace {
                status: TraceStatus::InSource,
                place: None,
                working: None,
                instead: None,
                slight: false,
            });
        }
        // The same digits in another unit, or of another sense.
        if let Some(n) = self.other_unit(i) {
            return Some(self.found(TraceStatus::Relabelled, n));
        }
        if !self.quoted(item)
            && let Some(trace) = step::trace(self, i, found).or_else(|| lapse::trace(self, i))
        {
            return Some(trace);
        }
        let slight = weigh::is_slight(self.prose, item, &self.words[i]);
        let nearest = found[i].near();
        let rival = nearest.is_some_and(|n| self.is_rival(i, n));
        let place = nearest.map(|n| self.place(n));
        Some(Trace { status: TraceStatus::NotInSource, place, working: None, instead: None, slight: slight && !rival })
    }

    fn place(&self, n: usize) -> TracePlace {
        let number = &self.sources.numbers[n];
        self.sources.place(number.sentence, &number.text)
    }

    fn found(&self, status: TraceStatus, n: usize) -> Trace {
        Trace { status, place: Some(self.place(n)), working: None, instead: None, slight: false }
    }
}
