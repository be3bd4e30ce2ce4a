//! Inflections of English verbs, for the vocabulary.

/// The inflected forms of one verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verb {
    /// "rise".
    pub base: String,
    /// "rises".
    pub third: String,
    /// "rose".
    pub past: String,
    /// "risen".
    pub participle: String,
    /// "rising".
    pub gerund: String,
}

impl Verb {
    /// A regular verb; `+` at its end doubles the last consonant.
    pub fn regular(form: &str) -> Self {
        let base = form.trim_end_matches('+');
        let stem = stem(base, form.ends_with('+') || doubles(base));
        let past = match base.as_bytes() {
            [.., b'e'] => format!("{base}d"),
            [.., before, b'y'] if !is_vowel(*before) => format!("{}ied", &base[..base.len() - 1]),
            _ => format!("{stem}ed"),
        };
        Self { base: base.into(), third: third(base), participle: past.clone(), past, gerund: gerund(base, &stem) }
    }

    /// A verb whose past and participle are given.
    pub fn irregular(base: &str, past: &str, participle: &str) -> Self {
        Self {
            base: base.into(),
            third: third(base),
            past: past.into(),
            participle: participle.into(),
            gerund: gerund(base, &stem(base, doubles(base))),
        }
    }

    /// All forms.
    pub fn forms(&self) -> [&str; 5] {
        [&self.base, &self.third, &self.past, &self.participle, &self.gerund]
    }
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Whether a verb of one syllable doubles its last consonant: "drop", "plan", not "fix" or "rain".
fn doubles(base: &str) -> bool {
    let syllables = base.as_bytes().windows(2).filter(|w| is_vowel(w[0]) && !is_vowel(w[1])).count();
    match base.as_bytes() {
        [rest @ .., vowel, last] => {
            let before = rest.last().is_none_or(|b| !is_vowel(*b) || base.starts_with("qui"));
            syllables == 1 && is_vowel(*vowel) && !is_vowel(*last) && !matches!(last, b'w' | b'x' | b'y') && before
        }
        _ => false,
    }
}

fn stem(base: &str, double: bool) -> String {
    let mut stem = base.to_string();
    if double {
        stem.extend(base.chars().last());
    }
    stem
}

fn third(base: &str) -> String {
    match base.as_bytes() {
        b"have" => "has".into(),
        b"go" | b"do" | b"undergo" | b"veto" | b"echo" => format!("{base}es"),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{base}es"),
        [.., before, b'y'] if !is_vowel(*before) => format!("{}ies", &base[..base.len() - 1]),
        _ => format!("{base}s"),
    }
}

fn gerund(base: &str, stem: &str) -> String {
    match base.as_bytes() {
        [.., b'i', b'e'] => format!("{}ying", &base[..base.len() - 2]),
        [.., b'e', b'e'] | [.., b'o', b'e'] | [.., b'y', b'e'] | b"be" => format!("{base}ing"),
        [.., b'e'] => format!("{}ing", &base[..base.len() - 1]),
        _ => format!("{stem}ing"),
    }
}
