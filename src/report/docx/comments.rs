//! The part of a Word file that holds its comments, and taking comments of Tickmark out again.

use super::anchor::Placed;
use super::{AUTHOR, COMMENTS};
use crate::draft::archive::Archive;
use crate::report::xml::Escaped;
use crate::settings::Limits;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, Result};
use std::ops::Range;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What is left of a Word file's parts without the comments of Tickmark.
#[derive(Debug, Default)]
pub(super) struct Stripped {
    /// The parts that change, by name.
    pub(super) parts: BTreeMap<String, String>,
    /// How many comments were taken out.
    pub(super) count: usize,
}

/// The text of a part.
pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>> {
    archive.text(name).map_err(|e| Error::other(e.message))
}

/// The parts without the comments of Tickmark; `None` where there are none.
pub(super) fn stripped(bytes: &[u8], limits: &Limits) -> Result<Option<Stripped>> {
    let mut archive = Archive::open(bytes, limits).map_err(|e| Error::other(e.message))?;
    let Some(comments) = part(&mut archive, COMMENTS)? else { return Ok(None) };
    let ours = Ours::find(&comments);
    if ours.ids.is_empty() {
        return Ok(None);
    }
    let names = archive.names();
    let mut found = Stripped { count: ours.ids.len(), ..Stripped::default() };
    found.parts.insert(COMMENTS.into(), without(&comments, ours.elements.clone()));
    for name in names.iter().filter(|n| n.starts_with("word/") && n.ends_with(".xml") && n.as_str() != COMMENTS) {
        let rest = &name["word/".len()..];
        let text = rest.starts_with("document") || rest.ends_with("notes.xml");
        if (text || rest.starts_with("comments"))
            && let Some(xml) = part(&mut archive, name)?
        {
            let cuts = if text { ours.marks(&xml) } else { ours.extensions(&xml) };
            if !cuts.is_empty() {
                found.parts.insert(name.clone(), without(&xml, cuts));
            }
        }
    }
    Ok(Some(found))
}

/// A text without some of its ranges, which lie in order.
fn without(xml: &str, cuts: Vec<Range<usize>>) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut at = 0;
    for cut in cuts {
        out.push_str(xml.get(at..cut.start).unwrap_or(""));
        at = cut.end.max(at);
    }
    out + xml.get(at..).unwrap_or("")
}

/// The comments by Tickmark.
#[derive(Debug, Default)]
struct Ours {
    ids: BTreeSet<String>,
    /// The ids of their paragraphs, which newer parts of a file refer to.
    paragraphs: BTreeSet<String>,
    elements: Vec<Range<usize>>,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
    Some(found.value.to_string())
}

/// What is seen in XML: a tag that opens, one that stands alone, or one that closes.
enum Seen<'t> {
    Open(&'t BytesStart<'t>),
    Alone(&'t BytesStart<'t>),
    Close(&'t str),
    Other,
}

/// Every tag with its range; what cannot be read ends it.
fn each(xml: &str, mut see: impl FnMut(Seen<'_>, Range<usize>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event();
        let range = start..reader.buffer_position() as usize;
        match event {
            Ok(Event::Start(tag)) => see(Seen::Open(&tag), range),
            Ok(Event::Empty(tag)) => see(Seen::Alone(&tag), range),
            Ok(Event::End(tag)) => see(Seen::Close(tag.local_name().into_inner()), range),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => see(Seen::Other, range),
        }
    }
}

impl Ours {
    fn find(comments: &str) -> Self {
        let mut ours = Self::default();
        let mut open = None;
        each(comments, |seen, range| match seen {
            Seen::Open(tag) | Seen::Alone(tag) if tag.local_name().into_inner() == "comment" => {
                open = (attribute(tag, "author").as_deref() == Some(AUTHOR)).then_some(range.start);
                ours.ids.extend(attribute(tag, "id").filter(|_| open.is_some()));
            }
            Seen::Open(tag) | Seen::Alone(tag) if open.is_some() => ours.paragraphs.extend(attribute(tag, "paraId")),
            Seen::Close("comment") => ours.elements.extend(open.take().map(|start| start..range.end)),
            _ => {}
        });
        ours
    }

