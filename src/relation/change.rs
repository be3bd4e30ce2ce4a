//! Changes: "from A to B", "to B from A", "B, up C from A", "B, C higher than A", and the numbers that state
//! how large the change was.

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::share::of_whole;
use super::size::{Form, Mark, adjusted, mark, own_base, sense, sense_of, year};
use super::{Change, Outcome, Relation, sequence};
use crate::quantity::{self, Kind};
use crate::vocab;
use std::ops::Range;

/// The most tokens between the two ends of a change, or between them and a number that states its size.
const SPREAD: usize = 14;

/// A change whose ends were found, with the stretch of text that they take.
struct Ends {
    from: usize,
    to: usize,
    direction: Option<quantity::Change>,
    /// From the preposition of the first to the end of the last.
    span: Range<usize>,
}

/// Finds the changes of a draft.
pub(super) fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let marks: Vec<_> = (0..reading.claims.len()).map(|c| mark(reading, c)).collect();
    let mut taken = vec![false; marks.len()];
    for from in 0..reading.claims.len() {
        let special = times(reading, &marks, from).or_else(|| when(reading, &marks, from));
        if let Some(change) = special.or_else(|| grown(reading, &marks, from)) {
            out.push(Relation::Change(change));
            continue;
        }
        let Some(ends) = ends(reading, &marks, from) else { continue };
        let outcomes = outcomes(reading, &marks, &ends);
        outcomes.iter().for_each(|o| taken[o.claim] = true);
        taken[ends.from] = true;
        taken[ends.to] = true;
        let direction = ends.direction.or_else(|| governing(reading, &marks, &ends));
        let direction = direction.filter(|_| !is_rate_beside(reading, &ends));
        let across = reading.claims[ends.from].sentence != reading.claims[ends.to].sentence;
        // "$1,950 a month, $23,400 a year, an increase of 8 percent on the $1,805": either may be meant.
        let third = ends.to.checked_sub(1).filter(|c| reading.peers(ends.to).contains(c)).is_some_and(|c| {
            let gap = reading.gap(c, ends.to);
            let alike = likeness(&reading.claims[c], &reading.claims[ends.from]) >= Likeness::Elided;
            alike && gap.len() <= 3 && !reading.any_text(gap, &["and"])
        });
        let tied = ends.direction.is_some() && outcomes.len() == 1 && !third;
        out.push(Relation::Change(Change {
            from: ends.from,
            to: ends.to,
            direction,
            outcomes,
            stated: true,
            across,
            tied,
        }));
    }
    for (claim, mark) in marks.iter().enumerate() {
        if let Some(mark) = mark.as_ref().filter(|_| !taken[claim]) {
            out.extend(sequence::find(reading, &marks, claim, mark).map(Relation::Change));
        }
    }
}

/// "1,900 trains, 400 more than the year before, when it cancelled 1,500"; "£3.2 million, twice as much as in 2022, when
/// it paid £1.6 million".
fn when(r: &Reading<'_>, marks: &[Option<Mark>], from: usize) -> Option<Change> {
    let size = from.checked_sub(1).filter(|c| r.peers(from).contains(c))?;
    let quantity = &r.claims[size].quantity;
    let (tokens, start) = (r.tokens(size), r.tokens(from).start);
    let than = tokens.end + 1;
    let multiple = matches!(quantity.kind, Kind::Multiple | Kind::Ratio);
    // "twice as much as" may be part of the multiple's own phrase.
    let compares = r.is(tokens.end, vocab::COMPARATIVE) && r.text_is(than, &["than"])
        || multiple && (tokens.start..tokens.end + 4).any(|i| r.text_is(i, &["as"]));
    let comma = (tokens.end..start).rev().find(|&i| r.text_is(i, &["when"]))?.checked_sub(1)?;
    let near = comma.saturating_sub(tokens.end) <= SPREAD && start - comma <= SPREAD / 2 + 1;
    if !compares || !near || !r.text_is(comma, &[","]) || (tokens.end..comma).any(|i| r.text_is(i, &[",", ";", ":"])) {
        return None;
    }
    let joined = tokens.start.checked_sub(1).filter(|&i| r.text_is(i, &["and"]));
    let to = nearest(r, marks, from, r.lead_aside(size).or(joined)?)?;
    let direction = sense(r, tokens.end, vocab::UP_COMPARATIVE, vocab::DOWN_COMPARATIVE);
    let outcomes = vec![Outcome { claim: size, direction }];
    Some(Change { from, to, direction: None, outcomes, stated: true, across: false, tied: false })
}

