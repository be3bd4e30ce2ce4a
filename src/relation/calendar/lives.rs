//! Lives: when people were born, and how old they were when.
//!
//! Facts are put together only where nothing between them can be a second person.

use super::{Calendar, Stamp};
use crate::claim::Claim;
use crate::prose::Prose;
use crate::quantity::{Bound, Kind};
use crate::relation::person;
use crate::vocab;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;
use std::cell::OnceCell;
use std::ops::Range;

/// The oldest that a person is taken to be.
const OLDEST: u32 = 122;

/// The most births of a draft whose persons are looked for by name.
const MANY: usize = 24;

/// How far from "born" its date may stand, in tokens.
const BORN_REACH: usize = 7;

/// Two facts of one life that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Number of the claim that states the age.
    pub claim: usize,
    /// The age.
    pub stated: u32,
    /// The ages that would fit.
    pub fitting: (i32, i32),
    /// Number of the stamp at which the person had this age; `None` for the draft's date.
    pub moment: Option<usize>,
    /// What it was compared with.
    pub other: Fact,
}

/// The other fact of a clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A birth, by number of its stamp.
    Born(usize),
    /// Another age, by number of its claim.
    Age(usize),
}

/// An age at a moment.
#[derive(Clone, Copy, Debug)]
struct Aged {
    claim: usize,
    years: u32,
    /// First and last day of the moment.
    when: (Date, Date),
    moment: Option<usize>,
    sentence: usize,
    tokens: (usize, usize),
}

/// A birth.
#[derive(Clone, Copy, Debug)]
struct Born {
    stamp: usize,
    when: (Date, Date),
    sentence: usize,
    tokens: (usize, usize),
}

/// Every clash of a draft.
pub fn clashes(prose: &Prose<'_>, claims: &[Claim], calendar: &Calendar) -> Vec<Clash> {
    let reader = Reader { prose, claims, calendar, surnames: OnceCell::new() };
    let births: Vec<_> = (0..calendar.stamps.len()).filter_map(|n| reader.born(n)).collect();
    let ages: Vec<_> = (0..claims.len()).filter_map(|n| reader.aged(n, &births)).collect();
    let mut found = Vec::new();
    for (n, aged) in ages.iter().enumerate() {
        let first = births.partition_point(|b| b.sentence + 1 < aged.sentence);
        let near = births[first..].iter().take_while(|b| b.sentence <= aged.sentence + 1);
        let same: Vec<_> =
            near.filter(|b| reader.one_person(b.tokens, b.sentence, aged.tokens, aged.sentence)).collect();
        let fits = same.iter().any(|b| fitting(b.when, aged.when).contains(&(aged.years as i32)));
        let named = || births.iter().find(|b| reader.named_alike(b, aged));
        let told = same.first().copied().or_else(|| named().filter(|_| births.len() < MANY));
        let fits = fits || told.is_some_and(|b| fitting(b.when, aged.when).contains(&(aged.years as i32)));
        if let (false, Some(born)) = (fits, told) {
            let fitting = fitting(born.when, aged.when);
            let fitting = (*fitting.start(), *fitting.end());
            found.push(Clash {
                claim: aged.claim,
                stated: aged.years,
                fitting,
                moment: aged.moment,
                other: Fact::Born(born.stamp),
            });
            continue;
        }
        let other = ages[..n].iter().rev().take_while(|o| o.sentence == aged.sentence).find(|o| reader.clash(o, aged));
        if let Some(other) = other {
            let fitting = between_ages(other, aged);
            found.push(Clash {
                claim: aged.claim,
                stated: aged.years,
                fitting,
                moment: aged.moment,
                other: Fact::Age(other.claim),
            });
        }
    }
    found
}

/// The ages that somebody born then may have at a moment.
fn fitting(born: (Date, Date), when: (Date, Date)) -> std::ops::RangeInclusive<i32> {
    age(born.1, when.0)..=age(born.0, when.1)
}

/// The age at `day` of somebody born on `born`.
fn age(born: Date, day: Date) -> i32 {
    let years = i32::from(day.year()) - i32::from(born.year());
    years - i32::from((day.month(), day.day()) < (born.month(), born.day()))
}

