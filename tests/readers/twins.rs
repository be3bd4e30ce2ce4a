//! The same story in every format yields the same claims.

use super::build::{self, Block};
use super::{checker, json};
use serde_json::{Value, json as value};
use std::path::Path;
use tickmark::draft::READERS;

fn corpus(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name)).unwrap()
}

/// A claim without its places.
fn bare(claim: &Value) -> Value {
    let flat = |v: &Value| v.as_str().map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut quantity = claim["quantity"].clone();
    quantity["unit"]["span"] = Value::Null;
    let list = |name: &str| claim[name].as_array().unwrap().iter().map(|s| flat(&s["text"])).collect::<Vec<_>>();
    let attribution = &claim["attribution"];
    value!({
        "text": flat(&claim["text"]),
        "role": claim["role"],
        "quantity": quantity,
        "subject": list("subject"),
        "scope": list("scope"),
        "time": flat(&claim["time"]["text"]),
        "source": flat(&attribution["source"]["text"]),
        "resolved": flat(&attribution["resolved"]["text"]),
        "cue": flat(&attribution["cue"]["text"]),
    })
}

/// The claims of a file, its format and its date.
fn claims(name: &str, bytes: &[u8]) -> (Vec<Value>, String, Value) {
    let output = json(&checker(), name, bytes).unwrap_or_else(|| panic!("{name} cannot be read"));
    let document = &output["documents"][0];
    let claims = document["claims"].as_array().unwrap().iter().map(bare).collect();
    (claims, document["format"].as_str().unwrap().into(), document["date"].clone())
}

fn compare(name: &str, found: &[Value], want: &[Value]) {
    let texts = |claims: &[Value]| claims.iter().map(|c| c["text"].to_string()).collect::<Vec<_>>().join(", ");
    assert_eq!(texts(found), texts(want), "{name}");
    for (found, want) in found.iter().zip(want) {
        assert_eq!(found, want, "{name}");
    }
}

#[test]
fn every_format_yields_the_same_claims() {
    let markdown = corpus("harbour.md");
    let (want, _, date) = claims("harbour.md", &markdown);
    assert!(want.len() >= 20, "the story states its numbers: {}", want.len());
    let story = build::blocks(std::str::from_utf8(&markdown).unwrap());
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("harbour.html", corpus("harbour.html")),
        ("harbour.rst", corpus("harbour.rst")),
        ("harbour.adoc", corpus("harbour.adoc")),
        ("harbour.nitf", corpus("harbour.nitf")),
        ("harbour.ninjs", corpus("harbour.ninjs")),
        ("harbour.eml", corpus("harbour.eml")),
        ("harbour.docx", build::docx(&story)),
        ("harbour.odt", build::odt(&story)),
        ("harbour.pdf", build::pdf(&story)),
    ];
    let mut formats = vec!["markdown".to_string(), "text".into()];
    for (name, bytes) in &files {
        let (found, format, day) = claims(name, bytes);
        if day.is_null() {
            // Without a date, relative times are the same all the same.
            assert!(matches!(format.as_str(), "docx" | "odt" | "pdf"), "{name} has a date");
        } else {
            assert_eq!(day, date, "{name}");
        }
        compare(name, &found, &want);
        formats.push(format);
    }
    // Plain text has no tables.
    let (found, ..) = claims("harbour.txt", &corpus("harbour.txt"));
    let prose: Vec<Block> = story.into_iter().filter(|b| !matches!(b, Block::Table(_))).collect();
    let (want, ..) = claims("harbour.docx", &build::docx(&prose));
    compare("harbour.txt", &found, &want);
    formats.sort();
    let mut readers: Vec<_> = READERS.iter().map(|r| r.name().to_string()).collect();
    readers.sort();
    assert_eq!(formats, readers, "every reader has a twin");
}

#[test]
fn formats_are_recognised_by_content() {
    let story = build::blocks(std::str::from_utf8(&corpus("harbour.md")).unwrap());
    for (bytes, want) in [
        (corpus("harbour.html"), "html"),
        (corpus("harbour.nitf"), "nitf"),
        (corpus("harbour.ninjs"), "ninjs"),
        (corpus("harbour.eml"), "eml"),
        (build::docx(&story), "docx"),
        (build::odt(&story), "odt"),
        (build::pdf(&story), "pdf"),
    ] {
        for name in ["story", "story.txt", "story.docx", "-"] {
            let (_, format, _) = claims(name, &bytes);
            // Text on standard input is Markdown, whatever it looks like.
            let text = name == "-" && std::str::from_utf8(&bytes).is_ok();
            assert!(format == want || text, "{want} in {name} was taken for {format}");
        }
    }
}
