//! The verdict on a bound claim, in the order that design and docs give.

use super::candidate::Binder;
use super::compare::{Outcome, compare};
use super::fit::Fit;
use super::matched::Match;
use super::source::{self, SourceId};
use super::time::{When, day_of, fits};
use super::{Detail, FigureId, Reason, Status, Verdict, effective, exchange, sibling, when};
use crate::quantity::{Change, Quantity};
use crate::rules::{Figure, FigureStatus, Measure};
use crate::vocab::SPEAKING_VERB as SPEAKS;
use jiff::civil::Date;
use std::borrow::Cow;

/// The figures of a measure, as a claim meets them.
pub(super) struct File<'m> {
    measure: &'m Measure,
    /// Figures that stand for the claim's time.
    pub(super) current: Vec<usize>,
    /// Figures that a current one replaced.
    pub(super) older: Vec<usize>,
    /// The newest of the current ones, by source.
    pub(super) newest: Vec<usize>,
}

/// Judges claim `i`, which is about the matched measure. A figure under embargo is as good as unknown, but for one thing:
/// a draft that gives it away is told so.
pub(super) fn judge(b: &Binder<'_>, i: usize, found: &Match, draft: Option<Date>, cited: &[SourceId]) -> Verdict {
    let mut verdict = judge_public(b, i, found, draft, cited);
    if verdict.status == Status::Supported {
        return verdict;
    }
    let withdrawn = |f: &Figure| {
        let known = f.as_of.is_none_or(|t| draft.is_none_or(|d| t.date() <= d));
        f.status == FigureStatus::Withdrawn && known && !f.embargoed(draft)
    };
    if let Some(secret) = stated_among(b, i, found, draft, |f| f.embargoed(draft)) {
        let reason = verdict.reason.or(Some(Reason::NoFigure));
        let detail = Detail { embargoed: Some(secret), ..Detail::default() };
        let measure = verdict.measure.take();
        verdict = Verdict { reason, measure, detail: Some(Box::new(detail)), ..Verdict::default() };
    } else if verdict.status != Status::Outdated
        && !found.doubt
        && let Some(old) = stated_among(b, i, found, draft, withdrawn)
    {
        let mut detail = verdict.detail.take().unwrap_or_default();
        (detail.matched, detail.sibling) = (Some(old), None);
        let figure = verdict.figure.or(Some(old));
        let measure = Some((found.pack, found.measure));
        verdict = Verdict { status: Status::Outdated, measure, figure, detail: Some(detail), ..Verdict::default() };
    }
    verdict
}

/// The first of those figures of a measure of which `which` is true that a claim states, for the time that it states.
fn stated_among(
    b: &Binder<'_>,
    i: usize,
    found: &Match,
    draft: Option<Date>,
    which: impl Fn(&Figure) -> bool,
) -> Option<FigureId> {
    let measure = b.measure(found.pack, found.measure);
    if found.fit != Fit::Same || !measure.figures.iter().any(&which) {
        return None;
    }
    let (stated, quantity) = (when::stated(b, i, found, draft), effective::quantity(b, i, measure));
    let states = |f: &Figure| {
        which(f)
            && stated.is_none_or(|w| fits(f, w, draft) != Some(false))
            && compare(&quantity, f, found.fit, true) == Outcome::Holds
    };
    let figure = measure.figures.iter().position(states)?;
    Some(FigureId { pack: found.pack, measure: found.measure, figure })
}

