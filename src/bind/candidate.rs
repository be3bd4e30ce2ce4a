//! Candidates: the measures whose words stand in reach of a claim, and which of them it is about.

use super::Reason;
use super::cell::{Cells, Closeness, Level};
use super::fit::{Fit, fit, sample, sort};
use super::index::Index;
use super::matched::{Apart, Found, Match, Miss, Seen};
use super::reading::{Occurrence, Reading};
use super::source::SourceId;
use super::{effective, exchange, scope, sibling, table};
use crate::attribution::Attribution;
use crate::claim::{Claim, Role};
use crate::prose::Tag;
use crate::quantity::{Change, Kind, Quantity};
use crate::rules::{ConditionRole, Measure, Rules};
use crate::settings::Settings;
use crate::vocab::{self, WordId};
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// From so many sentences on, a draft without a date is placed by the years that it speaks of.
pub(super) const LONG_DRAFT: usize = 8;

/// All that binding looks at.
pub(super) struct Binder<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) cells: Cells,
    pub(super) claims: &'a [Claim],
    pub(super) attributions: &'a [Option<Attribution>],
    pub(super) rules: &'a Rules,
    pub(super) index: &'a Index,
    pub(super) settings: &'a Settings,
    /// Bare numbers with the unit that they share with another.
    pub(super) borrowed: HashMap<usize, Quantity>,
    /// Whether the draft is about each pack's topic, once asked.
    pub(super) topics: Vec<OnceCell<bool>>,
    /// The latest year that a long draft without a date speaks of, once asked.
    pub(super) year: OnceCell<Option<i16>>,
    /// Whether each pack serves this draft.
    pub(super) serves: Vec<bool>,
}

