//! XML as a sequence of tags and texts, each with its place. Nothing outside of the text is ever fetched: an entity
//! that XML and HTML do not know stays as it is written.

use super::ReadError;
use crate::settings::Limits;
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// A piece of XML.
#[derive(Debug)]
pub(crate) enum Piece<'p> {
    /// An element opens.
    Open(&'p BytesStart<'p>),
    /// An element closes: its local name. Elements without content open and close.
    Close(&'p str),
    /// Text, with its entities resolved.
    Text(&'p str),
}

/// An attribute by its local name, with entities resolved.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
    Some(unescape_with(&found.value, resolve_html5_entity).map_or_else(|_| found.value.to_string(), |v| v.into_owned()))
}

/// Every piece, with the bytes that it comes from.
pub(crate) fn pieces(
    xml: &str,
    limits: &Limits,
    mut see: impl FnMut(Piece<'_>, &Range<usize>),
) -> Result<(), ReadError> {
    let fail = |message: String, at| ReadError { message, at };
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader
            .read_event()
            .map_err(|e| fail(format!("its text is damaged or cut off ({e}); open and save it again"), Some(start)))?;
        let range = start..reader.buffer_position() as usize;
        match event {
            Event::Start(tag) => {
                depth += 1;
                if depth > limits.depth {
                    let most = limits.depth;
                    return Err(fail(
                        format!("its elements nest deeper than {most}; raise [limits] depth"),
                        Some(start),
                    ));
                }
                see(Piece::Open(&tag), &range);
            }
            Event::Empty(tag) => {
                see(Piece::Open(&tag), &range);
                see(Piece::Close(tag.local_name().into_inner()), &range);
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                see(Piece::Close(tag.local_name().into_inner()), &range);
            }
            Event::Text(_) | Event::CData(_) => {
                let text = &xml[range.clone()];
                let text = text.strip_prefix("<![CDATA[").and_then(|t| t.strip_suffix("]]>")).unwrap_or(text);
                see(Piece::Text(text), &range);
            }
            Event::GeneralRef(_) => {
                let raw = &xml[range.clone()];
                let text = unescape_with(raw, resolve_html5_entity);
                see(Piece::Text(text.as_deref().unwrap_or(raw)), &range);
            }
            Event::Eof if depth > 0 => {
                return Err(fail("its text is cut off; get it again".into(), Some(start)));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_fetched_or_expanded() {
        let xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY b \"12\">]><a>5 &x; &b; &amp;&nbsp;&#49;</a>";
        let mut text = String::new();
        let seen = pieces(xml, &Limits::default(), |piece, _| {
            if let Piece::Text(t) = piece {
                text += t;
            }
        });
        assert!(seen.is_ok());
        assert_eq!(text, "5 &x; &b; &\u{a0}1");
    }

    #[test]
    fn bad_xml_is_refused() {
        for xml in ["<a><b></a>", "<a>", "<a", "<a>&#", "</a>"] {
            assert!(pieces(xml, &Limits::default(), |_, _| {}).is_err(), "{xml:?}");
        }
    }
}
