//! Tables of phrases with what the grammar reads in them: the specification of this room.

use crate::draft::{Block, BlockKind};
use crate::prose::Prose;
use crate::quantity::{Amount, Bound, Change, Kind, find, parse_value};
use crate::settings::Settings;
use crate::span::Span;

/// Every quantity of a text, as "kind bound value unit", joined by "; ".
fn read(text: &str) -> String {
    let blocks = [Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph }];
    let prose = Prose::of(text, &blocks);
    let numbers = find(&prose, &Settings::default());
    numbers.amounts.iter().map(describe).collect::<Vec<_>>().join("; ")
}

fn describe(amount: &Amount) -> String {
    let q = &amount.quantity;
    let kind = match q.kind {
        Kind::Number | Kind::Count => String::new(),
        kind => format!("{kind:?} ").to_lowercase(),
    };
    let bound = match q.bound {
        Bound::Exact => "",
        Bound::About => "~",
        Bound::Nearly => "<~",
        Bound::MoreThan => ">",
        Bound::AtLeast => ">=",
        Bound::UpTo => "<=",
        Bound::LessThan => "<",
    };
    let change = match q.change {
        Change::None => "",
        Change::Up => "+",
        Change::Down => "down ",
    };
    let ends = || Some((q.interval.low?.value, q.interval.high?.value));
    let value = match (q.fraction, q.value, q.range) {
        (Some((n, d)), ..) => format!("{n}/{d}"),
        (_, Some(v), _) => v.normalize().to_string(),
        (_, _, Some((a, b))) => format!("{}..{}", a.normalize(), b.normalize()),
        _ => ends().map_or("?".into(), |(a, b)| format!("{}..{} or so", a.normalize(), b.normalize())),
    };
    let unit = if q.unit.name.is_empty() { String::new() } else { format!(" {}", q.unit.name) };
    format!("{kind}{bound}{change}{value}{unit}")
}

