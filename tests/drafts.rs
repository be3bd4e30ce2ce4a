//! Whole drafts: the clean ones say nothing.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
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
        .map(|(name, text)| PackSource { path: name.to_string(), text: text.to_string() })
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