/// The ages that fit at the second moment, given the age at the first.
fn between_ages(first: &Aged, second: &Aged) -> (i32, i32) {
    let years = |d: (Date, Date)| (i32::from(d.0.year()), i32::from(d.1.year()));
    let (a, b) = (years(first.when), years(second.when));
    let age = first.years as i32;
    // The birthday may fall on either side of either moment.
    (age + b.0 - a.1 - 1, age + b.1 - a.0 + 1)
}

struct Reader<'a, 'd> {
    prose: &'a Prose<'d>,
    claims: &'a [Claim],
    calendar: &'a Calendar,
    /// Read when first needed.
    surnames: OnceCell<person::Surnames<'d>>,
}

impl Reader<'_, '_> {
    fn word(&self, i: usize) -> &str {
        self.prose.word(i)
    }

    fn before(&self, i: usize, n: usize) -> &str {
        i.checked_sub(n).map_or("", |i| self.prose.word(i))
    }

    fn is(&self, i: usize, class: vocab::Class) -> bool {
        self.prose.tokens.get(i).is_some_and(|t| t.is(class))
    }

    fn when(&self, stamp: usize) -> Option<(Date, Date)> {
        let written = self.calendar.stamps.get(stamp)?.day()?;
        written.days(written.year?)
    }

    /// The birth that a stamp dates: "born in Kumasi on 2 May 1951", "(1950–2010)", "(b. 1950)".
    fn born(&self, stamp: usize) -> Option<Born> {
        let s = &self.calendar.stamps[stamp];
        let sentence = self.prose.sentence_of(s.tokens.start);
        let start = self.prose.sentences[sentence].range().start;
        let born = (s.tokens.start.saturating_sub(BORN_REACH).max(start)..s.tokens.start).rev();
        let mut words = born.take_while(|i| !self.is(*i, vocab::AUXILIARY) && self.stamp_at(*i).is_none());
        let told = words.find(|i| matches!(self.word(*i), "born" | "Born"));
        let from = told.or_else(|| self.life(stamp).map(|_| s.tokens.start))?;
        // "first-born", "was born again": names and figures of speech.
        let plain = self.before(from, 1) != "-" || from == s.tokens.start;
        let when = self.when(stamp).filter(|_| plain)?;
        Some(Born { stamp, when, sentence, tokens: (from, s.tokens.end) })
    }

    /// The death in "(1950–2010)" whose birth is this stamp.
    fn life(&self, stamp: usize) -> Option<usize> {
        let (a, b) = (self.calendar.stamps.get(stamp)?, self.calendar.stamps.get(stamp + 1)?);
        let dash = matches!(self.word(a.tokens.end), "–" | "-" | "—") && b.tokens.start == a.tokens.end + 1;
        let bracketed = self.before(a.tokens.start, 1) == "(" && self.word(b.tokens.end) == ")";
        let span = b.year()?.checked_sub(a.year()?)?;
        (dash && bracketed && (15..=OLDEST).contains(&span)).then_some(stamp + 1)
    }

    fn stamp_at(&self, token: usize) -> Option<usize> {
        let n = self.calendar.stamps.partition_point(|s| s.tokens.end <= token);
        self.calendar.stamps.get(n).filter(|s| s.tokens.contains(&token)).map(|_| n)
    }

    /// The age that a claim states, with its moment.
    fn aged(&self, claim: usize, births: &[Born]) -> Option<Aged> {
        let c = &self.claims[claim];
        let q = &c.quantity;
        let number = self.prose.token_at(c.number.start);
        let years = q.value?.to_u32().filter(|n| (1..=OLDEST).contains(n) && q.value == Some((*n).into()))?;
        if q.bound != Bound::Exact || !matches!(q.kind, Kind::Age | Kind::Number) {
            return None;
        }
        let end = self.prose.token_at(c.span.end.saturating_sub(1)) + 1;
        let sentence = self.prose.sentences[c.sentence].range();
        let (moment, when) = self.moment(number, end, sentence.clone(), c, births)?;
        Some(Aged { claim, years, when, moment, sentence: c.sentence, tokens: (number, end) })
    }

