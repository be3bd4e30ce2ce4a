//! Figures from a CSV file beside the pack: one row a figure. A file is parsed once, whatever number of measures use it.

mod style;

use super::build::{Place, bare_figure, each, with_kind};
use super::fields::{At, Problems};
use super::figure::{STATUSES, with_sort};
use super::raw::{RawPack, RawTable};
use super::time;
use super::value::{self, Sort};
use crate::quantity::Quantity;
use crate::rules::{Figure, Pack, Period, Resolver, Value};
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;
use style::Style;

/// Cells that hold no value.
const EMPTY: &[&str] = &["", "-", "–", "—", ".", "..", "...", "…", ":", "x", "n/a", "na", "nan", "null", "none"];

/// Errors of one table that are told one by one.
const TOLD: usize = 20;

/// A parsed file.
struct File {
    name: Arc<str>,
    header: HashMap<String, usize>,
    columns: Vec<String>,
    rows: Vec<csv::StringRecord>,
    /// Rows by their values in some columns.
    indices: HashMap<Vec<usize>, HashMap<Vec<String>, Vec<usize>>>,
}

/// Adds the figures of all tables to their measures.
pub fn fill(
    pack: &mut Pack,
    raw: &RawPack,
    numbers: &[usize],
    place: &Place<'_>,
    resolve: &Resolver<'_>,
    problems: &mut Problems,
) {
    let mut files: HashMap<(String, Option<u8>), Option<File>> = HashMap::default();
    for (measure, &number) in raw.measures.iter().zip(numbers) {
        let Some(table) = &measure.table else { continue };
        let key = (table.file.value.clone(), table.delimiter);
        let file = files.entry(key).or_insert_with(|| read(&pack.path, table, resolve, problems));
        let Some(file) = file else { continue };
        let kind = pack.measures[number].kind;
        let sort = measure.sort.clone();
        let mut figures = figures(file, table, &measure.id.value, sort.as_ref(), place, problems);
        if let Some(kind) = kind {
            figures.iter_mut().for_each(|f| each(&mut f.value, |q| with_kind(q, kind)));
        }
        pack.measures[number].figures.append(&mut figures);
    }
}

fn read(pack: &str, table: &RawTable, resolve: &Resolver<'_>, problems: &mut Problems) -> Option<File> {
    let name = &table.file.value;
    let bytes = match resolve(pack, name) {
        Ok(bytes) => bytes,
        Err(message) => {
            let problem = problems.add(table.file.span, format!("the table cannot be read: {message}"));
            problem.help("a table is looked for beside the pack");
            return None;
        }
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        problems.add(table.file.span, format!("{name} is not UTF-8")).help("save it as \"CSV UTF-8\"");
        return None;
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = table.delimiter.unwrap_or_else(|| delimiter(text));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_string).collect(),
        Err(error) => {
            problems.add(table.file.span, format!("{name} is no table: {error}"));
            return None;
        }
    };
    let mut rows = Vec::new();
    for row in reader.into_records() {
        match row {
            Ok(row) => rows.push(row),
            Err(error) => {
                problems.add(table.file.span, format!("{name} is no table: {error}"));
                return None;
            }
        }
    }
    let header = columns.iter().enumerate().rev().map(|(i, c)| (c.clone(), i)).collect();
    Some(File { name: beside(pack, name).into(), header, columns, rows, indices: HashMap::default() })
}

/// The path of a file beside another, as people write it.
fn beside(pack: &str, name: &str) -> String {
    match pack.rfind(['/', '\\']) {
        Some(end) if !name.starts_with('/') => format!("{}{name}", &pack[..=end]),
        _ => name.to_string(),
    }
}

/// The sign that parts the columns of the first line.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or("");
    let count = |sign: &u8| line.bytes().filter(|b| b == sign).count();
    // Where commas and another sign are as many, the commas belong to the names of the columns.
    let best = [b',', b';', b'\t', b'|'].into_iter().max_by_key(|sign| (count(sign), *sign != b','));
    best.filter(|sign| count(sign) > 0).unwrap_or(b',')
}

/// Where the figures of a table find what stands beside the value.
struct Columns {
    value: usize,
    as_of: Option<usize>,
    source: From<usize>,
    via: From<usize>,
    period: From<Period>,
    period_text: String,
    unit: From<Sort>,
    status: Option<usize>,
    url: Option<usize>,
}

/// From a column, or the same for every row.
enum From<T> {
    Nowhere,
    Column(usize),
    Always(T),
}

