use super::*;
use crate::span::Span;

fn read(file: &str) -> Draft<'_> {
    Rst.read(file.as_bytes(), &Limits::default()).unwrap()
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
            "Title\n=====\n\nText.\nMore.\n\nSub\n---\n",
            vec![("Title", Heading(1)), ("Text. More.", Paragraph), ("Sub", Heading(2))],
        ),
        (
            "=====\nTitle\n=====\n\n:date: 2022-01-10\n:author: 5\n\nText.\n\n----\n\nEnd",
            vec![("Title", Heading(1)), ("Text.", Paragraph), ("End", Paragraph)],
        ),
        (
            "- one\n  more\n- two\n\n  still two\n\n1. x",
            vec![
                ("one more", Item { list: 1 }),
                ("two", Item { list: 1 }),
                ("still two", Item { list: 1 }),
                ("x", Item { list: 1 }),
            ],
        ),
        ("A::\n\n  code 5\n\nB ::\n\n    6\n\nC", vec![("A:", Paragraph), ("B", Paragraph), ("C", Paragraph)]),
        (".. code-block:: c\n   :linenos:\n\n   int 5;\n\n.. a comment 6\n   7\n\nB", vec![("B", Paragraph)]),
        (
            ".. note:: Beware of 5\n   dogs.\n\n   More.\n\nB",
            vec![("Beware of 5 dogs.", Paragraph), ("More.", Paragraph), ("B", Paragraph)],
        ),
        (".. figure:: x.png\n   :width: 200\n\n   Two dogs.\n\nB", vec![("Two dogs.", Caption), ("B", Paragraph)]),
        ("Said:\n\n    It is 5.\n\nB", vec![("Said:", Paragraph), ("It is 5.", Quote), ("B", Paragraph)]),
        ("term\n    meaning 5\n\nB", vec![("term", Paragraph), ("meaning 5", Paragraph), ("B", Paragraph)]),
        (
            "+---+------+\n| a | b    |\n+===+======+\n| 1 | two  |\n|   | more |\n+---+------+\n\nB",
            vec![
                ("a", cell(0, 0, true)),
                ("b", cell(0, 1, true)),
                ("1", cell(1, 0, false)),
                ("two more", cell(1, 1, false)),
                ("B", Paragraph),
            ],
        ),
        (
            "=====  ====\nRegion Jobs\n=====  ====\nNorth  120\nSouth  180\n=====  ====\n\nB",
            vec![
                ("Region", cell(0, 0, true)),
                ("Jobs", cell(0, 1, true)),
                ("North", cell(1, 0, false)),
                ("120", cell(1, 1, false)),
                ("South", cell(2, 0, false)),
                ("180", cell(2, 1, false)),
                ("B", Paragraph),
            ],
        ),
        (
            "Up **12** of *13*, ``14`` and a\\*b, 5*6 `it <https://x.org>`_ see_ :sub:`2` |x| 2_000.",
            vec![("Up 12 of 13, \u{fffc} and a*b, 5*6 it see 2 \u{fffc} 2_000.", Paragraph)],
        ),
    ] {
        let want: Vec<_> = want.into_iter().map(|(t, k)| (t.to_string(), k)).collect();
        assert_eq!(blocks(file), want, "{file:?}");
    }
}

#[test]
fn tables_that_are_not_read_are_said() {
    let draft = read(".. list-table::\n\n   * - 5\n     - 6\n\nB\n");
    assert_eq!((draft.text.as_ref(), draft.notes.len()), ("B", 1));
}

#[test]
fn footnotes_dates_marks_and_spans() {
    let file = "T\n=\n\n:date: 2022-01-10\n\n.. tickmark: ignore\n\nUp *5* [#n]_.\n\n.. [#n] By the\n   office.\n";
    let draft = read(file);
    assert_eq!(draft.front.date.unwrap().to_string(), "2022-01-10");
    assert_eq!(draft.slice(draft.ignores[0].span), "Up 5 .");
    assert_eq!((draft.links[0].target.as_str(), draft.links[0].footnote), ("By the office.", true));
    let at = draft.text.find('5').unwrap() as u32;
    assert_eq!(&file[draft.file_span(Span::new(at, at + 1)).range()], "5");
}