/// Judges a claim by the figures that are out.
fn judge_public(b: &Binder<'_>, i: usize, found: &Match, draft: Option<Date>, cited: &[SourceId]) -> Verdict {
    let measure = b.measure(found.pack, found.measure);
    let stated = when::stated(b, i, found, draft);
    let mut verdict = Verdict { measure: Some((found.pack, found.measure)), ..Verdict::default() };
    if draft.is_none()
        && let Some(year) = b.latest_year()
        && !measure.figures.is_empty()
        && measure.figures.iter().all(|f| f.as_of.is_some_and(|t| t.year() > year))
    {
        return Verdict { reason: Some(Reason::NoFigure), ..Verdict::default() };
    }
    let file = match file(measure, draft, stated) {
        Ok(file) => file,
        Err(reason) => {
            verdict.reason = Some(reason);
            if reason == Reason::OtherTime {
                verdict.measure = None;
            }
            verdict.detail = Some(Box::new(Detail { time: stated, ..Detail::default() }));
            return verdict;
        }
    };
    let cited = cited.iter().find(|(p, _)| *p as usize == found.pack).map(|(_, s)| *s as usize);
    let quantity = effective::quantity(b, i, measure);
    let court = Court { b, i, found, file, cited, quantity, stated, draft };
    let mut verdict = court.rule(verdict);
    if verdict.status == Status::Refuted
        && let Some(detail) = &mut verdict.detail
    {
        detail.sibling = sibling::sibling(b, i, found, draft);
    }
    if found.doubt && matches!(verdict.status, Status::Refuted | Status::Outdated | Status::Misattributed) {
        verdict = Verdict { reason: Some(Reason::OtherScope), ..Verdict::default() };
    }
    verdict
}

/// The figures of a measure that are for the stated time, known by the draft's date and under no embargo then.
pub(super) fn file(measure: &Measure, draft: Option<Date>, stated: Option<When>) -> Result<File<'_>, Reason> {
    let figures = &measure.figures;
    let known = |f: &Figure| {
        let given = f.as_of.is_none_or(|t| draft.is_none_or(|d| t.date() <= d));
        let valid = f.as_of.is_some() || f.valid.is_none_or(|v| draft.is_none_or(|d| v.from <= d));
        f.status != FigureStatus::Withdrawn && given && valid && !f.embargoed(draft)
    };
    let known: Vec<usize> = (0..figures.len()).filter(|k| known(&figures[*k])).collect();
    if known.is_empty() {
        return Err(Reason::NoFigure);
    }
    let latest = known.iter().filter_map(|k| figures[*k].as_of).max();
    if let (Some(days), Some(day), Some(latest)) = (measure.stale_after_days, draft, latest)
        && super::time::shift(latest.date(), i64::from(days)) < day
        && !stated.is_some_and(|w| w != When::Now)
    {
        return Err(Reason::Stale);
    }
    let base = known.iter().filter_map(|k| day_of(&figures[*k])).max().or(draft);
    let selects = stated.is_some_and(|w| known.iter().any(|k| fits(&figures[*k], w, base).is_some()));
    let mut file = File { measure, current: Vec::new(), older: Vec::new(), newest: Vec::new() };
    if selects && let Some(when) = stated {
        file.current = known.iter().copied().filter(|k| fits(&figures[*k], when, base) != Some(false)).collect();
        if file.current.is_empty() {
            return Err(Reason::OtherTime);
        }
        file.part_revisions();
    } else {
        file.current = known;
        file.part_newest(draft);
    }
    file.newest = file.newest_by_source();
    Ok(file)
}

impl File<'_> {
    fn figure(&self, k: usize) -> &Figure {
        &self.measure.figures[k]
    }

    /// Among figures for one stated period, the later ones replace the earlier ones of their source.
    fn part_revisions(&mut self) {
        let replaced = |k: &usize| {
            let f = self.figure(*k);
            f.period.is_some()
                && self.current.iter().any(|o| {
                    let other = self.figure(*o);
                    other.source == f.source
                        && other.period.as_ref().map(|p| p.1) == f.period.as_ref().map(|p| p.1)
                        && other.as_of > f.as_of
                })
        };
        let (older, current) = self.current.iter().copied().partition(replaced);
        (self.older, self.current) = (older, current);
    }

    /// The newest figures of each source are current, the others are replaced.
    fn part_newest(&mut self, draft: Option<Date>) {
        let valid = |k: &usize| {
            self.figure(*k).valid.is_none_or(|v| draft.is_none_or(|d| v.from <= d && v.until.is_none_or(|u| d <= u)))
        };
        let key = |k: usize| (day_of(self.figure(k)), self.figure(k).as_of);
        let replaced = |k: &usize| {
            self.current.iter().any(|o| {
                self.figure(*o).source == self.figure(*k).source
                    && (valid(o) && !valid(k) || valid(o) == valid(k) && newer(key(*o), key(*k)))
            })
        };
        let (older, current) = self.current.iter().copied().partition(replaced);
        (self.older, self.current) = (older, current);
    }

    fn newest_by_source(&self) -> Vec<usize> {
        let key = |k: usize| (day_of(self.figure(k)), self.figure(k).as_of);
        let beaten = |k: &usize| {
            self.current.iter().any(|o| self.figure(*o).source == self.figure(*k).source && newer(key(*o), key(*k)))
        };
        self.current.iter().copied().filter(|k| !beaten(k)).collect()
    }
}

