//! Rates that follow from an amount and what it is spread over: "$500 million for 10,000 homes, or $50,000 each",
//! "240 miles in four hours, an average of 60 miles an hour", "£2,000 a week, or £104,000 a year".

use super::operand::{self, Likeness, likeness};
use super::reading::Reading;
use super::{Per, Rate, Relation, averaged};
use crate::quantity::Kind;
use crate::vocab;

/// Times between which pay and output are reckoned by the calendar alone; by the hour and the day they are not.
const CALENDAR: [&str; 4] = ["week", "month", "quarter", "year"];

/// Finds the rates of a draft that the words derive from other numbers.
pub(super) fn find(r: &Reading<'_>, out: &mut Vec<Relation>) {
    for rate in 0..r.claims.len() {
        if let Some(total) = in_all(r, rate) {
            out.push(total);
            continue;
        }
        let Some((per, noun)) = per(r, rate) else { continue };
        if let Some(found) = averaged::find(r, rate, &per, &noun) {
            out.push(Relation::Rate(found));
            continue;
        }
        if !restates(r, rate) {
            continue;
        }
        let found = match &per {
            Per::One => spread(r, rate, &noun),
            Per::Many(_) => proportion(r, rate),
            Per::Time(time) => over_time(r, rate, time),
        };
        if let Some((amount, over)) = found {
            let across = r.claims[amount].sentence != r.claims[rate].sentence;
            let inverse = matches!(per, Per::Many(_)) && one_for(r, rate);
            out.push(Relation::Rate(Rate { rate, per, amount, over, across, inverse, of_year: false }));
        }
    }
}

/// "a million doses at $21 each, or $21 million in all"; "60 a year for the next three years, 180 in all": the amount that a
/// rate adds up to.
fn in_all(r: &Reading<'_>, rate: usize) -> Option<Relation> {
    let (per, _) = per(r, rate)?;
    match &per {
        Per::One => each_in_all(r, rate, per),
        Per::Time(_) => times_in_all(r, rate, per),
        Per::Many(_) => None,
    }
}

/// Whether the words behind a number say that it is the sum: "in all", "altogether".
fn says_all(r: &Reading<'_>, amount: usize) -> bool {
    let end = r.tokens(amount).end;
    r.text_is(end, &["in"]) && r.text_is(end + 1, &["all", "total"]) || r.is(end, vocab::TOGETHER)
}

/// "60 a year for the next three years, 180 in all".
fn times_in_all(r: &Reading<'_>, rate: usize, per: Per) -> Option<Relation> {
    let (over, amount) = (rate + 1, rate + 2);
    let lasting = |c: usize| r.claims[c].quantity.kind == Kind::Duration && operand::plain(&r.claims[c]);
    if !r.peers(rate).contains(&amount) || !lasting(over) || !whole_amount(r, rate, amount) {
        return None;
    }
    let between = r.gap(rate, over);
    let spent = between.len() <= 4 && r.any_text(between, &["for", "over"]);
    let total = r.lead(amount).is_some_and(|i| r.text_is(i, &["of"]) && r.text_is(i - 1, &["total"]));
    let open = r.lead_aside(amount).filter(|&o| o >= r.tokens(over).end);
    let aside = open.is_some_and(|o| o - r.tokens(over).end <= 2);
    (spent && aside && (total || says_all(r, amount))).then_some(Relation::Rate(Rate {
        rate,
        per,
        amount,
        over: Some(over),
        across: false,
        inverse: false,
        of_year: false,
    }))
}

fn each_in_all(r: &Reading<'_>, rate: usize, per: Per) -> Option<Relation> {
    let peers = r.peers(rate);
    let (over, amount) = (rate.checked_sub(1).filter(|c| peers.contains(c))?, rate + 1);
    let counted = operand::counts(&r.claims[over]) && operand::plain(&r.claims[over]);
    let all = r.claims.len() > amount && says_all(r, amount);
    if !peers.contains(&amount)
        || !all
        || !counted
        || !r.any_text(r.gap(over, rate), &["at"])
        || !whole_amount(r, rate, amount)
    {
        return None;
    }
    let or = r.lead_aside(amount).is_some_and(|i| r.text_is(i + 1, &["or"]));
    let close = r.gap(over, rate).len() <= 4 && r.gap(rate, amount).len() <= 4;
    let (over, across) = (Some(over), false);
    (or && close).then_some(Relation::Rate(Rate { rate, per, amount, over, across, inverse: false, of_year: false }))
}

