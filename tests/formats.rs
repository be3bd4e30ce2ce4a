//! Every output format, on the one shared sample; the JSON output against its schema.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

mod browser;
mod readers;
mod schema;

use serde_json::Value;
use tickmark::report::{self, RENDERERS, Report, Task};

fn rendered(format: &str, report: &Report<'_>) -> String {
    let mut out = Vec::new();
    report::renderer(format).unwrap().render(report, &mut out).unwrap();
    String::from_utf8_lossy(&out).into_owned()
}

fn snapshots() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_format() {
    let sample = report::sample();
    for renderer in RENDERERS.iter().filter(|r| !r.is_binary()) {
        let text = rendered(renderer.name(), &sample);
        let mut text = text.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        if renderer.name() == "sarif" {
            // The list of checks is not the format's.
            let mut value: Value = serde_json::from_str(&text).unwrap();
            let rules = value["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap();
            assert_eq!(rules.len(), report::infos().count());
            rules.clear();
            text = serde_json::to_string_pretty(&value).unwrap();
        }
        snapshots().bind(|| insta::assert_snapshot!(format!("format-{}", renderer.name()), text));
    }
}

#[test]
fn claim_sheet() {
    let sample = Report { task: Task::Extract, ..report::sample() };
    snapshots().bind(|| insta::assert_snapshot!("claim-sheet", rendered("terminal", &sample)));
}

#[test]
fn every_format_can_say_nothing() {
    for renderer in RENDERERS.iter().filter(|r| !r.is_binary()) {
        let text = rendered(renderer.name(), &Report::default());
        if matches!(renderer.name(), "json" | "jsonl" | "sarif" | "gitlab" | "rdjson" | "claimreview") {
            serde_json::from_str::<Value>(&text).unwrap();
        }
    }
}

#[test]
fn json_fits_its_schema() {
    let schema = report::schema::json();
    snapshots().bind(|| insta::assert_snapshot!("schema", serde_json::to_string_pretty(&schema).unwrap()));
    for report in [report::sample(), Report::default()] {
        let output: Value = serde_json::from_str(&rendered("json", &report)).unwrap();
        assert_eq!(schema::errors(&schema, &output), Vec::<String>::new());
    }
    let mut wrong: Value = serde_json::from_str(&rendered("json", &report::sample())).unwrap();
    wrong["documents"][0]["claims"][0]["role"] = "scoop".into();
    wrong["summary"].as_object_mut().unwrap().remove("claims");
    assert_eq!(schema::errors(&schema, &wrong).len(), 2, "the validator must find what is wrong");
}

/// The schema is the one that OASIS publishes for SARIF 2.1.0.
#[test]
fn sarif_is_valid() {
    // As published, one pattern has a bracket too many, which no engine for patterns takes.
    let text = include_str!("schema/sarif-2.1.0.json").replace("{2}]?$", "{2}?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors = |value: &Value| -> Vec<String> {
        validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect()
    };
    // A draft without lines, a file that could not be read and a pack with an error among others.
    let bytes = readers::wordy();
    let checker = tickmark::Checker::new(Default::default(), &[], &|_, n| Err(n.into())).0;
    let word = checker.check("a b/ö.docx", &bytes).unwrap();
    assert!(!word.findings.is_empty());
    let trouble = report::Trouble { path: "no.md".into(), message: "there is no such file".into() };
    let mixed = Report { documents: vec![word], troubles: vec![trouble], ..report::sample() };
    for report in [report::sample(), mixed, Report::default()] {
        let output: Value = serde_json::from_str(&rendered("sarif", &report)).unwrap();
        assert_eq!(errors(&output), Vec::<String>::new());
    }
    let mut wrong: Value = serde_json::from_str(&rendered("sarif", &report::sample())).unwrap();
    wrong["runs"][0]["results"][0]["level"] = "grave".into();
    assert!(!errors(&wrong).is_empty(), "the validator must find what is wrong");
}

#[test]
fn keys_survive_moved_lines() {
    let checker = tickmark::Checker::new(Default::default(), &[], &|_, n| Err(n.into())).0;
    let keys = |text: &str| -> Vec<String> {
        let document = checker.check("a.md", text.as_bytes()).unwrap();
        let report = Report { documents: vec![document], ..Report::default() };
        let output: Value = serde_json::from_str(&rendered("json", &report)).unwrap();
        let claims = output["documents"][0]["claims"].as_array().unwrap();
        claims.iter().map(|c| c["key"].as_str().unwrap().to_string()).collect()
    };
    let before = keys("It has 120 trees\nand 45 benches. It has 120 trees\nand 45 benches.\n");
    let after = keys("# New\n\nA line.\n\nIt has 120 trees and\n45 benches. It has 120 trees and 45 benches.\n");
    assert_eq!(before.len(), 4);
    assert_eq!(before, after);
    let mut unique = before.clone();
    unique.dedup();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 4, "equal sentences are told apart");
}
