//! Large packs, read in pieces. The document tree of a hundred thousand sections takes more memory, and so more time,
//! than all the rest; a tree of a few hundred is made and dropped again in no time. Whatever is not plainly right is left
//! to the reading of the whole, which says what is wrong.

use super::fields::{At, Problems};
use super::figure::{RawFigure, RawValue};
use super::raw::{self, Phrases, RawMeasure, RawPack};
use crate::span::FileSpan;
use memchr::{memchr_iter, memmem};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use toml::de::DeTable;

/// From how many bytes on a pack is read in pieces.
const LARGE: usize = 1 << 18;
/// How many bytes a piece has at least.
const PIECE: usize = 1 << 16;

/// Reads a large pack in pieces; nothing if it is small, or if it may be wrong.
pub fn pack(text: &str) -> Option<RawPack> {
    if text.len() < LARGE {
        return None;
    }
    in_pieces(text, PIECE)
}

fn in_pieces(text: &str, size: usize) -> Option<RawPack> {
    let multiline = |quotes: &str| memmem::find(text.as_bytes(), quotes.as_bytes()).is_some();
    if multiline("\"\"\"") || multiline("'''") {
        return None;
    }
    let cuts = cuts(text, size);
    let (next, slots) = (AtomicUsize::new(0), cuts.iter().map(|_| OnceLock::new()).collect::<Vec<_>>());
    let work = || {
        while let Some((start, slot)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|n| Some((n, slots.get(n)?)))
        {
            let end = cuts.get(start + 1).copied().unwrap_or(text.len());
            let piece = piece(&text[cuts[start]..end], cuts[start]);
            let wrong = piece.is_none();
            let _ = slot.set(piece);
            if wrong {
                next.store(cuts.len(), Ordering::Relaxed);
            }
        }
    };
    std::thread::scope(|scope| {
        (1..rayon::current_num_threads().min(cuts.len())).for_each(|_| drop(scope.spawn(work)));
        work();
    });
    let pieces = slots.into_iter().map(|slot| slot.into_inner().flatten());
    let whole = pieces.reduce(|whole, piece| Some(join(whole?, piece?))).flatten()?;
    names_once(&whole).then_some(whole)
}

/// Where the pieces start: at the top, and at headers of measures, which stand on lines of their own.
fn cuts(text: &str, size: usize) -> Vec<usize> {
    let mut cuts = vec![0];
    let mut last = 0;
    for line in memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1) {
        if line - last >= size && is_header(&text[line..]) {
            cuts.push(line);
            last = line;
        }
    }
    cuts
}

/// Whether a text starts with the header of a measure: `[measure.NAME]`, and nothing behind it.
fn is_header(text: &str) -> bool {
    let name = |rest: &str| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))?;
        rest[end..].strip_prefix(']').filter(|_| end > 0).map(|after| after.starts_with(['\n', '\r']))
    };
    text.strip_prefix("[measure.").and_then(name).unwrap_or(false)
}

/// One piece, if nothing is wrong with it; `at` is where it starts in the text.
fn piece(text: &str, at: usize) -> Option<RawPack> {
    let (document, mistakes) = DeTable::parse_recoverable(text);
    let mut problems = Problems::default();
    let mut read = match at {
        _ if !mistakes.is_empty() => return None,
        0 => raw::pack(document.get_ref(), &mut problems),
        _ => raw::more(document.get_ref(), &mut problems),
    };
    if !problems.is_empty() {
        return None;
    }
    moved(&mut read, at);
    Some(read)
}

fn join(mut whole: RawPack, piece: RawPack) -> RawPack {
    whole.words.extend(piece.words);
    whole.sources.extend(piece.sources);
    whole.measures.extend(piece.measures);
    whole.constraints.extend(piece.constraints);
    whole.rates.extend(piece.rates);
    whole
}

/// Whether every name has one section.
fn names_once(pack: &RawPack) -> bool {
    fn once<'n>(names: impl Iterator<Item = &'n At<String>>) -> bool {
        let mut seen = FxHashSet::default();
        names.into_iter().all(|name| seen.insert(name.value.as_str()))
    }
    once(pack.words.iter().map(|w| &w.0))
        && once(pack.sources.iter().map(|s| &s.id))
        && once(pack.measures.iter().map(|m| &m.id))
}