/// What a claim is per, and the noun where it is per a thing.
fn per(r: &Reading<'_>, rate: usize) -> Option<(Per, String)> {
    let claim = &r.claims[rate];
    claim.quantity.value?;
    let tokens = r.tokens(rate);
    if let Some((_, below)) = operand::rate_parts(claim) {
        let number: Option<u64> = below.replace(',', "").parse().ok();
        let time = operand::named(below).is_some()
            && matches!(below, "second" | "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year");
        return Some(match (number, time) {
            (Some(n), _) => (Per::Many(n), String::new()),
            (_, true) => (Per::Time(below.into()), String::new()),
            _ => (Per::One, below.into()),
        });
    }
    let plain = matches!(claim.quantity.kind, Kind::Money | Kind::Count | Kind::Number | Kind::Measure);
    let each = r.text_is(tokens.end, &["each", "apiece"])
        || r.text_is(tokens.end, &["for"]) && r.text_is(tokens.end + 1, &["each", "every"])
        || tokens.start > 0 && r.text_is(tokens.start - 1, &["each"])
        || r.text_is(tokens.start, &["each"]);
    if plain && each {
        return Some((Per::One, String::new()));
    }
    // "300 jobs, or $300,000 a job": by the noun of a count before it.
    let noun = if plain && r.text_is(tokens.end, &["a", "an", "per"]) { r.prose.word(tokens.end + 1) } else { "" };
    let counted =
        |c: usize| crate::prose::singular(r.claims[c].quantity.unit.name.rsplit(' ').next().unwrap_or("")) == noun;
    // "50 tonnes a crew a day" is spread twice.
    let twice = r.text_is(tokens.end + 2, &["a", "an", "per", "each"]);
    let named =
        !noun.is_empty() && !twice && (r.peers(rate).start..rate).any(|c| operand::counts(&r.claims[c]) && counted(c));
    named.then(|| (Per::One, noun.to_string()))
}

/// Whether the words give a rate as another way of saying what came before.
fn restates(r: &Reading<'_>, rate: usize) -> bool {
    let giving = r.any_text(r.tokens(rate).start.saturating_sub(3)..r.tokens(rate).start, &["giving"]);
    let Some(open) = r.lead_aside(rate) else { return giving || rate_of(r, rate) };
    let inner = open + 1..r.tokens(rate).start;
    giving
        || r.any(inner.clone(), vocab::OUTCOME_NOUN)
        || r.any_text(inner.clone(), &["or", "that", "which"])
        || inner.len() <= 1 && !r.text_is(open, &[":"]) && !in_places(r, rate, inner.start)
}

/// "With 30 murders among its 600,000 residents, the town has a rate of 5 per 100,000".
fn rate_of(r: &Reading<'_>, rate: usize) -> bool {
    let many =
        operand::rate_parts(&r.claims[rate]).is_some_and(|p| p.1.bytes().all(|b| b.is_ascii_digit() || b == b','));
    let named = r.lead(rate).is_some_and(|i| r.text_is(i, &["of"]) && r.text_is(i.wrapping_sub(1), &["rate"]));
    many && named && r.text_is(r.sentence(rate).start, &["with"])
}

/// "126 kilometres in three hours, at 110 kilometres an hour in places": not all of the way.
fn in_places(r: &Reading<'_>, rate: usize, inner: usize) -> bool {
    let part = r.text_is(inner, &["at"]) && !r.closes(r.tokens(rate).end, &r.sentence(rate));
    part && r.claims[rate].quantity.unit.dimension == "speed"
}

/// Claims before a rate that may be what is spread, nearest first: in its sentence, else in the one before.
fn amounts<'a>(r: &'a Reading<'a>, rate: usize) -> impl Iterator<Item = usize> + 'a {
    let home = r.claims[rate].sentence;
    let near = r.near(rate, 1);
    let own = (near.start..rate).rev().filter(move |&c| r.claims[c].sentence == home);
    let before = (near.start..rate).rev().filter(move |&c| r.claims[c].sentence != home);
    own.chain(before).filter(move |&c| r.claims[c].quantity.value.is_some() && whole_amount(r, rate, c))
}

/// Whether a claim is of what the rate is a rate of, and no rate itself.
pub(super) fn whole_amount(r: &Reading<'_>, rate: usize, claim: usize) -> bool {
    let (a, b) = (&r.claims[rate], &r.claims[claim]);
    let above = operand::rate_parts(a).map_or(&*a.quantity.unit.name, |p| p.0);
    if let Some((spent, time)) = operand::rate_parts(b) {
        // "£14.6m a year on buses for 11,200 pupils, or £1,300 for each"
        let yearly = operand::named(time).is_some() && operand::rate_parts(a).is_none();
        return yearly && a.quantity.kind == Kind::Money && a.quantity.unit.name == spent;
    }
    match b.quantity.kind {
        Kind::Money => a.quantity.unit.name.starts_with(&*b.quantity.unit.name),
        // "220 kilometres, 20 a day"
        Kind::Measure if above == "count" => r.gap(claim, rate).len() == 1 && claim + 1 == rate,
        Kind::Measure => above == b.quantity.unit.name || same_dimension(above, &b.quantity.unit.name),
        Kind::Count | Kind::Number => {
            above == "count" || above.is_empty() || operand::counts(a) || likeness(a, b) == Likeness::Same
        }
        _ => false,
    }
}

fn same_dimension(a: &str, b: &str) -> bool {
    let of = |name: &str| crate::vocab::UNITS.iter().find(|u| u.name == name).map(|u| u.dimension);
    of(a).is_some() && of(a) == of(b)
}

