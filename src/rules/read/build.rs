//! From a pack as written to a pack in use: names are looked up, `like` is followed, tables are read.

use super::fields::{At, Problems};
use super::figure::{RawFigure, RawValue};
use super::raw::{Phrases, RawMeasure, RawPack, RawRate};
use super::{extend, infer, sums, table, value};
use crate::line_index::LineIndex;
use crate::quantity::{Bound, Kind, Quantity};
use crate::rules::expression::{self, Known, Mistake};
use crate::rules::{
    Condition, ConditionRole, Constraint, Figure, FigureStatus, Measure, Pack, Rate, Resolver, Source, Value,
};
use crate::span::FileSpan;
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

/// Phrases that all measures of a pack may have together, once lists are spread out.
const PHRASES: usize = 4_000_000;

/// Numbers of things by their names.
pub type Names = HashMap<String, usize>;

/// Builds the pack.
pub fn pack(
    path: &str,
    text: &str,
    raw: RawPack,
    resolve: &Resolver<'_>,
    bases: &[String],
    problems: &mut Problems,
) -> Pack {
    let mut pack = Pack {
        name: raw.name.as_ref().map_or_else(|| path.to_string(), |n| n.value.clone()),
        title: raw.title.clone(),
        path: path.to_string(),
        text: text.to_string(),
        timeless: raw.timeless,
        ..Pack::default()
    };
    extend::bases(&mut pack, &raw, resolve, bases, problems);
    let inherited = pack.measures.len();
    let source_names = sources(&mut pack, &raw, problems);
    let lines = LineIndex::new(text);
    let (numbers, names) = measures(&mut pack, &raw, problems);
    let place = Place { path: path.into(), lines: &lines, sources: &source_names };
    let mut waiting = Vec::new();
    for (measure, &number) in raw.measures.iter().zip(&numbers) {
        for figure in &measure.figures {
            let built = place.figure(figure, &pack.measures[number], problems);
            if let RawValue::Sum(expr) = &figure.value {
                waiting.push(sums::Waiting {
                    measure: number,
                    figure: pack.measures[number].figures.len(),
                    expr: expr.clone(),
                });
            }
            pack.measures[number].figures.push(built);
        }
    }
    table::fill(&mut pack, &raw, &numbers, &place, resolve, problems);
    for number in 0..pack.measures.len() {
        infer::from_figures(&mut pack.measures[number], problems);
    }
    constraints(&mut pack, &raw, &names, problems);
    infer::from_constraints(&mut pack, inherited);
    sums::fill(&mut pack, waiting, &names, problems);
    rates(&mut pack, &raw.rates, &source_names, problems);
    pack
}

/// What figures are looked up in.
pub struct Place<'p> {
    /// The file's path, shared by all its figures.
    pub path: Arc<str>,
    pub lines: &'p LineIndex,
    pub sources: &'p Names,
}

impl Place<'_> {
    /// The number of a source.
    pub fn source(&self, name: Option<&At<String>>, problems: &mut Problems) -> Option<usize> {
        let name = name?;
        let found = self.sources.get(&name.value).copied();
        if found.is_none() {
            let message = format!("there is no source `{}`", name.value);
            problems.unknown(name.span, message, &name.value, sorted(self.sources));
        }
        found
    }

    /// 1-based line of the pack.
    pub fn line(&self, span: FileSpan) -> usize {
        self.lines.line_of(span.start) + 1
    }

    fn figure(&self, raw: &RawFigure, measure: &Measure, problems: &mut Problems) -> Figure {
        let mut value = match &raw.value {
            RawValue::Known(value) => value.clone(),
            // A sum is put in its place once all figures are known.
            RawValue::Sum(_) | RawValue::Broken => Value::Day(jiff::civil::Date::ZERO),
        };
        if let Some(kind) = raw.kind.or(measure.kind) {
            each(&mut value, |q| with_kind(q, kind));
        }
        let hedge = match &value {
            Value::Exactly(q) => q.bound,
            _ => Bound::Exact,
        };
        if raw.source.is_none() && raw.via.is_some() {
            problems.add(raw.span, "a figure that somebody relays has a source of its own").help("add `source`");
        }
        Figure {
            value,
            source: self.source(raw.source.as_ref(), problems),
            via: self.source(raw.via.as_ref(), problems),
            as_of: raw.as_of,
            period: raw.period.clone(),
            valid: raw.valid,
            embargo: raw.embargo,
            sum: None,
            tolerance: raw.tolerance,
            exact: raw.exact,
            status: raw.status,
            hedge,
            url: raw.url.clone(),
            path: Arc::clone(&self.path),
            line: self.line(raw.span),
            span: raw.span,
        }
    }
}

