//! Excel workbooks, as a source that drafts were written from: every cell as a person sees it, percentages as
//! percentages and dates as dates. Hidden sheets are left out; formulas count with the value that was saved.

use super::archive::Archive;
use super::builder::Builder;
use super::xml::{self, Piece, attribute};
use super::{BlockKind, Draft, ReadError, Reader};
use crate::settings::Limits;
use jiff::civil::Date;
use jiff::{Span as Days, ToSpan};
use quick_xml::events::BytesStart;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The reader for Excel workbooks.
pub struct Xlsx;

impl Reader for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        // Entries of an archive are named in its directory, at the end.
        let tail = &bytes[bytes.len().saturating_sub(65_536)..];
        bytes.starts_with(b"PK\x03\x04") && memchr::memmem::find(tail, b"xl/workbook.xml").is_some()
    }

    fn read<'a>(&self, bytes: &'a [u8], limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let mut archive = Archive::open(bytes, limits)?;
        let Some(workbook) = archive.text("xl/workbook.xml")? else {
            let message = "the archive holds no Excel workbook; save the table as .xlsx or CSV";
            return Err(ReadError { message: message.into(), at: None });
        };
        let book = Book::read(&workbook, &mut archive, limits)?;
        let (mut out, mut places) = (Builder::default(), Vec::new());
        let room = u32::try_from(limits.part / CELLS).unwrap_or(u32::MAX);
        for (number, (name, part)) in book.sheets.iter().enumerate() {
            let Some(xml) = archive.text(part)? else { continue };
            out.open(BlockKind::Heading(2));
            places.push((out.len(), format!("sheet {name}")));
            out.put(name, 0..0);
            let mut sheet = Sheet { book: &book, name, number: number as u32, cell: None, row: 0, column: 0, room };
            xml::pieces(&xml, limits, |piece, _| sheet.piece(piece, &mut out, &mut places))?;
            if out.len() > room {
                let most = u64::from(room) >> 20;
                let message = format!("its cells hold more than {most} MB of text; raise [limits] part_megabytes");
                return Err(ReadError { message, at: None });
            }
            out.close();
        }
        Ok(Draft::extracted(self.name(), out, places, bytes))
    }
}

/// The text of all cells may be this part of what a part of the file may unpack to.
const CELLS: u64 = 8;

/// How a number is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Format {
    #[default]
    Plain,
    Percent,
    Date,
    /// With this sign before it.
    Money(char),
}

/// What the sheets of a workbook share.
#[derive(Debug, Default)]
struct Book {
    /// Names of the sheets that are shown, each with its part.
    sheets: Vec<(String, String)>,
    strings: Vec<String>,
    /// By the number of a style.
    formats: Vec<Format>,
    /// Whether days are counted from 1904.
    late: bool,
}

impl Book {
    fn read(workbook: &str, archive: &mut Archive<'_>, limits: &Limits) -> Result<Self, ReadError> {
        let mut book = Self::default();
        let mut targets = BTreeMap::new();
        if let Some(relations) = archive.text("xl/_rels/workbook.xml.rels")? {
            opened(&relations, limits, |name, tag| {
                if let ("Relationship", Some(id), Some(target)) = (name, attribute(tag, "Id"), attribute(tag, "Target"))
                {
                    let target = target.trim_start_matches("/xl/").trim_start_matches('/').to_string();
                    targets.insert(id, format!("xl/{target}"));
                }
            })?;
        }
        opened(workbook, limits, |name, tag| match name {
            "sheet" if attribute(tag, "state").is_none_or(|s| s == "visible") => {
                let part = tag
                    .attributes()
                    .with_checks(false)
                    .flatten()
                    .find(|a| a.key.into_inner().ends_with(":id"))
                    .and_then(|a| targets.get(&*a.value).cloned());
                book.sheets.extend(part.map(|part| (attribute(tag, "name").unwrap_or_default(), part)));
            }
            "workbookPr" => book.late = attribute(tag, "date1904").is_some_and(|v| v == "1" || v == "true"),
            _ => {}
        })?;
        if let Some(styles) = archive.text("xl/styles.xml")? {
            book.formats = formats(&styles, limits)?;
        }
        if let Some(strings) = archive.text("xl/sharedStrings.xml")? {
            book.strings = shared_strings(&strings, limits)?;
        }
        Ok(book)
    }

