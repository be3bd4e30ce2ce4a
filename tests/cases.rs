//! Runs the Markdown cases below `tests/cases`, one folder a topic.
//!
//! Each `##` section is a case: fenced blocks `toml` (a pack, optional; several allowed), `source` (a document that
//! drafts are traced to, optional; several allowed), and then one or more drafts, `draft` (Markdown) or `text` (plain
//! text), each with an `expect` behind it, one expectation a line, read against the JSON that the tool prints. A `toml`
//! block before the first section is a pack of all its cases.
//!
//! ```text
//! claim "122,000" unit=troop kind=count source="the council" verdict=supported
//! claim "3"#2 value=3              the second claim whose number reads "3"
//! no claim "737"
//! other "2021" kind=year iso=2021-01-01
//! finding sum-mismatch "18 dead" severity=warning message~"17"
//! silent                            no errors and no warnings
//! findings 1                        so many errors and warnings
//! miss claim "12" verdict=refuted   known to go wrong: the case fails once it holds, so that the mark comes off
//! ```
//!
//! A key is a path into the claim (`quantity.unit.name`), or one of the short names in [`SHORT`]. `=` compares whole,
//! `~` asks for a part. A list matches if its texts, joined with "; ", do. `null` is an absent value.
//!
//! A block `slips` behind a draft has one line a slip, `RIGHT => WRONG: CHECK`: with the first RIGHT replaced, the draft
//! reports one number, by that check (by one of several, parted by `|`); `CHECK x2` where two numbers of
//! the slip are reported. `miss CHECK` marks a slip that is known to pass unseen: the case fails once it is seen, so that
//! the mark comes off, and the share of slips seen is printed at the end (`--nocapture`).
//!
//! A section without blocks and with a table is one of phrases, see [`table`].

// A test that cannot go on panics.
// The count of seeded slips is told on standard output.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "cases/table.rs"]
mod table;

use serde_json::Value;
use std::path::{Path, PathBuf};
use tickmark::{Checker, PackSource, Settings, report};

const SHORT: &[(&str, &str)] = &[
    ("value", "quantity.value"),
    ("range", "quantity.range"),
    ("low", "quantity.low"),
    ("high", "quantity.high"),
    ("bound", "quantity.bound"),
    ("change", "quantity.change"),
    ("kind", "quantity.kind"),
    ("unit", "quantity.unit.name"),
    ("code", "quantity.unit.code"),
    ("dimension", "quantity.unit.dimension"),
    ("time", "time.text"),
    ("source", "attribution.source.text"),
    ("source-id", "attribution.source.id"),
    ("resolved", "attribution.resolved.text"),
    ("cue", "attribution.cue.text"),
    ("style", "attribution.style"),
    ("quoted", "attribution.quoted"),
    ("via", "attribution.via.text"),
    ("verdict", "verdict.status"),
    ("reason", "verdict.reason"),
    ("measure", "verdict.measure"),
    ("figure", "verdict.figure.value"),
    ("expected", "computed.expected"),
    ("stated", "computed.stated"),
    ("suggest", "suggestion.replacement"),
];

#[test]
fn cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files = Vec::new();
    walk(&root, &mut files);
    let only = std::env::var("CASES").unwrap_or_default();
    let (mut run, mut wrong, mut seen, mut slips) = (0, Vec::new(), 0, 0);
    for file in files.iter().filter(|f| f.to_string_lossy().contains(&only)) {
        let page = std::fs::read_to_string(file).unwrap();
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        slips += page.lines().filter(|l| l.contains(" => ") && l.contains(": ")).count();
        seen += page.lines().filter(|l| l.contains(" => ") && l.contains(": ") && !l.contains(": miss ")).count();
        for section in page.split("\n## ").skip(1) {
            let title = section.lines().next().unwrap_or("");
            let failures = if section.contains("\n| ") && !section.contains("\n```") {
                let rows: Vec<_> = table::rows(section).collect();
                run += rows.len();
                let misread = |(text, want): &(String, &str)| {
                    let got = table::read(text);
                    (got != *want).then(|| format!("{text}\n      want {want}\n      got  {got}"))
                };
                rows.iter().filter_map(misread).collect()
            } else {
                run += 1;
                case(page.split("\n## ").next().unwrap(), section)
            };
            wrong.extend(failures.into_iter().map(|failure| format!("{name}: {title}\n    {failure}")));
        }
    }
    println!("{seen} of {slips} seeded slips are seen");
    assert!(run > 0, "no case was found");
    assert!(wrong.is_empty(), "{} of {run} cases fail\n{}", wrong.len(), wrong.join("\n"));
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "md") {
            files.push(path);
        }
    }
}

