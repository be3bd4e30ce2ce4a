//! Hostile drafts: no panic and no wrong span on any bytes, and no step whose cost grows with the square of the draft.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use tickmark::Checker;

/// Checks a draft and asks that every span lies in the text, on character boundaries, in order.
fn check(name: &str, bytes: &[u8]) {
    let checker = Checker::default();
    let Ok(document) = checker.check(name, bytes) else { return };
    let text = &document.draft.text;
    let mut last = 0;
    for (i, claim) in document.claims.iter().enumerate() {
        let spans =
            [claim.number, claim.span]
                .into_iter()
                .chain(claim.subject.iter().copied())
                .chain(claim.scope.iter().map(|s| s.span))
                .chain(claim.time)
                .chain(claim.quantity.unit.span)
                .chain(document.attributions[i].iter().flat_map(|a| {
                    a.content.iter().copied().chain(a.source).chain(a.resolved).chain(a.cue).chain(a.via)
                }));
        for span in spans {
            assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
            let file = document.draft.file_span(span);
            assert!(document.draft.file.get(file.range()).is_some(), "{file:?} in {:?}", document.draft.file);
        }
        assert!(claim.number.start >= last, "claims are out of order");
        last = claim.number.start;
    }
    for finding in &document.findings {
        assert!(text.get(finding.span.range()).is_some());
    }
}

/// Pieces that news is made of, and pieces that break parsers.
const PIECES: &[&str] = &[
    "122,000",
    "1.2",
    "one",
    "hundred",
    "and",
    "million",
    "percent",
    "%",
    "$",
    "£",
    "km",
    "-",
    "–",
    "to",
    "from",
    "between",
    "up",
    "rose",
    "fell",
    "said",
    "according to",
    "the council",
    "the board's",
    "plan to",
    "estimate of",
    "reports that",
    "citing",
    "put",
    "at",
    "they",
    "NSDC",
    "Source:",
    "«",
    "»",
    "„",
    "‘",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "(",
    ")",
    ",",
    ".",
    "\n\n",
    "\n",
    "troops",
    "within",
    "200",
    "of",
    "in",
    "2021",
    "January",
    "31",
    "Monday",
    "about",
    "more than",
    "he",
    "K",
    "ﬁ",
    "½",
    "²",
    "é",
    "中",
    "🙂",
    "\u{301}",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "|",
    "---",
    "#",
    "*",
    "_",
    "`",
    "[",
    "](",
    "&amp;",
    "<b>",
    ":",
    ";",
    "/",
    "per",
    "a",
    "year",
    "old",
    "aged",
    "99999999999999999999999999999999999999",
    "0",
    "1/0",
    "1:2",
    "-5",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check("draft.txt", &bytes);
        check("draft.md", &bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        check("draft.txt", text.as_bytes());
        check("draft.md", text.as_bytes());
    }

    #[test]
    fn any_news(pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..60)) {
        let text: String = pieces.iter().map(|(p, space)| format!("{}{}", PIECES[*p], if *space { " " } else { "" })).collect();
        check("draft.txt", text.as_bytes());
        check("draft.md", text.as_bytes());
    }
}

/// Each of these would take minutes, not moments, if some step looked at all of the draft for each of its numbers.
#[test]
fn long_and_odd() {
    let repeat = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    for piece in [
        "“",
        "\"",
        "(",
        "1",
        "1 ",
        "1,000 ",
        "one ",
        "one hundred and ",
        "$",
        "the ",
        "said ",
        "“12 ” ",
        "12 men, ",
        "A ",
        "a",
        "12 percent of ",
        "from 12 to ",
        "he said that 12 ",
        "according to 12 ",
        ", saying 12 ",
        "12 he said, ",
        "the board's estimate of 12 ",
        "a plan by the board that 12 ",
        "Harbour Board (HB) said 12 ",
        "HB said 12 ",
        "the board, the paper said, said 12 ",
        "«",
        "‘12 ",
        "“12 men, he said. ",
        "He said:\n\n- 12 men\n\n",
        "Source: Board\n\n12 men\n\n",
        "12 [the report](u) ",
        ".",
        "- ",
        "1-",
        "1/",
        "1.",
        "1,",
        "’",
        "|1",
        "\n",
        "\r",
        "\n\n12 men",
        "Mr. ",
        "U.S. ",
        "January 31, ",
        "in 2021 ",
        "12 of the ",
        "12 dead: ",
        "&",
        "*",
        "_1",
        "`1",
        "[1](",
        "> ",
        "# 1\n",
    ] {
        let text = repeat(piece, 4_000);
        check("draft.txt", text.as_bytes());
        check("draft.md", text.as_bytes());
    }
}

/// Ten thousand quotation marks that nothing closes, and a thousand cues in one sentence.
#[test]
fn ten_thousand_marks() {
    check("draft.txt", "“ ‘".repeat(5_000).as_bytes());
    for piece in ["\"he said 12 ", "he said 12 men, ", "the Board (B) said 12 "] {
        check("draft.txt", piece.repeat(1_000).as_bytes());
    }
}
