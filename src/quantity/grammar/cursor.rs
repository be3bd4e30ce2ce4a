//! A cursor over tokens, as nom's input.

use crate::prose::{Prose, Token};
use crate::vocab::Meaning;
use nom::error::{Error, ErrorKind};
use nom::{IResult, Input, Needed};
use std::ops::Range;

/// Tokens not yet read: those from `at` up to `end`.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'p> {
    /// The whole text.
    pub text: &'p str,
    /// All its tokens.
    pub tokens: &'p [Token],
    /// Index of the next token.
    pub at: usize,
    /// Index past the last token that may be read.
    pub end: usize,
}

/// What a parser over tokens returns.
pub type Parsed<'p, T> = IResult<Cursor<'p>, T>;

impl<'p> Cursor<'p> {
    /// A cursor over some tokens of a prose.
    pub fn new(prose: &'p Prose<'_>, range: Range<usize>) -> Self {
        Self { text: prose.text, tokens: &prose.tokens, at: range.start, end: range.end }
    }

    /// The next token.
    pub fn peek(&self) -> Option<&'p Token> {
        if self.at < self.end { self.tokens.get(self.at) } else { None }
    }

    /// Text of a token.
    pub fn slice(&self, token: &Token) -> &'p str {
        &self.text[token.span.range()]
    }

    /// The cursor `n` tokens on.
    pub fn skip(mut self, n: usize) -> Self {
        self.at = (self.at + n).min(self.end);
        self
    }

    /// The failure "not this here".
    pub fn no<T>(self) -> Parsed<'p, T> {
        Err(nom::Err::Error(Error::new(self, ErrorKind::Fail)))
    }
}

/// The next token, if it satisfies a condition.
pub fn token<'p>(accept: impl Fn(&Token) -> bool) -> impl Fn(Cursor<'p>) -> Parsed<'p, &'p Token> {
    move |input| match input.peek() {
        Some(token) if accept(token) => Ok((input.skip(1), token)),
        _ => input.no(),
    }
}

/// The next token, if it is this sign or folded word.
pub fn word<'p>(folded: &'static str) -> impl Fn(Cursor<'p>) -> Parsed<'p, &'p Token> {
    token(move |t| t.is_text(folded))
}

/// The longest phrase of the vocabulary at the cursor whose meaning `pick` accepts.
pub fn meaning<'p, T>(pick: impl Fn(Meaning) -> Option<T>) -> impl Fn(Cursor<'p>) -> Parsed<'p, T> {
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
            if let Some(value) = pick(phrase.meaning) {
                return Ok((input.skip(len), value));
            }
        }
        input.no()
    }
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
