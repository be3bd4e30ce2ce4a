//! The little of noun phrases that attribution needs: the one that ends before a verb, the one that starts after it.

use crate::prose::{Prose, Tag, Token};
use crate::vocab::{self, Meaning, scan::Kind, words};
use std::ops::Range;

/// The most tokens that a phrase is followed over, so that hostile text costs no more than good copy.
const LONGEST: usize = 40;
/// The most words of one name in a list.
const LISTED: usize = 4;

/// What a symbol does to a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Comma,
    /// `;`, `:` or a dash.
    Break,
    Open,
    Close,
    /// A quotation mark of any kind.
    Quote,
    /// A full stop, question or exclamation mark.
    Stop,
    None,
}

pub(super) fn mark(prose: &Prose<'_>, i: usize) -> Mark {
    let Some(token) = prose.tokens.get(i) else { return Mark::Stop };
    if token.kind != Kind::Symbol {
        return Mark::None;
    }
    let first = prose.text.as_bytes()[token.span.start as usize];
    if first.is_ascii_alphanumeric() || matches!(first, b'$' | b'%' | b'/' | b'&' | b'*' | b'#') {
        return Mark::None;
    }
    match prose.word(i) {
        "," => Mark::Comma,
        ";" | ":" | "—" | "–" => Mark::Break,
        "-" if !token.glued() => Mark::Break,
        "(" | "[" => Mark::Open,
        ")" | "]" => Mark::Close,
        "“" | "”" | "\"" | "„" | "«" | "»" | "‘" => Mark::Quote,
        "'" | "’" if doubled(prose, i) => Mark::Quote,
        "." if abbreviates(prose, i) => Mark::None,
        "." | "!" | "?" | "…" => Mark::Stop,
        _ => Mark::None,
    }
}

/// Whether two apostrophes stand for a quotation mark.
fn doubled(prose: &Prose<'_>, i: usize) -> bool {
    let same = |a: usize, b: usize| prose.tokens.get(b).is_some_and(Token::glued) && prose.word(a) == prose.word(b);
    same(i, i + 1) || i > 0 && same(i - 1, i)
}

/// Whether the point at `i` belongs to the word before it and the sentence goes on.
fn abbreviates(prose: &Prose<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|b| &prose.tokens[b]) else { return false };
    let goes_on = prose.tokens.get(i + 1).is_some_and(|t| {
        t.kind == Kind::Word || prose.is(i + 1, ",") || t.kind == Kind::Number && before.is_any(words!["no", "nos"])
    });
    let short = before.span.len() == 1 && before.capital
        || before.is(vocab::ABBREVIATION)
        || before.is(vocab::TITLE_ABBREVIATION);
    // "R-Ky., said": no sentence ends before a comma.
    prose.tokens[i].glued() && (goes_on && short || prose.is(i + 1, ",") && before.capital)
}

/// Whether `i` is a word that may stand inside a noun phrase, wherever it stands there.
fn nominal(prose: &Prose<'_>, i: usize) -> bool {
    let token = &prose.tokens[i];
    match token.kind {
        Kind::Word if acronym(prose, i) => true,
        Kind::Word => !token.is(CLOSED) || token.is(vocab::DETERMINER) || token.is(vocab::POSSESSIVE),
        Kind::Number => true,
        Kind::Symbol | Kind::Link => false,
    }
}

/// Whether a word of two letters or more is all capitals: "WHO" is no pronoun.
fn acronym(prose: &Prose<'_>, i: usize) -> bool {
    prose.tokens[i].capital && prose.tokens[i].span.len() > 1 && prose.word(i).bytes().all(|b| b.is_ascii_uppercase())
}

const CLOSED: vocab::Class = vocab::PRONOUN
    .or(vocab::PREPOSITION)
    .or(vocab::CONJUNCTION)
    .or(vocab::SUBORDINATOR)
    .or(vocab::RELATIVE)
    .or(vocab::AUXILIARY);

