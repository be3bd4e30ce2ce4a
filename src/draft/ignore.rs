//! `tickmark: ignore CHECK until 2024-06-01 because REASON` in a comment silences the block after it. Check, day and
//! reason may be left out; the mark stands up to and including its day.
//!
//! The mark counts in any comment style, `<!-- … -->`, `// …`, `% …`, `[//]: # (…)`: nothing but signs may stand
//! before it on its line, or it must follow an opening `<!--`.

use super::{Block, BlockKind, Ignore, OffsetMap, Until};
use crate::span::Span;
use memchr::memmem;

const MARK: &str = "tickmark:";

/// Finds the marks of a file, and what each of them silences. `skip` tells of offsets that hold no comment, such as code.
pub(crate) fn find(file: &str, map: &OffsetMap, blocks: &[Block], skip: impl Fn(usize) -> bool) -> Vec<Ignore> {
    let mut ignores = Vec::new();
    for at in memmem::find_iter(file.as_bytes(), MARK) {
        if let Some(mark) = mark(file, at).filter(|_| !skip(at))
            && let Some(span) = target(map, blocks, at, mark.end)
        {
            ignores.push(Ignore { span, checks: mark.checks, until: mark.until, reason: mark.reason });
        }
    }
    ignores
}

/// A mark as it is written.
struct Mark {
    checks: Vec<String>,
    until: Until,
    reason: Option<String>,
    /// Where it ends in the file.
    end: usize,
}

/// What may stand before the reason.
const BECAUSE: [&str; 6] = [" because ", ": ", " -- ", " — ", " – ", " # "];

fn mark(file: &str, at: usize) -> Option<Mark> {
    let before = &file.as_bytes()[..at];
    let line = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |n| n + 1);
    let lead = file.get(line..at)?.trim_end();
    let rest = file[at + MARK.len()..].trim_start_matches([' ', '\t']).strip_prefix("ignore")?;
    if !lead.ends_with("<!--") && lead.chars().any(char::is_alphanumeric) || rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let start = file.len() - rest.len();
    let line_end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).map_or(rest.len(), |n| n);
    let close = if lead.ends_with("<!--") { memmem::find(rest.as_bytes(), b"-->") } else { None };
    let length = close.unwrap_or(line_end);
    let body = &rest[..length];
    let (head, reason) = match BECAUSE.iter().filter_map(|b| Some((body.find(b)?, b.len()))).min() {
        Some((cut, sign)) => (&body[..cut], Some(reason(&body[cut + sign..])).filter(|r| !r.is_empty())),
        None => (body, None),
    };
    let (checks, until) = names(head);
    Some(Mark { checks, until, reason, end: start + length })
}

/// A reason without the end of its comment, on one line.
fn reason(text: &str) -> String {
    let text = text.trim();
    let ends = ["*/", "#}", "-->", ")"];
    let text = ends.iter().find_map(|e| text.strip_suffix(e)).unwrap_or(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The checks that a mark names, and until when it stands. Other signs end the names.
fn names(head: &str) -> (Vec<String>, Until) {
    let mut words = head.split([',', ' ', '\t', '\r', '\n']).filter(|w| !w.is_empty());
    let (mut checks, mut until) = (Vec::new(), Until::Never);
    while let Some(word) = words.next() {
        if word == "until" {
            let day = words.next().and_then(|d| d.trim_end_matches([')', '.']).parse().ok());
            until = day.map_or(Until::Unreadable, Until::Day);
            continue;
        }
        let name = word.trim_end_matches(|c: char| !c.is_ascii_lowercase());
        if !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
            checks.push(name.trim_matches('-').to_string());
        }
        if name.len() != word.len() {
            break;
        }
    }
    (checks, until)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        let day = |d: &str| Until::Day(d.parse().unwrap());
        for (text, checks, until, reason) in [
            ("<!-- tickmark: ignore -->", "", Until::Never, None),
            ("<!-- tickmark: ignore sum-mismatch -->", "sum-mismatch", Until::Never, None),
            ("// tickmark: ignore a-b, c-d until 2024-06-01", "a-b c-d", day("2024-06-01"), None),
            (
                "<!-- tickmark: ignore a-b until 2024-06-01 because the desk knows -->",
                "a-b",
                day("2024-06-01"),
                Some("the desk knows"),
            ),
            ("[//]: # (tickmark: ignore a-b: rounding)", "a-b", Until::Never, Some("rounding")),
            ("[//]: # (tickmark: ignore)", "", Until::Never, None),
            ("% tickmark: ignore until soon", "", Until::Unreadable, None),
            ("{# tickmark: ignore a-b #}", "a-b", Until::Never, None),
        ] {
            let mark = mark(text, text.find(MARK).unwrap()).unwrap();
            let found = (mark.checks.join(" "), mark.until, mark.reason.as_deref());
            assert_eq!(found, (checks.to_string(), until, reason), "{text}");
        }
        assert!(mark("<!-- tickmark: ignored -->", 5).is_none());
    }
}
