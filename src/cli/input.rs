//! Which files to read, and reading them.

use crate::report::Trouble;
use ignore::WalkBuilder;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A file to check.
#[derive(Debug)]
pub struct File {
    /// Name shown to people.
    pub name: String,
    path: Option<PathBuf>,
}

impl File {
    /// Its bytes, or why they cannot be read.
    pub fn read(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let done = match &self.path {
            Some(path) => std::fs::read(path).map(|read| bytes = read),
            None => std::io::stdin().lock().read_to_end(&mut bytes).map(drop),
        };
        done.map(|()| bytes).map_err(|e| format!("the file cannot be read: {e}"))
    }
}

/// The files that paths name, in order; folders are walked, with ignore files respected.
pub fn gather(paths: &[PathBuf], troubles: &mut Vec<Trouble>) -> Vec<File> {
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            files.push(File { name: "-".into(), path: None });
        } else if path.is_dir() {
            for entry in WalkBuilder::new(path).sort_by_file_path(|a, b| a.cmp(b)).require_git(false).build() {
                match entry {
                    Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
                        files.push(File { name: entry.path().display().to_string(), path: Some(entry.into_path()) });
                    }
                    Ok(_) => {}
                    Err(error) => {
                        troubles.push(Trouble { path: path.display().to_string(), message: error.to_string() })
                    }
                }
            }
        } else {
            files.push(File { name: path.display().to_string(), path: Some(path.clone()) });
        }
    }
    files
}

/// Reads a file that a pack names, beside the pack.
pub fn resolve(pack: &str, name: &str) -> Result<Vec<u8>, String> {
    let beside = Path::new(pack).parent().unwrap_or(Path::new("")).join(name);
    std::fs::read(&beside).map_err(|e| format!("{}: {e}", beside.display()))
}