/// The other end of the change that starts at claim `from`, if the words before it name it as a base.
fn ends(r: &Reading<'_>, marks: &[Option<Mark>], from: usize) -> Option<Ends> {
    let lead = r.lead(from)?;
    let peers = r.peers(from);
    let sentence = r.sentence(from);
    let compared_with = r.text_is(lead, &["with", "to"]) && lead > 0 && r.text_is(lead - 1, &["compared"]);
    let than = r.text_is(lead, &["than"]) || short_of(r, lead) || level_with(r, marks, lead);
    if !r.is(lead, vocab::BASE) && !compared_with && !up_on(r, marks, lead) && !than {
        return None;
    }
    let before = lead.saturating_sub(5).max(sentence.start)..lead;
    if r.any(before, vocab::RANGING) || usable(r, from).is_none() {
        return None;
    }
    if than {
        return compared(r, marks, from, lead);
    }
    if r.text_is(lead, &["from"])
        && let Some(to) = forward(r, from, peers.end)
    {
        return Some(Ends { from, to, direction: None, span: lead..r.tokens(to).end });
    }
    if let Some((to, open)) = backward(r, from, lead, peers.start) {
        return Some(Ends { from, to, direction: None, span: open..r.tokens(from).end });
    }
    if let Some(to) = beside(r, from, peers.start) {
        return Some(Ends { from, to, direction: None, span: r.tokens(to).start..r.tokens(from).end });
    }
    up_from(r, marks, from, lead)
}

/// "4.2 million tonnes, up 20 percent on the 3.5 million of 2021"; "44 seats, a loss of nine on the 53 it had": "on" is a
/// base only straight after the size.
fn up_on(r: &Reading<'_>, marks: &[Option<Mark>], lead: usize) -> bool {
    let size = lead.checked_sub(1).and_then(|i| r.claim_at(i)).filter(|&c| r.tokens(c).end == lead);
    let sized = size.and_then(|c| marks[c].as_ref()).is_some_and(|m| {
        m.form == Form::Adverb || m.form == Form::Noun && m.phrase.end == lead && m.direction != quantity::Change::None
    });
    r.text_is(lead, &["on"]) && sized
}

/// "three short of the 61 it needed": the base stands with a determiner, and is no hedge.
fn short_of(r: &Reading<'_>, lead: usize) -> bool {
    r.text_is(lead, &["of"])
        && lead.checked_sub(1).is_some_and(|i| r.is(i, vocab::FALLING_SHORT))
        && r.is(lead + 1, vocab::DETERMINER.or(vocab::POSSESSIVE))
}

/// "33 percent below the 1.2 million of last year": straight after the size.
fn level_with(r: &Reading<'_>, marks: &[Option<Mark>], lead: usize) -> bool {
    let size = lead.checked_sub(1).and_then(|i| r.claim_at(i));
    r.is(lead, vocab::ABOVE_BELOW) && size.and_then(|c| marks[c].as_ref()).is_some_and(|m| m.phrase.end == lead + 1)
}

pub(super) fn usable(r: &Reading<'_>, claim: usize) -> Option<()> {
    let kind = r.claims[claim].quantity.kind;
    (!matches!(kind, Kind::Multiple | Kind::Score | Kind::Vague)).then_some(())
}

/// "from A … to B".
fn forward(r: &Reading<'_>, from: usize, end: usize) -> Option<usize> {
    for to in from + 1..end.min(from + 4) {
        let gap = r.gap(from, to);
        if gap.len() > SPREAD || !r.runs_on(gap) {
            return None;
        }
        if likeness(&r.claims[from], &r.claims[to]) >= Likeness::Elided {
            return r.led_by(to, &["to"]).then_some(to);
        }
    }
    None
}

/// "to B … from A".
fn backward(r: &Reading<'_>, from: usize, lead: usize, start: usize) -> Option<(usize, usize)> {
    for to in (start.max(from.saturating_sub(4))..from).rev() {
        let gap = r.gap(to, from);
        if gap.len() > SPREAD || !r.runs_on(gap.start..lead) {
            return None;
        }
        if likeness(&r.claims[from], &r.claims[to]) >= Likeness::Elided {
            let open = r.lead(to).filter(|&l| r.text_is(l, &["to"]))?;
            return Some((to, open));
        }
    }
    None
}

