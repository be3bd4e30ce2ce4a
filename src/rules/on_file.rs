//! A pack of a run. One that ships and serves every draft is read when somebody first looks into it: most drafts say
//! nothing of what it knows, and its outline is enough to tell.

use super::outline::{OUTLINES, Outline};
use super::{Pack, read, shipped};
use std::ops::Deref;
use std::sync::OnceLock;

/// A pack, which may not have been read yet. Looking into it reads it; what its outline tells is to be had without.
#[derive(Debug)]
pub struct OnFile {
    outline: Option<&'static Outline>,
    on_request: bool,
    pack: OnceLock<Pack>,
}

impl OnFile {
    /// A pack that has been read.
    pub fn new(pack: Pack) -> Self {
        Self { outline: None, on_request: pack.on_request, pack: pack.into() }
    }

    /// A pack that ships and serves every draft, by its path and text; `None` for any other.
    pub fn outlined(path: &str, text: &str) -> Option<Self> {
        let outline = OUTLINES.iter().find(|o| o.path == path).filter(|_| shipped(path) == Some(text))?;
        Some(Self { outline: Some(outline), on_request: false, pack: OnceLock::new() })
    }

    /// What is known of it without reading it.
    pub fn outline(&self) -> Option<&'static Outline> {
        self.outline
    }

    /// Whether it has been read.
    pub fn is_read(&self) -> bool {
        self.pack.get().is_some()
    }

    /// Its path, or its name where it ships.
    pub fn path(&self) -> &str {
        self.outline.map_or_else(|| self.pack().path.as_str(), |o| o.path)
    }

    /// Whether it serves every draft.
    pub fn is_timeless(&self) -> bool {
        self.outline.is_some() || self.pack().timeless
    }

    /// Whether it has constraints.
    pub fn is_constrained(&self) -> bool {
        self.outline.is_none() && !self.pack().constraints.is_empty()
    }

    /// Whether it extends the pack of this path.
    pub fn builds_upon(&self, path: &str) -> bool {
        self.outline.is_none() && self.pack().bases.iter().any(|base| base == path)
    }

    /// The key of one of its sources.
    pub fn source_id(&self, source: usize) -> Option<&str> {
        match self.outline {
            Some(outline) => outline.sources.get(source).map(|s| s.id),
            None => self.pack().sources.get(source).map(|s| s.id.as_str()),
        }
    }

    /// Whether the pack serves a draft whose front matter names these packs.
    pub fn serves(&self, named: &[String]) -> bool {
        self.is_timeless() || !self.on_request || named.iter().any(|n| self.pack().answers_to(n))
    }

    fn pack(&self) -> &Pack {
        self.pack.get_or_init(|| {
            let none = |_: &str, name: &str| Err(format!("{name}: a pack that ships stands alone"));
            // A test reads every pack that ships: none is refused.
            let read = |outline: &Outline| read(outline.path, shipped(outline.path)?, &none).ok();
            self.outline.and_then(read).unwrap_or_default()
        })
    }
}

impl Deref for OnFile {
    type Target = Pack;

    fn deref(&self) -> &Pack {
        self.pack()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::outline::PHRASES;
    use crate::rules::timeless;

    #[test]
    fn outlines_say_what_the_packs_say() {
        for (path, text) in timeless() {
            let on_file = OnFile::outlined(path, text).unwrap();
            let outline = on_file.outline().unwrap();
            assert!(!on_file.is_read() && on_file.path() == path && on_file.is_timeless(), "{path}");
            let pack: &Pack = &on_file;
            assert!(pack.timeless && pack.constraints.is_empty() && pack.rates.is_empty() && pack.bases.is_empty());
            assert_eq!((outline.name, outline.title), (pack.name.as_str(), pack.title.as_deref()));
            assert_eq!(outline.sources.len(), pack.sources.len(), "{path}");
            for (told, source) in outline.sources.iter().zip(&pack.sources) {
                assert_eq!((told.id, told.name), (source.id.as_str(), source.name.as_str()));
                assert_eq!(told.aliases, source.aliases);
            }
            assert_eq!(outline.measures.len(), pack.measures.len(), "{path}");
            let phrases = |list: &[u16]| list.iter().map(|n| PHRASES[*n as usize].text).collect::<Vec<_>>();
            for (told, measure) in outline.measures.iter().zip(&pack.measures) {
                let conditions: Vec<_> = told.conditions.iter().map(|(role, list)| (*role, phrases(list))).collect();
                let read: Vec<_> = measure
                    .conditions
                    .iter()
                    .map(|c| (c.role, c.phrases.iter().map(String::as_str).collect::<Vec<_>>()))
                    .collect();
                assert_eq!(conditions, read, "{path}: {}", measure.id);
                assert_eq!(phrases(told.not), measure.not, "{path}: {}", measure.id);
            }
        }
    }

    #[test]
    fn a_pack_of_the_same_name_is_another() {
        assert!(OnFile::outlined("countries", "[pack]\nname = \"countries\"\n").is_none());
    }
}
