//! Tables of comma-separated values, as a source that drafts were written from.

use super::builder::Builder;
use super::{BlockKind, Draft, ReadError, Reader, utf8};
use crate::settings::Limits;
use std::ops::Range;

/// The reader for comma-separated values; semicolons, tabs and bars are recognised by the first line.
pub struct Csv;

impl Reader for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    fn read<'a>(&self, bytes: &'a [u8], _limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let file = utf8(bytes)?;
        let start = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut out = Builder::with_capacity(file.len());
        let text = &file[start..];
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(text))
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut row = 0;
        loop {
            let at = reader.position().byte() as usize;
            let more = reader.read_record(&mut record).map_err(|e| ReadError {
                message: format!("the table cannot be read ({e}); save it as CSV in UTF-8"),
                at: Some(start + at),
            })?;
            if !more {
                break;
            }
            let end = reader.position().byte() as usize;
            cells(&record, row, file, start + at..start + end, &mut out);
            row += 1;
        }
        Ok(Draft::of_text(self.name(), file, out))
    }
}

/// One block a field. A field stands at its place in the file; one with doubled quotation marks in it, for which there
/// is no such place, at its record's.
fn cells(record: &csv::StringRecord, row: u32, file: &str, raw: Range<usize>, out: &mut Builder) {
    let bytes = file.as_bytes();
    let mut at = raw.start;
    // How far on a field may stand: behind its own mark and those of the fields that were passed over.
    let mut slack = 4;
    for (column, field) in record.iter().enumerate() {
        let reach = raw.end.min(at + field.len() + slack);
        let found = memchr::memmem::find(&bytes[at.min(reach)..reach], field.as_bytes()).filter(|_| !field.is_empty());
        let range = match found {
            Some(n) => at + n..at + n + field.len(),
            None => raw.clone(),
        };
        match found {
            Some(_) => (at, slack) = (range.end, 4),
            None => {
                let quotes = memchr::memchr_iter(b'"', field.as_bytes()).count();
                (at, slack) = (raw.end.min(at + field.len() + quotes), (slack + 4).min(4_096));
            }
        }
        if !field.trim().is_empty() {
            out.open(BlockKind::Cell { table: 0, row, column: column as u32, header: row == 0 });
            out.put(field, range);
            out.close();
        }
    }
}

/// The sign that parts the fields of the first line: the one that it has most of, outside of quotation marks.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or("");
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for b in line.bytes() {
        quoted ^= b == b'"';
        if let Some(count) = counts.iter_mut().find(|c| c.0 == b && !quoted) {
            count.1 += 1;
        }
    }
    // The first of the largest: a comma where nothing tells.
    counts.iter().rev().max_by_key(|c| c.1).map_or(b',', |c| c.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn cells_have_their_places() {
        let file = "\u{feff}Region;Jobs\r\n\"North; \"\"upper\"\"\";1 200\r\n\r\nSouth;;1 200\r\n";
        let draft = Csv.read(file.as_bytes(), &Limits::default()).unwrap();
        let cell = |row, column| BlockKind::Cell { table: 0, row, column, header: row == 0 };
        let found: Vec<_> = draft.blocks.iter().map(|b| (draft.slice(b.span), b.kind)).collect();
        assert_eq!(
            found,
            [
                ("Region", cell(0, 0)),
                ("Jobs", cell(0, 1)),
                ("North; \"upper\"", cell(1, 0)),
                ("1 200", cell(1, 1)),
                ("South", cell(2, 0)),
                ("1 200", cell(2, 2)),
            ]
        );
        let slice = |span: Span| &file[draft.file_span(span).range()];
        assert_eq!(slice(draft.blocks[0].span), "Region");
        assert_eq!(slice(draft.blocks[3].span), "1 200");
        assert!(slice(draft.blocks[2].span).contains("\"\"upper\"\""));
        assert_eq!(draft.file_span(draft.blocks[5].span).start, file.rfind("1 200").unwrap());
    }

    #[test]
    fn delimiters() {
        for (line, want) in [("a,b", b','), ("a;b;c,d", b';'), ("a\tb", b'\t'), ("\"a;b;c\",d", b','), ("a", b',')] {
            assert_eq!(delimiter(line), want, "{line:?}");
        }
    }
}