impl<'a> Binder<'a> {
    pub(super) fn measure(&self, pack: usize, measure: usize) -> &'a Measure {
        &self.rules.packs[pack].measures[measure]
    }

    /// The quantity of claim `i`.
    pub(super) fn quantity(&self, i: usize) -> &Quantity {
        self.borrowed.get(&i).unwrap_or(&self.claims[i].quantity)
    }

    /// The measure that claim `i` is about: by its own words, or by those of a number that it takes up.
    pub(super) fn find(&self, i: usize) -> Found {
        let mut found = self.find_own(i);
        if found.best.is_none() && found.reason != Some(Reason::Ambiguous) {
            found.best = self.taken_up(i);
        }
        if let Some(run_on) = self.run_on(i, &found) {
            found.misses.extend(found.best.iter().map(|m| ((m.pack, m.measure), Miss::Beaten)));
            found.misses.retain(|(id, _)| *id != (run_on.pack, run_on.measure));
            found.best = Some(run_on);
        }
        found
    }

    /// The measure that claim `i` is about by its own words.
    pub(super) fn find_own(&self, i: usize) -> Found {
        let mut found = Found::default();
        if self.in_name(i) {
            return found;
        }
        let seen = self.seen(i);
        let mut matches = Vec::new();
        let telling = sibling::may_be_of_another_noun(self, i);
        let hang = |s: &Seen| self.index.phrases[s.occurrence.phrase as usize].measures.iter().copied();
        let measures: BTreeSet<(u32, u32)> = seen.iter().flat_map(hang).collect();
        for (p, m) in measures.into_iter().filter(|(p, _)| self.serves[*p as usize]) {
            let id = (p as usize, m as usize);
            match self.match_words(i, id, &seen, false) {
                Ok(m) => matches.push(m),
                Err(miss) => {
                    if matches!(miss, Miss::Noun(_))
                        && telling
                        && let Ok(near) = self.match_words(i, id, &seen, true)
                        && near.class() == 0
                        && (near.headless || self.counted(i).is_none())
                        && near.seen.len() > usize::from(near.zone)
                        && !near.doubt
                    {
                        found.near.push(near);
                    }
                    found.misses.push((id, miss));
                }
            }
        }
        self.choose(i, matches, &mut found);
        found
    }

    /// Whether the number is part of a name or label that a pack knows ("Hornsea Two", "under 15").
    fn in_name(&self, i: usize) -> bool {
        let claim = &self.claims[i];
        let all = self.reading.sentence(claim.sentence);
        let to = all.partition_point(|o| (o.start as usize) < claim.tokens.end);
        all[to.saturating_sub(32)..to].iter().any(|o| {
            let number = self.reading.prose.token_at(claim.number.start) as u32;
            let longer = (o.end - o.start) as usize > claim.tokens.len();
            (o.start..o.end).contains(&number) && (longer || self.index.phrases[o.phrase as usize].proper())
        })
    }

    /// Everything of the packs that stands in reach of claim `i`, by phrase, the closest first.
    pub(super) fn seen(&self, i: usize) -> Vec<Seen> {
        let (claim, cell) = (&self.claims[i], self.cells.of(i));
        let reading = &self.reading;
        let s = claim.sentence;
        let mut seen = Vec::new();
        let mut add = |s: usize, window: Range<usize>, close: &dyn Fn(&Occurrence) -> Closeness| {
            let all = reading.sentence(s);
            let from = all.partition_point(|o| (o.start as usize) < window.start);
            for o in all[from..].iter().take_while(|o| (o.start as usize) < window.end) {
                let inside = self.inside(o, all);
                let mut closeness = close(o);
                // Inside somebody's name it says little of what the number is about.
                if !inside.is_empty() {
                    closeness.0 = closeness.0.max(Level::Sentence);
                }
                seen.push(Seen { occurrence: *o, closeness, inside });
            }
        };
        add(s, cell.sentence.clone(), &|o| cell.closeness(o));
        let sentences = &reading.prose.sentences;
        let whole =
            |s: usize| sentences[s].range().start..sentences[s].range().end.min(sentences[s].range().start + 400);
        let near = |d: usize| (Level::Near(d.min(100) as u8), 0);
        let reach = self.settings.reach;
        if let Some(heads) = reading.cell_heads(s) {
            // A cell is about what heads its column and its row, not about its neighbours.
            for (d, head) in heads.into_iter().enumerate().filter(|(_, h)| !h.is_empty()) {
                add(reading.prose.sentence_of(head.start), head, &|_| (Level::Cell, d as u32 + 1));
            }
            let headings = [reading.above_table(s), reading.heading_above(s)];
            for h in headings.into_iter().flatten() {
                add(h, whole(h), &|_| (Level::Heading, 0));
            }
        } else if reading.is_heading(s) {
            for d in 1..=reach {
                if s + d >= sentences.len() || reading.is_heading(s + d) {
                    break;
                }
                add(s + d, whole(s + d), &|_| near(2 * d + 1));
            }
        } else {
            for d in 1..=reach.min(s) {
                if reading.is_heading(s - d) {
                    break;
                }
                add(s - d, whole(s - d), &|o| (near(2 * d).0, 400_u32.saturating_sub(o.start.min(400))));
            }
            if s + 1 < sentences.len() && sentences[s + 1].block == sentences[s].block {
                add(s + 1, whole(s + 1), &|_| near(3));
            }
            if let Some(h) = reading.heading_above(s) {
                add(h, whole(h), &|_| (Level::Heading, 0));
            }
        }
        seen.sort_by_key(|s| (s.occurrence.phrase, s.closeness));
        seen
    }

    /// The sources inside whose longer name a phrase stands.
    fn inside(&self, o: &Occurrence, all: &[Occurrence]) -> Vec<SourceId> {
        let from = all.partition_point(|n| n.start + 12 < o.start);
        all[from..]
            .iter()
            .take_while(|n| n.start <= o.start)
            .filter(|n| n.strictly_holds(o))
            .flat_map(|n| self.index.phrases[n.phrase as usize].sources.iter().copied())
            .collect()
    }

    /// Whether a measure's conditions hold; with `any_noun`, whatever the claim counts. The words are looked at first: they
    /// are in the index, so that a pack of which none fit need not be read.
    fn match_words(&self, i: usize, id: (usize, usize), seen: &[Seen], any_noun: bool) -> Result<Match, Miss> {
        let chosen = match self.words_in_reach(i, id, seen, any_noun) {
            // Where only the time is another, it counts whether the number fits.
            Err(miss @ Miss::Time(_)) => return Err(self.sort_of(i, id).err().unwrap_or(miss)),
            chosen => chosen?,
        };
        let fit = self.sort_of(i, id)?;
        let (claim, measure) = (&self.claims[i], self.measure(id.0, id.1));
        let entry = &self.index.entries[id.0][id.1];
        if self.excluded(i, &entry.not) {
            return Err(Miss::Not);
        }
        let zone = scope::zone(self, i, measure, &chosen).map_err(|reason| match reason {
            Reason::OtherScope => Miss::Apart(Apart::Zone),
            other => Miss::Reason(other),
        })?;
        let proper = entry.conditions.iter().flatten().any(|p| {
            let phrase = &self.index.phrases[*p as usize];
            let at = seen.partition_point(|s| s.occurrence.phrase < *p);
            phrase.names() && seen.get(at).is_some_and(|s| s.occurrence.phrase == *p && self.usable(s, id))
        });
        let all = |p: &u32| entry.conditions.iter().flatten().any(|own| own == p);
        let here = self.reading.sentence(claim.sentence);
        let speaks = |t: usize| here.iter().any(|o| all(&o.phrase) && o.meets(&(t..t + 1)));
        let headless = self.counted(i).is_some_and(|t| !speaks(t));
        // "Will spend €37.9 million on potholes": a verb before its number may only narrow, not say what is counted.
        let of =
            |p: &u32| entry.conditions.iter().zip(&entry.roles).any(|(c, r)| *r == ConditionRole::Of && c.contains(p));
        let narrows =
            |t: usize| t >= self.cells.of(i).noun.end || !here.iter().any(|o| o.meets(&(t..t + 1)) && of(&o.phrase));
        let predicated = self.predicate(i).is_some_and(|t| speaks(t) && narrows(t));
        let (pack, measure) = id;
        let mut found = Match {
            pack,
            measure,
            seen: chosen,
            zone,
            fit,
            doubt: false,
            proper,
            antecedent: None,
            headless,
            predicated,
        };
        let apart = [
            (!self.holds_together(i, &found), Apart::Loose),
            (scope::is_part_of(self, i, &found), Apart::Part),
            (table::is_headed_otherwise(self, i, &found), Apart::Headed),
        ];
        if let Some((_, apart)) = apart.into_iter().find(|(so, _)| *so) {
            return Err(Miss::Apart(apart));
        }
        found.doubt = scope::doubt(self, i, &found).map_err(Miss::Apart)?
            || headless && self.hangs_on(i, &found)
            || self.is_of_them_all(i, &found)
            || self.acts_alone(i, &found)
            || effective::is_yearly(self, i, self.measure(id.0, id.1));
        if claim.role == Role::Scope && found.class() > 0 && !self.is_named_before(i, &found) {
            return Err(Miss::Apart(Apart::Narrows));
        }
        Ok(found)
    }

    /// "its target of |90 percent": a word of the measure stands right before a number that only measures others.
    fn is_named_before(&self, i: usize, found: &Match) -> bool {
        let start = self.cells.of(i).noun.start;
        let joined = start > 0 && self.reading.prose.tokens[start - 1].is(vocab::PREPOSITION);
        joined && found.class() == 1 && found.seen.iter().any(|s| s.occurrence.end as usize + 1 == start)
    }

    /// How the claim's sort of number fits a measure's.
    pub(super) fn sort_of(&self, i: usize, id: (usize, usize)) -> Result<Fit, Miss> {
        let measure = self.measure(id.0, id.1);
        let quantity = effective::quantity(self, i, measure);
        let rate = measure.kind == Some(Kind::Rate) || sample(measure).is_some_and(|q| q.kind == Kind::Rate);
        if !rate && effective::is_for_each(self.reading.prose, &self.claims[i]) {
            return Err(Miss::Sort);
        }
        match fit(&quantity, measure) {
            Fit::No if self.converts(&quantity, id) => Ok(Fit::Converted),
            Fit::No => Err(Miss::Sort),
            Fit::PercentForPoints if !self.may_mix(i, measure) => Err(Miss::Sort),
            fit => Ok(fit),
        }
    }

    /// The closest phrase for each condition of a measure; with `any_noun`, for those that say what is counted none.
    fn words_in_reach(&self, i: usize, id: (usize, usize), seen: &[Seen], any_noun: bool) -> Result<Vec<Seen>, Miss> {
        let entry = &self.index.entries[id.0][id.1];
        let mut chosen: Vec<Seen> = Vec::new();
        for (c, phrases) in entry.conditions.iter().enumerate().filter(|(_, phrases)| !phrases.is_empty()) {
            let is_of = entry.roles[c] == ConditionRole::Of;
            if is_of && any_noun {
                continue;
            }
            let fits = |s: &Seen| if is_of { self.counts(i, s) } else { !self.is_anothers(id.0, &s.occurrence) };
            let usable = |s: &&Seen| self.usable(s, id) && fits(s);
            let closest = |p: &u32| {
                let at = seen.partition_point(|s| s.occurrence.phrase < *p);
                seen[at..].iter().take_while(|s| s.occurrence.phrase == *p).find(usable)
            };
            let length = |s: &Seen| s.occurrence.end - s.occurrence.start;
            let best = phrases.iter().filter_map(closest).min_by(|a, b| {
                let longer = a.occurrence.strictly_holds(&b.occurrence) || b.occurrence.strictly_holds(&a.occurrence);
                if longer { length(b).cmp(&length(a)) } else { a.closeness.cmp(&b.closeness) }
            });
            match best {
                Some(s) => chosen.push(s.clone()),
                None if is_of => match self.named_people(i, id, c, seen) {
                    Some(s) => chosen.push(s.clone()),
                    None => return Err(Miss::Noun(c)),
                },
                None if phrases.iter().any(|p| {
                    let at = seen.partition_point(|s| s.occurrence.phrase < *p);
                    seen.get(at).is_some_and(|s| s.occurrence.phrase == *p && self.is_far_time(s))
                }) =>
                {
                    return Err(Miss::Time(c));
                }
                None => return Err(Miss::Condition(c)),
            }
        }
        Ok(chosen)
    }

    /// "5,545 |Afghans": a people that the measure is about, where it counts people.
    fn named_people<'s>(&self, i: usize, id: (usize, usize), of: usize, seen: &'s [Seen]) -> Option<&'s Seen> {
        let head = self.counted(i)?;
        let prose = self.reading.prose;
        let plural = prose.word(head).ends_with('s') && prose.word(head).starts_with(char::is_uppercase);
        let conditions = &self.index.entries[id.0][id.1].conditions;
        let named = |s: &&Seen| {
            s.occurrence.meets(&(head..head + 1)) && conditions.iter().flatten().any(|p| *p == s.occurrence.phrase)
        };
        let named = seen.iter().filter(|_| plural).find(named)?;
        let person = |p: &String| WordId::of(p).lexeme().class.any(vocab::PERSON_NOUN.or(vocab::ANYBODY_NOUN));
        self.measure(id.0, id.1).conditions.get(of).is_some_and(|c| c.phrases.iter().any(person)).then_some(named)
    }

    /// Whether a claim's money can be compared with a measure in another currency.
    fn converts(&self, claim: &Quantity, id: (usize, usize)) -> bool {
        let rates = &self.rules.packs[id.0].rates;
        !rates.is_empty() && sample(self.measure(id.0, id.1)).is_some_and(|q| exchange::links(rates, claim, q))
    }

    /// Whether the words of a measure belong together with the number: what is counted and whom it is about may not both
    /// stand in other sentences, and what is counted may not follow a number that has a subject of its own.
    fn holds_together(&self, i: usize, found: &Match) -> bool {
        let measure = self.measure(found.pack, found.measure);
        let cell = self.cells.of(i);
        let prose = self.reading.prose;
        let far = |s: &Seen| s.closeness.0 > Level::Sentence;
        let is_of = |c: usize| measure.conditions.get(c).is_some_and(|c| c.role == ConditionRole::Of);
        let mut of_far = false;
        let mut rest_far = false;
        for (c, s) in found.seen.iter().enumerate() {
            if !is_of(c) {
                rest_far |= far(s);
                continue;
            }
            of_far |= far(s);
            let start = s.occurrence.start as usize;
            let follows = !far(s) && s.closeness.0 != Level::Own && start >= cell.noun.end;
            let comma = follows && (cell.noun.end..start.min(cell.noun.end + 24)).any(|t| prose.is(t, ","));
            let subject = (cell.tokens.start..cell.noun.start).any(|t| {
                prose.tag(t) == Tag::Noun
                    && !found.seen.iter().any(|o| (o.occurrence.start as usize..o.occurrence.end as usize).contains(&t))
            });
            if comma && subject {
                return false;
            }
        }
        !(of_far && rest_far) && (found.proper || !of_far && !rest_far)
    }

    /// Percent may stand for points only where the number says by how much something changed, and points for percent
    /// only where it does not.
    fn may_mix(&self, i: usize, measure: &Measure) -> bool {
        let claim = &self.claims[i];
        let before = self.reading.prose.word(self.cells.of(i).noun.start.wrapping_sub(1));
        let changes = claim.quantity.change != Change::None || before.eq_ignore_ascii_case("by");
        let level = matches!(before.to_ascii_lowercase().as_str(), "to" | "at" | "of" | "with");
        let by_points = sort(claim.quantity.kind) == sort(Kind::Points);
        let _ = measure;
        if by_points { !changes } else { changes && !level }
    }

    /// Whether a phrase may count for a measure: not where it only stands inside the name of somebody who is no
    /// source of it ("NHS England" for England), nor where it is a time that another sentence states.
    fn usable(&self, s: &Seen, id: (usize, usize)) -> bool {
        let own = |source: &SourceId| {
            source.0 as usize == id.0
                && self.measure(id.0, id.1).figures.iter().any(|f| f.source == Some(source.1 as usize))
        };
        !self.is_far_time(s) && (s.inside.is_empty() || s.inside.iter().any(own))
    }

    /// Whether common nouns stand for somebody or something of another name: "the city" in "the city of Brannstadt", "the
    /// neighbouring city", "the Orm dam".
    fn is_anothers(&self, pack: usize, o: &Occurrence) -> bool {
        let phrase = &self.index.phrases[o.phrase as usize];
        if phrase.proper() || phrase.timed {
            return false;
        }
        let prose = self.reading.prose;
        let (start, end) = (o.start as usize, o.end as usize);
        let sentence = prose.sentences[prose.sentence_of(start)].range();
        let is_foreign = |t: usize| {
            let word = prose.word(t);
            let all = self.reading.sentence(prose.sentence_of(t));
            let known = all
                .iter()
                .any(|k| k.meets(&(t..t + 1)) && self.index.phrases[k.phrase as usize].packs.contains(&(pack as u32)));
            sentence.contains(&t)
                && prose.tag(t) == Tag::Proper
                && word.chars().any(char::is_lowercase)
                && !scope::is_calendar(word)
                && !known
                && !self.in_title(pack, word)
        };
        let before = start.checked_sub(1).filter(|t| *t >= sentence.start);
        let of_name = prose.word(end).eq_ignore_ascii_case("of") && is_foreign(end + 1);
        of_name || before.is_some_and(|t| prose.tokens[t].is(vocab::OTHER) || is_foreign(t))
    }

    /// Whether a phrase is a time that another sentence states.
    fn is_far_time(&self, s: &Seen) -> bool {
        s.closeness.0 > Level::Sentence && self.index.phrases[s.occurrence.phrase as usize].timed
    }

    /// Whether a word of `not` stands in the claim's noun phrase or clause.
    fn excluded(&self, i: usize, not: &[u32]) -> bool {
        if not.is_empty() {
            return false;
        }
        let claim = &self.claims[i];
        let cell = self.cells.of(i);
        let all = self.reading.sentence(claim.sentence);
        // "killed 18 people and injured 40": what belongs to the next number excludes nothing here.
        all.iter().any(|o| {
            not.contains(&o.phrase) && (o.within(&cell.noun) || o.within(&claim.clause) && o.within(&cell.tokens))
        }) || table::is_headed_by(self, i, not)
    }
}
