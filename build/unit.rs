//! Units of measure: an entry as read, and the units that SI prefixes make of it.

use crate::category::{need, string, strings, variant};
use toml::Table;

/// Name, symbols and power of ten of each SI prefix.
const PREFIXES: &[(&str, &[&str], i32)] = &[
    ("femto", &["f"], -15),
    ("pico", &["p"], -12),
    ("nano", &["n"], -9),
    ("micro", &["µ", "μ", "u"], -6),
    ("milli", &["m"], -3),
    ("centi", &["c"], -2),
    ("deci", &["d"], -1),
    ("deca", &["da"], 1),
    ("hecto", &["h"], 2),
    ("kilo", &["k"], 3),
    ("mega", &["M"], 6),
    ("giga", &["G"], 9),
    ("tera", &["T"], 12),
    ("peta", &["P"], 15),
    ("exa", &["E"], 18),
    ("zetta", &["Z"], 21),
];

/// One unit.
#[derive(Clone)]
pub struct Unit {
    name: String,
    code: Option<String>,
    dimension: String,
    factor: String,
    offset: String,
    guard: String,
    /// The lower unit that goes on one of it, and how many: "5 ft 10 in".
    part: Option<(String, i64)>,
    forms: Vec<String>,
    symbols: Vec<String>,
    prefixes: Vec<String>,
}

impl Unit {
    /// Reads an entry.
    pub fn read(entry: &Table) -> Result<Self, String> {
        let own = |list: Vec<&str>| list.into_iter().map(str::to_string).collect();
        Ok(Self {
            name: need(entry, "name")?.into(),
            code: string(entry, "code").map(Into::into),
            dimension: need(entry, "dimension")?.into(),
            factor: string(entry, "factor").unwrap_or("1").into(),
            offset: string(entry, "offset").unwrap_or("0").into(),
            guard: variant(string(entry, "guard").unwrap_or("none")),
            part: string(entry, "part")
                .map(|part| {
                    let parts = entry.get("parts").and_then(toml::Value::as_integer);
                    parts.map(|n| (part.to_string(), n)).ok_or("a `part` needs `parts`, how many there are")
                })
                .transpose()?,
            forms: own(strings(entry, "forms").collect()),
            symbols: own(strings(entry, "symbols").collect()),
            prefixes: own(string(entry, "prefixes").unwrap_or("").split_whitespace().collect()),
        })
    }

    /// The units that its prefixes make: long prefixes before whole words, short ones before symbols.
    pub fn prefixed(&self) -> impl Iterator<Item = Self> + '_ {
        PREFIXES.iter().filter(|p| self.prefixes.iter().any(|n| n == p.0)).map(|(prefix, signs, power)| {
            let word = |form: &&String| form.len() > 3 && form.chars().all(char::is_alphabetic);
            let (words, symbols): (Vec<_>, Vec<_>) = self.symbols.iter().partition(|s| word(s));
            let long = self.forms.iter().filter(word).chain(words);
            Self {
                name: format!("{prefix}{}", self.name),
                code: self.code.as_ref().map(|code| format!("{}{code}", signs[signs.len() - 1])),
                dimension: self.dimension.clone(),
                factor: shifted(&self.factor, *power),
                offset: self.offset.clone(),
                guard: self.guard.clone(),
                part: None,
                forms: long.map(|form| format!("{prefix}{form}")).collect(),
                symbols: symbols
                    .iter()
                    .flat_map(|s| signs.iter().map(move |sign| format!("{sign}{s}")))
                    .filter(|s| s != "us")
                    .collect(),
                prefixes: Vec::new(),
            }
        })
    }

    /// Forms, and symbols, which match exactly as written.
    pub fn phrases(&self) -> impl Iterator<Item = (&str, bool)> {
        self.forms.iter().map(|f| (f.as_str(), false)).chain(self.symbols.iter().map(|s| (s.as_str(), true)))
    }

    /// Its fields, as Rust.
    pub fn row(&self) -> String {
        format!(
            "name: {:?}, code: {:?}, dimension: {:?}, factor: {:?}, offset: {:?}, guard: Guard::{}, part: {:?}",
            self.name, self.code, self.dimension, self.factor, self.offset, self.guard, self.part
        )
    }
}

/// A decimal or fraction times a power of ten.
fn shifted(factor: &str, power: i32) -> String {
    if power < 0 {
        let (numerator, denominator) = factor.split_once('/').unwrap_or((factor, "1"));
        return format!("{numerator}/{denominator}{}", "0".repeat(power.unsigned_abs() as usize));
    }
    let (numerator, denominator) = factor.split_once('/').map_or((factor, None), |(n, d)| (n, Some(d)));
    let (whole, decimals) = numerator.split_once('.').unwrap_or((numerator, ""));
    let power = power as usize;
    let moved = if decimals.len() <= power {
        format!("{whole}{decimals}{}", "0".repeat(power - decimals.len()))
    } else {
        format!("{whole}{}.{}", &decimals[..power], &decimals[power..])
    };
    denominator.map_or(moved.clone(), |d| format!("{moved}/{d}"))
}
