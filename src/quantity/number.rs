//! Numerals: a stated value with the precision that it was written with.

use dashu_ratio::RBig;
use rust_decimal::Decimal;

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its exact value, scale word included.
    pub value: Decimal,
    /// One unit of the last digit that counts, scale word included: 1,000 for "122,000", 0.1 million for "4.2 million".
    pub step: Decimal,
    /// The scale word's value: 1,000,000 for "4.2 million", else 1.
    pub scale: Decimal,
    /// Whether it is spelled out, wholly or in part.
    pub words: bool,
}

impl Numeral {
    /// A numeral of whole value, all of whose digits count.
    pub fn whole(value: u64) -> Self {
        Self { value: value.into(), step: Decimal::ONE, scale: Decimal::ONE, words: false }
    }

    /// The numeral with a scale word after it.
    pub fn scaled(self, scale: Decimal) -> Option<Self> {
        Some(Self {
            value: self.value.checked_mul(scale)?,
            step: self.step.checked_mul(scale)?,
            scale: self.scale.checked_mul(scale)?,
            ..self
        })
    }
}

/// A decimal as an exact rational.
pub fn exact(value: Decimal) -> RBig {
    let denominator = dashu_int::UBig::from(10u8).pow(value.scale() as usize);
    RBig::from_parts(value.mantissa().into(), denominator)
}