#[track_caller]
fn table(rows: &[(&str, &str)]) {
    let wrong: Vec<_> = rows
        .iter()
        .map(|(text, want)| (text, want, read(text)))
        .filter(|(_, want, got)| *want != got)
        .map(|(text, want, got)| format!("{text:?}\n    want {want}\n    got  {got}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} phrases\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn numbers() {
    table(&[
        ("122,000 troops", "122000"),
        ("816 000 people", "816000"),
        ("10\u{202f}000 people", "10000"),
        ("12 500.5 points of light", "12500.5 point"),
        ("one hundred and twenty-two thousand people", "122000"),
        ("a hundred people", "100"),
        ("two and a half million people", "2500000"),
        ("one and a half thousand people", "1500"),
        ("a million and a half people", "1500000"),
        ("half a million people", "500000"),
        ("a quarter of a million people", "250000"),
        ("three quarters of a million people", "750000"),
        ("half a dozen eggs", "6"),
        ("two dozen eggs", "24"),
        ("4 hundred million people", "400000000"),
        ("twenty-eight thousand six hundred forty-two students", "28642"),
        ("4.3M digital sales", "4300000"),
        ("1.2m people", "1200000"),
        ("24m long", "measure 24 metre"),
        ("35 lakh rupees", "money 3500000 Indian rupee"),
        ("3 crore voters", "30000000"),
        ("10 1/2 miles", "measure 10.5 mile"),
        ("7¾ inches", "measure 7.75 inch"),
        ("a couple of days", "duration 2 day"),
        ("12 thousand people", "12000"),
        ("minus 30 degrees", "measure -30 degree"),
        ("-5 degrees Celsius", "measure -5 degree Celsius"),
        ("one and two-thirds miles", "measure 1.66666666666667 mile"),
        ("trillions of cells", "vague 2000000000000..99999999999999 or so"),
    ]);
}

#[test]
fn one_is_mostly_a_pronoun() {
    for text in [
        "no one came",
        "one of the people responsible",
        "at one point last year",
        "one must not",
        "this one is blue",
        "one another",
        "one day's notice is one thing",
    ] {
        assert!(!read(text).starts_with("1;") && read(text) != "1", "{text}: {}", read(text));
    }
    table(&[
        ("one mile away", "measure 1 mile"),
        ("one million people", "1000000"),
        ("one man and two women", "1; 2"),
        ("just one refinery", "1"),
        ("one to two years", "duration 1..2 year"),
    ]);
}

#[test]
fn money() {
    table(&[
        ("$4.2 million", "money 4200000 US dollar"),
        ("US$58.24", "money 58.24 US dollar"),
        ("$US113 trillion", "money 113000000000000 US dollar"),
        ("HK$5.4m", "money 5400000 Hong Kong dollar"),
        ("A$15", "money 15 Australian dollar"),
        ("C$1.2bn", "money 1200000000 Canadian dollar"),
        ("RM79 a month", "rate 79 Malaysian ringgit per month"),
        ("Rs 500", "money 500 Indian rupee"),
        ("USD115.5", "money 115.5 US dollar"),
        ("115USD", "money 115 US dollar"),
        ("10 €", "money 10 euro"),
        ("14.7c", "money 14.7 cent"),
        ("197 pence", "money 197 penny"),
        ("rose to 164p", "money 164 penny"),
        ("$12MM", "money 12000000 US dollar"),
        ("$-50.8bn", "money -50800000000 US dollar"),
        ("-$50", "money -50 US dollar"),
        ("$7/$9", "money 7 US dollar; money 9 US dollar"),
        ("£1m-a-year", "rate 1000000 pound sterling per year"),
        ("hundred dollars", "money 100 US dollar"),
        ("a million dollar house", "money 1000000 US dollar"),
        ("a 10-million-dollar house", "money 10000000 US dollar"),
        ("3 dollars 50 cents", "money 3.5 US dollar"),
        ("thirteen dollars and forty-five cents", "money 13.45 US dollar"),
        ("7.5 million Danish crowns", "money 7500000 Danish krone"),
        ("a 90 million pound bill", "money 90000000 pound sterling"),
        ("30 MUSD", "money 30000000 US dollar"),
        ("$52 a barrel", "rate 52 US dollar per barrel"),
        ("a 12-cent-a-share dividend", "rate 12 cent per share"),
        ("$13 billion a year earlier", "money 13000000000 US dollar"),
        ("PS5 consoles", ""),
        ("tens of millions of dollars", "money 20000000..99999999 or so US dollar"),
    ]);
}

#[test]
fn units() {
    table(&[
        ("50,000 in the city", "50000"),
        ("a 7-inch screen", "measure 7 inch"),
        ("6ft 2in", "measure 6 foot; measure 2 inch"),
        ("5-10W laser", "measure 5..10 watt"),
        ("80 km/h", "measure 80 kilometre per hour"),
        ("188 miles an hour", "measure 188 mile per hour"),
        ("52,000 barrel-a-day refinery", "rate 52000 barrel per day"),
        ("325,000 barrels per day", "rate 325000 barrel per day"),
        ("34,500 metric tons of copper cathode a year", "rate 34500 tonne per year"),
        ("37.8 micrograms per gram", "rate 37.8 microgram per gram"),
        ("over two pounds", "measure >2 pound"),
        ("the 500 sq m office", "measure 500 square metre"),
        ("24703m2", "measure 24703 square metre"),
        ("32 m²", "measure 32 square metre"),
        ("300 MHz", "measure 300 megahertz"),
        ("8 mm", "measure 8 millimetre"),
        ("64GB of storage", "measure 64 gigabyte"),
        ("12 C melting point", "measure 12 degree Celsius"),
        ("set the thermostat to 85°", "measure 85 degree"),
        ("6 deg c", "measure 6 degree Celsius"),
        ("60 basis points", "points 60 basis point"),
        ("3 percentage points", "points 3 percentage point"),
        ("1.38pc", "percent 1.38 percent"),
        (".001 per cent", "percent 0.001 percent"),
        ("15% per annum", "percent 15 percent per year"),
        ("20 a week", "rate 20 count per week"),
        ("15 per 1,000", "rate 15 count per 1,000"),
        ("three years' pay", "duration 3 year"),
        ("half an hour", "duration 1/2 hour"),
        ("a year and a half", "duration 1.5 year"),
        ("plus or minus six percentage points", "points 6 percentage point"),
        ("a quarter mile", "measure 1/4 mile"),
        ("1/2 pound of butter", "measure 1/2 pound"),
        ("4.1, 4.5 and 5 percent", "percent 4.1 percent; percent 4.5 percent; percent 5 percent"),
        ("a 7- or 8-inch screen", "measure 7 inch; measure 8 inch"),
        ("200 and 400 km", "measure 200 kilometre; measure 400 kilometre"),
        ("hundreds of miles", "measure 200..999 or so mile"),
    ]);
}

#[test]
fn ranges() {
    table(&[
        ("$1.2–1.5bn", "money 1200000000..1500000000 US dollar"),
        ("from 12 to 15 million people", "12000000..15000000"),
        ("25–40min", "duration 25..40 minute"),
        ("five to six weeks", "duration 5..6 week"),
        ("between $62 and $68 per share", "rate 62..68 US dollar per share"),
        ("between 400 and 200 km", "measure 400..200 kilometre"),
        ("2000 - 2500 Calories", "measure 2000..2500 calorie"),
        ("three or four years", "duration 3..4 year"),
        ("1 to 1.5 degrees Celsius", "measure 1..1.5 degree Celsius"),
        ("0 to 80km/h", "measure 0..80 kilometre per hour"),
        ("200,000 to 260,000-year-old tools", "age 200000..260000 year"),
        ("a fine of $3 billion to $5 billion", "money 3000000000..5000000000 US dollar"),
        ("It rose from 40 to 50 percent.", "percent 40 percent; percent 50 percent"),
        ("It fell from $2,415 to $2,315.", "money 2415 US dollar; money 2315 US dollar"),
        ("rose from 24.2 to 33-35 billion euros", "money 24200000000 euro; money 33000000000..35000000000 euro"),
        ("increased by $43.6 billion to $419.2 billion", "money 43600000000 US dollar; money 419200000000 US dollar"),
        ("rose 5 % to 120", "percent 5 percent; 120"),
        ("which range from 1 per cent to 1.5 per cent", "percent 1..1.5 percent"),
        ("between 750000 and 800000 will be sold", "750000..800000"),
        ("They lost 47–52.", "score 47..52"),
        ("a 9-2 lead", "score 9..2"),
        ("a 2-2 draw", "score 2..2"),
        ("children between the ages of 5 and 11", "age 5..11 year"),
    ]);
}

#[test]
fn ratios_and_multiples() {
    table(&[
        ("one in five voters", "ratio 1/5"),
        ("3 out of 4 voters", "ratio 3/4"),
        ("one of every ten homes", "ratio 1/10"),
        ("two-thirds of voters", "ratio 2/3"),
        ("nearly a third (45 percent)", "ratio <~1/3; percent 45 percent"),
        ("a fifth of voters", "ratio 1/5"),
        ("one in three in Belgium", "ratio 1/3"),
        ("half of voters", "ratio 1/2"),
        ("a ratio of 3 to 1", "ratio 3/1"),
        ("sales doubled", "multiple +2"),
        ("sales more than doubled", "multiple >+2"),
        ("a sixfold rise", "multiple 6"),
        ("a three-fold rise", "multiple 3"),
        ("four times as many", "multiple 4 time"),
        ("twice as loud", "multiple 2"),
        ("2.5x faster", "multiple 2.5"),
        ("sales halved", "multiple down 0.5"),
        ("3200 times", "3200 time"),
        ("78,000 times a minute", "rate 78000 time per minute"),
        ("well over double the 120 decibels", "multiple >2; measure 120 decibel"),
        ("22 goals in 36 games", "22; 36"),
        ("in the third quarter", ""),
        ("in the second half", ""),
        ("he doubled down", ""),
        ("double digits", ""),
    ]);
}

#[test]
fn ages() {
    table(&[
        ("a 57-year-old man", "age 57 year"),
        ("a 60 year-old", "age 60 year"),
        ("a man aged 57", "age 57 year"),
        ("under the age of 21", "age <21 year"),
        ("at 3 years of age", "age 3 year"),
        ("a 90 day old bill", "age 90 day"),
        ("Jane Smith, 38, said so.", "age 38 year"),
        ("Jane Smith (38) said so.", "age 38 year"),
        ("400 million-year-old bedrock", "age 400000000 year"),
        ("ninety five years of age", "age 95 year"),
        ("Men under 35 like it.", "age <35 year"),
        ("anyone younger than 18", "age <18 year"),
    ]);
}

#[test]
fn hedges() {
    table(&[
        ("about 300 people", "~300"),
        ("some 300 people", "~300"),
        ("~80% of it", "percent ~80 percent"),
        ("more than 1,000 people", ">1000"),
        ("at least 300 people", ">=300"),
        ("up to 15 people", "<=15"),
        ("no more than 15 people", "<=15"),
        ("nearly 300 people", "<~300"),
        ("fewer than 20 minutes", "duration <20 minute"),
        ("sub-500 sq m offices", "measure <500 square metre"),
        ("an estimated 5 million children", "~5000000"),
        ("300 or more people", ">=300"),
        ("300 people or more", ">=300"),
        ("300-plus people", ">=300"),
        ("50+ miles", "measure >=50 mile"),
        ("300-odd people", "~300"),
        ("The hunt runs over five weeks.", "duration 5 week"),
        ("for over two years", "duration >2 year"),
        ("just shy of $300", "money <300 US dollar"),
        ("as many as 14 players", "<=14"),
        ("+12%", "percent +12 percent"),
    ]);
}

#[test]
fn decoys() {
    for text in [
        "in 2012-13",
        "the 1990s",
        "since 1848",
        "in 2019",
        "between 2014 and 2017",
        "on September 8",
        "on 8 September 2019",
        "Sept. 20-24",
        "by January 2022",
        "on Monday, January 9, 2022",
        "2022-01-07",
        "on 3/4/2022",
        "at 9:01 p.m.",
        "at 6pm",
        "from 1.05am to 7.05am",
        "12:01 a.m. EDT (0401 GMT)",
        "the 22nd amendment",
        "in 10th place",
        "the third man",
        "the Boeing 737",
        "the G7 meeting",
        "along Route 66",
        "after 9/11",
        "Covid-19 spread",
        "a 5G network",
        "a Model 3 owner",
        "the Big 12 title",
        "the S&P 500 fell",
        "the FTSE 100 in particular",
        "the iPhone 11 has it",
        "page 12",
        "ranked No. 4",
        "version 1.2.3",
        "call 555-123-4567",
        "call +44 20 7946 0000",
        "a 4-3-3 formation",
        "at 49 Zeller Ranch Road",
        "2019-09-01T10:38:07.190Z",
        "in the 2018 World Cup",
        "the Part 3 rules",
        "type 2 diabetes",
        "the 49ers won",
        "open 24/7",
        "category 4",
        "phase two",
        "in 44 BC",
        "during 2022′s rout",
        "since at least 1980",
        "No one has disputed it",
        "id 674577084669407232",
        "a G4S guard",
    ] {
        assert_eq!(read(text), "", "{text}");
    }
}

#[test]
fn tallies_are_claims() {
    assert_eq!(read("The count is Reds 384, Sen. Blues 300, Greens 151, and Greys 37."), "384; 300; 151; 37");
}

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
fn decimal_comma() {
    table(&[
        ("3,5 million people and 12,25 percent", "3500000; percent 12.25 percent"),
        ("1.234,5 km and 7,5 km", "measure 1234.5 kilometre; measure 7.5 kilometre"),
    ]);
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
