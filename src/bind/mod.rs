//! Binding: which measure a claim is about, and what the figures on file say of it.

mod anaphora;
mod bounds;
mod candidate;
mod cell;
mod choice;
mod compare;
mod effective;
mod exchange;
mod explain;
mod fit;
mod index;
mod matched;
mod modal;
mod noun;
mod reading;
mod scope;
mod sibling;
mod source;
mod table;
mod time;
mod topic;
mod verdict;
mod when;
mod words;

pub use exchange::rate as exchange_rate;
pub use explain::{Considered, Explanation, Words, why_not};
pub use index::Index;
pub use time::When as StatedTime;

use crate::attribution::Attribution;
use crate::claim::{Claim, Modality};
use crate::draft::Draft;
use crate::prose::Prose;
use crate::rules::{Measure, Rules};
use crate::settings::Settings;
use candidate::Binder;
use cell::Cells;
use jiff::civil::Date;
use matched::Match;
use reading::Reading;

/// What the file says of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It matches the file.
    Supported,
    /// It differs from the file.
    Refuted,
    /// It matches a figure that was replaced.
    Outdated,
    /// It is another source's figure.
    Misattributed,
    /// Nothing on file bears on it.
    #[default]
    Unverified,
}

/// Why a claim is unverified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Reason {
    NoMeasure,
    Ambiguous,
    Negated,
    Hypothetical,
    Complement,
    Difference,
    Ring,
    OtherTime,
    OtherScope,
    NoFigure,
    NoOwnFigure,
    InsideRange,
    LooseBound,
    Stale,
}

/// A figure, by its place in the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureId {
    /// Number of the pack.
    pub pack: usize,
    /// Number of the measure in the pack.
    pub measure: usize,
    /// Number of the figure in the measure.
    pub figure: usize,
}

/// The verdict on one claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// The verdict.
    pub status: Status,
    /// Why it is unverified.
    pub reason: Option<Reason>,
    /// The measure that the claim binds to: number of the pack and of the measure.
    pub measure: Option<(usize, usize)>,
    /// The figure that it was compared with.
    pub figure: Option<FigureId>,
    /// The cited source in the pack: number of the pack and of the source.
    pub source: Option<(usize, usize)>,
    /// What a finding says beside it; `None` where no figure was looked at.
    pub detail: Option<Box<Detail>>,
}

/// What was found on the way to a verdict.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detail {
    /// The figure that the claim agrees with, if any.
    pub matched: Option<FigureId>,
    /// The newest figure of each source for the claim's time.
    pub newest: Vec<FigureId>,
    /// Figures that those replaced.
    pub older: Vec<FigureId>,
    /// Whether percent stands for points, or the other way round.
    pub points: bool,
    /// The time that the claim states, if that selects figures.
    pub time: Option<StatedTime>,
    /// The figure under embargo that the claim agrees with. Nothing else is compared with such a figure before its time.
    pub embargoed: Option<FigureId>,
    /// The figure of a sibling measure, of another period or of another noun that the claim states.
    pub sibling: Option<FigureId>,
}

/// The newest figures of a measure, one of each source or more of one day, for a stated time and as known on the
/// draft's date; by number.
pub fn newest(measure: &Measure, draft: Option<Date>, time: Option<StatedTime>) -> Vec<usize> {
    let file = verdict::file(measure, draft, time).or_else(|_| verdict::file(measure, draft, None));
    file.map_or_else(|_| Vec::new(), |f| f.newest)
}

/// For each claim, by number: its verdict.
pub fn bind(
    draft: &Draft<'_>,
    prose: &Prose<'_>,
    claims: &[Claim],
    attributions: &[Option<Attribution>],
    rules: &Rules,
    index: &Index,
    settings: &Settings,
) -> Vec<Verdict> {
    with_binder(draft, prose, claims, attributions, rules, index, settings, |binder| {
        (0..claims.len()).map(|i| verdict_on(binder, i, draft.front.date)).collect()
    })
    .unwrap_or_else(|| vec![Verdict { reason: Some(Reason::NoMeasure), ..Verdict::default() }; claims.len()])
}

/// For each claim, by number: which measures were looked at, and why they did or did not bind.
pub fn explain(
    draft: &Draft<'_>,
    prose: &Prose<'_>,
    claims: &[Claim],
    attributions: &[Option<Attribution>],
    rules: &Rules,
    index: &Index,
    settings: &Settings,
) -> Vec<Explanation> {
    with_binder(draft, prose, claims, attributions, rules, index, settings, |binder| {
        let date = draft.front.date;
        let one = |i| explain::explain(binder, i, verdict_on(binder, i, date), date);
        (0..claims.len()).map(one).collect()
    })
    .unwrap_or_default()
}

