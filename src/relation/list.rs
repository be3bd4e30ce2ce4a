//! Lists that a count announces: "three countries: Georgia, Moldova and Ukraine".
//!
//! A list's length is an interval too: "Marks and Spencer" is one member or two, "Alan Pike, a roofer" is one
//! though a comma parts it. What cannot be counted with any certainty is no listing.

use crate::claim::{Claim, Role};
use crate::draft::BlockKind;
use crate::prose::Prose;
use crate::quantity::Kind;
use crate::span::Span;
use crate::vocab::{self, Bound, scan};
use rust_decimal::prelude::ToPrimitive;
use std::ops::{Range, RangeInclusive};

/// The most members that a list in prose is expected to have.
const LONGEST: u32 = 20;

/// A list and the count that announces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Number of the claim that counts.
    pub claim: usize,
    /// What it says.
    pub stated: u32,
    /// How many members the list has, under every reading.
    pub members: RangeInclusive<u32>,
    /// The list.
    pub span: Span,
}

/// Finds the listings of a draft, in order of the text.
pub fn listings(prose: &Prose<'_>, claims: &[Claim]) -> Vec<Listing> {
    let mut found = Vec::new();
    let mut first = 0;
    for (number, sentence) in prose.sentences.iter().enumerate() {
        let end = first + claims[first..].iter().take_while(|c| c.sentence <= number).count();
        let counts: Vec<_> = (first..end).filter_map(|i| Counted::new(prose, claims, i)).collect();
        first = end;
        if counts.is_empty() {
            continue;
        }
        let range = sentence.range();
        let listing = after_colon(prose, &counts, range.clone())
            .or_else(|| between_dashes(prose, &counts, range.clone()))
            .or_else(|| in_apposition(prose, &counts, range.clone()))
            .or_else(|| after_copula(prose, &counts, range));
        found.extend(listing);
        found.extend(in_blocks(prose, &counts, number));
    }
    found
}

/// A claim that counts some few things of a kind.
struct Counted {
    claim: usize,
    stated: u32,
    tokens: Range<usize>,
    /// Token past its noun phrase: "three <former aides>", "two <of her brothers>".
    noun_end: usize,
}

impl Counted {
    fn new(prose: &Prose<'_>, claims: &[Claim], claim: usize) -> Option<Self> {
        let c = &claims[claim];
        let q = &c.quantity;
        let counts = matches!(q.kind, Kind::Count | Kind::Number) && q.bound == Bound::Exact && c.role == Role::Claim;
        let stated =
            q.value?.to_u32().filter(|n| counts && (2..=LONGEST).contains(n) && q.value == Some((*n).into()))?;
        let number = prose.token_at(c.number.start)..prose.token_at(c.number.end.saturating_sub(1)) + 1;
        let noun_end = noun_end(prose, number.end)?;
        (!follows_more(prose, noun_end)).then_some(Self { claim, stated, tokens: number, noun_end })
    }
}

/// "three more", "two others": what is listed may include what was counted before.
fn follows_more(prose: &Prose<'_>, noun_end: usize) -> bool {
    prose.tokens.get(noun_end.wrapping_sub(1)).is_some_and(|t| t.is_text("more") || t.is_text("others"))
}

/// The end of the noun phrase that starts at a token: up to four words, the last of them plural in form, with "of her
/// brothers" after the number itself. `None` where no noun follows.
fn noun_end(prose: &Prose<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    // "The three who died", "of the nine judges, three — …": the number stands for the things.
    if prose.tokens.get(at)?.is_text("who") || is_dash(prose, at) {
        return Some(at);
    }
    if prose.tokens.get(at)?.is_text("of") {
        at += 2;
    }
    let first = at;
    while let Some(token) = prose.tokens.get(at) {
        let word = token.kind == scan::Kind::Word || prose.is(at, "-");
        let stops = token.is(vocab::PREPOSITION)
            || token.is(vocab::AUXILIARY)
            || token.is(vocab::CONJUNCTION)
            || token.is(vocab::RELATIVE)
            || token.is(vocab::DETERMINER)
            || token.is(vocab::PRONOUN);
        if !word || stops || at >= first + 5 {
            break;
        }
        at += 1;
        if is_plural(prose.word(at - 1))
            && !prose.tokens.get(at).is_some_and(|t| t.kind == scan::Kind::Word && is_plural(prose.word(at)))
        {
            return Some(at);
        }
    }
    None
}

