//! Shares: "34 of the 57 lawmakers, or 60 percent", "Of 1,200 people, 780 (65 percent)", "122 soldiers, including 13
//! officers", "88 witnesses. Nine of them …".

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::{Relation, Share, Tie};
use crate::quantity::{Bound, Kind};
use crate::vocab;

/// The most tokens between a part and the words that tie it to its whole.
const SPREAD: usize = 10;

/// Finds the shares of a draft.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    for part in 0..r.claims.len() {
        if !amount(r, part) {
            continue;
        }
        let found = of_whole(r, part)
            .or_else(|| of_pronoun(r, part))
            .or_else(|| including(r, part))
            .or_else(|| of_first(r, part));
        let Some((whole, tie)) = found.filter(|f| f.0 != part) else { continue };
        let across = r.claims[whole].sentence != r.claims[part].sentence;
        out.push(Relation::Share(Share { part, whole, tie, restated: restated(r, part, whole), across }));
    }
    for part in 0..r.claims.len() {
        if let Some(share) =
            percent_between(r, part).or_else(|| percent_first(r, part)).or_else(|| percent_of_them(r, part))
        {
            out.push(Relation::Share(share));
        }
    }
}

/// Whether a claim is an amount that can be part of another, or have parts.
pub(super) fn amount(r: &Reading<'_>, claim: usize) -> bool {
    matches!(r.claims[claim].quantity.kind, Kind::Count | Kind::Number | Kind::Money | Kind::Measure)
        && r.claims[claim].quantity.value.is_some()
}

fn comparable(r: &Reading<'_>, part: usize, whole: usize) -> bool {
    likeness(&r.claims[part], &r.claims[whole]) >= Likeness::Elided
}

/// "45 of the 40 seats", "19 out of 16", "62 of parliament's 57 members".
pub(super) fn of_whole(r: &Reading<'_>, part: usize) -> Option<(usize, Tie)> {
    let whole = part + 1;
    // "211 of the 366 days"
    let days = operand::bare(&r.claims[part]) && r.claims.get(whole).is_some_and(|c| c.quantity.kind == Kind::Duration);
    if !r.peers(part).contains(&whole) || !(amount(r, whole) || days) || !comparable(r, part, whole) {
        return None;
    }
    let gap = r.number_end(part)..r.tokens(whole).start;
    // "130 farms out of 520"
    let end = r.tokens(part).end;
    let out_of = r.text_is(end, &["out"]) && r.text_is(end + 1, &["of"]) && r.tokens(whole).start <= end + 3;
    if out_of && r.text_is(r.tokens(whole).end, &[",", "(", ".", ";", "—"]) {
        return Some((whole, Tie::Of));
    }
    // Only a possessor or determiners may stand between: "of the town's 7,500".
    let of = gap.clone().take(2).find(|&i| r.text_is(i, &["of"]))?;
    let plain_out = of == gap.start || of == gap.start + 1 && r.text_is(gap.start, &["out"]);
    let score = r.text_is(r.tokens(whole).end, &["in", "out"]) && r.claim_at(r.tokens(whole).end + 1).is_some();
    let end = r.number_end(whole);
    let model = (end..end + 2).any(|i| r.is(i, vocab::MODEL_NOUN)) && !r.claims[whole].quantity.numeral.words;
    let hyphenated = score || model || r.text_is(end, &["-"]);
    let direct = r.lead(whole) == Some(of);
    (plain_out && direct && !hyphenated && gap.len() <= SPREAD).then_some((whole, Tie::Of))
}

/// "18 beds, 21 of which", "34 people at the march, 41 of them under 18", "$3.2bn, of which $3.6bn", "88 witnesses.
/// Ninety-four of them".
pub(super) fn of_pronoun(r: &Reading<'_>, part: usize) -> Option<(usize, Tie)> {
    let tokens = r.tokens(part);
    let sentence = r.sentence(part);
    let pronoun = |i: usize| r.is(i, vocab::PART_PRONOUN);
    let after = r.text_is(tokens.end, &["of"]) && pronoun(tokens.end + 1);
    let lead = tokens.start;
    let before = lead >= sentence.start + 2 && r.text_is(lead - 2, &["of"]) && pronoun(lead - 1)
        || lead >= sentence.start + 3
            && r.text_is(lead - 1, &[","])
            && r.text_is(lead - 3, &["of"])
            && pronoun(lead - 2);
    // "31,000 to 160,000 of them", "the two of them".
    let one_of_two = r
        .lead(part)
        .is_some_and(|i| r.text_is(i, &["to", "or", "and", "between"]) && r.claim_at(i.wrapping_sub(1)).is_some());
    let both = lead > sentence.start && r.is(lead - 1, vocab::DETERMINER);
    if !after && !before || one_of_two || both {
        return None;
    }
    let near = r.near(part, 1);
    let whole = (near.start..part).rev().find(|&c| amount(r, c) && !operand::bare(&r.claims[c]))?;
    let opens = tokens.start <= sentence.start + 3;
    let same = r.claims[whole].sentence == r.claims[part].sentence;
    let gap = r.gap(whole, part);
    // "of which" itself opens no clause that would part the two.
    let between = if before { gap.start..gap.end.saturating_sub(3).max(gap.start) } else { gap.clone() };
    let kinds = comparable(r, part, whole) && (!same || gap.len() <= SPREAD && r.runs_on(between));
    // In its own sentence the whole is the number before; across a stop, the part must open the new sentence.
    (kinds && (same || opens)).then_some((whole, Tie::OfThem))
}

