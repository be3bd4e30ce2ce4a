//! The scanner: text into raw tokens, in one pass and without allocation.
//!
//! The build script scans the vocabulary's own forms with this same file, so a form in
//! `rules/vocab` and the words of a draft are always cut alike.

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, then letters and digits ("troops", "U.S.", "don't", "G7", "km2"). A possessive
    /// `'s` is a word of its own.
    Word,
    /// Digits with separators between digits ("1,200.5", "10 000" with a thin space, ".5").
    Number,
    /// One other character ("$", "-", "½", "(").
    Symbol,
    /// A web address, to the next white space.
    Link,
}

/// The white space before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// None: the token is glued to the one before.
    None,
    /// Spaces, of any width.
    Space,
    /// At least one line end.
    Line,
}

/// One token of a text, with the hash of its folded form.
#[derive(Clone, Copy, Debug)]
pub struct RawToken {
    /// Byte offset of the first byte.
    pub start: usize,
    /// Byte offset just past the last byte.
    pub end: usize,
    /// What it is made of.
    pub kind: Kind,
    /// White space before it.
    pub gap: Gap,
    /// Hash of the folded text, see [`Hasher`]; 0 for links.
    pub hash: u64,
    /// Whether it is known to be made of ASCII letters only.
    pub plain: bool,
}

/// FNV-1a over folded characters: lower case, with typographic apostrophes made straight. At 64 bits two words of any
/// language are taken to be one if their hashes are.
pub struct Hasher(u64);

impl Default for Hasher {
    fn default() -> Self {
        Self(OFFSET)
    }
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Hash of a word that is folded already. Costs nothing for a word in the code: the compiler works it out.
#[inline(always)]
pub const fn hash_of(folded: &str) -> u64 {
    let (bytes, mut hash, mut i) = (folded.as_bytes(), OFFSET, 0);
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(PRIME);
        i += 1;
    }
    hash
}

impl Hasher {
    #[inline(always)]
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(PRIME);
    }

    #[inline(always)]
    fn fold(&mut self, c: char) {
        if c.is_ascii() {
            self.byte(c.to_ascii_lowercase() as u8);
        } else {
            let c = fold_char(c);
            let mut buffer = [0; 4];
            c.encode_utf8(&mut buffer).bytes().for_each(|b| self.byte(b));
        }
    }

    /// Hash of a whole text.
    pub fn of(text: &str) -> u64 {
        let mut hasher = Self::default();
        text.chars().for_each(|c| hasher.fold(c));
        hasher.0
    }
}

/// Lower case where that is one character; `’` becomes `'`.
pub fn fold_char(c: char) -> char {
    if c == '’' {
        return '\'';
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(l), None) => l,
        _ => c,
    }
}

#[inline(always)]
fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) }
}

/// Letters that stand glued before an amount of money.
const PREFIXED: &[&str] = &[
    "USD", "EUR", "GBP", "AUD", "CAD", "NZD", "HKD", "SGD", "INR", "CNY", "RMB", "JPY", "CHF", "MYR", "SEK", "NOK",
    "DKK", "ZAR", "KRW", "RUB", "BRL", "MXN", "AED", "SAR", "ILS", "PLN", "THB", "IDR", "PHP", "RM", "Rs", "KSh", "Rp",
    "Tk",
];