    /// When somebody had the age that stands at a token.
    fn moment(
        &self,
        number: usize,
        end: usize,
        sentence: Range<usize>,
        c: &Claim,
        births: &[Born],
    ) -> Option<(Option<usize>, (Date, Date))> {
        let dated = |stamp: usize| Some((Some(stamp), self.when(stamp)?));
        if matches!(self.before(number, 1), "turned" | "turns" | "turning") {
            let stamp = self.stamp_after(end, 2, &sentence);
            return stamp.and_then(dated).or_else(|| self.birthday(number, end, stamp));
        }
        let at = self.before(number, 1) == "at"
            || self.before(number, 1) == "aged"
            || self.before(number, 3) == "the" && self.before(number, 1) == "of";
        if at {
            let start = if self.before(number, 1) == "of" { number.saturating_sub(4) } else { number - 1 };
            let near = self.stamp_before(start, 2, &sentence).or_else(|| self.stamp_after(end, 2, &sentence));
            let apart = |s: usize| births.iter().all(|b| b.stamp != s) && !self.since(s);
            return near.filter(|s| apart(*s)).or_else(|| self.death(start, births, c.sentence)).and_then(dated);
        }
        let was = matches!(self.before(number, 1), "was" | "is");
        if was && self.word(end) == "when" {
            let mut after = self.stamps(end..sentence.end.min(end + 14));
            let told = after.next();
            // "Ms. Orr (1931–2011) was 80 when she died."
            let died = told.is_none() && (end..sentence.end.min(end + 4)).any(|i| self.is(i, vocab::DIES));
            // "Mr. Orr (1931–2011) wrote nine novels. He was 80 when he died."
            let pronoun = matches!(self.word(sentence.start), "He" | "She") && number == sentence.start + 2;
            let here = |b: &&Born| b.sentence == c.sentence || pronoun && b.sentence + 1 == c.sentence;
            let life = || births.iter().filter(here).find_map(|b| self.life(b.stamp));
            return told.filter(|s| !self.since(*s)).or_else(|| life().filter(|_| died)).and_then(dated);
        }
        // "He was 92." after a sentence about his death.
        let short = was && sentence.len() <= 5 && number == sentence.start + 2 && end + 1 >= sentence.end;
        if short {
            let previous = self.prose.sentences.get(c.sentence.checked_sub(1)?)?.range();
            let died = previous.clone().any(|i| self.is(i, vocab::DIES));
            let last = self.stamps(previous).next_back()?;
            return (died && births.iter().all(|b| b.stamp != last)).then(|| dated(last)).flatten();
        }
        let today = self.calendar.today.filter(|_| c.quantity.kind == Kind::Age && !was)?;
        Some((None, (today, today)))
    }

    /// "who turned 80 in March", "turns 50 next week": a birthday within a year of the draft's date.
    fn birthday(&self, number: usize, end: usize, stamp: Option<usize>) -> Option<(Option<usize>, (Date, Date))> {
        let today = self.calendar.today?;
        let past = self.word(number - 1) == "turned";
        // "had turned 40", "turned 18 when the war broke out" are of another time.
        let simple = !matches!(self.before(number, 2), "had" | "have" | "has" | "just" | "to" | "he" | "she");
        let month = |i: usize| {
            let token = self.prose.tokens.get(i).filter(|t| t.capital);
            token.is_some_and(|t| t.lexeme().phrases.iter().any(|p| matches!(p.meaning, vocab::Meaning::Month(_))))
        };
        let named = self.word(end) == "in" && month(end + 1) && self.word(end + 2) != "of";
        let near = stamp.is_none()
            && (named || matches!(self.word(end), "last" | "this") && self.is(end + 1, vocab::PERIOD_NOUN));
        let year = jiff::Span::new().years(1);
        let (first, last) =
            if past { (today.checked_sub(year).ok()?, today) } else { (today, today.checked_add(year).ok()?) };
        (simple && near).then_some((None, (first, last)))
    }

    /// Whether a stamp only opens or closes a stretch of time: "since 2003".
    fn since(&self, stamp: usize) -> bool {
        matches!(
            self.before(self.calendar.stamps[stamp].tokens.start, 1),
            "since" | "from" | "until" | "till" | "before" | "after" | "by"
        )
    }

    fn stamps(&self, tokens: Range<usize>) -> Range<usize> {
        let all: &[Stamp] = &self.calendar.stamps;
        let start = all.partition_point(|s| s.tokens.start < tokens.start);
        start..start.max(all.partition_point(|s| s.tokens.end <= tokens.end))
    }

    fn stamp_before(&self, at: usize, reach: usize, sentence: &Range<usize>) -> Option<usize> {
        let last = self.stamps(sentence.start..at).next_back()?;
        (at - self.calendar.stamps[last].tokens.end <= reach).then_some(last)
    }

