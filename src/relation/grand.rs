//! Totals that come after their parts: "1,150 and 870 engines, or 2,020 between them", "£2m on roads and £1m on parks, a
//! total of £3m", "seven women and five men, twelve in all".

use super::Total;
use super::operand::{Likeness, likeness};
use super::reading::Reading;
use super::total::{addable, alike};
use crate::quantity::Kind;
use crate::vocab;

/// The most parts of such a total.
const PARTS: usize = 5;

/// The most tokens between the last part and its total.
const SPREAD: usize = 8;

/// How the words give a number as a total of those before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// ", or 2,020 between them"; "added to the 5,815 she had, a total of 7,055": all numbers of the kind are parts.
    Plain,
    /// ", a total of £3m"; ", twelve in all": the list straight before is.
    List,
}

/// The parts of a total that stands after them in its sentence.
pub(super) fn total(r: &Reading<'_>, whole: usize) -> Option<Total> {
    let way = way(r, whole).filter(|_| addable(r, whole))?;
    let peers = r.peers(whole);
    let kin: Vec<usize> = (peers.start..whole).filter(|&c| alike(r, c, whole)).collect();
    // "The two mills … 640 and 480 bicycles, or 1,120 between them": the mills are no bicycles.
    let same: Vec<usize> =
        kin.iter().copied().filter(|&c| likeness(&r.claims[c], &r.claims[whole]) == Likeness::Same).collect();
    let parts = match way {
        Way::Plain if same.len() >= 2 => same,
        Way::Plain => kin,
        Way::List => listed(r, kin, whole)?,
    };
    ((2..=PARTS).contains(&parts.len())).then(|| Total::of(vec![whole], parts))
}

fn way(r: &Reading<'_>, whole: usize) -> Option<Way> {
    let tokens = r.tokens(whole);
    let lead = r.lead(whole)?;
    let sentence = r.sentence(whole);
    let after = tokens.end..tokens.end + 3;
    // Where the words end that say so: "in all", "between them".
    let together = after.clone().find_map(|i| match () {
        () if r.is(i, vocab::TOGETHER) => Some(i + 1),
        () if r.text_is(i, &["between"]) && r.text_is(i + 1, &["them"]) => Some(i + 2),
        () if r.text_is(i, &["in"]) && r.text_is(i + 1, &["all", "total"]) => Some(i + 2),
        () => None,
    });
    let of = r.text_is(lead, &["of"]) && r.any_text(lead.saturating_sub(1)..lead, &["total"]);
    let totals = r.is(lead, vocab::TOTALLING);
    let added = of && r.any_text(sentence.start..lead, &["added", "plus"]);
    // "a total of 9 in her career" has more parts than its sentence.
    let ends = |end: usize| r.closes(end, &sentence);
    match () {
        () if r.text_is(lead, &["or"]) && together.is_some() || added => Some(Way::Plain),
        // "of 900 and 750 megawatts, together 1,650"
        () if r.prose.is(lead, "together") && r.prose.is(lead.wrapping_sub(1), ",") => Some(Way::Plain),
        () if (of || totals) && aside(r, lead) && ends(tokens.end) => Some(Way::List),
        () if r.opens_aside(lead) && together.is_some_and(ends) => Some(Way::List),
        () => None,
    }
}

/// Whether a sign parts "a total of" from what stands before it: ", a total of", "— for a total of", ", totalling".
fn aside(r: &Reading<'_>, lead: usize) -> bool {
    (lead.saturating_sub(4)..lead).rev().take_while(|&i| r.claim_at(i).is_none()).any(|i| r.opens_aside(i))
}

/// The numbers of a list that ends straight before its total: all of the kind in the sentence, "and" before the last.
fn listed(r: &Reading<'_>, kin: Vec<usize>, whole: usize) -> Option<Vec<usize>> {
    let (&first, &last) = (kin.first()?, kin.last()?);
    let sorted = |c: &usize| !matches!(r.claims[*c].quantity.kind, Kind::Percent | Kind::Rate);
    let gap = r.tokens(last).end..r.tokens(whole).start;
    let joined = |c: &usize| {
        let start = r.tokens(*c).start;
        (start.saturating_sub(SPREAD)..start)
            .rev()
            .take_while(|&i| r.claim_at(i).is_none())
            .any(|i| r.text_is(i, &["and", "plus"]) || *c != last && r.text_is(i, &[",", ";"]))
    };
    // What was there before, or is compared, is no item.
    let items = kin.iter().all(sorted)
        && kin.iter().skip(1).all(joined)
        && !r.any(r.tokens(first).start..r.tokens(last).end, vocab::BASE.or(vocab::PART_PRONOUN));
    (items && gap.len() <= SPREAD + PARTS && r.runs_on(gap)).then_some(kin)
}