    /// A number as it is shown.
    fn show(&self, raw: &str, style: usize) -> String {
        let Some(value) = decimal(raw) else { return raw.to_string() };
        match self.formats.get(style).unwrap_or(&Format::Plain) {
            Format::Percent => value
                .checked_mul(Decimal::ONE_HUNDRED)
                .map_or_else(|| raw.to_string(), |v| format!("{} %", v.round_sf(12).unwrap_or(v).normalize())),
            Format::Date => {
                self.day(value).map_or_else(|| raw.to_string(), |day| day.strftime("%-d %B %Y").to_string())
            }
            Format::Money(sign) => {
                let number = grouped(value.abs());
                if value.is_sign_negative() { format!("-{sign}{number}") } else { format!("{sign}{number}") }
            }
            Format::Plain => grouped(value),
        }
    }

    fn day(&self, serial: Decimal) -> Option<Date> {
        let days: i64 = serial.trunc().try_into().ok()?;
        let since = |start: Date, days: i64| -> Option<Date> {
            let span: Days = i32::try_from(days).ok()?.days();
            start.checked_add(span).ok()
        };
        if self.late {
            return since(jiff::civil::date(1904, 1, 1), days);
        }
        // Excel counts a 29 February 1900 that never was.
        since(jiff::civil::date(1899, 12, 30), if days < 60 { days + 1 } else { days })
    }
}

/// A number as it is saved, also with an exponent; it has no more than 15 digits that mean anything.
fn decimal(raw: &str) -> Option<Decimal> {
    let value = raw.parse().ok().or_else(|| Decimal::from_scientific(raw).ok())?;
    Decimal::round_sf(&value, 15).map(|v| v.normalize())
}

