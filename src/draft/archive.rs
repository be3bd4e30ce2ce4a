//! Parts of a ZIP archive, unpacked within limits.

use super::ReadError;
use crate::settings::Limits;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An archive that is opened.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limit: u64,
}

fn error(message: impl Into<String>) -> ReadError {
    ReadError { message: message.into(), at: None }
}

impl<'a> Archive<'a> {
    /// Opens an archive; nothing is unpacked yet.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        if !bytes.starts_with(b"PK") {
            return Err(error("the file is no Word, OpenDocument or Excel file, whatever its name says; rename it"));
        }
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|e| error(format!("the file is damaged or cut off ({e}); get it again, or open and save it")))?;
        if zip.len() > limits.entries {
            let (n, most) = (zip.len(), limits.entries);
            return Err(error(format!(
                "the file holds {n} parts, more than the {most} allowed; raise [limits] entries"
            )));
        }
        Ok(Self { zip, limit: limits.part })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part; `None` where there is no such part.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let part = self.zip.by_index(index).map_err(|e| error(format!("{name} in it cannot be unpacked: {e}")))?;
        let mut bytes = Vec::new();
        part.take(self.limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| error(format!("{name} in it is damaged ({e}); get the file again, or open and save it")))?;
        if bytes.len() as u64 > self.limit {
            let most = self.limit >> 20;
            return Err(error(format!("{name} in it unpacks to more than {most} MB; raise [limits] part_megabytes")));
        }
        let text = String::from_utf8(bytes).map_err(|_| error(format!("{name} in it is not UTF-8")))?;
        Ok(Some(text.strip_prefix('\u{feff}').map(String::from).unwrap_or(text)))
    }
}
