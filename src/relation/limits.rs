//! Values that nothing can have: more than all, less than none, a time that no clock shows.

use super::calendar::{Calendar, Stamp, What};
use crate::claim::Claim;
use crate::prose::Prose;
use crate::quantity::{Change, End, Kind};
use crate::span::Span;
use crate::vocab::{self, Class, scan};
use rust_decimal::Decimal;

/// A value outside what is possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beyond {
    /// Number of its claim, if it is one.
    pub claim: Option<usize>,
    /// Where it stands.
    pub span: Span,
    /// Why it cannot be.
    pub why: Why,
}

/// Why a value cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No clock shows it.
    Clock,
    /// More than all of them.
    MoreThanAll,
    /// A chance or turnout above 100 percent.
    MoreThanCertain,
    /// A fall by more than all.
    FallBelowNothing,
    /// Fewer than none.
    Negative,
    /// Below absolute zero.
    TooCold,
    /// A percentage per some thousands.
    PercentPer,
}

/// Every impossible value of a draft.
pub fn beyond(prose: &Prose<'_>, claims: &[Claim], calendar: &Calendar) -> Vec<Beyond> {
    let judge = Judge { prose, claims };
    let clocks = calendar.stamps.iter().filter(|s| judge.no_such_time(s));
    let clocks = clocks.map(|s| Beyond { claim: None, span: s.span, why: Why::Clock });
    let values = (0..claims.len()).filter_map(|n| {
        let (why, span) = judge.why(n)?;
        Some(Beyond { claim: Some(n), span, why })
    });
    clocks.chain(values).collect()
}

struct Judge<'a, 'd> {
    prose: &'a Prose<'d>,
    claims: &'a [Claim],
}

/// Token of a claim's number, and the token past it.
struct Place {
    start: usize,
    number: usize,
    end: usize,
}

impl Judge<'_, '_> {
    fn word(&self, i: usize) -> &str {
        self.prose.word(i)
    }

    fn is(&self, i: usize, class: Class) -> bool {
        self.prose.tokens.get(i).is_some_and(|t| t.is(class))
    }

    fn before(&self, i: usize, text: &[&str]) -> bool {
        i.checked_sub(1).is_some_and(|i| text.contains(&self.prose.word(i)))
    }

    /// Whether a stamp is a time of day that no clock shows. Without "p.m." it may be a ratio, a verse or a race.
    fn no_such_time(&self, stamp: &Stamp) -> bool {
        let What::Clock(clock) = stamp.what else { return false };
        let at = self.before(stamp.tokens.start, &["at", "At", "by", "until", "till", "before", "after"]);
        match clock.morning {
            Some(_) => clock.minute > 59 || clock.hour > 24,
            None => at && clock.minute > 59,
        }
    }

    fn place(&self, claim: &Claim) -> Place {
        let token = |offset: u32| self.prose.token_at(offset);
        Place {
            start: token(claim.span.start),
            number: token(claim.number.start),
            end: token(claim.span.end.saturating_sub(1)) + 1,
        }
    }

    fn why(&self, claim: usize) -> Option<(Why, Span)> {
        let c = &self.claims[claim];
        let at = self.place(c);
        let why = match c.quantity.kind {
            Kind::Percent | Kind::Rate if self.percent_per(&at, c) => Why::PercentPer,
            Kind::Percent if low(c) > Decimal::ONE_HUNDRED => self.percent(c, &at)?,
            Kind::Measure if self.too_cold(c) => Why::TooCold,
            Kind::Count if self.fewer_than_none(c, &at) => Why::Negative,
            Kind::Ratio if self.improper(c, &at) => Why::MoreThanAll,
            _ => {
                let span = self.more_in_fewer(claim, &at)?;
                return Some((Why::MoreThanAll, span));
            }
        };
        Some((why, c.span))
    }

    /// More than 100 percent, where no more than all is possible.
    fn percent(&self, c: &Claim, at: &Place) -> Option<Why> {
        if c.quantity.change == Change::Down {
            let negative = c.clause.clone().any(|i| self.is(i, vocab::MAY_BE_NEGATIVE));
            return (!negative).then_some(Why::FallBelowNothing);
        }
        if self.word(at.end) == "of" && c.quantity.change == Change::None && self.whole(at.end + 1) {
            return Some(Why::MoreThanAll);
        }
        let copula = self.before(at.start, &["is", "was", "of", "at", "be", "to"]);
        let reach = at.start.saturating_sub(9).max(self.prose.sentences[c.sentence].range().start);
        let certain = (reach..at.start).any(|i| self.is(i, vocab::AT_MOST_ALL));
        let compared = self.is(at.end, vocab::COMPARED) || c.quantity.change != Change::None;
        (copula && certain && !compared).then_some(Why::MoreThanCertain)
    }

