//! Compiles `rules/vocab/*.toml` and the shipped packs into static tables.
//!
//! Every vocabulary file holds arrays of entries. An entry's `forms` match whole tokens, folded;
//! its `symbols` match exactly as written. Both are cut by the scanner that also cuts drafts.

// Cargo reads what a build script prints.
#![allow(clippy::print_stdout)]

mod category;
mod cues;
mod inflect;
mod language;
mod lexicon;
#[path = "../src/vocab/scan.rs"]
#[allow(dead_code)]
mod scan;
mod unit;

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/vocab/scan.rs");
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
    fs::write(Path::new(&out).join("packs.rs"), packs()?)?;
    Ok(())
}

/// The packs that ship, by file stem, as `&[(name, text)]`.
fn packs() -> Result<String, Box<dyn Error>> {
    let mut files: Vec<_> =
        fs::read_dir("rules/packs")?.collect::<Result<Vec<_>, _>>()?.iter().map(|e| e.path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let mut code =
        String::from("/// The packs that ship: name and TOML text.\npub static SHIPPED: &[(&str, &str)] = &[\n");
    for file in files {
        let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        code += &format!("    ({stem:?}, {:?}),\n", fs::read_to_string(&file)?);
    }
    Ok(code + "];\n")
}
