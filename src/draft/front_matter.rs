//! YAML or TOML front matter between `---` or `+++` lines: the keys `date` and `rules`.

use super::FrontMatter;
use jiff::civil::{Date, DateTime};

/// Splits front matter off: what it says, and the offset at which the draft itself starts.
/// Only the simple subset of YAML that front matter uses is read; other keys are passed over.
pub(crate) fn split(text: &str) -> (FrontMatter, usize) {
    let mut front = FrontMatter::default();
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    let mut lines = body.split_inclusive('\n');
    let Some(fence) = lines.next().map(str::trim_end).filter(|l| *l == "---" || *l == "+++") else {
        return (front, skipped);
    };
    let mut at = skipped + body.find('\n').map_or(body.len(), |n| n + 1);
    let (mut key, mut closed) = (String::new(), false);
    for line in lines {
        at += line.len();
        let line = line.trim_end();
        if line == fence || fence == "---" && line == "..." {
            closed = true;
            break;
        }
        if let Some(item) = line.trim_start().strip_prefix("- ").filter(|_| key == "rules") {
            front.rules.extend(values(item));
            continue;
        }
        let Some((name, value)) = line.split_once([':', '=']).filter(|(n, _)| !n.starts_with([' ', '\t', '#'])) else {
            continue;
        };
        key = name.trim().to_string();
        match key.as_str() {
            "date" => front.date = values(value).next().as_deref().and_then(date),
            "rules" => front.rules.extend(values(value)),
            _ => {}
        }
    }
    if closed { (front, at) } else { (FrontMatter::default(), skipped) }
}

/// The items of a scalar or a flow list, without quotes and comments.
fn values(value: &str) -> impl Iterator<Item = String> {
    let value = value.split(" #").next().unwrap_or("").trim();
    let value = value.strip_prefix('[').map_or(value, |v| v.trim_end_matches(']'));
    value.split(',').map(|v| v.trim().trim_matches(['"', '\'']).to_string()).filter(|v| !v.is_empty())
}

fn date(text: &str) -> Option<Date> {
    let day = text.get(..10).unwrap_or(text);
    day.parse().ok().or_else(|| text.parse::<DateTime>().ok().map(|d| d.date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        for (text, date, rules, rest) in [
            ("---\ndate: 2022-01-10\nrules: [a, \"b\"]\n---\nText", Some("2022-01-10"), vec!["a", "b"], "Text"),
            ("+++\r\ndate = 2022-01-10T09:00:00Z\r\n+++\r\nText", Some("2022-01-10"), vec![], "Text"),
            ("\u{feff}---\nrules:\n  - x\n---\n", None, vec!["x"], ""),
            ("--- not front matter", None, vec![], "--- not front matter"),
            ("---\nnever closed", None, vec![], "---\nnever closed"),
        ] {
            let (front, start) = split(text);
            assert_eq!((front.date.map(|d| d.to_string()).as_deref(), &text[start..]), (date, rest), "{text:?}");
            assert_eq!(front.rules, rules);
        }
    }
}
