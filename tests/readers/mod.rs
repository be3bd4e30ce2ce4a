//! Readers on any bytes: nothing panics, and every span of the output says what it claims to say.

mod build;
mod hostile;
mod twins;

use proptest::prelude::*;
use serde_json::Value;
use tickmark::Checker;
use tickmark::report::{self, Report};

pub fn checker() -> Checker {
    Checker::new(Default::default(), &[], &|_, name| Err(name.into())).0
}

/// A Word file in which something is wrong.
pub fn wordy() -> Vec<u8> {
    let text = "The road is 200 km (140 miles) long. She toured three countries: Georgia and Moldova.";
    build::docx(&[build::Block::Paragraph(text.into())])
}

pub fn json(checker: &Checker, name: &str, bytes: &[u8]) -> Option<Value> {
    let document = checker.check(name, bytes).ok()?;
    let report = Report { documents: vec![document], ..Report::default() };
    for renderer in report::RENDERERS.iter().filter(|r| !r.is_binary()) {
        renderer.render(&report, &mut Vec::new()).unwrap();
    }
    let mut out = Vec::new();
    report::renderer("json").unwrap().render(&report, &mut out).unwrap();
    Some(serde_json::from_slice(&out).unwrap())
}

/// Whether a stretch of the file reads as some clean text, but for markup between its characters and entities.
fn reads_as(file: &str, clean: &str) -> bool {
    if file == clean {
        return true;
    }
    let mut rest = file;
    for c in clean.chars().filter(|c| !c.is_whitespace()) {
        if let Some(at) = rest.find(c) {
            rest = &rest[at + c.len_utf8()..];
        } else if !rest.contains('&') {
            return false;
        }
    }
    true
}

fn check_spans(name: &str, file: &str) {
    let Some(output) = json(&checker(), name, file.as_bytes()) else { return };
    let slice = |span: &Value| {
        let at = |key: &str| span[key].as_u64().unwrap() as usize;
        file.get(at("start")..at("end")).unwrap_or_else(|| panic!("{span} is no span of {file:?}")).to_string()
    };
    for claim in output["documents"][0]["claims"].as_array().unwrap() {
        let (text, clean) = (slice(&claim["span"]), claim["text"].as_str().unwrap());
        assert!(reads_as(&text, clean), "{text:?} does not read as {clean:?} in {file:?}");
        let (number, sentence) = (slice(&claim["number"]), slice(&claim["sentence"]));
        assert!(!number.is_empty() && !sentence.is_empty());
        let line = claim["span"]["line"].as_u64().unwrap() as usize;
        let start = claim["span"]["start"].as_u64().unwrap() as usize;
        let before = file[..start].replace("\r\n", "\n").replace('\r', "\n");
        assert_eq!(line, 1 + before.matches('\n').count(), "{file:?}");
    }
}

/// Pieces of drafts that trip readers up.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "12",
        "1,200 troops",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "*",
        "**",
        "_",
        "~",
        "~~",
        "`",
        "```\n",
        "&amp;",
        "&#44;",
        "&nbsp;",
        "&",
        "\\*",
        "é",
        "“",
        "”",
        "\u{a0}",
        "[a](b)",
        "[^1]",
        "\n[^1]: note 5",
        "| a | 5 |\n",
        "|---|---|\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "<b>",
        "</b>",
        "<br>",
        "<!-- tickmark: ignore -->",
        "---\n",
        "+++\n",
        "\u{feff}",
        "$5.2 million",
        "45 percent",
        "said",
        "between 4 and 5 km",
        "http://x.org/5",
        "\t",
        "    ",
        "](",
        "![x](y)",
        "\u{2028}",
        "😀",
        "half",
        "<p>",
        "</p>",
        "<td>",
        "<article>",
        "<script>",
        "<a href=\"",
        "&pound;",
        "doubled from 10 to 30",
        ".. note:: ",
        ".. [1] ",
        "[1]_",
        "``",
        "::\n\n",
        "+---+---+\n",
        "| 5 | 6 |\n",
        "=== ===\n",
        "=====\n",
        ":date: 2022-01-10\n",
        "|===\n",
        "|5 |6\n",
        "----\n",
        "____\n",
        "footnote:[of 12]",
        "link:x[5 km]",
        "{x}",
        "<<a,12>>",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn spans_say_what_they_claim(file in pieces()) {
        check_spans("a.md", &file);
        check_spans("a.txt", &file);
        check_spans("a.html", &file);
        check_spans("a.rst", &file);
        check_spans("a.adoc", &file);
        check_spans("a.nitf", &format!("<nitf><body><p>{file}</p></body></nitf>"));
    }

    #[test]
    fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "\\PC{0,200}") {
        let checker = checker();
        for name in ["a.md", "a.txt", "a.docx", "a.odt", "a.pdf", "a.html", "a.rst", "a.adoc", "a.nitf", "a.ninjs", "a.eml", "-"] {
            let _ = json(&checker, name, &bytes);
            let _ = json(&checker, name, text.as_bytes());
        }
    }
}
