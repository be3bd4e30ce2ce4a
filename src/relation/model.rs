//! The model: what the prose says about its numbers, by the numbers of the claims.

use crate::quantity;

/// A relation between claims, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// "between 200 and 400 km".
    Range(Range),
    /// "from A to B, up C".
    Change(Change),
    /// "rose $1.20, or 2 percent, to $61.20".
    Moved(Moved),
    /// "52–47, a six-point lead".
    Gap(Gap),
    /// "34 of the 57 lawmakers, or 60 percent".
    Share(Share),
    /// "200 km (124 miles)".
    Same(Same),
    /// "18 dead: 12 men and six women".
    Total(Total),
    /// "a majority of voters, 52 percent,".
    Worded(Worded),
    /// "$500 million for 10,000 homes, or $50,000 each".
    Rate(Rate),
}

/// A range; both ends may be one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The claim of the first end.
    pub first: usize,
    /// The claim of the second end.
    pub second: usize,
}

/// A number that became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The number before.
    pub from: usize,
    /// The number after.
    pub to: usize,
    /// Which way the words say it went.
    pub direction: Option<quantity::Change>,
    /// The numbers that state how large the change was.
    pub outcomes: Vec<Outcome>,
    /// Whether the words name both ends; else they only follow each other in time.
    pub stated: bool,
    /// Whether it crosses a sentence.
    pub across: bool,
    /// Whether the words leave no doubt which two numbers the sizes are of, so that no other pair nearby can be meant.
    pub tied: bool,
}

/// A move told by its size, in percent, and by where it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// How far it moved, in its own unit.
    pub size: usize,
    /// How far in percent of where it started.
    pub percent: usize,
    /// Where it ended.
    pub to: usize,
    /// Which way the words say it went.
    pub direction: quantity::Change,
}

/// The distance between two numbers, neither of which comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// One number; a score is both.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// The distance as stated.
    pub size: usize,
    /// Whether it crosses a sentence.
    pub across: bool,
}

/// The size of a change, as stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The claim.
    pub claim: usize,
    /// Which way its own words say it went.
    pub direction: quantity::Change,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: usize,
    /// The whole.
    pub whole: usize,
    /// The words that tie them.
    pub tie: Tie,
    /// A percentage or fraction that states the share again.
    pub restated: Option<usize>,
    /// Whether it crosses a sentence.
    pub across: bool,
}

/// The words that tie a part to its whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// "34 of the 57".
    Of,
    /// "57 lawmakers, 34 of them".
    OfThem,
    /// "Of the 57, 34".
    OfFirst,
    /// "57 lawmakers, including 34 women".
    Including,
    /// "60 percent of the 57, or 34".
    Last,
    /// "They are 57. So far 34 have come, or 60 percent."
    Near,
}

/// One amount in two units. Each side is one claim, or several that state one amount ("6 feet 2 inches").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Same {
    /// The amount, as claim numbers.
    pub main: std::ops::Range<usize>,
    /// The conversion.
    pub other: std::ops::Range<usize>,
}

/// A whole and all of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The numbers that may be the whole, in order of the text; none where the parts must make 100 percent.
    pub wholes: Vec<usize>,
    /// The parts.
    pub parts: Vec<usize>,
    /// Parts that are named without a number and may count one each: "and an independent".
    pub singles: u32,
    /// Whether it crosses a sentence.
    pub across: bool,
    /// Whether only a sign, and no word, says that the parts are all.
    pub loose: bool,
    /// Whether the parts exclude each other but may not be all: only too many of them are wrong.
    pub only_over: bool,
}

impl Total {
    /// A whole and parts that are all of it, told in one sentence and in words.
    pub(super) fn of(wholes: Vec<usize>, parts: Vec<usize>) -> Self {
        Self { wholes, parts, singles: 0, across: false, loose: false, only_over: false }
    }
}

/// What parts must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// A claim.
    Claim(usize),
    /// 100 percent.
    Hundred,
}

/// A share or count in words, and its exact value beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worded {
    /// The words.
    pub said: Said,
    /// The value.
    pub stated: Stated,
}

/// A share or count in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// "a majority", "most": the token.
    Majority(usize),
    /// "a minority": the token.
    Minority(usize),
    /// "nearly a third", "just over 10 percent", "dozens".
    Claim(usize),
}

/// The value beside words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// "48 percent".
    Percent(usize),
    /// "37 of 80": part and whole.
    Pair(usize, usize),
    /// "nine in all".
    Count(usize),
}

/// An amount spread over something, and how much that is for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How much for each, as stated.
    pub rate: usize,
    /// Per what.
    pub per: Per,
    /// The amount that is spread.
    pub amount: usize,
    /// What it is spread over: a count or a duration; none where the amount is itself per another time.
    pub over: Option<usize>,
    /// Whether it crosses a sentence.
    pub across: bool,
    /// Whether it says how many there are to one ("one for every 15"), so that only that number is rounded.
    pub inverse: bool,
    /// Whether the amount is that of a whole year, told by its date ("2,190 in 2023"), and the rate its share of a day,
    /// week or month.
    pub of_year: bool,
}

/// What a rate is per.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Per {
    /// "each", "a head", "a ticket".
    One,
    /// "per 10,000".
    Many(u64),
    /// A unit of time, by its name.
    Time(String),
}
