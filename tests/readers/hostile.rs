//! Broken and hostile files of every format: an error that says what to do, or a draft; no panic, no hang.

use super::build::{self, archive};
use super::{checker, json};
use tickmark::settings::Limits;
use tickmark::{Checker, Settings};

fn story() -> Vec<build::Block> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/harbour.md");
    build::blocks(&std::fs::read_to_string(path).unwrap())
}

fn message(name: &str, bytes: &[u8]) -> String {
    match checker().check(name, bytes) {
        Ok(document) => panic!("{name} was read: {:?}", document.draft.text),
        Err(error) => error.message,
    }
}

#[test]
fn cut_off_at_any_byte() {
    let corpus = |name: &str| std::fs::read(format!("{}/tests/corpus/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let files = [
        ("a.docx", build::docx(&story())),
        ("a.odt", build::odt(&story())),
        ("a.html", corpus("harbour.html")),
        ("a.rst", corpus("harbour.rst")),
        ("a.adoc", corpus("harbour.adoc")),
        ("a.nitf", corpus("harbour.nitf")),
        ("a.ninjs", corpus("harbour.ninjs")),
        ("a.eml", corpus("harbour.eml")),
    ];
    let checker = checker();
    for (name, bytes) in &files {
        for cut in (0..bytes.len()).step_by(bytes.len() / 60 + 1) {
            let _ = checker.check(name, &bytes[..cut]);
            let mut flipped = bytes.clone();
            flipped[cut] ^= 0x21;
            let _ = checker.check(name, &flipped);
        }
    }
    let pdf = build::pdf(&story());
    for cut in (0..pdf.len()).step_by(pdf.len() / 12 + 1) {
        let _ = checker.check("a.pdf", &pdf[..cut]);
    }
}

#[test]
fn wrong_names_and_locked_files() {
    for (name, bytes, want) in [
        ("a.docx", b"just text".to_vec(), "whatever its name says"),
        ("a.odt", b"just text".to_vec(), "whatever its name says"),
        ("a.pdf", b"just text".to_vec(), "no PDF"),
        ("a.nitf", b"<nitf><p>12".to_vec(), "cut off"),
        ("a.ninjs", b"{\"headline\": ".to_vec(), "damaged or cut off"),
        ("a.eml", b"\n\njust text".to_vec(), "no header fields"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or locked".to_vec(), "without a password"),
        ("a.docx", archive(&[("[Content_Types].xml", String::new()), ("xl/workbook.xml", "<w/>".into())]), "--against"),
        (
            "a.odt",
            archive(&[
                ("mimetype", "application/vnd.oasis.opendocument.text".into()),
                ("META-INF/manifest.xml", "<m:encryption-data/>".into()),
                ("content.xml", "x".into()),
            ]),
            "encrypted",
        ),
    ] {
        let said = message(name, &bytes);
        assert!(said.contains(want), "{name}: {said}");
    }
}

#[test]
fn what_unpacks_to_too_much() {
    // A thousand times smaller than what it unpacks to.
    let long =
        format!("<w:document><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>", " ".repeat(3 << 20));
    let docx = archive(&[("[Content_Types].xml", String::new()), ("word/document.xml", long.clone())]);
    let odt = archive(&[("mimetype", "application/vnd.oasis.opendocument.text".into()), ("content.xml", long)]);
    assert!(docx.len() < 20_000 && odt.len() < 20_000);
    let limits = Limits { part: 1 << 20, ..Limits::default() };
    let small = Checker::new(Settings { limits, ..Settings::default() }, &[], &|_, n| Err(n.into())).0;
    for (name, bytes) in [("a.docx", &docx), ("a.odt", &odt)] {
        let error = small.check(name, bytes).unwrap_err();
        assert!(error.message.contains("raise [limits] part_megabytes"), "{}", error.message);
    }
    let deep = archive(&[("[Content_Types].xml", String::new()), ("word/document.xml", "<a>".repeat(100_000))]);
    assert!(message("a.docx", &deep).contains("raise [limits] depth"));
    assert!(
        message("a.nitf", &format!("<nitf>{}", "<p>".repeat(100_000)).into_bytes()).contains("raise [limits] depth")
    );
}

#[test]
fn what_is_packed_too_well_or_told_too_often() {
    let blank = " ".repeat(20 << 20);
    let docx = archive(&[("[Content_Types].xml", String::new()), ("word/document.xml", blank)]);
    assert!(message("a.docx", &docx).contains("raise [limits] ratio"));
    // One text of 32 kB in two thousand cells.
    let long = format!("<sst><si><t>{}</t></si></sst>", "5 ships ".repeat(4 << 10));
    let cells = "<row><c t=\"s\"><v>0</v></c></row>".repeat(2_000);
    let book = archive(&[
        ("[Content_Types].xml", String::new()),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>".into()),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>".into(),
        ),
        ("xl/sharedStrings.xml", long),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{cells}</sheetData></worksheet>")),
    ]);
    assert!(book.len() < 20_000);
    let error = checker().add_source("a.xlsx", &book).unwrap_err();
    assert!(error.message.contains("raise [limits] part_megabytes"), "{}", error.message);
}

#[test]
fn entities_are_neither_fetched_nor_expanded() {
    let bomb = "<!DOCTYPE nitf [<!ENTITY a \"12 ships\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
                <nitf><body><p>It has 5 ships, &b; and &f;.</p></body></nitf>";
    let output = json(&checker(), "a.nitf", bomb.as_bytes()).unwrap();
    let claims = output["documents"][0]["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 1, "{claims:?}");
    let docx = archive(&[
        ("[Content_Types].xml", String::new()),
        (
            "word/document.xml",
            "<!DOCTYPE d [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><d><p><r><t>5 ships &f;</t></r></p></d>".into(),
        ),
    ]);
    let document = checker();
    let document = document.check("a.docx", &docx).unwrap();
    assert_eq!(document.draft.text, "5 ships &f;");
}

#[test]
fn pdf_forms_that_hold_themselves() {
    let pdf = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
               3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>\nendobj\n\
               4 0 obj\n<< /Length 5 >>\nstream\n/F Do\nendstream\nendobj\n\
               5 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> /Length 5 >>\nstream\n/F Do\nendstream\nendobj\n\
               trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n";
    let said = message("a.pdf", pdf.as_bytes());
    assert!(said.contains("damaged"), "{said}");
}
