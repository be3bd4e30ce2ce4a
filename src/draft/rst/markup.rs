//! Inline markup of reStructuredText.

use crate::draft::inline::{Found, Inline, Markup};
use std::ops::Range;

/// The bytes that markup starts with.
pub(super) fn is_sign(b: &u8) -> bool {
    matches!(b, b'`' | b'*' | b'\\' | b'_' | b'|' | b'[' | b':')
}

/// The markup that starts at `at`.
pub(super) fn read(inline: &Inline<'_, '_>, at: usize, _from: usize, range: &Range<usize>) -> Option<Found> {
    let (end, what) = markup(inline, at, range.start, range.end)?;
    Some((at, end, what))
}

/// Where the markup at `at` ends, and what it is.
fn markup(inline: &Inline<'_, '_>, at: usize, start: usize, end: usize) -> Option<(usize, Markup)> {
    let rest = &inline.file[at..end];
    let pair = |mark: &str| {
        let close = inline.close(mark, at + mark.len(), end).filter(|_| inline.opens(at, mark.len(), start))?;
        Some((close + mark.len(), at + mark.len()..close))
    };
    match rest.as_bytes()[0] {
        b'\\' => {
            let next = rest[1..].chars().next()?;
            let len = 1 + next.len_utf8();
            Some((at + len, if next.is_whitespace() { Markup::Nothing } else { Markup::Text(at + 1..at + len) }))
        }
        b'`' if rest.starts_with("``") => pair("``").map(|(next, _)| (next, Markup::Object)),
        b'`' => {
            let (close, words) = pair("`")?;
            let inner = &inline.file[words.clone()];
            let marks = inline.file[close..end].bytes().take(3).take_while(|b| *b == b'_').count();
            let next = close + marks.min(2);
            let target = inner.find('<').filter(|_| inner.ends_with('>'));
            Some((
                next,
                match target {
                    Some(n) if n > 0 => {
                        let target = words.start + n + 1..words.end - 1;
                        Markup::Link(words.start..words.start + inner[..n].trim_end().len(), target)
                    }
                    _ => Markup::Text(words),
                },
            ))
        }
        b'*' => {
            let mark = if rest.starts_with("**") { "**" } else { "*" };
            let (next, words) = pair(mark)?;
            inline.ends(next, end).then_some((next, Markup::Text(words)))
        }
        b'|' => pair("|").filter(|(_, w)| w.len() < 60).map(|(next, _)| (next, Markup::Object)),
        b'[' => {
            let close = inline.close("]_", at + 1, end)?;
            let label = at + 1..close;
            let fits =
                inline.file[label.clone()].chars().all(|c| c.is_alphanumeric() || matches!(c, '#' | '*' | '-' | '.'));
            (fits && inline.ends(close + 2, end)).then_some((close + 2, Markup::Note(label)))
        }
        // A role: ":math:`x`".
        b':' => {
            let name =
                rest[1..].split(':').next().filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_lowercase()))?;
            let quote = at + name.len() + 2;
            if quote >= end || inline.file.as_bytes()[quote] != b'`' {
                return None;
            }
            let close = inline.close("`", quote + 1, end)?;
            let words = quote + 1..close;
            let shown = !matches!(name, "math" | "code" | "raw" | "literal" | "file" | "command");
            let inner = &inline.file[words.clone()];
            let words = words.start
                ..words.start + inner.find('<').filter(|n| *n > 0).map_or(inner.len(), |n| inner[..n].trim_end().len());
            let raised = matches!(name, "sup" | "superscript");
            let what = if raised { Markup::Raised(words) } else { Markup::Text(words) };
            Some((close + 1, if shown { what } else { Markup::Object }))
        }
        // "word_" refers to a target.
        b'_' => {
            let word = inline.file[start..at].chars().next_back().is_some_and(char::is_alphabetic);
            let next = at + rest.bytes().take(3).take_while(|b| *b == b'_').count();
            (word && inline.ends(next, end) && next - at <= 2).then_some((next, Markup::Nothing))
        }
        _ => None,
    }
}
