//! Numbers that follow by one step from two numbers of a source, where the draft's own words name the step.

use super::item::{Item, What};
use super::source::SourceNumber;
use super::{Found, Trace, TraceStatus, Tracer, label, value, weigh};
use crate::claim::Claim;
use crate::prose::{Prose, Token};
use crate::quantity::{Change, End, Kind, Quantity, exact};
use crate::vocab::{self, Bound};
use dashu_ratio::RBig;
use std::ops::Range;

/// At most this many numbers are combined.
const NUMBERS: usize = 12;
/// At most this many sentences of the sources are tried.
const SENTENCES: usize = 8;

/// A number that is so hard to hit is no sum of two others by chance, if they stand at most so many sentences away.
const SHARP: u32 = 3;
const AROUND: usize = 3;

/// A step of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Sum,
    Difference,
    Share,
    Change,
    Times,
    /// A share of a number.
    Part,
}

/// The steps that a claim and its sentence name.
fn steps(prose: &Prose<'_>, claim: &Claim, own: Range<usize>) -> Vec<Step> {
    let words = claim.clause.start.min(own.start)..claim.clause.end.max(own.end);
    let named = |class| prose.tokens[words.clone()].iter().any(|t| t.is(class));
    let change = claim.quantity.change != Change::None || named(vocab::STEP_DIFFERENCE);
    match claim.quantity.kind {
        Kind::Percent | Kind::Ratio if change => vec![Step::Change, Step::Share],
        Kind::Percent | Kind::Ratio => vec![Step::Share],
        Kind::Points => vec![Step::Difference],
        Kind::Count if claim.quantity.unit.name == "point" => vec![Step::Difference],
        Kind::Multiple => vec![Step::Times],
        _ => {
            let mut steps = Vec::new();
            // "four years and six months" are four and a half.
            let sum = named(vocab::STEP_SUM) || claim.quantity.kind == Kind::Duration;
            steps.extend(sum.then_some(Step::Sum));
            steps.extend((change || named(vocab::BASE) || named(vocab::REMAINING)).then_some(Step::Difference));
            // "40 per cent of the homes, or 58"
            let told_again = claim.tokens.start.checked_sub(1).is_some_and(|i| prose.is(i, "or"));
            let about = matches!(claim.quantity.bound, Bound::About | Bound::Nearly);
            steps.extend((about || told_again).then_some(Step::Part));
            steps
        }
    }
}

/// The trace of a number that works out: from two numbers of one sentence of a source that shares the draft's words, or
/// from two numbers that stand beside it in the draft and are themselves in a source.
pub(super) fn trace(tracer: &Tracer<'_, '_>, i: usize, found: &[Found]) -> Option<Trace> {
    let item = &tracer.items[i];
    match &item.what {
        What::Quantity(_) => {}
        _ => return None,
    }
    let claim = &tracer.claims[item.of.ok()?];
    let steps = steps(tracer.prose, claim, item.own.clone());
    let trace = |n: usize, working: String| Trace {
        status: TraceStatus::WorksOut,
        place: Some(tracer.sources.place(tracer.sources.numbers[n].sentence, "")),
        working: Some(working),
        instead: None,
        slight: false,
    };
    let beside: Vec<usize> = beside(tracer, i, found);
    if let Some((n, working)) = combine(tracer, i, &steps, &beside, 0) {
        return Some(trace(n, working));
    }
    let theirs = beside.iter().map(|n| tracer.sources.numbers[*n].sentence);
    for sentence in theirs.chain(likely(tracer, i)) {
        let numbers: Vec<usize> = tracer.sources.sentences[sentence].numbers.clone().take(NUMBERS).collect();
        if let Some((n, working)) = combine(tracer, i, &steps, &numbers, 1) {
            return Some(trace(n, working));
        }
    }
    None
}

/// Whether a number is the result of a comparison, which nobody looks up: "two more than the record".
pub(super) fn is_result(prose: &Prose<'_>, item: &Item) -> bool {
    let at = item.tokens.end;
    let compares = |t: &Token| t.is(vocab::UP_COMPARATIVE.or(vocab::DOWN_COMPARATIVE));
    prose.tokens.get(at).is_some_and(compares) && at + 1 < prose.tokens.len() && prose.is(at + 1, "than")
}

