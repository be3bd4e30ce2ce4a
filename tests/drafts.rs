//! Whole drafts: the clean ones say nothing, the wrong twins say what is wrong with them, and every claim sheet is a
//! snapshot.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

#[path = "tracing/coincidence.rs"]
mod coincidence;

use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tickmark::{Checker, PackSource, Settings, report, rules};

fn drafts(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.is_file());
    files.sort();
    files
}

fn checker() -> Checker {
    let packs: Vec<_> = rules::SHIPPED
        .iter()
        .map(|(name, text)| PackSource { path: name.to_string(), text: text.to_string().into() })
        .collect();
    let (checker, refused) = Checker::new(Settings::default(), &packs, &|_, _| Err("no files".into()));
    assert!(refused.is_empty(), "{refused:?}");
    checker
}

/// What the JSON output says of one draft.
fn check(checker: &Checker, path: &Path) -> Value {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let document = checker.check(&name, &bytes).unwrap();
    let report =
        report::Report { documents: vec![document], rules: Some(checker.rules()), ..report::Report::default() };
    let mut out = Vec::new();
    report::renderer("json").unwrap().render(&report, &mut out).unwrap();
    serde_json::from_slice::<Value>(&out).unwrap()["documents"][0].take()
}

/// A claim sheet that is easy to read in a diff: a line a number.
fn sheet(document: &Value) -> String {
    let text = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_string);
    let mut out = String::new();
    for c in document["claims"].as_array().unwrap() {
        let subject: Vec<_> = c["subject"].as_array().unwrap().iter().map(|s| text(&s["text"])).collect();
        let _ = writeln!(
            out,
            "{}: {} | {} {} {} | {} | {} | {} {}",
            c["span"]["line"],
            text(&c["text"]),
            text(&c["quantity"]["kind"]),
            text(&c["quantity"]["bound"]),
            text(&c["quantity"]["change"]),
            text(&c["quantity"]["unit"]["name"]),
            subject.join("; "),
            text(&c["attribution"]["source"]["text"]),
            text(&c["verdict"]["status"]),
        );
    }
    for o in document["dates"].as_array().unwrap() {
        let _ = writeln!(out, "{}: {} | {}", o["span"]["line"], text(&o["text"]), text(&o["kind"]));
    }
    for f in document["findings"].as_array().unwrap() {
        let _ = writeln!(
            out,
            "{}: {} {}: {}",
            f["span"]["line"],
            text(&f["severity"]),
            text(&f["check"]),
            text(&f["message"])
        );
    }
    out
}

#[test]
fn clean_drafts_are_silent() {
    let checker = checker();
    let mut loud = Vec::new();
    for path in drafts("clean") {
        for f in check(&checker, &path)["findings"].as_array().unwrap() {
            loud.push(format!("{}: {}: {}", path.display(), f["check"], f["message"]));
        }
    }
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

/// A fact-checker with a pencil finds no number that is in neither list: every digit run and number word of the body
/// lies in a claim, in what narrows one, or among the dates and names.
#[test]
fn no_number_is_in_neither_list() {
    let checker = checker();
    let mut seen = 0;
    let mut missing = Vec::new();
    for path in drafts("").into_iter().chain(drafts("clean")) {
        let file = std::fs::read_to_string(&path).unwrap();
        let body = file.strip_prefix("---\n").and_then(|t| t.find("\n---\n")).map_or(0, |at| at + 9);
        let listed = listed(&check(&checker, &path));
        for (start, end) in numerals(&file).into_iter().filter(|n| n.0 >= body) {
            seen += 1;
            if !listed.iter().any(|s| s.0 <= start && end <= s.1) {
                let line = file[..start].rfind('\n').map_or(0, |at| at + 1);
                missing.push(format!(
                    "{}: {} in {}",
                    path.display(),
                    &file[start..end],
                    file[line..].lines().next().unwrap()
                ));
            }
        }
    }
    assert!(seen > 500, "only {seen} numbers looked at");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The spans of all that the claim sheet holds.
fn listed(document: &Value) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut add = |span: &Value| {
        if let (Some(start), Some(end)) = (span["start"].as_u64(), span["end"].as_u64()) {
            spans.push((start as usize, end as usize));
        }
    };
    for claim in document["claims"].as_array().unwrap() {
        add(&claim["span"]);
        add(&claim["number"]);
        add(&claim["quantity"]["unit"]["span"]);
    }
    document["dates"].as_array().unwrap().iter().for_each(|d| add(&d["span"]));
    spans
}

/// Digit runs ("1,234.5") and number words of a text. "one" and "second" are left out: they are often no number.
fn numerals(text: &str) -> Vec<(usize, usize)> {
    const WORDS: &str = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty \
        forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens";
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if bytes[at].is_ascii_digit() {
            while at < bytes.len()
                && (bytes[at].is_ascii_digit()
                    || matches!(bytes[at], b'.' | b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
            {
                at += 1;
            }
            found.push((start, at));
        } else if bytes[at].is_ascii_alphabetic() {
            while at < bytes.len() && bytes[at].is_ascii_alphabetic() {
                at += 1;
            }
            if WORDS.split(' ').any(|word| word.eq_ignore_ascii_case(&text[start..at])) {
                found.push((start, at));
            }
        } else {
            at += 1;
        }
    }
    found
}

#[test]
fn claim_sheets() {
    let checker = checker();
    for path in drafts("").into_iter().chain(drafts("clean")) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        insta::with_settings!({ snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"), prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("draft_{name}"), sheet(&check(&checker, &path)));
        });
    }
}

#[test]
fn wrong_twins_are_found_out() {
    let checker = checker();
    for (twin, wanted) in [
        ("zones-swapped", &["swapped-figures"][..]),
        ("one-digit", &["contradicts-figure"]),
        ("other-source", &["wrong-source"]),
        ("larger-zone-smaller", &["contradicts-figure", "breaks-constraint"]),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/drafts/nato-russia-talks-{twin}.md"));
        let document = check(&checker, &path);
        let names: Vec<_> =
            document["findings"].as_array().unwrap().iter().map(|f| f["check"].as_str().unwrap()).collect();
        assert!(names.iter().any(|n| wanted.contains(n)), "{twin}: found {names:?}");
    }
    // 200 miles is no zone on file, so nothing may vouch for the number.
    let miles = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts/nato-russia-talks-miles.md");
    for claim in
        check(&checker, &miles)["claims"].as_array().unwrap().iter().filter(|c| c["quantity"]["value"] == 122_000)
    {
        assert_eq!(claim["verdict"]["status"], "unverified");
    }
    let right = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts/nato-russia-talks.md");
    let document = check(&checker, &right);
    assert!(document["findings"].as_array().unwrap().is_empty(), "{}", document["findings"]);
    let supported = document["claims"].as_array().unwrap().iter().filter(|c| c["verdict"]["status"] == "supported");
    assert!(supported.count() >= 2);
}
