use super::*;
use crate::draft::{self, BlockKind};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A Word file with these parts.
pub(crate) fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>")].iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn body(xml: &str) -> Vec<u8> {
    docx(&[(BODY, &format!("<w:document xmlns:w=\"w\"><w:body>{xml}</w:body></w:document>"))])
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn read(bytes: &[u8]) -> Draft<'_> {
    draft::read("a.docx", bytes).unwrap()
}

#[test]
fn paragraphs_tables_and_changes() {
    let xml = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>A &amp; B</w:t></w:r></w:p>{}\
         <w:p><w:r><w:t>Up </w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins><w:r><w:t>13</w:t></w:r></w:ins></w:p>\
         <w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("One."),
        p("a"),
        p("b"),
        p("c")
    );
    let bytes = body(&xml);
    let draft = read(&bytes);
    let found: Vec<_> = draft.blocks.iter().map(|b| (draft.slice(b.span), b.kind)).collect();
    let cell = |row, column| BlockKind::Cell { table: 0, row, column, header: row == 0 };
    assert_eq!(
        found,
        [
            ("A & B", BlockKind::Heading(1)),
            ("One.", BlockKind::Paragraph),
            ("Up 13", BlockKind::Paragraph),
            ("a", cell(0, 0)),
            ("b", cell(0, 1)),
            ("c", cell(1, 0)),
        ]
    );
    let at = draft.text.find("13").unwrap() as u32;
    assert_eq!(draft.place(at), Some("paragraph 3"));
    assert_eq!(draft.place(draft.text.find('c').unwrap() as u32), Some("table 1, row 2, column 1"));
    assert_eq!(draft.notes, ["tracked changes were read as if accepted"]);
}

#[test]
fn footnotes_and_links() {
    let bytes = docx(&[
        (
            BODY,
            "<d><p><hyperlink r:id=\"r1\"><r><t>The report</t></r></hyperlink><r><t> says 5</t></r>\
             <r><footnoteReference w:id=\"2\"/></r></p></d>",
        ),
        ("word/footnotes.xml", "<f><footnote w:id=\"2\"><p><r><t>Table 3.</t></r></p></footnote></f>"),
        ("word/_rels/document.xml.rels", "<R><Relationship Id=\"r1\" Target=\"https://x.org\"/></R>"),
    ]);
    let draft = read(&bytes);
    let links: Vec<_> = draft.links.iter().map(|l| (draft.slice(l.span), l.target.as_str(), l.footnote)).collect();
    assert_eq!(links, [("The report", "https://x.org", false), ("", "Table 3.", true)]);
    assert_eq!(draft.blocks[1].kind, BlockKind::Footnote);
}

#[test]
fn bad_files_are_refused_and_nothing_panics() {
    let good = body(&p("About 120 trees stand there."));
    for cut in 0..good.len() {
        let _ = draft::read("a.docx", &good[..cut]);
        let mut flipped = good.clone();
        flipped[cut] ^= 0x55;
        let _ = draft::read("a.docx", &flipped);
    }
    let message = |bytes: &[u8], limits: &Limits| Docx.read(bytes, limits).unwrap_err().message;
    let small = Limits { part: 10, ..Limits::default() };
    assert!(message(&good, &small).contains("raise [limits] part_megabytes"));
    assert!(message(&good, &Limits { entries: 1, ..Limits::default() }).contains("raise [limits] entries"));
    let deep = body(&"<w:x>".repeat(600));
    assert!(message(&deep, &Limits::default()).contains("raise [limits] depth"));
    assert!(message(&docx(&[]), &Limits::default()).contains("no Word document"));
    let old = draft::read("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old").unwrap_err();
    assert!(old.message.contains("save it as .docx"));
}
