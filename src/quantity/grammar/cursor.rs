//! A cursor over tokens, as nom's input.

use crate::prose::{Prose, Token};
use crate::quantity::Style;
use crate::span::Span;
use crate::vocab::scan::Kind;
use crate::vocab::{Class, Meaning, Words};
use nom::error::{Error, ErrorKind};
use nom::{IResult, Input, Needed};
use std::ops::Range;

/// Most tokens a phrase of the vocabulary has.
const LONGEST: usize = 6;

/// Tokens not yet read: those from `at` up to `end`.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'p> {
    /// The whole text.
    pub text: &'p str,
    /// All its tokens.
    pub tokens: &'p [Token],
    /// Index of the first token that may be looked back to.
    pub start: usize,
    /// Index of the first token that is not part of an earlier number.
    pub floor: usize,
    /// Index of the next token.
    pub at: usize,
    /// Index past the last token that may be read.
    pub end: usize,
    /// The draft's number style.
    pub style: Style,
}

/// What a parser over tokens returns.
pub type Parsed<'p, T> = IResult<Cursor<'p>, T>;

impl<'p> Cursor<'p> {
    /// A cursor over some tokens of a prose.
    pub fn new(prose: &'p Prose<'_>, range: Range<usize>, style: Style) -> Self {
        let Range { start, end } = range;
        Self { text: prose.text, tokens: &prose.tokens, start, floor: start, at: start, end, style }
    }

    /// The next token.
    pub fn peek(&self) -> Option<&'p Token> {
        self.ahead(0)
    }

    /// The token `n` after the next one.
    pub fn ahead(&self, n: usize) -> Option<&'p Token> {
        if self.at + n < self.end { self.tokens.get(self.at + n) } else { None }
    }

    /// The token `n` before the next one; 1 is the one just before.
    pub fn back(&self, n: usize) -> Option<&'p Token> {
        self.at.checked_sub(n).filter(|i| *i >= self.start).and_then(|i| self.tokens.get(i))
    }

    /// Text of a token.
    pub fn slice(&self, token: &Token) -> &'p str {
        &self.text[token.span.range()]
    }

    /// Text of the token `n` after the next one; empty past the end.
    pub fn word(&self, n: usize) -> &'p str {
        self.ahead(n).map_or("", |t| self.slice(t))
    }

    /// Text of the token `n` before the next one; empty before the start.
    pub fn word_back(&self, n: usize) -> &'p str {
        self.back(n).map_or("", |t| self.slice(t))
    }

    /// Whether the token `n` after the next one is this sign or folded word.
    #[inline(always)]
    pub fn is(&self, n: usize, folded: &str) -> bool {
        self.ahead(n).is_some_and(|t| t.is_text(folded))
    }

    /// Whether the token `n` before the next one is this sign or folded word.
    #[inline(always)]
    pub fn was(&self, n: usize, folded: &str) -> bool {
        self.back(n).is_some_and(|t| t.is_text(folded))
    }

    /// Whether the token `n` after the next one is one of these signs or folded words.
    #[inline(always)]
    pub fn is_any(&self, n: usize, words: Words) -> bool {
        self.ahead(n).is_some_and(|t| t.is_any(words))
    }

    /// Whether the token `n` before the next one is one of these signs or folded words.
    #[inline(always)]
    pub fn was_any(&self, n: usize, words: Words) -> bool {
        self.back(n).is_some_and(|t| t.is_any(words))
    }

    /// Whether the token `n` after the next one is in a class.
    pub fn is_in(&self, n: usize, class: Class) -> bool {
        self.ahead(n).is_some_and(|t| t.is(class))
    }

    /// Whether the token `n` before the next one is in a class.
    pub fn back_in(&self, n: usize, class: Class) -> bool {
        self.back(n).is_some_and(|t| t.is(class))
    }

    /// Whether the token `n` after the next one is glued to the one before it.
    pub fn glued(&self, n: usize) -> bool {
        self.ahead(n).is_some_and(Token::glued)
    }

    /// Whether the next token is a number in digits.
    pub fn at_digits(&self) -> bool {
        self.peek().is_some_and(|t| t.kind == Kind::Number)
    }

    /// Whether one of the `n` tokens each way is in a class.
    pub fn near(&self, n: usize, class: Class) -> bool {
        let range = self.at.saturating_sub(n).max(self.start)..(self.at + n).min(self.end);
        self.tokens[range].iter().any(|t| t.is(class))
    }

    /// The cursor `n` tokens on.
    pub fn skip(mut self, n: usize) -> Self {
        self.at = (self.at + n).min(self.end);
        self
    }

    /// The cursor at another token.
    pub fn to(mut self, at: usize) -> Self {
        self.at = at;
        self
    }

    /// The failure "not this here".
    pub fn no<T>(self) -> Parsed<'p, T> {
        Err(nom::Err::Error(Error::new(self, ErrorKind::Fail)))
    }

    /// The text from one token up to, not including, another.
    pub fn cover(&self, range: Range<usize>) -> Span {
        match self.tokens.get(range) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }
}

