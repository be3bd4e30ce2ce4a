//! Reach: which stretch of the text a cue covers.

use super::phrase::{self, Mark, mark};
use crate::prose::{Prose, Tag, Token};
use crate::vocab::{self, CUES, CueShape, Form, Meaning, scan::Kind, words};
use std::ops::Range;

/// What stands before and after a cue with its source that is put into a sentence.
pub(super) fn around(
    prose: &Prose<'_>,
    sentence: &Range<usize>,
    cue: Range<usize>,
    document: bool,
) -> Vec<Range<usize>> {
    let before = opening(prose, sentence.start, cue.start, document)..cue.start;
    let mut content = vec![before.clone()];
    if !is_clause(prose, &before) {
        content.push(cue.end..clause_end(prose, cue.end, sentence.end, document));
    } else if mark(prose, cue.end) == Mark::Comma && prose.is(cue.end + 1, "and") {
        // "…, according to the police, and there were 8": the clause after it is theirs too.
        let goes_on = cue.end + 2..clause_end(prose, cue.end + 2, sentence.end, document).max(cue.end + 2);
        content.extend(is_clause(prose, &goes_on).then_some(goes_on));
    }
    content
}

/// Where the clause complex that ends at `end` starts: after an opening bracket or a semicolon.
fn opening(prose: &Prose<'_>, floor: usize, end: usize, document: bool) -> usize {
    let mut depth = 0;
    for i in (floor..end).rev() {
        match mark(prose, i) {
            Mark::Close => depth += 1,
            Mark::Open if depth == 0 => return i + 1,
            Mark::Open => depth -= 1,
            Mark::Break if prose.is(i, if document { ":" } else { ";" }) => return i + 1,
            _ => {}
        }
    }
    floor
}

/// Whether the words say something by themselves, as opposed to an opening phrase or a bare subject.
fn is_clause(prose: &Prose<'_>, words: &Range<usize>) -> bool {
    let subordinate = prose.tokens.get(words.start).is_some_and(|t| t.is(vocab::SUBORDINATOR));
    words.len() > 4 && !subordinate && words.clone().any(|i| prose.tag(i).is_verb())
}

/// Whether a word can be a finite verb, as far as the cues know it.
pub(super) fn is_verb(token: &Token) -> bool {
    let verb = |m: &Meaning| matches!(m, Meaning::Cue(row) if CUES[*row as usize].shape == CueShape::Verb && !matches!(CUES[*row as usize].form, Form::Base | Form::Gerund));
    token.lexeme().phrases.iter().any(|p| p.rest.is_empty() && verb(&p.meaning))
}

/// The most words of "less than two hours later," and the like.
const SHORT: usize = 8;

/// The same for a speech cue: what follows belongs to it only after a comma or as a quotation of its own.
pub(super) fn broken(prose: &Prose<'_>, sentence: &Range<usize>, cue: Range<usize>) -> Vec<Range<usize>> {
    let mut before = opening(prose, sentence.start, cue.start, false)..cue.start;
    if before.is_empty() && cue.start > 0 && mark(prose, cue.start - 1) == Mark::Quote {
        before.start -= 1;
    }
    let quoted = !before.is_empty() && (mark(prose, cue.start - 1) == Mark::Quote);
    let goes_on = if quoted {
        (cue.end..sentence.end).find(|&i| {
            // A quotation of its own, not a quoted word: "…, “…”".
            mark(prose, i) == Mark::Quote && matches!(mark(prose, i - 1), Mark::Comma | Mark::Break | Mark::Stop)
        })
    } else if mark(prose, cue.end) == Mark::Comma {
        (cue.end < sentence.end).then_some(cue.end + 1)
    } else {
        // "…, she said on Monday, and 40 …"
        let comma = adjuncts(prose, cue.end, sentence.end, false);
        let goes_on = comma < sentence.end && mark(prose, comma) == Mark::Comma;
        (goes_on && prose.is_any(comma + 1, words!["and", "that"])).then_some(comma + 1)
    };
    // "Two hours later, he wrote, “…”": when it was said.
    let later = (2..SHORT).contains(&before.len()) && prose.is_any(before.end - 2, words!["ago", "later", "earlier"]);
    if later && goes_on.is_some_and(|i| !prose.tag(i).is_verb()) {
        before = before.end..before.end;
    }
    let mut content = vec![before];
    content.extend(goes_on.map(|start| start..sentence.end));
    content
}

/// Where the content of a cue ends that starts at `start`: with the sentence, or where the paper's own voice takes over.
/// What a document is cited for goes on to the end of its sentence.
pub(super) fn clause_end(prose: &Prose<'_>, start: usize, ceiling: usize, document: bool) -> usize {
    let mut i = start;
    let mut depth = 0;
    while i < ceiling {
        match mark(prose, i) {
            Mark::Quote => i = quotation_end(prose, i).min(ceiling).max(i + 1) - 1,
            Mark::Break if document || prose.is(i, ":") => {}
            Mark::Break if i > start => match second_dash(prose, i, ceiling) {
                Some(dash) => i = dash,
                None => return i,
            },
            Mark::Open => depth += 1,
            Mark::Close if depth == 0 => return i,
            Mark::Close => depth -= 1,
            Mark::Comma if !document && i > start && i + 1 < ceiling && turns(prose, i + 1, ceiling) => return i,
            _ => {}
        }
        i += 1;
    }
    ceiling
}

