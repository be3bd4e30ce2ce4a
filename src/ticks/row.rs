//! A number of a draft as a person ticks it: what it says, and where it stands.

use crate::bind::Status;
use crate::document::Document;
use crate::draft::BlockKind;
use crate::line_index::LineIndex;
use crate::quantity::{Bound, Change, OtherKind};
use crate::span::Span;

/// What a tick vouches for. A tick is reopened when any of it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The value or range, and its decimals as written: "2113400", "200..400".
    pub number: String,
    /// How it is hedged.
    pub bound: Bound,
    /// The direction that it states.
    pub change: Change,
    /// Name of the unit.
    pub unit: String,
    /// What it is about, in order, joined with "; ".
    pub subject: String,
    /// What narrows it, joined with "; ".
    pub scope: String,
    /// The time that it is stated for.
    pub time: String,
    /// Who is cited: the fullest mention.
    pub source: String,
}

/// One number of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// "headline", or the line: "line 6".
    pub place: String,
    /// The phrase: "2,113,400 passengers".
    pub text: String,
    /// Its sentence, white space folded.
    pub sentence: String,
    /// What it says.
    pub state: State,
    /// What the machine found: "matches file: 340 (Norlink, 2024-03-14)", or nothing.
    pub machine: String,
    /// For a number that is no claim: what it is.
    pub other: Option<OtherKind>,
    /// The numeral in the draft's clean text.
    pub span: Span,
    /// What the file says of it.
    pub status: Status,
}

/// The rows of a checked draft: claims first, then dates and the like, each in order of the text.
pub fn rows(document: &Document<'_>, rules: &crate::rules::Rules) -> Vec<Row> {
    let lines = LineIndex::new(&document.draft.file);
    let place = |span: Span| {
        let heading = document.draft.blocks.iter().find(|b| matches!(b.kind, BlockKind::Heading(_)));
        if heading.is_some_and(|h| h.span.contains(span)) {
            return "headline".to_string();
        }
        let at = document.draft.file_span(span).start;
        format!("line {}", lines.place(&document.draft.file, at).line)
    };
    let claims = document.claims.iter().enumerate().map(|(i, claim)| Row {
        place: place(claim.number),
        text: fold(document.draft.slice(claim.span)),
        sentence: fold(document.draft.slice(document.sentences[claim.sentence])),
        state: state(document, i),
        machine: machine(document, i, rules),
        other: None,
        span: claim.number,
        status: document.verdicts.get(i).map_or(Status::Unverified, |v| v.status),
    });
    let others = document.numbers.others.iter().map(|other| {
        let text = fold(document.draft.slice(other.span));
        let sentence = document.sentences.partition_point(|s| s.end <= other.span.start);
        Row {
            place: place(other.span),
            sentence: document.sentences.get(sentence).map_or_else(String::new, |s| fold(document.draft.slice(*s))),
            state: State { number: text.clone(), ..State::default() },
            machine: String::new(),
            other: Some(other.kind),
            span: other.span,
            status: Status::Unverified,
            text,
        }
    });
    claims.chain(others).collect()
}

fn state(document: &Document<'_>, i: usize) -> State {
    let claim = &document.claims[i];
    let q = &claim.quantity;
    let slice = |s: &Span| fold(document.draft.slice(*s));
    let join = |spans: &mut dyn Iterator<Item = Span>| spans.map(|s| slice(&s)).collect::<Vec<_>>().join("; ");
    let number = match (q.value, q.range) {
        (Some(value), _) => value.to_string(),
        (None, Some((low, high))) => format!("{low}..{high}"),
        (None, None) => slice(&claim.number),
    };
    let source = document.attributions.get(i).and_then(Option::as_ref).and_then(|a| a.resolved.or(a.source));
    State {
        number,
        bound: q.bound,
        change: q.change,
        unit: q.unit.name.to_string(),
        subject: join(&mut claim.subject.iter().copied()),
        scope: join(&mut claim.scope.iter().map(|s| s.span)),
        time: claim.time.as_ref().map_or_else(String::new, slice),
        source: source.as_ref().map_or_else(String::new, slice),
    }
}

/// What the machine found, in the words that people are shown.
fn machine(document: &Document<'_>, i: usize, rules: &crate::rules::Rules) -> String {
    let Some(verdict) = document.verdicts.get(i) else { return String::new() };
    let words = match verdict.status {
        Status::Supported => "matches file",
        Status::Refuted => "DIFFERS from file",
        Status::Outdated => "SUPERSEDED",
        Status::Misattributed => "ANOTHER SOURCE'S FIGURE",
        Status::Unverified => return "nothing on file".into(),
    };
    let on_file = verdict.figure.and_then(|id| {
        let pack = rules.packs.get(id.pack)?;
        let measure = pack.measures.get(id.measure)?;
        let figure = measure.figures.get(id.figure)?;
        let source = figure.source.and_then(|s| pack.sources.get(s)).map_or("no source", |s| s.name.as_str());
        let day = figure.as_of.map_or_else(|| "undated".to_string(), |d| d.date().to_string());
        Some(format!("{} ({source}, {day})", measure.title.as_deref().unwrap_or(&measure.id)))
    });
    on_file.map_or_else(|| words.to_string(), |f| format!("{words}: {f}"))
}

/// White space folded to single spaces.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl State {
    /// Names of the parts that differ.
    pub fn changed(&self, other: &State) -> Vec<&'static str> {
        let parts = [
            ("number", self.number != other.number),
            ("bound", self.bound != other.bound),
            ("change", self.change != other.change),
            ("unit", self.unit != other.unit),
            ("subject", self.subject != other.subject),
            ("scope", self.scope != other.scope),
            ("time", self.time != other.time),
            ("source", self.source != other.source),
        ];
        parts.into_iter().filter(|p| p.1).map(|p| p.0).collect()
    }
}
