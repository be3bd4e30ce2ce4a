//! Another number of the sources that fits a draft's words better: the right number with the wrong label, or the number
//! that should stand there.

use super::item::What;
use super::source::SourceNumber;
use super::{CANDIDATES, Found, Tracer, label, value, weigh};

/// At most this many numbers that share a word are weighed.
const SHARING: usize = 512;

impl Tracer<'_, '_> {
    /// The number of the sources that the draft's words mean, where the draft's number `i` is source number `n`, and `n`
    /// stands there for something else: "61 sailings were cancelled, 34 of them because of weather".
    pub(super) fn mislabelled(&self, i: usize, n: usize, found: &[Found]) -> Option<usize> {
        if self.words[i].inherited {
            return None;
        }
        let source = self.sources.source_of(n);
        let mut rivals: Vec<usize> = self.sources.sharing(&self.words[i].near).take(SHARING).collect();
        rivals.extend(self.sources.sentences[self.sources.numbers[n].sentence].numbers.clone().take(CANDIDATES));
        rivals.sort_unstable();
        rivals.dedup();
        rivals.into_iter().find(|&m| {
            m != n
                && self.sources.numbers[m].end != self.sources.numbers[n].end
                && self.sources.source_of(m) == source
                && self.comparable(i, m)
                && !self.states(i, m)
                && self.fits_better(i, m, n)
                && !self.is_taken((i, n), m, found)
        })
    }

    /// Whether the draft's own words for `i` are those of `m`, and none of those of `n` alone.
    fn fits_better(&self, i: usize, m: usize, n: usize) -> bool {
        let words = &self.words[i];
        let (mine, theirs) = (&self.sources.numbers[n], &self.sources.numbers[m]);
        let here = label::only_in(&words.tight, &mine.tight, &theirs.near);
        // A part of them has all their words, and must have its own ones from the draft too.
        let distinct = theirs.tight.iter().filter(|w| mine.near.binary_search(w).is_err()).count();
        let there = label::only_in(&words.tight, &theirs.tight, &mine.near);
        let part = !mine.tight.is_empty() && mine.tight.iter().all(|w| theirs.near.binary_search(w).is_ok());
        if part && 3 * there < 2 * distinct {
            return false;
        }
        let against = |n: &SourceNumber| if n.inherited { 0 } else { label::shared(&words.against, &n.near) };
        let (mine_against, theirs_against) = (against(mine), against(theirs));
        if mine_against > theirs_against {
            return there >= 1 || label::shared(&words.near, &theirs.near) >= 1;
        }
        if mine.sentence == theirs.sentence {
            // A word that governs a whole list stands with its first number only: "general damages of £9, losses of £3".
            let alike = matches!((mine.what.quantity(), theirs.what.quantity()), (Some(a), Some(b)) if a.unit.name == b.unit.name);
            return theirs_against == 0 && there > here && (here == 0 || alike && there >= 2);
        }
        let sentence = |x: usize| &self.sources.sentences[self.sources.numbers[x].sentence].words;
        // What has no words of its own is held against its own sentence only.
        if mine.inherited && !theirs.inherited {
            return false;
        }
        let strays = label::only_in(&words.tight, sentence(n), sentence(m));
        // A word that many numbers have tells none of them apart.
        let rare = words.tight.iter().any(|w| {
            theirs.tight.binary_search(w).is_ok() && mine.near.binary_search(w).is_err() && self.sources.is_rare(*w)
        });
        theirs_against == 0 && there >= 1 && rare && here == 0 && strays == 0
    }

    /// Whether the draft states a source's number elsewhere, and there for the right thing.
    fn is_taken(&self, (i, n): (usize, usize), m: usize, found: &[Found]) -> bool {
        let shares = |j: usize| label::shared(&self.words[j].tight, &self.sources.numbers[m].near) > 0;
        // Two numbers in each other's place: each has more of the other's words.
        let common = |j: usize, n: usize| label::shared(&self.words[j].tight, &self.sources.numbers[n].tight);
        let closer = |j: usize| common(i, m) > common(i, n) && common(j, n) > common(j, m);
        found.iter().enumerate().any(|(j, f)| match *f {
            Found::Is(fit, at) => at == m && fit.against == 0 && !self.words[j].inherited && shares(j) && !closer(j),
            // It stands there with a slip.
            Found::Near(at) => at == m && !self.words[j].inherited && shares(j),
            Found::Nothing => false,
        })
    }