/// Whether a number that no word says how to reach may still be the sum or the difference of two that the draft has close
/// by from one sentence of a source: "£4.5 million", where £1.9 million and £2.6 million follow.
pub(super) fn may_follow(tracer: &Tracer<'_, '_>, i: usize, found: &[Found]) -> bool {
    let item = &tracer.items[i];
    let plain = |q: &&Quantity| q.range.is_none() && q.fraction.is_none();
    let Some(mut want) = item.what.quantity().filter(plain).cloned() else { return false };
    // "£4.5 million a year" is £4.5 million.
    if let Some((upper, code)) = want.unit.name.split_once(" per ").zip(want.unit.code.as_ref()).map(|(n, c)| (n.0, c))
        && want.kind == Kind::Rate
        && let Some(currency) = code.split('/').next().filter(|c| c.len() == 3)
    {
        let (name, code) = (upper.to_string().into(), Some(currency.to_string().into()));
        (want.kind, want.unit.name, want.unit.code) = (Kind::Money, name, code);
    }
    if weigh::hard_to_hit(&item.what) < SHARP {
        return false;
    }
    let around = i.saturating_sub(NUMBERS)..(i + NUMBERS).min(found.len());
    let near = around.filter(|&j| j != i && tracer.items[j].sentence.abs_diff(item.sentence) <= AROUND);
    let mut numbers: Vec<usize> = near.filter_map(|j| found[j].is()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let number = |n: usize| &tracer.sources.numbers[n];
    let pairs = numbers.iter().flat_map(|a| numbers.iter().map(move |b| (number(*a), number(*b))));
    pairs
        .filter(|(a, b)| a.sentence == b.sentence && !std::ptr::eq(*a, *b))
        .any(|(a, b)| [Step::Sum, Step::Difference].into_iter().any(|step| try_step(step, a, b, &want).is_some()))
}

/// Numbers of the sources that stand in the draft beside number `i`, in its sentence or the one before.
fn beside(tracer: &Tracer<'_, '_>, i: usize, found: &[Found]) -> Vec<usize> {
    let sentence = tracer.items[i].sentence;
    let around = i.saturating_sub(NUMBERS)..(i + NUMBERS).min(found.len());
    let near = around.filter(|&j| j != i && tracer.items[j].sentence.abs_diff(sentence) <= 1);
    let mut numbers: Vec<usize> = near.filter_map(|j| found[j].is()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.truncate(NUMBERS);
    numbers
}

/// Sentences of related sources that share the most words with the draft's, among those that hold two numbers.
fn likely(tracer: &Tracer<'_, '_>, i: usize) -> Vec<usize> {
    let words = &tracer.words[i];
    let mut sentences: Vec<usize> = tracer
        .sources
        .sharing(&words.wide)
        .take(512)
        .filter(|&n| tracer.related[tracer.sources.source_of(n)])
        .map(|n| tracer.sources.numbers[n].sentence)
        .collect();
    sentences.sort_unstable();
    sentences.dedup();
    let shared = |s: &usize| label::shared(&words.wide, &tracer.sources.sentences[*s].words);
    let mut likely: Vec<(usize, usize)> = sentences
        .into_iter()
        .filter(|s| tracer.sources.sentences[*s].numbers.len() >= 2)
        .map(|s| (shared(&s), s))
        .filter(|c| c.0 >= 2)
        .collect();
    likely.sort_by_key(|c| (std::cmp::Reverse(c.0), c.1));
    likely.into_iter().take(SENTENCES).map(|c| c.1).collect()
}

/// The first of the numbers, and the working, if the claim follows from two of them by a step that it names.
fn combine(
    tracer: &Tracer<'_, '_>,
    i: usize,
    steps: &[Step],
    numbers: &[usize],
    least: usize,
) -> Option<(usize, String)> {
    let want = tracer.items[i].what.quantity()?;
    let words = &tracer.words[i];
    for &step in steps {
        for &a in numbers {
            for &b in numbers.iter().filter(|&&b| b != a) {
                let (x, y) = (&tracer.sources.numbers[a], &tracer.sources.numbers[b]);
                // A share of a share is found by chance too easily: the two must stand side by side.
                let apart = step == Step::Part && (a.abs_diff(b) > 1 || x.sentence != y.sentence);
                if apart || label::shared(&words.near, &x.near) + label::shared(&words.near, &y.near) < least {
                    continue;
                }
                if let Some(working) = try_step(step, x, y, want) {
                    return Some((a, working));
                }
            }
        }
    }
    None
}

/// A price for one of something as the price alone, where that is wanted: "14.5p a share" where the draft has "1.5 pence more".
fn of_one(q: &Quantity, want: &Quantity) -> Quantity {
    let mut q = q.clone();
    if q.kind == Kind::Rate
        && want.kind == Kind::Money
        && let Some((upper, _)) = q.unit.name.split_once(" per ")
        && *upper == *want.unit.name
    {
        (q.kind, q.unit) = (Kind::Money, want.unit.clone());
    }
    q
}

fn try_step(step: Step, a: &SourceNumber, b: &SourceNumber, want: &Quantity) -> Option<String> {
    let (p, q) = (&of_one(a.what.quantity()?, want), &of_one(b.what.quantity()?, want));
    let percent = |q: &Quantity| matches!(q.kind, Kind::Percent | Kind::Ratio | Kind::Points);
    let amount = |q: &Quantity| matches!(q.kind, Kind::Count | Kind::Number | Kind::Money | Kind::Measure);
    let footing = (value::footing(p), value::footing(q));
    let alike = footing.0.scale == footing.1.scale;
    let suits = match step {
        // A share of a number in the claim's own unit.
        Step::Part => {
            matches!(p.kind, Kind::Percent | Kind::Ratio)
                && value::footing(want).scale == footing.1.scale
                && !percent(q)
        }
        Step::Difference if value::footing(want).scale.0 == "points" => percent(p) && percent(q),
        // A step must give the number in its own unit.
        Step::Sum | Step::Difference => alike && value::footing(want).scale == footing.0.scale,
        // So many hours are no share of others.
        Step::Share => alike && amount(p) && amount(q),
        _ => alike && !percent(p),
    };
    if !suits {
        return None;
    }
    let (x, y) = (footing.0.base(p.value?), footing.1.base(q.value?));
    let hundred = RBig::from(100u8);
    let share = |part: &RBig, whole: &RBig| (*whole != RBig::ZERO).then(|| part / whole);
    let scale = |r: RBig| if want.kind == Kind::Percent { r * &hundred } else { r };
    let (result, sign) = match step {
        Step::Sum => (&x + &y, "+"),
        Step::Difference if x > y => (&x - &y, "−"),
        Step::Share if x < y => (scale(share(&x, &y)?), "÷"),
        Step::Times if x > y => (share(&x, &y)?, "÷"),
        Step::Part => (x * y / hundred, "×"),
        Step::Change => {
            let rise = share(&(&y - &x), &x)?;
            let fits = want.change == Change::None || (rise > RBig::ZERO) == (want.change == Change::Up);
            (scale(if rise < RBig::ZERO { -rise } else { rise }), if fits { "→" } else { return None })
        }
        _ => return None,
    };
    // Sums and differences stand on the base of their scale.
    let result = match step {
        Step::Sum | Step::Difference | Step::Part => value::footing(want).back(&result),
        _ => result,
    };
    holds(want, &result).then(|| format!("{} {sign} {}", a.text, b.text))
}

/// Whether a draft may state an exact value so.
fn holds(quantity: &Quantity, result: &RBig) -> bool {
    let above = |e: End| if e.open { *result > exact(e.value) } else { *result >= exact(e.value) };
    let below = |e: End| if e.open { *result < exact(e.value) } else { *result <= exact(e.value) };
    // A bound without another end would hold for anything on its side.
    value::allowed(quantity, false).is_some_and(|(low, high)| exact(low) <= *result && *result <= exact(high))
        && quantity.interval.low.is_none_or(above)
        && quantity.interval.high.is_none_or(below)
}
