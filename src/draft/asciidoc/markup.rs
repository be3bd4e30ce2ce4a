//! Inline markup of AsciiDoc.

use crate::draft::inline::{Found, Inline, Markup};
use std::ops::Range;

/// The bytes that markup starts with, or that stand in its name.
pub(super) fn is_sign(b: &u8) -> bool {
    matches!(b, b'`' | b'*' | b'_' | b'#' | b'^' | b'~' | b'{' | b'<' | b'[' | b'+' | b'\\' | b':')
}

/// The markup at `at`; it may start before, but not before `from`.
pub(super) fn read(inline: &Inline<'_, '_>, at: usize, from: usize, range: &Range<usize>) -> Option<Found> {
    let (start, end) = (range.start, range.end);
    let rest = &inline.file[at..end];
    let pair = |mark: &str| {
        let close = inline.close(mark, at + mark.len(), end).filter(|_| inline.opens(at, mark.len(), start))?;
        Some((close + mark.len(), at + mark.len()..close))
    };
    let text = |found: Option<(usize, Range<usize>)>| found.map(|(next, words)| (at, next, Markup::Text(words)));
    match rest.as_bytes()[0] {
        b'`' => pair("`").map(|(next, _)| (at, next, Markup::Object)),
        sign @ (b'*' | b'_' | b'#') => {
            let sign = char::from(sign);
            let double = rest[1..].starts_with(sign);
            let mark = if double { format!("{sign}{sign}") } else { sign.to_string() };
            text(pair(&mark).filter(|(next, _)| double || inline.ends(*next, end)))
        }
        sign @ (b'^' | b'~') => {
            let mark = char::from(sign).to_string();
            let close = inline.close(&mark, at + 1, end.min(at + 40)).filter(|c| !inline.file[at..*c].contains(' '))?;
            // A single tilde is "about".
            let after = inline.file[start..at].chars().next_back().is_some_and(char::is_alphanumeric);
            let words = at + 1..close;
            after.then_some((at, close + 1, if sign == b'^' { Markup::Raised(words) } else { Markup::Text(words) }))
        }
        b'\\' => rest[1..].starts_with(|c: char| c.is_ascii_punctuation()).then_some((at, at + 1, Markup::Nothing)),
        b'{' => {
            let close = rest.bytes().take(60).position(|b| b == b'}')?;
            let name = &rest[1..close];
            let fits = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
            let next = at + name.len() + 2;
            let blank = matches!(name, "nbsp" | "sp" | "empty" | "zwsp");
            fits.then_some((at, next, if blank { Markup::Nothing } else { Markup::Object }))
        }
        // "<<target,words>>"
        b'<' if rest.starts_with("<<") => {
            let close = inline.close(">>", at + 2, end)?;
            let inner = &inline.file[at + 2..close];
            let what = match inner.find(',') {
                Some(n) => Markup::Link(at + 3 + n..close, at + 2..at + 2 + n),
                None => Markup::Object,
            };
            Some((at, close + 2, what))
        }
        // " +" at the end of a line breaks it.
        b'+' => {
            let breaks = rest[1..].starts_with(['\n', '\r']) && inline.file[start..at].ends_with(' ');
            breaks.then_some((at, at + 1, Markup::Nothing))
        }
        // "name:target[words]": the name stands before the colon.
        b':' => {
            let before = &inline.file[from..at];
            let name = before.len() - before.bytes().rev().take_while(u8::is_ascii_lowercase).count();
            let (back, name) = (from + name, &before[name..]);
            let address = matches!(name, "http" | "https" | "ftp" | "mailto");
            let known = address
                || matches!(
                    name,
                    "link" | "xref" | "image" | "footnote" | "kbd" | "stem" | "latexmath" | "pass" | "icon"
                );
            let bytes = rest.as_bytes();
            let stop = bytes.iter().take(400).position(|b| b.is_ascii_whitespace() || *b == b'[');
            if !known || name.is_empty() {
                return None;
            }
            let Some(open) = stop.filter(|n| bytes[*n] == b'[') else {
                // An address alone is no prose.
                let next = at + stop.or((rest.len() <= 400).then_some(rest.len()))?;
                return (address && rest[1..].starts_with('/')).then_some((back, next, Markup::Object));
            };
            let open = at + open;
            let close = inline
                .close("]", open + 1, end)
                .or_else(|| inline.file[open + 1..end].starts_with(']').then_some(open + 1))?;
            let words = open + 1..close;
            let what = match name {
                "footnote" => Markup::Note(words),
                "image" | "kbd" | "stem" | "latexmath" | "icon" => Markup::Object,
                "pass" => Markup::Text(words),
                _ if words.is_empty() => Markup::Object,
                _ => Markup::Link(words, if address { back..open } else { at + 1..open }),
            };
            Some((back, close + 1, what))
        }
        _ => None,
    }
}
