//! Which of the measures that fit a claim is the one.

use super::Reason;
use super::candidate::Binder;
use super::fit::sort;
use super::matched::{Found, Match, Miss};
use crate::prose::Tag;
use crate::quantity::Kind;
use crate::rules::ConditionRole;
use crate::vocab;
use std::cmp::Ordering;

impl Binder<'_> {
    /// Picks the one that fits best; a tie is none.
    pub(super) fn choose(&self, i: usize, mut matches: Vec<Match>, found: &mut Found) {
        if matches.is_empty() {
            let rank = |r: &Reason| matches!(r, Reason::OtherScope | Reason::Ring);
            let reasons = found.misses.iter().filter_map(|(_, m)| match m {
                Miss::Reason(r) => Some(*r),
                Miss::Apart(_) => Some(Reason::OtherScope),
                _ => None,
            });
            found.reason = reasons.min_by_key(|r| !rank(r));
            return;
        }
        // Packs that serve every draft stand back where another binds.
        if matches.iter().any(|m| !self.rules.packs[m.pack].is_timeless()) {
            matches.retain(|m| !self.rules.packs[m.pack].is_timeless());
        }
        matches.sort_by(|a, b| a.compare(b));
        // "White and black rhinos number 17,464 and 6,421": that a name is longer in one of them says nothing here.
        let alike = |m: &&Match| m.class() == matches[0].class() && m.conditions() == matches[0].conditions();
        let alike = matches.iter().take_while(alike).count();
        if let Some(at) = self.in_order(i, &matches[..alike]) {
            found.best = Some(matches.swap_remove(at));
            found.misses.extend(matches.iter().map(|m| ((m.pack, m.measure), Miss::Beaten)));
            return;
        }
        let equal = matches.iter().take_while(|m| m.compare(&matches[0]) == Ordering::Equal).count();
        let beaten = matches.split_off(equal);
        found.misses.extend(beaten.iter().map(|m| ((m.pack, m.measure), Miss::Beaten)));
        if let Some(first) = self.is_of_them(i).then(|| subject_first(&mut matches)) {
            found.misses.extend(matches.iter().map(|m| ((m.pack, m.measure), Miss::Beaten)));
            found.best = first;
            return;
        }
        if let Some(at) = (matches.len() > 1).then(|| self.governing(&matches)).flatten() {
            found.best = Some(matches.swap_remove(at));
            found.misses.extend(matches.iter().map(|m| ((m.pack, m.measure), Miss::Beaten)));
            return;
        }
        matches.sort_by_key(Match::distance);
        if matches.len() > 1 && matches[0].distance() == matches[1].distance() {
            found.reason = Some(Reason::Ambiguous);
            found.misses.extend(matches.iter().map(|m| ((m.pack, m.measure), Miss::Beaten)));
            return;
        }
        found.misses.extend(matches[1..].iter().map(|m| ((m.pack, m.measure), Miss::Beaten)));
        found.best = Some(matches.swap_remove(0));
    }

    /// "The Greens and the FDP won 118 and 92 seats": of as many measures as numbers, the one in the same place.
    fn in_order(&self, i: usize, matches: &[Match]) -> Option<usize> {
        let (at, count) = self.group(i);
        if count < 2 || matches.len() < 2 {
            return None;
        }
        let first = &matches[0];
        let differing = (0..first.seen.len()).find(|c| {
            matches.iter().any(|m| m.seen.get(*c).map(|s| s.occurrence) != Some(first.seen[*c].occurrence))
        })?;
        let mut places: Vec<(u32, usize)> = Vec::new();
        for (k, m) in matches.iter().enumerate() {
            places.push((m.seen.get(differing)?.occurrence.start, k));
        }
        places.sort_unstable();
        let distinct = places.windows(2).all(|w| w[0].0 < w[1].0);
        let first = i - at;
        let before = places.iter().all(|p| (p.0 as usize) < self.cells.of(first).noun.start);
        let after = places.iter().all(|p| (p.0 as usize) >= self.cells.of(first + count - 1).noun.start);
        (distinct && (before || after) && places.len() == count).then(|| places[at].1)
    }

    /// "The shortfall in the city's budget": the match whose noun governs those of all the others.
    fn governing(&self, matches: &[Match]) -> Option<usize> {
        let prose = self.reading.prose;
        let of = |m: &Match| {
            let roles = &self.index.entries[m.pack][m.measure].roles;
            let at = roles.iter().position(|r| *r == ConditionRole::Of)?;
            m.seen.get(at).map(|s| s.occurrence)
        };
        let nouns: Vec<_> = matches.iter().map(of).collect::<Option<_>>()?;
        let first = (0..nouns.len()).min_by_key(|k| nouns[*k].start)?;
        let governs = |k: usize| {
            let between = nouns[first].end as usize..nouns[k].start as usize;
            let phrase = |t: usize| {
                prose.tokens[t].is(vocab::POSSESSIVE)
                    || matches!(prose.tag(t), Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Proper)
            };
            (1..8).contains(&between.len())
                && prose.tag(between.start) == Tag::Preposition
                && between.clone().skip(1).all(phrase)
        };
        (0..nouns.len()).filter(|k| *k != first).all(governs).then_some(first)
    }

    /// Whether a number is of those whom a pronoun names: "92.1 percent of them".
    fn is_of_them(&self, i: usize) -> bool {
        let (prose, noun) = (self.reading.prose, &self.cells.of(i).noun);
        let them = |t: usize| prose.word(t).eq_ignore_ascii_case("of") && prose.tokens[t + 1].is(vocab::PRONOUN);
        (noun.start..noun.end.saturating_sub(1)).any(them)
    }

    /// The place of claim `i` among numbers that are only joined by "and" and commas, and how many they are.
    pub(super) fn group(&self, i: usize) -> (usize, usize) {
        let joined = |a: usize, b: usize| {
            let between = self.claims[a].tokens.end..self.claims[b].tokens.start;
            let (x, y) = (&self.claims[a], &self.claims[b]);
            let alike = sort(x.quantity.kind) == sort(y.quantity.kind)
                && (x.quantity.unit.name == y.quantity.unit.name
                    || x.quantity.kind == Kind::Number
                    || y.quantity.kind == Kind::Number);
            alike
                && x.sentence == y.sentence
                && between.len() <= 2
                && between.clone().all(|t| {
                    let word = self.reading.prose.word(t);
                    matches!(word, "," | "and" | "or")
                })
        };
        let mut first = i;
        while first > 0 && i - first < 16 && joined(first - 1, first) {
            first -= 1;
        }
        let mut last = i;
        while last + 1 < self.claims.len() && last - i < 16 && joined(last, last + 1) {
            last += 1;
        }
        (i - first, last - first + 1)
    }
}

/// Takes out the match whose words come first, as a subject does, with doubt where there are others.
fn subject_first(matches: &mut Vec<Match>) -> Option<Match> {
    let first = |m: &Match| m.seen.iter().map(|s| s.occurrence.start).min();
    let at = (0..matches.len()).min_by_key(|k| first(&matches[*k]))?;
    let mut taken = matches.swap_remove(at);
    taken.doubt |= !matches.is_empty();
    Some(taken)
}
