//! What a pack that loads should still be warned of.

use super::expression::{self, Bounds, Operand, Outcome, base_bounds};
use super::{Condition, ConditionRole, Figure, FigureStatus, Measure, Pack, Problem, Value};
use crate::quantity::{Kind, Quantity, exact};
use crate::vocab::{self, WordId, scan};
use jiff::civil::DateTime;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Packs with more measures are looked through for measures that are wholly alike only.
const PAIRS: usize = 400;

/// All warnings about a pack, in order of its text.
pub fn lint(pack: &Pack) -> Vec<Problem> {
    let mut warnings = Vec::new();
    for measure in &pack.measures {
        words(measure, &mut warnings);
        narrowed(measure, &mut warnings);
        figures(pack, measure, &mut warnings);
    }
    overlaps(pack, &mut warnings);
    idle(pack, &mut warnings);
    for constraint in 0..pack.constraints.len() {
        satisfiable(pack, constraint, &mut warnings);
    }
    warnings.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
    warnings
}

fn warn(out: &mut Vec<Problem>, span: crate::span::FileSpan, message: String, help: &str) {
    out.push(Problem { message, span, help: (!help.is_empty()).then(|| help.to_string()) });
}

/// Whether a phrase holds a proper name or a number, or is long enough to do without.
fn proper(phrase: &str) -> bool {
    // Three words and more are a turn of speech that tells by itself.
    let words = phrase.split([' ', '-']);
    words.clone().count() > 2
        || words.into_iter().any(|w| w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()))
}

/// Whether a phrase is made of words that stand in every text.
fn common(phrase: &str) -> bool {
    let function = vocab::DETERMINER
        .or(vocab::PRONOUN)
        .or(vocab::POSSESSIVE)
        .or(vocab::PREPOSITION)
        .or(vocab::CONJUNCTION)
        .or(vocab::AUXILIARY)
        .or(vocab::NEGATION);
    let mut tokens = scan::Scanner::new(phrase).peekable();
    tokens.peek().is_some() && !proper(phrase) && tokens.all(|t| WordId::find(t.hash).lexeme().class.any(function))
}

fn words(measure: &Measure, out: &mut Vec<Problem>) {
    if is_narrowed(measure) {
        return;
    }
    for phrase in measure.conditions.iter().flat_map(|c| &c.phrases).filter(|p| common(p)) {
        let message = format!("{phrase:?} of measure `{}` stands in every text", measure.id);
        warn(out, measure.span, message, "bind on words that tell this measure from others");
    }
}

fn is_narrowed(measure: &Measure) -> bool {
    measure.within.is_some() || measure.conditions.iter().any(|c| c.phrases.iter().all(|p| proper(p)))
}

/// Warns of a measure that any draft about such things could bind to.
fn narrowed(measure: &Measure, out: &mut Vec<Problem>) {
    if is_narrowed(measure) {
        return;
    }
    let best =
        measure.conditions.iter().filter(|c| c.role != ConditionRole::Of).find(|c| c.phrases.iter().any(|p| proper(p)));
    let message = format!("no proper name narrows measure `{}`", measure.id);
    let help = match best {
        Some(condition) => {
            let loose: Vec<_> = condition.phrases.iter().filter(|p| !proper(p)).map(|p| format!("{p:?}")).collect();
            format!("{} would do without a name; make sure that no other story has it", loose.join(", "))
        }
        None => {
            "add whom or what it is about, such as about = [\"Norlink\"], or where, such as near = [\"Goole\"]".into()
        }
    };
    warn(out, measure.span, message, &help);
}

/// What tells figures of one measure apart: source, day, period, validity.
type Key<'f> = (Option<usize>, Option<DateTime>, Option<super::Period>, Option<super::Period>);

fn figures(pack: &Pack, measure: &Measure, out: &mut Vec<Problem>) {
    let mut seen: HashMap<Key<'_>, &Figure> = HashMap::new();
    for figure in measure.figures.iter().filter(|f| f.status != FigureStatus::Withdrawn && f.as_of.is_some()) {
        let key = (figure.source, figure.as_of, figure.period.as_ref().map(|p| p.1), figure.valid);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, figure);
            continue;
        };
        let source = figure.source.map_or("no source", |s| &pack.sources[s].name);
        let day = figure.as_of.map_or("no day".to_string(), |d| d.date().to_string());
        let (what, help) = match first.value == figure.value {
            true => ("the same figure twice", "one of them is enough"),
            false => ("two figures", "either will match; if one replaces the other, give it a later `as_of`"),
        };
        let at = if *figure.path == *pack.path {
            String::new()
        } else {
            format!(" ({}:{} and {})", figure.path, first.line, figure.line)
        };
        let message = format!("measure `{}` has {what} from {source} as of {day}{at}", measure.id);
        warn(out, figure.span, message, help);
    }
}

/// Kinds that claims may confuse: a bare number fits count and number.
fn group(measure: &Measure) -> Option<Kind> {
    match measure.kind {
        Some(Kind::Count | Kind::Vague | Kind::Score) => Some(Kind::Number),
        Some(Kind::Points) => Some(Kind::Percent),
        other => other,
    }
}

fn stated(measure: &Measure) -> (Option<Kind>, Option<String>, Option<String>) {
    let within = measure.within.as_ref().map(|q| format!("{:?} {}", q.value.map(|v| v.normalize()), q.unit.name));
    (group(measure), measure.dimension.clone(), within)
}

