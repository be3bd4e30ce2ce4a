//! One entry of a tick sheet: a stretch of TOML in which a person's words are kept byte for byte.

use super::row::{Row, State};
use crate::vocab::{Bound, Change};
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value};

/// What a person has said of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TickStatus {
    /// Nothing yet.
    #[default]
    Open,
    /// It is right.
    Ticked,
    /// It is wrong.
    Wrong,
    /// It stands although it was not shown to be right.
    Waived,
}

impl TickStatus {
    const ALL: [(TickStatus, &'static str); 4] =
        [(Self::Open, "open"), (Self::Ticked, "ticked"), (Self::Wrong, "wrong"), (Self::Waived, "waived")];

    /// As the sheet has it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|s| s.0 == self).map_or("open", |s| s.1)
    }

    /// The status of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|s| s.1 == name).map(|s| s.0)
    }
}

/// Which list an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Claims.
    Tick,
    /// Dates and other numbers that are no claims.
    Other,
    /// Numbers that the draft no longer has, of which a person has said something.
    Dropped,
}

impl List {
    pub(super) fn name(self) -> &'static str {
        match self {
            List::Tick => "tick",
            List::Other => "other",
            List::Dropped => "dropped",
        }
    }
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which list it stands in.
    pub list: List,
    document: DocumentMut,
}

/// Keys that the machine writes; all others are a person's.
const MACHINE: [&str; 7] = ["where", "text", "was", "sentence", "kind", "machine", "claim"];

impl Entry {
    /// Reads the TOML of one entry, header and comments included.
    pub fn parse(text: &str) -> Result<Self, String> {
        let document: DocumentMut = text.parse().map_err(|e: toml_edit::TomlError| e.message().to_string())?;
        let known = [List::Tick, List::Other, List::Dropped];
        let list = known.into_iter().find(|l| document.get(l.name()).is_some());
        let list = list.ok_or("the entry is none of [[tick]], [[other]] and [[dropped]]")?;
        let entry = Self { list, document };
        if entry.table().is_none() {
            return Err(format!("[[{}]] is not a table", list.name()));
        }
        let status = entry.get("status").unwrap_or("open");
        if TickStatus::of(status).is_none() {
            return Err(format!("status is {status:?}; it must be open, ticked, wrong or waived"));
        }
        Ok(entry)
    }

    /// A new, open entry.
    pub fn new(id: &str, row: &Row) -> Self {
        let list = if row.other.is_some() { List::Other } else { List::Tick };
        let mut table = Table::new();
        for key in ["id", "where", "text", "sentence", "machine", "status", "by", "on", "evidence"] {
            if key != "sentence" || list == List::Tick {
                table.insert(key, Item::Value("".into()));
            }
        }
        table.insert("id", Item::Value(id.into()));
        table.insert("status", Item::Value("open".into()));
        let mut array = toml_edit::ArrayOfTables::new();
        array.push(table);
        let mut document = DocumentMut::new();
        document.insert(list.name(), Item::ArrayOfTables(array));
        let mut entry = Self { list, document };
        entry.describe(row);
        entry
    }

    fn table(&self) -> Option<&Table> {
        self.document.get(self.list.name())?.as_array_of_tables()?.get(0)
    }

    fn table_mut(&mut self) -> Option<&mut Table> {
        self.document.get_mut(self.list.name())?.as_array_of_tables_mut()?.get_mut(0)
    }

