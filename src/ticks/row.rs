//! A number of a draft as a person ticks it: what it says, and where it stands.

use crate::bind::Status;
use crate::claim::Claim;
use crate::document::Document;
use crate::draft::BlockKind;
use crate::line_index::LineIndex;
use crate::quantity::{Bound, Change, Kind, Other, OtherKind};
use crate::span::Span;
use crate::trace::{Trace, TraceStatus};
use crate::vocab;
use jiff::civil::Date;

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
    let others = document.numbers.others.iter().enumerate().map(|(i, other)| {
        let text = fold(document.draft.slice(other.span));
        let sentence = document.sentences.partition_point(|s| s.end <= other.span.start);
        Row {
            place: place(other.span),
            sentence: document.sentences.get(sentence).map_or_else(String::new, |s| fold(document.draft.slice(*s))),
            state: State { number: text.clone(), time: day(document, other), ..State::default() },
            machine: document.traces.others.get(i).and_then(Option::as_ref).map_or_else(String::new, traced),
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
        time: time(document, claim),
        source: source.as_ref().map_or_else(String::new, slice),
    }
}

/// The time of a claim; with the story's date where that decides what it means: "yesterday", "last year", an age.
fn time(document: &Document<'_>, claim: &Claim) -> String {
    let text = claim.time.map_or_else(String::new, |s| fold(document.draft.slice(s)));
    let Some(today) = document.draft.front.date else { return text };
    let as_of = match claim.quantity.kind {
        Kind::Age => Some(today.to_string()),
        _ => relative(&text, today),
    };
    match as_of {
        Some(as_of) if text.is_empty() => format!("as of {as_of}"),
        Some(as_of) => format!("{text} (as of {as_of})"),
        None => text,
    }
}

/// As of when a relative time is meant: the day, the month or the year of the story.
fn relative(text: &str, today: Date) -> Option<String> {
    let classes = |class| text.split(' ').any(|word| crate::vocab::WordId::of(word).lexeme().class.any(class));
    if classes(vocab::RELATIVE_DAY) {
        return Some(today.to_string());
    }
    if !classes(vocab::RELATIVE_PERIOD) {
        return None;
    }
    let unit = |name: &str| text.split(' ').any(|word| word.trim_end_matches('s') == name);
    Some(match () {
        () if unit("year") || unit("decade") => today.year().to_string(),
        () if unit("month") || unit("quarter") => today.strftime("%Y-%m").to_string(),
        () => today.to_string(),
    })
}

/// The day that a weekday or a day without a year means by the story's date.
fn day(document: &Document<'_>, other: &Other) -> String {
    let (Some(date), Some(today)) = (other.date, document.draft.front.date) else { return String::new() };
    let stated = date.year.is_some() && date.weekday.is_none();
    if stated || other.kind != OtherKind::Date { String::new() } else { format!("as of {today}") }
}

/// Where the sources have a number, in the words that people are shown.
fn traced(trace: &Trace) -> String {
    let place = trace.place.as_ref().map(|p| p.at());
    let (place, text) = (place.as_deref().unwrap_or(""), trace.place.as_ref().map_or("", |p| p.text.as_str()));
    match (trace.status, &trace.working) {
        (TraceStatus::InSource, _) if place.is_empty() => "the draft's own date".into(),
        (TraceStatus::InSource, _) => format!("in {place}"),
        (TraceStatus::WorksOut, Some(working)) => format!("works out: {working}, {place}"),
        (TraceStatus::WorksOut, None) => format!("works out: {place}"),
        (TraceStatus::Relabelled, _) => format!("SOMETHING ELSE IN SOURCE: {text}, {place}"),
        (TraceStatus::NotInSource, _) if place.is_empty() => "NOT IN SOURCES".into(),
        (TraceStatus::NotInSource, _) => format!("NOT IN SOURCES: nearest {text}, {place}"),
    }
}

/// What the machine found, in the words that people are shown: on file, then in the sources.
fn machine(document: &Document<'_>, i: usize, rules: &crate::rules::Rules) -> String {
    let filed = filed(document, i, rules);
    match document.traces.claims.get(i).and_then(Option::as_ref) {
        None => filed,
        Some(trace) if filed.is_empty() || filed == NOTHING => traced(trace),
        Some(trace) => format!("{filed}; {}", traced(trace)),
    }
}

/// What is said where the file has nothing.
const NOTHING: &str = "nothing on file";

/// What the file says.
fn filed(document: &Document<'_>, i: usize, rules: &crate::rules::Rules) -> String {
    let Some(verdict) = document.verdicts.get(i) else { return String::new() };
    let words = match verdict.status {
        Status::Supported => "matches file",
        Status::Refuted => "DIFFERS from file",
        Status::Outdated => "SUPERSEDED",
        Status::Misattributed => "ANOTHER SOURCE'S FIGURE",
        Status::Unverified => return NOTHING.into(),
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
