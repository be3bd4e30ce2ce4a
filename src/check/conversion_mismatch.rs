//! "200 km (140 miles)"; "$1.2bn (£780,000)".

use super::say::{Complaint, amount, decimal, plain};
use super::slip::slip;
use super::{Check, Context};
use crate::claim::Claim;
use crate::finding::{Example, Finding, Info, Severity};
use crate::quantity::Kind;
use crate::relation::{Bounds, Relation, Same, operand};
use crate::vocab::{BANDS, SENSES};
use dashu_ratio::RBig;
use std::ops::Range;

/// Names of the units of temperature in the vocabulary.
const DEGREE: &str = "degree";
const CELSIUS: &str = "degree Celsius";
const FAHRENHEIT: &str = "degree Fahrenheit";

/// The check.
pub struct ConversionMismatch;

static INFO: Info = Info {
    name: "conversion-mismatch",
    title: "Wrong conversion",
    summary: "An amount in one unit and the same amount in another do not agree.",
    docs: "\"200 km (140 miles)\": 200 km is 124 miles. The check reads amounts whose conversion follows in brackets or after \
           \", or\". Every rounding of either side is tried, gallons and tons of every country, and temperatures as points on the \
           scale and as differences. Between currencies only what no exchange rate of past decades allows is reported.",
    severity: Severity::Error,
    wrong: Example { draft: "The missile flew 200 km (140 miles) before it broke up over the sea.\n", pack: None },
    right: Example { draft: "The missile flew 200 km (124 miles) before it broke up over the sea.\n", pack: None },
};

impl Check for ConversionMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            let Relation::Same(same) = relation else { continue };
            if cx.claims[same.main.start].quantity.kind == Kind::Money {
                money(cx, same, findings);
            } else {
                measure(cx, same, findings);
            }
        }
    }
}

/// The values that a claim's numeral allows, whatever hedges it: a hedge is copied into the conversion or dropped there.
fn unhedged(claim: &Claim) -> Option<(RBig, Bounds)> {
    let value = operand::value(claim)?;
    let half = crate::quantity::exact(claim.quantity.numeral.step) / RBig::from(2);
    Some((value.clone(), Bounds::point(value).widen(&half)))
}

/// The factor and offset of every unit that a unit may mean. Bare degrees are Fahrenheit beside Celsius, and Celsius
/// beside anything else; `beside` is the unit of the other side.
fn senses(claim: &Claim, beside: &str) -> Option<Vec<(RBig, RBig)>> {
    let unit = &claim.quantity.unit;
    if unit.name == DEGREE && unit.dimension == "temperature" {
        let scales = if beside == CELSIUS { [FAHRENHEIT, CELSIUS] } else { [CELSIUS, FAHRENHEIT] };
        return scales.into_iter().map(operand::named).collect();
    }
    let (factor, offset) = operand::conversion(unit)?;
    let others =
        SENSES.iter().filter(|s| s.0 == unit.name).flat_map(|s| s.1.iter().filter_map(|f| operand::rational(f)));
    Some([factor].into_iter().chain(others).map(|f| (f, offset.clone())).collect())
}

/// An amount, in the base unit of its dimension, for every sense of its unit.
fn base(cx: &Context<'_>, side: &Range<usize>, beside: &str, offset: bool, cap: bool) -> Option<Vec<(RBig, Bounds)>> {
    let mut all = vec![(RBig::ZERO, Bounds::point(RBig::ZERO))];
    for claim in side.clone() {
        let claim = &cx.claims[claim];
        let (value, mut bounds) = unhedged(claim)?;
        if cap {
            let most = (if value < RBig::ZERO { -value.clone() } else { value.clone() })
                * crate::quantity::exact(cx.settings.precision.operand_most);
            bounds = bounds.cap(Bounds::point(value.clone()).widen(&most));
        }
        // A whole number of feet or stone with inches or pounds after it is exact.
        if side.len() > 1 && claim.span != cx.claims[side.end - 1].span {
            bounds = Bounds::point(value.clone());
        }
        let mut senses = senses(claim, beside)?;
        if !offset {
            senses.iter_mut().for_each(|s| s.1 = RBig::ZERO);
        }
        all = all
            .iter()
            .flat_map(|(v, b)| {
                let (value, bounds) = (&value, &bounds);
                senses.iter().map(move |(f, plus)| (v + value * f + plus, b.plus(&bounds.scale(f).shift(plus))))
            })
            .collect();
    }
    Some(all)
}

