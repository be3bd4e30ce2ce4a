//! Words and phrases as packs write them, and the forms in which drafts have them. The build script uses this file too, to
//! prepare the packs that ship.

use super::scan::{Kind, RawToken, Scanner, fold_char, hash_of};
use std::collections::HashMap;

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caps {
    /// "majority"
    Lower,
    /// "Greens"
    Capital,
    /// "WHO"
    All,
}

impl Caps {
    /// How a word as written is capitalised; an acronym in points counts as capitals.
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else { return Self::Lower };
        if !first.is_uppercase() {
            return Self::Lower;
        }
        let mut rest = letters.peekable();
        if rest.peek().is_some() && rest.all(char::is_uppercase) { Self::All } else { Self::Capital }
    }

    /// Whether a draft's word in these capitals can be a pack's word in `wanted` ones. "who" is not the WHO, and
    /// "greens" are not the Greens, but a heading may capitalise anything.
    pub fn fits(self, wanted: Caps, length: usize) -> bool {
        match wanted {
            Self::Lower => true,
            Self::Capital => self >= Self::Capital,
            Self::All if length <= 5 => self == Self::All,
            Self::All => self >= Self::Capital,
        }
    }
}

/// One word of a pack's phrase.
#[derive(Clone, Debug)]
pub struct PhraseWord {
    /// Folded.
    pub text: String,
    /// Capitals as the pack writes them.
    pub caps: Caps,
}

/// The words of a phrase: articles, possessive endings and signs left out, "&" read as "and".
pub fn phrase_words(phrase: &str) -> Vec<PhraseWord> {
    let tokens: Vec<RawToken> = Scanner::new(phrase).collect();
    let mut words = Vec::new();
    for token in &tokens {
        let text = &phrase[token.start..token.end];
        match role(token.kind, text) {
            Role::Word => words.push(PhraseWord { text: fold(text), caps: Caps::of(text) }),
            Role::And => words.push(PhraseWord { text: "and".into(), caps: Caps::Lower }),
            Role::Skip | Role::Break => {}
        }
    }
    let articles = words.iter().filter(|w| is_article(hash_of(&w.text))).count();
    if articles < words.len() {
        words.retain(|w| !is_article(hash_of(&w.text)));
    }
    words
}

/// What a token is to a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A word of it.
    Word,
    /// "&", which reads "and".
    And,
    /// Nothing: hyphens, possessive endings, points of abbreviations.
    Skip,
    /// The end of any phrase.
    Break,
}

/// What a token is to a phrase.
pub fn role(kind: Kind, text: &str) -> Role {
    match kind {
        Kind::Word if matches!(text, "'s" | "’s" | "'S" | "’S") => Role::Skip,
        Kind::Word | Kind::Number => Role::Word,
        Kind::Link => Role::Break,
        Kind::Symbol => match text {
            "&" => Role::And,
            "-" | "‐" | "‑" | "/" | "." | "'" | "’" => Role::Skip,
            _ => Role::Break,
        },
    }
}

/// Whether the word with this hash is an article, which phrases leave out.
pub fn is_article(hash: u64) -> bool {
    hash == hash_of("the") || hash == hash_of("an")
}

/// Folds a word: lower case, straight apostrophes, common accents taken off, points of initials left out.
pub fn fold(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '.' | '\u{ad}')).map(|c| plain(fold_char(c))).collect()
}

/// A letter without its accent, where it is a common one.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => 'a',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' => 'u',
        'ç' | 'č' | 'ć' => 'c',
        'ñ' | 'ń' => 'n',
        'š' | 'ś' | 'ş' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ł' => 'l',
        'ý' => 'y',
        'ğ' => 'g',
        c => c,
    }
}

/// The forms in which a draft may have a folded word of a pack. A name has none but its plural: the Greens are not green.
pub fn forms(word: &str, name: bool, irregular: &Irregular<'_>) -> Vec<String> {
    if name { of_name(word) } else { of_word(word, irregular) }
}

/// The forms of a name.
fn of_name(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_string()];
    if word.len() >= 3 && word.chars().all(char::is_alphabetic) {
        forms.push(format!("{word}s"));
        forms.extend(other_spellings(word));
    }
    forms
}

