//! Wires the rooms in order, and sorts, filters and counts what the checks find.

use crate::attribution;
use crate::bind;
use crate::check::{CHECKS, Context};
use crate::claim;
pub use crate::document::Document;
use crate::draft::{self, Draft, ReadError};
use crate::finding::Finding;
use crate::prose::Prose;
use crate::quantity;
use crate::relation;
pub use crate::report::infos;
use crate::rules::{self, OnFile, Problem, Resolver, Rules};

use crate::settings::{Level, Settings};
use crate::trace::{self, Sources, Traces};
use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Packs of fewer bytes are read before a thread could start.
const WORTH_A_THREAD: usize = 20_000;

/// A pack as the caller hands it in.
#[derive(Clone, Debug)]
pub struct PackSource {
    /// Path or name, shown to people.
    pub path: String,
    /// TOML.
    pub text: Cow<'static, str>,
}

/// Checks drafts. Built once from settings and packs; checks any number of drafts, also in parallel.
#[derive(Debug, Default)]
pub struct Checker {
    settings: Settings,
    rules: Rules,
    index: bind::Index,
    sources: Sources,
}

/// Reads packs, several at a time. These are threads of their own and none of the pool's: a caller may hold a lock that
/// other work of the pool waits for.
fn read_all(packs: &[PackSource], resolve: &Resolver<'_>, on_request: bool) -> Vec<Result<OnFile, Vec<Problem>>> {
    let read = |pack: &PackSource| match OnFile::outlined(&pack.path, &pack.text) {
        Some(outlined) => Ok(outlined),
        None => rules::read(&pack.path, &pack.text, resolve).map(|p| OnFile::new(rules::Pack { on_request, ..p })),
    };
    let threads = rayon::current_num_threads().min(packs.len());
    let written = packs.iter().filter(|p| matches!(p.text, Cow::Owned(_)));
    let size: usize = written.map(|p| p.text.len()).sum();
    if threads < 2 || size < WORTH_A_THREAD {
        return packs.iter().map(read).collect();
    }
    let (next, slots) = (AtomicUsize::new(0), packs.iter().map(|_| OnceLock::new()).collect::<Vec<_>>());
    let work = || {
        while let Some((pack, slot)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|n| Some((packs.get(n)?, &slots[n])))
        {
            let _ = slot.set(read(pack));
        }
    };
    std::thread::scope(|scope| {
        (1..threads).for_each(|_| drop(scope.spawn(work)));
        work();
    });
    slots.into_iter().zip(packs).map(|(slot, pack)| slot.into_inner().unwrap_or_else(|| read(pack))).collect()
}

impl Checker {
    /// A checker with these settings and packs, and the problems of every pack that cannot be used, by its path.
    /// `resolve` reads the files that a pack names.
    pub fn new(
        settings: Settings,
        packs: &[PackSource],
        resolve: &Resolver<'_>,
    ) -> (Self, Vec<(PackSource, Vec<Problem>)>) {
        let mut checker = Self { settings, ..Self::default() };
        let refused = checker.load(packs, resolve, false);
        (checker, refused)
    }

    /// Adds packs that serve only drafts whose front matter names them; returns those that cannot be used.
    pub fn add_named(&mut self, packs: &[PackSource], resolve: &Resolver<'_>) -> Vec<(PackSource, Vec<Problem>)> {
        self.load(packs, resolve, true)
    }

    fn load(
        &mut self,
        packs: &[PackSource],
        resolve: &Resolver<'_>,
        on_request: bool,
    ) -> Vec<(PackSource, Vec<Problem>)> {
        let mut refused = Vec::new();
        for (pack, read) in packs.iter().zip(read_all(packs, resolve, on_request)) {
            match read {
                Ok(pack) => self.rules.add(pack),
                Err(problems) => refused.push((pack.clone(), problems)),
            }
        }
        self.index = bind::Index::new(&self.rules);
        refused
    }

    /// The packs in use.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The settings in use.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Adds a document that drafts were written from; every number is traced to it.
    pub fn add_source(&mut self, path: &str, bytes: &[u8]) -> Result<(), ReadError> {
        let draft = draft::read_source(path, bytes, &self.settings.limits)?;
        let prose = Prose::new(&draft);
        let numbers = quantity::find(&prose, &self.settings);
        let claims = claim::claims(&prose, &numbers, &self.settings);
        self.sources.add(path, &draft, &prose, &claims, &numbers.others);
        Ok(())
    }

