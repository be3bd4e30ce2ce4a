//! How the checks on figures word what is on file: value, source, date and place.

use super::Context;
use super::say::{amount, plain, rewritten};
use super::slip::slip;
use crate::bind::{FigureId, Verdict};
use crate::finding::{Computed, Finding, Info, Label, LabelPlace, Suggestion};
use crate::quantity::senses::senses;
use crate::quantity::{Kind, Quantity};
use crate::relation::Bounds;
use crate::rules::{Figure, Measure, Pack, Value};
use dashu_ratio::RBig;

impl<'c> Context<'c> {
    /// A figure by its place in the rules.
    pub fn figure(&self, id: FigureId) -> Option<(&'c Pack, &'c Measure, &'c Figure)> {
        let pack = self.rules.packs.get(id.pack)?;
        let measure = pack.measures.get(id.measure)?;
        Some((pack, measure, measure.figures.get(id.figure)?))
    }

    /// Whether the figure's value may not be printed yet.
    pub fn is_secret(&self, figure: &Figure) -> bool {
        figure.embargoed(self.draft.front.date)
    }

    /// Name of a figure's source.
    pub fn source_name(&self, id: FigureId) -> Option<&'c str> {
        let (pack, _, figure) = self.figure(id)?;
        pack.sources.get(figure.source?).map(|s| s.name.as_str())
    }

    /// A figure's value in the unit of a claim; `None` for ranges and days.
    pub fn in_unit_of_claim(&self, figure: &Figure, claim: usize) -> Option<RBig> {
        let (Value::Exactly(q) | Value::AtLeast(q) | Value::AtMost(q)) = &figure.value else { return None };
        in_unit(q, q.value?, &self.claims[claim].quantity)
    }

    /// A figure's value in words that suit a claim: "122,000", "£1.84bn", "169,000 to 190,000".
    pub fn value_for(&self, figure: &Figure, claim: usize) -> String {
        if self.is_secret(figure) {
            return "a value under embargo".into();
        }
        let quantity = &self.claims[claim].quantity;
        let shown = |q: &Quantity| match q.value.and_then(|v| in_unit(q, v, quantity)) {
            Some(value) => amount_exactly(self, claim, &value, q),
            None => crate::rules::describe::amount(q),
        };
        match &figure.value {
            Value::Exactly(q) => shown(q),
            Value::AtLeast(q) => format!("at least {}", shown(q)),
            Value::AtMost(q) => format!("at most {}", shown(q)),
            Value::Between(ends) => format!("{} to {}", shown(&ends.0), shown(&ends.1)),
            Value::Day(day) => people_day(*day),
        }
    }

    /// On whose authority: "Harbour Board, 7 January 2022".
    pub fn authority(&self, id: FigureId) -> String {
        let Some((_, _, figure)) = self.figure(id) else { return String::new() };
        let source = self.source_name(id).unwrap_or(if figure.sum.is_some() { "our sum" } else { "no source given" });
        let time = match (&figure.period, figure.as_of) {
            (Some((text, _)), _) => format!(", for {text}"),
            (None, Some(as_of)) => format!(", {}", people_day(as_of.date())),
            (None, None) => String::new(),
        };
        format!("{source}{time}")
    }

    /// By which rate money was compared with a figure in another currency: ", at 0.92 EUR for 1 USD, 1 May 2024".
    fn rate_used(&self, id: FigureId, claim: usize) -> String {
        let currency = |q: &Quantity| match q.kind {
            Kind::Money => q.unit.code.clone(),
            _ => None,
        };
        let rate = self.figure(id).and_then(|(pack, _, figure)| {
            let (Value::Exactly(q) | Value::AtLeast(q) | Value::AtMost(q)) = &figure.value else { return None };
            let (from, to) = (currency(q)?, currency(&self.claims[claim].quantity)?);
            (from != to).then(|| crate::bind::exchange_rate(&pack.rates, &from, &to, self.draft.front.date))?
        });
        rate.map_or_else(String::new, |r| {
            let day = r.as_of.map_or_else(String::new, |d| format!(", {}", people_day(d.date())));
            format!("; at {} {} for 1 {}{day}", r.value.normalize(), r.to, r.from)
        })
    }

    /// Where a figure stands, as a label.
    pub fn place(&self, id: FigureId, claim: usize) -> Option<Label> {
        let (pack, _, figure) = self.figure(id)?;
        let text = format!("on file: {}, {}", self.value_for(figure, claim), self.authority(id));
        let place = LabelPlace::File(pack.path.clone(), figure.span.range());
        Some(Label { place, text })
    }

    /// What a measure is, for people: its title, or its id in words.
    pub fn measure_name(&self, pack: usize, measure: usize) -> String {
        let m = &self.rules.packs[pack].measures[measure];
        m.title.clone().unwrap_or_else(|| m.id.replace('_', " "))
    }

    /// A finding about a claim and the figure it was compared with, with working, places and suggestion.
    pub fn filed(&self, info: &'static Info, claim: usize, verdict: &Verdict, message: String) -> Finding {
        let mut finding = Finding::new(info, self.claims[claim].span, message);
        finding.claims = vec![claim];
        let Some(id) = verdict.figure else { return finding };
        let Some((_, _, figure)) = self.figure(id) else { return finding };
        finding.related.extend(self.place(id, claim));
        finding.computed = Some(Computed {
            stated: self.phrase(claim),
            expected: self.value_for(figure, claim),
            because: format!("on file: {}{}", self.authority(id), self.rate_used(id, claim)),
        });
        if let Some(detail) = &verdict.detail {
            let others = detail.newest.iter().filter(|n| **n != id).take(4);
            finding.related.extend(others.filter_map(|n| self.place(*n, claim)));
        }
        finding
    }

    /// The figure's value as a replacement for the claim's number, where nobody is cited and the sources on file have one
    /// value, or the cited source has this one.
    pub fn suggestion_of(&self, claim: usize, verdict: &Verdict, figure: &Figure) -> Option<Suggestion> {
        let newest = || verdict.detail.iter().flat_map(|d| &d.newest).filter_map(|id| self.figure(*id));
        let alone = newest().all(|(_, _, other)| other.value == figure.value);
        let own = verdict.source.is_some_and(|(_, s)| figure.source == Some(s));
        if alone || own { self.suggestion(claim, figure) } else { None }
    }

    /// The figure's value as a replacement for the claim's number, in its own style.
    pub fn suggestion(&self, claim: usize, figure: &Figure) -> Option<Suggestion> {
        if self.is_secret(figure) || !matches!(figure.value, Value::Exactly(_)) {
            return None;
        }
        let value = self.in_unit_of_claim(figure, claim)?;
        let replacement = rewritten(self, claim, &value)?;
        let span = self.claims[claim].number;
        (replacement != self.prose.slice(span)).then_some(Suggestion { span, replacement })
    }

    /// The slip of the hand that turns the figure into what was stated.
    pub fn slip(&self, claim: usize, figure: &Figure, points: bool) -> Option<String> {
        if self.is_secret(figure) {
            return None;
        }
        let c = &self.claims[claim].quantity;
        if points {
            return Some(match c.kind {
                Kind::Points => "the file has percent, not percentage points".into(),
                _ => "the file has percentage points, not percent".into(),
            });
        }
        let Value::Exactly(q) = &figure.value else { return None };
        let stated = crate::quantity::exact(c.value?);
        let nominal = q.value.map(crate::quantity::exact)?;
        if stated == nominal && c.unit.name != q.unit.name && !q.unit.name.is_empty() && !c.unit.name.is_empty() {
            return Some(format!("the number is right in another unit: {}, not {}", q.unit.name, c.unit.name));
        }
        let expected = self.in_unit_of_claim(figure, claim)?;
        slip(&stated, &Bounds::point(expected))
    }
}