/// "12 against five", "84 compared with 21", "5.5 million in May, compared with 4.4 million".
fn beside(r: &Reading<'_>, from: usize, start: usize) -> Option<usize> {
    let to = from.checked_sub(1).filter(|&c| c >= start)?;
    let gap = r.gap(to, from);
    let at = gap.clone().find(|&i| r.text_is(i, &["against", "versus", "compared"]))?;
    // With more than a word or two between, a comma must open the comparison, straight before its number.
    let aside = gap.len() <= SPREAD && at > gap.start && r.text_is(at - 1, &[","]) && gap.end - at <= 3;
    let between = gap.start..at;
    let plain = aside
        && r.runs_on(between.clone())
        && !between.clone().skip(1).any(|i| r.text_is(i, &[",", ";"]) && i + 1 != at);
    ((gap.len() <= 3 || plain) && likeness(&r.claims[from], &r.claims[to]) >= Likeness::Elided).then_some(to)
}

/// "870 burglaries, twice the 310 it had a year earlier"; "36 pupils, half of last year's 96".
fn times(r: &Reading<'_>, marks: &[Option<Mark>], from: usize) -> Option<Change> {
    let size = from.checked_sub(1).filter(|c| r.peers(from).contains(c))?;
    let quantity = &r.claims[size].quantity;
    if !matches!(quantity.kind, Kind::Multiple | Kind::Ratio) || quantity.value.is_none() {
        return None;
    }
    let gap = r.tokens(size).end..r.tokens(from).start;
    let last_year = gap.clone().any(|i| r.is(i, vocab::THEN_AND_NOW));
    let the = r.is(gap.start, vocab::DETERMINER) || r.is(r.tokens(from).start, vocab::DETERMINER);
    let compares = if quantity.kind == Kind::Ratio { last_year } else { the || last_year };
    // "£180,000, three times the club's previous record of £60,000": the noun phrase names what the number is.
    let named = quantity.kind == Kind::Multiple && r.led_by(from, &["of"]) && named_by(r, gap.clone());
    let aside = r.lead_aside(size)?;
    let to = nearest(r, marks, from, aside)?;
    (named || compares && gap.len() <= 4 && r.runs_on(gap)).then(|| Change {
        from,
        to,
        direction: None,
        outcomes: vec![Outcome { claim: size, direction: quantity::Change::None }],
        stated: true,
        across: false,
        tied: false,
    })
}

/// Whether a stretch is one noun phrase: no clause, no sign and no number of its own.
fn named_by(r: &Reading<'_>, gap: Range<usize>) -> bool {
    let verb = vocab::VERB_PAST.or(vocab::VERB_THIRD);
    let breaks = |i: usize| {
        r.symbol(i) && !r.text_is(i, &["'", "’", "-", "£", "$", "€"])
            || r.is(i, vocab::AUXILIARY.or(vocab::PRONOUN).or(vocab::BASE))
            || r.is(i, verb) && !r.is(i, vocab::VERB_PARTICIPLE)
    };
    gap.len() <= SPREAD && r.runs_on(gap.clone()) && !gap.into_iter().any(breaks)
}

/// "its population, 12,000 in 2001, had grown by 25 percent to 15,000 by 2011".
fn grown(r: &Reading<'_>, marks: &[Option<Mark>], from: usize) -> Option<Change> {
    let (size, to) = (from + 1, from + 2);
    let peers = r.peers(from);
    let mark = marks.get(size)?.as_ref().filter(|m| m.form == Form::Verb && peers.contains(&to))?;
    let percent = r.claims[size].quantity.kind == Kind::Percent && !adjusted(r, mark);
    let onward = r.led_by(to, &["to"]) && r.gap(size, to).len() <= 2;
    let same = likeness(&r.claims[from], &r.claims[to]) == Likeness::Same && usable(r, from).is_some();
    // A year behind each tells them apart; with less, the first may be some other thing.
    let dated = |c: usize| (r.tokens(c).end..r.tokens(c).end + 3).any(|i| year(r, i));
    (percent && onward && same && dated(from) && dated(to)).then(|| Change {
        from,
        to,
        direction: None,
        outcomes: vec![Outcome { claim: size, direction: mark.direction }],
        stated: true,
        across: false,
        tied: false,
    })
}

