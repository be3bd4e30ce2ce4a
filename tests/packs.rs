//! Packs: what loads, what is refused, and that no pack makes the reader panic.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

use tickmark::finding::Severity;
use tickmark::report::{PackFinding, snippet};
use tickmark::rules::{self, Pack, Problem, SHIPPED};

fn no_files(_: &str, name: &str) -> Result<Vec<u8>, String> {
    Err(format!("{name}: there is no such file"))
}

fn read(text: &str) -> Result<Pack, Vec<Problem>> {
    rules::read("pack.toml", text, &no_files)
}

#[test]
fn shipped_packs_load() {
    for (name, text) in SHIPPED {
        let pack = rules::read(name, text, &no_files).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
        assert_eq!(pack.name, *name, "a shipped pack is named as its file");
        assert!(pack.measures.iter().any(|m| !m.figures.is_empty()), "{name} has no figures");
    }
}

#[test]
fn cut_off_packs_do_not_panic() {
    for (_, text) in SHIPPED {
        // Every byte of the first part, where all sections begin, then ever wider steps.
        let mut at = 0;
        while at < text.len() {
            if let Some(cut) = text.get(..at) {
                let _ = read(cut);
            }
            at += 1 + at / 400;
        }
    }
}

#[test]
fn like_inherits_everything_but_the_figures() {
    let pack = read(include_str!("../rules/packs/ukraine-border-2022.toml")).unwrap();
    let zone = |id: &str| pack.measures.iter().find(|m| m.id == id).unwrap();
    let (inner, outer) = (zone("troops_200km"), zone("troops_400km"));
    assert_eq!(inner.conditions, outer.conditions);
    assert_ne!(inner.within, outer.within);
    assert_eq!(outer.figures.len(), 1);
}

/// All problems of a pack as people see them.
fn pictures(name: &str, text: &str) -> String {
    let problems = read(text).expect_err("the pack is wrong");
    let picture = |problem: Problem| {
        let finding = PackFinding {
            check: "rules-error",
            severity: Severity::Error,
            path: name.into(),
            text: text.into(),
            problem,
        };
        snippet::problem(&finding, false)
    };
    problems.into_iter().map(picture).collect::<Vec<_>>().join("\n\n")
}

fn snapshot(name: &str, picture: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, picture));
}

#[test]
fn every_mistake_is_told_at_once() {
    snapshot("pack_mistakes", &pictures("ferry.toml", include_str!("packs/mistakes.toml")));
}

#[test]
fn broken_toml_is_told_with_its_place() {
    snapshot("pack_broken", &pictures("broken.toml", include_str!("packs/broken.toml")));
}
