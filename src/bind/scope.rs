//! What narrows a claim to something that a measure is not about: other zones, places, contests, parties, kinds.

use super::Reason;
use super::bounds::Bounds;
use super::candidate::Binder;
use super::cell::Level;
use super::fit::comparable;
use super::matched::{Apart, Match, Seen};
use super::source::tokens;
use crate::prose::Tag;
use crate::quantity::senses::senses;
use crate::quantity::{Bound, Kind, Quantity};
use crate::rules::{ConditionRole, Measure};
use crate::vocab::forms::{Caps, fold, phrase_words};
use crate::vocab::{self, Meaning, WordId, scan};
use std::ops::Range;

/// Whether a claim's zone is the measure's. True if it states one and the measure wants it; an error if the two do
/// not fit.
pub(super) fn zone(b: &Binder<'_>, i: usize, measure: &Measure, chosen: &[Seen]) -> Result<bool, Reason> {
    let zones = zones(b, i);
    let Some(want) = &measure.within else {
        let covered = |z: &Zone<'_>| {
            chosen
                .iter()
                .any(|s| (s.occurrence.start as usize) < z.tokens.end && z.tokens.start < s.occurrence.end as usize)
        };
        let foreign = zones.iter().any(|z| narrows(z.quantity) && !covered(z));
        return if foreign { Err(Reason::OtherScope) } else { Ok(false) };
    };
    let own = senses(want.kind, &want.unit);
    let mut reason = Reason::OtherScope;
    for zone in &zones {
        let theirs = senses(zone.quantity.kind, &zone.quantity.unit);
        let Some((a, c)) = comparable(&own, &theirs) else { continue };
        if zone.quantity.range.is_some() && want.range.is_none() || zone.relation == "between" {
            reason = Reason::Ring;
            continue;
        }
        let outside = matches!(zone.quantity.bound, Bound::MoreThan | Bound::AtLeast)
            || matches!(zone.relation, "beyond" | "outside" | "over");
        if !outside && radius(zone.quantity, c).meets(&radius(want, a)) {
            return Ok(true);
        }
    }
    Err(reason)
}

/// The radius of a zone: "less than 200 km away" is the 200 km zone.
fn radius(quantity: &Quantity, base: &crate::quantity::senses::Base) -> Bounds {
    match (quantity.bound, quantity.value) {
        (Bound::LessThan | Bound::UpTo | Bound::Nearly, Some(value)) => {
            let half = crate::quantity::exact(quantity.numeral.step) / dashu_ratio::RBig::from(2);
            Bounds::around(value, half, base)
        }
        _ => Bounds::of(&quantity.interval, base),
    }
}

struct Zone<'z> {
    quantity: &'z Quantity,
    relation: &'z str,
    tokens: Range<usize>,
}

/// Whether a scope in such a unit narrows what is counted, rather than when.
fn narrows(quantity: &Quantity) -> bool {
    quantity.kind == Kind::Measure && quantity.unit.dimension == "length" || quantity.kind == Kind::Age
}

/// The zones that narrow a claim: what its scopes hold, else the zones of its sentence.
fn zones<'z>(b: &'z Binder<'_>, i: usize) -> Vec<Zone<'z>> {
    let stated: Vec<Zone<'z>> = b.claims[i]
        .scope
        .iter()
        .filter_map(|s| {
            let claim = b.claims.get(in_turn(b, i, s.claim?))?;
            let tokens = tokens(&b.reading, s.span);
            Some(Zone { quantity: &claim.quantity, relation: &s.relation, tokens })
        })
        .collect();
    if stated.iter().any(|z| narrows(z.quantity)) {
        return stated;
    }
    let own = around(b, i);
    stated.into_iter().chain(own.and_then(|k| zone_of(b, k))).collect()
}

/// "Within 200 and 400 km: 122,000 and 143,500": of as many zones as numbers, the one in the same place.
fn in_turn(b: &Binder<'_>, i: usize, zone: usize) -> usize {
    let ((at, count), (zone_at, zones)) = (b.group(i), b.group(zone));
    if count == zones && count > 1 { zone - zone_at + at } else { zone }
}

