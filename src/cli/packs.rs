//! Finding packs: by name, path, folder or pattern.

use super::input;
use crate::checker::PackSource;
use crate::rules;
use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;
use std::path::{Path, PathBuf};

/// The packs that ship and serve every draft.
pub fn timeless() -> impl Iterator<Item = PackSource> {
    rules::timeless().map(|(name, text)| PackSource { path: name.into(), text: text.into() })
}

/// The packs under one name: a file, a folder or a pattern for files in `folder`, or in its `rules`, or a pack that
/// ships. What lies in the folder wins.
pub fn find(folder: &Path, name: &str) -> Result<Vec<PackSource>, String> {
    let path = folder.join(name);
    if name.contains(['*', '?', '[']) && !path.exists() {
        return globbed(&path);
    }
    if path.is_dir() && !folder.join(format!("{name}.toml")).is_file() {
        return inside(&path);
    }
    let places = places(folder, name);
    if let Some(file) = places.iter().find(|p| p.is_file()) {
        return read(file).map(|pack| vec![pack]);
    }
    if let Some(text) = rules::shipped(name) {
        return Ok(vec![PackSource { path: name.into(), text: text.into() }]);
    }
    let names: Vec<&str> = rules::SHIPPED.iter().map(|s| s.0).collect();
    let place = if folder.as_os_str().is_empty() { ".".into() } else { folder.display().to_string() };
    Err(match rules::nearest(name, &names) {
        Some(near) => format!("there is no pack of this name in {place}, and none ships; did you mean \"{near}\"?"),
        None => format!("there is no pack of this name in {place}, and none ships; give its path"),
    })
}

/// Where a pack of this name may lie.
pub fn places(folder: &Path, name: &str) -> [PathBuf; 3] {
    let path = folder.join(name);
    [path.clone(), with_extension(&path), with_extension(&folder.join("rules").join(name))]
}

fn with_extension(path: &Path) -> PathBuf {
    let mut file = path.as_os_str().to_owned();
    file.push(".toml");
    file.into()
}

fn read(path: &Path) -> Result<PackSource, String> {
    let text = String::from_utf8(input::read(path)?).map_err(|e| {
        format!("the pack is not UTF-8: byte {} is invalid; save it as UTF-8", e.utf8_error().valid_up_to() + 1)
    })?;
    Ok(PackSource { path: path.display().to_string(), text: text.into() })
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