/// "122 soldiers in the assault, including 130 officers".
fn including(r: &Reading<'_>, part: usize) -> Option<(usize, Tie)> {
    let lead = r.lead(part)?;
    if !r.text_is(lead, &["including"]) {
        return None;
    }
    let whole = part.checked_sub(1).filter(|c| r.peers(part).contains(c) && amount(r, *c))?;
    let gap = r.tokens(whole).end..lead;
    // Under another name it may count something else: "12 buildings, including 40 flats".
    let far = |times: u8| match (operand::value(&r.claims[part]), operand::value(&r.claims[whole])) {
        (Some(a), Some(b)) => a > b * dashu_ratio::RBig::from(times),
        _ => true,
    };
    let alike = match likeness(&r.claims[part], &r.claims[whole]) {
        // "three of his largest crowds, including 28,000 in Brooklyn" gives the size of one of the three.
        Likeness::Same => !far(10),
        Likeness::Counts | Likeness::Elided => !far(2) && !r.text_is(r.tokens(whole).end, &["of"]),
        Likeness::None => false,
    };
    let comma = lead.checked_sub(1).is_some_and(|i| r.opens_aside(i));
    (alike && comma && gap.len() <= SPREAD && r.runs_on(gap)).then_some((whole, Tie::Including))
}

/// "Of the 250 homes inspected after the blaze, 275 had no working smoke alarm."
fn of_first(r: &Reading<'_>, part: usize) -> Option<(usize, Tie)> {
    let whole =
        part.checked_sub(1).filter(|c| r.peers(part).contains(c) && amount(r, *c) && comparable(r, part, *c))?;
    let of = r.lead(whole).filter(|&i| r.text_is(i, &["of"]))?;
    let sentence = r.sentence(part);
    let opens = of == sentence.start || r.text_is(of - 1, &[";", "\"", "“", "("]);
    let gap = r.gap(whole, part);
    let comma = gap.clone().any(|i| r.text_is(i, &[","]));
    let breaks = gap.clone().any(|i| r.text_is(i, &[";", ":"]));
    (opens && comma && !breaks && gap.len() <= SPREAD + 4).then_some((whole, Tie::OfFirst))
}

/// A percentage or fraction that says again what share the part is: ", or 60 percent", "(60 percent)", "— 24 percent of them —".
fn restated(r: &Reading<'_>, part: usize, whole: usize) -> Option<usize> {
    let last = part.max(whole);
    // "14 of the 210 children in its two first years, one in 15"
    let time = |c: usize| matches!(r.claims[c].quantity.kind, Kind::Duration | Kind::Age);
    let next = last + 1;
    let next = next + usize::from(r.peers(part).contains(&next) && time(next));
    if let Some(after) = Some(next).filter(|c| r.peers(part).contains(c)).filter(|&c| is_share(r, c))
        && follows(r, r.tokens(last).end, after)
        && whole_again(r, after)
    {
        return Some(after);
    }
    // "75 percent of the crew — 30 of 40 —": the share stands before.
    let first = part.min(whole);
    // Shares in words, and hedged ones, are read as words for a number.
    let exact = |c: &usize| r.claims[*c].quantity.kind == Kind::Percent && operand::plain(&r.claims[*c]);
    let before = first.checked_sub(1).filter(|c| r.peers(part).contains(c)).filter(exact)?;
    let aside = r.lead_aside(first)?;
    let gap = r.tokens(before).end..aside;
    let of = gap.is_empty() || r.text_is(gap.start, &["of"]);
    // "56 percent of those who begin: 2,587 of 4,620"
    let colon = r.prose.is(aside, ":") && !gap.clone().any(|i| r.symbol(i));
    (of && gap.len() <= SPREAD && (colon || r.runs_on(gap)) && r.closes(r.tokens(last).end, &r.sentence(part)))
        .then_some(before)
}

pub(super) fn is_share(r: &Reading<'_>, claim: usize) -> bool {
    matches!(r.claims[claim].quantity.kind, Kind::Percent | Kind::Ratio) && operand::value(&r.claims[claim]).is_some()
}

/// Whether a share stands as an aside after token `end`: past the rest of the noun phrase, and opened by a sign.
fn follows(r: &Reading<'_>, end: usize, share: usize) -> bool {
    let start = r.tokens(share).start;
    let Some(open) = r.lead_aside(share).filter(|&o| o >= end) else {
        // "giving him 65 percent of the vote"
        let lead = start.saturating_sub(2);
        return lead >= end && r.any_text(lead..start, &["giving"]) && start - end <= SPREAD;
    };
    let gap = end..open;
    gap.len() <= SPREAD && r.runs_on(gap.clone()) && !r.any_text(gap, &[";", "(", "with"])
}