/// The zone of the sentence that belongs to a claim: the next one, where nothing parts the two, else the one before.
fn around(b: &Binder<'_>, i: usize) -> Option<usize> {
    let sentence = b.claims[i].sentence;
    let is_zone = |k: &usize| zone_of(b, *k).is_some();
    let same = |k: &usize| b.claims[*k].sentence == sentence;
    let after = (i + 1..b.claims.len().min(i + 4)).take_while(same).find(is_zone);
    let close = after.filter(|k| {
        let between = b.cells.of(i).noun.end..b.claims[*k].tokens.start;
        between.len() <= 16 && !between.clone().any(|t| matches!(b.reading.prose.word(t), "," | ";" | "and" | "but"))
    });
    close.or_else(|| (i.saturating_sub(4)..i).rev().take_while(same).find(is_zone))
}

/// A length that opens or closes a zone: "within 200 km of", "less than 200 km from", "the 200-km zone".
fn zone_of<'z>(b: &'z Binder<'_>, k: usize) -> Option<Zone<'z>> {
    let (claim, prose) = (&b.claims[k], b.reading.prose);
    if claim.quantity.kind != Kind::Measure || claim.quantity.unit.dimension != "length" {
        return None;
    }
    let before = claim.tokens.start.checked_sub(1).map_or("", |t| prose.word(t));
    let after = prose.word(claim.tokens.end);
    let opens = matches!(before.to_ascii_lowercase().as_str(), "within" | "inside");
    let zone = matches!(after, "zone" | "radius" | "strip" | "belt" | "area");
    let from = matches!(after, "from" | "of") && matches!(claim.quantity.bound, Bound::LessThan | Bound::UpTo);
    let relation = if opens || zone || from { "within" } else { return None };
    Some(Zone { quantity: &claim.quantity, relation, tokens: claim.tokens.clone() })
}

/// Whether a claim that has all of a measure's words may be about something narrower; an error if it surely is.
pub(super) fn doubt(b: &Binder<'_>, i: usize, found: &Match) -> Result<bool, Apart> {
    if complement_differs(b, i, found) {
        return Err(Apart::Complement);
    }
    let mut doubt = modified(b, i, found) || is_governed_otherwise(b, i, found);
    let cell = b.cells.of(i);
    let foreign = names(b, i, found, cell.sentence.clone());
    // A name that the pack has for something else altogether ("will hit the Earth") says nothing of this measure.
    let elsewhere = |n: &Range<usize>| is_known(b, i, found.pack, n) && !is_rival(b, i, found, n);
    let foreign = foreign
        .into_iter()
        .find(|n| !n.clone().all(|t| b.in_title(found.pack, prose_word(b, t))) && (found.proper || !elsewhere(n)));
    if !found.proper {
        if let Some(name) = foreign {
            return Err(Apart::Names(name));
        }
        if !b.on_topic(found.pack) {
            return Err(Apart::OffTopic);
        }
    }
    let foreign = foreign.is_some();
    let about_far = found.seen.iter().any(|s| s.closeness.0 > Level::Sentence);
    doubt |= about_far && foreign;
    for name in names(b, i, found, cell.tokens.clone()) {
        match place(b, i, found, &name) {
            Foreign::Surely => return Err(Apart::Names(name)),
            Foreign::Maybe => doubt = true,
            Foreign::No => {}
        }
    }
    Ok(doubt)
}

fn prose_word<'w>(b: &'w Binder<'_>, t: usize) -> &'w str {
    b.reading.prose.word(t)
}

