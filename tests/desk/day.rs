//! A day at the desk: a first version, a release and a transcript in; findings; ticks; a second version; what differs;
//! reopened ticks; a story that may go; the sheet as the record of it.

use crate::{folder, json, out, tickmark};
use std::path::Path;

const V1: &str = "---
date: 2024-03-14
---
# Ferry firm to cut 430 jobs

Norlink will cut 340 jobs, one in five of its staff, the company said yesterday. It carried 2,131,400 passengers in the year to January.

\"We expect to save £12 million a year,\" said Moira Tait, 52, the chief executive.
";
const RELEASE: &str = "Norlink Ferries: statement of 13 March 2024. The board has begun consultation on 340 redundancies among its \
1,720 colleagues. Passengers in the twelve months to 31 January: 2,113,400.\n";
const TRANSCRIPT: &str = "Call with Moira Tait, 52, chief executive of Norlink Ferries. Q: How much will it bring? A: We expect to \
save £12 million a year from 2025.\n";
const SOURCES: [&str; 4] = ["--against", "release.txt", "--against", "call.txt"];

/// Signs one entry of a sheet as a person would, with an editor.
fn sign(sheet: &Path, id: &str, status: &str, evidence: &str) {
    let text = std::fs::read_to_string(sheet).unwrap();
    let at = text.find(&format!("id = \"{id}\"")).unwrap();
    let (before, entry) = text.split_at(at);
    let entry = entry.replacen("status = \"open\"", &format!("status = \"{status}\""), 1);
    let entry = entry.replacen("by = \"\"", "by = \"MK\"  # desk", 1).replacen(
        "evidence = \"\"",
        &format!("evidence = \"{evidence}\""),
        1,
    );
    std::fs::write(sheet, format!("{before}{entry}")).unwrap();
}

#[test]
fn a_day_at_the_desk() {
    let f =
        folder(&[("v1.md", V1.as_bytes()), ("release.txt", RELEASE.as_bytes()), ("call.txt", TRANSCRIPT.as_bytes())]);
    let run = |args: &[&str]| tickmark(f.path(), args);
    let with_sources = |args: &[&str]| run(&[args, &SOURCES].concat());

    // The first version: a headline that disagrees, and two digits swapped.
    let checked = json(&with_sources(&["check", "--rules", "none", "--format", "json", "v1.md"]));
    let document = &checked["documents"][0];
    let findings: Vec<_> =
        document["findings"].as_array().unwrap().iter().map(|f| f["check"].as_str().unwrap()).collect();
    assert_eq!(findings, ["not-in-source", "self-contradiction", "not-in-source"]);
    let traces: Vec<_> =
        document["claims"].as_array().unwrap().iter().map(|c| c["trace"]["status"].as_str().unwrap()).collect();
    assert_eq!(traces, ["not-in-source", "in-source", "works-out", "not-in-source", "in-source", "in-source"]);

    // The sheet; the desk signs it.
    with_sources(&["sheet", "v1.md"]);
    let sheet = f.path().join("v1.ticks.toml");
    for id in ["n02", "n03", "n05", "n06"] {
        sign(&sheet, id, "ticked", "release p. 1");
    }
    sign(&sheet, "n01", "wrong", "release says 340");
    let held = run(&["check", "--rules", "none", "--require-ticks", "--format", "concise", "v1.md"]);
    assert_eq!(held.status.code(), Some(1));
    assert!(out(&held).contains("430 jobs is marked wrong in the tick sheet"), "{}", out(&held));
    assert!(out(&held).contains("2,131,400 passengers has not been ticked"), "{}", out(&held));

    // The second version, a day later: both mended, and the paragraphs the other way round.
    let mended = V1.replace("430 jobs", "340 jobs").replace("2,131,400", "2,113,400").replace("03-14", "03-15");
    let parts: Vec<&str> = mended.split("\n\n").collect();
    let v2 = format!("{}\n\n{}\n\n{}\n", parts[0], parts[2].trim_end(), parts[1]);
    std::fs::write(f.path().join("v2.md"), v2).unwrap();
    let diff = out(&run(&["diff", "v1.md", "v2.md"]));
    assert!(diff.contains("2,131,400 passengers -> 2,113,400 passengers"), "{diff}");
    assert!(diff.contains("the story's date has moved"), "{diff}");
    let notice = out(&run(&["diff", "--notice", "v1.md", "v2.md"]));
    assert!(notice.contains("An earlier version of this article said 2,131,400 passengers."), "{notice}");

    // Ticks are carried over; what changed is open again, and so are an age and a "yesterday" that the new date moves.
    with_sources(&["sheet", "v2.md", "--from", "v1.ticks.toml"]);
    let sheet = f.path().join("v2.ticks.toml");
    let carried = std::fs::read_to_string(&sheet).unwrap();
    assert!(carried.contains("was = \"430 jobs (wrong by MK)\""), "{carried}");
    assert!(carried.contains("time: as of 2024-03-14 (ticked by MK)"), "{carried}");
    assert!(carried.contains("time: yesterday (as of 2024-03-14) (ticked by MK)"), "{carried}");
    assert_eq!(carried.matches("status = \"ticked\"").count(), 2, "{carried}");
    assert_eq!(carried.matches("# desk").count(), 5, "{carried}");

    // The desk looks again, and the story may go.
    for id in ["n01", "n03", "n04", "n06"] {
        sign(&sheet, id, "ticked", "again, release p. 1");
    }
    let free = with_sources(&["check", "--rules", "none", "--require-ticks", "--fail-on", "warning", "v2.md"]);
    assert_eq!(free.status.code(), Some(0), "{}", out(&free));
    let record = std::fs::read_to_string(&sheet).unwrap();
    assert_eq!(record.matches("status = \"open\"").count(), record.matches("[[other]]").count());
    assert!(record.contains("before = \"v1.md\"") && record.contains("was = \"430 jobs (wrong by MK)\""));
}

#[test]
fn what_matches_the_file_may_pass() {
    let pack = "[pack]\nname = \"norlink\"\n[source.norlink]\nname = \"Norlink\"\n[measure.cuts]\nof = [\"jobs\"]\nabout = [\"Norlink\"]\n\
                [[measure.cuts.figure]]\nvalue = 340\nsource = \"norlink\"\nas_of = 2024-03-13\n";
    let draft = "---\ndate: 2024-03-14\n---\nNorlink will cut 340 jobs, Norlink said. Norlink will cut 340 jobs.\n";
    let settings = "[ticks]\naccept = [\"matches-file\"]\n";
    let files = [
        ("pack.toml", pack),
        ("a.md", draft),
        ("strict/a.md", draft),
        ("tickmark.toml", settings),
        ("strict/tickmark.toml", ""),
    ];
    let f = folder(&files.map(|(name, text)| (name, text.as_bytes())));
    let open = |path: &str| {
        let found =
            json(&tickmark(f.path(), &["check", "--rules", "pack.toml", "--require-ticks", "--format", "json", path]));
        found["documents"][0]["findings"].as_array().unwrap().len()
    };
    // The second sentence cites nobody.
    assert_eq!((open("a.md"), open("strict/a.md")), (1, 2));
}