/// A value of one quantity's unit in that of another.
fn in_unit(from: &Quantity, value: rust_decimal::Decimal, to: &Quantity) -> Option<RBig> {
    let (theirs, ours) = (senses(from.kind, &from.unit), senses(to.kind, &to.unit));
    theirs.iter().find_map(|t| {
        let ours = ours.iter().find(|o| o.key == t.key && o.factor != RBig::ZERO)?;
        Some((t.apply(value) - &ours.offset) / &ours.factor)
    })
}

/// A value with as many digits as the file has, in the words of a claim.
fn amount_exactly(cx: &Context<'_>, claim: usize, value: &RBig, q: &Quantity) -> String {
    let c = &cx.claims[claim];
    let same = q.unit.name == c.quantity.unit.name || matches!(c.quantity.kind, Kind::Count | Kind::Number);
    match q.value.map(|v| v.normalize()) {
        Some(v) if same && matches!(c.quantity.kind, Kind::Count | Kind::Number) => {
            super::say::decimal(&crate::quantity::exact(v), v.scale() as usize)
        }
        Some(v) if same && matches!(c.quantity.kind, Kind::Percent | Kind::Points) => {
            let unit = if c.quantity.kind == Kind::Percent { "percent" } else { "points" };
            format!("{v} {unit}")
        }
        _ if c.quantity.kind == Kind::Money => amount(cx, claim, value),
        _ => {
            let unit = &c.quantity.unit.name;
            let number = plain(value);
            if matches!(c.quantity.kind, Kind::Ratio | Kind::Percent) {
                format!(
                    "{} percent",
                    plain(&(value * RBig::from(if c.quantity.kind == Kind::Ratio { 100 } else { 1 })))
                )
            } else if unit.is_empty() {
                number
            } else {
                format!("{number} ({unit})")
            }
        }
    }
}

/// "7 January 2022".
pub fn people_day(date: jiff::civil::Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}