/// Does something with all that binding looks at; `None` where there is nothing to bind.
#[allow(clippy::too_many_arguments)]
fn with_binder<T>(
    draft: &Draft<'_>,
    prose: &Prose<'_>,
    claims: &[Claim],
    attributions: &[Option<Attribution>],
    rules: &Rules,
    index: &Index,
    settings: &Settings,
    work: impl FnOnce(&Binder<'_>) -> T,
) -> Option<T> {
    if index.is_empty() || claims.is_empty() {
        return None;
    }
    let reading = Reading::new(prose, index);
    let cells = Cells::new(&reading, claims);
    let serves = rules.packs.iter().map(|p| p.serves(&draft.front.rules)).collect();
    let topics = rules.packs.iter().map(|_| Default::default()).collect();
    let borrowed = effective::borrowed(prose, claims);
    let year = Default::default();
    Some(work(&Binder { reading, cells, claims, attributions, rules, index, settings, borrowed, topics, year, serves }))
}

fn verdict_on(b: &Binder<'_>, i: usize, draft: Option<Date>) -> Verdict {
    let cited = b.attributions[i].as_ref().map_or_else(Vec::new, |a| {
        source::cited(&b.reading, a).into_iter().filter(|(p, _)| b.serves[*p as usize]).collect()
    });
    let found = b.find(i);
    let mut verdict = match &found.best {
        None => {
            let sibling = sibling::other_noun(b, i, &found.near, draft);
            let detail = sibling.map(|s| Box::new(Detail { sibling: Some(s), ..Detail::default() }));
            Verdict { reason: Some(found.reason.unwrap_or(Reason::NoMeasure)), detail, ..Verdict::default() }
        }
        Some(best) => match withheld(b, i, best, &cited) {
            // "Another 9,640 people were injured" may add to the file's figure, or be the figure.
            Some(Reason::Difference) if let Some(verdict) = added(b, i, best, draft, &cited) => verdict,
            Some(reason) => Verdict { reason: Some(reason), ..Verdict::default() },
            None => verdict::judge(b, i, best, draft, &cited),
        },
    };
    if states_other_time(&found, &verdict) {
        verdict = Verdict { reason: Some(Reason::Ambiguous), ..Verdict::default() };
    }
    let own = verdict.measure.and_then(|(pack, _)| cited.iter().find(|(p, _)| *p as usize == pack));
    verdict.source = own.or(cited.first()).map(|(p, s)| (*p as usize, *s as usize));
    verdict
}

/// Whether a number that differs is the figure of a measure that would fit but for its time, which another sentence
/// states: then it may be that one all the same.
fn states_other_time(found: &matched::Found, verdict: &Verdict) -> bool {
    let sibling = verdict.detail.as_deref().and_then(|d| d.sibling).filter(|_| verdict.status == Status::Refuted);
    sibling.is_some_and(|s| {
        found.misses.iter().any(|(id, miss)| *id == (s.pack, s.measure) && matches!(miss, matched::Miss::Time(_)))
    })
}

/// The verdict on a number that is said to be added to something, where it is a figure on file to the digit.
fn added(b: &Binder<'_>, i: usize, best: &Match, draft: Option<Date>, cited: &[source::SourceId]) -> Option<Verdict> {
    if !modal::is_addition(b, i) || !sibling::is_telling(b.quantity(i)) {
        return None;
    }
    Some(verdict::judge(b, i, best, draft, cited)).filter(|v| v.status == Status::Supported)
}

/// Why a claim that a measure's words fit does not assert its value.
fn withheld(b: &Binder<'_>, i: usize, best: &Match, cited: &[source::SourceId]) -> Option<Reason> {
    let own = cited.iter().any(|(p, _)| *p as usize == best.pack);
    match b.claims[i].modality {
        Some(Modality::Negated) => Some(Reason::Negated),
        Some(Modality::Hypothetical) if own && (modal::is_forecast(b, i) || modal::is_reported_future(b, i)) => None,
        Some(Modality::Hypothetical) if modal::is_limit(b, i) => None,
        Some(Modality::Hypothetical) => Some(Reason::Hypothetical),
        Some(Modality::Complement) => Some(Reason::Complement),
        Some(Modality::Difference) if modal::is_tranche(b, i) || modal::is_change(b, best) => None,
        Some(Modality::Difference) => Some(Reason::Difference),
        None if modal::is_unreal(b, i) => Some(Reason::Hypothetical),
        None if modal::is_aim(b, i, best) => Some(Reason::Hypothetical),
        None if modal::is_complement(b, i) => Some(Reason::Complement),
        None if modal::is_inverted(b, i) => Some(Reason::Hypothetical),
        None if modal::is_gain_or_loss(b, i) && !modal::is_change(b, best) => Some(Reason::Difference),
        None if modal::is_forecast(b, i) && !own && !modal::names_source(b, i, best) => Some(Reason::Hypothetical),
        None if modal::is_addition(b, i) && !modal::is_tranche(b, i) && !modal::is_change(b, best) => {
            Some(Reason::Difference)
        }
        None => None,
    }
}
