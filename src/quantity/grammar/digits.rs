//! Digits: "122,000", "4.2", ".5", "1.234,5", with the precision that they show.

use crate::quantity::{Numeral, Style};
use rust_decimal::Decimal;

/// Signs that part thousands in every style.
const SPACES: [char; 5] = ['\u{a0}', '\u{2009}', '\u{202f}', '\'', '’'];

/// Reads digits in a draft's style. `None` where they are malformed or too many.
pub fn numeral(text: &str, style: Style) -> Option<Numeral> {
    let (thousand, point) = if style.comma { ('.', ',') } else { (',', '.') };
    // "1.234.567" cannot be decimals in any style.
    let grouped = |c: char| text.matches(c).count() > 1 && !text.contains(thousand) && well_grouped(text, c);
    let (thousand, point) = if grouped(point) { (point, '\0') } else { (thousand, point) };
    let (whole, fraction) = text.split_once([point, '·']).unwrap_or((text, ""));
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || !well_grouped(whole, thousand) {
        return None;
    }
    let digits: String = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
    let mantissa: i128 = digits.parse().ok()?;
    let value = Decimal::try_from_i128_with_scale(mantissa, u32::try_from(fraction.len()).ok()?).ok()?;
    let step = if fraction.is_empty() { step(mantissa) } else { Decimal::new(1, fraction.len() as u32) };
    Some(Numeral { value, step, scale: Decimal::ONE, words: false })
}

/// Whether a whole number's groups are of three digits, or, as in India, of two before the last.
fn well_grouped(whole: &str, thousand: char) -> bool {
    let groups: Vec<&str> = whole.split(|c| c == thousand || SPACES.contains(&c)).collect();
    let [first, middle @ .., last] = groups.as_slice() else { return true };
    if groups.len() == 1 {
        return first.bytes().all(|b| b.is_ascii_digit());
    }
    let digits = groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    let thousands = first.len() <= 3 && middle.iter().all(|g| g.len() == 3);
    let lakhs = first.len() <= 2 && !middle.is_empty() && middle.iter().all(|g| g.len() == 2);
    digits && last.len() == 3 && (thousands || lakhs)
}

/// One unit of the last digit that counts: the last non-zero one, but a written zero counts as far as the second digit.
pub fn step(mantissa: i128) -> Decimal {
    let mut step: i128 = 1;
    while mantissa != 0 && mantissa % (step * 10) == 0 {
        step *= 10;
    }
    while step > 1 && mantissa / step < 10 {
        step /= 10;
    }
    Decimal::try_from_i128_with_scale(step, 0).unwrap_or(Decimal::ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (text, comma, value, step) in [
            ("122,000", false, "122000", "1000"),
            ("4,000", false, "4000", "100"),
            ("40", false, "40", "1"),
            ("12.50", false, "12.50", "0.01"),
            (".318", false, "0.318", "0.001"),
            ("0", false, "0", "1"),
            ("10\u{202f}000", false, "10000", "1000"),
            ("1.234.567", false, "1234567", "1"),
            ("12,34,567", false, "1234567", "1"),
            ("1.234,5", true, "1234.5", "0.1"),
            ("12,5", true, "12.5", "0.1"),
            ("1.234", true, "1234", "1"),
        ] {
            let n = numeral(text, Style { comma, ..Style::default() }).unwrap();
            assert_eq!((n.value.to_string().as_str(), n.step.to_string().as_str()), (value, step), "{text}");
        }
        for text in ["6,5000,000", "1.234.56", "12,34", "1,234.5.6", "99999999999999999999999999999999999999999"] {
            assert_eq!(numeral(text, Style::default()), None, "{text}");
        }
    }
}