    /// Whether two numbers could stand in each other's place.
    fn comparable(&self, i: usize, m: usize) -> bool {
        match (&self.items[i].what, &self.sources.numbers[m].what) {
            (What::Quantity(a), What::Quantity(b)) => {
                value::footing(a).scale == value::footing(b).scale || self.items[i].bare && self.sources.numbers[m].bare
            }
            // "1974 reader" reads as a count.
            (What::Date(a), What::Quantity(b)) => {
                a.month.is_none() && b.value.is_some_and(|v| v.scale() == 0 && (1000..2100).contains(&v.mantissa()))
            }
            (What::Date(a), What::Date(b)) => {
                let spans = (self.prose.slice(self.items[i].span), self.sources.numbers[m].text.as_str());
                a.year.is_some() == b.year.is_some()
                    && a.day.is_some() == b.day.is_some()
                    && years(spans.0) == years(spans.1)
            }
            _ => false,
        }
    }

    /// Whether the draft's number could be a rounding of a source's.
    fn states(&self, i: usize, m: usize) -> bool {
        match (&self.items[i].what, &self.sources.numbers[m].what) {
            (What::Quantity(want), What::Quantity(q)) => {
                let Some((low, high)) = value::allowed(want, false) else { return true };
                value::stated(q).any(|v| (low..=high).contains(&v))
            }
            (What::Date(a), What::Quantity(b)) => a.year.map(rust_decimal::Decimal::from) == b.value,
            (What::Date(a), What::Date(b)) => a.year == b.year && (a.month == b.month || a.month.is_none()),
            _ => false,
        }
    }

    /// A number with the same digits in a unit that is not the draft's, or of the other sense: "142 feet" for 142 m.
    pub(super) fn other_unit(&self, i: usize) -> Option<usize> {
        let want = self.items[i].what.quantity()?;
        let v = want.value.filter(|_| value::digits(want) >= 2 || want.unit.code.is_some())?;
        let fits = self.sources.between(v, v).take(CANDIDATES).filter(|&n| self.related[self.sources.source_of(n)]);
        let fits = fits.filter(|n| !(self.items[i].bare && self.sources.numbers[*n].bare));
        let fits = fits.map(|n| (self.fit(i, n), n)).filter(|f| f.0.near >= 1 || f.0.sentence >= 2);
        fits.max_by_key(|f| (f.0.points(), std::cmp::Reverse(f.1))).map(|f| f.1)
    }

    /// The number of the sources that should perhaps stand there: one with the same digits first, then the one whose
    /// words fit best.
    pub(super) fn nearest(&self, i: usize) -> Option<usize> {
        let item = &self.items[i];
        let slip = item.what.quantity().and_then(|q| q.value).map_or(&[][..], |v| self.sources.like(v));
        let sharing: Vec<usize> = self.sources.sharing(&self.words[i].near).take(SHARING).collect();
        let all = slip.iter().copied().take(CANDIDATES).map(|n| (n, 1)).chain(sharing.into_iter().map(|n| (n, 0)));
        let fits = all.filter(|c| self.comparable(i, c.0)).map(|(n, like)| (self.fit(i, n), like, n));
        let near = fits.filter(|f| f.0.noun && f.0.sentence >= 1 || f.0.near >= 1 || f.1 == 1 && f.0.sentence >= 1);
        let unit = item.what.quantity().and_then(|q| q.unit.code.clone());
        let same_unit = |n: usize| i64::from(self.sources.quantity(n).is_some_and(|q| q.unit.code == unit));
        near.max_by_key(|f| (f.0.points() + 2 * f.1 + 2 * same_unit(f.2), std::cmp::Reverse(f.2))).map(|f| f.2)
    }

    /// Whether a source's number is so surely about the same that a slight number of the draft contradicts it.
    pub(super) fn is_rival(&self, i: usize, n: usize) -> bool {
        let fit = self.fit(i, n);
        let same = |q: &crate::quantity::Quantity| {
            self.sources.quantity(n).is_some_and(|m| m.kind == q.kind && m.unit.code == q.unit.code)
        };
        let same = self.items[i].what.quantity().is_some_and(same);
        same && fit.related
            && (fit.noun && fit.near >= 1
                || fit.near >= 2
                || fit.near >= 1 && (fit.sentence >= 2 || 3 * fit.near >= self.sources.numbers[n].near.len()))
            && fit.against == 0
            && weigh::is_number(&self.items[i].what)
    }
}

/// How many years a date names: a single year is none of the ends of "from 1972 until 1989".
fn years(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4).count()
}
