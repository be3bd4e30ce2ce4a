//! ninjs: news in JSON, as wires send it. The headline and the body, which is text or HTML inside of a JSON string; spans
//! point through both into the file.

use super::builder::Builder;
use super::{BlockKind, Draft, FrontMatter, OffsetMap, ReadError, Reader, Segment, html, plain, utf8};
use crate::settings::Limits;
use memchr::memmem;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The reader for ninjs, versions 1 to 3.
pub struct Ninjs;

/// Members that hold a body, the best first.
const BODIES: [&str; 5] = ["body_xhtml", "body_html", "body_html5", "body_text", "body_plain"];
/// Members that hold a headline.
const HEADLINES: [&str; 2] = ["headline", "title"];
/// Members that hold the time of a version.
const DATES: [&str; 3] = ["versioncreated", "versionCreated", "firstcreated"];

impl Reader for Ninjs {
    fn name(&self) -> &'static str {
        "ninjs"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ninjs"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let has = |name: &str| memmem::find(bytes, format!("\"{name}\"").as_bytes()).is_some();
        bytes.starts_with(b"{") && (BODIES.iter().any(|b| has(b)) || has("bodies")) && (has("uri") || has("headline"))
    }

    fn read<'a>(&self, bytes: &'a [u8], limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let file = utf8(bytes)?;
        let start = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let item: BTreeMap<String, &RawValue> = serde_json::from_str(&file[start..]).map_err(|e| ReadError {
            message: format!("the JSON is damaged or cut off ({e}); get it again"),
            at: None,
        })?;
        let wire = Wire { file, item };
        let mut out = Builder::with_capacity(file.len());
        if let Some(raw) = wire.headline() {
            let (text, map) = wire.string(raw);
            let (text, map) = if text.contains(['<', '&']) { plain_of_html(&text, &map, limits)? } else { (text, map) };
            let span = crate::span::Span::new(0, text.len() as u32);
            out.append(&text, &[super::Block { span, kind: BlockKind::Heading(1) }], &map);
        }
        let bodies = wire.bodies();
        if bodies.is_empty() {
            let message = "the item has no body; ninjs holds it in body_text, body_html, body_xhtml or bodies";
            return Err(ReadError { message: message.into(), at: None });
        }
        let mut notes = Vec::new();
        for (raw, is_html) in bodies {
            let (text, map) = wire.string(raw);
            if is_html {
                let inner = html::Html.read(text.as_bytes(), limits)?;
                out.append(&inner.text, &inner.blocks, &inner.map.over(&map));
                notes.extend(inner.notes);
            } else {
                out.append(&text, &plain::blocks(&text), &map);
            }
        }
        let date = DATES.iter().find_map(|d| wire.item.get(*d)).map(|raw| wire.string(raw).0);
        let date = date.and_then(|d| d.get(..10)?.parse().ok());
        let front = FrontMatter { date, ..FrontMatter::default() };
        Ok(Draft { front, notes, ..Draft::of_text(self.name(), file, out) })
    }
}

/// A text in HTML as plain text.
fn plain_of_html(text: &str, map: &OffsetMap, limits: &Limits) -> Result<(String, OffsetMap), ReadError> {
    let inner = html::Html.read(text.as_bytes(), limits)?;
    let over = inner.map.over(map);
    Ok((inner.text.into_owned(), over))
}

struct Wire<'f> {
    file: &'f str,
    item: BTreeMap<String, &'f RawValue>,
}

impl<'f> Wire<'f> {
    /// The headline: a member of the item, or the first of `headlines`.
    fn headline(&self) -> Option<&'f RawValue> {
        let plain = HEADLINES.iter().find_map(|h| self.item.get(*h).copied()).filter(|raw| raw.get().starts_with('"'));
        plain.or_else(|| self.list("headlines").first()?.get("value").copied())
    }

    /// The bodies, each with whether it is HTML: the best of the members, or the best of `bodies`.
    fn bodies(&self) -> Vec<(&'f RawValue, bool)> {
        let member = BODIES.iter().find_map(|b| Some((self.item.get(*b).copied()?, b.contains("htm"))));
        if let Some(found) = member.filter(|(raw, _)| raw.get().starts_with('"')) {
            return vec![found];
        }
        let mut bodies: Vec<(&RawValue, bool)> = Vec::new();
        for body in self.list("bodies") {
            let kind = body.get("contenttype").or(body.get("contentType")).map(|raw| self.string(raw).0);
            let is_html = kind.is_some_and(|k| k.contains("html"));
            bodies.extend(body.get("value").filter(|raw| raw.get().starts_with('"')).map(|raw| (*raw, is_html)));
        }
        // The same story comes as text and as HTML.
        let best = bodies.iter().find(|b| b.1).or(bodies.first()).copied();
        best.into_iter().collect()
    }

    fn list(&self, name: &str) -> Vec<BTreeMap<String, &'f RawValue>> {
        self.item.get(name).and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default()
    }

    /// A string, and the way from its offsets into the file.
    fn string(&self, raw: &'f RawValue) -> (String, OffsetMap) {
        let raw = raw.get();
        let at = raw.as_ptr() as usize - self.file.as_ptr() as usize;
        let inner = raw.strip_prefix('"').and_then(|r| r.strip_suffix('"')).unwrap_or("");
        unescaped(inner, at + 1)
    }
}

