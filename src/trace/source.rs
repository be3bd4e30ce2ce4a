//! Source documents, with indexes of their numbers by value and by what they count.

use super::item::{self, Item, Period, Stance, What};
use super::label::{self, StemTable, Stems};
use super::own::{self, Own};
use super::value::{self, Scale};
use super::when::When;
use crate::claim::{Claim, table::Heads};
use crate::draft::{BlockKind, Draft};
use crate::line_index::LineIndex;
use crate::prose::Prose;
use crate::quantity::{Kind, Other, PartialDate, Quantity};
use crate::span::FileSpan;
use crate::vocab::{Change, words};
use dashu_ratio::RBig;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::ops::Range;

/// Numbers that share a word are told apart by it only if there are no more than this.
const POSTINGS: usize = 64;
/// A word near no more numbers than this says which one is meant.
const RARE: usize = 3;

/// All source documents of a run.
#[derive(Debug, Default)]
pub struct Sources {
    /// Their names, as given.
    pub paths: Vec<String>,
    /// Their sentences that hold a number.
    pub sentences: Vec<SourceSentence>,
    /// Their numbers, in order.
    pub numbers: Vec<SourceNumber>,
    pub(super) stems: StemTable,
    /// All content words, by source.
    pub(super) words: Vec<Stems>,
    by_value: Vec<(Decimal, usize)>,
    by_base: HashMap<Scale, Vec<(RBig, usize)>>,
    by_text: HashMap<String, usize>,
    by_year: HashMap<i16, Vec<usize>>,
    by_day: HashMap<(u8, Option<u8>), Vec<usize>>,
    by_word: HashMap<u32, Vec<usize>>,
    births: Vec<usize>,
    /// Whether they speak of last year, and of next year.
    pub(super) years_beside: [bool; 2],
    /// By digits of the numeral, sorted: what is left of a number when two of its digits are swapped.
    by_digits: HashMap<Vec<u8>, Vec<usize>>,
}

/// A sentence, list item or table row of a source that holds a number.
#[derive(Debug)]
pub struct SourceSentence {
    /// Number of the source.
    pub source: usize,
    /// Its text, white space folded.
    pub text: String,
    /// 1-based line, in files that have lines.
    pub line: Option<usize>,
    /// Its first column in characters, from 1.
    pub column: usize,
    /// Where it stands in words, in files that have none.
    pub place: Option<String>,
    /// Where in the file.
    pub span: FileSpan,
    /// Its content words.
    pub words: Stems,
    /// Its numbers.
    pub numbers: Range<usize>,
}

/// A number of a source.
#[derive(Debug)]
pub struct SourceNumber {
    /// What it is.
    pub what: What,
    /// As written, with its noun.
    pub text: String,
    /// Number of its sentence in [`Sources::sentences`].
    pub sentence: usize,
    /// Whether it states no unit of its own.
    pub bare: bool,
    /// The token behind it.
    pub end: usize,
    /// Whether its words are all those of the number before it.
    pub inherited: bool,
    /// Its own content words.
    pub tight: Stems,
    /// Its own content words, with those of the number that it hangs on.
    pub near: Stems,
    /// The time that it is counted over.
    pub period: Option<Period>,
    /// Its own content words that stand behind it.
    pub behind: Stems,
    /// Whether it is a part of the number before it: "of which 34".
    pub part: bool,
    /// Which way it went.
    pub sense: Change,
    /// The month, quarter or year that it is stated for.
    pub when: When,
    /// The unit of time that it numbers: "week 16".
    pub nth: Option<Period>,
    /// Whether its words say that something is not so.
    pub negated: bool,
    /// Whether another number is set against it.
    pub base: bool,
    /// Whether "to" leads to it: "from 48 to 61".
    pub follows_to: bool,
    /// Whether what it is a part of follows: "four of its six kitchens".
    pub of_next: bool,
    /// Which side of a vote or of a question it is on.
    pub stance: Option<Stance>,
    /// Whether it stands in a cell of a table.
    pub cell: bool,
}

impl Sources {
    /// Adds a document whose numbers are known.
    pub fn add(&mut self, path: &str, draft: &Draft<'_>, prose: &Prose<'_>, claims: &[Claim], others: &[Other]) {
        let source = self.paths.len();
        self.paths.push(path.into());
        self.words.push(self.stems.add(prose, 0..prose.tokens.len()));
        for (i, _) in prose.tokens.iter().enumerate().skip(1).filter(|t| prose.is_any(t.0, words!["year"])) {
            self.years_beside[0] |= prose.is_any(i - 1, words!["last", "previous"]);
            self.years_beside[1] |= prose.is(i - 1, "next");
        }
        let lines = LineIndex::new(&draft.file);
        let items = item::items(prose, claims, others);
        let own = own::near(prose, &items, |tokens| self.stems.add(prose, tokens));
        let heads = Heads::of(prose);
        let mut last = None;
        for (item, own) in items.iter().zip(own) {
            if last != Some(item.sentence) {
                self.sentence(source, draft, &lines, prose, item);
                last = Some(item.sentence);
                self.head(prose, &heads.around(prose, item.sentence));
            }
            self.number(prose, item, own);
        }
        self.by_value.sort();
        self.by_base.values_mut().for_each(|v| v.sort());
    }

