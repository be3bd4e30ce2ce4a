//! HTML: the article without what stands around it. Scripts, navigation, code and struck-out words are not prose.
//!
//! The reader takes tags as they come, like a browser does, and copies text with its place in the file.

use super::builder::{Builder, OBJECT};
use super::{BlockKind, Draft, FrontMatter, Link, ReadError, Reader, ignore, pictures, utf8};
use crate::settings::Limits;
use crate::span::Span;
use memchr::memmem;
use std::borrow::Cow;
use std::ops::Range;

/// The reader for HTML.
pub struct Html;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let head = bytes.get(..14).unwrap_or(bytes).to_ascii_lowercase();
        head.starts_with(b"<!doctype html") || head.starts_with(b"<html")
    }

    fn read<'a>(&self, bytes: &'a [u8], _limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let file = utf8(bytes)?;
        let mut walk = Walk::new(file);
        walk.all();
        let (front, notes) = (FrontMatter { date: walk.date, ..FrontMatter::default() }, pictures(walk.pictures));
        let mut links = std::mem::take(&mut walk.links);
        links.sort_by_key(|l| l.span);
        let draft = Draft::of_text(self.name(), file, walk.out);
        let ignores = ignore::find(file, &draft.map, &draft.blocks, |_| false);
        Ok(Draft { links, ignores, front, notes, ..draft })
    }
}

/// Elements without content.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose content is no markup.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "noscript"];
/// Elements that are no part of a draft.
const HIDDEN: [&str; 14] = [
    "nav", "aside", "form", "template", "svg", "math", "button", "select", "iframe", "object", "del", "s", "pre",
    "head",
];
/// Elements that are no part of a draft around its article, but may be in it.
const AROUND: [&str; 2] = ["header", "footer"];
/// Elements that part blocks.
const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "table",
    "td",
    "th",
    "ul",
];

/// An open element.
struct Open<'a> {
    name: Cow<'a, str>,
    kind: Option<BlockKind>,
    hides: bool,
    root: bool,
    link: Option<(u32, String)>,
}

struct Walk<'a> {
    file: &'a str,
    out: Builder,
    open: Vec<Open<'a>>,
    hidden: usize,
    /// The element that the draft is in, where the page marks one.
    root: Option<&'static str>,
    /// Open elements of that name.
    inside: usize,
    lists: u32,
    tables: u32,
    /// Row and column of the open table.
    cell: (u32, u32),
    links: Vec<Link>,
    pictures: usize,
    date: Option<jiff::civil::Date>,
}

impl<'a> Walk<'a> {
    fn new(file: &'a str) -> Self {
        let has = |tag: &str| memmem::find(file.as_bytes(), tag.as_bytes()).is_some();
        let root = [("<main", "main"), ("<article", "article")].into_iter().find(|(tag, _)| has(tag)).map(|r| r.1);
        Self {
            file,
            out: Builder::with_capacity(file.len() / 2),
            open: Vec::new(),
            hidden: 0,
            root,
            inside: 0,
            lists: 0,
            tables: 0,
            cell: (0, 0),
            links: Vec::new(),
            pictures: 0,
            date: None,
        }
    }