fn measure(cx: &Context<'_>, same: &Same, findings: &mut Vec<Finding>) {
    let temperature = cx.claims[same.main.start].quantity.unit.dimension == "temperature";
    let mut nearest = None;
    for offset in [true, false] {
        let unit = |side: &Range<usize>| &*cx.claims[side.start].quantity.unit.name;
        let main = base(cx, &same.main, unit(&same.other), offset, true);
        let other = base(cx, &same.other, unit(&same.main), offset, false);
        let (Some(main), Some(other)) = (main, other) else { return };
        if main.iter().any(|m| other.iter().any(|o| m.1.meets(&o.1))) {
            return;
        }
        if nearest.is_none() {
            nearest = main.into_iter().next();
        }
        if !temperature {
            break;
        }
    }
    let (Some((value, bounds)), claim) = (nearest, same.other.start) else { return };
    let Some((factor, offset)) = operand::conversion(&cx.claims[claim].quantity.unit) else { return };
    let into = |v: &RBig| (v - &offset) / &factor;
    let nominal = into(&value);
    let accepted = bounds.shift(&-offset.clone()).scale(&(RBig::ONE / &factor));
    let unit = |c: usize| cx.claims[c].quantity.unit.name.to_string();
    let main = text(cx, &same.main);
    let message = format!("{main} is {} {}, not {}", plain(&nominal), plural(&unit(claim)), text(cx, &same.other));
    let mut complaint = Complaint::new(&INFO, claim, message);
    complaint.operands = same.main.clone().map(|c| (c, "the amount")).collect();
    let whole = same.main.len() == 1 && operand::in_two_units(cx.prose, &cx.claims[same.main.start]);
    let units = unit(same.main.start) != unit(claim);
    let told = operand::value(&cx.claims[same.main.start]).filter(|_| whole && units);
    let main = told.map_or(main.clone(), |v| format!("{main} = {} {}", plain(&v), plural(&unit(same.main.start))));
    complaint.working = format!("{main}{} = {} {}", by(cx, same, &nominal), plain(&nominal), plural(&unit(claim)));
    if same.other.len() == 1 {
        complaint.help = likely(cx, same, &factor, &accepted);
        complaint.nominal = Some(nominal);
        complaint.replace = true;
    }
    complaint.accepted = Some(accepted);
    let before = findings.len();
    complaint.report(cx, findings);
    // A hedge on either side does not soften a wrong factor.
    for finding in &mut findings[before..] {
        let quoted = same.main.clone().chain(same.other.clone()).any(|c| cx.reading().quoted(c));
        finding.severity = if quoted { Severity::Warning } else { INFO.severity };
    }
}

/// What an amount is multiplied with to get its conversion: " × 0.62137", " × 1.8 + 32". Nothing where the amount is of
/// several units.
fn by(cx: &Context<'_>, same: &Same, nominal: &RBig) -> String {
    let unit = |claim: usize| operand::conversion(&cx.claims[claim].quantity.unit);
    let main = operand::value(&cx.claims[same.main.start]).filter(|v| same.main.len() == 1 && !v.is_zero());
    let (Some(main), Some((from, zero)), Some((to, into_zero))) = (main, unit(same.main.start), unit(same.other.start))
    else {
        return String::new();
    };
    if from == to {
        return String::new();
    }
    if zero == into_zero {
        return format!(" × {}", significant(&(nominal / &main)));
    }
    let slope = from / to;
    let plus = nominal - &main * &slope;
    if plus.is_zero() {
        return format!(" × {}", significant(&slope));
    }
    let sign = if plus < RBig::ZERO { '−' } else { '+' };
    let size = if plus < RBig::ZERO { -plus } else { plus };
    format!(" × {} {sign} {}", significant(&slope), significant(&size))
}