    fn sentence(&mut self, source: usize, draft: &Draft<'_>, lines: &LineIndex, prose: &Prose<'_>, item: &Item) {
        let at = prose.sentences[item.sentence].span;
        let (text, span) = (prose.slice(at), draft.file_span(at));
        let place = draft.places.is_empty().then(|| lines.place(&draft.file, span.start));
        let (line, column) = (place.map(|p| p.line.get()), place.map_or(1, |p| p.column.get()));
        let words = self.stems.add(prose, item::context(prose, item));
        self.sentences.push(SourceSentence {
            source,
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            line,
            column,
            place: draft.place(at.start).map(String::from),
            span,
            words,
            numbers: self.numbers.len()..self.numbers.len(),
        });
    }

    /// Puts before a cell's text what heads it: "Revenue | 2023 | 418.2".
    fn head(&mut self, prose: &Prose<'_>, [column, row]: &[Range<usize>; 2]) {
        let Some(sentence) = self.sentences.last_mut() else { return };
        for head in [column, row].into_iter().filter(|h| !h.is_empty()) {
            let span = prose.tokens[head.start].span.cover(prose.tokens[head.end - 1].span);
            let head = prose.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
            sentence.text = format!("{head} | {}", sentence.text);
        }
    }

    fn number(&mut self, prose: &Prose<'_>, item: &Item, own: Own) {
        let Own { tight, near, behind, inherited, part, negated } = own;
        let number = self.numbers.len();
        match &item.what {
            What::Quantity(q) => {
                let footing = value::footing(q);
                let bases = self.by_base.entry(footing.scale.clone()).or_default();
                for v in value::stated(q) {
                    bases.push((footing.base(v), number));
                }
                if let Some(footing) = value::without_period(q) {
                    let bases = self.by_base.entry(footing.scale.clone()).or_default();
                    bases.extend(value::stated(q).map(|v| (footing.base(v), number)));
                }
                // "four years and six months" are also four and a half years.
                if let Some((scale, sum)) = self.with_smaller(q, item) {
                    self.by_base.entry(scale).or_default().push((sum, number));
                }
                for v in value::stated(q) {
                    self.by_value.push((v, number));
                    // A fall of 5 percent is −5 percent in a table.
                    if v.is_sign_negative() && q.kind != Kind::Measure {
                        self.by_base.entry(footing.scale.clone()).or_default().push((footing.base(-v), number));
                        self.by_value.push((-v, number));
                    }
                    // A table of £ million may count its staff as well.
                    if let Some(plain) = v.checked_div(q.numeral.scale).filter(|p| item.bare && *p != v) {
                        self.by_value.push((plain, number));
                    }
                    self.by_digits.entry(sorted_digits(v)).or_default().push(number);
                }
            }
            What::Date(d) => {
                if let Some(year) = d.year {
                    self.by_year.entry(year).or_default().push(number);
                }
                if let Some(month) = d.month {
                    self.by_day.entry((month, None)).or_default().push(number);
                    if d.day.is_some() {
                        self.by_day.entry((month, d.day)).or_default().push(number);
                    }
                }
            }
            // "The 100th game" is one of a hundred games.
            What::Text(text) => self.by_value.extend(whole(text).map(|v| (v, number))),
        }
        // Whatever it is, its digits may be what a draft has.
        let written = prose.slice(item.span);
        self.by_text.entry(item::fold(written)).or_insert(number);
        if item.of.is_err() {
            for run in written.split(|c: char| !c.is_ascii_digit()).filter(|r| !r.is_empty()) {
                self.by_text.entry(run.to_string()).or_insert(number);
            }
        }
        let born = self.stems.get(label::BORN);
        if matches!(item.what, What::Date(_)) && born.is_some_and(|b| near.binary_search(&b).is_ok()) {
            self.births.push(number);
        }
        for word in &near {
            self.by_word.entry(*word).or_default().push(number);
        }
        let sentence = self.sentences.len() - 1;
        let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let (period, sense) = (item.period, item.sense);
        let block = prose.sentences[item.sentence].block;
        self.numbers.push(SourceNumber {
            what: item.what.clone(),
            text,
            sentence,
            bare: item.bare || matches!(item.what, What::Text(_)),
            end: item.tokens.end,
            inherited,
            tight,
            near,
            behind,
            part,
            period,
            sense,
            when: item.when,
            nth: item.nth,
            negated,
            base: item.base,
            follows_to: item.tokens.start.checked_sub(1).is_some_and(|i| prose.is(i, "to")),
            of_next: prose.is(item.tokens.end, "of"),
            stance: item.stance,
            cell: prose.blocks.get(block as usize).is_some_and(|b| matches!(b.kind, BlockKind::Cell { .. })),
        });
        self.sentences[sentence].numbers.end = number + 1;
    }

