//! Compiles `rules/vocab/*.toml` and the shipped packs into static tables.
//!
//! Every vocabulary file holds arrays of entries. An entry's `forms` match whole tokens, folded;
//! its `symbols` match exactly as written. Both are cut by the scanner that also cuts drafts.

// Cargo reads what a build script prints.
#![allow(clippy::print_stdout)]

mod category;
mod cues;
#[path = "../src/vocab/forms.rs"]
#[allow(dead_code)]
mod forms;
mod inflect;
mod language;
mod lexicon;
mod packs;
#[path = "../src/vocab/scan.rs"]
#[allow(dead_code)]
mod scan;
mod unit;

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/vocab/scan.rs");
    println!("cargo::rerun-if-changed=src/vocab/forms.rs");
    let out = env::var("OUT_DIR")?;
    let mut lexicon = lexicon::Lexicon::default();
    let mut code = String::new();
    for category in category::ALL {
        let path = Path::new("rules/vocab").join(category.file);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let table: toml::Table = text.parse().map_err(|e| format!("{}: {e}", path.display()))?;
        (category.compile)(&table, &mut lexicon, &mut code).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    lexicon.write(&mut code);
    fs::write(Path::new(&out).join("vocab.rs"), code)?;
    let irregular = forms::Irregular::new(pairs(&lexicon.irregular), pairs(&lexicon.kin));
    fs::write(Path::new(&out).join("packs.rs"), packs::compile(&irregular)?)?;
    Ok(())
}

fn pairs(list: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    list.iter().map(|(a, b)| (a.as_str(), b.as_str()))
}