/// "B, up from A"; "B, up C from A".
fn up_from(r: &Reading<'_>, marks: &[Option<Mark>], from: usize, lead: usize) -> Option<Ends> {
    let sentence = r.sentence(from);
    let mut direction = None;
    let mut open = lead;
    if lead > sentence.start && r.text_is(lead - 1, &["up", "down"]) {
        direction = Some(sense_of(r, lead - 1));
        open = lead - 1;
    } else if let Some(size) = r.claim_at(lead.checked_sub(1)?) {
        // "down by a third from" is as good as "down a third from".
        let adverb = |m: &&Mark| m.form == Form::Adverb || r.text_is(m.phrase.start, &["up", "down"]);
        let mark = marks[size].as_ref().filter(|m| adverb(m) || up_on(r, marks, lead))?;
        direction = Some(mark.direction);
        open = mark.phrase.start;
    }
    direction?;
    let to = nearest(r, marks, from, open)?;
    Some(Ends { from, to, direction, span: r.tokens(to).start..r.tokens(from).end })
}

/// The nearest claim before token `open` that is alike and is not itself the size of a change.
fn nearest(r: &Reading<'_>, marks: &[Option<Mark>], from: usize, open: usize) -> Option<usize> {
    let peers = r.peers(from);
    let found = (peers.start..from).rev().filter(|&c| r.tokens(c).end <= open).find(|&c| {
        marks[c]
            .as_ref()
            .is_none_or(|m| m.form == Form::Verb && r.claims[c].quantity.kind == r.claims[from].quantity.kind)
            && likeness(&r.claims[c], &r.claims[from]) >= Likeness::Elided
            && r.claims[c].quantity.kind != Kind::Score
            && !base_beside(r, marks, c)
            && !share_beside(r, c, from)
            && !again_in_brackets(r, c)
    })?;
    let gap = r.tokens(found).end..open;
    (gap.len() <= SPREAD && !r.any_text(gap, &[";"])).then_some(found)
}

/// Whether a number is itself what another is compared with, straight after a size: "down 22 per cent from 4,000 and 9 per
/// cent fewer than the 3,430".
fn base_beside(r: &Reading<'_>, marks: &[Option<Mark>], claim: usize) -> bool {
    let Some(lead) = r.lead(claim).filter(|&i| r.is(i, vocab::BASE)) else { return false };
    let near = lead.saturating_sub(2)..lead;
    near.into_iter().filter_map(|i| r.claim_at(i)).any(|size| size != claim && marks[size].is_some())
}

/// "15 litres (4 gallons)": the amount just told, in another unit.
fn again_in_brackets(r: &Reading<'_>, claim: usize) -> bool {
    let open = r.lead_aside(claim).filter(|&i| r.text_is(i, &["("]));
    let before = claim.checked_sub(1).filter(|&c| open == Some(r.tokens(c).end));
    before.is_some_and(|c| likeness(&r.claims[c], &r.claims[claim]) == Likeness::Same)
}

/// Whether one of two claims is a percentage and the other a bare number that cannot be one.
fn share_beside(r: &Reading<'_>, a: usize, b: usize) -> bool {
    let percent = |c: usize| r.claims[c].quantity.kind == Kind::Percent;
    let large = |c: usize| r.claims[c].quantity.value.is_some_and(|v| v > rust_decimal::Decimal::ONE_THOUSAND);
    percent(a) != percent(b) && (large(a) || large(b))
}

/// "B, C percent higher than A"; "At B, it was higher than the A".
fn compared(r: &Reading<'_>, marks: &[Option<Mark>], from: usize, lead: usize) -> Option<Ends> {
    let comparative = vocab::UP_COMPARATIVE.or(vocab::DOWN_COMPARATIVE).or(vocab::FALLING_SHORT);
    let word = if r.is(lead, vocab::ABOVE_BELOW) { Some(lead) } else { lead.checked_sub(1) };
    let word = word.filter(|&i| r.is(i, comparative))?;
    let direction = Some(sense(r, word, vocab::UP_COMPARATIVE, vocab::DOWN_COMPARATIVE.or(vocab::FALLING_SHORT)));
    let sentence = r.sentence(from);
    if r.any(sentence.start..lead, vocab::NEGATION) {
        return None;
    }
    // "more than 40" is a hedge, and belongs to the claim; a comparison has a determiner: "more than the 40".
    if r.tokens(from).start == lead + 1 && !r.is(r.tokens(from).start, vocab::DETERMINER) {
        return None;
    }
    let size = r.claim_at(word.checked_sub(1)?).filter(|&s| marks[s].is_some());
    let open = size.map_or(word, |s| r.tokens(s).start);
    let to = part_of(r, nearest(r, marks, from, open)?);
    if likeness(&r.claims[to], &r.claims[from]) < Likeness::Same && size.is_none() {
        return None;
    }
    Some(Ends { from, to, direction, span: r.tokens(to).start..r.tokens(from).end })
}