/// "740 cases of whooping cough", "20 percent of shopkeepers": what hangs on the number with "of" is none of the
/// measure's words.
fn complement_differs(b: &Binder<'_>, i: usize, found: &Match) -> bool {
    let prose = b.reading.prose;
    let noun = b.cells.of(i).noun.clone();
    let kind = b.claims[i].quantity.kind;
    if !matches!(kind, Kind::Count | Kind::Percent | Kind::Ratio | Kind::Vague) {
        return false;
    }
    let Some(of) = noun.clone().rev().find(|t| prose.word(*t).eq_ignore_ascii_case("of")) else { return false };
    let complement = of + 1..noun.end;
    if complement.is_empty() {
        return false;
    }
    let words = b.index.entries[found.pack][found.measure].conditions.iter().flatten();
    let all = b.reading.sentence(b.claims[i].sentence);
    let mut known = words;
    if known.any(|p| all.iter().any(|o| o.phrase == *p && o.meets(&complement))) {
        return false;
    }
    // A word of a longer phrase of the measure ("measles" of "measles cases") will do, and so will its title.
    let measure = b.measure(found.pack, found.measure);
    let own: Vec<String> =
        measure.conditions.iter().flat_map(|c| &c.phrases).flat_map(|p| phrase_words(p)).map(|w| w.text).collect();
    let mut content = complement.clone().filter(|t| {
        let token = &prose.tokens[*t];
        token.kind == scan::Kind::Word
            && !token.is(vocab::DETERMINER.or(vocab::PRONOUN).or(vocab::POSSESSIVE).or(vocab::PREPOSITION))
    });
    let neutral = |t: usize| {
        let word = fold(prose.word(t));
        prose.tokens[t].is(vocab::NEUTRAL_COMPLEMENT)
            || own.iter().any(|o| *o == word || o.trim_end_matches('s') == word.trim_end_matches('s'))
            || b.in_title(found.pack, prose.word(t))
    };
    let definite =
        prose.tokens.get(of + 1).is_some_and(|t| t.is_text("the") || t.is(vocab::POSSESSIVE)) && kind == Kind::Count;
    content.clone().next().is_some() && !definite && !content.any(neutral)
}

/// "33 members backed it and 19 voted |against it": the measure's verb is another number's, and this one has its own.
fn is_governed_otherwise(b: &Binder<'_>, i: usize, found: &Match) -> bool {
    let prose = b.reading.prose;
    let cell = b.cells.of(i);
    let verb = |t: usize| prose.tag(t) == Tag::Verb;
    // "35 councillors, who voted for it"
    let relative = |t: usize| t >= cell.noun.end && t <= cell.noun.end + 3 && prose.tokens[t - 1].is(vocab::RELATIVE);
    let far = |s: &Seen| {
        let start = s.occurrence.start as usize;
        let acts = verb(start) || prose.tag(start) == Tag::Participle;
        s.closeness.0 == Level::Sentence && acts && !relative(start)
    };
    let cue = b.attributions[i].as_ref().and_then(|a| a.cue).map(|c| tokens(&b.reading, c)).unwrap_or_default();
    found.seen.iter().any(far)
        && (prose.tag(cell.noun.end) == Tag::Participle
            || cell.tokens.clone().any(|t| verb(t) && !cue.contains(&t) && !cell.noun.contains(&t)))
}

/// "Of its 23 cases, 32 …": a number that is a part of what opens its sentence with "of", and all of whose words stand
/// there, is about something narrower.
pub(super) fn is_part_of(b: &Binder<'_>, i: usize, found: &Match) -> bool {
    let prose = b.reading.prose;
    let (sentence, number) = (b.cells.of(i).sentence.clone(), b.cells.of(i).noun.start);
    let opens = |t: &usize| prose.word(*t) == "Of" && *t == prose.sentences[b.claims[i].sentence].range().start;
    let Some(of) = Some(sentence.start).filter(opens) else { return false };
    let Some(comma) = (of..number.min(of + 24)).find(|t| prose.is(*t, ",")) else { return false };
    found.seen.iter().all(|s| s.closeness.0 > Level::Sentence || s.occurrence.within(&(of..comma)))
}