fn figures(
    file: &mut File,
    table: &RawTable,
    measure: &str,
    sort: Option<&Sort>,
    place: &Place<'_>,
    problems: &mut Problems,
) -> Vec<Figure> {
    let before = problems.len();
    let columns = columns(file, table, measure, place, problems);
    let style = style::of(table, problems);
    let filter: Vec<(usize, &str)> =
        table.filter.iter().filter_map(|(c, v)| Some((column(file, c, measure, problems)?, v.as_str()))).collect();
    let (Some(columns), true) = (columns, problems.len() == before) else { return Vec::new() };
    let rows = file.select(&filter);
    if rows.is_empty() {
        let wanted: Vec<String> = table.filter.iter().map(|(c, v)| format!("{} = {v:?}", c.value)).collect();
        let message = format!("no row of {} is for measure `{measure}` ({})", file.name, wanted.join(", "));
        problems.add(table.filter.first().map_or(table.file.span, |f| f.0.span), message);
    }
    let mut units = Units { cache: HashMap::default(), sort };
    let (mut figures, mut wrong) = (Vec::with_capacity(rows.len()), 0usize);
    for row in rows {
        let record = &file.rows[row];
        let line = record.position().map_or(0, |p| p.line() as usize);
        if EMPTY.iter().any(|e| record.get(columns.value).unwrap_or("").eq_ignore_ascii_case(e)) {
            continue;
        }
        match figure(record, &columns, style, &mut units, table, place, (&file.name, line)) {
            Ok(figure) => figures.push(figure),
            Err((message, help)) => {
                wrong += 1;
                if wrong <= TOLD {
                    let problem = problems.add(table.span, format!("{}:{line}: {message}", file.name));
                    if !help.is_empty() {
                        problem.help(help);
                    }
                }
            }
        }
    }
    if wrong > TOLD {
        problems.add(table.span, format!("{}: {} more rows are wrong", file.name, wrong - TOLD));
    }
    figures
}

impl File {
    /// Rows in which the columns have the values, by an index that is made once for each set of columns.
    fn select(&mut self, filter: &[(usize, &str)]) -> Vec<usize> {
        if filter.is_empty() {
            return (0..self.rows.len()).collect();
        }
        let columns: Vec<usize> = filter.iter().map(|f| f.0).collect();
        let rows = &self.rows;
        let index = self.indices.entry(columns.clone()).or_insert_with(|| {
            let mut index: HashMap<Vec<String>, Vec<usize>> = HashMap::default();
            for (number, row) in rows.iter().enumerate() {
                let key = columns.iter().map(|c| row.get(*c).unwrap_or("").to_string()).collect();
                index.entry(key).or_default().push(number);
            }
            index
        });
        let key: Vec<String> = filter.iter().map(|f| f.1.to_string()).collect();
        index.get(&key).cloned().unwrap_or_default()
    }
}

/// The number of a column that must be there.
fn column(file: &File, name: &At<String>, measure: &str, problems: &mut Problems) -> Option<usize> {
    let found = file.header.get(&name.value).copied();
    if found.is_none() {
        let message =
            format!("{} has no column {:?}, which the table of measure `{measure}` names", file.name, name.value);
        problems.unknown(name.span, message, &name.value, file.columns.iter().map(String::as_str));
    }
    found
}

fn columns(
    file: &File,
    table: &RawTable,
    measure: &str,
    place: &Place<'_>,
    problems: &mut Problems,
) -> Option<Columns> {
    let named = |key: &str| table.columns.iter().find(|c| c.0 == key).map(|c| &c.1);
    // Under its own name unless the pack gives another.
    let plain = |key: &str, problems: &mut Problems| match named(key) {
        Some(name) => column(file, name, measure, problems),
        None => file.header.get(key).copied(),
    };
    let source = |key: &str, problems: &mut Problems| match named(key) {
        Some(name) if !file.header.contains_key(&name.value) && place.sources.contains_key(&name.value) => {
            From::Always(place.sources[&name.value])
        }
        Some(name) => column(file, name, measure, problems).map_or(From::Nowhere, From::Column),
        None => file.header.get(key).copied().map_or(From::Nowhere, From::Column),
    };
    let period = match named("for") {
        Some(name) if !file.header.contains_key(&name.value) => match time::period(&name.value) {
            Some(period) => From::Always(period),
            None => column(file, name, measure, problems).map_or(From::Nowhere, From::Column),
        },
        Some(name) => file.header.get(&name.value).copied().map_or(From::Nowhere, From::Column),
        None => file.header.get("for").copied().map_or(From::Nowhere, From::Column),
    };
    let unit = match named("unit") {
        Some(name) if !file.header.contains_key(&name.value) => match value::sort(&name.value) {
            Some(sort) => From::Always(sort),
            None => column(file, name, measure, problems).map_or(From::Nowhere, From::Column),
        },
        Some(name) => file.header.get(&name.value).copied().map_or(From::Nowhere, From::Column),
        None => file.header.get("unit").copied().map_or(From::Nowhere, From::Column),
    };
    Some(Columns {
        value: column(file, &table.value, measure, problems)?,
        as_of: if table.as_of.is_some() { None } else { plain("as_of", problems) },
        source: source("source", problems),
        via: source("via", problems),
        period,
        period_text: named("for").map_or_else(String::new, |n| n.value.clone()),
        unit,
        status: plain("status", problems),
        url: plain("url", problems),
    })
}

