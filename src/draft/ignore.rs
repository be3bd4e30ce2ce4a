//! `tickmark: ignore CHECK` in a comment silences the block after it.
//!
//! The mark counts in any comment style, `<!-- … -->`, `// …`, `% …`, `[//]: # (…)`: nothing but signs may stand
//! before it on its line, or it must follow an opening `<!--`.

use super::{Block, BlockKind, Ignore, OffsetMap};
use crate::span::Span;
use memchr::memmem;

const MARK: &str = "tickmark:";

/// Finds the marks of a file, and what each of them silences. `skip` tells of offsets that hold no comment, such as code.
pub(crate) fn find(file: &str, map: &OffsetMap, blocks: &[Block], skip: impl Fn(usize) -> bool) -> Vec<Ignore> {
    let mut ignores = Vec::new();
    for at in memmem::find_iter(file.as_bytes(), MARK) {
        if let Some((checks, end)) = mark(file, at).filter(|_| !skip(at))
            && let Some(span) = target(map, blocks, at, end)
        {
            ignores.push(Ignore { span, checks });
        }
    }
    ignores
}

/// The checks that a mark names, and where it ends.
fn mark(file: &str, at: usize) -> Option<(Vec<String>, usize)> {
    let before = &file.as_bytes()[..at];
    let line = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |n| n + 1);
    let lead = file.get(line..at)?.trim_end();
    let rest = file[at + MARK.len()..].trim_start_matches([' ', '\t']).strip_prefix("ignore")?;
    if !lead.ends_with("<!--") && lead.chars().any(char::is_alphanumeric) {
        return None;
    }
    let names = rest.find(|c: char| !(c.is_ascii_lowercase() || matches!(c, '-' | ',' | ' ' | '\t')));
    let names = &rest[..names.unwrap_or(rest.len())];
    let checks = names.split([',', ' ', '\t']).map(|n| n.trim_matches('-')).filter(|n| !n.is_empty());
    let start = file.len() - rest.len();
    let close = if lead.ends_with("<!--") { memmem::find(rest.as_bytes(), b"-->") } else { None };
    let end = close.or_else(|| memchr::memchr2(b'\n', b'\r', rest.as_bytes())).map_or(file.len(), |n| start + n);
    Some((checks.map(String::from).collect(), end))
}

/// The text that a mark from `at` to `end` silences: the rest of the block that it stands in, else the
/// next block. A table counts as one block, and so does a list.
fn target(map: &OffsetMap, blocks: &[Block], at: usize, end: usize) -> Option<Span> {
    let first = blocks.partition_point(|b| map.file_span(b.span).end <= end);
    let first = first + blocks[first..].iter().take_while(|b| map.file_span(b.span).end <= at).count();
    let block = blocks.get(first)?;
    let same = |kind: BlockKind| match (block.kind, kind) {
        (BlockKind::Cell { table: a, .. }, BlockKind::Cell { table: b, .. }) => a == b,
        (BlockKind::Item { list: a }, BlockKind::Item { list: b }) => a == b,
        _ => false,
    };
    let rest = blocks[first..].iter().take_while(|b| same(b.kind)).last();
    Some(rest.map_or(block.span, |last| block.span.cover(last.span)))
}
