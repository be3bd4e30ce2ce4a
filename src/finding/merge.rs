//! One finding a number: a person sees the strongest check, and the others as notes under it.

use super::{Finding, Label, LabelPlace};
use std::collections::HashMap;

/// Checks against the file and its constraints, which stand beside all others.
const BESIDE: [&str; 9] = [
    "contradicts-figure",
    "outdated-figure",
    "wrong-source",
    "swapped-figures",
    "breaks-constraint",
    "no-source",
    "unused-figure",
    "embargoed-figure",
    "unticked-number",
];

/// Checks against source documents: whatever else is wrong with a number says more.
const TRACING: [&str; 2] = ["not-in-source", "relabelled-from-source"];

/// Leaves one finding for each number, with the others as notes under it, in the order of what is left. Checks against the
/// file keep their own.
pub fn one_a_number(findings: Vec<Finding>) -> Vec<Finding> {
    let strength = |f: &Finding| (!TRACING.contains(&f.check), f.severity);
    let mut strongest: HashMap<usize, usize> = HashMap::new();
    for (i, finding) in findings.iter().enumerate() {
        if let Some(&claim) = finding.claims.first().filter(|_| !BESIDE.contains(&finding.check)) {
            let best = strongest.entry(claim).or_insert(i);
            if strength(finding) > strength(&findings[*best]) {
                *best = i;
            }
        }
    }
    // Where the file speaks of a number, tracing adds a note to that.
    for (i, finding) in findings.iter().enumerate().filter(|f| BESIDE.contains(&f.1.check)) {
        if let Some(best) = finding.claims.first().and_then(|c| strongest.get_mut(c))
            && TRACING.contains(&findings[*best].check)
        {
            *best = i;
        }
    }
    let mut kept: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    for i in 0..kept.len() {
        let Some(finding) = &kept[i] else { continue };
        let best = finding.claims.first().and_then(|c| strongest.get(c)).copied();
        let Some(best) = best.filter(|b| *b != i && !BESIDE.contains(&finding.check)) else { continue };
        if let Some(weaker) = kept[i].take()
            && let Some(stronger) = &mut kept[best]
        {
            let text = format!("{}: {}", weaker.check, weaker.message);
            stronger.related.push(Label { place: LabelPlace::Draft(weaker.span), text });
        }
    }
    kept.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::span::Span;

    fn finding(check: &'static str, severity: Severity, claim: usize) -> Finding {
        Finding {
            check,
            severity,
            message: check.into(),
            claims: vec![claim],
            constraint: None,
            span: Span::new(0, 1),
            related: Vec::new(),
            computed: None,
            suggestion: None,
            help: None,
        }
    }

    #[test]
    fn the_strongest_stays_and_the_file_stands_beside() {
        let findings = vec![
            finding("not-in-source", Severity::Warning, 3),
            finding("self-contradiction", Severity::Error, 3),
            finding("breaks-constraint", Severity::Error, 3),
            finding("not-in-source", Severity::Warning, 4),
        ];
        let left = one_a_number(findings);
        let names: Vec<_> = left.iter().map(|f| f.check).collect();
        assert_eq!(names, ["self-contradiction", "breaks-constraint", "not-in-source"]);
        assert!(left[0].related[0].text.starts_with("not-in-source"));
    }
}