/// Whether one figure is of a later day than the other; of one day, any may match.
fn newer<T: PartialOrd, U: PartialOrd>(a: (T, Option<U>), b: (T, Option<U>)) -> bool {
    a.0 > b.0 || a.0 == b.0 && a.1 > b.1
}

/// All that a verdict rests on.
struct Court<'a, 'm> {
    b: &'a Binder<'a>,
    i: usize,
    found: &'a Match,
    file: File<'m>,
    cited: Option<usize>,
    quantity: Cow<'a, Quantity>,
    stated: Option<When>,
    draft: Option<Date>,
}

impl Court<'_, '_> {
    fn id(&self, figure: usize) -> FigureId {
        FigureId { pack: self.found.pack, measure: self.found.measure, figure }
    }

    fn outcome(&self, k: usize) -> Outcome {
        let plain = self.cited.is_none();
        let figure = self.file.figure(k);
        if self.found.fit == Fit::Converted {
            let (rates, slack) = (&self.b.rules.packs[self.found.pack].rates, self.b.settings.precision.exchange);
            return exchange::compare(&self.quantity, figure, rates, self.draft, slack).unwrap_or(Outcome::Inside);
        }
        if self.is_opposite(figure) {
            return Outcome::Fails;
        }
        compare(&self.quantity, figure, self.found.fit, plain)
    }

    /// Whether a claim says that something fell, and the figure of a measure with falls and rises on file is a rise.
    fn is_opposite(&self, figure: &Figure) -> bool {
        let value = |f: &Figure| super::fit::quantity_of(&f.value).and_then(|q| q.value);
        let fell = |f: &Figure| value(f).is_some_and(|v| v.is_sign_negative() && !v.is_zero());
        self.quantity.change == Change::Down && !fell(figure) && self.file.measure.figures.iter().any(fell)
    }

    /// The first of these figures, from this source or from any, with the wanted outcome.
    fn with(&self, figures: &[usize], from: Option<usize>, want: Outcome) -> Option<usize> {
        let of = |k: &&usize| from.is_none_or(|s| self.file.figure(**k).source == Some(s));
        figures.iter().rev().filter(of).copied().find(|k| self.outcome(*k) == want)
    }

    fn has(&self, source: usize) -> bool {
        let of = |k: &usize| self.file.figure(*k).source == Some(source);
        self.file.current.iter().any(of) || self.file.older.iter().any(of)
    }

    fn say(&self, mut verdict: Verdict, status: Status, figure: Option<usize>, matched: Option<usize>) -> Verdict {
        verdict.status = status;
        verdict.figure = figure.map(|k| self.id(k));
        verdict.detail = Some(Box::new(Detail {
            matched: matched.map(|k| self.id(k)),
            newest: self.file.newest.iter().map(|k| self.id(*k)).collect(),
            points: self.found.fit == Fit::PercentForPoints,
            older: self.file.older.iter().map(|k| self.id(*k)).collect(),
            sibling: None,
            embargoed: None,
            time: self.stated,
        }));
        verdict
    }

    fn unverified(&self, verdict: Verdict, reason: Reason, figure: Option<usize>) -> Verdict {
        let verdict = Verdict { reason: Some(reason), ..verdict };
        self.say(verdict, Status::Unverified, figure, None)
    }

