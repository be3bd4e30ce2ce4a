//! Every check does what it says of itself: it documents itself, fires on its wrong example and is silent on its right one.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use tickmark::check::CHECKS;
use tickmark::finding::{Example, Info, Severity};
use tickmark::settings::Level;
use tickmark::{Checker, PackSource, Settings};

/// Settings under which a check runs: policies and advice run on request only.
fn settings(check: &str) -> Settings {
    let mut settings = Settings::default();
    match check {
        "no-source" => settings.need_source.push("percent".into()),
        "unused-figure" => {
            settings.levels.insert(check.into(), Level::At(Severity::Info));
        }
        _ => {}
    }
    settings
}

/// The names of the checks that report something on an example.
fn reported(info: &Info, example: &Example) -> Vec<&'static str> {
    let packs: Vec<_> = example
        .pack
        .iter()
        .map(|text| PackSource { path: "pack.toml".into(), text: text.to_string().into() })
        .collect();
    let none = |_: &str, name: &str| Err(format!("{name}: examples read no files"));
    let (checker, refused) = Checker::new(settings(info.name), &packs, &none);
    assert!(refused.is_empty(), "an example's pack is refused: {refused:?}");
    let document = checker.check("draft.md", example.draft.as_bytes()).unwrap();
    document.findings.iter().map(|f| f.check).collect()
}

/// Checks that need more than a draft and a pack have their examples run elsewhere.
fn infos() -> impl Iterator<Item = &'static Info> {
    CHECKS.iter().map(|c| c.info())
}

#[test]
fn wrong_examples_fire() {
    for info in infos() {
        let found = reported(info, &info.wrong);
        assert!(found.contains(&info.name), "{} is silent on its wrong example; reported {found:?}", info.name);
    }
}

#[test]
fn right_examples_are_silent() {
    for info in infos() {
        let found = reported(info, &info.right);
        assert!(found.is_empty(), "the right example of {} reports {found:?}", info.name);
    }
}

#[test]
fn checks_document_themselves() {
    for info in infos() {
        assert!(info.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{} is not kebab-case", info.name);
        for (what, text) in [("title", info.title), ("summary", info.summary), ("docs", info.docs)] {
            assert!(text.len() > 10, "{} has no {what}", info.name);
        }
    }
}

#[test]
fn names_are_unique_and_each_has_its_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<_> = infos().map(|i| i.name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "two checks share a name");
    for name in &names {
        assert!(root.join("src/check").join(name.replace('-', "_") + ".rs").exists(), "{name} has no file of its own");
    }
    for entry in std::fs::read_dir(root.join("src/check")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().replace('_', "-");
        let is_check = std::fs::read_to_string(&path).unwrap().contains("\nimpl Check for ");
        assert!(!is_check || names.contains(&stem.as_str()), "{stem} is not in the list of checks");
    }
}
