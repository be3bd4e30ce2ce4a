//! E-mail: the subject as the headline, and the body, plain or HTML. What is attached is not read, but counted.
//!
//! Where the body stands in the file as it reads, spans point to its lines; where it is encoded, places are paragraphs.

use super::builder::Builder;
use super::{BlockKind, Draft, FrontMatter, Link, OffsetMap, ReadError, Reader, html, plain, utf8};
use crate::settings::Limits;
use crate::span::Span;
use jiff::civil::Date;
use mail_parser::{Message, MessageParser, MessagePart, PartType};

/// The reader for e-mail.
pub struct Eml;

/// Fields that programs put at the head of every mail, and people do not write.
const MARKS: [&str; 5] = ["message-id:", "mime-version:", "received:", "return-path:", "delivered-to:"];

impl Reader for Eml {
    fn name(&self) -> &'static str {
        "eml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let head = &bytes[..bytes.len().min(16 << 10)];
        let mut marks = 0;
        for (n, line) in head.split(|b| *b == b'\n').enumerate() {
            let line = line.trim_ascii_end();
            let name = line.iter().position(|b| *b == b':').map(|n| &line[..=n]).unwrap_or_default();
            let field =
                name.len() > 1 && name[..name.len() - 1].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
            let folded = n > 0 && line.first().is_some_and(|b| matches!(b, b' ' | b'\t'));
            if !field && !folded {
                return line.is_empty() && marks > 0;
            }
            marks += usize::from(MARKS.iter().any(|m| name.eq_ignore_ascii_case(m.as_bytes())));
        }
        false
    }

    fn read<'a>(&self, bytes: &'a [u8], limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let fail = |message: &str| ReadError { message: message.into(), at: None };
        let message = MessageParser::default()
            .parse(bytes)
            .filter(|m| m.parts.first().is_some_and(|p| !p.headers.is_empty()))
            .ok_or_else(|| fail("the file is no e-mail: it has no header fields; give its text as .txt"))?;
        let parts: Vec<&MessagePart<'_>> =
            message.text_body.iter().filter_map(|id| message.parts.get(*id as usize)).collect();
        if parts.iter().all(|p| p.is_empty()) {
            return Err(fail("the e-mail has no text; give what it brings as a file of its own"));
        }
        // Spans point into the file only if everything that is read stands in it as it reads.
        let file = utf8(bytes).ok().filter(|_| parts.iter().all(|p| in_place(p, bytes)));
        let mut body = Body::default();
        body.subject(&message, file);
        for part in parts {
            body.part(part, file.is_some(), limits)?;
        }
        let notes = notes(&message, body.pictures);
        let front = FrontMatter { date: date(&message).or(body.date), ..FrontMatter::default() };
        let Body { out, links, .. } = body;
        let draft = match file {
            Some(file) => Draft::of_text(self.name(), file, out),
            None => {
                let places = out.places();
                Draft::extracted(self.name(), out, places, bytes)
            }
        };
        Ok(Draft { links, notes, front, ..draft })
    }
}

/// What a mail's parts are put together to.
#[derive(Default)]
struct Body {
    out: Builder,
    links: Vec<Link>,
    pictures: usize,
    date: Option<Date>,
}

impl Body {
    fn subject(&mut self, message: &Message<'_>, file: Option<&str>) {
        let Some(subject) = message.subject().filter(|s| !s.trim().is_empty()) else { return };
        let at = file.map(|f| (f, f.find(subject)));
        // One that is folded or encoded has no one place.
        let range = match at {
            Some((_, Some(at))) => at..at + subject.len(),
            _ => 0..0,
        };
        self.out.open(BlockKind::Heading(1));
        self.out.put(subject, range);
        self.out.close();
    }

    fn part(&mut self, part: &MessagePart<'_>, in_place: bool, limits: &Limits) -> Result<(), ReadError> {
        let to_file = OffsetMap::Shift(if in_place { part.offset_body as usize } else { 0 });
        match &part.body {
            PartType::Html(text) => {
                let inner = html::Html.read(text.as_bytes(), limits)?;
                let before = self.out.len();
                self.out.append(&inner.text, &inner.blocks, &inner.map.over(&to_file));
                // Blocks are kept apart as they were; the first is moved by what stands before it.
                let by = if before == 0 { 0 } else { before + 2 };
                self.links.extend(inner.links.into_iter().map(|l| {
                    let span = Span::new(l.span.start + by, l.span.end + by);
                    Link { span, ..l }
                }));
                self.pictures += inner.notes.len();
                self.date = self.date.or(inner.front.date);
            }
            PartType::Text(text) => self.out.append(text, &plain::blocks(text), &to_file),
            _ => {}
        }
        Ok(())
    }
}

