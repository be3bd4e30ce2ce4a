//! `--format docx`: a copy of a Word draft with one comment a finding, anchored at the number. Text and formatting stay
//! as they are; comments of others stay, too. Comments of an earlier run are replaced.

mod anchor;
mod comments;

use super::people::{Grouped, grouped};
use super::{Detail, Render, Run, View, concise, sheet};
use crate::document::Document;
use crate::draft::archive::Archive;
use crate::draft::docx::{self, BODY};
use crate::settings::Limits;
use crate::span::Span;
use comments::{Stripped, part};
use std::collections::BTreeMap;
use std::io::{Cursor, Error, Result, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Who the comments are by.
pub const AUTHOR: &str = "Tickmark";

const COMMENTS: &str = "word/comments.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const TYPES: &str = "[Content_Types].xml";
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
#[derive(Debug)]
struct Note {
    span: Span,
    /// The words that it is about.
    words: String,
    lines: Vec<String>,
}

/// One comment a finding; with more detail, one a number.
fn notes(view: &View<'_>) -> Vec<Note> {
    let words = |span| sheet::flat(view.text(span));
    let mut notes: Vec<Note> = grouped(view.document).iter().map(|g| note(g, words(g.main.span))).collect();
    if view.run.detail == Detail::Verbose {
        for row in sheet::rows(view) {
            let said = format!("{}, said by {}", if row.of.is_empty() { "a number" } else { &row.of }, row.who);
            let lines = [said, row.result, row.compared].into_iter().filter(|l| !l.is_empty()).collect();
            notes.push(Note { span: view.document.claims[row.id - 1].span, words: row.number, lines });
        }
    }
    notes.sort_by_key(|n| n.span);
    notes
}

fn note(group: &Grouped<'_>, words: String) -> Note {
    let main = group.main;
    let mut lines = vec![format!("{}: {}", concise::severity(main.severity), main.message)];
    if let Some(computed) = main.computed.as_ref().filter(|c| !c.because.is_empty()) {
        lines.push(format!("Working: {}", computed.because));
    }
    lines.extend(main.help.clone());
    lines.extend(main.suggestion.as_ref().map(|s| format!("Suggestion: {}", s.replacement)));
    lines.extend(group.also.iter().map(|f| format!("Also {}: {}", f.check, f.message)));
    Note { span: main.span, words, lines }
}

/// The Word file with comments.
fn commented(bytes: &[u8], notes: &[Note]) -> Result<Vec<u8>> {
    // Its text was read within limits before, whatever they are; its comments were not read yet.
    let parts = Limits { entries: usize::MAX, ..Limits::default() };
    let limits = Limits { part: u64::MAX, total: u64::MAX, ratio: u32::MAX, ..parts };
    let mut archive = Archive::open(bytes, &parts).map_err(|e| Error::other(e.message))?;
    let mut parts = comments::stripped(bytes, &parts)?.unwrap_or_default().parts;
    let mut anchors =
        docx::anchors(bytes, &Limits { depth: usize::MAX, ..limits }).map_err(|e| Error::other(e.message))?;
    if let Some(body) = parts.get(BODY) {
        let clean = repacked(bytes, &BTreeMap::from([(BODY.to_string(), body.clone())]))?;
        anchors =
            docx::anchors(&clean, &Limits { depth: usize::MAX, ..limits }).map_err(|e| Error::other(e.message))?;
    }
    let existing = match parts.remove(COMMENTS) {
        Some(text) => Some(text),
        None => part(&mut archive, COMMENTS)?,
    };
    let first = existing.as_deref().map_or(0, comments::next_id);
    let notes = anchor::placed(&anchors, notes);
    parts.insert(BODY.into(), anchor::anchored(&anchors, &notes, first));
    parts.insert(COMMENTS.into(), comments::with(existing.as_deref(), &notes, first));
    if existing.is_none() {
        let relations = part(&mut archive, RELATIONS)?;
        let relation = format!("<Relationship Id=\"rIdTickmark\" Type=\"{RELATION}\" Target=\"comments.xml\"/>");
        let empty =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        let relations = comments::before_end(relations.as_deref().unwrap_or(empty), &relation);
        let kind = format!("<Override PartName=\"/{COMMENTS}\" ContentType=\"{CONTENT}\"/>");
        let types = comments::before_end(&part(&mut archive, TYPES)?.unwrap_or_default(), &kind);
        parts.extend([(RELATIONS.to_string(), relations), (TYPES.to_string(), types)]);
    }
    repacked(bytes, &parts)
}

/// A copy of a Word file without the comments of Tickmark, and how many those were. Text, formatting and the comments
/// of others stay as they are.
pub fn without_comments(bytes: &[u8], limits: &Limits) -> std::result::Result<(Vec<u8>, usize), String> {
    docx::anchors(bytes, limits).map_err(|e| e.message)?;
    let said = |e: Error| e.to_string();
    match comments::stripped(bytes, limits).map_err(said)? {
        None => Ok((bytes.to_vec(), 0)),
        Some(Stripped { parts, count }) => Ok((repacked(bytes, &parts).map_err(said)?, count)),
    }
}

/// The archive with some parts replaced or added; the others are copied as they are.
fn repacked(bytes: &[u8], parts: &BTreeMap<String, String>) -> Result<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    let mut left: BTreeMap<&str, &str> = parts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let write = |copy: &mut ZipWriter<_>, name: &str, text: &str| -> Result<()> {
        copy.start_file(name, SimpleFileOptions::default())?;
        copy.write_all(text.as_bytes())
    };
    for i in 0..zip.len() {
        let name = zip.by_index_raw(i)?.name()?.into_owned();
        match left.remove(name.as_str()) {
            Some(text) => write(&mut copy, &name, text)?,
            None => copy.raw_copy_file(zip.by_index_raw(i)?)?,
        }
    }
    for (name, text) in left {
        write(&mut copy, name, text)?;
    }
    Ok(copy.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
