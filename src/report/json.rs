//! `--format json`: the contract of [`super::model`], one object on one line.

use super::model::*;
use super::{Render, Report};
use crate::checker::Document;
use crate::finding::{Finding, LabelPlace, Severity};
use crate::line_index::LineIndex;
use crate::span::{FileSpan, Span};
use std::io::Write;

/// The renderer.
pub struct Json;

impl Render for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn render(&self, report: &Report<'_>, out: &mut dyn Write) -> std::io::Result<()> {
        let documents: Vec<_> = report.documents.iter().map(|d| View::new(d).document()).collect();
        let output = Output {
            schema_version: 1,
            tool: Tool { name: "tickmark", version: env!("CARGO_PKG_VERSION") },
            documents,
            findings: Vec::new(),
            errors: report.troubles.iter().map(|t| ErrorOut { path: &t.path, message: &t.message }).collect(),
            summary: summary(report),
        };
        serde_json::to_writer(&mut *out, &output)?;
        out.write_all(b"\n")
    }
}

/// Counts over all drafts of a report.
pub(super) fn summary(report: &Report<'_>) -> Summary {
    use crate::bind::Status;
    let mut s = Summary { documents: report.documents.len(), ..Summary::default() };
    for d in &report.documents {
        s.claims += d.claims.len();
        for v in &d.verdicts {
            *match v.status {
                Status::Supported => &mut s.supported,
                Status::Refuted => &mut s.refuted,
                Status::Outdated => &mut s.outdated,
                Status::Misattributed => &mut s.misattributed,
                Status::Unverified => &mut s.unverified,
            } += 1;
        }
        s.errors += d.findings.iter().filter(|f| f.severity == Severity::Error).count();
        s.warnings += d.findings.iter().filter(|f| f.severity == Severity::Warning).count();
    }
    s
}

/// One document, with what is needed to turn its spans into places.
struct View<'r> {
    document: &'r Document<'r>,
    lines: LineIndex,
}

impl<'r> View<'r> {
    fn new(document: &'r Document<'r>) -> Self {
        Self { document, lines: LineIndex::new(&document.draft.file) }
    }

    fn text(&self, span: Span) -> &'r str {
        self.document.draft.slice(span)
    }

    fn bytes(&self, span: Span) -> Bytes {
        let FileSpan { start, end } = self.document.draft.file_span(span);
        Bytes { start, end }
    }

    fn span(&self, span: Span) -> SpanOut {
        let Bytes { start, end } = self.bytes(span);
        let place = self.lines.place(&self.document.draft.file, start);
        SpanOut { start, end, line: place.line.get(), column: place.column.get() }
    }

    fn mention(&self, span: Span) -> Mention<'r> {
        Mention { text: self.text(span), span: self.bytes(span) }
    }

    fn document(&self) -> DocumentOut<'r> {
        let d = self.document;
        DocumentOut {
            path: &d.path,
            format: d.draft.format,
            date: d.draft.front.date.map(|d| d.to_string()),
            claims: (0..d.claims.len()).map(|i| self.claim(i)).collect(),
            dates: d.numbers.others.iter().enumerate().map(|(i, o)| self.other(i, o)).collect(),
            findings: d.findings.iter().map(|f| self.finding(f)).collect(),
        }
    }

    fn claim(&self, i: usize) -> ClaimOut<'r> {
        let d = self.document;
        let claim = &d.claims[i];
        let q = &claim.quantity;
        ClaimOut {
            id: i + 1,
            key: String::new(),
            role: claim.role,
            span: self.span(claim.span),
            text: self.text(claim.span),
            number: self.bytes(claim.number),
            sentence: self.bytes(d.sentences[claim.sentence]),
            quantity: QuantityOut {
                kind: q.kind,
                value: q.value.map(Number),
                fraction: q.fraction.map(|(n, d)| [n, d]),
                range: q.range.map(|(a, b)| [Number(a), Number(b)]),
                low: q.interval.low.map(|e| Number(e.value)),
                high: q.interval.high.map(|e| Number(e.value)),
                low_open: q.interval.low.is_some_and(|e| e.open),
                high_open: q.interval.high.is_some_and(|e| e.open),
                bound: q.bound,
                change: q.change,
                unit: UnitOut {
                    name: &q.unit.name,
                    text: q.unit.span.map(|s| self.text(s)),
                    code: q.unit.code.as_deref(),
                    dimension: q.unit.dimension,
                    span: q.unit.span.map(|s| self.bytes(s)),
                },
            },
            subject: claim.subject.iter().map(|s| self.mention(*s)).collect(),
            scope: claim
                .scope
                .iter()
                .map(|s| ScopeOut {
                    relation: &s.relation,
                    text: self.text(s.span),
                    span: self.bytes(s.span),
                    claim: s.claim.map(|c| c + 1),
                })
                .collect(),
            time: claim.time.map(|s| self.mention(s)),
            attribution: d.attributions[i].as_ref().map(|a| AttributionOut {
                source: a.source.map(|s| SourceOut { text: self.text(s), span: self.bytes(s), id: None }),
                resolved: a.resolved.map(|s| self.mention(s)),
                cue: a.cue.map(|s| self.mention(s)),
                content: a.content.iter().map(|s| self.bytes(*s)).collect(),
                style: a.style,
                quoted: a.quoted,
                via: a.via.map(|s| self.mention(s)),
            }),
            verdict: d.verdicts.get(i).map(|v| VerdictOut {
                status: v.status,
                reason: v.reason,
                measure: None,
                figure: None,
            }),
            trace: d.traces.claims.get(i).and_then(Option::as_ref).map(|t| TraceOut {
                status: t.status,
                place: t.place.as_ref(),
                working: t.working.as_deref(),
            }),
            tick: None,
        }
    }

    fn other(&self, i: usize, other: &crate::quantity::Other) -> DateOut<'r> {
        DateOut {
            id: i + 1,
            span: self.span(other.span),
            text: self.text(other.span),
            kind: other.kind,
            iso: other.date.and_then(|d| d.day()).map(|d| d.to_string()),
            verdict: None,
        }
    }

    fn finding(&self, finding: &'r Finding) -> FindingOut<'r> {
        FindingOut {
            check: finding.check,
            severity: finding.severity,
            message: &finding.message,
            claims: finding.claims.iter().map(|c| c + 1).collect(),
            constraint: finding.constraint.as_deref(),
            span: self.span(finding.span),
            related: finding
                .related
                .iter()
                .map(|label| match &label.place {
                    LabelPlace::Draft(span) => RelatedOut { path: None, span: self.span(*span), label: &label.text },
                    LabelPlace::File(path, range) => RelatedOut {
                        path: Some(path),
                        span: SpanOut { start: range.start, end: range.end, line: 1, column: 1 },
                        label: &label.text,
                    },
                })
                .collect(),
            computed: finding.computed.as_ref().map(|c| ComputedOut {
                stated: &c.stated,
                expected: &c.expected,
                because: &c.because,
            }),
            suggestion: finding
                .suggestion
                .as_ref()
                .map(|s| SuggestionOut { span: self.bytes(s.span), replacement: &s.replacement }),
            help: finding.help.as_deref(),
        }
    }
}
