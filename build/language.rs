//! Compilers of the files on word classes: nouns, verbs, changes.

use crate::inflect::Verb;
use crate::lexicon::Lexicon;
use std::fmt::Write;
use toml::Table;

/// The text under a key; the empty text where there is none.
fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(toml::Value::as_str).unwrap_or("")
}

fn section<'t>(table: &'t Table, key: &str) -> Result<&'t Table, String> {
    table.get(key).and_then(toml::Value::as_table).ok_or_else(|| format!("no [{key}] table"))
}

/// `nouns.toml`: irregular plurals as a table from word to singular.
pub fn nouns(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    let (mut rows, mut pairs) = (Vec::new(), Vec::new());
    for pair in text(table, "irregular").split(';').map(str::trim).filter(|p| !p.is_empty()) {
        let (plural, singular) = pair.split_once(' ').ok_or_else(|| format!("{pair:?} is not plural and singular"))?;
        lexicon.class(plural, "irregular-plural")?;
        rows.push((lexicon.intern(plural), singular));
        pairs.push((singular, plural));
        lexicon.irregular.push((singular.into(), plural.into()));
    }
    for word in text(table, "same").split_whitespace() {
        lexicon.class(word, "same-plural")?;
    }
    for word in text(table, "mass").split_whitespace() {
        lexicon.class(word, "mass-noun")?;
    }
    rows.sort_unstable();
    rows.dedup_by_key(|r| r.0);
    let _ = writeln!(
        code,
        "/// Irregular plurals, by word: the singular.\npub static SINGULARS: [(u16, &str); {}] = {rows:?};",
        rows.len()
    );
    let _ = writeln!(
        code,
        "/// Irregular plurals: singular and plural.\npub static IRREGULAR_NOUNS: &[(&str, &str)] = &{pairs:?};"
    );
    Ok(())
}

/// `verbs.toml`: every inflected form with its classes.
pub fn verbs(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    let mut pairs = Vec::new();
    let regular = section(table, "regular")?;
    let mut verbs: Vec<Verb> = text(regular, "plain").split_whitespace().map(Verb::regular).collect();
    for forms in text(section(table, "irregular")?, "forms").split(';').map(str::trim).filter(|f| !f.is_empty()) {
        let [base, past, participle] = forms.split_whitespace().collect::<Vec<_>>()[..] else {
            return Err(format!("{forms:?} is not base, past and participle"));
        };
        pairs.extend([(base, past), (base, participle)].into_iter().filter(|(base, form)| base != form));
        verbs.push(Verb::irregular(base, past, participle));
    }
    lexicon.irregular.extend(pairs.iter().map(|(base, form)| (base.to_string(), form.to_string())));
    let _ = writeln!(
        code,
        "/// Irregular verbs: base form and past or participle.\npub static IRREGULAR_VERBS: &[(&str, &str)] = &{pairs:?};"
    );
    for verb in verbs {
        let [base, third, past, participle, gerund] = verb.forms();
        lexicon.class(base, "verb-base")?;
        lexicon.class(third, "verb-third")?;
        lexicon.class(past, "verb-past")?;
        lexicon.class(participle, "verb-participle")?;
        lexicon.class(gerund, "verb-gerund")?;
        lexicon.verbs.insert(verb.base.clone(), verb);
    }
    for base in text(regular, "never_noun").split_whitespace() {
        let verb = lexicon.verbs.get(base).ok_or_else(|| format!("{base:?} under never_noun is no verb"))?.clone();
        lexicon.class(&verb.base, "never-noun")?;
        lexicon.class(&verb.third, "never-noun")?;
    }
    Ok(())
}

/// `changes.toml`: words that say which way a number moved.
pub fn changes(table: &Table, lexicon: &mut Lexicon, _: &mut String) -> Result<(), String> {
    for way in ["up", "down"] {
        let section = section(table, way)?;
        for base in text(section, "verbs").split_whitespace() {
            let verb = lexicon.verbs.entry(base.into()).or_insert_with(|| Verb::regular(base)).clone();
            for form in verb.forms() {
                lexicon.class(form, &format!("{way}-verb"))?;
            }
        }
        for noun in text(section, "nouns").split_whitespace() {
            lexicon.class(noun, &format!("{way}-noun"))?;
            lexicon.class(&format!("{noun}s"), &format!("{way}-noun"))?;
        }
        for word in text(section, "words").split_whitespace() {
            lexicon.class(word, &format!("{way}-word"))?;
        }
    }
    Ok(())
}

/// `synonyms.toml`: groups of words for the same thing, and pairs of words that exclude each other. A word may stand in
/// one group only.
pub fn synonyms(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    let mut seen = std::collections::HashSet::new();
    let groups: Vec<Vec<&str>> = text(table, "groups").lines().map(|l| l.split_whitespace().collect()).collect();
    let groups: Vec<_> = groups.into_iter().filter(|g| !g.is_empty()).collect();
    if let Some(twice) = groups.iter().flatten().find(|w| !seen.insert(**w)) {
        return Err(format!("{twice:?} stands in two groups"));
    }
    let rows: String = groups.iter().map(|g| format!("&{g:?}, ")).collect();
    let mut pairs = Vec::new();
    for pair in text(table, "opposites").split(';').map(str::trim).filter(|p| !p.is_empty()) {
        pairs.push(pair.split_once(' ').ok_or_else(|| format!("{pair:?} is no pair"))?);
    }
    for pair in text(table, "kin").split(';').map(str::trim).filter(|p| !p.is_empty()) {
        let (noun, verb) = pair.split_once(' ').ok_or_else(|| format!("{pair:?} is no pair"))?;
        lexicon.kin.push((noun.into(), verb.into()));
    }
    let _ = writeln!(
        code,
        "/// Nouns with the verbs and adjectives that they come from.\npub static KIN: &[(&str, &str)] = &{:?};",
        lexicon.kin
    );
    let _ = writeln!(
        code,
        "/// Words for the same thing, from `rules/vocab/synonyms.toml`.\npub static SYNONYMS: &[&[&str]] = &[{rows}];\n\
         /// Words that exclude each other.\npub static OPPOSITES: &[(&str, &str)] = &{pairs:?};"
    );
    Ok(())
}
