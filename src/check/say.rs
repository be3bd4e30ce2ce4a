//! How the arithmetic checks word their numbers, and the frame that all their findings share.

use super::Context;
use crate::claim::Claim;
use crate::finding::{Computed, Finding, Info, Label, LabelPlace, Severity, Suggestion};
use crate::quantity::{Bound, Kind};
use crate::relation::{Bounds, Reading, operand};
use dashu_ratio::RBig;

/// A rational as people write it: at most `places` digits after the point, thousands parted by commas.
pub fn decimal(value: &RBig, places: usize) -> String {
    let ten = (0..places).fold(RBig::ONE, |ten, _| ten * RBig::from(10));
    let scaled = (value * &ten).round().to_string();
    let (sign, digits) = scaled.strip_prefix('-').map_or(("", scaled.as_str()), |d| ("-", d));
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let fraction = fraction.trim_end_matches('0');
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && whole.len() > 3 {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    if out.trim_start_matches('-') == "0" { "0".into() } else { out }
}

/// A number to show in a working: as it stands where two digits after the point say all of it ("1.75"), else whole where
/// it is large, and with one digit more where it is small.
pub fn plain(value: &RBig) -> String {
    let size = if *value < RBig::ZERO { -value.clone() } else { value.clone() };
    let places = match () {
        _ if (value * RBig::from(100)).is_int() => 2,
        _ if size >= RBig::from(1000) => 0,
        _ if size >= RBig::from(1) => 1,
        _ => 3,
    };
    decimal(value, places)
}

/// The unit of a claim as it stands beside a number.
pub fn unit(claim: &Claim) -> String {
    match claim.quantity.kind {
        Kind::Percent | Kind::Ratio => " percent".into(),
        Kind::Points => " points".into(),
        Kind::Money | Kind::Number | Kind::Multiple | Kind::Score => String::new(),
        _ => String::new(),
    }
}

/// A value in words that suit a claim: "12.4 percent", "$3,100".
pub fn amount(cx: &Context<'_>, claim: usize, value: &RBig) -> String {
    let c = &cx.claims[claim];
    let before = cx.prose.slice(c.span).split(cx.prose.slice(c.number)).next().unwrap_or("");
    let sign = before.chars().rev().take_while(|c| !c.is_alphanumeric() && !c.is_whitespace() && *c != '(').count();
    let sign: String = if c.quantity.kind == Kind::Money {
        let all: Vec<char> = before.chars().collect();
        all[all.len() - sign..].iter().collect()
    } else {
        String::new()
    };
    match rewritten(cx, claim, value) {
        Some(text) if c.quantity.kind == Kind::Money => format!("{sign}{text}"),
        _ => format!("{sign}{}{}", plain(value), unit(c)),
    }
}

/// The number of a claim rewritten to another value, in the same style: words, digits after the point, scale word.
pub fn rewritten(cx: &Context<'_>, claim: usize, value: &RBig) -> Option<String> {
    let c = &cx.claims[claim];
    let numeral = &c.quantity.numeral;
    let text = cx.prose.slice(c.number);
    if *value < RBig::ZERO || c.quantity.range.is_some() || c.quantity.fraction.is_some() {
        return None;
    }
    if numeral.words {
        const WORDS: [&str; 20] = [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ];
        let whole = value.round();
        let n = usize::try_from(&whole).ok()?;
        let word = n.checked_sub(1).and_then(|i| WORDS.get(i)).map_or_else(|| n.to_string(), |w| w.to_string());
        let capital = text.chars().next().is_some_and(char::is_uppercase);
        return Some(if capital { word[..1].to_uppercase() + &word[1..] } else { word });
    }
    let digits_end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (digits, scale) = text.split_at(digits_end);
    let divisor = crate::quantity::exact(numeral.scale);
    if divisor == RBig::ZERO {
        return None;
    }
    let places = digits.rsplit_once('.').map_or(0, |d| d.1.len());
    let scaled = value / divisor;
    // "$2 million" that should be $1.4 million needs a digit more than was written.
    let small = scaled < RBig::from(10) && places == 0 && !scale.trim().is_empty();
    let mut out = decimal(&scaled, if small { 1 } else { places });
    // Prices keep their cents: "$1.50", "$11.40 a share".
    if matches!(c.quantity.kind, Kind::Money | Kind::Rate) && places == 2 && scale.is_empty() {
        let cents = out.split_once('.').map_or(0, |o| o.1.len());
        out.push_str(match cents {
            0 => ".00",
            1 => "0",
            _ => "",
        });
    }
    if !digits.contains(',') && scaled < RBig::from(10_000) {
        out = out.replace(',', "");
    }
    if out == "0" {
        return None;
    }
    Some(out + scale)
}

/// What an arithmetic check found wrong.
pub struct Complaint {
    /// The check.
    pub info: &'static Info,
    /// The claim that does not fit, first; then the claims that it was computed from, with what each of them is.
    pub claim: usize,
    /// The operands, with what each of them is ("before", "the whole").
    pub operands: Vec<(usize, &'static str)>,
    /// One sentence that stands alone.
    pub message: String,
    /// The values that would have been accepted, if the result is a number.
    pub accepted: Option<Bounds>,
    /// The value that follows from the operands as written.
    pub nominal: Option<RBig>,
    /// The working.
    pub working: String,
    /// A likely slip.
    pub help: Option<String>,
    /// Whether the pairing crossed a sentence.
    pub across: bool,
    /// Whether the nominal value may be offered as a replacement.
    pub replace: bool,
}

impl Complaint {
    /// A complaint about a claim, without more.
    pub fn new(info: &'static Info, claim: usize, message: String) -> Self {
        Self {
            info,
            claim,
            operands: Vec::new(),
            message,
            accepted: None,
            nominal: None,
            working: String::new(),
            help: None,
            across: false,
            replace: false,
        }
    }

    /// The finding. An error only where all operands are exact, stand together, and nobody is quoted.
    pub fn report(self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        let reading = cx.reading();
        let claim = &cx.claims[self.claim];
        let mut all = self.operands.iter().map(|o| o.0).chain([self.claim]);
        let soft = all.clone().any(|c| cx.claims[c].quantity.bound != Bound::Exact) || all.any(|c| reading.quoted(c));
        let mut finding = Finding::new(self.info, claim.span, self.message);
        if self.across || soft {
            finding.severity = finding.severity.min(Severity::Warning);
        }
        finding.claims = [self.claim].into_iter().chain(self.operands.iter().map(|o| o.0)).collect();
        finding.related = self
            .operands
            .iter()
            .filter(|o| o.0 != self.claim)
            .map(|(c, what)| Label {
                place: LabelPlace::Draft(cx.claims[*c].span),
                text: format!("{what}: {}", cx.prose.slice(numeral(cx, *c))),
            })
            .collect();
        finding.computed = Some(Computed {
            stated: cx.prose.slice(claim.number).into(),
            expected: expected(cx, self.claim, self.nominal.as_ref(), self.accepted.as_ref()),
            because: self.working,
        });
        if let Some(nominal) = self.nominal.filter(|_| self.replace)
            && let Some(replacement) = rewritten(cx, self.claim, &nominal)
            && replacement != cx.prose.slice(claim.number)
        {
            finding.suggestion = Some(Suggestion { span: claim.number, replacement });
        }
        finding.help = self.help;
        findings.push(finding);
    }
}

/// "12.4 percent (12.3 to 12.5 would do)".
fn expected(cx: &Context<'_>, claim: usize, nominal: Option<&RBig>, accepted: Option<&Bounds>) -> String {
    let value = nominal.map(|v| amount(cx, claim, v));
    let range = accepted.and_then(|b| Some((plain(b.low.as_ref()?), plain(b.high.as_ref()?))));
    match (value, range) {
        (Some(value), Some((low, high))) if low != high => format!("{value} ({low} to {high} would do)"),
        (Some(value), _) => value,
        (None, Some((low, high))) => format!("{low} to {high}"),
        (None, None) => String::new(),
    }
}

/// What a claim's number reads as: its numeral, with the unit where it is told in two ("5 ft 10 in").
fn numeral(cx: &Context<'_>, claim: usize) -> crate::span::Span {
    let claim = &cx.claims[claim];
    if operand::in_two_units(cx.prose, claim) { claim.span } else { claim.number }
}

impl<'c> Context<'c> {
    /// The draft as the relation grammars see it.
    pub fn reading(&self) -> Reading<'c> {
        Reading { prose: self.prose, claims: self.claims, settings: self.settings }
    }

    /// A claim's values as an operand, in the unit of another claim.
    pub fn operand(&self, claim: usize, like: usize) -> Bounds {
        let bounds = operand::operand(&self.claims[claim], &self.settings.precision);
        operand::in_unit_of(bounds, &self.claims[claim].quantity.unit, &self.claims[like].quantity.unit)
    }

    /// A claim's stated value, in the unit of another claim.
    pub fn value(&self, claim: usize, like: usize) -> Option<RBig> {
        let value = Bounds::point(operand::value(&self.claims[claim])?);
        operand::in_unit_of(value, &self.claims[claim].quantity.unit, &self.claims[like].quantity.unit).low
    }

    /// A claim as written: the numeral alone.
    pub fn written(&self, claim: usize) -> &'c str {
        self.prose.slice(self.claims[claim].number)
    }

    /// A claim as written, without its hedge: "$3.2bn", "71 percent".
    pub fn phrase(&self, claim: usize) -> String {
        let c = &self.claims[claim];
        match c.quantity.kind {
            Kind::Percent => format!("{} percent", self.written(claim)),
            Kind::Money => {
                let span = self.prose.slice(c.span);
                let from = span.find(|c: char| !c.is_alphabetic() && !c.is_whitespace()).unwrap_or(0);
                span[from..].to_string()
            }
            _ => self.written(claim).to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals() {
        for (n, d, places, want) in [
            (1234567, 1, 0, "1,234,567"),
            (1, 3, 1, "0.3"),
            (-5, 2, 1, "-2.5"),
            (1, 1000, 1, "0"),
            (12500, 1000, 2, "12.5"),
            (999, 1, 2, "999"),
        ] {
            assert_eq!(decimal(&RBig::from_parts(n.into(), (d as u32).into()), places), want);
        }
    }
}
