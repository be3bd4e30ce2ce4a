//! A number that a document about something else happens to have proves nothing: drafts are traced to twenty long
//! documents that they were not written from, all given at once.

use super::drafts;
use std::path::Path;
use tickmark::Checker;
use tickmark::trace::TraceStatus::{InSource, WorksOut};

/// How many documents are made up, and of how many words.
const DOCUMENTS: usize = 20;
const WORDS: usize = 1_000;

/// What the made-up documents are about: a body, what it counts, what it has, and where.
const TOPICS: [[&str; 4]; DOCUMENTS] = [
    ["the museum", "visitors", "galleries", "the old town"],
    ["the dairy co-operative", "cows", "farms", "the valley"],
    ["the bus company", "passengers", "routes", "the northern suburbs"],
    ["the water board", "leaks", "reservoirs", "the uplands"],
    ["the swimming club", "members", "pools", "the borough"],
    ["the prison service", "inmates", "wings", "the capital"],
    ["the airline", "flights", "aircraft", "the islands"],
    ["the orchestra", "concerts", "players", "the festival"],
    ["the fire brigade", "fires", "engines", "the county"],
    ["the phone maker", "handsets", "factories", "Asia"],
    ["the lottery", "tickets", "prizes", "the regions"],
    ["the bakery chain", "loaves", "shops", "the high streets"],
    ["the university", "students", "courses", "the campus"],
    ["the blood bank", "donors", "clinics", "the cities"],
    ["the forest agency", "trees", "nurseries", "the hills"],
    ["the port authority", "containers", "cranes", "the estuary"],
    ["the court service", "cases", "courtrooms", "the province"],
    ["the wine growers", "bottles", "vineyards", "the south"],
    ["the rail network", "trains", "stations", "the coast line"],
    ["the housing trust", "tenants", "flats", "the estates"],
];

/// Sentences with a number; `{a}` to `{d}` are a topic's words, `#` is a number of its own.
const FRAMES: [&str; 12] = [
    "{A} counted #,### {b} in ####, up from #,### the year before.",
    "Some ## percent of the {b} came from {d}, and ## percent from elsewhere.",
    "{A} runs ## {c}, of which ## were opened within the last # years.",
    "It spent £#.# million on its {c} and £###,000 on {d}.",
    "In all, ###,### people have signed a petition about the {b}.",
    "The average wait is ## minutes, against ## minutes in {d}.",
    "About one in # of the {b} was lost, the report says.",
    "More than ##,### hours of work went into the {c} by the end of ####.",
    "“We had ## complaints about the {b} and answered ## of them,” said the director, who is ##.",
    "The {c} cover ## hectares and lie # kilometres from {d}.",
    "Prices rose by #.# percent to £## for each of the {b}.",
    "{A} employs #,### people, ### of them in {d}.",
];

/// Digits in an order that is always the same.
struct Digits(u64);

impl Digits {
    fn next(&mut self) -> char {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'1' + ((self.0 >> 33) % 9) as u8)
    }
}

/// A document about one topic.
fn document(topic: usize) -> String {
    let [a, b, c, d] = TOPICS[topic];
    let mut digits = Digits(topic as u64 + 1);
    let mut text = format!("# The year of {a}\n\n");
    for frame in FRAMES.iter().cycle().skip(topic) {
        let body = format!("{}{}", a[..1].to_uppercase(), &a[1..]);
        let words = [("{A}", body.as_str()), ("{b}", b), ("{c}", c), ("{d}", d)];
        let said = words.iter().fold(frame.to_string(), |said, (gap, word)| said.replace(gap, word));
        // Years are of this century.
        let said = said.replace(" ####", " 20##");
        text.extend(said.chars().map(|c| if c == '#' { digits.next() } else { c }));
        text.push_str(if topic.is_multiple_of(2) { " " } else { "\n\n" });
        if text.split_whitespace().count() >= WORDS {
            return text;
        }
    }
    text
}

/// How many numbers of a draft were traced, were called in source, and worked out.
fn tally(checker: &Checker, draft: &[u8]) -> [usize; 3] {
    let document = checker.check("draft.md", draft).unwrap();
    let traces = || document.traces.claims.iter().chain(&document.traces.others).flatten();
    let of = |status| traces().filter(|t| t.status == status).count();
    [traces().count(), of(InSource), of(WorksOut)]
}

/// Numbers of the drafts that are green by coincidence must be fewer than one in fifty, and none may work out.
fn assert_silent(tallies: impl Iterator<Item = [usize; 3]>, least: usize) {
    let [all, in_source, works_out] = tallies.fold([0; 3], |sum, t| [sum[0] + t[0], sum[1] + t[1], sum[2] + t[2]]);
    assert!(all >= least, "only {all} numbers were traced");
    assert!(in_source * 50 < all, "{in_source} of {all} numbers are called in source");
    assert_eq!(works_out, 0);
}

#[test]
fn twenty_documents_about_something_else_prove_nothing() {
    let mut checker = Checker::default();
    for topic in 0..DOCUMENTS {
        checker.add_source(&format!("{topic}.md"), document(topic).as_bytes()).unwrap();
    }
    let drafts: Vec<_> = drafts("clean").into_iter().chain(drafts("")).collect();
    assert!(drafts.len() >= DOCUMENTS);
    assert_silent(drafts.iter().map(|path| tally(&checker, &std::fs::read(path).unwrap())), 250);
    // The documents are no straw: what is written from one of them is found in it.
    let own = document(3);
    let own = checker.check("draft.md", own.as_bytes()).unwrap();
    let found = own.traces.claims.iter().flatten().filter(|t| t.status == InSource);
    assert!(found.count() * 10 > own.claims.len() * 9);
}

#[test]
fn stories_prove_nothing_of_each_other() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tracing");
    let mut files: Vec<_> = std::fs::read_dir(cases).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let pages: Vec<String> = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
    let sections: Vec<&str> = pages.iter().flat_map(|p| p.split("\n## ").skip(1)).collect();
    let block = |section: &&str, kind: &str| {
        let (_, rest) = section.split_once(&format!("```{kind}\n"))?;
        Some(rest.split_once("\n```")?.0.to_string())
    };
    // The documents of every other case, and the drafts of those between.
    let tallies = (0..2).flat_map(|half| {
        let mut checker = Checker::default();
        for (i, section) in sections.iter().enumerate().filter(|s| s.0 % 2 == half) {
            checker.add_source(&format!("{i}.md"), block(section, "source").unwrap_or_default().as_bytes()).unwrap();
        }
        let drafts = sections.iter().enumerate().filter(|s| s.0 % 2 != half).filter_map(|s| block(s.1, "draft"));
        drafts.map(|draft| tally(&checker, draft.as_bytes())).collect::<Vec<_>>()
    });
    assert_silent(tallies, 250);
}
