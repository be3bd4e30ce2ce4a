//! One report that every format is shown with in its snapshot. It is put together by hand, so that it holds one of
//! everything and does not move when the grammar learns something.

use super::{PackFinding, Report, Trouble};
use crate::attribution::{Attribution, Style};
use crate::bind::{FigureId, Reason, Status, Verdict};
use crate::claim::{Claim, Role, Scope};
use crate::document::Document;
use crate::draft;
use crate::finding::{Computed, Finding, Label, LabelPlace, Severity, Suggestion};
use crate::prose::Prose;
use crate::quantity::{Bound, Change, Interval, Kind, Numbers, Numeral, Other, OtherKind, PartialDate, Quantity, Unit};
use crate::rules::{Figure, FigureStatus, Measure, Pack, Problem, Rules, Source, Value};
use crate::span::{FileSpan, Span};
use crate::trace::Traces;
use jiff::civil::date;
use rust_decimal::Decimal;
use std::sync::LazyLock;

const DRAFT: &str = "---
date: 2024-03-14
---

# Ferry firm to cut 430 jobs

Norlink will cut **340** jobs &amp; close two ports, the “company” said on Thursday.

It carried 2,113,400 passengers in the year to January, down from 2,412,600, a drop of 14 percent.
";

const PACK: &str = "[pack]
name = \"norlink\"

[source.norlink]
name = \"Norlink\"

[measure.cuts]
of = [\"jobs\"]

[[measure.cuts.figure]]
value = 340
source = \"norlink\"
as_of = 2024-03-14
";

const WRONG_PACK: &str = "[pack]\nname = \"wrong\"\n\n[measure.x]\nfo = [\"jobs\"]\n";

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules { packs: vec![crate::rules::OnFile::new(pack())] });

fn pack() -> Pack {
    let at = |words: &str| {
        let start = PACK.find(words).unwrap_or(0);
        FileSpan::new(start, start + words.len())
    };
    let figure = Figure {
        value: Value::Exactly(Box::new(quantity(340, Kind::Count, "job", None))),
        source: Some(0),
        via: None,
        as_of: Some(date(2024, 3, 14).at(0, 0, 0, 0)),
        period: None,
        valid: None,
        embargo: None,
        sum: None,
        tolerance: None,
        exact: false,
        status: FigureStatus::Stated,
        hedge: Bound::Exact,
        url: None,
        path: "norlink.toml".into(),
        line: 11,
        span: at("value = 340"),
    };
    Pack {
        name: "norlink".into(),
        path: "norlink.toml".into(),
        text: PACK.into(),
        sources: vec![Source { id: "norlink".into(), name: "Norlink".into(), ..Source::default() }],
        measures: vec![Measure { id: "cuts".into(), figures: vec![figure], ..Measure::default() }],
        ..Pack::default()
    }
}

fn quantity(value: i64, kind: Kind, name: &'static str, span: Option<Span>) -> Quantity {
    let value = Decimal::from(value);
    Quantity {
        kind,
        value: Some(value),
        fraction: None,
        range: None,
        interval: Interval::point(value),
        bound: Bound::Exact,
        change: Change::None,
        unit: Unit { name: name.into(), code: None, dimension: "count", span },
        numeral: Numeral { value, step: Decimal::ONE, scale: Decimal::ONE, words: false },
    }
}

/// The nth place of some words in the draft's text.
fn place(text: &str, words: &str, nth: usize) -> Span {
    let start = text.match_indices(words).nth(nth).map_or(0, |m| m.0) as u32;
    Span::new(start, start + words.len() as u32)
}

fn claim(prose: &Prose<'_>, phrase: &str, value: i64, kind: Kind, unit: &'static str) -> Claim {
    let span = place(prose.text, phrase, 0);
    let digits = phrase.split(' ').next().unwrap_or("").len() as u32;
    let noun = Span::new(span.start + digits + 1, span.end);
    let tokens = prose.token_at(span.start)..prose.token_at(span.end);
    let sentence = prose.sentence_of(tokens.start);
    Claim {
        quantity: quantity(value, kind, unit, (!noun.is_empty()).then_some(noun)),
        number: Span::new(span.start, span.start + digits),
        span,
        clause: prose.sentences[sentence].range(),
        tokens,
        sentence,
        role: Role::Claim,
        subject: Vec::new(),
        scope: Vec::new(),
        time: None,
        modality: None,
    }
}

fn finding(check: &'static str, severity: Severity, claim: usize, span: Span, message: &str) -> Finding {
    Finding {
        check,
        severity,
        message: message.into(),
        claims: vec![claim],
        constraint: None,
        span,
        related: Vec::new(),
        computed: None,
        suggestion: None,
        help: None,
    }
}

