//! Runs every vocabulary entry's own examples: phrases that it must and must not match.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

use rust_decimal::Decimal;
use std::path::Path;
use tickmark::quantity::{Numbers, OtherKind, Quantity};
use tickmark::{Checker, Settings};
use toml::{Table, Value};

/// Whether one of the numbers is what an entry stands for.
type Fits = fn(&Table, &Numbers) -> bool;

/// Every file whose entries carry examples: its arrays, and what their entries must find.
const FILES: &[(&str, &[(&str, Fits)])] = &[
    ("units", &[("unit", unit)]),
    ("currencies", &[("currency", currency)]),
    (
        "numbers",
        &[("number", number), ("suffix", suffix), ("vague", vague), ("fraction", fraction), ("multiple", multiple)],
    ),
    ("hedges", &[("hedge", hedge)]),
    ("calendar", &[("month", date), ("weekday", date)]),
];

fn any(numbers: &Numbers, fits: impl Fn(&Quantity) -> bool) -> bool {
    numbers.amounts.iter().any(|a| fits(&a.quantity))
}

fn text<'t>(entry: &'t Table, key: &str) -> &'t str {
    entry.get(key).and_then(Value::as_str).unwrap_or("")
}

fn integer(entry: &Table, key: &str) -> Decimal {
    Decimal::from(entry.get(key).and_then(Value::as_integer).unwrap_or(1))
}

fn unit(entry: &Table, numbers: &Numbers) -> bool {
    let name = text(entry, "name");
    // An SI prefix makes another unit of the same entry.
    let prefixed = |part: &str| entry.contains_key("prefixes") && part.ends_with(name);
    any(numbers, |q| q.unit.name.split(" per ").any(|part| part == name || prefixed(part)) || q.unit.name == name)
}

fn currency(entry: &Table, numbers: &Numbers) -> bool {
    any(numbers, |q| q.unit.dimension == "money" && q.unit.code.as_deref() == Some(text(entry, "code")))
}

fn number(entry: &Table, numbers: &Numbers) -> bool {
    let value = integer(entry, "value");
    let part = |v: Decimal| {
        v == value || v > value && (v % value.max(Decimal::ONE)).is_zero() && value >= Decimal::ONE_HUNDRED
    };
    // A scale is part of a larger number.
    let scale = matches!(text(entry, "role"), "scale" | "hundred" | "ten" | "dozen");
    any(numbers, |q| q.value.is_some_and(|v| v == value || scale && (part(v) || v > value)))
}

fn suffix(entry: &Table, numbers: &Numbers) -> bool {
    any(numbers, |q| q.numeral.scale == integer(entry, "value"))
}

fn vague(entry: &Table, numbers: &Numbers) -> bool {
    any(numbers, |q| q.value.is_none() && q.interval.low.is_some_and(|e| e.value == integer(entry, "low")))
}

fn fraction(entry: &Table, numbers: &Numbers) -> bool {
    let whole = integer(entry, "numerator") / integer(entry, "denominator");
    let near = |v: Decimal| {
        ((v * integer(entry, "denominator")).round() / integer(entry, "denominator") - v).abs() < Decimal::new(1, 6)
    };
    any(numbers, |q| {
        q.value.is_some_and(|v| !whole.is_zero() && near(v) && !v.fract().is_zero() || v > Decimal::ONE_HUNDRED)
    })
}

fn multiple(entry: &Table, numbers: &Numbers) -> bool {
    any(numbers, |q| q.value == Some(integer(entry, "factor") / integer(entry, "divisor")))
}

fn hedge(entry: &Table, numbers: &Numbers) -> bool {
    let bound = |q: &Quantity| serde_json::to_value(q.bound).unwrap() == text(entry, "bound");
    any(numbers, bound)
}

fn date(_: &Table, numbers: &Numbers) -> bool {
    numbers.others.iter().any(|o| o.kind == OtherKind::Date)
}

fn read(file: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/vocab").join(format!("{file}.toml"));
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

fn phrases<'t>(entry: &'t Table, key: &str) -> impl Iterator<Item = &'t str> {
    entry.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