/// The fenced blocks of a section: info string and text.
fn blocks(section: &str) -> Vec<(&str, String)> {
    let mut blocks: Vec<(&str, String)> = Vec::new();
    let mut open: Option<&str> = None;
    for line in section.lines() {
        match (open, line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~")) {
            (None, true) => {
                open = Some(&line.trim_start()[..3]);
                blocks.push((line.trim_start()[3..].trim(), String::new()));
            }
            (Some(fence), true) if line.trim_start().starts_with(fence) => open = None,
            (Some(_), _) => {
                let text = &mut blocks.last_mut().unwrap().1;
                text.push_str(line);
                text.push('\n');
            }
            (None, false) => {}
        }
    }
    blocks
}

fn case(head: &str, section: &str) -> Vec<String> {
    let mut blocks = blocks(section);
    blocks.extend(self::blocks(head).into_iter().filter(|b| b.0 == "toml"));
    let of = |kind: &'static str| blocks.iter().filter(move |b| b.0 == kind);
    let pack = |b: &(&str, String)| PackSource { path: "pack.toml".into(), text: b.1.clone().into() };
    let none = |_: &str, name: &str| Err(format!("{name}: cases read no files"));
    let (mut checker, refused) = Checker::new(Settings::default(), &of("toml").map(pack).collect::<Vec<_>>(), &none);
    if let Some((_, problems)) = refused.first() {
        return problems.iter().map(|p| format!("the pack is refused: {}", p.message)).collect();
    }
    for (_, source) in of("source") {
        if let Err(error) = checker.add_source("source.md", source.as_bytes()) {
            return vec![error.message];
        }
    }
    let (mut draft, mut expected, mut failures) = (None, 0, Vec::new());
    for (kind, text) in &blocks {
        // A slip in a heading starts with its `#`, as a comment does.
        let comment = |l: &str| l.starts_with('#') && !l.contains(" => ");
        let lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !comment(l));
        match (*kind, draft) {
            ("draft", _) => draft = Some(("draft.md", text)),
            ("text", _) => draft = Some(("draft.txt", text)),
            ("expect" | "slips", None) => return vec!["the case has no draft".into()],
            ("expect", Some((name, draft))) => {
                expected += 1;
                match output(&checker, name, draft) {
                    Ok(output) => failures.extend(lines.filter_map(|line| {
                        check(line, &output["documents"][0], draft).err().map(|e| format!("{line}\n      {e}"))
                    })),
                    Err(message) => failures.push(message),
                }
            }
            ("slips", Some((name, draft))) => {
                expected += 1;
                failures.extend(
                    lines.filter_map(|l| slip(&checker, name, draft, l).err().map(|e| format!("{l}\n      {e}"))),
                );
            }
            _ => {}
        }
    }
    if expected == 0 {
        failures.push("the case has no expectations".into());
    }
    failures
}

/// What the tool prints for a draft.
fn output(checker: &Checker, name: &str, draft: &str) -> Result<Value, String> {
    let document = checker.check(name, draft.as_bytes()).map_err(|e| e.message)?;
    let report =
        report::Report { documents: vec![document], rules: Some(checker.rules()), ..report::Report::default() };
    let mut bytes = Vec::new();
    report::renderer("json").unwrap().render(&report, &mut bytes).unwrap();
    Ok(serde_json::from_slice(&bytes).unwrap())
}

/// A line of `slips`.
fn slip(checker: &Checker, name: &str, draft: &str, line: &str) -> Result<(), String> {
    let (texts, checks) = line.rsplit_once(": ").ok_or("not RIGHT => WRONG: CHECK")?;
    let many = checks.rsplit_once(" x").and_then(|(checks, n)| Some((checks, n.parse().ok()?)));
    let (checks, most) = many.unwrap_or((checks, 1));
    let (miss, checks) = checks.strip_prefix("miss ").map_or((false, checks), |checks| (true, checks));
    let (right, wrong) = texts.split_once(" => ").ok_or("not RIGHT => WRONG: CHECK")?;
    if !draft.contains(right) {
        return Err(format!("the draft has no {right:?}"));
    }
    let output = output(checker, name, &draft.replacen(right, wrong, 1))?;
    let found: Vec<_> =
        output["documents"][0]["findings"].as_array().unwrap().iter().filter(|f| f["severity"] != "info").collect();
    let all: Vec<_> = found.iter().map(|f| format!("{}: {}", text(&f["check"]), text(&f["message"]))).collect();
    let by_one = found.iter().any(|f| checks.split('|').any(|check| f["check"] == check));
    // Several checks on one number are one finding to a person.
    let number = |f: &&Value| f["claims"][0].as_u64().map_or_else(|| f["span"].to_string(), |claim| claim.to_string());
    let numbers: std::collections::BTreeSet<String> = found.iter().map(number).collect();
    match (by_one && numbers.len() == most, miss) {
        (true, true) => Err("this slip is seen now: take the mark \"miss\" off".into()),
        (false, true) if !all.is_empty() => Err(format!("not missed, but misread: {all:#?}")),
        (false, false) => Err(format!("found {all:#?}")),
        _ => Ok(()),
    }
}

