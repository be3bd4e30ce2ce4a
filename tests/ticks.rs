//! Tick sheets over whole drafts: nothing that a person wrote is ever lost, over a thousand random edits.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;
use tickmark::Checker;
use tickmark::ticks::{self, Row, Sheet};

fn clean(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts/clean").join(name);
    std::fs::read_to_string(path).unwrap()
}

fn rows(draft: &str) -> Vec<Row> {
    let checker = Checker::default();
    let document = checker.check("draft.md", draft.as_bytes()).unwrap();
    ticks::rows(&document, checker.rules())
}

/// Ticks every third entry, with a word of its own that can be looked for.
fn tick(sheet: &Sheet) -> (String, Vec<String>) {
    let (mut words, mut text) = (Vec::new(), sheet.head.clone());
    for (i, entry) in sheet.entries.iter().enumerate() {
        let mut entry = entry.clone();
        if i % 3 == 0 {
            let word = format!("seen-by-hand-{i}");
            entry.set("status", "ticked");
            entry.set("evidence", &word);
            words.push(word);
        }
        text.push_str(&entry.to_string());
        if i % 5 == 0 {
            let word = format!("note-{i}-of-mine");
            text.push_str(&format!("# {word}\nphone = \"{word}\"\n"));
            words.push(word);
        }
        text.push('\n');
    }
    (text, words)
}

/// One edit of a draft, by numbers that a property test draws.
fn edit(draft: &str, kind: u8, at: usize) -> String {
    let mut paragraphs: Vec<String> = draft.split("\n\n").map(str::to_string).collect();
    let n = at % paragraphs.len();
    match kind % 6 {
        0 => drop(paragraphs.remove(n)),
        1 => paragraphs.insert(n, "A new paragraph says that 77 boats and 3.5 million euros were lost.".into()),
        2 => {
            let paragraph = paragraphs.remove(n);
            paragraphs.push(paragraph);
        }
        3 => {
            // Another digit.
            let digits: Vec<usize> = draft.match_indices(|c: char| c.is_ascii_digit()).map(|d| d.0).collect();
            let mut bytes = draft.as_bytes().to_vec();
            if let Some(&d) = digits.get(at % digits.len().max(1)) {
                bytes[d] = b'1' + (bytes[d] - b'0') % 9;
            }
            return String::from_utf8(bytes).unwrap();
        }
        4 => paragraphs[n] = paragraphs[n].split_whitespace().collect::<Vec<_>>().join("\n"),
        _ => paragraphs[n] = paragraphs[n].replace(" the ", " this same "),
    }
    paragraphs.join("\n\n")
}

#[test]
fn an_unchanged_draft_keeps_its_sheet_to_the_byte() {
    let draft = clean("council-budget.md");
    let (sheet, _) = Sheet::new("budget", "v1.md").carry(&rows(&draft));
    let (ticked, _) = tick(&sheet);
    let (sheet, damaged) = Sheet::parse(&ticked);
    assert!(damaged.is_empty(), "{damaged:?}");
    let (again, carried) = sheet.carry(&rows(&draft));
    assert_eq!(again.to_string(), ticked);
    assert_eq!((carried.new, carried.reopened, carried.dropped), (0, 0, 0));
}

#[test]
fn two_sheets_of_one_story_merge() {
    let draft = clean("crime.md");
    let (sheet, _) = Sheet::new("copper", "v1.md").carry(&rows(&draft));
    let say = |i: usize, status: &str, by: &str| {
        let mut sheet = sheet.clone();
        sheet.entries[i].set("status", status);
        sheet.entries[i].set("by", by);
        sheet
    };
    let mut merged = say(0, "ticked", "MK");
    merged.merge(&say(1, "wrong", "JB"));
    merged.merge(&say(0, "wrong", "JB"));
    let text = merged.to_string();
    assert!(text.contains("was = \"ticked by MK; wrong by JB\""), "{text}");
    assert_eq!(merged.entries[1].text("by"), "JB");
    assert_eq!(merged.entries.len(), sheet.entries.len());
}

/// How many paragraphs the drafts have, front matter and all.
const PARAGRAPHS: usize = 4;

/// A draft whose sheet a person has worked on: the draft, the sheet, and the words in it that must not be lost.
fn worked_on(name: &str) -> (String, String, Vec<String>) {
    // Its first paragraphs, so that a thousand of them take seconds.
    let draft = clean(name).split("\n\n").take(PARAGRAPHS).collect::<Vec<_>>().join("\n\n");
    let (sheet, _) = Sheet::new("story", "v1.md").carry(&claims(&draft));
    let (ticked, words) = tick(&sheet);
    (draft, ticked, words)
}

/// The numbers of a draft as an edit leaves them; what the machine makes of them is no matter here.
fn claims(draft: &str) -> Vec<Row> {
    let document = CHECKER.extract("draft.md", draft.as_bytes()).unwrap();
    ticks::rows(&document, CHECKER.rules())
}

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);
static STARTS: LazyLock<[(String, String, Vec<String>); 3]> =
    LazyLock::new(|| ["crime.md", "markets.md", "council-budget.md"].map(worked_on));

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_thousand_edits_lose_nothing(edits in prop::collection::vec((0u8..6, 0usize..10_000), 1..3), name in 0usize..3) {
        let (draft, ticked, words) = &STARTS[name];
        let (sheet, damaged) = Sheet::parse(ticked);
        prop_assert!(damaged.is_empty());
        let (mut draft, mut carried) = (draft.clone(), sheet);
        for (kind, at) in edits {
            draft = edit(&draft, kind, at);
            carried = carried.carry(&claims(&draft)).0;
        }
        let text = carried.to_string();
        for word in words {
            prop_assert!(text.contains(word), "{} is lost", word);
        }
        let (again, damaged) = Sheet::parse(&text);
        prop_assert!(damaged.is_empty());
        prop_assert_eq!(again.to_string(), text);
    }
}
