//! Parts of a ZIP archive, unpacked within limits.

use super::ReadError;
use crate::settings::Limits;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Up to this many bytes, no part is suspect for how well it is packed.
const UNSUSPECTED: u64 = 8 << 20;
/// How much is unpacked before the limits are looked at again.
const PIECE: usize = 64 << 10;

/// An archive that is opened.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: Limits,
    /// How many bytes were unpacked of all parts.
    unpacked: u64,
}

fn error(message: impl Into<String>) -> ReadError {
    ReadError { message: message.into(), at: None }
}

impl<'a> Archive<'a> {
    /// Opens an archive; nothing is unpacked yet.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        if bytes.is_empty() {
            return Err(error("the file is empty; get it again"));
        }
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
        Ok(Self { zip, limits: *limits, unpacked: 0 })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The names of all parts.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|n| Some(n.ok()?.to_string())).collect()
    }

    /// The text of a part; `None` where there is no such part. Stops as soon as a limit is passed.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let limits = self.limits;
        let mut part = self.zip.by_index(index).map_err(|e| error(format!("{name} in it cannot be unpacked: {e}")))?;
        let packed = part.compressed_size();
        // What the archive says of its parts may be a lie, but not one that helps.
        fits(name, part.size(), self.unpacked, packed, &limits)?;
        let mut bytes = Vec::new();
        loop {
            let read = (&mut part).take(PIECE as u64).read_to_end(&mut bytes);
            let read = read.map_err(|e| {
                error(format!("{name} in it is damaged ({e}); get the file again, or open and save it"))
            })?;
            fits(name, bytes.len() as u64, self.unpacked, packed, &limits)?;
            if read == 0 {
                break;
            }
        }
        self.unpacked += bytes.len() as u64;
        let text = String::from_utf8(bytes).map_err(|_| error(format!("{name} in it is not UTF-8")))?;
        Ok(Some(text.strip_prefix('\u{feff}').map(String::from).unwrap_or(text)))
    }
}

/// Whether a part of so many bytes is within the limits.
fn fits(name: &str, size: u64, before: u64, packed: u64, limits: &Limits) -> Result<(), ReadError> {
    if size > limits.part {
        let most = limits.part >> 20;
        return Err(error(format!("{name} in it unpacks to more than {most} MB; raise [limits] part_megabytes")));
    }
    if before.saturating_add(size) > limits.total {
        let most = limits.total >> 20;
        return Err(error(format!("the file unpacks to more than {most} MB; raise [limits] total_megabytes")));
    }
    if size > UNSUSPECTED && size / packed.max(1) > u64::from(limits.ratio) {
        let most = limits.ratio;
        return Err(error(format!(
            "{name} in it unpacks to more than {most} times its size, as no document does; raise [limits] ratio if you trust it"
        )));
    }
    Ok(())
}
