//! Fingerprints of claims and findings that survive moved lines and new line breaks.

use crate::document::Document;
use crate::finding::Finding;
use crate::span::Span;
use std::collections::HashMap;

/// FNV-1a over bytes in which every run of white space counts as one space.
#[derive(Clone, Copy, Debug)]
struct Hash(u64);

impl Hash {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn text(mut self, text: &str) -> Self {
        let mut blank = false;
        for &b in text.as_bytes() {
            if b.is_ascii_whitespace() {
                blank = true;
                continue;
            }
            if std::mem::take(&mut blank) {
                self.byte(b' ');
            }
            self.byte(b);
        }
        self.byte(0xff);
        self
    }

    fn byte(&mut self, b: u8) {
        self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    }
}

/// Tells equal things of one draft apart by counting them.
#[derive(Debug, Default)]
pub struct Fingerprints {
    seen: HashMap<u64, u32>,
    /// The sentence that was hashed last.
    last: Option<(usize, Hash)>,
}

impl Fingerprints {
    /// A claim's fingerprint: its words, its sentence, and which of several equal ones it is. Ask in order.
    pub fn claim(&mut self, document: &Document<'_>, i: usize) -> String {
        let claim = &document.claims[i];
        let sentence = match self.last {
            Some((n, hash)) if n == claim.sentence => hash,
            _ => Hash::new().text(document.draft.slice(document.sentences[claim.sentence])),
        };
        self.last = Some((claim.sentence, sentence));
        self.count(sentence.text(document.draft.slice(claim.span)))
    }

    /// A finding's fingerprint: its check, its words and its sentence.
    pub fn finding(&mut self, document: &Document<'_>, finding: &Finding) -> String {
        let sentence = document.sentences.partition_point(|s| s.end <= finding.span.start);
        let sentence = document.sentences.get(sentence).copied().unwrap_or(Span::default());
        let hash = Hash::new().text(finding.check).text(document.draft.slice(finding.span));
        self.count(hash.text(document.draft.slice(sentence)))
    }

    fn count(&mut self, hash: Hash) -> String {
        let n = self.seen.entry(hash.0).or_insert(0);
        *n += 1;
        let mut unique = hash;
        if *n > 1 {
            unique = hash.text(&n.to_string());
        }
        hex(unique.0)
    }
}

/// Sixteen hexadecimal digits.
fn hex(n: u64) -> String {
    let digits = b"0123456789abcdef";
    (0..16).rev().map(|i| digits[(n >> (4 * i)) as usize & 15] as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one() {
        assert_eq!(Hash::new().text("a b\r\n  c").0, Hash::new().text("a\nb c").0);
        assert_ne!(Hash::new().text("ab").text("c").0, Hash::new().text("a").text("bc").0);
        assert_eq!(hex(0x0123_4567_89ab_cdef), "0123456789abcdef");
    }
}