/// Whether a word stands before the counted noun that makes it another: "operating |profit".
fn modified(b: &Binder<'_>, i: usize, found: &Match) -> bool {
    let prose = b.reading.prose;
    let measure = b.measure(found.pack, found.measure);
    found.seen.iter().enumerate().any(|(c, s)| {
        if measure.conditions.get(c).is_none_or(|c| c.role != ConditionRole::Of) {
            return false;
        }
        let Some(t) = (s.occurrence.start as usize).checked_sub(1) else { return false };
        let here = &prose.tokens[t];
        let word = prose.word(t);
        let own = b.index.entries[found.pack][found.measure].conditions.iter().flatten();
        let here_too = b.reading.sentence(prose.sentence_of(t));
        let mut own = own.filter(|p| here_too.iter().any(|o| o.phrase == **p && o.meets(&(t..t + 1))));
        let inside = own.next().is_some();
        let plain = here.kind == scan::Kind::Word
            && prose.sentence_of(t) == prose.sentence_of(s.occurrence.start as usize)
            && Caps::of(word) == Caps::Lower;
        let number = b.claims[i].tokens.contains(&t);
        plain
            && !inside
            && !number
            && matches!(prose.tag(t), Tag::Noun | Tag::Adjective)
            && !here.is(vocab::NEUTRAL_MODIFIER)
    })
}

