//! Table cells: a bare number takes its unit from the header of its column.

use super::Claim;
use super::context::Context;
use super::counted::takes_noun;
use super::shared::noun_unit;
use crate::draft::BlockKind;
use crate::prose::{Tag, is_plural};
use crate::quantity::{Kind, Unit};
use crate::vocab::{CURRENCIES, Meaning, UNITS};
use std::collections::BTreeMap;
use std::ops::Range;

/// Gives claims in cells the unit in their column's header.
pub(super) fn head(context: &Context<'_>, claims: &mut [Claim]) {
    let prose = context.prose;
    let mut headers: BTreeMap<(u32, u32), Range<usize>> = BTreeMap::new();
    for sentence in &prose.sentences {
        if let Some(BlockKind::Cell { table, column, header: true, .. }) =
            prose.blocks.get(sentence.block as usize).map(|b| b.kind)
        {
            headers.entry((table, column)).or_insert(sentence.range());
        }
    }
    if headers.is_empty() {
        return;
    }
    for claim in claims.iter_mut().filter(|c| takes_noun(c) && c.quantity.kind == Kind::Number) {
        let block = prose.sentences.get(claim.sentence).and_then(|s| prose.blocks.get(s.block as usize));
        let Some(BlockKind::Cell { table, column, header: false, .. }) = block.map(|b| b.kind) else { continue };
        if let Some((kind, unit)) = headers.get(&(table, column)).and_then(|h| unit_of(context, h.clone())) {
            claim.quantity.kind = kind;
            claim.quantity.unit = unit;
        }
    }
}

/// The unit that a header names: a unit of measure or currency first, else its plural noun.
fn unit_of(context: &Context<'_>, header: Range<usize>) -> Option<(Kind, Unit)> {
    measured(context, header.clone()).or_else(|| {
        let head = header.clone().rev().find(|&i| context.tag(i).is_noun() && is_plural(context.word(i)))?;
        let phrase = context.prose.bare(context.prose.noun_phrase_before(head + 1));
        let phrase = if phrase.is_empty() { head..head + 1 } else { phrase };
        Some((Kind::Count, noun_unit(context, phrase.start.max(header.start)..phrase.end)))
    })
}

/// A currency sign, percent sign or unit: "Price ($)", "Share, %", "Area (km)".
fn measured(context: &Context<'_>, header: Range<usize>) -> Option<(Kind, Unit)> {
    for i in header {
        let token = &context.prose.tokens[i];
        let word = context.word(i);
        let bracketed = i > 0 && matches!(context.tag(i - 1), Tag::Open | Tag::Comma);
        for phrase in token.lexeme().phrases.iter().filter(|p| p.rest.is_empty() && p.exact.is_none_or(|e| e == word)) {
            let span = Some(token.span);
            match phrase.meaning {
                Meaning::Currency(row) => {
                    let c = &CURRENCIES[row as usize];
                    return Some((
                        Kind::Money,
                        Unit { name: c.name.into(), code: Some(c.code.into()), dimension: "money", span },
                    ));
                }
                Meaning::UnitEntry(row) if bracketed || UNITS[row as usize].dimension == "percent" => {
                    let u = &UNITS[row as usize];
                    let kind = match u.dimension {
                        "percent" => Kind::Percent,
                        "time" => Kind::Duration,
                        _ => Kind::Measure,
                    };
                    return Some((
                        kind,
                        Unit { name: u.name.into(), code: u.code.map(Into::into), dimension: u.dimension, span },
                    ));
                }
                _ => {}
            }
        }
    }
    None
}
