//! Outlines of the packs that ship and serve every draft: their words, prepared by the build script. They tell whether a
//! claim may be about what a pack knows; only then is the pack itself read.

use super::ConditionRole;
use crate::vocab::forms::Caps;

/// Who and what a pack knows, and by which words.
#[derive(Debug)]
pub struct Outline {
    /// The name under which the pack ships, which is its path, too.
    pub path: &'static str,
    /// Its name in its TOML.
    pub name: &'static str,
    /// Title for people.
    pub title: Option<&'static str>,
    /// Its sources, in its order.
    pub sources: &'static [SourceOutline],
    /// Its measures, in its order.
    pub measures: &'static [MeasureOutline],
}

/// A source's names.
#[derive(Debug)]
pub struct SourceOutline {
    /// Key in the TOML.
    pub id: &'static str,
    /// Full name.
    pub name: &'static str,
    /// Other names.
    pub aliases: &'static [&'static str],
}

/// A measure's words.
#[derive(Debug)]
pub struct MeasureOutline {
    /// Its conditions: numbers of phrases.
    pub conditions: &'static [(ConditionRole, &'static [u16])],
    /// The phrases that it excludes.
    pub not: &'static [u16],
}

/// A phrase of the outlines.
#[derive(Debug)]
pub struct PhraseOutline {
    /// As the pack writes it.
    pub text: &'static str,
    /// Its words by number, and how they are capitalised.
    pub words: &'static [(u16, Caps)],
}

/// A word of the outlines.
#[derive(Debug)]
pub struct WordOutline {
    /// Folded.
    pub text: &'static str,
    /// Whether it is part of a name.
    pub name: bool,
    /// The hashes of all its forms.
    pub forms: &'static [u64],
}

include!(concat!(env!("OUT_DIR"), "/packs.rs"));
