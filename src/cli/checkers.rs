//! One checker for each set of settings and packs that the drafts of a run ask for.
//!
//! A draft is checked with the packs of `--rules`, of its `tickmark.toml` and of its front matter, and with the
//! timeless packs that ship. Drafts that ask for the same share a checker.

use super::args::RunArgs;
use super::input::{self, File};
use super::packs;
use crate::checker::{Checker, PackSource};
use crate::draft;
use crate::finding::Severity;
use crate::report::{PackFinding, Trouble};
use crate::rules::Problem;
use crate::settings::{self, Level, SettingsFile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Name of the settings file.
const CONFIG: &str = "tickmark.toml";

/// A checker and what else the settings say.
#[derive(Debug)]
pub struct Equipped {
    /// The checker.
    pub checker: Checker,
    /// From which severity on a run fails; `None` for never.
    pub fail_on: Option<Severity>,
}

/// A settings file, or `None` where there is none.
type Config = Option<PathBuf>;
/// The names of packs, each with the folder that it is looked for in.
type Wanted = Vec<(PathBuf, String)>;

/// All checkers of a run, each made when it is first asked for.
pub struct Checkers<'a> {
    args: &'a RunArgs,
    sources: Vec<(String, Vec<u8>)>,
    configs: Mutex<BTreeMap<PathBuf, Config>>,
    ready: Mutex<BTreeMap<(Config, Wanted), Arc<Equipped>>>,
    complaints: Mutex<Complaints>,
}

/// Hands every draft of some paths to `work`, with the checker for it. What cannot be read, and what `work` says of a
/// draft that cannot be checked, is added to the troubles.
pub fn each_draft(
    checkers: &Checkers<'_>,
    paths: &[PathBuf],
    troubles: &mut Vec<Trouble>,
    mut work: impl FnMut(&File, &[u8], &Checker) -> std::io::Result<Result<(), draft::ReadError>>,
) -> std::io::Result<()> {
    for file in input::gather(paths, troubles).files {
        let bytes = match file.read() {
            Ok(bytes) => bytes,
            Err(message) => {
                troubles.push(file.trouble(message));
                continue;
            }
        };
        let equipped = checkers.of(&file, &bytes);
        if let Err(error) = work(&file, &bytes, &equipped.checker)? {
            troubles.push(file.trouble(error.message));
        }
    }
    Ok(())
}

/// What was wrong with settings and packs, each said once.
#[derive(Debug, Default)]
pub struct Complaints {
    /// Findings about packs and settings.
    pub findings: Vec<PackFinding>,
    /// Files that could not be read or used.
    pub troubles: BTreeMap<(String, String), Trouble>,
}

impl Complaints {
    fn trouble(&mut self, path: &str, message: String) {
        let trouble = Trouble { path: path.into(), message: message.clone() };
        self.troubles.insert((path.into(), message), trouble);
    }

    /// Every problem of a file as a finding, and the file as one that could not be used.
    fn refuse(&mut self, path: &str, text: &str, problems: impl Iterator<Item = Problem>) {
        let before = self.findings.len();
        for problem in problems {
            let (path, text) = (path.to_string(), text.to_string());
            let finding = PackFinding { check: "rules-error", severity: Severity::Error, path, text, problem };
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
        let n = self.findings.len() - before;
        if n > 0 {
            self.trouble(
                path,
                format!("not used: {}", if n == 1 { "1 error in it".into() } else { format!("{n} errors in it") }),
            );
        }
    }
}

impl<'a> Checkers<'a> {
    /// Nothing is read yet but the sources of `--against`.
    pub fn new(args: &'a RunArgs, troubles: &mut Vec<Trouble>) -> Self {
        let mut sources = Vec::new();
        for source in input::gather_sources(&args.against, troubles).files {
            match source.read() {
                Ok(bytes) => sources.push((source.name, bytes)),
                Err(message) => troubles.push(Trouble { path: source.name, message }),
            }
        }
        let (configs, ready, complaints) = Default::default();
        Self { args, sources, configs, ready, complaints }
    }

    /// The checker for a draft, by its place and its front matter.
    pub fn of(&self, file: &File, bytes: &[u8]) -> Arc<Equipped> {
        let folder = file.path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_path_buf();
        let config = self.config(&folder);
        let front = draft::front_matter(bytes).rules;
        let mut wanted: Wanted = front.into_iter().map(|name| (folder.clone(), name)).collect();
        wanted.extend(self.args.rules.iter().map(|name| (PathBuf::new(), name.clone())));
        wanted.sort();
        wanted.dedup();
        // Making one is rare, so others may wait for it.
        let mut ready = lock(&self.ready);
        let key = (config, wanted);
        if let Some(found) = ready.get(&key) {
            return Arc::clone(found);
        }
        let made = Arc::new(self.make(key.0.as_deref(), &key.1));
        ready.insert(key, Arc::clone(&made));
        made
    }

    /// The settings, packs and tables that were read.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = BTreeSet::new();
        for ((config, wanted), equipped) in lock(&self.ready).iter() {
            files.extend(config.clone());
            files.extend(wanted.iter().flat_map(|(folder, name)| packs::places(folder, name)));
            for pack in equipped.checker.rules().packs.iter().filter(|p| p.outline().is_none()) {
                files.insert(PathBuf::from(&pack.path));
                files.extend(pack.bases.iter().map(PathBuf::from));
                let tables = pack.measures.iter().filter_map(|m| m.figures.first()).map(|f| PathBuf::from(&*f.path));
                files.extend(tables);
            }
        }
        files.into_iter().collect()
    }

