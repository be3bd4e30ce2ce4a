//! The same amount in two units: "200 km (124 miles)", "500 hectares, or 1,236 acres,".

use super::reading::Reading;
use super::{Relation, Same, operand};
use crate::quantity::Kind;
use crate::vocab;
use std::ops::Range;

/// Finds the conversions of a draft.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    for first in 0..r.claims.len() {
        let Some(main) = run(r, first, true) else { continue };
        if !r.peers(first).contains(&main.end) {
            continue;
        }
        let Some(other) = run(r, main.end, false) else { continue };
        if fits(r, &main, &other) && converted(r, &main, &other) {
            out.push(Relation::Same(Same { main, other }));
        }
    }
}

/// Claims that state one amount together, "6 feet 2 inches", that starts at `first`. A main amount is not cut in two.
fn run(r: &Reading<'_>, first: usize, main: bool) -> Option<Range<usize>> {
    if !measurable(r, first) || main && first > 0 && joined(r, first - 1, first) {
        return None;
    }
    let mut end = first + 1;
    while end < r.claims.len() && end - first < 3 && joined(r, end - 1, end) {
        end += 1;
    }
    Some(first..end)
}

fn measurable(r: &Reading<'_>, claim: usize) -> bool {
    matches!(r.claims[claim].quantity.kind, Kind::Measure | Kind::Money | Kind::Rate | Kind::Duration)
}

/// Whether the second claim goes on where the first stops, in a smaller unit of the same dimension.
fn joined(r: &Reading<'_>, a: usize, b: usize) -> bool {
    let (ua, ub) = (&r.claims[a].quantity.unit, &r.claims[b].quantity.unit);
    let same = ua.dimension == ub.dimension && !matches!(ua.dimension, "" | "money" | "count" | "rate");
    let smaller = || match (operand::conversion(ua), operand::conversion(ub)) {
        (Some((a, _)), Some((b, _))) => b < a,
        _ => false,
    };
    let gap = r.gap(a, b);
    let tight = gap.is_empty() || gap.len() == 1 && r.text_is(gap.start, &["and", "-", ","]);
    r.claims[a].sentence == r.claims[b].sentence && measurable(r, b) && same && tight && smaller()
}

/// Whether the two are of one dimension but in different units.
fn fits(r: &Reading<'_>, main: &Range<usize>, other: &Range<usize>) -> bool {
    let (a, b) = (&r.claims[main.start].quantity, &r.claims[other.start].quantity);
    let money = a.kind == Kind::Money && b.kind == Kind::Money;
    let two = |c: usize| operand::in_two_units(r.prose, &r.claims[c]);
    let told_anew = two(main.start) != two(other.start);
    // "two hours and 14 minutes (134 minutes)", but not "12 weeks (two years)", which may be two things.
    if a.kind == Kind::Duration && !told_anew {
        return false;
    }
    let unit = if money { a.unit.code != b.unit.code } else { a.unit.name != b.unit.name || told_anew };
    let known = money || operand::conversion(&a.unit).is_some() && operand::conversion(&b.unit).is_some();
    a.unit.dimension == b.unit.dimension && unit && known
}

/// Whether the words say that the second amount is the first: alone in brackets, or after ", or".
fn converted(r: &Reading<'_>, main: &Range<usize>, other: &Range<usize>) -> bool {
    let gap = r.gap(main.end - 1, other.start);
    let end = r.tokens(other.end - 1).end;
    let close = |mut i: usize| {
        // "(98 km/h)", "(1.78 m) tall", "(8.7 hectares)": the bracket holds nothing else.
        while i < end + 2 && r.text_is(i, &["."]) {
            i += 1;
        }
        r.text_is(i, &[")", "]"])
    };
    let open = gap.clone().rev().find(|&i| r.text_is(i, &["(", "["]));
    let small = |range: Range<usize>| {
        range.into_iter().all(|i| {
            r.is(i, vocab::LEAD_IN.or(vocab::DETERMINER))
                || r.text_is(i, &["or", "i.e.", "equal", "to", "just", "over", "under"])
        })
    };
    if let Some(open) = open {
        return open <= gap.start + 1 && small(open + 1..gap.end) && close(end);
    }
    let or = gap.len() >= 2 && gap.len() <= 3 && r.text_is(gap.start, &[","]) && r.text_is(gap.start + 1, &["or"]);
    or && small(gap.start + 2..gap.end) && r.closes(end, &r.sentence(main.start))
}
