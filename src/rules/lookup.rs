//! Packs by their names: those that ship, and which of the packs of a run serve which draft.

use super::outline::OUTLINES;
use super::{OnFile, Pack, Rules, SHIPPED};

/// The pack of this name that ships, as TOML.
pub fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|s| s.0 == name).map(|s| s.1)
}

/// The packs that ship and serve every draft: name and TOML.
pub fn timeless() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.iter().copied().filter(|(name, _)| OUTLINES.iter().any(|o| o.path == *name))
}

impl Pack {
    /// Whether a draft that writes this name means the pack: its name, its path, or its file's name.
    pub fn answers_to(&self, name: &str) -> bool {
        let file = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or("").trim_end_matches(".toml").to_string();
        name == self.name || name == self.path || file(name) == file(&self.path)
    }
}

impl Rules {
    /// Adds a pack, unless it is there already or another pack extends it; leaves out what it extends itself.
    /// Numbers of packs that are there do not change as long as none of them is extended.
    pub fn add(&mut self, pack: OnFile) {
        if self.packs.iter().any(|p| p.path() == pack.path() || p.builds_upon(pack.path())) {
            return;
        }
        self.packs.retain(|p| !pack.builds_upon(p.path()));
        self.packs.push(pack);
    }
}