/// A JSON string without its escapes; `at` is where it stands in the file.
fn unescaped(raw: &str, at: usize) -> (String, OffsetMap) {
    let mut text = String::with_capacity(raw.len());
    let mut segments = Vec::new();
    let mut put = |piece: &str, from: std::ops::Range<usize>| {
        if !piece.is_empty() {
            let (start, len) = (text.len() as u32, piece.len() as u32);
            segments.push(Segment { text: start, file: at + from.start, len, file_len: from.len() });
            text.push_str(piece);
        }
    };
    let mut from = 0;
    while let Some(n) = memchr::memchr(b'\\', &raw.as_bytes()[from..]) {
        let start = from + n;
        put(&raw[from..start], from..start);
        let (c, len) = escape(&raw[start..]);
        put(c.encode_utf8(&mut [0; 4]), start..start + len);
        from = start + len;
    }
    put(&raw[from..], from..raw.len());
    (text, OffsetMap::Segments(segments))
}

/// What an escape at the start of `raw` stands for, and how long it is.
fn escape(raw: &str) -> (char, usize) {
    let unit = |at: usize| raw.get(at..at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let Some(second) = raw[1..].chars().next() else { return ('\\', 1) };
    match second {
        'n' => ('\n', 2),
        't' => ('\t', 2),
        'r' => ('\r', 2),
        'b' | 'f' => (' ', 2),
        'u' => match (unit(2), unit(8)) {
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) if raw.get(6..8) == Some("\\u") => {
                (char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)).unwrap_or('\u{fffd}'), 12)
            }
            (Some(code), _) => (char::from_u32(code).unwrap_or('\u{fffd}'), 6),
            (None, _) => ('\u{fffd}', 2),
        },
        c => (c, 1 + c.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::span::Span;

    #[test]
    fn html_in_json() {
        let file = "{\"uri\": \"x:1\", \"versioncreated\": \"2024-03-14T09:00:00Z\", \"headline\": \"Caf\\u00e9s &amp; bars: 12\",\n \
                    \"body_text\": \"no\", \"body_xhtml\": \"<p class=\\\"a\\\">It has <b>1\\u002c720</b> staff\\u2019s\\n \\ud83d\\ude00 jobs.</p>\"}";
        let draft = draft::read("x.json", file.as_bytes()).unwrap();
        assert_eq!((draft.format, draft.front.date.unwrap().to_string().as_str()), ("ninjs", "2024-03-14"));
        let blocks: Vec<_> = draft.blocks.iter().map(|b| (draft.slice(b.span), b.kind)).collect();
        assert_eq!(
            blocks,
            [("Cafés & bars: 12", BlockKind::Heading(1)), ("It has 1,720 staff’s 😀 jobs.", BlockKind::Paragraph),]
        );
        let slice = |words: &str| {
            let at = draft.text.find(words).unwrap() as u32;
            &file[draft.file_span(Span::new(at, at + words.len() as u32)).range()]
        };
        assert_eq!((slice("1,720"), slice("staff"), slice("12")), ("1\\u002c720", "staff", "12"));
    }

    #[test]
    fn text_and_lists() {
        let file = "{\"uri\":\"x\",\"headlines\":[{\"value\":\"Up 5\"}],\"bodies\":[{\"contenttype\":\"text/plain\",\"value\":\"One.\\n\\nTwo 12.\"}]}";
        let draft = draft::read("x", file.as_bytes()).unwrap();
        let blocks: Vec<_> = draft.blocks.iter().map(|b| draft.slice(b.span)).collect();
        assert_eq!(blocks, ["Up 5", "One.", "Two 12."]);
        let none = Ninjs.read(b"{\"headline\":\"x\"}", &Limits::default()).unwrap_err();
        assert!(none.message.contains("no body"));
        for cut in 0..file.len() {
            let _ = Ninjs.read(&file.as_bytes()[..cut], &Limits::default());
        }
    }
}
