//! Living with packs day by day: explained bindings, baselines, changed lines, uses of a measure.

use super::{err, folder, json, out, tickmark};

const PACK: &[u8] = b"[pack]
name = \"harbour\"
[source.board]
name = \"Harbour Board\"
[source.union]
name = \"Dockers' Union\"
[measure.boxes]
of = [\"containers\", \"boxes\"]
about = [\"Leith\"]
not = [\"empty\"]
[[measure.boxes.figure]]
value = 41_300
source = \"board\"
for = \"2024-04\"
as_of = 2024-05-20
[measure.boxes_near]
like = \"boxes\"
within = \"20 km\"
[[measure.boxes_near.figure]]
value = 12_700
source = \"board\"
as_of = 2024-05-20
";

const DRAFT: &[u8] = b"---\ndate: 2024-05-24\nrules: [harbour]\n---\n\n\
    Leith handled 41,800 containers in April, the Harbour Board said.\n\n\
    It took in 260 empty boxes, and paid 3 million pounds.\n";

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn bindings_are_explained() {
    let f = folder(&[("harbour.toml", PACK), ("draft.md", DRAFT)]);
    let done = tickmark(f.path(), &["check", "--explain-binding", "draft.md"]);
    assert_eq!((done.status.code(), err(&done).as_str()), (Some(0), ""));
    snapshot("explain_binding", &out(&done));
    let done = json(&tickmark(f.path(), &["check", "--explain-binding", "--format", "json", "draft.md"]));
    let claim = &done["documents"][0]["claims"][0];
    assert_eq!((&claim["measure"], &claim["considered"][0]["bound"]), (&"boxes".into(), &true.into()));
    assert_eq!(claim["considered"][0]["words"][1]["found"], "Leith");
    let refused = tickmark(f.path(), &["check", "--explain-binding", "--format", "sarif", "draft.md"]);
    assert_eq!(refused.status.code(), Some(2));
}
