//! A baseline: findings that were there when a desk began, which it accepts for now. Only what is new is reported.

use super::Fingerprints;
use crate::document::Document;
use crate::finding::Finding;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One accepted finding.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Its draft, as a path from the baseline's folder.
    pub draft: String,
    /// The check that reported it.
    pub check: String,
    /// The words that it stands on, for people.
    pub text: String,
    /// Its fingerprint, which survives moved lines.
    pub fingerprint: String,
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Accepted>,
}

/// Accepted findings, by draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    drafts: BTreeMap<String, BTreeSet<Accepted>>,
}

const HEAD: &str = "# Findings that `tickmark check --baseline` accepts. `--update-baseline` writes this file anew.\n";

impl Baseline {
    /// Reads a baseline; an error says what is wrong, with its line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(1, |s| text[..s.start.min(text.len())].matches('\n').count() + 1);
            format!("line {line}: this is no baseline: {}", e.message())
        })?;
        let mut baseline = Self::default();
        file.accepted.into_iter().for_each(|a| baseline.add(a));
        Ok(baseline)
    }

    /// Adds an accepted finding.
    pub fn add(&mut self, accepted: Accepted) {
        self.drafts.entry(accepted.draft.clone()).or_default().insert(accepted);
    }

    /// Replaces what is accepted of one draft.
    pub fn replace(&mut self, draft: &str, accepted: impl IntoIterator<Item = Accepted>) {
        self.drafts.insert(draft.to_string(), accepted.into_iter().collect());
    }

    /// Whether a finding of a draft is accepted.
    fn holds(&self, draft: &str, check: &str, fingerprint: &str) -> bool {
        let of_draft = self.drafts.get(draft).into_iter().flatten();
        of_draft.into_iter().any(|a| a.check == check && a.fingerprint == fingerprint)
    }

    /// Takes the accepted findings out of a document, and says how many there were.
    pub fn take_out(&self, draft: &str, document: &mut Document<'_>) -> usize {
        let marks = fingerprints(document);
        let mut accepted = marks.iter().zip(&document.findings).map(|(mark, f)| self.holds(draft, f.check, mark));
        let accepted: Vec<bool> = accepted.by_ref().collect();
        let before = document.findings.len();
        let mut each = accepted.into_iter();
        document.findings.retain(|_| each.next() != Some(true));
        before - document.findings.len()
    }

    /// How many findings are accepted.
    pub fn len(&self) -> usize {
        self.drafts.values().map(BTreeSet::len).sum()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl std::fmt::Display for Baseline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let file = File { accepted: self.drafts.values().flatten().cloned().collect() };
        f.write_str(HEAD)?;
        f.write_str(&toml::to_string(&file).map_err(|_| std::fmt::Error)?)
    }
}

/// The fingerprints of a document's findings, in order.
fn fingerprints(document: &Document<'_>) -> Vec<String> {
    let mut prints = Fingerprints::default();
    document.findings.iter().map(|f| prints.finding(document, f)).collect()
}

/// Everything that was found in a document, as accepted.
pub fn accept(draft: &str, document: &Document<'_>) -> Vec<Accepted> {
    let one = |(fingerprint, finding): (String, &Finding)| Accepted {
        draft: draft.to_string(),
        check: finding.check.to_string(),
        text: document.draft.slice(finding.span).split_whitespace().collect::<Vec<_>>().join(" "),
        fingerprint,
    };
    fingerprints(document).into_iter().zip(&document.findings).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_it_is_written() {
        let one = |draft: &str, print: &str| Accepted {
            draft: draft.into(),
            check: "sum-mismatch".into(),
            text: "\"18\" dead".into(),
            fingerprint: print.into(),
        };
        let mut baseline = Baseline::default();
        baseline.add(one("b.md", "2"));
        baseline.add(one("a.md", "1"));
        baseline.add(one("a.md", "1"));
        let text = baseline.to_string();
        assert_eq!(Baseline::parse(&text).unwrap(), baseline);
        assert_eq!(baseline.len(), 2);
        assert!(text.find("a.md") < text.find("b.md"), "in order of the drafts");
        assert!(baseline.holds("a.md", "sum-mismatch", "1") && !baseline.holds("b.md", "sum-mismatch", "1"));
        assert!(Baseline::parse("").unwrap().is_empty());
        assert!(Baseline::parse("\n[[accepted]]\ndarft = 1\n").unwrap_err().starts_with("line "));
    }
}
