//! A first pack out of a document's claims: it loads as it is, and is meant to be edited.

use super::read::{time, value};
use crate::attribution::Attribution;
use crate::claim::{Claim, Role};
use crate::draft::{BlockKind, Draft};
use crate::line_index::LineIndex;
use crate::prose::{Prose, Tag};
use crate::quantity::{Kind, Quantity};
use crate::span::Span;
use crate::vocab;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Longest sentence that is quoted whole in a comment, in characters.
const QUOTED: usize = 160;

/// Drafts a pack of this name from what was found in a document.
pub fn draft_pack(
    name: &str,
    path: &str,
    draft: &Draft<'_>,
    prose: &Prose<'_>,
    claims: &[Claim],
    attributions: &[Option<Attribution>],
) -> String {
    let work = Work { draft, prose, claims, lines: LineIndex::new(&draft.file), title: headline(prose) };
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    let mut measures: Vec<Drafted> = Vec::new();
    let (mut ids, mut stated) = (BTreeSet::new(), BTreeSet::new());
    let main = work.main_name();
    for (claim, attribution) in claims.iter().zip(attributions) {
        let Some(mut found) = work.measure(claim) else { continue };
        if found.about.is_empty() {
            found.about.extend(main.clone());
        }
        if !stated.insert((found.of.clone(), found.about.clone(), found.value.clone(), found.within.clone())) {
            continue;
        }
        let source = attribution.as_ref().and_then(|a| work.source(a)).map(|name| {
            let id = slug(&name);
            sources.entry(id.clone()).or_insert(name);
            id
        });
        // "1,204,300 in 2023, up from 1,118,900 in 2022": one measure, with a figure for each time.
        let another_time = |d: &&mut Drafted| d.is_of(&found) && !d.periods.contains(&found.period);
        let known = measures.iter_mut().find(|d| found.period.is_some() && another_time(d));
        match known {
            Some(known) => {
                known.periods.push(found.period.clone());
                work.write_figure(&mut known.text, &known.id, &found, source.as_deref());
            }
            None => {
                let name = format!("{} {}", found.of[0], found.about.first().map_or("", String::as_str));
                let id = unique(slug(&name), &mut ids);
                let mut text = String::new();
                work.write_measure(&mut text, &id, claim, &found);
                work.write_figure(&mut text, &id, &found, source.as_deref());
                measures.push(Drafted { id, text, periods: vec![found.period.clone()], found });
            }
        }
    }
    let mut text = String::new();
    let _ = writeln!(
        text,
        "# Drawn from {path}. Read every line before you trust it: say what tells each measure from others, give each\n\
         # figure its source and day, and delete what nobody will state again.\n\n[pack]\nname = {}",
        quoted(name)
    );
    if let Some(title) = &work.title {
        let _ = writeln!(text, "title = {}", quoted(title));
    }
    for (id, name) in sources {
        let _ = writeln!(text, "\n[source.{id}]\nname = {}\naliases = []", quoted(&name));
    }
    measures.iter().for_each(|m| text.push_str(&m.text));
    text
}

/// A measure as it is drafted.
struct Drafted {
    id: String,
    text: String,
    found: Found,
    /// The times that it has figures for.
    periods: Vec<Option<String>>,
}

impl Drafted {
    /// Whether a number is of the same thing, for some stated time.
    fn is_of(&self, other: &Found) -> bool {
        let found = &self.found;
        let same = (&found.of, &found.about, &found.within) == (&other.of, &other.about, &other.within);
        same && found.sort == other.sort && !self.periods.contains(&None)
    }
}

/// What is known of one measure.
struct Found {
    of: Vec<String>,
    about: Vec<String>,
    within: Option<String>,
    value: String,
    period: Option<String>,
    /// Kind and unit of the number.
    sort: (&'static str, String),
}

struct Work<'w> {
    draft: &'w Draft<'w>,
    prose: &'w Prose<'w>,
    claims: &'w [Claim],
    lines: LineIndex,
    title: Option<String>,
}