fn overlaps(pack: &Pack, out: &mut Vec<Problem>) {
    let set = |c: &Condition| c.phrases.iter().map(|p| p.to_lowercase()).collect::<BTreeSet<_>>();
    type Conditions = BTreeMap<u8, Vec<BTreeSet<String>>>;
    let all: Vec<(_, Conditions)> = pack
        .measures
        .iter()
        .map(|m| {
            let mut sets: BTreeMap<u8, Vec<_>> = BTreeMap::new();
            m.conditions.iter().for_each(|c| sets.entry(c.role as u8).or_default().push(set(c)));
            (stated(m), sets)
        })
        .collect();
    let mut report = |a: usize, b: usize, whole: bool| {
        let (first, second) = (&pack.measures[a], &pack.measures[b]);
        let how = if whole { "have the same words" } else { "share words in each of their lists" };
        let message = format!("measures `{}` and `{}` {how}", first.id, second.id);
        let help = "a claim that fits both is left unverified; narrow one of them, with `not`, `near` or `all`";
        warn(out, second.span, message, help);
    };
    if pack.measures.len() > PAIRS {
        let mut seen = HashMap::new();
        for (number, key) in all.iter().enumerate() {
            match seen.get(key) {
                Some(&first) => report(first, number, true),
                None => {
                    seen.insert(key, number);
                }
            }
        }
        return;
    }
    for b in 0..all.len() {
        for a in 0..b {
            let ((left, x), (right, y)) = (&all[a], &all[b]);
            let not = pack.measures[a].not.iter().chain(&pack.measures[b].not).next().is_some();
            if left != right || not || !x.keys().eq(y.keys()) {
                continue;
            }
            let shared = |l: &Vec<BTreeSet<String>>, r: &Vec<BTreeSet<String>>| {
                l.len() == r.len() && l.iter().zip(r).all(|(l, r)| l.intersection(r).next().is_some())
            };
            if x.iter().zip(y).all(|(l, r)| shared(l.1, r.1)) {
                report(a, b, x == y);
            }
        }
    }
}

/// What stands in the pack but does nothing.
fn idle(pack: &Pack, out: &mut Vec<Problem>) {
    let mut sources = BTreeSet::new();
    let mut tied = BTreeSet::new();
    pack.measures.iter().flat_map(|m| &m.figures).for_each(|f| sources.extend(f.source.iter().chain(&f.via)));
    sources.extend(pack.rates.iter().filter_map(|r| r.source));
    pack.constraints.iter().for_each(|c| tied.extend(c.require.measures()));
    for (number, source) in pack.sources.iter().enumerate().filter(|(n, _)| !sources.contains(n)) {
        let message = format!("source `{}` gives no figure", pack.sources[number].id);
        warn(out, source.span, message, "its name still tells whom a draft cites");
    }
    for (number, measure) in pack.measures.iter().enumerate() {
        if measure.figures.is_empty() && !tied.contains(&number) {
            let message = format!("measure `{}` has no figure, and no constraint ties it", measure.id);
            warn(out, measure.span, message, "claims that bind to it can only be left unverified");
        }
    }
}

/// Warns of a constraint that the figures on file break themselves, on a day for which all of them are on file.
fn satisfiable(pack: &Pack, number: usize, out: &mut Vec<Problem>) {
    let constraint = &pack.constraints[number];
    let measures: BTreeSet<usize> = constraint.require.measures().into_iter().collect();
    let time = |f: &Figure| f.period.as_ref().map(|p| p.1.from).or(f.as_of.map(|d| d.date()));
    let mut days: Option<BTreeSet<_>> = None;
    for &measure in &measures {
        let own: BTreeSet<_> = pack.measures[measure].figures.iter().filter_map(time).collect();
        days = Some(match days {
            Some(days) => days.intersection(&own).copied().collect(),
            None => own,
        });
    }
    for day in days.unwrap_or_default() {
        let resolve = |measure: usize| operand(&pack.measures[measure], |f| time(f) == Some(day));
        let Some(found) = expression::evaluate(&constraint.require, &resolve) else { continue };
        if found.outcome == Outcome::Fails {
            let figures = measures.iter().flat_map(|m| &pack.measures[*m].figures);
            let secret = figures.filter(|f| time(f) == Some(day)).any(|f| f.embargo.is_some());
            let working = if secret { String::new() } else { format!(": {}", found.working) };
            let message = format!("the figures of {day} break the constraint `{}`{working}", constraint.name);
            warn(out, constraint.span, message, "correct a figure, or give the comparison a tolerance: `+- 2 %`");
        }
    }
}

/// What the figures of a day allow a measure to be.
fn operand(measure: &Measure, of_day: impl Fn(&Figure) -> bool) -> Option<Operand> {
    let mut found: Option<Operand> = None;
    for figure in measure.figures.iter().filter(|f| of_day(f) && f.status != FigureStatus::Withdrawn) {
        let one = bounds(&figure.value)?;
        found = Some(match found {
            Some(all) => {
                Operand { bounds: all.bounds.cover(&one.bounds), text: format!("{} or {}", all.text, one.text) }
            }
            None => one,
        });
    }
    found
}

fn bounds(value: &Value) -> Option<Operand> {
    let text = |q: &Quantity| q.value.map_or_else(String::new, |v| expression::show(&exact(v)));
    let of = |q: &Quantity| base_bounds(&q.interval, q);
    Some(match value {
        Value::Exactly(q) => Operand { bounds: of(q), text: text(q) },
        Value::AtLeast(q) => Operand { bounds: Bounds { high: None, ..of(q) }, text: format!("{} or more", text(q)) },
        Value::AtMost(q) => Operand { bounds: Bounds { low: None, ..of(q) }, text: format!("up to {}", text(q)) },
        Value::Between(ends) => Operand {
            bounds: Bounds { low: of(&ends.0).low, high: of(&ends.1).high },
            text: format!("{} to {}", text(&ends.0), text(&ends.1)),
        },
        Value::Day(_) => return None,
    })
}