fn is_plural(word: &str) -> bool {
    let id = vocab::WordId::of(word);
    id.lexeme().class.any(vocab::PLURAL) || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
}

/// "…: Georgia, Moldova and Ukraine."
fn after_colon(prose: &Prose<'_>, counts: &[Counted], sentence: Range<usize>) -> Option<Listing> {
    let colon = sentence.clone().find(|i| prose.is(*i, ":"))?;
    let counts: Vec<_> = counts.iter().filter(|c| c.noun_end <= colon).collect();
    let body = trim_end(prose, colon + 1..sentence.end);
    let members = members(prose, body.clone())?;
    pick(&counts, members, prose.cover(body))
}

/// "… — a nurse, a plumber and a poet — …"
fn between_dashes(prose: &Prose<'_>, counts: &[Counted], sentence: Range<usize>) -> Option<Listing> {
    let dash = |i: &usize| is_dash(prose, *i);
    let open = sentence.clone().find(dash)?;
    let close = (open + 1..sentence.end).find(dash);
    let body = open + 1..close.unwrap_or_else(|| trim_end(prose, open + 1..sentence.end).end);
    let before = |c: &&Counted| c.noun_end == open || close.is_some() && c.tokens.end == open;
    let count = counts
        .iter()
        .find(before)
        .or_else(|| counts.iter().rev().find(|c| c.noun_end <= open && open - c.noun_end <= 3))?;
    pick(&[count], members(prose, body.clone())?, prose.cover(body))
}

fn is_dash(prose: &Prose<'_>, i: usize) -> bool {
    let spaced = prose.tokens.get(i).is_some_and(|t| t.gap != scan::Gap::None);
    prose.is(i, "—") || spaced && matches!(prose.word(i), "–" | "-")
}

/// "two towns, Aldford, Barton and Cray, …": names only, closed by "and".
fn in_apposition(prose: &Prose<'_>, counts: &[Counted], sentence: Range<usize>) -> Option<Listing> {
    counts.iter().enumerate().find_map(|(n, count)| {
        let comma = count.noun_end;
        // "Two of the three bidders, Arden, Colby and Wray,": the names are all three.
        if counts.get(n + 1).is_some_and(|c| c.noun_end == comma) {
            return None;
        }
        let opens = comma < sentence.end && (prose.is(comma, ","));
        if let Some(listing) = opens.then(|| years(prose, count, comma + 1, sentence.end)).flatten() {
            return Some(listing);
        }
        let body = comma + 1..opens.then(|| names_end(prose, comma + 1, sentence.end))??;
        let mut after = body.end;
        while after < sentence.end
            && !prose.is(after, ",")
            && prose.tokens[after].kind == scan::Kind::Word
            && after < body.end + 4
        {
            if prose.tokens[after].is(vocab::OPEN_LIST) {
                return None;
            }
            after += 1;
        }
        let closed = body.end >= sentence.end || matches!(prose.word(body.end), "," | "." | ";");
        // "two men, John Smith and Ann Lee and …" goes on: the list is longer than it seems.
        closed.then(|| members(prose, body.clone())).flatten().and_then(|m| pick(&[count], m, prose.cover(body)))
    })
}

