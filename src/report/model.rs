//! The JSON contract, version 1, as types. The JSON Schema that ships is made from them.
//!
//! Keys never vanish: what is absent is `null` or `[]`. Spans are byte offsets into the file as
//! read, end exclusive; lines and columns count from 1, columns in characters.

use crate::attribution::Style;
use crate::bind::{Reason, Status};
use crate::claim::Role;
use crate::finding::Severity;
use crate::quantity::{Bound, Change, Kind};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// Text of the report's data: borrowed from the draft where it can be.
pub type Text<'a> = Cow<'a, str>;

/// A decimal as a JSON number with all its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let n = self.0.normalize();
        if n.scale() == 0
            && let Ok(whole) = i64::try_from(n.mantissa())
        {
            return serializer.serialize_i64(whole);
        }
        // Up to 15 significant digits, a double gives back the same digits.
        if n.mantissa().unsigned_abs() < 1_000_000_000_000_000
            && let Ok(double) = f64::try_from(n)
        {
            return serializer.serialize_f64(double);
        }
        serde_json::value::RawValue::from_string(n.to_string())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

/// The whole output.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output<'a> {
    /// Version of this contract: 1.
    pub schema_version: u32,
    /// The tool that wrote it.
    pub tool: Tool,
    /// The drafts, in order of their paths.
    pub documents: Vec<DocumentOut<'a>>,
    /// Findings about packs.
    pub findings: Vec<FindingOut<'a>>,
    /// Files that could not be read.
    pub errors: Vec<ErrorOut<'a>>,
    /// Counts over all drafts.
    pub summary: Summary,
}

/// The tool.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tool {
    /// "tickmark".
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// One draft.
///
/// The lists are anything that serialises as one, so that they need not be built to be written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentOut<'a, C = Vec<ClaimOut<'a>>, D = Vec<DateOut<'a>>, F = Vec<FindingOut<'a>>> {
    /// Path as given.
    pub path: &'a str,
    /// Name of the reader: "text", "markdown".
    pub format: &'static str,
    /// The draft's date.
    pub date: Option<String>,
    /// Its claims, in order.
    pub claims: C,
    /// Its dates and other numbers that are no claims.
    pub dates: D,
    /// What the checks found.
    pub findings: F,
}

/// Bytes of a file.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Bytes {
    /// First byte.
    pub start: usize,
    /// Just past the last byte.
    pub end: usize,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct SpanOut<'a> {
    /// First byte.
    pub start: usize,
    /// Just past the last byte.
    pub end: usize,
    /// Line, from 1; null where the file is not text.
    pub line: Option<usize>,
    /// Column in characters, from 1; null where the file is not text.
    pub column: Option<usize>,
    /// The place in words ("paragraph 3"), where the file is not text.
    pub place: Option<&'a str>,
}

/// A claim.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClaimOut<'a> {
    /// Number in the document, from 1.
    pub id: usize,
    /// Fingerprint that survives moved lines.
    pub key: String,
    /// Claim or scope.
    pub role: Role,
    /// The phrase.
    pub span: SpanOut<'a>,
    /// Its clean text.
    pub text: &'a str,
    /// The numeral.
    pub number: Bytes,
    /// The sentence.
    pub sentence: Bytes,
    /// The quantity.
    pub quantity: QuantityOut<'a>,
    /// What it is about.
    pub subject: Vec<Mention<'a>>,
    /// What narrows it.
    pub scope: Vec<ScopeOut<'a>>,
    /// The time that it is stated for.
    pub time: Option<Mention<'a>>,
    /// Who is cited.
    pub attribution: Option<AttributionOut<'a>>,
    /// What the file says; null from `extract`.
    pub verdict: Option<VerdictOut<'a>>,
    /// Trace to a source document; null without `--against`.
    pub trace: Option<TraceOut<'a>>,
    /// State in the tick sheet.
    pub tick: Option<()>,
}

/// A quantity.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuantityOut<'a> {
    /// What sort.
    pub kind: Kind,
    /// The stated value; null for ranges and vague counts.
    pub value: Option<Number>,
    /// Numerator and denominator of a value without a finite decimal form.
    pub fraction: Option<[u32; 2]>,
    /// Ends of a range, as stated.
    pub range: Option<[Number; 2]>,
    /// Least true value; null where unbounded.
    pub low: Option<Number>,
    /// Greatest true value; null where unbounded.
    pub high: Option<Number>,
    /// Whether `low` itself is left out.
    pub low_open: bool,
    /// Whether `high` itself is left out.
    pub high_open: bool,
    /// How it is hedged.
    pub bound: Bound,
    /// The direction that it states.
    pub change: Change,
    /// The unit.
    pub unit: UnitOut<'a>,
}

