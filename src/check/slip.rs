//! Likely slips: the small mistake that turns an accepted value into the stated one.

use super::say::decimal;
use crate::relation::Bounds;
use dashu_ratio::RBig;

/// The slip of the hand that explains a stated value, if one fits exactly.
pub fn slip(stated: &RBig, accepted: &Bounds) -> Option<String> {
    power_of_ten(stated, accepted).or_else(|| swapped(stated, accepted)).or_else(|| one_digit(stated, accepted))
}

/// "a thousand times too small".
fn power_of_ten(stated: &RBig, accepted: &Bounds) -> Option<String> {
    let mut factor = RBig::from(10);
    for (power, words) in [(1, "ten"), (2, "a hundred"), (3, "a thousand"), (6, "a million")] {
        while factor < (0..power).fold(RBig::ONE, |f, _| f * RBig::from(10)) {
            factor *= RBig::from(10);
        }
        if accepted.holds(&(stated * &factor)) {
            return Some(format!("{words} times too small: a slipped point or scale word"));
        }
        if accepted.holds(&(stated / &factor)) {
            return Some(format!("{words} times too large: a slipped point or scale word"));
        }
    }
    None
}

/// The digits of a value, without point, and how many of them stand after the point. Only short numbers.
fn digits(value: &RBig) -> Option<(Vec<u8>, usize)> {
    let text = decimal(value, 4).replace(',', "");
    let places = text.rsplit_once('.').map_or(0, |t| t.1.len());
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    (digits.len() <= 9 && digits.len() >= 2 && !text.starts_with('-')).then_some((digits, places))
}

fn value(digits: &[u8], places: usize) -> Option<RBig> {
    let text = std::str::from_utf8(digits).ok()?;
    let whole: u64 = text.parse().ok()?;
    Some((0..places).fold(RBig::from(whole), |v, _| v / RBig::from(10)))
}

fn swapped(stated: &RBig, accepted: &Bounds) -> Option<String> {
    let (digits, places) = digits(stated)?;
    (1..digits.len()).find_map(|i| {
        let mut other = digits.clone();
        other.swap(i - 1, i);
        let other = value(&other, places)?;
        (other != *stated && accepted.holds(&other)).then(|| format!("two digits swapped: {}", decimal(&other, 4)))
    })
}

fn one_digit(stated: &RBig, accepted: &Bounds) -> Option<String> {
    let (digits, places) = digits(stated)?;
    // With two digits nearly every pair differs in one of them.
    if digits.len() < 3 {
        return None;
    }
    let target = accepted.low.as_ref().zip(accepted.high.as_ref()).filter(|(l, h)| l == h)?.0;
    let (other, other_places) = self::digits(target)?;
    let differ = digits.iter().zip(&other).filter(|(a, b)| a != b).count();
    (digits.len() == other.len() && places == other_places && differ == 1).then(|| "one digit differs".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        for (stated, low, high, want) in [
            (940_000, 900_000_000, 980_000_000, "a thousand times too small"),
            (5_000, 50_000, 50_000, "ten times too small"),
            (36, 63, 63, "two digits swapped"),
            (1_214, 1_314, 1_314, "one digit differs"),
        ] {
            let found = slip(&RBig::from(stated), &Bounds::new(RBig::from(low), RBig::from(high))).unwrap_or_default();
            assert!(found.starts_with(want), "{stated}: {found}");
        }
        assert_eq!(slip(&RBig::from(7), &Bounds::new(RBig::from(5), RBig::from(5))), None);
    }
}