/// "three attempts, in 2004, 2013 and 2016,": one year for each.
fn years(prose: &Prose<'_>, count: &Counted, start: usize, end: usize) -> Option<Listing> {
    let year =
        |i: usize| prose.word(i).len() == 4 && prose.word(i).parse::<u16>().is_ok_and(|y| (1500..2200).contains(&y));
    let mut at = start + usize::from(prose.is(start, "in"));
    let first = at;
    let (mut n, mut last) = (0, false);
    while at < end && year(at) {
        (n, at) = (n + 1, at + 1);
        if last || at >= end {
            break;
        }
        let comma = at + 1 < end && prose.is(at, ",") && (year(at + 1) || prose.is(at + 1, "and"));
        at += usize::from(comma);
        last = prose.is(at, "and");
        at += usize::from(last);
    }
    let closed = at >= end || matches!(prose.word(at), "," | "." | ";");
    (prose.is(start, "in") && last && n >= 2 && closed).then(|| pick(&[count], n..=n, prose.cover(first..at))).flatten()
}

/// Where a list of names that starts here ends: past the name after the last "and".
fn names_end(prose: &Prose<'_>, start: usize, end: usize) -> Option<usize> {
    let mut at = start;
    let mut closing = false;
    loop {
        let name = name_end(prose, at, end);
        if name == at {
            return None;
        }
        at = name;
        if closing {
            return Some(at);
        }
        let comma = at < end && (prose.is(at, ","));
        at += usize::from(comma);
        closing = at < end && prose.tokens[at].is_text("and");
        at += usize::from(closing);
        if !comma && !closing {
            return None;
        }
    }
}

fn name_end(prose: &Prose<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    if at < end && prose.tokens[at].is_text("the") {
        at += 1;
    }
    let first = at;
    while at < end {
        let token = &prose.tokens[at];
        let links = at > first && token.is(vocab::NAME_LINK) && prose.tokens.get(at + 1).is_some_and(|t| t.capital);
        if !(token.capital || links && !token.is_text("and") || prose.is(at, "-") && token.glued()) {
            break;
        }
        at += 1;
    }
    if at == first { start } else { at }
}

/// "The three who died were Joan Marsh, 61, and Peter Marsh, 63."
fn after_copula(prose: &Prose<'_>, counts: &[Counted], sentence: Range<usize>) -> Option<Listing> {
    let count = counts
        .first()
        .filter(|c| c.tokens.start == sentence.start + 1 && prose.tokens[sentence.start].is_text("the"))?;
    let be = |i: &usize| prose.tokens[*i].is_text("were") || prose.tokens[*i].is_text("are");
    let verb = (count.noun_end..sentence.end.min(count.noun_end + 10)).find(be)?;
    let body = trim_end(prose, verb + 1..sentence.end);
    // "The three were British and American": one word each may be no list of members.
    let long = body.clone().any(|i| prose.tokens[i].kind == scan::Kind::Number)
        || body.clone().skip(1).any(|i| prose.tokens[i].capital && prose.tokens[i - 1].capital);
    let shapes = long.then(|| members(prose, body.clone()))??;
    pick(&[count], shapes, prose.cover(body))
}

/// A paragraph that ends in a colon, and the bulleted list below it.
fn in_blocks(prose: &Prose<'_>, counts: &[Counted], sentence: usize) -> Option<Listing> {
    let here = &prose.sentences[sentence];
    let last = here.range().end.checked_sub(1)?;
    let block = here.block as usize;
    let ends = prose.is(last, ":") && prose.sentences.get(sentence + 1).is_none_or(|s| s.block != here.block);
    let list = match prose.blocks.get(block + 1)?.kind {
        BlockKind::Item { list } if ends => list,
        _ => return None,
    };
    let items = prose.blocks[block + 1..].iter().take_while(|b| b.kind == BlockKind::Item { list });
    let spans: Vec<_> = items.map(|b| b.span).collect();
    let span = spans.first()?.cover(*spans.last()?);
    let n = spans.len() as u32;
    let counts: Vec<_> = counts.iter().filter(|c| c.noun_end <= last).collect();
    let open = here.range().any(|i| prose.tokens[i].is(vocab::OPEN_LIST));
    (!open && n > 1).then(|| pick(&counts, n..=n, span)).flatten()
}

