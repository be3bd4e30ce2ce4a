//! "$500 million for 10,000 homes, or $5,000 each".

use super::say::{Complaint, amount, plain};
use super::slip::slip;
use super::{Check, Context};
use crate::finding::{Example, Finding, Info, Severity};
use crate::quantity::Kind;
use crate::relation::{Bounds, Per, Rate, Relation, operand};
use dashu_ratio::RBig;

/// The check.
pub struct RateMismatch;

static INFO: Info = Info {
    name: "rate-mismatch",
    title: "Rate does not follow from its numbers",
    summary: "An amount for each, per head or per time is not the amount divided by what it is spread over.",
    docs: "\"$500 million for 10,000 homes, or $5,000 each\" is $50,000 each. The check reads rates that the words give as \
           another way of saying what came before: \", or\", \"that is\", \"an average of\", \"a rate of\", \"giving each\". \
           Silent where the base is not stated or not clear, on hourly and daily pay against months and years, and where any \
           other pair of numbers nearby gives the rate.",
    severity: Severity::Error,
    wrong: Example { draft: "The state will spend $500 million on 10,000 homes, or $5,000 each.\n", pack: None },
    right: Example { draft: "The state will spend $500 million on 10,000 homes, or $50,000 each.\n", pack: None },
};

impl Check for RateMismatch {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for relation in cx.relations {
            let Relation::Rate(rate) = relation else { continue };
            check(cx, rate, findings);
        }
    }
}

/// What an amount over something comes to, in the unit of the rate.
fn computed(
    cx: &Context<'_>,
    rate: &Rate,
    amount: &Bounds,
    amount_claim: usize,
    over: Option<(usize, &Bounds)>,
) -> Option<Bounds> {
    let stated = &cx.claims[rate.rate];
    let above = operand::rate_parts(stated).map_or(&*stated.quantity.unit.name, |p| p.0);
    let own = &cx.claims[amount_claim].quantity.unit.name;
    let own = own.split(" per ").next().unwrap_or(own);
    let amount = match (operand::named(own), operand::named(above)) {
        (Some((a, _)), Some((b, _))) if own != above && b != RBig::ZERO => amount.scale(&(a / b)),
        _ => amount.clone(),
    };
    match (&rate.per, over) {
        (Per::One, Some((_, over))) => amount.over(over),
        (Per::Many(n), Some((_, over))) => Some(amount.over(over)?.scale(&RBig::from(*n))),
        (Per::Time(time), Some((claim, over))) => {
            let unit = operand::named(&cx.claims[claim].quantity.unit.name)?.0;
            amount.over(&over.scale(&(unit / operand::named(time)?.0)))
        }
        (Per::Time(time), None) if rate.of_year => {
            // An office or a school has fewer days than the calendar.
            let (most, least) = match time.as_str() {
                "day" => (366u32, 200u32),
                "week" => (53, 36),
                "month" => (12, 9),
                _ => return None,
            };
            let all = amount.over(&Bounds::new(RBig::from(least), RBig::from(most)))?;
            // What falls on each is rounded.
            Some(all.widen(&RBig::from_parts(1.into(), 2u8.into())))
        }
        (Per::Time(time), None) => {
            let (_, below) = operand::rate_parts(&cx.claims[amount_claim])?;
            Some(amount.scale(&(operand::named(time)?.0 / operand::named(below)?.0)))
        }
        _ => None,
    }
}

/// "One for every 15" read as one for 14.5 to 15.5: rounded by the last digit that is not zero.
fn to_one(cx: &Context<'_>, rate: &Rate) -> Option<Bounds> {
    let Per::Many(n) = rate.per else { return None };
    if !rate.inverse || n < 2 || !operand::plain(&cx.claims[rate.rate]) {
        return None;
    }
    let mut place = 1u64;
    while n % place.checked_mul(10)? == 0 {
        place *= 10;
    }
    let n = RBig::from(n);
    let half = RBig::from_parts(place.into(), 2u8.into());
    let (few, many) = (n.clone() - half.clone(), n.clone() + half);
    Some(Bounds::new(n.clone() / many, n / few))
}