/// Words that may stand between a subject and its verb.
pub(super) fn between(prose: &Prose<'_>, i: usize) -> bool {
    let token = &prose.tokens[i];
    let word = prose.word(i);
    token.kind == Kind::Word
        && (token.is(vocab::AUXILIARY)
            || token.is(vocab::NEGATION)
            || token.is(vocab::ADVERB) && !matches!(word, "this" | "each" | "once")
            || word.len() > 4 && word.ends_with("ly") && !token.capital
            || matches!(word, "'s" | "’s") && contracted(prose, i)
            || matches!(word, "first" | "further" | "then"))
}

/// Whether the `'s` at `i` is "is" or "has": it stands after a pronoun.
pub(super) fn contracted(prose: &Prose<'_>, i: usize) -> bool {
    i > 0 && prose.tokens[i - 1].is(vocab::PRONOUN) && matches!(prose.word(i), "'s" | "’s")
}

/// Whether the token names a day or a time of the day.
pub(super) fn is_day(token: &Token) -> bool {
    token.lexeme().phrases.iter().any(|p| p.rest.is_empty() && matches!(p.meaning, Meaning::Weekday(_)))
        || token.is_any(words!["yesterday", "today", "tonight"])
}

/// Where a time phrase with "in" starts that ends with `last`: "in May 2015", "in the past", "in recent weeks".
fn dated(prose: &Prose<'_>, floor: usize, last: usize) -> Option<usize> {
    let timed = |i: &usize| {
        let token = &prose.tokens[*i];
        let year = token.kind == Kind::Number && prose.word(*i).len() == 4;
        let month = |p: &vocab::Phrase| p.rest.is_empty() && matches!(p.meaning, Meaning::Month(_));
        year || token.is(vocab::TIME_PHRASE) || token.capital && token.lexeme().phrases.iter().any(month)
    };
    let first = (floor..=last).rev().take(4).take_while(timed).last()?;
    first.checked_sub(1).filter(|i| *i > floor && prose.is(*i, "in"))
}

/// The start of "in fact", "in a statement", "at the time" that end at `last` and follow a noun.
fn idiom(prose: &Prose<'_>, floor: usize, last: usize) -> Option<usize> {
    if !prose.tokens[last].is(vocab::ADJUNCT_NOUN) {
        return None;
    }
    let determined = last > floor && prose.tokens[last - 1].is(vocab::DETERMINER);
    let preposition = last.checked_sub(1 + usize::from(determined)).filter(|p| *p > floor)?;
    prose.is_any(preposition, words!["in", "at", "for"]).then_some(preposition)
}

/// "last week", "this month": a period that ends at `i`.
pub(super) fn is_period(prose: &Prose<'_>, i: usize) -> bool {
    prose.tokens[i].is(vocab::PERIOD_NOUN) && prose.is_any(i - 1, words!["last", "this", "earlier", "late"])
}

/// The token after "last month", "on Monday" or "yesterday" at `i`; `i` where none stands there.
pub(super) fn after_time(prose: &Prose<'_>, i: usize) -> usize {
    let day = |i: usize| prose.tokens.get(i).is_some_and(is_day);
    match i {
        _ if day(i) => i + 1,
        _ if prose.is(i, "on") && day(i + 1) => i + 2,
        _ if i + 1 < prose.tokens.len() && is_period(prose, i + 1) => i + 2,
        _ => i,
    }
}