/// The dash that closes the parenthesis which a dash at `i` opens.
fn second_dash(prose: &Prose<'_>, i: usize, ceiling: usize) -> Option<usize> {
    let dash = |j: usize| mark(prose, j) == Mark::Break && !matches!(prose.word(j), ";" | ":");
    let near = i + 1..ceiling.min(i + 30);
    if dash(i) { near.into_iter().find(|&j| dash(j)) } else { None }
}

/// Whether the words after a comma are the paper's again: ", but …", ", which …", ", compared with …", ", a former …".
fn turns(prose: &Prose<'_>, i: usize, ceiling: usize) -> bool {
    // "that …, but that …" goes on.
    let goes_on = prose.tokens.get(i + 1).is_some_and(|t| i + 1 < ceiling && t.is_text("that"));
    prose.tokens[i].is(vocab::TURN) && !goes_on && !resumes(prose, i, ceiling)
}

/// Whether the clause goes on after a parenthesis that starts at `i`: "the plan, which cost $5m, |is".
fn resumes(prose: &Prose<'_>, i: usize, ceiling: usize) -> bool {
    let near = i + 1..ceiling.min(i + 40);
    let close = near.clone().find(|&j| mark(prose, j) == Mark::Comma);
    close.is_some_and(|c| {
        let goes_on = prose.tag(c + 1).is_verb()
            || matches!(prose.tag(c + 1), Tag::Conjunction | Tag::Preposition | Tag::Participle);
        let turns = |t: &Token| t.is(vocab::TURN);
        prose.tokens.get(c + 1).is_some_and(|t| c + 1 < ceiling && !t.capital && !turns(t) && goes_on)
    })
}

/// The end of the quotation that the mark at `i` opens; `i` where it opens none.
fn quotation_end(prose: &Prose<'_>, i: usize) -> usize {
    let span = prose.tokens[i].span;
    match super::speaker::holding(prose, span) {
        Some(q) if q.span.start == span.start => prose.token_at(q.span.end.saturating_sub(1)) + 1,
        _ => i,
    }
}

/// The token after "in a statement", "on Monday", "reporters".
pub(super) fn adjuncts(prose: &Prose<'_>, start: usize, ceiling: usize, person: bool) -> usize {
    let mut at = start;
    if person && at < ceiling {
        at = addressee(prose, at, ceiling);
    }
    while at < ceiling {
        let token = &prose.tokens[at];
        let time = token.is(vocab::ADVERB) || prose.is_any(at, words!["early", "late"]);
        if phrase::is_day(token) {
            at += 1;
        } else if at + 1 < ceiling && phrase::is_period(prose, at + 1) {
            at += 2;
        } else if time && prose.tokens.get(at + 1).is_some_and(|t| t.is(vocab::PREPOSITION) || phrase::is_day(t)) {
            // "said early on Monday"
            at += 1;
        } else if prose.tag(at) == Tag::To || prose.is(at, "at") && prose.is_any(at + 1, words!["least", "most"]) {
            break;
        } else if token.is(vocab::PREPOSITION) && at + 1 < ceiling {
            match phrase::after(prose, at + 1, ceiling) {
                // "reported at least 20 victims": the object.
                Some(p) if counts(prose, &p) => break,
                Some(p) => at = p.end,
                None if phrase::is_day(&prose.tokens[at + 1]) => at += 2,
                None => break,
            }
        } else {
            break;
        }
    }
    at
}

/// Whether a phrase holds a number that is no date.
fn counts(prose: &Prose<'_>, phrase: &Range<usize>) -> bool {
    let number = |t: &Token| t.kind == Kind::Number && t.span.len() != 4;
    let month =
        |t: &Token| t.lexeme().phrases.iter().any(|p| p.rest.is_empty() && matches!(p.meaning, Meaning::Month(_)));
    let tokens = &prose.tokens[phrase.clone()];
    tokens.iter().any(number) && !tokens.iter().any(month)
}

/// The start of the content: after "reporters", "on Monday" and "that", where those stand behind the cue.
pub(super) fn that(prose: &Prose<'_>, start: usize, ceiling: usize, person: bool) -> usize {
    let at = adjuncts(prose, start, ceiling, person);
    if person && (at >= ceiling || mark(prose, at) == Mark::Stop) {
        // "promised a loss of 40": the object, not who is told.
        return start;
    }
    match prose.word(at) {
        "that" | "," if at < ceiling => at + 1,
        _ if person => at,
        _ => start,
    }
}

/// The end of the words for who is told: "reporters", "the BBC", "a crowd of 5,000 in Leeds".
fn addressee(prose: &Prose<'_>, start: usize, ceiling: usize) -> usize {
    if prose.tokens.get(start).is_some_and(|t| t.kind == Kind::Number) {
        return start;
    }
    let Some(whole) = phrase::after(prose, start, ceiling) else { return start };
    // Without "that", the content's own subject stands right after: "told reporters the plan would …".
    let opens = |i: &usize| {
        let token = &prose.tokens[*i];
        (token.is(vocab::DETERMINER)
            || token.kind == Kind::Number
            || token.capital && !prose.tokens[*i - 1].capital && !prose.tokens[*i - 1].is(vocab::PREPOSITION))
            && !prose.tokens[*i - 1].is(vocab::PREPOSITION)
            && !prose.tokens[*i - 1].is(vocab::DETERMINER)
    };
    (whole.start + 1..whole.end).find(opens).unwrap_or(whole.end)
}
