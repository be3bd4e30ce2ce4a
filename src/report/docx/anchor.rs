//! The ends of comments in the body of a Word file.

use super::Note;
use super::comments::prefix;
use crate::draft::docx::{Anchors, Run};
use std::collections::BTreeSet;
use std::ops::Range;

/// A comment, its place in the XML, and what it says.
#[derive(Debug)]
pub(super) struct Placed {
    /// Numbers of the runs that it starts and ends in.
    runs: (usize, usize),
    /// Where in the XML; `None` for the whole of its runs.
    at: Option<Range<usize>>,
    /// Its paragraphs.
    pub(super) lines: Vec<String>,
}

/// The notes that have a place in the body, in order. What is about a footnote stands at its reference, since comments
/// inside of footnotes are not shown everywhere.
pub(super) fn placed(anchors: &Anchors, notes: &[Note]) -> Vec<Placed> {
    // CDATA cannot be split by tags.
    let whole = memchr::memmem::find(anchors.xml.as_bytes(), b"<![CDATA[").is_some();
    notes.iter().filter_map(|note| place(anchors, note, whole)).collect()
}

fn place(anchors: &Anchors, note: &Note, whole: bool) -> Option<Placed> {
    if note.span.start >= anchors.end {
        let next = anchors.notes.partition_point(|n| n.0 <= note.span.start);
        let (_, name, run) = anchors.notes.get(next.checked_sub(1)?)?;
        let run = run.filter(|r| *r < anchors.story.runs.len())?;
        let mut lines = note.lines.clone();
        lines.insert(0, format!("In {name}, at \u{201c}{}\u{201d}:", note.words));
        return Some(Placed { runs: (run, run), at: None, lines });
    }
    let runs = &anchors.story.runs;
    let holds = |offset: usize| {
        let next = runs.partition_point(|r| r.element.start <= offset);
        next.checked_sub(1).filter(|n| offset <= runs[*n].element.end)
    };
    let at = anchors.map.file_span(note.span);
    let runs = (holds(at.start)?, holds(at.end.saturating_sub(1))?);
    Some(Placed { runs, at: Some(at.range()).filter(|_| !whole), lines: note.lines.clone() })
}

/// The body with the ends of every comment marked in it. Runs are split where a number starts or ends inside them.
pub(super) fn anchored(anchors: &Anchors, notes: &[Placed], first: usize) -> String {
    let body = anchors.xml.as_str();
    let w = prefix(body, "document");
    let mut edits: Vec<(usize, String)> = Vec::new();
    let mut kept_space = BTreeSet::new();
    for (i, note) in notes.iter().enumerate() {
        let id = first + i;
        let (from, to) = (&anchors.story.runs[note.runs.0], &anchors.story.runs[note.runs.1]);
        let mut split = |edits: &mut Vec<(usize, String)>, run: &Run, at: usize, mark: String| {
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
        let inside = |run: &Run, at: usize| run.content.start < at && at < run.content.end;
        match note.at.as_ref().map(|at| at.start).filter(|at| inside(from, *at)) {
            Some(at) => split(&mut edits, from, at, start),
            None => edits.push((from.element.start, start)),
        }
        match note.at.as_ref().map(|at| at.end).filter(|at| inside(to, *at)) {
            Some(at) => split(&mut edits, to, at, end),
            None => edits.push((to.element.end, end)),
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
