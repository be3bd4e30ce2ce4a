//! How well a number of a source fits one of the draft, and when that proves that it is the same.

use super::item::{Item, What};
use super::label;
use super::own::Words;
use super::source::Sources;
use super::value;
use crate::prose::Prose;
use crate::quantity::{Kind, PartialDate, Quantity, Unit};
use crate::vocab::Change;
use jiff::civil::Date;
use std::collections::HashSet;

/// A source is about what the draft is about if it has this share of the draft's content words, in percent …
const RELATED_SHARE: usize = 45;
/// … or this share, where it has the half of the draft's numbers too …
const LIKELY_SHARE: usize = 30;
/// … and at least so many of them.
const RELATED_WORDS: usize = 5;
/// Of its numbers it must then have this share too, in percent …
const RELATED_NUMBERS: usize = 25;
/// … unless there are fewer than this; then one that is so many times as long must have this share of its words.
const FEW_NUMBERS: usize = 4;
const FEW_NUMBERS_SHARE: usize = 52;
const LONGER: usize = 3;
/// A number with so many digits is in a document about something else by a rare chance only.
const HARD: u32 = 4;
/// One with so many says something.
pub const TELLING: u32 = 2;

/// At most this many numbers of a sentence are looked at.
const MANY: usize = 64;

/// How well a source's number fits a draft's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Whether both count the same thing, or are in the same unit.
    pub noun: bool,
    /// Whether the one number is in the other's unit, and that is no plain count.
    pub unit: bool,
    /// How many own words they share.
    pub near: usize,
    /// How many words of the source's number exclude one of the draft's.
    pub against: usize,
    /// How many words their sentences share.
    pub sentence: usize,
    /// Whether the value is the draft's to the last digit.
    pub exact: bool,
    /// How unlikely the value is to be there by chance.
    pub digits: u32,
    /// Whether it is hard to hit, exact or not.
    pub hard: bool,
    /// Whether the source is about what the draft is about.
    pub related: bool,
    /// Whether the draft's sentence has hardly a word that any source has.
    pub silent: bool,
    /// Whether one digit in a unit stands for one without.
    pub loose: bool,
    /// Whether each is stated for a time that the other is not.
    pub other_time: bool,
}

impl Fit {
    /// What speaks for the two being the same, less what speaks against it.
    pub fn points(&self) -> i64 {
        self.likeness() - 3 * (self.against as i64 + i64::from(self.other_time))
    }

    /// What speaks for the two being the same.
    fn likeness(&self) -> i64 {
        let words = 2 * self.near.min(3) + self.sentence.min(4);
        words as i64 + 2 * i64::from(self.noun) + i64::from(self.digits.min(4))
    }

    /// Whether the words on either side exclude each other: a loss, and a profit; May, and March.
    pub fn is_excluded(&self) -> bool {
        self.other_time || self.against > self.near
    }

    /// Whether it is no coincidence.
    pub fn proves(&self) -> bool {
        if self.related {
            // Where the draft's sentence has no words to compare, two digits must do.
            if self.silent && self.digits >= 2 {
                return true;
            }
            // "Two weeks" are not the 2 of "2:1".
            if self.loose && self.near == 0 {
                return false;
            }
            return self.digits >= 4
                || self.near + self.sentence >= 1 && self.likeness() >= 3
                || (self.noun || self.unit && self.exact) && self.digits >= 2;
        }
        // In a document about something else, only a number that is hard to hit and stands among the same words is.
        self.exact && self.hard && self.likeness() >= 9 && self.near >= 2 && self.sentence >= 3
    }
}

/// By source: whether it is about what the draft is about. It is if it has many of the draft's words and some of its
/// numbers, or the half of its numbers that are hard to hit by chance.
pub fn related(prose: &Prose<'_>, sources: &Sources, items: &[Item], same: &[Vec<usize>]) -> Vec<bool> {
    let draft = sources.stems.find(prose, 0..prose.tokens.len());
    let all = sources.stems.count(prose);
    let (hard, telling) = (Common::of(HARD, sources, items, same), Common::of(TELLING, sources, items, same));
    let theirs = sources.numbers_by_source(|what| is_hard(what, TELLING));
    let verdict = |source: usize| {
        let words = &sources.words[source];
        let shared = label::shared(&draft, words);
        let (hit, half) = (hard.hit[source], 2 * hard.hit[source] >= hard.all);
        // A long story may have a short release for one of its sources.
        let whole = all.min(words.len());
        let share = |percent: usize| shared >= RELATED_WORDS.min(whole / 2 + 1) && shared * 100 >= whole * percent;
        let numbers = telling.all.min(theirs[source]);
        let has_telling = telling.hit[source] * 100 >= telling.all * RELATED_NUMBERS;
        let agree = if numbers < FEW_NUMBERS {
            // A long document has many words of any short draft.
            words.len() <= LONGER * all || share(FEW_NUMBERS_SHARE) && (telling.all < FEW_NUMBERS || has_telling)
        } else {
            telling.hit[source] * 100 >= numbers * RELATED_NUMBERS
        };
        // One number alone may be one that everybody knows.
        let likely = hit >= 2 || hit == 1 && telling.hit[source] >= 2 && has_telling && share(LIKELY_SHARE);
        share(RELATED_SHARE) && agree || half && likely
    };
    (0..sources.words.len()).map(verdict).collect()
}