    /// The documents that drafts are traced to.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Finds a draft's claims and who is cited for them.
    pub fn extract<'a>(&self, path: &str, bytes: &'a [u8]) -> Result<Document<'a>, ReadError> {
        let draft = draft::read_within(path, bytes, &self.settings.limits)?;
        Ok(self.run(path, draft, false))
    }

    /// Checks a draft.
    pub fn check<'a>(&self, path: &str, bytes: &'a [u8]) -> Result<Document<'a>, ReadError> {
        let draft = draft::read_within(path, bytes, &self.settings.limits)?;
        Ok(self.run(path, draft, true))
    }

    /// Why each number of a draft bound to a measure, or did not.
    pub fn explain(&self, path: &str, bytes: &[u8]) -> Result<Vec<bind::Explanation>, ReadError> {
        let mut draft = draft::read_within(path, bytes, &self.settings.limits)?;
        draft.front.date = draft.front.date.or(self.settings.date);
        let prose = Prose::new(&draft);
        let numbers = quantity::find(&prose, &self.settings);
        let claims = claim::claims(&prose, &numbers, &self.settings);
        let attributions = attribution::attribute(&draft, &prose, &claims, &self.settings);
        Ok(bind::explain(&draft, &prose, &claims, &attributions, &self.rules, &self.index, &self.settings))
    }

    fn run<'a>(&self, path: &str, mut draft: Draft<'a>, check: bool) -> Document<'a> {
        let settings = &self.settings;
        draft.front.date = draft.front.date.or(settings.date);
        let prose = Prose::new(&draft);
        let numbers = quantity::find(&prose, settings);
        let claims = claim::claims(&prose, &numbers, settings);
        let attributions = attribution::attribute(&draft, &prose, &claims, settings);
        let (mut verdicts, mut findings) = (Vec::new(), Vec::new());
        let mut traces = Traces::default();
        if check {
            verdicts = bind::bind(&draft, &prose, &claims, &attributions, &self.rules, &self.index, settings);
            let relations = relation::relations(&prose, &claims, settings);
            let calendar = relation::calendar::Calendar::new(&draft, &prose);
            let context = Context {
                draft: &draft,
                prose: &prose,
                numbers: &numbers,
                claims: &claims,
                attributions: &attributions,
                verdicts: &verdicts,
                relations: &relations,
                calendar: &calendar,
                rules: &self.rules,
                settings,
            };
            for check in CHECKS.iter().filter(|c| settings.levels.get(c.info().name) != Some(&Level::Off)) {
                check.run(&context, &mut findings);
            }
            if !self.sources.is_empty() {
                traces = trace::trace(&draft, &prose, &numbers, &claims, &attributions, &self.sources);
                trace::findings(&prose, &numbers, &claims, &traces, &mut findings);
            }
            self.settle(&draft, &mut findings);
        }
        let sentences = prose.sentences.iter().map(|s| s.span).collect();
        Document { path: path.into(), sentences, numbers, claims, attributions, verdicts, traces, findings, draft }
    }

    /// Adds findings that need more than the draft, such as its tick sheet; levels and ignore marks apply to them too.
    pub fn add_findings(&self, document: &mut Document<'_>, findings: Vec<Finding>) {
        let off = |f: &Finding| self.settings.levels.get(f.check) == Some(&Level::Off);
        document.findings.extend(findings.into_iter().filter(|f| !off(f)));
        self.settle(&document.draft, &mut document.findings);
    }

    /// Applies levels and ignore marks, and orders the findings.
    fn settle(&self, draft: &Draft<'_>, findings: &mut Vec<Finding>) {
        findings.retain(|f| !draft.silences(f.span, f.check));
        for finding in findings.iter_mut() {
            finding.on_one_line();
            if let Some(Level::At(severity)) = self.settings.levels.get(finding.check) {
                finding.severity = *severity;
            }
        }
        findings.sort_by(|a, b| (a.span, a.check, &a.message).cmp(&(b.span, b.check, &b.message)));
        findings.dedup();
    }
}