/// "$500 million on 10,000 homes, or $50,000 each"; "£36 for six tickets, or £6 a ticket".
fn spread(r: &Reading<'_>, rate: usize, noun: &str) -> Option<(usize, Option<usize>)> {
    let head = matches!(noun, "" | "head" | "person" | "capita" | "piece");
    let fits = |c: &usize| {
        operand::counts(&r.claims[*c])
            && operand::plain(&r.claims[*c])
            && (head
                || crate::prose::singular(r.claims[*c].quantity.unit.name.rsplit(' ').next().unwrap_or("")) == noun)
    };
    let tokens = r.tokens(rate);
    let peers = r.peers(rate);
    // "about $3,600 for each of the country's 330 million people"
    // "$5.25 million for each of the 16 days"
    let lasting = |c: &usize| r.claims[*c].quantity.kind == Kind::Duration && operand::plain(&r.claims[*c]);
    let after = Some(rate + 1).filter(|c| peers.contains(c) && r.text_is(tokens.end, &["for"])).filter(|c| {
        let close = r.gap(rate, *c).len() <= 4 && r.any_text(r.gap(rate, *c), &["of"]);
        fits(c) || close && lasting(c)
    });
    let named = (peers.start..rate).rev().filter(|_| !head).find(fits);
    let amount = amounts(r, rate).find(|&c| Some(c) != named)?;
    let same = r.claims[amount].sentence == r.claims[rate].sentence;
    let over = after.or(named).or_else(|| (peers.start..rate).rev().filter(|&c| c != amount).find(fits))?;
    // Two counts to choose from: which one is meant cannot be told, unless the noun says it.
    let rivals = (peers.start..rate).filter(|&c| c != amount && c != over).filter(fits).count();
    let clear = rivals == 0 || !noun.is_empty() && !head;
    (clear && (same || over < rate)).then_some((amount, Some(over)))
}

/// "One for every 15": how many there are to one is what is stated, and no rounded rate.
fn one_for(r: &Reading<'_>, rate: usize) -> bool {
    let tokens = r.tokens(rate);
    r.text_is(tokens.start, &["one"]) && r.text_is(tokens.start + 1, &["for"])
}

/// "Twelve people died among the 400,000 who had the jab, a rate of 0.3 per 10,000".
fn proportion(r: &Reading<'_>, rate: usize) -> Option<(usize, Option<usize>)> {
    let peers = r.peers(rate);
    // "420 taps, one for every 200 people": of the noun, here or in the sentence before.
    let noun = r.prose.word(r.tokens(rate).end);
    if one_for(r, rate) && !r.closes(r.tokens(rate).end, &r.sentence(rate)) {
        let few = rate.checked_sub(1).filter(|&c| peers.contains(&c) && r.gap(c, rate).len() <= 1)?;
        let named = |c: usize| operand::counts(&r.claims[c]) && r.tokens(c).any(|i| r.prose.word(i) == noun);
        let mut many = (r.near(rate, 1).start..few).rev().filter(|&c| named(c) && operand::plain(&r.claims[c]));
        let over = many.next().filter(|_| many.next().is_none())?;
        let counted = operand::counts(&r.claims[few]) && operand::plain(&r.claims[few]);
        return counted.then_some((few, Some(over)));
    }
    let counts: Vec<usize> =
        (peers.start..rate).filter(|&c| operand::counts(&r.claims[c]) && operand::plain(&r.claims[c])).collect();
    let value = |c: usize| r.claims[c].quantity.value;
    match counts[..] {
        [a, b] if value(a) < value(b) => Some((a, Some(b))),
        [a, b] if value(b) < value(a) => Some((b, Some(a))),
        _ => None,
    }
}

/// "240 miles in four hours, an average of 60 miles an hour"; "$60,000 a year, or $5,000 a month".
fn over_time(r: &Reading<'_>, rate: usize, time: &str) -> Option<(usize, Option<usize>)> {
    let peers = r.peers(rate);
    let previous = rate.checked_sub(1).filter(|c| peers.contains(c))?;
    if let Some((above, below)) = operand::rate_parts(&r.claims[previous]) {
        let own = operand::rate_parts(&r.claims[rate])?.0;
        let alike = own == above || own == "count" || above == "count" && operand::counts(&r.claims[rate]);
        let calendar = CALENDAR.contains(&below) && CALENDAR.contains(&time) && below != time;
        let close = r.gap(previous, rate).len() <= 6;
        return (alike && calendar && close).then_some((previous, None));
    }
    let durations: Vec<usize> = (peers.start..rate)
        .filter(|&c| r.claims[c].quantity.kind == Kind::Duration && operand::plain(&r.claims[c]))
        .collect();
    let [over] = durations[..] else { return None };
    let amount = amounts(r, rate).find(|&c| r.claims[c].sentence == r.claims[rate].sentence)?;
    let spent = r.led_by(over, &["in", "over", "takes", "took"]) || over < amount && r.led_by(over, &["for"]);
    (spent && r.gap(over.max(amount), rate).len() <= 6).then_some((amount, Some(over)))
}