    fn all(&mut self) {
        let bytes = self.file.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let next = memchr::memchr(b'<', &bytes[at..]).map_or(bytes.len(), |n| at + n);
            self.text(at..next);
            if next == bytes.len() {
                return;
            }
            at = self.markup(next);
        }
    }

    /// What starts with `<` at `at`; returns where it ends.
    fn markup(&mut self, at: usize) -> usize {
        let rest = &self.file[at..];
        let past =
            |end: &str, from: usize| rest[from..].find(end).map_or(self.file.len(), |n| at + from + n + end.len());
        if rest.starts_with("<!--") {
            return past("-->", 4);
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return past(">", 2);
        }
        let close = rest.starts_with("</");
        let name_at = 1 + usize::from(close);
        if !rest[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.text(at..at + 1);
            return at + 1;
        }
        let name_end = rest[name_at..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == ':'));
        let name_end = name_end.map_or(rest.len(), |n| name_at + n);
        let raw = &rest[name_at..name_end];
        let name = if raw.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(raw.to_ascii_lowercase())
        } else {
            Cow::Borrowed(raw)
        };
        let end = tag_end(rest, name_end);
        let tag = &rest[name_end..end];
        if close {
            self.close(&name);
            return at + end;
        }
        let (is_void, is_raw) = (VOID.contains(&&*name) || tag.ends_with("/>"), RAW.contains(&&*name));
        self.start(name.clone(), tag, at..at + end, is_void);
        if !is_raw {
            return at + end;
        }
        self.close(&name);
        let closing = memmem::find_iter(&rest.as_bytes()[end..], b"</").find(|n| {
            rest.as_bytes()[end + n + 2..].get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name.as_bytes()))
        });
        closing.map_or(self.file.len(), |n| at + end + n)
    }

    fn start(&mut self, name: Cow<'a, str>, tag: &str, range: Range<usize>, is_void: bool) {
        if BLOCKS.contains(&&*name) || name == "tr" {
            self.out.close();
            // A paragraph, an item, a cell and a row end where the next one starts.
            let ends = |open: &Open<'_>| match &*open.name {
                "p" => true,
                "td" | "th" => matches!(&*name, "td" | "th" | "tr"),
                open => matches!(open, "li" | "tr") && open == name,
            };
            while self.open.last().is_some_and(ends) {
                self.pop();
            }
        }
        match &*name {
            "br" if self.out.is_open() => self.put("\n", range.clone()),
            "img" | "video" if self.hidden == 0 => self.pictures += 1,
            "meta" => self.meta(tag),
            "code" | "kbd" | "samp" => self.put(OBJECT, range.clone()),
            "table" => self.cell = (0, 0),
            "ul" | "ol" => self.lists += 1,
            _ => {}
        }
        if is_void {
            return;
        }
        let root = self.root == Some(&*name);
        let hides = HIDDEN.contains(&&*name)
            || matches!(&*name, "code" | "kbd" | "samp")
            || RAW.contains(&&*name)
            || AROUND.contains(&&*name) && self.inside == 0
            || attribute(tag, "hidden").is_some()
            || attribute(tag, "aria-hidden").is_some_and(|v| v == "true");
        let inherited = self.open.last().and_then(|o| o.kind);
        let kind = match &*name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading(name.as_bytes()[1] - b'0')),
            "li" => Some(BlockKind::Item { list: self.lists }),
            "blockquote" => Some(BlockKind::Quote),
            "figcaption" | "caption" => Some(BlockKind::Caption),
            "td" | "th" => {
                let ((row, column), table) = (self.cell, self.tables);
                Some(BlockKind::Cell { table, row, column, header: row == 0 && name == "th" })
            }
            _ => inherited,
        };
        let link = if name == "a" { attribute(tag, "href").map(|href| (self.out.len(), href)) } else { None };
        self.hidden += usize::from(hides);
        self.inside += usize::from(root);
        if name == "sup" {
            self.out.raise();
        }
        self.open.push(Open { name, kind, hides, root, link });
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.contains(&name) || name == "tr" {
            self.out.close();
        }
        // An end tag closes what is open inside its element; one without a start within reach closes nothing.
        let Some(depth) = self.open.iter().rev().take(64).position(|o| o.name == name) else { return };
        for _ in 0..=depth {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.name == "sup" {
            self.out.lower();
        }
        self.hidden -= usize::from(open.hides);
        self.inside -= usize::from(open.root);
        if let Some((start, target)) = open.link {
            self.links.push(Link { span: Span::new(start, self.out.len()), target, footnote: false });
        }
        match &*open.name {
            "tr" => self.cell = (self.cell.0 + 1, 0),
            "td" | "th" => self.cell.1 += 1,
            "table" => self.tables += 1,
            _ => {}
        }
    }

    /// The date that a page says it was published on.
    fn meta(&mut self, tag: &str) {
        let name = attribute(tag, "property").or_else(|| attribute(tag, "name")).unwrap_or_default();
        if matches!(name.as_str(), "article:published_time" | "datePublished" | "date" | "dc.date") {
            let day = attribute(tag, "content").and_then(|c| c.get(..10)?.parse().ok());
            self.date = self.date.or(day);
        }
    }

    fn text(&mut self, range: Range<usize>) {
        let text = &self.file[range.clone()];
        if !self.out.is_open() && text.trim().is_empty() {
            return;
        }
        let mut at = range.start;
        while let Some(n) = memchr::memchr(b'&', &self.file.as_bytes()[at..range.end]) {
            let start = at + n;
            self.flow(at..start);
            let (text, len) = entity(&self.file[start..range.end]);
            self.put(&text, start..start + len);
            at = start + len;
        }
        self.flow(at..range.end);
    }

    /// Text as it stands in the file, but for white space.
    fn flow(&mut self, range: Range<usize>) {
        if !range.is_empty() && self.ready() {
            self.out.flow(&self.file[range.clone()], range.start);
        }
    }

    fn put(&mut self, text: &str, range: Range<usize>) {
        if !text.is_empty() && self.ready() {
            self.out.put(text, range);
        }
    }

    /// Whether text belongs to the draft here; a block is open then.
    fn ready(&mut self) -> bool {
        let kind = self.open.last().and_then(|o| o.kind).unwrap_or(BlockKind::Paragraph);
        let outside = self.root.is_some() && self.inside == 0 && kind != BlockKind::Heading(1);
        if self.hidden > 0 || outside {
            return false;
        }
        if !self.out.is_open() {
            self.out.open(kind);
        }
        true
    }
}

/// Just past the `>` that ends a tag; quotation marks may hold one.
fn tag_end(rest: &str, from: usize) -> usize {
    let bytes = rest.as_bytes();
    let mut at = from;
    while let Some(n) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += n + 1;
        let quote = bytes[at - 1];
        if quote == b'>' {
            return at;
        }
        // A mark that never closes does not swallow the page.
        if bytes[..at - 1].ends_with(b"=")
            && let Some(close) = memchr::memchr(quote, &bytes[at..bytes.len().min(at + 65_536)])
        {
            at += close + 1;
        }
    }
    rest.len()
}