/// Whether a number has so many digits that are its own: fractions have few, whatever they are made of.
fn is_hard(what: &What, digits: u32) -> bool {
    let sharp = |q: &Quantity| !matches!(q.kind, Kind::Ratio | Kind::Vague | Kind::Multiple | Kind::Score);
    what.quantity().is_some_and(sharp) && hard_to_hit(what) >= digits
}

/// How many of the draft's numbers that are so hard to hit by chance each source has.
struct Common {
    all: usize,
    hit: Vec<usize>,
}

impl Common {
    fn of(digits: u32, sources: &Sources, items: &[Item], same: &[Vec<usize>]) -> Self {
        let mut common = Self { all: 0, hit: vec![0; sources.words.len()] };
        let mut seen = HashSet::new();
        for (_, numbers) in items.iter().zip(same).filter(|(item, _)| is_hard(&item.what, digits)) {
            // A number said again is no other.
            if !numbers.is_empty() && !seen.insert(numbers) {
                continue;
            }
            common.all += 1;
            // Numbers of one source follow each other.
            let mut of: Vec<usize> = numbers.iter().map(|n| sources.source_of(*n)).collect();
            of.dedup();
            of.into_iter().for_each(|source| common.hit[source] += 1);
        }
        common
    }
}

/// How well number `n` of the sources fits an item of the draft.
pub fn fit(item: &Item, words: &Words, sources: &Sources, n: usize, related: bool) -> Fit {
    let number = &sources.numbers[n];
    let noun = match (item.what.quantity(), number.what.quantity()) {
        (Some(a), Some(b)) => a.kind == Kind::Count && same_noun(a, b),
        _ => false,
    };
    let exact = is_exact(item, sources, n);
    let unit = match (item.what.quantity(), number.what.quantity()) {
        (Some(a), Some(b)) => a.kind == b.kind && !a.unit.dimension.is_empty() && a.unit.name == b.unit.name,
        _ => false,
    };
    Fit {
        noun,
        unit,
        exact,
        near: label::shared(&words.near, &number.near),
        // What it only has from the number before it excludes nothing: "for women, 38 and 23 weeks lower".
        against: if number.inherited { 0 } else { label::shared(&words.against, &number.near) },
        sentence: label::shared(&words.wide, &sources.sentences[number.sentence].words),
        digits: hard_to_hit(&item.what) + u32::from(exact),
        hard: hard_to_hit(&item.what) >= HARD,
        related,
        silent: label::known(&words.wide) < 2,
        loose: hard_to_hit(&item.what) <= 1 && number.bare && !item.bare,
        other_time: item.when.excludes(number.when, |year| sources.has_year(year)),
    }
}

/// Whether two quantities count the same thing or are in the same unit.
pub fn same_noun(a: &Quantity, b: &Quantity) -> bool {
    let (a, b) = (head(&a.unit.name), head(&b.unit.name));
    !a.is_empty() && label::stem(a) == label::stem(b)
}

/// The last word of a noun phrase.
pub fn head(noun: &str) -> &str {
    noun.split(" of ").next().unwrap_or(noun).rsplit(' ').next().unwrap_or(noun)
}

/// Whether a number of a source is the draft's to the last digit.
fn is_exact(item: &Item, sources: &Sources, n: usize) -> bool {
    match (item.what.quantity(), sources.quantity(n)) {
        (Some(a), Some(b)) => a.value.is_some() && a.value == b.value && value::digits(a) >= 2,
        _ => false,
    }
}

