//! `--format csv`: the claim sheet as a table, one row a number, with empty columns for the person who signs off.

use super::{Render, Run, View, sheet};
use crate::document::Document;
use std::io::{Result, Write};

/// The renderer.
pub struct Csv;

impl Render for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "a sign-off sheet, one row a number"
    }

    fn head(&self, _run: &Run<'_>, out: &mut dyn Write) -> Result<()> {
        // Without the mark, Excel takes "£" for two other signs.
        out.write_all("\u{feff}".as_bytes())?;
        let mut row = vec!["draft"];
        row.extend(sheet::COLUMNS);
        row.extend(["findings", "ticked by", "on", "evidence"]);
        write_row(&row, out)
    }

    fn document(&self, run: &Run<'_>, document: &Document<'_>, out: &mut Vec<u8>) -> Result<()> {
        let view = View::new(run, document);
        let mut findings = vec![Vec::new(); document.claims.len()];
        for finding in &document.findings {
            if let Some(list) = finding.claims.first().and_then(|c| findings.get_mut(*c)) {
                list.push(format!("{}: {}", finding.check, finding.message));
            }
        }
        for row in sheet::rows(&view) {
            let mut cells = vec![document.path.clone()];
            let said = findings[row.id - 1].join("; ");
            cells.extend(row.cells());
            cells.extend([said, String::new(), String::new(), String::new()]);
            write_row(&cells, out)?;
        }
        Ok(())
    }
}

/// One record. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn write_row(cells: &[impl AsRef<str>], out: &mut dyn Write) -> Result<()> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let number = |cell: &str| cell[1..].starts_with(|c: char| c.is_ascii_digit());
    let cells = cells.iter().map(|cell| {
        let cell = cell.as_ref();
        let formula = cell.starts_with(['=', '@', '\t', '\r']) || cell.starts_with(['+', '-']) && !number(cell);
        if formula { format!("'{cell}") } else { cell.to_string() }
    });
    writer.write_record(cells.collect::<Vec<_>>())?;
    out.write_all(&writer.into_inner().map_err(|e| std::io::Error::other(e.to_string()))?)
}