    /// A text value.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.table()?.get(key)?.as_str()
    }

    /// Any value as text, for CSV: a date is written as TOML writes it.
    pub fn text(&self, key: &str) -> String {
        match self.table().and_then(|t| t.get(key)) {
            Some(Item::Value(Value::String(s))) => s.value().clone(),
            Some(Item::Value(v)) => v.to_string().trim().to_string(),
            _ => String::new(),
        }
    }

    /// Sets a text value; the comment behind it stays.
    pub fn set(&mut self, key: &str, text: &str) {
        let Some(table) = self.table_mut() else { return };
        match table.get_mut(key) {
            Some(Item::Value(value)) if value.as_str() == Some(text) => {}
            Some(Item::Value(value)) => {
                let decor = value.decor().clone();
                *value = text.into();
                *value.decor_mut() = decor;
            }
            _ => {
                table.insert(key, Item::Value(text.into()));
            }
        }
    }

    /// What a person has said.
    pub fn status(&self) -> TickStatus {
        self.get("status").and_then(TickStatus::of).unwrap_or_default()
    }

    /// Whether a person has written anything here: a status, a key, or a comment.
    pub fn is_touched(&self) -> bool {
        let Some(table) = self.table() else { return false };
        let written = |(key, item): (&str, &Item)| {
            !MACHINE.contains(&key) && key != "id" && key != "status" && item.as_str().is_none_or(|s| !s.is_empty())
        };
        self.status() != TickStatus::Open || table.iter().any(written) || self.document.to_string().contains('#')
    }

    /// The state that the entry was last written for; `None` in an entry that a person wrote from nothing.
    pub fn state(&self) -> Option<State> {
        let claim = self.table()?.get("claim")?.as_inline_table()?;
        let text = |key: &str| claim.get(key).and_then(Value::as_str).unwrap_or("").to_string();
        Some(State {
            number: text("number"),
            bound: BOUNDS.iter().find(|b| b.1 == text("bound")).map_or(Bound::Exact, |b| b.0),
            change: CHANGES.iter().find(|c| c.1 == text("change")).map_or(Change::None, |c| c.0),
            unit: text("unit"),
            subject: text("subject"),
            scope: text("scope"),
            time: text("time"),
            source: text("source"),
        })
    }

    /// Writes down the number as the draft has it now. Touches only the machine's keys.
    fn describe(&mut self, row: &Row) {
        self.set("where", &row.place);
        self.set("text", &row.text);
        if self.list == List::Tick {
            self.set("sentence", &row.sentence);
        }
        if let Some(kind) = row.other {
            self.set("kind", &format!("{kind:?}").to_lowercase());
        }
        self.set("machine", &row.machine);
        let kept = self.list == List::Tick || !row.state.time.is_empty() || self.state().is_some();
        if kept && self.state().as_ref() != Some(&row.state) {
            let claim = claim(&row.state);
            if let Some(table) = self.table_mut() {
                table.insert("claim", Item::Value(Value::InlineTable(claim)));
            }
        }
    }

    /// Carries the entry to the number as the draft has it now. What a person said of it is reopened, with what it
    /// was, if the number, or anything that its tick vouches for, has changed. Returns what changed.
    pub fn carry(&mut self, row: &Row) -> Vec<&'static str> {
        let old_text = self.text("text");
        let changed = match self.state() {
            Some(state) => state.changed(&row.state),
            None if !old_text.is_empty() && old_text != row.text => vec!["number"],
            None => Vec::new(),
        };
        let said = self.status();
        if !changed.is_empty() && said != TickStatus::Open {
            let old = self.state().unwrap_or_default();
            let parts = changed.iter().map(|part| match *part {
                "number" | "unit" | "bound" => old_text.clone(),
                part => format!("{part}: {}", part_of(&old, part)),
            });
            let mut was: Vec<String> = parts.collect();
            was.dedup();
            let (by, on) = (self.text("by"), self.text("on"));
            let mut signed = said.name().to_string();
            signed.extend((!by.is_empty()).then(|| format!(" by {by}")));
            signed.extend((!on.is_empty()).then(|| format!(" on {on}")));
            self.set("was", &format!("{} ({signed})", was.join("; ")));
            self.set("status", "open");
            self.set("by", "");
            self.set("on", "");
        }
        self.relist(if row.other.is_some() { List::Other } else { List::Tick });
        self.describe(row);
        changed
    }

    /// Moves the entry to another list.
    pub fn relist(&mut self, list: List) {
        if self.list != list
            && let Some((key, item)) = self.document.remove_entry(self.list.name())
        {
            let _ = key;
            self.document.insert(list.name(), item);
            self.list = list;
        }
    }

    /// Takes over what another person's entry says of the same number. Nothing either wrote is lost: where the two
    /// disagree, the number is open again and both are named.
    pub fn merge(&mut self, other: &Entry) {
        let (mine, theirs) = (self.status(), other.status());
        if theirs != TickStatus::Open && mine != theirs {
            if mine == TickStatus::Open {
                self.set("status", theirs.name());
                for key in ["by", "on"] {
                    self.set(key, &other.text(key));
                }
            } else {
                let say = |e: &Entry| format!("{} by {}", e.status().name(), e.text("by"));
                self.set("was", &format!("{}; {}", say(self), say(other)));
                self.set("status", "open");
            }
        }
        let (mine, theirs) = (self.text("evidence"), other.text("evidence"));
        if !theirs.is_empty() && !mine.contains(&theirs) {
            self.set("evidence", &if mine.is_empty() { theirs } else { format!("{mine} | {theirs}") });
        }
    }
}

impl std::fmt::Display for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.document.fmt(f)
    }
}

const BOUNDS: [(Bound, &str); 7] = [
    (Bound::Exact, ""),
    (Bound::About, "about"),
    (Bound::MoreThan, "more-than"),
    (Bound::AtLeast, "at-least"),
    (Bound::Nearly, "nearly"),
    (Bound::UpTo, "up-to"),
    (Bound::LessThan, "less-than"),
];

const CHANGES: [(Change, &str); 3] = [(Change::None, ""), (Change::Up, "up"), (Change::Down, "down")];

fn part_of(state: &State, part: &str) -> String {
    match part {
        "change" => CHANGES.iter().find(|c| c.0 == state.change).map_or("", |c| c.1).to_string(),
        "subject" => state.subject.clone(),
        "scope" => state.scope.clone(),
        "time" => state.time.clone(),
        _ => state.source.clone(),
    }
}

fn claim(state: &State) -> InlineTable {
    let mut table = InlineTable::new();
    let bound = BOUNDS.iter().find(|b| b.0 == state.bound).map_or("", |b| b.1);
    let change = CHANGES.iter().find(|c| c.0 == state.change).map_or("", |c| c.1);
    let parts = [
        ("number", state.number.as_str()),
        ("bound", bound),
        ("change", change),
        ("unit", &state.unit),
        ("subject", &state.subject),
        ("scope", &state.scope),
        ("time", &state.time),
        ("source", &state.source),
    ];
    for (key, text) in parts {
        if !text.is_empty() {
            table.insert(key, text.into());
        }
    }
    table
}