/// The subject that a verb at `verb` has before it, not reaching before `floor`; with its apposition.
pub(super) fn before(prose: &Prose<'_>, floor: usize, verb: usize) -> Option<Range<usize>> {
    let floor = floor.max(verb.saturating_sub(LONGEST));
    let mut end = edge(prose, floor, verb);
    // "a paper published on Wednesday |says": the day is part of the phrase.
    if end < verb && end > floor + 1 && prose.tag(end - 1) == Tag::Participle && is_day(&prose.tokens[verb - 1]) {
        return start_of(prose, floor, end).map(|start| start..verb);
    }
    let mut whole = None;
    loop {
        let last = end.checked_sub(1).filter(|l| *l >= floor)?;
        match mark(prose, last) {
            Mark::Comma if whole.is_none() => {
                let open = opening_comma(prose, floor, last)?;
                // "a poll, the paper reported, found", "the mayor, citing a report, said": no part of the name.
                let aside = super::reach::is_verb(&prose.tokens[last - 1]) || prose.tag(open + 1) == Tag::Gerund;
                whole = Some(if aside { open } else { last });
                end = open;
            }
            Mark::Break if whole.is_none() && !prose.is(last, ";") && !prose.is(last, ":") => {
                let open = (floor..last).rev().find(|&j| mark(prose, j) == Mark::Break)?;
                whole = Some(last);
                end = open;
            }
            Mark::Close => {
                let open = (floor..last).rev().find(|&j| mark(prose, j) == Mark::Open)?;
                whole = whole.or(Some(end));
                end = open;
            }
            _ => break,
        }
    }
    let start = start_of(prose, floor, end)?;
    if let Some(antecedent) = antecedent(prose, floor, start) {
        return Some(antecedent..whole.unwrap_or(end));
    }
    Some(start..whole.unwrap_or(end))
}

/// The subject of the first verb in `clause`, leaving out an opening phrase or subordinate clause.
pub(super) fn main_subject(prose: &Prose<'_>, clause: Range<usize>) -> Option<Range<usize>> {
    let mut from = clause.start;
    let first = &prose.tokens[from];
    if first.is(vocab::PREPOSITION.or(vocab::SUBORDINATOR)) || prose.tag(from) == Tag::Gerund {
        from = clause.clone().find(|&i| mark(prose, i) == Mark::Comma)? + 1;
    }
    let verb = |i: &usize| prose.tag(*i).is_verb() && !prose.tag(i.saturating_sub(1)).is_verb();
    (from..clause.end)
        .filter(verb)
        .take(4)
        .find_map(|i| before(prose, from, i).filter(|s| !prose.tokens[s.start].is(vocab::RELATIVE)))
}

/// Where the words start that may stand between a subject and the verb at `verb`: "has also on Monday |said".
pub(super) fn edge(prose: &Prose<'_>, floor: usize, verb: usize) -> usize {
    let mut edge = verb;
    while edge > floor {
        let last = edge - 1;
        if let Some(start) = dated(prose, floor, last).or_else(|| idiom(prose, floor, last)) {
            edge = start;
        } else if last > floor && is_period(prose, last) {
            edge = if last - 1 > floor && prose.word(last - 2) == "out" { last - 2 } else { last - 1 };
        } else if is_day(&prose.tokens[last]) {
            let on = last > floor && prose.word(last - 1) == "on";
            edge = if on { last - 1 } else { last };
        } else if between(prose, last) {
            // "more accurately |predicted"
            let degree = last > floor + 1
                && prose.word(last).ends_with("ly")
                && prose.is_any(last - 1, words!["more", "most", "less", "least"]);
            edge = last - usize::from(degree);
        } else {
            break;
        }
    }
    edge
}

/// The comma that opens the parenthesis which the comma at `close` ends. Where a comma follows a noun phrase that
/// opens the clause, it is that one ("Smith, 31, a lawyer from Troy, Mich., said"); else the nearest.
fn opening_comma(prose: &Prose<'_>, floor: usize, close: usize) -> Option<usize> {
    let mut nearest = None;
    for i in (floor..close).rev() {
        match mark(prose, i) {
            Mark::Comma if i + 1 < close && i > floor && ends_phrase(prose, i - 1) => {
                nearest = nearest.or(Some(i));
                let bracket = mark(prose, i - 1) == Mark::Close;
                let open = bracket.then(|| (floor..i).rev().find(|&j| mark(prose, j) == Mark::Open)).flatten();
                let start = start_of(prose, floor, open.unwrap_or(i));
                if start.is_some_and(|s| s == floor || matches!(mark(prose, s - 1), Mark::Quote | Mark::Break)) {
                    return Some(i);
                }
            }
            Mark::Quote | Mark::Break | Mark::Stop => break,
            _ => {}
        }
    }
    nearest
}

