//! The company that a number keeps: what stands beside it in the draft should stand beside it in the source.

use super::{Found, Tracer, item, label};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// A number of the source that stands at most so many numbers from a neighbour's is in its company.
const CLOSE: usize = 2;

impl Tracer<'_, '_> {
    /// The amounts next to item `i` in its sentence, with the source's numbers that they are.
    fn neighbours(&self, i: usize, found: &[Found]) -> impl Iterator<Item = (usize, usize)> {
        // A date between two amounts parts them no more than a word.
        let amount = |j: &usize| self.items[*j].of.is_ok();
        let here = |j: &usize| self.items[*j].sentence == self.items[i].sentence;
        let before = (0..i).rev().take_while(here).take(CLOSE).find(amount);
        let after = (i + 1..found.len()).take_while(here).take(CLOSE).find(amount);
        let beside = [before, after].map(|j| Some((j?, found[j?].is()?)));
        beside.into_iter().flatten()
    }

    fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.sources.numbers[a].sentence == self.sources.numbers[b].sentence
    }

    /// What was found, without what a document about something else has alone: one number that everybody knows, as how
    /// many votes a majority needs, is in many.
    pub(super) fn without_strays(&self, found: Vec<Found>) -> Vec<Found> {
        let stray = |f: &Found| match f {
            Found::Is(fit, n) if !fit.related => Some(self.sources.source_of(*n)),
            _ => None,
        };
        let value = |i: usize| self.items[i].what.quantity().and_then(|q| q.value);
        // By source: the first value that it has, and whether it has another.
        let mut values: HashMap<usize, (Option<Decimal>, bool)> = HashMap::new();
        for (i, source) in found.iter().enumerate().filter_map(|(i, f)| Some((i, stray(f)?))) {
            let first = values.entry(source).or_insert((value(i), false));
            first.1 |= first.0 != value(i);
        }
        let alone = |f: &Found| stray(f).is_some_and(|s| values.get(&s).is_some_and(|v| !v.1));
        let kept = |(i, f)| if alone(&f) { self.not_there(i) } else { f };
        found.into_iter().enumerate().map(kept).collect()
    }

    /// Where item `i` stands, if its own words do not prove it, but it stands beside a number of its neighbour's source
    /// sentence: "the number rose by 9 percent to 402".
    pub(super) fn beside_company(&self, i: usize, found: &[Found]) -> Found {
        if found[i].is().is_some() {
            return found[i];
        }
        let neighbours: Vec<_> = self.neighbours(i, found).collect();
        let close = |n: usize| neighbours.iter().any(|(_, k)| self.same_sentence(n, *k) && n.abs_diff(*k) <= CLOSE);
        let beside = self.same[i].iter().copied().filter(|&n| close(n)).map(|n| (self.fit(i, n), n));
        let best = beside.filter(|f| f.0.related && !f.0.is_excluded()).max_by_key(|f| f.0.points());
        best.map_or(found[i], |(fit, n)| Found::Is(fit, n))
    }

    /// Whether the company that item `i` keeps as source number `n` rules out that it should be `m`: the draft has the
    /// numbers in the source's order, or its neighbour is of `n`'s sentence and not of `m`'s.
    pub(super) fn keeps_company(&self, (i, n): (usize, usize), m: usize, found: &[Found]) -> bool {
        let rare = |w: &u32| self.sources.numbers[m].tight.binary_search(w).is_ok() && self.sources.is_rare(*w);
        let told = m.abs_diff(n) <= CLOSE && self.words[i].tight.iter().any(rare);
        self.neighbours(i, found).any(|(j, k)| {
            let in_order = if j < i { k + 1 == n } else { n + 1 == k };
            k != m && self.same_sentence(k, n) && (in_order && !told || !self.same_sentence(k, m))
        })
    }

    /// The number of the sources that stands beside the neighbour of item `i`, where source number `n` stands elsewhere
    /// and shares no word with the draft: "reserves of £129 million, 8 percent", and the source has 7 beside £129 million.
    pub(super) fn strayed(&self, i: usize, n: usize, found: &[Found]) -> Option<usize> {
        let words = &self.words[i];
        let tight: Vec<u32> = words.tight.iter().copied().filter(|w| !self.sources.stems.is_year(*w)).collect();
        let near = |m: usize| label::shared(&tight, &self.sources.numbers[m].near);
        let twice = found.iter().enumerate().any(|(j, f)| j != i && f.is() == Some(n));
        let mut beside = self.neighbours(i, found).filter(|(_, k)| !self.same_sentence(*k, n)).flat_map(|(_, k)| {
            let range = &self.sources.sentences[self.sources.numbers[k].sentence].numbers;
            let sides = [k.checked_sub(1), Some(k + 1)];
            sides.into_iter().flatten().filter(|m| range.contains(m)).collect::<Vec<_>>()
        });
        beside.find(|&m| {
            near(m) >= 1
                && (near(n) == 0 || twice && near(m) >= near(n))
                && self.comparable(i, m)
                && !self.states(i, m)
                && self.could_count(i, m)
                && !self.is_taken((i, n), m, found)
        })
    }

    /// The number of the sources that stands before the one that is item `i`'s next, where source number `n` stands before
    /// another of its kind: "186 for more than 78 weeks", and the source has 186 for 65 weeks and four for 78.
    pub(super) fn mispaired(&self, i: usize, n: usize, found: &[Found]) -> Option<usize> {
        let (j, k) = self.neighbours(i, found).find(|(j, _)| *j > i)?;
        let quantities = |a: usize, b: usize| self.sources.quantity(a).zip(self.sources.quantity(b));
        let alike =
            |a: usize, b: usize| quantities(a, b).is_some_and(|(a, b)| a.kind == b.kind && a.unit.name == b.unit.name);
        let m = k.checked_sub(1).filter(|m| *m != n && self.same_sentence(*m, n) && self.same_sentence(k, n))?;
        let runs_on = !item::is_bordered(self.prose, self.items[i].tokens.end..self.items[j].tokens.start);
        // Years and shares of one list are numbered alike, and pair with nothing.
        let next =
            self.sources.sentences[self.sources.numbers[n].sentence].numbers.contains(&(n + 1)).then_some(n + 1)?;
        let paired = next != k && alike(next, k) && !alike(n, k) && alike(n, m);
        let skipped = !found.iter().any(|f| f.is() == Some(next));
        (runs_on && paired && skipped && !self.states(i, m) && !self.is_taken((i, n), m, found)).then_some(m)
    }

    /// The whole that source number `n` is a part of, where the draft has the part for the whole: it has words of the whole
    /// and none that make the part.
    pub(super) fn whole_of(&self, i: usize, n: usize, found: &[Found]) -> Option<usize> {
        let (words, part) = (&self.words[i], &self.sources.numbers[n]);
        let m = n.checked_sub(1).filter(|m| part.part && self.same_sentence(*m, n))?;
        let whole = &self.sources.numbers[m];
        let told = !part.tight.is_empty() && !words.part && label::shared(&words.wide, &part.tight) == 0;
        let fits = told && label::shared(&words.tight, &whole.tight) >= 1;
        (fits && self.comparable(i, m) && !self.states(i, m) && !self.is_taken((i, n), m, found)).then_some(m)
    }
}
