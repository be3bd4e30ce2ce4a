//! The time that a bound claim is stated for: its own, the one that opens its sentence, or none.

use super::candidate::Binder;
use super::matched::Match;
use super::source::tokens;
use super::time::{TimePhrase, Times, When};
use crate::prose::Tag;
use crate::vocab::{self, scan::Kind};
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
        let own = phrases.iter().filter(in_cell).find(overlaps);
        if let Some(p) = own.filter(|p| !is_of_what_follows(b, i, p)) {
            return Some(p.when);
        }
    }
    let (from, to) = (cell.noun.start, cell.noun.end);
    let after = phrases.iter().find(|p| {
        (p.tokens.start >= to || p.tokens.start > from && p.tokens.end > to)
            && p.tokens.end <= cell.tokens.end
            && !parted(b, to..p.tokens.start)
    });
    if let Some(p) = after {
        return Some(p.when);
    }
    if is_origin(b, from, cell.sentence.start) || was_before(b, i) {
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

/// Whether a number is where a change started: "from 8.5 percent", "up from an original £18bn".
fn is_origin(b: &Binder<'_>, number: usize, from: usize) -> bool {
    let prose = b.reading.prose;
    let leads = |t: &usize| matches!(prose.tag(*t), Tag::Determiner | Tag::Adjective) || prose.tokens[*t].is(BEFORE);
    let first = (from..number).rev().take(3).find(|t| !leads(t));
    first.is_some_and(|t| prose.tokens[t].is_text("from"))
}

/// Words for what stood before.
const BEFORE: vocab::Class = vocab::BEFORE_NOW;

/// Whether a number is told as that of some earlier time: "an original £18bn", "the 250 grams it had hoped for".
fn was_before(b: &Binder<'_>, i: usize) -> bool {
    let prose = b.reading.prose;
    let (noun, sentence) = (&b.cells.of(i).noun, &b.cells.of(i).sentence);
    let own = noun.start.saturating_sub(2).max(sentence.start)..noun.end;
    let had = (noun.end + 1..(noun.end + 3).min(sentence.end)).any(|t| prose.tokens[t].is_text("had"));
    let they = noun.end < sentence.end && matches!(prose.tag(noun.end), Tag::Pronoun | Tag::Relative);
    own.into_iter().any(|t| prose.tokens[t].is(BEFORE)) || they && had
}

/// "The new wing, of 12,400 square metres, opens in 2026": whether a time belongs to what the sentence goes on to tell,
/// past the comma that closes the stretch of the number.
fn is_of_what_follows(b: &Binder<'_>, i: usize, p: &TimePhrase) -> bool {
    let prose = b.reading.prose;
    let (noun, cell) = (&b.cells.of(i).noun, &b.cells.of(i).tokens);
    let comma = |t: &usize| prose.is(*t, ",");
    let Some(closes) = (noun.end..p.tokens.start).find(comma) else { return false };
    let opens = (cell.start.saturating_sub(1)..noun.start).rev().take(6).any(|t| comma(&t));
    let verb = vocab::VERB_THIRD.or(vocab::VERB_PAST);
    let goes_on = |t: usize| matches!(prose.tag(t), Tag::Verb | Tag::Auxiliary) || prose.tokens[t].is(verb);
    opens && closes + 1 < p.tokens.start && goes_on(closes + 1)
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
        let compared = matches!(p.when, When::Before(_)) && compares(b, p, &numbers);
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

/// "than |a year earlier", but not "than the 2,610 of |the year before".
fn compares(b: &Binder<'_>, p: &TimePhrase, numbers: &[Range<usize>]) -> bool {
    let prose = b.reading.prose;
    let before = (1..=4).filter_map(|k| p.tokens.start.checked_sub(k));
    before.take_while(|t| !numbers.iter().any(|n| n.contains(t) && n.end < p.tokens.end)).any(|t| {
        matches!(prose.word(t).to_ascii_lowercase().as_str(), "than" | "from" | "on" | "over" | "with" | "versus")
    })
}

/// "after Sunday's vote": the time of what happened, wherever it stands.
fn is_event(b: &Binder<'_>, p: &TimePhrase) -> bool {
    let prose = b.reading.prose;
    matches!(prose.word(p.tokens.end), "'s" | "’s") && prose.tag(p.tokens.end + 1).is_noun()
}