/// Whether a noun phrase can end with `i`: a noun, "Mo.", "(D-Md.)".
fn ends_phrase(prose: &Prose<'_>, i: usize) -> bool {
    nominal(prose, i) || mark(prose, i) == Mark::Close || prose.word(i) == "." && prose.tokens[i].glued()
}

/// Where the subject starts if what stands before the verb is the end of its relative clause: "the officials whose laws
/// have been struck down |say".
fn antecedent(prose: &Prose<'_>, floor: usize, start: usize) -> Option<usize> {
    let before = start.checked_sub(1).filter(|b| *b >= floor)?;
    if !prose.tokens[before].is(vocab::AUXILIARY) && !is_predicate(prose, floor, before) {
        return None;
    }
    for i in (floor..before).rev().take(12) {
        let token = &prose.tokens[i];
        if mark(prose, i) != Mark::None {
            return None;
        }
        if token.is_any(words!["who", "whose", "which", "that"]) {
            return start_of(prose, floor, i).filter(|s| !prose.tokens[*s].is(vocab::PRONOUN));
        }
    }
    None
}

/// Where the noun phrase that ends before `end` starts.
fn start_of(prose: &Prose<'_>, floor: usize, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|l| *l >= floor)?;
    let token = &prose.tokens[last];
    // "Moss himself |said"
    if token.is(vocab::REFLEXIVE) && last > floor && nominal(prose, last - 1) {
        return start_of(prose, floor, last);
    }
    let relative = token.is_any(words!["who", "which"]) || is_that(prose, last);
    if (token.is(vocab::PRONOUN) && !token.is(vocab::RELATIVE) || relative) && !acronym(prose, last) {
        return Some(last);
    }
    if !nominal(prose, last) && mark(prose, last) != Mark::None {
        return None;
    }
    let mut start = end;
    while start > floor {
        let i = start - 1;
        let token = &prose.tokens[i];
        let glue = token.kind == Kind::Symbol && mark(prose, i) == Mark::None;
        if is_finite(prose, floor, i) {
            // "he said |the bank estimates": a clause without "that".
            if token.is(vocab::CLAUSE_OPENING) {
                break;
            }
            return None;
        }
        if start < end && !token.capital && is_predicate(prose, floor, i) {
            break;
        }
        // "the 4 percent |economists expected"
        let share = token.is_text("percent") || prose.word(i) == "%";
        let amount = share && start < end && !prose.tokens[start].is(vocab::PREPOSITION);
        if token.is_text("that") && start < end || amount {
            break;
        }
        if nominal(prose, i) || glue {
            start = i;
            // "the $4 million |the mayor expects": an article after a noun opens a phrase of its own.
            let article = token.is_any(words!["the", "a", "an"]);
            if article && i > floor && matches!(prose.tag(i - 1), Tag::Noun | Tag::Number) {
                break;
            }
            continue;
        }
        // "the head of the agency", "Smith and Jones": the phrase goes on before these.
        let joins = start < end && i > floor && {
            let (left, right) = (&prose.tokens[i - 1], &prose.tokens[i + 1]);
            let preposition =
                token.is(vocab::PREPOSITION) && !token.capital && nominal(prose, i - 1) && !left.is(vocab::DETERMINER);
            let word = prose.word(i);
            let others = right.is_any(words!["other", "others"]) && left.kind == Kind::Word;
            preposition && !matches!(word, "after" | "before" | "since" | "as" | "because" | "while")
                || matches!(word, "and" | "or" | "&") && left.capital && right.capital && left.kind == Kind::Word
                || word == "and" && others
        };
        if !joins {
            if let Some(first) = listed(prose, floor, i) {
                return Some(first);
            }
            start = coordinated(prose, floor, i).filter(|_| start < end).unwrap_or(start);
            break;
        }
        start = i;
    }
    // A phrase does not start with its joint.
    while start < end && !nominal(prose, start) {
        start += 1;
    }
    (start < end).then_some(start)
}

