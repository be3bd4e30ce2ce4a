//! Binary twins of a story, built from its blocks.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A block of a story.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Heading(String),
    Paragraph(String),
    Quote(String),
    Items(Vec<String>),
    Table(Vec<Vec<String>>),
}

/// The blocks of a story in simple Markdown.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let body = markdown.splitn(3, "---\n").nth(2).unwrap();
    let strip = |text: &str| text.replace("**", "");
    let one = |text: &str| {
        if let Some(heading) = text.strip_prefix("# ") {
            Block::Heading(strip(heading))
        } else if let Some(quote) = text.strip_prefix("> ") {
            Block::Quote(strip(quote))
        } else if text.starts_with("- ") {
            Block::Items(text.lines().map(|l| strip(&l[2..])).collect())
        } else if text.starts_with('|') {
            let rows = text.lines().filter(|l| !l.contains("---"));
            let cells = |row: &str| row.trim_matches('|').split('|').map(|c| c.trim().to_string()).collect();
            Block::Table(rows.map(cells).collect())
        } else {
            Block::Paragraph(strip(text))
        }
    };
    body.split("\n\n").map(str::trim).filter(|t| !t.is_empty()).map(one).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, if *name == "mimetype" { stored } else { SimpleFileOptions::default() }).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"word/document.xml\"/></Relationships>";

/// A Word file; numbers are cut into several runs, as Word does after edits.
pub fn docx(blocks: &[Block]) -> Vec<u8> {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    let p = |style: &str, text: &str| {
        let style = if style.is_empty() { String::new() } else { format!("<w:pPr>{style}</w:pPr>") };
        let middle = text.find(|c: char| c.is_ascii_digit()).map_or(0, |n| n + 1);
        format!("<w:p>{style}{}{}</w:p>", run(&text[..middle]), run(&text[middle..]))
    };
    let mut body = String::new();
    for block in blocks {
        match block {
            Block::Heading(text) => body += &p("<w:pStyle w:val=\"Title\"/>", text),
            Block::Paragraph(text) | Block::Quote(text) => body += &p("", text),
            Block::Items(items) => {
                for item in items {
                    body += &p("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>", item);
                }
            }
            Block::Table(rows) => {
                let cell = |c: &String| format!("<w:tc>{}</w:tc>", p("", c));
                let row = |r: &Vec<String>| format!("<w:tr>{}</w:tr>", r.iter().map(cell).collect::<String>());
                body += &format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>());
            }
        }
    }
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    archive(&[
        ("[Content_Types].xml", TYPES.into()),
        ("_rels/.rels", RELATIONS.into()),
        ("word/document.xml", document),
    ])
}

/// An OpenDocument text.
pub fn odt(blocks: &[Block]) -> Vec<u8> {
    let p = |text: &str| {
        let middle = text.find(|c: char| c.is_ascii_digit()).map_or(0, |n| n + 1);
        format!("<text:p>{}<text:span>{}</text:span></text:p>", escaped(&text[..middle]), escaped(&text[middle..]))
    };
    let mut body = String::new();
    for block in blocks {
        match block {
            Block::Heading(text) => body += &format!("<text:h text:outline-level=\"1\">{}</text:h>", escaped(text)),
            Block::Paragraph(text) | Block::Quote(text) => body += &p(text),
            Block::Items(items) => {
                let item = |i: &String| format!("<text:list-item>{}</text:list-item>", p(i));
                body += &format!("<text:list>{}</text:list>", items.iter().map(item).collect::<String>());
            }
            Block::Table(rows) => {
                let cell = |c: &String| format!("<table:table-cell>{}</table:table-cell>", p(c));
                let row = |r: &Vec<String>| {
                    format!("<table:table-row>{}</table:table-row>", r.iter().map(cell).collect::<String>())
                };
                body += &format!("<table:table>{}</table:table>", rows.iter().map(row).collect::<String>());
            }
        }
    }
    let content = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text".into()), ("content.xml", content)])
}

/// A PDF of one page with a table of set columns; lines are broken as a page breaks them.
pub fn pdf(blocks: &[Block]) -> Vec<u8> {
    let mut content = String::new();
    let mut y = 780.0;
    let mut line = |x: f32, y: f32, size: f32, text: &str| {
        let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        content += &format!("BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n");
    };
    for block in blocks {
        let (size, lead, texts): (f32, &str, Vec<&String>) = match block {
            Block::Heading(text) => (16.0, "", vec![text]),
            Block::Paragraph(text) | Block::Quote(text) => (10.0, "", vec![text]),
            Block::Items(items) => (10.0, "\\225 ", items.iter().collect()),
            Block::Table(rows) => {
                for row in rows {
                    for (n, cell) in row.iter().enumerate() {
                        line(60.0 + 140.0 * n as f32, y, 10.0, cell);
                    }
                    y -= 13.0;
                }
                y -= 10.0;
                continue;
            }
        };
        for text in texts {
            let mut rest = String::new();
            for word in text.split(' ') {
                if rest.len() + word.len() > 90 {
                    line(60.0, y, size, &std::mem::take(&mut rest));
                    y -= size * 1.2;
                }
                rest += if rest.is_empty() { "" } else { " " };
                rest += word;
            }
            // The sign for a bullet is an octal escape, which is not to be escaped again.
            if !lead.is_empty() {
                content_bullet(&mut line, y, size);
            }
            line(if lead.is_empty() { 60.0 } else { 72.0 }, y, size, &rest);
            y -= size * 1.2;
        }
        y -= 10.0;
    }
    file(&content)
}

fn content_bullet(line: &mut impl FnMut(f32, f32, f32, &str), y: f32, size: f32) {
    line(60.0, y, size, "\u{2022}");
}

/// A PDF file with one page of this content.
fn file(content: &str) -> Vec<u8> {
    // WinAnsi has the bullet at 0x95.
    let bytes: Vec<u8> = content.chars().map(|c| if c == '\u{2022}' { 0x95 } else { c as u8 }).collect();
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
            .to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        [format!("<< /Length {} >>\nstream\n", bytes.len()).as_bytes(), &bytes, b"\nendstream"].concat(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n", n + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}
