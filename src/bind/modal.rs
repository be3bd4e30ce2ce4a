//! Whether a claim asserts its value, where that depends on what it is bound to.

use super::candidate::Binder;
use super::matched::Match;
use crate::prose::Tag;
use crate::quantity::{Bound, Kind};
use crate::rules::Measure;
use crate::vocab::{self, Class, WordId, Words, words};

/// How many tokens before its number a verb of wanting is looked for.
const AIM: usize = 3;
/// How many tokens before its number belong to a claim's clause at most.
const CLAUSE: usize = 24;
/// Words that turn a number into that of those who did not.
const NOT: Words = words!["not", "never"];

/// Whether one of the tokens before a claim's number, within so many, is of a class.
fn before(b: &Binder<'_>, i: usize, reach: usize, class: Class) -> bool {
    let cell = b.cells.of(i);
    let from = cell.sentence.start.max(cell.noun.start.saturating_sub(reach));
    (from..cell.noun.start).any(|t| b.reading.prose.tokens[t].is(class))
}

/// "Economists expect inflation to have reached 8.8 percent."
pub(super) fn is_forecast(b: &Binder<'_>, i: usize) -> bool {
    before(b, i, CLAUSE, vocab::FORECAST_VERB)
}

/// "The mayor said the gap would be €44m": what was said to come, told later; no condition, and no other doubt.
pub(super) fn is_reported_future(b: &Binder<'_>, i: usize) -> bool {
    const DOUBT: Words = words!["could", "might", "may", "should", "if", "unless", "without", "had"];
    let prose = b.reading.prose;
    let sentence = b.cells.of(i).sentence.clone();
    let would = |t: usize| prose.word(t).eq_ignore_ascii_case("would");
    let clause = sentence.start.max(b.cells.of(i).noun.start.saturating_sub(CLAUSE))..b.cells.of(i).noun.start;
    let reported = b.attributions[i].as_ref().and_then(|a| a.cue).is_some_and(|cue| {
        let cue = super::source::tokens(&b.reading, cue);
        prose.word(cue.end.saturating_sub(1)).ends_with('d')
    });
    reported && clause.clone().any(would) && !sentence.into_iter().any(|t| prose.is_any(t, DOUBT))
}

/// "needed 50 percent", "aims for 90 percent": what somebody wants, not what there is; not so where the words that a
/// measure was found by say that themselves.
pub(super) fn is_aim(b: &Binder<'_>, i: usize, best: &Match) -> bool {
    before(b, i, AIM, vocab::AIM_VERB) && !says(b.measure(best.pack, best.measure), vocab::AIM_VERB)
}

/// "As many as 300 people | could die": what may come. What people say they would do is another matter.
pub(super) fn is_unreal(b: &Binder<'_>, i: usize) -> bool {
    let cell = b.cells.of(i);
    let prose = b.reading.prose;
    const MAY: Words = words!["could", "may", "might"];
    let after = cell.noun.end..(cell.noun.end + 3).min(cell.sentence.end);
    if is_limit(b, i) {
        return false;
    }
    let mut ahead = after.take_while(|t| !matches!(prose.tag(*t), Tag::Comma | Tag::Stop | Tag::Number));
    ahead.any(|t| prose.tag(t) == Tag::Auxiliary && prose.is_any(t, MAY))
}

/// "Only 42 ships a day may pass", "may draw no more than 44 feet": what is allowed, not what may come.
pub(super) fn is_limit(b: &Binder<'_>, i: usize) -> bool {
    const ALLOWED: Words = words!["may", "can", "must"];
    const ONLY: Words = words!["only", "just"];
    let (prose, cell) = (b.reading.prose, b.cells.of(i));
    let from = cell.tokens.start.max(cell.noun.start.saturating_sub(8));
    let to = (cell.noun.end + 3).min(cell.sentence.end);
    let limited = b.claims[i].quantity.bound == Bound::UpTo
        || cell.noun.start.checked_sub(1).is_some_and(|t| prose.is_any(t, ONLY) && t >= cell.sentence.start);
    limited && (from..to).any(|t| prose.tag(t) == Tag::Auxiliary && prose.is_any(t, ALLOWED))
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
    let prose = b.reading.prose;
    let own = prose.tokens[b.cells.of(i).noun.start].is(vocab::ADDITION);
    own || before(b, i, 2, vocab::ADDITION) || prose.is(b.claims[i].tokens.end, "more") || adds(b, i)
}

/// "is to add 10 million".
fn adds(b: &Binder<'_>, i: usize) -> bool {
    before(b, i, 2, vocab::ADDING_VERB)
}

/// "a further $200 million": money comes in tranches, each of which is a figure of its own.
pub(super) fn is_tranche(b: &Binder<'_>, i: usize) -> bool {
    b.claims[i].quantity.kind == Kind::Money && is_addition(b, i) && !adds(b, i)
}

/// Whether the words that a measure was found by say that something changed: its figures are differences themselves.
pub(super) fn is_change(b: &Binder<'_>, best: &Match) -> bool {
    let measure = b.measure(best.pack, best.measure);
    if measure.kind == Some(Kind::Points) {
        return true;
    }
    says(measure, vocab::CHANGE_WORD)
}

/// Whether a measure's words, name or title hold a word of a class.
fn says(measure: &Measure, class: Class) -> bool {
    let phrases = measure.conditions.iter().flat_map(|c| &c.phrases).chain([&measure.id]).chain(&measure.title);
    phrases.flat_map(|p| p.split([' ', '_', '-'])).any(|w| WordId::of(w).lexeme().class.any(class))
}

/// "The chain has closed 19 stores", "lost 11 seats": by how much something changed, not how much there is.
pub(super) fn is_gain_or_loss(b: &Binder<'_>, i: usize) -> bool {
    let reaches =
        b.cells.of(i).noun.start.checked_sub(1).is_some_and(|t| b.reading.prose.tokens[t].is(vocab::PREPOSITION));
    // "opened to $27 million" is a result.
    !reaches && before(b, i, 2, vocab::GAIN_VERB)
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
    (end.min(to)..to).any(|t| {
        b.reading.prose.is_any(t, NOT)
            || b.reading.prose.word(t).ends_with("n't")
            || b.reading.prose.word(t).ends_with("n’t")
    })
}
