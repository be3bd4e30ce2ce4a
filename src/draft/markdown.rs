//! Markdown: CommonMark with tables, footnotes, strikethrough and front matter.
//!
//! Code, addresses, HTML tags and struck-out words are not prose. Smart punctuation and math are off: both
//! would read prose as markup ("it cost $5 and $6").

use super::builder::{Builder, OBJECT};
use super::{BlockKind, Draft, Link, ReadError, Reader, front_matter, ignore, pictures, utf8};
use crate::settings::Limits;
use crate::span::Span;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// The reader for Markdown.
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd"]
    }

    fn read<'a>(&self, bytes: &'a [u8], _limits: &Limits) -> Result<Draft<'a>, ReadError> {
        let file = utf8(bytes)?;
        let (front, start) = front_matter::split(file);
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let mut walk = Walk::new(file);
        for (event, range) in Parser::new_ext(&file[start..], options).into_offset_iter() {
            walk.event(event, range.start + start..range.end + start);
        }
        let links = walk.links();
        let notes = pictures(walk.pictures);
        let draft = Draft::of_text(self.name(), file, walk.out);
        let code = walk.code;
        let in_code = |at: usize| {
            let next = code.partition_point(|c| c.start <= at);
            next.checked_sub(1).is_some_and(|i| code[i].contains(&at))
        };
        let ignores = ignore::find(file, &draft.map, &draft.blocks, in_code);
        Ok(Draft { links, ignores, front, notes, ..draft })
    }
}

/// A container that decides what a block in it is.
#[derive(Clone, Copy)]
enum Container {
    Quote,
    List(u32),
    Footnote,
}

/// The state of one pass over the events.
struct Walk<'a> {
    file: &'a str,
    out: Builder,
    containers: Vec<Container>,
    /// What the block is that inline content goes into, where it is not told by the container.
    kind: Option<BlockKind>,
    /// Depth of elements whose text is no prose.
    hidden: u32,
    lists: u32,
    tables: u32,
    cell: (u32, u32),
    header: bool,
    /// Open links: where their text starts, and their address.
    open: Vec<(u32, String)>,
    links: Vec<Link>,
    footnotes: BTreeMap<String, String>,
    /// Label and start of the open footnote.
    footnote: Option<(String, u32)>,
    pictures: usize,
    /// Where code stands in the file.
    code: Vec<Range<usize>>,
}

