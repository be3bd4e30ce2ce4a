use super::*;
use crate::draft;

/// A PDF with one page for each text; lines are set 14 points apart.
pub(crate) fn pdf(pages: &[&str]) -> Vec<u8> {
    let mut objects = vec![String::new(); 3 + 2 * pages.len()];
    let kids: Vec<_> = (0..pages.len()).map(|n| format!("{} 0 R", 4 + 2 * n)).collect();
    objects[0] = "<< /Type /Catalog /Pages 2 0 R >>".into();
    objects[1] = format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len());
    objects[2] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".into();
    for (n, text) in pages.iter().enumerate() {
        objects[3 + 2 * n] = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * n
        );
        let mut content = String::from("BT /F1 11 Tf 14 TL 50 750 Td");
        for line in text.lines() {
            let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            content += &format!(" ({line}) Tj T*");
        }
        content += " ET";
        objects[4 + 2 * n] = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let start = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        file += &format!("{offset:010} 00000 n \n");
    }
    file += &format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

#[test]
fn pages_and_paragraphs() {
    let bytes = pdf(&["The firm has 120 ships.\n\nIt will cut 340 of its", "jobs this year."]);
    let draft = draft::read("report.txt", &bytes).unwrap();
    let found: Vec<_> = draft.blocks.iter().map(|b| draft.slice(b.span)).collect();
    assert_eq!(
        (draft.format, found),
        ("pdf", vec!["The firm has 120 ships.", "It will cut 340 of its jobs this year."])
    );
    assert_eq!(draft.place(draft.text.find("340").unwrap() as u32), Some("page 1"));
    assert!(draft.notes.is_empty());
}

#[test]
fn running_heads_and_empty_pages() {
    let page = |n: u32| format!("Annual report 2023\n\nThere were {n}0 ships.\n\n{n}");
    let pages: Vec<String> = (1..5).map(page).chain([String::new()]).collect();
    let bytes = pdf(&pages.iter().map(String::as_str).collect::<Vec<_>>());
    let draft = draft::read("report.pdf", &bytes).unwrap();
    assert!(!draft.text.contains("Annual report"), "{}", draft.text);
    assert!(draft.text.contains("There were 40 ships."));
    assert_eq!(draft.notes, ["1 page has no text and was not read: a scan or a picture"]);
}

#[test]
fn bad_files_are_refused_and_nothing_panics() {
    let message = |bytes: &[u8], limits: &Limits| Pdf.read(bytes, limits).unwrap_err().message;
    let all = Limits::default();
    assert!(message(b"hello", &all).contains("no PDF"));
    assert!(message(b"%PDF-1.4\nhello", &all).contains("damaged or cut off"));
    assert!(message(&pdf(&[""]), &all).contains("has no text"));
    let good = pdf(&["There were 40 ships."]);
    for cut in (0..good.len()).step_by(37) {
        let _ = draft::read("a.pdf", &good[..cut]);
        let mut flipped = good.clone();
        flipped[cut] ^= 0x11;
        let _ = draft::read("a.pdf", &flipped);
    }
    assert!(message(&good, &Limits { pdf_seconds: 0, ..all }).contains("raise [limits] pdf_seconds"));
}
