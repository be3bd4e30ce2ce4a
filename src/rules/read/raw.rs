//! The sections of a pack as written: types are right and values are read, names are not yet looked up.

use super::fields::{At, Fields, Problems, list_of, sort_of, span};
use super::value::{self, Sort};
use super::{figure, time};
use crate::quantity::{Kind, Quantity};
use crate::span::FileSpan;
use toml::de::{DeTable, DeValue};

/// A phrase list as written.
pub type Phrases = Vec<At<String>>;

/// A whole pack as written.
#[derive(Debug, Default)]
pub struct RawPack {
    pub name: Option<At<String>>,
    pub title: Option<String>,
    pub timeless: bool,
    pub extends: Vec<At<String>>,
    pub words: Vec<(At<String>, Phrases)>,
    pub sources: Vec<RawSource>,
    pub measures: Vec<RawMeasure>,
    pub constraints: Vec<RawConstraint>,
    pub rates: Vec<RawRate>,
}

#[derive(Debug)]
pub struct RawSource {
    pub id: At<String>,
    pub name: Option<String>,
    pub url: Option<String>,
    pub aliases: Phrases,
}

#[derive(Debug)]
pub struct RawMeasure {
    pub id: At<String>,
    pub title: Option<String>,
    pub like: Option<At<String>>,
    pub of: Option<Phrases>,
    pub about: Option<Phrases>,
    pub near: Option<Phrases>,
    pub all: Option<Vec<Phrases>>,
    pub not: Option<Phrases>,
    pub within: Option<Quantity>,
    pub kind: Option<Kind>,
    pub sort: Option<Sort>,
    pub stale_after_days: Option<i32>,
    pub figures: Vec<figure::RawFigure>,
    pub table: Option<RawTable>,
}

