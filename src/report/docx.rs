//! `--format docx`: a copy of a Word draft with one comment a finding, anchored at the number. Text and formatting stay
//! as they are; comments of others stay, too.

use super::people::{Grouped, grouped};
use super::xml::Escaped;
use super::{Detail, Render, Run, View, concise, sheet};
use crate::document::Document;
use crate::draft::OffsetMap;
use crate::draft::docx::{self, BODY, Story};
use crate::settings::Limits;
use crate::span::Span;
use std::io::{Cursor, Error, Read, Result, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Who the comments are by.
pub const AUTHOR: &str = "Tickmark";

const COMMENTS: &str = "word/comments.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const TYPES: &str = "[Content_Types].xml";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The renderer.
pub struct Docx;

impl Render for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn about(&self) -> &'static str {
        "a copy of a Word draft with one comment a finding; with --verbose, one a number"
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn for_people(&self) -> bool {
        true
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        let Some(bytes) = document.draft.original.filter(|_| document.draft.format == "docx") else {
            let path = &document.path;
            return Err(Error::other(format!("{path}: only a Word draft can be given comments; use --format html")));
        };
        let view = View::new(run, document);
        out.extend(commented(bytes, &notes(&view))?);
        Ok(())
    }
}

/// A comment and what it is about.
struct Note {
    span: Span,
    lines: Vec<String>,
}

/// One comment a finding; with more detail, one a number.
fn notes(view: &View<'_>) -> Vec<Note> {
    let mut notes: Vec<Note> = grouped(view.document).iter().map(note).collect();
    if view.run.detail == Detail::Verbose {
        for row in sheet::rows(view) {
            let said = format!("{}, said by {}", if row.of.is_empty() { "a number" } else { &row.of }, row.who);
            let lines = [said, row.result, row.compared].into_iter().filter(|l| !l.is_empty()).collect();
            notes.push(Note { span: view.document.claims[row.id - 1].span, lines });
        }
    }
    notes.sort_by_key(|n| n.span);
    notes
}

fn note(group: &Grouped<'_>) -> Note {
    let main = group.main;
    let mut lines = vec![format!("{}: {}", concise::severity(main.severity), main.message)];
    if let Some(computed) = main.computed.as_ref().filter(|c| !c.because.is_empty()) {
        lines.push(format!("Working: {}", computed.because));
    }
    lines.extend(main.help.clone());
    lines.extend(main.suggestion.as_ref().map(|s| format!("Suggestion: {}", s.replacement)));
    lines.extend(group.also.iter().map(|f| format!("Also {}: {}", f.check, f.message)));
    Note { span: main.span, lines }
}

/// The Word file with comments.
fn commented(bytes: &[u8], notes: &[Note]) -> Result<Vec<u8>> {
    // The file was read within limits before.
    let limits = Limits { part: u64::MAX - 1, entries: usize::MAX, depth: usize::MAX };
    let (body, map, story) = docx::body(bytes, &limits).map_err(|e| Error::other(e.message))?;
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    let mut part = |name: &str| -> Result<Option<String>> {
        let Some(index) = zip.index_for_name(name) else { return Ok(None) };
        let mut text = String::new();
        zip.by_index(index)?.read_to_string(&mut text)?;
        Ok(Some(text))
    };
    let (comments, relations, types) = (part(COMMENTS)?, part(RELATIONS)?, part(TYPES)?.unwrap_or_default());
    let first = comments.as_deref().map_or(0, next_id);
    let mut parts = vec![(BODY, anchored(&body, &map, &story, notes, first))];
    parts.push((COMMENTS, with_comments(comments.as_deref(), notes, first)));
    if comments.is_none() {
        let relation = format!("<Relationship Id=\"rIdTickmark\" Type=\"{RELATION}\" Target=\"comments.xml\"/>");
        let empty =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        parts.push((RELATIONS, before_end(relations.as_deref().unwrap_or(empty), &relation)));
        let kind = format!("<Override PartName=\"/{COMMENTS}\" ContentType=\"{CONTENT}\"/>");
        parts.push((TYPES, before_end(&types, &kind)));
    }
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    let write = |copy: &mut ZipWriter<_>, name: &str, text: &str| -> Result<()> {
        copy.start_file(name, SimpleFileOptions::default())?;
        copy.write_all(text.as_bytes())
    };
    for i in 0..zip.len() {
        let name = zip.by_index_raw(i)?.name()?.into_owned();
        match parts.iter().position(|(n, _)| *n == name) {
            Some(at) => {
                let (name, text) = parts.remove(at);
                write(&mut copy, name, &text)?;
            }
            None => copy.raw_copy_file(zip.by_index_raw(i)?)?,
        }
    }
    for (name, text) in &parts {
        write(&mut copy, name, text)?;
    }
    Ok(copy.finish()?.into_inner())
}

/// One more than the highest id among comments.
fn next_id(comments: &str) -> usize {
    let ids = comments.split("<").filter(|t| t.contains("comment ")).filter_map(|tag| {
        let value = tag.split_once(":id=\"")?.1;
        value.split('"').next()?.parse::<usize>().ok()
    });
    ids.max().map_or(0, |n| n + 1)
}