impl<'a> Walk<'a> {
    fn new(file: &'a str) -> Self {
        Self {
            file,
            out: Builder::with_capacity(file.len()),
            containers: Vec::new(),
            kind: None,
            hidden: 0,
            lists: 0,
            tables: 0,
            cell: (0, 0),
            header: false,
            open: Vec::new(),
            links: Vec::new(),
            footnotes: BTreeMap::new(),
            footnote: None,
            pictures: 0,
            code: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) => self.inline(&text, range),
            Event::SoftBreak | Event::HardBreak => {
                let blank = self.file[range.clone()].bytes().all(|b| b.is_ascii_whitespace());
                let text = if blank { &self.file[range.clone()] } else { "\n" };
                self.inline(text, range);
            }
            Event::Code(_) => {
                self.code.push(range.clone());
                self.inline(OBJECT, range);
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => self.inline(OBJECT, range),
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("<br")) => {
                self.inline("\n", range);
            }
            Event::InlineHtml(tag) if tag.eq_ignore_ascii_case("<sup>") => self.out.raise(),
            Event::InlineHtml(tag) if tag.eq_ignore_ascii_case("</sup>") => self.out.lower(),
            Event::FootnoteReference(label) if self.hidden == 0 => {
                let at = self.out.len();
                self.links.push(Link { span: Span::new(at, at), target: label.to_string(), footnote: true });
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => self.out.close(),
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn inline(&mut self, text: &str, range: Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        if !self.out.is_open() {
            let kind = self.kind.unwrap_or(match self.containers.last() {
                Some(Container::Quote) => BlockKind::Quote,
                Some(Container::List(list)) => BlockKind::Item { list: *list },
                Some(Container::Footnote) => BlockKind::Footnote,
                None => BlockKind::Paragraph,
            });
            self.out.open(kind);
        }
        self.out.put(text, range);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript => {}
            Tag::Strikethrough if self.struck(&range) => self.hidden += 1,
            // A single tilde is "about", not a strike.
            Tag::Strikethrough => self.inline("~", range.start..range.start + 1),
            Tag::Link { link_type, dest_url, .. } => {
                if matches!(link_type, LinkType::Autolink | LinkType::Email) {
                    self.inline(OBJECT, range);
                    self.hidden += 1;
                }
                self.open.push((self.out.len(), dest_url.into_string()));
            }
            Tag::Image { .. } => {
                self.out.close();
                self.pictures += 1;
                self.kind = Some(BlockKind::Caption);
            }
            block => {
                self.out.close();
                self.start_block(block, range);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.kind = Some(BlockKind::Heading(level as u8)),
            Tag::BlockQuote(_) => self.containers.push(Container::Quote),
            Tag::List(_) => {
                self.containers.push(Container::List(self.lists));
                self.lists += 1;
            }
            Tag::FootnoteDefinition(label) => {
                self.containers.push(Container::Footnote);
                self.footnote = Some((label.into_string(), self.out.len()));
            }
            Tag::CodeBlock(_) => {
                self.code.push(range);
                self.hidden += 1;
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => self.hidden += 1,
            Tag::Table(_) => self.cell = (0, 0),
            Tag::TableHead => self.header = true,
            Tag::TableCell => {
                let ((row, column), table) = (self.cell, self.tables);
                self.kind = Some(BlockKind::Cell { table, row, column, header: self.header });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Strikethrough if self.struck(&range) => self.hidden -= 1,
            TagEnd::Strikethrough => self.inline("~", range.end - 1..range.end),
            TagEnd::Link => {
                let auto = self.file[range].starts_with('<');
                self.hidden -= u32::from(auto && self.hidden > 0);
                if let Some((start, target)) = self.open.pop() {
                    let span = Span::new(start, self.out.len());
                    self.links.push(Link { span, target, footnote: false });
                }
            }
            TagEnd::Image => {
                self.out.close();
                self.kind = None;
            }
            block => {
                self.out.close();
                self.end_block(block);
            }
        }
    }

    fn end_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.kind = None,
            TagEnd::BlockQuote(_) | TagEnd::List(_) => drop(self.containers.pop()),
            TagEnd::FootnoteDefinition => {
                self.containers.pop();
                if let Some((label, start)) = self.footnote.take() {
                    self.footnotes.insert(label, self.out.since(start).trim().to_string());
                }
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.hidden -= 1,
            TagEnd::Table => self.tables += 1,
            TagEnd::TableHead | TagEnd::TableRow => {
                self.header = false;
                self.cell = (self.cell.0 + 1, 0);
            }
            TagEnd::TableCell => {
                self.kind = None;
                self.cell.1 += 1;
            }
            _ => {}
        }
    }

    fn struck(&self, range: &Range<usize>) -> bool {
        self.file[range.clone()].starts_with("~~")
    }

    /// The links in order, each footnote reference with its footnote's text.
    fn links(&mut self) -> Vec<Link> {
        let mut links = std::mem::take(&mut self.links);
        for link in links.iter_mut().filter(|l| l.footnote) {
            link.target = self.footnotes.get(&link.target).cloned().unwrap_or_default();
        }
        links.sort_by_key(|l| l.span);
        links
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Draft<'_> {
        Markdown.read(file.as_bytes(), &Limits::default()).unwrap()
    }

    fn blocks(file: &str) -> Vec<(String, BlockKind)> {
        let draft = read(file);
        draft.blocks.iter().map(|b| (draft.slice(b.span).to_string(), b.kind)).collect()
    }

    #[test]
    fn kinds() {
        use BlockKind::*;
        let cell = |row, column| Cell { table: 0, row, column, header: row == 0 };
        for (file, want) in [
            ("# Head *line*\n\nText.\n", vec![("Head line", Heading(1)), ("Text.", Paragraph)]),
            (
                "- one\n- two\n\n  more\n  > said\n\n1. x",
                vec![
                    ("one", Item { list: 0 }),
                    ("two", Item { list: 0 }),
                    ("more", Item { list: 0 }),
                    ("said", Quote),
                    ("x", Item { list: 1 }),
                ],
            ),
            ("| a | b\\|c |\n|---|---|\n| 1 |  |\n", vec![("a", cell(0, 0)), ("b|c", cell(0, 1)), ("1", cell(1, 0))]),
            ("Up.[^1]\n\n[^1]: The office.\n", vec![("Up.", Paragraph), ("The office.", Footnote)]),
            ("![Two dogs](x.png)\n", vec![("Two dogs", Caption)]),
            ("    code 5\n\n```\n6\n```\n<div>7</div>\n", vec![]),
            ("Use `5` or <https://x.org/6>.", vec![("Use \u{fffc} or \u{fffc}.", Paragraph)]),
            ("~~12~~ 13 of ~14~ and ~5", vec![("13 of ~14~ and ~5", Paragraph)]),
            ("A\\*B &amp; 1&nbsp;000 *2*\\_3", vec![("A*B & 1\u{a0}000 2_3", Paragraph)]),
            ("$5 and $6 -- \"so\"", vec![("$5 and $6 -- \"so\"", Paragraph)]),
        ] {
            let want: Vec<_> = want.into_iter().map(|(t, k)| (t.to_string(), k)).collect();
            assert_eq!(blocks(file), want, "{file:?}");
        }
    }

    #[test]
    fn links_and_footnotes() {
        let draft = read("See [the *report*](https://x.org) and more.[^n]\n\n[^n]: By the office.\n");
        let links: Vec<_> = draft.links.iter().map(|l| (draft.slice(l.span), l.target.as_str(), l.footnote)).collect();
        assert_eq!(links, [("the report", "https://x.org", false), ("", "By the office.", true)]);
    }

    #[test]
    fn spans_reach_the_file() {
        let file =
            "\u{feff}---\r\ndate: 2022-01-10\r\n---\r\nCaf\u{e9} **122&#44;000** troops\r\n> in *two*\r\n> zones\r\n";
        let draft = read(file);
        for (words, want) in [
            ("Caf\u{e9}", "Caf\u{e9}"),
            ("122,000", "122&#44;000"),
            ("122,000 troops", "122&#44;000** troops"),
            ("two", "two"),
            ("zones", "zones"),
        ] {
            let at = draft.text.find(words).unwrap() as u32;
            let span = draft.file_span(Span::new(at, at + words.len() as u32));
            assert_eq!(&file[span.range()], want);
        }
    }

    #[test]
    fn ignores() {
        for (file, want) in [
            (
                "<!-- tickmark: ignore sum-mismatch, date-impossible -->\n\nA 1.\n\nB",
                "A 1.|sum-mismatch date-impossible",
            ),
            ("<!-- tickmark: ignore -->\nA", "A|"),
            ("A 1.\n\n[//]: # (tickmark: ignore)\n\nB 2.", "B 2.|"),
            ("// tickmark: ignore\n\nB 2.", "B 2.|"),
            ("A <!-- tickmark: ignore --> B", "A  B|"),
            ("<!-- tickmark: ignore -->\n\n- a\n- b\n\nc", "a\n\nb|"),
            ("`<!-- tickmark: ignore -->`\n\nB", ""),
            ("Write tickmark: ignore in a comment.\n\nB", ""),
        ] {
            let draft = read(file);
            let found: Vec<_> =
                draft.ignores.iter().map(|i| format!("{}|{}", draft.slice(i.span), i.checks.join(" "))).collect();
            assert_eq!(found.join(";"), want, "{file:?}");
        }
    }
}