/// A unit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UnitOut<'a> {
    /// Singular British dictionary form, or the counted noun phrase.
    pub name: &'a str,
    /// As written.
    pub text: Option<&'a str>,
    /// UCUM code or ISO 4217 currency.
    pub code: Option<&'a str>,
    /// Dimension.
    pub dimension: &'a str,
    /// Where it stands.
    pub span: Option<Bytes>,
}

/// A stretch of the draft.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Mention<'a> {
    /// Its clean text.
    pub text: &'a str,
    /// Where.
    pub span: Bytes,
}

/// What narrows a claim.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScopeOut<'a> {
    /// "within", "in", "between" …
    pub relation: &'a str,
    /// Its clean text.
    pub text: &'a str,
    /// Where.
    pub span: Bytes,
    /// The claim that its quantity is.
    pub claim: Option<usize>,
}

/// An attribution.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AttributionOut<'a> {
    /// The mention that stands with the cue.
    pub source: Option<SourceOut<'a>>,
    /// The fullest earlier mention.
    pub resolved: Option<Mention<'a>>,
    /// The cue.
    pub cue: Option<Mention<'a>>,
    /// What is attributed.
    pub content: Vec<Bytes>,
    /// How.
    pub style: Style,
    /// Whether the number stands between quotation marks.
    pub quoted: bool,
    /// Who relays it.
    pub via: Option<Mention<'a>>,
}

/// A cited source.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SourceOut<'a> {
    /// Its clean text.
    pub text: &'a str,
    /// Where.
    pub span: Bytes,
    /// The pack's source that it or its fullest mention names.
    pub id: Option<&'a str>,
}

/// A verdict.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VerdictOut<'a> {
    /// The verdict.
    pub status: Status,
    /// Why it is unverified.
    pub reason: Option<Reason>,
    /// The measure that the claim binds to.
    pub measure: Option<&'a str>,
    /// The figure that it was compared with.
    pub figure: Option<FigureOut<'a>>,
}

/// Where a source has a number.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TraceOut<'a> {
    /// What the sources say.
    pub status: crate::trace::TraceStatus,
    /// The place in a source; for a number that is in none, the nearest of its kind.
    pub place: Option<&'a crate::trace::TracePlace>,
    /// The working of a number that works out.
    pub working: Option<&'a str>,
}

/// A figure on file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FigureOut<'a> {
    /// Its value; null for ranges, and for what is under embargo.
    pub value: Option<Number>,
    /// Id of its source.
    pub source: Option<&'a str>,
    /// When the source gave it.
    pub as_of: Option<String>,
    /// What time it describes.
    #[serde(rename = "for")]
    pub period: Option<String>,
    /// Name of the pack.
    pub pack: &'a str,
    /// Path of the pack.
    pub path: &'a str,
    /// Line in the pack, from 1.
    pub line: usize,
}

/// A date, or another number that is no claim.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DateOut<'a> {
    /// Number in the document, from 1.
    pub id: usize,
    /// Where.
    pub span: SpanOut<'a>,
    /// Its clean text.
    pub text: &'a str,
    /// What it is: date, year, clock, ordinal, phone, name, reference.
    pub kind: crate::quantity::OtherKind,
    /// ISO 8601, as far as it is known.
    pub iso: Option<String>,
    /// Reserved; null.
    pub verdict: Option<()>,
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingOut<'a> {
    /// Name of the check.
    pub check: &'a str,
    /// How grave.
    pub severity: Severity,
    /// One sentence that stands alone.
    pub message: &'a str,
    /// Ids of the claims that it is about.
    pub claims: Vec<usize>,
    /// Name of the constraint.
    pub constraint: Option<&'a str>,
    /// The place.
    pub span: SpanOut<'a>,
    /// Other places.
    pub related: Vec<RelatedOut<'a>>,
    /// The working.
    pub computed: Option<ComputedOut<'a>>,
    /// A replacement.
    pub suggestion: Option<SuggestionOut<'a>>,
    /// A likely slip, or what to do.
    pub help: Option<&'a str>,
}

/// Another place of a finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RelatedOut<'a> {
    /// The file; null for this document.
    pub path: Option<&'a str>,
    /// Where in it.
    pub span: SpanOut<'a>,
    /// What stands there.
    pub label: &'a str,
}

/// The working of a finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComputedOut<'a> {
    /// As stated.
    pub stated: &'a str,
    /// What would have been accepted.
    pub expected: &'a str,
    /// The working, or on whose authority.
    pub because: &'a str,
}

/// A replacement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SuggestionOut<'a> {
    /// What to replace.
    pub span: Bytes,
    /// With what.
    pub replacement: &'a str,
}

/// A file that could not be read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErrorOut<'a> {
    /// The file.
    pub path: &'a str,
    /// What is wrong.
    pub message: &'a str,
}

/// Counts over all drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Summary {
    pub documents: usize,
    pub claims: usize,
    pub supported: usize,
    pub refuted: usize,
    pub outdated: usize,
    pub misattributed: usize,
    pub unverified: usize,
    pub errors: usize,
    pub warnings: usize,
}
