//! Tables of a TOML document, read key by key with their spans; every mistake is noted and reading goes on.

use crate::rules::Problem;
use crate::span::FileSpan;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// For how many problems at most a name is suggested.
const SUGGESTIONS: usize = 200;
/// Among how many names at most.
const NAMES: usize = 2_000;

/// A value and where it stands in the TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub span: FileSpan,
}

impl<T> At<T> {
    /// A value at a place.
    pub fn new(value: T, span: FileSpan) -> Self {
        Self { value, span }
    }
}

/// The problems of a pack, gathered while it is read.
#[derive(Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
    /// Whether the document is broken, so that what seems to be missing may only be unreadable.
    pub broken: bool,
    /// Numbers of those of them that are names like another that is known.
    misspelt: Vec<usize>,
}

impl Problems {
    /// Notes a problem; returns it for a helping word.
    pub fn add(&mut self, span: FileSpan, message: impl Into<String>) -> &mut Problem {
        let at = self.list.len();
        self.list.push(Problem { message: message.into(), span, help: None });
        &mut self.list[at]
    }

    /// Notes that something is missing, unless the document is broken.
    pub fn missing(&mut self, span: FileSpan, message: impl Into<String>, help: &str) {
        if !self.broken {
            let problem = self.add(span, message);
            if !help.is_empty() {
                problem.help(help);
            }
        }
    }

    /// Notes that a name is not known, with the one that was probably meant; failing that, all if they are few.
    pub fn unknown<'n>(
        &mut self,
        span: FileSpan,
        message: impl Into<String>,
        wrong: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        // Looking for the nearest name costs a pass over the names: not for every one of ten thousand mistakes.
        let search = self.list.len() < SUGGESTIONS;
        let problem = self.add(span, message);
        if !search {
            return;
        }
        let names: Vec<&str> = names.into_iter().take(NAMES).collect();
        if let Some(name) = nearest(wrong, &names) {
            problem.help(format!("did you mean `{name}`?"));
            self.misspelt.push(self.list.len() - 1);
        } else if !names.is_empty() && names.len() <= 24 {
            problem.help(format!("there is {}", list_of(&names)));
        }
    }

    /// Whether none were noted.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many were noted.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Those that are names like another that is known: of a broken document nothing else is sure.
    pub fn misspelt(self) -> Vec<Problem> {
        let Self { list, misspelt, .. } = self;
        let mut list: Vec<Option<Problem>> = list.into_iter().map(Some).collect();
        misspelt.into_iter().filter_map(|n| list[n].take()).collect()
    }

    /// All of them, in order of the text, each once.
    pub fn finish(mut self) -> Vec<Problem> {
        self.list.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
        self.list.dedup();
        self.list
    }
}

impl Problem {
    /// Adds what was meant or what to do.
    pub fn help(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }
}

/// The name closest to a wrong one, if it is close enough to have been meant.
pub fn nearest<'n>(wrong: &str, names: &[&'n str]) -> Option<&'n str> {
    let folded = |s: &str| s.to_lowercase().replace(['-', ' '], "_");
    let wrong = folded(wrong);
    let most = (wrong.chars().count() / 3).max(1);
    let close = names.iter().filter(|n| n.chars().count().abs_diff(wrong.chars().count()) <= most);
    let near = close.map(|n| (strsim::damerau_levenshtein(&folded(n), &wrong), *n)).min();
    near.filter(|(distance, _)| *distance <= most).map(|(_, name)| name)
}

