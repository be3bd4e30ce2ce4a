//! Cases as tables: a text in the first column, and in the second what is read in it.
//!
//! A quantity reads as "kind bound value unit", its kind left out for plain numbers and counts; what is recognised and
//! is no claim reads as "[kind text]". Several are joined by "; ".

use serde_json::Value;
use tickmark::Checker;
use tickmark::report::{self, Report};

/// The rows of a section's tables, under their headings: text, and what is wanted of it.
pub fn rows(section: &str) -> impl Iterator<Item = (String, &str)> {
    section.lines().filter(|l| l.starts_with("| ")).skip(2).filter_map(|line| {
        let (text, want) = line.trim_matches('|').rsplit_once('|')?;
        Some((text.trim().replace("\\|", "|"), want.trim()))
    })
}

/// What is read in a text.
pub fn read(text: &str) -> String {
    let document = Checker::default().extract("text.txt", text.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let report = Report { documents: vec![document], ..Report::default() };
    report::renderer("json").unwrap().render(&report, &mut bytes).unwrap();
    let output: Value = serde_json::from_slice(&bytes).unwrap();
    let document = &output["documents"][0];
    let list = |key: &str| document[key].as_array().cloned().unwrap_or_default();
    let start = |v: &Value| v["span"]["start"].as_u64();
    let mut found: Vec<_> = list("claims").iter().map(|c| (start(c), quantity(&c["quantity"]))).collect();
    let other = |o: &Value| format!("[{} {}]", word(&o["kind"]), word(&o["text"]));
    found.extend(list("dates").iter().map(|o| (start(o), other(o))));
    found.sort();
    found.into_iter().map(|f| f.1).collect::<Vec<_>>().join("; ")
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}

fn quantity(q: &Value) -> String {
    let kind = match word(&q["kind"]).as_str() {
        "number" | "count" => String::new(),
        kind => format!("{kind} "),
    };
    let bound = match word(&q["bound"]).as_str() {
        "about" => "~",
        "nearly" => "<~",
        "more-than" => ">",
        "at-least" => ">=",
        "up-to" => "<=",
        "less-than" => "<",
        _ => "",
    };
    let change = match word(&q["change"]).as_str() {
        "up" => "+",
        "down" => "down ",
        _ => "",
    };
    let ends = |a: &Value, b: &Value| format!("{}..{}", word(a), word(b));
    let value = match (&q["fraction"], &q["value"], &q["range"]) {
        (Value::Array(f), ..) => format!("{}/{}", f[0], f[1]),
        (_, Value::Null, Value::Array(r)) => ends(&r[0], &r[1]),
        (_, Value::Null, _) => format!("{} or so", ends(&q["low"], &q["high"])),
        (_, value, _) => word(value),
    };
    let unit = word(&q["unit"]["name"]);
    format!("{kind}{bound}{change}{value}{}{unit}", if unit.is_empty() { "" } else { " " })
}
