use super::*;
use crate::draft;
use std::io::Read;

fn archive(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [(TYPES, "<Types></Types>"), (BODY, body), ("word/other.bin", "kept")] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn comments_leave_the_text_alone() {
    let body = "<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Cut &amp; 340 jobs</w:t></w:r>\
                <w:r><w:t>, not 430</w:t></w:r></w:p></w:body></w:document>";
    let bytes = archive(body);
    let before = draft::read("a.docx", &bytes).unwrap();
    let span = |words: &str| {
        let start = before.text.find(words).unwrap() as u32;
        Span::new(start, start + words.len() as u32)
    };
    let note = |words: &str, line: &str| Note { span: span(words), words: words.into(), lines: vec![line.into()] };
    let notes = [note("340", "a < b"), note("jobs, not", "over two runs"), note("430", "the end")];
    let once = commented(&bytes, &notes).unwrap();
    let text = part(&once, BODY);
    assert!(
        text.contains("<w:t xml:space=\"preserve\">Cut &amp; </w:t></w:r><w:commentRangeStart w:id=\"0\"/>"),
        "{text}"
    );
    assert!(text.contains(
        "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">340</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>"
    ));
    assert!(
        part(&once, COMMENTS)
            .contains("w:author=\"Tickmark\" w:initials=\"T\"><w:p><w:r><w:t xml:space=\"preserve\">a &lt; b<")
    );
    assert!(part(&once, TYPES).contains("/word/comments.xml") && part(&once, RELATIONS).contains("rIdTickmark"));
    assert_eq!(part(&once, "word/other.bin"), "kept");
    assert_eq!(draft::read("a.docx", &once).unwrap().text, before.text);
    let twice = commented(&once, &notes).unwrap();
    assert_eq!(draft::read("a.docx", &twice).unwrap().text, before.text);
    let comments = part(&twice, COMMENTS);
    assert_eq!(comments.matches("<w:comment ").count(), 3, "comments of an earlier run are replaced");
    assert_eq!(part(&twice, RELATIONS).matches("rIdTickmark").count(), 1);
}

#[test]
fn comments_of_others_stay_when_ours_go() {
    let others = "<w:comments xmlns:w=\"x\"><w:comment w:id=\"4\" w:author=\"Ann\"><w:p w14:paraId=\"A\"/></w:comment></w:comments>";
    let body = "<w:document xmlns:w=\"x\"><w:body><w:p><w:commentRangeStart w:id=\"4\"/><w:r><w:t>Cut 340 jobs</w:t></w:r>\
                <w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r></w:p></w:body></w:document>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [(TYPES, "<Types/>"), (BODY, body), (COMMENTS, others), ("word/footnotes.xml", "<n/>")] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let notes = [Note { span: Span::new(4, 7), words: "340".into(), lines: vec!["differs".into()] }];
    let with = commented(&bytes, &notes).unwrap();
    assert!(part(&with, COMMENTS).contains("w:id=\"5\" w:author=\"Tickmark\""));
    let (clean, count) = without_comments(&with, &Limits::default()).unwrap();
    assert_eq!((count, part(&clean, COMMENTS).as_str()), (1, others));
    let rest = part(&clean, BODY);
    assert!(!rest.contains("w:id=\"5\"") && rest.matches("w:id=\"4\"").count() == 3, "{rest}");
    assert_eq!(draft::read("a.docx", &clean).unwrap().text, "Cut 340 jobs");
    assert_eq!(without_comments(&clean, &Limits::default()).unwrap(), (clean.clone(), 0));
    // What newer parts say of a comment goes with it, and so does a reference among other content.
    let ours = "<c><w:comment w:id=\"1\" w:author=\"Tickmark\"><w:p w14:paraId=\"B\"/></w:comment></c>";
    let body = "<d><p><r><t>1</t><commentReference w:id=\"1\"/></r></p></d>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let more = "<e><w15:commentEx w15:paraId=\"A\"/><w15:commentEx w15:paraId=\"B\"/></e>";
    for (name, text) in [(TYPES, "<Types/>"), (BODY, body), (COMMENTS, ours), ("word/commentsExtended.xml", more)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let (clean, _) = without_comments(&zip.finish().unwrap().into_inner(), &Limits::default()).unwrap();
    assert_eq!(part(&clean, "word/commentsExtended.xml"), "<e><w15:commentEx w15:paraId=\"A\"/></e>");
    assert_eq!(
        (part(&clean, BODY).as_str(), part(&clean, COMMENTS).as_str()),
        ("<d><p><r><t>1</t></r></p></d>", "<c></c>")
    );
}

#[test]
fn a_footnote_is_commented_on_at_its_reference() {
    let body = "<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>Up 5</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
                </w:p></w:body></w:document>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let note = "<n><footnote w:id=\"2\"><p><r><t>Of 18 men</t></r></p></footnote></n>";
    for (name, text) in [(TYPES, "<Types/>"), (BODY, body), ("word/footnotes.xml", note)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let draft = draft::read("a.docx", &bytes).unwrap();
    let at = draft.text.find("18").unwrap() as u32;
    assert_eq!(draft.place(at), Some("footnote 1"));
    let notes = [Note { span: Span::new(at, at + 2), words: "18".into(), lines: vec!["differs".into()] }];
    let with = commented(&bytes, &notes).unwrap();
    let text = part(&with, BODY);
    let want =
        "<w:commentRangeStart w:id=\"0\"/><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:commentRangeEnd w:id=\"0\"/>";
    assert!(text.contains(want), "{text}");
    assert!(part(&with, COMMENTS).contains("In footnote 1, at “18”:"));
}