/// Of "58 of the 121 seats" the part: it is what is compared, and not its whole.
fn part_of(r: &Reading<'_>, claim: usize) -> usize {
    let part = claim.checked_sub(1).filter(|&p| of_whole(r, p).is_some_and(|(whole, _)| whole == claim));
    part.unwrap_or(claim)
}

/// The numbers that state how large a change was.
fn outcomes(r: &Reading<'_>, marks: &[Option<Mark>], ends: &Ends) -> Vec<Outcome> {
    let peers = r.peers(ends.from);
    let (first, last) = (ends.from.min(ends.to), ends.from.max(ends.to));
    let mut found = Vec::new();
    let outcome =
        |claim: usize, mark: &Mark| (!adjusted(r, mark)).then_some(Outcome { claim, direction: mark.direction });
    for claim in first + 1..last {
        if let Some(mark) = &marks[claim] {
            found.extend(outcome(claim, mark));
        }
    }
    let before = (peers.start..first).rev().take(3).find_map(|c| marks[c].as_ref().map(|m| (c, m)));
    if let Some((claim, mark)) = before {
        let gap = r.tokens(claim).end.max(mark.phrase.end)..ends.span.start.max(mark.phrase.end);
        // "down from" and "higher than" have their own size beside them; what stands before speaks of another base.
        let own_size = ends.direction.is_some();
        // "doubled every two years, from 1,000 to 8,000"
        let repeated = r.text_is(gap.start, &["every", "each"]);
        // "three times as many men as women: 12 against five", "five times larger than last year: $10 million against $2m"
        let multiple = r.claims[claim].quantity.kind == Kind::Multiple;
        let told = multiple && r.text_is(gap.start, &["as", "than"]) && r.any_text(gap.clone(), &[":", "—"]);
        let other_base = own_size || repeated || !told && gap.start < gap.end && r.is(gap.start, vocab::BASE);
        let own = (claim + 1..first).all(|c| likeness(&r.claims[c], &r.claims[ends.to]) == Likeness::None);
        let listed = multiple && r.text_is(gap.start, &["as"]) && r.any_text(gap.clone(), &[","]);
        let runs_on = r.runs_on(gap.clone()) || told || listed;
        if gap.len() <= SPREAD && runs_on && !other_base && own && ends.to != claim {
            found.extend(outcome(claim, mark));
        }
    }
    if found.is_empty() {
        found.extend(taking(r, marks, ends, first, peers.start));
    }
    for claim in last + 1..peers.end.min(last + 4) {
        let Some(mark) = &marks[claim] else { continue };
        let Some(open) = mark.phrase.start.checked_sub(1) else { continue };
        let gap = ends.span.end..open.max(ends.span.end);
        let aside = r.opens_aside(open) && mark.form != Form::Verb;
        if aside && gap.len() <= SPREAD && r.runs_on(gap) && own_base(r, mark) {
            found.extend(outcome(claim, mark));
        }
        break;
    }
    found
}

/// "will add £73.50 to the bill, taking it from £1,500 to £1,573.50": what is added, though no verb of change says so.
fn taking(r: &Reading<'_>, marks: &[Option<Mark>], ends: &Ends, first: usize, start: usize) -> Option<Outcome> {
    let size = first.checked_sub(1).filter(|&c| c >= start && marks[c].is_none())?;
    let lead = ends.span.start;
    let takes = (lead.saturating_sub(4)..lead).rev().find(|&i| r.is(i, vocab::TAKING))?;
    let object = takes + 1..lead;
    let comma = takes.checked_sub(1).filter(|&i| r.prose.is(i, ","))?;
    let near = comma >= r.tokens(size).end && comma - r.tokens(size).end <= SPREAD;
    let added = r.is(r.lead(size)?, vocab::ADDING);
    let alike = likeness(&r.claims[size], &r.claims[ends.to]) == Likeness::Same && operand::plain(&r.claims[size]);
    let it = !object.is_empty() && !object.clone().any(|i| r.symbol(i));
    (near && added && alike && it && ends.from < ends.to)
        .then_some(Outcome { claim: size, direction: quantity::Change::None })
}

