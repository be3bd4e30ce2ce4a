//! `--format json`: the contract of [`super::model`], one object on one line.

use super::model::*;
use super::view::place_in;
use super::{Closing, PackFinding, Render, Run, View};
use crate::document::Document;
use crate::finding::{Finding, LabelPlace};
use crate::rules::{Figure, Pack, Value};
use crate::span::Span;
use crate::ticks::Fingerprints;
use serde::{Serialize, Serializer};
use std::io::{Result, Write};

/// The renderer.
pub struct Json;

impl Render for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "one JSON object with claims, verdicts and findings; `--schema` prints its schema"
    }

    fn head(&self, _run: &Run<'_>, out: &mut dyn Write) -> Result<()> {
        let tool = Tool { name: "tickmark", version: env!("CARGO_PKG_VERSION") };
        write!(out, "{{\"schema_version\":1,\"tool\":{},\"documents\":[", serde_json::to_string(&tool)?)
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        Ok(serde_json::to_writer(out, &JsonView(View::new(run, document)).document())?)
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn tail(&self, _run: &Run<'_>, closing: &Closing, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"],")?;
        rest(closing, out)
    }
}

/// The keys after the documents, and the closing bracket.
pub(super) fn rest(closing: &Closing, out: &mut dyn Write) -> Result<()> {
    let findings: Vec<_> = closing.packs.iter().map(pack_finding).collect();
    let errors: Vec<_> = closing.troubles.iter().map(|t| ErrorOut { path: &t.path, message: &t.message }).collect();
    write!(out, "\"findings\":{},", serde_json::to_string(&findings)?)?;
    write!(out, "\"errors\":{},", serde_json::to_string(&errors)?)?;
    writeln!(out, "\"summary\":{}}}", serde_json::to_string(&closing.tally.summary)?)
}

/// A list that is made while it is written.
struct Seq<F>(F);

impl<F, I> Serialize for Seq<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A finding about a pack; its file stands in the first related place.
fn pack_finding(finding: &PackFinding) -> FindingOut<'_> {
    let range = finding.problem.span.range();
    let (line, column) = place_in(&finding.text, range.start);
    let span = SpanOut { start: range.start, end: range.end, line: Some(line), column: Some(column), place: None };
    FindingOut {
        check: finding.check,
        severity: finding.severity,
        message: &finding.problem.message,
        claims: Vec::new(),
        constraint: None,
        span,
        related: vec![RelatedOut { path: Some(&finding.path), span, label: "the pack" }],
        computed: None,
        suggestion: None,
        help: finding.problem.help.as_deref(),
    }
}

/// A figure on file, as the contract has it.
pub(super) fn figure<'r>(pack: &'r Pack, figure: &'r Figure) -> FigureOut<'r> {
    let value = match &figure.value {
        Value::Exactly(q) => q.value.map(Number),
        _ => None,
    };
    let midnight = jiff::civil::Time::midnight();
    let as_of = figure.as_of.map(|t| if t.time() == midnight { t.date().to_string() } else { t.to_string() });
    FigureOut {
        value,
        source: figure.source.and_then(|s| pack.sources.get(s)).map(|s| s.id.as_str()),
        as_of,
        period: figure.period.as_ref().map(|p| p.0.clone()),
        pack: &pack.name,
        path: &figure.path,
        line: figure.line,
    }
}

/// A document as JSON sees it.
struct JsonView<'r>(View<'r>);

impl<'r> std::ops::Deref for JsonView<'r> {
    type Target = View<'r>;

    fn deref(&self) -> &View<'r> {
        &self.0
    }
}

impl<'r> JsonView<'r> {
    fn mention(&self, span: Span) -> Mention<'r> {
        Mention { text: self.text(span), span: self.bytes(span) }
    }

    fn document(&self) -> DocumentOut<'r, impl Serialize, impl Serialize, impl Serialize> {
        let d = self.document;
        DocumentOut {
            path: &d.path,
            format: d.draft.format,
            date: d.draft.front.date.map(|d| d.to_string()),
            claims: Seq(move || {
                let mut keys = Fingerprints::default();
                (0..d.claims.len()).map(move |i| self.claim(i, keys.claim(d, i)))
            }),
            dates: Seq(move || d.numbers.others.iter().enumerate().map(|(i, o)| self.other(i, o))),
            findings: Seq(move || d.findings.iter().map(|f| self.finding(f))),
        }
    }

    fn claim(&self, i: usize, key: String) -> ClaimOut<'r> {
        let d = self.document;
        let claim = &d.claims[i];
        let q = &claim.quantity;
        ClaimOut {
            id: i + 1,
            key,
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
                source: a.source.map(|s| SourceOut {
                    text: self.text(s),
                    span: self.bytes(s),
                    id: d.verdicts.get(i).and_then(|v| self.source_id(v)),
                }),
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
                measure: self.measure(v).map(|(_, m)| m.id.as_str()),
                figure: self.figure(v).map(|(p, f)| FigureOut {
                    // Nothing prints a value before its time.
                    value: figure(p, f).value.filter(|_| !f.embargoed(d.draft.front.date)),
                    ..figure(p, f)
                }),
            }),
            trace: d.traces.claims.get(i).and_then(Option::as_ref).map(|t| TraceOut {
                status: t.status,
                place: t.place.as_ref(),
                working: t.working.as_deref(),
            }),
            tick: None,
        }
    }

    fn span_in(&self, path: &str, range: &std::ops::Range<usize>) -> SpanOut<'r> {
        let (line, column) = self.place_in(path, range);
        SpanOut { start: range.start, end: range.end, line: Some(line), column: Some(column), place: None }
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
                    LabelPlace::File(path, range) => {
                        RelatedOut { path: Some(path), span: self.span_in(path, range), label: &label.text }
                    }
                    LabelPlace::Source { path, range, line, place } => {
                        let (line, column) = (line.map(|l| l.0), line.map(|l| l.1));
                        let span =
                            SpanOut { start: range.start, end: range.end, line, column, place: place.as_deref() };
                        RelatedOut { path: Some(path), span, label: &label.text }
                    }
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