/// The listing, for the count that stands nearest, unless another count in reach fits the list.
fn pick(counts: &[&Counted], members: RangeInclusive<u32>, span: Span) -> Option<Listing> {
    let fitting = counts.iter().find(|c| members.contains(&c.stated));
    let count = fitting.or(if counts.len() == 1 { counts.first() } else { None })?;
    Some(Listing { claim: count.claim, stated: count.stated, members, span })
}

/// Without the sign that ends the sentence.
fn trim_end(prose: &Prose<'_>, mut range: Range<usize>) -> Range<usize> {
    while range.end > range.start && matches!(prose.word(range.end - 1), "." | "!" | "?") {
        range.end -= 1;
    }
    range
}

/// What a member of a list looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// "Georgia", "Paul Decker".
    Name,
    /// "a nurse", "the pay".
    Noun,
    /// Anything else.
    Other,
    /// "34", "aged 34", "who has yet to be named": belongs to the member before.
    Aside,
}

/// How many members a list has, under every reading; `None` where it is open or cannot be counted.
fn members(prose: &Prose<'_>, list: Range<usize>) -> Option<RangeInclusive<u32>> {
    let tokens = &prose.tokens;
    let foreign = |i: usize| {
        let t = &tokens[i];
        t.is(vocab::OPEN_LIST) || matches!(prose.word(i), ":" | "—" | "“" | "”" | "\"" | "(" | ")" | "…" | "?")
    };
    if list.is_empty() || list.clone().any(foreign) {
        return None;
    }
    let semicolons = list.clone().any(|i| prose.is(i, ";"));
    let parts = parts(prose, list.clone(), if semicolons { ";" } else { "," });
    // "South Carolina, Kentucky and Utah": where all are states or countries they are members, not addresses.
    let region = |p: &Range<usize>| tokens[p.end - 1].is(vocab::REGION);
    let regions = parts.iter().all(region);
    let leads = |i: usize| tokens[i].is(vocab::CONJUNCTION);
    if leads(list.start) || tokens[list.start].is(vocab::RELATIVE) {
        return None;
    }
    // "A, B, and C in D, E and F": what follows the closing part may belong to it.
    let closing = parts.iter().position(|p| leads(p.start)).map_or(u32::MAX, |n| n as u32 + 1);
    let joins = |p: &Range<usize>| {
        p.clone().filter(|i| tokens[*i].is_text("and") || tokens[*i].is_text("or") || prose.is(*i, "&")).count() as u32
    };
    let closed = list.clone().any(|i| tokens[i].is_text("and") || tokens[i].is_text("or"));
    if !closed {
        return None;
    }
    let (mut low, mut high, mut shapes) = (0u32, 0u32, Vec::new());
    for (n, part) in parts.iter().enumerate() {
        let last = n + 1 == parts.len();
        let leads = leads(part.start);
        let body = part.start + usize::from(leads)..part.end;
        if body.is_empty() {
            return None;
        }
        // A state or country that opens the list is no address of anything.
        let shape = shape(prose, body.clone(), regions || n == 0)?;
        if shape == Shape::Aside && n > 0 {
            // "France, Spain, Lille and Turin" are four; "Paris, France, …" is one.
            high += u32::from(region(&body));
            continue;
        }
        let inner = joins(&body);
        // "A, B and C": the last "and" parts two members, unless it stands inside a name.
        let parts_here = if inner > 0 && last && !leads && !semicolons { inner } else { 0 };
        low += 1;
        high += 1 + inner;
        if parts_here > 0 && shape == Shape::Other && body.len() > 12 {
            return None;
        }
        shapes.push(shape);
        // Where no name can hold the "and", it surely parts two.
        if parts_here == 1 && parts.len() > 1 && !semicolons {
            low += 1;
            shapes.push(shape);
        }
    }
    let first = *shapes.first()?;
    let alike = shapes.iter().filter(|s| **s == first).count() as u32;
    let low = if alike as usize == shapes.len() { low } else { low.min(alike) };
    Some(low.min(closing)..=high)
}

