//! The packs that ship: their text, and of those that serve every draft an outline, by which drafts that say nothing of
//! what they know can be checked without reading them.

use crate::forms::{self, Caps, Irregular, fold, phrase_words};
use crate::scan::hash_of;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::{fs, path::PathBuf};
use toml::de::{DeTable, DeValue};

/// Conditions in the order in which a measure has them.
const CONDITIONS: [(&str, &str); 3] = [("of", "Of"), ("about", "About"), ("near", "Near")];
/// What an outline does not tell: a pack that ships says it in full.
const REFUSED: [&str; 3] = ["like", "all", "table"];

/// All packs as static tables.
pub fn compile(irregular: &Irregular<'_>) -> Result<String, Box<dyn Error>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir("rules/packs")?.collect::<Result<Vec<_>, _>>()?.iter().map(|e| e.path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let mut shipped = String::new();
    let mut outlines = String::new();
    let mut words = Words::default();
    for file in files {
        let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let text = fs::read_to_string(&file)?;
        let _ = writeln!(shipped, "    ({stem:?}, {text:?}),");
        let table = DeTable::parse(&text).map_err(|e| format!("{}: {e}", file.display()))?;
        let outline = outline(&stem, table.get_ref(), &mut words).map_err(|e| format!("{}: {e}", file.display()))?;
        outlines.extend(outline);
    }
    let mut code = format!(
        "/// The packs that ship: name and TOML text.\npub static SHIPPED: &[(&str, &str)] = &[\n{shipped}];\n\
         /// Outlines of those that serve every draft.\npub static OUTLINES: &[Outline] = &[\n{outlines}];\n"
    );
    words.write(irregular, &mut code);
    Ok(code)
}

/// The outline of a pack; `None` for one that serves only drafts that ask for it.
fn outline(stem: &str, table: &DeTable<'_>, words: &mut Words) -> Result<Option<String>, String> {
    let pack = sub(table, "pack").ok_or("no [pack]")?;
    if !matches!(get(pack, "timeless"), Some(DeValue::Boolean(true))) {
        return Ok(None);
    }
    for key in ["constraint", "rate"] {
        if table.get(key).is_some() {
            return Err(format!("[[{key}]] in a pack that ships and serves every draft: outlines do not tell of it"));
        }
    }
    let mut lists = BTreeMap::new();
    for (name, list) in sub(table, "words").into_iter().flatten() {
        lists.insert(name.get_ref().to_string(), texts(list.get_ref()));
    }
    let mut code = format!(
        "Outline {{ path: {stem:?}, name: {:?}, title: {:?}, sources: &[",
        text(pack, "name").ok_or("no name")?,
        text(pack, "title")
    );
    for (id, source) in in_order(table, "source") {
        let aliases = get(source, "aliases").map(texts).unwrap_or_default();
        let name = text(source, "name").ok_or_else(|| format!("source {id} has no name"))?;
        let _ = write!(code, "SourceOutline {{ id: {id:?}, name: {name:?}, aliases: &{aliases:?} }}, ");
    }
    code.push_str("], measures: &[");
    for (id, measure) in in_order(table, "measure") {
        if let Some(key) = REFUSED.iter().find(|key| measure.get(**key).is_some()) {
            return Err(format!("`{key}` of measure `{id}`: outlines do not tell of it; say it in full"));
        }
        let mut phrases = |key: &str| -> Result<Option<Vec<usize>>, String> {
            let Some(list) = get(measure, key).map(texts) else { return Ok(None) };
            let mut numbers = Vec::new();
            for phrase in list {
                match phrase.strip_prefix('@') {
                    Some(name) => {
                        let list = lists.get(name).ok_or_else(|| format!("there is no list {name:?}"))?;
                        numbers.extend(list.iter().map(|phrase| words.phrase(phrase)));
                    }
                    None => numbers.push(words.phrase(&phrase)),
                }
            }
            Ok(Some(numbers))
        };
        code.push_str("MeasureOutline { conditions: &[");
        for (key, role) in CONDITIONS {
            if let Some(numbers) = phrases(key)? {
                let _ = write!(code, "(ConditionRole::{role}, &{numbers:?}), ");
            }
        }
        let _ = write!(code, "], not: &{:?} }}, ", phrases("not")?.unwrap_or_default());
    }
    code.push_str("] },\n");
    Ok(Some(code))
}

fn get<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<&'t DeValue<'i>> {
    table.get(key).map(|v| v.get_ref())
}

fn sub<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<&'t DeTable<'i>> {
    get(table, key).and_then(DeValue::as_table)
}

fn text(table: &DeTable<'_>, key: &str) -> Option<String> {
    get(table, key).and_then(DeValue::as_str).map(Into::into)
}

/// A list of texts; a single text is a list of one.
fn texts(value: &DeValue<'_>) -> Vec<String> {
    match value {
        DeValue::Array(items) => items.iter().flat_map(|item| texts(item.get_ref())).collect(),
        other => other.as_str().map(|text| text.trim().to_string()).into_iter().collect(),
    }
}

/// The tables of `[key.NAME]` in order of the text.
fn in_order<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Vec<(&'t str, &'t DeTable<'i>)> {
    let all = sub(table, key).into_iter().flatten();
    let mut all: Vec<_> = all
        .filter_map(|(name, v)| Some((name.span().start, name.get_ref().as_ref(), v.get_ref().as_table()?)))
        .collect();
    all.sort_by_key(|(at, ..)| *at);
    all.into_iter().map(|(_, name, table)| (name, table)).collect()
}

/// The phrases of the outlines and the words in them, each once.
#[derive(Default)]
struct Words {
    phrases: Vec<(String, Vec<(usize, Caps)>)>,
    words: Vec<(String, bool)>,
    phrase_numbers: BTreeMap<String, usize>,
    word_numbers: BTreeMap<(String, bool), usize>,
}

impl Words {
    /// The number of a phrase.
    fn phrase(&mut self, text: &str) -> usize {
        if let Some(number) = self.phrase_numbers.get(text) {
            return *number;
        }
        let cut = phrase_words(text);
        let words = cut.into_iter().map(|w| (self.word(w.text, w.caps != Caps::Lower), w.caps)).collect();
        self.phrases.push((text.to_string(), words));
        self.phrase_numbers.insert(text.to_string(), self.phrases.len() - 1);
        self.phrases.len() - 1
    }

    fn word(&mut self, text: String, name: bool) -> usize {
        let next = self.words.len();
        let number = *self.word_numbers.entry((text.clone(), name)).or_insert(next);
        if number == next {
            self.words.push((text, name));
        }
        number
    }

    fn write(&self, irregular: &Irregular<'_>, code: &mut String) {
        code.push_str("/// The phrases of the outlines.\npub static PHRASES: &[PhraseOutline] = &[\n");
        for (text, words) in &self.phrases {
            let _ = write!(code, "PhraseOutline {{ text: {text:?}, words: &[");
            for (word, caps) in words {
                let _ = write!(code, "({word}, Caps::{caps:?}), ");
            }
            code.push_str("] },\n");
        }
        code.push_str("];\n/// The words of those phrases.\npub static WORDS: &[WordOutline] = &[\n");
        for (text, name) in &self.words {
            debug_assert_eq!(fold(text), *text);
            let forms = forms::forms(text, *name, irregular);
            let hashes: Vec<u64> = forms.iter().map(|form| hash_of(form)).collect();
            let _ = writeln!(code, "WordOutline {{ text: {text:?}, name: {name}, forms: &{hashes:?} }},");
        }
        code.push_str("];\n");
    }
}
