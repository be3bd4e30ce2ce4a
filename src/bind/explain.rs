//! Why a claim did or did not bind: for people, on request.

use super::candidate::Binder;
use super::cell::Level;
use super::matched::{Apart, Match, Miss, Seen};
use super::{Reason, StatedTime, Verdict, scope, when};
use crate::rules::{ConditionRole, Measure};
use jiff::civil::Date;

/// A condition of a measure, and which of its words stand in reach of the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The key of the condition: "of", "about", "near", "all".
    pub key: &'static str,
    /// The words that would do, as the pack has them.
    pub wanted: Vec<String>,
    /// The closest of them as the draft has it, and where it stands; `None` where none is in reach.
    pub found: Option<(String, &'static str)>,
}

/// A measure that was looked at for a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Considered {
    /// Number of the pack and of the measure in it.
    pub measure: (usize, usize),
    /// Whether the claim bound to it.
    pub bound: bool,
    /// Why, or why not, in words.
    pub why: String,
    /// Its conditions, in the order of the pack.
    pub words: Vec<Words>,
    /// Whether the zone that it wants is stated; `None` where it wants none.
    pub zone: Option<bool>,
}

/// Everything that was looked at for one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Number of the claim.
    pub claim: usize,
    /// The measures, the one that it bound to first.
    pub considered: Vec<Considered>,
    /// The time that the claim states, if that selects figures of the measure that it bound to.
    pub time: Option<StatedTime>,
    /// The verdict.
    pub verdict: Verdict,
}

/// Explains the verdict on claim `i`.
pub(super) fn explain(b: &Binder<'_>, i: usize, verdict: Verdict, draft: Option<Date>) -> Explanation {
    let found = b.find(i);
    let seen = b.seen(i);
    let mut considered = Vec::new();
    let mut time = None;
    if let Some(best) = &found.best {
        let bound = verdict.measure.is_some();
        let why = match verdict.reason.filter(|_| !bound) {
            Some(reason) => format!("its words fit, but {}", why_not(reason)),
            None => "its words fit best".into(),
        };
        considered.push(of_match(b, best, bound, why));
        time = when::stated(b, i, best, draft);
    }
    considered.extend(found.misses.iter().map(|(id, miss)| {
        let measure = b.measure(id.0, id.1);
        // Another sort of number says more than that its words do not fit either.
        let sort = matches!(miss, Miss::Noun(_) | Miss::Condition(_)).then(|| b.sort_of(i, *id).err()).flatten();
        let miss = sort.as_ref().unwrap_or(miss);
        Considered {
            measure: *id,
            bound: false,
            why: miss_in_words(b, measure, miss),
            words: words(b, *id, &seen),
            zone: measure.within.as_ref().map(|_| scope::zone(b, i, measure, &[]).is_ok()),
        }
    }));
    Explanation { claim: i, considered, time, verdict }
}

fn of_match(b: &Binder<'_>, found: &Match, bound: bool, why: String) -> Considered {
    let id = (found.pack, found.measure);
    let zone = b.measure(id.0, id.1).within.as_ref().map(|_| found.zone);
    Considered { measure: id, bound, why, words: words(b, id, &found.seen), zone }
}

/// For each condition of a measure the closest of its words among what a claim sees.
fn words(b: &Binder<'_>, id: (usize, usize), seen: &[Seen]) -> Vec<Words> {
    let measure = b.measure(id.0, id.1);
    let entry = &b.index.entries[id.0][id.1];
    let prose = b.reading.prose;
    let text = |s: &Seen| {
        let span = prose.cover(s.occurrence.start as usize..s.occurrence.end as usize);
        (prose.slice(span).split_whitespace().collect::<Vec<_>>().join(" "), place(s.closeness.0))
    };
    let one = |(condition, phrases): (&crate::rules::Condition, &Vec<u32>)| Words {
        key: key(condition.role),
        wanted: condition.phrases.clone(),
        found: seen
            .iter()
            .filter(|s| phrases.binary_search(&s.occurrence.phrase).is_ok())
            .min_by_key(|s| s.closeness)
            .map(text),
    };
    measure.conditions.iter().zip(&entry.conditions).map(one).collect()
}

/// The key under which a pack writes a condition.
fn key(role: ConditionRole) -> &'static str {
    match role {
        ConditionRole::Of => "of",
        ConditionRole::About => "about",
        ConditionRole::Near => "near",
        ConditionRole::All => "all",
    }
}

fn place(level: Level) -> &'static str {
    match level {
        Level::Own => "at the number",
        Level::Cell => "in its clause",
        Level::Sentence => "in its sentence",
        Level::Near(_) => "in a sentence near by",
        Level::Heading => "in the heading above",
    }
}

fn miss_in_words(b: &Binder<'_>, measure: &Measure, miss: &Miss) -> String {
    let phrases = |c: &usize| {
        let all = measure.conditions.get(*c).map_or(&[][..], |c| &c.phrases);
        let first: Vec<_> = all.iter().take(4).map(|p| format!("\"{p}\"")).collect();
        first.join(", ")
    };
    match miss {
        Miss::Condition(c) => format!("none of {} is in reach", phrases(c)),
        Miss::Time(c) => format!("{} stands in another sentence, and times do not carry over", phrases(c)),
        Miss::Noun(c) => format!("the claim counts something other than {}", phrases(c)),
        Miss::Sort => "it has another kind of number or unit".into(),
        Miss::Not => "a word that it excludes stands in the clause".into(),
        Miss::Reason(reason) => why_not(*reason).into(),
        Miss::Apart(apart) => apart_in_words(b, apart),
        Miss::Beaten => "another measure fits better, or as well".into(),
    }
}

fn apart_in_words(b: &Binder<'_>, apart: &Apart) -> String {
    match apart {
        Apart::Zone => "the claim states a zone that is not the measure's".into(),
        Apart::Loose => "its words stand too far from the number, or belong to another".into(),
        Apart::Part => "the number is of a part of what its words name".into(),
        Apart::Headed => "the number's column or row is headed by something else".into(),
        Apart::Complement => "what follows \"of\" is none of its words".into(),
        Apart::Names(name) => {
            let prose = b.reading.prose;
            format!("the claim names \"{}\", which the measure does not", prose.slice(prose.cover(name.clone())))
        }
        Apart::OffTopic => "no proper name of its own is near, and the draft names none that the pack knows".into(),
        Apart::Narrows => "the number only narrows another one".into(),
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
        Reason::LooseBound => "its hedge or bound is too loose to match the figure",
        Reason::Stale => "the newest figure is stale",
    }
}
