//! Right number, wrong label: whose figure a number is that does not fit its own measure.

use super::FigureId;
use super::candidate::Binder;
use super::compare::{Outcome, compare};
use super::fit::{Fit, fit};
use super::matched::Match;
use super::verdict;
use super::when;
use crate::quantity::{Bound, Kind, Quantity};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The largest number of measures with one condition in common that are looked through.
const MOST: usize = 256;

/// Digits of a value without the zeros at its end.
pub(super) fn digits(value: Decimal) -> String {
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').to_string()
}

/// Whether a number has three digits or more that count, so that hardly anybody hits on it by chance.
pub(super) fn is_telling(quantity: &Quantity) -> bool {
    quantity.bound == Bound::Exact && quantity.value.map_or(0, |v| digits(v).len()) >= 3
}

/// Whether a number is so round that anybody may hit on it.
fn is_round(quantity: &Quantity) -> bool {
    let Some(value) = quantity.value else { return true };
    let digits = digits(value);
    quantity.bound != Bound::Exact || digits.len() < 2 || digits.len() == 2 && digits.ends_with('5')
}

/// The figure of a sibling measure, or of another period of the same one, that a refuted claim states.
pub(super) fn sibling(b: &Binder<'_>, i: usize, found: &Match, draft: Option<Date>) -> Option<FigureId> {
    let quantity = b.quantity(i);
    if is_round(quantity) {
        return None;
    }
    let stated = when::stated(b, i, found, draft);
    let conditions = &b.index.entries[found.pack][found.measure].groups;
    let mut others: Vec<u32> = Vec::new();
    for group in conditions {
        let members = &b.index.groups[*group as usize];
        if members.len() <= MOST {
            others.extend(members);
        }
    }
    others.sort_unstable();
    others.dedup();
    for m in others.into_iter().map(|m| m as usize).filter(|m| *m != found.measure) {
        let measure = b.measure(found.pack, m);
        if fit(quantity, measure) != Fit::Same {
            continue;
        }
        let file = verdict::file(measure, draft, stated).or_else(|_| verdict::file(measure, draft, None));
        let Ok(file) = file else { continue };
        let hit = file.current.iter().find(|k| states(quantity, measure, **k));
        if let Some(figure) = hit {
            return Some(FigureId { pack: found.pack, measure: m, figure: *figure });
        }
    }
    let measure = b.measure(found.pack, found.measure);
    let file = stated.and_then(|_| verdict::file(measure, draft, None).ok())?;
    let all = file.current.iter().chain(&file.older);
    let dated = |k: &usize| measure.figures[*k].period.is_some();
    let other = all.copied().filter(dated).find(|k| found.fit == Fit::Same && states(quantity, measure, *k))?;
    Some(FigureId { pack: found.pack, measure: found.measure, figure: other })
}

/// Whether a claim states this figure, exactly or rounded.
fn states(quantity: &Quantity, measure: &crate::rules::Measure, figure: usize) -> bool {
    compare(quantity, &measure.figures[figure], Fit::Same, false) == Outcome::Holds
}

/// Whether a claim is such that a figure of the same value, but of something else, is no chance.
pub(super) fn may_be_of_another_noun(b: &Binder<'_>, i: usize) -> bool {
    let quantity = &b.claims[i].quantity;
    quantity.kind == Kind::Count && is_telling(quantity) && b.claims[i].modality.is_none()
}

/// The figure that a count states whose noun is another than the measure's ("412 deaths", the file has 412 cases).
/// All else must stand in the claim's own stretch, and the number must have three digits or more.
pub(super) fn other_noun(b: &Binder<'_>, i: usize, near: &[Match], draft: Option<Date>) -> Option<FigureId> {
    if !may_be_of_another_noun(b, i) {
        return None;
    }
    let quantity = &b.claims[i].quantity;
    let mut hits = near.iter().filter_map(|m| {
        let measure = b.measure(m.pack, m.measure);
        let file = verdict::file(measure, draft, when::stated(b, i, m, draft)).ok()?;
        let hit = file.newest.iter().copied().find(|k| {
            let on_file = super::fit::quantity_of(&measure.figures[*k].value).and_then(|q| q.value);
            on_file.is_some() && on_file == quantity.value
        })?;
        Some(FigureId { pack: m.pack, measure: m.measure, figure: hit })
    });
    hits.next()
}