/// Five digits that mean something: "0.62137", "1.8".
fn significant(value: &RBig) -> String {
    let mut places = 4;
    let mut size = if *value < RBig::ZERO { -value.clone() } else { value.clone() };
    while size < RBig::ONE && places < 12 && !size.is_zero() {
        size *= RBig::from(10);
        places += 1;
    }
    while size >= RBig::from(10) && places > 0 {
        size /= RBig::from(10);
        places -= 1;
    }
    decimal(value, places)
}

fn plural(unit: &str) -> String {
    if let Some((upper, lower)) = unit.split_once(" per ") {
        return format!("{} per {lower}", plural(upper));
    }
    match unit {
        _ if unit.ends_with("foot") => unit.replace("foot", "feet"),
        _ if unit.ends_with("inch") => format!("{unit}es"),
        _ if unit.starts_with("degree ") => unit.replacen("degree", "degrees", 1),
        _ if unit.ends_with('s') || unit == "stone" => unit.into(),
        _ => format!("{unit}s"),
    }
}

fn text(cx: &Context<'_>, side: &Range<usize>) -> String {
    let span = cx.claims[side.start].span.cover(cx.claims[side.end - 1].span);
    cx.prose.slice(span).to_string()
}

/// The factor used the wrong way round, or a slip of the hand.
fn likely(cx: &Context<'_>, same: &Same, factor: &RBig, accepted: &Bounds) -> Option<String> {
    let stated = operand::value(&cx.claims[same.other.start])?;
    let main = operand::value(&cx.claims[same.main.start])?;
    let (main_factor, _) = operand::conversion(&cx.claims[same.main.start].quantity.unit)?;
    let other_way = main * factor / main_factor;
    let (_, bounds) = unhedged(&cx.claims[same.other.start])?;
    if bounds.holds(&other_way) {
        return Some("likely slip: the factor was used the wrong way round".into());
    }
    slip(&stated, accepted).map(|s| format!("likely slip: {s}"))
}

/// Two currencies: only what no rate of past decades allows.
fn money(cx: &Context<'_>, same: &Same, findings: &mut Vec<Finding>) {
    let (main, other) = (same.main.start, same.other.start);
    let dollars = |claim: usize| {
        let code = cx.claims[claim].quantity.unit.code.as_deref()?;
        let band = BANDS.iter().find(|b| b.0 == code)?;
        let worth = Bounds::new(operand::rational(band.1)?, operand::rational(band.2)?);
        Some((worth.clone(), unhedged(&cx.claims[claim])?.1.times(&worth)?))
    };
    let (Some((_, from)), Some((worth, to))) = (dollars(main), dollars(other)) else { return };
    if from.meets(&to) {
        return;
    }
    let Some(accepted) = from.over(&worth) else { return };
    let message = format!("no exchange rate makes {} into {}", cx.phrase(main), cx.phrase(other));
    let mut complaint = Complaint::new(&INFO, other, message);
    complaint.operands = vec![(main, "the amount")];
    let ends = accepted.low.as_ref().zip(accepted.high.as_ref());
    complaint.working = ends.map_or(String::new(), |(low, high)| {
        format!("between {} and {} at any rate of past decades", amount(cx, other, low), amount(cx, other, high))
    });
    complaint.help =
        operand::value(&cx.claims[other]).and_then(|v| slip(&v, &accepted)).map(|s| format!("likely slip: {s}"));
    complaint.accepted = Some(accepted);
    complaint.report(cx, findings);
}