/// `[measure.NAME.table]`: the columns of a CSV file that hold figures.
#[derive(Debug)]
pub struct RawTable {
    pub span: FileSpan,
    pub file: At<String>,
    pub value: At<String>,
    pub filter: Vec<(At<String>, String)>,
    pub columns: Vec<(&'static str, At<String>)>,
    pub as_of: Option<jiff::civil::DateTime>,
    pub style: Option<At<String>>,
    pub delimiter: Option<u8>,
}

#[derive(Debug)]
pub struct RawConstraint {
    pub name: Option<At<String>>,
    pub require: At<String>,
    pub because: Option<String>,
}

#[derive(Debug)]
pub struct RawRate {
    pub span: FileSpan,
    pub from: At<String>,
    pub to: At<String>,
    pub value: At<rust_decimal::Decimal>,
    pub as_of: Option<jiff::civil::DateTime>,
    pub source: Option<At<String>>,
}

const SECTIONS: &[&str] = &["pack", "words", "source", "measure", "constraint", "rate"];
const PACK: &[&str] = &["name", "title", "timeless", "extends", "note", "url"];
const SOURCE: &[&str] = &["name", "aliases", "note", "url"];
const MEASURE: &[&str] = &[
    "title",
    "like",
    "of",
    "about",
    "near",
    "within",
    "all",
    "not",
    "unit",
    "kind",
    "stale_after",
    "figure",
    "table",
    "note",
    "url",
];
const TABLE: &[&str] =
    &["file", "value", "where", "as_of", "source", "for", "unit", "status", "via", "url", "style", "delimiter", "note"];
const CONSTRAINT: &[&str] = &["name", "require", "because", "note"];
const RATE: &[&str] = &["from", "to", "value", "as_of", "source", "url", "note"];

/// Kinds by the names that packs give them.
pub const KINDS: &[(&str, Kind)] = &[
    ("age", Kind::Age),
    ("score", Kind::Score),
    ("points", Kind::Points),
    ("percent", Kind::Percent),
    ("ratio", Kind::Ratio),
    ("rate", Kind::Rate),
    ("money", Kind::Money),
    ("duration", Kind::Duration),
    ("measure", Kind::Measure),
    ("multiple", Kind::Multiple),
    ("vague", Kind::Vague),
    ("count", Kind::Count),
    ("number", Kind::Number),
];

/// Walks the document.
pub fn pack(document: &DeTable<'_>, problems: &mut Problems) -> RawPack {
    let top = Fields::open("the pack", FileSpan::default(), document, SECTIONS, problems);
    let mut raw = RawPack::default();
    head(&top, &mut raw, problems);
    sections(&top, &mut raw, problems);
    raw
}

/// Walks a further piece of a document, which has no head.
pub fn more(document: &DeTable<'_>, problems: &mut Problems) -> RawPack {
    let top = Fields::open("the pack", FileSpan::default(), document, &SECTIONS[1..], problems);
    let mut raw = RawPack::default();
    sections(&top, &mut raw, problems);
    raw
}

fn sections(top: &Fields<'_, '_>, raw: &mut RawPack, problems: &mut Problems) {
    if let Some((at, words)) = top.table("words", problems) {
        let fields = Fields::free("[words]", at, words);
        for key in words.keys() {
            if let Some(list) = fields.texts(key.get_ref(), problems) {
                raw.words.push((At::new(key.get_ref().to_string(), span(key.span())), list));
            }
        }
    }
    for (id, table) in top.named("source", problems) {
        raw.sources.push(source(id, table, problems));
    }
    for (id, table) in top.named("measure", problems) {
        raw.measures.push(measure(id, table, problems));
    }
    for (at, table) in top.tables("constraint", problems) {
        raw.constraints.extend(constraint(at, table, problems));
    }
    for (at, table) in top.tables("rate", problems) {
        raw.rates.extend(rate(at, table, problems));
    }
}

fn head(top: &Fields<'_, '_>, raw: &mut RawPack, problems: &mut Problems) {
    let Some((at, table)) = top.table("pack", problems) else {
        if top.get("pack").is_none() {
            let help = "begin with [pack] and name = \"…\", by which drafts name the pack";
            problems.missing(FileSpan::default(), "the pack has no [pack] section", help);
        }
        return;
    };
    let fields = Fields::open("[pack]", at, table, PACK, problems);
    raw.name = fields.need_text("name", problems);
    raw.title = fields.text("title", problems).map(|t| t.value);
    raw.timeless = fields.flag("timeless", problems);
    raw.extends = fields.texts("extends", problems).unwrap_or_default();
}

fn source(id: At<String>, table: &DeTable<'_>, problems: &mut Problems) -> RawSource {
    let fields = Fields::open(format!("source `{}`", id.value), id.span, table, SOURCE, problems);
    let name = fields.need_text("name", problems).map(|n| n.value);
    let aliases = fields.texts("aliases", problems).unwrap_or_default();
    let url = fields.text("url", problems).map(|u| u.value);
    RawSource { id, name, url, aliases }
}

fn measure(id: At<String>, table: &DeTable<'_>, problems: &mut Problems) -> RawMeasure {
    let fields = Fields::open(format!("measure `{}`", id.value), id.span, table, MEASURE, problems);
    let list = |key, problems: &mut Problems| fields.get(key).and_then(|_| fields.texts(key, problems));
    let sort = unit(&fields, problems);
    let figures = fields.tables("figure", problems);
    RawMeasure {
        title: fields.text("title", problems).map(|t| t.value),
        like: fields.text("like", problems),
        of: list("of", problems),
        about: list("about", problems),
        near: list("near", problems),
        all: fields.get("all").and_then(|_| fields.lists("all", problems)),
        not: list("not", problems),
        within: within(&fields, problems),
        kind: kind(&fields, problems),
        stale_after_days: stale_after(&fields, problems),
        figures: figures.iter().map(|(at, t)| figure::raw(&id.value, *at, t, sort.as_ref(), problems)).collect(),
        table: fields.table("table", problems).and_then(|(at, t)| self::table(&id.value, at, t, problems)),
        sort,
        id,
    }
}

/// The unit that a table names under `unit`.
pub fn unit(fields: &Fields<'_, '_>, problems: &mut Problems) -> Option<Sort> {
    let text = fields.text("unit", problems)?;
    let sort = value::sort(&text.value);
    if sort.is_none() {
        problems
            .add(text.span, format!("`unit` of {} is no unit: {:?}", fields.what, text.value))
            .help("write a unit as prose does: \"km\", \"percent\", \"US dollars\", \"barrels per day\", \"deaths\"");
    }
    sort
}

fn within(fields: &Fields<'_, '_>, problems: &mut Problems) -> Option<Quantity> {
    let text = fields.text("within", problems)?;
    let found = value::quantity(&text.value).filter(|q| !q.unit.name.is_empty());
    if found.is_none() {
        problems
            .add(text.span, format!("`within` of {} is no quantity with a unit: {:?}", fields.what, text.value))
            .help("write the scope as \"200 km\" or \"24 hours\"");
    }
    found
}

/// The kind that a table names under `kind`.
pub fn kind(fields: &Fields<'_, '_>, problems: &mut Problems) -> Option<Kind> {
    let text = fields.text("kind", problems)?;
    let found = KINDS.iter().find(|k| k.0 == text.value).map(|k| k.1);
    if found.is_none() {
        let message = format!("`kind` of {} cannot be {:?}", fields.what, text.value);
        problems.unknown(text.span, message, &text.value, KINDS.iter().map(|k| k.0));
    }
    found
}

fn stale_after(fields: &Fields<'_, '_>, problems: &mut Problems) -> Option<i32> {
    let text = fields.text("stale_after", problems)?;
    let days = time::length_in_days(&text.value);
    if days.is_none() {
        problems
            .add(text.span, format!("`stale_after` of {} is no length of time: {:?}", fields.what, text.value))
            .help("write \"90 days\", \"six months\" or \"1 year\"");
    }
    days
}

fn table(measure: &str, at: FileSpan, table: &DeTable<'_>, problems: &mut Problems) -> Option<RawTable> {
    let fields = Fields::open(format!("the table of measure `{measure}`"), at, table, TABLE, problems);
    let mut filter = Vec::new();
    if let Some((_, conditions)) = fields.table("where", problems) {
        for (column, wanted) in conditions {
            let wanted = match wanted.get_ref() {
                DeValue::String(text) => text.trim().to_string(),
                DeValue::Integer(n) => n.to_string(),
                DeValue::Float(n) => n.to_string(),
                DeValue::Datetime(d) => d.to_string(),
                other => {
                    let message = format!("`where` of {} compares with text, not {}", fields.what, sort_of(other));
                    problems.add(span(wanted.span()), message);
                    continue;
                }
            };
            filter.push((At::new(column.get_ref().to_string(), span(column.span())), wanted));
        }
    }
    let mut columns = Vec::new();
    let mut as_of = None;
    for key in ["as_of", "source", "for", "unit", "status", "via", "url"] {
        match fields.get(key).map(|v| v.get_ref()) {
            Some(DeValue::Datetime(value)) if key == "as_of" => as_of = time::moment(value),
            Some(_) => columns.extend(fields.text(key, problems).map(|name| (key, name))),
            None => {}
        }
    }
    let (file, value) = (fields.need_text("file", problems), fields.need_text("value", problems));
    let delimiter = delimiter(&fields, problems);
    let style = fields.text("style", problems);
    Some(RawTable { span: at, file: file?, value: value?, filter, columns, as_of, style, delimiter })
}

fn delimiter(fields: &Fields<'_, '_>, problems: &mut Problems) -> Option<u8> {
    let DeValue::String(text) = fields.get("delimiter")?.get_ref() else {
        fields.wrong("delimiter", "text in quotes", problems);
        return None;
    };
    match text.as_bytes() {
        [byte] if byte.is_ascii() => Some(*byte),
        _ => {
            problems
                .add(fields.place("delimiter"), "`delimiter` must be one character")
                .help(list_of(&[",", ";", "\\t"]));
            None
        }
    }
}

fn constraint(at: FileSpan, table: &DeTable<'_>, problems: &mut Problems) -> Option<RawConstraint> {
    let fields = Fields::open("the constraint", at, table, CONSTRAINT, problems);
    let name = fields.text("name", problems);
    let because = fields.text("because", problems).map(|t| t.value);
    let require = fields.need_text("require", problems)?;
    Some(RawConstraint { name, require, because })
}

fn rate(at: FileSpan, table: &DeTable<'_>, problems: &mut Problems) -> Option<RawRate> {
    let fields = Fields::open("the rate", at, table, RATE, problems);
    let (from, to) = (fields.need_text("from", problems), fields.need_text("to", problems));
    let value = figure::need_number(&fields, "value", problems);
    let as_of = figure::moment(&fields, "as_of", problems);
    let source = fields.text("source", problems);
    Some(RawRate { span: at, from: from?, to: to?, value: value?, as_of, source })
}
