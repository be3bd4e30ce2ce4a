//! Anniversaries beside the year that they count from: "founded in 1897, marks its 125th anniversary in 2022".

use super::Calendar;
use crate::prose::Prose;
use crate::span::Span;
use crate::vocab::{self, scan, words};
use std::ops::Range;

/// How far before a year the verb may stand that makes it a beginning, in tokens.
const BEGUN: usize = 3;

/// The most words between the ordinal and "anniversary".
const WORDS: usize = 1;

/// An anniversary that its years do not make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anniversary {
    /// The ordinal, without its suffix.
    pub span: Span,
    /// Which one it is said to be.
    pub stated: u32,
    /// Which one it is.
    pub right: u32,
    /// Number of the stamp from which it counts.
    pub begun: usize,
    /// The year of the anniversary.
    pub year: u32,
    /// Number of that year's stamp; none where it is that of the draft's date.
    pub stamp: Option<usize>,
}

/// Every anniversary of a draft that does not fit.
pub fn anniversaries(prose: &Prose<'_>, calendar: &Calendar) -> Vec<Anniversary> {
    let reader = Reader { prose, calendar };
    prose.anchors_in(0..prose.tokens.len()).filter_map(|i| reader.wrong(i)).collect()
}

struct Reader<'a, 'd> {
    prose: &'a Prose<'d>,
    calendar: &'a Calendar,
}

impl Reader<'_, '_> {
    fn is(&self, i: usize, class: vocab::Class) -> bool {
        self.prose.tokens.get(i).is_some_and(|t| t.is(class))
    }

    /// The numbers of the stamps within some tokens.
    fn stamps(&self, tokens: Range<usize>) -> Range<usize> {
        let all = &self.calendar.stamps;
        let start = all.partition_point(|s| s.tokens.start < tokens.start);
        start..start.max(all.partition_point(|s| s.tokens.end <= tokens.end))
    }

    fn wrong(&self, number: usize) -> Option<Anniversary> {
        let token = self.prose.tokens.get(number).filter(|t| t.kind == scan::Kind::Number)?;
        let suffix = self.prose.tokens.get(number + 1).is_some_and(|t| t.glued() && t.is(vocab::ORDINAL_SUFFIX));
        let noun = (number + 2..=number + 2 + WORDS).find(|&i| self.is(i, vocab::ANNIVERSARY)).filter(|_| suffix)?;
        let stated: u32 = self.prose.word(number).parse().ok()?;
        let sentence = self.prose.sentence_of(number);
        let begun = self.begun(sentence, number)?;
        let (year, stamp) = self.held(noun + 1, begun, sentence)?;
        let right = year.checked_sub(self.calendar.stamps[begun].year()?)?;
        // A feast may be held a year early or late.
        (right.abs_diff(stated) > 1 && right > 0).then_some(Anniversary {
            span: token.span,
            stated,
            right,
            begun,
            year,
            stamp,
        })
    }

    /// The one year of its sentence, or else of the one before, that something began in.
    fn begun(&self, sentence: usize, number: usize) -> Option<usize> {
        let began = |n: &usize| {
            let stamp = &self.calendar.stamps[*n];
            let start = stamp.tokens.start;
            let verb = (start.saturating_sub(BEGUN)..start).any(|i| self.is(i, vocab::BEGINS.or(vocab::FOUNDED)));
            // "in the 1897 building", "from 1897 on" are none; a year stands alone behind "in" or "on".
            let led = start.checked_sub(1).is_some_and(|i| self.prose.is_any(i, words!["in", "on"]));
            stamp.year().is_some() && verb && led
        };
        let only = |range: Range<usize>| {
            let mut found = self.stamps(range).filter(began);
            found.next().filter(|_| found.next().is_none())
        };
        let own = self.prose.sentences[sentence].range();
        only(own.start..own.end).or_else(|| {
            // "The bakery was founded in 1897. It marks its 125th anniversary …"
            let pronoun = self.prose.is_any(number.checked_sub(1)?, words!["its", "his", "her", "their"]);
            let before = self.prose.sentences.get(sentence.checked_sub(1)?)?.range();
            let subject = self.prose.is_any(own.start, words!["it", "they", "he", "she", "the"]);
            only(before).filter(|_| pronoun && subject)
        })
    }

    /// The year that the anniversary is held in: "anniversary in 2022", "anniversary this year".
    fn held(&self, after: usize, begun: usize, sentence: usize) -> Option<(u32, Option<usize>)> {
        let own = self.prose.sentences[sentence].range();
        let next = self.stamps(after..own.end.min(after + 5)).find(|n| *n != begun);
        let led = self.prose.is_any(after, words!["in", "on"]);
        if let Some(stamp) = next.filter(|_| led) {
            let start = self.calendar.stamps[stamp].tokens.start;
            return Some((self.calendar.stamps[stamp].year().filter(|_| start <= after + 2)?, Some(stamp)));
        }
        let year = u32::try_from(self.calendar.today?.year()).ok()?;
        let word =
            |w: &str| self.prose.tokens.get(after).is_some_and(|t| t.is_text(w)) && self.prose.is(after + 1, "year");
        match () {
            () if word("this") => Some((year, None)),
            () if word("next") => Some((year + 1, None)),
            () if word("last") => Some((year.checked_sub(1)?, None)),
            () => None,
        }
    }
}
