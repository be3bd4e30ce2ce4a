//! The kinds of vocabulary entry.

/// What a phrase stands for: the table and the row in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Row of `NUMBERS`.
    NumberWord(u16),
    /// Row of `VAGUES`.
    Vague(u16),
    /// Row of `FRACTIONS`.
    Fraction(u16),
    /// Row of `MULTIPLES`.
    Multiple(u16),
    /// Row of `UNITS`.
    UnitEntry(u16),
    /// Row of `CURRENCIES`.
    Currency(u16),
    /// Row of `HEDGES`.
    Hedge(u16),
    /// Row of `MONTHS`.
    Month(u16),
    /// Row of `WEEKDAYS`.
    Weekday(u16),
}

/// Part that a number word plays in a spelled-out number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberRole {
    /// 0 to 9.
    Unit,
    /// 10 to 19.
    Teen,
    /// 20, 30 … 90.
    Ten,
    /// 100, which multiplies what stands before it.
    Hundred,
    /// 1,000 and up.
    Scale,
}

/// A number word ("seven", "million", "bn").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberWord {
    /// Its value.
    pub value: u64,
    /// Its part in a number.
    pub role: NumberRole,
}

/// A vague count ("dozens") with the least and most that an honest writer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vague {
    /// Least.
    pub low: u64,
    /// Most.
    pub high: u64,
}

/// A fraction in one word or sign ("half", "¾").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// Upper number.
    pub numerator: u32,
    /// Lower number, not 0.
    pub denominator: u32,
}

/// A multiple in one word ("doubled", "twice").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Multiple {
    /// The factor.
    pub factor: u32,
    /// Whether the word itself says that something rose or fell.
    pub change: Change,
}

/// A unit of measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitEntry {
    /// Singular British dictionary form, as the JSON contract has it.
    pub name: &'static str,
    /// UCUM code.
    pub code: Option<&'static str>,
    /// Dimension ("length", "time"), one word.
    pub dimension: &'static str,
    /// How many of the dimension's base unit one of it is: a decimal or a fraction, "1609.344", "5/9".
    pub factor: &'static str,
    /// What is added after the factor was applied (temperatures), like `factor`.
    pub offset: &'static str,
}

/// A currency or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: &'static str,
    /// Singular name ("US dollar", "penny").
    pub name: &'static str,
    /// How many make one unit of the code's currency: 1, or 100 for cents.
    pub per_major: u32,
}

/// A hedge ("about", "or more").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// What it does to the number.
    pub bound: Bound,
    /// Whether it stands after the number.
    pub after: bool,
}

/// A month, 1 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// 1 for January.
    pub number: u8,
}

/// A weekday, 1 to 7 as in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekday {
    /// 1 for Monday.
    pub number: u8,
}

/// How a value is hedged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// As stated.
    #[default]
    Exact,
    /// "about", "some", "roughly".
    About,
    /// "more than", "over".
    MoreThan,
    /// "at least", "no fewer than".
    AtLeast,
    /// "nearly", "almost".
    Nearly,
    /// "up to", "at most".
    UpTo,
    /// "less than", "under".
    LessThan,
}

/// The direction that a quantity states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// No direction.
    #[default]
    None,
    /// Rose, grew, gained.
    Up,
    /// Fell, shed, lost.
    Down,
}
