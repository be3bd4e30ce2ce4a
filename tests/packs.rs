//! Packs: what loads, what is refused, and that no pack makes the reader panic.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

mod schema;

use tickmark::bind::{Status, Verdict};
use tickmark::claim::Claim;
use tickmark::finding::Severity;
use tickmark::prose::Prose;
use tickmark::report::{PackFinding, snippet};
use tickmark::rules::{self, Pack, Problem, SHIPPED, Value};
use tickmark::{Checker, PackSource, Settings};

fn no_files(_: &str, name: &str) -> Result<Vec<u8>, String> {
    Err(format!("{name}: there is no such file"))
}

fn read(text: &str) -> Result<Pack, Vec<Problem>> {
    rules::read("pack.toml", text, &no_files)
}

#[test]
fn shipped_packs_load() {
    for (name, text) in SHIPPED {
        let pack = rules::read(name, text, &no_files).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
        assert_eq!(pack.name, *name, "a shipped pack is named as its file");
        assert!(
            pack.sources.iter().all(|s| s.url.as_ref().is_some_and(|u| u.starts_with("https://"))),
            "{name}: a URL"
        );
        for measure in &pack.measures {
            assert!(measure.figures.iter().all(|f| f.source.is_some()), "{name}: {} is by nobody", measure.id);
            // Definitions and the sizes of planets hold for every draft; whatever people count has its day.
            let dated = measure.figures.iter().all(|f| f.as_of.is_some() || f.valid.is_some());
            assert!(dated || ["constants", "solar-system"].contains(name), "{name}: {} has no day", measure.id);
        }
        assert!(pack.measures.iter().any(|m| !m.figures.is_empty()), "{name} has no figures");
    }
}

#[test]
fn cut_off_packs_do_not_panic() {
    for (_, text) in SHIPPED {
        // Small packs at every byte; large ones, of which every measure looks alike, at some places of each size.
        let step = (text.len() / 1200).max(1);
        for at in (0..text.len()).step_by(step * step) {
            if let Some(cut) = text.get(..at) {
                let _ = read(cut);
            }
        }
    }
    let mistakes = include_str!("packs/mistakes.toml");
    for at in (0..mistakes.len()).filter(|at| mistakes.is_char_boundary(*at)) {
        let _ = read(&mistakes[..at]);
    }
}

#[test]
fn like_inherits_everything_but_the_figures() {
    let pack = read(include_str!("../rules/packs/ukraine-border-2022.toml")).unwrap();
    let zone = |id: &str| pack.measures.iter().find(|m| m.id == id).unwrap();
    let (inner, outer) = (zone("troops_200km"), zone("troops_400km"));
    assert_eq!(inner.conditions, outer.conditions);
    assert_ne!(inner.within, outer.within);
    assert_eq!(outer.figures.len(), 1);
}

/// All problems of a pack as people see them.
fn pictures(name: &str, text: &str) -> String {
    let problems = read(text).expect_err("the pack is wrong");
    let picture = |problem: Problem| {
        let finding = PackFinding {
            check: "rules-error",
            severity: Severity::Error,
            path: name.into(),
            text: text.into(),
            problem,
        };
        snippet::problem(&finding, false)
    };
    problems.into_iter().map(picture).collect::<Vec<_>>().join("\n\n")
}

fn snapshot(name: &str, picture: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, picture));
}

#[test]
fn every_mistake_is_told_at_once() {
    snapshot("pack_mistakes", &pictures("ferry.toml", include_str!("packs/mistakes.toml")));
}

#[test]
fn broken_toml_is_told_with_its_place() {
    snapshot("pack_broken", &pictures("broken.toml", include_str!("packs/broken.toml")));
}

#[test]
fn a_broken_date_hides_no_unknown_source() {
    let text = "[pack]\nname = \"p\"\n[source.bureau]\nname = \"Bureau\"\n[source.board]\nname = [\n[measure.a]\nof = [\"boats\"]\n\
        [[measure.a.figure]]\nvalue = 1\nsource = \"buraeu\"\nas_of = 2024-13-40\n";
    for (text, hidden) in
        [(text.replace("name = [\n", "name = \"B\"\n"), false), (text.replace("buraeu", "board"), true)]
    {
        let problems = read(&text).unwrap_err();
        let said = |part: &str| problems.iter().any(|p| p.message.contains(part));
        assert!(said("not TOML"), "{problems:?}");
        assert_eq!(said("no source"), !hidden, "{problems:?}");
    }
}

