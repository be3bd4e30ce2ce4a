//! The kinds of vocabulary entry.

/// What a phrase stands for: the table and the row in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Row of `NUMBERS`.
    NumberWord(u16),
    /// Row of `SUFFIXES`.
    Suffix(u16),
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
    /// Row of `CUES`.
    Cue(u16),
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
    /// 12, which multiplies what stands before it.
    Dozen,
    /// 1,000 and up.
    Scale,
    /// A number by itself: "a couple of".
    Whole,
}

/// A sign glued to digits that multiplies them ("m" in "£25m").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suffix {
    /// By how much.
    pub value: u64,
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
    /// What the factor is divided by: 2 in "halved".
    pub divisor: u32,
    /// Whether it is a claim only before what it multiplies: "double the number".
    pub before: bool,
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
    /// What must stand around its ambiguous forms.
    pub guard: Guard,
    /// The lower unit that goes on an amount of it, and how many make one: ("inch", 12) of the foot.
    pub part: Option<(&'static str, u16)>,
}

/// What must stand around the forms of a unit that also mean something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Nothing.
    None,
    /// Symbols of one or two letters: after digits, and not before a word that they could belong to.
    Tight,
    /// Symbols of one letter: glued to digits.
    Glued,
    /// After digits.
    Digits,
    /// "m": not a million.
    Metre,
    /// "in": not the preposition.
    Inch,
    /// "pound": not money.
    Pound,
    /// "stone": not a material.
    Stone,
    /// "second": not a rank.
    Second,
    /// "A": not the article or a grade.
    Amp,
    /// "F": near a word about electricity.
    Farad,
    /// "C": near a word about electricity.
    Coulomb,
    /// "C", "F": temperatures.
    Celsius,
    /// "K": not a thousand.
    Kelvin,
    /// "degree": not an academic one.
    Degree,
    /// "bar": not a counter.
    Bar,
    /// "cup": not a trophy.
    Cup,
    /// "bit": not a little.
    Bit,
    /// "MP": not a member of parliament.
    Megapixel,
    /// "mole": not the animal.
    Mole,
    /// Lower case only: not a brand.
    Lower,
    /// "'": not a quotation mark.
    Quote,
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
    /// Whether its name is also a common word, so that only large amounts are money ("won", "marks").
    pub large: bool,
}

/// A hedge ("about", "or more").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// What it does to the number.
    pub bound: Bound,
    /// Whether it stands after the number.
    pub after: bool,
    /// "just over", "just under": only a little on that side.
    pub just: bool,
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

/// What a source does with what it is cited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// It says so.
    Speech,
    /// It announces, proposes or names something.
    Report,
    /// A document shows it.
    Document,
    /// It believes, hopes or fears so.
    Belief,
    /// It wants or plans to do so.
    Intention,
    /// It is said, nobody knows by whom.
    Hearsay,
}

/// Where source and content stand around a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueShape {
    /// A verb: its subject is the source.
    Verb,
    /// The source stands after it: "according to".
    According,
    /// No source: "reportedly".
    Hearsay,
    /// A noun: its owner or author is the source: "the ministry's estimate of".
    Noun,
}

/// Form of a cue's verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "say", also for words that have no forms.
    Base,
    /// "says".
    Third,
    /// "said", and the participle if it looks the same.
    Past,
    /// "shown", where it is not the past.
    Participle,
    /// "saying".
    Gerund,
}

/// What a cue's verb can have as its content, a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Takes(u16);

impl Takes {
    /// The empty set.
    pub const NOTHING: Takes = Takes(0);
    /// A clause: "said that …".
    pub const CLAUSE: Takes = Takes(1);
    /// A noun phrase: "proposed a …".
    pub const OBJECT: Takes = Takes(2);
    /// An infinitive: "plans to …".
    pub const INFINITIVE: Takes = Takes(4);
    /// What stands before it: "…, he said".
    pub const QUOTE: Takes = Takes(8);
    /// A person first: "told reporters that …".
    pub const PERSON: Takes = Takes(16);
    /// Its subject must be a document: "the poll puts …".
    pub const DOCUMENT_ONLY: Takes = Takes(32);
    /// It must be passive: "is expected to".
    pub const PASSIVE_ONLY: Takes = Takes(64);

    /// A clause with "that", or a quotation: "added that …".
    pub const THAT: Takes = Takes(128);
    /// An object with "at" and a number: "put the toll at 40".
    pub const VALUE: Takes = Takes(256);
    /// An object with a quotation behind it: "called the plan “a disgrace”".
    pub const LABEL: Takes = Takes(512);
    /// A question: "asked whether …".
    pub const QUESTION: Takes = Takes(1024);
    /// A clause that shows its verb, since an object means another thing: "found 40 homes were lost", "found a home".
    pub const FULL: Takes = Takes(2048);
    /// An infinitive that tells how things look, without a source: "seem to have lost 40 homes".
    pub const SEEMING: Takes = Takes(4096);

    /// Both sets together.
    pub const fn or(self, other: Takes) -> Takes {
        Takes(self.0 | other.0)
    }

    /// Whether the sets share something.
    pub const fn any(self, other: Takes) -> bool {
        self.0 & other.0 != 0
    }
}

/// A cue: a word or phrase that ties a source to what it is cited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// What the source does.
    pub kind: CueKind,
    /// Where source and content stand.
    pub shape: CueShape,
    /// What its content can be.
    pub takes: Takes,
    /// Form of its verb.
    pub form: Form,
}