/// "`a`, `b` and `c`".
pub fn list_of<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{}`", n.as_ref())).collect();
    match quoted.as_slice() {
        [] => "none".into(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A span of the TOML parser as ours.
pub fn span(range: Range<usize>) -> FileSpan {
    FileSpan::new(range.start, range.end)
}

/// What a TOML value is, in a fact-checker's words.
pub fn sort_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text in quotes",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// One table of the document, whose keys are known.
#[derive(Clone, Debug)]
pub struct Fields<'a, 'i> {
    /// What it is, for messages: "measure `troops`".
    pub what: String,
    /// Its header or name.
    pub span: FileSpan,
    table: &'a DeTable<'i>,
}

impl<'a, 'i> Fields<'a, 'i> {
    /// Opens a table; its unknown keys are problems.
    pub fn open(
        what: impl Into<String>,
        span: FileSpan,
        table: &'a DeTable<'i>,
        known: &[&str],
        problems: &mut Problems,
    ) -> Self {
        let what = what.into();
        for (key, _) in table.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref();
            let message = format!("{what} has no key `{name}`");
            problems.unknown(self::span(key.span()), message, name, known.iter().copied());
        }
        Self { what, span, table }
    }

    /// Opens a table in which any key may stand.
    pub fn free(what: impl Into<String>, span: FileSpan, table: &'a DeTable<'i>) -> Self {
        Self { what: what.into(), span, table }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.table.get(key)
    }

    /// Where a key's value stands.
    pub fn place(&self, key: &str) -> FileSpan {
        self.get(key).map_or(self.span, |v| span(v.span()))
    }

    /// Notes that a value is of the wrong sort.
    pub fn wrong(&self, key: &str, want: &str, problems: &mut Problems) {
        let Some(value) = self.get(key) else { return };
        let sort = sort_of(value.get_ref());
        problems.add(span(value.span()), format!("`{key}` of {} must be {want}, but is {sort}", self.what));
    }

    /// A text, which must not be blank.
    pub fn text(&self, key: &str, problems: &mut Problems) -> Option<At<String>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(At::new(text.to_string(), span(value.span()))),
            DeValue::String(_) => {
                problems.add(span(value.span()), format!("`{key}` of {} is empty", self.what));
                None
            }
            _ => {
                self.wrong(key, "text in quotes", problems);
                None
            }
        }
    }

    /// A text that must be there.
    pub fn need_text(&self, key: &str, problems: &mut Problems) -> Option<At<String>> {
        if self.get(key).is_none() {
            problems.missing(self.span, format!("{} has no `{key}`", self.what), "");
        }
        self.text(key, problems)
    }

    /// True or false; false where it is not said.
    pub fn flag(&self, key: &str, problems: &mut Problems) -> bool {
        match self.get(key).map(|v| v.get_ref()) {
            Some(DeValue::Boolean(flag)) => *flag,
            Some(_) => {
                self.wrong(key, "`true` or `false`", problems);
                false
            }
            None => false,
        }
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&self, key: &str, problems: &mut Problems) -> Option<Vec<At<String>>> {
        let value = self.get(key)?;
        let items: Vec<_> = match value.get_ref() {
            DeValue::String(_) => vec![value],
            DeValue::Array(items) => items.iter().collect(),
            _ => {
                self.wrong(key, "a list of texts", problems);
                return None;
            }
        };
        // No alias is nothing wrong; a condition that nothing can meet is.
        if items.is_empty() && matches!(key, "of" | "about" | "near") {
            problems.add(span(value.span()), format!("`{key}` of {} is an empty list", self.what));
        }
        Some(items.into_iter().filter_map(|item| self.entry(key, item, problems)).collect())
    }

    /// A list of lists of texts.
    pub fn lists(&self, key: &str, problems: &mut Problems) -> Option<Vec<Vec<At<String>>>> {
        let Some(DeValue::Array(lists)) = self.get(key).map(|v| v.get_ref()) else {
            self.wrong(key, "a list of lists, such as [[\"north\", \"northern\"], [\"adults\"]]", problems);
            return None;
        };
        let mut all = Vec::new();
        for list in lists.iter() {
            match list.get_ref() {
                DeValue::Array(items) if !items.is_empty() => {
                    all.push(items.iter().filter_map(|i| self.entry(key, i, problems)).collect());
                }
                _ => {
                    let message = format!("each entry of `{key}` of {} must be a list of texts", self.what);
                    problems.add(span(list.span()), message).help("one text of each list must be in reach of a claim");
                }
            }
        }
        Some(all)
    }

    fn entry(&self, key: &str, item: &Spanned<DeValue<'i>>, problems: &mut Problems) -> Option<At<String>> {
        match item.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(At::new(text.to_string(), span(item.span()))),
            DeValue::String(_) => {
                problems.add(span(item.span()), format!("`{key}` of {} has an empty entry", self.what));
                None
            }
            other => {
                let message = format!("`{key}` of {} must be a list of texts, but has {}", self.what, sort_of(other));
                problems.add(span(item.span()), message);
                None
            }
        }
    }

    /// A table under a key.
    pub fn table(&self, key: &str, problems: &mut Problems) -> Option<(FileSpan, &'a DeTable<'i>)> {
        let (name, value) = self.table.get_key_value(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some((span(name.span()), table)),
            _ => {
                self.wrong(key, "a table", problems);
                None
            }
        }
    }

    /// The tables of `[[key]]`, in order.
    pub fn tables(&self, key: &str, problems: &mut Problems) -> Vec<(FileSpan, &'a DeTable<'i>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            let sort = sort_of(value.get_ref());
            problems
                .add(span(value.span()), format!("`{key}` of {} must be a list of tables, but is {sort}", self.what))
                .help("each opens with a header in two brackets, such as [[measure.NAME.figure]]");
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => tables.push((span(item.span()), table)),
                other => {
                    let message = format!("`{key}` of {} must hold tables, but has {}", self.what, sort_of(other));
                    problems.add(span(item.span()), message);
                }
            }
        }
        tables
    }

    /// The tables of `[key.NAME]`, by name, in order of the text.
    pub fn named(&self, key: &str, problems: &mut Problems) -> Vec<(At<String>, &'a DeTable<'i>)> {
        let Some((_, table)) = self.table(key, problems) else { return Vec::new() };
        let mut named = Vec::with_capacity(table.len());
        for (name, value) in table.iter() {
            let at = At::new(name.get_ref().to_string(), span(name.span()));
            match value.get_ref() {
                DeValue::Table(table) => named.push((at, table)),
                other => {
                    let message = format!("{key} `{}` must be a table, but is {}", at.value, sort_of(other));
                    problems.add(span(value.span()), message).help(format!("write [{key}.{}]", at.value));
                }
            }
        }
        named.sort_by_key(|(at, _)| at.span);
        named
    }
}
