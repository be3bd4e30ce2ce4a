//! Pairs the numbers of two versions of a story: by claim, not by line or file name.
//!
//! Four passes, from sure to likely; each takes only what the passes before left over, and each looks numbers up in
//! an index, so that the cost stays linear in the length of the two versions.

use super::row::Row;
use std::collections::HashMap;
use std::hash::Hash;

/// At most this many candidates are weighed for one number.
const CANDIDATES: usize = 16;
/// Share of words that two sentences must have in common to be versions of one another.
const LIKENESS: f64 = 0.5;

/// What pairing needs to know of a number in either version.
#[derive(Clone, Debug)]
pub struct Key {
    number: String,
    unit: String,
    label: String,
    sentence: String,
    words: Vec<String>,
    other: bool,
}

impl Key {
    /// The key of a number.
    pub fn new(row: &Row) -> Self {
        Self::of(&row.text, &row.state.unit, &row.state.subject, &row.sentence, row.other.is_some())
    }

    /// The key of a number from what a sheet keeps of it.
    pub fn of(text: &str, unit: &str, subject: &str, sentence: &str, other: bool) -> Self {
        let words = words(sentence).filter(|w| !w.starts_with(|c: char| c.is_ascii_digit())).collect();
        Self {
            number: words_joined(text),
            unit: unit.to_string(),
            label: words_joined(subject),
            sentence: words_joined(sentence),
            words,
            other,
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '%' | '$' | '£' | '€');
    text.split(move |c: char| !inner(c)).map(|w| w.trim_matches(['.', ',']).to_lowercase()).filter(|w| !w.is_empty())
}

fn words_joined(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

/// For each number of the new version: its number in the old one.
pub fn pair(old: &[Key], new: &[Key]) -> Vec<Option<usize>> {
    let mut pairing = Pairing { old, new, of_new: vec![None; new.len()], taken: vec![false; old.len()] };
    pairing.by(|k| (k.sentence.clone(), k.number.clone(), k.other));
    pairing.by(|k| (k.number.clone(), k.label.clone(), k.other));
    pairing.by_sentence();
    pairing.by_neighbours();
    pairing.of_new
}

struct Pairing<'k> {
    old: &'k [Key],
    new: &'k [Key],
    of_new: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairing<'_> {
    fn set(&mut self, new: usize, old: usize) {
        self.of_new[new] = Some(old);
        self.taken[old] = true;
    }

    /// Pairs what has the same key, first with first.
    fn by<K: Hash + Eq>(&mut self, key: impl Fn(&Key) -> K) {
        let mut waiting: HashMap<K, std::collections::VecDeque<usize>> = HashMap::new();
        for (i, k) in self.old.iter().enumerate().filter(|(i, _)| !self.taken[*i]) {
            waiting.entry(key(k)).or_default().push_back(i);
        }
        for n in 0..self.new.len() {
            if self.of_new[n].is_none()
                && let Some(o) = waiting.get_mut(&key(&self.new[n])).and_then(|w| w.pop_front())
            {
                self.set(n, o);
            }
        }
    }

    /// Pairs numbers of sentences that are versions of one another, best first.
    fn by_sentence(&mut self) {
        let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, k) in self.old.iter().enumerate().filter(|(i, _)| !self.taken[*i]) {
            for word in &k.words {
                index.entry(word).or_default().push(i);
            }
        }
        let mut likely = Vec::new();
        for (n, k) in self.new.iter().enumerate().filter(|(n, _)| self.of_new[*n].is_none()) {
            let mut shared: std::collections::BTreeMap<usize, usize> = Default::default();
            for word in &k.words {
                for &o in index.get(word.as_str()).into_iter().flatten().take(CANDIDATES) {
                    *shared.entry(o).or_default() += 1;
                }
            }
            for (o, both) in shared {
                let old = &self.old[o];
                let all = k.words.len().max(old.words.len()).max(1);
                let like = both as f64 / all as f64;
                if like >= LIKENESS && k.other == old.other && (k.unit == old.unit || k.number == old.number) {
                    let near = 1.0 / (1.0 + (n as f64 - o as f64).abs());
                    likely.push((like + if k.number == old.number { 1.0 } else { 0.0 } + near * 0.1, n, o));
                }
            }
        }
        likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        for (_, n, o) in likely {
            if self.of_new[n].is_none() && !self.taken[o] {
                self.set(n, o);
            }
        }
    }

    /// Pairs a number with the only one of its unit between the same two neighbours.
    fn by_neighbours(&mut self) {
        let mut n = 0;
        let mut before: Option<usize> = None;
        while n < self.new.len() {
            if let Some(o) = self.of_new[n] {
                before = Some(o);
                n += 1;
                continue;
            }
            let end = (n..self.new.len()).find(|&i| self.of_new[i].is_some()).unwrap_or(self.new.len());
            let from = before.map_or(0, |o| o + 1);
            let to = self.of_new.get(end).copied().flatten().unwrap_or(self.old.len());
            let open: Vec<usize> = (from..to.max(from)).filter(|&o| !self.taken[o]).take(CANDIDATES).collect();
            for i in n..end {
                let fits =
                    |o: &&usize| self.old[**o].unit == self.new[i].unit && self.old[**o].other == self.new[i].other;
                let mut same = open.iter().filter(fits);
                let rivals = (n..end).take(CANDIDATES).filter(|&j| self.new[j].unit == self.new[i].unit).count();
                if let (Some(&o), None, 1, false) = (same.next(), same.next(), rivals, self.new[i].unit.is_empty()) {
                    self.set(i, o);
                }
            }
            n = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str, unit: &str, sentence: &str) -> Key {
        Key::of(text, unit, "", sentence, false)
    }

    #[test]
    fn pairs_over_edits() {
        let old = [
            key("340 jobs", "job", "Norlink will cut 340 jobs."),
            key("61 sailings", "sailing", "Bad weather forced it to cancel 61 sailings."),
            key("1,100 passengers", "passenger", "Its ship will carry 1,100 passengers from 2026."),
        ];
        // Moved, edited, and one new in between.
        let new = [
            key("1,010 passengers", "passenger", "Its next ship will carry 1,010 passengers from 2026."),
            key("340 jobs", "job", "Norlink, the ferry firm, will cut 340 jobs."),
            key("12 ships", "ship", "It owns 12 ships."),
            key("61 sailings", "sailing", "Bad weather forced it to cancel 61 sailings."),
        ];
        assert_eq!(pair(&old, &new), [Some(2), Some(0), None, Some(1)]);
    }
}
