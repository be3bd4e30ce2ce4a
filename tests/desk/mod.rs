//! Living with packs day by day: explained bindings, baselines, changed lines, uses of a measure.

mod day;

use super::{err, folder, json, out, tickmark};

const PACK: &[u8] = b"[pack]
name = \"harbour\"
[source.board]
name = \"Harbour Board\"
[source.union]
name = \"Dockers' Union\"
[measure.boxes]
of = [\"containers\", \"boxes\"]
about = [\"Leith\"]
not = [\"empty\"]
[[measure.boxes.figure]]
value = 41_300
source = \"board\"
for = \"2024-04\"
as_of = 2024-05-20
[measure.boxes_near]
like = \"boxes\"
within = \"20 km\"
[[measure.boxes_near.figure]]
value = 12_700
source = \"board\"
as_of = 2024-05-20
";

const DRAFT: &[u8] = b"---\ndate: 2024-05-24\nrules: [harbour]\n---\n\n\
    Leith handled 47,800 containers in April, the Harbour Board said.\n\n\
    It took in 260 empty boxes, and paid 3 million pounds.\n";

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn bindings_are_explained() {
    let f = folder(&[("harbour.toml", PACK), ("draft.md", DRAFT)]);
    let done = tickmark(f.path(), &["check", "--explain-binding", "draft.md"]);
    assert_eq!((done.status.code(), err(&done).as_str()), (Some(0), ""));
    snapshot("explain_binding", &out(&done));
    let done = json(&tickmark(f.path(), &["check", "--explain-binding", "--format", "json", "draft.md"]));
    let claim = &done["documents"][0]["claims"][0];
    assert_eq!((&claim["measure"], &claim["considered"][0]["bound"]), (&"boxes".into(), &true.into()));
    assert_eq!(claim["considered"][0]["words"][1]["found"], "Leith");
    let refused = tickmark(f.path(), &["check", "--explain-binding", "--format", "sarif", "draft.md"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_baseline_accepts_what_stands_and_reports_what_is_new() {
    let f = folder(&[("harbour.toml", PACK), ("desk/draft.md", DRAFT), ("rules.md", b"x")]);
    std::fs::copy(f.path().join("harbour.toml"), f.path().join("desk/harbour.toml")).unwrap();
    let status = |args: &[&str]| tickmark(f.path(), args).status.code();
    let check = ["check", "--baseline", "accepted.toml"];
    assert_eq!(status(&[&check[..], &["desk/draft.md"]].concat()), Some(2), "there is none yet");
    assert_eq!(status(&["check", "desk/draft.md"]), Some(1));
    assert_eq!(status(&[&check[..], &["--update-baseline", "desk/draft.md"]].concat()), Some(0));
    let run = tickmark(f.path(), &[&check[..], &["desk"]].concat());
    assert_eq!(run.status.code(), Some(0), "{}", out(&run));
    assert!(err(&run).contains("1 finding is accepted in accepted.toml"), "{}", err(&run));
    // From another folder, with lines moved and a new mistake.
    let text = String::from_utf8_lossy(DRAFT).replace("Leith handled", "One more line.\n\nLeith handled");
    let more = text + "\nShe toured three countries in 2023, and Leith handled 47,900 containers in April.\n";
    std::fs::write(f.path().join("desk/draft.md"), more).unwrap();
    let again = ["check", "--baseline", "../accepted.toml", "--format", "json", "draft.md"];
    let run = tickmark(&f.path().join("desk"), &again);
    assert_eq!(run.status.code(), Some(1));
    let found = json(&run)["documents"][0]["findings"].clone();
    let lines: Vec<_> = found.as_array().unwrap().iter().map(|f| f["span"]["line"].as_u64().unwrap()).collect();
    assert!(!lines.is_empty() && lines.iter().all(|l| *l == 12), "{found}");
    std::fs::write(f.path().join("accepted.toml"), "[[accepted]]\ndarft = 1\n").unwrap();
    assert!(err(&tickmark(f.path(), &[&check[..], &["desk"]].concat())).contains("accepted.toml: line 2"));
}

#[test]
fn only_changed_lines_are_reported() {
    let git = |folder: &std::path::Path, args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.arg("-C").arg(folder).args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"]).args(args);
        command.output().is_ok_and(|o| o.status.success())
    };
    let f = folder(&[("old.md", b"Output rose from 50 to 40.\n\nIt fell from 40 to 50.\n")]);
    let outside = tickmark(f.path(), &["check", "--diff", "HEAD", "old.md"]);
    // A folder for temporary files may lie inside somebody's checkout.
    let bare = !git(f.path(), &["rev-parse"]);
    if bare {
        assert_eq!(outside.status.code(), Some(2));
        let told = err(&outside);
        assert!(told.contains("lies in no git checkout") || told.contains("git cannot be run"), "{told}");
    }
    if !git(f.path(), &["init", "-q"]) {
        return;
    }
    assert!(git(f.path(), &["add", "."]) && git(f.path(), &["commit", "-qm", "first"]));
    let found = |args: &[&str]| {
        let all = [&["check", "--format", "json"], args].concat();
        let run = tickmark(f.path(), &all);
        json(&run)["documents"][0]["findings"].as_array().map_or(99, Vec::len)
    };
    let all = found(&["old.md"]);
    assert!(all > 0);
    assert_eq!(found(&["--diff", "HEAD", "old.md"]), 0);
    std::fs::write(f.path().join("old.md"), "Output rose from 50 to 40.\n\nA line.\n\nIt fell from 40 to 50.\n")
        .unwrap();
    assert_eq!(found(&["--diff", "HEAD", "old.md"]), 0, "the line has only moved");
    std::fs::write(f.path().join("old.md"), "Output rose from 50 to 40.\n\nIt fell from 40 to 60.\n").unwrap();
    let changed = found(&["--diff", "HEAD", "old.md"]);
    assert!(changed > 0 && changed < found(&["old.md"]));
    std::fs::write(f.path().join("new.md"), "It fell from 40 to 50.\n").unwrap();
    assert_eq!(found(&["--diff", "HEAD", "new.md"]), found(&["new.md"]), "all of a new file is new");
    let unknown = tickmark(f.path(), &["check", "--diff", "no-such-branch", "old.md"]);
    assert!(err(&unknown).contains("there is no revision \"no-such-branch\""), "{}", err(&unknown));
}

#[test]
fn drafts_are_checked_again_when_they_change() {
    use std::io::{BufRead, BufReader};
    let f = folder(&[("a.md", b"It fell from 40 to 30.\n")]);
    let mut watching = std::process::Command::new(env!("CARGO_BIN_EXE_tickmark"))
        .current_dir(f.path())
        .args(["check", "--watch", "--format", "concise", "a.md"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(watching.stderr.take().unwrap()).lines();
    assert!(told.next().unwrap().unwrap().contains("watching"));
    std::fs::write(f.path().join("a.md"), "Now it fell from 40 to 50.\n").unwrap();
    assert!(told.next().unwrap().unwrap().contains("watching"), "it looks again");
    watching.kill().unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut watching.stdout.take().unwrap(), &mut text).unwrap();
    watching.wait().unwrap();
    assert!(text.contains("direction-mismatch"), "{text}");
    assert!(!text.contains('\x1b'), "no terminal, no clearing");
    assert_eq!(tickmark(f.path(), &["check", "--watch", "-"]).status.code(), Some(2));
}

#[test]
fn uses_of_a_measure() {
    let other = b"---\ndate: 2024-05-24\nrules: [harbour]\n---\n\nLeith handled 41,300 containers in April.\n";
    let f = folder(&[("harbour.toml", PACK), ("draft.md", DRAFT), ("other.md", other), ("none.md", b"Six trees.\n")]);
    let run = tickmark(f.path(), &["uses", "boxes", "draft.md", "none.md", "other.md"]);
    assert_eq!((run.status.code(), err(&run).as_str()), (Some(0), ""));
    snapshot("uses", &out(&run));
    let run = json(&tickmark(f.path(), &["uses", "harbour/boxes", "--format", "json", "."]));
    let uses = run["uses"].as_array().unwrap();
    assert_eq!(uses.len(), 2);
    assert_eq!(
        (&uses[0]["status"], &uses[0]["value"], &uses[0]["line"]),
        (&"refuted".into(), &47_800.into(), &6.into())
    );
    let wrong = tickmark(f.path(), &["uses", "boxen", "."]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("did you mean boxes?"), "{}", err(&wrong));
}

#[test]
fn settings_build_upon_others() {
    let odd = b"She toured three countries: Georgia and Moldova.\n";
    let f = folder(&[
        ("base.toml", b"rules = [\"harbour\"]\n[check.list-count-mismatch]\nlevel = \"error\"\n"),
        ("harbour.toml", PACK),
        ("desk/tickmark.toml", b"extends = \"../base.toml\"\nfail_on = \"warning\"\n"),
        ("desk/odd.md", odd),
        ("desk/draft.md", b"Leith handled 47,800 containers in April 2024.\n"),
        ("ring/tickmark.toml", b"extends = \"tickmark.toml\"\n"),
        ("ring/odd.md", odd),
    ]);
    let run = json(&tickmark(f.path(), &["check", "--format", "json", "desk"]));
    assert_eq!(run["documents"][0]["claims"][0]["verdict"]["status"], "refuted");
    assert_eq!(run["documents"][1]["findings"][0]["severity"], "error");
    let ring = tickmark(f.path(), &["check", "ring/odd.md"]);
    assert_eq!(ring.status.code(), Some(2));
    assert!(err(&ring).contains("which builds upon it"), "{}", err(&ring));
}

#[test]
fn a_refused_pack_is_not_one_that_was_not_named() {
    let f = folder(&[("bad.toml", b"[pack]\nname = \"bad\"\nnmae = 1\n"), ("a.md", b"Six trees and 7 birds.\n")]);
    let told = out(&tickmark(f.path(), &["check", "--rules", "bad.toml", "a.md"]));
    assert!(told.contains("no pack that was named could be used"), "{told}");
    assert!(out(&tickmark(f.path(), &["check", "a.md"])).contains("no pack was named"));
}

#[test]
fn what_is_doubtful_is_no_error() {
    let f = folder(&[("harbour.toml", PACK)]);
    let told = out(&tickmark(f.path(), &["rules", "check", "harbour.toml"]));
    assert!(told.contains("warning: source `union` gives no figure"), "{told}");
    assert!(!told.contains("rules-error"), "{told}");
    for name in ["rules-error", "unused-figure"] {
        assert!(out(&tickmark(f.path(), &["explain", name])).contains(&format!("# {name}: ")));
    }
}

/// Figures under embargo whose values stand nowhere in the drafts, and sums that would tell them.
const SECRET: &[u8] = b"[pack]
name = \"secret\"
[source.office]
name = \"Office of Figures\"
[measure.jobs]
of = [\"jobs\"]
about = [\"Norlink\"]
[[measure.jobs.figure]]
value = 83_117
source = \"office\"
as_of = 2024-05-20
embargo = 2024-05-23T09:30:00
[measure.posts]
of = [\"posts\"]
about = [\"Norlink\"]
[[measure.posts.figure]]
between = [66_204, 71_309]
source = \"office\"
as_of = 2024-05-20
embargo = 2024-05-23
[measure.sales]
of = [\"sales\"]
about = [\"Norlink\"]
[[measure.sales.figure]]
value = \"\xc2\xa3918.3 million\"
source = \"office\"
as_of = 2024-05-20
embargo = 2024-05-23
[measure.ships]
of = [\"ships\"]
about = [\"Norlink\"]
[[measure.ships.figure]]
value = 40
source = \"office\"
as_of = 2024-05-20
[measure.all]
of = [\"jobs and ships\"]
about = [\"Norlink\"]
[[measure.all.figure]]
value = { expr = \"jobs + ships\" }
as_of = 2024-05-20
[[constraint]]
name = \"few-jobs\"
require = \"jobs < 50_000\"
[[constraint]]
name = \"more-posts\"
require = \"posts > jobs\"
";

const SECRET_DRAFT: &[u8] = b"---\ndate: 2024-05-22\nrules: [secret]\n---\n\n\
    # Norlink to cut 12,000 jobs\n\n\
    Norlink has 12,000 jobs and 9,000 posts, the Office of Figures said. Its sales are 300 million pounds.\n\n\
    Norlink's jobs and ships come to 12,345 jobs and ships.\n";

#[test]
fn nothing_prints_a_value_under_embargo() {
    let f = folder(&[("secret.toml", SECRET), ("draft.md", SECRET_DRAFT)]);
    let drafts = SECRET_DRAFT;
    let tells = |what: &str, text: &str| {
        let plain: String = text.chars().filter(|c| !matches!(c, ',' | '_' | ' ' | '\u{a0}')).collect();
        for value in ["83117", "66204", "71309", "918.3", "918300000", "83157"] {
            assert!(!plain.contains(value), "{what} tells {value}:\n{text}");
        }
    };
    let formats = tickmark::report::RENDERERS.iter().filter(|r| !r.is_binary()).map(|r| r.name());
    for format in formats {
        for task in ["check", "extract"] {
            let run = tickmark(f.path(), &[task, "--verbose", "--format", format, "draft.md"]);
            assert_ne!(run.status.code(), Some(2), "{format}: {}", err(&run));
            assert!(!out(&run).is_empty() || task == "extract" || format == "claimreview", "{format}");
            tells(&format!("{task} --format {format}"), &(out(&run) + &err(&run)));
        }
    }
    for args in [
        &["check", "--explain-binding", "draft.md"][..],
        &["check", "--explain-binding", "--format", "json", "draft.md"],
        &["check", "--baseline", "base.toml", "--update-baseline", "draft.md"],
        &["uses", "jobs", "draft.md"],
        &["uses", "jobs", "--format", "json", "draft.md"],
        &["rules", "list", "secret.toml"],
        &["rules", "show", "jobs", "--rules", "secret.toml"],
        &["rules", "show", "all", "--rules", "secret.toml"],
        &["rules", "check", "secret.toml", "--on", "draft.md"],
        &["sheet", "draft.md"],
    ] {
        let run = tickmark(f.path(), args);
        assert_ne!(run.status.code(), Some(2), "{args:?}: {}", err(&run));
        tells(&args.join(" "), &(out(&run) + &err(&run)));
    }
    for written in ["draft.ticks.toml", "base.toml"] {
        tells(written, &std::fs::read_to_string(f.path().join(written)).unwrap());
    }
    // Once the day has come, it is told.
    let later = String::from_utf8_lossy(drafts).replace("2024-05-22", "2024-05-23");
    std::fs::write(f.path().join("draft.md"), later).unwrap();
    let run = out(&tickmark(f.path(), &["check", "draft.md"]));
    assert!(run.contains("83,117"), "{run}");
}
