//! Every setting, with its default. A `tickmark.toml` overrides them; nothing else holds a threshold.

mod load;

pub use load::{Problem, SEVERITIES, SettingsFile, closest, extends, load, load_onto};

use crate::finding::Severity;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How wide the interval of a written number is, see the table in [`crate::quantity::Interval`].
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// "about": this share each way, or two units of the last non-zero digit if that is wider. Default 0.03.
    pub about: Decimal,
    /// The most that "about" may widen. Default 0.10.
    pub about_most: Decimal,
    /// "just over", "just under": this share on that side. Default 0.10.
    pub just: Decimal,
    /// Fractions in words, each way. Default 0.05.
    pub fraction: Decimal,
    /// Hedged fractions in words, each way. Default 0.10.
    pub fraction_hedged: Decimal,
    /// Multiples ("doubled"), each way. Default 0.10.
    pub multiple: Decimal,
    /// Hedged multiples, each way. Default 0.15.
    pub multiple_hedged: Decimal,
    /// Operands of a relation and scaled money are capped at this share each way. Default 0.05.
    pub operand_most: Decimal,
    /// How far money in another currency may be from a figure at the pack's rate before it differs. Default 0.05.
    pub exchange: Decimal,
    /// Counts below this are exact. Default 1,000.
    pub exact_below: Decimal,
}

impl Default for Precision {
    fn default() -> Self {
        Self {
            about: Decimal::new(3, 2),
            about_most: Decimal::new(10, 2),
            just: Decimal::new(10, 2),
            fraction: Decimal::new(5, 2),
            fraction_hedged: Decimal::new(10, 2),
            multiple: Decimal::new(10, 2),
            multiple_hedged: Decimal::new(15, 2),
            operand_most: Decimal::new(5, 2),
            exchange: Decimal::new(5, 2),
            exact_below: Decimal::ONE_THOUSAND,
        }
    }
}

/// How much of an archive, such as a Word file, is unpacked, and how long a PDF may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes that one part of an archive may unpack to. Default 256 MB.
    pub part: u64,
    /// Most bytes that all parts of an archive that are read may unpack to. Default 512 MB.
    pub total: u64,
    /// How many times its packed size a part may unpack to, once it is longer than 8 MB. Default 400.
    pub ratio: u32,
    /// Most entries that an archive may have. Default 10,000.
    pub entries: usize,
    /// How deep elements may be nested. Default 500.
    pub depth: usize,
    /// Seconds that reading a PDF may take. Default 60.
    pub pdf_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { part: 256 << 20, total: 512 << 20, ratio: 400, entries: 10_000, depth: 500, pdf_seconds: 60 }
    }
}

/// What a check is set to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not run.
    Off,
    /// Reported at this severity, whatever the check says.
    At(Severity),
}

/// Numbers that need no tick of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accept {
    /// Those that match the file in value, unit, scope, time and cited source.
    MatchesFile,
}

/// All settings of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Widths of written numbers.
    pub precision: Precision,
    /// Levels per check, by its name; what is not named keeps its own.
    pub levels: BTreeMap<String, Level>,
    /// Claims that need attribution, by kind of quantity ("percent", "count" …). Default: none.
    pub need_source: Vec<String>,
    /// How much of an archive is unpacked.
    pub limits: Limits,
    /// Numbers that `--require-ticks` lets pass without a tick. Default: none.
    pub accept: Vec<Accept>,
    /// Date of drafts that state none. Default: none.
    pub date: Option<Date>,
    /// Whether the day comes first in "3/4/2022"; `None` leaves it to the draft. Default: none.
    pub day_first: Option<bool>,
    /// How many sentences each way words and partners are looked for. Default 3.
    pub reach: usize,
    /// How many numbers each way a partner is looked for. Default 32.
    pub partners: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            precision: Precision::default(),
            levels: BTreeMap::new(),
            need_source: Vec::new(),
            limits: Limits::default(),
            accept: Vec::new(),
            date: None,
            day_first: None,
            reach: 3,
            partners: 32,
        }
    }
}