/// Where a phrase starts that ends in a list of names whose comma is at `i`: "[officials in Ohio], Iowa and Maine".
fn listed(prose: &Prose<'_>, floor: usize, i: usize) -> Option<usize> {
    let names = |at: usize| prose.tokens[at].capital && !is_day(&prose.tokens[at]);
    let list = mark(prose, i) == Mark::Comma && i > floor && names(i - 1) && names(i + 1);
    let last = i + 2 + (i + 2..prose.tokens.len()).take(LISTED).take_while(|&j| names(j)).count();
    if !list || !prose.is_any(last, words!["and", "or"]) {
        return None;
    }
    let start = start_of(prose, floor, i)?;
    // "In Ohio, Lee and Roe |said": the names do not belong together.
    let place = (start + 1..i).find(|&j| prose.tokens[j].is(vocab::PREPOSITION))?;
    prose.tag(place - 1).is_noun().then_some(start)
}

/// Where a subject of two phrases in lower case starts whose conjunction is at `i`: "[a local official] and witnesses".
/// Only where that phrase opens its clause: in "they met the mayor and officials |said" it is an object.
fn coordinated(prose: &Prose<'_>, floor: usize, i: usize) -> Option<usize> {
    if !prose.is_any(i, words!["and", "or"]) || i <= floor || !prose.tag(i - 1).is_noun() {
        return None;
    }
    let start = start_of(prose, floor, i)?;
    let before = start.checked_sub(1).filter(|b| *b >= floor);
    let opens = before.is_none_or(|b| {
        matches!(mark(prose, b), Mark::Comma | Mark::Quote | Mark::Break) || prose.tokens[b].is(vocab::SUBORDINATOR)
    });
    let plain = !prose.tokens[start].is(vocab::PRONOUN)
        && !prose.tokens[start].is(vocab::ADVERB)
        && !(start..i).any(|j| prose.tag(j).is_verb() || prose.tag(j) == Tag::Gerund);
    (opens && plain).then_some(start)
}

/// Whether the word at `i` is a finite verb with its object, rather than part of a noun phrase: "criticized Smith's
/// record |said". In "a poll released Wednesday |found" it is a participle.
fn is_finite(prose: &Prose<'_>, floor: usize, i: usize) -> bool {
    let token = &prose.tokens[i];
    if token.kind != Kind::Word || token.capital || i == floor {
        return false;
    }
    let before = &prose.tokens[i - 1];
    let attributive = before.is(vocab::DETERMINER)
        || before.is(vocab::DOCUMENT)
        || before.is(vocab::POSSESSIVE)
        || before.is(vocab::PREPOSITION)
        || before.is(vocab::ADVERB)
        || mark(prose, i - 1) != Mark::None && !(mark(prose, i - 1) == Mark::Comma && super::reach::is_verb(token))
        || before.kind != Kind::Word && mark(prose, i - 1) == Mark::None;
    let verb = prose.word(i).ends_with("ed")
        || super::reach::is_verb(token) && !token.is(vocab::DOCUMENT) && !prose.word(i).ends_with('s');
    let object = prose.tokens.get(i + 1).is_some_and(|next| {
        next.is(vocab::DETERMINER)
            || next.is(vocab::POSSESSIVE)
            || next.is(vocab::PRONOUN)
            || next.capital && !is_day(next)
    });
    verb && !attributive && object
}