/// With commas between thousands from five digits on: fewer may be a year.
fn grouped(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let whole = plain.split('.').next().unwrap_or("").trim_start_matches('-').len();
    if whole < 5 {
        return plain;
    }
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |d| ("-", d));
    let mut out = String::from(sign);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && i < whole && (whole - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Every opening tag of a part.
fn opened(xml: &str, limits: &Limits, mut see: impl FnMut(&str, &BytesStart<'_>)) -> Result<(), ReadError> {
    xml::pieces(xml, limits, |piece, _| {
        if let Piece::Open(tag) = piece {
            see(tag.local_name().into_inner(), tag);
        }
    })
}

/// The formats of a workbook's styles.
fn formats(styles: &str, limits: &Limits) -> Result<Vec<Format>, ReadError> {
    let (mut codes, mut formats, mut cells) = (BTreeMap::new(), Vec::new(), false);
    xml::pieces(styles, limits, |piece, _| match piece {
        Piece::Open(tag) => match tag.local_name().into_inner() {
            "numFmt" => {
                if let (Some(id), Some(code)) = (attribute(tag, "numFmtId"), attribute(tag, "formatCode")) {
                    codes.insert(id, code);
                }
            }
            "cellXfs" => cells = true,
            "xf" if cells => {
                let id = attribute(tag, "numFmtId").unwrap_or_default();
                formats.push(codes.get(&id).map_or_else(|| built_in(&id), |code| format(code)));
            }
            _ => {}
        },
        Piece::Close("cellXfs") => cells = false,
        _ => {}
    })?;
    Ok(formats)
}

/// The formats that every workbook has, by their numbers.
fn built_in(id: &str) -> Format {
    match id.parse() {
        Ok(9 | 10) => Format::Percent,
        Ok(14..=17 | 22) => Format::Date,
        _ => Format::Plain,
    }
}

/// What a format's code makes of a number. Text in quotation marks and brackets says nothing, but for a currency's sign.
fn format(code: &str) -> Format {
    let first = code.split(';').next().unwrap_or("");
    let money = first.chars().find(|c| matches!(c, '£' | '€' | '¥')).or_else(|| {
        let dollar =
            first.contains("\"$\"") || first.contains("\\$") || first.contains("[$$") || first.starts_with('$');
        dollar.then_some('$')
    });
    if let Some(sign) = money {
        return Format::Money(sign);
    }
    let mut bare = String::new();
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    for c in first.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracket = true,
            ']' if !quoted => bracket = false,
            c if !quoted && !bracket => bare.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    if bare.contains('%') {
        Format::Percent
    } else if bare.contains('y') || bare.contains('d') {
        Format::Date
    } else {
        Format::Plain
    }
}

/// The strings that cells share.
fn shared_strings(xml: &str, limits: &Limits) -> Result<Vec<String>, ReadError> {
    let (mut strings, mut open, mut text): (Vec<String>, bool, bool) = Default::default();
    xml::pieces(xml, limits, |piece, _| match piece {
        Piece::Open(tag) => match tag.local_name().into_inner() {
            "si" => {
                strings.push(String::new());
                open = true;
            }
            "t" => text = open,
            // How a word is read aloud.
            "rPh" => open = false,
            _ => {}
        },
        Piece::Close("t") => text = false,
        Piece::Close("rPh") => open = true,
        Piece::Text(t) if text => {
            if let Some(last) = strings.last_mut() {
                last.push_str(t);
            }
        }
        _ => {}
    })?;
    Ok(strings)
}

/// A cell while it is read.
#[derive(Debug, Default)]
struct Cell {
    name: String,
    kind: String,
    style: usize,
    value: String,
    reading: bool,
}

/// A sheet while it is read.
struct Sheet<'b> {
    book: &'b Book,
    name: &'b str,
    number: u32,
    cell: Option<Cell>,
    /// Row and column of the next cell that does not say where it is.
    row: u32,
    column: u32,
    /// Of how much text there is room. Cells share their words, so that a small file may hold any amount.
    room: u32,
}

impl Sheet<'_> {
    fn piece(&mut self, piece: Piece<'_>, out: &mut Builder, places: &mut Vec<(u32, String)>) {
        match piece {
            Piece::Open(tag) => match tag.local_name().into_inner() {
                "c" => {
                    let get = |name| attribute(tag, name).unwrap_or_default();
                    let style = get("s").parse().unwrap_or(0);
                    self.cell = Some(Cell { name: get("r"), kind: get("t"), style, ..Cell::default() });
                }
                "v" | "t" => {
                    if let Some(cell) = &mut self.cell {
                        cell.reading = true;
                    }
                }
                _ => {}
            },
            Piece::Text(text) => {
                if let Some(cell) = self.cell.as_mut().filter(|c| c.reading) {
                    cell.value.push_str(text);
                }
            }
            Piece::Close("v" | "t") => {
                if let Some(cell) = &mut self.cell {
                    cell.reading = false;
                }
            }
            Piece::Close("c") => self.put(out, places),
            Piece::Close("row") => (self.row, self.column) = (self.row + 1, 0),
            Piece::Close(_) => {}
        }
    }

    fn put(&mut self, out: &mut Builder, places: &mut Vec<(u32, String)>) {
        let Some(cell) = self.cell.take().filter(|_| out.len() <= self.room) else { return };
        let (row, column) = position(&cell.name).unwrap_or((self.row, self.column));
        (self.row, self.column) = (row, column.saturating_add(1));
        let text = match cell.kind.as_str() {
            "s" => cell.value.parse().ok().and_then(|n: usize| self.book.strings.get(n).cloned()).unwrap_or_default(),
            "str" | "inlineStr" | "d" => cell.value,
            // Truth values and errors are no text.
            "b" | "e" => return,
            _ => self.book.show(&cell.value, cell.style),
        };
        if text.trim().is_empty() {
            return;
        }
        out.open(BlockKind::Cell { table: self.number, row, column, header: row == 0 });
        let place = if cell.name.is_empty() { String::new() } else { format!(", cell {}", cell.name) };
        places.push((out.len(), format!("sheet {}{place}", self.name)));
        out.put(&text, 0..0);
        out.close();
    }
}

