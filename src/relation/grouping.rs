//! How the digits of a number are grouped: "6,500,000" is well made, "6,5000,000" is not.

use crate::prose::Prose;
use crate::span::Span;
use crate::vocab::{self, scan};

/// How a draft parts thousands and decimals, judged by its unambiguous numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Some number has thousands parted by commas, as in English.
    pub english: bool,
    /// Some number has a decimal comma or thousands parted by points.
    pub continental: bool,
}

/// A number whose groups fit no style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The number.
    pub span: Span,
    /// What is wrong with it, for people.
    pub why: &'static str,
    /// What was probably meant, where only the separators are at fault.
    pub meant: Option<String>,
}

/// Every malformed number of a draft.
pub fn malformed(prose: &Prose<'_>) -> Vec<Malformed> {
    let numbers: Vec<_> = prose.anchors_in(0..prose.tokens.len()).filter(|i| stands_alone(prose, *i)).collect();
    let style = numbers.iter().fold(Style::default(), |style, i| with(style, prose.word(*i)));
    let judge = |i: &usize| {
        let fault = fault(prose.word(*i), style)?;
        let named = named(prose, *i);
        (!named).then(|| Malformed { span: prose.tokens[*i].span, why: fault.0, meant: fault.1 })
    };
    numbers.iter().filter_map(judge).collect()
}

/// A number token with separators that is no part of a longer string: a version, an address, a date, a score.
fn stands_alone(prose: &Prose<'_>, i: usize) -> bool {
    let token = &prose.tokens[i];
    if token.kind != scan::Kind::Number || !prose.word(i).contains(['.', ',']) {
        return false;
    }
    let money = |i: usize| prose.word(i).chars().all(|c| matches!(c, '$' | '£' | '€' | '¥' | '(' | '“' | '"' | '\''));
    let before = token.gap != scan::Gap::None || i == 0 || money(i - 1) || prose.tokens[i - 1].is(vocab::TITLE);
    let after = prose.tokens.get(i + 1).is_none_or(|t| {
        let word = prose.word(i + 1);
        t.gap != scan::Gap::None
            || matches!(
                word,
                "." | "," | ";" | "?" | "!" | ")" | "%" | "”" | "\"" | "'" | "’" | "m" | "bn" | "tn" | "k" | "km"
            )
    });
    before && after
}

/// Whether the words before make it a version, a section or the like, or its unit a ratio.
fn named(prose: &Prose<'_>, i: usize) -> bool {
    i > 0
        && (prose.tokens[i - 1].is(vocab::NUMBERED)
            || prose.tokens[i - 1].capital && prose.tokens[i - 1].gap == scan::Gap::None)
}

/// The style, with what one number shows of it.
fn with(style: Style, number: &str) -> Style {
    let groups: Vec<&str> = number.split([',', '.']).collect();
    let (commas, points) = (number.matches(',').count(), number.matches('.').count());
    let last = groups.last().map_or(0, |g| g.len());
    let thousands = groups[1..].iter().all(|g| g.len() == 3);
    let english = commas > 0 && thousands && points == 0 && last == 3
        || commas > 0 && points == 1 && number.rfind('.') > number.rfind(',')
        || commas == 0 && points == 1 && last != 3;
    let continental = commas == 1 && points == 0 && last != 3 && last < 4
        || commas == 1 && points > 0 && number.rfind(',') > number.rfind('.')
        || points > 1 && thousands && commas == 0;
    Style { english: style.english || english, continental: style.continental || continental }
}

/// What is wrong with a number, and what was probably meant.
fn fault(number: &str, style: Style) -> Option<(&'static str, Option<String>)> {
    let (commas, points) = (number.matches(',').count(), number.matches('.').count());
    match (commas, points) {
        (0, 0 | 1) => None,
        (0, _) => points_only(number),
        (1, 0) => one_comma(number, style),
        (_, 0) => grouped(number, ','),
        (_, 1) if number.rfind('.') > number.rfind(',') => {
            let (whole, _) = number.split_once('.')?;
            if whole.contains(',') { grouped(whole, ',') } else { None }
        }
        (1, _) if number.rfind(',') > number.rfind('.') => {
            let (whole, _) = number.split_once(',')?;
            grouped(whole, '.')
        }
        _ => Some(("points and commas alternate", None)),
    }
}

/// "1.234.567" is continental; "1.234.56" is nothing; "2.10.4" and "192.168.0.1" are names.
fn points_only(number: &str) -> Option<(&'static str, Option<String>)> {
    let groups: Vec<&str> = number.split('.').collect();
    let (last, middle) = groups.split_last()?;
    let (first, middle) = middle.split_first()?;
    let thousands =
        first.len() <= 3 && !first.starts_with('0') && !middle.is_empty() && middle.iter().all(|g| g.len() == 3);
    (groups.len() == 3 && thousands && last.len() <= 2)
        .then(|| ("it has two decimal points", Some(format!("{},{}.{last}", first, middle.join(",")))))
}

/// "1,2000" is a slip; "12,5" is a decimal comma, and "10,00" where the draft has none is a slip too.
fn one_comma(number: &str, style: Style) -> Option<(&'static str, Option<String>)> {
    let (whole, rest) = number.split_once(',')?;
    let fits = whole.len() <= 3 && rest.len() == 3;
    let decimal = rest.len() < 3 && (style.continental && !style.english || !rest.ends_with("00") || rest.len() < 2);
    let long = rest.len() > 4 || whole.len() > 3 || whole.starts_with('0');
    if fits || decimal || style.continental && !style.english || long {
        return None;
    }
    Some(("a comma parts groups of three digits", None))
}

/// Groups of three; the Indian grouping, of two before the last three, also counts as well made.
fn grouped(whole: &str, separator: char) -> Option<(&'static str, Option<String>)> {
    let groups: Vec<&str> = whole.split(separator).collect();
    let (last, rest) = groups.split_last()?;
    let (first, middle) = rest.split_first()?;
    let three = first.len() <= 3 && last.len() == 3 && middle.iter().all(|g| g.len() == 3);
    let indian = first.len() <= 2 && last.len() == 3 && middle.iter().all(|g| g.len() == 2);
    // "1,2,3" and "2,10,12" are lists without spaces.
    let list = groups.iter().all(|g| g.len() <= 2);
    if three || indian || list || first.len() > 3 && groups.iter().all(|g| g.len() == first.len()) {
        return None;
    }
    let why =
        if separator == ',' { "a comma parts groups of three digits" } else { "a point parts groups of three digits" };
    Some((why, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let english = Style { english: true, continental: false };
        for good in [
            "6,500,000",
            "12.5",
            "1,234.56",
            "12,5",
            "1.234.567",
            "1.234,56",
            "12,34,567",
            "1,2,3",
            "2.10.4",
            "192.168.0.1",
            "24.12.2021",
            "1,024",
            "2019,2020,2021",
            "3.141.592,65",
        ] {
            assert_eq!(fault(good, english).map(|f| f.0), None, "{good}");
        }
        for bad in ["6,5000,000", "1.234.56", "1,2000", "10,00", "1,23,4567", "12,3456,789.00", "1,234,56", "1,234,5"] {
            assert!(fault(bad, english).is_some(), "{bad}");
        }
    }

    #[test]
    fn continental_drafts_keep_their_commas() {
        let style = ["12,5", "3.400.000"].iter().fold(Style::default(), |s, n| with(s, n));
        assert_eq!(style, Style { english: false, continental: true });
        assert_eq!(fault("10,00", style), None);
    }
}
