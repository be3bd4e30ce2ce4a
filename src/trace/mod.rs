//! Tracing: is each number of a draft in the documents that it was written from?
//!
//! A number is *in source* if a source states it, or its rounding, for the same thing; it *works out* if it follows by
//! one step that the draft's own words name. Candidates are ranked by label first and by value second, so that a number
//! that is there by coincidence proves nothing.

mod company;
mod finding;
mod item;
mod label;
mod lapse;
mod own;
mod rival;
mod role;
mod source;
mod step;
mod value;
mod weigh;
mod when;

pub use finding::{NOT_IN_SOURCE, RELABELLED, findings};
pub use source::{SourceNumber, SourceSentence, Sources};

use crate::attribution::Attribution;
use crate::claim::Claim;
use crate::draft::{BlockKind, Draft};
use crate::prose::Prose;
use crate::quantity::{Kind, Numbers, OtherKind, PartialDate, Quantity, exact};
use item::{Item, What};
use jiff::civil::Date;
use own::Words;
use rust_decimal::Decimal;
use std::collections::HashMap;
use weigh::Fit;

/// What a headline rounds is looked for among the first so many numbers.
const ROUNDED: usize = 64;
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
    /// Column in characters, from 1, where it has lines.
    #[serde(skip)]
    pub column: usize,
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
        taken: vec![false; sources.numbers.len()],
    };
    tracer.same = (0..tracer.items.len()).map(|i| tracer.same_value(i)).collect();
    tracer.related = weigh::related(prose, sources, &tracer.items, &tracer.same);
    let found: Vec<_> = (0..tracer.items.len()).map(|i| tracer.place_of(i)).collect();
    let found = tracer.without_strays(found);
    let found: Vec<_> = (0..tracer.items.len()).map(|i| tracer.beside_company(i, &found)).collect();
    found.iter().filter_map(|f| f.is()).for_each(|n| tracer.taken[n] = true);
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
    said_again(claims, &mut traces.claims);
    let block = |c: usize| prose.blocks.get(prose.sentences[claims[c].sentence].block as usize);
    let headed = |c: usize| block(c).is_some_and(|b| matches!(b.kind, BlockKind::Heading(_)));
    rounded(claims, headed, &mut traces.claims);
    traces
}

/// What a headline rounds is where the text has it: "£3.8 million" over "£3,821,000".
fn rounded(claims: &[Claim], headed: impl Fn(usize) -> bool, traces: &mut [Option<Trace>]) {
    let status = |t: &Option<Trace>| t.as_ref().map(|t| t.status);
    for c in (0..claims.len()).filter(|&c| headed(c)) {
        let want = &claims[c].quantity;
        if status(&traces[c]) != Some(TraceStatus::NotInSource) || value::digits(want) < weigh::TELLING {
            continue;
        }
        let Some((low, high)) = value::allowed(want, false) else { continue };
        let scale = value::footing(want).scale;
        let fits = |q: &Quantity| {
            q.value.is_some_and(|v| low <= v && v <= high)
                && value::digits(q) > value::digits(want)
                && value::footing(q).scale == scale
        };
        let exact = (0..claims.len().min(ROUNDED))
            .find(|&e| status(&traces[e]) == Some(TraceStatus::InSource) && fits(&claims[e].quantity));
        if let Some(e) = exact {
            traces[c] = traces[e].clone();
        }
    }
}

