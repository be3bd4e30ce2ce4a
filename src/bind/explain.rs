//! Why a claim did or did not bind: for people, on request.

use super::candidate::{Binder, Found, Miss};
use super::{Reason, Verdict};
use crate::rules::Measure;

/// A measure that was looked at for a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Considered {
    /// Number of the pack and of the measure in it.
    pub measure: (usize, usize),
    /// Whether the claim bound to it.
    pub bound: bool,
    /// Why, or why not, in words.
    pub why: String,
}

/// Everything that was looked at for one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Number of the claim.
    pub claim: usize,
    /// The measures, the one that it bound to first.
    pub considered: Vec<Considered>,
    /// The verdict.
    pub verdict: Verdict,
}

/// Explains the verdict on claim `i`.
pub(super) fn explain(b: &Binder<'_>, i: usize, verdict: Verdict) -> Explanation {
    let found = b.find(i);
    let mut considered = Vec::new();
    if let Some(best) = &found.best {
        let bound = verdict.measure.is_some();
        let why = match verdict.reason.filter(|_| !bound) {
            Some(reason) => format!("its words fit, but {}", why_not(reason)),
            None => seen_words(b, &found),
        };
        considered.push(Considered { measure: (best.pack, best.measure), bound, why });
    }
    considered.extend(found.misses.iter().map(|(id, miss)| {
        let why = miss_in_words(b.measure(id.0, id.1), miss);
        Considered { measure: *id, bound: false, why }
    }));
    Explanation { claim: i, considered, verdict }
}

/// The words of the draft that satisfied the conditions.
fn seen_words(b: &Binder<'_>, found: &Found) -> String {
    let Some(best) = &found.best else { return String::new() };
    let prose = b.reading.prose;
    let words = best.seen.iter().map(|s| {
        let span = prose.cover(s.occurrence.start as usize..s.occurrence.end as usize);
        format!("\"{}\"", prose.slice(span))
    });
    let mut why = format!("its words are in reach: {}", words.collect::<Vec<_>>().join(", "));
    if best.zone {
        why += "; its scope fits";
    }
    why
}

fn miss_in_words(measure: &Measure, miss: &Miss) -> String {
    let phrases = |c: &usize| {
        let all = measure.conditions.get(*c).map_or(&[][..], |c| &c.phrases);
        let first: Vec<_> = all.iter().take(4).map(|p| format!("\"{p}\"")).collect();
        first.join(", ")
    };
    match miss {
        Miss::Condition(c) => format!("none of {} is in reach", phrases(c)),
        Miss::Noun(c) => format!("the claim counts something other than {}", phrases(c)),
        Miss::Sort => "it has another kind of number or unit".into(),
        Miss::Not => "a word that it excludes stands in the clause".into(),
        Miss::Reason(reason) => why_not(*reason).into(),
        Miss::Beaten => "another measure fits better, or as well".into(),
    }
}

/// A reason in words.
pub fn why_not(reason: Reason) -> &'static str {
    match reason {
        Reason::NoMeasure => "no measure has its words",
        Reason::Ambiguous => "two measures fit equally well",
        Reason::Negated => "the number is negated",
        Reason::Hypothetical => "the number is hypothetical",
        Reason::Complement => "the number is of those who did not",
        Reason::Difference => "the number is a difference",
        Reason::Ring => "the scope is a ring, not a zone",
        Reason::OtherTime => "the claim states a time that no figure is for",
        Reason::OtherScope => "the claim names another zone, place, contest or kind",
        Reason::NoFigure => "the measure has no figure known by then",
        Reason::NoOwnFigure => "the cited source has no figure, and nobody has this value",
        Reason::InsideRange => "the file has a range that this value lies in",
        Reason::LooseBound => "the figure is more than twice the stated bound",
        Reason::Stale => "the newest figure is stale",
    }
}
