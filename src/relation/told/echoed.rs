//! Multiples that leave out what they are multiples of, because it has just been said: "1.3 million in its first year and
//! 2.9 million in 2019, more than twice as many"; "at 200 km. It will go down to 50 km, a quarter of that"; "It will have
//! 13,600, or 30 percent fewer."

use crate::quantity::{self, Kind};
use crate::relation::operand::{self, Likeness, likeness};
use crate::relation::reading::Reading;
use crate::relation::size::{mark, sense};
use crate::relation::{Change, Outcome};
use crate::vocab;

/// The most tokens between the number and the multiple behind it.
const SPREAD: usize = 7;

/// The two numbers straight before a claim that says how many times the one is the other.
pub(super) fn find(r: &Reading<'_>, size: usize) -> Option<Change> {
    let direction = echoes(r, size)?;
    let open = r.lead_aside(size)?;
    let sized = |c: usize| matches!(r.claims[c].quantity.kind, Kind::Multiple | Kind::Score | Kind::Vague);
    let plain = |c: &usize| !sized(*c) && operand::plain(&r.claims[*c]) && mark(r, *c).is_none();
    let near = r.near(size, 1);
    let mut earlier = (near.start..size).rev().filter(plain).filter(|&c| r.tokens(c).end <= open);
    let to = earlier.next().filter(|&c| r.claims[c].sentence == r.claims[size].sentence)?;
    let from = earlier.next()?;
    let tight = open - r.tokens(to).end <= SPREAD && r.runs_on(r.tokens(to).end..open);
    // "2.9 million against 1.3 million" is read as a comparison.
    let compared = r.any(r.gap(from, to), vocab::BASE);
    let bare = |c: usize| operand::bare(&r.claims[c]);
    let alike = likeness(&r.claims[from], &r.claims[to]);
    let same = alike == Likeness::Same || alike == Likeness::Elided && bare(to) && !bare(from);
    let across = r.claims[from].sentence != r.claims[size].sentence;
    let outcomes = vec![Outcome { claim: size, direction }];
    (tight && same && !compared).then_some(Change {
        from,
        to,
        direction: None,
        outcomes,
        stated: false,
        across,
        tied: false,
    })
}

/// Which way a claim says that it went, if it is a multiple whose base is left out.
fn echoes(r: &Reading<'_>, size: usize) -> Option<quantity::Change> {
    let quantity = &r.claims[size].quantity;
    quantity.value?;
    let (end, sentence) = (r.tokens(size).end, r.sentence(size));
    if quantity.kind == Kind::Percent {
        let fewer = r.is(end, vocab::COMPARATIVE) && r.closes(end + 1, &sentence);
        return fewer.then(|| sense(r, end, vocab::UP_COMPARATIVE, vocab::DOWN_COMPARATIVE));
    }
    // "as many" may be part of the multiple's own phrase.
    let as_many = |i: usize| r.prose.is(i, "as") && r.is(i + 1, vocab::AS_MANY) && r.closes(i + 2, &sentence);
    let that = |i: usize| {
        let noun = usize::from(r.is(i + 1, vocab::AMOUNT_NOUN));
        r.is(i, vocab::POINTS_BACK) && r.closes(i + 1 + noun, &sentence)
    };
    let said = (r.number_end(size)..end + 2).any(|i| as_many(i) || that(i));
    (matches!(quantity.kind, Kind::Multiple | Kind::Ratio) && said).then_some(quantity::Change::None)
}