fn check(cx: &Context<'_>, rate: &Rate, findings: &mut Vec<Finding>) {
    let stated = to_one(cx, rate).unwrap_or_else(|| operand::result(&cx.claims[rate.rate]));
    let own = |claim: usize| operand::operand(&cx.claims[claim], &cx.settings.precision);
    let bounds = |amount: usize, over: Option<usize>| {
        let divisor = over.map(|c| (c, own(c)));
        computed(cx, rate, &own(amount), amount, divisor.as_ref().map(|(c, b)| (*c, b)))
    };
    let Some(accepted) = bounds(rate.amount, rate.over) else { return };
    // Enough to find another reading, few enough that a page of numbers stays cheap.
    let near = cx.reading().near(rate.rate, 1);
    let near = near.start.max(rate.rate.saturating_sub(8))..near.end.min(rate.rate + 8);
    let countable = |c: usize| cx.claims[c].quantity.value.is_some() && c != rate.rate;
    let product = |a: usize, b: usize| own(a).times(&own(b)).is_some_and(|p| p.meets(&stated));
    let other = near.clone().filter(|&c| countable(c)).any(|a| {
        let kind = cx.claims[a].quantity.kind;
        let amount = kind == cx.claims[rate.amount].quantity.kind || operand::counts(&cx.claims[a]);
        near.clone().filter(|&b| countable(b) && b != a).any(|b| {
            let over = operand::counts(&cx.claims[b]) || cx.claims[b].quantity.kind == Kind::Duration;
            rate.over.is_some() && amount && over && bounds(a, Some(b)).is_some_and(|v| v.meets(&stated))
                || rate.over.is_none() && b > a && product(a, b)
        })
    });
    if accepted.meets(&stated) || other {
        return;
    }
    let point = |claim: usize| operand::value(&cx.claims[claim]).map(Bounds::point);
    let divisor = rate.over.and_then(|c| Some((c, point(c)?)));
    let Some(value) = point(rate.amount) else { return };
    if rate.inverse {
        return report_inverse(cx, rate, findings);
    }
    let nominal = computed(cx, rate, &value, rate.amount, divisor.as_ref().map(|(c, b)| (*c, b))).and_then(|b| b.low);
    let days = |time: &str| match time {
        "day" => 365u32,
        "week" => 52,
        _ => 12,
    };
    let nominal = match (&rate.per, operand::value(&cx.claims[rate.amount])) {
        (Per::Time(time), Some(value)) if rate.of_year => Some(value / RBig::from(days(time))),
        _ => nominal,
    };
    let Some(nominal) = nominal else { return };
    let says = amount(cx, rate.rate, &nominal);
    let base = rate.over.map_or(String::new(), |c| format!(" over {}", cx.written(c)));
    let per = match &rate.per {
        Per::One => " each".to_string(),
        Per::Many(n) => format!(" per {}", plain(&RBig::from(*n))),
        Per::Time(time) => format!(" per {time}"),
    };
    let message = format!("{}{base} is {says}{per}, not {}", cx.written(rate.amount), cx.written(rate.rate));
    let mut complaint = Complaint::new(&INFO, rate.rate, message);
    complaint.operands =
        [(rate.amount, "the amount")].into_iter().chain(rate.over.map(|c| (c, "spread over"))).collect();
    complaint.working = match rate.over {
        Some(over) => format!("{} ÷ {} = {}", cx.written(rate.amount), cx.written(over), plain(&nominal)),
        None => format!("{} by the calendar is {}{per}", cx.written(rate.amount), plain(&nominal)),
    };
    complaint.help =
        operand::value(&cx.claims[rate.rate]).and_then(|v| slip(&v, &accepted)).map(|s| format!("likely slip: {s}"));
    complaint.accepted = Some(accepted);
    complaint.nominal = Some(nominal);
    complaint.across = rate.across;
    complaint.replace = true;
    complaint.report(cx, findings);
}

/// "One for every 15": told the way it is written, the larger number over the smaller.
fn report_inverse(cx: &Context<'_>, rate: &Rate, findings: &mut Vec<Finding>) {
    let (Per::Many(stated), Some(over)) = (&rate.per, rate.over) else { return };
    let value = |claim: usize| operand::value(&cx.claims[claim]).filter(|v| *v != RBig::ZERO);
    let (Some(few), Some(many)) = (value(rate.amount), value(over)) else { return };
    let (few_written, many_written) = (cx.written(rate.amount), cx.written(over));
    let (every, stated) = (plain(&(many / few)), plain(&RBig::from(*stated)));
    let message = format!("{few_written} to {many_written} is one for every {every}, not for every {stated}");
    let mut complaint = Complaint::new(&INFO, rate.rate, message);
    complaint.operands = vec![(rate.amount, "the few"), (over, "the many")];
    complaint.working = format!("{many_written} ÷ {few_written} = {every}");
    complaint.across = rate.across;
    complaint.report(cx, findings);
}
