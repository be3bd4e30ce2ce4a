//! Which files to read, and reading them.

use crate::draft::{READERS, Reader, TABLES};
use crate::report::Trouble;
use ignore::WalkBuilder;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// A file to check.
#[derive(Debug)]
pub struct File {
    /// Name shown to people.
    pub name: String,
    /// Where it is; `None` for standard input.
    pub path: Option<PathBuf>,
}

impl File {
    /// A file by its path.
    pub fn new(path: PathBuf) -> Self {
        if path == Path::new("-") {
            return Self { name: "-".into(), path: None };
        }
        Self { name: path.display().to_string(), path: Some(path) }
    }

    /// Its bytes, or why they cannot be read.
    pub fn read(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        match &self.path {
            Some(path) => read(path),
            None => match std::io::stdin().lock().read_to_end(&mut bytes) {
                Ok(_) => Ok(bytes),
                Err(e) => Err(format!("standard input cannot be read: {e}")),
            },
        }
    }

    /// What is wrong with it.
    pub fn trouble(&self, message: String) -> Trouble {
        Trouble { path: self.name.clone(), message }
    }

    /// Its size in bytes, where that is known.
    pub fn size(&self) -> u64 {
        self.path.as_ref().and_then(|p| p.metadata().ok()).map_or(0, |m| m.len())
    }
}

/// A file's bytes, or why they cannot be read and what to do.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|e| match e.kind() {
        ErrorKind::NotFound => "there is no such file; check its name and folder".into(),
        ErrorKind::PermissionDenied => "you may not read this file; ask its owner, or change its permissions".into(),
        ErrorKind::IsADirectory => "this is a folder, not a file".into(),
        // ELOOP, on Linux and on macOS.
        _ if matches!(e.raw_os_error(), Some(40 | 62)) => "its links lead back to themselves; remove the link".into(),
        _ => format!("the file cannot be read: {e}"),
    })
}

/// Replaces a file in one step: it is there as it was, or whole as it is now.
pub fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}

/// The files to check, in order, and how many files of other kinds their folders hold.
#[derive(Debug, Default)]
pub struct Files {
    /// The files.
    pub files: Vec<File>,
    /// Files in folders that no reader is for.
    pub skipped: usize,
}

/// The files that paths name, in order. Folders are walked, with ignore files respected; of their files, those count
/// that some reader is for.
pub fn gather(paths: &[PathBuf], troubles: &mut Vec<Trouble>) -> Files {
    gathered(paths, &|e| is_of(READERS, e), troubles)
}

/// As [`gather`], for documents that drafts were written from, which may also be tables.
pub fn gather_sources(paths: &[PathBuf], troubles: &mut Vec<Trouble>) -> Files {
    gathered(paths, &|e| is_of(READERS, e) || is_of(TABLES, e), troubles)
}

fn gathered(paths: &[PathBuf], fits: &dyn Fn(&str) -> bool, troubles: &mut Vec<Trouble>) -> Files {
    let mut found = Files::default();
    for path in paths {
        if path.is_dir() {
            walk(path, fits, &mut found, troubles);
        } else {
            found.files.push(File::new(path.clone()));
        }
    }
    found
}

fn walk(folder: &Path, fits: &dyn Fn(&str) -> bool, found: &mut Files, troubles: &mut Vec<Trouble>) {
    let walk =
        WalkBuilder::new(folder).follow_links(true).sort_by_file_path(|a, b| a.cmp(b)).require_git(false).build();
    for entry in walk {
        match entry {
            Ok(entry) if !entry.file_type().is_some_and(|t| t.is_file()) => {}
            Ok(entry) if fits(&extension(entry.path())) => found.files.push(File::new(entry.into_path())),
            Ok(_) => found.skipped += 1,
            Err(error) => troubles.push(trouble(folder, &error)),
        }
    }
}

fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

fn is_of(readers: &[&dyn Reader], extension: &str) -> bool {
    readers.iter().any(|r| r.extensions().contains(&extension))
}

/// What went wrong on a walk, with the place and the remedy.
fn trouble(folder: &Path, error: &ignore::Error) -> Trouble {
    match error {
        ignore::Error::WithDepth { err, .. } => trouble(folder, err),
        ignore::Error::WithPath { path, err } => trouble(path, err),
        ignore::Error::Loop { ancestor, child } => Trouble {
            path: child.display().to_string(),
            message: format!("the folder is a link that leads back to {}; remove the link", ancestor.display()),
        },
        other => {
            let denied = other.io_error().is_some_and(|e| e.kind() == ErrorKind::PermissionDenied);
            let message = if denied {
                "you may not read this; ask its owner, or change its permissions".to_string()
            } else {
                other.to_string()
            };
            Trouble { path: folder.display().to_string(), message }
        }
    }
}

/// Reads a file that a pack names, beside the pack.
pub fn resolve(pack: &str, name: &str) -> Result<Vec<u8>, String> {
    let beside = Path::new(pack).parent().unwrap_or(Path::new("")).join(name);
    read(&beside).map_err(|e| format!("{}: {e}", beside.display()))
}
