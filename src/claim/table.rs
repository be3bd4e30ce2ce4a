//! Table cells: a bare number takes its unit from the header of its column.

use super::Claim;
use super::context::Context;
use super::counted::takes_noun;
use super::shared::noun_unit;
use crate::draft::BlockKind;
use crate::prose::{Prose, Tag, is_plural};
use crate::quantity::{Kind, Unit};
use crate::vocab::{CURRENCIES, Meaning, NUMBERS, NumberRole, SUFFIXES, UNITS, VAGUES, scan};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a header says of the numbers below it.
struct Header {
    kind: Kind,
    unit: Unit,
    /// 1,000,000 for "£m".
    scale: Decimal,
}

/// What heads the cells of all tables, as tokens.
#[derive(Debug, Default)]
pub struct Heads {
    /// By table and column: the header.
    columns: BTreeMap<(u32, u32), Range<usize>>,
    /// By table and row: its first cell.
    rows: BTreeMap<(u32, u32), Range<usize>>,
    /// By table: what stands right before it.
    notes: BTreeMap<u32, Range<usize>>,
}

impl Heads {
    /// Those of a document.
    pub fn of(prose: &Prose<'_>) -> Self {
        let mut heads = Self::default();
        let mut before = None;
        for sentence in &prose.sentences {
            let Some(BlockKind::Cell { table, row, column, header }) = kind_of(prose, sentence.block) else {
                before = Some(sentence.range());
                continue;
            };
            if let Some(note) = before.take() {
                heads.notes.insert(table, note);
            }
            if header {
                heads.columns.entry((table, column)).or_insert(sentence.range());
            } else if column == 0 {
                heads.rows.entry((table, row)).or_insert(sentence.range());
            }
        }
        heads
    }

    /// The header and the row's first cell of the cell that a sentence is, unless it is itself one of them.
    pub fn around(&self, prose: &Prose<'_>, sentence: usize) -> [Range<usize>; 2] {
        let block = prose.sentences.get(sentence).and_then(|s| kind_of(prose, s.block));
        let Some(BlockKind::Cell { table, row, column, header: false }) = block else { return [0..0, 0..0] };
        let label = self.rows.get(&(table, row)).filter(|_| column > 0);
        [self.columns.get(&(table, column)), label].map(|r| r.cloned().unwrap_or_default())
    }

    /// What stands right before the table that a sentence is in.
    pub fn note(&self, prose: &Prose<'_>, sentence: usize) -> Option<Range<usize>> {
        let block = prose.sentences.get(sentence).and_then(|s| kind_of(prose, s.block));
        let Some(BlockKind::Cell { table, .. }) = block else { return None };
        self.notes.get(&table).cloned()
    }

    /// The unit of a cell: by its column's header, its row's first cell, or what stands above the whole table.
    fn unit(&self, context: &Context<'_>, sentence: usize) -> Option<Header> {
        let [column, label] = self.around(context.prose, sentence);
        let block = context.prose.sentences.get(sentence).and_then(|s| kind_of(context.prose, s.block));
        let Some(BlockKind::Cell { table, column: at, header: false, .. }) = block else { return None };
        let corner = || {
            let corner = self.columns.get(&(table, 0)).filter(|h| at > 0 && is_unit_only(context, h));
            corner.and_then(|h| measured(context, h))
        };
        let note = || self.notes.get(&table).and_then(|n| measured(context, n)).filter(|h| h.scale > Decimal::ONE);
        measured(context, &column)
            .or_else(|| measured(context, &label))
            .or_else(corner)
            .or_else(note)
            .or_else(|| counted(context, &column))
    }
}

fn kind_of(prose: &Prose<'_>, block: u32) -> Option<BlockKind> {
    prose.blocks.get(block as usize).map(|b| b.kind)
}

/// Gives claims in cells the unit that heads them.
pub(super) fn head(context: &Context<'_>, claims: &mut [Claim]) {
    if !context.prose.blocks.iter().any(|b| matches!(b.kind, BlockKind::Cell { .. })) {
        return;
    }
    let heads = Heads::of(context.prose);
    for claim in claims.iter_mut().filter(|c| takes_noun(c) && c.quantity.kind == Kind::Number) {
        let Some(header) = heads.unit(context, claim.sentence) else { continue };
        if let Some(scaled) = claim.quantity.scaled(header.scale).filter(|_| header.scale > Decimal::ONE) {
            claim.quantity = scaled;
        }
        claim.quantity.kind = header.kind;
        claim.quantity.unit = header.unit;
    }
}

