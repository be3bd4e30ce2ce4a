//! Another number of the sources that fits a draft's words better: the right number with the wrong label, or the number
//! that should stand there.

use super::item::{self, What};
use super::source::SourceNumber;
use super::{CANDIDATES, Found, Tracer, label, value, weigh};
use crate::quantity::{Bound, Kind, Quantity};

/// At most this many numbers that share a word are weighed.
const SHARING: usize = 512;
/// A number that is so many times another is no slip for it.
const FAR: u8 = 6;
/// So many digits are one number's own.
const LONG: u32 = 5;

impl Tracer<'_, '_> {
    /// The number of the sources that the draft's words mean, where the draft's number `i` is source number `n`, and `n`
    /// stands there for something else: "61 sailings were cancelled, 34 of them because of weather".
    pub(super) fn mislabelled(&self, i: usize, n: usize, found: &[Found]) -> Option<usize> {
        if let Some(m) = self.mispaired(i, n, found) {
            return Some(m);
        }
        if let Some(m) = self.mistimed(i, n, found) {
            return Some(m);
        }
        // "fewer than half" is no number that could have been copied from the wrong place.
        let loose = |q: &Quantity| q.kind == Kind::Ratio && q.bound != Bound::Exact;
        if self.words[i].inherited || self.items[i].what.quantity().is_some_and(loose) {
            return None;
        }
        let source = self.sources.source_of(n);
        let mut rivals: Vec<usize> = self.sources.sharing(&self.words[i].near).take(SHARING).collect();
        rivals.extend(self.sources.sentences[self.sources.numbers[n].sentence].numbers.clone().take(CANDIDATES));
        rivals.sort_unstable();
        rivals.dedup();
        let rival = rivals.into_iter().find(|&m| {
            m != n
                && self.sources.numbers[m].end != self.sources.numbers[n].end
                && self.sources.source_of(m) == source
                && (self.comparable(i, m) || self.is_listed_with(i, n, m))
                && !self.states(i, m)
                && !self.share_noun(m, n)
                && self.could_count(i, m)
                && self.fits_better(i, m, n)
                && !self.is_taken((i, n), m, found)
                && !self.keeps_company((i, n), m, found)
        });
        let rival = rival.or_else(|| self.strayed(i, n, found));
        rival.or_else(|| self.whole_of(i, n, found))
    }

    /// Whether two numbers of a source have one noun between them, as a part and its whole: "four of its six kitchens".
    fn share_noun(&self, a: usize, b: usize) -> bool {
        let noun = |n: usize| self.sources.quantity(n).and_then(|q| q.unit.span);
        a.abs_diff(b) == 1 && self.sources.numbers[a.min(b)].of_next && noun(a).is_some() && noun(a) == noun(b)
    }

    /// Whether the draft's words name what a source's number counts: "137 times" is no number of "391 officer posts".
    pub(super) fn could_count(&self, i: usize, m: usize) -> bool {
        let (Some(a), Some(b)) = (self.items[i].what.quantity(), self.sources.quantity(m)) else { return true };
        let named = |q: &Quantity| q.kind == Kind::Count && q.unit.name.starts_with(char::is_lowercase);
        let bare = self.items[i].bare || self.sources.numbers[m].bare;
        if !named(a) || !named(b) || bare || weigh::same_noun(a, b) {
            return true;
        }
        let noun = label::stem(weigh::head(&b.unit.name));
        let noun = self.sources.stems.get(&noun).filter(|_| noun != label::stem("people"));
        noun.is_none_or(|n| self.words[i].tight.binary_search(&n).is_ok())
    }

    /// Whether the draft's own words for `i` are those of `m`, and none of those of `n` alone.
    fn fits_better(&self, i: usize, m: usize, n: usize) -> bool {
        let words = &self.words[i];
        let (mine, theirs) = (&self.sources.numbers[n], &self.sources.numbers[m]);
        let here = label::only_in(&words.tight, &mine.tight, &theirs.near);
        // A year alone says nothing of what was counted in it.
        let year_only = |w: &u32| self.sources.stems.is_year(*w);
        if !words.tight.iter().any(|w| theirs.near.binary_search(w).is_ok() && !year_only(w)) {
            return false;
        }
        // A part of them has all their words, and must have its own ones from the draft too.
        let distinct = theirs.tight.iter().filter(|w| mine.near.binary_search(w).is_err()).count();
        let there = label::only_in(&words.tight, &theirs.tight, &mine.near);
        let part = !mine.tight.is_empty() && mine.tight.iter().all(|w| theirs.near.binary_search(w).is_ok());
        if part && 3 * there < 2 * distinct {
            return false;
        }
        let negated = |n: &SourceNumber| usize::from(mine.negated != theirs.negated && n.negated != words.negated);
        let against =
            |n: &SourceNumber| if n.inherited { 0 } else { label::shared(&words.against, &n.tight) + negated(n) };
        let (mine_against, theirs_against) = (against(mine), against(theirs));
        if mine_against > theirs_against {
            return there >= 1 || label::shared(&words.near, &theirs.near) >= 1;
        }
        if mine.sentence == theirs.sentence {
            // A word that governs a whole list stands with its first number only: "general damages of £9, losses of £3".
            let alike = matches!((mine.what.quantity(), theirs.what.quantity()), (Some(a), Some(b)) if a.unit.name == b.unit.name);
            // … and what tells its numbers apart stands behind each: "down 2 percent in the north and up 6 in the south".
            let apart = !mine.behind.is_empty() && label::shared(&words.tight, &mine.behind) == 0;
            let named =
                self.is_same_noun(i, m) && !self.is_same_noun(i, n) && self.words[i].tight.len() == theirs.tight.len();
            let behind = named || apart && alike && label::only_in(&words.tight, &theirs.behind, &mine.near) >= 1;
            return theirs_against == 0 && (behind || there > here && (here == 0 || alike && there >= 2));
        }
        let sentence = |x: usize| &self.sources.sentences[self.sources.numbers[x].sentence].words;
        // What has no words of its own is held against its own sentence only, unless the draft has none of its words.
        if mine.inherited && !theirs.inherited && (there < 2 || label::shared(&words.tight, &mine.near) > 0) {
            return false;
        }
        let here = label::only_in(&words.tight, &mine.near, &theirs.near);
        let strays = label::only_in(&words.tight, sentence(n), sentence(m));
        // What has so many digits is found under another word than the draft's more likely than by chance.
        let long = self.items[i].what.quantity().is_some_and(|q| value::digits(q) >= LONG);
        let mine_too = |w: &u32| if long { sentence(n) } else { &mine.near }.binary_search(w).is_ok();
        // A word that many numbers have tells none of them apart.
        let rare = words
            .tight
            .iter()
            .any(|w| theirs.tight.binary_search(w).is_ok() && !mine_too(w) && self.sources.is_rare(*w));
        theirs_against == 0 && there >= 1 && rare && here == 0 && strays == 0
    }