/// Whether a share is of the whole just named, and not "of the fleet's tonnage".
pub(super) fn whole_again(r: &Reading<'_>, share: usize) -> bool {
    let end = r.tokens(share).end;
    if r.is(end, vocab::ADJUSTING)
        || r.text_is(end, &["more", "less", "higher", "lower", "above", "below", "fewer", "up", "down", "owned", "to"])
    {
        return false;
    }
    if !r.text_is(end, &["of"]) {
        return r.closes(end, &r.sentence(share));
    }
    // "112,000 voted, a third of them by post" goes on to say something new.
    if r.is(end + 1, vocab::PART_PRONOUN) {
        return r.closes(end + 2, &r.sentence(share));
    }
    // ", or 36 percent of the sale": "or" says that it is the same thing again.
    if r.text_is(r.tokens(share).start.wrapping_sub(1), &["or"]) && r.is(end + 1, vocab::DETERMINER) {
        return true;
    }
    (end + 1..end + 4).any(|i| r.is(i, vocab::WHOLE_AGAIN))
}

/// "would raise $18m a year, 6 percent of the county's $180m budget": the share stands between part and whole.
fn percent_between(r: &Reading<'_>, share: usize) -> Option<Share> {
    let peers = r.peers(share);
    let (part, whole) = (share.checked_sub(1)?, share + 1);
    let yearly = |c: usize| r.claims[c].quantity.kind == Kind::Rate && r.claims[c].quantity.value.is_some();
    let spread = |c: usize| peers.contains(&c) && (amount(r, c) || yearly(c));
    if !is_share(r, share) || !spread(part) || !spread(whole) {
        return None;
    }
    let end = r.tokens(share).end;
    // "5 percent of its work force of 60,000": the whole is named, and its number comes after.
    let named = r.text_is(end, &["of"])
        && r.is(end + 1, vocab::POSSESSIVE.or(vocab::DETERMINER))
        && r.led_by(whole, &["of"])
        && r.gap(share, whole).len() <= 6
        && r.runs_on(r.gap(share, whole));
    let alike = likeness(&r.claims[part], &r.claims[whole]);
    let same = alike == Likeness::Same || named && alike == Likeness::Elided && operand::bare(&r.claims[whole]);
    let of = named || r.text_is(end, &["of"]) && r.lead(whole) == Some(end);
    let open = r.lead_aside(share).filter(|&o| o >= r.tokens(part).end)?;
    let gap = r.tokens(part).end..open;
    // "employees were off sick each day, 4.1 percent of the workforce of 1.2 million"
    let tight = gap.len() <= if named { SPREAD } else { 4 } && r.runs_on(gap);
    let across = false;
    (same && of && tight).then_some(Share { part, whole, tie: Tie::Of, restated: Some(share), across })
}

/// "Ten percent of the mill's 5,000 workers, or 500 people, walked out": the part comes last, alone in its aside.
fn percent_first(r: &Reading<'_>, share: usize) -> Option<Share> {
    let peers = r.peers(share);
    let (whole, part) = (share + 1, share + 2);
    let exact = r.claims[share].quantity.kind == Kind::Percent && operand::value(&r.claims[share]).is_some();
    if !exact || !peers.contains(&part) || !amount(r, whole) || !amount(r, part) || !comparable(r, part, whole) {
        return None;
    }
    let end = r.tokens(share).end;
    let of = r.text_is(end, &["of"]) && r.lead(whole) == Some(end);
    let open = r.lead_aside(part).filter(|&o| o >= r.tokens(whole).end)?;
    let gap = r.tokens(whole).end..open;
    let or = r.any_text(open + 1..r.tokens(part).start, &["or"]) || r.claims[part].quantity.bound == Bound::About;
    let sentence = r.sentence(part);
    let closed = r.closes(r.tokens(part).end, &sentence) || r.closes(r.number_end(part), &sentence);
    let bracket = r.text_is(open, &["("]);
    let tight = gap.len() <= SPREAD && r.runs_on(gap);
    (of && tight && closed && (or || bracket)).then_some(Share {
        part,
        whole,
        tie: Tie::Last,
        restated: Some(share),
        across: false,
    })
}

/// "800 pupils, and 15 percent of them, 120, walk": whole, share and part in a row.
fn percent_of_them(r: &Reading<'_>, share: usize) -> Option<Share> {
    let peers = r.peers(share);
    let (whole, part) = (share.checked_sub(1)?, share + 1);
    let exact = r.claims[share].quantity.kind == Kind::Percent && operand::plain(&r.claims[share]);
    let near = peers.contains(&whole) && peers.contains(&part);
    if !exact || !near || !amount(r, whole) || !amount(r, part) || !comparable(r, part, whole) {
        return None;
    }
    let end = r.tokens(share).end;
    let them = r.text_is(end, &["of"]) && r.is(end + 1, vocab::PART_PRONOUN);
    let open = r.lead_aside(part)? == end + 2;
    let closed = r.closes(r.tokens(part).end, &r.sentence(part));
    (them && open && closed).then_some(Share { part, whole, tie: Tie::Last, restated: Some(share), across: false })
}