/// Words of a line; a quoted part is one word with its quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        quoted ^= c == '"';
        if c == ' ' && !quoted {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        } else {
            word.push(c);
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

fn text(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Array(items) => {
            let part = |v: &Value| v.get("text").map_or_else(|| text(v), text);
            items.iter().map(part).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

fn sliced(holder: &Value, draft: &str) -> String {
    let at = |key: &str| holder[key].as_u64().unwrap_or(0) as usize;
    draft.get(at("start")..at("end")).unwrap_or("").to_string()
}

fn check(line: &str, document: &Value, draft: &str) -> Result<(), String> {
    if let Some(missed) = line.strip_prefix("miss ") {
        let held = check(missed, document, draft).is_ok();
        return if held { Err("this holds now: take the mark \"miss\" off".into()) } else { Ok(()) };
    }
    let words = words(line);
    let empty = Vec::new();
    let list = |key: &str| document[key].as_array().unwrap_or(&empty);
    let loud = || list("findings").iter().filter(|f| f["severity"] != "info");
    let anchor = |word: &str| -> (String, usize) {
        let (quoted, nth) = word.rsplit_once('#').filter(|w| w.0.ends_with('"')).unwrap_or((word, "1"));
        (quoted.trim_matches('"').to_string(), nth.parse().unwrap_or(1))
    };
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["silent"] => match loud().next() {
            Some(f) => Err(format!("reported: {}: {}", text(&f["check"]), text(&f["message"]))),
            None => Ok(()),
        },
        ["no", "claim", number] => {
            let (want, _) = anchor(number);
            let found = list("claims").iter().any(|c| sliced(&c["number"], draft) == want);
            if found { Err("there is such a claim".into()) } else { Ok(()) }
        }
        ["no", "finding", name] => match list("findings").iter().find(|f| f["check"] == *name) {
            Some(f) => Err(format!("reported: {}", text(&f["message"]))),
            None => Ok(()),
        },
        // How many errors and warnings there are.
        ["findings", n] => {
            let found: Vec<_> = loud().map(|f| format!("{}: {}", text(&f["check"]), text(&f["message"]))).collect();
            if found.len().to_string() == *n { Ok(()) } else { Err(format!("found {}: {found:?}", found.len())) }
        }
        ["claims", n] => {
            let found: Vec<_> = list("claims").iter().map(|c| sliced(&c["number"], draft)).collect();
            if found.len().to_string() == *n { Ok(()) } else { Err(format!("found {}: {found:?}", found.len())) }
        }
        ["claim", number, keys @ ..] => {
            let (want, nth) = anchor(number);
            let found = list("claims").iter().filter(|c| sliced(&c["number"], draft) == want).nth(nth - 1);
            let all: Vec<_> = list("claims").iter().map(|c| sliced(&c["number"], draft)).collect();
            compare(found.ok_or_else(|| format!("no such claim; found {all:?}"))?, keys)
        }
        ["other", part, keys @ ..] => {
            let (want, nth) = anchor(part);
            let found = list("dates").iter().filter(|o| o["text"] == want.as_str()).nth(nth - 1);
            let all: Vec<_> = list("dates").iter().map(|o| text(&o["text"])).collect();
            compare(found.ok_or_else(|| format!("not listed; listed {all:?}"))?, keys)
        }
        ["finding", name, rest @ ..] => {
            let (at, keys) = match rest {
                [first, keys @ ..] if first.starts_with('"') => (Some(anchor(first).0), keys),
                keys => (None, keys),
            };
            let near = |f: &&Value| {
                at.as_ref().is_none_or(|at| {
                    let place = |key: &str| f["span"][key].as_u64().unwrap_or(0) as usize;
                    let overlaps = |start: usize| place("start") < start + at.len() && place("end") > start;
                    draft.match_indices(at.as_str()).any(|(start, _)| overlaps(start))
                })
            };
            let found: Vec<_> = list("findings").iter().filter(|f| f["check"] == *name).filter(near).collect();
            let Some(first) = found.first() else {
                let all: Vec<_> = list("findings").iter().map(|f| text(&f["check"])).collect();
                return Err(format!("not reported; reported {all:?}"));
            };
            compare(first, keys)
        }
        _ => Err("this expectation is not understood".into()),
    }
}

fn compare(found: &Value, keys: &[&str]) -> Result<(), String> {
    for key in keys {
        let at = key.find(['=', '~']).ok_or_else(|| format!("{key} is not KEY=VALUE"))?;
        let (name, want) = (&key[..at], key[at + 1..].trim_matches('"'));
        let path = SHORT.iter().find(|s| s.0 == name).map_or(name, |s| s.1);
        let got = text(path.split('.').fold(found, |v, k| k.parse::<usize>().map_or_else(|_| &v[k], |i| &v[i])));
        let fits = if key[at..].starts_with('=') { got == want } else { got.contains(want) };
        if !fits {
            return Err(format!("{name} is {got:?}"));
        }
    }
    Ok(())
}