/// The plural noun of a header, with its scale in brackets if it has one: "Passengers (thousands)".
fn counted(context: &Context<'_>, header: &Range<usize>) -> Option<Header> {
    let open = header.clone().find(|&i| context.tag(i) == Tag::Open);
    let scaled = open.and_then(|o| Some((o, (o + 1..header.end).find_map(|i| scale_word(context, i, header))?)));
    let named = header.start..scaled.map_or(header.end, |(open, _)| open);
    let head = named.rev().find(|&i| context.tag(i).is_noun() && is_plural(context.word(i)))?;
    let phrase = context.prose.bare(context.prose.noun_phrase_before(head + 1));
    let phrase = if phrase.is_empty() { head..head + 1 } else { phrase };
    let unit = noun_unit(context, phrase.start.max(header.start)..phrase.end);
    Some(Header { kind: Kind::Count, unit, scale: scaled.map_or(Decimal::ONE, |(_, scale)| scale) })
}

/// Whether a text names a unit and nothing else: "£ million", "(in $m)".
fn is_unit_only(context: &Context<'_>, header: &Range<usize>) -> bool {
    header.clone().all(|i| {
        let token = &context.prose.tokens[i];
        let unit = |m: Meaning| {
            matches!(m, Meaning::Currency(_) | Meaning::UnitEntry(_) | Meaning::NumberWord(_) | Meaning::Suffix(_))
        };
        token.kind != scan::Kind::Word
            || token.is(crate::vocab::PREPOSITION)
            || token.lexeme().phrases.iter().any(|p| unit(p.meaning))
    })
}

/// A currency sign, percent sign or unit: "Price ($)", "Share, %", "Area (km)".
fn measured(context: &Context<'_>, header: &Range<usize>) -> Option<Header> {
    for i in header.clone() {
        let token = &context.prose.tokens[i];
        let word = context.word(i);
        let bracketed = i > 0 && matches!(context.tag(i - 1), Tag::Open | Tag::Comma);
        let span = Some(token.span);
        for phrase in token.lexeme().phrases.iter().filter(|p| p.rest.is_empty() && p.exact.is_none_or(|e| e == word)) {
            match phrase.meaning {
                Meaning::Currency(row) => {
                    let c = &CURRENCIES[row as usize];
                    let unit = Unit { name: c.name.into(), code: Some(c.code.into()), dimension: "money", span };
                    return Some(Header { kind: Kind::Money, unit, scale: scale(context, i, header) });
                }
                // The mark before "'000" is no foot.
                Meaning::UnitEntry(row)
                    if bracketed && scale_word(context, i + 1, header).is_none()
                        || UNITS[row as usize].dimension == "percent" =>
                {
                    let u = &UNITS[row as usize];
                    let kind = match u.dimension {
                        "percent" => Kind::Percent,
                        "time" => Kind::Duration,
                        _ => Kind::Measure,
                    };
                    let unit = Unit { name: u.name.into(), code: u.code.map(Into::into), dimension: u.dimension, span };
                    return Some(Header { kind, unit, scale: Decimal::ONE });
                }
                _ => {}
            }
        }
    }
    None
}

/// What multiplies a currency: the scale right behind it ("£m", "$ million"), or before it ("millions of dollars").
fn scale(context: &Context<'_>, currency: usize, header: &Range<usize>) -> Decimal {
    let behind = [currency + 1, currency + 2];
    let before = [currency.wrapping_sub(1), currency.wrapping_sub(2)];
    behind.into_iter().chain(before).find_map(|i| scale_word(context, i, header)).unwrap_or(Decimal::ONE)
}

/// The scale that a token of a header is, from a thousand up: "million", "m", "000", "thousands".
fn scale_word(context: &Context<'_>, i: usize, header: &Range<usize>) -> Option<Decimal> {
    let token = context.prose.tokens.get(i).filter(|_| header.contains(&i))?;
    let word = context.prose.slice(token.span);
    if matches!(word.trim_start_matches(['\'', '’']), "000" | "000s") {
        return Some(Decimal::ONE_THOUSAND);
    }
    let found = token.lexeme().phrases.iter().filter(|p| p.rest.is_empty()).find_map(|p| match p.meaning {
        Meaning::NumberWord(row) => {
            let number = &NUMBERS[row as usize];
            (number.role == NumberRole::Scale).then(|| number.value.into())
        }
        Meaning::Suffix(row) => Some(SUFFIXES[row as usize].value.into()),
        // "millions of dollars", where one of them would be vague.
        Meaning::Vague(row) => VAGUES[row as usize].low.checked_ilog10().map(|n| 10u64.pow(n).into()),
        _ => None,
    });
    found.filter(|s| *s >= Decimal::ONE_THOUSAND)
}
