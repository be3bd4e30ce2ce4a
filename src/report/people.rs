//! What people see: one finding a number, by its strongest check, with the others as notes under it.

use crate::bind::Status;
use crate::document::Document;
use crate::finding::Finding;
use std::collections::BTreeMap;

/// A finding and those about the same number that are weaker.
#[derive(Debug)]
pub struct Grouped<'d> {
    /// The strongest.
    pub main: &'d Finding,
    /// The others, strongest first.
    pub also: Vec<&'d Finding>,
}

/// The findings of a document, one a number, in order of their places.
pub fn grouped<'d>(document: &'d Document<'_>) -> Vec<Grouped<'d>> {
    let mut groups: BTreeMap<(u32, Option<usize>), Vec<&Finding>> = BTreeMap::new();
    let mut first: BTreeMap<usize, u32> = BTreeMap::new();
    for finding in &document.findings {
        let claim = finding.claims.first().copied();
        let start = claim.map_or(finding.span.start, |c| *first.entry(c).or_insert(finding.span.start));
        groups.entry((start, claim)).or_default().push(finding);
    }
    let strongest = |mut all: Vec<&'d Finding>| {
        // Whatever else is wrong with a number says more than that no source has it.
        let traced =
            |f: &Finding| [&crate::trace::NOT_IN_SOURCE, &crate::trace::RELABELLED].iter().any(|i| i.name == f.check);
        all.sort_by_key(|f| (std::cmp::Reverse(f.severity), traced(f)));
        let main = all.remove(0);
        Grouped { main, also: all }
    };
    groups.into_values().map(strongest).collect()
}

/// A verdict's status as people read it.
pub fn verdict(status: Status) -> &'static str {
    match status {
        Status::Supported => "matches file",
        Status::Refuted => "differs from file",
        Status::Outdated => "superseded",
        Status::Misattributed => "another source's figure",
        Status::Unverified => "nothing on file",
    }
}

/// "1 error", "2 errors".
pub fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A number with commas between thousands: "122,000", "1,234.5".
pub fn grouped_digits(n: rust_decimal::Decimal) -> String {
    let plain = n.normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |d| ("−", d));
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && whole.len() > 3 {
            out.push(',');
        }
        out.push(c);
    }
    out + rest
}

/// "7 January 2022".
pub fn day(date: jiff::civil::Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits() {
        for (n, want) in [("122000", "122,000"), ("-1234567.50", "−1,234,567.5"), ("999", "999"), ("0.25", "0.25")] {
            assert_eq!(grouped_digits(n.parse().unwrap()), want);
        }
    }
}