#[test]
fn every_entry_matches_its_examples() {
    let (checker, _) = Checker::new(Settings::default(), &[], &|_, name| Err(name.to_string()));
    let mut wrong = Vec::new();
    for (file, arrays) in FILES {
        let table = read(file);
        for (key, fits) in *arrays {
            for entry in table[*key].as_array().unwrap().iter().filter_map(Value::as_table) {
                let finds =
                    |phrase: &str| fits(entry, &checker.extract("draft.txt", phrase.as_bytes()).unwrap().numbers);
                let label =
                    format!("{file}: {} {}", text(entry, "name"), entry.get("forms").or(entry.get("symbols")).unwrap());
                if phrases(entry, "match").next().is_none() {
                    wrong.push(format!("{label} has no example"));
                }
                wrong.extend(
                    phrases(entry, "match").filter(|p| !finds(p)).map(|p| format!("{label} does not match {p:?}")),
                );
                wrong.extend(phrases(entry, "no_match").filter(|p| finds(p)).map(|p| format!("{label} matches {p:?}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn decoys_are_no_claims() {
    let (checker, _) = Checker::new(Settings::default(), &[], &|_, name| Err(name.to_string()));
    let mut wrong = Vec::new();
    for (class, entry) in read("decoys").iter() {
        let entry = entry.as_table().unwrap();
        let claims = |phrase: &str| checker.extract("draft.txt", phrase.as_bytes()).unwrap().numbers.amounts.len();
        wrong.extend(phrases(entry, "match").filter(|p| claims(p) > 0).map(|p| format!("{class}: a claim in {p:?}")));
        wrong.extend(
            phrases(entry, "no_match").filter(|p| claims(p) == 0).map(|p| format!("{class}: no claim in {p:?}")),
        );
    }
    assert!(wrong.is_empty(), "{} examples fail\n{}", wrong.len(), wrong.join("\n"));
}

/// The cue of the first number that somebody is cited for.
fn cited(checker: &Checker, text: &str) -> Option<String> {
    let document = checker.extract("a.txt", text.as_bytes()).unwrap();
    let found = document.attributions.iter().flatten().next()?;
    Some(found.cue.map_or(String::new(), |c| document.draft.slice(c).to_ascii_lowercase()))
}

/// Sentences in which a cue of a shape and kind of content must tie the number to its source.
fn sentences(entry: &Table, takes: &str, word: &str) -> Vec<String> {
    let document = text(entry, "kind") == "document" || strings(entry, "takes").any(|t| t == "document-only");
    let subject = if document { "The records" } else { "Officials" };
    match (text(entry, "shape"), takes) {
        ("verb", "clause" | "that") if !strings(entry, "takes").any(|t| t == "person") => {
            vec![format!("{subject} {word} that 40 people died.")]
        }
        ("verb", "person") => vec![format!("Officials {word} reporters that 40 people died.")],
        ("verb", "object") => vec![format!("{subject} {word} a loss of 40 homes.")],
        ("verb", "infinitive") if !strings(entry, "takes").any(|t| t == "passive-only") => {
            vec![format!("Officials {word} to close 40 schools.")]
        }
        ("verb", "quote") => vec![format!("“We lost 40 homes,” officials {word}.")],
        ("verb", "label") => vec![format!("Officials {word} the loss of 40 homes “a disgrace.”")],
        ("verb", "question") => vec![format!("Officials {word} whether 40 homes were lost.")],
        ("verb", "full") => vec![format!("Officials {word} 40 homes were lost.")],
        ("verb", "seeming") => vec![format!("Officials {word} to have lost 40 homes.")],
        ("verb", "value") => vec![format!("Officials {word} the number at 40.")],
        ("noun", "clause") => vec![format!("The ministry's {word} that 40 people died was wrong.")],
        ("noun", "object") => vec![format!("The ministry's {word} of 40 homes was wrong.")],
        ("noun", "infinitive") => vec![format!("The ministry's {word} to close 40 schools failed.")],
        _ => Vec::new(),
    }
}

fn strings<'t>(entry: &'t Table, key: &str) -> impl Iterator<Item = &'t str> {
    entry.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

#[test]
fn every_cue_ties_its_source() {
    let checker = Checker::default();
    let file = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/vocab/cues.toml")).unwrap();
    let table: Table = file.parse().unwrap();
    let (mut wrong, mut cues) = (Vec::new(), 0);
    for entry in table["cue"].as_array().unwrap().iter().filter_map(Value::as_table) {
        let examples = (strings(entry, "match").count(), strings(entry, "no_match").count());
        assert!(examples.0 > 0 && examples.1 > 0, "an entry has no examples: {entry}");
        wrong.extend(strings(entry, "match").filter(|s| cited(&checker, s).is_none()).map(|s| format!("+ {s}")));
        wrong.extend(strings(entry, "no_match").filter(|s| cited(&checker, s).is_some()).map(|s| format!("- {s}")));
        for word in strings(entry, "verbs").chain(strings(entry, "nouns")) {
            cues += 1;
            let fits = |s: &String| cited(&checker, s).is_some_and(|c| c.starts_with(word));
            let all: Vec<_> = strings(entry, "takes").flat_map(|t| sentences(entry, t, word)).collect();
            wrong.extend(all.into_iter().filter(|s| !fits(s)));
        }
        for form in strings(entry, "forms") {
            cues += 1;
            let sentence = match text(entry, "shape") {
                "hearsay" => format!("The fire {form} took 40 homes."),
                _ => format!("Some 40 homes were lost, {form} the ministry."),
            };
            wrong.extend(cited(&checker, &sentence).is_none_or(|c| c != form).then_some(sentence));
        }
    }
    assert!(cues >= 400, "only {cues} cues");
    assert!(wrong.is_empty(), "{} of {cues} cues fail:\n{}", wrong.len(), wrong.join("\n"));
}