/// Moves all spans from a piece to the whole text.
fn moved(pack: &mut RawPack, by: usize) {
    if by == 0 {
        return;
    }
    for (name, list) in &mut pack.words {
        shift(name, by);
        phrases(list, by);
    }
    for source in &mut pack.sources {
        shift(&mut source.id, by);
        phrases(&mut source.aliases, by);
    }
    pack.measures.iter_mut().for_each(|m| measure(m, by));
    for constraint in &mut pack.constraints {
        constraint.name.iter_mut().for_each(|name| shift(name, by));
        shift(&mut constraint.require, by);
    }
    for rate in &mut pack.rates {
        span(&mut rate.span, by);
        shift(&mut rate.from, by);
        shift(&mut rate.to, by);
        shift(&mut rate.value, by);
        rate.source.iter_mut().for_each(|s| shift(s, by));
    }
}

fn measure(measure: &mut RawMeasure, by: usize) {
    shift(&mut measure.id, by);
    measure.like.iter_mut().for_each(|like| shift(like, by));
    let lists = [&mut measure.of, &mut measure.about, &mut measure.near, &mut measure.not];
    lists.into_iter().flatten().for_each(|list| phrases(list, by));
    measure.all.iter_mut().flatten().for_each(|list| phrases(list, by));
    measure.figures.iter_mut().for_each(|f| figure(f, by));
    if let Some(table) = &mut measure.table {
        span(&mut table.span, by);
        shift(&mut table.file, by);
        shift(&mut table.value, by);
        table.filter.iter_mut().for_each(|(column, _)| shift(column, by));
        table.columns.iter_mut().for_each(|(_, column)| shift(column, by));
        table.style.iter_mut().for_each(|style| shift(style, by));
    }
}

fn figure(figure: &mut RawFigure, by: usize) {
    span(&mut figure.span, by);
    figure.source.iter_mut().chain(figure.via.iter_mut()).for_each(|name| shift(name, by));
    if let RawValue::Sum(expr) = &mut figure.value {
        shift(expr, by);
    }
}

fn phrases(list: &mut Phrases, by: usize) {
    list.iter_mut().for_each(|phrase| shift(phrase, by));
}

fn shift<T>(at: &mut At<T>, by: usize) {
    span(&mut at.span, by);
}

fn span(span: &mut FileSpan, by: usize) {
    *span = FileSpan::new(span.start + by, span.end + by);
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACK: &str = r#"
[pack]
name = "big"
[words]
north = ["north", "northern"]
[source.office]
name = "Office of Figures"
aliases = ["the office"]
[measure.one]
of = ["cases"]
about = ["@north"]
[[measure.one.figure]]
value = 12
source = "office"
as_of = 2024-01-31
[[constraint]]
name = "within"
require = "two <= one"
[measure.two]
like = "one"
all = [["men", "women"], ["adults"]]
not = ["deaths"]
[[measure.two.figure]]
value = { expr = "one + one" }
as_of = 2024-01-31
via = "office"
source = "office"
[measure.three]
of = ["miles"]
near = ["coast"]
[measure.three.table]
file = "three.csv"
value = "count"
where = { region = "North" }
source = "office"
style = "DE"
[measure.four]
of = ["hours"]
within = "200 km"
[[rate]]
from = "USD"
to = "EUR"
value = 0.92
as_of = 2024-01-31
source = "office"
"#;

    fn whole(text: &str) -> RawPack {
        let (document, mistakes) = DeTable::parse_recoverable(text);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        raw::pack(document.get_ref(), &mut Problems::default())
    }

    #[test]
    fn pieces_make_the_whole() {
        let pieces = in_pieces(PACK, 1).unwrap();
        assert_eq!(format!("{pieces:?}"), format!("{:?}", whole(PACK)));
        assert_eq!(cuts(PACK, 1).len(), 5);
    }

    #[test]
    fn what_may_be_wrong_is_left_to_the_whole() {
        for wrong in [
            PACK.replace("[measure.four]", "[measure.one]"),
            PACK.replace("[measure.four]", "[measure.four]\ntitel = \"x\""),
            PACK.replace("\"200 km\"", "\"200 km"),
            PACK.replace("[\"hours\"]", "[\"\"\"hours\"\"\"]"),
            format!("{PACK}[pack]\nname = \"twice\"\n"),
            format!("{PACK}[[measure.one.figure]]\nvalue = 3\n"),
        ] {
            assert!(in_pieces(&wrong, 1).is_none(), "{wrong}");
        }
        assert!(pack(PACK).is_none());
    }

    #[test]
    fn only_headers_of_measures_part() {
        for (text, want) in [
            ("[measure.one]\n", true),
            ("[measure.one]\r\n", true),
            ("[measure.one.table]\n", false),
            ("[[measure.one.figure]]\n", false),
            ("[measure.\"a b\"]\n", false),
            ("[measure.]\n", false),
            ("[measure.one] # first\n", false),
            ("[measure.one", false),
        ] {
            assert_eq!(is_header(text), want, "{text:?}");
        }
    }
}