/// A figure of its own, from a table.
pub fn bare_figure(value: Value, path: &Arc<str>, line: usize, span: FileSpan) -> Figure {
    let hedge = if let Value::Exactly(q) = &value { q.bound } else { Bound::Exact };
    Figure {
        value,
        source: None,
        via: None,
        as_of: None,
        period: None,
        valid: None,
        embargo: None,
        sum: None,
        tolerance: None,
        exact: false,
        status: FigureStatus::Stated,
        hedge,
        url: None,
        path: Arc::clone(path),
        line,
        span,
    }
}

/// Does something to each quantity of a value.
pub fn each(value: &mut Value, mut change: impl FnMut(&mut Quantity)) {
    match value {
        Value::Exactly(q) | Value::AtLeast(q) | Value::AtMost(q) => change(q),
        Value::Between(ends) => {
            change(&mut ends.0);
            change(&mut ends.1);
        }
        Value::Day(_) => {}
    }
}

/// A bare number is of the kind that its measure states.
pub fn with_kind(quantity: &mut Quantity, kind: Kind) {
    if matches!(quantity.kind, Kind::Number | Kind::Count) && kind != quantity.kind {
        quantity.kind = kind;
        if let Some(sort) = value::sort_of_kind(kind).filter(|_| quantity.unit.name.is_empty()) {
            quantity.unit = sort.unit;
        }
    }
}

fn sorted(names: &Names) -> Vec<&str> {
    let mut sorted: Vec<&str> = names.keys().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted
}

fn sources(pack: &mut Pack, raw: &RawPack, problems: &mut Problems) -> Names {
    let mut names: Names = pack.sources.iter().enumerate().map(|(i, s)| (s.id.clone(), i)).collect();
    let mut owners: HashMap<String, String> = HashMap::default();
    for source in &raw.sources {
        for alias in source.name.iter().chain(source.aliases.iter().map(|a| &a.value)) {
            let owner = owners.entry(alias.to_lowercase()).or_insert_with(|| source.id.value.clone());
            if *owner != source.id.value {
                problems
                    .add(source.id.span, format!("{alias:?} names two sources, `{owner}` and `{}`", source.id.value))
                    .help("nobody could say which of the two a draft cites; keep it with one");
            }
        }
        let built = Source {
            id: source.id.value.clone(),
            name: source.name.clone().unwrap_or_default(),
            url: source.url.clone(),
            aliases: source.aliases.iter().map(|a| a.value.clone()).collect(),
            span: source.id.span,
        };
        match names.get(&source.id.value) {
            Some(&number) => pack.sources[number] = built,
            None => {
                names.insert(source.id.value.clone(), pack.sources.len());
                pack.sources.push(built);
            }
        }
    }
    names
}

/// Builds the measures in order; returns the number of each written one, and all by name.
fn measures(pack: &mut Pack, raw: &RawPack, problems: &mut Problems) -> (Vec<usize>, Names) {
    let mut words = Words { lists: HashMap::default(), left: PHRASES };
    raw.words.iter().for_each(|(name, list)| words.add(name, list, problems));
    let mut names: Names = pack.measures.iter().enumerate().map(|(i, m)| (m.id.clone(), i)).collect();
    let mut numbers = Vec::with_capacity(raw.measures.len());
    let first = pack.measures.len();
    for measure in &raw.measures {
        // An inherited measure gains figures; one that is new is placed at the end.
        let number = *names.entry(measure.id.value.clone()).or_insert(pack.measures.len());
        if number == pack.measures.len() {
            pack.measures.push(Measure::default());
        }
        numbers.push(number);
    }
    let by_number: HashMap<usize, &RawMeasure> = numbers.iter().copied().zip(&raw.measures).collect();
    for number in like_order(&numbers, &by_number, &names, problems) {
        let Some(raw) = by_number.get(&number) else { continue };
        let inherited = pack.measures[number].clone();
        let base = match raw.like.as_ref().and_then(|l| names.get(&l.value)) {
            // Everything but the figures and the title, which names the other one.
            Some(&like) => {
                Measure { figures: Vec::new(), title: None, id: String::new(), ..pack.measures[like].clone() }
            }
            None if number < first => inherited,
            None => Measure::default(),
        };
        pack.measures[number] = overridden(base, raw, &mut words, problems);
    }
    if words.left == 0 {
        problems
            .add(FileSpan::default(), format!("the measures of this pack have more than {PHRASES} words to look for"));
    }
    (numbers, names)
}

