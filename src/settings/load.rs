//! Reading `tickmark.toml`: all errors at once, each with its place.

use super::{Accept, Level, Settings};
use crate::finding::Severity;
use crate::span::FileSpan;
use rust_decimal::Decimal;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// An error in a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// Where in the file.
    pub span: FileSpan,
    /// What was meant, or what to do.
    pub help: Option<String>,
}

/// What a `tickmark.toml` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettingsFile {
    /// The settings.
    pub settings: Settings,
    /// Another settings file, by path from this one, which this one builds upon.
    pub extends: Option<String>,
    /// Packs for every draft below the file, by name or by path from the file.
    pub rules: Vec<String>,
    /// From which severity on a run fails.
    pub fail_on: Option<Severity>,
}

/// Names of the severities, gravest first.
pub const SEVERITIES: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];

const KINDS: [&str; 13] = [
    "age", "score", "points", "percent", "ratio", "rate", "money", "duration", "measure", "multiple", "vague", "count",
    "number",
];

/// Reads a settings file. `checks` are the names that a `[check.NAME]` may have.
pub fn load(text: &str, checks: &[&str]) -> Result<SettingsFile, Vec<Problem>> {
    load_onto(SettingsFile::default(), text, checks)
}

/// The settings file that a settings file builds upon, as far as that can be read.
pub fn extends(text: &str) -> Option<String> {
    let (table, _) = DeTable::parse_recoverable(text);
    table.get_ref().get("extends")?.get_ref().as_str().map(str::to_string)
}

/// Reads a settings file that builds upon another one: what it says replaces what that one says. Its packs replace
/// those of the other only in `rules`; the caller adds them up.
pub fn load_onto(base: SettingsFile, text: &str, checks: &[&str]) -> Result<SettingsFile, Vec<Problem>> {
    let base = SettingsFile { rules: Vec::new(), extends: None, ..base };
    let (table, errors) = DeTable::parse_recoverable(text);
    let problems = errors.iter().map(|e| problem(e.message().to_string(), e.span().unwrap_or(0..0), None)).collect();
    let mut loader = Loader { file: base, problems, checks };
    loader.top(table.get_ref());
    if loader.problems.is_empty() { Ok(loader.file) } else { Err(loader.problems) }
}

fn problem(message: String, span: Range<usize>, help: Option<String>) -> Problem {
    Problem { message, span: FileSpan::new(span.start, span.end), help }
}

/// The name that was meant, if one is close.
pub fn closest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let close = |n: &&str| strsim::jaro_winkler(name, n) > 0.8;
    names
        .into_iter()
        .filter(close)
        .max_by(|a, b| strsim::jaro_winkler(name, a).total_cmp(&strsim::jaro_winkler(name, b)))
}

struct Loader<'c> {
    file: SettingsFile,
    problems: Vec<Problem>,
    checks: &'c [&'c str],
}