/// The next token, if it is this sign or folded word.
pub fn word<'p>(folded: &'static str) -> impl Fn(Cursor<'p>) -> Parsed<'p, &'p Token> {
    move |input| match input.peek() {
        Some(token) if input.is(0, folded) => Ok((input.skip(1), token)),
        _ => input.no(),
    }
}

/// A hyphen or dash, glued to the token before it.
pub fn hyphen(input: Cursor<'_>) -> Parsed<'_, &Token> {
    match input.peek() {
        Some(token) if token.glued() && matches!(input.slice(token), "-" | "‐" | "‑" | "–") => {
            Ok((input.skip(1), token))
        }
        // Text that was cut into tokens: "a 30 - year bond".
        Some(token)
            if input.slice(token) == "-"
                && input
                    .ahead(1)
                    .is_some_and(|t| t.kind == Kind::Word && !t.glued() && !t.capital && has_phrase(t)) =>
        {
            Ok((input.skip(1), token))
        }
        _ => input.no(),
    }
}

/// Whether a unit, a fraction or the like starts with a word.
fn has_phrase(token: &Token) -> bool {
    token.lexeme().phrases.iter().any(|p| matches!(p.meaning, Meaning::UnitEntry(_) | Meaning::Fraction(_)))
        && token.span.len() > 2
        || token.is_text("old")
}

/// A phrase of the vocabulary as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Match<'p> {
    /// What it stands for.
    pub meaning: Meaning,
    /// As written.
    pub written: &'p str,
    /// Just after it.
    pub rest: Cursor<'p>,
}

/// The longest phrase of the vocabulary at the cursor that `pick` accepts.
pub fn phrase<'p, T>(pick: impl Fn(&Match<'p>) -> Option<T>) -> impl Fn(Cursor<'p>) -> Parsed<'p, T> {
    move |input| {
        let Some(first) = input.peek() else { return input.no() };
        for phrase in first.lexeme().phrases {
            let len = 1 + phrase.rest.len();
            let Some(rest) = input.tokens[..input.end].get(input.at + 1..input.at + len) else { continue };
            if !rest.iter().zip(phrase.rest).all(|(t, id)| t.id.0 == *id) {
                continue;
            }
            let last = rest.last().unwrap_or(first);
            let written = &input.text[first.span.start as usize..last.span.end as usize];
            if phrase.exact.is_some_and(|exact| exact != written) {
                continue;
            }
            let found = Match { meaning: phrase.meaning, written, rest: input.skip(len) };
            if let Some(value) = pick(&found) {
                return Ok((input.skip(len), value));
            }
        }
        input.no()
    }
}

/// The longest phrase of the vocabulary at the cursor whose meaning `pick` accepts.
pub fn meaning<'p, T>(pick: impl Fn(Meaning) -> Option<T>) -> impl Fn(Cursor<'p>) -> Parsed<'p, T> {
    phrase(move |found| pick(found.meaning))
}

/// The longest phrase of the vocabulary that ends just before the cursor, with the index of its first token.
pub fn before<T>(input: Cursor<'_>, pick: impl Fn(Meaning) -> Option<T>) -> Option<(usize, T)> {
    (1..=LONGEST).rev().find_map(|n| {
        let at = input.at.checked_sub(n).filter(|at| *at >= input.floor)?;
        let from = Cursor { end: input.at, ..input }.to(at);
        let whole = |found: &Match<'_>| if found.rest.at == input.at { pick(found.meaning) } else { None };
        phrase(whole)(from).ok().map(|(_, value)| (at, value))
    })
}

impl<'p> Input for Cursor<'p> {
    type Item = &'p Token;
    type Iter = std::slice::Iter<'p, Token>;
    type IterIndices = std::iter::Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.end - self.at
    }

    fn take(&self, n: usize) -> Self {
        Self { end: self.at + n, ..*self }
    }

    fn take_from(&self, n: usize) -> Self {
        Self { at: self.at + n, ..*self }
    }

    fn take_split(&self, n: usize) -> (Self, Self) {
        (self.take_from(n), self.take(n))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.tokens[self.at..self.end].iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, n: usize) -> Result<usize, Needed> {
        if n <= self.input_len() { Ok(n) } else { Err(Needed::new(n - self.input_len())) }
    }
}
