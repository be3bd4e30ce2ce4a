//! The words of every number: its own, and those that it shares with others.

use super::item::{self, Item};
use super::label::{self, StemTable, Stems};
use crate::claim::table::Heads;
use crate::prose::Prose;
use crate::vocab;
use std::ops::Range;
use std::rc::Rc;

/// The words of an item, and those that exclude one of them.
pub struct Words {
    /// Its own.
    pub tight: Stems,
    /// Its own, with those of the number that it hangs on.
    pub near: Stems,
    /// Whether all of them are another number's.
    pub inherited: bool,
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
    /// Whether all of them are another number's.
    pub inherited: bool,
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
        // "34 of them because of weather" are sailings too.
        let of_them =
            |i: usize| i + 1 < item.own.end && prose.word(i) == "of" && prose.tokens[i + 1].is(vocab::PART_PRONOUN);
        let apart = prose.word(item.own.start) == ";";
        if !apart
            && (wordless || item.own.clone().any(of_them))
            && let Some(b) = i.checked_sub(1).filter(|b| items[*b].sentence == item.sentence)
        {
            join(&mut near, &all[b].near);
            if wordless {
                tight.clone_from(&near);
            }
        }
        all.push(Own { tight, near, inherited });
    }
    all
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
    for (item, Own { tight, near, inherited }) in items.iter().zip(near) {
        let around = item::sentence(prose, item);
        if last.0 != around {
            last = (around.clone(), Rc::new(table.find(prose, around)));
        }
        words.push(Words {
            tight,
            near,
            inherited,
            against: table.excluded(prose, item.own.clone()),
            wide: Rc::clone(&last.1),
        });
    }
    words
}