/// All inflected and spelling forms of a folded word, itself among them.
fn of_word(word: &str, irregular: &Irregular<'_>) -> Vec<String> {
    let mut all = vec![word.to_string()];
    if !word.chars().all(char::is_alphabetic) || word.len() < 3 {
        return all;
    }
    let mut bases = vec![word.to_string()];
    bases.extend(base_forms(word, irregular));
    for i in 0..bases.len() {
        let kin = irregular.kin.get(bases[i].as_str()).into_iter().flatten();
        bases.extend(kin.map(|k| k.to_string()));
    }
    for base in bases {
        all.extend(inflect(&base, irregular));
        all.push(base);
    }
    for i in 0..all.len() {
        let other = other_spellings(&all[i]);
        all.extend(other);
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Irregular forms by their base forms, and the other way round; and nouns with the verbs that they come from.
pub struct Irregular<'w> {
    forms: HashMap<&'w str, Vec<&'w str>>,
    bases: HashMap<&'w str, Vec<&'w str>>,
    kin: HashMap<&'w str, Vec<&'w str>>,
}

impl<'w> Irregular<'w> {
    /// From pairs of a base form and a form of it, and pairs of a noun and its verb.
    pub fn new(pairs: impl Iterator<Item = (&'w str, &'w str)>, kin: impl Iterator<Item = (&'w str, &'w str)>) -> Self {
        let mut irregular = Self { forms: HashMap::new(), bases: HashMap::new(), kin: HashMap::new() };
        for (noun, verb) in kin {
            irregular.kin.entry(noun).or_default().push(verb);
            irregular.kin.entry(verb).or_default().push(noun);
        }
        for (base, form) in pairs {
            irregular.forms.entry(base).or_default().push(form);
            irregular.bases.entry(form).or_default().push(base);
        }
        irregular
    }
}

fn vowel(text: &str) -> bool {
    text.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// What a word may be an inflection of.
fn base_forms(word: &str, irregular: &Irregular<'_>) -> Vec<String> {
    let mut bases = Vec::new();
    let mut add = |base: &str| {
        if base.len() >= 3 && vowel(base) {
            bases.push(base.to_string());
        }
    };
    irregular.bases.get(word).into_iter().flatten().for_each(|base| add(base));
    if let Some(stem) = word.strip_suffix("ies") {
        add(&format!("{stem}y"));
    } else if !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
        if let Some(stem) = word.strip_suffix('s') {
            add(stem);
        }
        if let Some(stem) = word.strip_suffix("es")
            && stem.ends_with(['s', 'x', 'z', 'h', 'o'])
        {
            add(stem);
        }
    }
    for suffix in ["ed", "ing"] {
        if let Some(stem) = word.strip_suffix(suffix)
            && !word.ends_with("eed")
            && word.len() > 4
        {
            add(stem);
            add(&format!("{stem}e"));
            if let Some(single) = undoubled(stem) {
                add(single);
            }
        }
    }
    if let Some(stem) = word.strip_suffix("ied") {
        add(&format!("{stem}y"));
    }
    bases
}

fn undoubled(stem: &str) -> Option<&str> {
    let bytes = stem.as_bytes();
    let [.., a, b] = bytes else { return None };
    (a == b && a.is_ascii_alphabetic() && !b"aeiouls".contains(b)).then(|| &stem[..stem.len() - 1])
}

/// Plural and verb forms of a base form.
fn inflect(base: &str, irregular: &Irregular<'_>) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    forms.extend(irregular.forms.get(base).into_iter().flatten().map(|form| form.to_string()));
    if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        forms.extend([format!("{stem}ies"), format!("{stem}ied")]);
    } else if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") {
        forms.push(format!("{base}es"));
    } else {
        forms.push(format!("{base}s"));
        if base.ends_with('o') {
            forms.push(format!("{base}es"));
        }
    }
    if let Some(stem) = base.strip_suffix('e') {
        forms.extend([format!("{base}d"), format!("{stem}ing")]);
    } else {
        forms.extend([format!("{base}ed"), format!("{base}ing")]);
        if let Some(last) = base.chars().last().filter(|c| "bdgklmnprt".contains(*c))
            && base.len() <= 6
        {
            forms.extend([format!("{base}{last}ed"), format!("{base}{last}ing")]);
        }
    }
    forms
}

/// British and American spellings of a word.
fn other_spellings(word: &str) -> Vec<String> {
    const SWAPS: &[(&str, &str)] = &[
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("isation", "ization"),
        ("isations", "izations"),
        ("our", "or"),
        ("ours", "ors"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("ence", "ense"),
        ("ogramme", "ogram"),
        ("ogrammes", "ograms"),
        ("lled", "led"),
        ("lling", "ling"),
    ];
    let mut others = Vec::new();
    if word.len() >= 5 {
        for (british, american) in SWAPS {
            if let Some(stem) = word.strip_suffix(british).filter(|s| vowel(s)) {
                others.push(format!("{stem}{american}"));
            }
            if let Some(stem) = word.strip_suffix(american).filter(|s| vowel(s)) {
                others.push(format!("{stem}{british}"));
            }
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_cut() {
        let cut = |p: &str| phrase_words(p).into_iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
        assert_eq!(cut("Ukraine's border"), "ukraine border");
        assert_eq!(cut("Calder & Finch"), "calder and finch");
        assert_eq!(cut("the pre-industrial level"), "pre industrial level");
        assert_eq!(cut("The Left"), "left");
        assert_eq!(cut("CDU/CSU"), "cdu csu");
    }
}
