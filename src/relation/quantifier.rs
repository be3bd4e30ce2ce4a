//! A share or number in words with its exact value as an aside: "a majority of voters, 52 percent,", "nearly a third of
//! the hospitals (32 percent)", "more than half of the senators, 47 of 80,".

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::share::amount;
use super::{Relation, Tie};
use super::{Said, Stated, Worded};
use crate::quantity::{Bound, Kind};
use crate::vocab;
use std::ops::Range;

/// The most tokens of the noun phrase between the words and the aside.
const SPREAD: usize = 9;

/// Finds the shares in words of a draft, given its shares in numbers.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    let mut found = Vec::new();
    for value in 0..r.claims.len() {
        found.extend(percent_aside(r, value).map(Relation::Worded));
        found.extend(exact_aside(r, value).map(Relation::Worded));
    }
    for relation in out.iter() {
        let Relation::Share(share) = relation else { continue };
        if share.tie == Tie::Of {
            found.extend(pair_aside(r, share.part, share.whole).map(Relation::Worded));
        }
    }
    found.extend(most_of(r).into_iter().map(Relation::Worded));
    out.append(&mut found);
}

/// The words for a share whose noun phrase ends at token `end`, inside one sentence.
fn worded_before(r: &Reading<'_>, end: usize, sentence: &Range<usize>) -> Option<Said> {
    let least = end.saturating_sub(SPREAD).max(sentence.start);
    for i in (least..end).rev() {
        if let Some(claim) = r.claim_at(i) {
            let tokens = r.tokens(claim);
            let fits = match r.claims[claim].quantity.kind {
                Kind::Ratio => true,
                Kind::Percent => r.claims[claim].quantity.bound != Bound::Exact,
                _ => false,
            };
            let past = r.number_end(claim).min(end);
            let of = past == end || r.text_is(past, &["of"]);
            let only = r.claims[claim].quantity.kind == Kind::Ratio && of || tokens.end + 1 >= end;
            return (fits && only && noun_phrase(r, past..end)).then_some(Said::Claim(claim));
        }
        let word = match () {
            _ if r.is(i, vocab::MAJORITY) => Said::Majority(i),
            _ if r.text_is(i, &["minority"]) => Said::Minority(i),
            _ => continue,
        };
        // "the Senate majority leader", "a two-thirds majority", "at most", "the most".
        let of = r.text_is(i + 1, &["of"]) || i + 1 == end;
        let before = i.checked_sub(1).filter(|&b| b >= sentence.start);
        let spoiled = before.is_some_and(|b| {
            r.text_is(b, &["at", "the", "-", "of", "thirds"]) || r.is(b, vocab::POSSESSIVE) || r.claim_at(b).is_some()
        });
        let article =
            r.text_is(i, &["most"]) || before.is_some_and(|b| r.is(b, vocab::DETERMINER) || !r.text_is(b, &["-"]));
        return (of && !spoiled && article && noun_phrase(r, i + 1..end)).then_some(word);
    }
    None
}

/// Whether a stretch is the rest of one noun phrase: "of the country's hospitals".
fn noun_phrase(r: &Reading<'_>, range: Range<usize>) -> bool {
    let verb = vocab::VERB_PAST.or(vocab::VERB_THIRD);
    // "most of them come from Syria", but "the beaches tested".
    let breaks = |i: usize| {
        r.is(i, verb) && !r.is(i, vocab::VERB_PARTICIPLE) || r.prose.tag(i).is_verb() && r.is(i, vocab::VERB_BASE)
    };
    r.runs_on(range.clone())
        && !range.clone().any(|i| r.symbol(i) && !r.text_is(i, &["-", "'", "’"]))
        && !r.any(range.clone(), vocab::AUXILIARY)
        && !range.into_iter().any(breaks)
}

/// ", 48 percent," or "(45 percent)": an aside that holds nothing but a percentage.
fn percent_aside(r: &Reading<'_>, value: usize) -> Option<Worded> {
    if r.claims[value].quantity.kind != Kind::Percent || operand::value(&r.claims[value]).is_none() {
        return None;
    }
    let sentence = r.sentence(value);
    let open = r.lead_aside(value)?;
    closed(r, open, r.tokens(value).end, &sentence)?;
    if first_of_several(r, value) {
        return None;
    }
    let said = worded_before(r, open, &sentence)?;
    Some(Worded { said, stated: Stated::Percent(value) })
}