impl Work<'_> {
    fn measure(&self, claim: &Claim) -> Option<Found> {
        let q = &claim.quantity;
        let odd = matches!(q.kind, Kind::Vague | Kind::Multiple | Kind::Score);
        if claim.role == Role::Scope || claim.modality.is_some() || odd {
            return None;
        }
        let value = self.value(claim)?;
        let scope = claim.scope.iter().filter(|s| s.relation == "within").find_map(|s| self.claims.get(s.claim?));
        let within =
            scope.map(|s| self.prose.slice(s.span).trim().to_string()).filter(|t| value::quantity(t).is_some());
        let period = claim.time.map(|t| self.prose.slice(t)).map(bare_time);
        let period = period.filter(|t| time::period(t).is_some()).map(str::to_string);
        let about = self.names(claim);
        let of = self.nouns(claim, &about);
        let bare = matches!(q.kind, Kind::Count | Kind::Number);
        let sort =
            if bare { ("count", String::new()) } else { (super::read::kind_name(q.kind), q.unit.name.to_string()) };
        Some(Found { of, about, within, value, period, sort })
    }

    /// The value as TOML: a bare number, or the text if the grammar reads it alike.
    fn value(&self, claim: &Claim) -> Option<String> {
        let q = &claim.quantity;
        let text = clean(self.prose.slice(claim.span));
        let same = |r: &Quantity| r.value == q.value && r.range == q.range && r.unit.dimension == q.unit.dimension;
        let plain = matches!(q.kind, Kind::Count | Kind::Number) && q.bound == crate::quantity::Bound::Exact;
        match q.value {
            Some(value) if plain && value::number(&value.to_string()).is_some() => {
                Some(digits(&value.normalize().to_string()))
            }
            _ => value::quantity(&text).filter(same).map(|_| quoted(&text)),
        }
    }

    /// What is counted: the noun of a count; for other kinds the nouns of the subject.
    fn nouns(&self, claim: &Claim, about: &[String]) -> Vec<String> {
        let unit = &claim.quantity.unit;
        if matches!(claim.quantity.kind, Kind::Count) && !unit.name.is_empty() {
            return vec![unit.name.to_string()];
        }
        let subjects = claim.subject.iter().map(|s| self.common(*s));
        let mut nouns: Vec<String> = subjects.filter(|s| !s.is_empty() && s.len() < 60 && !about.contains(s)).collect();
        nouns.dedup();
        if nouns.is_empty() {
            nouns = self.plain_words(claim);
        }
        if nouns.is_empty() {
            nouns.push(if unit.name.is_empty() { "number".into() } else { unit.name.to_string() });
        }
        nouns
    }

    /// A noun phrase, without the capital that only opens its sentence.
    fn common(&self, span: Span) -> String {
        let text = clean(self.prose.slice(span));
        let first = self.prose.token_at(span.start);
        let opens = self.prose.sentence_start(first) == first && self.prose.tag(first) != Tag::Proper;
        match text.chars().next().filter(|_| opens) {
            Some(c) => c.to_lowercase().chain(text.chars().skip(1)).collect(),
            None => text,
        }
    }

    /// The words after the number, for want of a noun phrase.
    fn plain_words(&self, claim: &Claim) -> Vec<String> {
        let plain = |i: usize| {
            let token = &self.prose.tokens[i];
            let skip =
                vocab::DETERMINER.or(vocab::PREPOSITION).or(vocab::AUXILIARY).or(vocab::PRONOUN).or(vocab::CONJUNCTION);
            token.kind == vocab::scan::Kind::Word && !token.is(skip) && !token.capital && token.span.len() > 3
        };
        let end = claim.clause.end.min(self.prose.tokens.len());
        let counted = |i: usize| self.claims.iter().any(|c| c.tokens.contains(&i));
        let found = (claim.tokens.end.min(end)..end).find(|&i| plain(i) && !counted(i));
        found.map(|i| self.prose.word(i).to_string()).into_iter().collect()
    }

    /// The name that the document's numbers are mostly about: for those that stand beside none ("Revenue rose").
    fn main_name(&self) -> Option<String> {
        let mut counts: BTreeMap<String, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
        for (i, name) in self.claims.iter().flat_map(|c| self.names(c)).enumerate() {
            counts.entry(name).or_insert((0, std::cmp::Reverse(i))).0 += 1;
        }
        let titled =
            |name: &str| self.draft.text.lines().find(|l| !l.trim().is_empty()).is_some_and(|l| l.contains(name));
        let main = counts.into_iter().max_by_key(|(_, rank)| *rank)?;
        (main.1.0 > 1 || titled(&main.0)).then_some(main.0)
    }

    /// The proper name that a claim is about: in its subject, else the nearest before its number, else the first of its
    /// sentence.
    fn names(&self, claim: &Claim) -> Vec<String> {
        let Some(sentence) = self.prose.sentences.get(claim.sentence) else { return Vec::new() };
        let range = sentence.range();
        let (mut names, mut at) = (Vec::new(), range.start);
        while at < range.end {
            let start = at;
            while at < range.end && self.is_name(at, at == range.start) {
                at += 1;
                // "the Port of Calder"
                let link =
                    at + 1 < range.end && self.prose.tokens[at].is(vocab::NAME_LINK) && self.is_name(at + 1, false);
                at += usize::from(link && !self.prose.is(at, "and"));
            }
            if at > start {
                names.push(self.prose.cover(start..at));
            } else {
                at += 1;
            }
        }
        names.retain(|n| (2..60).contains(&n.len()));
        let of_subject = |n: &&Span| claim.subject.iter().any(|s| s.start <= n.start && n.end <= s.end);
        let before = || names.iter().rev().find(|n| n.end <= claim.number.start);
        let name = names.iter().find(of_subject).or_else(before).or(names.first());
        name.map(|n| clean(self.prose.slice(*n))).into_iter().collect()
    }

    fn is_name(&self, i: usize, opens: bool) -> bool {
        let token = &self.prose.tokens[i];
        let function =
            vocab::OPENER.or(vocab::DETERMINER).or(vocab::PRONOUN).or(vocab::PREPOSITION).or(vocab::CONJUNCTION);
        let calendar = token
            .lexeme()
            .phrases
            .iter()
            .any(|p| matches!(p.meaning, vocab::Meaning::Month(_) | vocab::Meaning::Weekday(_)));
        // The first word of a sentence is capital anyway.
        let common = opens && self.prose.tag(i) != Tag::Proper;
        token.capital && !token.is(function) && !calendar && !common
    }

    fn source(&self, attribution: &Attribution) -> Option<String> {
        let span = attribution.resolved.or(attribution.source)?;
        let name = clean(self.prose.slice(span));
        let name = name.trim_start_matches("the ").trim_start_matches("The ").to_string();
        (name.len() > 1 && name.len() < 80 && name.chars().any(char::is_uppercase)).then_some(name)
    }

    fn write_measure(&self, out: &mut String, id: &str, claim: &Claim, found: &Found) {
        let sentence = self.prose.sentences.get(claim.sentence).map_or(Span::default(), |s| s.span);
        let line = self.lines.line_of(self.draft.map.file_span(claim.number).start) + 1;
        let _ = writeln!(out, "\n# line {line}: {}\n[measure.{id}]", shortened(&clean(self.prose.slice(sentence))));
        let list = |phrases: &[String]| phrases.iter().map(|p| quoted(p)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "of = [{}]", list(&found.of));
        if !found.about.is_empty() {
            let _ = writeln!(out, "about = [{}]", list(&found.about));
        }
        if let Some(within) = &found.within {
            let _ = writeln!(out, "within = {}", quoted(within));
        }
    }

    fn write_figure(&self, out: &mut String, id: &str, found: &Found, source: Option<&str>) {
        let _ = writeln!(out, "\n[[measure.{id}.figure]]\nvalue = {}", found.value);
        match source {
            Some(source) => {
                let _ = writeln!(out, "source = \"{source}\"");
            }
            None => {
                let _ = writeln!(out, "# source = \"…\"  the document names nobody for it");
            }
        }
        match self.draft.front.date {
            Some(date) => {
                let _ = writeln!(out, "as_of = {date}");
            }
            None => {
                let _ = writeln!(out, "# as_of = …  the document has no date");
            }
        }
        if let Some(period) = &found.period {
            let _ = writeln!(out, "for = {}", quoted(period));
        }
    }
}

