//! What holds of every text, and of the values that packs write. What is read in which phrase stands in
//! `tests/cases/quantity`.

use crate::draft::{Block, BlockKind};
use crate::prose::Prose;
use crate::quantity::{Bound, find, parse_value};
use crate::settings::Settings;
use crate::span::Span;

proptest::proptest! {
    /// Whatever the text: no panic, spans that slice, intervals that hold their value.
    #[test]
    fn any_text(parts in proptest::collection::vec(part(), 0..24)) {
        let text = parts.concat();
        let blocks = [Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph }];
        let prose = Prose::of(&text, &blocks);
        let numbers = find(&prose, &Settings::default());
        let mut last = 0;
        for amount in &numbers.amounts {
            for span in [amount.span, amount.number].into_iter().chain(amount.quantity.unit.span) {
                proptest::prop_assert!(text.get(span.range()).is_some_and(|s| !s.is_empty()), "{span:?} of {text:?}");
            }
            proptest::prop_assert!(amount.tokens.start >= last, "{text:?}");
            last = amount.tokens.end;
            let open = matches!(amount.quantity.bound, Bound::MoreThan | Bound::LessThan | Bound::Nearly);
            if let Some(value) = amount.quantity.value.filter(|_| !open) {
                proptest::prop_assert!(amount.quantity.interval.holds(value), "{text:?}: {:?}", amount.quantity);
            }
        }
        for other in &numbers.others {
            proptest::prop_assert!(text.get(other.span.range()).is_some_and(|s| !s.is_empty()), "{text:?}");
        }
        let _ = parse_value(&text, &Settings::default());
    }
}

/// Pieces that number phrases are made of, and any characters at all.
fn part() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let pieces = [
        "from ",
        "to ",
        "between ",
        "and ",
        "a ",
        "half",
        " million",
        "bn",
        "$",
        "£",
        "-",
        "–",
        " ",
        "%",
        " percent",
        " km",
        "/",
        "per ",
        "one ",
        "in ",
        "two-thirds",
        " of ",
        "more than ",
        "about ",
        "just under ",
        "-year-old",
        ", ",
        "(",
        ")",
        ".",
        "May ",
        "9",
        "0",
        "12",
        "1,234",
        "2012",
        "99999999999999999999999999999",
        "0.0000001",
        "½",
        "times",
        "doubled",
        "US",
        "hundred",
        "and a half",
        "'s",
        "°C",
        "m",
        "trillion ",
        "quadrillion",
        "\n",
        "é",
        "minus ",
        "or more",
        ":",
        "30",
        "p.m.",
        "′",
        "dozens of ",
    ];
    prop_oneof![8 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_string), 2 => "[0-9]{1,6}", 1 => ".{0,4}"]
}

#[test]
fn values_of_packs() {
    let settings = Settings::default();
    for (text, want) in [
        ("3.2 million barrels/day", "3200000 barrel per day"),
        ("£186.4 million", "186400000 pound sterling"),
        ("45 %", "45 percent"),
        ("about 1.2 million", "1200000 "),
        ("200 km", "200 kilometre"),
        ("between 5 and 6", " "),
        ("-0.4 %", "-0.4 percent"),
        ("1,234", "1234 "),
        ("1900", "1900 "),
    ] {
        let q = parse_value(text, &settings).unwrap_or_else(|| panic!("{text}"));
        let value = q.value.map_or(String::new(), |v| v.normalize().to_string());
        assert_eq!(format!("{value} {}", q.unit.name), want, "{text}");
    }
    for text in ["", "twelve monkeys jumped", "km", "5 km and 6 km", "about"] {
        assert_eq!(parse_value(text, &settings), None, "{text}");
    }
}