/// A number that is said again, in a headline say, is where it is first found to be.
fn said_again(claims: &[Claim], traces: &mut [Option<Trace>]) {
    let key = |c: usize| {
        let quantity = &claims[c].quantity;
        Some((quantity.value?.normalize(), quantity.unit.name.clone()))
    };
    let proven = |t: &Option<Trace>| {
        let status = t.as_ref().map(|t| t.status);
        matches!(status, Some(TraceStatus::InSource | TraceStatus::WorksOut))
    };
    let mut known: HashMap<_, usize> = HashMap::new();
    for c in (0..claims.len()).filter(|&c| proven(&traces[c])) {
        key(c).map(|k| known.entry(k).or_insert(c));
    }
    for c in 0..claims.len() {
        let absent = traces[c].as_ref().is_some_and(|t| t.status == TraceStatus::NotInSource);
        if let Some(&first) = key(c).filter(|_| absent).and_then(|k| known.get(&k)) {
            traces[c] = traces[first].clone();
        }
    }
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
    /// By number of the sources: whether the draft has it.
    taken: Vec<bool>,
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
            None => self.not_there(i),
        }
    }

    /// What an item is that no source has: near to something, or nothing.
    fn not_there(&self, i: usize) -> Found {
        self.nearest(i).map_or(Found::Nothing, Found::Near)
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
        if let What::Text(text) = &item.what
            && self.as_written(item).is_none()
            && let Some(place) = ordinal(text)
        {
            let counts = |n: &usize| {
                self.sources.quantity(*n).is_none_or(|q| matches!(q.kind, Kind::Count | Kind::Number | Kind::Measure))
            };
            found.extend(self.sources.between(place, place).take(CANDIDATES).filter(counts));
        }
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
        let plain = |n: &usize| self.sources.quantity(*n).is_none() && weigh::agree(item, self.sources, *n, false);
        let same = self.sources.written(&text).filter(|n| item.of.is_err() || plain(n));
        same.or_else(|| self.sources.written(&number?).filter(plain)).or_else(|| {
            let value = item.what.quantity()?.value?.normalize();
            self.sources.written(&value.to_string()).filter(plain)
        })
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
        // What somebody won "21 to 19" the source may have as two numbers.
        let score = want.range.filter(|_| want.kind == Kind::Score);
        let apart = score.into_iter().flat_map(|s| self.sources.between(s.0, s.0).take(CANDIDATES));
        let ends = |n: &usize| other_end.is_none_or(|end| self.sentence_states(*n, end));
        let scaled = scaled.take(CANDIDATES).filter(|n| weigh::agree(item, self.sources, *n, true));
        let others = unitless.chain(percent).chain(plain).chain(apart);
        let others = others.filter(|n| weigh::agree(item, self.sources, *n, false));
        scaled.chain(others).filter(ends).collect()
    }

    /// Whether the sentence of a source's number states a value.
    fn sentence_states(&self, n: usize, value: Decimal) -> bool {
        let numbers = self.sources.sentences[self.sources.numbers[n].sentence].numbers.clone().take(CANDIDATES);
        numbers.map(|m| &self.sources.numbers[m]).any(|m| match m.what.quantity() {
            Some(q) => value::stated(q).any(|v| v == value),
            None => m.text.parse() == Ok(value),
        })
    }

    fn trace(&self, i: usize, found: &[Found]) -> Option<Trace> {
        let item = &self.items[i];
        let skipped = |o: usize| matches!(self.numbers.others[o].kind, OtherKind::Name | OtherKind::Reference);
        if item.of.is_err_and(skipped) {
            return None;
        }
        if let Found::Is(fit, n) = found[i] {
            let other = match self.mislabelled(i, n, found) {
                Some(m) => Trace { instead: Some(self.place(m)), ..self.found(TraceStatus::Relabelled, n) },
                None if self.fit(i, n).is_excluded() => self.found(TraceStatus::Relabelled, n),
                None => return Some(self.found(TraceStatus::InSource, n)),
            };
            // What is nearly something else's may still be what two others make.
            return Some(self.worked_out(i, found).filter(|_| !fit.exact).unwrap_or(other));
        }
        if let What::Date(d) = &item.what
            && let Some(today) = self.date
            && (weigh::is_own(d, today) || self.is_year_beside(d, today))
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
        if let Some(trace) = self.worked_out(i, found) {
            return Some(trace);
        }
        let nearest = found[i].near();
        let rival = || nearest.is_some_and(|n| self.is_rival(i, n));
        let slight =
            weigh::is_slight(self.prose, item, &self.words[i]) && (step::is_result(self.prose, item) || !rival());
        let slight = slight || self.is_there(i) || step::may_follow(self, i, found);
        let place = nearest.map(|n| self.place(n));
        Some(Trace { status: TraceStatus::NotInSource, place, working: None, instead: None, slight })
    }

    /// Whether a source about the same has the very number, with nothing to tell whether for the same thing: "an audience of
    /// 43", and "43 members of the public". That it is in no source cannot be said.
    fn is_there(&self, i: usize) -> bool {
        let value = self.items[i].what.quantity().filter(|q| q.kind != Kind::Age).and_then(|q| q.value);
        let score = self.items[i].what.quantity().is_some_and(|q| q.kind == Kind::Score);
        self.same[i].iter().any(|&n| {
            let fit = self.fit(i, n);
            let alike = fit.unit || self.items[i].bare || self.sources.numbers[n].bare;
            let equal = value.is_some() && self.sources.quantity(n).and_then(|q| q.value) == value;
            // Both sides of a vote stand in one sentence: "For 6, against 2".
            if score {
                return fit.related && !self.taken[n];
            }
            fit.related && !fit.is_excluded() && alike && equal && fit.digits >= weigh::TELLING && !self.taken[n]
        })
    }

    /// Whether a date is the year before or after the draft's, and the sources call it last or next year.
    fn is_year_beside(&self, date: &PartialDate, today: Date) -> bool {
        let [last, next] = self.sources.years_beside;
        let year = date.year.filter(|_| date.month.is_none());
        year.is_some_and(|y| last && y + 1 == today.year() || next && y - 1 == today.year())
    }

    /// The trace of a number that follows by one step. What somebody says is not calculated with.
    fn worked_out(&self, i: usize, found: &[Found]) -> Option<Trace> {
        if self.quoted(&self.items[i]) {
            return None;
        }
        step::trace(self, i, found).or_else(|| lapse::trace(self, i))
    }

    fn place(&self, n: usize) -> TracePlace {
        let number = &self.sources.numbers[n];
        self.sources.place(number.sentence, &number.text)
    }

    fn found(&self, status: TraceStatus, n: usize) -> Trace {
        Trace { status, place: Some(self.place(n)), working: None, instead: None, slight: false }
    }
}

/// The number of an ordinal in digits: "24th".
fn ordinal(text: &str) -> Option<Decimal> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (digits.len() + 2 == text.len()).then(|| digits.parse().ok())?
}
