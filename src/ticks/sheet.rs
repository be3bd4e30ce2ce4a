//! The tick sheet: one entry a number, for a person to sign off.
//!
//! A sheet belongs to a story, not to a file name. It is kept as text, cut at its `[[…]]` headers, and each entry is read
//! and changed by itself: a damaged one is set aside and named, the rest still loads.

use super::entry::{Entry, List};
use super::pairing::{self, Key};
use super::row::Row;

/// A tick sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What stands before the first entry: story, draft, comments.
    pub head: String,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// An entry that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// 1-based line of its header in the sheet.
    pub line: usize,
    /// Its text.
    pub text: String,
    /// What is wrong with it.
    pub message: String,
}

/// What carrying a sheet to a new version did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Entries that are new.
    pub new: usize,
    /// Entries that were taken over as they were.
    pub kept: usize,
    /// Entries that a person had settled and that are open again.
    pub reopened: usize,
    /// Entries whose number the draft no longer has.
    pub dropped: usize,
}

impl Sheet {
    /// An empty sheet for a story.
    pub fn new(story: &str, draft: &str) -> Self {
        let text = |s: &str| toml_edit::Value::from(s).to_string();
        Self { head: format!("story = {}\ndraft = {}\n\n", text(story), text(draft)), entries: Vec::new() }
    }

    /// Reads a sheet. Entries that cannot be read are set aside.
    pub fn parse(text: &str) -> (Self, Vec<Damaged>) {
        let (mut sheet, mut damaged) = (Self::default(), Vec::new());
        for (line, chunk) in chunks(text) {
            if line == 0 {
                match chunk.parse::<toml_edit::DocumentMut>() {
                    Ok(_) => sheet.head = chunk.to_string(),
                    Err(e) => damaged.push(Damaged { line: 1, text: chunk.into(), message: e.message().into() }),
                }
                continue;
            }
            match Entry::parse(chunk) {
                Ok(entry) => sheet.entries.push(entry),
                Err(message) => damaged.push(Damaged { line, text: chunk.into(), message }),
            }
        }
        (sheet, damaged)
    }

    /// The sheet for a new version of the story: every entry is carried to the number it was written for.
    pub fn carry(&self, rows: &[Row]) -> (Self, Carried) {
        let mut carried = Carried::default();
        let old: Vec<Key> = self.entries.iter().map(key).collect();
        let new: Vec<Key> = rows.iter().map(Key::new).collect();
        let pairs = pairing::pair(&old, &new);
        let mut left: Vec<Option<&Entry>> = self.entries.iter().map(Some).collect();
        let mut ids = Ids::of(&self.entries);
        let mut entries = Vec::with_capacity(rows.len());
        for (row, pair) in rows.iter().zip(pairs) {
            match pair.and_then(|o| left[o].take()) {
                Some(entry) => {
                    let mut entry = entry.clone();
                    let before = entry.status();
                    entry.carry(row);
                    let reopened = entry.status() != before;
                    *(if reopened { &mut carried.reopened } else { &mut carried.kept }) += 1;
                    entries.push(entry);
                }
                None => {
                    carried.new += 1;
                    entries.push(Entry::new(&ids.next(if row.other.is_some() { 'd' } else { 'n' }), row));
                }
            }
        }
        for entry in left.into_iter().flatten().filter(|e| e.is_touched()) {
            let mut entry = entry.clone();
            carried.dropped += usize::from(entry.list != List::Dropped);
            entry.relist(List::Dropped);
            entries.push(entry);
        }
        (Self { head: self.head.clone(), entries }, carried)
    }

    /// Takes over what another sheet of the same story says.
    pub fn merge(&mut self, other: &Sheet) {
        let mine: Vec<Key> = self.entries.iter().map(key).collect();
        let theirs: Vec<Key> = other.entries.iter().map(key).collect();
        let mut left: Vec<Option<&Entry>> = other.entries.iter().map(Some).collect();
        for (entry, pair) in self.entries.iter_mut().zip(pairing::pair(&theirs, &mine)) {
            if let Some(theirs) = pair.and_then(|o| left[o].take()) {
                entry.merge(theirs);
            }
        }
        self.entries.extend(left.into_iter().flatten().filter(|e| e.is_touched()).cloned());
    }

    /// Names the draft that the sheet was last written for.
    pub fn set_draft(&mut self, draft: &str) {
        if let Ok(mut head) = self.head.parse::<toml_edit::DocumentMut>() {
            if head.get("draft").and_then(|d| d.as_str()) != Some(draft) {
                if let Some(before) = head.get("draft").and_then(|d| d.as_str()).map(str::to_string) {
                    head["before"] = toml_edit::value(before);
                }
                head["draft"] = toml_edit::value(draft);
            }
            self.head = head.to_string();
        }
    }
}