/// The first heading.
fn headline(prose: &Prose<'_>) -> Option<String> {
    let heading = prose.blocks.iter().find(|b| matches!(b.kind, BlockKind::Heading(_)))?;
    Some(clean(prose.slice(heading.span))).filter(|t| !t.is_empty())
}

/// A time phrase without its preposition: "in January 2022".
fn bare_time(text: &str) -> &str {
    let text = text.trim();
    ["in ", "on ", "for ", "during ", "In ", "On ", "the ", "for the "]
        .iter()
        .find_map(|p| text.strip_prefix(p))
        .unwrap_or(text)
}

/// Text on one line, with single spaces.
fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_string(),
    }
}

/// A TOML text.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out + "\""
}

/// Digits with underscores between thousands.
fn digits(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |w| ("-", w));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push('_');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        let _ = write!(out, ".{fraction}");
    }
    out
}

/// A name as a TOML key.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).take(5);
    let slug = words.collect::<Vec<_>>().join("_").to_lowercase();
    match slug.chars().next() {
        None => "unnamed".into(),
        Some(c) if c.is_ascii_digit() => format!("n_{slug}"),
        Some(_) => slug,
    }
}

fn unique(id: String, ids: &mut BTreeSet<String>) -> String {
    if ids.insert(id.clone()) {
        return id;
    }
    let free = (2..).map(|n| format!("{id}_{n}")).find(|id| !ids.contains(id)).unwrap_or(id);
    ids.insert(free.clone());
    free
}
