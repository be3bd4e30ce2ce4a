//! Units that several numbers share: "4.1, 4.5 and 5 percent", "a 7- or 8-inch screen", "200 and 400 km".

use crate::prose::Prose;
use crate::quantity::interval::{Written, interval};
use crate::quantity::{Amount, Kind};
use crate::settings::Settings;

/// Lends each bare number the unit of the next one in the same list.
pub fn units(amounts: &mut [Amount], prose: &Prose<'_>, settings: &Settings) {
    for i in (1..amounts.len()).rev() {
        let (left, right) = amounts.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        if bare(a) && lends(b, prose) && listed(prose, a.tokens.end, b.tokens.start) {
            a.quantity.kind = b.quantity.kind;
            a.quantity.unit = b.quantity.unit.clone();
            let q = &mut a.quantity;
            if let Some(value) = q.value {
                let numeral = crate::quantity::Numeral { value, ..q.numeral };
                let written =
                    Written { kind: q.kind, low: numeral, high: numeral, rough: false, vague: false, just: false };
                q.interval = interval(&written, q.bound, &settings.precision);
            }
        }
    }
}

fn bare(a: &Amount) -> bool {
    a.quantity.kind == Kind::Number && a.quantity.unit.name.is_empty() && a.quantity.value.is_some()
}

/// Whether a quantity's unit stands after it, so that it may serve earlier numbers too.
fn lends(b: &Amount, _prose: &Prose<'_>) -> bool {
    let after = b.quantity.unit.span.is_some_and(|s| s.start >= b.number.end);
    after
        && matches!(
            b.quantity.kind,
            Kind::Percent | Kind::Points | Kind::Measure | Kind::Duration | Kind::Age | Kind::Money | Kind::Rate
        )
}

/// Whether only commas, "and" or "or", and a hanging hyphen stand between two numbers.
fn listed(prose: &Prose<'_>, from: usize, to: usize) -> bool {
    let between = from..to;
    between.len() <= 3
        && !between.is_empty()
        && between.clone().all(|i| matches!(prose.word(i), "," | "and" | "or" | "-" | "&" | "‑"))
}
