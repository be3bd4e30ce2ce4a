//! Reading packs: the TOML is walked by hand, so that spans are kept and every mistake is found at once.

mod build;
mod extend;
mod fields;
mod figure;
mod infer;
mod pieces;
mod raw;
mod sums;
mod table;
pub(crate) mod time;
pub(crate) mod value;

pub use fields::{list_of, nearest};
pub use infer::name as kind_name;
pub use raw::KINDS;

use super::{Pack, Problem, Resolver};
use crate::span::FileSpan;
use fields::Problems;
use toml::de::DeTable;

/// Reads a pack; all its errors at once.
pub fn read(path: &str, text: &str, resolve: &Resolver<'_>) -> Result<Pack, Vec<Problem>> {
    read_below(path, text, resolve, &[])
}

/// Reads a pack that others extend: `above` are their paths.
fn read_below(path: &str, text: &str, resolve: &Resolver<'_>, above: &[String]) -> Result<Pack, Vec<Problem>> {
    if let Some(raw) = pieces::pack(text) {
        let mut problems = Problems::default();
        let pack = build::pack(path, text, raw, resolve, above, &mut problems);
        return if problems.is_empty() { Ok(pack) } else { Err(problems.finish()) };
    }
    let (document, mistakes) = DeTable::parse_recoverable(text);
    let mut problems = Problems::default();
    problems.broken = !mistakes.is_empty();
    let raw = raw::pack(document.get_ref(), &mut problems);
    if problems.broken {
        let mut names = Problems::default();
        names.broken = true;
        let _ = build::pack(path, text, raw, resolve, above, &mut names);
        let mut all = problems.finish();
        all.extend(names.misspelt().into_iter().filter(|p| !has_section(text, p.span)));
        return Err(merge(text, &mistakes, all));
    }
    drop(document);
    let pack = build::pack(path, text, raw, resolve, above, &mut problems);
    if problems.is_empty() { Ok(pack) } else { Err(problems.finish()) }
}

/// Whether a section of the text has the name that stands in a place: one that could not be read is there all the same.
fn has_section(text: &str, name: FileSpan) -> bool {
    let name = text.get(name.range()).unwrap_or("").trim_matches(['"', '\'']);
    text.contains(&format!(".{name}]")) || text.contains(&format!(".{name}."))
}

/// The mistakes of TOML itself, and what is plainly wrong on other lines.
fn merge(text: &str, mistakes: &[toml::de::Error], mut problems: Vec<Problem>) -> Vec<Problem> {
    let lines = crate::line_index::LineIndex::new(text);
    let mut broken = std::collections::BTreeSet::new();
    let mut all = Vec::new();
    for mistake in mistakes {
        let at = mistake.span().unwrap_or_default();
        let at = FileSpan::new(at.start.min(text.len()), at.end.min(text.len()));
        broken.insert(lines.line_of(at.start));
        broken.insert(lines.line_of(at.end));
        all.push(Problem { message: format!("this is not TOML: {}", mistake.message()), span: at, help: None });
    }
    problems.retain(|p| !broken.contains(&lines.line_of(p.span.start)));
    all.append(&mut problems);
    all.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
    all.dedup();
    all
}