    /// The sum of a duration or length and the one right before it, where both stand together: "six feet two inches".
    fn with_smaller(&self, q: &Quantity, item: &Item) -> Option<(Scale, RBig)> {
        let before = self.numbers.last().filter(|b| b.sentence + 1 == self.sentences.len())?;
        let larger = before.what.quantity().filter(|_| item.tokens.start <= before.end + 1)?;
        let (a, b) = (value::footing(larger), value::footing(q));
        let same = a.scale == b.scale && larger.unit.name != q.unit.name && !b.scale.0.is_empty();
        same.then_some(())?;
        Some((a.scale.clone(), a.base(larger.value?) + b.base(q.value?)))
    }

    /// A number's place; of a sentence, without a number, if `text` is empty.
    pub(super) fn place(&self, sentence: usize, text: &str) -> super::TracePlace {
        let s = &self.sentences[sentence];
        super::TracePlace {
            path: self.paths[s.source].clone(),
            line: s.line,
            column: s.column,
            place: s.place.clone(),
            start: s.span.start,
            end: s.span.end,
            text: text.into(),
            sentence: s.text.clone(),
        }
    }

    /// Whether there is no source to trace against.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// The quantity of a number.
    pub(super) fn quantity(&self, n: usize) -> Option<&Quantity> {
        self.numbers[n].what.quantity()
    }

    /// The source that a number stands in.
    pub(super) fn source_of(&self, n: usize) -> usize {
        self.sentences[self.numbers[n].sentence].source
    }

    /// How many numbers of a kind each source states.
    pub(super) fn numbers_by_source(&self, counts: impl Fn(&What) -> bool) -> Vec<usize> {
        let mut by_source = vec![0; self.paths.len()];
        for (n, number) in self.numbers.iter().enumerate() {
            by_source[self.source_of(n)] += usize::from(counts(&number.what));
        }
        by_source
    }

    /// The numbers whose stated value lies between two values, whatever their unit.
    pub(super) fn between(&self, low: Decimal, high: Decimal) -> impl Iterator<Item = usize> + '_ {
        let from = self.by_value.partition_point(|v| v.0 < low);
        self.by_value[from..].iter().take_while(move |v| v.0 <= high).map(|v| v.1)
    }

    /// The numbers on a scale between two of its values.
    pub(super) fn on_scale(&self, scale: &Scale, low: RBig, high: RBig) -> impl Iterator<Item = usize> + '_ {
        let all = self.by_base.get(scale).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|v| v.0 < low);
        all[from..].iter().take_while(move |v| v.0 <= high).map(|v| v.1)
    }

    /// The numbers that have the digits of a value, in any order and of any size.
    pub(super) fn like(&self, value: Decimal) -> &[usize] {
        self.by_digits.get(&sorted_digits(value)).map_or(&[], Vec::as_slice)
    }

    /// The dates that are somebody's birth.
    pub(super) fn births(&self) -> &[usize] {
        &self.births
    }

    /// The number written so.
    pub(super) fn written(&self, text: &str) -> Option<usize> {
        self.by_text.get(text).copied()
    }

    /// The dates that agree with what a date states. A source's date without a year may be of any year.
    pub(super) fn dates(&self, date: PartialDate) -> impl Iterator<Item = usize> + '_ {
        let by_day = date.month.and_then(|m| self.by_day.get(&(m, date.day)));
        let list = by_day.or_else(|| date.year.filter(|_| date.day.is_none()).and_then(|y| self.by_year.get(&y)));
        list.into_iter().flatten().copied().filter(move |&n| match &self.numbers[n].what {
            What::Date(d) => {
                let agree = |a: Option<i16>, b: Option<i16>| a.is_none() || b.is_none() || a == b;
                agree(d.year, date.year)
                    && (date.month.is_none() || agree(d.month.map(i16::from), date.month.map(i16::from)))
            }
            _ => false,
        })
    }

    /// Whether some source names a year.
    pub(super) fn has_year(&self, year: i16) -> bool {
        self.by_year.contains_key(&year)
    }

    /// Whether a word is so seldom near a number that it tells one.
    pub(super) fn is_rare(&self, word: u32) -> bool {
        // All cells of a row have its label, and are one.
        let another = |pair: &[usize]| pair[0] + 1 != pair[1] || !self.numbers[pair[1]].cell;
        self.by_word
            .get(&word)
            .is_some_and(|l| l.len() <= POSTINGS && l.windows(2).filter(|pair| another(pair)).count() < RARE)
    }

    /// The numbers that share an own word, where these are few enough for the word to tell them apart.
    pub(super) fn sharing(&self, near: &[u32]) -> impl Iterator<Item = usize> + '_ {
        let lists: Vec<&Vec<usize>> =
            near.iter().filter_map(|w| self.by_word.get(w)).filter(|l| l.len() <= POSTINGS).collect();
        lists.into_iter().flatten().copied()
    }
}

/// The whole number that the text of a name, reference or ordinal begins with.
fn whole(text: &str) -> Option<Decimal> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// The digits of a value without zeros at its ends, sorted.
fn sorted_digits(value: Decimal) -> Vec<u8> {
    let text = value.normalize().mantissa().unsigned_abs().to_string();
    let mut digits = text.trim_end_matches('0').as_bytes().to_vec();
    digits.sort_unstable();
    digits
}
