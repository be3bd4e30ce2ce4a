use super::*;
use crate::span::Span;

fn read(file: &str) -> Draft<'_> {
    AsciiDoc.read(file.as_bytes(), &Limits::default()).unwrap()
}

fn blocks(file: &str) -> Vec<(String, BlockKind)> {
    let draft = read(file);
    draft.blocks.iter().map(|b| (draft.slice(b.span).to_string(), b.kind)).collect()
}

#[test]
fn kinds() {
    use BlockKind::*;
    let cell = |row, column, header| Cell { table: 0, row, column, header };
    for (file, want) in [
        (
            "= Title\nAnn B <a@x.org>\nv1.2, 2022-01-10\n:toc:\n\nText.\nMore.\n\n== Sub\n",
            vec![("Title", Heading(1)), ("Text. More.", Paragraph), ("Sub", Heading(2))],
        ),
        (
            "* one\nmore\n* two\n+\nstill two\n** in\n\nB\n\n. x",
            vec![
                ("one more", Item { list: 1 }),
                ("two", Item { list: 1 }),
                ("still two", Item { list: 1 }),
                ("in", Item { list: 1 }),
                ("B", Paragraph),
                ("x", Item { list: 2 }),
            ],
        ),
        (
            "----\ncode 5\n----\n\n[source,c]\nint 6;\n\n // no 7\n\n////\n8\n////\n\n....\n9\n....\n  literal 10\n\nB",
            vec![("B", Paragraph)],
        ),
        (
            ".A caption\n[quote, Ann]\nIt is 5.\n\n____\nAnd 6.\n____\n\nNOTE: Beware of 7.",
            vec![("A caption", Caption), ("It is 5.", Quote), ("And 6.", Quote), ("Beware of 7.", Paragraph)],
        ),
        (
            "|===\n|Region |Jobs\n\n|North\n|120\n2+|both\n|===\n\nB",
            vec![
                ("Region", cell(0, 0, true)),
                ("Jobs", cell(0, 1, true)),
                ("North", cell(1, 0, false)),
                ("120", cell(1, 1, false)),
                ("both", cell(2, 0, false)),
                ("B", Paragraph),
            ],
        ),
        (
            "image::x.png[Two dogs]\ninclude::y.adoc[]\n\nterm:: meaning 5",
            vec![("term", Paragraph), ("meaning 5", Paragraph)],
        ),
        (
            "Up *12* of _13_, `14`, a\\*b, 5 * 6, km^2^, ~7, link:/x[it], https://x.org[that], https://x.org/5 and {v} <<a,see>>.",
            vec![("Up 12 of 13, \u{fffc}, a*b, 5 * 6, km², ~7, it, that, \u{fffc} and \u{fffc} see.", Paragraph)],
        ),
    ] {
        let want: Vec<_> = want.into_iter().map(|(t, k)| (t.to_string(), k)).collect();
        assert_eq!(blocks(file), want, "{file:?}");
    }
}

#[test]
fn footnotes_dates_marks_and_spans() {
    let file = "= T\n:revdate: 2022-01-10\n\n// tickmark: ignore\nUp *5*.footnote:[By the *office*.]\n";
    let draft = read(file);
    assert_eq!(draft.front.date.unwrap().to_string(), "2022-01-10");
    assert_eq!(draft.slice(draft.ignores[0].span), "Up 5.");
    assert_eq!((draft.links[0].target.as_str(), draft.links[0].footnote), ("By the office.", true));
    assert_eq!(draft.blocks.last().unwrap().kind, BlockKind::Footnote);
    let at = draft.text.find('5').unwrap() as u32;
    assert_eq!(&file[draft.file_span(Span::new(at, at + 1)).range()], "5");
}

#[test]
fn a_block_that_never_ends_is_said() {
    assert_eq!(
        read("A 5.\n\n----\nB 6.\n").notes,
        ["the block that opens in line 3 never ends; nothing after it was read"]
    );
    assert!(read("A 5.\n\n----\nB 6.\n----\n").notes.is_empty());
}

#[test]
fn long_words_behind_a_colon() {
    let file = format!("A:{} 5.\n\nhttps:{}", "é🌀".repeat(300), "🌀".repeat(300));
    assert!(read(&file).text.starts_with("A:é"));
}