    /// The ends of our comments in a text, and the runs that refer to them.
    fn marks(&self, xml: &str) -> Vec<Range<usize>> {
        let mut cuts: Vec<Range<usize>> = Vec::new();
        // Where the open run starts, whether it is empty but for a reference of ours, and where that stands.
        let mut run: Option<(usize, bool, Option<Range<usize>>)> = None;
        let mut properties = 0;
        each(xml, |seen, range| {
            let name = match &seen {
                Seen::Open(tag) | Seen::Alone(tag) => tag.local_name().into_inner(),
                Seen::Close(name) => name,
                Seen::Other => "",
            };
            let id = match &seen {
                Seen::Open(tag) | Seen::Alone(tag) => attribute(tag, "id").filter(|id| self.ids.contains(id)),
                _ => None,
            };
            match (&seen, name) {
                (Seen::Open(_), "r") => run = Some((range.start, true, None)),
                (Seen::Close(_), "r") => {
                    let found = run.take().and_then(|(start, bare, mark)| Some((start, bare, mark?)));
                    cuts.extend(found.map(|(start, bare, mark)| if bare { start..range.end } else { mark }));
                }
                (Seen::Open(_), "rPr") => properties += 1,
                (Seen::Close(_), "rPr") => properties -= 1,
                (_, "commentRangeStart" | "commentRangeEnd") if id.is_some() => cuts.push(range),
                (Seen::Alone(_), "commentReference") if id.is_some() => {
                    if let Some(run) = &mut run {
                        run.2 = Some(range);
                    }
                }
                (Seen::Open(_) | Seen::Alone(_), _) if properties == 0 && name != "rPr" => {
                    if let Some(run) = &mut run {
                        run.1 = false;
                    }
                }
                _ => {}
            }
        });
        cuts
    }

    /// What other parts say of our comments.
    fn extensions(&self, xml: &str) -> Vec<Range<usize>> {
        let mut cuts = Vec::new();
        each(xml, |seen, range| {
            if let Seen::Alone(tag) = seen
                && attribute(tag, "paraId").is_some_and(|id| self.paragraphs.contains(&id))
            {
                cuts.push(range);
            }
        });
        cuts
    }
}

/// One more than the highest id among comments.
pub(super) fn next_id(comments: &str) -> usize {
    let mut next = 0;
    each(comments, |seen, _| {
        if let Seen::Open(tag) | Seen::Alone(tag) = seen
            && tag.local_name().into_inner() == "comment"
            && let Some(id) = attribute(tag, "id").and_then(|id| id.parse::<usize>().ok())
        {
            next = next.max(id.saturating_add(1));
        }
    });
    next
}

/// XML with something put in before its root element ends.
pub(super) fn before_end(xml: &str, what: &str) -> String {
    if let Some(at) = xml.rfind("</") {
        return format!("{}{what}{}", &xml[..at], &xml[at..]);
    }
    // An empty root element: "<Relationships …/>".
    match (xml.rfind("/>"), xml.rfind('<')) {
        (Some(end), Some(start)) => {
            let name = xml[start + 1..].split([' ', '/', '>']).next().unwrap_or("");
            format!("{}>{what}</{name}>", &xml[..end])
        }
        _ => xml.to_string(),
    }
}

/// The prefix of a root element with this local name, with its colon: "w:".
pub(super) fn prefix<'x>(xml: &'x str, root: &str) -> &'x str {
    let Some(at) = xml.find(&format!("{root} ")).or_else(|| xml.find(&format!("{root}>"))) else { return "w:" };
    let start = xml[..at].rfind('<').map_or(at, |n| n + 1);
    &xml[start..at]
}

/// The comments with ours added.
pub(super) fn with(existing: Option<&str>, notes: &[Placed], first: usize) -> String {
    let empty = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{MAIN}\"></w:comments>"
    );
    let existing = existing.unwrap_or(&empty);
    let w = prefix(existing, "comments");
    let mut all = String::new();
    for (i, note) in notes.iter().enumerate() {
        let id = first + i;
        all += &format!("<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"T\">");
        for line in &note.lines {
            let line = Escaped(line);
            all += &format!("<{w}p><{w}r><{w}t xml:space=\"preserve\">{line}</{w}t></{w}r></{w}p>");
        }
        all += &format!("</{w}comment>");
    }
    before_end(existing, &all)
}
