//! Words of packs in all their inflections, so that a draft's words need no stemming: one look-up each.

use crate::vocab::scan::{Kind, RawToken, Scanner, fold_char, hash_of};
use crate::vocab::{self, ByHash};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Number of a distinct word of the packs.
pub(super) type WordNumber = u32;

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Caps {
    /// "majority"
    Lower,
    /// "Greens"
    Capital,
    /// "WHO"
    All,
}

impl Caps {
    /// How a word as written is capitalised; an acronym in points counts as capitals.
    pub(super) fn of(word: &str) -> Self {
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
    pub(super) fn fits(self, wanted: Caps, length: usize) -> bool {
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
pub(super) struct PhraseWord {
    /// Folded.
    pub(super) text: String,
    /// Capitals as the pack writes them.
    pub(super) caps: Caps,
}

/// The words of a phrase: articles, possessive endings and signs left out, "&" read as "and".
pub(super) fn phrase_words(phrase: &str) -> Vec<PhraseWord> {
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
    let articles = words.iter().filter(|w| is_article(&w.text)).count();
    if articles < words.len() {
        words.retain(|w| !is_article(&w.text));
    }
    words
}

/// What a token is to a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
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
pub(super) fn role(kind: Kind, text: &str) -> Role {
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

/// Whether a folded word is an article, which phrases leave out.
pub(super) fn is_article(word: &str) -> bool {
    matches!(word, "the" | "an")
}

/// Folds a word: lower case, straight apostrophes, common accents taken off, points of initials left out.
pub(super) fn fold(word: &str) -> String {
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

/// Every distinct word of the packs, found by any of its inflected forms.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Numbers of plain words and of names.
    numbers: [FxHashMap<String, WordNumber>; 2],
    count: WordNumber,
    /// Forms by their hashes, as they come; settled into the two below.
    coming: Vec<(u64, WordNumber)>,
    /// Where in `found` the words of each form stand.
    forms: ByHash<(u32, u32)>,
    found: Vec<WordNumber>,
}

impl Words {
    /// The number of a folded word, which is new or known. A name has no forms but its plural: the Greens are not green.
    pub(super) fn add(&mut self, word: &str, name: bool) -> WordNumber {
        let numbers = &mut self.numbers[usize::from(name)];
        if let Some(number) = numbers.get(word) {
            return *number;
        }
        let number = self.count;
        self.count += 1;
        numbers.insert(word.to_string(), number);
        let forms = if name { name_forms(word) } else { forms(word) };
        self.coming.extend(forms.iter().map(|form| (hash_of(form), number)));
        number
    }

    /// Makes the words findable that were added; to be called after the last.
    pub(super) fn settle(&mut self) {
        self.coming.sort_unstable();
        self.coming.dedup();
        self.found.reserve(self.coming.len());
        for form in self.coming.chunk_by(|a, b| a.0 == b.0) {
            let start = self.found.len() as u32;
            self.found.extend(form.iter().map(|f| f.1));
            self.forms.insert(form[0].0, (start, self.found.len() as u32));
        }
        self.coming = Vec::new();
    }

    /// Every form by its hash, with the words that have it.
    pub(super) fn forms(&self) -> impl Iterator<Item = (u64, &[WordNumber])> {
        self.forms.iter().map(|(hash, (start, end))| (*hash, &self.found[*start as usize..*end as usize]))
    }

    /// The words of the packs that a draft's word may be an inflection of.
    pub(super) fn find(&self, word: &str) -> &[WordNumber] {
        self.find_token(word, hash_of(&fold(word)))
    }

    /// The same for a word of which the hash is known, its token's.
    #[inline]
    pub(super) fn find_token(&self, word: &str, hash: u64) -> &[WordNumber] {
        let folds_alike = word.bytes().all(|b| b.is_ascii() && b != b'.');
        let hash = if folds_alike { hash } else { hash_of(&fold(word)) };
        let place = self.forms.get(&hash);
        place.map_or(&[], |(start, end)| &self.found[*start as usize..*end as usize])
    }
}

/// The forms of a name.
fn name_forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_string()];
    if word.len() >= 3 && word.chars().all(char::is_alphabetic) {
        forms.push(format!("{word}s"));
        forms.extend(other_spellings(word));
    }
    forms
}

/// All inflected and spelling forms of a folded word, itself among them.
fn forms(word: &str) -> Vec<String> {
    let mut all = vec![word.to_string()];
    if !word.chars().all(char::is_alphabetic) || word.len() < 3 {
        return all;
    }
    let mut bases = vec![word.to_string()];
    bases.extend(base_forms(word));
    for base in bases {
        all.extend(inflect(&base));
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

/// Irregular forms by their base forms, and the other way round.
struct Irregular {
    forms: FxHashMap<&'static str, Vec<&'static str>>,
    bases: FxHashMap<&'static str, Vec<&'static str>>,
}

static IRREGULAR: LazyLock<Irregular> = LazyLock::new(|| {
    let mut irregular = Irregular { forms: FxHashMap::default(), bases: FxHashMap::default() };
    for (base, form) in vocab::IRREGULAR_NOUNS.iter().chain(vocab::IRREGULAR_VERBS) {
        irregular.forms.entry(base).or_default().push(form);
        irregular.bases.entry(form).or_default().push(base);
    }
    irregular
});

fn vowel(text: &str) -> bool {
    text.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// What a word may be an inflection of.
fn base_forms(word: &str) -> Vec<String> {
    let mut bases = Vec::new();
    let mut add = |base: &str| {
        if base.len() >= 3 && vowel(base) {
            bases.push(base.to_string());
        }
    };
    IRREGULAR.bases.get(word).into_iter().flatten().for_each(|base| add(base));
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
fn inflect(base: &str) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    forms.extend(IRREGULAR.forms.get(base).into_iter().flatten().map(|form| form.to_string()));
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
    fn inflections_are_found() {
        for (pack, draft, want) in [
            ("troops", "troop", true),
            ("soldier", "Soldiers", true),
            ("hospitalised", "hospitalized", true),
            ("labor", "labour", true),
            ("plan", "plane", false),
            ("win", "wine", false),
            ("police", "policy", false),
            ("ferry", "ferries", true),
            ("women", "woman", true),
            ("gas", "gas", true),
            ("isolate", "isolating", true),
            ("city", "cities", true),
            ("centre", "centers", true),
            ("Orsted", "Ørsted", true),
            ("U.S.", "US", true),
            ("boxes", "box", true),
            ("planned", "plan", true),
            ("sown", "sowed", true),
            ("grow", "grew", true),
            ("children", "child", true),
            ("wind", "winded", true),
            ("Wind", "wound", false),
        ] {
            let mut words = Words::default();
            let number = words.add(&fold(pack), Caps::of(pack) != Caps::Lower);
            words.settle();
            assert_eq!(words.find(draft).contains(&number), want, "{pack}, {draft}");
        }
    }

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