/// Whether the word at `i` is the verb of a clause with a subject of its own: a noun phrase does not reach over it.
pub(super) fn is_predicate(prose: &Prose<'_>, floor: usize, i: usize) -> bool {
    let subject = i > floor && (prose.tag(i - 1).is_noun() || matches!(prose.tag(i - 1), Tag::Pronoun | Tag::Relative));
    // "recent polls from Troy" are no verb.
    let document = prose.tokens[i].is(vocab::DOCUMENT) && prose.tag(i + 1) == Tag::Preposition;
    subject && prose.tag(i) == Tag::Verb && !prose.tokens[i - 1].is(vocab::DOCUMENT) && !document
}

/// "that" right after a noun, as a relative pronoun before a verb.
fn is_that(prose: &Prose<'_>, i: usize) -> bool {
    prose.word(i) == "that" && i > 0 && nominal(prose, i - 1) && !prose.tokens[i - 1].is(vocab::DETERMINER)
}

/// The noun phrase that starts at `start`, with its apposition, not reaching past `ceiling`.
pub(super) fn after(prose: &Prose<'_>, start: usize, ceiling: usize) -> Option<Range<usize>> {
    let first = prose.tokens.get(start).filter(|_| start < ceiling)?;
    if first.is(vocab::PRONOUN) && !first.is(vocab::DETERMINER) && !acronym(prose, start) {
        return Some(start..start + 1);
    }
    if !nominal(prose, start) || is_day(first) && !prose.tokens.get(start + 1).is_some_and(|t| t.is_text("'s")) {
        return None;
    }
    let ceiling = ceiling.min(start + LONGEST).min(prose.tokens.len());
    let mut end = start;
    while end < ceiling && goes_on(prose, start, end) {
        end += 1;
    }
    while end > start && !nominal(prose, end - 1) && mark(prose, end - 1) != Mark::Close && !prose.is(end - 1, ".") {
        end -= 1;
    }
    if end == start {
        return None;
    }
    Some(start..apposition(prose, end, ceiling).unwrap_or(end))
}

fn goes_on(prose: &Prose<'_>, start: usize, i: usize) -> bool {
    let token = &prose.tokens[i];
    let word = prose.word(i);
    match mark(prose, i) {
        Mark::Open => return i > start,
        Mark::Close => return (start..i).rev().take(LONGEST).any(|j| mark(prose, j) == Mark::Open),
        Mark::None => {}
        _ => return false,
    }
    // "the exit polls in Troy": a noun, whatever the tagger thinks.
    let document = token.is(vocab::DOCUMENT)
        && (prose.tag(i + 1) == Tag::Preposition || matches!(mark(prose, i + 1), Mark::Comma | Mark::Stop));
    if token.is_text("that") || i > start && !token.capital && !document && prose.tag(i).is_verb() {
        return false;
    }
    if token.kind == Kind::Symbol || nominal(prose, i) {
        // "USA TODAY" is a name.
        let shouted = word.len() > 3 && word.bytes().all(|b| b.is_ascii_uppercase());
        return !(token.capital && !shouted && is_day(token) && i > start + 1);
    }
    let next_capital = prose.tokens.get(i + 1).is_some_and(|t| t.capital);
    let deed = prose.tag(i + 1) == Tag::Gerund && !prose.tag(i + 2).is_noun();
    token.is(vocab::PREPOSITION)
        && !deed
        && i > start
        && !matches!(word, "as" | "since" | "after" | "before" | "until" | "than")
        || matches!(word, "and" | "&") && next_capital && prose.tokens[i - 1].capital
}

