//! The HTML page in a real browser, and Word files in a real word processor. Where neither is installed, there is nothing
//! to test with, unless `TICKMARK_TEST_PROGRAMS` says that they must be there.

use crate::{readers, rendered};
use std::path::{Path, PathBuf};
use std::process::Command;
use tickmark::report::{self, Report};

/// The first of some programs that is installed. `None` skips a test. Where `TICKMARK_TEST_PROGRAMS` is set, those that it
/// names must be there, and no others are used.
fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = || std::env::split_paths(&path).flat_map(|folder| names.iter().map(move |n| folder.join(n)));
    let found = all().find(|p| p.is_file());
    let Ok(listed) = std::env::var("TICKMARK_TEST_PROGRAMS") else { return found };
    let demanded = listed.split_whitespace().any(|d| names.contains(&d));
    assert!(found.is_some() || !demanded, "none of {names:?} is installed, and the test may not be skipped");
    found.filter(|_| demanded)
}

/// What stands in `data-seen` of the page's body after a script has run in it.
fn seen(chromium: &Path, page: &str, script: &str) -> serde_json::Value {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("page.html");
    let page = page.replace("</body>", &format!("<script>{script}</script></body>"));
    std::fs::write(&file, page).unwrap();
    let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
    let output = Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
        ])
        .args(["--disable-component-update", "--disable-sync", &profile, "--dump-dom"])
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let value = dom.split("data-seen=\"").nth(1).and_then(|rest| rest.split('"').next());
    let value = value.unwrap_or_else(|| panic!("the script did not run: {dom}"));
    serde_json::from_str(&value.replace("&quot;", "\"").replace("&amp;", "&")).unwrap()
}

#[test]
fn the_page_works_in_a_browser() {
    let Some(chromium) = program(&["chromium", "chromium-browser", "google-chrome"]) else { return };
    let page = rendered("html", &report::sample());
    let outside = page.matches("src=").count() + page.matches("<link").count() + page.matches("url(").count();
    assert_eq!(outside, 0, "the page needs nothing from outside");
    let script = r#"
        var seen = {}, all = document.querySelectorAll("aside li"), shown = function () {
            return document.querySelectorAll("aside li:not([hidden])").length; };
        seen.numbers = document.querySelectorAll("a.n").length; seen.cards = all.length; seen.first = shown();
        var set = function (id, value) { var s = document.getElementById(id); s.value = value; s.dispatchEvent(new Event("change")); };
        seen.sources = document.getElementById("by-source").options.length;
        seen.bar = document.querySelectorAll(".bar [hidden]").length;
        set("by-result", all[0].dataset.result); seen.errors = shown(); seen.dim = document.querySelectorAll("a.n.dim").length;
        set("by-result", ""); set("by-source", all[0].dataset.source); seen.nobody = shown(); set("by-source", "");
        var key = function (k) { document.dispatchEvent(new KeyboardEvent("keydown", { key: k })); };
        document.activeElement.blur(); key("j"); seen.focus = document.activeElement.className.slice(0, 2);
        // A page in the background is not always told of its focus.
        document.activeElement.dispatchEvent(new FocusEvent("focus"));
        var tip = document.getElementById("tip"); seen.tip = !tip.hidden && tip.textContent.length > 5;
        seen.described = document.activeElement.getAttribute("aria-describedby");
        key("Escape"); seen.closed = tip.hidden;
        var first = document.activeElement.id; key("j"); seen.moved = document.activeElement.id !== first;
        seen.named = Array.prototype.every.call(document.querySelectorAll("a.n"), function (a) {
            return a.getAttribute("aria-label").indexOf(": ") > 0 && document.getElementById(a.hash.slice(1)); });
        seen.strip = document.querySelectorAll("svg.strip rect").length > seen.cards - 1;
        document.body.dataset.seen = JSON.stringify(seen);"#;
    let seen = seen(&chromium, &page, script);
    let n = |key: &str| seen[key].as_u64().unwrap();
    assert!(n("numbers") > 3 && n("cards") == n("first"), "{seen}");
    assert!(n("sources") > 1 && n("bar") == 0, "{seen}");
    assert!(n("errors") > 0 && n("errors") < n("cards") && n("dim") > 0, "{seen}");
    assert!(n("nobody") > 0 && n("nobody") < n("cards"), "{seen}");
    assert_eq!((&seen["focus"], &seen["described"]), (&"n ".into(), &"tip".into()), "{seen}");
    for key in ["tip", "closed", "moved", "named", "strip"] {
        assert_eq!(seen[key], true, "{key}: {seen}");
    }
}

#[test]
fn commented_word_files_open() {
    let Some(office) = program(&["soffice", "libreoffice"]) else { return };
    let bytes = readers::wordy();
    let checker = readers::checker();
    let document = checker.check("story.docx", &bytes).unwrap();
    let report = Report { documents: vec![document], ..Report::default() };
    let mut copy = Vec::new();
    report::renderer("docx").unwrap().render(&report, &mut copy).unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("story.docx"), copy).unwrap();
    let done = Command::new(office)
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--convert-to", "odt", "--outdir"])
        .arg(folder.path())
        .arg(folder.path().join("story.docx"))
        .output()
        .unwrap();
    let odt = std::fs::read(folder.path().join("story.odt")).unwrap_or_else(|_| panic!("{done:?}"));
    let document = checker.check("story.odt", &odt).unwrap();
    let text = &document.draft.text;
    assert!(
        text.contains("The road is 200 km (140 miles) long."),
        "the text is whole, and comments are none of it: {text}"
    );
    assert!(!text.contains("124"), "{text}");
    let comments = zipped(&odt, "content.xml");
    assert!(comments.contains("<dc:creator>Tickmark</dc:creator>") && comments.contains("124.3 miles"));
}

fn zipped(bytes: &[u8], name: &str) -> String {
    use std::io::Read;
    let mut text = String::new();
    zip::ZipArchive::new(std::io::Cursor::new(bytes))
        .unwrap()
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}
