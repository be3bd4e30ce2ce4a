//! Plain text: blocks are parted by blank lines. A short first line without a full stop is a heading;
//! lines with columns are a table.

use super::{Block, BlockKind, Draft, OffsetMap, ReadError, Reader, columns, front_matter, ignore, utf8};
use crate::settings::Limits;
use crate::span::Span;
use std::borrow::Cow;

/// The reader for plain text.
pub struct Plain;

impl Reader for Plain {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn read<'a>(&self, bytes: &'a [u8], _limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let file = utf8(bytes)?;
        let (front, start) = front_matter::split(file);
        let text = &file[start..];
        let (map, blocks) = (OffsetMap::Shift(start), columns::split(text, blocks(text)));
        let ignores = ignore::find(file, &map, &blocks, |_| false);
        Ok(Draft {
            format: self.name(),
            text: Cow::Borrowed(text),
            file: Cow::Borrowed(file),
            map,
            blocks,
            links: Vec::new(),
            ignores,
            front,
            places: Vec::new(),
            notes: Vec::new(),
            original: None,
        })
    }
}

/// Paragraphs: runs of lines that are not blank.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    let mut close = |run: Option<(usize, usize)>| {
        if let Some((start, end)) = run {
            blocks.push(Block { span: Span::new(start as u32, end as u32), kind: BlockKind::Paragraph });
        }
    };
    while at < text.len() {
        let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
        if text[at..end].trim().is_empty() {
            close(open.take());
        } else {
            open = Some((open.map_or(at, |o| o.0), end));
        }
        at = end + 1 + usize::from(text[end..].starts_with("\r\n"));
    }
    close(open);
    if let [first, _, ..] = blocks.as_mut_slice() {
        let line = &text[first.span.range()];
        if line.len() < 160
            && !line.contains('\n')
            && !line.trim_end().ends_with(['.', '!', '?', '”', '"', ':', ';', ','])
        {
            first.kind = BlockKind::Heading(1);
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_heading() {
        let text = "A heading\r\n\r\nOne line\r\nand another.\r\n \r\n\r\nLast";
        let found: Vec<_> = blocks(text).iter().map(|b| (&text[b.span.range()], b.kind)).collect();
        assert_eq!(
            found,
            [
                ("A heading", BlockKind::Heading(1)),
                ("One line\r\nand another.", BlockKind::Paragraph),
                ("Last", BlockKind::Paragraph)
            ]
        );
    }
}