/// XML with something put in before its root element ends.
fn before_end(xml: &str, what: &str) -> String {
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
fn prefix<'x>(xml: &'x str, root: &str) -> &'x str {
    let Some(at) = xml.find(&format!("{root} ")).or_else(|| xml.find(&format!("{root}>"))) else { return "w:" };
    let start = xml[..at].rfind('<').map_or(at, |n| n + 1);
    &xml[start..at]
}

fn with_comments(existing: Option<&str>, notes: &[Note], first: usize) -> String {
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

/// The body with the ends of every comment marked in it. Runs are split where a number starts or ends inside them.
fn anchored(body: &str, map: &OffsetMap, story: &Story, notes: &[Note], first: usize) -> String {
    let w = prefix(body, "document");
    let mut edits: Vec<(usize, String)> = Vec::new();
    let mut kept_space = std::collections::BTreeSet::new();
    for (i, note) in notes.iter().enumerate() {
        let id = first + i;
        let at = map.file_span(note.span);
        let holds = |offset: usize| {
            let next = story.runs.partition_point(|r| r.element.start <= offset);
            next.checked_sub(1).map(|n| &story.runs[n]).filter(|r| offset <= r.element.end)
        };
        let (Some(from), Some(to)) = (holds(at.start), holds(at.end.saturating_sub(1))) else { continue };
        let mut split = |edits: &mut Vec<(usize, String)>, run: &docx::Run, at: usize, mark: String| {
            if kept_space.insert(run.content.start) {
                let tag = &body[body[..run.content.start].rfind('<').unwrap_or(0)..run.content.start];
                if !tag.contains("xml:space") {
                    edits.push((run.content.start - 1, " xml:space=\"preserve\"".into()));
                }
            }
            let properties = &body[run.properties.clone()];
            let again = format!("</{w}t></{w}r>{mark}<{w}r>{properties}<{w}t xml:space=\"preserve\">");
            edits.push((at, again));
        };
        let start = format!("<{w}commentRangeStart {w}id=\"{id}\"/>");
        let end = format!("<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>");
        let inside = |run: &docx::Run, at: usize| run.content.start < at && at < run.content.end;
        if inside(from, at.start) {
            split(&mut edits, from, at.start, start);
        } else {
            edits.push((from.element.start, start));
        }
        if inside(to, at.end) {
            split(&mut edits, to, at.end, end);
        } else {
            edits.push((to.element.end, end));
        }
    }
    edits.sort_by_key(|e| e.0);
    let mut out = String::with_capacity(body.len() + edits.iter().map(|e| e.1.len()).sum::<usize>());
    let mut at = 0;
    for (offset, text) in edits {
        out.push_str(&body[at..offset]);
        out.push_str(&text);
        at = offset;
    }
    out.push_str(&body[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;

    fn archive(body: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [(TYPES, "<Types></Types>"), (BODY, body), ("word/other.bin", "kept")] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut text = String::new();
        ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn comments_leave_the_text_alone() {
        let body = "<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Cut &amp; 340 jobs</w:t></w:r>\
                    <w:r><w:t>, not 430</w:t></w:r></w:p></w:body></w:document>";
        let bytes = archive(body);
        let before = draft::read("a.docx", &bytes).unwrap();
        let span = |words: &str| {
            let start = before.text.find(words).unwrap() as u32;
            Span::new(start, start + words.len() as u32)
        };
        let note = |words: &str, line: &str| Note { span: span(words), lines: vec![line.into()] };
        let notes = [note("340", "a < b"), note("jobs, not", "over two runs"), note("430", "the end")];
        let once = commented(&bytes, &notes).unwrap();
        let text = part(&once, BODY);
        assert!(
            text.contains("<w:t xml:space=\"preserve\">Cut &amp; </w:t></w:r><w:commentRangeStart w:id=\"0\"/>"),
            "{text}"
        );
        assert!(text.contains(
            "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">340</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>"
        ));
        assert!(
            part(&once, COMMENTS)
                .contains("w:author=\"Tickmark\" w:initials=\"T\"><w:p><w:r><w:t xml:space=\"preserve\">a &lt; b<")
        );
        assert!(part(&once, TYPES).contains("/word/comments.xml") && part(&once, RELATIONS).contains("rIdTickmark"));
        assert_eq!(part(&once, "word/other.bin"), "kept");
        assert_eq!(draft::read("a.docx", &once).unwrap().text, before.text);
        let twice = commented(&once, &notes).unwrap();
        assert_eq!(draft::read("a.docx", &twice).unwrap().text, before.text);
        let comments = part(&twice, COMMENTS);
        assert_eq!(comments.matches("<w:comment ").count(), 6);
        assert!(comments.contains("w:id=\"5\""));
        assert_eq!(part(&twice, RELATIONS).matches("rIdTickmark").count(), 1);
    }
}