/// The end of the apposition after the comma at `comma`: "Smith, a former director, …".
fn apposition(prose: &Prose<'_>, comma: usize, ceiling: usize) -> Option<usize> {
    let first = prose.tokens.get(comma + 1)?;
    if mark(prose, comma) == Mark::Comma && prose.tokens[comma - 1].is(vocab::PERSON_NOUN) && first.capital {
        return name_after(prose, comma + 1, ceiling);
    }
    if mark(prose, comma) != Mark::Comma || !prose.tokens[comma - 1].capital && mark(prose, comma - 1) != Mark::Close {
        return None;
    }
    let opens = first.kind == Kind::Number && mark(prose, comma + 2) == Mark::Comma
        || first.is_any(words!["a", "an", "who", "whose", "which"])
        || first.is_text("the") && prose.tokens.get(comma + 2).is_some_and(|t| !t.capital);
    let lower = first.kind == Kind::Word
        && !first.capital
        && !first.is(CLOSED)
        && !first.is(vocab::ADVERB)
        && !prose.word(comma + 1).ends_with("ing");
    if !(opens || lower && first.is(vocab::TITLE)) {
        return None;
    }
    // "Smith, 31, a lawyer from Troy, …": the age has a comma of its own.
    let from = if first.kind == Kind::Number { comma + 4 } else { comma + 2 };
    let close =
        (from..ceiling).find(|&i| matches!(mark(prose, i), Mark::Comma | Mark::Stop | Mark::Break | Mark::Quote))?;
    // "According to Smith, the company had moved 40 jobs": a clause, not who Smith is.
    let plain = |i: &usize| !prose.tokens[*i].is(vocab::RELATIVE);
    let clause = (comma + 1..close).take_while(plain).any(|i| prose.tag(i).is_verb());
    (!clause).then_some(close)
}

/// The end of the name of two words or more that starts at `start` and ends its clause: "the state's lawyer, [Ann Roe]".
fn name_after(prose: &Prose<'_>, start: usize, ceiling: usize) -> Option<usize> {
    let named = |i: &usize| {
        prose.tokens[*i].capital && !is_day(&prose.tokens[*i]) || prose.is(*i, ".") && mark(prose, *i) == Mark::None
    };
    let end = start + (start..ceiling).take_while(named).count();
    (end > start + 1 && matches!(mark(prose, end), Mark::Comma | Mark::Stop | Mark::Quote)).then_some(end)
}

/// The last word of the phrase before its first preposition or comma: "polls" of "polls from two universities".
pub(super) fn head(prose: &Prose<'_>, phrase: &Range<usize>) -> usize {
    let ends = |i: &usize| {
        let token = &prose.tokens[*i];
        // "records |obtained by the Herald"
        let before = &prose.tokens[i - 1];
        let participle = token.is(vocab::VERB_PARTICIPLE) && (prose.tag(i - 1).is_noun() || before.is(vocab::DOCUMENT));
        token.is(vocab::PREPOSITION) && !token.capital
            || mark(prose, *i) != Mark::None
            || token.is(vocab::RELATIVE)
            || participle
    };
    (phrase.start + 1..phrase.end).find(ends).unwrap_or(phrase.end) - 1
}

/// Whether the phrase names a poll, a report or the like: "a poll of adults", not "the study's authors", "the Bureau of
/// Labor Statistics".
pub(super) fn is_document(prose: &Prose<'_>, phrase: &Range<usize>) -> bool {
    let ends = |i: &usize| !(mark(prose, *i) == Mark::Comma || prose.tokens[*i].is(vocab::RELATIVE));
    phrase.clone().take_while(ends).any(|i| {
        let token = &prose.tokens[i];
        let named = token.capital && i > phrase.start && !token.is(vocab::POLL);
        let modifies = i + 1 < phrase.end && (prose.tag(i + 1).is_noun() || prose.tag(i + 1) == Tag::Possessive);
        token.is(vocab::DOCUMENT)
            && !named
            && (!modifies || token.is(vocab::POLL) && prose.tokens[i + 1].is(vocab::DOCUMENT))
    })
}

/// Whether one of the phrase's words is in the class.
pub(super) fn holds(prose: &Prose<'_>, phrase: &Range<usize>, class: vocab::Class) -> bool {
    prose.tokens[phrase.clone()].iter().any(|t| t.is(class))
}