/// By how many digits, or their worth, a number is unlikely to be hit by chance.
pub fn hard_to_hit(what: &What) -> u32 {
    match what {
        What::Quantity(q) => {
            let unit = matches!(q.kind, Kind::Money | Kind::Measure | Kind::Rate | Kind::Points)
                || q.numeral.scale != rust_decimal::Decimal::ONE;
            value::digits(q) + u32::from(unit)
        }
        What::Date(d) => 3 + u32::from(d.month.is_some()),
        What::Text(_) => 2,
    }
}

/// Whether nothing that two numbers of one value say apart from it excludes that they are the same: that one rose and
/// the other fell, that one is by the week and the other by the month.
pub fn agree(item: &Item, sources: &Sources, n: usize, converted: bool) -> bool {
    let number = &sources.numbers[n];
    if matches!((item.sense, number.sense), (Change::Up, Change::Down) | (Change::Down, Change::Up)) {
        return false;
    }
    if item.stance.zip(number.stance).is_some_and(|(a, b)| a != b) {
        return false;
    }
    if let (Some(a), Some(b)) = (item.what.quantity(), number.what.quantity())
        && (other_measure(a, b) || !converted && other_rate(a, b))
    {
        return false;
    }
    // "At week 16" is after 16 weeks, not months.
    let unit = item.what.quantity().filter(|q| q.kind == Kind::Duration).map(|q| &*q.unit.name);
    if number.nth.zip(unit).is_some_and(|(a, b)| a != b) {
        return false;
    }
    let Some(period) = item.period else { return true };
    // "£12 million a year" is "£1 million a month".
    if converted && item.what.quantity().is_some_and(|q| q.kind == Kind::Rate) {
        return true;
    }
    let beside =
        || sources.sentences[number.sentence].numbers.clone().take(MANY).find_map(|m| sources.numbers[m].period);
    match number.period.or_else(beside) {
        Some(theirs) => theirs == period,
        // What is for "the next five years" is not so much a year.
        None => {
            !sources.sentences[number.sentence].numbers.clone().take(MANY).any(|m| {
                m != n && sources.quantity(m).is_some_and(|q| q.kind == Kind::Duration && q.unit.name == period)
            })
        }
    }
}

/// Whether two rates are by different times or heads: "a decade", and "a year".
fn other_rate(a: &Quantity, b: &Quantity) -> bool {
    let by = |q: &Quantity| q.unit.name.split(" per ").skip(1).map(String::from).collect::<Vec<_>>();
    let (a, b) = (by(a), by(b));
    !a.is_empty() && !b.is_empty() && !a.iter().all(|x| b.contains(x))
}

/// Whether two counts are by different measures: passenger miles, and passenger kilometres.
fn other_measure(a: &Quantity, b: &Quantity) -> bool {
    if a.kind != Kind::Count || b.kind != Kind::Count {
        return false;
    }
    let (a, b) = (head(&a.unit.name), head(&b.unit.name));
    let measure = |name: &str| Unit { name: name.to_string().into(), ..Unit::default() }.scale().is_some();
    a != b && measure(a) && measure(b)
}

/// Whether a date is the draft's own day, or names its year.
pub fn is_own(date: &PartialDate, today: Date) -> bool {
    let year = date.year.is_none_or(|y| y == today.year());
    match (date.month, date.day) {
        (None, _) => year,
        (Some(m), None) => year && m as i8 == today.month(),
        (Some(m), Some(d)) => year && m as i8 == today.month() && d as i8 == today.day(),
    }
}

/// Whether a number is so slight that its absence from a document says nothing: "two", "dozens", "a few".
pub fn is_slight(prose: &Prose<'_>, item: &Item, _words: &Words) -> bool {
    let Some(q) = item.what.quantity() else { return false };
    let small = q.value.is_some_and(|v| v.abs() <= rust_decimal::Decimal::TEN);
    let in_words = !prose.slice(item.span).bytes().any(|b| b.is_ascii_digit());
    match q.kind {
        // "Seven in ten" is as sharp as a percentage; "half" is not.
        Kind::Ratio if q.fraction.is_some_and(|f| f.0 > 1) && of_so_many(prose, item) => false,
        Kind::Vague | Kind::Multiple => true,
        Kind::Percent | Kind::Points | Kind::Money => false,
        _ => in_words && small,
    }
}

/// "Seven in ten" is as sharp as a percentage; "two thirds" is not.
fn of_so_many(prose: &Prose<'_>, item: &Item) -> bool {
    item.tokens.clone().any(|i| matches!(prose.word(i), "in" | "out"))
}

/// Whether it has a value of its own.
pub fn is_number(what: &What) -> bool {
    what.quantity().is_some_and(|q| q.value.is_some())
}
