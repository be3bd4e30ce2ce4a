//! The small parts of a Word file: styles and relations.

use crate::draft::xml::{self, Piece, attribute};
use crate::settings::Limits;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// Heading levels by the id of a style, from 1.
pub(super) type Styles = BTreeMap<String, u8>;
/// Addresses by the id of a relation.
pub(super) type Targets = BTreeMap<String, String>;

/// The level of a heading by its style's name or id: "heading 1", "Heading1", "Title".
pub(super) fn level(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    if name == "title" {
        return Some(1);
    }
    name.strip_prefix("heading")?.trim().parse().ok().filter(|n| (1..=9).contains(n))
}

/// The styles that are headings.
pub(super) fn styles(xml: &str) -> Styles {
    let mut styles = Styles::new();
    let mut id = None;
    each(xml, |tag| match tag.local_name().into_inner() {
        "style" => id = attribute(tag, "styleId"),
        "name" => {
            if let (Some(id), Some(level)) = (&id, attribute(tag, "val").as_deref().and_then(level)) {
                styles.insert(id.clone(), level);
            }
        }
        "outlineLvl" => {
            if let (Some(id), Some(n)) = (&id, attribute(tag, "val").and_then(|v| v.parse::<u8>().ok()))
                && n < 9
            {
                styles.entry(id.clone()).or_insert(n + 1);
            }
        }
        _ => {}
    });
    styles
}

/// The addresses that relations point to.
pub(super) fn targets(xml: &str) -> Targets {
    let mut targets = Targets::new();
    each(xml, |tag| {
        if tag.local_name().into_inner() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            targets.insert(id, target);
        }
    });
    targets
}

/// Every opening tag; what cannot be read ends it.
fn each(xml: &str, mut see: impl FnMut(&BytesStart<'_>)) {
    let limits = Limits { depth: usize::MAX, ..Limits::default() };
    // Styles and relations are an extra: a damaged one is no reason to refuse the text.
    let _ = xml::pieces(xml, &limits, |piece, _| {
        if let Piece::Open(tag) = piece {
            see(tag);
        }
    });
}