/// What is wrong with a row, and what to do about it.
type Wrong = (String, &'static str);

fn figure(
    record: &csv::StringRecord,
    columns: &Columns,
    style: Style,
    units: &mut Units<'_>,
    table: &RawTable,
    place: &Place<'_>,
    (path, line): (&Arc<str>, usize),
) -> Result<Figure, Wrong> {
    let cell = |n: usize| record.get(n).unwrap_or("");
    let quantity = match &columns.unit {
        From::Column(n) => units.quantity(cell(columns.value), style, Some(cell(*n)).filter(|u| !u.is_empty()))?,
        From::Always(sort) => units.in_unit(cell(columns.value), style, Some(sort))?,
        From::Nowhere => units.quantity(cell(columns.value), style, None)?,
    };
    let value = match value::ends(&quantity) {
        Some(ends) => Value::Between(Box::new(ends)),
        None => Value::Exactly(Box::new(quantity)),
    };
    let mut figure = bare_figure(value, path, line, table.span);
    figure.as_of = match columns.as_of {
        Some(n) if !cell(n).is_empty() => Some(style.moment(cell(n))?),
        Some(_) => None,
        None => table.as_of,
    };
    figure.source = source(&columns.source, cell, place)?;
    figure.via = source(&columns.via, cell, place)?;
    figure.period = match &columns.period {
        From::Nowhere => None,
        From::Always(period) => Some((columns.period_text.clone(), *period)),
        From::Column(n) if cell(*n).is_empty() => None,
        From::Column(n) => {
            let text = cell(*n);
            let period = style.period(text)?;
            Some((text.to_string(), period))
        }
    };
    if let Some(n) = columns.status.filter(|n| !cell(*n).is_empty()) {
        let status = STATUSES.iter().find(|s| s.0.eq_ignore_ascii_case(cell(n)));
        figure.status = status
            .ok_or((format!("{:?} is no status", cell(n)), "a status is provisional, revised, final or withdrawn"))?
            .1;
    }
    figure.url = columns.url.map(|n| cell(n).to_string()).filter(|u| !u.is_empty());
    Ok(figure)
}

fn source<'c>(from: &From<usize>, cell: impl Fn(usize) -> &'c str, place: &Place<'_>) -> Result<Option<usize>, Wrong> {
    match from {
        From::Nowhere => Ok(None),
        From::Always(source) => Ok(Some(*source)),
        From::Column(n) if cell(*n).is_empty() => Ok(None),
        From::Column(n) => match place.sources.get(cell(*n)) {
            Some(source) => Ok(Some(*source)),
            None => Err((format!("there is no source `{}`", cell(*n)), "a source is named by its key in the pack")),
        },
    }
}

/// The units of a column, each looked up once.
struct Units<'s> {
    cache: HashMap<String, Option<Sort>>,
    sort: Option<&'s Sort>,
}

impl Units<'_> {
    fn quantity(&mut self, text: &str, style: Style, unit: Option<&str>) -> Result<Quantity, Wrong> {
        let Some(unit) = unit else { return self.in_unit(text, style, self.sort) };
        let sort = self.cache.entry(unit.to_string()).or_insert_with(|| value::sort(unit)).clone();
        match sort {
            Some(sort) => self.in_unit(text, style, Some(&sort)),
            None => Err((format!("{unit:?} is no unit"), "")),
        }
    }

    fn in_unit(&self, text: &str, style: Style, sort: Option<&Sort>) -> Result<Quantity, Wrong> {
        let digits = style.plain(text);
        if let Some(numeral) = digits.as_deref().and_then(value::number) {
            return Ok(value::bare(numeral, sort));
        }
        match style.in_english(text).and_then(|t| value::quantity(&t)) {
            Some(quantity) => Ok(with_sort(quantity, sort)),
            None if style::is_number_in_any(text) => Err((
                format!("{text:?} is no number in this style"),
                "say how the table writes numbers: style = \"1.234,5\"",
            )),
            None => Err((format!("{text:?} is no quantity"), "")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters() {
        for (line, want) in [("a,b", b','), ("a;b;c", b';'), ("a\tb", b'\t'), ("a", b','), ("name;x, y", b';')] {
            assert_eq!(delimiter(line), want, "{line}");
        }
    }
}