/// The measures such that each comes after the one that it is like.
fn like_order(
    numbers: &[usize],
    raw: &HashMap<usize, &RawMeasure>,
    names: &Names,
    problems: &mut Problems,
) -> Vec<usize> {
    let mut order = Vec::with_capacity(numbers.len());
    // 1: on the way there, 2: placed.
    let mut state: HashMap<usize, u8> = HashMap::default();
    for &start in numbers {
        let (mut way, mut at) = (Vec::new(), start);
        loop {
            match state.get(&at) {
                Some(2) => break,
                Some(_) => {
                    let ring = &way[way.iter().position(|n| *n == at).unwrap_or(0)..];
                    report_ring(ring, raw, problems);
                    break;
                }
                None => {}
            }
            let Some(measure) = raw.get(&at) else { break };
            state.insert(at, 1);
            way.push(at);
            let Some(like) = &measure.like else { break };
            match names.get(&like.value) {
                Some(&next) => at = next,
                None => {
                    let message = format!("there is no measure `{}`", like.value);
                    problems.unknown(like.span, message, &like.value, sorted(names));
                    break;
                }
            }
        }
        for number in way.into_iter().rev() {
            state.insert(number, 2);
            order.push(number);
        }
    }
    order
}

fn report_ring(ring: &[usize], raw: &HashMap<usize, &RawMeasure>, problems: &mut Problems) {
    let mut names: Vec<String> = ring.iter().filter_map(|n| raw.get(n)).map(|m| format!("`{}`", m.id.value)).collect();
    let Some(like) = ring.last().and_then(|n| raw.get(n)).and_then(|m| m.like.as_ref()) else { return };
    names.extend(names.first().cloned());
    names.truncate(12);
    problems
        .add(like.span, format!("these measures are like each other in a ring: {}", names.join(", ")))
        .help("one of them must say everything itself");
}

fn overridden(base: Measure, raw: &RawMeasure, words: &mut Words, problems: &mut Problems) -> Measure {
    let mut measure = Measure { id: raw.id.value.clone(), span: raw.id.span, inferred: None, ..base };
    let lists = [(ConditionRole::Of, &raw.of), (ConditionRole::About, &raw.about), (ConditionRole::Near, &raw.near)];
    for (role, phrases) in lists {
        if let Some(phrases) = phrases {
            let condition = Condition { role, phrases: words.spread(phrases, problems) };
            replace(&mut measure.conditions, role, vec![condition]);
        }
    }
    if let Some(all) = &raw.all {
        let condition = |list| Condition { role: ConditionRole::All, phrases: words.spread(list, problems) };
        let conditions = all.iter().map(condition).collect();
        replace(&mut measure.conditions, ConditionRole::All, conditions);
    }
    if let Some(not) = &raw.not {
        measure.not = words.spread(not, problems);
    }
    // Whatever is wrong with the measure that this one is like is told there.
    if measure.conditions.is_empty() && raw.like.is_none() {
        let help = "say what is counted, such as of = [\"troops\", \"soldiers\"]";
        problems.missing(raw.id.span, format!("measure `{}` has no words to know it by", raw.id.value), help);
    }
    measure.title = raw.title.clone().or(measure.title);
    measure.within = raw.within.clone().or(measure.within);
    measure.stale_after_days = raw.stale_after_days.or(measure.stale_after_days);
    measure.kind = raw.kind.or(raw.sort.as_ref().map(|s| s.kind)).or(measure.kind);
    if let Some(sort) = &raw.sort {
        measure.dimension = Some(infer::dimension(sort.kind, sort.unit.dimension));
        measure.unit = sort.unit.code.as_deref().map(Into::into);
    }
    measure
}

/// Puts conditions in the place of those of the same role; roles keep their order.
fn replace(conditions: &mut Vec<Condition>, role: ConditionRole, new: Vec<Condition>) {
    conditions.retain(|c| c.role != role);
    let at = conditions.iter().position(|c| c.role as u8 > role as u8).unwrap_or(conditions.len());
    conditions.splice(at..at, new);
}

/// The named lists of `[words]`.
struct Words {
    lists: HashMap<String, Vec<String>>,
    left: usize,
}

