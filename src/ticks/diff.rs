//! Which numbers were added, dropped or changed between two versions of a story.

use super::pairing::{self, Key};
use super::row::Row;

/// What happened to a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit<'r> {
    /// It is new.
    Added(&'r Row),
    /// It is gone.
    Dropped(&'r Row),
    /// It is there, but something of it differs: the names of the parts.
    Changed(&'r Row, &'r Row, Vec<&'static str>),
}

/// The edits between two versions: changes and additions in order of the new one, then what was dropped.
pub fn diff<'r>(old: &'r [Row], new: &'r [Row]) -> Vec<Edit<'r>> {
    let keys = |rows: &[Row]| rows.iter().map(Key::new).collect::<Vec<_>>();
    let pairs = pairing::pair(&keys(old), &keys(new));
    let mut edits = Vec::new();
    let mut seen = vec![false; old.len()];
    for (row, pair) in new.iter().zip(&pairs) {
        match pair {
            Some(o) => {
                seen[*o] = true;
                let changed = old[*o].state.changed(&row.state);
                if !changed.is_empty() {
                    edits.push(Edit::Changed(&old[*o], row, changed));
                }
            }
            None => edits.push(Edit::Added(row)),
        }
    }
    edits.extend(old.iter().zip(seen).filter(|(_, seen)| !seen).map(|(row, _)| Edit::Dropped(row)));
    edits
}

/// Whether two times are told in the same words, and mean others only because the story's date is another.
fn is_moved(old: &str, new: &str) -> bool {
    let words = |time: &str| time.rsplit_once("as of ").map(|(words, _)| words.to_string());
    words(old).is_some() && words(old) == words(new)
}

impl Edit<'_> {
    /// One line for people.
    pub fn line(&self) -> String {
        match self {
            Edit::Added(row) => format!("added    {}: {}", row.place, row.text),
            Edit::Dropped(row) => format!("dropped  {}: {}", row.place, row.text),
            Edit::Changed(old, new, parts) => {
                let verb = if parts.contains(&"number") {
                    "changed "
                } else if parts.contains(&"source") {
                    "resourced"
                } else if parts.as_slice() == ["time"] && is_moved(&old.state.time, &new.state.time) {
                    "reopened"
                } else {
                    "relabelled"
                };
                let detail = match parts.as_slice() {
                    ["source"] => format!("{} (source: {:?}, was {:?})", new.text, new.state.source, old.state.source),
                    ["time"] if old.text == new.text => {
                        format!("{} (time: {:?}, was {:?})", new.text, new.state.time, old.state.time)
                    }
                    _ if old.text == new.text => format!("{} ({})", new.text, parts.join(", ")),
                    _ => format!("{} -> {}", old.text, new.text),
                };
                format!("{verb} {}: {detail}", new.place)
            }
        }
    }

    /// A sentence for a correction, in the usual words; only a changed number needs one.
    pub fn notice(&self) -> Option<String> {
        match self {
            Edit::Changed(old, new, parts) if parts.contains(&"number") => Some(format!(
                "An earlier version of this article said {}. The correct figure is {}.",
                old.text, new.text
            )),
            _ => None,
        }
    }
}