/// Row and column, from 0, of a cell's name: "B12" is (11, 1).
fn position(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |n, b| {
        let letter = b.is_ascii_uppercase().then(|| u32::from(b - b'A') + 1)?;
        n.checked_mul(26)?.checked_add(letter)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    fn workbook() -> Vec<u8> {
        let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>Share</t></is></c></row>\
            <row r=\"3\"><c r=\"A3\"><v>2113400</v></c><c r=\"B3\" s=\"1\"><v>0.12437</v></c><c r=\"C3\" s=\"2\"><v>44568</v></c>\
            <c r=\"D3\" s=\"3\"><v>-1250.5</v></c><c r=\"E3\" t=\"b\"><v>1</v></c><c r=\"F3\"><v>2.5E-2</v></c></row></sheetData></worksheet>";
        let parts = [
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name=\"Jobs &amp; pay\" r:id=\"a\"/><sheet name=\"Old\" state=\"hidden\" r:id=\"b\"/></sheets></workbook>",
            ),
            ("xl/_rels/workbook.xml.rels", "<R><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></R>"),
            (
                "xl/styles.xml",
                "<s><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"165\" formatCode=\"[$£-809]#,##0.00\"/></numFmts>\
              <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></s>",
            ),
            ("xl/sharedStrings.xml", "<sst><si><r><t>Jo</t></r><r><t>bs</t></r><rPh><t>x</t></rPh></si></sst>"),
            ("xl/worksheets/sheet1.xml", sheet),
        ];
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("[Content_Types].xml", "<Types/>")].iter().chain(&parts) {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn cells_as_they_are_shown() {
        let bytes = workbook();
        let draft = crate::draft::read_source("x", &bytes, &Limits::default()).unwrap();
        let found: Vec<_> = draft.blocks.iter().map(|b| draft.slice(b.span)).collect();
        assert_eq!(
            found,
            ["Jobs & pay", "Jobs", "Share", "2,113,400", "12.437 %", "7 January 2022", "-£1250.5", "0.025"]
        );
        assert_eq!(draft.blocks[4].kind, BlockKind::Cell { table: 0, row: 2, column: 1, header: false });
        assert_eq!(draft.place(draft.blocks[4].span.start), Some("sheet Jobs & pay, cell B3"));
    }

    #[test]
    fn formats_and_names() {
        for (code, want) in [
            ("0.0%", Format::Percent),
            ("0\" % of all\"", Format::Plain),
            ("[Red]#,##0", Format::Plain),
            ("\"$\"#,##0", Format::Money('$')),
            ("dd/mm/yyyy;@", Format::Date),
            ("General", Format::Plain),
            ("0.00_);[Red]\\(0.00\\)", Format::Plain),
        ] {
            assert_eq!(format(code), want, "{code}");
        }
        assert_eq!(
            (position("AB12"), position("A0"), position("12"), position("é1")),
            (Some((11, 27)), None, None, None)
        );
    }

    #[test]
    fn nothing_panics() {
        let good = workbook();
        for cut in (0..good.len()).step_by(3) {
            let _ = Xlsx.read(&good[..cut], &Limits::default());
            let mut flipped = good.clone();
            flipped[cut] ^= 0x15;
            let _ = Xlsx.read(&flipped, &Limits::default());
        }
    }
}
