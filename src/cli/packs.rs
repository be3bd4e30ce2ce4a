//! Which packs a run uses: by name, path, folder or glob, and those that drafts name in their front matter.

use crate::checker::PackSource;
use crate::report::Trouble;
use crate::rules;
use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The packs that ship and serve every draft.
pub fn timeless() -> Vec<PackSource> {
    rules::timeless().map(|(name, text)| PackSource { path: name.into(), text: text.into() }).collect()
}

/// Reads the packs that `--rules` or the settings name.
pub fn find(names: &[String], troubles: &mut Vec<Trouble>) -> Vec<PackSource> {
    let mut packs = Vec::new();
    for name in names {
        match one(name, None) {
            Ok(found) => packs.extend(found),
            Err(message) => troubles.push(Trouble { path: name.clone(), message }),
        }
    }
    packs
}

/// Reads the packs that the front matter of drafts names: beside the draft, or those that ship. Each is read once.
/// `drafts` are paths with the names that stand in each.
pub fn named<'d>(
    drafts: impl Iterator<Item = (&'d str, Vec<String>)>,
    troubles: &mut Vec<Trouble>,
) -> Vec<PackSource> {
    let (mut packs, mut seen) = (Vec::new(), BTreeSet::new());
    for (draft, names) in drafts {
        let folder = Path::new(draft).parent().unwrap_or(Path::new("")).to_path_buf();
        for name in names {
            if !seen.insert((folder.clone(), name.clone())) {
                continue;
            }
            match one(&name, Some(&folder)) {
                Ok(found) => packs.extend(found),
                Err(message) => troubles.push(Trouble {
                    path: draft.into(),
                    message: format!("its front matter names the pack {name:?}: {message}"),
                }),
            }
        }
    }
    packs
}

/// The packs under one name. A file wins over a pack that ships.
fn one(name: &str, folder: Option<&Path>) -> Result<Vec<PackSource>, String> {
    let path = folder.unwrap_or(Path::new("")).join(name);
    if name.contains(['*', '?', '[']) && !path.exists() {
        return globbed(&path);
    }
    if path.is_dir() {
        return inside(&path);
    }
    let file = if path.is_file() { path.clone() } else { with_extension(&path) };
    if file.is_file() {
        return read(&file).map(|pack| vec![pack]);
    }
    if let Some(text) = rules::shipped(name.strip_suffix(".toml").unwrap_or(name)) {
        return Ok(vec![PackSource { path: name.into(), text: text.into() }]);
    }
    Err(unknown(name))
}

fn with_extension(path: &Path) -> PathBuf {
    let mut file = path.as_os_str().to_owned();
    file.push(".toml");
    file.into()
}

fn unknown(name: &str) -> String {
    let names: Vec<&str> = rules::SHIPPED.iter().map(|s| s.0).collect();
    match rules::nearest(name, &names) {
        Some(near) => format!("there is no such pack; did you mean {near}?"),
        None => format!("there is no such file, and no pack of this name ships; those that do are {}", names.join(", ")),
    }
}

fn read(path: &Path) -> Result<PackSource, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("the pack cannot be read: {e}"))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        format!("the pack is not UTF-8, at byte {}; save it as UTF-8", e.utf8_error().valid_up_to())
    })?;
    Ok(PackSource { path: path.display().to_string(), text })
}

/// Every pack in a folder and below it. Settings and tick sheets are TOML too, but no packs.
fn inside(folder: &Path) -> Result<Vec<PackSource>, String> {
    collect(WalkBuilder::new(folder).sort_by_file_path(|a, b| a.cmp(b)).require_git(false).build())
}

fn globbed(pattern: &Path) -> Result<Vec<PackSource>, String> {
    let plain = |part: &Path| !part.to_string_lossy().contains(['*', '?', '[']);
    let root: PathBuf = pattern.components().take_while(|c| plain(Path::new(c))).collect();
    let rest = pattern.strip_prefix(&root).unwrap_or(pattern);
    let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
    let glob = format!("/{}", rest.display());
    let overrides = OverrideBuilder::new(&root)
        .add(&glob)
        .and_then(|b| b.build())
        .map_err(|e| format!("this is no pattern for files: {e}"))?;
    collect(WalkBuilder::new(&root).overrides(overrides).sort_by_file_path(|a, b| a.cmp(b)).build())
}

fn collect(walk: ignore::Walk) -> Result<Vec<PackSource>, String> {
    let mut packs = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|e| e.to_string())?;
        let name = entry.file_name().to_string_lossy();
        let pack = name.ends_with(".toml") && name != "tickmark.toml" && !name.ends_with(".ticks.toml");
        if pack && entry.file_type().is_some_and(|t| t.is_file()) {
            let path = entry.path();
            packs.push(read(path.strip_prefix("./").unwrap_or(path))?);
        }
    }
    if packs.is_empty() { Err("there is no pack here".into()) } else { Ok(packs) }
}
