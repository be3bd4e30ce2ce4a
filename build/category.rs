//! One compiler per vocabulary file: entries in, a static table and phrases out.

use crate::language;
use crate::lexicon::Lexicon;
use std::fmt::Write;
use toml::{Table, Value};

type Compile = fn(&Table, &mut Lexicon, &mut String) -> Result<(), String>;

/// A vocabulary file and the function that compiles it.
pub struct Category {
    /// File name below `rules/vocab`.
    pub file: &'static str,
    /// Compiles the file's table.
    pub compile: Compile,
}

/// Every vocabulary file.
pub const ALL: &[Category] = &[
    Category { file: "words.toml", compile: words },
    Category { file: "checks.toml", compile: words },
    Category { file: "speech.toml", compile: words },
    Category { file: "nouns.toml", compile: language::nouns },
    Category { file: "verbs.toml", compile: language::verbs },
    Category { file: "changes.toml", compile: language::changes },
    Category { file: "relations.toml", compile: words },
    Category { file: "bands.toml", compile: bands },
    Category { file: "numbers.toml", compile: numbers },
    Category { file: "units.toml", compile: units },
    Category { file: "currencies.toml", compile: currencies },
    Category { file: "hedges.toml", compile: hedges },
    Category { file: "calendar.toml", compile: calendar },
    Category { file: "cues.toml", compile: crate::cues::compile },
    Category { file: "decoys.toml", compile: decoys },
    Category { file: "synonyms.toml", compile: language::synonyms },
];

fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

pub(crate) fn strings<'t>(entry: &'t Table, key: &str) -> impl Iterator<Item = &'t str> {
    entry.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

pub(crate) fn string<'t>(entry: &'t Table, key: &str) -> Option<&'t str> {
    entry.get(key).and_then(Value::as_str)
}

pub(crate) fn need<'t>(entry: &'t Table, key: &str) -> Result<&'t str, String> {
    string(entry, key).ok_or_else(|| format!("an entry has no {key:?}: {entry:?}"))
}

fn integer(entry: &Table, key: &str) -> Result<i64, String> {
    entry.get(key).and_then(Value::as_integer).ok_or_else(|| format!("an entry has no integer {key:?}: {entry:?}"))
}

/// `power-of-ten` as the Rust variant `PowerOfTen`.
pub(crate) fn variant(kebab: &str) -> String {
    kebab.split('-').map(|w| w[..1].to_uppercase() + &w[1..]).collect()
}

/// Adds an entry's forms and symbols under one meaning.
fn forms(entry: &Table, lexicon: &mut Lexicon, meaning: &str) -> Result<(), String> {
    let forms = strings(entry, "forms").map(|form| (form, false));
    for (form, exact) in forms.chain(strings(entry, "symbols").map(|symbol| (symbol, true))) {
        // A hedge may mean one thing before a number and another after it.
        if let Some(clash) = lexicon.clash(form, exact, meaning).filter(|_| !meaning.contains("Hedge")) {
            return Err(clash);
        }
        lexicon.phrase(form, exact, meaning)?;
    }
    Ok(())
}

/// Emits `pub static NAME: &[Type]` from the entries under `key`; `row` writes the fields.
fn rows(
    table: &Table,
    (key, name, kind): (&str, &str, &str),
    lexicon: &mut Lexicon,
    code: &mut String,
    row: impl Fn(&Table) -> Result<String, String>,
) -> Result<(), String> {
    let _ = writeln!(code, "/// Entries of `[[{key}]]` in `rules/vocab`.\npub static {name}: &[{kind}] = &[");
    for (i, entry) in entries(table, key).enumerate() {
        let _ = writeln!(code, "    {kind} {{ {} }},", row(entry)?);
        forms(entry, lexicon, &format!("Meaning::{kind}({i})"))?;
    }
    code.push_str("];\n");
    Ok(())
}

fn words(table: &Table, lexicon: &mut Lexicon, _: &mut String) -> Result<(), String> {
    let classes = table.get("class").and_then(Value::as_table).ok_or("no [class] table")?;
    for (class, list) in classes {
        let text = list.as_str().ok_or_else(|| format!("class {class} is not one string of words"))?;
        lexicon.list(class)?;
        for word in text.split_whitespace() {
            lexicon.class(word, class)?;
        }
    }
    Ok(())
}

