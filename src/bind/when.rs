//! The time that a bound claim is stated for: its own, the one that opens its sentence, or none.

use super::candidate::{Binder, Match};
use super::source::tokens;
use super::time::{TimePhrase, Times, When};
use crate::vocab::scan::Kind;
use jiff::civil::Date;
use std::ops::Range;

/// The time that claim `i` states, if that selects figures. A time that satisfied a condition is part of the label.
pub(super) fn stated(b: &Binder<'_>, i: usize, found: &Match, draft: Option<Date>) -> Option<When> {
    let claim = &b.claims[i];
    if let Some(heads) = b.reading.cell_heads(claim.sentence) {
        return headed(b, heads, found, draft);
    }
    let phrases = phrases(b, i, found, draft);
    let cell = b.cells.of(i);
    if let Some(time) = claim.time {
        let own = tokens(&b.reading, time);
        let overlaps = |p: &&TimePhrase| p.tokens.start < own.end && own.start < p.tokens.end;
        let in_cell = |p: &&TimePhrase| p.tokens.start < cell.tokens.end && cell.tokens.start < p.tokens.end;
        if let Some(p) = phrases.iter().filter(in_cell).find(overlaps) {
            return Some(p.when);
        }
    }
    let (from, to) = (cell.noun.start, cell.noun.end);
    let after = phrases
        .iter()
        .find(|p| p.tokens.start >= to && p.tokens.end <= cell.tokens.end && !parted(b, to..p.tokens.start));
    if let Some(p) = after {
        return Some(p.when);
    }
    if is_origin(b, from, cell.sentence.start) {
        return Some(When::Earlier);
    }
    let before = phrases.iter().rev().find(|p| p.tokens.end <= from && p.tokens.end > cell.tokens.start);
    if let Some(p) = before {
        return Some(p.when);
    }
    // A time that opens the sentence holds for all its numbers.
    let first = b.claims[..i].iter().rposition(|c| c.sentence != claim.sentence).map_or(0, |k| k + 1);
    let opening = b.cells.of(first).noun.start;
    let fronted = phrases.iter().find(|p| p.tokens.end <= opening && p.tokens.start <= cell.sentence.start + 1);
    match (fronted, found.antecedent) {
        (None, Some(before)) => stated(b, before, &Match { antecedent: None, ..found.clone() }, draft),
        (fronted, _) => fronted.map(|p| p.when),
    }
}

/// The time that heads a cell's column or row.
fn headed(b: &Binder<'_>, heads: [Range<usize>; 2], found: &Match, draft: Option<Date>) -> Option<When> {
    let times = Times { prose: b.reading.prose, draft };
    let is_label = |p: &TimePhrase| found.seen.iter().any(|s| s.occurrence.meets(&p.tokens));
    let mut stated = heads.into_iter().flat_map(|h| times.all(h, |_| false)).filter(|p| !is_label(p));
    stated.next().map(|p| p.when)
}

/// Whether a number is where a change started: "from 8.5 percent".
fn is_origin(b: &Binder<'_>, number: usize, from: usize) -> bool {
    let prose = b.reading.prose;
    number > from && prose.word(number - 1).eq_ignore_ascii_case("from")
}

/// Whether a comma or another sign parts a number from a time.
fn parted(b: &Binder<'_>, between: Range<usize>) -> bool {
    between.len() > 14
        || between.clone().any(|t| {
            b.reading.prose.tokens[t].kind == Kind::Symbol
                && matches!(b.reading.prose.word(t), "," | ";" | "—" | "(" | ":")
        })
}

/// Time phrases of the claim's sentence that may be its own.
fn phrases(b: &Binder<'_>, i: usize, found: &Match, draft: Option<Date>) -> Vec<TimePhrase> {
    let prose = b.reading.prose;
    let claim = &b.claims[i];
    let cell = b.cells.of(i);
    let first = b.claims[..i].iter().rposition(|c| c.sentence != claim.sentence).map_or(0, |k| k + 1);
    let numbers: Vec<Range<usize>> = b.claims[first..]
        .iter()
        .take_while(|c| c.sentence == claim.sentence)
        .take(64)
        .map(|c| c.tokens.clone())
        .collect();
    let times = Times { prose, draft };
    let mut phrases = times.all(cell.sentence.clone(), |t| numbers.iter().any(|n| n.contains(&t)));
    let attribution = b.attributions[i].as_ref().filter(|a| !a.content.is_empty());
    phrases.retain(|p| {
        let label = found.seen.iter().any(|s| s.occurrence.meets(&p.tokens));
        let word = |t: Option<usize>| t.map(|t| prose.word(t).to_ascii_lowercase()).unwrap_or_default();
        let before = word(p.tokens.start.checked_sub(1));
        let compared = matches!(p.when, When::Before(_)) && compares(b, p);
        let superlative =
            matches!(p.when, When::Since(_)) && (before.ends_with("est") || before == "most" || before == "first");
        let said = attribution.is_some_and(|a| {
            let span = prose.cover(p.tokens.clone());
            !a.content.iter().any(|c| c.overlaps(span)) && !is_event(b, p)
        });
        !label && !compared && !superlative && !said
    });
    phrases
}

/// "than |a year earlier".
fn compares(b: &Binder<'_>, p: &TimePhrase) -> bool {
    let prose = b.reading.prose;
    (1..=4).filter_map(|k| p.tokens.start.checked_sub(k)).any(|t| {
        matches!(prose.word(t).to_ascii_lowercase().as_str(), "than" | "from" | "on" | "over" | "with" | "versus")
    })
}

/// "after Sunday's vote": the time of what happened, wherever it stands.
fn is_event(b: &Binder<'_>, p: &TimePhrase) -> bool {
    let prose = b.reading.prose;
    matches!(prose.word(p.tokens.end), "'s" | "’s") && prose.tag(p.tokens.end + 1).is_noun()
}