impl Loader<'_> {
    fn fail(&mut self, message: impl Into<String>, span: Range<usize>, help: Option<String>) {
        self.problems.push(problem(message.into(), span, help));
    }

    fn unknown(&mut self, what: &str, name: &str, span: Range<usize>, names: &[&str]) {
        let help = match closest(name, names.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("there are: {}", names.join(", ")),
        };
        self.fail(format!("there is no {what} \"{name}\""), span, Some(help));
    }

    fn top(&mut self, table: &DeTable<'_>) {
        const KEYS: [&str; 11] = [
            "extends",
            "rules",
            "fail_on",
            "need_source",
            "reach",
            "partners",
            "date_order",
            "precision",
            "limits",
            "ticks",
            "check",
        ];
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "extends" => {
                    self.file.extends = value.get_ref().as_str().map(str::to_string);
                    if self.file.extends.is_none() {
                        self.fail("this must be the path of another settings file", value.span(), None);
                    }
                }
                "rules" => self.file.rules = self.strings(value),
                "fail_on" => self.file.fail_on = self.severity(value),
                "need_source" => self.need_source(value),
                "reach" => self.size(value, |s, n| s.reach = n),
                "partners" => self.size(value, |s, n| s.partners = n),
                "date_order" => self.date_order(value),
                "precision" => self.precision(value),
                "limits" => self.limits(value),
                "check" => self.levels(value),
                "ticks" => self.ticks(value),
                other => self.unknown("setting", other, key.span(), &KEYS),
            }
        }
    }

    fn strings(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let Some(items) = value.get_ref().as_array() else {
            self.fail("this must be a list of strings", value.span(), Some("write [\"…\", \"…\"]".into()));
            return Vec::new();
        };
        let mut strings = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(s) => strings.push(s.to_string()),
                None => self.fail("this must be a string", item.span(), None),
            }
        }
        strings
    }

    fn need_source(&mut self, value: &Spanned<DeValue<'_>>) {
        let kinds = self.strings(value);
        for kind in kinds.iter().filter(|k| !KINDS.contains(&k.as_str())) {
            self.unknown("kind of quantity", kind, value.span(), &KINDS);
        }
        self.file.settings.need_source = kinds;
    }

    fn severity(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Severity> {
        let found = value.get_ref().as_str().and_then(|s| SEVERITIES.iter().find(|(n, _)| *n == s));
        if found.is_none() {
            self.fail("this must be \"error\", \"warning\" or \"info\"", value.span(), None);
        }
        found.map(|f| f.1)
    }

    fn date_order(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref().as_str() {
            Some("day-first") => self.file.settings.day_first = Some(true),
            Some("month-first") => self.file.settings.day_first = Some(false),
            Some("draft") => self.file.settings.day_first = None,
            _ => self.fail("this must be \"day-first\", \"month-first\" or \"draft\"", value.span(), None),
        }
    }

    fn size(&mut self, value: &Spanned<DeValue<'_>>, set: fn(&mut Settings, usize)) {
        match number(value.get_ref()).and_then(|n| usize::try_from(n).ok().filter(|n| *n <= 1000)) {
            Some(n) => set(&mut self.file.settings, n),
            None => self.fail("this must be a whole number from 0 to 1000", value.span(), None),
        }
    }

    fn precision(&mut self, value: &Spanned<DeValue<'_>>) {
        const KEYS: [&str; 10] = [
            "about",
            "about_most",
            "just",
            "fraction",
            "fraction_hedged",
            "multiple",
            "multiple_hedged",
            "operand_most",
            "exchange",
            "exact_below",
        ];
        let Some(table) = self.table(value) else { return };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if !KEYS.contains(&name) {
                self.unknown("width", name, key.span(), &KEYS);
                continue;
            }
            let whole = name == "exact_below";
            let number = if whole { number(value.get_ref()) } else { share(value.get_ref()) };
            let number = number.filter(|n| !n.is_sign_negative() && (whole || *n < Decimal::ONE));
            let Some(n) = number else {
                let want = if whole { "a number such as 1000" } else { "a share such as \"3 %\" or 0.03" };
                self.fail(format!("this must be {want}"), value.span(), None);
                continue;
            };
            let p = &mut self.file.settings.precision;
            *match name {
                "about" => &mut p.about,
                "about_most" => &mut p.about_most,
                "just" => &mut p.just,
                "fraction" => &mut p.fraction,
                "fraction_hedged" => &mut p.fraction_hedged,
                "multiple" => &mut p.multiple,
                "multiple_hedged" => &mut p.multiple_hedged,
                "operand_most" => &mut p.operand_most,
                "exchange" => &mut p.exchange,
                _ => &mut p.exact_below,
            } = n;
        }
    }

    fn limits(&mut self, value: &Spanned<DeValue<'_>>) {
        const KEYS: [&str; 6] = ["part_megabytes", "total_megabytes", "ratio", "entries", "depth", "pdf_seconds"];
        let Some(table) = self.table(value) else { return };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if !KEYS.contains(&name) {
                self.unknown("limit", name, key.span(), &KEYS);
                continue;
            }
            let Some(n) = number(value.get_ref()).and_then(|n| u32::try_from(n).ok()) else {
                self.fail("this must be a whole number", value.span(), None);
                continue;
            };
            let limits = &mut self.file.settings.limits;
            match name {
                "part_megabytes" => limits.part = u64::from(n) << 20,
                "total_megabytes" => limits.total = u64::from(n) << 20,
                "ratio" => limits.ratio = n,
                "entries" => limits.entries = n as usize,
                "pdf_seconds" => limits.pdf_seconds = u64::from(n),
                _ => limits.depth = n as usize,
            }
        }
    }

    fn ticks(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = self.table(value) else { return };
        for (key, value) in table {
            if key.get_ref() != "accept" {
                self.unknown("key of ticks", key.get_ref(), key.span(), &["accept"]);
                continue;
            }
            let names = self.strings(value);
            for name in names.iter().filter(|n| *n != "matches-file") {
                self.unknown("ground to accept a number", name, value.span(), &["matches-file"]);
            }
            self.file.settings.accept = names.iter().map(|_| Accept::MatchesFile).collect();
        }
    }

    fn levels(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(checks) = self.table(value) else { return };
        for (name, value) in checks {
            if !self.checks.contains(&name.get_ref().as_ref()) {
                let known = self.checks.to_vec();
                self.unknown("check", name.get_ref(), name.span(), &known);
                continue;
            }
            let Some(keys) = self.table(value) else { continue };
            for (key, value) in keys {
                if key.get_ref() != "level" {
                    self.unknown("key of a check", key.get_ref(), key.span(), &["level"]);
                    continue;
                }
                let word = value.get_ref().as_str();
                let level = match word {
                    Some("off") => Some(Level::Off),
                    word => SEVERITIES.iter().find(|(n, _)| Some(*n) == word).map(|(_, s)| Level::At(*s)),
                };
                match level {
                    Some(level) => drop(self.file.settings.levels.insert(name.get_ref().to_string(), level)),
                    None => self.fail("a level is \"off\", \"info\", \"warning\" or \"error\"", value.span(), None),
                }
            }
        }
    }

    fn table<'t, 'i>(&mut self, value: &'t Spanned<DeValue<'i>>) -> Option<&'t DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.fail("this must be a table", value.span(), None);
        }
        table
    }
}

