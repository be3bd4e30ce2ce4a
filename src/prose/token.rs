//! Tokens: the scanner's raw tokens with their vocabulary entry.

use crate::span::Span;
use crate::vocab::scan::{Gap, Kind, Scanner, hash_of};
use crate::vocab::{self, Class, Lexeme, WordId, Words};

/// One word, number or sign of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where in the clean text.
    pub span: Span,
    /// What it is made of.
    pub kind: Kind,
    /// White space before it.
    pub gap: Gap,
    /// Its vocabulary entry.
    pub id: WordId,
    /// Hash of its folded text, as [`hash_of`](crate::vocab::scan::hash_of) makes it of a word in the code.
    pub hash: u64,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Whether it is known to be made of ASCII letters only.
    pub plain: bool,
}

impl Token {
    /// Its vocabulary entry.
    #[inline]
    pub fn lexeme(&self) -> &'static Lexeme {
        self.id.lexeme()
    }

    /// Whether its word is in one of the classes.
    #[inline]
    pub fn is(&self, class: Class) -> bool {
        self.lexeme().class.any(class)
    }

    /// Whether it is this sign or folded word.
    #[inline(always)]
    pub fn is_text(&self, folded: &str) -> bool {
        self.hash == hash_of(folded)
    }

    /// Whether it is one of these signs or folded words.
    #[inline(always)]
    pub fn is_any(&self, words: Words) -> bool {
        words.hold(self.hash)
    }

    /// Whether nothing stands between it and the token before.
    pub fn glued(&self) -> bool {
        self.gap == Gap::None
    }
}

/// Whether a number, a date or a name with a digit may start at a token of `text`.
fn anchors(token: &Token, text: &str) -> bool {
    match token.kind {
        Kind::Number => true,
        // Words with digits in them: "G7", "G4S".
        Kind::Word if token.id.0 == 0 => {
            !token.plain && text.as_bytes()[token.span.range()].iter().any(u8::is_ascii_digit)
        }
        Kind::Word => token.lexeme().anchor || token.is(vocab::ORDINAL),
        Kind::Symbol => token.id.0 != 0 && token.lexeme().anchor,
        Kind::Link => false,
    }
}

/// Scans one block, and notes the tokens at which a number may start.
pub(super) fn scan(text: &str, span: Span, tokens: &mut Vec<Token>, anchored: &mut Vec<u32>) {
    let block = &text[span.range()];
    for (i, raw) in Scanner::new(block).enumerate() {
        let known = matches!(raw.kind, Kind::Word | Kind::Symbol);
        let first = block.as_bytes()[raw.start];
        let capital = raw.kind == Kind::Word
            && if first.is_ascii() {
                first.is_ascii_uppercase()
            } else {
                block[raw.start..].chars().next().is_some_and(char::is_uppercase)
            };
        let token = Token {
            span: Span::new(span.start + raw.start as u32, span.start + raw.end as u32),
            hash: raw.hash,
            id: if known { WordId::find(raw.hash) } else { WordId::default() },
            kind: raw.kind,
            gap: if i == 0 { Gap::Line } else { raw.gap },
            capital,
            plain: raw.plain,
        };
        if anchors(&token, text) {
            anchored.push(tokens.len() as u32);
        }
        tokens.push(token);
    }
}
