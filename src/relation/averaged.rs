//! Rates that a sentence of their own tells of the numbers just told: "The district spends $52 million on 4,000 pupils. That
//! is $13,000 a pupil."; and averages of a whole year: "It took in 2,190 dogs in 2023, an average of six a day."

use super::operand::{self, Likeness, likeness};
use super::rate::whole_amount;
use super::reading::Reading;
use super::size::year;
use super::{Per, Rate};
use crate::quantity::Kind;
use crate::vocab::{self, words};

/// The most tokens before a rate in the sentence or clause that it makes up.
const LEAD: usize = 6;

/// The most tokens between a number and its year, and between that and the average.
const SPREAD: usize = 6;

/// The rate that a claim states of the sentence before it, or of a year.
pub(super) fn find(r: &Reading<'_>, rate: usize, per: &Per, noun: &str) -> Option<Rate> {
    match per {
        Per::One => pointing(r, rate, per, noun),
        Per::Time(time) => of_year(r, rate, per, time),
        Per::Many(_) => None,
    }
}

/// "That works out at $160 for each operation", ", which is $13,000 a pupil".
fn pointing(r: &Reading<'_>, rate: usize, per: &Per, noun: &str) -> Option<Rate> {
    let sentence = r.sentence(rate);
    let open = r.tokens(rate).start;
    let back = |i: usize| r.is(i, vocab::POINTS_BACK) && r.is(i + 1, vocab::COMES_TO) && open <= i + LEAD;
    let apart = back(sentence.start);
    let which = || (sentence.start..open).rev().take(LEAD).find(|&i| r.prose.is(i, "which") && back(i));
    let start = if apart { sentence.start } else { which()? };
    if r.any(start..open, vocab::NEGATION) {
        return None;
    }
    // "for each operation", "for every pupil": by the noun.
    let end = r.tokens(rate).end;
    let each = r.prose.is_any(end, words!["for", "per"]) && r.prose.is_any(end + 1, words!["each", "every"]);
    let named = if each && !r.closes(end + 2, &sentence) { r.prose.word(end + 2) } else { noun };
    let any = matches!(named, "" | "head" | "person" | "capita" | "piece" | "one");
    let home = r.claims[rate].sentence - usize::from(apart);
    let here: Vec<usize> = (r.near(rate, 1).start..rate).filter(|&c| r.claims[c].sentence == home).collect();
    let counted = |c: &usize| {
        let claim = &r.claims[*c];
        let own = claim.quantity.unit.name.rsplit(' ').next().unwrap_or("");
        let fits = any && !operand::bare(claim) || !any && crate::prose::singular(named) == own;
        operand::counts(claim) && operand::plain(claim) && claim.quantity.value.is_some() && fits
    };
    // What is spread is money or a measure: of two counts either may be meant.
    let spread = |c: &usize| {
        let claim = &r.claims[*c];
        let kind = matches!(claim.quantity.kind, Kind::Money | Kind::Measure);
        kind && operand::plain(claim) && claim.quantity.value.is_some() && whole_amount(r, rate, *c)
    };
    let only = |fits: &dyn Fn(&usize) -> bool| {
        let mut found = here.iter().copied().filter(|c| fits(c));
        found.next().filter(|_| found.next().is_none())
    };
    let (amount, over) = (only(&spread)?, only(&counted)?);
    let rate = Rate { rate, per: per.clone(), amount, over: Some(over), across: apart, inverse: false, of_year: false };
    Some(rate)
}

/// "2,190 dogs in 2023, an average of six a day".
fn of_year(r: &Reading<'_>, rate: usize, per: &Per, time: &str) -> Option<Rate> {
    let amount = rate.checked_sub(1).filter(|c| r.peers(rate).contains(c))?;
    let counted = |c: usize| operand::counts(&r.claims[c]) && operand::plain(&r.claims[c]);
    let open = r.lead_aside(rate)?;
    let average = r.any(open + 1..r.tokens(rate).start, vocab::OUTCOME_NOUN);
    let gap = r.tokens(amount).end..open;
    let dated = |i: usize| {
        year(r, i) && r.prose.is_any(i.wrapping_sub(1), words!["in", "during"])
            || r.prose.is_any(i, words!["last", "the"]) && r.prose.is(i + 1, "year")
    };
    let when = gap.clone().find(|&i| dated(i))?;
    let tight = open - when <= SPREAD && gap.len() <= 2 * SPREAD && r.runs_on(gap.clone());
    // "in the first half of 2023", "between May and August 2023" are shorter.
    let part = gap.clone().any(|i| {
        r.is(i, vocab::PARTIAL)
            || super::size::month(r, i)
            || r.prose.is_any(i, words!["months", "weeks", "days", "since", "season"])
    });
    let alike = likeness(&r.claims[amount], &r.claims[rate]) != Likeness::None
        || operand::rate_parts(&r.claims[rate]).is_some_and(|p| p.0 == "count");
    let stretch = matches!(time, "day" | "week" | "month");
    let value = r.claims[amount].quantity.value.is_some() && r.claims[rate].quantity.value.is_some();
    (counted(amount) && average && tight && !part && alike && stretch && value).then(|| Rate {
        rate,
        per: per.clone(),
        amount,
        over: None,
        across: false,
        inverse: false,
        of_year: true,
    })
}