/// A number, with every digit that is written.
fn number(value: &DeValue<'_>) -> Option<Decimal> {
    match value {
        DeValue::Integer(n) if n.radix() == 10 => n.as_str().replace('_', "").parse().ok(),
        DeValue::Float(n) => n.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}

/// 0.03 or "3 %".
fn share(value: &DeValue<'_>) -> Option<Decimal> {
    let Some(text) = value.as_str() else { return number(value) };
    let percent: Decimal = text.trim().strip_suffix('%')?.trim_end().parse().ok()?;
    percent.checked_div(Decimal::ONE_HUNDRED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        let text = "rules = [\"a\"]\nfail_on = \"warning\"\nneed_source = [\"money\"]\ndate_order = \"day-first\"\n\
                    [precision]\nabout = \"5 %\"\njust = 0.2\nexact_below = 500\n[check.sum-mismatch]\nlevel = \"off\"\n\
                    [ticks]\naccept = [\"matches-file\"]\n";
        let file = load(text, &["sum-mismatch"]).unwrap();
        assert_eq!(file.settings.accept, [Accept::MatchesFile]);
        assert!(load("[ticks]\naccept = [\"all\"]\n", &[]).is_err());
        assert_eq!((file.rules.as_slice(), file.fail_on), (["a".to_string()].as_slice(), Some(Severity::Warning)));
        assert_eq!(file.settings.precision.about, Decimal::new(5, 2));
        assert_eq!(file.settings.precision.exact_below, Decimal::from(500));
        assert_eq!(file.settings.levels["sum-mismatch"], Level::Off);
        assert_eq!(file.settings.day_first, Some(true));
    }

    #[test]
    fn builds_upon_another() {
        let base = load(
            "rules = [\"a\"]\nreach = 5\nfail_on = \"info\"\n[check.sum-mismatch]\nlevel = \"off\"\n",
            &["sum-mismatch"],
        );
        let text = "extends = \"../tickmark.toml\"\nfail_on = \"error\"\n[check.sum-mismatch]\nlevel = \"info\"\n";
        assert_eq!(extends(text).as_deref(), Some("../tickmark.toml"));
        let file = load_onto(base.unwrap(), text, &["sum-mismatch"]).unwrap();
        assert_eq!((file.settings.reach, file.fail_on), (5, Some(Severity::Error)));
        assert_eq!(file.settings.levels["sum-mismatch"], Level::At(Severity::Info));
        assert!(file.rules.is_empty(), "packs are found from the folder of the file that names them");
    }

    #[test]
    fn lists_all_errors_with_their_places() {
        let text = "ruels = []\nfail_on = \"loud\"\nneed_source = [\"cash\"]\n[precision]\nabuot = 1\nabout = \"3\"\n\
                    [check.sum-mismach]\nlevel = \"off\"\n[check.date-impossible]\nlevel = 3\n";
        let problems = load(text, &["sum-mismatch", "date-impossible"]).unwrap_err();
        let found: Vec<_> = problems.iter().map(|p| &text[p.span.range()]).collect();
        assert_eq!(found.iter().map(|f| f.trim()).collect::<Vec<_>>().len(), 7, "{problems:?}");
        assert!(problems.iter().any(|p| p.help.as_deref() == Some("did you mean \"sum-mismatch\"?")));
        assert!(load("a = [", &[]).is_err());
    }
}