    fn stamp_after(&self, at: usize, reach: usize, sentence: &Range<usize>) -> Option<usize> {
        let next = self.stamps(at.min(sentence.end)..sentence.end).next()?;
        (self.calendar.stamps[next].tokens.start - at <= reach).then_some(next)
    }

    /// "(1950–2010), who died at 62": the death in the brackets of this sentence.
    fn death(&self, at: usize, births: &[Born], sentence: usize) -> Option<usize> {
        let died = (1..=2).any(|n| at.checked_sub(n).is_some_and(|i| self.is(i, vocab::DIES)));
        let mut here = births.iter().filter(|b| b.sentence == sentence);
        here.find_map(|b| self.life(b.stamp)).filter(|_| died)
    }

    /// Whether two facts are surely told of one person.
    fn one_person(&self, a: (usize, usize), a_sentence: usize, b: (usize, usize), b_sentence: usize) -> bool {
        let (first, second) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        let gap = first.1.min(second.0)..second.0;
        if gap.clone().any(|i| self.is(i, vocab::PERSON_NOUN)) {
            return false;
        }
        if a_sentence == b_sentence {
            return !self.other_name(gap.start, gap);
        }
        let later = self.prose.sentences[a_sentence.max(b_sentence)].range();
        let opener = self.word(later.start);
        let pronoun = matches!(opener, "He" | "She" | "Born" | "His" | "Her");
        let titled = self.is(later.start, vocab::TITLE) && self.prose.tokens[later.start].capital;
        // "Born in Kumasi, he …" goes on with the same person; a name in between may not.
        pronoun && !self.other_name(later.start, later.start..second.0) || titled && self.named_before(later.start)
    }

    /// "Mara Quill, who was born in 1961 … Judge Quill, 63,": a birth and an age of now, each with its name, which nobody else
    /// in the draft bears.
    fn named_alike(&self, born: &Born, aged: &Aged) -> bool {
        let now = aged.moment.is_none() && self.before(aged.tokens.0, 1) == "," && self.word(aged.tokens.1) == ",";
        if !now {
            return false;
        }
        let Some(second) = person::name_ending(self.prose, aged.tokens.0 - 1) else { return false };
        let mut at = born.tokens.0;
        while at > 0
            && (self.is(at - 1, vocab::AUXILIARY.or(vocab::RELATIVE)) || matches!(self.before(at, 1), "," | "("))
        {
            at -= 1;
        }
        let Some(first) = person::name_ending(self.prose, at) else { return false };
        let one = person::one_person(self.prose, &first, &second) || person::one_person(self.prose, &second, &first);
        let full = if first.len() > 1 { first } else { second };
        one && self.surnames.get_or_init(|| person::Surnames::of(self.prose)).sole(self.prose, &full)
    }

    /// Whether the person whom a title opens a sentence with was named in the sentence before.
    fn named_before(&self, title: usize) -> bool {
        let name = (title + 1..title + 4).find(|i| self.prose.tokens.get(*i).is_some_and(|t| t.capital));
        let Some(name) = name.map(|i| self.word(i)) else { return false };
        let sentence = self.prose.sentence_of(title);
        sentence.checked_sub(1).is_some_and(|s| self.prose.sentences[s].range().any(|i| self.word(i) == name))
    }

    /// Whether a capitalised word that is no place and no date stands in the gap, other than straight after its start.
    fn other_name(&self, start: usize, gap: Range<usize>) -> bool {
        let run = gap.clone().take_while(|i| self.prose.tokens[*i].capital).count();
        (start + run..gap.end).any(|i| {
            let inside = self.prose.tokens[i].capital && self.stamp_at(i).is_none();
            let led = i > 0
                && (self.is(i - 1, vocab::PREPOSITION)
                    || self.prose.tokens[i - 1].capital
                    || self.is(i - 1, vocab::DETERMINER));
            inside && !led
        })
    }

    /// Whether two ages of one person, one of them now, contradict each other.
    fn clash(&self, a: &Aged, b: &Aged) -> bool {
        let (low, high) = between_ages(a, b);
        let now = a.moment.is_none() != b.moment.is_none();
        let gap = a.tokens.1..b.tokens.0;
        now && !(low..=high).contains(&(b.years as i32))
            && !gap.clone().any(|i| self.is(i, vocab::DIES))
            && self.one_person(a.tokens, a.sentence, b.tokens, b.sentence)
    }
}