/// Whether a part's text stands in the file as it reads.
fn in_place(part: &MessagePart<'_>, bytes: &[u8]) -> bool {
    let (PartType::Html(text) | PartType::Text(text)) = &part.body else { return true };
    let start = part.offset_body as usize;
    bytes.get(start..).is_some_and(|rest| rest.starts_with(text.as_bytes()))
}

fn date(message: &Message<'_>) -> Option<Date> {
    let date = message.date()?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

fn notes(message: &Message<'_>, pictures: usize) -> Vec<String> {
    let mut notes = Vec::new();
    match message.attachments.len() {
        0 => {}
        1 => notes.push("1 attachment was not read".into()),
        n => notes.push(format!("{n} attachments were not read")),
    }
    if pictures > 0 {
        notes.push("pictures in the mail were not read".into());
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;

    #[test]
    fn plain_mail_points_into_the_file() {
        let mail = "Received: from a\r\nFrom: Press <p@x.org>\r\nSubject: Norlink cuts 340 jobs\r\nDate: Thu, 14 Mar 2024 09:00:00 +0000\r\n\
                    Message-ID: <1@x>\r\n\r\nNorlink will cut 340 jobs.\r\n\r\nIt has 1,720 staff.\r\n";
        let draft = draft::read("release", mail.as_bytes()).unwrap();
        assert_eq!((draft.format, draft.front.date.unwrap().to_string().as_str()), ("eml", "2024-03-14"));
        let blocks: Vec<_> = draft.blocks.iter().map(|b| (draft.slice(b.span), b.kind)).collect();
        assert_eq!(
            blocks,
            [
                ("Norlink cuts 340 jobs", BlockKind::Heading(1)),
                ("Norlink will cut 340 jobs.", BlockKind::Paragraph),
                ("It has 1,720 staff.", BlockKind::Paragraph),
            ]
        );
        let at = draft.text.find("1,720").unwrap() as u32;
        assert_eq!(&mail[draft.file_span(Span::new(at, at + 5)).range()], "1,720");
        assert_eq!(&mail[draft.file_span(Span::new(13, 16)).range()], "340");
    }

    #[test]
    fn encoded_mail_has_paragraphs() {
        let mail = "MIME-Version: 1.0\nSubject: =?utf-8?q?Caf=C3=A9s_close?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
                    Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
                    It will cut 3=\n40 caf=C3=A9s.\n\nAnd 12 bars.\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nxx\n--b--\n";
        let draft = draft::read("a.eml", mail.as_bytes()).unwrap();
        let blocks: Vec<_> = draft.blocks.iter().map(|b| draft.slice(b.span)).collect();
        assert_eq!(blocks, ["Cafés close", "It will cut 340 cafés.", "And 12 bars."]);
        let place = |words: &str| draft.place(draft.text.find(words).unwrap() as u32).unwrap().to_string();
        assert_eq!((place("Cafés"), place("12 bars")), ("headline".into(), "paragraph 2".into()));
        assert_eq!(draft.notes, ["1 attachment was not read"]);
    }

    #[test]
    fn html_mail() {
        let mail = "MIME-Version: 1.0\nSubject: Hi\nContent-Type: text/html\n\n<html><p>It has <b>1,720</b>&nbsp;staff, <a href=\"https://x.org\">see</a>.</p></html>\n";
        let draft = draft::read("a", mail.as_bytes()).unwrap();
        assert_eq!(draft.slice(draft.blocks[1].span), "It has 1,720\u{a0}staff, see.");
        let at = draft.text.find("1,720").unwrap() as u32;
        assert_eq!(&mail[draft.file_span(Span::new(at, at + 8)).range()], "1,720</b>&nbsp;s");
        assert_eq!(draft.slice(draft.links[0].span), "see");
    }

    #[test]
    fn what_is_mail() {
        for (text, want) in [
            ("Date: today\nFrom: Ann\n\nText", false),
            ("Message-ID: <1>\n\nText", true),
            ("Received: a\n\tb\nTo: c\n\nText", true),
            ("Message-ID: <1>\nno field\n\nText", false),
            ("A headline\n\nText", false),
            ("", false),
        ] {
            assert_eq!(Eml.recognises(text.as_bytes()), want, "{text:?}");
        }
        assert!(Eml.read(b"", &Limits::default()).is_err());
    }
}