impl Words {
    fn add(&mut self, name: &At<String>, list: &Phrases, problems: &mut Problems) {
        let mut phrases = Vec::with_capacity(list.len());
        for phrase in list {
            if phrase.value.starts_with('@') {
                problems
                    .add(phrase.span, format!("the list `{}` names another list", name.value))
                    .help("lists do not nest; name both where they are used: near = [\"@one\", \"@other\"]");
            } else {
                phrases.push(phrase.value.trim().to_string());
            }
        }
        self.lists.insert(name.value.clone(), phrases);
    }

    fn spread(&mut self, phrases: &Phrases, problems: &mut Problems) -> Vec<String> {
        let mut spread = Vec::with_capacity(phrases.len());
        for phrase in phrases {
            let Some(name) = phrase.value.strip_prefix('@') else {
                self.left = self.left.saturating_sub(1);
                spread.push(phrase.value.trim().to_string());
                continue;
            };
            match self.lists.get(name) {
                Some(list) if list.len() <= self.left => {
                    self.left -= list.len();
                    spread.extend(list.iter().cloned());
                }
                Some(_) => self.left = 0,
                None => {
                    let mut names: Vec<&str> = self.lists.keys().map(String::as_str).collect();
                    names.sort_unstable();
                    problems.unknown(phrase.span, format!("there is no list `{name}` in [words]"), name, names);
                }
            }
        }
        spread
    }
}

fn constraints(pack: &mut Pack, raw: &RawPack, names: &Names, problems: &mut Problems) {
    let dimensions: Vec<_> = pack.measures.iter().map(infer::dimension_of).collect();
    let mut seen = HashMap::default();
    for constraint in &raw.constraints {
        let at = &constraint.require;
        let known = Known { measure: &|name| names.get(name).copied(), dimension: &|m| dimensions[m].clone() };
        let name = constraint.name.as_ref().map_or_else(|| at.value.clone(), |n| n.value.clone());
        if let Some(named) = &constraint.name
            && seen.insert(named.value.clone(), ()).is_some()
        {
            problems.add(named.span, format!("two constraints are named `{}`", named.value));
        }
        match expression::read_comparison(&at.value, &known) {
            Ok(require) => {
                pack.constraints.push(Constraint { name, require, because: constraint.because.clone(), span: at.span })
            }
            Err(mistakes) => report(&mistakes, at, &pack.text, names, problems),
        }
    }
}

/// Notes the mistakes of an expression, each at its place inside the TOML string.
pub fn report(mistakes: &[Mistake], at: &At<String>, text: &str, names: &Names, problems: &mut Problems) {
    for mistake in mistakes {
        let span = inside(text, at, &mistake.range);
        match &mistake.unknown {
            Some(name) => problems.unknown(span, &mistake.message, name, sorted(names)),
            None => {
                let problem = problems.add(span, &mistake.message);
                problem.help.clone_from(&mistake.help);
            }
        }
    }
}

/// The place of a part of a TOML string; the whole string where escapes shift its parts.
fn inside(text: &str, at: &At<String>, range: &std::ops::Range<usize>) -> FileSpan {
    let raw = text.get(at.span.range()).unwrap_or("");
    match raw.find(&at.value) {
        Some(start) if !at.value.is_empty() => {
            let base = at.span.start + start;
            FileSpan::new(base + range.start, base + range.end.max(range.start))
        }
        _ => at.span,
    }
}

fn rates(pack: &mut Pack, raw: &[RawRate], sources: &Names, problems: &mut Problems) {
    for rate in raw {
        let mut code = |name: &At<String>| {
            let found = value::sort(&name.value).filter(|s| s.kind == Kind::Money).and_then(|s| s.unit.code);
            if found.is_none() {
                problems
                    .add(name.span, format!("{:?} is no currency", name.value))
                    .help("write its ISO 4217 code, such as \"USD\"");
            }
            found.map(|c| c.into_owned())
        };
        let (from, to) = (code(&rate.from), code(&rate.to));
        if rate.value.value <= rust_decimal::Decimal::ZERO {
            problems.add(rate.value.span, "an exchange rate is above zero");
        }
        let place = Place { path: "".into(), lines: &LineIndex::new(""), sources };
        let source = place.source(rate.source.as_ref(), problems);
        if let (Some(from), Some(to)) = (from, to) {
            pack.rates.push(Rate { from, to, value: rate.value.value, as_of: rate.as_of, source, span: rate.span });
        }
    }
}
