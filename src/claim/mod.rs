//! Claims: a quantity in its sentence, with subject, scope and time.

mod change;
mod context;
mod counted;
mod modality;
mod scope;
mod shared;
mod subject;
mod table;
mod time;

use crate::prose::Prose;
use crate::quantity::{Amount, Numbers, Quantity};
use crate::settings::Settings;
use crate::span::Span;
use std::ops::Range;

/// What part a number plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It states something.
    #[default]
    Claim,
    /// It narrows another claim ("the 200-kilometer zone"), or is a target or threshold.
    Scope,
}

/// Why a claim does not simply assert its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    /// "not 421".
    Negated,
    /// "would", "could", "if".
    Hypothetical,
    /// "12.6 percent have not".
    Complement,
    /// "21,500 more".
    Difference,
}

/// What narrows a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// The word that opens it: "within", "in", "between".
    pub relation: String,
    /// Its text.
    pub span: Span,
    /// Number of the claim whose quantity it holds.
    pub claim: Option<usize>,
}

/// A quantity in its sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The quantity.
    pub quantity: Quantity,
    /// The numeral.
    pub number: Span,
    /// The whole phrase; the numeral alone where unit or zone is shared.
    pub span: Span,
    /// Tokens of the phrase.
    pub tokens: Range<usize>,
    /// Number of its sentence.
    pub sentence: usize,
    /// Its own clause, as tokens.
    pub clause: Range<usize>,
    /// Claim or scope.
    pub role: Role,
    /// The noun phrases that it is about.
    pub subject: Vec<Span>,
    /// What narrows it.
    pub scope: Vec<Scope>,
    /// The time that it is stated for: "in 2021", "last year".
    pub time: Option<Span>,
    /// Why it does not simply assert its value.
    pub modality: Option<Modality>,
}

/// Makes claims of a draft's quantities, in order of the text. A claim's number is its index.
pub fn claims(prose: &Prose<'_>, numbers: &Numbers, _settings: &Settings) -> Vec<Claim> {
    let context = context::Context { prose, numbers };
    let mut claims: Vec<_> = numbers.amounts.iter().map(|amount| claim(prose, amount)).collect();
    for claim in &mut claims {
        counted::count(&context, claim);
    }
    table::head(&context, &mut claims);
    shared::share(&context, &mut claims);
    change::set(&context, &mut claims);
    for claim in &mut claims {
        claim.modality = modality::of(&context, claim);
        claim.time = time::of(&context, claim);
    }
    scope::set(&context, &mut claims);
    subject::set(&context, &mut claims);
    claims
}

fn claim(prose: &Prose<'_>, amount: &Amount) -> Claim {
    Claim {
        quantity: amount.quantity.clone(),
        number: amount.number,
        span: amount.span,
        tokens: amount.tokens.clone(),
        sentence: prose.sentence_of(amount.tokens.start),
        clause: prose.clause_of(amount.tokens.start),
        role: Role::Claim,
        subject: Vec::new(),
        scope: Vec::new(),
        time: None,
        modality: None,
    }
}
