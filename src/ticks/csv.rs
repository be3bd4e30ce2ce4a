//! The tick sheet as CSV, for a spreadsheet, and back.

use super::entry::{Entry, List};
use super::sheet::{Damaged, Sheet};

const COLUMNS: [&str; 13] =
    ["list", "id", "kind", "where", "text", "was", "sentence", "machine", "status", "by", "on", "evidence", "claim"];

/// The sheet as CSV: one row an entry. Comments and keys of a person's own have no column, and stay in the TOML.
pub fn write(sheet: &Sheet) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for entry in &sheet.entries {
        let list = entry.list.name().to_string();
        writer.write_record(std::iter::once(list).chain(COLUMNS[1..].iter().map(|key| entry.text(key))))?;
    }
    let bytes = writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads a sheet from CSV. Rows that cannot be read are set aside.
pub fn read(text: &str, head: &str) -> (Sheet, Vec<Damaged>) {
    let (mut sheet, mut damaged) = (Sheet { head: head.into(), entries: Vec::new() }, Vec::new());
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let columns = reader.headers().cloned().unwrap_or_default();
    for record in reader.records() {
        let read = record.map_err(|e| (0, String::new(), e.to_string())).and_then(|record| {
            let line = record.position().map_or(0, |p| p.line() as usize);
            let mut toml = String::new();
            let mut list = List::Tick;
            for (key, field) in columns.iter().zip(&record) {
                match key {
                    "list" if field == "other" => list = List::Other,
                    "list" if field == "dropped" => list = List::Dropped,
                    "list" => {}
                    "claim" if !field.is_empty() => toml += &format!("claim = {field}\n"),
                    "was" | "kind" | "claim" if field.is_empty() => {}
                    key => toml += &format!("{key} = {}\n", toml_edit::Value::from(field)),
                }
            }
            let toml = format!("[[{}]]\n{toml}", list.name());
            Entry::parse(&toml).map_err(|message| (line, toml, message))
        });
        match read {
            Ok(entry) => sheet.entries.push(entry),
            Err((line, text, message)) => damaged.push(Damaged { line, text, message }),
        }
    }
    (sheet, damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let toml = "[[tick]]\nid = \"n1\"\ntext = \"3 cats, \\\"at least\\\"\"\nstatus = \"ticked\"\nby = \"MK\"\nclaim = { number = \"3\", unit = \"cat\" }\n";
        let (sheet, _) = Sheet::parse(toml);
        let csv = write(&sheet).unwrap();
        let (back, damaged) = read(&csv, "");
        assert!(damaged.is_empty(), "{damaged:?}");
        assert_eq!(write(&back).unwrap(), csv);
        assert_eq!(back.entries[0].state(), sheet.entries[0].state());
        assert_eq!(read("id,status\nn1,ticked\nn2,sure\n", "").1[0].line, 3);
    }
}
