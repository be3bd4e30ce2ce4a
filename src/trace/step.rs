//! Numbers that follow by one step from two numbers of a source's sentence, where the draft's own words name the step.

use super::source::{SourceNumber, SourceSentence, Sources};
use crate::claim::Claim;
use crate::prose::Prose;
use crate::quantity::{Change, End, Kind, Quantity, exact};
use crate::vocab;
use dashu_ratio::RBig;

/// At most this many numbers of one sentence are combined.
const NUMBERS: usize = 12;

/// A step of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Sum,
    Difference,
    Share,
    Change,
    Times,
}

/// The steps that a claim and its clause name.
fn steps(prose: &Prose<'_>, claim: &Claim) -> Vec<Step> {
    let named = |class| prose.tokens[claim.clause.clone()].iter().any(|t| t.is(class));
    let change = claim.quantity.change != Change::None || named(vocab::STEP_DIFFERENCE);
    match claim.quantity.kind {
        Kind::Percent | Kind::Ratio if change => vec![Step::Change, Step::Share],
        Kind::Percent | Kind::Ratio => vec![Step::Share],
        Kind::Points => vec![Step::Difference],
        Kind::Multiple => vec![Step::Times],
        _ => {
            let mut steps = Vec::new();
            steps.extend(named(vocab::STEP_SUM).then_some(Step::Sum));
            steps.extend(change.then_some(Step::Difference));
            steps
        }
    }
}

/// The working, if the claim follows from two numbers of the sentence by a step that it names.
pub(super) fn works_out(
    prose: &Prose<'_>,
    claim: &Claim,
    sources: &Sources,
    sentence: &SourceSentence,
) -> Option<String> {
    let steps = steps(prose, claim);
    let numbers = &sources.numbers[sentence.numbers.clone()];
    let numbers = &numbers[..numbers.len().min(NUMBERS)];
    for step in steps {
        for (i, a) in numbers.iter().enumerate() {
            for (j, b) in numbers.iter().enumerate() {
                if i != j
                    && let Some(working) = try_step(step, a, b, &claim.quantity)
                {
                    return Some(working);
                }
            }
        }
    }
    None
}

fn try_step(step: Step, a: &SourceNumber, b: &SourceNumber, want: &Quantity) -> Option<String> {
    let noun = |n: &SourceNumber| n.quantity.unit.name.clone();
    let alike = noun(a) == noun(b) || noun(a).is_empty() || noun(b).is_empty();
    if !alike || a.quantity.kind == Kind::Percent && step != Step::Difference {
        return None;
    }
    let (x, y) = (exact(a.quantity.value?), exact(b.quantity.value?));
    let hundred = RBig::from(100u8);
    let share = |part: &RBig, whole: &RBig| (*whole != RBig::ZERO).then(|| part / whole);
    let percent = want.kind == Kind::Percent;
    let scale = |r: RBig| if percent { r * &hundred } else { r };
    let (result, sign) = match step {
        Step::Sum => (&x + &y, "+"),
        Step::Difference if x > y => (&x - &y, "−"),
        Step::Share if x < y => (scale(share(&x, &y)?), "÷"),
        Step::Times if x > y => (share(&x, &y)?, "÷"),
        Step::Change => {
            let rise = share(&(&y - &x), &x)?;
            let fits = want.change == Change::None || (rise > RBig::ZERO) == (want.change == Change::Up);
            (scale(if rise < RBig::ZERO { -rise } else { rise }), if fits { "→" } else { return None })
        }
        _ => return None,
    };
    // A step must give the number in its own unit.
    if matches!(step, Step::Sum | Step::Difference) && want.kind != Kind::Points && want.unit.name != noun(a) {
        return None;
    }
    holds(want, &result).then(|| format!("{} {sign} {}", a.text, b.text))
}

/// Whether an exact value lies in a quantity's interval.
pub(super) fn holds(quantity: &Quantity, value: &RBig) -> bool {
    let above = |e: End| if e.open { *value > exact(e.value) } else { *value >= exact(e.value) };
    let below = |e: End| if e.open { *value < exact(e.value) } else { *value <= exact(e.value) };
    quantity.interval.low.is_none_or(above) && quantity.interval.high.is_none_or(below)
}