    /// The figure that a claim which differs is held against: the cited source's, else the newest; of several of one day
    /// the one that its source stated without a hedge and nobody relayed, in the order of the pack.
    fn expected(&self) -> Option<usize> {
        let figure = |k: usize| self.file.figure(k);
        let own = |k: &usize| self.cited.is_some_and(|s| figure(*k).source == Some(s));
        let newest = &self.file.newest;
        let plain = |k: usize| figure(k).hedge == crate::quantity::Bound::Exact && figure(k).via.is_none();
        let best = || newest.iter().rev().copied().max_by_key(|k| (day_of(figure(*k)), plain(*k)));
        newest.iter().copied().find(own).or_else(best)
    }

    fn rule(&self, verdict: Verdict) -> Verdict {
        let (current, older) = (self.file.current.clone(), self.file.older.clone());
        if self.stated == Some(When::Earlier) {
            return self.rule_origin(verdict);
        }
        let own = self.cited;
        if let Some(k) = self.with(&current, own, Outcome::Holds) {
            return self.say(verdict, Status::Supported, Some(k), Some(k));
        }
        if let Some(k) = self.with(&current, own, Outcome::Loose) {
            return match self.with(&older, own, Outcome::Holds) {
                Some(old) => self.say(verdict, Status::Outdated, Some(k), Some(old)),
                None => self.unverified(verdict, Reason::LooseBound, Some(k)),
            };
        }
        if let Some(k) = self.with(&current, own, Outcome::Inside) {
            return self.unverified(verdict, Reason::InsideRange, Some(k));
        }
        if let Some(old) = self.with(&older, own, Outcome::Holds) {
            let source = self.file.figure(old).source;
            let now = self.file.newest.iter().copied().find(|k| self.file.figure(*k).source == source);
            return self.say(verdict, Status::Outdated, now.or(self.expected()), Some(old));
        }
        let Some(cited) = own else {
            return self.say(verdict, Status::Refuted, self.expected(), None);
        };
        let replaced = || (!self.has(cited)).then(|| self.with(&older, None, Outcome::Holds)).flatten();
        if let Some(k) = self.with(&current, None, Outcome::Holds).or_else(replaced) {
            let status = if self.is_relay(k) { Status::Supported } else { Status::Misattributed };
            return self.say(verdict, status, Some(k), Some(k));
        }
        if !self.has(cited) {
            return self.unverified(verdict, Reason::NoOwnFigure, self.expected());
        }
        self.say(verdict, Status::Refuted, self.expected(), None)
    }

    /// Where a change started is an earlier figure, if any.
    fn rule_origin(&self, verdict: Verdict) -> Verdict {
        let (current, older) = (&self.file.current, &self.file.older);
        match self.with(older, None, Outcome::Holds).or_else(|| self.with(current, None, Outcome::Holds)) {
            Some(k) => self.say(verdict, Status::Supported, Some(k), Some(k)),
            None => Verdict { reason: Some(Reason::OtherTime), ..Verdict::default() },
        }
    }

    /// "Gazprom said OPEC would …": the figure's own source is named as the one that acts or speaks.
    fn is_relay(&self, k: usize) -> bool {
        let (b, prose) = (self.b, self.b.reading.prose);
        let Some(source) = self.file.figure(k).source else { return false };
        let id: SourceId = (self.found.pack as u32, source as u32);
        let attribution = b.attributions[self.i].as_ref();
        if attribution.is_some_and(|a| source::relay(&b.reading, a).contains(&id)) {
            return true;
        }
        if self.cited.is_some_and(|s| self.has(s)) {
            return false;
        }
        let all = b.reading.sentence(b.claims[self.i].sentence);
        let cell = &b.cells.of(self.i).sentence;
        all.iter().any(|o| {
            o.within(cell)
                && b.index.phrases[o.phrase as usize].sources.contains(&id)
                && attribution.and_then(|a| a.source).is_none_or(|s| {
                    let mention = source::tokens(&b.reading, s);
                    (o.start as usize) >= mention.end || (o.end as usize) <= mention.start
                })
                && prose.tokens.get(o.end as usize).is_some_and(|t| t.is(SPEAKS))
        })
    }
}