/// The parts between the separators.
fn parts(prose: &Prose<'_>, list: Range<usize>, separator: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = list.start;
    for i in list.clone() {
        if prose.word(i) == separator {
            parts.push(start..i);
            start = i + 1;
        }
    }
    parts.push(start..list.end);
    parts.retain(|p| !p.is_empty());
    parts
}

/// The shape of one part; `None` where it may stand for several members or is a clause of its own.
fn shape(prose: &Prose<'_>, part: Range<usize>, regions: bool) -> Option<Shape> {
    let tokens = &prose.tokens;
    let first = &tokens[part.start];
    // "Syria, with 9,800, Turkey, with 5,600, and …"
    if first.is_text("with") && tokens.get(part.start + 1).is_some_and(|t| t.kind == scan::Kind::Number) {
        return Some(Shape::Aside);
    }
    if first.kind == scan::Kind::Number || first.is_text("aged") {
        return (part.len() <= 2).then_some(Shape::Aside);
    }
    if first.is(vocab::RELATIVE) || !regions && part.len() <= 2 && first.is(vocab::REGION) && first.capital {
        return Some(Shape::Aside);
    }
    let counted = |i: usize| tokens[i].is(vocab::COLLECTIVE) || tokens[i].kind == scan::Kind::Number;
    let relative = part.clone().find(|i| tokens[*i].is(vocab::RELATIVE)).unwrap_or(part.end);
    let head = part.start..relative;
    if head.clone().any(counted) || head.clone().any(|i| tokens[i].is(vocab::AUXILIARY) || tokens[i].is(vocab::PRONOUN))
    {
        return None;
    }
    let named =
        |i: usize| tokens[i].capital || tokens[i].is(vocab::NAME_LINK) || prose.is(i, "-") || tokens[i].is_text("or");
    if first.capital {
        // "Suarez scored" is a clause, not a name.
        return if head.clone().all(named) { Some(Shape::Name) } else { None };
    }
    let determined = first.is(vocab::DETERMINER);
    // "the Bronx" is a name; "a Dane" tells what the one before is.
    let the_name = first.is_text("the") && head.len() > 1 && head.clone().skip(1).all(named);
    Some(match (the_name, determined) {
        (true, _) => Shape::Name,
        (false, true) => Shape::Noun,
        _ => Shape::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{claim, draft, quantity, settings::Settings};

    fn found(text: &str) -> Option<(u32, u32, u32)> {
        let draft = draft::read("a.md", text.as_bytes()).unwrap();
        let prose = Prose::new(&draft);
        let settings = Settings::default();
        let numbers = quantity::find(&prose, &settings);
        let claims = claim::claims(&prose, &numbers, &settings);
        let listing = listings(&prose, &claims).into_iter().next()?;
        Some((listing.stated, *listing.members.start(), *listing.members.end()))
    }

    #[test]
    fn lengths() {
        for (text, want) in [
            ("Three rivers burst their banks: the Ouse, the Derwent and the Aire.", Some((3, 3, 3))),
            ("Two firms bid: Marks and Spencer, and Fortnum & Mason.", Some((2, 2, 4))),
            ("Two lodgers were hurt: Tom Reeve, 31, a baker, and Ola Berg, 40, a nurse.", Some((2, 2, 4))),
            ("Four clerks left: Ann Roe, Bo Lind and Cy Marr.", Some((4, 3, 3))),
            ("The three who fell were Ann Roe, 20, and Bo Lind, 24.", Some((3, 2, 2))),
            ("Two villages, Aske, Brough and Catterick, lost power.", Some((2, 3, 3))),
            ("Six wards voted no: two in the north and four in the south.", None),
            ("Four people were inside: a couple and their sons.", None),
            ("Three teams, including Leeds and Hull, withdrew.", None),
            ("Four regions — France, Spain, Piedmont and Lazio — agreed.", Some((4, 3, 4))),
            ("Three countries — France, Spain, Italy and Greece — refused.", Some((3, 4, 4))),
            ("Two cities — Paris, France, and Turin, Italy — bid.", Some((2, 2, 4))),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }
}
