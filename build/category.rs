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
];

fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

pub(crate) fn strings<'t>(entry: &'t Table, key: &str) -> impl Iterator<Item = &'t str> {
    entry.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn string<'t>(entry: &'t Table, key: &str) -> Option<&'t str> {
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
    for form in strings(entry, "forms") {
        lexicon.phrase(form, false, meaning)?;
    }
    for symbol in strings(entry, "symbols") {
        lexicon.phrase(symbol, true, meaning)?;
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
    rows(table, ("vague", "VAGUES", "Vague"), lexicon, code, |e| {
        Ok(format!("low: {}, high: {}", integer(e, "low")?, integer(e, "high")?))
    })?;
    rows(table, ("fraction", "FRACTIONS", "Fraction"), lexicon, code, |e| {
        Ok(format!("numerator: {}, denominator: {}", integer(e, "numerator")?, integer(e, "denominator")?))
    })?;
    rows(table, ("multiple", "MULTIPLES", "Multiple"), lexicon, code, |e| {
        Ok(format!(
            "factor: {}, change: Change::{}",
            integer(e, "factor")?,
            variant(string(e, "change").unwrap_or("none"))
        ))
    })
}

fn units(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    rows(table, ("unit", "UNITS", "UnitEntry"), lexicon, code, |e| {
        Ok(format!(
            "name: {:?}, code: {:?}, dimension: {:?}, factor: {:?}, offset: {:?}",
            need(e, "name")?,
            string(e, "code"),
            need(e, "dimension")?,
            string(e, "factor").unwrap_or("1"),
            string(e, "offset").unwrap_or("0"),
        ))
    })
}

fn currencies(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    rows(table, ("currency", "CURRENCIES", "Currency"), lexicon, code, |e| {
        Ok(format!(
            "code: {:?}, name: {:?}, per_major: {}",
            need(e, "code")?,
            need(e, "name")?,
            integer(e, "per_major").unwrap_or(1)
        ))
    })
}

fn hedges(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    rows(table, ("hedge", "HEDGES", "Hedge"), lexicon, code, |e| {
        Ok(format!("bound: Bound::{}, after: {}", variant(need(e, "bound")?), need(e, "place")? == "after"))
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