/// Iterator over the tokens of a text.
pub struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    #[inline(always)]
    fn peek(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 { Some(byte as char) } else { self.text[at..].chars().next() }
    }

    fn digit(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
    }

    #[inline(always)]
    fn gap(&mut self) -> Gap {
        match self.text.as_bytes().get(self.at..self.at + 2) {
            Some([first, _]) if first.is_ascii_graphic() => Gap::None,
            Some([b' ', next]) if next.is_ascii_graphic() => {
                self.at += 1;
                Gap::Space
            }
            _ => self.wide_gap(),
        }
    }

    fn wide_gap(&mut self) -> Gap {
        let mut gap = Gap::None;
        while let Some(c) = self.peek(self.at) {
            match c {
                ' ' => gap = gap.max(Gap::Space),
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => gap = Gap::Line,
                // Zero-width characters and byte-order marks part no words, but are not text.
                '\u{feff}' | '\u{200b}' | '\u{2060}' => {}
                c if c.is_whitespace() => gap = gap.max(Gap::Space),
                _ => break,
            }
            self.at += c.len_utf8();
        }
        gap
    }

    /// A word of ASCII letters that a space or plain sign ends, as nearly all do: its end and its hash.
    #[inline(always)]
    fn plain_word(&self, start: usize) -> Option<(usize, u64)> {
        let (mut end, mut hasher) = (start, Hasher::default());
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(end).filter(|b| b.is_ascii_alphabetic()) {
            hasher.byte(byte | 0x20);
            end += 1;
        }
        let ends = match bytes.get(end) {
            None | Some(b' ' | b'\n' | b'\r' | b',' | b'-' | b'"' | b')' | b';' | b'?' | b'!') => true,
            // "U.S." and "www.": points inside.
            Some(b'.') => end > start + 3,
            _ => false,
        };
        (end > start && ends).then_some((end, hasher.0))
    }

    fn word(&self, start: usize) -> (usize, u64) {
        let (mut at, mut hasher) = (start, Hasher::default());
        while let Some(c) = self.peek(at) {
            if c.is_ascii_digit() && self.is_money(start, at) {
                break;
            }
            if is_word(c) || c.is_ascii_digit() || c == '\u{ad}' {
                hasher.fold(c);
            } else if (c == '\'' || c == '’') && self.peek(at + c.len_utf8()).is_some_and(char::is_alphabetic) {
                if self.is_possessive(at) {
                    break;
                }
                hasher.fold(c);
            } else {
                break;
            }
            at += c.len_utf8();
        }
        (at, hasher.0)
    }

    /// Whether the letters before the digit at `at` are a currency's, so that the digits are a number: "USD115", "RM79",
    /// "$US113"; but not the names "PS5" and "R8".
    fn is_money(&self, start: usize, at: usize) -> bool {
        let letters = &self.text[start..at];
        if at - start > 3 || !letters.as_bytes()[0].is_ascii_uppercase() {
            return false;
        }
        let after_dollar = start > 0 && self.text.as_bytes()[start - 1] == b'$';
        if after_dollar && matches!(letters, "US" | "A" | "C" | "NZ" | "HK" | "AU" | "CA" | "S") {
            return true;
        }
        let digits = (at..at + 4).take_while(|i| self.digit(*i)).count();
        let large = digits >= 3 || matches!(self.peek(at + digits), Some('.' | ',')) && self.digit(at + digits + 1);
        let scaled = matches!(self.peek(at + digits), Some('m' | 'b' | 'k' | 't'));
        PREFIXED.contains(&letters) || matches!(letters, "PS" | "R" | "Sh" | "N") && (large || scaled)
    }

    /// Whether the apostrophe at `at` opens a final `'s`.
    fn is_possessive(&self, at: usize) -> bool {
        let after = at + self.peek(at).map_or(0, char::len_utf8);
        matches!(self.peek(after), Some('s' | 'S'))
            && !self.peek(after + 1).is_some_and(|c| is_word(c) || c.is_ascii_digit())
    }

    /// End of an abbreviation in points, "U.S." or "a.m.", that starts at `start`.
    fn initials(&self, start: usize) -> Option<usize> {
        let (mut at, mut letters) = (start, 0);
        while let Some(c) = self.peek(at).filter(|c| c.is_alphabetic()) {
            if self.peek(at + c.len_utf8()) != Some('.') {
                break;
            }
            at += c.len_utf8() + 1;
            letters += 1;
        }
        let glued = self.peek(at).is_some_and(|c| is_word(c) || c.is_ascii_digit());
        (letters >= 2 && !glued).then_some(at)
    }

    fn number(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            while self.digit(at) {
                at += 1;
            }
            let Some(c) = self.peek(at) else { return at };
            let next = at + c.len_utf8();
            let joins = match c {
                '.' | ',' | '·' => self.digit(next),
                // Spaces and apostrophes part thousands only.
                '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’' => {
                    (next..next + 3).all(|i| self.digit(i)) && !self.digit(next + 3)
                }
                _ => false,
            };
            if !joins {
                return at;
            }
            at = next;
        }
    }

    fn link(&self, start: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[start..];
        let opens = |tag: &[u8]| rest.len() > tag.len() && rest[..tag.len()].eq_ignore_ascii_case(tag);
        if !(opens(b"http://") || opens(b"https://") || opens(b"www.")) {
            return None;
        }
        let length = self.text[start..].find(|c: char| c.is_whitespace() || "<>\"”“|".contains(c));
        let end = length.map_or(self.text.len(), |l| start + l);
        Some(start + self.text[start..end].trim_end_matches(['.', ',', ';', ')', ']', ':', '!', '?', '\'', '’']).len())
    }
}

