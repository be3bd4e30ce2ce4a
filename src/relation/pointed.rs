//! Shares that a sentence of their own tells of the number just told: "640 pupils, of whom 208 are learning English. That is
//! a third of the enrollment."; "It spent $4.2 billion. That was 12 percent of its revenue of $35 billion."; and a turnout
//! beside its electorate: "48,212 voters from an electorate of 71,900, a turnout of 67 percent".

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::restated::{holds, in_percent, part, percent};
use super::share::{amount, is_share, of_pronoun, of_whole};
use super::{Share, Tie};
use crate::vocab::{self, words};

/// The most tokens before a share in the sentence that it makes up.
const LEAD: usize = 6;

/// The most tokens between a share and the number that it is of.
const SPREAD: usize = 7;

/// How many sentences up the numbers of a share may stand.
const SENTENCES: usize = 2;

/// The part and whole of a share that points back, if no two numbers in reach give that share.
pub(super) fn find(r: &Reading<'_>, share: usize) -> Option<Share> {
    if !is_share(r, share) {
        return None;
    }
    let (part, whole) = turnout(r, share).or_else(|| pointing(r, share))?;
    if fitting(r, share) {
        return None;
    }
    let across = r.claims[part].sentence != r.claims[share].sentence;
    Some(Share { part, whole, tie: Tie::Near, restated: Some(share), across })
}

/// Whether any two numbers in reach give the share.
fn fitting(r: &Reading<'_>, share: usize) -> bool {
    let says = in_percent(r, share);
    let near: Vec<usize> = r.near(share, SENTENCES).filter(|&c| c != share && amount(r, c)).collect();
    let gives = |part: usize, whole: usize| {
        part != whole
            && holds(r, whole, part)
            && percent(r, part, whole, &r.settings.precision).is_some_and(|b| b.meets(&says))
    };
    near.iter().any(|&a| near.iter().any(|&b| gives(a, b)))
}

/// "drew 48,212 voters from an electorate of 71,900, a turnout of 67 percent".
fn turnout(r: &Reading<'_>, share: usize) -> Option<(usize, usize)> {
    let (whole, part) = (share.checked_sub(1)?, share.checked_sub(2)?);
    let open = r.lead_aside(share)?;
    let rate = (open + 1..r.tokens(share).start).any(|i| r.is(i, vocab::OUTCOME_NOUN));
    let gap = r.gap(part, whole);
    let of = gap.clone().any(|i| r.prose.is_any(i, words!["of", "from", "among"])) && gap.len() <= SPREAD;
    let tight = open >= r.tokens(whole).end && open - r.tokens(whole).end <= 2 && r.peers(share).contains(&part);
    let pair = self::part(r, part) && self::part(r, whole) && holds(r, whole, part) && r.runs_on(gap);
    (rate && of && tight && pair && r.closes(r.tokens(share).end, &r.sentence(share))).then_some((part, whole))
}

/// "That is 33 percent of the enrollment."
fn pointing(r: &Reading<'_>, share: usize) -> Option<(usize, usize)> {
    let sentence = r.sentence(share);
    let (start, open) = (sentence.start, r.tokens(share).start);
    let back = r.is(start, vocab::POINTS_BACK) && r.is(start + 1, vocab::COMES_TO) && open <= start + LEAD;
    let end = r.tokens(share).end;
    // "a third of the pupils" may be taken into the fraction's own phrase.
    let of = (r.number_end(share)..end + 1).find(|&i| r.prose.is(i, "of")).filter(|_| back)?;
    let home = r.claims[share].sentence;
    let last = (r.near(share, 1).start..share).rev().find(|&c| r.claims[c].sentence < home && amount(r, c))?;
    let part = Some(last).filter(|&c| self::part(r, c))?;
    let whole = named(r, share, part, of).or_else(|| understood(r, share, part, of))?;
    holds(r, whole, part).then_some((part, whole))
}

/// "of its revenue of $35 billion", "of the 640 who applied".
fn named(r: &Reading<'_>, share: usize, part: usize, of: usize) -> Option<usize> {
    let whole = Some(share + 1).filter(|c| r.peers(share).contains(c) && amount(r, *c))?;
    let led = r.led_by(whole, &["of"]);
    let close = r.tokens(whole).start - of <= SPREAD && r.runs_on(of + 1..r.tokens(whole).start);
    let one = likeness(&r.claims[part], &r.claims[whole]) >= Likeness::Elided;
    (led && close && one).then_some(whole)
}

/// "of the enrollment", "of its pupils", "of the total": a whole that was told before.
fn understood(r: &Reading<'_>, share: usize, part: usize, of: usize) -> Option<usize> {
    let noun = of + 2;
    let determined = r.is(of + 1, vocab::DETERMINER.or(vocab::POSSESSIVE));
    // "of the state's enrollment", "of the pupils who came" are of something else.
    let alone = r.closes(noun + 1, &r.sentence(share)) || r.is(of + 1, vocab::PART_PRONOUN);
    if !alone || !(determined || r.is(of + 1, vocab::PART_PRONOUN)) {
        return None;
    }
    let tied = of_pronoun(r, part).or_else(|| of_whole(r, part)).map(|t| t.0);
    let counted = |c: &usize| {
        let name = r.claims[*c].quantity.unit.name.rsplit(' ').next().unwrap_or("");
        !name.is_empty() && crate::prose::singular(r.prose.word(noun)) == name
    };
    let body = r.is(noun, vocab::WHOLE_BODY.or(vocab::WHOLE_AGAIN)) || r.is(of + 1, vocab::PART_PRONOUN);
    let total = r.prose.is(of + 1, "the") && r.prose.is(noun, "total");
    let elided = operand::bare(&r.claims[part]);
    let near = r.near(share, SENTENCES).start..part;
    let mut kin = near.rev().filter(|&c| holds(r, c, part) && self::part(r, c));
    match tied {
        Some(whole) if body || counted(&whole) => Some(whole),
        // Without a tie the noun must be that of the only number that can be the whole; "the total" is of what was told, too,
        // where the part leaves its noun out.
        _ => kin.next().filter(|c| counted(c) || total && elided).filter(|_| kin.next().is_none()),
    }
}
