//! The command line, from outside.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

mod desk;

use serde_json::Value;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

fn tickmark(folder: &Path, args: &[&str]) -> Output {
    let mut command = assert_cmd::Command::cargo_bin("tickmark").unwrap();
    command.current_dir(folder).args(args).env_remove("NO_COLOR").output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

const ODD: &[u8] = b"She toured three countries: Georgia and Moldova.\n";

#[test]
fn exit_status() {
    let f = folder(&[("good.md", b"Five trees.\n"), ("odd.md", ODD), ("bad.md", b"caf\xe9 12\n")]);
    let status = |args: &[&str]| tickmark(f.path(), args).status.code().unwrap();
    assert_eq!(status(&["check", "good.md"]), 0);
    assert_eq!(status(&["check", "odd.md"]), 0, "a warning does not fail by default");
    assert_eq!(status(&["check", "--fail-on", "warning", "odd.md"]), 1);
    assert_eq!(status(&["check", "--fail-on", "warning", "odd.md", "bad.md"]), 2, "2 beats 1");
    assert_eq!(status(&["check", "missing.md"]), 2);
    assert_eq!(status(&["check", "--rules", "no-such-pack", "good.md"]), 2);
    assert_eq!(status(&["extract", "odd.md"]), 0);
    assert_eq!(status(&["check"]), 2, "nothing to check");
    assert_eq!(status(&["check", "--select", "list-count-mismach", "good.md"]), 2);
}

#[test]
fn bad_files_are_named_and_the_others_checked() {
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("12".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let f = folder(&[
        ("a.md", b"Six trees.\n"),
        ("latin.md", b"caf\xe9 12\n"),
        ("wide.md", &utf16),
        ("binary.txt", b"a\0b"),
        ("z.md", b"Seven trees.\n"),
        ("picture.png", b"\x89PNG"),
    ]);
    let run = tickmark(f.path(), &["check", "--format", "json", ".", "missing.md"]);
    assert_eq!(run.status.code(), Some(2));
    let json = json(&run);
    let paths: Vec<_> = json["documents"].as_array().unwrap().iter().map(|d| d["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["./a.md", "./z.md"]);
    let errors = json["errors"].to_string();
    for word in ["byte 4", "UTF-16", "binary", "no such file", "save it as UTF-8"] {
        assert!(errors.contains(word), "{word}: {errors}");
        assert!(err(&run).contains(word) || word == "byte 4");
    }
    assert!(!errors.contains("picture"));
}

#[cfg(unix)]
#[test]
fn loops_and_locked_files() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let f = folder(&[("d/a.md", b"Six trees.\n"), ("d/locked.md", b"5")]);
    symlink(f.path().join("d"), f.path().join("d/again")).unwrap();
    symlink("me.md", f.path().join("me.md")).unwrap();
    std::fs::set_permissions(f.path().join("d/locked.md"), PermissionsExt::from_mode(0o000)).unwrap();
    let run = tickmark(f.path(), &["check", "d", "me.md"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(err(&run).contains("leads back to d; remove the link"), "{}", err(&run));
    assert!(err(&run).contains("me.md: its links lead back"), "{}", err(&run));
}

#[test]
fn standard_input_and_front_matter() {
    let mut command = assert_cmd::Command::cargo_bin("tickmark").unwrap();
    let done =
        command.args(["check", "--format", "json", "-"]).write_stdin("---\ndate: 2022-01-12\n---\n# A\n\n*5* trees\n");
    let json = json(&done.output().unwrap());
    assert_eq!(json["documents"][0]["date"], "2022-01-12");
    assert_eq!(json["documents"][0]["format"], "markdown");
    let f = folder(&[("a.txt", b"5 trees")]);
    let run = tickmark(f.path(), &["extract", "--format", "json", "--date", "2020-02-03", "a.txt"]);
    assert_eq!(self::json(&run)["documents"][0]["date"], "2020-02-03");
}

#[test]
fn settings_are_found_upwards_and_their_errors_pointed_at() {
    let f = folder(&[
        ("tickmark.toml", b"fail_on = \"warning\"\n[check.list-count-mismatch]\nlevel = \"error\"\n"),
        ("desk/odd.md", ODD),
        ("quiet/tickmark.toml", b"[check.list-count-mismatch]\nlevel = \"off\"\n"),
        ("quiet/odd.md", ODD),
        ("wrong/tickmark.toml", b"[check.list-count-mismach]\nlevel = \"off\"\n[precision]\nabout = true\n"),
        ("wrong/odd.md", ODD),
    ]);
    let run = tickmark(f.path(), &["check", "--format", "json", "desk/odd.md"]);
    assert_eq!(json(&run)["documents"][0]["findings"][0]["severity"], "error");
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(tickmark(f.path(), &["check", "quiet"]).status.code(), Some(0));
    let run = tickmark(f.path(), &["check", "wrong"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(out(&run).contains("wrong/tickmark.toml:1:8"), "{}", out(&run));
    assert!(out(&run).contains("did you mean \"list-count-mismatch\"?"), "{}", out(&run));
    assert!(out(&run).contains("wrong/tickmark.toml:4:9"), "{}", out(&run));
    let run = tickmark(&f.path().join("desk"), &["check", "odd.md"]);
    assert_eq!(run.status.code(), Some(1), "upwards from a bare name too");
}

#[test]
fn levels_and_ignore_marks() {
    let f = folder(&[
        ("odd.md", ODD),
        (
            "marked.md",
            b"<!-- tickmark: ignore list-count-mismatch -->\nShe toured three countries: Georgia and Moldova.\n",
        ),
    ]);
    let findings = |args: &[&str]| {
        let run = tickmark(f.path(), &[&["check", "--format", "json"], args].concat());
        json(&run)["documents"][0]["findings"].as_array().unwrap().len()
    };
    assert_eq!(findings(&["odd.md"]), 1);
    assert_eq!(findings(&["marked.md"]), 0);
    assert_eq!(findings(&["--ignore", "list-count-mismatch", "odd.md"]), 0);
    assert_eq!(findings(&["--select", "range-reversed", "odd.md"]), 0);
    assert_eq!(findings(&["--select", "list-count-mismatch", "odd.md"]), 1);
}

#[test]
fn several_formats_in_one_run() {
    let f = folder(&[("odd.md", ODD)]);
    let args =
        ["check", "--format", "concise", "--format", "json", "--output", "-", "--output", "report.json", "odd.md"];
    let run = tickmark(f.path(), &args);
    assert!(out(&run).starts_with("odd.md:1:"), "{}", out(&run));
    let written: Value = serde_json::from_slice(&std::fs::read(f.path().join("report.json")).unwrap()).unwrap();
    assert_eq!(written["summary"]["warnings"], 1);
    let both = tickmark(f.path(), &["check", "--format", "concise", "--format", "json", "odd.md"]);
    assert_eq!(both.status.code(), Some(2));
}

/// A pack whose newest figures may not be told yet: one, one of a sum, one of a pair that may be mixed up.
const SECRETS: &str = r#"
[pack]
name = "port"

[source.port]
name = "Leith Port"

[measure.boxes]
of = ["containers"]
about = ["Leith"]

[[measure.boxes.figure]]
value = 38_700
source = "port"
as_of = 2024-04-20

[[measure.boxes.figure]]
value = 41_357
source = "port"
as_of = 2024-05-20
embargo = 2024-05-23T09:30:00

[measure.cranes]
of = ["cranes"]
about = ["Leith"]

[[measure.cranes.figure]]
value = 7_219
source = "port"
as_of = 2024-05-20
embargo = 2024-05-23T09:30:00

[measure.pilots]
of = ["pilots"]
about = ["Leith"]

[[measure.pilots.figure]]
value = 120
source = "port"
as_of = 2024-05-20

[measure.machines]
of = ["machines"]
about = ["Leith"]

[[measure.machines.figure]]
value = { expr = "cranes + pilots" }
as_of = 2024-05-20

[[constraint]]
name = "all"
require = "cranes + pilots == boxes"
because = "every box has its machine"
"#;

const OF_SECRETS: &str = "Leith's port handled 44,900 containers, Leith Port said.\n\nLeith's port handled 38,700 \
    containers, the mayor said.\n\nLeith has 7,300 cranes, 124 pilots and 7,500 machines.\n\nLeith handled 7,200 containers.\n";

/// What of the values under embargo a text tells, however their digits are grouped.
fn tells(text: &str) -> Option<&'static str> {
    let bare: String = text.chars().filter(|c| !matches!(c, ',' | '_' | '\u{a0}' | '\u{202f}')).collect();
    ["41357", "7219", "7339", "would make it right"].into_iter().find(|secret| bare.contains(secret))
}

#[test]
fn a_value_under_embargo_is_told_nowhere() {
    let help = out(&tickmark(Path::new("."), &["check", "--help"]));
    let after = help.split_once("Output format (repeatable)").unwrap().1.split_once("[default").unwrap().0;
    let formats: Vec<_> =
        after.lines().filter_map(|l| l.trim().strip_prefix("- ")?.split_once(':')).map(|l| l.0).collect();
    assert!(formats.len() > 12, "{formats:?}");
    let draft = |day: &str| format!("---\ndate: {day}\n---\n\n{OF_SECRETS}");
    let files = [("port.toml", SECRETS.into()), ("before.md", draft("2024-05-22")), ("after.md", draft("2024-05-24"))];
    let f = folder(&files.each_ref().map(|(name, text): &(&str, String)| (*name, text.as_bytes())));
    let said = |args: &[&str]| {
        let run = tickmark(f.path(), args);
        assert!(matches!(run.status.code(), Some(0 | 1)), "{args:?}: {}", err(&run));
        out(&run) + &err(&run)
    };
    let quiet = |args: &[&str]| assert_eq!(tells(&said(args)), None, "{args:?}: {}", said(args));
    for format in formats.iter().filter(|f| **f != "docx") {
        quiet(&["check", "--verbose", "--rules", "port.toml", "--format", format, "before.md"]);
    }
    for format in ["terminal", "html", "markdown", "csv", "json", "jsonl"] {
        quiet(&["extract", "--rules", "port.toml", "--format", format, "before.md"]);
    }
    quiet(&["check", "--explain-binding", "--rules", "port.toml", "before.md"]);
    for measure in ["boxes", "cranes", "machines"] {
        quiet(&["rules", "show", measure, "--rules", "port.toml"]);
        quiet(&["uses", measure, "--rules", "port.toml", "before.md"]);
        quiet(&["uses", measure, "--rules", "port.toml", "--format", "json", "before.md"]);
    }
    quiet(&["rules", "list", "port.toml"]);
    quiet(&["rules", "check", "port.toml"]);
    quiet(&["rules", "check", "port.toml", "--on", "before.md"]);
    quiet(&["sheet", "--rules", "port.toml", "before.md"]);
    assert_eq!(tells(&std::fs::read_to_string(f.path().join("before.ticks.toml")).unwrap()), None);

    let told = said(&["check", "--rules", "port.toml", "after.md"]);
    assert!(tells(&told).is_some(), "told when its time has come: {told}");
}

#[test]
fn the_same_bytes_on_every_run_and_thread_count() {
    let drafts: Vec<(String, Vec<u8>)> = (0..40)
        .map(|i| {
            (format!("d/{i:02}.md"), format!("{i} trees, in three countries: Georgia and Moldova.\n").into_bytes())
        })
        .collect();
    let files: Vec<_> = drafts.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    let f = folder(&files);
    for format in ["terminal", "json", "concise"] {
        let one = tickmark(f.path(), &["check", "--format", format, "--jobs", "1", "d"]);
        let many = tickmark(f.path(), &["check", "--format", format, "--jobs", "4", "d"]);
        assert_eq!(out(&one), out(&many));
        assert!(!out(&one).contains('\x1b'), "no colour off a terminal");
    }
    let coloured = tickmark(f.path(), &["check", "--color", "always", "d"]);
    assert!(out(&coloured).contains('\x1b'));
}

#[test]
fn init_writes_once() {
    let f = TempDir::new().unwrap();
    assert_eq!(tickmark(f.path(), &["init"]).status.code(), Some(0));
    std::fs::write(f.path().join("ferry.md"), "Norlink will cut 340 jobs.\n").unwrap();
    assert_eq!(tickmark(f.path(), &["check", "ferry.md"]).status.code(), Some(0));
    std::fs::write(f.path().join("tickmark.toml"), "# mine\n").unwrap();
    let again = tickmark(f.path(), &["init"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("left as it is"));
    assert_eq!(std::fs::read(f.path().join("tickmark.toml")).unwrap(), b"# mine\n");
}

#[test]
fn explain_schema_and_completions() {
    let here = Path::new(".");
    let page = tickmark(here, &["explain", "list-count-mismatch"]);
    assert!(out(&page).starts_with("# list-count-mismatch: "));
    assert!(err(&tickmark(here, &["explain", "list-count-mismach"])).contains("did you mean \"list-count-mismatch\"?"));
    assert!(out(&tickmark(here, &["explain", "--all"])).contains("# range-reversed: "));
    let schema: Value = serde_json::from_slice(&tickmark(here, &["check", "--schema"]).stdout).unwrap();
    assert_eq!(schema["properties"]["schema_version"]["type"], "integer");
    assert!(out(&tickmark(here, &["completions", "bash"])).contains("_tickmark"));
}

/// What the files for continuous integration and the README call must exist.
#[test]
fn documented_commands_exist() {
    let help = out(&tickmark(Path::new("."), &["check", "--help"]));
    for file in ["README.md", "docs/ci.md", "ci/action.yml", "ci/gitlab.yml", "ci/Dockerfile", ".pre-commit-hooks.yaml"]
    {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        for format in text.split("--format ").skip(1).map(|rest| rest.split([' ', '`', '\n']).next().unwrap()) {
            let known = tickmark::report::renderer(format).is_some() || format == "NAME";
            assert!(known, "{file}: there is no format {format:?}");
        }
        let commands = text.split("tickmark check ").skip(1).map(|rest| rest.split(['`', '\n', '|']).next().unwrap());
        for flag in commands.flat_map(str::split_whitespace).filter(|w| w.starts_with("--")) {
            assert!(help.contains(flag), "{file}: check has no {flag}");
        }
    }
    let page = out(&tickmark(Path::new("."), &["man"]));
    assert!(page.contains(".TH") && page.contains("tickmark"));
    assert!(out(&tickmark(Path::new("."), &["man", "check"])).contains("strip"));
}

#[test]
fn a_desk_that_wants_sources_is_told_which_numbers_have_none() {
    let policy = b"need_source = [\"percent\", \"money\"]\nfail_on = \"warning\"\n";
    let bare = b"Turnout was 61 percent. The pier cost $4 million. The town has 12 schools.\n";
    let sourced =
        b"Turnout was 61 percent, the election office said. According to the board, the pier cost $4 million.\n\n\
        A poll by Finch found that 41 percent of drivers were tired. The town has 12 schools.\n";
    let here = folder(&[("tickmark.toml", policy), ("bare.md", bare), ("sourced.md", sourced)]);
    let output = tickmark(here.path(), &["check", "--format", "json", "bare.md"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let found = json(&output)["documents"][0]["findings"].as_array().unwrap().clone();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|f| f["check"] == "no-source" && f["severity"] == "warning"));
    let output = tickmark(here.path(), &["check", "sourced.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
}

/// The options after `tickmark COMMAND` in a text, with the commands; lines that end in `\` go on.
fn options(text: &str) -> Vec<(String, String)> {
    let joined = text.replace("\\\n", " ");
    let mut found = Vec::new();
    for line in joined.lines() {
        for (_, rest) in line.match_indices("tickmark").map(|(at, name)| line.split_at(at + name.len())) {
            let words: Vec<&str> = rest.trim_start_matches('"').split_whitespace().collect();
            let Some(command) = words.first().filter(|w| ["check", "sheet", "diff", "extract", "man"].contains(w))
            else {
                continue;
            };
            let options =
                words.iter().filter(|w| w.starts_with("--")).map(|w| w.trim_end_matches(['`', ',', ')', '.']));
            found.extend(options.map(|o| (command.to_string(), o.to_string())));
        }
    }
    found
}

#[test]
fn what_ci_calls_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    let mut seen = 0;
    for name in ["ci/action.yml", "ci/gitlab.yml", "ci/Dockerfile", ".pre-commit-hooks.yaml", "docs/ci.md", "README.md"]
    {
        let text = read(name);
        // A scalar that is folded over lines is one command; so are options put together line by line.
        let folded = text.replace("\n      --", " --");
        for (command, option) in options(&folded) {
            let help = out(&tickmark(root, &[&command, "--help"]));
            assert!(help.contains(&option), "{name}: tickmark {command} knows no {option}");
            seen += 1;
        }
        assert!(!name.ends_with("ml") || !text.contains('\t'), "{name}: YAML knows no tabs");
        let formats = folded.split("--format ").skip(1).filter_map(|rest| rest.split_whitespace().next());
        for format in formats.map(|f| f.trim_matches(['`', ',', '"'])).filter(|f| f.chars().all(char::is_lowercase)) {
            assert!(tickmark::report::renderer(format).is_some(), "{name}: there is no format {format}");
        }
    }
    assert!(seen > 10, "only {seen} options were found");
    // The packaging names options in places of its own too.
    let help = out(&tickmark(root, &["check", "--help"]));
    for option in ["--fail-on", "--rules", "--against", "--format", "--output"] {
        assert!(help.contains(option) && read("ci/action.yml").contains(option), "{option}");
    }
}