fn numbers(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    rows(table, ("number", "NUMBERS", "NumberWord"), lexicon, code, |e| {
        Ok(format!("value: {}, role: NumberRole::{}", integer(e, "value")?, variant(need(e, "role")?)))
    })?;
    rows(table, ("suffix", "SUFFIXES", "Suffix"), lexicon, code, |e| Ok(format!("value: {}", integer(e, "value")?)))?;
    rows(table, ("vague", "VAGUES", "Vague"), lexicon, code, |e| {
        Ok(format!("low: {}, high: {}", integer(e, "low")?, integer(e, "high")?))
    })?;
    rows(table, ("fraction", "FRACTIONS", "Fraction"), lexicon, code, |e| {
        Ok(format!("numerator: {}, denominator: {}", integer(e, "numerator")?, integer(e, "denominator")?))
    })?;
    rows(table, ("multiple", "MULTIPLES", "Multiple"), lexicon, code, |e| {
        Ok(format!(
            "factor: {}, divisor: {}, change: Change::{}, before: {}",
            integer(e, "factor")?,
            integer(e, "divisor").unwrap_or(1),
            variant(string(e, "change").unwrap_or("none")),
            string(e, "role") == Some("before"),
        ))
    })
}

fn units(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    let _ = writeln!(code, "/// Entries of `[[unit]]` in `rules/vocab`.\npub static UNITS: &[UnitEntry] = &[");
    let units = entries(table, "unit").map(crate::unit::Unit::read).collect::<Result<Vec<_>, _>>()?;
    let mut clashes = Vec::new();
    let all = units.iter().flat_map(|unit| std::iter::once(unit.clone()).chain(unit.prefixed()));
    for (i, unit) in all.enumerate() {
        let _ = writeln!(code, "    UnitEntry {{ {} }},", unit.row());
        let meaning = format!("Meaning::UnitEntry({i})");
        for (form, exact) in unit.phrases() {
            // A single letter may stand for several units; their guards tell them apart.
            clashes.extend(lexicon.clash(form, exact, &meaning).filter(|_| form.len() > 1));
            lexicon.phrase(form, exact, &meaning)?;
        }
    }
    code.push_str("];\n");
    if clashes.is_empty() { Ok(()) } else { Err(clashes.join("\n")) }
}

fn currencies(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    rows(table, ("currency", "CURRENCIES", "Currency"), lexicon, code, |e| {
        Ok(format!(
            "code: {:?}, name: {:?}, per_major: {}, large: {}",
            need(e, "code")?,
            need(e, "name")?,
            integer(e, "per_major").unwrap_or(1),
            string(e, "guard") == Some("large"),
        ))
    })
}

fn hedges(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    rows(table, ("hedge", "HEDGES", "Hedge"), lexicon, code, |e| {
        Ok(format!(
            "bound: Bound::{}, after: {}, just: {}",
            variant(need(e, "bound")?),
            need(e, "place")? == "after",
            e.get("just").and_then(Value::as_bool).unwrap_or(false),
        ))
    })
}

fn calendar(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    rows(table, ("month", "MONTHS", "Month"), lexicon, code, |e| Ok(format!("number: {}", integer(e, "number")?)))?;
    rows(table, ("weekday", "WEEKDAYS", "Weekday"), lexicon, code, |e| Ok(format!("number: {}", integer(e, "number")?)))
}

/// `bands.toml`: what conversions are tried with, as plain tables.
fn bands(table: &Table, _: &mut Lexicon, code: &mut String) -> Result<(), String> {
    code.push_str("/// Units of several sizes, from `rules/vocab/bands.toml`: name and the other factors.\n");
    code.push_str("pub static SENSES: &[(&str, &[&str])] = &[\n");
    for entry in entries(table, "sense") {
        let _ =
            writeln!(code, "    ({:?}, &{:?}),", need(entry, "unit")?, strings(entry, "factors").collect::<Vec<_>>());
    }
    code.push_str("];\n/// US dollars that one unit of a currency has been worth: code, least, most.\n");
    code.push_str("pub static BANDS: &[(&str, &str, &str)] = &[\n");
    for entry in entries(table, "band") {
        let _ =
            writeln!(code, "    ({:?}, {:?}, {:?}),", need(entry, "code")?, need(entry, "low")?, need(entry, "high")?);
    }
    code.push_str("];\n");
    Ok(())
}

/// Every table is a word class under its own name, or adds to one of that name.
fn decoys(table: &Table, lexicon: &mut Lexicon, _: &mut String) -> Result<(), String> {
    for (class, entry) in table {
        let words = entry.get("words").and_then(Value::as_str).ok_or_else(|| format!("[{class}] has no words"))?;
        for word in words.split_whitespace() {
            lexicon.class(word, class)?;
        }
    }
    Ok(())
}