impl Iterator for Scanner<'_> {
    type Item = RawToken;

    #[inline]
    fn next(&mut self) -> Option<RawToken> {
        let gap = self.gap();
        let start = self.at;
        if let Some((end, hash)) = self.plain_word(start) {
            self.at = end;
            return Some(RawToken { start, end, kind: Kind::Word, gap, hash, plain: true });
        }
        let c = self.peek(start)?;
        let hash_to = |end: usize| Hasher::of(&self.text[start..end]);
        let (kind, end, hash) = if is_word(c) {
            let link = if matches!(c, 'h' | 'H' | 'w' | 'W') { self.link(start) } else { None };
            if let Some(end) = link {
                (Kind::Link, end, 0)
            } else if let Some(end) =
                if self.peek(start + c.len_utf8()) == Some('.') { self.initials(start) } else { None }
            {
                (Kind::Word, end, hash_to(end))
            } else {
                let (end, hash) = self.word(start);
                (Kind::Word, end, hash)
            }
        } else if c.is_ascii_digit() || c == '.' && gap_allows_point(gap, self.text, start) && self.digit(start + 1) {
            let from = if c == '.' { start + 1 } else { start };
            let end = self.number(from);
            (Kind::Number, end, hash_to(end))
        } else if (c == '\'' || c == '’') && gap == Gap::None && self.is_possessive(start) {
            let end = start + c.len_utf8() + 1;
            (Kind::Word, end, hash_to(end))
        } else {
            let end = start + c.len_utf8();
            (Kind::Symbol, end, hash_to(end))
        };
        self.at = end;
        Some(RawToken { start, end, kind, gap, hash, plain: false })
    }
}

/// A point opens a number (".318") unless it closes a word or number it is glued to.
fn gap_allows_point(gap: Gap, text: &str, start: usize) -> bool {
    gap != Gap::None || !text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        Scanner::new(text).map(|t| &text[t.start..t.end]).collect()
    }

    #[test]
    fn cuts() {
        for (text, want) in [
            ("Ukraine's U.S. allies don’t", vec!["Ukraine", "'s", "U.S.", "allies", "don’t"]),
            ("$1,200.5bn–2bn.", vec!["$", "1,200.5", "bn", "–", "2", "bn", "."]),
            ("10\u{202f}000 km² (½)", vec!["10\u{202f}000", "km", "²", "(", "½", ")"]),
            ("hit .318, 3. 5", vec!["hit", ".318", ",", "3", ".", "5"]),
            ("see https://a.b/c?1=2. G7", vec!["see", "https://a.b/c?1=2", ".", "G7"]),
            ("3 a.m. J. Smith's", vec!["3", "a.m.", "J", ".", "Smith", "'s"]),
            ("816 000, '90s", vec!["816", "000", ",", "'", "90", "s"]),
        ] {
            assert_eq!(cut(text), want, "{text}");
        }
    }
}