/// Checks a draft with one shipped pack; how many claims came out in each way.
fn verdicts(pack: &str, draft: &str) -> Vec<(String, Status)> {
    let packs = [PackSource { path: pack.into(), text: rules::shipped(pack).unwrap().into() }];
    let (checker, refused) = Checker::new(Settings::default(), &packs, &no_files);
    assert!(refused.is_empty());
    let path = format!("{}/tests/drafts/packs/{draft}.md", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let document = checker.check("draft.md", &bytes).unwrap();
    let verdict = |(c, v): (&Claim, &Verdict)| (document.draft.slice(c.span).to_string(), v.status);
    document.claims.iter().zip(&document.verdicts).map(verdict).collect()
}

#[test]
fn shipped_packs_are_exercised_by_drafts() {
    for (pack, _) in SHIPPED.iter().filter(|s| rules::timeless().any(|t| t.0 == s.0)) {
        let right = verdicts(pack, pack);
        let refuted: Vec<_> = right.iter().filter(|v| v.1 == Status::Refuted).collect();
        assert!(refuted.is_empty(), "{pack}: {refuted:?}");
        assert!(right.iter().any(|v| v.1 == Status::Supported), "{pack}: {right:?}");
        let wrong = verdicts(pack, &format!("{pack}-wrong"));
        let missed: Vec<_> = wrong.iter().filter(|v| v.1 != Status::Refuted).collect();
        assert!(missed.is_empty(), "{pack}: {missed:?}");
    }
}

#[test]
fn an_unrelated_draft_reads_no_shipped_pack() {
    let packs: Vec<_> =
        rules::timeless().map(|(path, text)| PackSource { path: path.into(), text: text.into() }).collect();
    let (checker, refused) = Checker::new(Settings::default(), &packs, &no_files);
    assert!(refused.is_empty() && !packs.is_empty());
    let read = || checker.rules().packs.iter().filter(|p| p.is_read()).map(|p| p.path().to_owned()).collect::<Vec<_>>();
    let unrelated = "The bakery sold 1,240 loaves last week, its owner said, 12 percent more than the week before.\n\n\
        It has 14 staff and two ovens, and pays $3,100 a month in rent.\n";
    let document = checker.check("bakery.md", unrelated.as_bytes()).unwrap();
    assert!(document.claims.len() > 3, "{:?}", document.claims);
    assert_eq!(read(), Vec::<String>::new());
    let related = include_bytes!("drafts/packs/solar-system.md");
    checker.check("planets.md", related).unwrap();
    assert!(read().iter().any(|path| path == "solar-system"), "{:?}", read());
}

#[test]
fn the_schema_knows_the_keys_of_packs() {
    let schema: serde_json::Value = serde_json::from_str(rules::SCHEMA).unwrap();
    let figure =
        &schema["properties"]["measure"]["additionalProperties"]["properties"]["figure"]["items"]["properties"];
    let measure = &schema["properties"]["measure"]["additionalProperties"]["properties"];
    // A pack with every key that the schema has is not told of an unknown one, and of each that it has not.
    let keys = |table: &serde_json::Value| table.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let unknown = |text: &str| match read(text) {
        Err(problems) => problems.iter().filter(|p| p.message.contains("has no key")).count(),
        Ok(_) => 0,
    };
    let head = "[pack]\nname = \"x\"\n[measure.m]\n";
    let plain: Vec<_> = keys(measure).into_iter().filter(|k| k != "figure" && k != "table").collect();
    let text = head.to_string() + &plain.iter().map(|k| format!("{k} = true\n")).collect::<String>();
    assert_eq!(unknown(&text), 0);
    assert_eq!(unknown(&(text + "colour = true\n")), 1);
    let text = format!("{head}[[measure.m.figure]]\n")
        + &keys(figure).iter().map(|k| format!("{k} = true\n")).collect::<String>();
    assert_eq!(unknown(&text), 0);
}

/// TOML as JSON, for the schema.
fn as_json(value: &toml::Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        toml::Value::String(text) => Json::String(text.clone()),
        toml::Value::Integer(n) => Json::from(*n),
        toml::Value::Float(n) => Json::from(*n),
        toml::Value::Boolean(b) => Json::Bool(*b),
        toml::Value::Datetime(day) => Json::String(day.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(table) => table.iter().map(|(k, v)| (k.clone(), as_json(v))).collect(),
    }
}

#[test]
fn the_schema_fits_every_shipped_pack_and_no_wrong_one() {
    let schema: serde_json::Value = serde_json::from_str(rules::SCHEMA).unwrap();
    let errors = |text: &str| schema::errors(&schema, &as_json(&toml::from_str(text).unwrap()));
    for (name, text) in SHIPPED {
        assert_eq!(errors(text), Vec::<String>::new(), "{name}");
    }
    let right = "[pack]\nname = \"x\"\n[measure.m]\nof = [\"cases\"]\n[[measure.m.figure]]\nvalue = 5\n";
    assert_eq!(errors(right), Vec::<String>::new());
    for (from, to) in [("name = \"x\"", "nmae = \"x\""), ("[\"cases\"]", "7"), ("value = 5", "value = true")] {
        assert!(!errors(&right.replace(from, to)).is_empty(), "{to}");
    }
}

#[test]
fn the_mistake_that_explain_shows_is_one() {
    assert!(read(rules::RULES_ERROR.wrong.pack.unwrap()).is_err());
    assert!(read(rules::RULES_ERROR.right.pack.unwrap()).is_ok());
}

#[test]
fn a_drafted_pack_loads_as_it_is() {
    let texts = [
        "# Ferry firm to cut jobs\n\nNorlink will cut 340 jobs, about one in five of its 1,720 staff, the company said.\n\n\
         It carried 2,113,400 passengers in 2023, down 12 percent, and earned £4.2 million.\n",
        "“Quoted \\ text” had 5 \"things\" within 200 km of Goole — and $3.50 a barrel, or -4 °C.",
        "",
        "42",
    ];
    for text in texts {
        let pack = drafted(text);
        read(&pack).unwrap_or_else(|problems| panic!("{problems:#?}\n{pack}"));
    }
}

#[test]
fn a_drafted_pack_names_what_its_numbers_are_about() {
    let pack = drafted(
        "The Port of Varn handled 212,000 cars. On Friday Ilse Berg said that Norlink Ferries had carried 1.24 million \
         passengers. In Goole 340 people work for it.\n",
    );
    for line in
        ["about = [\"Port of Varn\"]", "about = [\"Norlink Ferries\"]", "about = [\"Goole\"]", "value = 1_240_000\n"]
    {
        assert!(pack.contains(line), "{line}\n{pack}");
    }
}

fn drafted(text: &str) -> String {
    let (checker, _) = Checker::new(Settings::default(), &[], &no_files);
    let document = checker.extract("release.md", text.as_bytes()).unwrap();
    let prose = Prose::new(&document.draft);
    let (claims, cited) = (&document.claims, &document.attributions);
    rules::draft_pack("release", "release.md", &document.draft, &prose, claims, cited)
}

#[test]
fn a_drafted_pack_has_one_measure_for_several_times_and_names_the_firm() {
    let text = "---\ndate: 2024-03-12\n---\n\n# Skerry Ferries has a good year\n\nSkerry Ferries carried 1,204,300 passengers \
                in 2023, up from 1,118,900 in 2022. Fuel costs were £9.2 million.\n";
    let pack = read(&drafted(text)).unwrap();
    let told: Vec<_> = pack.measures.iter().map(|m| (m.figures.len(), m.conditions[1].phrases.join(", "))).collect();
    assert_eq!(told, [(2, "Skerry Ferries".to_string()), (1, "Skerry Ferries".to_string())]);
}

#[test]
fn tables_are_read_and_point_at_their_lines() {
    let csv = "region;as_of;value;source\nNord;2024-01-31;1.234,5;office\nSüd;2024-01-31;abc;office\nSüd;2024-02-29;7;ofice\n";
    let files = |_: &str, _: &str| Ok(csv.as_bytes().to_vec());
    let pack = |region: &str| {
        format!(
            "[pack]\nname = \"t\"\n[source.office]\nname = \"Office\"\n[measure.m]\nof = [\"cases\"]\n[measure.m.table]\n\
             file = \"t.csv\"\nvalue = \"value\"\nstyle = \"DE\"\nwhere = {{ region = \"{region}\" }}\n"
        )
    };
    let north = rules::read("a/pack.toml", &pack("Nord"), &files).unwrap();
    let figure = &north.measures[0].figures[0];
    assert_eq!((&*figure.path, figure.line), ("a/t.csv", 2));
    let problems = rules::read("a/pack.toml", &pack("Süd"), &files).unwrap_err();
    let messages: Vec<_> = problems.iter().map(|p| p.message.as_str()).collect();
    assert!(messages.iter().any(|m| m.starts_with("a/t.csv:3:")), "{messages:?}");
    assert!(messages.iter().any(|m| m.starts_with("a/t.csv:4:")), "{messages:?}");
    let none = rules::read("a/pack.toml", &pack("West"), &files).unwrap_err();
    assert!(none[0].message.contains("no row"), "{none:?}");
}

#[test]
fn sums_of_our_own_are_reckoned() {
    let pack = read(
        "[pack]\nname = \"s\"\n[source.a]\nname = \"A\"\n\
         [measure.turkey]\nof = [\"dead\"]\nabout = [\"Turkey\"]\n[[measure.turkey.figure]]\nvalue = 53_537\nsource = \"a\"\nas_of = 2023-02-20\n\
         [measure.syria]\nof = [\"dead\"]\nabout = [\"Syria\"]\n[[measure.syria.figure]]\nvalue = 8_476\nsource = \"a\"\nas_of = 2023-02-20\n\
         [measure.both]\nof = [\"dead\"]\nabout = [\"quake\"]\n[[measure.both.figure]]\nvalue = { expr = \"turkey + syria\" }\nas_of = 2023-02-20\n",
    )
    .unwrap();
    let figure = &pack.measures[2].figures[0];
    let Value::Exactly(quantity) = &figure.value else { panic!("{figure:?}") };
    assert_eq!(quantity.value.unwrap().to_string(), "62013");
    assert_eq!(figure.sum.as_ref().unwrap().working, "53,537 + 8,476");
}

#[test]
fn packs_extend_each_other() {
    let base = "[pack]\nname = \"base\"\n[source.a]\nname = \"A\"\n[measure.m]\nof = [\"cases\"]\nabout = [\"Goole\"]\n\
                [[measure.m.figure]]\nvalue = 5\nsource = \"a\"\nas_of = 2024-01-01\n";
    let files = |_: &str, name: &str| match name {
        "base.toml" => Ok(base.as_bytes().to_vec()),
        "ring.toml" => Ok(b"[pack]\nname = \"ring\"\nextends = [\"ring\"]\n".to_vec()),
        _ => Err("there is no such file".to_string()),
    };
    let text = "[pack]\nname = \"more\"\nextends = [\"base\"]\n[measure.m]\n[[measure.m.figure]]\nvalue = 7\nsource = \"a\"\n\
                as_of = 2024-02-01\n[[constraint]]\nrequire = \"m < 10\"\n";
    let pack = rules::read("more.toml", text, &files).unwrap();
    assert_eq!((pack.measures.len(), pack.measures[0].figures.len(), pack.bases.len()), (1, 2, 1));
    assert!(rules::read("ring.toml", "[pack]\nname = \"ring\"\nextends = [\"ring\"]\n", &files).is_err());
    assert!(rules::read("x.toml", "[pack]\nname = \"x\"\nextends = [\"nowhere\"]\n", &files).is_err());
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(text in "\\PC{0,200}", head in 0usize..4) {
        let heads = ["", "[pack]\nname = \"x\"\n[measure.m]\nof = [", "[[constraint]]\nrequire = \"", "[[measure.m.figure]]\nvalue = \""];
        let _ = read(&format!("{}{text}", heads[head]));
        let _ = read(&format!("{}{text}\"\n", heads[head]));
    }
}

#[test]
fn the_guide_is_right() {
    let guide = include_str!("../docs/packs.md");
    let mut blocks = guide.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let pack = read(blocks.next().unwrap()).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert!(pack.measures.len() == 3 && rules::lint::lint(&pack).iter().all(|w| !w.message.contains("break")));
    let table = format!("[pack]\nname = \"t\"\n[source.ukhsa]\nname = \"UKHSA\"\n{}", blocks.next().unwrap());
    let csv = |_: &str, _: &str| Ok(b"region;published;count\nLondon;2024-02-29;1.094\n".to_vec());
    let pack = rules::read("t.toml", &table, &csv).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!((pack.measures[0].figures.len(), pack.measures[0].figures[0].source), (1, Some(0)));
    // The picture of a mistake is one that is really drawn.
    let line = guide.lines().find(|l| l.contains("error[rules-error]")).unwrap().trim();
    assert!(include_str!("../snapshots/pack_mistakes.snap").contains(line));
}