    /// What was wrong with settings and packs.
    pub fn complaints(&self) -> Complaints {
        std::mem::take(&mut lock(&self.complaints))
    }

    /// The settings file for drafts in a folder: the nearest upwards.
    fn config(&self, folder: &Path) -> Config {
        if self.args.config.is_some() {
            return self.args.config.clone();
        }
        let mut configs = lock(&self.configs);
        if let Some(known) = configs.get(folder) {
            return known.clone();
        }
        let absolute = std::path::absolute(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok();
        let levels = absolute.as_deref().map(|a| a.ancestors().count()).unwrap_or(0);
        let mut at = folder.to_path_buf();
        let mut found = None;
        for _ in 0..levels {
            let candidate = at.join(CONFIG);
            if candidate.is_file() {
                found = Some(candidate);
                break;
            }
            at = if at.file_name().is_some() { at.parent().unwrap_or(Path::new("")).into() } else { at.join("..") };
        }
        configs.insert(folder.to_path_buf(), found.clone());
        found
    }

    fn make(&self, config: Option<&Path>, wanted: &[(PathBuf, String)]) -> Equipped {
        let mut complaints = lock(&self.complaints);
        let mut named: Wanted = Vec::new();
        let mut file = match config {
            Some(path) => read_config(path, &mut Vec::new(), &mut named, &mut complaints),
            None => SettingsFile::default(),
        };
        for (checks, off) in [(&self.args.ignore, true), (&self.args.select, false)] {
            let unnamed = |name: &&str| !checks.is_empty() && (checks.iter().any(|c| c == name) == off);
            for name in crate::checker::infos().map(|i| i.name).filter(unnamed) {
                file.settings.levels.insert(name.into(), Level::Off);
            }
        }
        file.settings.date = self.args.date;
        let mut packs = Vec::new();
        if !self.args.rules.iter().any(|r| r == "none") {
            packs = self.packs(named.into_iter().chain(wanted.iter().cloned()), &mut complaints);
        }
        let (mut checker, refused) = Checker::new(file.settings, &packs, &input::resolve);
        for (pack, problems) in refused {
            complaints.refuse(&pack.path, &pack.text, problems.into_iter());
        }
        for (name, bytes) in &self.sources {
            if let Err(error) = checker.add_source(name, bytes) {
                complaints.trouble(name, error.message);
            }
        }
        let fail_on = match self.args.fail_on.as_deref() {
            Some(name) => settings::SEVERITIES.iter().find(|s| s.0 == name).map(|s| s.1),
            None => file.fail_on.or(Some(Severity::Error)),
        };
        Equipped { checker, fail_on }
    }

    /// The packs of these names, each once, and the timeless ones that ship.
    fn packs(&self, named: impl Iterator<Item = (PathBuf, String)>, complaints: &mut Complaints) -> Vec<PackSource> {
        let mut packs = Vec::new();
        let mut paths = BTreeSet::new();
        for (folder, name) in named {
            match packs::find(&folder, &name) {
                Ok(found) => packs.extend(found.into_iter().filter(|pack| paths.insert(pack.path.clone()))),
                Err(message) => complaints.trouble(&name, message),
            }
        }
        packs.extend(packs::timeless().filter(|pack| paths.insert(pack.path.clone())));
        packs
    }
}

/// Reads a settings file and those that it builds upon, which are `below` it. Notes the packs that they name, each with
/// the folder of its file.
fn read_config(path: &Path, below: &mut Vec<PathBuf>, named: &mut Wanted, complaints: &mut Complaints) -> SettingsFile {
    let name = path.display().to_string();
    let text = match input::read(path)
        .and_then(|b| String::from_utf8(b).map_err(|_| "the file is not UTF-8; save it as UTF-8".into()))
    {
        Ok(text) => text,
        Err(message) => {
            complaints.trouble(&name, message);
            return SettingsFile::default();
        }
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    below.push(std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()));
    let base = match settings::extends(&text).map(|base| folder.join(base)) {
        Some(base) if is_among(&base, below) => {
            complaints.trouble(&name, format!("it builds upon {}, which builds upon it", base.display()));
            SettingsFile::default()
        }
        Some(base) => read_config(&base, below, named, complaints),
        None => SettingsFile::default(),
    };
    let names: Vec<_> = crate::checker::infos().map(|i| i.name).collect();
    match settings::load_onto(base, &text, &names) {
        Ok(file) => {
            named.extend(file.rules.iter().map(|rule| (folder.to_path_buf(), rule.clone())));
            file
        }
        Err(problems) => {
            let problem = |p: settings::Problem| Problem { message: p.message, span: p.span, help: p.help };
            complaints.refuse(&name, &text, problems.into_iter().map(problem));
            SettingsFile::default()
        }
    }
}

/// Whether a file is one of these, whatever the way to it.
fn is_among(path: &Path, files: &[PathBuf]) -> bool {
    let same = |file: &PathBuf| match (path.canonicalize(), file.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => path == file,
    };
    files.iter().any(same)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