    /// Whether people or the like stand here as a whole: "voters", "the registered voters in the district".
    fn whole(&self, start: usize) -> bool {
        let Some(head) = (start..start + 4).find(|i| self.is(*i, vocab::WHOLE)) else { return false };
        let small = |i: usize| self.prose.tokens[i].kind == scan::Kind::Word && !self.is(i, vocab::PREPOSITION);
        // "of the pupils it was built for", "of households' income".
        let goes_on = self.is(head + 1, vocab::PRONOUN)
            || self.is(head + 1, vocab::POSSESSIVE)
            || matches!(self.word(head + 1), "'" | "’" | "-")
            || self.is(head + 1, vocab::EXPECTED);
        (start..head).all(small) && !goes_on
    }

    fn too_cold(&self, c: &Claim) -> bool {
        let Some(value) = c.quantity.value else { return false };
        let name = c.quantity.unit.name.as_ref();
        let zero = match name {
            "degree Celsius" => Decimal::new(-27315, 2),
            "degree Fahrenheit" => Decimal::new(-45967, 2),
            "kelvin" => Decimal::ZERO,
            _ => return false,
        };
        value < zero
    }

    fn fewer_than_none(&self, c: &Claim, at: &Place) -> bool {
        let negative = c.quantity.value.is_some_and(|v| v < Decimal::ZERO);
        let counted = (at.number..at.end + 1).any(|i| self.is(i, vocab::WHOLE));
        negative && counted && !c.clause.clone().any(|i| self.is(i, vocab::MAY_BE_NEGATIVE))
    }

    /// "Six in five residents", read as one ratio.
    fn improper(&self, c: &Claim, at: &Place) -> bool {
        let (Some((n, d)), 0) = (c.quantity.fraction.or_else(|| self.written_ratio(at)), 0) else { return false };
        n > d
            && (self.is(at.end, vocab::WHOLE)
                || self.word(at.end) == "of" && self.whole(at.end + 1)
                || (at.number..at.end).any(|i| self.is(i, vocab::WHOLE)))
    }

    fn written_ratio(&self, at: &Place) -> Option<(u32, u32)> {
        let digits = (at.number..at.end).filter_map(|i| self.word(i).parse::<u32>().ok());
        let parts: Vec<_> = digits.collect();
        match parts.as_slice() {
            [n, d] => Some((*n, *d)),
            _ => None,
        }
    }

    /// "Six in five residents", read as two numbers.
    fn more_in_fewer(&self, claim: usize, at: &Place) -> Option<Span> {
        let (c, next) = (&self.claims[claim], self.claims.get(claim + 1)?);
        let bare = c.quantity.kind == Kind::Number && c.sentence == next.sentence;
        let joined = match self.word(at.end) {
            "in" => at.end + 1,
            "out" if self.word(at.end + 1) == "of" => at.end + 2,
            _ => return None,
        };
        let place = self.place(next);
        let counted = (joined..place.end.min(joined + 4)).any(|i| self.is(i, vocab::WHOLE));
        let more = c.quantity.value? > next.quantity.value?;
        (bare && place.number == joined && counted && more).then(|| c.span.cover(next.span))
    }

    /// "17.4% per 100,000".
    fn percent_per(&self, at: &Place, c: &Claim) -> bool {
        let sign = |i: usize| self.word(i) == "%" || self.word(i).eq_ignore_ascii_case("percent");
        let Some(per) = (at.number + 1..at.number + 4).find(|i| self.word(*i) == "per").filter(|p| sign(p - 1)) else {
            return false;
        };
        let thousands = self.word(per + 1).replace(',', "").parse::<u64>().is_ok_and(|n| n >= 100);
        thousands && c.quantity.value.is_some()
    }
}

/// The least that a claim may mean, or nothing.
fn low(c: &Claim) -> Decimal {
    let end = |e: Option<End>| e.map_or(Decimal::ZERO, |e| e.value);
    match c.quantity.value {
        Some(value) if c.quantity.bound == vocab::Bound::Exact => value,
        _ => end(c.quantity.interval.low),
    }
}