/// The attributes of a tag, each with its raw value; empty where it has none.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '='));
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() {
            return None;
        }
        rest = &rest[end..];
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else { return Some((name, "")) };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (start, end) = match quote {
            Some(quote) => (1, value[1..].find(quote).map_or(value.len(), |n| n + 1)),
            None => (0, value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())),
        };
        rest = &value[end..];
        Some((name, &value[start..end]))
    })
}

/// The value of an attribute, with its entities.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, raw) = attributes(tag).find(|(n, _)| n.eq_ignore_ascii_case(name))?;
    let mut out = String::new();
    let mut at = 0;
    while let Some(n) = raw[at..].find('&') {
        out.push_str(&raw[at..at + n]);
        let (text, len) = entity(&raw[at + n..]);
        out.push_str(&text);
        at += n + len;
    }
    Some(out + &raw[at..])
}

/// What an entity at the start of `text` stands for, and how long it is; the ampersand itself where it is none.
fn entity(text: &str) -> (Cow<'static, str>, usize) {
    let longest = text.len().min(34);
    let Some(end) = memchr::memchr(b';', &text.as_bytes()[..longest]) else { return (Cow::Borrowed("&"), 1) };
    let name = &text[1..end];
    let found = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            };
            code.and_then(char::from_u32).filter(|c| *c != '\0').map(|c| Cow::Owned(c.to_string()))
        }
        None => quick_xml::escape::resolve_html5_entity(name).map(Cow::Borrowed),
    };
    found.map_or((Cow::Borrowed("&"), 1), |text| (text, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;

    fn blocks(file: &str) -> Vec<(String, BlockKind)> {
        let draft = draft::read("a.html", file.as_bytes()).unwrap();
        draft.blocks.iter().map(|b| (draft.slice(b.span).to_string(), b.kind)).collect()
    }

    #[test]
    fn articles() {
        use BlockKind::*;
        let page = "<!DOCTYPE html><html><head><title>7 tips</title><style>p{top:5px}</style></head><body><nav>9 more</nav>\
                    <header>8</header><article><h1>Up 12&nbsp;%</h1><p>It cost &pound;5 &amp; <b>1</b>,200.<p>km<sup>2</sup><br>x \
                    <code>66</code></p><ul><li>one<li>two</ul><figure><img src=x><figcaption>A dog</figcaption></figure>\
                    <table><tr><th>a<th>b<tr><td>1<td>2</table><script>if (a < 3) {}</script></article><p>77</p></body></html>";
        let cell = |row, column| Cell { table: 0, row, column, header: row == 0 };
        let want = [
            ("Up 12\u{a0}%", Heading(1)),
            ("It cost £5 & 1,200.", Paragraph),
            ("km²\nx \u{fffc}", Paragraph),
            ("one", Item { list: 1 }),
            ("two", Item { list: 1 }),
            ("A dog", Caption),
            ("a", cell(0, 0)),
            ("b", cell(0, 1)),
            ("1", cell(1, 0)),
            ("2", cell(1, 1)),
        ];
        let want: Vec<_> = want.into_iter().map(|(t, k)| (t.to_string(), k)).collect();
        assert_eq!(blocks(page), want);
    }

    #[test]
    fn odd_markup() {
        for (file, want) in [
            ("<p>a < b and 3<4</p>", "a < b and 3<4"),
            ("<p title='>5'>x &bogus; &#0; &", "x &bogus; &#0; &"),
            ("<p>12<!-- 13 -->14", "1214"),
            ("<p>", ""),
            ("<script>5", ""),
            ("</p></div>5", "5"),
            ("<p class=\"hidden\">5<p hidden>6<p aria-hidden=true>7", "5"),
            ("<p>120<sup>3</sup> people, the 20<sup>th</sup><sup><a>12</a></sup>", "120³ people, the 20th¹²"),
            ("<p>10<sup>6<p>12", "10⁶|12"),
        ] {
            let found: Vec<_> = blocks(file).into_iter().map(|b| b.0).collect();
            assert_eq!(found.join("|"), want, "{file:?}");
        }
    }

    #[test]
    fn links_dates_and_marks() {
        let page = "<html><meta property=\"article:published_time\" content=\"2022-01-10T09:00:00Z\">\
                    <!-- tickmark: ignore --><p>See <a href=\"/a?b&amp;c\">the report</a></p>";
        let draft = draft::read("page", page.as_bytes()).unwrap();
        assert_eq!((draft.format, draft.front.date.map(|d| d.to_string()).as_deref()), ("html", Some("2022-01-10")));
        assert_eq!((draft.slice(draft.links[0].span), draft.links[0].target.as_str()), ("the report", "/a?b&c"));
        assert_eq!(draft.slice(draft.ignores[0].span), "See the report");
    }
}