/// The direction that a verb or noun before the change gives it.
fn governing(r: &Reading<'_>, marks: &[Option<Mark>], ends: &Ends) -> Option<quantity::Change> {
    let sentence = r.sentence(ends.from);
    let least = ends.span.start.saturating_sub(SPREAD).max(sentence.start);
    let mut verbs = 0;
    let open = before_aside(r, ends.span.start, least);
    for i in (least..open).rev() {
        if r.is(i, vocab::CLAUSE_BREAK.or(vocab::NEGATION)) || r.text_is(i, &[";", ":", "—", "(", ")"]) {
            return None;
        }
        if let Some(claim) = r.claim_at(i) {
            let alike = likeness(&r.claims[claim], &r.claims[ends.to]) >= Likeness::Elided;
            if alike && marks[claim].is_none() {
                return None;
            }
        }
        let direction = sense_of(r, i);
        if direction != quantity::Change::None {
            return (verbs == 0 && governs(r, i, open)).then_some(direction);
        }
        if r.is(i, vocab::MOVE_VERB) || r.is(i, vocab::AUXILIARY) {
            verbs += 1;
        }
    }
    None
}

/// Where the words before an aside end, if one stands straight before `end`: "fell, as expected, to 4.2 percent".
fn before_aside(r: &Reading<'_>, end: usize, least: usize) -> usize {
    let close = end.checked_sub(1).filter(|&i| r.text_is(i, &[","]));
    let open = close.and_then(|c| (least..c).rev().find(|&i| r.text_is(i, &[","])));
    open.filter(|&o| r.text_is(o + 1, &["as"]) && end - o <= 7).unwrap_or(end)
}

/// "Prices rose 3.4 percent, compared with 3.9 percent in May", "pain eased in 51 percent of patients, against 22 percent",
/// "scores fell by 1.8 points, compared with 0.4": the verb is of what the numbers measure, not of the numbers.
fn is_rate_beside(r: &Reading<'_>, ends: &Ends) -> bool {
    let percent = matches!(r.claims[ends.to].quantity.kind, Kind::Percent | Kind::Ratio);
    let held = r.gap(ends.to, ends.from).any(|i| r.text_is(i, &["against", "versus", "compared"]));
    let measured = percent && ends.span.start == r.tokens(ends.to).start && !r.led_by(ends.to, &["to"]);
    held && (measured || r.led_by(ends.to, &["by"]))
}

/// Whether a word of change is the verb of the clause, or the noun that the change explains, and not just near.
fn governs(r: &Reading<'_>, i: usize, change: usize) -> bool {
    let word = r.prose.word(i);
    let noun = r.is(i, vocab::UP_NOUN.or(vocab::DOWN_NOUN)) && !r.is(i, vocab::UP_VERB.or(vocab::DOWN_VERB));
    let participle = word.ends_with("ing");
    let after_auxiliary = i > 0 && (r.is(i - 1, vocab::AUXILIARY) || r.text_is(i - 1, &["to"]));
    let determined = i > 0 && r.is(i - 1, vocab::DETERMINER.or(vocab::POSSESSIVE));
    if participle && !after_auxiliary {
        return false;
    }
    if noun || determined {
        // "revised the month's job growth from 119,000 to 108,000": the growth is what changed.
        let start = r.prose.sentence_start(i).max(i.saturating_sub(2 * SPREAD));
        let restated =
            (start..i).rev().take_while(|&j| !r.is(j, vocab::CLAUSE_BREAK)).any(|j| r.is(j, vocab::RESTATING));
        let bare = noun && r.text_is(i + 1, &["from"]) && !r.any_text(i.saturating_sub(3)..i, &["a", "an", "another"]);
        if restated || bare {
            return false;
        }
        // "an increase in injuries, from 17 to 12": no verb may follow the noun.
        let rest = i + 1..change;
        return rest.len() <= 6 && r.text_is(i + 1, &["in", "of", ",", "from"]) && !r.any(rest, vocab::AUXILIARY);
    }
    true
}