impl std::fmt::Display for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut parted = true;
        for text in std::iter::once(self.head.clone()).chain(self.entries.iter().map(Entry::to_string)) {
            if !parted && !text.starts_with(['\n', '\r']) {
                writeln!(f)?;
            }
            f.write_str(&text)?;
            parted = text.is_empty() || text.ends_with("\n\n") || text.ends_with("\r\n\r\n");
        }
        Ok(())
    }
}

fn key(entry: &Entry) -> Key {
    let state = entry.state().unwrap_or_default();
    let other = entry.list == List::Other || entry.list == List::Dropped && entry.get("kind").is_some();
    Key::of(&entry.text("text"), &state.unit, &state.subject, &entry.text("sentence"), other)
}

/// Free numbers for new entries.
struct Ids(usize);

impl Ids {
    fn of(entries: &[Entry]) -> Self {
        let number = |e: &Entry| e.text("id").trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0);
        Self(entries.iter().map(number).max().unwrap_or(0))
    }

    fn next(&mut self, letter: char) -> String {
        self.0 += 1;
        format!("{letter}{:02}", self.0)
    }
}

/// Cuts a sheet before each `[[…]]` header outside multi-line strings; comments above a header go with it. Returns
/// each stretch with the 1-based line of its header, 0 for the head.
fn chunks(text: &str) -> Vec<(usize, &str)> {
    let (mut chunks, mut start, mut header, mut at) = (Vec::new(), 0, 0, 0);
    let mut comments: Option<usize> = None;
    let mut quote: Option<&str> = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let trimmed = line.trim_start();
        if quote.is_none() && trimmed.starts_with("[[") {
            let cut = comments.unwrap_or(at);
            if cut > start || header > 0 {
                chunks.push((header, &text[start..cut]));
            }
            (start, header) = (cut, number + 1);
        }
        comments = (quote.is_none() && trimmed.starts_with('#')).then(|| comments.unwrap_or(at));
        for mark in ["\"\"\"", "'''"] {
            if quote.is_none_or(|q| q == mark) && line.matches(mark).count() % 2 == 1 {
                quote = if quote.is_some() { None } else { Some(mark) };
            }
        }
        at += line.len();
    }
    if start < text.len() {
        chunks.push((header, &text[start..]));
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticks::State;

    fn row(text: &str, number: &str, sentence: &str) -> Row {
        let unit = text.rsplit(' ').next().unwrap_or("").to_string();
        Row {
            place: "line 1".into(),
            text: text.into(),
            sentence: sentence.into(),
            state: State { number: number.into(), unit, ..State::default() },
            machine: "nothing on file".into(),
            other: None,
            span: Default::default(),
            status: Default::default(),
        }
    }

    #[test]
    fn a_tick_is_carried_and_reopened() {
        let v1 =
            [row("340 jobs", "340", "It will cut 340 jobs."), row("61 sailings", "61", "It cancelled 61 sailings.")];
        let (sheet, carried) = Sheet::new("ferry", "v1.md").carry(&v1);
        assert_eq!(carried.new, 2);
        let ticked = sheet.to_string().replacen("status = \"open\"", "status = \"ticked\" # sure", 1);
        let ticked =
            ticked.replacen("by = \"\"", "by = \"MK\"", 1).replacen("evidence = \"\"", "evidence = \"p. 1\"", 1);
        let (sheet, damaged) = Sheet::parse(&ticked);
        assert!(damaged.is_empty());
        assert_eq!(sheet.to_string(), ticked);
        // The same number in a longer sentence keeps its tick, with the comment.
        let v2 = [v1[1].clone(), row("340 jobs", "340", "It will cut 340 jobs, it said.")];
        let (kept, carried) = sheet.carry(&v2);
        assert_eq!((carried.kept, carried.reopened), (2, 0));
        assert!(kept.to_string().contains("status = \"ticked\" # sure"));
        // Another number reopens it, and says what it was.
        let v3 = [v1[1].clone(), row("350 jobs", "350", "It will cut 350 jobs, it said.")];
        let (open, carried) = kept.carry(&v3);
        assert_eq!((carried.kept, carried.reopened), (1, 1));
        let text = open.to_string();
        assert!(text.contains("was = \"340 jobs (ticked by MK)\"") && text.contains("evidence = \"p. 1\""), "{text}");
        // Its number gone, the entry stays.
        let (dropped, carried) = kept.carry(&v1[1..]);
        assert_eq!(carried.dropped, 1);
        assert!(dropped.to_string().contains("[[dropped]]") && dropped.to_string().contains("by = \"MK\""));
    }

    #[test]
    fn a_damaged_entry_is_set_aside() {
        let text = "story = \"x\"\n\n[[tick]]\nid = \"n1\"\ntext = \"3 cats\n\n# mine\n[[tick]]\nid = \"n2\"\nnote = \"\"\"\n[[tick]]\n\"\"\"\n";
        let (sheet, damaged) = Sheet::parse(text);
        assert_eq!((sheet.entries.len(), damaged.len(), damaged[0].line), (1, 1, 3));
        assert!(sheet.to_string().contains("# mine\n[[tick]]\nid = \"n2\""));
    }
}