    /// Whether a number of the draft and one of the source count things of one name.
    fn is_same_noun(&self, i: usize, n: usize) -> bool {
        let (Some(a), Some(b)) = (self.items[i].what.quantity(), self.sources.quantity(n)) else { return false };
        a.kind == Kind::Count && b.kind == Kind::Count && !a.unit.name.is_empty() && a.unit.name == b.unit.name
    }

    /// Whether the draft states a source's number elsewhere, and there for the right thing.
    pub(super) fn is_taken(&self, (i, n): (usize, usize), m: usize, found: &[Found]) -> bool {
        let shares = |j: usize| label::shared(&self.words[j].tight, &self.sources.numbers[m].near) > 0;
        // Two numbers in each other's place: each has more of the other's words.
        let common = |j: usize, n: usize| label::shared(&self.words[j].tight, &self.sources.numbers[n].tight);
        let behind = |j: usize, n: usize| label::shared(&self.words[j].tight, &self.sources.numbers[n].behind);
        let noun = |j: usize, n: usize| usize::from(self.is_same_noun(j, n));
        let crossed = |of: &dyn Fn(usize, usize) -> usize, j: usize| of(i, m) > of(i, n) && of(j, n) > of(j, m);
        let closer = |j: usize| crossed(&common, j) || crossed(&behind, j) || crossed(&noun, j);
        // Two numbers that stand together in the draft as they do in the source: "91 votes from 87".
        let together = |j: usize| {
            let (a, b) = (&self.items[i.min(j)], &self.items[i.max(j)]);
            self.sources.numbers[m].sentence == self.sources.numbers[n].sentence
                && a.sentence == b.sentence
                && (self.words[j].inherited
                    || !item::is_bordered(self.prose, a.tokens.end..b.tokens.start.max(a.tokens.end)))
        };
        let own = |j: usize| !self.words[j].inherited && shares(j);
        found.iter().enumerate().any(|(j, f)| match *f {
            Found::Is(fit, at) => at == m && fit.against == 0 && (own(j) || together(j)) && !closer(j),
            // It stands there with a slip.
            Found::Near(at) => at == m && !self.words[j].inherited && shares(j),
            Found::Nothing => false,
        })
    }

    /// Whether two numbers could stand in each other's place.
    pub(super) fn comparable(&self, i: usize, m: usize) -> bool {
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

    /// Whether two numbers of a list are of one kind, and stand with it the first time only: "economy 33 percent, crime 8".
    fn is_listed_with(&self, i: usize, n: usize, m: usize) -> bool {
        let (a, b) = (&self.sources.numbers[n], &self.sources.numbers[m]);
        let number = |x: &SourceNumber| x.what.quantity().is_some_and(|q| q.kind == Kind::Number);
        self.items[i].what.quantity().is_some() && a.sentence == b.sentence && number(a) && number(b)
    }

    /// Whether the draft's number could be a rounding of a source's.
    pub(super) fn states(&self, i: usize, m: usize) -> bool {
        match (&self.items[i].what, &self.sources.numbers[m].what) {
            (What::Quantity(want), What::Quantity(q)) => {
                let Some((low, high)) = value::allowed(want, false) else { return true };
                let (mine, theirs) = (value::footing(want), value::footing(q));
                if mine.scale != theirs.scale {
                    return value::stated(q).any(|v| (low..=high).contains(&v));
                }
                // "More than half" is 54 percent.
                let ends = mine.base(low).min(mine.base(high))..=mine.base(low).max(mine.base(high));
                value::stated(q).any(|v| ends.contains(&theirs.base(v)))
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
        // "Two" is no slip for 804.
        let size = |q: &Quantity| q.value.map(|v| v.abs());
        let sizes = self.items[i].what.quantity().and_then(size).zip(self.sources.quantity(n).and_then(size));
        let far = sizes.is_some_and(|(a, b)| a.max(b).checked_div(a.min(b)).is_none_or(|times| times > FAR.into()));
        let same = self.items[i].what.quantity().is_some_and(same) && !far;
        same && fit.related
            && ((fit.noun || fit.unit) && fit.near >= 1
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
