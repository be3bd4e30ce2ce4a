//! The words of every number: its own, and those that it shares with others.

use super::item::{self, Item};
use super::label::{self, StemTable, Stems};
use crate::claim::table::Heads;
use crate::prose::Prose;
use crate::quantity::Kind;
use crate::vocab;
use std::ops::Range;
use std::rc::Rc;

/// At most so many numbers back is the one that another hangs on.
const BACK: usize = 4;

/// A question of more tokens than this is none that a number answers.
const ASKED: usize = 40;
/// Words that tell of a change.
const MOVES: vocab::Class = vocab::UP_VERB.or(vocab::DOWN_VERB);

/// The words of an item, and those that exclude one of them.
pub struct Words {
    /// Its own.
    pub tight: Stems,
    /// Its own, with those of the number that it hangs on.
    pub near: Stems,
    /// Whether all of them are another number's.
    pub inherited: bool,
    /// Whether it is called a part of the number before it.
    pub part: bool,
    /// Whether its words say that something is not so.
    pub negated: bool,
    /// Those that exclude one of its own.
    pub against: Stems,
    /// Those of its sentence.
    pub wide: Rc<Stems>,
}

/// The words of a number that are its own.
pub struct Own {
    /// Its own.
    pub tight: Stems,
    /// Its own, with those of the number that it hangs on.
    pub near: Stems,
    /// Those that stand behind it.
    pub behind: Stems,
    /// Whether all of them are another number's.
    pub inherited: bool,
    /// Whether it is a part of the number before it: "of which 34".
    pub part: bool,
    /// Whether its words say that something is not so: "13 not achieved".
    pub negated: bool,
}

/// The own words of every item: those of its stretch, with those of the number before it where it has none but years
/// ("£38.9m (2022: £41.3m), a decrease of 5.8 per cent").
pub fn near(prose: &Prose<'_>, items: &[Item], mut stems: impl FnMut(Range<usize>) -> Stems) -> Vec<Own> {
    let mut all: Vec<Own> = Vec::with_capacity(items.len());
    let heads = Heads::of(prose);
    for (i, item) in items.iter().enumerate() {
        // A date is no word of its own.
        let parts = match item.of {
            Ok(_) => [item.own.clone(), 0..0],
            Err(_) => [item.own.start..item.tokens.start, item.tokens.end..item.own.end],
        };
        // A cell is about what its column and its row are about.
        let around = heads.around(prose, item.sentence);
        let wordless = !label::has_word(prose, item.own.clone());
        let inherited = wordless && around.iter().all(Range::is_empty);
        let mut tight = Stems::new();
        for part in parts.into_iter().chain(around).filter(|p| !p.is_empty()) {
            join(&mut tight, &stems(part));
        }
        let mut near = tight.clone();
        // "34 of them because of weather" are sailings too, and "24 percent had developed one" is about the same problem.
        let of_them =
            |i: usize| i + 1 < item.own.end && prose.word(i) == "of" && prose.tokens[i + 1].is(vocab::PART_PRONOUN);
        // "In the control schools it fell by 3 minutes": what fell is what rose in the others.
        let subject = |i: usize| i + 1 == item.tokens.start || prose.tokens.get(i + 1).is_some_and(|t| t.is(MOVES));
        let same = |i: usize| i < item.tokens.start && prose.is(i, "it") && subject(i);
        let points_back = |i: usize| i >= item.tokens.end && prose.tokens[i].is(vocab::SAME_PRONOUN);
        let apart = prose.word(item.own.start) == ";";
        let part = item.own.clone().any(of_them);
        let hangs = !apart && (wordless || part || item.own.clone().any(points_back));
        if (hangs || item.own.clone().any(same))
            && let Some(b) = hangs_on(items, i)
        {
            join(&mut near, &all[b].near);
            if wordless {
                tight.clone_from(&near);
            }
        }
        join(&mut near, &stems(tail(prose, item)));
        join(&mut near, &stems(counted(prose, item)));
        // What stands before a colon is every number's: "Women: yes 51, no 40".
        if prose.word(item.own.start) == ":" {
            join(&mut near, &stems(prose.sentences[item.sentence].range().start..item.own.start));
        }
        // "How many staff have left? Last year 1,284."
        let question = question(prose, item.sentence);
        if !question.is_empty() {
            let asked = stems(question);
            join(&mut tight, &asked);
            join(&mut near, &asked);
        }
        let behind = stems(item.tokens.end..item.own.end.max(item.tokens.end));
        let negated = prose.tokens[item.own.clone()].iter().any(|t| t.is(vocab::NEGATION));
        all.push(Own { tight, near, behind, inherited, part, negated });
    }
    all
}