/// Proper names in the claim's own stretch that are none of the measure's words, no source, no time and no unit.
fn names(b: &Binder<'_>, i: usize, found: &Match, within: Range<usize>) -> Vec<Range<usize>> {
    let prose = b.reading.prose;
    let claim = &b.claims[i];
    let all = b.reading.sentence(claim.sentence);
    let content = b.attributions[i].as_ref().filter(|a| !a.content.is_empty());
    let cited: Vec<Range<usize>> = b.attributions[i]
        .iter()
        .flat_map(|a| [a.source, a.cue, a.via])
        .flatten()
        .map(|s| tokens(&b.reading, s))
        .collect();
    let entry = &b.index.entries[found.pack][found.measure];
    let own = |t: usize| {
        all.iter().any(|o| {
            o.meets(&(t..t + 1))
                && (entry.conditions.iter().flatten().any(|p| *p == o.phrase)
                    || !b.index.phrases[o.phrase as usize].sources.is_empty())
        })
    };
    let first = prose.sentences[claim.sentence].range().start;
    let same = |k: &usize| b.claims[*k].sentence == claim.sentence;
    let around = (0..=i).rev().take_while(same).take(32).chain((i + 1..b.claims.len()).take_while(same).take(32));
    let numbers: Vec<Range<usize>> = around.map(|k| b.cells.of(k).noun.start..b.claims[k].tokens.end).collect();
    let in_number = |t: usize| numbers.iter().any(|n| n.contains(&t));
    // "Brain swelling": a common word of the pack that opens the sentence.
    let common = |t: usize| {
        let lower = |o: &&super::reading::Occurrence| {
            let word = t.checked_sub(o.start as usize).and_then(|k| b.index.phrases[o.phrase as usize].caps.get(k));
            o.meets(&(t..t + 1)) && word.is_some_and(|c| c.0 == Caps::Lower)
        };
        t == first && all.iter().take_while(|o| o.start as usize <= t).any(|o| lower(&o))
    };
    let is_name = |t: usize| {
        let token = &prose.tokens[t];
        let word = prose.word(t);
        token.kind == scan::Kind::Word
            && Caps::of(word) != Caps::Lower
            && (prose.tag(t) == Tag::Proper || t != first && token.id == crate::vocab::WordId::default())
            && !(t == first && token.is(vocab::OPENER.or(vocab::PREPOSITION).or(vocab::DETERMINER)))
            && !is_calendar(word)
            && !common(t)
            && !in_number(t)
            && !cited.iter().any(|c| c.contains(&t))
            && content.is_none_or(|a| a.content.iter().any(|s| s.overlaps(token.span)))
            && !matches!(word, "I" | "Mr" | "Ms" | "Mrs" | "Dr")
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut t = within.start;
    while t < within.end {
        if !is_name(t) {
            t += 1;
            continue;
        }
        let mut end = t + 1;
        while end < within.end && (is_name(end) || matches!(prose.word(end), "-" | "&") && is_name(end + 1)) {
            end += 1;
        }
        let dateline = t == first
            && matches!(prose.word(end), "—" | "–" | "(" | ",")
            && (t..end).all(|x| Caps::of(prose.word(x)) == Caps::All);
        if !(t..end).any(own) && !dateline {
            runs.push(t..end);
        }
        t = end;
    }
    runs
}

/// Whether a word is a month, a weekday or a feast, which name no place.
pub(super) fn is_calendar(word: &str) -> bool {
    let dated = |p: &vocab::Phrase| p.rest.is_empty() && matches!(p.meaning, Meaning::Month(_) | Meaning::Weekday(_));
    ["Christmas", "Easter"].contains(&word) || WordId::of(word).lexeme().phrases.iter().any(dated)
}

enum Foreign {
    Surely,
    Maybe,
    No,
}

/// What a name in the claim's stretch does to it.
fn place(b: &Binder<'_>, i: usize, found: &Match, name: &Range<usize>) -> Foreign {
    let prose = b.reading.prose;
    if name.clone().all(|t| b.in_title(found.pack, prose.word(t)) || prose.word(t).len() < 2) {
        return Foreign::No;
    }
    let cell = b.cells.of(i);
    // "in the state of Bavaria", "in the Berlin election".
    let mut t = name.start;
    let mut governor = None;
    for _ in 0..4 {
        let Some(before) = t.checked_sub(1).filter(|t| *t >= cell.tokens.start) else { break };
        let word = prose.word(before).to_ascii_lowercase();
        if prose.tokens[before].is(vocab::PLACE_PREPOSITION) {
            governor = Some(before);
            break;
        }
        let goes_on = prose.tokens[before].kind == scan::Kind::Word
            && (word == "of"
                || matches!(prose.tag(before), Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Proper));
        if !goes_on {
            break;
        }
        t = before;
    }
    let sibling = b.reading.sentence(b.claims[i].sentence).iter().any(|o| o.meets(name));
    if governor.is_some() {
        return if sibling && !is_rival(b, i, found, name) { Foreign::Maybe } else { Foreign::Surely };
    }
    // Another's name stands where the subject does, and the measure's own is not here.
    let own_near = found.seen.iter().enumerate().all(|(c, s)| {
        let about = b.measure(found.pack, found.measure).conditions.get(c).is_none_or(|c| c.role != ConditionRole::Of);
        !about || s.closeness.0 <= Level::Cell
    });
    let before = name.start.checked_sub(1).map(|t| prose.tag(t));
    let governed = before == Some(Tag::Preposition);
    if !own_near && name.end <= cell.noun.start && !governed {
        return Foreign::Surely;
    }
    Foreign::No
}

/// Whether a measure of the pack uses a name.
fn is_known(b: &Binder<'_>, i: usize, pack: usize, name: &Range<usize>) -> bool {
    b.reading.sentence(b.claims[i].sentence).iter().filter(|o| o.meets(name)).any(|o| {
        let phrase = &b.index.phrases[o.phrase as usize];
        phrase.tells() && phrase.packs.contains(&(pack as u32))
    })
}

/// Whether a name is what another measure of the same pack is about, in the same condition.
fn is_rival(b: &Binder<'_>, i: usize, found: &Match, name: &Range<usize>) -> bool {
    let all = b.reading.sentence(b.claims[i].sentence);
    let pack = &b.index.entries[found.pack];
    let own = &pack[found.measure];
    all.iter().filter(|o| o.meets(name)).any(|o| {
        let hung = &b.index.phrases[o.phrase as usize].measures;
        hung.iter().filter(|(p, _)| *p as usize == found.pack).any(|(_, m)| {
            let other = &pack[*m as usize];
            other.conditions.first().is_some_and(|of| own.conditions.first() == Some(of))
        })
    })
}
