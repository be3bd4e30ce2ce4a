//! What a table cell says as a number.

use rust_decimal::Decimal;

/// A cell that is a number and nothing else, but for its unit and footnote marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The value; brackets and minus signs make it negative.
    pub value: Decimal,
    /// One unit of the last digit that counts.
    pub step: Decimal,
    /// Whether a percent sign stands with it.
    pub percent: bool,
    /// Sign of its currency, if any.
    pub currency: Option<char>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A number.
    Entry(Entry),
    /// Nothing, or a dash.
    Blank,
    /// "n/a", "<5", text: a value that is not known here.
    Text,
}

/// Signs that may follow a number without changing it: footnote marks.
const MARKS: &[char] = &['*', '†', '‡', '§', '¹', '²', '³', 'ᵃ', 'ᵇ'];

/// Reads a cell.
pub fn read(text: &str) -> Content {
    let text = text.trim().trim_end_matches(MARKS).trim();
    if matches!(text, "" | "-" | "–" | "—" | "…" | "..") {
        return Content::Blank;
    }
    let (bracketed, inner) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    match entry(inner) {
        Some(e) if bracketed => Content::Entry(Entry { value: -e.value, ..e }),
        Some(e) => Content::Entry(e),
        None => Content::Text,
    }
}

fn entry(text: &str) -> Option<Entry> {
    let (mut rest, mut negative, mut currency) = (text.trim(), false, None);
    loop {
        let c = rest.chars().next()?;
        match c {
            '-' | '−' | '–' => negative = true,
            '$' | '£' | '€' | '¥' | '₹' => currency = Some(c),
            '+' | ' ' => {}
            _ => break,
        }
        rest = &rest[c.len_utf8()..];
    }
    let percent = rest.ends_with('%');
    let digits = rest.trim_end_matches(['%', '€', '£', ' ']);
    let (value, step) = number(digits)?;
    Some(Entry { value: if negative { -value } else { value }, step, percent, currency })
}

/// Digits in the English style, with thousands parted by commas or spaces.
fn number(text: &str) -> Option<(Decimal, Decimal)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split([',', ' ', '\u{a0}', '\u{2009}', '\u{202f}', '\'']).collect();
    let parted = groups.len() > 1;
    if parted && (groups[0].is_empty() || groups[0].len() > 3 || groups[1..].iter().any(|g| g.len() != 3)) {
        return None;
    }
    let digits: String = groups.concat() + fraction;
    if digits.is_empty() || digits.len() > 24 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let scale = fraction.len() as u32;
    let value = Decimal::try_from_i128_with_scale(digits.parse().ok()?, scale).ok()?;
    let zeros = if scale > 0 { 0 } else { digits.len() - digits.trim_end_matches('0').len() };
    // Counts below a thousand are exact.
    let step = if scale > 0 || value < Decimal::ONE_THOUSAND {
        Decimal::new(1, scale)
    } else {
        Decimal::try_from_i128_with_scale(10i128.pow(zeros as u32), 0).ok()?
    };
    Some((value, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        for (text, want) in [
            ("1,200", Some(("1200", "100"))),
            ("$4.50", Some(("4.50", "0.01"))),
            ("(12)", Some(("-12", "1"))),
            ("410", Some(("410", "1"))),
            ("−3", Some(("-3", "1"))),
            ("12.5%", Some(("12.5", "0.1"))),
            ("340*", Some(("340", "1"))),
            ("10 000", Some(("10000", "10000"))),
            ("0", Some(("0", "1"))),
            ("1,20", None),
            ("n/a", None),
            ("2019–20", None),
        ] {
            let got = match read(text) {
                Content::Entry(e) => Some((e.value.to_string(), e.step.to_string())),
                _ => None,
            };
            assert_eq!(got, want.map(|(v, s)| (v.to_string(), s.to_string())), "{text}");
        }
    }
}
