//! Packs: what loads, what is refused, and that no pack makes the reader panic.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

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