/// "most of them from Syria (46 percent), Iraq (20 percent) and Iran (9 percent)": the word is for all of them together.
fn first_of_several(r: &Reading<'_>, value: usize) -> bool {
    let next = value + 1;
    r.peers(value).contains(&next)
        && r.claims[next].quantity.kind == Kind::Percent
        && r.lead_aside(next).is_some_and(|open| open <= r.tokens(value).end + SPREAD)
        && r.lead_aside(value).map(|i| r.prose.word(i)) == r.lead_aside(next).map(|i| r.prose.word(i))
}

/// Whether the sign at `end` closes the aside that the one at `open` opens.
fn closed(r: &Reading<'_>, open: usize, end: usize, sentence: &Range<usize>) -> Option<()> {
    let partner: &[&str] = match r.prose.word(open) {
        "(" => &[")"],
        "[" => &["]"],
        "," => &[",", "."],
        ":" => &["."],
        _ => &["—", "–", "-", "."],
    };
    (end < sentence.end && r.text_is(end, partner) || end == sentence.end && !r.text_is(open, &["(", "["]))
        .then_some(())
}

/// ", 37 of 80,".
fn pair_aside(r: &Reading<'_>, part: usize, whole: usize) -> Option<Worded> {
    let sentence = r.sentence(part);
    let open = r.lead_aside(part)?;
    let end = r.tokens(whole).end;
    closed(r, open, end, &sentence)?;
    let said = worded_before(r, open, &sentence)?;
    Some(Worded { said, stated: Stated::Pair(part, whole) })
}

/// "dozens of people, nine in all,"; "more than 200 people …, putting the exact number at 184".
fn exact_aside(r: &Reading<'_>, value: usize) -> Option<Worded> {
    let claim = &r.claims[value];
    let counts = operand::counts(claim) && claim.quantity.value.is_some() && claim.quantity.bound == Bound::Exact;
    let said = value.checked_sub(1).filter(|c| r.peers(value).contains(c)).filter(|_| counts)?;
    let hedged = r.claims[said].quantity.kind == Kind::Vague || r.claims[said].quantity.bound != Bound::Exact;
    if !hedged || !operand::counts(&r.claims[said]) {
        return None;
    }
    let tokens = r.tokens(value);
    let sentence = r.sentence(value);
    let in_all = r.text_is(tokens.end, &["in"]) && r.text_is(tokens.end + 1, &["all", "total"]);
    let aside = r.lead_aside(value).filter(|&open| {
        let gap = r.tokens(said).end..open;
        in_all && gap.len() <= SPREAD && noun_phrase(r, gap) && r.closes(tokens.end + 2, &sentence)
    });
    let before = tokens.start.saturating_sub(4).max(r.tokens(said).end)..tokens.start;
    let exact =
        r.any(before.clone(), vocab::EXACTLY) && r.any_text(before, &["number", "total", "figure", "count", "toll"]);
    (aside.is_some() || exact).then_some(Worded { said: Said::Claim(said), stated: Stated::Count(value) })
}

/// "Most of the 120 delegates walked out: 52 in all", "61 to be exact".
fn most_of(r: &Reading<'_>) -> Vec<Worded> {
    (1..r.claims.len())
        .filter_map(|part| {
            let whole = part - 1;
            let peers = r.peers(part);
            let kin = amount(r, part) && amount(r, whole);
            let kin = kin && likeness(&r.claims[part], &r.claims[whole]) >= Likeness::Elided;
            let of = r.lead(whole).filter(|&i| peers.contains(&whole) && kin && r.text_is(i, &["of"]))?;
            let word = of.checked_sub(1)?;
            let said = match () {
                _ if r.text_is(word, &["most"])
                    && !word.checked_sub(1).is_some_and(|i| r.text_is(i, &["at", "the"])) =>
                {
                    Said::Majority(word)
                }
                _ if r.is(word, vocab::MAJORITY) => Said::Majority(word),
                _ if r.text_is(word, &["minority"]) => Said::Minority(word),
                _ => Said::Claim(r.claim_at(word).filter(|&c| r.claims[c].quantity.kind == Kind::Ratio)?),
            };
            let end = r.tokens(part).end;
            let sentence = r.sentence(part);
            let in_all = r.text_is(end, &["in"]) && r.text_is(end + 1, &["all", "total"])
                || r.text_is(end, &["to"]) && r.text_is(end + 2, &["exact"]);
            let aside = r.lead_aside(part)?;
            // "A quarter of the 48,000 ballots, 16,000, arrived": the bare number alone in its aside.
            let alone = r.number_end(part) >= end
                && closed(r, aside, end, &sentence).is_some()
                && noun_phrase(r, r.tokens(whole).end..aside);
            let tight = aside - r.tokens(whole).end <= SPREAD;
            (tight && (in_all || alone)).then_some(Worded { said, stated: Stated::Pair(part, whole) })
        })
        .collect()
}
