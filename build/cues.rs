//! Compiles `rules/vocab/cues.toml`: verbs are inflected here, so that the file lists each once.

use crate::category::{need, strings, variant};
use crate::lexicon::Lexicon;
use std::fmt::Write;
use toml::{Table, Value};

/// The forms of a verb, in the order of the `[irregular]` table.
const FORMS: [&str; 5] = ["Base", "Third", "Past", "Participle", "Gerund"];

/// Emits `CUES` and the phrases that lead to its rows.
pub fn compile(table: &Table, lexicon: &mut Lexicon, code: &mut String) -> Result<(), String> {
    let irregular = table.get("irregular").and_then(Value::as_table).ok_or("no [irregular] table")?;
    code.push_str("/// Entries of `[[cue]]` in `rules/vocab`, one row for each form of their verbs.\npub static CUES: &[Cue] = &[\n");
    let mut row = 0;
    for entry in table.get("cue").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table) {
        let (kind, shape) = (variant(need(entry, "kind")?), variant(need(entry, "shape")?));
        let takes: Vec<_> = strings(entry, "takes").map(|t| format!("Takes::{}", constant(t))).collect();
        let takes = takes.iter().rfold("Takes::NOTHING".to_string(), |all, t| format!("{t}.or({all})"));
        for form in FORMS {
            let _ = writeln!(
                code,
                "    Cue {{ kind: CueKind::{kind}, shape: CueShape::{shape}, takes: {takes}, form: Form::{form} }},"
            );
        }
        for form in strings(entry, "forms") {
            lexicon.phrase(form, false, &format!("Meaning::Cue({row})"))?;
        }
        for noun in strings(entry, "nouns") {
            lexicon.phrase(noun, false, &format!("Meaning::Cue({row})"))?;
            lexicon.phrase(&plural(noun), false, &format!("Meaning::Cue({row})"))?;
        }
        for verb in strings(entry, "verbs") {
            let forms = inflect(verb, irregular)?;
            for (i, form) in forms.iter().enumerate() {
                // A participle that looks like the past is read as the past.
                if i != 3 || *form != forms[2] {
                    lexicon.phrase(form, false, &format!("Meaning::Cue({})", row + i))?;
                }
            }
        }
        row += FORMS.len();
    }
    code.push_str("];\n");
    Ok(())
}

fn constant(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}

/// The five forms of a verb or of a phrase that starts with one.
fn inflect(phrase: &str, irregular: &Table) -> Result<[String; 5], String> {
    let (verb, rest) = phrase.split_once(' ').map_or((phrase, String::new()), |(v, r)| (v, format!(" {r}")));
    let forms = match irregular.get(verb).and_then(Value::as_str) {
        Some(line) => {
            let forms: Vec<_> = line.split_whitespace().map(String::from).collect();
            let [third, past, participle, gerund] =
                <[String; 4]>::try_from(forms).map_err(|_| format!("{verb} has not four irregular forms"))?;
            [verb.to_string(), third, past, participle, gerund]
        }
        None => regular(verb),
    };
    Ok(forms.map(|f| f + &rest))
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "sh", "ch", "x", "z"].iter().any(|e| noun.ends_with(e)) => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

fn regular(verb: &str) -> [String; 5] {
    let consonant_y = verb.ends_with('y') && !verb.ends_with(['a', 'e', 'o', 'u']) && {
        let before = verb.as_bytes().iter().rev().nth(1);
        !before.is_some_and(|b| b"aeou".contains(b))
    };
    let stem = verb.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y']));
    let (third, past) = if consonant_y {
        let stem = &verb[..verb.len() - 1];
        (format!("{stem}ies"), format!("{stem}ied"))
    } else if ["s", "sh", "ch", "x", "z"].iter().any(|e| verb.ends_with(e)) {
        (format!("{verb}es"), format!("{verb}ed"))
    } else {
        (format!("{verb}s"), format!("{}ed", verb.strip_suffix('e').unwrap_or(verb)))
    };
    [verb.to_string(), third, past.clone(), past, format!("{}ing", stem.unwrap_or(verb))]
}
