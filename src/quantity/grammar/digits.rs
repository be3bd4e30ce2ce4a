//! Digits: "122,000", "4.2", ".5", with the precision that they show.

use crate::quantity::Numeral;
use rust_decimal::Decimal;

/// Reads digits in the English style. `None` where they are malformed or too many.
pub fn numeral(text: &str) -> Option<Numeral> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.contains(['.', ',']) {
        return None;
    }
    let mut digits = String::with_capacity(text.len());
    let groups: Vec<&str> = whole.split([',', '\u{a0}', '\u{2009}', '\u{202f}', '\'', '’']).collect();
    if groups.len() > 1 && (groups[0].len() > 3 || groups[1..].iter().any(|g| g.len() != 3)) {
        return None;
    }
    groups.iter().for_each(|g| digits.push_str(g));
    digits.push_str(fraction);
    let mantissa: i128 = digits.parse().ok()?;
    let value = Decimal::try_from_i128_with_scale(mantissa, fraction.len() as u32).ok()?;
    let step = if fraction.is_empty() { step(mantissa) } else { Decimal::new(1, fraction.len() as u32) };
    Some(Numeral { value, step, scale: Decimal::ONE, words: false })
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
    Decimal::from_i128_with_scale(step, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (text, value, step) in [
            ("122,000", "122000", "1000"),
            ("4,000", "4000", "100"),
            ("40", "40", "1"),
            ("12.50", "12.50", "0.01"),
            (".318", "0.318", "0.001"),
            ("0", "0", "1"),
        ] {
            let n = numeral(text).unwrap();
            assert_eq!((n.value.to_string().as_str(), n.step.to_string().as_str()), (value, step), "{text}");
        }
        for text in ["6,5000,000", "1.234.56", "12,34", "99999999999999999999999999999999999999999"] {
            assert_eq!(numeral(text), None, "{text}");
        }
    }
}