/// The number before item `i` that it hangs on: the one next to it, but no time for an amount: "412 attacks in the past 12
/// months, of which 137 on staff".
fn hangs_on(items: &[Item], i: usize) -> Option<usize> {
    let time = |b: usize| items[b].what.quantity().is_none_or(|q| q.kind == Kind::Duration);
    let mut before = (i.saturating_sub(BACK)..i).rev().take_while(|b| items[*b].sentence == items[i].sentence);
    let next = before.next()?;
    if !time(next) || time(i) { Some(next) } else { before.find(|b| !time(*b)).or(Some(next)) }
}

/// What a number counts, where that stands with the next one: "two of the five witnesses".
fn counted(prose: &Prose<'_>, item: &Item) -> Range<usize> {
    let unit = item.what.quantity().filter(|q| q.kind == Kind::Count).and_then(|q| q.unit.span);
    let Some(unit) = unit else { return 0..0 };
    let noun = prose.token_at(unit.start)..prose.token_at(unit.end);
    if noun.start >= item.own.end && noun.end <= prose.sentences[item.sentence].range().end { noun } else { 0..0 }
}

/// The question right before a sentence, which the sentence answers.
fn question(prose: &Prose<'_>, sentence: usize) -> Range<usize> {
    let Some(before) = sentence.checked_sub(1).map(|s| &prose.sentences[s]) else { return 0..0 };
    let range = before.range();
    let asks =
        before.block == prose.sentences[sentence].block && range.end.checked_sub(1).is_some_and(|i| prose.is(i, "?"));
    if asks && range.len() <= ASKED { range } else { 0..0 }
}

/// What is said of a number behind the comma that ends its stretch: "20 months, suspended for two years".
fn tail(prose: &Prose<'_>, item: &Item) -> Range<usize> {
    let at = item.own.end;
    let end = prose.sentences[item.sentence].range().end;
    let participle = |i: usize| i + 1 < end && prose.word(i).len() > 4 && prose.word(i).ends_with("ed");
    let follows = at == item.tokens.end && at < end && prose.word(at) == "," && participle(at + 1);
    if follows { at + 1..at + 2 } else { 0..0 }
}

fn join(stems: &mut Stems, more: &[u32]) {
    stems.extend(more);
    stems.sort_unstable();
    stems.dedup();
}

/// The words of every item of a draft, as far as the sources have them.
pub fn words(prose: &Prose<'_>, items: &[Item], table: &StemTable) -> Vec<Words> {
    let near = near(prose, items, |tokens| table.find(prose, tokens));
    let mut last: (Range<usize>, Rc<Stems>) = Default::default();
    let mut words = Vec::with_capacity(items.len());
    for (item, Own { tight, near, inherited, part, negated, .. }) in items.iter().zip(near) {
        let around = item::sentence(prose, item);
        if last.0 != around {
            last = (around.clone(), Rc::new(table.find(prose, around)));
        }
        words.push(Words {
            tight,
            near,
            inherited,
            part,
            negated,
            against: table.excluded(prose, item.own.clone()),
            wide: Rc::clone(&last.1),
        });
    }
    words
}
