//! Counts over the drafts of a run, and what was not looked at.

use super::model::Summary;
use crate::bind::{Reason, Status};
use crate::claim::Role;
use crate::document::Document;
use crate::finding::Severity;
use crate::rules::Rules;
use crate::trace::TraceStatus;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Counts that add up over drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The counts of the JSON contract.
    pub summary: Summary,
    /// Numbers that only narrow others: zones, targets, thresholds.
    pub scopes: usize,
    /// Dates and other numbers that are no claims.
    pub others: usize,
    /// Numbers that a source has.
    pub in_source: usize,
    /// Numbers that work out from a source's.
    pub works_out: usize,
    /// Numbers that are in no source, or there for something else.
    pub queried: usize,
    /// Findings that only advise.
    pub infos: usize,
    /// Claims left unverified, by reason.
    pub reasons: BTreeMap<&'static str, usize>,
    /// Drafts without a date.
    pub undated: usize,
    /// Drafts for which no pack was named.
    pub unserved: usize,
    /// What readers noted, each with the draft's path.
    pub notes: Vec<(String, String)>,
    /// Packs that claims were compared with, and the day of the newest figure in each.
    pub packs: BTreeMap<String, Option<Date>>,
}

impl Tally {
    /// The counts of one draft.
    pub fn of(document: &Document<'_>, rules: Option<&Rules>) -> Self {
        let mut tally = Tally::default();
        let s = &mut tally.summary;
        s.documents = 1;
        s.claims = document.claims.len();
        tally.scopes = document.claims.iter().filter(|c| c.role == Role::Scope).count();
        tally.others = document.numbers.others.len();
        tally.undated = usize::from(document.draft.front.date.is_none());
        tally.unserved = usize::from(rules.is_none_or(|r| r.packs.iter().all(|p| p.is_timeless())));
        tally.notes = document.draft.notes.iter().map(|n| (document.path.clone(), n.clone())).collect();
        for (i, (claim, verdict)) in document.claims.iter().zip(&document.verdicts).enumerate() {
            *match verdict.status {
                Status::Supported => &mut s.supported,
                Status::Refuted => &mut s.refuted,
                Status::Outdated => &mut s.outdated,
                Status::Misattributed => &mut s.misattributed,
                Status::Unverified => &mut s.unverified,
            } += 1;
            let traced = document.traces.claims.get(i).and_then(Option::as_ref).map(|t| t.status);
            if verdict.status != Status::Unverified || claim.role != Role::Claim {
                // Counted above, or no number of its own.
            } else if let Some(traced) = traced {
                *match traced {
                    TraceStatus::InSource => &mut tally.in_source,
                    TraceStatus::WorksOut => &mut tally.works_out,
                    TraceStatus::NotInSource | TraceStatus::Relabelled => &mut tally.queried,
                } += 1;
            } else {
                let reason = verdict.reason.map_or("nothing on file", in_words);
                *tally.reasons.entry(reason).or_default() += 1;
            }
            if let (Some((pack, _)), Some(rules)) = (verdict.measure, rules)
                && let Some(pack) = rules.packs.get(pack)
                && !tally.packs.contains_key(&pack.name)
            {
                let newest = pack.measures.iter().flat_map(|m| &m.figures).filter_map(|f| f.as_of).max();
                tally.packs.insert(pack.name.clone(), newest.map(|d| d.date()));
            }
        }
        for finding in &document.findings {
            match finding.severity {
                Severity::Error => s.errors += 1,
                Severity::Warning => s.warnings += 1,
                Severity::Info => tally.infos += 1,
            }
        }
        tally
    }

    /// Adds another draft's counts.
    pub fn add(&mut self, other: &Tally) {
        let (s, o) = (&mut self.summary, &other.summary);
        s.documents += o.documents;
        s.claims += o.claims;
        s.supported += o.supported;
        s.refuted += o.refuted;
        s.outdated += o.outdated;
        s.misattributed += o.misattributed;
        s.unverified += o.unverified;
        s.errors += o.errors;
        s.warnings += o.warnings;
        self.scopes += other.scopes;
        self.others += other.others;
        self.infos += other.infos;
        self.in_source += other.in_source;
        self.works_out += other.works_out;
        self.queried += other.queried;
        self.undated += other.undated;
        self.unserved += other.unserved;
        self.notes.extend(other.notes.iter().cloned());
        for (reason, n) in &other.reasons {
            *self.reasons.entry(reason).or_default() += n;
        }
        self.packs.extend(other.packs.iter().map(|(k, v)| (k.clone(), *v)));
    }
}

/// A reason as people read it.
pub(super) fn in_words(reason: Reason) -> &'static str {
    match reason {
        Reason::NoMeasure => "nothing on file",
        Reason::Ambiguous => "several things on file fit",
        Reason::Negated => "negated",
        Reason::Hypothetical => "hypothetical",
        Reason::Complement => "a complement",
        Reason::Difference => "a difference",
        Reason::Ring => "a ring between two zones",
        Reason::OtherTime => "another time than the file's",
        Reason::OtherScope => "another scope than the file's",
        Reason::NoFigure => "no figure on file for it",
        Reason::NoOwnFigure => "no figure of the cited source",
        Reason::InsideRange => "inside the source's range",
        Reason::LooseBound => "a bound far below the figure",
        Reason::Stale => "the file is older",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_every_count() {
        let summary = Summary {
            documents: 1,
            claims: 2,
            supported: 3,
            refuted: 4,
            outdated: 5,
            misattributed: 6,
            unverified: 7,
            errors: 8,
            warnings: 9,
        };
        let one = Tally {
            summary,
            scopes: 1,
            others: 2,
            in_source: 3,
            works_out: 4,
            queried: 5,
            infos: 6,
            reasons: BTreeMap::from([("negated", 7)]),
            undated: 8,
            unserved: 9,
            notes: vec![("a.md".into(), "a note".into())],
            packs: BTreeMap::from([("pack".into(), None)]),
        };
        let mut sum = Tally::default();
        sum.add(&one);
        assert_eq!(sum, one);
    }
}
