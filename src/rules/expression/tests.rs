//! Constraints over intervals: what holds, may hold and fails, and the working that is shown.

use super::*;
use crate::quantity::Kind;
use rust_decimal::Decimal;

/// Measures by name: number, kind and bounds.
const MEASURES: &[(&str, Kind, i64, i64)] = &[
    ("inner", Kind::Count, 122_000, 122_000),
    ("outer", Kind::Count, 143_500, 143_500),
    ("rounded", Kind::Count, 121_500, 122_500),
    ("spd", Kind::Count, 206, 206),
    ("greens", Kind::Count, 118, 118),
    ("all", Kind::Count, 324, 324),
    ("zero", Kind::Count, -1, 1),
];

fn run(text: &str) -> Evaluation {
    let known = Known {
        measure: &|name| MEASURES.iter().position(|m| m.0 == name),
        dimension: &|m| Dimension::of(MEASURES[m].1, "", None),
    };
    let comparison = read_comparison(text, &known).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:?}"));
    let resolve = |m: usize| {
        let (_, _, low, high) = MEASURES[m];
        let limit = |n: i64| Some(Limit { value: n.into(), open: false });
        let text =
            if low == high { show(&low.into()) } else { format!("{} to {}", show(&low.into()), show(&high.into())) };
        Some(Operand { bounds: Bounds { low: limit(low), high: limit(high) }, text })
    };
    evaluate(&comparison, &resolve).unwrap()
}

#[test]
fn three_outcomes() {
    use Outcome::*;
    for (text, outcome, working) in [
        ("inner <= outer", Holds, "122,000 <= 143,500"),
        ("outer <= inner", Fails, "143,500 <= 122,000"),
        ("inner < inner", Fails, "122,000 < 122,000"),
        ("inner <= inner", Holds, "122,000 <= 122,000"),
        ("rounded < inner", MayHold, "121,500 to 122,500 < 122,000"),
        ("rounded == inner", MayHold, "121,500 to 122,500 == 122,000"),
        ("spd + greens == all", Holds, "206 + 118 = 324 == 324"),
        ("sum(spd, greens, 1) == all", Fails, "206 + 118 + 1 = 325 == 324"),
        ("sum(spd, greens, 1) == all +- 2 %", Holds, "206 + 118 + 1 = 325 == 324 +- 2 %"),
        ("spd != greens", Holds, "206 != 118"),
        ("all ~= 330", Holds, "324 ~= 330"),
        ("all ~= 350", Fails, "324 ~= 350"),
        ("percent_of(greens, all) == 36.42 % +- 0.1 %", Holds, "118 ÷ 324 = 36.42 % == 36.42 percent +- 0.1 %"),
        ("percent_change(greens, spd) > 70 %", Holds, "(206 − 118) ÷ 118 = 74.58 % > 70 percent"),
        ("spd / zero > 1", MayHold, "206 ÷ -1 to 1 > 1"),
        ("max(spd, greens) >= min(all, 206)", Holds, "max(206, 118) = 206 >= min(324, 206) = 206"),
        ("abs(greens - spd) == 88", Holds, "|118 − 206| = 88 == 88"),
        ("all - (spd + greens) == 0", Holds, "324 − (206 + 118) = 0 == 0"),
        ("(spd + greens) * 2 == 648", Holds, "(206 + 118) × 2 = 648 == 648"),
    ] {
        let found = run(text);
        let shown = found.working.replace("−1 to", "-1 to");
        assert_eq!((found.outcome, shown.as_str()), (outcome, working), "{text}");
    }
}

#[test]
fn mistakes_have_their_place() {
    let known = Known {
        measure: &|name| MEASURES.iter().position(|m| m.0 == name),
        dimension: &|m| if m == 0 { Dimension::Named("length".into()) } else { Dimension::Count },
    };
    for (text, at, message) in [
        ("inner <= outer", 0..14, "the left side is a length, the right side is a count"),
        ("outer <= 200 km", 0..15, "the left side is a count, the right side is a length"),
        ("inner <= 5 %", 0..12, "the left side is a length, the right side is a share"),
        ("sum(inner, outer) > 0", 0..17, "this mixes a length and a count"),
        ("nobody < outer", 0..6, "there is no measure `nobody`"),
        ("summ(outer) < 5", 0..11, "there is no function `summ`"),
        ("percent_of(outer) < 5 %", 0..17, "`percent_of` takes 2 arguments, not 1"),
        ("outer == all +- 5 points", 16..24, "a tolerance is a share of the right side, not \"5 points\""),
    ] {
        let mistakes = read_comparison(text, &known).unwrap_err();
        assert_eq!((mistakes[0].range.clone(), mistakes[0].message.as_str()), (at, message), "{text}");
    }
}

#[test]
fn numbers_are_shown_as_people_read_them() {
    for (value, text) in [
        (Decimal::new(1_234_567, 0), "1,234,567"),
        (Decimal::new(-50, 1), "−5"),
        (Decimal::new(12_345, 3), "12.35"),
        (Decimal::new(1_234, 6), "0.0012"),
        (Decimal::ZERO, "0"),
    ] {
        assert_eq!(show(&crate::quantity::exact(value)), text);
    }
    let third = crate::quantity::exact(Decimal::ONE) / crate::quantity::exact(Decimal::from(3));
    assert_eq!(show(&third), "0.33");
}
