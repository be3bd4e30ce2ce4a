//! Speed of each stage over one long draft. `cargo bench`; divan prints the throughput.
// A bench that cannot go on panics.
#![allow(missing_docs, clippy::unwrap_used)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use tickmark::prose::Prose;
use tickmark::report::{self, Report};
use tickmark::{Checker, Settings, attribution, claim, draft, quantity};

fn main() {
    divan::main();
}

/// All clean drafts of the test suite one after the other, about half a megabyte.
fn text() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/drafts/clean");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let one: String = paths.iter().map(|p| std::fs::read_to_string(p).unwrap() + "\n\n").collect();
    one.replace("---\n", "").repeat(500_000 / one.len())
}

macro_rules! stage {
    ($name:ident, |$text:ident| $prepare:block, |$input:pat_param| $run:expr) => {
        #[divan::bench]
        fn $name(bencher: Bencher<'_, '_>) {
            let text = text();
            let $text = &text;
            let input = $prepare;
            bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
                let $input = &input;
                black_box($run);
            });
        }
    };
}

fn read(text: &str) -> draft::Draft<'_> {
    draft::read("draft.txt", text.as_bytes()).unwrap()
}

stage!(draft_plain, |text| { text.clone() }, |text| read(text));
stage!(draft_markdown, |text| { text.clone() }, |text| draft::read("draft.md", text.as_bytes()).unwrap());
stage!(prose, |text| { read(text) }, |draft| Prose::new(draft));

#[divan::bench]
fn quantity_stage(bencher: Bencher<'_, '_>) {
    let (text, settings) = (text(), Settings::default());
    let draft = read(&text);
    let prose = Prose::new(&draft);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| quantity::find(black_box(&prose), &settings));
}

#[divan::bench]
fn claim_stage(bencher: Bencher<'_, '_>) {
    let (text, settings) = (text(), Settings::default());
    let draft = read(&text);
    let prose = Prose::new(&draft);
    let numbers = quantity::find(&prose, &settings);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| claim::claims(black_box(&prose), &numbers, &settings));
}

/// What `extract` does before it looks for sources: from text to claims, tagging included, which is lazy and would
/// otherwise count for whichever stage asks first.
#[divan::bench]
fn extraction(bencher: Bencher<'_, '_>) {
    let (text, settings) = (text(), Settings::default());
    let draft = read(&text);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let prose = Prose::new(black_box(&draft));
        let numbers = quantity::find(&prose, &settings);
        claim::claims(&prose, &numbers, &settings)
    });
}

#[divan::bench]
fn attribution_stage(bencher: Bencher<'_, '_>) {
    let (text, settings) = (text(), Settings::default());
    let draft = read(&text);
    let prose = Prose::new(&draft);
    let numbers = quantity::find(&prose, &settings);
    let claims = claim::claims(&prose, &numbers, &settings);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| attribution::attribute(&draft, black_box(&prose), &claims, &settings));
}

#[divan::bench]
fn whole_check(bencher: Bencher<'_, '_>) {
    let (text, checker) = (text(), Checker::default());
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| checker.check("draft.txt", black_box(text.as_bytes())));
}

#[divan::bench]
fn render_json(bencher: Bencher<'_, '_>) {
    let (text, checker) = (text(), Checker::default());
    let document = checker.check("draft.txt", text.as_bytes()).unwrap();
    let report = Report { documents: vec![document], ..Report::default() };
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut out = Vec::new();
        report::renderer("json").unwrap().render(black_box(&report), &mut out).unwrap();
        out.len()
    });
}