fn document() -> Option<Document<'static>> {
    let draft = draft::read("ferry.md", DRAFT.as_bytes()).ok()?;
    let prose = Prose::new(&draft);
    let at = |words: &str| place(prose.text, words, 0);
    let mut claims = vec![
        claim(&prose, "430 jobs", 430, Kind::Count, "job"),
        claim(&prose, "340 jobs", 340, Kind::Count, "job"),
        claim(&prose, "2,113,400 passengers", 2_113_400, Kind::Count, "passenger"),
        claim(&prose, "2,412,600", 2_412_600, Kind::Count, "passenger"),
        claim(&prose, "14 percent", 14, Kind::Percent, "percent"),
    ];
    claims[1].subject = vec![at("Norlink")];
    claims[2].time = Some(at("in the year to January"));
    claims[4].quantity.change = Change::Down;
    claims[4].scope = vec![Scope { relation: "from".into(), span: at("from 2,412,600"), claim: Some(3) }];
    let said = Attribution {
        source: Some(at("the “company”")),
        resolved: Some(at("Norlink")),
        cue: Some(at("said")),
        content: vec![at("Norlink will cut 340 jobs & close two ports")],
        style: Style::Said,
        quoted: false,
        via: None,
    };
    let file = Verdict {
        status: Status::Refuted,
        measure: Some((0, 0)),
        figure: Some(FigureId { pack: 0, measure: 0, figure: 0 }),
        ..Verdict::default()
    };
    let none = Verdict { reason: Some(Reason::NoMeasure), ..Verdict::default() };
    let verdicts = vec![
        file.clone(),
        Verdict { status: Status::Supported, source: Some((0, 0)), ..file },
        none.clone(),
        none.clone(),
        none,
    ];
    let thursday = Other {
        kind: OtherKind::Date,
        span: at("Thursday"),
        tokens: 0..0,
        date: Some(PartialDate { year: Some(2024), month: Some(3), day: Some(14), weekday: Some(4) }),
    };
    let findings = findings(&claims, &at);
    let sentences = prose.sentences.iter().map(|s| s.span).collect();
    let attributions = vec![None, Some(said), None, None, None];
    let numbers = Numbers { others: vec![thursday], ..Numbers::default() };
    let (path, traces) = ("ferry.md".into(), Traces::default());
    Some(Document { path, sentences, numbers, claims, attributions, verdicts, traces, findings, draft })
}

fn findings(claims: &[Claim], at: &dyn Fn(&str) -> Span) -> Vec<Finding> {
    let number = |i: usize| claims[i].number;
    let on_file = PACK.find("value = 340").unwrap_or(0);
    let label = |place, text: &str| Label { place, text: text.into() };
    let because = |stated: &str, expected: &str, because: &str| {
        Some(Computed { stated: stated.into(), expected: expected.into(), because: because.into() })
    };
    let mut contradicts = finding(
        "contradicts-figure",
        Severity::Error,
        0,
        number(0),
        "the headline says 430 jobs; the figure on file is 340",
    );
    contradicts.computed = because("430", "340", "Norlink gave 340 on 14 March 2024");
    contradicts.related = vec![
        label(LabelPlace::Draft(number(1)), "the same thing: 340"),
        label(LabelPlace::File("norlink.toml".into(), on_file..on_file + 11), "340, Norlink, 14 March 2024"),
    ];
    contradicts.suggestion = Some(Suggestion { span: number(0), replacement: "340".into() });
    let mut same = finding(
        "self-contradiction",
        Severity::Warning,
        0,
        number(0),
        "the headline says 430 jobs and the text says 340",
    );
    same.claims = vec![0, 1];
    let mut percent = finding(
        "percent-change-mismatch",
        Severity::Error,
        4,
        at("14 percent"),
        "from 2,412,600 to 2,113,400 is a fall of 12.4 percent, not 14",
    );
    percent.claims = vec![4, 3, 2];
    percent.computed = because("14", "12.4", "(2,412,600 − 2,113,400) ÷ 2,412,600 = 12.4 %");
    percent.related = vec![label(LabelPlace::Draft(number(2)), "to"), label(LabelPlace::Draft(number(3)), "from")];
    percent.help = Some("divided by the new number (299,200 ÷ 2,113,400 = 14.2 %)".into());
    let advice = finding("no-source", Severity::Info, 2, number(2), "nobody is cited for 2,113,400 passengers");
    let mut all = vec![contradicts, same, percent, advice];
    all.sort_by(|a, b| (a.span, a.check).cmp(&(b.span, b.check)));
    all
}

/// A report with one of everything.
pub fn sample() -> Report<'static> {
    let wrong = WRONG_PACK.find("fo =").unwrap_or(0);
    Report {
        documents: document().into_iter().collect(),
        rules: Some(&RULES),
        packs: vec![PackFinding {
            check: "rules-error",
            severity: Severity::Error,
            path: "wrong.toml".into(),
            text: WRONG_PACK.into(),
            problem: Problem {
                message: "a measure has no key \"fo\"".into(),
                span: FileSpan::new(wrong, wrong + 2),
                help: Some("did you mean \"of\"?".into()),
            },
        }],
        troubles: vec![Trouble {
            path: "notes.md".into(),
            message: "the file is UTF-16, not UTF-8; save it as UTF-8".into(),
        }],
        ..Report::default()
    }
}
