//! Units of a quantity: of measure, money, or the counted noun.

use crate::span::Span;
use std::borrow::Cow;

/// The unit of a quantity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Singular British dictionary form; for counts the counted noun phrase. Empty for a bare number.
    pub name: Cow<'static, str>,
    /// UCUM code, or ISO 4217 currency.
    pub code: Option<Cow<'static, str>>,
    /// Dimension: "length", "money", "count" …, "" for a bare number.
    pub dimension: &'static str,
    /// Where it stands, also where that is shared with another number.
    pub span: Option<Span>,
}
